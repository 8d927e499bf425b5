"""An episode in English and one in Arabic by real piper-tts and onnxruntime, with voices made here."""

from __future__ import annotations

from pathlib import Path

import pytest
from published import wrong_with
from tiny_voice import make

from commands.conftest import EXAMPLES, Run

DAY = ("--date", "2026-11-23")


@pytest.fixture
def piper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "piper"
    folder.mkdir()
    monkeypatch.setenv("BRIEFING_PIPER_VOICES", str(folder))
    return folder


@pytest.mark.parametrize(
    ("article", "voice", "language"),
    [("harbour.en.txt", "en_US-tone-low", "en"), ("desalination.ar.txt", "ar_JO-tone-low", "ar")],
)
def test_an_episode(run: Run, piper: Path, article: str, voice: str, language: str) -> None:
    make(piper, voice)
    made = run("make", EXAMPLES / article, *DAY, "--voice", "piper", "--json")
    assert made.code == 0, made.err
    (folder,) = Path("episodes").glob("2026-11-23-*")
    record = (folder / "episode.yaml").read_text(encoding="utf-8")
    assert voice in record
    assert f"language: {language}" in record
    transcript = (folder / "transcript.vtt").read_text(encoding="utf-8")
    assert transcript.count("-->") >= 5
    assert wrong_with(folder) == []
    again = run("speak", folder, "--voice", "piper", "--dry-run")
    assert "still to make: nothing" in again.out


def test_without_a_voice_the_line_says_what_to_type(run: Run, piper: Path) -> None:
    failed = run("make", EXAMPLES / "harbour.en.txt", *DAY, "--voice", "piper", "--quiet")
    assert failed.code == 7
    assert failed.err.count("\n") == 1
    assert "briefing voices get en_US-" in failed.err


def test_a_fallback_takes_over_for_a_language_without_a_voice(run: Run, piper: Path) -> None:
    Path("voices").mkdir()
    profile = "presenter: {engine: piper}\nfallback: default\n"
    Path("voices/mine.yaml").write_text(profile, encoding="utf-8")
    made = run("make", EXAMPLES / "harbour.en.txt", *DAY, "--voice", "mine")
    assert made.code == 0, made.err
    assert "no Piper voice for `en` is installed" in made.out + made.err
