"""Utterance → checked sound: one engine, asked again while it is busy, never faster than it allows.

stamina was weighed: its sleep cannot be woken when another line has failed meanwhile, and before 25.1 it
cannot wait as long as `Retry-After` says, so the loop is our own.
"""

from __future__ import annotations

import random
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta

from briefing.engines import Limits, SpeechEngine
from briefing.errors import EngineBusyError, EngineError
from briefing.model import Audio, Utterance
from briefing.speech.answer import Sound, WrongAnswerError, checked
from briefing.speech.spending import Meter


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long an engine is asked before it counts as failed."""

    tries: int = 5
    """While it is busy or cannot be reached: with the waits below about 20 seconds."""
    tries_for_sound: int = 2
    """While it answers with something that is not the sound of the text; offline engines are asked once."""
    first_wait_s: float = 1.0
    """Doubled with each try; up to half of it is added by chance, so that two runs do not march in step."""
    longest_wait_s: float = 30.0
    total_s: float = 120.0
    """Of one text: no try begins after this, whatever `Retry-After` says."""
    answer_s: float = 90.0
    """An engine that has said nothing by then is not waited for."""


USUAL = Patience()
_LOOK_S = 0.1
"""How often a call that waits looks whether the run was stopped."""


class StoppedError(Exception):
    """Another utterance has failed: this one was not asked for."""


class Asker:
    """One service as one run uses it; `ask` may be called from `limits.parallel` threads."""

    def __init__(
        self,
        name: str,
        engine: SpeechEngine,
        limits: Limits,
        patience: Patience,
        stop: threading.Event,
        meter: Meter,
    ) -> None:
        self.name = name
        self.engine = engine
        self.limits = limits
        self._patience = patience
        self._stop = stop
        self._meter = meter
        self._gate = threading.Condition()
        self._open_from = 0.0
        """Monotonic seconds: no call begins earlier."""
        self._under_way = 0
        self._at_once = max(1, limits.parallel)
        """Calls at the same time: halved when the service is busy, one more after so many good answers."""
        self._good_answers = 0

    def ask(self, utterance: Utterance) -> Sound:
        """The sound of the utterance, whole and checked.

        Raises EngineError when the engine fails for good, CeilingError when the run may ask no more,
        StoppedError when `stop` was set before a call.
        """
        begun = time.monotonic()
        busy = wrong = 0
        while True:
            self._pass_gate()
            wait = 0.0
            try:
                if not self.limits.offline:
                    self._meter.take(self.name, len(utterance.text))
                sound = checked(self._call(utterance), utterance)
                self._speed_up()
                return sound
            except EngineBusyError as exc:
                busy += 1
                wait = self._wait_s(busy, exc.retry_after_s)
                late = time.monotonic() - begun + wait > self._patience.total_s
                if busy >= self._patience.tries or late:
                    raise _given_up(exc, busy, wait if late else None) from exc
                self._slow_down()
            except WrongAnswerError as exc:
                wrong += 1
                if self.limits.offline or wrong >= self._patience.tries_for_sound:
                    raise EngineError(
                        f"the engine `{self.name}` gave no usable sound for “{short(utterance.text)}”",
                        why=_after(str(exc), wrong),
                        hint="Run it again, or take another voice or engine for this line.",
                    ) from exc
                wait = self._wait_s(wrong, None)
            finally:
                self._leave(max(wait, self.limits.pause_s))

    def _call(self, utterance: Utterance) -> Audio:
        """The engine's answer; in a thread of its own: a call that hangs cannot be ended from outside."""
        if self.limits.ends_by_itself:
            return self.engine.speak(utterance)
        answer: Future[Audio] = Future()

        def call() -> None:
            try:
                answer.set_result(self.engine.speak(utterance))
            except BaseException as exc:
                answer.set_exception(exc)

        threading.Thread(target=call, name=f"{self.name} speaks", daemon=True).start()
        patience_s = max(self._patience.answer_s, self.limits.answer_s)
        try:
            return answer.result(timeout=patience_s)
        except TimeoutError as exc:
            if answer.done():  # the engine's own
                raise
            error = EngineError if self.limits.offline else EngineBusyError
            raise error(
                f"the engine `{self.name}` does not answer",
                why=f"nothing came in {patience_s:g} s for “{short(utterance.text)}”",
                hint="Run it again, or take another engine.",
            ) from exc

    def _pass_gate(self) -> None:
        """Waits for its turn at this engine, or until the run is stopped."""
        with self._gate:
            while not self._stop.is_set():
                now = time.monotonic()
                is_full = self._under_way >= self._at_once
                if now >= self._open_from and not is_full:
                    self._open_from = now + self.limits.pause_s
                    self._under_way += 1
                    return
                self._gate.wait(_LOOK_S if is_full else min(_LOOK_S, self._open_from - now))
            raise StoppedError

    def _leave(self, wait_s: float) -> None:
        """When a service is busy for one utterance it is for all: none is asked for before `wait_s`."""
        with self._gate:
            self._under_way -= 1
            self._open_from = max(self._open_from, time.monotonic() + wait_s)
            self._gate.notify_all()

    def _slow_down(self) -> None:
        """Else all that have waited would rush in together, and be turned away together."""
        with self._gate:
            self._at_once = max(1, self._at_once // 2)
            self._good_answers = 0

    def _speed_up(self) -> None:
        with self._gate:
            self._good_answers += 1
            if self._at_once < self.limits.parallel and self._good_answers >= 4 * self._at_once:
                self._at_once += 1
                self._good_answers = 0

    def _wait_s(self, failures: int, asked_for_s: float | None) -> float:
        """What the service asked for, but no less than our own wait once it has sent us away before."""
        doubled: float = self._patience.first_wait_s * 2 ** (failures - 1)
        wait = min(doubled, self._patience.longest_wait_s) * (1 + random.random() / 2)
        if asked_for_s is None:
            return wait
        return asked_for_s if failures == 1 else max(asked_for_s, wait)


def _given_up(exc: EngineBusyError, tries: int, too_long_s: float | None) -> EngineBusyError:
    hint = exc.hint
    if too_long_s is not None and exc.retry_after_s is not None:
        again = datetime.now().astimezone() + timedelta(seconds=too_long_s)
        hint = f"It asks to wait {_span(too_long_s)}: run it again after {again:{_when(too_long_s)}}."
    why = _after(exc.why, tries)
    return EngineBusyError(exc.what, why=why, hint=hint, retry_after_s=exc.retry_after_s)


def _after(why: str, tries: int) -> str:
    if tries == 1:
        return why
    return f"{why}; tried {tries} times" if why else f"tried {tries} times"


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes < 120 else f"{round(seconds / 3600)} hours"


def _when(seconds: float) -> str:
    return "%H:%M" if seconds < 12 * 3600 else "%Y-%m-%d %H:%M"


def short(text: str) -> str:
    """Enough of it to find the line."""
    return text if len(text) <= 40 else f"{text[:40].rstrip()}…"
