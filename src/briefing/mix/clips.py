"""Clip file → pydub AudioSegment → the trimmed, mono, 44.1 kHz sound of it, without ffmpeg."""

from __future__ import annotations

import io
import os
import struct
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

# pydub looks for ffmpeg when it is imported (we never start it) and has old-style escapes. Lasting filters,
# not warnings.catch_warnings: that is not thread-safe, and this module may be imported beside the speech.
warnings.filterwarnings("ignore", "Couldn't find ff", RuntimeWarning)
warnings.filterwarnings("ignore", "'audioop' is deprecated", DeprecationWarning)
warnings.filterwarnings("ignore", "invalid escape sequence", SyntaxWarning)
warnings.filterwarnings("ignore", ".* is an invalid escape sequence", SyntaxWarning)
os.environ.setdefault("PATH", os.defpath)  # pydub's import fails without one
from pydub import AudioSegment  # noqa: E402  (after the filters, or it warns)

RATE_HZ = 44_100
"""Of the programme: what podcast directories ask for (Apple: 44.1 or 48 kHz)."""

Samples = NDArray[np.float32]
"""Mono, ±1.0 is full scale."""

_MAX_S = 600
"""A clip is one utterance; the longest that an engine takes (5,000 characters) lasts about six minutes."""
_MAX_BYTES = 128 * 2**20
_RATES_HZ = range(4_000, 192_001)
_MAX_CHANNELS = 8

_FRAME_MS = 5
_KEEP_MS = 30
"""Left at both ends: the breath before a consonant and the ring after a vowel lie below the threshold."""
_FADE_MS = 5
_SILENT = 10 ** (-50 / 20)
_BELOW_PEAK = 10 ** (-40 / 20)
_DC = 1e-3
"""−60 dBFS: an offset above it thumps where a clip begins and ends."""


class BrokenClipError(Exception):
    """Why a clip's sound cannot be used; the caller knows which line it speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A clip's sound, ready to be put on the timeline."""

    samples: Samples
    """At the rate that was asked for, trimmed and faded."""
    silent: bool
    """Nothing in it is above −50 dBFS; it was left as long as it was."""
    head_s: float
    """What the trimming has taken from its start."""


def sound(path: Path, rate_hz: int = RATE_HZ) -> Sound:
    """The sound of the clip at `path`. Raises BrokenClipError, or OSError when it cannot be read."""
    segment = read(path)
    samples = _mono(segment)
    offset = float(samples.mean())
    if abs(offset) > _DC:
        samples -= np.float32(offset)
    start, end, silent = _edges(samples, segment.frame_rate)
    cut = _faded(samples[start:end], segment.frame_rate)
    if segment.frame_rate != rate_hz:
        # pydub's own set_frame_rate interpolates linearly: images at −8…−21 dB, soxr's below −99 dB.
        cut = soxr.resample(cut, segment.frame_rate, rate_hz, quality="HQ")
    if not len(cut):
        raise BrokenClipError("it holds no sound")
    return Sound(
        samples=np.ascontiguousarray(cut, dtype=np.float32),
        silent=silent,
        head_s=start / segment.frame_rate,
    )


def read(path: Path) -> AudioSegment:
    """The clip as it is: 16- or 32-bit, any rate and number of channels.

    16-bit WAV needs nothing but pydub; every other kind (MP3, 8- and 24-bit, float) is decoded by soundfile.
    Never takes more memory than the file's own length allows, whatever its header says.
    Raises BrokenClipError, or OSError when the file cannot be read.
    """
    size = path.stat().st_size
    if size > _MAX_BYTES:
        raise BrokenClipError(f"it is {size // 2**20} MB long")
    data = path.read_bytes()
    if not data:
        raise BrokenClipError("the file is empty")
    return _plain_wav(data) or _decoded(data)


# -------------------------------------------------------------------------------------------- reading


def _plain_wav(data: bytes) -> AudioSegment | None:
    """A RIFF file of 16-bit PCM; None where it is anything else."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        return None
    position, form = 12, None
    while position + 8 <= len(data):
        name, length = struct.unpack_from("<4sI", data, position)
        position += 8
        if name == b"fmt " and position + 16 <= len(data):
            form = struct.unpack_from("<HHIIHH", data, position)
        elif name == b"data":
            if form is None:
                raise BrokenClipError("the WAV file has no format before its sound")
            body = _wav_body(data, position, length)
            codec, channels, rate_hz, _, _, bits = form
            if codec != 1 or bits != 16:
                return None
            return _segment(body, rate_hz=rate_hz, channels=channels, width=2)
        position += length + (length & 1)
    raise BrokenClipError("the WAV file ends before its sound")


def _wav_body(data: bytes, start: int, length: int) -> bytes:
    """The bytes of the data chunk.

    A program that writes to a pipe cannot know the length and puts a placeholder (0, 0xFFFFFFFF, eSpeak NG
    0x7FFFF000): then it is all the rest. Any other shortfall is a file that was cut off.
    """
    there = len(data) - start
    if length == 0 or length >= 0x7FFF_0000:
        length = there
    if length > there:
        raise BrokenClipError(f"it is cut off: {there} of {length} bytes of sound are there")
    return data[start : start + length]


def _decoded(data: bytes) -> AudioSegment:
    """Whatever libsndfile reads, as 32-bit mono; block by block, because the length in a header may lie."""
    import soundfile  # here, as most clips do not need it and it takes as long to load as a short mix

    class Stream(soundfile.SoundFile):  # type: ignore[misc]  # soundfile ships no types
        """soundfile seeks after every block, and an MP3 decoder that seeks has lost its bit reservoir."""

        def seekable(self) -> bool:
            return False

    blocks: list[Samples] = []
    frames, peak = 0, 1.0
    try:
        with Stream(io.BytesIO(data)) as file:
            rate_hz, channels = file.samplerate, file.channels
            _check_form(rate_hz, channels)
            while len(block := file.read(65_536, dtype="float32", always_2d=True)):
                mono = block.mean(axis=1, dtype=np.float32)
                highest = float(np.abs(mono).max())
                if not np.isfinite(highest):
                    raise BrokenClipError("it holds values that are not numbers")
                blocks.append(mono)
                frames += len(mono)
                peak = max(peak, highest)
                _check_length(frames, rate_hz)
    except (soundfile.SoundFileError, RuntimeError, ValueError, MemoryError) as exc:
        raise BrokenClipError(f"it cannot be decoded ({' '.join(str(exc).split())})") from exc
    if not blocks:
        raise BrokenClipError("it holds no sound")
    # A float file may go beyond full scale. Its level is set later anyway: brought down, not clipped.
    whole = np.concatenate(blocks) * (np.float64(2**31 - 128) / peak)
    return _segment(whole.astype("<i4").tobytes(), rate_hz=rate_hz, channels=1, width=4)


def _segment(body: bytes, *, rate_hz: int, channels: int, width: int) -> AudioSegment:
    _check_form(rate_hz, channels)
    frame_bytes = width * channels
    frames = len(body) // frame_bytes
    if not frames:
        raise BrokenClipError("it holds no sound")
    _check_length(frames, rate_hz)
    return AudioSegment(
        data=body[: frames * frame_bytes], sample_width=width, frame_rate=rate_hz, channels=channels
    )


def _check_form(rate_hz: int, channels: int) -> None:
    if rate_hz not in _RATES_HZ or not 1 <= channels <= _MAX_CHANNELS:
        raise BrokenClipError(f"its header says {rate_hz} Hz and {channels} channels")


def _check_length(frames: int, rate_hz: int) -> None:
    if frames > _MAX_S * rate_hz:
        raise BrokenClipError(f"it is longer than {_MAX_S // 60} minutes")


# ------------------------------------------------------------------------------------------- trimming


def _mono(segment: AudioSegment) -> Samples:
    mono = segment.set_channels(1)
    full = {2: 2**15, 4: 2**31}[mono.sample_width]
    whole = np.frombuffer(mono.raw_data, dtype=f"<i{mono.sample_width}")
    return whole.astype(np.float32) * np.float32(1 / full)


def _edges(samples: Samples, rate_hz: int) -> tuple[int, int, bool]:
    """Where the sound starts and ends, and whether there is none."""
    size = rate_hz * _FRAME_MS // 1000
    frames = np.zeros(-(-len(samples) // size) * size, np.float32)
    np.abs(samples, out=frames[: len(samples)])
    peaks = frames.reshape(-1, size).max(axis=1)
    highest = float(peaks.max())
    if highest < _SILENT:
        return 0, len(samples), True
    loud = np.flatnonzero(peaks >= max(_SILENT, _BELOW_PEAK * highest))
    keep = rate_hz * _KEEP_MS // 1000
    return max(0, int(loud[0]) * size - keep), min(len(samples), (int(loud[-1]) + 1) * size + keep), False


def _faded(samples: Samples, rate_hz: int) -> Samples:
    length = min(rate_hz * _FADE_MS // 1000, len(samples) // 2)
    if not length:
        return samples
    ramp = (np.arange(length, dtype=np.float32) + np.float32(0.5)) / np.float32(length)
    samples[:length] *= ramp
    samples[-length:] *= ramp[::-1]
    return samples
