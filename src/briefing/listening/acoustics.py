"""A line's sound → what can be told of it without knowing a word: silence, length, whether it comes twice."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.listening.sound import HOP, RATE_HZ, Samples, levels_db, spoken

_BANDS = 24
_LOWEST_HZ, _HIGHEST_HZ = 150.0, 6000.0
_WINDOW = 400
"""25 ms."""
_SHORTEST_HALF = 30
"""Frames; of anything shorter, two syllables may be alike by chance."""
_NEAR_THE_END = 3
"""Frames."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    spoken_ms: int
    """Without the pauses."""
    end_db: float
    """Level of the last 30 ms beside the loud parts: a word that was cut in two ends as loud as it was."""
    repetition: float
    """0–1: how much the second half of the sound is the first once more."""


def measured(samples: Samples, loud_db: float) -> Measures:
    """`loud_db`: level of the loud parts of the programme, see `sound.loud_db`."""
    levels = levels_db(samples)
    frames = np.flatnonzero(spoken(levels, loud_db))
    if not len(frames):
        return Measures(spoken_ms=0, end_db=-120.0, repetition=0.0)
    first, last = int(frames[0]), int(frames[-1]) + 1
    return Measures(
        spoken_ms=len(frames) * 1000 * HOP // RATE_HZ,
        end_db=float(levels[max(first, last - 1 - _NEAR_THE_END) : last - 1].max(initial=-120.0))
        - float(np.percentile(levels[first:last], 95)),
        repetition=_repetition(samples[first * HOP : last * HOP]),
    )


def _repetition(samples: Samples) -> float:
    """The likeness of the sound to itself, moved by about half of its length; the best of all such moves."""
    spectra = _spectra(samples)
    count = len(spectra)
    best = 0.0
    for lag in range(max(_SHORTEST_HALF, round(count * 0.45)), round(count * 0.62)):
        left, right = spectra[: count - lag], spectra[lag:]
        best = max(best, float((left * right).sum(axis=1).mean()))
    return best


def _spectra(samples: Samples) -> NDArray[np.float32]:
    """Per frame the logarithmic energies in bands (mel scale), less their mean over time, of unit length."""
    padded = np.pad(samples, (0, _WINDOW))
    count = max(1, (len(padded) - _WINDOW) // HOP)
    starts = np.arange(count)[:, None] * HOP + np.arange(_WINDOW)
    power = np.abs(np.fft.rfft(padded[starts] * np.hanning(_WINDOW), axis=1)) ** 2
    bands = np.log(power @ _filters().T + 1e-7)
    bands -= bands.mean(axis=0)
    norm = np.linalg.norm(bands, axis=1, keepdims=True)
    unit: NDArray[np.float32] = (bands / np.maximum(norm, 1e-9)).astype(np.float32)
    return unit


def _filters() -> NDArray[np.float64]:
    """Triangles, evenly spaced on the mel scale."""
    lowest, highest = (2595 * math.log10(1 + hz / 700) for hz in (_LOWEST_HZ, _HIGHEST_HZ))
    mel = np.linspace(lowest, highest, _BANDS + 2)
    edges = 700 * (10 ** (mel / 2595) - 1)
    bins = np.fft.rfftfreq(_WINDOW, 1 / RATE_HZ)
    rising = (bins - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - bins) / (edges[2:] - edges[1:-1])[:, None]
    filters: NDArray[np.float64] = np.maximum(0.0, np.minimum(rising, falling))
    return filters
