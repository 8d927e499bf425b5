"""Whose a pull quote is where names stand above and below it, and which lines are none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefing.article import read
from briefing.model import Article, BlockRole, Source

STORY = (
    "Bakers and millers met in Tarrow on Tuesday to talk about the price of flour, doubled since May.",
    "“We bake at night and we count at night,” said Ruth Ammond, who has run the mill shop for thirty years.",
    "The miller, Colin Burr, replied that “the wheat was late, the river was low and the wheel stood still”.",
    "They will meet again in March, and somebody will bring a cake that neither of them has to pay for.",
)
FIRST, SECOND = "“We bake at night and we count at night”", "“The wheat was late, the river was low”"


def article(*lines: str) -> Article:
    text = "\n".join(("Flour costs twice as much as in May", *lines))
    return read(
        Source.of(
            text.encode(), address="-", media_type="text/plain", fetched_at=datetime(2026, 11, 23, tzinfo=UTC)
        )
    )


def pulled(found: Article) -> list[tuple[str, str | None]]:
    return [(block.text, block.speaker) for block in found.blocks if block.role is BlockRole.PULL_QUOTE]


@pytest.mark.parametrize("marks", [True, False], ids=["marked", "unmarked"])
@pytest.mark.parametrize("order", [(1, 0, 3, 2), (0, 1, 2, 3)], ids=["names above", "names below"])
def test_each_of_two_quotations_in_a_row_has_its_own_name(order: tuple[int, ...], marks: bool) -> None:
    quotes = [FIRST, SECOND] if marks else [FIRST.strip("“”"), SECOND.strip("“”")]
    lines = (quotes[0], "Ruth Ammond", quotes[1], "Colin Burr")
    found = article(*STORY, *(lines[i] for i in order))
    assert pulled(found) == [(quotes[0], "Ruth Ammond"), (quotes[1], "Colin Burr")]


def test_an_office_behind_the_name_is_not_of_the_name() -> None:
    found = article(*STORY, "Ruth Ammond, who runs the mill shop:", FIRST)
    assert pulled(found) == [(FIRST, "Ruth Ammond")]


def test_a_heading_that_somebody_says_right_below_it_is_a_heading() -> None:
    found = article(*STORY, "The wheel stood still", STORY[2].replace("replied", "had replied"))
    assert not pulled(found)


def test_a_headline_in_marks_on_a_page_that_was_pasted_twice_is_no_pull_quote() -> None:
    page = ("Bread", FIRST, "By Ann Hill", *STORY)
    text = "\n".join((*page, "", *page))
    found = read(
        Source.of(
            text.encode(), address="-", media_type="text/plain", fetched_at=datetime(2026, 11, 23, tzinfo=UTC)
        )
    )
    assert [block.role for block in found.blocks[:2]] == [BlockRole.KICKER, BlockRole.HEADLINE]
    assert {block.role for block in found.blocks[len(page) :]} == {BlockRole.REPEAT}
