"""The sounds that stand-ins of speech services answer with, whole or with one fault."""

from __future__ import annotations

import math
import struct
from array import array
from functools import cache

FAULTS = ("tiny", "wrong rate", "other rate", "silence", "too short", "too long")
"""Answers whose bytes come whole and are still not the sound of the text. "tiny": the first 260 bytes.

"other rate" is the right sound, in samples a second that the engine does not expect.
"""
MS_PER_CHARACTER = 65
WAV_RATE_HZ, MP3_RATE_HZ = 16_000, 24_000
_PEAK = 9000


def sound(answer: str, text: str, kind: str = "wav", *, speed: float = 1.0, streamed: bool = False) -> bytes:
    """`answer` is "ok" or one of FAULTS, `kind` "wav" or "mp3"; a WAV that is streamed says no length."""
    return _sound(answer, len(text), 200 + sum(map(ord, text)) % 400, kind, speed, streamed)


@cache
def _sound(answer: str, characters: int, pitch_hz: int, kind: str, speed: float, streamed: bool) -> bytes:
    duration_ms = max(400, round(characters * MS_PER_CHARACTER / speed))
    duration_ms = {"too short": 60, "too long": 5_000 + characters * 600}.get(answer, duration_ms)
    rate_hz = WAV_RATE_HZ if kind == "wav" else MP3_RATE_HZ
    if answer == "other rate" or (kind == "mp3" and answer == "wrong rate"):
        # A sound like any other: it is only not what the engine has told. (An MP3 cannot say 4,000.)
        rate_hz = 48_000 if kind == "wav" else rate_hz * 2 // 3
    samples = _tone(duration_ms, pitch_hz, rate_hz, peak=0 if answer == "silence" else _PEAK)
    if kind == "wav":
        # 4,000 samples a second are no speech: the whole would be heard four times too slow.
        whole = _wave(samples, rate_hz // 4 if answer == "wrong rate" else rate_hz, streamed=streamed)
    else:
        whole = _mp3(samples, rate_hz)
    return whole[:260] if answer == "tiny" else whole


def _tone(duration_ms: int, pitch_hz: int, rate_hz: int, *, peak: int) -> bytes:
    frames = rate_hz * duration_ms // 1000
    turn = 2 * math.pi * pitch_hz / rate_hz
    second = array("h", (round(peak * math.sin(turn * frame)) for frame in range(rate_hz)))
    return (second * (frames // rate_hz + 1))[:frames].tobytes()


def _wave(samples: bytes, rate_hz: int, *, streamed: bool) -> bytes:
    size, whole = (0xFFFFFFFF, 0xFFFFFFFF) if streamed else (len(samples), 36 + len(samples))
    kind = struct.pack("<IHHIIHH", 16, 1, 1, rate_hz, rate_hz * 2, 2, 16)
    head = b"RIFF" + struct.pack("<I", whole) + b"WAVEfmt " + kind + b"data" + struct.pack("<I", size)
    return head + samples


def _mp3(samples: bytes, rate_hz: int) -> bytes:
    """Mono, 48 kbit/s and no frame of LAME's own in front: as Edge's service sends it."""
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(rate_hz)
    encoder.set_out_sample_rate(rate_hz)
    encoder.set_bit_rate(48)
    encoder.set_quality(7)
    encoder.silence()
    return bytes(encoder.encode(samples) + encoder.flush())
