"""The finished sound → its samples, as a recogniser takes them, and where in them somebody speaks."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import numpy as np
import soxr
from numpy.typing import NDArray

from briefing.audio.decoding import decoded
from briefing.errors import MixError

Samples: TypeAlias = NDArray[np.float32]

RATE_HZ = 16_000
"""What both recognisers want."""
HOP = RATE_HZ // 100
"""Samples of a frame: 10 ms, as long as a frame of the recogniser."""
_FLOOR_DB = -120.0
_BELOW_LOUD_DB = 35.0
"""Under the loud parts of a line: breath, decay and what an encoder leaves between the words."""
_SILENT_DB = -50.0


def load(path: Path) -> Samples:
    """The whole file in mono at RATE_HZ: 4 MB a minute. Raises MixError where it cannot be decoded."""
    parts: list[Samples] = []
    try:
        with decoded(path) as opened:
            resampler = soxr.ResampleStream(opened.sample_rate_hz, RATE_HZ, 1, dtype="float32")
            mono = (block.mean(axis=0, dtype=np.float32) for block in opened.blocks)
            parts += [resampler.resample_chunk(block) for block in mono]
            parts.append(resampler.resample_chunk(np.zeros(0, np.float32), last=True))
    except MixError as exc:
        exc.hint = exc.hint or f"Type: briefing speak {path.parent}"
        raise
    return np.concatenate(parts)


def levels_db(samples: Samples) -> NDArray[np.float32]:
    """Level of every frame, in decibels under full scale."""
    frames = np.zeros(-(-len(samples) // HOP) * HOP, np.float32)
    frames[: len(samples)] = samples
    power = np.square(frames.reshape(-1, HOP)).mean(axis=1)
    decibels: NDArray[np.float32] = 10 * np.log10(power + np.float32(10 ** (_FLOOR_DB / 10)))
    return decibels


def loud_db(levels: NDArray[np.float32]) -> float:
    """How loud the loud parts are."""
    return float(np.percentile(levels, 95)) if len(levels) else _FLOOR_DB


def spoken(levels: NDArray[np.float32], loud: float | None = None) -> NDArray[np.bool_]:
    """The frames in which somebody speaks, by their level beside `loud` ones; None: the loud among them."""
    beside = loud_db(levels) if loud is None else loud
    return levels > max(_SILENT_DB, beside - _BELOW_LOUD_DB)


def pcm(samples: Samples) -> bytes:
    """16 bits, little-endian."""
    whole: NDArray[np.int16] = np.rint(np.clip(samples, -1, 1) * np.float32(32767)).astype("<i2")
    return whole.tobytes()
