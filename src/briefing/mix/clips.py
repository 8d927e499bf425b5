"""Clip file → pydub AudioSegment → its sound in one channel, trimmed, at the programme's rate."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr

from briefing.audio import BrokenSoundError
from briefing.audio.channels import ToMono
from briefing.audio.reading import opened
from briefing.audio.source import Source
from briefing.mix.grid import Samples

# pydub looks for ffmpeg when it is imported (we never start it) and has old-style escapes. Lasting filters,
# not warnings.catch_warnings: that is not thread-safe, and this module may be imported beside the speech.
warnings.filterwarnings("ignore", "Couldn't find ff", RuntimeWarning)
warnings.filterwarnings("ignore", "'audioop' is deprecated", DeprecationWarning)
warnings.filterwarnings("ignore", "invalid escape sequence", SyntaxWarning)
warnings.filterwarnings("ignore", ".* is an invalid escape sequence", SyntaxWarning)
os.environ.setdefault("PATH", os.defpath)  # pydub's import fails without one
from pydub import AudioSegment  # noqa: E402  (after the filters, or it warns)

_MAX_S = 600
"""A clip is one utterance; the longest that an engine takes (5,000 characters) lasts about six minutes."""
_MOST_BYTES = 128 * 2**20
_MOST_HZ = 48_000
"""Of what is kept of a clip: faster ones are brought down while they are read."""

_FRAME_MS = 5
_KEEP_MS = 30
"""Left at both ends: the breath before a consonant and the ring after a vowel lie below the threshold."""
_FADE_MS = 5
_SILENT = 10 ** (-50 / 20)
_BELOW_PEAK = 10 ** (-40 / 20)
_SURELY_BELOW_PEAK = 10 ** (-30 / 20)
"""In a clip that is quiet as a whole −50 dBFS is no silence: an f or s is 20 to 26 dB softer than a vowel."""
_DC = 1e-3
"""−60 dBFS: an offset above it thumps where a clip begins and ends."""
_FULL = 2.0**31
_LARGEST = 1 - 2.0**-24
"""The largest float below full scale, which 32-bit whole numbers do not reach."""
_SPIKE = 4.0
"""+12 dBFS. Where little else comes near to such a value it is damage, and would hide the voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A clip's sound, ready to be put on the timeline."""

    samples: Samples
    """(samples,) at the rate that was asked for, trimmed and faded."""
    silent: bool
    """Nothing in it is above −50 dBFS; it was left as long as it was."""
    head_s: float
    """What the trimming has taken from its start."""


def sound(path: Path, rate_hz: int = 44_100) -> Sound:
    """The sound of the clip at `path`, at `rate_hz`, in one channel.

    Raises BrokenSoundError, or OSError when it cannot be read.
    """
    segment = read(path, rate_hz)
    samples = _floats(segment)
    offset = float(samples.mean(dtype=np.float64))
    if abs(offset) > _DC:
        samples -= np.float32(offset)
    start, end, silent = _edges(samples, segment.frame_rate)
    cut = _faded(samples[start:end], segment.frame_rate)
    if segment.frame_rate != rate_hz:
        # pydub's own set_frame_rate interpolates linearly: images at −8…−21 dB, soxr's below −99 dB.
        cut = soxr.resample(cut, segment.frame_rate, rate_hz, quality="HQ")
    if not len(cut):
        raise BrokenSoundError("it holds no sound")
    return Sound(
        samples=np.ascontiguousarray(cut, dtype=np.float32),
        silent=silent,
        head_s=start / segment.frame_rate,
    )


def read(path: Path, rate_hz: int = 44_100) -> AudioSegment:
    """The whole clip in one channel, 32-bit, at its own rate, or at `rate_hz` where that is very high.

    A float file that goes beyond full scale is brought down, not clipped: its level is set later anyway.
    Raises BrokenSoundError, or OSError when the file cannot be read.
    """
    size = path.stat().st_size
    if size > _MOST_BYTES:
        raise BrokenSoundError(f"it is {size // 2**20} MB long")
    with opened(path) as source:
        kept_hz = source.sample_rate_hz if source.sample_rate_hz <= _MOST_HZ else rate_hz
        blocks = _limited(source)
        if kept_hz != source.sample_rate_hz:
            blocks = _brought_down(blocks, source.sample_rate_hz, kept_hz)
        samples = np.concatenate(list(blocks))
    if not len(samples):
        raise BrokenSoundError("it holds no sound")
    peak = max(float(samples.max()), -float(samples.min()))
    if peak > _LARGEST:
        if peak > _SPIKE and np.count_nonzero(np.abs(samples) > peak / 100) < len(samples) / 1000:
            raise BrokenSoundError("it holds values far above all others, which are no sound")
        samples *= np.float32(_LARGEST / peak)
    whole = samples.view("<i4")  # in the same place: a clip may be ten minutes long
    np.multiply(samples, np.float32(_FULL), out=whole, casting="unsafe")
    return AudioSegment(data=whole.tobytes(), sample_width=4, frame_rate=kept_hz, channels=1)


def _limited(source: Source) -> Iterator[Samples]:
    """Blocks in one channel. Raises BrokenSoundError."""
    to_mono, done = ToMono(source.places), 0
    for block in source.blocks:
        done += block.shape[1]
        if done > _MAX_S * source.sample_rate_hz:
            raise BrokenSoundError(f"it is longer than {_MAX_S // 60} minutes")
        yield to_mono(block)


def _brought_down(blocks: Iterator[Samples], rate_hz: int, kept_hz: int) -> Iterator[Samples]:
    stream = soxr.ResampleStream(rate_hz, kept_hz, 1, dtype="float32", quality="HQ")
    for block in blocks:
        yield stream.resample_chunk(np.ascontiguousarray(block))
    yield stream.resample_chunk(np.zeros(0, np.float32), last=True)


def _floats(segment: AudioSegment) -> Samples:
    """Full scale ±1.0."""
    samples = np.frombuffer(segment.raw_data, dtype="<i4").astype(np.float32)
    samples *= np.float32(1 / _FULL)
    return samples


def _edges(samples: Samples, rate_hz: int) -> tuple[int, int, bool]:
    """Where the sound starts and ends, and whether there is none."""
    size = rate_hz * _FRAME_MS // 1000
    frames = np.zeros(-(-len(samples) // size) * size, np.float32)
    np.abs(samples, out=frames[: len(samples)])
    peaks = frames.reshape(-1, size).max(axis=1)
    highest = float(peaks.max())
    if highest < _SILENT:
        return 0, len(samples), True
    least = max(_BELOW_PEAK * highest, min(_SILENT, _SURELY_BELOW_PEAK * highest))
    loud = np.flatnonzero(peaks >= least)
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
