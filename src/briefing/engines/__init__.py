"""Utterance → Audio: the protocol of a speech engine, and the registry of those there are.

An engine is values in, values out: no files, no cache, no retry, no splitting. It is safe to call `speak`
from `limits.parallel` threads at once.
"""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from briefing.errors import EngineMissingError, VoiceProfileError
from briefing.model import Audio, Utterance, Voice

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


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
    answer_s: float = 0.0
    """Seconds that a call may take where it is known to be slow; never less than the speech stage's own."""
    ends_by_itself: bool = False
    """A call never hangs: the engine ends it. Then none is watched, which would take a thread for each."""
    offline: bool = False
    """Nothing leaves the machine."""
    free: bool = False
    """The service takes no money. What is neither offline nor free needs a price where money is limited."""
    terms: str = ""
    """One line: what leaves the machine, and under which terms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a person wants to know of an engine before choosing it; a line each, or nothing."""

    needs: str = ""
    """What must be there besides briefing itself."""
    sends: str = ""
    """What leaves the machine, and to whom."""
    terms: str = ""
    """Licence of the program or terms of the service."""
    price: str = ""
    homepage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceInfo:
    name: str
    language: str
    """BCP 47; "mul": it speaks many, "und": nobody says which."""
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


# What follows, and an attribute `about: About`, an engine may have or not; the functions below see to that.


@runtime_checkable
class TellsWhatIsMissing(Protocol):
    def missing(self, voice: Voice) -> str:
        """What must still be set up before `voice` can speak, and how, in a line; empty: nothing.

        Asks no service; raises VoiceProfileError for a voice that cannot be.
        """


@runtime_checkable
class LimitsFollowVoice(Protocol):
    def limits_for(self, voice: Voice) -> Limits:
        """Where the voice's options name the service or program, that one's limits."""


@runtime_checkable
class VoicesFollowVoice(Protocol):
    def voices_for(self, voice: Voice) -> Iterable[VoiceInfo]:
        """The voices of the service that this voice's options name. Raises EngineError."""


def about(engine: SpeechEngine) -> About:
    """What the engine says of itself, or what its limits tell."""
    told = getattr(engine, "about", None)
    if isinstance(told, About):
        return told
    limits = engine.limits
    return About(sends="" if limits.offline else limits.terms, terms=limits.terms if limits.offline else "")


def missing(engine: SpeechEngine, voice: Voice) -> str:
    """What must still be set up before `voice` can speak; empty: nothing that is known without trying."""
    return engine.missing(voice) if isinstance(engine, TellsWhatIsMissing) else ""


def limits_of(engine: SpeechEngine, voice: Voice) -> Limits:
    """The limits that count for calls with this voice. Raises VoiceProfileError for options there are not."""
    return engine.limits_for(voice) if isinstance(engine, LimitsFollowVoice) else engine.limits


def voices_of(engine: SpeechEngine, voice: Voice) -> Iterable[VoiceInfo]:
    """The voices that can be named in the place of `voice`."""
    return engine.voices_for(voice) if isinstance(engine, VoicesFollowVoice) else engine.voices()


ENGINES: Mapping[str, str] = MappingProxyType(
    {
        "espeak": "briefing.engines.espeak:EspeakEngine",
        "gtts": "briefing.engines.gtts:GttsEngine",
        "piper": "briefing.engines.piper:PiperEngine",
        "openai": "briefing.engines.openai:OpenaiEngine",
        "command": "briefing.engines.command:CommandEngine",
        "edge": "briefing.engines.edge:EdgeEngine",
    }
)
"""Name → "module:class"; a package adds its own through the entry-point group `briefing.engines`."""
EXTRAS: Mapping[str, str] = MappingProxyType({"piper": "piper", "edge": "edge"})
"""Engine → the extra of this package that brings what it needs."""


def names() -> tuple[str, ...]:
    """All engines, ours first."""
    others = sorted({point.name for point in _entry_points()})
    return (*ENGINES, *(name for name in others if name not in ENGINES))


def load(name: str) -> SpeechEngine:
    """The engine of that name, imported only now.

    Raises VoiceProfileError for an unknown name, EngineMissingError where a package is not installed.
    """
    with _missing_packages(name):
        engine: SpeechEngine = _class_of(name)()
    return engine


def described(name: str) -> tuple[About, Limits | None]:
    """What the class of the engine says, which can be read where what it needs is not installed.

    Limits that only the made engine knows are None. Raises as `load` does, where even the class is missing.
    """
    with _missing_packages(name):
        kind = _class_of(name)
    told, limits = getattr(kind, "about", None), getattr(kind, "limits", None)
    return (
        told if isinstance(told, About) else About(),
        limits if isinstance(limits, Limits) else None,
    )


def _class_of(name: str) -> Any:
    if name in ENGINES:
        module, _, attribute = ENGINES[name].partition(":")
        return getattr(importlib.import_module(module), attribute)
    point = next((point for point in _entry_points() if point.name == name), None)
    if point is None:
        near = difflib.get_close_matches(name, names(), n=1, cutoff=0.0)
        raise VoiceProfileError(f"there is no engine `{name}`", hint=f"Did you mean `{near[0]}`?")
    return getattr(importlib.import_module(point.module), point.attr)


@contextmanager
def _missing_packages(name: str) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as exc:
        raise EngineMissingError(
            f"the engine `{name}` is not installed",
            why=f"no module {exc.name}",
            hint=f"Type: pip install {_what_brings(name, exc.name)}",
        ) from exc
    except ImportError as exc:  # a library that the system has not, or one of the wrong version
        raise EngineMissingError(
            f"the engine `{name}` cannot be loaded",
            why=str(exc),
            hint=f"Type: pip install --force-reinstall {_what_brings(name, exc.name)}",
        ) from exc


def _entry_points() -> Iterable[EntryPoint]:
    from importlib.metadata import entry_points  # it and what it needs take 15 ms to load

    return entry_points(group="briefing.engines")


def _what_brings(name: str, module: str | None) -> str:
    return f"'briefing[{EXTRAS[name]}]'" if name in EXTRAS else str(module or name)
