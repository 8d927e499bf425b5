"""Names that are cut, and texts that know their direction."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.mix.wording import base_direction, directed, label, one_line
from briefing.model import direction


def test_a_name_is_cut_between_words():
    assert label("one two three", 13) == "one two three"
    assert label("one two three", 12) == "one two…"
    assert label("onetwothree", 8) == "onetwot…"
    assert label("  one\n two\t") == "one two"
    assert len(label("x" * 10_000)) == 250


@pytest.mark.parametrize("unit", ["e\u0301", "👩\u200d🚀", "ب\u064e\u0651", "न\u093f"])
def test_no_letter_is_parted_from_its_signs(unit):
    for longest in range(4, 12):
        cut = label(unit * 20, longest)
        assert len(cut) <= longest
        assert set(cut.removesuffix("…").split(unit)) <= {""}


@given(st.text(), st.integers(1, 40))
def test_a_label_is_one_short_line(text, longest):
    made = label(text, longest)
    assert len(made) <= longest
    assert made == one_line(made)
    made.encode()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "ltr"), ("ar", "rtl"), ("AR_eg", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("ckb", "rtl"),
        ("ar-Latn", "ltr"), ("uz-Arab-AF", "rtl"), ("pa", "ltr"), ("", "ltr"), ("arn", "ltr"),
        ("zh-Hant", "ltr"),
    ],
)  # fmt: skip
def test_languages_have_a_direction(language, expected):
    assert direction(language) == expected


@given(st.text(), st.sampled_from(["en", "ar"]))
def test_a_marked_line_begins_in_its_direction(text, language):
    line = one_line(text)
    base = base_direction(line, language)
    shown = directed(line, base)
    strong = [kind for c in shown if (kind := unicodedata.bidirectional(c)) in ("L", "R", "AL")]
    assert ("rtl" if strong and strong[0] != "L" else "ltr") == base
    assert shown in (line, f"\u200f{line}", f"\u200e{line}")
    assert directed(shown, base) == shown
