"""Settings and this machine → what works here, and where each setting came from."""

from __future__ import annotations

import dataclasses
import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing import __version__, engines, language, mix, speech, voices
from briefing.engines import SpeechEngine, VoiceInfo
from briefing.engines.piper import store as piper_voices
from briefing.errors import BriefingError
from briefing.model import Utterance, Voice, VoiceProfile
from briefing.settings import Setting, Settings


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the doctor's report."""

    name: str
    ok: bool | None
    """None: it does not work, and nothing that is set asks for it."""
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineState:
    name: str
    works: bool
    """Installed and set up; where `tried`, it has spoken a word."""
    tried: bool
    """Offline engines are; for the others `works` says nothing of the network."""
    why: str
    """What is missing, and how to get it; empty where it works."""
    about: engines.About
    limits: engines.Limits | None


def profiles(folder: Path) -> tuple[tuple[Path, VoiceProfile], ...]:
    """All voice profiles with their files. Raises VoiceProfileError for a broken one."""
    return tuple((voices.find(name, folder), voices.load(name, folder)) for name in voices.names(folder))


def profile(settings: Settings) -> VoiceProfile:
    """The profile that is set. Raises VoiceProfileError."""
    return voices.load(settings.voice.value, settings.voices.value)


def engine_voices(
    engine: str, tag: str | None, asking: VoiceProfile | None = None
) -> tuple[engines.VoiceInfo, ...]:
    """The voices of an engine, those of language `tag` only if it is given.

    Where voices of the profile `asking` name a service of their own (`base_url`), that one is asked.
    """
    loaded = engines.load(engine)
    named = [voice for voice in voices_in(asking) if voice.engine == engine] or [Voice(engine=engine)]
    try:
        found = dict.fromkeys(one for voice in named for one in engines.voices_of(loaded, voice))
    finally:
        loaded.close()
    wanted = tag.lower().split("-")[0] if tag else None
    return tuple(one for one in found if wanted in (None, _primary(one)) or _primary(one) in ("mul", "und"))


def _primary(voice: VoiceInfo) -> str:
    return voice.language.lower().split("-")[0]


def engine_states() -> tuple[EngineState, ...]:
    return tuple(_state(name, [Voice(engine=name)]) for name in engines.names())


def _state(name: str, spoken_by: Iterable[Voice]) -> EngineState:
    """Whether all these voices, which are of this engine, can speak."""
    about, limits, tried = engines.About(), None, False
    try:
        about, limits = engines.described(name)
        engine = engines.load(name)
        try:
            about, limits = engines.about(engine), engine.limits
            why = next((why for voice in spoken_by if (why := engines.missing(engine, voice))), "")
            tried = limits.offline and not why
            if tried:
                why = _tried(engine, name)
        finally:
            engine.close()
    except BriefingError as exc:
        why = str(exc)
    except Exception as exc:  # somebody else's package must not keep the others from being shown
        why = " ".join(f"{type(exc).__name__}: {exc}".split())
    return EngineState(name=name, works=not why, tried=tried, why=why, about=about, limits=limits)


def _tried(engine: SpeechEngine, name: str) -> str:
    """What is wrong when a word is spoken: by its usual voice, else by the first there is."""
    try:
        engine.speak(Utterance(text="one", language="en", voice=Voice(engine=name)))
    except BriefingError as exc:
        other = next(iter(engine.voices()), None)
        if other is None:
            return str(exc)
        voice = Voice(engine=name, voice=other.name)
        try:
            engine.speak(Utterance(text="one", language=other.language, voice=voice))
        except BriefingError:
            return str(exc)
    return ""


def voices_in(value: object) -> Iterator[Voice]:
    """Every voice that a profile names, wherever it stands."""
    if isinstance(value, Voice):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from voices_in(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from voices_in(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from voices_in(getattr(value, field.name))


def examine(settings: Settings, environ: Mapping[str, str]) -> tuple[Item, ...]:
    """Everything that a briefing needs, tried."""
    return (
        Item("briefing", True, f"{__version__}, Python {platform.python_version()}, {platform.platform()}"),
        *_folders(settings, environ),
        *(
            _setting(name, setting)
            for name, setting in (("voice", settings.voice), ("minutes", settings.minutes))
        ),
        _sound_format(settings),
        *_music(settings),
        *_limits(settings),
        *_chooser(settings),
        *_profile_and_engines(settings),
        Item("languages", True, ", ".join(language.known())),
    )


def _setting(name: str, setting: Setting[str] | Setting[float] | Setting[Path]) -> Item:
    return Item(name, True, f"{setting.value}  ({setting.came_from})")


def _sound_format(settings: Settings) -> Item:
    """Whether it can be written here."""
    found = f"{settings.format.value}  ({settings.format.came_from})"
    quality = f"quality {settings.quality.value}  ({settings.quality.came_from})"
    try:
        mix.check_format(settings.format.value)
    except BriefingError as exc:
        return Item("format", False, f"{found}: {exc}")
    return Item("format", True, f"{found}, {quality}")


def _music(settings: Settings) -> Iterable[Item]:
    pieces = [path for path in dataclasses.astuple(settings.show.music) if path]
    if not pieces:
        return
    try:
        mix.check_music(settings.show.music)
    except BriefingError as exc:
        yield Item("music", False, str(exc))
    else:
        yield Item("music", True, ", ".join(dict.fromkeys(pieces)))


def _limits(settings: Settings) -> Iterable[Item]:
    """What a run may take, where anybody has said so."""
    for name, limit in (("max cost", settings.max_cost), ("max requests", settings.max_requests)):
        if limit.value is not None:
            yield Item(name, True, f"{limit.value:g}  ({limit.came_from})")


def _chooser(settings: Settings) -> Iterable[Item]:
    """Who chooses what is told. The key itself is never shown."""
    if settings.endpoint is None:
        yield Item("select with", True, f"the rules, nothing is sent  ({settings.select_with.came_from})")
        return
    to = settings.endpoint
    yield Item("select with", True, f"{to.url}  ({settings.select_with.came_from})")
    yield _setting("select model", settings.select_model)
    yield Item("select key", True, f"in {to.key_from}" if to.key_from else "none")


def _folders(settings: Settings, environ: Mapping[str, str]) -> Iterable[Item]:
    yield _writable("episodes", settings.episodes)
    yield _setting("voices", settings.voices)
    store = speech.default_folder()
    came_from = "BRIEFING_CACHE" if environ.get("BRIEFING_CACHE") else "default"
    yield _writable("clip store", Setting(store, came_from))
    came_from = "BRIEFING_PIPER_VOICES" if environ.get("BRIEFING_PIPER_VOICES") else "default"
    yield _writable("piper voices", Setting(piper_voices.default_folder(), came_from))


def _writable(name: str, setting: Setting[Path]) -> Item:
    """The folder, or the nearest one above it that is there, can be written to."""
    place = setting.value.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    ok = place.is_dir() and os.access(place, os.W_OK)
    found = f"{setting.value}  ({setting.came_from})"
    return Item(name, ok, found if ok else f"{found}: cannot be written to")


def _profile_and_engines(settings: Settings) -> Iterator[Item]:
    """An engine that the profile asks for must work; the others may."""
    asked_for: dict[str, list[Voice]] = {}
    try:
        wanted = profile(settings)
        for voice in voices_in(wanted):
            asked_for.setdefault(voice.engine, []).append(voice)
        path = voices.find(settings.voice.value, settings.voices.value)
        yield Item("profile", True, f"{wanted.name} from {path}")
    except BriefingError as exc:
        yield Item("profile", False, str(exc))
    names = (*engines.names(), *(name for name in asked_for if name not in engines.names()))
    for name in names:
        state = _state(name, asked_for.get(name, [Voice(engine=name)]))
        found = state.why or ("spoke a word" if state.tried else "ready; nothing was sent to try it")
        yield Item(f"engine {name}", state.works or (False if name in asked_for else None), found)
