"""Whatever bytes come back, only offered numbers get through; whatever is chosen, the check agrees."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing import article, script
from briefing.model import Article, Source
from briefing.script.choosing.answer import RefusedError, chosen
from briefing.script.writing.candidates import Candidate, Candidates

ARTICLES = Path(__file__).parents[1] / "articles"
OFFERED = Candidates(
    language="en",
    opening=("A bridge is closed.",),
    seconds=60,
    sentences={f"s{n}": Candidate(text=f"Sentence {n}.", seconds=4) for n in range(1, 6)},
    quotes={f"q{n}": Candidate(text=f"Quote {n}.", seconds=5, speaker="Ines Hill") for n in range(1, 4)},
)
PLAIN = st.none() | st.booleans() | st.floats() | st.integers() | st.text()
KEYS = st.sampled_from(["sentences", "quotes", "text", "choices", "message", "content"])
VALUES = st.recursive(
    PLAIN | st.sampled_from(["s1", "s2", "q1", "s9"]),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(KEYS, inside),
    max_leaves=12,
)  # fmt: skip
CHOICES = st.fixed_dictionaries({"sentences": VALUES, "quotes": VALUES}) | VALUES
NAMED = st.lists(st.sampled_from(sorted({**OFFERED.sentences, **OFFERED.quotes, "s9": None})), max_size=5)


def completed(content: str) -> bytes:
    return json.dumps({"choices": [{"message": {"content": content}}]}).encode()


def assert_only_numbers(data: bytes) -> None:
    try:
        numbers = chosen(data, OFFERED)
    except RefusedError:
        return
    assert numbers and numbers <= {*OFFERED.sentences, *OFFERED.quotes}


@given(st.binary() | VALUES.map(lambda value: json.dumps(value).encode()))
@example(completed("{}")[:-1])
def test_any_bytes(data: bytes) -> None:
    assert_only_numbers(data)


@given(CHOICES.map(json.dumps) | st.text())
def test_any_content(content: str) -> None:
    assert_only_numbers(completed(content))


@given(NAMED, NAMED)
def test_any_ids(sentences: list[str], quotes: list[str]) -> None:
    is_right = (
        set(sentences) <= set(OFFERED.sentences)
        and set(quotes) <= set(OFFERED.quotes)
        and len({*sentences, *quotes}) == len(sentences) + len(quotes) > 0
    )
    data = completed(json.dumps({"sentences": sentences, "quotes": quotes}))
    if is_right:
        assert chosen(data, OFFERED) == {*sentences, *quotes}
    else:
        with pytest.raises(RefusedError):
            chosen(data, OFFERED)


@cache
def read(name: str) -> Article:
    path = ARTICLES / name
    now = datetime(2026, 11, 23, tzinfo=UTC)
    return article.read(
        Source.of(path.read_bytes(), address=name, media_type="text/plain", fetched_at=now), language=None
    )


@settings(max_examples=40)
@given(
    st.data(),
    st.sampled_from(["bridge.en.txt", "dam.en.txt", "tram.en.txt", "budget.ar.txt", "wells.ar.txt"]),
)
def test_any_choice_is_as_the_article_says(data: st.DataObject, name: str) -> None:
    def choose(offered: Candidates) -> frozenset[str]:
        ids = sorted({*offered.sentences, *offered.quotes})
        return frozenset(data.draw(st.sets(st.sampled_from(ids), min_size=1)))

    page = read(name)
    text = script.write([page], day=date(2026, 11, 23), show="The Pier", choose=choose)
    assert not script.check(text, [page])
