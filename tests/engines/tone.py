"""An engine whose sound is a tone as long as its text: durations can be asserted to the millisecond."""

from __future__ import annotations

import io
import math
import threading
import wave
from array import array
from collections.abc import Iterable
from functools import cache

from briefing.engines import Limits, VoiceInfo
from briefing.model import Audio, Utterance

RATE_HZ = 8_000
MS_PER_CHARACTER = 60


class ToneEngine:
    def __init__(self, limits: Limits = Limits(offline=True, parallel=2)) -> None:  # noqa: B008  (frozen)
        self.limits = limits
        self.version = "1"
        self.texts: list[str] = []
        """Of all calls, in the order in which they began."""
        self.at_once = 0
        self.most_at_once = 0
        self.closed = 0
        self._lock = threading.Lock()

    def fingerprint(self, utterance: Utterance) -> str:
        return f"tone {self.version}"

    def speak(self, utterance: Utterance) -> Audio:
        with self._lock:
            self.texts.append(utterance.text)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            return self.answer(utterance)
        finally:
            with self._lock:
                self.at_once -= 1

    def answer(self, utterance: Utterance) -> Audio:
        """What the doubles that fail replace."""
        return Audio(data=tone(duration_ms(utterance.text)), format="wav", sample_rate_hz=RATE_HZ)

    def voices(self) -> Iterable[VoiceInfo]:
        return [VoiceInfo(name="", language="en"), VoiceInfo(name="", language="ar")]

    def phonemes(self, utterance: Utterance) -> str | None:
        return None

    def close(self) -> None:
        self.closed += 1


def duration_ms(text: str) -> int:
    return len(text) * MS_PER_CHARACTER


@cache
def tone(milliseconds: int, peak: int = 9000) -> bytes:
    """A WAV file of exactly that length."""
    frames = RATE_HZ * milliseconds // 1000
    samples = array("h", (round(peak * math.sin(frame * 2 * math.pi / 40)) for frame in range(frames)))
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE_HZ)
        out.writeframes(samples.tobytes())
    return file.getvalue()
