"""Channels of a file, wherever they are heard → two, or one (ITU-R BS.775-4, annex 4)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""(channels, samples)"""

MOST = 8

_BY_COUNT = {1: "C", 2: "LR", 3: "LRC", 4: "LRlr", 5: "LRClr", 6: "LRC-lr", 7: "LRC-clr", 8: "LRC-lrlr"}
"""Front left, right, centre; low frequencies; behind or beside left, right, centre: as in WAV files."""
_OF_OGG = _BY_COUNT | {3: "LCR", 5: "LCRlr", 6: "LCRlr-", 7: "LCRlrc-", 8: "LCRlrlr-"}
"""Vorbis I, 4.3.9; RFC 7845, 5.1.1.2."""
_BY_BIT = "LRC-lrLRclrclcrlcr"
"""Of Microsoft's channel mask, from its lowest bit."""

_LEFT = {"L": 1.0, "C": 0.5**0.5, "l": 0.5**0.5, "c": 0.5}
"""Weights in the left channel of two, of what is heard there: centre and surrounds are 3 dB lower, what
stands behind and in the middle twice; no low-frequency effects."""
_MIRRORED = str.maketrans("LRlr", "RLrl")
_CANCELLED = 1e-3
"""Of the two sides' energy, 30 dB less: one of them is connected the wrong way round."""
_HEARD = 10 ** (-60 / 10)


def places(channels: int, *, speakers: int = 0, ogg: bool = False) -> str:
    """Where each channel is heard; `speakers` is Microsoft's channel mask, 0 where there is none."""
    named = "".join(place for bit, place in enumerate(_BY_BIT) if speakers >> bit & 1)
    if len(named) == channels:
        return named
    return (_OF_OGG if ogg else _BY_COUNT)[channels]


def stereo_weights(places: str) -> Samples:
    """Of each channel, heard at `places`, in a left and a right one: (2, channels)."""
    sides = places, places.translate(_MIRRORED)
    return np.array([[_LEFT.get(place, 0.0) for place in side] for side in sides], np.float32)


class ToMono:
    """A downmix of block after block. As loud as one channel where all say the same: nothing clips."""

    def __init__(self, places: str) -> None:
        weights = stereo_weights(places).mean(axis=0)
        if not weights.any():  # nothing but low frequencies
            weights += 1
        self._weights = np.asarray(weights / weights.sum(), np.float32)
        self._undecided = len(places) == 2

    def __call__(self, block: Samples) -> NDArray[np.float32]:
        """(samples,)"""
        mono: NDArray[np.float32] = block[0]
        if len(block) == 1:
            return mono
        mono = np.asarray(self._weights @ block, np.float32)
        if self._undecided:
            energies = np.einsum("ij,ij->i", block, block) / block.shape[1]
            loudest = int(energies.argmax())
            if energies[loudest] > _HEARD:
                self._undecided = False
                if float(mono @ mono) / len(mono) < _CANCELLED * float(energies[loudest]):
                    self._weights = np.eye(2, dtype=np.float32)[loudest]
                    mono = block[loudest]
        return mono
