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

from briefing.engines import SpeechEngine
from briefing.errors import EngineBusyError, EngineError
from briefing.model import Audio, Utterance
from briefing.speech.answer import Sound, WrongAnswerError, checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long an engine is asked before it counts as failed."""

    tries: int = 4
    """While it is busy or cannot be reached."""
    tries_for_sound: int = 2
    """While it answers with something that is not the sound of the text; offline engines are asked once."""
    first_wait_s: float = 1.0
    """Doubled with each try; up to half of it is added by chance, so that two runs do not march in step."""
    longest_wait_s: float = 30.0
    total_s: float = 120.0
    """No try begins after this, whatever `Retry-After` says."""
    answer_s: float = 90.0
    """An engine that has said nothing by then is not waited for."""


USUAL = Patience()


class StoppedError(Exception):
    """Another utterance has failed: this one was not asked for."""


class Asker:
    """One engine as one run uses it; `ask` may be called from `limits.parallel` threads."""

    def __init__(self, name: str, engine: SpeechEngine, patience: Patience, stop: threading.Event) -> None:
        self.name = name
        self.engine = engine
        self._patience = patience
        self._stop = stop
        self._gate = threading.Lock()
        self._open_from = 0.0
        """Monotonic seconds: no call begins earlier."""

    def ask(self, utterance: Utterance) -> Sound:
        """The sound of the utterance, whole and checked.

        Raises EngineError when the engine fails for good, StoppedError when `stop` was set before a call.
        """
        begun = time.monotonic()
        busy = wrong = 0
        while True:
            self._pass_gate()
            try:
                audio = self._call(utterance)
                return checked(audio, utterance)
            except EngineBusyError as exc:
                busy += 1
                wait = self._wait_s(busy, exc.retry_after_s)
                late = time.monotonic() - begun + wait > self._patience.total_s
                if busy >= self._patience.tries or late:
                    raise _given_up(exc, busy) from exc
                self._close_gate(wait)
            except WrongAnswerError as exc:
                wrong += 1
                if self.engine.limits.offline or wrong >= self._patience.tries_for_sound:
                    raise EngineError(
                        f"the engine `{self.name}` gave no usable sound for “{_short(utterance.text)}”",
                        why=str(exc),
                        hint="Run it again, or take another voice or engine for this line.",
                    ) from exc
                self._close_gate(self._wait_s(wrong, None))
            finally:
                self._close_gate(self.engine.limits.pause_s)

    def _call(self, utterance: Utterance) -> Audio:
        """The engine's answer; in a thread of its own: a call that hangs cannot be ended from outside."""
        answer: Future[Audio] = Future()

        def call() -> None:
            try:
                answer.set_result(self.engine.speak(utterance))
            except BaseException as exc:
                answer.set_exception(exc)

        threading.Thread(target=call, name=f"{self.name} speaks", daemon=True).start()
        try:
            return answer.result(timeout=self._patience.answer_s)
        except TimeoutError as exc:
            if answer.done():  # the engine's own
                raise
            raise EngineError(
                f"the engine `{self.name}` does not answer",
                why=f"nothing came in {self._patience.answer_s:g} s for “{_short(utterance.text)}”",
                hint="Run it again, or take another engine.",
            ) from exc

    def _pass_gate(self) -> None:
        """Waits for this engine's turn; wakes up at once when the run is stopped."""
        while True:
            with self._gate:
                now = time.monotonic()
                if self._stop.is_set():
                    raise StoppedError
                if now >= self._open_from:
                    self._open_from = now + self.engine.limits.pause_s
                    return
                left = self._open_from - now
            self._stop.wait(left)

    def _close_gate(self, seconds: float) -> None:
        """When a service is busy for one utterance it is for all."""
        with self._gate:
            self._open_from = max(self._open_from, time.monotonic() + seconds)

    def _wait_s(self, failures: int, asked_for_s: float | None) -> float:
        if asked_for_s is not None:
            return asked_for_s
        doubled: float = self._patience.first_wait_s * 2 ** (failures - 1)
        wait = min(doubled, self._patience.longest_wait_s)
        return wait * (1 + random.random() / 2)


def _given_up(exc: EngineBusyError, tries: int) -> EngineBusyError:
    why = exc.why
    if tries > 1:
        why = f"{why}; tried {tries} times" if why else f"tried {tries} times"
    return EngineBusyError(exc.what, why=why, hint=exc.hint, retry_after_s=exc.retry_after_s)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40].rstrip()}…"
