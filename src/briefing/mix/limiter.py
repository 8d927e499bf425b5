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
