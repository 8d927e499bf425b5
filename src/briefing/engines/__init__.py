"""Utterance → Audio: the protocol of a speech engine, and the registry of those there are.

An engine is values in, values out: no files, no cache, no retry, no splitting. It is safe to call `speak`
from `limits.parallel` threads at once.
"""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from types import MappingProxyType
from typing import Protocol

from briefing.errors import EngineMissingError, VoiceProfileError
from briefing.model import Audio, Utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What an engine can take."""

    max_characters: int | None = None
    """Code points in one call."""
    max_bytes: int | None = None
    """UTF-8 bytes in one call."""
    parallel: int = 1
    """Calls at the same time."""
    pause_s: float = 0.0
    """Seconds to leave between two calls."""
    offline: bool = False
    """Nothing leaves the machine."""
    terms: str = ""
    """One line: what leaves the machine, and under which terms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceInfo:
    name: str
    language: str
    """BCP 47."""
    gender: str | None = None
    """"f", "m" or None."""


class SpeechEngine(Protocol):
    limits: Limits

    def fingerprint(self, utterance: Utterance) -> str:
        """Whatever else shapes the sound: version, model hash. Goes into the key of the clip store."""

    def speak(self, utterance: Utterance) -> Audio:
        """Raises EngineError, EngineBusyError (try again) or EngineMissingError."""

    def voices(self) -> Iterable[VoiceInfo]:
        """The voices that can be named in a profile."""

    def phonemes(self, utterance: Utterance) -> str | None:
        """What `say --show` prints of the pronunciation; None where the engine keeps that to itself."""

    def close(self) -> None:
        """Ends worker processes and connections; the engine may not be used afterwards."""


ENGINES: Mapping[str, str] = MappingProxyType(
    {
        "espeak": "briefing.engines.espeak:EspeakEngine",
        "gtts": "briefing.engines.gtts:GttsEngine",
    }
)
"""Name → "module:class"; a package adds its own through the entry-point group `briefing.engines`."""


def names() -> tuple[str, ...]:
    """All engines, ours first."""
    others = sorted(point.name for point in entry_points(group="briefing.engines"))
    return (*ENGINES, *(name for name in others if name not in ENGINES))


def load(name: str) -> SpeechEngine:
    """The engine of that name, imported only now.

    Raises VoiceProfileError for an unknown name, EngineMissingError where a package is not installed.
    """
    target = ENGINES.get(name) or next(
        (point.value for point in entry_points(group="briefing.engines") if point.name == name), None
    )
    if target is None:
        near = difflib.get_close_matches(name, names(), n=1, cutoff=0.0)
        raise VoiceProfileError(f"there is no engine `{name}`", hint=f"Did you mean `{near[0]}`?")
    module, _, attribute = target.partition(":")
    try:
        engine: SpeechEngine = getattr(importlib.import_module(module), attribute)()
    except ModuleNotFoundError as exc:
        raise EngineMissingError(
            f"the engine `{name}` is not installed",
            why=f"no module {exc.name}",
            hint=f"Type: pip install {exc.name}",
        ) from exc
    return engine
