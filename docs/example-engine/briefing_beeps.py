"""Utterance → WAV in which every letter is a beep of its own pitch: an example of an engine for briefing."""

from __future__ import annotations

import io
import math
import wave
from array import array
from collections.abc import Iterable

from briefing.engines import About, Limits, VoiceInfo
from briefing.errors import EngineError, VoiceProfileError
from briefing.model import Audio, Utterance, WordTiming

_RATE_HZ = 16_000
_LETTER_S = 0.07
_VOICES = {"low": 200, "high": 400}
"""Name → pitch in Hz of its lowest letter."""


class BeepsEngine:
    """Values in, values out; `speak` may be called from `limits.parallel` threads at once."""

    limits = Limits(max_characters=500, parallel=4, offline=True)
    about = About(needs="nothing more", terms="an example, free for any use")

    def fingerprint(self, utterance: Utterance) -> str:
        return f"beeps 1.0 {self._pitch_hz(utterance)}"

    def speak(self, utterance: Utterance) -> Audio:
        pitch_hz = self._pitch_hz(utterance)
        samples = array("h")
        words: list[WordTiming] = []
        for word in utterance.text.split():
            start_ms = _ms(samples)
            for letter in word:
                samples.extend(_beep(pitch_hz + ord(letter) % 64 * 10 if letter.isalnum() else 0))
            words.append(WordTiming(start_ms=start_ms, end_ms=_ms(samples), text=word))
            samples.extend(_beep(0))
        if not samples:
            raise EngineError("beeps have nothing to say", hint="Write a word.")
        return Audio(data=_wav(samples), format="wav", sample_rate_hz=_RATE_HZ, words=tuple(words))

    def voices(self) -> Iterable[VoiceInfo]:
        return [VoiceInfo(name=name, language="mul") for name in _VOICES]

    def phonemes(self, utterance: Utterance) -> str | None:
        return None

    def close(self) -> None:
        return None

    def _pitch_hz(self, utterance: Utterance) -> int:
        name = utterance.voice.voice or "low"
        if name not in _VOICES:
            raise VoiceProfileError(f"beeps have no voice `{name}`", hint=f"Did you mean `{min(_VOICES)}`?")
        return _VOICES[name]


def _beep(pitch_hz: int) -> array[int]:
    frames = round(_RATE_HZ * _LETTER_S)
    turn = 2 * math.pi * pitch_hz / _RATE_HZ
    return array("h", (round(9000 * math.sin(turn * frame)) for frame in range(frames)))


def _ms(samples: array[int]) -> int:
    return len(samples) * 1000 // _RATE_HZ


def _wav(samples: array[int]) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(_RATE_HZ)
        out.writeframes(samples.tobytes())
    return file.getvalue()
