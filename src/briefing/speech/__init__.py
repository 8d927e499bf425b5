"""Script → Recording: every line in its voice, one clip per utterance, in the order of the script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from briefing import engines as registry
from briefing.engines import SpeechEngine
from briefing.errors import ScriptError, VoiceProfileError
from briefing.model import Clip, Lexicon, Recording, Script, Voice, VoiceProfile
from briefing.speech.asking import USUAL, Patience
from briefing.speech.casting import Cast, Mute, Piece, cut, pieces_of, role_of
from briefing.speech.clip_store import ClipStore, StoredClip, default_folder
from briefing.speech.planning import Plan, planned
from briefing.speech.recording import EngineFailedError, Progress, Studio
from briefing.speech.spoken_text import spoken_text

__all__ = ["ClipStore", "Patience", "Plan", "Shown", "default_folder", "plan", "shown", "speak"]

Load = Callable[[str], SpeechEngine]
Profiles = Callable[[str], VoiceProfile]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the engine gets to see of a text."""

    written: str
    spoken: str
    phonemes: str | None
    """None where the engine keeps that to itself."""


def speak(
    script: Script,
    *,
    profile: VoiceProfile,
    store: ClipStore,
    engines: Load = registry.load,
    profiles: Profiles | None = None,
    progress: Progress | None = None,
    patience: Patience = USUAL,
) -> Recording:
    """Speaks what is not in the store yet; every finished clip is kept at once.

    `profiles` finds the profile's `fallback` by its name; without it a failed engine is an error.
    Raises EngineError, EngineMissingError or VoiceProfileError, and says in the line how many clips are kept;
    ScriptError where no line has anything to say.
    """
    cast = Cast((profile,))
    warnings: list[str] = []
    with Studio(store, engines, patience, progress) as studio, _asked_by(profile):
        while True:
            try:
                found = list(pieces_of(script, cast, studio.engine))
                pieces = [piece for piece in found if isinstance(piece, Piece)]
                clips = studio.record(pieces)
                break
            except EngineFailedError as failure:
                before, cast = cast, _without_engine(script, cast, failure, profiles)
                warnings.append(_who_changed(script, before, cast, failure))
    mutes = [mute for mute in found if isinstance(mute, Mute)]
    warnings += [_left_out(mute) for mute in mutes]
    if not pieces:
        raise ScriptError("the script has nothing to say", hint="Write lines into script.yaml.")
    return Recording(
        script=script,
        clips=tuple(_clip(piece, clips[piece.key]) for piece in pieces),
        pauses=profile.pauses,
        made_with={piece.engine: piece.fingerprint for piece in reversed(pieces)},
        spoken_now=studio.spoken_now,
        left_out=frozenset((mute.segment, mute.line) for mute in mutes),
        warnings=tuple(warnings),
    )


def plan(script: Script, *, profile: VoiceProfile, store: ClipStore, engines: Load = registry.load) -> Plan:
    """What `speak` would take; nothing is asked. Raises EngineMissingError or VoiceProfileError."""
    with Studio(store, engines) as studio, _asked_by(profile):
        try:
            found = list(pieces_of(script, Cast((profile,)), studio.engine))
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
    spoken = spoken_text(text, language, lexicon)
    engine = engines(voice.engine)
    try:
        heard = [engine.phonemes(piece.utterance) for piece in cut(spoken, language, voice, engine)]
    finally:
        engine.close()
    known = [phonemes for phonemes in heard if phonemes is not None]
    return Shown(written=text, spoken=spoken, phonemes=" ".join(known) if known else None)


@contextmanager
def _asked_by(profile: VoiceProfile) -> Iterator[None]:
    """An engine does not know which profile asks for what it has not."""
    try:
        yield
    except VoiceProfileError as exc:
        exc.what = f"voice profile `{profile.name}`: {exc.what}"
        raise


def _without_engine(
    script: Script, cast: Cast, failure: EngineFailedError, profiles: Profiles | None
) -> Cast:
    """The cast without the engine that failed; raises that engine's error where no fallback is left."""
    known = list(cast.profiles)
    tried = {known[0].name}
    while profiles and (name := known[-1].fallback) and name not in tried:
        tried.add(name)
        known.append(profiles(name))
    changed = Cast(tuple(known), cast.failed | {failure.engine})
    try:
        for segment in script.segments:
            for line in segment.lines:
                changed.profile_for(line)
    except LookupError:
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


def _clip(piece: Piece, stored: StoredClip) -> Clip:
    return Clip(
        segment=piece.segment,
        line=piece.line,
        part=piece.part,
        audio=stored.audio,
        format=stored.format,
        duration_ms=stored.duration_ms,
        engine=piece.engine,
        voice=piece.voice,
    )
