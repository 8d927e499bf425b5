"""Clips of one voice beside each other: a cut one shows, whole ones of every kind do not."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from scripts import HURRIED, Registry

from briefing import engines
from briefing.engines import Limits
from briefing.errors import EngineBusyError, EngineError
from briefing.model import (
    Audio,
    Line,
    LineRole,
    Recording,
    Script,
    Segment,
    SegmentKind,
    Utterance,
    Voice,
    VoiceProfile,
)
from briefing.speech import ClipStore, speak
from briefing.speech.answer import checked
from engines.tone import RATE_HZ, ToneEngine, duration_ms, tone

TEXTS = (
    "The northern pier is open again after three months of repairs.",
    "Nobody in the harbour had expected it to be finished before the winter storms came.",
    "Fishing boats may return to their moorings from Monday on.",
    "The council paid for the new planks, and the government for the lamps.",
    "We are glad to have the pier back, and so are the gulls.",
    "It cost less than we had feared when the old beams were taken out.",
    "A small crowd came to see the first boat leave in the rain.",
    "Yes.",
    "The lighthouse keeper rang the bell twice, as his father had done.",
    "Tickets for the ferry will be sold in the old customs house until spring.",
    "In other news, the library opens on Sundays.",
    "The BBC, the EU and the UN had all sent someone to the opening of the pier.",
)
MANY = Limits(parallel=1)


def script(*texts: str) -> Script:
    lines = tuple(Line(text=text, role=LineRole.PRESENTER) for text in texts)
    segment = Segment(kind=SegmentKind.HEADLINE, title="The pier", lines=lines)
    return Script(title="t", language="en", date=date(2026, 1, 1), articles=("a",),
                  segments=(segment,))  # fmt: skip


class Cutting(ToneEngine):
    """Cuts what begins with `start` to a share of its length, the first `times` times."""

    def __init__(self, start: str, share: float, times: int = 99, limits: Limits = MANY) -> None:
        super().__init__(limits)
        self.start, self.share, self.left = start, share, times

    def answer(self, utterance: Utterance) -> Audio:
        share = 1.0
        if utterance.text.startswith(self.start) and self.left:
            self.left -= 1
            share = self.share
        data = tone(round(duration_ms(utterance.text) * share))
        return Audio(data=data, format="wav", sample_rate_hz=RATE_HZ)


def recorded(store: ClipStore, engine: ToneEngine, *texts: str) -> Recording:
    profile = VoiceProfile(name="p", presenter=Voice(engine="tone"))
    return speak(script(*(texts or TEXTS)), profile=profile, store=store, engines=Registry(tone=engine),
                 patience=HURRIED)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> ClipStore:
    return ClipStore(tmp_path / "clips")


LONG = TEXTS[1]


@pytest.mark.parametrize("share", [0.4, 0.5, 0.6, 0.65])
def test_a_cut_clip_is_asked_for_once_more(store: ClipStore, share: float) -> None:
    engine = Cutting(LONG, share, times=1)
    recording = recorded(store, engine)
    assert engine.texts.count(LONG) == 2
    assert len(engine.texts) == len(TEXTS) + 1
    assert recording.clips[1].duration_ms == duration_ms(LONG)
    assert recording.warnings == ()
    assert recorded(ClipStore(store.folder), engine).spoken_now == 0


def test_what_stays_short_is_spoken_and_said(store: ClipStore) -> None:
    engine = Cutting(LONG, 0.6)
    recording = recorded(store, engine)
    assert engine.texts.count(LONG) == 2
    (warning,) = recording.warnings
    assert warning.startswith("segment 1, line 2 may be cut off, listen to it: it takes 6")
    assert "“Nobody in the harbour" in warning
    again = recorded(ClipStore(store.folder), engine)
    assert engine.texts.count(LONG) == 2  # a third time nobody pays
    assert again.warnings == recording.warnings


def test_what_is_surely_cut_is_refused_and_not_kept(store: ClipStore) -> None:
    engine = Cutting(LONG, 0.4)
    with pytest.raises(
        EngineError, match=r"“Nobody in the .*”: it was cut off: 40% of what this voice needs"
    ) as caught:
        recorded(store, engine)
    assert caught.value.exit_code == 6
    engine.left = 0
    engine.texts.clear()
    assert recorded(ClipStore(store.folder), engine).spoken_now == 1
    assert engine.texts == [LONG]


def test_what_was_spoken_before_a_run_was_killed_is_looked_at_too(store: ClipStore) -> None:
    engine = Cutting(LONG, 0.6, times=1)
    recorded(store, engine, *TEXTS[:3])  # too few to tell
    assert engine.texts.count(LONG) == 1
    recorded(ClipStore(store.folder), engine)
    assert engine.texts.count(LONG) == 2


def test_a_second_try_that_fails_leaves_the_first(store: ClipStore) -> None:
    class Refusing(Cutting):
        def answer(self, utterance: Utterance) -> Audio:
            if self.texts.count(LONG) > 1:
                raise EngineBusyError("the service is busy")
            return super().answer(utterance)

    recording = recorded(store, Refusing(LONG, 0.6))
    assert len(recording.clips) == len(TEXTS)
    assert "may be cut off" in recording.warnings[0]


def test_an_offline_engine_is_believed(store: ClipStore) -> None:
    engine = Cutting(LONG, 0.6, limits=Limits(offline=True))
    assert recorded(store, engine).warnings == ()
    assert engine.texts.count(LONG) == 1


def test_few_clips_say_nothing(store: ClipStore) -> None:
    engine = Cutting(LONG, 0.6)
    assert recorded(store, engine, *TEXTS[:7]).warnings == ()


@pytest.mark.parametrize("length_ms", [0, 2000], ids=["as long as the text", "all the same"])
def test_stand_ins_of_every_kind_are_believed(store: ClipStore, length_ms: int) -> None:
    class Same(ToneEngine):
        def answer(self, utterance: Utterance) -> Audio:
            data = tone(length_ms or duration_ms(utterance.text))
            return Audio(data=data, format="wav", sample_rate_hz=RATE_HZ)

    engine = Same(MANY)
    assert recorded(store, engine).warnings == ()
    assert len(engine.texts) == len(TEXTS)


def test_real_speech_is_believed_and_its_cut_halves_are_not(store: ClipStore) -> None:
    """eSpeak's sound in the name of an online engine."""
    real = engines.load("espeak")
    rng = random.Random(1)

    class Online(ToneEngine):
        spoiled = ""

        def answer(self, utterance: Utterance) -> Audio:
            asked = replace(utterance, voice=Voice(engine="espeak"))
            sound = checked(real.speak(asked), asked).audio
            if utterance.text == self.spoiled:
                self.spoiled = ""
                frames = (len(sound.data) - 44) // 2
                return replace(
                    sound, data=tone(frames * 1000 // sound.sample_rate_hz // 2), sample_rate_hz=RATE_HZ
                )
            return sound

    try:
        engine = Online(MANY)
        assert recorded(store, engine).warnings == ()
        assert len(engine.texts) == len(TEXTS)
        for text in rng.sample([text for text in TEXTS if len(text) > 55], 4):
            engine.spoiled = text
            engine.texts.clear()
            recorded(ClipStore(store.folder.with_name(f"without {len(text)}")), engine)
            assert engine.texts.count(text) == 2
    finally:
        real.close()
