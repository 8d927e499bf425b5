"""Script → Recording: every line in its voice, one clip per utterance, in the order of the script."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache

from briefing import engines as registry
from briefing.engines import SpeechEngine
from briefing.errors import ScriptError, VoiceProfileError
from briefing.model import Lexicon, Pronounced, Recording, Script, Voice, VoiceProfile
from briefing.speech.asking import USUAL, Patience
from briefing.speech.casting import (
    Cast,
    EngineFailedError,
    House,
    Mute,
    Piece,
    cut,
    no_words,
    pieces_of,
    role_of,
)  # fmt: skip
from briefing.speech.clip_store import ClipStore, default_folder, default_store
from briefing.speech.planning import Plan, planned
from briefing.speech.recording import Progress, Ready, Studio
from briefing.speech.said import said
from briefing.speech.speakers import NOBODY, People, changes, read_by, to_remember, with_speakers
from briefing.speech.spending import NO_CEILING, Ceiling, amount, cost_of, refuse_beyond
from briefing.speech.spoken_text import spoken
from briefing.speech.timing import clips_of

__all__ = [
    "Ceiling", "ClipStore", "Patience", "People", "Plan", "Shown", "amount", "cost_of",
    "default_folder", "default_store", "plan", "refuse_beyond", "said", "shown", "speak",
]  # fmt: skip

Load = Callable[[str], SpeechEngine]
Profiles = Callable[[str], VoiceProfile]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the engine gets to see of a text."""

    written: str
    spoken: str
    phonemes: str | None
    """None where the engine keeps that to itself."""
    pronounced: tuple[Pronounced, ...] = ()
    """Where in `spoken` the house lexicon fixes the sounds."""


def speak(
    script: Script,
    *,
    profile: VoiceProfile,
    store: ClipStore,
    engines: Load = registry.load,
    profiles: Profiles | None = None,
    house: House = no_words,
    people: People = NOBODY,
    progress: Progress | None = None,
    ready: Ready | None = None,
    patience: Patience = USUAL,
    ceiling: Ceiling = NO_CEILING,
    again: Collection[tuple[int, int]] = (),
) -> Recording:
    """Speaks what is not in the store yet; every finished clip is kept at once, and `ready` is told of it.

    `again`: lines (segment and line, from 1) that are spoken anew, whatever the store has of them.

    `profiles` finds the profile's `fallback` by its name; without it a failed engine is an error.
    `house` gives the lexicon of a language; what the profile's own says goes before it. `people`: what is
    known of those who are quoted, to choose their voices by.
    Raises UsageError before anything is asked for where it would take more than `ceiling`.
    Raises EngineError, EngineMissingError or VoiceProfileError, and says in the line how many clips are kept;
    ScriptError where no line has anything to say.
    """
    cast = _cast(script, _with_fallbacks(profile, profiles), house, people)
    warnings: list[str] = []
    with Studio(store, engines, patience, progress, ceiling, ready) as studio, _asked_by(profile):
        while True:
            try:
                found = list(pieces_of(script, cast, studio.engine))
                pieces = [piece for piece in found if isinstance(piece, Piece)]
                studio.anew |= {piece.key for piece in pieces if (piece.segment + 1, piece.line + 1) in again}
                clips = studio.record(pieces)
                doubts = studio.review(pieces)
                break
            except EngineFailedError as failure:
                before, cast = cast, _without_engine(script, cast, failure)
                warnings.append(_who_changed(script, before, cast, failure))
    mutes = [mute for mute in found if isinstance(mute, Mute)]
    given = to_remember(script, cast)
    warnings += [*doubts, *(_left_out(mute) for mute in mutes), *changes(people.remembered, given)]
    if not pieces:
        raise ScriptError("the script has nothing to say", hint="Write lines into script.yaml.")
    return Recording(
        script=script,
        clips=clips_of(script, pieces, clips, cast),
        pauses=profile.pauses,
        made_with={piece.engine: piece.fingerprint for piece in reversed(pieces)},
        cast=given,
        read_by=read_by(script, cast),
        spoken_now=studio.spoken_now,
        left_out=frozenset((mute.segment, mute.line) for mute in mutes),
        warnings=tuple(warnings),
    )


def plan(
    script: Script,
    *,
    profile: VoiceProfile,
    store: ClipStore,
    engines: Load = registry.load,
    house: House = no_words,
    people: People = NOBODY,
) -> Plan:
    """What `speak` would take; nothing is asked. Raises EngineMissingError or VoiceProfileError."""
    cast = _cast(script, (profile,), house, people)
    with Studio(store, engines) as studio, _asked_by(profile):
        try:
            found = list(pieces_of(script, cast, studio.engine))
        except EngineFailedError as failure:
            raise failure.error from failure
    pieces = [piece for piece in found if isinstance(piece, Piece)]
    return planned(script, pieces, store, profile.pauses)


def shown(
    text: str, *, language: str, voice: Voice, lexicon: Lexicon, engines: Load = registry.load
) -> Shown:
    """What the engine would get of the text, and how it would pronounce it; nothing is spoken.

    Raises EngineError, EngineMissingError or VoiceProfileError.
    """
    said = spoken(text, language, lexicon)
    engine = engines(voice.engine)
    try:
        heard = [engine.phonemes(piece.utterance) for piece in cut(said, language, voice, engine)]
    finally:
        engine.close()
    known = [phonemes for phonemes in heard if phonemes is not None]
    return Shown(
        written=text,
        spoken=said.text,
        phonemes=" ".join(known) if known else None,
        pronounced=said.pronounced,
    )


def _with_fallbacks(profile: VoiceProfile, profiles: Profiles | None) -> tuple[VoiceProfile, ...]:
    """The profile, its fallback, that one's …: a name that there is not shows now, not in the night."""
    found = [profile]
    while profiles and (name := found[-1].fallback):
        fallback = profiles(name)
        if fallback in found:
            break
        found.append(fallback)
    return tuple(found)


def _cast(script: Script, profiles: Sequence[VoiceProfile], house: House, people: People) -> Cast:
    cast = Cast(tuple(with_speakers(profile, script, people) for profile in profiles), house=cache(house))
    for language in {segment.language or script.language for segment in script.segments}:
        cast.house(language)  # a mistake in there shows now, and is not the profile's
    return cast


@contextmanager
def _asked_by(profile: VoiceProfile) -> Iterator[None]:
    """An engine does not know which profile asks for what it has not."""
    try:
        yield
    except VoiceProfileError as exc:
        exc.what = f"voice profile `{profile.name}`: {exc.what}"
        raise


def _without_engine(script: Script, cast: Cast, failure: EngineFailedError) -> Cast:
    """The cast without the engine that failed; raises that engine's error where no fallback is left."""
    changed = replace(cast, failed=cast.failed | {failure.engine})
    try:
        for segment in script.segments:
            for line in segment.lines:
                changed.profile_for(line)
    except LookupError:
        if cast.failed:
            others = ", ".join(f"`{name}`" for name in sorted(cast.failed))
            failure.error.why = f"{failure.error.why}; before it {others} had failed".removeprefix("; ")
        raise failure.error from failure
    return changed


def _who_changed(script: Script, before: Cast, after: Cast, failure: EngineFailedError) -> str:
    changed: dict[str, list[str]] = {}
    for segment in script.segments:
        for line in segment.lines:
            old, new = before.profile_for(line), after.profile_for(line)
            role = role_of(line, old)
            if new is not old and role not in changed.setdefault(new.name, []):
                changed[new.name].append(role)
    now = "; ".join(f"{', '.join(roles)} with profile `{name}`" for name, roles in changed.items() if roles)
    why = f"{failure.error.what}: {failure.error.why}".rstrip(": ")
    return f"the engine `{failure.engine}` failed ({why}), so its lines are spoken by another: {now}"


def _left_out(mute: Mute) -> str:
    return (
        f"segment {mute.segment + 1}, line {mute.line + 1} has nothing to say and is left out: “{mute.text}”"
    )
