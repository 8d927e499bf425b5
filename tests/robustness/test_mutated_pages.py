"""Broken and hostile pages: an error of ours or a script that the check agrees with, and never a hang."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import MUTATIONS

from briefing import article, script
from briefing.errors import BriefingError
from briefing.model import Source

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path
    for folder in (ROOT / "tests" / "pages", ROOT / "tests" / "articles", ROOT / "examples")
    for path in folder.iterdir()
    if path.suffix in (".html", ".txt", ".md") and path.stat().st_size < 12_000
)
MEDIA = {".html": "text/html", ".txt": "text/plain", ".md": "text/markdown"}
HANGS_S = 60
"""Nothing here takes two seconds, on any machine."""
NOW = datetime(2026, 11, 23, tzinfo=UTC)
BATCHES, PAGES_EACH = 20, 26


@pytest.fixture(autouse=True)
def watchdog() -> Iterator[None]:
    """A hang ends with the place where it hung."""

    def ring(number: int, frame: FrameType | None) -> None:
        pytest.fail(f"still at it after {HANGS_S} s")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(HANGS_S)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def scripted(data: bytes, media_type: str) -> script.Finding | None:
    """All that is done with a page before it is spoken; the first thing that the check has against it."""
    source = Source.of(data, address="page", media_type=media_type, fetched_at=NOW, charset=None)
    try:
        page = article.read(source)
        for quotation in script.quotations(page):
            block = page.blocks[quotation.span.block - 1].text
            assert block[quotation.span.start : quotation.span.end] == quotation.text
        text = script.write([page], day=NOW.date(), show="The Pier")
        text = script.loads(script.dump(text), name="script.yaml")
        return next((finding for finding in script.check(text, [page]) if finding.is_error), None)
    except BriefingError as error:
        assert len(str(error)) < 500 and "\n" not in str(error)
        return None


@pytest.mark.parametrize("batch", range(BATCHES))
def test_mutated(batch: int) -> None:
    draw = Random(batch)
    for _ in range(PAGES_EACH):
        path = draw.choice(PAGES)
        data = path.read_bytes()
        made = draw.choices(MUTATIONS, k=draw.choice([1, 1, 2, 4]))
        for mutation in made:
            data = mutation(draw, data)[:60_000]
        names = [mutation.__name__ for mutation in made]
        assert scripted(data, MEDIA[path.suffix]) is None, f"{path.name}: {names}"


@settings(max_examples=40)
@given(st.binary(max_size=400), st.sampled_from(sorted(MEDIA.values())))
def test_any_bytes(data: bytes, media_type: str) -> None:
    assert scripted(data, media_type) is None


SAMPLE = (
    "The pier said Ines Hill “We are glad” today. He “ ” « » ' \" : Dr. قال الوزير «نحن» . ، 3 - Mr and of"
)
WORDS = st.sampled_from([*SAMPLE.split(), "\n\n", "\n"])


@settings(max_examples=60)
@given(
    st.lists(WORDS | st.text(max_size=4), max_size=150).map(" ".join), st.sampled_from(sorted(MEDIA.values()))
)
def test_any_words(text: str, media_type: str) -> None:
    assert scripted(text.encode("utf-8", "surrogatepass"), media_type) is None


LEAD = (
    "Harbour opens again after the storm\n\nThe northern pier opened again on Monday, the council said.\n\n"
)
HEAD = (
    "<html lang=en><title>Harbour opens again</title><h1>Harbour opens</h1><p>The pier opened on Monday.</p>"
)
ATTRIBUTES = " ".join(f"a{n}=x" for n in range(100_000))
GIANTS = {
    "100,000 tags deep": ("text/html", HEAD + "<div>" * 100_000 + "<p>It was closed for three months.</p>"),
    "100,000 spans deep": ("text/html", HEAD + "<p>It" + "<b>" * 100_000 + " was closed for months.</p>"),
    "10,000 lists deep": ("text/html", HEAD + "<ul><li>a pier" * 10_000),
    "100,000 closing tags": ("text/html", HEAD + "</p></div>" * 50_000),
    "100,000 attributes": ("text/html", f"{HEAD}<p {ATTRIBUTES}>A pier.</p>"),
    "a class of 1 MB": ("text/html", HEAD + f'<p class="{"pier " * 200_000}">It was closed for months.</p>'),
    "entities of entities": (
        "text/html",
        "<!DOCTYPE html [" + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 30)) + "]>"
        + HEAD + "<p>&a29;</p>",
    ),
    "100,000 entities": ("text/html", HEAD + "<p>" + "&ldquo;&amp;" * 50_000 + "</p>"),
    "100,000 comments": ("text/html", HEAD + "<!-- pier -->" * 100_000),
    "100,000 tags never closed": ("text/html", HEAD + "<a <b " * 50_000),
    "JSON-LD 100,000 deep": (
        "text/html", '<script type="application/ld+json">' + '{"@graph":[' * 50_000 + "</script>" + HEAD
    ),
    "one line of 10 MB": ("text/plain", "pier" * 2_500_000),
    "10 MB of spaces": ("text/plain", LEAD + "The pier" + " " * 10_000_000 + "opened."),
    "200,000 words without a full stop": ("text/plain", LEAD + "a pier of the old harbour " * 33_000),
    "50,000 quotation marks": ("text/plain", LEAD + '" ' * 50_000),
    "50,000 marks that open": ("text/plain", LEAD + "“a " * 50_000),
    "50,000 marks that close": ("text/plain", LEAD + "a» " * 50_000),
    "10,000 apostrophes": ("text/plain", LEAD + "'ships " * 10_000),
    "10,000 brackets": ("text/plain", LEAD + "The pier (" * 10_000),
    "capitals": ("text/plain", (LEAD + "The pier opened, said Ines Hill.\n\n" * 300).upper()),
    "emoji": ("text/plain", LEAD + "\U0001f469\u200d\U0001f469\u200d\U0001f467 " * 8_000),
    "right-to-left marks": ("text/plain", LEAD + "\u202b\u200fقال\u202c " * 8_000),
    "combining signs": ("text/plain", LEAD + "o" + "\u0301" * 100_000 + " pier."),
    "initials": ("text/plain", LEAD + "A. " * 20_000),
    "said he said": ("text/plain", LEAD + "said he said " * 3_000),
    "Markdown brackets": ("text/markdown", LEAD + "[a](" * 5_000),
    "Markdown stars": ("text/markdown", LEAD + "**a *b " * 5_000),
    "Markdown quotes in quotes": ("text/markdown", LEAD + ">" * 20_000 + " A pier."),
}  # fmt: skip


@pytest.mark.parametrize("giant", GIANTS)
def test_giants(giant: str) -> None:
    media_type, text = GIANTS[giant]
    assert scripted(text.encode(), media_type) is None
