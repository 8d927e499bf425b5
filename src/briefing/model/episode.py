"""The finished episode, and the show it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

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
    language: str | None = None
    """BCP 47; None where it is the script's."""


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
    """Of the finished file, decoded again and measured by ITU-R BS.1770-4."""

    integrated_lufs: float
    true_peak_dbtp: float
    target_lufs: float
    gain_db: float
    limited_ms: int
    """How much of the programme the limiter touched."""
    range_lu: float | None = None
    """Loudness range, EBU Tech 3342."""
    short_term_max_lufs: float | None = None
    """Of any three seconds, EBU Tech 3341."""


class SoundFormat(StrEnum):
    """Each is the suffix of the file as well."""

    MP3 = "mp3"
    M4A = "m4a"
    OPUS = "opus"


class Quality(StrEnum):
    STANDARD = "standard"
    SMALL = "small"
    BEST = "best"


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundFile:
    """How the finished sound is coded."""

    format: SoundFormat = SoundFormat.MP3
    sample_rate_hz: int = field(default=44_100, metadata={"range": (4_000, 384_000)})
    channels: int = field(default=1, metadata={"range": (1, 64)})
    bitrate_kbits: int = 96
    samples: int | None = None
    """Of each channel, in the file once decoded; None of an episode from before this was written down."""


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
    """Of the sound file."""
    chapters: tuple[Chapter, ...]
    loudness: Loudness
    summary: str
    articles: tuple[Origin, ...]
    made_with: Mapping[str, str]
    read_by: Mapping[str, str] = field(default_factory=dict)
    """Who is quoted → engine/voice/pitch/options of the voice that reads them; never their own."""
    sound: SoundFile = SoundFile()
    longest_pause_ms: int = 0
    """That the voice profile asked for between two lines: silence as long as this is meant."""
    has_music: bool = True
    """Else there is silence before, between and after the lines; not known of an older episode."""
    findings: tuple[str, ...] = ()
    """What is wrong with the finished sound, by the check; an episode that has any is not published."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Music:
    """Sound files of a show, by where they are heard; each may be left out."""

    intro: str | None = None
    """Before the first line."""
    outro: str | None = None
    """After the last."""
    sting: str | None = None
    """Between two segments."""
    bed: str | None = None
    """Under all that is said, again from its start when it ends; lower while somebody speaks."""


_BARE = {"empty": 'write it in quotes, "#rrggbb", since a bare # begins a comment'}


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """Of covers and pictures, each `#rrggbb`."""

    background: str = field(default="#14213d", metadata=_BARE)
    text: str = field(default="#ffffff", metadata=_BARE)
    accent: str = field(default="#fca311", metadata=_BARE)


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
    format: SoundFormat = SoundFormat.MP3
    quality: Quality = Quality.STANDARD
    music: Music = Music()
    """Paths, relative to the folder of show.yaml."""
    image: str | None = None
    """The show's own artwork, relative to the folder of show.yaml; else the program makes one."""
    colours: Colours = Colours()
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
