"""True peaks → a gain curve that keeps the programme under its ceiling, drawn before the samples are touched.

Peaks and gains stand on the programme's grid of hops, so that the whole curve is a few kilobytes a minute,
can be tried at several levels for nothing, and is applied while the sound streams by.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from briefing.mix.grid import Samples

CEILING_DBTP = -3.2
"""Of the programme before coding: MP3 overshoots by up to 0.4 dB (measured), and −2 must hold after it."""

_LOOK_AHEAD = 3
"""Hops: the gain begins to fall 29 ms before a peak and has come back as long after it. Shorter curves follow
single pulses of a deep voice and roughen it; longer ones cost loudness."""

_HALF_TAPS = 8
_OVERSAMPLING = 4
"""As BS.1770-4, annex 2, asks for at 44.1 and 48 kHz."""
_ROW = 15
"""Samples that one row of the interpolating matrix product covers; divides every grid's hop."""


class TruePeaks:
    """The highest |value| of every hop between samples as well as on them, of one channel, streamed."""

    def __init__(self, hop: int) -> None:
        """`hop`: samples."""
        self._hop = hop
        self._matrix = _interpolator()
        self._pending = np.zeros(_HALF_TAPS - 1, np.float32)
        """From 7 samples before the next hop."""
        self._peaks: list[NDArray[np.float32]] = []

    def push(self, samples: NDArray[np.float32]) -> None:
        joined = np.concatenate([self._pending, samples])
        hops = max(0, len(joined) - (2 * _HALF_TAPS - 1)) // self._hop
        if hops:
            self._measure(joined[: hops * self._hop + 2 * _HALF_TAPS - 1], hops)
        self._pending = joined[hops * self._hop :]

    def peaks(self) -> NDArray[np.float32]:
        """All so far, as if silence followed. Ends the measurement."""
        waiting = len(self._pending) - (_HALF_TAPS - 1)
        if waiting > 0:
            self.push(np.zeros(-waiting % self._hop + _HALF_TAPS, np.float32))
        return np.concatenate(self._peaks) if self._peaks else np.zeros(0, np.float32)

    def _measure(self, samples: NDArray[np.float32], hops: int) -> None:
        rows = np.lib.stride_tricks.sliding_window_view(samples, _ROW + 2 * _HALF_TAPS - 1)[::_ROW]
        # A product per hop: one large product would wake BLAS's threads, which take the encoder's core.
        stacked = np.ascontiguousarray(rows).reshape(hops, self._hop // _ROW, -1)
        between = (stacked @ self._matrix).reshape(hops, -1)
        self._peaks.append(np.maximum(between.max(axis=1), -between.min(axis=1)))


def gain_curve(peaks: NDArray[np.float32], ceiling_dbtp: float = CEILING_DBTP) -> NDArray[np.float32]:
    """Gains at the edges of the hops (one more than hops) for these true peaks, linear in between.

    No product of a hop's peak with a gain inside it is above the ceiling: a hop's own need is spread over its
    neighbours by a sliding minimum, the mean over the same width only rounds the corners of that, and every
    edge takes the lower of its two sides.
    """
    ceiling = np.float32(10 ** (ceiling_dbtp / 20))
    wanted = ceiling / np.maximum(peaks, ceiling)
    width = 2 * _LOOK_AHEAD + 1
    held = np.pad(wanted, 2 * _LOOK_AHEAD, constant_values=1.0)
    held = np.lib.stride_tricks.sliding_window_view(held, width).min(axis=1)
    smooth = np.pad(np.lib.stride_tricks.sliding_window_view(held, width).mean(axis=1), 1, mode="edge")
    return np.asarray(np.minimum(smooth[:-1], smooth[1:]), dtype=np.float32)


def apply(samples: Samples, edges: NDArray[np.float32]) -> Samples:
    """`samples` (channels, whole hops) with the gain curve between `edges` (one more than hops)."""
    if float(edges.min()) == 1.0:
        return samples
    hop = samples.shape[1] // (len(edges) - 1)
    ramp = np.arange(hop, dtype=np.float32) / np.float32(hop)
    gains = edges[:-1, None] + (edges[1:] - edges[:-1])[:, None] * ramp
    return np.asarray(samples * gains.reshape(1, -1), dtype=np.float32)


def _interpolator() -> NDArray[np.float32]:
    """Matrix that turns a row of _ROW + 15 samples into _ROW × 4 values on the finer grid.

    Windowed sinc, 16 taps a phase (BS.1770-4's own has 12): its error is below 0.1 dB up to 17 kHz.
    """
    offsets = np.arange(-_HALF_TAPS + 1, _HALF_TAPS + 1)
    matrix = np.zeros((_ROW + 2 * _HALF_TAPS - 1, _ROW, _OVERSAMPLING))
    for phase in range(_OVERSAMPLING):
        distance = offsets - phase / _OVERSAMPLING
        window = np.i0(6.0 * np.sqrt(np.maximum(0.0, 1 - (distance / _HALF_TAPS) ** 2))) / np.i0(6.0)
        taps = np.sinc(distance) * window
        for sample in range(_ROW):
            matrix[sample : sample + 2 * _HALF_TAPS, sample, phase] = taps / taps.sum()
    return matrix.reshape(len(matrix), -1).astype(np.float32)
