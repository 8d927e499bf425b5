"""What an engine answered → sound that is whole and fits its text, or a line that says what is wrong with it.

A cut or empty answer under the name of a sound file is the most reported silent failure of speech programs:
nothing goes into the clip store that was not decoded and measured here.
"""

from __future__ import annotations

import io
import sys
from array import array
from dataclasses import dataclass, replace

from briefing.audio import BrokenSoundError, riff
from briefing.audio.riff import Wave
from briefing.model import Audio, Utterance
from briefing.speech.pace import is_sayable, plausible_ms

_QUIETEST = 10 ** (-60 / 20)
"""−60 dBFS: no voice stays below it."""
_LOWEST_RATE_HZ, _HIGHEST_RATE_HZ = 8_000, 192_000
_MOST_CHANNELS = 8


class WrongAnswerError(ValueError):
    """What is wrong with it, as the end of a sentence that begins with "because"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    audio: Audio
    """Format and sample rate as the data say, a WAV's header with its true length."""
    duration_ms: int


def checked(audio: Audio, utterance: Utterance) -> Sound:
    """The answer, decoded and measured. Raises WrongAnswerError."""
    data = audio.data
    if not data:
        raise WrongAnswerError("it is empty")
    kind = _kind(data)
    try:
        if kind == "wav":
            rate_hz, frames, loud, data = _of_wave(data)
        else:
            rate_hz, frames, loud = _decoded(data)
    except BrokenSoundError as exc:
        raise WrongAnswerError(str(exc)) from exc
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


# ---------------------------------------------------------------------------------------------- measuring


def _of_wave(data: bytes) -> tuple[int, int, bool, bytes]:
    """Samples a second, how many, whether anything can be heard; and the file with its true length."""
    wave = riff.wave(io.BytesIO(data), 0, len(data))
    if wave.coding not in (riff.PCM, riff.FLOAT):
        return *_decoded(data), data
    sound = data[wave.start : wave.start + wave.length]
    if wave.frame_bytes:
        sound = sound[: wave.frames * wave.frame_bytes]
    whole = riff.header(wave, len(sound)) + sound
    # Whole numbers need no numpy, which takes longer to load than a short text to be spoken.
    if wave.coding == riff.PCM and wave.sample_bytes in (1, 2, 3, 4) and 1 <= wave.channels <= _MOST_CHANNELS:
        return wave.rate_hz, wave.frames, _is_loud(wave, sound), whole
    return *_decoded(data), whole


def _is_loud(wave: Wave, sound: bytes) -> bool:
    """Whether any sample is above −60 dBFS; stops at the first."""
    values = array("h")
    values.frombytes(_upper_16_bits(sound, wave.sample_bytes))
    if sys.byteorder == "big":
        values.byteswap()
    least = _QUIETEST * 32768
    step = 4096
    pieces = (values[at : at + step] for at in range(0, len(values), step))
    return any(max(piece) > least or min(piece) < -least for piece in pieces)


def _upper_16_bits(sound: bytes, size: int) -> bytes:
    if size == 2:
        return sound
    upper = bytearray(2 * (len(sound) // size))
    if size == 1:  # unsigned, 128 is silence
        upper[1::2] = sound.translate(bytes((value - 128) % 256 for value in range(256)))
    else:
        upper[0::2] = sound[size - 2 :: size]
        upper[1::2] = sound[size - 1 :: size]
    return bytes(upper)


def _decoded(data: bytes) -> tuple[int, int, bool]:
    """Samples a second, how many there are, whether anything can be heard. Raises BrokenSoundError."""
    from briefing.audio.reading import opened

    frames, loud = 0, False
    with opened(data) as source:
        for block in source.blocks:
            frames += block.shape[1]
            loud = loud or max(float(block.max()), -float(block.min())) > _QUIETEST
        return source.sample_rate_hz, frames, loud
