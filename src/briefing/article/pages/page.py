"""HTML text → PageContent: the article's blocks with their roles, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape

from briefing.article.content import PageContent, tidy
from briefing.article.detection import certain
from briefing.article.lines import Vocabulary, published, vocabulary
from briefing.article.pages.metadata import Metadata, metadata
from briefing.article.pages.pieces import Page, parse
from briefing.article.pages.roles import blocks
from briefing.article.pages.story import find_story
from briefing.article.words import folded_words
from briefing.errors import ArticleError
from briefing.model import Block, BlockRole

_SIGNED = (BlockRole.BYLINE, BlockRole.DATELINE)
_CLOCK = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?\b")
"""Its numbers are no days."""
_PROSE = 80
"""Characters; shorter texts are menus and headings."""
_LEAST_SHARE = 0.5
"""Of a heading, which is the headline without its kicker."""
_LONGEST_KICKER_WORDS = 4
_LONGEST_PARTED_KICKER_WORDS = 8
"""Of what the metadata part from the headline by a colon, and the heading by its layout."""
_LEAST_ARTICLE_BODY = 400
"""Code points; a shorter text in the metadata is a description, not the article."""


def read_page(text: str, *, address: str) -> PageContent:
    """The article that stands on the page.

    `address` is where it came from: for messages, and for links that are relative to it.
    Raises ArticleError when there is no article: only navigation, or nothing.
    """
    name = "standard input" if address == "-" else address
    page = parse(text, name=name)
    said = metadata(page.root, address=address)
    language = _language(page, said.language)
    try:
        story = find_story(
            page,
            titles=said.titles,
            is_article=said.is_article,
            language=language,
            name=name,
        )
        found = blocks(page, story, language=language, byline=said.byline, site=said.site)
    except ArticleError:
        if len(said.article_body or "") < _LEAST_ARTICLE_BODY:
            raise
        found = _from_article_body(said.article_body or "")
    words = vocabulary(language)
    found = _without_kicker(_with_headline(found, said), said.titles, words)
    signed = [_CLOCK.sub("", block.text) for block in found if block.role in _SIGNED]
    return PageContent(
        title=next((block.text for block in found if block.role is BlockRole.HEADLINE), None),
        language=said.language,
        blocks=found,
        published=said.published or next((day for text in signed if (day := published(text, words))), None),
        byline=said.byline,
        site=said.site,
        url=said.url,
    )


def _from_article_body(text: str) -> tuple[Block, ...]:
    """Paragraphs of the text that JSON-LD carries, for pages that a script fills in later."""
    lines = (tidy(unescape(re.sub(r"<[^<>]*>", " ", line))) for line in re.split(r"\n|</p>|<br\s*/?>", text))
    return tuple(Block(role=BlockRole.PARAGRAPH, text=line) for line in lines if line)


def _language(page: Page, declared: str | None) -> str:
    """Whose words tell the lines apart: those that the page is plainly in, else those that it declares."""
    sample = "\n".join(piece.text for piece in page.pieces if len(piece.text) > _PROSE)
    return certain(sample) or declared or "en"


def _with_headline(found: tuple[Block, ...], said: Metadata) -> tuple[Block, ...]:
    """The headline of the metadata goes first where the page shows none."""
    if any(block.role is BlockRole.HEADLINE for block in found) or not said.titles:
        return found
    return (Block(role=BlockRole.HEADLINE, text=said.titles[0]), *found)


def _without_kicker(found: tuple[Block, ...], titles: Sequence[str], words: Vocabulary) -> tuple[Block, ...]:
    """<h1><i>Energy</i> <i>Wind farm opens</i></h1>: what stands before the headline is its kicker.

    The metadata give the headline alone.
    """
    place = next((i for i, block in enumerate(found) if block.role is BlockRole.HEADLINE), None)
    if place is None or any(block.role is BlockRole.KICKER for block in found):
        return found
    text = found[place].text
    for title in titles:
        over, colon, rest = title.partition(": ")
        parted = text in (f"{over} {rest}", f"{over} : {rest}") and not over.endswith(" ")
        if colon and parted and len(over.split()) <= _LONGEST_PARTED_KICKER_WORDS:
            kicker = Block(role=BlockRole.KICKER, text=over)
            return (*found[:place], kicker, replace(found[place], text=rest), *found[place + 1 :])
        before = (
            text[: -len(title)].strip(" " if text in titles else " :|–—-") if text.endswith(title) else ""
        )
        label = folded_words(before)
        short = before[-1:].isalnum() and len(label) <= _LONGEST_KICKER_WORDS
        if short and set(label) - words.function_words and len(title) >= _LEAST_SHARE * len(text):
            kicker = Block(role=BlockRole.KICKER, text=before)
            return (*found[:place], kicker, replace(found[place], text=title), *found[place + 1 :])
    return found
