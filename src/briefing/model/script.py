"""What is to be said, and where in the articles it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points [start, end) of the text of block `block` of article `article`."""

    article: int
    """Number in the script, from 1."""
    block: int
    """Number in the article, from 1."""
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.article}/{self.block}:{self.start}-{self.end}"


class QuotationKind(StrEnum):
    SPEECH = "speech"
    PULL_QUOTE = "pull_quote"
    NOT_SPEECH = "not_speech"
    """A name, a title, a scare quote, a word or two, or the reporter's own words inside marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says a quotation, as the article names them."""

    name: str
    """The fullest name that the article gives, as it is to be said."""
    name_span: Span
    """Where that name stands."""
    office: str | None = None
    """Title or office as the article gives it ("the harbour master"), if any."""
    office_span: Span | None = None
    gender: str | None = None
    """"f" or "m" where the article itself shows it (verb form, title, pronoun); None when unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    span: Span
    """The words inside the marks, without the marks. `article` is 1 until a script numbers its articles."""
    text: str
    speaker: Speaker | None
    cue: Span | None
    """The verb of saying."""
    confidence: float
    """0–1: how sure we are of kind and speaker together."""
    kind: QuotationKind


class LineRole(StrEnum):
    PRESENTER = "presenter"
    QUOTE = "quote"
    SIDEBAR = "sidebar"


class SegmentKind(StrEnum):
    OPENING = "opening"
    HEADLINE = "headline"
    QUOTES = "quotes"
    SIDEBAR = "sidebar"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One spoken sentence, or one quotation."""

    text: str
    role: LineRole
    speaker: str | None = None
    """Who is quoted; only with role `quote`."""
    spans: tuple[Span, ...] = ()
    """Where the words stand in the articles; empty for a line that the editor wrote."""
    edits: tuple[str, ...] = ()
    """What was changed between the spans and the text, e.g. "marks dropped", "template: opening"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    kind: SegmentKind
    title: str
    """The chapter's name."""
    lines: tuple[Line, ...]
    article: int | None = None
    """Number of the article it tells, from 1; None for opening and closing."""
    language: str | None = None
    """BCP 47; None where it is the script's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    title: str
    language: str
    date: date
    articles: tuple[str, ...]
    """File names of the articles in the episode's folder, in the order of their numbers."""
    segments: tuple[Segment, ...]
