"""Lines become paragraphs again, however the text was broken."""

from __future__ import annotations

import textwrap

import pytest

from briefing.article.texts.paragraphs import paragraphs

TEXT = [
    "Swifts return to the bell tower",
    "The swifts that nest in the bell tower of Harwick returned on Thursday, nine days later than in "
    "May, and were welcomed by a crowd of people with binoculars and folding chairs.",
    "Nobody rang the bells until noon, for fear of frightening them. The vicar had asked the ringers to "
    "wait, and they had agreed after a vote.",
    "A camera inside the tower will show the nests until August.",
]


def texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(text)]


@pytest.mark.parametrize("width", [40, 60, 72, 76, 100])
def test_wrapped_lines_are_joined(width: int) -> None:
    assert texts("\n\n".join("\n".join(textwrap.wrap(p, width)) for p in TEXT)) == TEXT


def test_wrapped_lines_without_empty_lines_are_parted_by_indents() -> None:
    wrapped = [textwrap.fill(p, 60, initial_indent="    ") for p in TEXT[1:]]
    assert texts("\n".join(wrapped)) == TEXT[1:]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", "\n \n\t\n", "\r", "\u2029"])
def test_a_line_is_a_paragraph(between: str) -> None:
    assert texts(between.join(TEXT)) == TEXT


def test_short_lines_are_not_a_wrapped_text() -> None:
    lines = [
        "HARBOUR",
        "Pier reopens on Monday",
        "By Una Strand",
        "The pier is open.",
        "Boats are back.",
        "It rained.",
    ]
    assert texts("\n".join(lines)) == lines


def test_a_headline_in_two_lines_is_one() -> None:
    assert texts("Swifts return to the bell tower\nafter a long winter in the south\n\n" + TEXT[1])[0] == (
        "Swifts return to the bell tower after a long winter in the south"
    )


def test_marks_of_a_list_are_layout_and_a_lone_dash_is_not() -> None:
    assert texts("- Eggs: two\n- Young: none yet") == ["Eggs: two", "Young: none yet"]
    assert texts("“They are late.”\n— Una Strand") == ["“They are late.”", "— Una Strand"]
