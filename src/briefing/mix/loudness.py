"""Samples → loudness, by ITU-R BS.1770-4, streamed: memory does not grow with the programme."""

from __future__ import annotations

import math
from collections.abc import Sequence
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
_FFT = 32_768
_TAPS = 4_096
"""At 44.1 kHz 93 ms: the weighting's 38 Hz high-pass has by then fallen below −150 dB."""


class Meter:
    """K-weighted energies of one channel, `per_slot` of them for every 100 ms."""

    def __init__(self, rate_hz: int, *, per_slot: int = 1) -> None:
        slot = rate_hz // 10
        if rate_hz % 10 or slot % per_slot:
            raise ValueError(f"100 ms at {rate_hz} Hz cannot be cut into {per_slot}")
        self._hop = slot // per_slot
        self._response = _k_weighting(rate_hz)
        self._window = np.zeros(_FFT, np.float32)
        """The last _TAPS − 1 samples that were filtered, then the new ones."""
        self._filled = _TAPS - 1
        self._rest = np.zeros(0, np.float32)
        self._energies: list[Energies] = []

    def push(self, samples: NDArray[np.float32]) -> None:
        start = 0
        while start < len(samples):
            taken = samples[start : start + _FFT - self._filled]
            self._window[self._filled : self._filled + len(taken)] = taken
            self._filled += len(taken)
            start += len(taken)
            if self._filled == _FFT:
                self._filter()

    def energies(self) -> Energies:
        """All so far; a last stretch that is not full counts as if silence followed. Ends the measurement."""
        if self._filled > _TAPS - 1:
            self._window[self._filled :] = 0
            self._filter()
        if len(self._rest):
            self._store(np.pad(self._rest, (0, self._hop - len(self._rest))))
        return np.concatenate(self._energies) if self._energies else np.zeros(0)

    def _filter(self) -> None:
        """Overlap-save: of a circular convolution only what the wrap does not reach is kept."""
        filtered = np.fft.irfft(np.fft.rfft(self._window) * self._response, _FFT).astype(np.float32)
        self._store(np.concatenate([self._rest, filtered[_TAPS - 1 : self._filled]]))
        self._window[: _TAPS - 1] = self._window[self._filled - _TAPS + 1 : self._filled].copy()
        self._filled = _TAPS - 1

    def _store(self, weighted: NDArray[np.float32]) -> None:
        whole = len(weighted) // self._hop * self._hop
        stretches = weighted[:whole].reshape(-1, self._hop)
        self._energies.append(np.einsum("ij,ij->i", stretches, stretches).astype(np.float64) / self._hop)
        self._rest = weighted[whole:]


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


def integrated_lufs(channels: Sequence[Energies], weights: Sequence[float] = (1.0,)) -> float:
    """Of the 100 ms energies of each channel; BS.1770-4 weighs surround channels 1.41 and all others 1."""
    summed = sum((w * slots for w, slots in zip(weights, channels, strict=True)), np.zeros(1))
    return gated_lufs(gating_blocks(summed))


def energy_of(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET_DB) / 10))


def lufs_of(energy: float) -> float:
    return _OFFSET_DB + 10 * math.log10(energy)


@cache
def _k_weighting(rate_hz: int) -> NDArray[np.complex64]:
    """Frequency response of the two filters of BS.1770-4, designed anew for the rate.

    The recommendation gives coefficients for 48 kHz only; these are the analogue filters behind them (Brecht
    De Man, "Evaluation of implementations of the EBU R128 loudness measurement", AES 145, 2018).
    """
    delay = np.exp(-2j * np.pi * np.arange(_FFT // 2 + 1) / _FFT)
    response = np.ones(_FFT // 2 + 1, np.complex128)
    for numerator, denominator in (_shelf(rate_hz), _high_pass(rate_hz)):
        response *= np.polyval(numerator[::-1], delay) / np.polyval(denominator[::-1], delay)
    taps = np.fft.irfft(response, _FFT)[:_TAPS]
    return np.fft.rfft(taps, _FFT).astype(np.complex64)


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
