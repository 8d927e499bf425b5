"""make and speak with --format and --quality: the file that was asked for, sound, and the other one gone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import soundfile
from mutagen.mp4 import MP4

from .conftest import EXAMPLES, Run

ARTICLE = next(iter(sorted(EXAMPLES.glob("*.txt"))))


def only_episode() -> Path:
    (folder,) = (path for path in Path("episodes").iterdir() if path.is_dir())
    return folder


def sounds() -> list[str]:
    return sorted(path.name for path in only_episode().glob("episode.*") if path.suffix != ".yaml")


def test_one_episode_in_each_format(run: Run) -> None:
    made = run("make", ARTICLE, "--minutes", "0.5", "--format", "m4a", "--json")
    assert made.code == 0, made.err
    assert sounds() == ["episode.m4a"]
    assert made.json["loudness"]["integrated_lufs"] == pytest.approx(-19, abs=0.3)
    assert MP4(only_episode() / "episode.m4a")["covr"]
    checked = run("check", "latest", "--sound")
    assert checked.code == 0, checked.err

    made = run("speak", "latest", "--format", "opus", "--quality", "small")
    assert made.code == 0, made.err
    assert "episode.opus" in made.out
    assert sounds() == ["episode.opus"]
    assert soundfile.info(only_episode() / "episode.opus").subtype == "OPUS"
    checked = run("check", "latest", "--sound")
    assert checked.code == 0, checked.err

    made = run("speak", "latest", "--quality", "small")
    assert made.code == 0, made.err
    assert sounds() == ["episode.mp3"]
    assert soundfile.info(only_episode() / "episode.mp3").samplerate == 24_000
    checked = run("check", "latest", "--sound")
    assert checked.code == 0, checked.err


def test_without_the_packages_nothing_is_spoken(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "av", None)
    made = run("make", ARTICLE, "--format", "opus")
    assert made.code == 8
    assert "pip install 'briefing[formats]'" in made.err
    assert made.err.splitlines()[-1].startswith("briefing: the format `opus`")
    spoken = [path for path in (tmp_path / "clips").rglob("*") if path.is_file()]
    assert [path.name for path in spoken if path.name != "CACHEDIR.TAG"] == []
    shown = run("doctor")
    assert shown.code == 0
    monkeypatch.setenv("BRIEFING_FORMAT", "m4a")
    shown = run("doctor")
    assert shown.code == 1
    assert "briefing[formats]" in shown.out


def test_a_format_that_there_is_not(run: Run) -> None:
    made = run("make", ARTICLE, "--format", "wav")
    assert made.code == 2
    assert "mp3, m4a or opus" in made.err
    assert not Path("episodes").exists()
