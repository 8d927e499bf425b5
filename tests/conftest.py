"""What tests of several areas share: the doubles in tests/engines and the stand-ins of the services."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

# None of these can be imported as a package: real ones have such names (gtts, openai).
sys.path.insert(0, str(Path(__file__).parent / "gtts"))
sys.path.insert(0, str(Path(__file__).parent / "openai"))
sys.path.insert(0, str(Path(__file__).parent / "edge"))
sys.path.insert(0, str(Path(__file__).parent / "command"))
sys.path.insert(0, str(Path(__file__).parent / "piper"))
sys.path.insert(0, str(Path(__file__).parent / "mix"))

from google_standin import GoogleStandin
from openai_standin import OpenaiStandin
from program_standin import ProgramStandin

if TYPE_CHECKING:
    from edge_standin import EdgeStandin

# The same examples on every machine and no limit in time; `--hypothesis-profile=default` looks for new ones.
settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")


@pytest.fixture
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is on the loopback is asked for directly, whatever this machine is told to do."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch, no_proxy: None) -> Iterator[GoogleStandin]:
    """The real gTTS client speaks to this, over HTTP on the loopback."""
    with GoogleStandin() as standin:
        monkeypatch.setattr("gtts.tts._translate_url", standin.translate_url)
        yield standin


@pytest.fixture
def openai(monkeypatch: pytest.MonkeyPatch, no_proxy: None) -> Iterator[OpenaiStandin]:
    """The real httpx speaks to this where a voice has `base_url: {openai.url}`; there is no key."""
    for name in ("OPENAI_API_KEY", "BRIEFING_SPEECH_KEY"):
        monkeypatch.delenv(name, raising=False)
    with OpenaiStandin() as standin:
        yield standin


@pytest.fixture
def edge(monkeypatch: pytest.MonkeyPatch, no_proxy: None) -> Iterator[EdgeStandin]:
    """The real edge-tts speaks to this, over a web socket on the loopback."""
    from edge_standin import EdgeStandin  # aiohttp takes its time

    with EdgeStandin() as standin:
        monkeypatch.setattr("edge_tts.communicate.WSS_URL", standin.socket_url)
        monkeypatch.setattr("edge_tts.voices.VOICE_LIST", standin.voices_url)
        yield standin


@pytest.fixture
def program(tmp_path: Path) -> ProgramStandin:
    """A real process is started where a voice has `command: {program.command}`."""
    folder = tmp_path / "program"
    folder.mkdir()
    return ProgramStandin(folder)
