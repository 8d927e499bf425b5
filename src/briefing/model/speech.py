"""Voices, what an engine is asked for, and the sound that it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from briefing.model.script import Script


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
    options: Mapping[str, str | int | float | bool | tuple[str, ...]] = field(default_factory=dict)
    """What only this engine understands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    sentence_ms: int = field(default=350, metadata={"range": (0, 10_000)})
    speaker_ms: int = field(default=600, metadata={"range": (0, 10_000)})
    """At a change of speaker."""
    segment_ms: int = field(default=900, metadata={"range": (0, 10_000)})

    @property
    def longest_ms(self) -> int:
        return max(self.sentence_ms, self.speaker_ms, self.segment_ms)

    def between_ms(self, *, same_segment: bool, same_line: bool, same_speaker: bool) -> int:
        """From the end of one clip to the start of the next."""
        if not same_segment:
            return self.segment_ms
        if same_line:  # a line in parts, because its engine takes only so much at a time
            return self.sentence_ms // 2
        return self.sentence_ms if same_speaker else self.speaker_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Pronunciation:
    """How the house says a word; an engine takes the notation that it knows."""

    say: str | None = None
    """In ordinary letters; None: as it is written."""
    ipa: str | None = None
    espeak: str | None = None
    """eSpeak NG's own phoneme mnemonics, without brackets."""


Lexicon = Mapping[str, Pronunciation | str]
"""Written → said, whole words, longest first, for every engine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteVoices:
    """Voices that the quoted share out among them: everybody keeps the one that they got."""

    f: tuple[Voice, ...] = ()
    """For those whom the article shows to be women."""
    m: tuple[Voice, ...] = ()
    """For those whom the article shows to be men."""
    any: tuple[Voice, ...] = ()
    """For everybody; first for those of whom the article shows neither."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceProfile:
    name: str = ""
    """Empty in a file: the file's own name."""
    presenter: Voice = Voice()
    quote: Voice | None = None
    """None: the presenter's."""
    sidebar: Voice | None = None
    """None: the presenter's."""
    quotes: Literal["each", "one", "presenter"] = "each"
    """Quotations by a voice for each speaker, all by `quote`, or all by the presenter's voice."""
    cast: QuoteVoices = QuoteVoices()
    """Voices for `each`; whoever none of them fits is read by `quote`."""
    speakers: Mapping[str, Voice] = field(default_factory=dict)
    """Voices of named speakers, by the name in script.yaml; they go before whatever `quotes` says."""
    fallback: str | None = None
    """Another profile, taken whole when an engine of this one fails."""
    pauses: Pauses = Pauses()
    lexicon: Lexicon = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pronounced:
    """Code points [start, end) of an utterance's text whose sounds the house lexicon has fixed."""

    start: int
    end: int
    ipa: str | None = None
    espeak: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """All that an engine ever sees."""

    text: str
    """As it is to be spoken: numbers in words, marks removed."""
    language: str
    voice: Voice
    pronounced: tuple[Pronounced, ...] = ()
    """In order, not overlapping; an engine that knows neither notation says the text as it stands."""


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
class TimedText:
    """When the code points [start, end) of a line, as it is written, are heard in a clip of it.

    The finest stretch that is known: a word where the engine gives times, else all that the clip says.
    """

    start: int
    end: int
    start_ms: int
    """From the start of the clip's file."""
    end_ms: int


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
    timed: tuple[TimedText, ...] = ()
    """In order, not overlapping; together with the line's other clips all that is written in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    script: Script
    clips: tuple[Clip, ...]
    """In the order in which they are heard."""
    pauses: Pauses
    made_with: Mapping[str, str]
    """Engine → its version or fingerprint."""
    cast: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Voice profile → who is quoted → the voice of its cast that reads them, to be remembered."""
    read_by: Mapping[str, str] = field(default_factory=dict)
    """Who is quoted → the voice that reads them, whether of a cast or not; never their own."""
    spoken_now: int
    """Utterances that an engine was asked for this time; the rest came from the clip store."""
    left_out: frozenset[tuple[int, int]] = frozenset()
    """Lines with nothing that can be said ("* * *"): indexes of segment and line, from 0."""
    warnings: tuple[str, ...] = ()
