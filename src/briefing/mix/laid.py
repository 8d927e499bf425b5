"""Pieces of music in their places, with their gains → the music of any stretch of the programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.mix.grid import Grid, Samples
from briefing.mix.tracks import Track

_LEAST_SAMPLES = 200
"""Over which a gain changes: 4 ms at 48 kHz."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Gains that go in straight lines from point to point, and stay before the first and after the last."""

    samples: NDArray[np.int64]
    gains: NDArray[np.float64]

    @classmethod
    def through(cls, points: Sequence[tuple[int, float]]) -> Curve:
        """Where two points are too near to each other, the later one waits: a step would be a click."""
        samples, gains = [points[0][0]], [points[0][1]]
        for at, gain in points[1:]:
            samples.append(max(at, samples[-1] + (_LEAST_SAMPLES if gain != gains[-1] else 0)))
            gains.append(gain)
        return cls(samples=np.array(samples), gains=np.array(gains))

    def between(self, start: int, end: int) -> NDArray[np.float32]:
        """At each sample of [start, end); one value where it is the same at all."""
        ends = np.interp([start, end], self.samples, self.gains).astype(np.float32)
        first, last = np.searchsorted(self.samples, [start, end])
        if first == last and ends[0] == ends[1]:
            return np.asarray(ends[:1])
        return np.interp(np.arange(start, end), self.samples, self.gains).astype(np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece in its place."""

    track: Track
    start: int
    end: int
    gains: tuple[Curve, ...]
    """One after the other; in samples of the programme."""
    seam: int = 0
    """Samples of its end that are laid over its start when it is heard again; 0: it is heard once."""

    def render(self, start: int, end: int) -> Samples:
        """Samples of the programme [start, end), within its own."""
        made = self._read(start - self.start, end - self.start)
        for curve in self.gains:
            made *= curve.between(start, end)
        return made

    def _read(self, start: int, end: int) -> Samples:
        if not self.seam:
            return self.track.read(start, end)
        made = np.empty((self.track.grid.channels, end - start), np.float32)
        period, at = self.track.length - self.seam, start
        while at < end:
            first = at % period
            last = min(first + end - at, period)
            turn = self.track.read(first, last)
            if at >= period and first < self.seam:
                over = min(last, self.seam)
                turned = (np.arange(first, over, dtype=np.float32) + np.float32(0.5)) / np.float32(self.seam)
                angle = turned * np.float32(np.pi / 2)  # at constant power: the two are unlike each other
                turn[:, : over - first] *= np.sin(angle)
                turn[:, : over - first] += self.track.read(period + first, period + over) * np.cos(angle)
            made[:, at - start : at - start + last - first] = turn
            at += last - first
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """All music of a programme, in its places."""

    grid: Grid
    parts: tuple[Part, ...]

    def render(self, start: int, end: int) -> Samples:
        """The music of the samples [start, end): (channels, end − start), a new array. Raises OSError."""
        made = np.zeros((self.grid.channels, end - start), np.float32)
        for part in self.parts:
            first, last = max(start, part.start), min(end, part.end)
            if first < last:
                made[:, first - start : last - start] += part.render(first, last)
        return made
