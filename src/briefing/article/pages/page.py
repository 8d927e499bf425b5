"""HTML text → PageContent: the article's blocks with their roles, and what the page says of itself."""

from __future__ import annotations

import re
from html import unescape

from briefing.article.content import PageContent, tidy
from briefing.article.lines import published, vocabulary
from briefing.article.pages.metadata import Metadata, metadata
from briefing.article.pages.pieces import Page, parse
from briefing.article.pages.roles import blocks
from briefing.article.pages.story import find_story
from briefing.errors import ArticleError
from briefing.model import Block, BlockRole

_SIGNED = (BlockRole.BYLINE, BlockRole.DATELINE)
_CLOCK = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?\b")
"""Its numbers are no days."""
_LEAST_ARTICLE_BODY = 400
"""Code points; a shorter text in the metadata is a description, not the article."""


def read_page(text: str, *, address: str) -> PageContent:
    """The article that stands on the page.

    `address` only helps with messages. Raises ArticleError when there is none: only navigation, or nothing.
    """
    name = "standard input" if address == "-" else address
    page = parse(text, name=name)
    said = metadata(page.root)
    try:
        story = find_story(
            page,
            titles=said.titles,
            is_article=said.is_article,
            language=said.language or _script(page),
            name=name,
        )
        found = blocks(page, story)
    except ArticleError:
        if len(said.article_body or "") < _LEAST_ARTICLE_BODY:
            raise
        found = _from_article_body(said.article_body or "")
    found = _with_headline(found, said)
    words = vocabulary(said.language or _script(page))
    signed = [_CLOCK.sub("", block.text) for block in found if block.role in _SIGNED]
    return PageContent(
        title=next((block.text for block in found if block.role is BlockRole.HEADLINE), None),
        language=said.language,
        blocks=found,
        published=said.published or next((day for text in signed if (day := published(text, words))), None),
        byline=said.byline,
        site=said.site,
    )


def _from_article_body(text: str) -> tuple[Block, ...]:
    """Paragraphs of the text that JSON-LD carries, for pages that a script fills in later."""
    lines = (tidy(unescape(re.sub(r"<[^<>]*>", " ", line))) for line in re.split(r"\n|</p>|<br\s*/?>", text))
    return tuple(Block(role=BlockRole.PARAGRAPH, text=line) for line in lines if line)


def _script(page: Page) -> str:
    """ "ar" for a page in Arabic letters, else "en": enough to choose the words by which lines are told."""
    sample = "".join(piece.text for piece in page.pieces)[:20_000]
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in sample)
    return "ar" if arabic > len(sample) * 0.3 else "en"


def _with_headline(found: tuple[Block, ...], said: Metadata) -> tuple[Block, ...]:
    """The headline of the metadata goes first where the page shows none."""
    if any(block.role is BlockRole.HEADLINE for block in found) or not said.titles:
        return found
    return (Block(role=BlockRole.HEADLINE, text=said.titles[0]), *found)
