"""Peaks and loudness over time → strips of pixels, a column for every moment, their edges smoothed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.pictures.colours import Rgb

Curve = NDArray[np.float32]
Pixels = NDArray[np.uint8]
"""(height, width, 3)."""

_PEAK_MS = 10
_SLOT_MS = 100
_POINTS = 4
"""Of a curve in every column: enough for its highest and lowest in there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A stretch of time, [first, last) ms, on so many columns."""

    first_ms: float
    last_ms: float
    width: int

    def x(self, ms: float) -> float:
        """The column of a moment."""
        return (ms - self.first_ms) / (self.last_ms - self.first_ms) * self.width

    def has(self, start_ms: float, end_ms: float) -> bool:
        """Whether any of [start, end) is in it."""
        return start_ms < self.last_ms and end_ms > self.first_ms

    def edges(self, start_ms: float, end_ms: float) -> tuple[float, float]:
        """The columns at which what it has of [start, end) begins and ends."""
        return max(0.0, self.x(start_ms)), min(float(self.width), self.x(end_ms))

    def moments(self) -> NDArray[np.float64]:
        """The middle of every column, in ms."""
        edges = np.linspace(self.first_ms, self.last_ms, self.width + 1)
        return np.asarray((edges[1:] + edges[:-1]) / 2)

    def strip(self, height: int, ink: Rgb) -> Pixels:
        """All of one ink, to be drawn into."""
        return np.full((height, self.width, 3), ink, np.uint8)


def waveform(
    strip: Pixels, lane: Lane, peaks: Curve, inks: NDArray[np.uint8], faint: NDArray[np.uint8]
) -> None:
    """Draw into `strip` the highest peak of every column in its `faint` ink, their mean over it in its ink.

    `peaks`: of every 10 ms, linear; full scale fills the lane.
    """
    highest, mean = _by_column(peaks, lane)
    middle = (len(strip) - 1) / 2
    distance = np.abs(np.arange(len(strip)) - middle)[:, None]
    for values, ink in ((highest, faint), (mean, inks)):
        _blend(strip, np.clip(values * middle + 0.5 - distance, 0, 1), ink[None, :, :])


def at_full_scale(lane: Lane, peaks: Curve) -> NDArray[np.bool_]:
    """The columns in which a sample is at full scale of 16 bits, or above."""
    return np.asarray(_by_column(peaks, lane)[0] >= 32_767 / 32_768)


def _by_column(peaks: Curve, lane: Lane) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Highest and mean of every column."""
    edges = np.linspace(lane.first_ms, lane.last_ms, lane.width + 1) / _PEAK_MS
    if not len(peaks):
        return np.zeros(lane.width), np.zeros(lane.width)
    if edges[1] - edges[0] < 1:  # wider than the columns: from one to the next
        values = np.interp((edges[1:] + edges[:-1]) / 2 - 0.5, np.arange(len(peaks)), peaks)
        return values, values
    starts = np.clip(edges[:-1].astype(int), 0, len(peaks) - 1)
    end = min(len(peaks), max(int(np.ceil(edges[-1])), int(starts[-1]) + 1))
    heard = peaks[:end].astype(np.float64)
    counts = np.maximum(1, np.diff(np.append(starts, end)))
    return np.maximum.reduceat(heard, starts), np.add.reduceat(heard, starts) / counts


def curve(lane: Lane, values: Curve, window_ms: int) -> NDArray[np.float64]:
    """(points, columns) of a loudness, the last of a column being the first of the next; no number where its
    window is not full.

    `values`: LUFS of the `window_ms` that end every 100 ms, each shown at the middle of its window.
    """
    first = window_ms // _SLOT_MS - 1
    if len(values) <= first:
        return np.full((_POINTS, lane.width), np.nan)
    moments = (np.arange(len(values)) + 1) * _SLOT_MS - window_ms / 2
    wanted = np.linspace(lane.first_ms, lane.last_ms, lane.width * (_POINTS - 1) + 1)
    found = np.interp(wanted, moments[first:], values[first:], left=np.nan, right=np.nan)
    return np.stack([found[n : len(found) - _POINTS + 1 + n : _POINTS - 1] for n in range(_POINTS)])


def area(strip: Pixels, rows: NDArray[np.float64], ink: Rgb) -> None:
    """Fill everything under the highest of the `rows`, (points, columns), of a curve."""
    known = ~np.isnan(rows).any(axis=0)
    tops = np.where(known, rows.min(axis=0), len(strip))
    _blend(strip, np.clip(np.arange(len(strip))[:, None] - tops + 0.5, 0, 1), np.array(ink, np.uint8))


def line(strip: Pixels, rows: NDArray[np.float64], ink: Rgb, thickness: float) -> None:
    known = ~np.isnan(rows).any(axis=0)
    top, bottom = (np.where(known, edge, 0) for edge in (rows.min(axis=0), rows.max(axis=0)))
    here = np.arange(len(strip))[:, None]
    inside = np.minimum(here - top, bottom - here) + thickness / 2 + 0.5
    _blend(strip, np.clip(inside, 0, 1) * known, np.array(ink, np.uint8))


def _blend(strip: Pixels, share: NDArray[np.float64], ink: NDArray[np.uint8]) -> None:
    """`strip` with a share (0–1) of `ink` in it."""
    share = share[:, :, None]
    strip[:] = np.rint(strip * (1 - share) + ink * share).astype(np.uint8)
