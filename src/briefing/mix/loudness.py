"""Samples → loudness, by ITU-R BS.1770-4, streamed: memory does not grow with the programme."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

SILENCE_LUFS = -70.0
"""The absolute gate of BS.1770-4: where nothing is above it, this is what is said."""

Energies = NDArray[np.float64]
"""Mean squares of the K-weighted signal in equal stretches of time."""

_OFFSET_DB = -0.691
_BLOCK_SLOTS = 4
"""A gating block is 400 ms long and starts every 100 ms."""
_ROW = 32
_GROUP = 64
"""Rows that are filtered together: 2,048 samples."""
_TURN = _ROW * _GROUP


class Meter:
    """K-weighted energies of one channel, `per_slot` of them for every 100 ms."""

    def __init__(self, rate_hz: int, *, per_slot: int = 1) -> None:
        slot = rate_hz // 10
        if rate_hz % 10 or slot % per_slot:
            raise ValueError(f"100 ms at {rate_hz} Hz cannot be cut into {per_slot}")
        self._hop = slot // per_slot
        self._filter = _KWeighting(rate_hz)
        self._pending = np.zeros(0, np.float32)
        """Less than a turn of the filter."""
        self._rest = np.zeros(0, np.float32)
        """Of what is weighted, less than a hop."""
        self._energies: list[Energies] = []

    def push(self, samples: NDArray[np.float32]) -> None:
        joined = np.concatenate([self._pending, samples]) if len(self._pending) else samples
        whole = len(joined) // _TURN * _TURN
        if whole:
            self._store(self._filter.weighted(joined[:whole]))
        self._pending = joined[whole:].copy()

    def energies(self) -> Energies:
        """All so far; a last stretch that is not full counts as if silence followed. Ends the measurement."""
        if left := len(self._pending):
            self._store(self._filter.weighted(np.pad(self._pending, (0, _TURN - left)))[:left])
        if len(self._rest):
            self._store(np.zeros(self._hop - len(self._rest), np.float32))
        return np.concatenate(self._energies) if self._energies else np.zeros(0)

    def _store(self, weighted: NDArray[np.float32]) -> None:
        weighted = np.concatenate([self._rest, weighted])
        whole = len(weighted) // self._hop * self._hop
        stretches = weighted[:whole].reshape(-1, self._hop)
        self._energies.append(np.einsum("ij,ij->i", stretches, stretches).astype(np.float64) / self._hop)
        self._rest = weighted[whole:]


class _KWeighting:
    """The two filters of BS.1770-4 as matrix products, a fifth of the time of a convolution by FFT.

    As state space: the output of a row of samples is what they alone give and what the state before them
    gives, and the states of a group of rows come from one more product.
    """

    def __init__(self, rate_hz: int) -> None:
        self._matrices = _matrices(rate_hz)
        self._state = np.zeros(4, np.float32)

    def weighted(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """`samples`: whole turns."""
        m = self._matrices
        # A product per group: one large product would wake BLAS's threads, which take other work's core.
        rows = samples.reshape(-1, _GROUP, _ROW)
        alone = ((rows @ m.into_state).reshape(-1, 1, _GROUP * 4) @ m.states)[:, 0]
        before = np.empty((len(alone), 4), np.float32)
        for group, end in enumerate(alone[:, -4:]):
            before[group] = self._state
            self._state = end + self._state @ m.over_group
        states = (alone[:, :-4] + before @ m.through_group).reshape(-1, _GROUP, 4)
        weighted: NDArray[np.float32] = rows @ m.direct
        weighted += states @ m.out_of_state
        return weighted.reshape(-1)


@dataclass(frozen=True, slots=True)
class _Matrices:
    direct: NDArray[np.float32]
    """Row of samples → row of outputs."""
    into_state: NDArray[np.float32]
    """Row of samples → state after it."""
    out_of_state: NDArray[np.float32]
    """State before a row → its outputs."""
    states: NDArray[np.float32]
    """What each row of a group gives to the state → the states before each of them, and after the last."""
    through_group: NDArray[np.float32]
    """State before a group → states before each of its rows."""
    over_group: NDArray[np.float32]
    """… → state after it."""


@cache
def _matrices(rate_hz: int) -> _Matrices:
    a, b, c, d = _state_space(rate_hz)
    powers = [np.eye(4)]
    for _ in range(_TURN):
        powers.append(a @ powers[-1])
    response = [d, *(float(c @ power @ b) for power in powers[: _ROW - 1])]
    direct = sum(np.diag([value] * (_ROW - delay), delay) for delay, value in enumerate(response))
    states = np.zeros((_GROUP, 4, _GROUP + 1, 4))
    for row in range(_GROUP):
        for later in range(row + 1, _GROUP + 1):
            states[row, :, later] = powers[_ROW * (later - row - 1)].T

    def single(matrix: object) -> NDArray[np.float32]:
        return np.ascontiguousarray(matrix, np.float32)

    return _Matrices(
        direct=single(direct),
        into_state=single([powers[_ROW - 1 - at] @ b for at in range(_ROW)]),
        out_of_state=single(np.stack([c @ powers[at] for at in range(_ROW)], axis=1)),
        states=single(states.reshape(_GROUP * 4, -1)),
        through_group=single(np.concatenate([powers[_ROW * row].T for row in range(_GROUP)], axis=1)),
        over_group=single(powers[_TURN].T),
    )


def gating_blocks(slots: Energies) -> Energies:
    """100 ms energies → the 400 ms blocks, overlapping by 75 %; what is shorter makes one block."""
    if len(slots) < _BLOCK_SLOTS:
        return slots.mean(keepdims=True) if len(slots) else slots
    sums = np.concatenate([np.zeros(1), np.cumsum(slots)])
    return np.asarray((sums[_BLOCK_SLOTS:] - sums[:-_BLOCK_SLOTS]) / _BLOCK_SLOTS)


def gated_lufs(blocks: Energies) -> float:
    """Integrated loudness: the mean of the blocks above −70 LUFS and above −10 LU of those blocks' mean."""
    heard = blocks[blocks > energy_of(SILENCE_LUFS)]
    if not len(heard):
        return SILENCE_LUFS
    gate = max(energy_of(SILENCE_LUFS), float(heard.mean()) / 10)
    return lufs_of(float(heard[heard > gate].mean()))


def energy_of(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET_DB) / 10))


def lufs_of(energy: float) -> float:
    return _OFFSET_DB + 10 * math.log10(energy)


def _state_space(rate_hz: int) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], float]:
    """Both filters of BS.1770-4 one after the other: s' = A s + B x, y = C s + D x.

    The recommendation gives coefficients for 48 kHz only; these are the analogue filters behind them (Brecht
    De Man, "Evaluation of implementations of the EBU R128 loudness measurement", AES 145, 2018).
    """
    (a1, b1, c1, d1), (a2, b2, c2, d2) = (_one(*filt(rate_hz)) for filt in (_shelf, _high_pass))
    return (
        np.block([[a1, np.zeros((2, 2))], [np.outer(b2, c1), a2]]),
        np.concatenate([b1, b2 * d1]),
        np.concatenate([d2 * c1, c2]),
        d1 * d2,
    )


def _one(
    b: tuple[float, ...], a: tuple[float, ...]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], float]:
    """A biquad, transposed direct form II."""
    return (
        np.array([[-a[1], 1.0], [-a[2], 0.0]]),
        np.array([b[1] - a[1] * b[0], b[2] - a[2] * b[0]]),
        np.array([1.0, 0.0]),
        b[0],
    )


def _shelf(rate_hz: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The head's effect: +4 dB above about 1.7 kHz."""
    k, q = math.tan(math.pi * 1681.974450955533 / rate_hz), 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    middle = high**0.4996667741545416
    a0 = 1 + k / q + k * k
    numerator = (high + middle * k / q + k * k, 2 * (k * k - high), high - middle * k / q + k * k)
    return tuple(b / a0 for b in numerator), (1.0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0)


def _high_pass(rate_hz: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    k, q = math.tan(math.pi * 38.13547087602444 / rate_hz), 0.5003270373238773
    a0 = 1 + k / q + k * k
    return (1.0, -2.0, 1.0), (1.0, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0)
