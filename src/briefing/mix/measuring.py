"""A finished sound file → what can be measured of it: length, loudness over time and in all, peaks."""

from __future__ import annotations

import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import soxr
from numpy.typing import NDArray

from briefing.audio.decoding import Decoded, decoded
from briefing.errors import MixError
from briefing.mix.grid import Samples
from briefing.mix.loudness import (
    SILENCE_LUFS,
    Energies,
    Meter,
    energy_of,
    gated_lufs,
    gating_blocks,
    lufs_of,
)
from briefing.mix.oversampling import HighestPeak

Curve = NDArray[np.float32]

SILENCE_DBTP = -120.0
PEAKS_MS = 10
FULL_SCALE = 32_767 / 32_768
"""The highest value of 16 bits."""
_STEPS_PER_SLOT = 10
"""Energies are measured every 10 ms: a meter that moves its window by 100 ms misses the loudest 400 ms by up
to 0.6 LU (EBU Tech 3341, case 13)."""
_MOMENTARY_SLOTS = 4
_SHORT_TERM_SLOTS = 30
_OTHER_RATE_HZ = 44_100
"""What a rate without whole samples in 10 ms (11,025 and 22,050 Hz) is measured at."""
_FRONT, _BEHIND = 1.0, 1.41
_WEIGHTS = {
    4: (_FRONT, _FRONT, _BEHIND, _BEHIND),
    5: (_FRONT, _FRONT, _FRONT, _BEHIND, _BEHIND),
    6: (_FRONT, _FRONT, _FRONT, 0.0, _BEHIND, _BEHIND),
}
"""BS.1770-4, by the number of channels in the order of a WAV file; the fourth of six is the subwoofer's."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Of all channels together; a mono file counts as one channel."""

    sample_rate_hz: int
    channels: int
    samples: int
    """Of each channel."""
    integrated_lufs: float
    """ITU-R BS.1770-4; −70 where nothing is louder."""
    range_lu: float
    """EBU Tech 3342; 0 of what is shorter than three seconds."""
    momentary: Curve
    """LUFS of the 400 ms that end every 100 ms: the first after 100 ms, the last when the sound has ended."""
    short_term: Curve
    """LUFS of three seconds, in the same way."""
    momentary_max_lufs: float
    short_term_max_lufs: float
    """Of any window, to 10 ms."""
    true_peak_dbtp: float
    """BS.1770-4, annex 2; −120 of silence."""
    peaks: Curve
    """The highest |sample| of every PEAKS_MS, linear."""
    clipped: int
    """Samples at full scale or above."""

    @property
    def duration_ms(self) -> int:
        return round(self.samples * 1000 / self.sample_rate_hz)


def measure(path: Path) -> Measured:
    """Decode `path` and measure it, the one beside the other: ten minutes take half a second, and an hour no
    more memory than a minute but for the curves (2 MB).

    Raises MixError where the file cannot be decoded or is not sound.
    """
    with decoded(path) as opened, ThreadPoolExecutor(1, thread_name_prefix="decoding") as thread:
        measurement = _Measurement(opened)
        for block in _ahead(opened.blocks, thread):
            measurement.push(block)
        return measurement.result(path)


class _Measurement:
    def __init__(self, opened: Decoded) -> None:
        self._opened = opened
        rate_hz = opened.sample_rate_hz
        self._resampler = None
        if rate_hz % 100:
            self._resampler = soxr.ResampleStream(rate_hz, _OTHER_RATE_HZ, opened.channels, dtype="float32")
            rate_hz = _OTHER_RATE_HZ
        self._meters = [Meter(rate_hz, per_slot=_STEPS_PER_SLOT) for _ in range(opened.channels)]
        self._true_peaks = [HighestPeak(rate_hz) for _ in range(opened.channels)]
        self._step = rate_hz * PEAKS_MS // 1000
        self._rest = np.zeros(0, np.float32)
        self._peaks: list[Curve] = []
        self._samples = 0
        self._clipped = 0

    def push(self, block: Samples) -> None:
        self._samples += block.shape[1]
        if self._resampler is not None:
            block = self._resampler.resample_chunk(np.ascontiguousarray(block.T)).T
        self._measure(block)

    def _measure(self, block: Samples) -> None:
        for samples, meter, true_peak in zip(block, self._meters, self._true_peaks, strict=True):
            meter.push(samples)
            true_peak.push(samples)
        highest = np.abs(block).max(axis=0, initial=0)
        if float(highest.max(initial=0)) >= FULL_SCALE:
            self._clipped += int(np.count_nonzero(np.abs(block) >= FULL_SCALE))
        joined = np.concatenate([self._rest, highest])
        whole = len(joined) // self._step * self._step
        self._peaks.append(joined[:whole].reshape(-1, self._step).max(axis=1))
        self._rest = joined[whole:]

    def result(self, path: Path) -> Measured:
        if self._resampler is not None:
            last = np.zeros((0, self._opened.channels), np.float32)
            self._measure(self._resampler.resample_chunk(last, last=True).T)
        for channel in self._true_peaks:
            channel.end()
        rest = [self._rest.max(keepdims=True)] if len(self._rest) else []
        peaks = np.concatenate([*self._peaks, *rest]) if self._peaks or rest else self._rest
        if not np.isfinite(peaks).all():
            raise MixError(f"{path} is not sound", why="there are values in it that are no numbers")
        weights = _WEIGHTS.get(len(self._meters), (_FRONT,) * len(self._meters))
        steps = sum(
            (meter.energies() * weight for meter, weight in zip(self._meters, weights, strict=True)),
            np.zeros(1),
        )
        steps = np.pad(steps, (0, -len(steps) % _STEPS_PER_SLOT))
        slots = steps.reshape(-1, _STEPS_PER_SLOT).mean(axis=1)
        momentary = _windows(steps, _MOMENTARY_SLOTS * _STEPS_PER_SLOT)
        short_term = _windows(steps, _SHORT_TERM_SLOTS * _STEPS_PER_SLOT)
        true_peak = max(channel.linear for channel in self._true_peaks)
        every = slice(_STEPS_PER_SLOT - 1, None, _STEPS_PER_SLOT)
        return Measured(
            sample_rate_hz=self._opened.sample_rate_hz,
            channels=self._opened.channels,
            samples=self._samples,
            integrated_lufs=gated_lufs(gating_blocks(slots)),
            range_lu=range_lu(slots),
            momentary=_lufs(momentary[every]),
            short_term=_lufs(short_term[every]),
            momentary_max_lufs=float(_lufs(momentary.max(initial=0.0))),
            short_term_max_lufs=float(_lufs(short_term.max(initial=0.0))),
            true_peak_dbtp=20 * math.log10(max(true_peak, 10 ** (SILENCE_DBTP / 20))),
            peaks=peaks,
            clipped=self._clipped,
        )


def range_lu(slots: Energies) -> float:
    """Loudness range of EBU Tech 3342, of the energies of every 100 ms: from the 10th to the 95th percentile
    of all three seconds that are above −70 LUFS and, of those, above their mean less 20 LU.
    """
    windows = _windows(slots, _SHORT_TERM_SLOTS)[_SHORT_TERM_SLOTS - 1 :]
    heard = windows[windows > energy_of(SILENCE_LUFS)]
    if not len(heard):
        return 0.0
    heard = np.sort(heard[heard > heard.mean() / 100])
    low, high = (float(heard[round((len(heard) - 1) * share)]) for share in (0.10, 0.95))
    return lufs_of(high) - lufs_of(low)


def _windows(energies: Energies, length: int) -> Energies:
    """Mean of the last `length`, after each: before the first there was silence."""
    sums = np.zeros(length + len(energies))
    np.cumsum(energies, out=sums[length:])
    windows: Energies = sums[length:] - sums[:-length]
    windows /= length
    return windows


def _lufs(energies: Energies) -> Curve:
    heard = np.maximum(energies, energy_of(SILENCE_LUFS))
    return np.asarray(lufs_of(1.0) + 10 * np.log10(heard), dtype=np.float32)


def _ahead(blocks: Iterator[_T], thread: ThreadPoolExecutor) -> Iterator[_T]:
    """The next block is decoded in `thread` while the one that was given is measured."""
    following = thread.submit(next, blocks, None)
    while (block := following.result()) is not None:
        following = thread.submit(next, blocks, None)
        yield block
