"""Arabic without a model that knows it: only the sound is looked at, and the page says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
import tiny_whisper

from briefing.__main__ import main

ARTICLE = """\
افتتاح الميناء الجديد في صلالة

افتتحت الحكومة الميناء الجديد يوم الإثنين بعد ثلاثة أشهر من أعمال الصيانة في الأرصفة.

وقال المدير إن السفن ستعود إلى الميناء قبل نهاية الشهر.
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("arabic")
    (folder / "port.txt").write_text(ARTICLE, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("BRIEFING_CACHE", str(folder / "clips"))
        assert main(["make", "port.txt", "--date", "2026-11-23", "--quiet"]) == 0
    return folder


@pytest.fixture
def listen(
    place: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, dict[str, Any]]]:
    monkeypatch.chdir(place)
    monkeypatch.delenv("BRIEFING_WHISPER_MODEL", raising=False)

    def run(*argv: str) -> tuple[int, dict[str, Any]]:
        capfd.readouterr()
        code = main(["listen", "latest", "--json", *argv])
        return code, json.loads(capfd.readouterr().out)

    return run


def test_without_a_model_the_words_are_not_compared(
    listen: Callable[..., tuple[int, dict[str, Any]]],
) -> None:
    code, page = listen()
    assert code == 0
    assert all(line["recogniser"] is None and line["error_rate"] is None for line in page["lines"])
    assert "the words in `ar` were not compared" in page["notes"][0]


def test_a_silenced_line_is_flagged_in_any_language(
    place: Path, listen: Callable[..., tuple[int, dict[str, Any]]]
) -> None:
    mp3 = next(place.glob("episodes/*/episode.mp3"))
    before = mp3.read_bytes()
    lines = json.loads((mp3.parent / "transcript.json").read_text("utf-8"))["lines"]
    samples, rate_hz = soundfile.read(mp3, dtype="float32")
    start, end = (round(lines[2][name] * rate_hz) for name in ("startTime", "endTime"))
    samples[start:end] = np.float32(0)
    soundfile.write(mp3, samples, rate_hz, format="MP3")
    try:
        code, page = listen()
    finally:
        mp3.write_bytes(before)
    assert code == 5
    assert [line["reason"] for line in page["lines"] if line["flagged"]] == ["silence"]
    assert page["lines"][2]["flagged"]


def test_a_model_that_does_not_know_the_language_hears_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listen: Callable[..., tuple[int, dict[str, Any]]]
) -> None:
    monkeypatch.setenv("BRIEFING_WHISPER_MODEL", str(tiny_whisper.make(tmp_path / "tiny")))
    code, page = listen()
    assert code == 0
    assert all(line["recogniser"] is None for line in page["lines"])
    assert "the words in `ar` were not compared" in page["notes"][0]


def test_a_folder_that_is_no_model(tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    assert main(["listen", "latest", "--model", str(tmp_path)]) == 2
