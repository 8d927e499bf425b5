"""`read`: what is refused, and that nothing of a page is lost."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.article import read
from briefing.article.content import tidy
from briefing.article.texts.plain import read_plain
from briefing.errors import ArticleError
from briefing.model import Article, BlockRole, Source

BODY = (
    "The harbour ferry will sail again on Sunday, the operator said, after a week of repairs to its engine. "
    "Tickets that were bought for the days without a ferry can be used until the end of the year."
)


def article(text: str | bytes, media_type: str = "text/plain", language: str | None = None) -> Article:
    data = text.encode() if isinstance(text, str) else text
    at = datetime(2026, 11, 23, tzinfo=UTC)
    return read(Source.of(data, address="page.txt", media_type=media_type, fetched_at=at), language=language)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "page.txt is empty"),
        (" \n\t\n\u200b\n", "page.txt is empty"),
        ("Home\nNews\nSport\nWeather\nShare\nLog in\nRead more: Ferry late\n", "not one paragraph"),
        ("Ferry late", "one line of 2 words"),
        ("Ferry late\n\nThe ferry is late again. We do not know why.", "too little text"),
        ("***\n---\n* * *", "no article found"),
    ],
)
@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown"])
def test_one_line_says_what_is_wrong_and_what_to_do(text: str, says: str, media_type: str) -> None:
    with pytest.raises(ArticleError) as caught:
        article(text, media_type)
    message = str(caught.value)
    assert "\n" not in message
    assert caught.value.hint in message
    if media_type == "text/plain":
        assert says in message


def test_a_text_without_headline_is_titled_by_its_first_sentence() -> None:
    assert article(BODY + "\n\n" + BODY.replace("ferry", "tram")).title.startswith(
        "The harbour ferry will sail again"
    )


def test_a_headline_with_a_full_stop_is_a_headline() -> None:
    assert article(f"The ferry sails again.\n\n{BODY}").title == "The ferry sails again."


def test_a_sentence_below_the_headline_is_a_deck_when_the_byline_follows() -> None:
    blocks = article(f"Ferry sails again\n\n{BODY[:102]}\n\nBy Una Strand\n\n{BODY}\n\n{BODY[::-1]}").blocks
    assert [b.role for b in blocks[:3]] == [BlockRole.HEADLINE, BlockRole.DECK, BlockRole.BYLINE]


def test_a_label_needs_a_name_of_the_page() -> None:
    blocks = article(
        f"Ferry sails again\n\n{BODY}\n\nHow to get there:\n\nTake bus 4 to the quay.\n\n{BODY[::-1]}"
    ).blocks
    assert not any(block.role is BlockRole.PULL_QUOTE for block in blocks)


def test_vowel_signs_keep_their_order_and_layout_marks_go() -> None:
    assert tidy("\u200fكتّاب\u200e  قرّر\u0651\u064e\u00a0") == "كتّاب قرّر\u0651\u064e"
    assert tidy("cafe\u0301 co\u00adop") == "café coop"
    assert tidy("می\u200cرود") == "می\u200cرود"


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["", "By Una Strand", "Una Strand:", "Home", "Share", "«لن نغلق الميناء»", "- one item",
             "— Una Strand", "“We sail,” she said.", "What happens next?", "In figures", "Read also:",
             "خلفية", "الحداد:", "***",
             "3 May 2026", "(Photo: Una Strand)", BODY, BODY[:80], "   ", "\u200f"]
        ),
        st.text(max_size=120),
    ),
    max_size=25,
)  # fmt: skip


def letters(text: str) -> list[str]:
    return [c for c in tidy(text) if c.isalnum()]


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_no_letter_of_a_page_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    blocks = read_plain(text, language="en").blocks
    assert letters(" ".join(block.text for block in blocks)) == letters(re.sub(r"\s", " ", text))
    assert all(block.text and block.text == tidy(block.text) for block in blocks)
    for number, block in enumerate(blocks, 1):
        assert (block.role is BlockRole.REPEAT) == (block.repeats is not None)
        assert block.repeats is None or 1 <= block.repeats < number


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400), st.sampled_from(["text/plain", "text/markdown"]))
def test_any_text_gives_an_article_or_an_error_of_ours(text: str, media_type: str) -> None:
    try:
        found = article(text.encode("utf-8", "surrogatepass"), media_type)
    except ArticleError:
        return
    assert found.title
    assert found.blocks


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_an_article_or_an_error_of_ours(data: bytes) -> None:
    try:
        assert article(data).blocks
    except ArticleError as error:
        assert str(error)


def test_a_last_line_about_the_author_is_not_of_the_story() -> None:
    page = f"Ferry sails again\n\nBy Tessa Marlow\n\n{BODY}\n\nThe quay is open.\n\n%s covers the coast.\n"
    assert article(page % "Tessa Marlow").blocks[-1].role is BlockRole.BOILERPLATE
    assert article(page % "Otto Grimm").blocks[-1].role is BlockRole.PARAGRAPH
