"""What an engine answered → sound that is whole and fits its text, or a line that says what is wrong with it.

A cut or empty answer under the name of a sound file is the most reported silent failure of speech programs:
nothing goes into the clip store that was not decoded and measured here.
"""

from __future__ import annotations

import io
import struct
import sys
from array import array
from dataclasses import dataclass, replace

from briefing.model import Audio, Utterance
from briefing.speech.pace import is_sayable, plausible_ms

_QUIETEST = 10 ** (-60 / 20)
"""−60 dBFS: no voice stays below it."""
_LOWEST_RATE_HZ, _HIGHEST_RATE_HZ = 8_000, 192_000
_STREAMING_FROM = 1_900_000_000
"""Programs that cannot know the length yet write 0 for it, or a size near 2 or 4 GB: OpenAI and ffmpeg
0xFFFFFFFF, sox 0x7FFFF000, Kyutai's pocket-tts 2,000,000,000."""
_PCM, _FLOAT, _EXTENSIBLE = 1, 3, 0xFFFE


class WrongAnswerError(ValueError):
    """What is wrong with it, as the end of a sentence that begins with "because"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    audio: Audio
    """Format and sample rate as the data say, a WAV's header with its true length."""
    duration_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wave:
    coding: int
    channels: int
    rate_hz: int
    sample_bytes: int
    samples: bytes

    @property
    def frames(self) -> int:
        return len(self.samples) // (self.channels * self.sample_bytes)


def checked(audio: Audio, utterance: Utterance) -> Sound:
    """The answer, decoded and measured. Raises WrongAnswerError."""
    data = audio.data
    if not data:
        raise WrongAnswerError("it is empty")
    kind = _kind(data)
    if kind == "wav":
        wave = _read_wave(data)
        rate_hz, frames, loud = wave.rate_hz, wave.frames, _is_loud(wave)
        data = _write_wave(wave)
    else:
        rate_hz, frames, loud = _decode_mp3(data)
    if not _LOWEST_RATE_HZ <= rate_hz <= _HIGHEST_RATE_HZ:
        raise WrongAnswerError(f"it has {rate_hz} samples a second")
    duration_ms = round(frames * 1000 / rate_hz)
    if not frames and is_sayable(utterance.text):
        raise WrongAnswerError("it is empty")
    shortest, longest = plausible_ms(utterance.text, utterance.voice.rate)
    if duration_ms < shortest:
        raise WrongAnswerError(f"it was cut off: {duration_ms} ms for {_count(utterance.text)}")
    if duration_ms > longest:
        raise WrongAnswerError(f"it is far too long: {duration_ms / 1000:.1f} s for {_count(utterance.text)}")
    if not loud and is_sayable(utterance.text):
        raise WrongAnswerError("it is silence")
    sound = replace(audio, data=data, format=kind, sample_rate_hz=rate_hz)
    return Sound(audio=sound, duration_ms=duration_ms)


def _count(text: str) -> str:
    return f"{len(text)} characters" if len(text) > 1 else "1 character"


def _kind(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return "wav"
    if data[:3] == b"ID3" or (data[0] == 0xFF and data[1:2] >= b"\xe0"):
        return "mp3"
    start = data[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<")):
        raise WrongAnswerError("it is a web page, not sound")
    if start.startswith((b"{", b"[")):
        raise WrongAnswerError("it is JSON, not sound")
    raise WrongAnswerError("it is neither WAV nor MP3")


# ---------------------------------------------------------------------------------------------------- WAV


def _read_wave(data: bytes) -> _Wave:
    """The standard library's `wave` takes neither streaming sizes nor floats, so the chunks are read here."""
    coding = channels = rate_hz = bits = 0
    place = 12
    while place + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, place)
        place += 8
        if name == b"fmt " and place + 16 <= len(data):
            coding, channels, rate_hz, _, _, bits = struct.unpack_from("<HHIIHH", data, place)
            if coding == _EXTENSIBLE and place + 26 <= len(data):
                (coding,) = struct.unpack_from("<H", data, place + 24)
        if name == b"data":
            here = len(data) - place
            if size == 0 or size >= _STREAMING_FROM:
                size = here
            if size > here:
                raise WrongAnswerError(f"it was cut off: {here} of {size} bytes of sound came")
            _check_coding(coding, channels, bits)
            frame = channels * bits // 8
            samples = data[place : place + size - size % frame]
            return _Wave(
                coding=coding, channels=channels, rate_hz=rate_hz, sample_bytes=bits // 8, samples=samples
            )
        place += size + size % 2
    raise WrongAnswerError("it is a WAV file without sound")


def _check_coding(coding: int, channels: int, bits: int) -> None:
    known = (coding == _PCM and bits in (8, 16, 24, 32)) or (coding == _FLOAT and bits == 32)
    if not known or not 1 <= channels <= 8:
        raise WrongAnswerError(f"it is a WAV file of a kind we do not read (coding {coding}, {bits} bits)")


def _write_wave(wave: _Wave) -> bytes:
    """The plainest header that says the truth."""
    frame, bits = wave.channels * wave.sample_bytes, 8 * wave.sample_bytes
    kind = struct.pack("<HHIIHH", wave.coding, wave.channels, wave.rate_hz, wave.rate_hz * frame, frame, bits)
    size = struct.pack("<I", len(wave.samples))
    whole = struct.pack("<I", 36 + len(wave.samples))
    return b"".join((b"RIFF", whole, b"WAVEfmt \x10\0\0\0", kind, b"data", size, wave.samples))


def _is_loud(wave: _Wave) -> bool:
    """Whether any sample is above −60 dBFS; stops at the first."""
    is_float = wave.coding == _FLOAT
    values: array[int] | array[float] = array("f") if is_float else array("h")
    values.frombytes(wave.samples if is_float else _upper_16_bits(wave))
    if sys.byteorder == "big":
        values.byteswap()
    least = _QUIETEST * (1.0 if is_float else 32768.0)
    step = 4096
    pieces = (values[at : at + step] for at in range(0, len(values), step))
    return any(max(piece) > least or min(piece) < -least for piece in pieces)


def _upper_16_bits(wave: _Wave) -> bytes:
    size = wave.sample_bytes
    if size == 2:
        return wave.samples
    upper = bytearray(2 * (len(wave.samples) // size))
    if size == 1:  # unsigned, 128 is silence
        upper[1::2] = wave.samples.translate(bytes((value - 128) % 256 for value in range(256)))
    else:
        upper[0::2] = wave.samples[size - 2 :: size]
        upper[1::2] = wave.samples[size - 1 :: size]
    return bytes(upper)


# ---------------------------------------------------------------------------------------------------- MP3


def _decode_mp3(data: bytes) -> tuple[int, int, bool]:
    """Sample rate, frames, whether anything can be heard."""
    import soundfile

    try:
        samples, rate_hz = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
    except (RuntimeError, ValueError) as exc:  # soundfile.LibsndfileError is a RuntimeError
        raise WrongAnswerError("it is called MP3 and cannot be decoded") from exc
    loud = bool(len(samples) and abs(samples).max() > _QUIETEST)
    return int(rate_hz), len(samples), loud
