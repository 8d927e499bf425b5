"""Script + voice profile → who says what: every line as the utterances that its engine will be asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from briefing.engines import Limits, SpeechEngine, limits_of
from briefing.errors import EngineError
from briefing.model import Lexicon, Line, LineRole, Script, Utterance, Voice, VoiceProfile
from briefing.speech.clip_store import key_of
from briefing.speech.pace import is_sayable
from briefing.speech.splitting import split
from briefing.speech.spoken_text import Spoken, part_of, spoken, stretches

House = Callable[[str], Lexicon]
"""Language (BCP 47) → what the house says in it, whatever the profile."""


def no_words(_: str) -> Lexicon:
    return {}


class EngineFailedError(Exception):
    """An engine failed for good; what was finished is in the store."""

    def __init__(self, engine: str, error: EngineError) -> None:
        super().__init__(engine, error)
        self.engine = engine
        self.error = error


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One utterance, and where in the script it stands (indexes from 0, as in `Clip`)."""

    segment: int = 0
    line: int = 0
    part: int
    utterance: Utterance
    key: str
    """Of the clip store."""
    fingerprint: str
    """The engine's, for the record."""
    limits: Limits
    """Of the engine with this voice."""

    @property
    def engine(self) -> str:
        return self.utterance.voice.engine

    @property
    def voice(self) -> str:
        """The same for all that must sound equally loud; how fast it is spoken does not matter for that."""
        return voice_key(self.utterance.voice, self.utterance.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """A line with nothing in it that can be said, such as “***”."""

    segment: int
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Profiles to take voices from: for every line the first whose engine has not failed.

    A line's voice follows from its role and speaker alone, so a role never changes its voice half-way.
    """

    profiles: tuple[VoiceProfile, ...]
    """The one asked for, then its fallback, then the fallback's …"""
    failed: frozenset[str] = frozenset()
    """Engines that are not to be used any more."""
    house: House = no_words

    def profile_for(self, line: Line) -> VoiceProfile:
        """Raises LookupError when every engine that could speak the line has failed."""
        for profile in self.profiles:
            if voice_of(line, profile).engine not in self.failed:
                return profile
        raise LookupError(line.role)

    def lexicon_for(self, profile: VoiceProfile, language: str) -> Lexicon:
        """The house's own words count whoever speaks; a fallback adds what its engine needs."""
        return {**self.house(language), **profile.lexicon, **self.profiles[0].lexicon}


def voice_of(line: Line, profile: VoiceProfile) -> Voice:
    """A named speaker's own voice, else the role's, else the presenter's."""
    if line.role is LineRole.QUOTE:
        named = profile.speakers.get(line.speaker or "")
        return named or profile.quote or profile.presenter
    if line.role is LineRole.SIDEBAR:
        return profile.sidebar or profile.presenter
    return profile.presenter


def role_of(line: Line, profile: VoiceProfile) -> str:
    """What a person calls the voice: "presenter", "quote", "sidebar" or a named speaker."""
    if line.role is LineRole.QUOTE and line.speaker in profile.speakers:
        return str(line.speaker)
    return line.role.value


def voice_key(voice: Voice, language: str) -> str:
    options = json.dumps(dict(voice.options), sort_keys=True) if voice.options else ""
    return "/".join(
        (voice.engine, language, voice.voice, "" if voice.pitch is None else str(voice.pitch), options)
    ).rstrip("/")


def pieces_of(script: Script, cast: Cast, engine_of: Callable[[str], SpeechEngine]) -> Iterator[Piece | Mute]:
    """Every line in order, cut where its engine asks for it.

    Raises EngineFailedError where an engine, or its voice for a line, is not to be had; VoiceProfileError.
    """
    for segment_at, segment in enumerate(script.segments):
        language = segment.language or script.language
        for line_at, line in enumerate(segment.lines):
            profile = cast.profile_for(line)
            voice = voice_of(line, profile)
            said = spoken(line.text, language, cast.lexicon_for(profile, language))
            try:
                pieces = cut(said, language, voice, engine_of(voice.engine))
            except EngineError as exc:  # no voice for this language, or it is not installed
                raise EngineFailedError(voice.engine, exc) from exc
            yield from (replace(piece, segment=segment_at, line=line_at) for piece in pieces)
            if not pieces:
                yield Mute(segment=segment_at, line=line_at, text=line.text)


def cut(spoken: Spoken, language: str, voice: Voice, engine: SpeechEngine) -> tuple[Piece, ...]:
    """Spoken text as what its engine is asked for; nothing where there is nothing that can be said."""
    parts = split(spoken.text, limits_of(engine, voice), language, whole=stretches(spoken))
    sayable = [part for part in parts if is_sayable(spoken.text[slice(*part)])]
    return tuple(
        _piece(part_of(spoken, *part), at, language, voice, engine) for at, part in enumerate(sayable)
    )


def _piece(spoken: Spoken, part: int, language: str, voice: Voice, engine: SpeechEngine) -> Piece:
    utterance = Utterance(text=spoken.text, language=language, voice=voice, pronounced=spoken.pronounced)
    fingerprint = engine.fingerprint(utterance)
    return Piece(
        part=part,
        utterance=utterance,
        key=key_of(voice.engine, fingerprint, utterance),
        fingerprint=fingerprint,
        limits=limits_of(engine, voice),
    )
