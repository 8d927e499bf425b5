"""Settings and this machine → what works here, and where each setting came from."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing import __version__, engines, language, speech, voices
from briefing.errors import BriefingError, EngineError
from briefing.model import Utterance, Voice, VoiceProfile
from briefing.settings import Setting, Settings


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the doctor's report."""

    name: str
    ok: bool
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineState:
    name: str
    works: bool
    """Installed and loaded here; for an online engine this says nothing of the network."""
    why: str
    limits: engines.Limits | None


def profiles(folder: Path) -> tuple[tuple[Path, VoiceProfile], ...]:
    """All voice profiles with their files. Raises VoiceProfileError for a broken one."""
    return tuple((voices.find(name, folder), voices.load(name, folder)) for name in voices.names(folder))


def engine_voices(engine: str, tag: str | None) -> tuple[engines.VoiceInfo, ...]:
    """The voices of an engine, those of language `tag` only if it is given."""
    loaded = engines.load(engine)
    try:
        found = tuple(loaded.voices())
    finally:
        loaded.close()
    wanted = tag.lower().split("-")[0] if tag else None
    return tuple(v for v in found if wanted in (None, v.language.lower().split("-")[0]))


def engine_states() -> tuple[EngineState, ...]:
    return tuple(_state(name) for name in engines.names())


def _state(name: str) -> EngineState:
    try:
        engine = engines.load(name)
    except BriefingError as exc:
        return EngineState(name=name, works=False, why=str(exc), limits=None)
    try:
        if engine.limits.offline:
            engine.speak(Utterance(text="one", language="en", voice=Voice(engine=name)))
    except EngineError as exc:
        return EngineState(name=name, works=False, why=str(exc), limits=engine.limits)
    finally:
        engine.close()
    return EngineState(name=name, works=True, why="", limits=engine.limits)


def examine(settings: Settings, environ: Mapping[str, str]) -> tuple[Item, ...]:
    """Everything that a briefing needs, tried."""
    return (
        Item("briefing", True, f"{__version__}, Python {platform.python_version()}, {platform.platform()}"),
        *_folders(settings, environ),
        *(
            _setting(name, setting)
            for name, setting in (("voice", settings.voice), ("minutes", settings.minutes))
        ),
        *_chooser(settings),
        _profile(settings),
        *(
            Item(f"engine {s.name}", s.works, s.why or s.limits.terms if s.limits else s.why)
            for s in engine_states()
        ),
        Item("languages", True, ", ".join(language.known())),
    )


def _setting(name: str, setting: Setting[str] | Setting[float] | Setting[Path]) -> Item:
    return Item(name, True, f"{setting.value}  ({setting.came_from})")


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


def _writable(name: str, setting: Setting[Path]) -> Item:
    """The folder, or the nearest one above it that is there, can be written to."""
    place = setting.value.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    ok = place.is_dir() and os.access(place, os.W_OK)
    found = f"{setting.value}  ({setting.came_from})"
    return Item(name, ok, found if ok else f"{found}: cannot be written to")


def _profile(settings: Settings) -> Item:
    try:
        profile = voices.load(settings.voice.value, settings.voices.value)
    except BriefingError as exc:
        return Item("profile", False, str(exc))
    return Item(
        "profile", True, f"{profile.name} from {voices.find(settings.voice.value, settings.voices.value)}"
    )
