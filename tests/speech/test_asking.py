"""Asking an engine: busy is tried again, for a while; `Retry-After` is kept; the pace is the engine's."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from itertools import pairwise

import pytest
from scripts import HURRIED

from briefing.engines import Limits
from briefing.errors import EngineBusyError, EngineError
from briefing.model import Audio, Utterance, Voice
from briefing.speech.asking import Asker, Patience, StoppedError
from briefing.speech.spending import Meter
from engines.busy import BusyEngine
from engines.empty import EmptyEngine
from engines.hanging import HangingEngine
from engines.silent import SilentEngine
from engines.tiny_mp3 import TinyMp3Engine
from engines.tone import ToneEngine
from engines.truncated import TruncatedEngine
from engines.web_page import WebPageEngine

UTTERANCE = Utterance(text="The northern pier is open again.", language="en", voice=Voice(engine="tone"))
ONLINE = Limits()


def asker(engine: ToneEngine, patience: Patience = HURRIED) -> Asker:
    return Asker("tone", engine, engine.limits, patience, threading.Event(), Meter())


@pytest.mark.parametrize("times", [0, 1, 4])
def test_a_busy_engine_is_asked_again(times: int) -> None:
    engine = BusyEngine(times)
    assert asker(engine).ask(UTTERANCE).duration_ms == 32 * 60
    assert len(engine.texts) == times + 1


def test_an_engine_that_stays_busy_fails_with_its_own_line() -> None:
    engine = BusyEngine()
    with pytest.raises(EngineBusyError, match=r"^the service is busy: 429; tried 5 times$"):
        asker(engine).ask(UTTERANCE)
    assert len(engine.texts) == 5


def test_retry_after_is_waited_for() -> None:
    engine = BusyEngine(1, retry_after_s=0.3)
    begun = time.monotonic()
    asker(engine).ask(UTTERANCE)
    assert time.monotonic() - begun >= 0.3


def test_a_wait_beyond_all_patience_is_not_begun() -> None:
    engine = BusyEngine(1, retry_after_s=3600)
    with pytest.raises(EngineBusyError) as caught:
        asker(engine).ask(UTTERANCE)
    assert caught.value.retry_after_s == 3600
    assert len(engine.texts) == 1


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (EmptyEngine, "it is empty"),
        (WebPageEngine, "it is a web page, not sound"),
        (TinyMp3Engine, "it (is cut off|holds no sound|cannot be decoded)"),
        (TruncatedEngine, "it is cut off: 15338 of 30720 bytes of sound are there"),
        (SilentEngine, "it is silence"),
    ],
)
@pytest.mark.parametrize(("limits", "calls"), [(Limits(offline=True), 1), (ONLINE, 2)])
def test_a_wrong_answer_is_asked_for_once_more_where_that_can_help(
    kind: type[ToneEngine], reason: str, limits: Limits, calls: int
) -> None:
    engine = kind(limits)
    with pytest.raises(
        EngineError, match=rf"^the engine `tone` gave no usable sound for “The northern.*”: {reason}"
    ):
        asker(engine).ask(UTTERANCE)
    assert len(engine.texts) == calls


def test_the_second_answer_may_be_right() -> None:
    class OnceEmpty(ToneEngine):
        def answer(self, utterance: Utterance) -> Audio:
            whole = super().answer(utterance)
            return replace(whole, data=b"") if len(self.texts) == 1 else whole

    assert asker(OnceEmpty(ONLINE)).ask(UTTERANCE).duration_ms == 32 * 60


def test_an_engine_that_hangs_is_left() -> None:
    engine = HangingEngine()
    with pytest.raises(
        EngineError, match=r"^the engine `tone` does not answer: nothing came in 0\.1 s for “The "
    ):
        asker(engine, replace(HURRIED, answer_s=0.1)).ask(UTTERANCE)
    assert len(engine.texts) == 1
    engine.close()


def test_a_fault_of_the_engine_passes_as_it_is() -> None:
    class Broken(ToneEngine):
        def answer(self, utterance: Utterance) -> Audio:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        asker(Broken()).ask(UTTERANCE)


def test_a_pause_lies_between_the_end_of_a_call_and_the_next() -> None:
    moments: list[tuple[float, float]] = []

    class Slow(ToneEngine):
        def answer(self, utterance: Utterance) -> Audio:
            begun = time.monotonic()
            time.sleep(0.02)
            moments.append((begun, time.monotonic()))
            return super().answer(utterance)

    asking = asker(Slow(Limits(pause_s=0.1)))
    for _ in range(3):
        asking.ask(UTTERANCE)
    assert all(later[0] - earlier[1] >= 0.1 for earlier, later in pairwise(moments))


def test_stopping_wakes_one_that_waits() -> None:
    stop = threading.Event()
    engine = BusyEngine(1, retry_after_s=60)
    asking = Asker("tone", engine, engine.limits, replace(HURRIED, total_s=1000), stop, Meter())
    threading.Timer(0.1, stop.set).start()
    with pytest.raises(StoppedError):
        asking.ask(UTTERANCE)
    assert len(engine.texts) == 1


def test_a_wait_beyond_all_patience_says_when_to_come_back() -> None:
    for seconds, said in (
        (600, r"wait 10 minutes: run it again after \d\d:\d\d"),
        (86_400, r"wait 24 hours: .* 20\d\d-"),
    ):
        with pytest.raises(EngineBusyError, match=f"It asks to {said}"):
            asker(BusyEngine(1, retry_after_s=seconds)).ask(UTTERANCE)


def test_a_service_that_says_come_at_once_and_is_still_busy_is_waited_for() -> None:
    """`Retry-After: 0` again and again must not use up all tries in a moment."""
    engine = BusyEngine(3, retry_after_s=0)
    begun = time.monotonic()
    asker(engine, replace(HURRIED, first_wait_s=0.05, longest_wait_s=1)).ask(UTTERANCE)
    assert time.monotonic() - begun >= 0.1 + 0.2  # after the second and the third


def test_an_online_engine_that_hangs_once_is_asked_again() -> None:
    let_go = threading.Event()

    class HangsOnce(ToneEngine):
        def answer(self, utterance: Utterance) -> Audio:
            if len(self.texts) == 1:
                let_go.wait(10)
            return super().answer(utterance)

    assert asker(HangsOnce(ONLINE), replace(HURRIED, answer_s=0.2)).ask(UTTERANCE).duration_ms == 32 * 60
    let_go.set()


def test_one_that_hangs_does_not_hold_the_others() -> None:
    let_go = threading.Event()

    class FirstHangs(ToneEngine):
        def answer(self, utterance: Utterance) -> Audio:
            if utterance.text == UTTERANCE.text:
                let_go.wait(10)
            return super().answer(utterance)

    asking = asker(FirstHangs(Limits(parallel=2)))
    hanging = threading.Thread(target=asking.ask, args=(UTTERANCE,))
    hanging.start()
    done = [asking.ask(replace(UTTERANCE, text=text)) for text in ("One.", "Two.", "Three.")]
    assert len(done) == 3
    assert hanging.is_alive()
    let_go.set()
    hanging.join()


def test_a_service_that_takes_fewer_at_once_than_we_ask_is_served_more_slowly() -> None:
    """It turns away whatever comes beside a first; with all threads rushing in, that would go on for ever."""

    class OneAtATime(ToneEngine):
        turned_away = 0

        def answer(self, utterance: Utterance) -> Audio:
            if self.at_once > 1:
                self.turned_away += 1
                raise EngineBusyError("the service is busy", why="429")
            time.sleep(0.002)
            return super().answer(utterance)

    engine = OneAtATime(Limits(parallel=6))
    asking = asker(engine, replace(HURRIED, tries=8))
    failed = []

    def ask(n: int) -> None:
        try:
            for turn in range(8):
                asking.ask(replace(UTTERANCE, text=f"Plank {n} of {turn}."))
        except EngineError as exc:
            failed.append(exc)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert engine.turned_away < 6 * 8


def test_two_runs_do_not_march_in_step() -> None:
    waits = {round(asker(BusyEngine())._wait_s(3, None), 9) for _ in range(20)}
    assert len(waits) > 10
    assert all(HURRIED.longest_wait_s <= wait <= 1.5 * HURRIED.longest_wait_s for wait in waits)
