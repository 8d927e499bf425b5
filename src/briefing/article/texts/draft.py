"""A line of a plain-text page while its role is being found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from briefing.article.lines import (
    LineKind,
    Vocabulary,
    ends_sentence,
    is_clock,
    kind_of,
    sentence_count,
    signs,
)
from briefing.article.texts.paragraphs import Paragraph
from briefing.article.words import word_count
from briefing.model import Block, BlockRole

_LONGEST_TITLE = 35
"""Words. A line without the end of a sentence that is longer is a paragraph that lacks its full stop."""
_LONGEST_TITLE_WHERE_STOPS_LACK = 18
_SHORTEST_PARAGRAPH = 12
"""Words of one sentence; shorter ones with a full stop are decks as often as paragraphs."""


@dataclass(slots=True, kw_only=True, eq=False)
class Draft:
    """Filled step by step: a role, once found, is not changed by a later step."""

    text: str
    kind: LineKind
    words: int
    after_gap: bool = False
    bullet: bool = False
    role: BlockRole | None = None
    speaker: str | None = None

    @property
    def is_open(self) -> bool:
        return self.role is None

    def block(self) -> Block:
        return Block(role=self.role or BlockRole.PARAGRAPH, text=self.text, speaker=self.speaker)


def drafts(found: Sequence[Paragraph], vocabulary: Vocabulary) -> list[Draft]:
    """Every paragraph with the kind that it shows by itself; furniture has its role at once."""
    made: list[Draft] = []
    for p, follower in zip_longest(found, found[1:]):
        kind = _kind(p, follower, made, vocabulary)
        is_dateline = kind is LineKind.DATELINE and not made  # the page's first line also says when
        furniture = kind in (LineKind.FURNITURE, LineKind.RELATED) or (p.furniture and not is_dateline)
        role = BlockRole.BOILERPLATE if furniture else None
        if kind is LineKind.FURNITURE and is_clock(p.text):
            role = BlockRole.DATELINE  # of an entry in a live report
        made.append(
            Draft(
                text=p.text,
                kind=kind,
                words=word_count(p.text),
                after_gap=p.after_gap,
                bullet=p.bullet,
                role=role,
            )
        )
    return made


def _kind(p: Paragraph, follower: Paragraph | None, above: Sequence[Draft], words: Vocabulary) -> LineKind:
    """What a line shows by itself, but for what only the lines around it can tell."""
    kind = kind_of(p.text, words)
    if kind is LineKind.FURNITURE and follower is not None and words.is_box_heading(p.text):
        below = kind_of(follower.text, words)
        if below is LineKind.PROSE or (follower.bullet and below is LineKind.TITLE):
            return LineKind.TITLE  # "In brief" is a button, too
    if kind is LineKind.BYLINE and not any(draft.is_open for draft in above) and not signs(p.text, words):
        return LineKind.TITLE  # "Report: oil prices rise"
    return kind


@dataclass(frozen=True, slots=True)
class Style:
    """How this page writes its paragraphs."""

    stops_lack: bool
    """Most paragraphs end without a full stop, as many Arabic pages do."""

    @classmethod
    def of(cls, page: Sequence[Draft]) -> Style:
        long = [draft for draft in page if draft.words >= 20]
        return cls(stops_lack=sum(ends_sentence(draft.text) for draft in long) < 0.4 * len(long))

    def is_prose(self, draft: Draft) -> bool:
        """Whether an open line reads as a paragraph of running text."""
        if not draft.is_open or draft.kind in (
            LineKind.CAPTION,
            LineKind.BYLINE,
            LineKind.DATELINE,
            LineKind.LABEL,
        ):
            return False
        if draft.kind is LineKind.PROSE:
            return draft.words >= _SHORTEST_PARAGRAPH or sentence_count(draft.text) > 1
        return draft.words > (_LONGEST_TITLE_WHERE_STOPS_LACK if self.stops_lack else _LONGEST_TITLE)
