"""An address → Source: bytes (`fetch`); Source → Article: blocks with roles (`read`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from briefing.article.content import PageContent
from briefing.article.decoding import declared_in_html, decode
from briefing.article.detection import certain, detect, likely
from briefing.article.fetching.fetch import fetch
from briefing.article.lines import ends_sentence, is_name
from briefing.article.pulled import link_pull_quotes
from briefing.article.repeats import mark_repeats
from briefing.article.texts.header import first_sentence
from briefing.article.words import word_count
from briefing.errors import ArticleError
from briefing.model import Article, Block, BlockRole, Source

__all__ = ["fetch", "likely", "read"]

_TOO_LITTLE = 20
"""Words of running text below which there is nothing to make a briefing of."""


def read(source: Source, *, language: str | None = None) -> Article:
    """The article that `source` holds. `language` (BCP 47) overrules what the page and its words say.

    Raises ArticleError when the bytes are no text, when there is no running text (a page of links only),
    or too little of it.
    """
    name = "standard input" if source.origin.address == "-" else source.origin.address
    content = _content(source, language, name)
    blocks = link_pull_quotes(_without_author(mark_repeats(content.blocks), content.byline))
    _refuse_without_text(blocks, name)
    running = "\n".join(block.text for block in blocks if block.role in _RUNNING)
    first = next(block.text for block in blocks if block.role in _RUNNING)
    return Article(
        title=content.title or first_sentence(first),
        language=language or _language(content.language, running),
        blocks=blocks,
        origin=source.origin,
        published=content.published,
        byline=content.byline,
        site=content.site,
        url=content.url,
    )


_RUNNING = frozenset({BlockRole.PARAGRAPH, BlockRole.SIDEBAR})
_BEHIND = frozenset({BlockRole.BOILERPLATE, BlockRole.REPEAT})
"""Roles of what stands behind the end of an article."""


def _content(source: Source, language: str | None, name: str) -> PageContent:
    match source.origin.media_type:
        case "text/html":
            from briefing.article.pages.page import read_page  # lxml and trafilatura are loaded for HTML only

            declared = source.origin.charset or declared_in_html(source.data)
            return read_page(decode(source.data, declared=declared, name=name), address=source.origin.address)
        case "text/markdown":
            from briefing.article.texts.markdown import read_markdown

            return read_markdown(
                decode(source.data, declared=source.origin.charset, name=name), language=language
            )
        case _:
            from briefing.article.texts.plain import read_plain

            return read_plain(
                decode(source.data, declared=source.origin.charset, name=name), language=language
            )


def _without_author(blocks: tuple[Block, ...], byline: str | None) -> tuple[Block, ...]:
    """What the last block says of the article's author ("Ann Hill covers courts.") is not of the story."""
    last = next((i for i in range(len(blocks) - 1, 0, -1) if blocks[i].role not in _BEHIND), 0)
    names = [name.strip() for name in re.split(r",|;|/|،|\band\b", byline or "")]
    if not last or not any(is_name(name) and blocks[last].text.startswith(f"{name} ") for name in names):
        return blocks
    return (*blocks[:last], replace(blocks[last], role=BlockRole.BOILERPLATE), *blocks[last + 1 :])


def _language(declared: str | None, running: str) -> str:
    """What the page declares, unless its words plainly say otherwise (templates declare "en" on any page)."""
    if declared:
        plain = certain(running)
        return declared if plain is None or plain == declared.split("-")[0].lower() else plain
    return detect(running)


def _refuse_without_text(blocks: Sequence[Block], name: str) -> None:
    roles = Counter(block.role for block in blocks)
    if not blocks:
        raise ArticleError(f"{name} is empty", hint="Give an article as text, Markdown or HTML.")
    running = [block for block in blocks if block.role in _RUNNING]
    words = sum(word_count(block.text) for block in running)
    sentences = [block for block in running if ends_sentence(block.text) or word_count(block.text) > 18]
    if not sentences:
        found = f"{len(blocks)} short lines (links, titles, notices) and not one paragraph"
        if len(blocks) == 1:
            found = f"one line of {word_count(blocks[0].text)} words"
        elif roles[BlockRole.REPEAT]:
            found += f", {roles[BlockRole.REPEAT]} of them said twice"
        raise ArticleError(
            f"no article found in {name}",
            why=found,
            hint="Give the article's own page, or paste its text into a .txt file.",
        )
    if words < _TOO_LITTLE:
        raise ArticleError(
            f"there is too little text in {name} for a briefing",
            why=f"{words} words in {len(running)} paragraph{'s' * (len(running) != 1)}",
            hint="Is the article behind a login, or shown by a script? Paste its text into a .txt file.",
        )
