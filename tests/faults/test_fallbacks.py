"""A profile's fallback takes a role over as a whole, says so, and loses nothing of what was spoken."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml

from faults.benches import Bench
from faults.conftest import Speak

LINES = ("The pier is open.", "The repairs are done.", "The gulls are back.")


@pytest.fixture
def profiles(tmp_path: Path) -> Path:
    return tmp_path


def write(folder: Path, name: str, engine: str, fallback: str = "") -> None:
    text = f"presenter: {{engine: {engine}}}\n" + (f"fallback: ./{fallback}.yaml\n" if fallback else "")
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def with_fallback(bench: Bench, name: str) -> Bench:
    bench.profile += f"\nfallback: ./{name}.yaml\n"
    return bench


def test_it_is_announced_on_the_screen_and_in_the_record(
    speak: Speak, gtts_bench: Bench, profiles: Path
) -> None:
    write(profiles, "spare", "espeak")
    gtts_bench.standin.answers, gtts_bench.standin.always = ["ok"], 403
    spoke = speak(with_fallback(gtts_bench, "spare"), *LINES)
    assert spoke.code == 0, spoke.err
    (warning,) = spoke.json["warnings"]
    assert warning.startswith("the engine `gtts` failed (Google's speech service refused: ")
    assert warning.endswith("so its lines are spoken by another: presenter with profile `spare`")
    record = yaml.safe_load((Path(spoke.json["episode"]) / "episode.yaml").read_text(encoding="utf-8"))
    assert record["warnings"] == [warning]
    assert list(record["made_with"]) == ["espeak"]  # the role as a whole

    # What Google spoke before it failed is not lost: when it is back, it is asked for the rest only.
    gtts_bench.standin.always = "ok"
    gtts_bench.forget()
    again = speak(gtts_bench, *LINES)
    assert again.json["warnings"] == []
    assert gtts_bench.asked == list(LINES[1:])


def test_the_fallback_of_a_fallback(
    speak: Speak, gtts_bench: Bench, openai_bench: Bench, profiles: Path
) -> None:
    write(profiles, "second", "gtts", "third")
    write(profiles, "third", "espeak")
    openai_bench.standin.always = 401
    gtts_bench.standin.always = "empty"
    spoke = speak(with_fallback(openai_bench, "second"), *LINES)
    assert spoke.code == 0, spoke.err
    first, second = spoke.json["warnings"]
    assert "`openai` failed" in first and first.endswith("presenter with profile `second`")
    assert "`gtts` failed" in second and second.endswith("presenter with profile `third`")


def test_a_voice_that_is_not_installed_has_a_fallback_too(
    speak: Speak, piper_bench: Bench, profiles: Path
) -> None:
    write(profiles, "spare", "espeak")
    with piper_bench.failing("no voice"):
        spoke = speak(with_fallback(piper_bench, "spare"), *LINES)
    assert spoke.code == 0, spoke.err
    assert "`piper` failed (there is no Piper voice" in spoke.json["warnings"][0]
    assert piper_bench.asked == []


def test_an_engine_that_is_not_installed_has_a_fallback_too(
    speak: Speak, gtts_bench: Bench, profiles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "gtts.version", None)  # as if it were not there
    assert speak(gtts_bench, *LINES).code == 7
    write(profiles, "spare", "espeak")
    assert speak(with_fallback(gtts_bench, "spare"), *LINES).code == 0


def test_a_circle_ends(speak: Speak, gtts_bench: Bench, openai_bench: Bench, profiles: Path) -> None:
    """The first names the second, the second the first."""
    (profiles / "second.yaml").write_text(
        "presenter: {engine: gtts}\nfallback: ./voice.yaml\n", encoding="utf-8"
    )
    openai_bench.standin.always = gtts_bench.standin.always = 403
    spoke = speak(with_fallback(openai_bench, "second"), *LINES)
    assert spoke.code == 6
    assert "Google's speech service refused" in spoke.err
    assert "before it `openai` had failed" in spoke.err
    assert len(openai_bench.asked) == len(gtts_bench.asked) == 1


def test_when_the_last_one_fails_its_clips_are_kept_as_well(
    speak: Speak, gtts_bench: Bench, openai_bench: Bench, profiles: Path
) -> None:
    write(profiles, "second", "gtts")
    openai_bench.standin.always = 403
    gtts_bench.standin.answers, gtts_bench.standin.always = ["ok", "ok"], 403
    bench = with_fallback(openai_bench, "second")
    spoke = speak(bench, *LINES)
    assert spoke.code == 6
    assert spoke.err.endswith("2 of 3 clips are kept: the next run asks for the other 1 only.\n")
    gtts_bench.standin.always = "ok"
    gtts_bench.forget()
    assert speak(bench, *LINES).code == 0
    assert gtts_bench.asked == [LINES[2]]


def test_a_fallback_that_there_is_not(speak: Speak, gtts_bench: Bench) -> None:
    """Said before anything is asked for, not when it is needed in the night."""
    gtts_bench.profile += "\nfallback: nobody\n"
    spoke = speak(gtts_bench, *LINES)
    assert spoke.code == 3
    assert "there is no voice profile `nobody`" in spoke.err
    assert gtts_bench.asked == []
