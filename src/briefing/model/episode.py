"""The finished episode, and the show it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from briefing.model.article import Origin
from briefing.model.speech import WordTiming


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    start_ms: int
    end_ms: int
    speaker: str
    text: str
    """As written, not as spoken."""
    words: tuple[WordTiming, ...] = ()
    """The same text, cut where a time is known: words, or longer stretches; as written, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTime:
    """Where a line of script.yaml stands in the episode's sound."""

    segment: int
    """From 1, as a message counts."""
    line: int
    """In its segment, from 1."""
    start_ms: int
    end_ms: int
    speaker: str
    text: str
    """As it was written when it was spoken."""


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
    read_by: Mapping[str, str] = field(default_factory=dict)
    """Who is quoted → engine/voice/pitch/options of the voice that reads them; never their own."""
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
    """Engine → price of a million characters, for `--dry-run` and `--max-cost`."""
    max_cost: float | None = field(default=None, metadata={"range": (0, 1_000_000)})
    """What one run may cost, in the unit of `price`."""
    max_requests: int | None = field(default=None, metadata={"range": (0, 1_000_000)})
    """What one run may ask its engines for."""
