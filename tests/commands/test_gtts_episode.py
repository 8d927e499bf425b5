"""An episode through the real gTTS client and a stand-in of its service: nothing is asked for twice."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from google_standin import GoogleStandin
from published import wrong_with

from briefing import speech
from briefing.engines import gtts

from .conftest import EXAMPLES, Ran, Run

HURRIED = speech.Patience(first_wait_s=0.01, longest_wait_s=0.02, total_s=20, answer_s=10)


@pytest.fixture
def make(run: Run, google: GoogleStandin, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("briefing.pipeline.speech.speak", partial(speech.speak, patience=HURRIED))
    monkeypatch.setattr(gtts.GttsEngine, "limits", speech_limits_without_pause())
    return partial(run, "make", EXAMPLES / "harbour.en.txt", "--voice", "gtts", "--date", "2026-11-23")


def speech_limits_without_pause() -> gtts.Limits:
    limits = gtts.GttsEngine.limits
    return gtts.Limits(max_characters=limits.max_characters, parallel=limits.parallel, pause_s=0.0)


def failed(ran: Ran) -> str:
    assert ran.code == 6, ran.err
    lines = [line for line in ran.err.splitlines() if not line.endswith("…")]
    assert len(lines) == 1
    return lines[0]


def test_busy_answers_are_asked_again(make: Run, google: GoogleStandin) -> None:
    google.answers = [429, "ok", 503]
    google.retry_after = "0"
    made = make("--json")
    assert made.code == 0, made.err
    assert len(google.calls) == made.json["clips"] + 2
    assert wrong_with(Path(made.json["episode"])) == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("web page", "web page"),
        ("empty", "without sound"),
        ("hang", "timed out"),
        ("drop", "was lost"),
        (429, "429"),
        (403, "403"),
    ],
)
def test_a_fault_is_one_line_and_what_is_finished_is_kept(
    make: Run, google: GoogleStandin, monkeypatch: pytest.MonkeyPatch, answer: str | int, said: str
) -> None:
    monkeypatch.setattr(gtts, "_TIMEOUT_S", (1.0, 0.2))
    google.answers, google.always = ["ok", "ok", "ok"], answer
    line = failed(make())
    assert said in line
    assert "3 of " in line
    kept = google.texts[:3]

    google.always = "ok"
    google.calls.clear()
    again = make("--json")
    assert again.code == 0, again.err
    assert not set(kept) & set(google.texts)
    assert again.json["spoken_now"] == len(google.calls) == again.json["clips"] - 3

    google.calls.clear()
    assert make("--json").json["spoken_now"] == 0
    assert google.calls == []
