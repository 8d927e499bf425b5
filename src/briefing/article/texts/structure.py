"""Drafts of a page → its blocks: every line has its role by itself, by where it stands, by what follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from briefing.article.lines import LineKind, Vocabulary, byline_name, ends_sentence, is_name, published
from briefing.article.repeats import mark_repeats
from briefing.article.texts.draft import Draft, Style
from briefing.article.texts.header import body_start, read_header
from briefing.article.texts.pull_quotes import find_pull_quotes
from briefing.article.texts.sidebars import settle_sections
from briefing.model import Block, BlockRole

_LONGEST_HEADING = 12
"""Words of a subheading or a sidebar's heading."""
_LONGEST_HEADING_WHERE_STOPS_LACK = 8
_SHORTEST_CAPTION = 8
"""Words of a line without a stop in the body that begins with a person's name: headings are shorter."""
_LONGEST_QUESTION = 9
"""Words of a question that is a heading ("What happens next?")."""


def settle(page: list[Draft], vocabulary: Vocabulary) -> tuple[Block, ...]:
    """Give every draft a role; those that have one keep it, but for repeats and sidebars, which come last."""
    page = find_pull_quotes(page, vocabulary)
    style = Style.of(page)
    start = body_start(page, style)
    if start < len(page):
        read_header(page[:start], page[start:], vocabulary)
    _read_body(page[start:], style)
    return settle_sections(mark_repeats([draft.block() for draft in page]), vocabulary)


def headline_of(blocks: Sequence[Block]) -> str | None:
    return next((block.text for block in blocks if block.role is BlockRole.HEADLINE), None)


def byline_of(blocks: Sequence[Block], vocabulary: Vocabulary) -> str | None:
    return next((byline_name(b.text, vocabulary) for b in blocks if b.role is BlockRole.BYLINE), None)


def published_of(blocks: Sequence[Block], vocabulary: Vocabulary) -> datetime | None:
    """The first day that a dateline names."""
    days = (published(block.text, vocabulary) for block in blocks if block.role is BlockRole.DATELINE)
    return next((day for day in days if day), None)


def _read_body(body: Sequence[Draft], style: Style) -> None:
    """Roles of the body's lines; what is beside the story is settled later, when repeats are known."""
    longest = _LONGEST_HEADING_WHERE_STOPS_LACK if style.stops_lack else _LONGEST_HEADING
    last_prose = max((i for i, draft in enumerate(body) if _is_running(draft, style)), default=-1)
    in_links = False
    for index, draft in enumerate(body):
        if draft.kind is LineKind.RELATED:
            in_links = _opens_list(draft)
            continue
        if not draft.is_open:
            continue
        if in_links and _is_link(body, index):
            draft.role = BlockRole.BOILERPLATE
            continue
        in_links = False
        draft.role = _role_in_body(body, index, longest, last_prose)


def _is_running(draft: Draft, style: Style) -> bool:
    return style.is_prose(draft) or (draft.is_open and draft.kind is LineKind.PROSE)


def _opens_list(draft: Draft) -> bool:
    """ "Related stories" opens a list; "Read also: Ferry prices rise" is a link by itself."""
    return draft.words <= 5 or draft.text.endswith(":")


def _is_link(body: Sequence[Draft], index: int) -> bool:
    """A title in a list of links; the last one, set apart and followed by a paragraph, is a heading again."""
    draft = body[index]
    if draft.kind is not LineKind.TITLE:
        return draft.kind is LineKind.DATELINE  # the day of the other article
    following = body[index + 1] if index + 1 < len(body) else None
    heads_prose = following is not None and following.is_open and following.kind is LineKind.PROSE
    first = body[index - 1].kind is LineKind.RELATED
    return not (heads_prose and draft.after_gap and not first)


def _role_in_body(body: Sequence[Draft], index: int, longest: int, last_prose: int) -> BlockRole:
    draft = body[index]
    if draft.kind is LineKind.CAPTION:
        return BlockRole.CAPTION
    if draft.kind is LineKind.BYLINE:
        return BlockRole.BYLINE
    if draft.kind is LineKind.DATELINE:
        return BlockRole.DATELINE
    if draft.bullet or draft.text.endswith((",", "،", ";", "؛")):
        return BlockRole.PARAGRAPH
    if draft.kind is LineKind.PROSE:
        is_question = draft.text.endswith(("?", "؟")) and draft.words <= _LONGEST_QUESTION
        return BlockRole.SUBHEADING if is_question and index < last_prose and index else BlockRole.PARAGRAPH
    if draft.words >= _SHORTEST_CAPTION and is_name(" ".join(draft.text.split()[:2])):
        return BlockRole.CAPTION
    if draft.words > longest or _is_opening_of_speech(draft.text):
        return BlockRole.PARAGRAPH
    return BlockRole.SUBHEADING


def _is_opening_of_speech(text: str) -> bool:
    """Marks that open and close around the whole line or never close: somebody speaks here."""
    return text.startswith(("“", "«", '"', "„")) and (ends_sentence(text) or len(text.split()) > 8)
