"""A title is set as large as it fits, whole, in lines of even length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.pictures.fitting import Fitted, fit
from briefing.pictures.lettering import Letters, drawable

ROOM = {"width": 1000.0, "height": 600.0, "largest": 180.0, "smallest": 40.0, "leading": 1.2, "bold": True}


def fitted(text: str, **other: float) -> Fitted:
    return fit(text, **{**ROOM, **other})  # type: ignore[arg-type]


def height_of(found: Fitted) -> float:
    return found.size * (1 + (len(found.lines) - 1) * found.leading)


words = st.text(alphabet="abcdefgVTي ملכש-/", min_size=1, max_size=400)


@given(words)
def test_nothing_is_lost_and_nothing_sticks_out(text: str) -> None:
    found = fitted(text)
    letters = Letters(found.size, bold=True)
    # Words are measured at another size, where the fonts' outlines are rounded otherwise.
    assert all(letters.width(line) <= ROOM["width"] * 1.015 for line in found.lines)
    assert height_of(found) <= ROOM["height"] + 1
    whole = "".join("".join(found.lines).split())
    wanted = "".join(drawable(text).split())
    if whole.endswith("…"):
        assert wanted.startswith(whole[:-1]) and found.size == ROOM["smallest"]
    else:
        assert whole == wanted


def test_a_short_title_is_as_large_as_may_be_and_a_long_one_smaller() -> None:
    assert fitted("Strike").size == ROOM["largest"]
    medium, long = (
        fitted("Harbour reopens after three months"),
        fitted("Harbour reopens after three months " * 4),
    )
    assert ROOM["largest"] > medium.size > long.size > ROOM["smallest"]


def test_lines_are_even() -> None:
    found = fitted("Town council votes for a new bridge across the river in the old quarter")
    letters = Letters(found.size, bold=True)
    widths = [letters.width(line) for line in found.lines]
    assert len(widths) > 2
    assert min(widths) > 0.6 * max(widths)


def test_a_title_too_long_for_the_smallest_size_ends_in_an_ellipsis() -> None:
    found = fitted("word " * 400)
    assert found.size == ROOM["smallest"] and found.lines[-1].endswith(" word…")


def test_a_long_word_is_broken_only_where_no_size_has_room_for_it() -> None:
    assert fitted("Verhältnismäßigkeitsgrundsatz gilt").lines[0] == "Verhältnismäßigkeitsgrundsatz"
    broken = fitted("x" * 90)
    assert len(broken.lines) > 1 and broken.size == ROOM["smallest"]


def test_a_hyphen_lets_a_line_end_behind_it() -> None:
    assert fitted("the long-distance-railway-and-ferry-terminus", width=420.0).lines[0].endswith("-")


@pytest.mark.parametrize("text", ["in 10\xa0000 houses", "in 10\u202f000 houses"])
def test_a_space_that_must_not_break_does_not(text: str) -> None:
    for width in range(200, 1000, 50):
        assert any("10\xa0000" in line for line in fitted(text, width=float(width), smallest=20.0).lines)


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("Grève : « non » à tout", "«\xa0non\xa0»"),
        ("Grève : « non » à tout", "Grève\xa0:"),
        ("The old pier – a new one", "pier\xa0–"),
        ("Help for 1.5 million people", "1.5\xa0million"),
        ("إغاثة ٣٫٥ مليون نازح", "٣٫٥\xa0مليون"),
    ],
)
def test_what_belongs_together_stays_on_one_line(text: str, together: str) -> None:
    for width in range(200, 1000, 50):
        assert any(together in line for line in fitted(text, width=float(width), smallest=20.0).lines)


def test_a_line_may_end_behind_a_year() -> None:
    assert any(line.endswith("2026") for line in fitted("In 2026 everything", width=500.0).lines)


def test_a_page_instead_of_a_title_takes_no_time_by_its_length() -> None:
    assert fitted("x" * 1_000_000).lines == fitted("x" * 100_000).lines
