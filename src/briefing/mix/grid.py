"""The programme's sample rate and channels, and the grid of hops on which it is measured and limited."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""±1.0 is full scale. Of a clip (samples,), of the programme (channels, samples)."""

AUDIBLE = 10 ** (-45 / 20)
"""Below it a listener hears nothing in a room: a cue begins where its clip first rises above it."""

_HOPS_PER_SLOT = {44_100: 21, 48_000: 20, 24_000: 20}
"""About 5 ms a hop: 210, 240 and 120 samples."""


@dataclass(frozen=True, slots=True)
class Grid:
    """`rate_hz` is one of 24,000, 44,100 and 48,000; `channels` 1 or 2."""

    rate_hz: int = 44_100
    channels: int = 1

    @property
    def hops_per_slot(self) -> int:
        """Hops in the 100 ms of the loudness meter."""
        return _HOPS_PER_SLOT[self.rate_hz]

    @property
    def hop(self) -> int:
        """Samples of a hop."""
        return self.rate_hz // 10 // self.hops_per_slot

    def ms(self, samples: int) -> int:
        return round(samples * 1000 / self.rate_hz)

    def samples(self, ms: float) -> int:
        return round(ms * self.rate_hz / 1000)

    def whole_hops(self, samples: int) -> int:
        """The samples of all hops that `samples` touch."""
        return -(-samples // self.hop) * self.hop
