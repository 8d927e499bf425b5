"""Script → Recording: the order, the voices, what is asked for and what is not, and what a failure leaves."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from scripts import HURRIED, LINES, PROFILE, Registry, script

from briefing.engines import Limits
from briefing.errors import EngineBusyError, EngineError, EngineMissingError, ScriptError
from briefing.model import Audio, Recording, Script, Utterance, Voice, VoiceProfile
from briefing.speech import ClipStore, plan, shown, speak
from engines.busy import BusyEngine
from engines.dying import DyingEngine
from engines.hanging import HangingEngine
from engines.missing import MissingEngine
from engines.tone import ToneEngine, duration_ms

TEXTS = [text for text, _, _ in LINES]


@pytest.fixture
def store(tmp_path: Path) -> ClipStore:
    return ClipStore(tmp_path / "clips")


def anew(store: ClipStore) -> ClipStore:
    """As another run sees it."""
    return ClipStore(store.folder)


def recorded(
    store: ClipStore, engine: ToneEngine, text: Script | None = None, profile: VoiceProfile = PROFILE
) -> Recording:
    engines = Registry(tone=engine)
    return speak(text or script(), profile=profile, store=store, engines=engines, patience=HURRIED)


def test_every_line_is_a_clip_in_the_order_of_the_script(store: ClipStore) -> None:
    engine = ToneEngine()
    recording = recorded(store, engine)
    assert [(c.segment, c.line, c.part) for c in recording.clips] == [
        (0, 0, 0), (0, 1, 0), (1, 0, 0), (1, 1, 0), (2, 0, 0),
    ]  # fmt: skip
    assert [c.duration_ms for c in recording.clips] == [duration_ms(text) for text in TEXTS]
    assert [c.voice for c in recording.clips] == [
        "tone/en",
        "tone/en",
        "tone/en/other",
        "tone/en/other",
        "tone/en",
    ]
    assert all(c.audio.is_file() and c.format == "wav" and c.engine == "tone" for c in recording.clips)
    assert recording.made_with == {"tone": "tone 1"}
    assert recording.spoken_now == 5
    assert recording.warnings == ()
    assert recording.script == script()
    assert engine.closed == 1


def test_unchanged_asks_for_nothing_and_one_changed_line_asks_once(store: ClipStore) -> None:
    recorded(store, ToneEngine())
    again = ToneEngine()
    assert recorded(anew(store), again).spoken_now == 0
    assert again.texts == []
    changed = recorded(anew(store), again, script(TEXTS[0], "The repairs took four months."))
    assert again.texts == ["The repairs took four months."]
    assert changed.spoken_now == 1


def test_another_version_of_the_engine_speaks_anew(store: ClipStore) -> None:
    recorded(store, ToneEngine())
    newer = ToneEngine()
    newer.version = "2"
    assert recorded(anew(store), newer).spoken_now == 5


def test_a_damaged_clip_is_asked_for_again(store: ClipStore) -> None:
    recording = recorded(store, ToneEngine())
    recording.clips[2].audio.write_bytes(recording.clips[2].audio.read_bytes()[:-10])
    engine = ToneEngine()
    recorded(anew(store), engine)
    assert engine.texts == [TEXTS[2]]


def test_what_is_said_twice_is_spoken_once(store: ClipStore) -> None:
    engine = ToneEngine()
    recording = recorded(store, engine, script("Open again.", "Open again."))
    assert engine.texts.count("Open again.") == 1
    assert recording.clips[0].audio == recording.clips[1].audio
    assert len(recording.clips) == 5


def test_as_many_at_once_as_the_engine_allows_and_no_more(store: ClipStore) -> None:
    both = threading.Barrier(2, timeout=10)

    class Meeting(ToneEngine):
        def answer(self, utterance: Utterance) -> Audio:
            if utterance.text in TEXTS[:4]:
                both.wait()  # passes only when two are here at the same time
            return super().answer(utterance)

    engine = Meeting(Limits(parallel=2))
    recorded(store, engine)
    assert engine.most_at_once == 2


def test_a_line_too_long_for_the_engine_has_several_clips(store: ClipStore) -> None:
    engine = ToneEngine(Limits(max_characters=20))
    recording = recorded(store, engine)
    assert max(map(len, engine.texts)) <= 20
    assert [c.part for c in recording.clips if (c.segment, c.line) == (0, 0)] == [0, 1]
    assert " ".join(sorted(" ".join(engine.texts).split())) == " ".join(sorted(" ".join(TEXTS).split()))


def test_voices_by_role_and_by_speaker(store: ClipStore) -> None:
    profile = VoiceProfile(
        name="p",
        presenter=Voice(engine="tone", voice="a"),
        sidebar=Voice(engine="tone", voice="b", pitch=30),
        speakers={"Omar Lind": Voice(engine="tone", voice="c", rate=120)},
    )
    voices = [c.voice for c in recorded(store, ToneEngine(), profile=profile).clips]
    assert voices == ["tone/en/a", "tone/en/a", "tone/en/a", "tone/en/c", "tone/en/b/30"]


def test_the_lexicon_and_the_segments_language_reach_the_engine(store: ClipStore) -> None:
    seen: list[Utterance] = []

    class Listening(ToneEngine):
        def answer(self, utterance: Utterance) -> Audio:
            seen.append(utterance)
            return super().answer(utterance)

    text = script("The Qsl pier is open.")
    segments = (*text.segments[:2], replace(text.segments[2], language="fr"))
    profile = replace(PROFILE, lexicon={"Qsl": "quessel"})
    recorded(store, Listening(), replace(text, segments=segments), profile)
    assert "The quessel pier is open." in [u.text for u in seen]
    assert [u.language for u in sorted(seen, key=lambda u: u.text == TEXTS[4])] == ["en"] * 4 + ["fr"]


def test_progress_counts_up_to_all(store: ClipStore) -> None:
    seen: list[tuple[int, int]] = []
    recorded(store, ToneEngine(), script("Another first line."))
    speak(script(), profile=PROFILE, store=anew(store), engines=Registry(tone=ToneEngine()),
          progress=lambda done, total: seen.append((done, total)))  # fmt: skip
    assert seen == [(4, 5), (5, 5)]


def test_a_line_with_nothing_to_say_is_left_out_and_named(store: ClipStore) -> None:
    recording = recorded(store, ToneEngine(), script("***"))
    assert len(recording.clips) == 4
    assert recording.warnings == ("segment 1, line 1 has nothing to say and is left out: “***”",)
    with pytest.raises(ScriptError, match="nothing to say"):
        recorded(store, ToneEngine(), script(*["—"] * 5))


# ------------------------------------------------------------------------------------------- failures


def test_what_was_finished_before_a_failure_is_kept(store: ClipStore) -> None:
    engine = DyingEngine(TEXTS[3])
    engine.limits = Limits(parallel=1, offline=True)
    with pytest.raises(EngineError) as caught:
        recorded(store, engine)
    assert str(caught.value) == (
        "the process of the engine has died: signal 11. Change the line. "
        "3 of 5 clips are kept: the next run asks for the other 2 only."
    )
    assert engine.closed == 1
    healthy = ToneEngine()
    assert recorded(anew(store), healthy).spoken_now == 2
    assert sorted(healthy.texts) == sorted(TEXTS[3:])


def test_a_call_under_way_is_waited_for_and_kept(store: ClipStore) -> None:
    under_way, failed = threading.Event(), threading.Event()

    class OneFailsWhileOneSpeaks(ToneEngine):
        def answer(self, utterance: Utterance) -> Audio:
            if utterance.text == TEXTS[0]:
                under_way.wait(10)
                failed.set()
                raise EngineError("the first fails")
            under_way.set()
            failed.wait(10)
            return super().answer(utterance)

    engine = OneFailsWhileOneSpeaks(Limits(parallel=2))
    with pytest.raises(EngineError, match=r"1 of 5 clips are kept|2 of 5 clips are kept"):
        recorded(store, engine)
    healthy = ToneEngine()
    recorded(anew(store), healthy)
    assert TEXTS[1] not in healthy.texts


def test_ctrl_c_keeps_what_is_finished(store: ClipStore) -> None:
    def interrupt(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    engine = ToneEngine(Limits(parallel=1))
    with pytest.raises(KeyboardInterrupt, match="clips are kept"):
        speak(script(), profile=PROFILE, store=store, engines=Registry(tone=engine), progress=interrupt)
    assert engine.closed == 1
    healthy = ToneEngine()
    assert recorded(anew(store), healthy).spoken_now <= 3


def test_a_fault_of_our_own_keeps_its_kind(store: ClipStore) -> None:
    class Broken(ToneEngine):
        def answer(self, utterance: Utterance) -> Audio:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        recorded(store, Broken())


def test_a_busy_service_and_one_that_hangs_end_in_one_line(store: ClipStore) -> None:
    with pytest.raises(
        EngineBusyError,
        match=r"^the service is busy: 429; tried 5 times. No clip is finished: the next run asks for all 5.$",
    ):
        recorded(store, BusyEngine())
    with pytest.raises(EngineError, match="does not answer"):
        speak(script(), profile=PROFILE, store=store, engines=Registry(tone=HangingEngine()),
              patience=replace(HURRIED, answer_s=0.1))  # fmt: skip


def test_a_full_disk_is_no_failure_of_the_engine(store: ClipStore) -> None:
    """So no other voice is taken for it."""
    store.folder.parent.joinpath("clips").write_text("a file in the way")
    profile = replace(PROFILE, fallback="other")
    with pytest.raises(EngineError, match="a clip cannot be kept"):
        speak(script(), profile=profile, store=store, engines=Registry(tone=ToneEngine()),
              profiles=lambda name: PROFILE)  # fmt: skip


# ------------------------------------------------------------------------------------------- fallback

ONLINE = VoiceProfile(
    name="online", presenter=Voice(engine="tone"), quote=Voice(engine="online"), fallback="spare"
)
SPARE = VoiceProfile(name="spare", presenter=Voice(engine="tone"), quote=Voice(engine="tone", voice="spare"))


def with_fallback(
    store: ClipStore,
    profile: VoiceProfile = ONLINE,
    spare: VoiceProfile = SPARE,
    **engines: ToneEngine | type[ToneEngine],
) -> Recording:
    return speak(
        script(),
        profile=profile,
        store=store,
        engines=Registry(**engines),
        profiles={"spare": spare, "online": profile}.__getitem__,
        patience=HURRIED,
    )


def test_a_role_changes_its_voice_as_a_whole(store: ClipStore) -> None:
    """The second quotation fails; the first, already spoken, is spoken anew by the other voice."""
    failing = DyingEngine(TEXTS[3])
    failing.limits = Limits(parallel=1)
    recording = with_fallback(store, online=failing, tone=ToneEngine())
    assert TEXTS[2] in failing.texts
    assert [c.voice for c in recording.clips] == [
        "tone/en",
        "tone/en",
        "tone/en/spare",
        "tone/en/spare",
        "tone/en",
    ]
    assert recording.warnings == (
        "the engine `online` failed (the process of the engine has died: signal 11), "
        "so its lines are spoken by another: quote with profile `spare`",
    )
    assert recording.made_with == {"tone": "tone 1"}


def test_a_missing_engine_has_a_fallback_too(store: ClipStore) -> None:
    recording = with_fallback(store, online=MissingEngine, tone=ToneEngine())
    assert {c.engine for c in recording.clips} == {"tone"}
    assert "`missing` is not installed" in recording.warnings[0]


def test_when_the_fallback_fails_too_its_error_is_the_one_that_is_told(store: ClipStore) -> None:
    with pytest.raises(EngineError, match="has died"):
        with_fallback(store, online=BusyEngine(), tone=DyingEngine(TEXTS[3]))


def test_a_fallback_that_goes_round_in_a_circle_ends(store: ClipStore) -> None:
    spare = replace(ONLINE, name="spare", fallback="online")
    with pytest.raises(EngineBusyError, match="busy"):
        with_fallback(store, spare=spare, online=BusyEngine(), tone=ToneEngine())


def test_without_a_fallback_there_is_none(store: ClipStore) -> None:
    with pytest.raises(EngineBusyError):
        with_fallback(store, profile=replace(ONLINE, fallback=None), online=BusyEngine(), tone=ToneEngine())
    with pytest.raises(EngineMissingError):
        with_fallback(store, profile=replace(ONLINE, fallback=None), online=MissingEngine, tone=ToneEngine())


# ------------------------------------------------------------------------------------------- plan, say


def test_the_plan_asks_for_nothing_and_counts_what_is_still_to_do(store: ClipStore) -> None:
    engine = ToneEngine()
    registry = Registry(tone=engine)
    before = plan(script(), profile=PROFILE, store=store, engines=registry)
    assert engine.texts == []
    assert not store.folder.exists()
    assert before.need.requests == {"tone": 5}
    assert before.characters == before.need.characters["tone"] == sum(map(len, TEXTS))
    assert (before.lines, before.clips_cached) == (5, 0)
    recorded(store, ToneEngine(), script("Another first line."))
    after = plan(script(), profile=PROFILE, store=anew(store), engines=registry)
    assert (after.need.requests, after.clips_cached) == ({"tone": 1}, 4)
    assert after.need.characters == {"tone": len(TEXTS[0])}
    recorded(store, ToneEngine())
    done = plan(script(), profile=PROFILE, store=anew(store), engines=registry)
    assert done.need.requests == {}
    pauses = PROFILE.pauses
    assert done.duration_ms == sum(map(duration_ms, TEXTS)) + (
        pauses.sentence_ms + pauses.segment_ms + pauses.speaker_ms + pauses.segment_ms
    )


def test_the_plan_of_an_engine_that_is_not_there(store: ClipStore) -> None:
    with pytest.raises(EngineMissingError):
        plan(script(), profile=PROFILE, store=store, engines=Registry(tone=MissingEngine))


def test_shown_is_what_the_engine_gets_and_how_it_says_it() -> None:
    class Phonetic(ToneEngine):
        def phonemes(self, utterance: Utterance) -> str | None:
            return f"/{utterance.text}/"

    engine = Phonetic()
    seen = shown(
        "It cost 5.", language="en", voice=Voice(engine="tone"), lexicon={}, engines=Registry(tone=engine)
    )
    assert (seen.written, seen.spoken, seen.phonemes) == ("It cost 5.", "It cost five.", "/It cost five./")
    assert engine.texts == []
    assert engine.closed == 1
    quiet = shown(
        "It.", language="en", voice=Voice(engine="tone"), lexicon={}, engines=Registry(tone=ToneEngine())
    )
    assert quiet.phonemes is None
