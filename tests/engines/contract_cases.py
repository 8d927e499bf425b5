"""Every engine as the contract test asks it: with the stand-in of its service, or a voice made for it."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from briefing import engines
from briefing.engines import SpeechEngine
from briefing.model import Voice
from engines.tone import ToneEngine

_TESTS = Path(__file__).parents[1]
EXAMPLE = _TESTS.parent / "docs" / "example-engine"


@dataclass(frozen=True, kw_only=True)
class Case:
    make: Callable[[], SpeechEngine]
    voice: Voice = field(default_factory=Voice)
    """What a profile must say so that it can speak."""
    knows_its_voices: bool = True
    """It lists them, and refuses a name that is none."""
    knows_its_languages: bool = True
    """It refuses one that it does not speak."""


def case(name: str, request: pytest.FixtureRequest, folder: Path) -> Case:
    """The stand-ins are fixtures of tests/conftest.py, started for the engine that needs them."""
    if name == "tone":
        return Case(make=ToneEngine, knows_its_voices=False, knows_its_languages=False)
    if name == "example":
        return Case(make=_example, voice=Voice(engine="beeps"), knows_its_languages=False)
    made = partial(engines.load, name)
    if name == "gtts":
        request.getfixturevalue("google")
    if name == "edge":
        request.getfixturevalue("edge")
    if name == "openai":
        url = request.getfixturevalue("openai").url
        voice = Voice(engine=name, options={"base_url": url, "parallel": 4})
        return Case(make=made, voice=voice, knows_its_voices=False, knows_its_languages=False)
    if name == "command":
        command = request.getfixturevalue("program").command
        voice = Voice(engine=name, options={"command": command, "parallel": 3})
        return Case(make=made, voice=voice, knows_its_voices=False, knows_its_languages=False)
    if name == "piper":
        _make_piper_voices(folder)
        request.getfixturevalue("monkeypatch").setenv("BRIEFING_PIPER_VOICES", str(folder))
    return Case(make=made, voice=Voice(engine=name))


def _example() -> SpeechEngine:
    """docs/example-engine, not installed here: another test does that."""
    spec = importlib.util.spec_from_file_location("briefing_beeps", EXAMPLE / "briefing_beeps.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["briefing_beeps"] = module
    spec.loader.exec_module(module)
    made: SpeechEngine = module.BeepsEngine()
    return made


def _make_piper_voices(folder: Path) -> None:
    sys.path.insert(0, str(_TESTS / "piper"))
    try:
        from tiny_voice import make
    finally:
        sys.path.pop(0)
    if not any(folder.iterdir()):
        make(folder, "en_US-tone-low")
        make(folder, "ar_JO-tone-low")
