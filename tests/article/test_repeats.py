"""What counts as said before."""

from __future__ import annotations

import random

import pytest

from briefing.article.repeats import mark_repeats
from briefing.model import Block, BlockRole

R = BlockRole

LEAD = "The council has bought the old brewery on Mill Street and will turn it into workshops for carpenters."
MORE = (
    "Work on the roof begins in March and is expected to last until the end of the summer holidays next year."
)


def roles(*pairs: tuple[BlockRole, str]) -> list[tuple[BlockRole, int | None]]:
    blocks = mark_repeats([Block(role=role, text=text) for role, text in pairs])
    return [(block.role, block.repeats) for block in blocks]


def test_a_paragraph_pasted_again_names_the_first() -> None:
    assert roles((R.PARAGRAPH, LEAD), (R.PARAGRAPH, MORE), (R.PARAGRAPH, LEAD))[-1] == (R.REPEAT, 1)


@pytest.mark.parametrize(
    "disturbed",
    [
        LEAD.upper(),
        LEAD.replace("old ", ""),
        LEAD.replace(".", ""),
        "(Picture) " + LEAD,
        LEAD[: len(LEAD) * 2 // 3],
        LEAD.replace("Mill Street", "Mill St"),
        LEAD.replace(" ", " \u00a0"),
    ],
)
def test_small_disturbances_do_not_hide_a_repeat(disturbed: str) -> None:
    assert roles((R.PARAGRAPH, LEAD), (R.PARAGRAPH, disturbed))[-1] == (R.REPEAT, 1)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("أكّدَ الوزير أنّ المشروع لن يتأخر", "اكد الوزير ان المشروع لن يتأخر"),
        ("مكتبة المدينة تفتح أبوابها", "مكتبه المدينه تفتح ابوابها"),
    ],
)
def test_spellings_of_arabic_letters_are_one(first: str, again: str) -> None:
    assert roles((R.SUBHEADING, first), (R.SUBHEADING, again))[-1] == (R.REPEAT, 1)


def test_two_paragraphs_pasted_again_as_one() -> None:
    assert roles((R.PARAGRAPH, LEAD), (R.PARAGRAPH, MORE), (R.PARAGRAPH, f"{LEAD} {MORE}"))[-1][0] is R.REPEAT


def test_the_headline_is_not_body_text() -> None:
    assert roles((R.HEADLINE, "Brewery becomes workshop"), (R.PARAGRAPH, "Brewery becomes workshop")) == [
        (R.HEADLINE, None),
        (R.REPEAT, 1),
    ]


def test_a_lead_that_says_the_deck_again_and_adds_to_it_stays() -> None:
    deck = "The council has bought the old brewery on Mill Street for its carpenters"
    assert roles((R.DECK, deck), (R.PARAGRAPH, f"{deck}, it said on Monday. {MORE}"))[-1] == (
        R.PARAGRAPH,
        None,
    )
    assert roles((R.DECK, deck), (R.PARAGRAPH, f"{deck}, the mayor said on Monday."))[-1] == (
        R.PARAGRAPH,
        None,
    )


def test_a_paragraph_stays_when_only_its_caption_or_pull_quote_came_first() -> None:
    quote = "We have waited nineteen years for this roof and we can wait one more summer"
    assert roles((R.PULL_QUOTE, quote), (R.PARAGRAPH, f'"{quote}," said Mara Lund.')) == [
        (R.PULL_QUOTE, None),
        (R.PARAGRAPH, None),
    ]
    assert roles((R.CAPTION, LEAD), (R.PARAGRAPH, LEAD))[-1] == (R.PARAGRAPH, None)


def test_short_blocks_are_compared_whole() -> None:
    assert roles((R.PARAGRAPH, "She said no."), (R.PARAGRAPH, "She said no to all of it."))[-1] == (
        R.PARAGRAPH,
        None,
    )


def test_stories_of_one_vocabulary_are_not_repeats() -> None:
    words = LEAD.split() + MORE.split()
    rng = random.Random(7)
    blocks = [Block(role=R.PARAGRAPH, text=" ".join(rng.choices(words, k=25))) for _ in range(300)]
    assert all(block.role is R.PARAGRAPH for block in mark_repeats(blocks))


def test_marking_twice_changes_nothing() -> None:
    once = mark_repeats([Block(role=R.PARAGRAPH, text=t) for t in (LEAD, MORE, LEAD, LEAD + " " + MORE)])
    assert mark_repeats(once) == once


def test_key_points_above_the_text_do_not_take_it_away() -> None:
    assert roles((R.SIDEBAR, LEAD), (R.PARAGRAPH, LEAD)) == [(R.SIDEBAR, None), (R.PARAGRAPH, None)]


def test_a_sidebar_that_says_the_text_again_is_a_repeat() -> None:
    assert roles((R.PARAGRAPH, LEAD), (R.SIDEBAR, LEAD))[-1] == (R.REPEAT, 1)


@pytest.mark.parametrize("role", [R.KICKER, R.BYLINE])
def test_what_a_menu_says_as_well_is_no_repeat(role: BlockRole) -> None:
    assert roles((R.BOILERPLATE, "Sea and shore"), (role, "Sea and shore"))[-1] == (role, None)


def test_a_question_put_to_everybody_is_no_repeat() -> None:
    question = "What would you save first if the river came into your house tonight?"
    answers = [
        "The cat, and after the cat the letters.",
        "Nothing at all.",
        "My grandmother's clock, of course.",
    ]
    pairs = [(R.PARAGRAPH, text) for answer in answers for text in (question, answer)]
    assert [role for role, _ in roles(*pairs)] == [BlockRole.PARAGRAPH] * 6
    pasted = [(BlockRole.PARAGRAPH, text) for text in (question, answers[0])] * 3
    assert [role for role, _ in roles(*pasted)] == [BlockRole.PARAGRAPH] * 2 + [BlockRole.REPEAT] * 4
