"""Plain text, as it is pasted from a page → its blocks with roles."""

from __future__ import annotations

from briefing.article.content import PageContent
from briefing.article.detection import detect
from briefing.article.lines import vocabulary
from briefing.article.texts.draft import drafts
from briefing.article.texts.paragraphs import paragraphs
from briefing.article.texts.structure import byline_of, headline_of, published_of, settle


def read_plain(text: str, *, language: str | None = None) -> PageContent:
    """The blocks of `text` in their order; nothing of it is left out.

    `language` decides by which words lines are told apart; None: as the text reads.
    """
    words = vocabulary(language or detect(text))
    blocks = settle(drafts(paragraphs(text, words.words), words), words)
    return PageContent(
        title=headline_of(blocks),
        language=None,
        blocks=blocks,
        published=published_of(blocks, words),
        byline=byline_of(blocks, words),
        site=None,
    )
