"""Drafts of a page → its blocks: every line has its role by itself, by where it stands, by what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from briefing.article.lines import (
    LineKind,
    Vocabulary,
    byline_name,
    ends_sentence,
    is_dateline,
    is_name,
    published,
)
from briefing.article.repeats import mark_repeats
from briefing.article.texts.draft import Draft, Style
from briefing.article.texts.endings import find_ending
from briefing.article.texts.header import body_start, read_header
from briefing.article.texts.pull_quotes import find_pull_quotes
from briefing.article.texts.sidebars import settle_sections
from briefing.article.words import fold
from briefing.model import Block, BlockRole

_LONGEST_HEADING = 12
"""Words of a subheading or a sidebar's heading."""
_LONGEST_HEADING_WHERE_STOPS_LACK = 8
_SHORTEST_CAPTION = 8
"""Words of a line without a stop in the body that begins with a person's name: headings are shorter."""
_SHORTEST_LEAD_IN = 5
"""Words of a line with a colon that leads to what stands below it, and names no speaker or subject."""
_LABEL = re.compile(r"[^\s:]+(?: [^\s:]+){0,3}:(?= )")
_OPENING_MARKS = ("“", "«", '"', "„")
_LONGEST_QUESTION = 9
"""Words of a question that is a heading ("What happens next?")."""


_LABEL = re.compile(r"(?:[^\W\d_]{1,3}[.:]|[^:?¿.]{2,40}:)\s")
"""Who asks: "Q:", "P. ", "The Courier: "."""
_LABELS_REACH = 10
"""Lines in which an interviewer's label comes again."""
_PLACED = re.compile(r"(.{8,70}?)\s*(?:\s[-–—]{1,2}\s|[–—/(])")
"""What stands before the first dash, stroke or bracket of a lead: place and day."""


def settle(page: list[Draft], vocabulary: Vocabulary) -> tuple[Block, ...]:
    """Give every draft a role; those that have one keep it, but for repeats and sidebars, which come last."""
    page = find_pull_quotes(page, vocabulary)
    find_ending(page, vocabulary)
    style = Style.of(page)
    start = body_start(page, style)
    if start < len(page):
        read_header(page[:start], page[start:], vocabulary)
    _read_body(page[start:], style, vocabulary)
    return settle_sections(mark_repeats([draft.block() for draft in page]), vocabulary)


def headline_of(blocks: Sequence[Block]) -> str | None:
    return next((block.text for block in blocks if block.role is BlockRole.HEADLINE), None)


def byline_of(blocks: Sequence[Block], vocabulary: Vocabulary) -> str | None:
    return next((byline_name(b.text, vocabulary) for b in blocks if b.role is BlockRole.BYLINE), None)


def published_of(blocks: Sequence[Block], vocabulary: Vocabulary) -> datetime | None:
    """The first day that a dateline names, or the lead behind its place: "HARLOW, 6 October 2026 – …"."""
    lines = [block.text for block in blocks if block.role is BlockRole.DATELINE]
    lead = next((block.text for block in blocks if block.role is BlockRole.PARAGRAPH), "")
    if (placed := _PLACED.match(lead)) and is_dateline(placed[1], vocabulary):
        lines.append(placed[1])
    return next((day for day in (published(line, vocabulary) for line in lines) if day), None)


def _read_body(body: Sequence[Draft], style: Style, vocabulary: Vocabulary) -> None:
    """Roles of the body's lines; what is beside the story is settled later, when repeats are known."""
    longest = _LONGEST_HEADING_WHERE_STOPS_LACK if style.stops_lack else _LONGEST_HEADING
    last_prose = max((i for i, draft in enumerate(body) if _is_running(draft, style)), default=-1)
    in_links = False
    for index, draft in enumerate(body):
        if draft.kind is LineKind.RELATED or vocabulary.opens_tags(draft.text):
            in_links = _opens_list(draft)
            draft.role = BlockRole.BOILERPLATE
            continue
        if not draft.is_open:
            continue
        if in_links and _is_link(body, index, vocabulary):
            draft.role = BlockRole.BOILERPLATE
            continue
        in_links = False
        if _leads_to_speech(body, index, vocabulary):
            draft.role = BlockRole.PARAGRAPH
        else:
            draft.role = _role_in_body(body, index, longest, last_prose)


def _is_running(draft: Draft, style: Style) -> bool:
    return style.is_prose(draft) or (draft.is_open and draft.kind is LineKind.PROSE)


def _opens_list(draft: Draft) -> bool:
    """ "Related stories" opens a list; "Read also: Ferry prices rise" is a link by itself."""
    return draft.words <= 5 or draft.text.endswith(":")


def _is_link(body: Sequence[Draft], index: int, vocabulary: Vocabulary) -> bool:
    """A title in a list of links; the last one, set apart and followed by a paragraph, is a heading again."""
    draft = body[index]
    following = body[index + 1] if index + 1 < len(body) else None
    first = body[index - 1].kind is LineKind.RELATED
    if draft.kind is LineKind.PROSE:  # "Why do we love fish on Fridays?"
        is_title = draft.text[-1] in "?؟!" and draft.words <= _LONGEST_HEADING
        return is_title and (first or following is None or not following.is_open)
    if draft.kind is not LineKind.TITLE:
        return draft.kind is LineKind.DATELINE  # the day of the other article
    heads_prose = following is not None and following.is_open and following.kind is LineKind.PROSE
    is_box = vocabulary.opens(fold(draft.text), "sidebar_openings") is not None
    return not (heads_prose and (draft.after_gap or is_box) and not first)


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
        is_question = is_question and not _is_of_interview(body, index)
        return BlockRole.SUBHEADING if is_question and index < last_prose and index else BlockRole.PARAGRAPH
    if draft.words >= _SHORTEST_CAPTION and is_name(" ".join(draft.text.split()[:2])):
        return BlockRole.CAPTION
    if draft.words > longest or _is_opening_of_speech(draft.text):
        return BlockRole.PARAGRAPH
    return BlockRole.SUBHEADING


def _is_of_interview(body: Sequence[Draft], index: int) -> bool:
    """Whether a label stands before the question that stands before another line nearby as well: "P. ¿…?"."""
    label = _LABEL.match(body[index].text)
    near = body[max(0, index - _LABELS_REACH) : index + _LABELS_REACH + 1]
    return label is not None and sum(draft.text.startswith(label.group()) for draft in near) > 1


def _leads_to_speech(body: Sequence[Draft], index: int, vocabulary: Vocabulary) -> bool:
    """ "The governor added:", "Hill’s speech in full:": a colon, and no heading of a box."""
    draft = body[index]
    if not draft.text.endswith((":", "：")) or vocabulary.opens(fold(draft.text), "sidebar_openings"):
        return False
    following = body[index + 1] if index + 1 < len(body) else None
    is_quoted = following is not None and following.text.startswith(_OPENING_MARKS)
    return vocabulary.says(fold(draft.text)) or draft.words >= _SHORTEST_LEAD_IN or is_quoted


def _is_opening_of_speech(text: str) -> bool:
    """Marks that open and close around the whole line or never close: somebody speaks here."""
    return text.startswith(_OPENING_MARKS) and (ends_sentence(text) or len(text.split()) > 8)
