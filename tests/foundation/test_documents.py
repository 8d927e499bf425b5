"""YAML ↔ typed values: what a person mistypes is one line with file, line and key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import documents
from briefing.errors import ScriptError


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    text: str
    at: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    title: str
    day: date | None = None
    moment: datetime | None = None
    rate: int | None = None
    loud: float = field(default=-16.0, metadata={"range": (-31, -9)})
    on: bool = False
    colour: Colour = Colour.RED
    place: str = field(default="", metadata={"from_text": " ".join})
    parts: tuple[Part, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str | int | float | bool] = field(default_factory=dict)


def load(text: str) -> Whole:
    return documents.load(Whole, text, name="whole.yaml", error=ScriptError)


def refused(text: str) -> str:
    with pytest.raises(ScriptError) as caught:
        load(text)
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    "word", ["no", "yes", "on", "12:30", "1_000", "0x10", "2026", "1.50", "null and void"]
)
def test_text_is_what_was_written(word: str) -> None:
    """YAML 1.1 would read False, 750, 1000, 16 and 1.5."""
    assert load(f"title: {word}").title == word


def test_values_by_type() -> None:
    whole = load(
        """
        title: "x"
        day: 2026-11-23
        moment: 2026-11-23T08:00:00
        rate: 150
        loud: -14
        on: true
        colour: green
        parts: [{text: a, at: [1, 2]}]
        words: {NATO: nay-to, on: off}
        options: {range: 3, deep: true, name: low}
        """
    )
    assert whole.day == date(2026, 11, 23)
    assert whole.moment == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert (whole.rate, whole.loud, whole.on, whole.colour) == (150, -14.0, True, Colour.GREEN)
    assert whole.parts == (Part(text="a", at=(1, 2)),)
    assert whole.words == {"NATO": "nay-to", "on": "off"}
    assert whole.options == {"range": 3, "deep": True, "name": "low"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: x\ntilte: y", "whole.yaml, line 2: unknown key `tilte`. Did you mean `title`?"),
        ("title: x\nrate: 12:30", "whole.yaml, line 2: `rate` must be a whole number, not `12:30`"),
        ("title: x\non: maybe", "whole.yaml, line 2: `on` must be true or false, not `maybe`"),
        ("title: x\ncolour: gren", "Did you mean `green`?"),
        ("title: x\nday: 23.11.2026", "must be a date such as 2026-11-23"),
        ("title: x\ntitle: y", "`title` stands here twice"),
        ("rate: 3", "`title` is missing"),
        ("", "`title` is missing"),
        ("title: x\nparts:\n- {txt: a}", "line 3: unknown key `txt`. Did you mean `text`?"),
        ("title: x\nparts: {text: a}", "`parts` must be a list"),
        ("title: [x]", "`title` must be text, not a list"),
        ("- title", "must be `key: value` lines"),
        ("title: 'x", "whole.yaml, line "),
        ("title: x\n\tday: 1", "is not valid YAML"),
        ("title: x\nloud: 5", "whole.yaml, line 2: `loud` must be from -31 to -9, not 5"),
        ("title: x\nloud: nan", "`loud` must be from -31 to -9"),
        ("title:", "whole.yaml, line 1: `title` has no value"),
        ("title: x\nwords: {NATO: }", "`words.NATO` has no value"),
        ("title: x\nplace: {a: b}", "line 2: `place` must be one value"),
        ("title: x\nplace: [a, b]", "line 2: `place` must be one value"),
        ("title: x\nday: \x07", "whole.yaml, line 2 holds a character that YAML forbids: U+0007"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, said: str) -> None:
    assert said in refused(text)


def test_a_key_without_a_value_is_the_default() -> None:
    whole = load("title: x\nrate:\nday: ~\nloud:\nparts:\n")
    assert (whole.rate, whole.day, whole.loud, whole.parts) == (None, None, -16.0, ())


def test_not_utf8() -> None:
    with pytest.raises(ScriptError, match=r"whole\.yaml"):
        documents.load(Whole, b"title: \xff\xfe\x00", name="whole.yaml", error=ScriptError)


def test_deep_nesting_is_refused_not_crashed() -> None:
    assert "whole.yaml" in refused("title: " + "[" * 5000)


texts = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff"))


@given(
    st.builds(
        Whole,
        title=texts,
        day=st.none() | st.dates(),
        rate=st.none() | st.integers(),
        loud=st.floats(-31, -9),
        on=st.booleans(),
        colour=st.sampled_from(Colour),
        parts=st.lists(st.builds(Part, text=texts, at=st.tuples(st.integers(), st.integers()))).map(tuple),
        words=st.dictionaries(texts, texts),
    )
)
def test_what_is_dumped_is_loaded(whole: Whole) -> None:
    assert load(documents.dump(whole, comment="made")) == whole
