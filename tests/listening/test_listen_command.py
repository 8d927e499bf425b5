"""`briefing listen` from the command line: real eSpeak, real mix, real pocketsphinx."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
import tiny_whisper

from briefing.__main__ import main
from briefing.engines.espeak import EspeakEngine
from briefing.model import Audio, Utterance

ARTICLE = """\
Ferry to Saltby sails again

Dr. Ines Hofmann opened the $3.5bn harbour for 1,200 passengers on 21 August.

Half of them had waited for it since the spring.
"""


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def flagged(self) -> dict[tuple[int, int], str]:
        return {
            (line["segment"], line["line"]): line["reason"] for line in self.json["lines"] if line["flagged"]
        }


Run = Callable[..., Ran]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an episode of a few short lines, and the clips of it."""
    place = tmp_path_factory.mktemp("listening")
    (place / "ferry.txt").write_text(ARTICLE, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        patch.setenv("BRIEFING_CACHE", str(place / "clips"))
        assert main(["make", "ferry.txt", "--date", "2026-11-23", "--quiet"]) == 0
    return place


@pytest.fixture
def run(
    tmp_path: Path, made: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Run:
    """Types a command in a copy of that folder."""
    shutil.copytree(made, tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "work" / "clips"))
    for name in ("EPISODES", "VOICES", "VOICE", "WHISPER_MODEL"):
        monkeypatch.delenv(f"BRIEFING_{name}", raising=False)

    def run_it(*argv: str) -> Ran:
        capfd.readouterr()
        code = main(list(argv))
        out, err = capfd.readouterr()
        return Ran(code, out, err)

    return run_it


def episode() -> Path:
    return next(Path("episodes").glob("2026-*"))


def pasted(*, at: int, twice: int) -> None:
    """Cuts line `at` (from 0) off and says line `twice` twice, in the MP3 alone: all behind them moves."""
    lines = json.loads((episode() / "transcript.json").read_text("utf-8"))["lines"]
    whole, rate_hz = soundfile.read(episode() / "episode.mp3", dtype="float32")
    parts, before = [], 0
    for number, line in enumerate(lines):
        start, end = round(line["startTime"] * rate_hz), round(line["endTime"] * rate_hz)
        own = whole[start:end]
        own = own[: len(own) * 7 // 10] if number == at else own
        parts += [whole[before:start], *([own, own] if number == twice else [own])]
        before = end
    samples = np.concatenate([*parts, whole[before:]])
    soundfile.write(episode() / "episode.mp3", samples, rate_hz, format="MP3")


def test_a_right_episode_has_no_flag_and_numbers_and_names_are_compared_as_spoken(run: Run) -> None:
    ran = run("listen", "latest", "--json")
    assert ran.code == 0, ran.out
    assert ran.flagged == {}
    assert ran.json["mp3_unchanged"]
    assert {line["recogniser"] for line in ran.json["lines"]} == {"pocketsphinx"}
    assert all(line["error_rate"] == 0 for line in ran.json["lines"])
    assert any("three point five billion dollar" in line["spoken"] for line in ran.json["lines"])
    starts = [line["start_s"] for line in ran.json["lines"]]
    assert starts == sorted(starts)


def test_lines_spoiled_in_the_mp3_are_flagged_and_those_behind_are_not(run: Run) -> None:
    lines = json.loads((episode() / "transcript.json").read_text("utf-8"))["lines"]
    pasted(at=2, twice=1)
    ran = run("listen", "latest", "--json")
    assert ran.code == 5
    assert set(ran.flagged) == {(lines[n]["segment"], lines[n]["line"]) for n in (1, 2)}
    assert ran.flagged[lines[1]["segment"], lines[1]["line"]] == "said twice"
    assert not ran.json["mp3_unchanged"]
    assert "episode.mp3 was changed" in ran.json["notes"][0]
    assert "2 lines do not seem to say what is in the script" in ran.err


def test_a_script_that_was_changed_after_it_was_spoken(run: Run) -> None:
    path = episode() / "script.yaml"
    text = path.read_text("utf-8")
    changed = text.replace("text: Ferry to Saltby sails again.", "text: Farmers sold a bronze helmet.")
    assert changed != text
    path.write_text(changed, "utf-8")
    ran = run("listen", "latest")
    assert ran.code == 5
    assert "other words" in ran.out
    assert "to say  Farmers sold a bronze helmet." in ran.out
    assert "1 line flagged" in ran.out


class Spoiling:
    """eSpeak that says `text` cut off, at first or always."""

    def __init__(self, text: str, times: int) -> None:
        self.left = times
        self.text = text
        self.real = EspeakEngine.speak

    def __call__(self, engine: EspeakEngine, utterance: Utterance) -> Audio:
        audio = self.real(engine, utterance)
        if self.text not in utterance.text or not self.left:
            return audio
        self.left -= 1
        body = audio.data[44:]
        kept = body[: len(body) * 65 // 100 // 2 * 2]
        return replace(audio, data=_header(len(kept), audio.sample_rate_hz) + kept, words=())


def _header(size: int, rate_hz: int) -> bytes:
    head = b"RIFF" + (36 + size).to_bytes(4, "little") + b"WAVEfmt " + (16).to_bytes(4, "little")
    form = b"\x01\x00\x01\x00" + rate_hz.to_bytes(4, "little") + (2 * rate_hz).to_bytes(4, "little")
    return head + form + b"\x02\x00\x10\x00data" + size.to_bytes(4, "little")


@pytest.mark.parametrize(("times", "code"), [(1, 0), (9, 5)])
def test_again_speaks_the_flagged_lines_once_more(
    run: Run, monkeypatch: pytest.MonkeyPatch, times: int, code: int
) -> None:
    spoiling = Spoiling("Ines Hofmann", times)
    monkeypatch.setattr(EspeakEngine, "speak", lambda engine, utterance: spoiling(engine, utterance))
    shutil.rmtree("clips")
    assert run("speak", "latest", "--quiet").code == 0
    ran = run("listen", "latest", "--again", "--json")
    assert ran.code == code, ran.out
    assert len(ran.json["spoken_again"]) == 1
    assert ran.json["same_again"] == (ran.json["spoken_again"] if code else [])
    assert any("exactly as before" in note for note in ran.json["notes"]) == bool(code)


def test_with_a_model_every_line_is_written_down(run: Run, tmp_path: Path) -> None:
    ran = run("listen", "latest", "--model", str(tiny_whisper.make(tmp_path / "tiny")), "--json")
    assert ran.code == 5  # a model of random numbers hears nonsense
    assert {line["recogniser"] for line in ran.json["lines"]} == {"faster-whisper tiny"}
    assert all(line["heard"] for line in ran.json["lines"])
    assert set(ran.flagged.values()) == {"other words"}
    assert ran.json["flagged"] == len(ran.json["lines"])


def test_what_is_not_installed_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "briefing.listening.aligning", raising=False)
    monkeypatch.setitem(sys.modules, "pocketsphinx", None)
    ran = run("listen", "latest")
    assert ran.code == 7
    assert "pip install 'briefing[listen]'" in ran.err


def test_an_episode_without_sound(run: Run) -> None:
    (episode() / "episode.mp3").unlink()
    ran = run("listen", "latest")
    assert ran.code == 2
    assert "briefing speak" in ran.err


def test_sound_that_cannot_be_decoded(run: Run) -> None:
    (episode() / "episode.mp3").write_bytes(b"<html>not sound</html>" * 99)
    ran = run("listen", "latest")
    assert ran.code == 8
    assert "cannot be decoded" in ran.err
