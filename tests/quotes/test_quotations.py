"""Quotations and their speakers: golden pairs, and what each rule must and must not do."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import golden
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import Article, Block, BlockRole, Origin, Quotation, QuotationKind
from briefing.script.quoting.quotes import SPOKEN_CONFIDENCE, quotations

SEED = Path(__file__).parents[3] / "shared" / "articles" / "coalition.ar.txt"
needs_seed = pytest.mark.skipif(not SEED.exists(), reason="the page beside the repository is not here")


@pytest.mark.parametrize("name", golden.NAMES)
def test_golden_pair(name: str) -> None:
    assert golden.measure(name).faults == []


def test_enough_is_spoken_and_nearly_all_of_it_is_right() -> None:
    results = [golden.measure(name) for name in golden.NAMES]
    spoken = sum(r.spoken for r in results)
    assert sum(r.right for r in results) >= 0.95 * spoken
    assert sum(r.right for r in results) >= 0.9 * sum(r.speech for r in results)


def found(text: str, language: str = "en") -> tuple[Quotation, ...]:
    return quotations(golden.article(text, language))


def speakers(text: str, language: str = "en") -> list[str | None]:
    return [q.speaker.name if q.speaker and golden.is_spoken(q) else None for q in found(text, language)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We are open again at last,” said harbour master Ines Holm.", "Ines Holm"),
        ("“We are open again at last,” Ines Holm, the harbour master, told reporters.", "Ines Holm"),
        ("Ines Holm said on Monday: “We are open again at last.”", "Ines Holm"),
        ("Asked about President Karl Brandt, Ines Holm said: “We have not met.”", "Ines Holm"),
        ("“We have met him twice,” Ines Holm told Minister Karl Brandt.", "Ines Holm"),
        ("“Karl Brandt called me about it,” said Ines Holm.", "Ines Holm"),
        ("According to Ines Holm, “the pier is safe for everyone.”", "Ines Holm"),
        ("“We regret the delay to the work,” the ministry said in a statement.", "the ministry"),
        ("“We regret the delay to the work,” said a spokesman for President Karl Brandt.", None),
        ("“We regret it,” said Ines Holm and Karl Brandt.", None),
    ],
)
def test_speaker_of_one_english_sentence(text: str, speaker: str | None) -> None:
    got = speakers(text)
    if speaker is None:
        assert "Karl Brandt" not in got
    else:
        assert got == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("قال نائب وزير الزراعة ماجد الكيلاني إن «الموسم أفضل مما توقعنا جميعا».", "ماجد الكيلاني"),
        ("قال ماجد الكيلاني، نائب وزير الزراعة، إن «الموسم أفضل مما توقعنا جميعا».", "ماجد الكيلاني"),
        ("أكد ماجد الكيلاني نائب وزير الزراعة أن «الموسم أفضل مما توقعنا جميعا».", "ماجد الكيلاني"),
        ("وأوضح الموفد الخاص للرئيس الفرنسي إلى ليبيا بول ميران أن «الحل قريب جدا من الجميع».", "بول ميران"),
        ("قالت وزارة الزراعة في بيان إن «الموسم أفضل مما توقعنا جميعا».", "وزارة الزراعة"),
        ("وفقا لوزير الزراعة ماجد الكيلاني، «الموسم أفضل مما توقعنا جميعا».", "ماجد الكيلاني"),
    ],
)
def test_speaker_of_one_arabic_sentence(text: str, speaker: str) -> None:
    assert speakers(text, "ar") == [speaker]


def test_span_is_the_text_inside_the_marks() -> None:
    text = "Ines Holm said: “We’re ‘open’ again.”"
    quote = found(text)[0]
    assert text[quote.span.start : quote.span.end] == quote.text == "We’re ‘open’ again."


def test_office_and_gender_are_those_of_the_article() -> None:
    quote = found("قالت وزيرة الزراعة هدى الكيلاني إن «الموسم أفضل مما توقعنا جميعا».", "ar")[0]
    assert quote.speaker is not None
    assert (quote.speaker.office, quote.speaker.gender) == ("وزيرة الزراعة", "f")
    english = found("“The pier is open again,” said Ines Holm.")[0]
    assert english.speaker is not None and english.speaker.gender is None


def test_pull_quote_has_the_speaker_of_its_label() -> None:
    text = "# Pier opens\n> Holm | We are open again\n“We are open again at last,” said Ines Holm."
    pulled = found(text)[0]
    assert pulled.kind is QuotationKind.PULL_QUOTE
    assert pulled.speaker is not None and pulled.speaker.name == "Ines Holm"


def test_a_language_that_we_know_nothing_of_has_quotations_without_speakers() -> None:
    quote = found("„Wij hebben de brug vandaag weer geopend”, zei Ines Holm.", "nl")[0]
    assert quote.speaker is None and quote.confidence < SPOKEN_CONFIDENCE


@given(
    st.text(alphabet="ab A.,:“”\"«»‘’' \nقال وأن؟—dit", max_size=120),
    st.sampled_from(["en", "ar", "fr", "de", "es", "xx"]),
)
def test_any_text_has_spans_that_lie_in_it_and_do_not_overlap(text: str, language: str) -> None:
    article = Article(
        title="t",
        language=language,
        blocks=(Block(role=BlockRole.PARAGRAPH, text=text), Block(role=BlockRole.SIDEBAR, text=text[::-1])),
        origin=_origin(),
    )
    last = (0, 0)
    for quote in quotations(article):
        assert article.blocks[quote.span.block - 1].text[quote.span.start : quote.span.end] == quote.text
        assert last <= (quote.span.block, quote.span.start) and quote.span.start < quote.span.end
        last = (quote.span.block, quote.span.end)


def _origin() -> Origin:
    return Origin(
        address="-", media_type="text/plain", sha256="0" * 64, fetched_at=datetime(2026, 1, 5, tzinfo=UTC)
    )


# ------------------------------------------------------------------------------------------- the seed page


def _seed() -> tuple[Article, dict[int, int], dict[str, Any]]:
    """The page with the roles that its gold gives, and block number → line number."""
    gold: dict[str, Any] = yaml.safe_load(SEED.with_suffix(".gold.yaml").read_text("utf-8"))
    structure = gold["structure"]
    labels = {p["lines"][0] for p in structure["pull_quotes"]}
    pulled = {p["lines"][1]: re.sub(":$", "", p["label"]) for p in structure["pull_quotes"]}
    roles = {structure[key]["line"]: key for key in ("kicker", "headline", "caption", "deck")}
    for sidebar in structure["sidebars"]:
        roles[sidebar["heading"]["line"]] = "sidebar_heading"
        roles.update(dict.fromkeys(range(sidebar["body_lines"][0], sidebar["body_lines"][1] + 1), "sidebar"))
    for repeat in structure["duplicates"]:
        roles.update(dict.fromkeys(range(repeat["lines"][0], repeat["lines"][1] + 1), "repeat"))
    blocks, lines = [], {}
    for number, text in enumerate(SEED.read_text("utf-8").split("\n"), 1):
        if text.strip() and number not in labels:
            role = "pull_quote" if number in pulled else roles.get(number, "paragraph")
            blocks.append(Block(role=BlockRole(role), text=text, speaker=pulled.get(number)))
            lines[len(blocks)] = number
    return Article(title="", language="ar", blocks=tuple(blocks), origin=_origin()), lines, gold


@needs_seed
def test_every_quotation_of_the_seed_page() -> None:
    article, lines, gold = _seed()
    got = {(lines[q.span.block], q.span.start, q.span.end): q for q in quotations(article)}
    names = {s["id"]: s["name"] for s in gold["speakers"]}
    for wanted in gold["quotes"]:
        quote = got[wanted["line"], wanted["start"], wanted["end"]]
        assert golden.is_spoken(quote) == (wanted["kind"] == "speech"), wanted["id"]
        if wanted["kind"] == "speech":
            assert quote.speaker is not None and quote.speaker.name == names[wanted["speaker"]], wanted["id"]


@needs_seed
def test_no_name_or_fragment_of_the_seed_page_is_speech() -> None:
    article, lines, gold = _seed()
    got = {(lines[q.span.block], q.span.start, q.span.end): q for q in quotations(article)}
    kinds = {got[w["line"], w["start"], w["end"]].kind for w in gold["not_speech"]}
    assert kinds == {QuotationKind.NOT_SPEECH}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("وقال المتحدث باسم الشرطة، سامر الحلبي، إن «الطريق سيبقى مغلقا حتى مساء الغد».", "سامر الحلبي"),
        ("وقال المتحدث باسم الشرطة إن «الطريق سيبقى مغلقا حتى مساء الغد».", "المتحدث باسم الشرطة"),
        ("وقال والي المدينة سامر الحلبي: «الطريق سيبقى مغلقا حتى مساء الغد».", "سامر الحلبي"),
    ],
)
def test_words_that_are_an_arabic_name_or_particle_as_well(text: str, speaker: str) -> None:
    assert speakers(text, "ar") == [speaker]
