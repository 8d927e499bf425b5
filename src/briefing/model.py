"""The values that pass between the stages: frozen, standard library only, units in the names.

A `Span` is the proof of a spoken word: it counts code points of one block's text, end exclusive.
Articles and blocks are numbered from 1, as a person counts them in script.yaml.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

# ---------------------------------------------------------------------------------------------- article

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an article came from, and what identifies its bytes."""

    address: str
    """Path or URL as it was given; "-" for standard input."""
    media_type: str
    """text/html, text/plain or text/markdown."""
    sha256: str
    fetched_at: datetime
    charset: str | None = None
    """As the transport declared it (HTTP header); None when it said nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The bytes as they were read: the evidence."""

    origin: Origin
    data: bytes

    @classmethod
    def of(
        cls, data: bytes, *, address: str, media_type: str, fetched_at: datetime, charset: str | None = None
    ) -> Source:
        digest = hashlib.sha256(data).hexdigest()
        address = address.encode("utf-8", "backslashreplace").decode()  # a file name may be no text
        origin = Origin(
            address=address, media_type=media_type, sha256=digest, fetched_at=fetched_at, charset=charset
        )
        return cls(origin=origin, data=data)


class BlockRole(StrEnum):
    """What a block is on the page. Nothing is thrown away: what is never spoken has a role that says so."""

    KICKER = "kicker"
    """The short line above the headline."""
    HEADLINE = "headline"
    DECK = "deck"
    """The line or lines under the headline that sum the story up."""
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    """Of a picture, with its credit."""
    PARAGRAPH = "paragraph"
    SUBHEADING = "subheading"
    PULL_QUOTE = "pull_quote"
    SIDEBAR_HEADING = "sidebar_heading"
    SIDEBAR = "sidebar"
    BOILERPLATE = "boilerplate"
    """Navigation, related links, notices, cookie text."""
    REPEAT = "repeat"
    """Says again what an earlier block said: `repeats` names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    role: BlockRole
    text: str
    repeats: int | None = None
    """Number (from 1) of the earlier block that this one repeats (role `repeat`), or of the paragraph whose
    words a pull quote shows, wherever that stands; None for all other blocks."""
    speaker: str | None = None
    """Of a pull quote: the label as printed ("Hofmann:" without its colon), if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    title: str
    language: str
    """BCP 47 tag, e.g. "en", "ar"."""
    blocks: tuple[Block, ...]
    origin: Origin
    published: datetime | None = None
    byline: str | None = None
    site: str | None = None
    url: str | None = None
    """The address that the page itself gives as its own (canonical); None for texts."""

    @property
    def direction(self) -> str:
        """ "rtl" or "ltr": how its language is written."""
        return "rtl" if self.language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


# ---------------------------------------------------------------------------------------------- script


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


# ---------------------------------------------------------------------------------------------- speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How one role sounds. Loudness is not a voice's business: the mix levels every voice."""

    engine: str = "espeak"
    voice: str = ""
    """The engine's own name of the voice; empty: the engine chooses by language."""
    rate: int | None = field(default=None, metadata={"range": (50, 500)})
    """Words per minute; None: the engine's own."""
    pitch: int | None = field(default=None, metadata={"range": (0, 100)})
    """0–100, 50 is the voice's own; None: the engine's own."""
    options: Mapping[str, str | int | float | bool] = field(default_factory=dict)
    """What only this engine understands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    sentence_ms: int = field(default=350, metadata={"range": (0, 10_000)})
    speaker_ms: int = field(default=600, metadata={"range": (0, 10_000)})
    """At a change of speaker."""
    segment_ms: int = field(default=900, metadata={"range": (0, 10_000)})

    def between_ms(self, *, same_segment: bool, same_line: bool, same_speaker: bool) -> int:
        """From the end of one clip to the start of the next."""
        if not same_segment:
            return self.segment_ms
        if same_line:  # a line in parts, because its engine takes only so much at a time
            return self.sentence_ms // 2
        return self.sentence_ms if same_speaker else self.speaker_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceProfile:
    name: str = ""
    """Empty in a file: the file's own name."""
    presenter: Voice = Voice()
    quote: Voice | None = None
    """None: the presenter's."""
    sidebar: Voice | None = None
    """None: the presenter's."""
    speakers: Mapping[str, Voice] = field(default_factory=dict)
    """Voices of named speakers, by the name in script.yaml."""
    fallback: str | None = None
    """Another profile, taken whole when an engine of this one fails."""
    pauses: Pauses = Pauses()
    lexicon: Mapping[str, str] = field(default_factory=dict)
    """Written → said, whole words, longest first, for every engine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """All that an engine ever sees."""

    text: str
    """As it is to be spoken: numbers in words, marks removed."""
    language: str
    voice: Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTiming:
    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audio:
    """What an engine gives back."""

    data: bytes
    format: str
    """"wav" or "mp3"."""
    sample_rate_hz: int
    words: tuple[WordTiming, ...] = ()
    """Empty where the engine knows none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """The sound of one utterance; a line that was too long for its engine has several."""

    segment: int
    """Index in script.segments, from 0."""
    line: int
    """Index in the segment's lines, from 0."""
    part: int
    """Index of the utterance within the line, from 0."""
    audio: Path
    format: str
    duration_ms: int
    engine: str
    voice: str
    """Key of the voice for levelling: clips with the same key are the same voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    script: Script
    clips: tuple[Clip, ...]
    """In the order in which they are heard."""
    pauses: Pauses
    made_with: Mapping[str, str]
    """Engine → its version or fingerprint."""
    spoken_now: int
    """Utterances that an engine was asked for this time; the rest came from the clip store."""
    left_out: frozenset[tuple[int, int]] = frozenset()
    """Lines with nothing that can be said ("* * *"): indexes of segment and line, from 0."""
    warnings: tuple[str, ...] = ()


# ---------------------------------------------------------------------------------------------- mix


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    start_ms: int
    end_ms: int
    speaker: str
    text: str
    """As written, not as spoken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    start_ms: int
    end_ms: int
    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """Of the finished programme, measured by ITU-R BS.1770-4."""

    integrated_lufs: float
    true_peak_dbtp: float
    target_lufs: float
    gain_db: float
    limited_ms: int
    """How much of the programme the limiter touched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """What is known of a finished episode; the files stand in its folder."""

    slug: str
    """Name of the folder."""
    guid: str
    title: str
    language: str
    date: date
    duration_ms: int
    size_bytes: int
    sha256: str
    """Of episode.mp3."""
    chapters: tuple[Chapter, ...]
    loudness: Loudness
    summary: str
    articles: tuple[Origin, ...]
    made_with: Mapping[str, str]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """What episodes/show.yaml says of the podcast; every field has a default that works."""

    title: str = "Briefing"
    author: str | None = None
    email: str | None = None
    language: str | None = None
    description: str | None = None
    category: str = "News/Daily News"
    base_url: str | None = None
    """Where episodes/public will be seen."""
    loudness: float = field(default=-16.0, metadata={"range": (-31, -9)})
    """LUFS as heard in stereo; a mono file is measured 3 LU lower for the same loudness."""
    voice: str | None = None
    """Name of the voice profile."""
    minutes: float | None = field(default=None, metadata={"range": (0.5, 30)})
    """Wanted length of the script."""
    select_with: str | None = None
    """A language model's service that chooses what is told: its name or address; None: the rules choose."""
    select_model: str | None = None
    price: Mapping[str, float] = field(default_factory=dict)
    """Engine → price of a million characters, for `--dry-run`."""
