"""A whole script through the real gTTS client: what is retried, what is kept, what is asked for again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from google_standin import GoogleStandin

from briefing import engines
from briefing.engines import SpeechEngine
from briefing.engines import gtts as module
from briefing.errors import EngineError
from briefing.model import Line, LineRole, Recording, Script, Segment, SegmentKind, Voice, VoiceProfile
from briefing.speech import ClipStore, Patience, speak

TEXTS = ("The northern pier is open again.", "The repairs took three months.", "It cost less than feared.")
PROFILE = VoiceProfile(name="online", presenter=Voice(engine="gtts"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # The pace is the service's due; a stand-in can be asked faster.
    monkeypatch.setattr(module.GttsEngine, "limits", replace(module.GttsEngine.limits, pause_s=0.0))
    return tmp_path / "clips"


def script(*texts: str) -> Script:
    lines = tuple(Line(text=text, role=LineRole.PRESENTER) for text in texts)
    segment = Segment(kind=SegmentKind.HEADLINE, title="The pier", lines=lines)
    return Script(
        title="The pier",
        language="en",
        date=date(2026, 11, 23),
        articles=("article-1.yaml",),
        segments=(segment,),
    )


def recorded(folder: Path, *texts: str) -> Recording:
    return speak(
        script(*(texts or TEXTS)),
        profile=PROFILE,
        store=ClipStore(folder),
        patience=Patience(first_wait_s=0.01, total_s=30, answer_s=20),
    )


def test_a_script_becomes_clips(google: GoogleStandin, folder: Path) -> None:
    recording = recorded(folder)
    assert google.texts == list(TEXTS)
    assert [clip.format for clip in recording.clips] == ["mp3"] * 3
    for clip, text in zip(recording.clips, TEXTS, strict=True):
        assert clip.duration_ms == pytest.approx(65 * len(text), abs=120)  # the encoder pads
        assert clip.audio.read_bytes()[:1] == b"\xff"
    assert recording.made_with["gtts"].startswith("gTTS ")


@pytest.mark.parametrize(
    "failures", [[429], [503], [429, 503, 500], ["drop"], ["drop in the middle"], ["cut"]]
)
def test_what_another_try_mends(google: GoogleStandin, folder: Path, failures: list[str | int]) -> None:
    google.answers = ["ok", *failures]
    assert recorded(folder).spoken_now == 3
    assert len(google.calls) == 3 + len(failures)


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("web page", "answered without sound"),
        ("empty", "answered without sound"),
        ("drop", "the connection to translate.google.com was lost; tried 5 times"),
        ("hang", "does not answer: translate.google.com timed out; tried 5 times"),
        ("cut", "gave no usable sound for “The repairs took three months.”: it is cut off"),
        (429, "is busy: translate.google.com says 429 Too Many Requests; tried 5 times"),
    ],
)
def test_what_stays_wrong_is_one_line_and_the_clips_made_are_not_asked_for_again(
    google: GoogleStandin, folder: Path, monkeypatch: pytest.MonkeyPatch, answer: str | int, line: str
) -> None:
    monkeypatch.setattr(module, "_TIMEOUT_S", (2.0, 0.2))
    google.answers, google.always = ["ok"], answer
    with pytest.raises(EngineError) as caught:
        recorded(folder)
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith("1 of 3 clips are kept: the next run asks for the other 2 only.")
    assert caught.value.exit_code == 6

    google.always = "ok"
    google.calls.clear()
    assert recorded(folder).spoken_now == 2
    assert google.texts == list(TEXTS[1:])


def test_unchanged_asks_for_nothing_and_a_changed_line_asks_once(google: GoogleStandin, folder: Path) -> None:
    recorded(folder)
    google.calls.clear()
    assert recorded(folder).spoken_now == 0
    assert google.calls == []
    recorded(folder, TEXTS[0], "The repairs took four months.", TEXTS[2])
    assert google.texts == ["The repairs took four months."]


def test_a_long_line_is_cut_to_what_the_service_takes(google: GoogleStandin, folder: Path) -> None:
    long = (
        "The keeper said that the pier, which had been closed since the last storms of winter, was safe. "
        "Nobody had expected that to happen before the end of the month, and few believed it even then."
    )
    recording = recorded(folder, long)
    assert max(map(len, google.texts)) <= 100
    assert " ".join(google.texts) == long
    assert [clip.part for clip in recording.clips] == list(range(len(google.texts)))


def test_a_fallback_profile_takes_over(google: GoogleStandin, folder: Path) -> None:
    from engines.tone import ToneEngine

    def load(name: str) -> SpeechEngine:
        return ToneEngine() if name == "tone" else engines.load(name)

    google.answers, google.always = ["ok", "ok"], 403
    recording = speak(
        script(*TEXTS),
        profile=replace(PROFILE, fallback="spare"),
        store=ClipStore(folder),
        engines=load,
        profiles=lambda name: VoiceProfile(name=name, presenter=Voice(engine="tone")),
    )
    assert [clip.engine for clip in recording.clips] == ["tone"] * 3
    assert "presenter with profile `spare`" in recording.warnings[0]
    assert "403" in recording.warnings[0]
