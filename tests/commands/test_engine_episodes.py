"""An English and an Arabic page through every engine, each as a profile asks for it: from page to MP3."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from mutagen.mp3 import MP3
from openai_standin import OpenaiStandin
from program_standin import ProgramStandin
from published import wrong_with

from briefing.engines.edge import EdgeEngine

from .conftest import EXAMPLES, Run

PAGES = {"en": EXAMPLES / "harbour.en.txt", "ar": EXAMPLES / "desalination.ar.txt"}
Profile = Callable[[pytest.FixtureRequest], str]


def _openai(request: pytest.FixtureRequest) -> str:
    standin: OpenaiStandin = request.getfixturevalue("openai")
    address = f'base_url: "{standin.url}"'
    return f"""
presenter: {{engine: openai, voice: bm_george, options: {{{address}, model: kokoro}}}}
quote: {{engine: openai, voice: af_heart, rate: 150, options: {{{address}, response_format: mp3}}}}
"""


def _command(request: pytest.FixtureRequest) -> str:
    standin: ProgramStandin = request.getfixturevalue("program")
    command = ", ".join(json.dumps(part) for part in standin.command)
    return f"""
presenter: {{engine: command, options: {{command: [{command}], parallel: 2}}}}
quote:
  engine: command
  voice: second
  options: {{command: [{command}, --voice, "{{voice}}", --output, "{{output}}", --kind, mp3]}}
"""


def _edge(request: pytest.FixtureRequest) -> str:
    request.getfixturevalue("edge")
    pace = replace(EdgeEngine.limits, pause_s=0.0)  # the service's due; a stand-in can be asked faster
    request.getfixturevalue("monkeypatch").setattr(EdgeEngine, "limits", pace)
    return "presenter: {engine: edge}\nquote: {engine: edge, pitch: 40}\n"


PROFILES: Mapping[str, Profile] = {"openai": _openai, "command": _command, "edge": _edge}


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("engine", PROFILES)
def test_an_episode(
    run: Run, tmp_path: Path, request: pytest.FixtureRequest, engine: str, language: str
) -> None:
    profile = tmp_path / f"{engine}.yaml"
    profile.write_text(PROFILES[engine](request), encoding="utf-8")
    made = run("make", PAGES[language], "--voice", profile, "--date", "2026-11-23", "--json")
    assert made.code == 0, made.err
    said = made.json
    assert said["spoken_now"] == said["clips"] > 5
    assert MP3(said["mp3"]).info.length > 20
    assert wrong_with(Path(said["episode"])) == []
    planned = run("speak", Path(said["mp3"]).parent, "--voice", profile, "--dry-run", "--json")
    assert planned.code == 0, planned.err
    assert planned.json["requests"] == {}  # nothing would be asked for twice
