"""What a sound file gives once it is open, and what no file may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.audio import BrokenSoundError
from briefing.audio.channels import MOST, Samples

BLOCK = 2**16
"""Samples of each channel in a block: 2 MB at most."""

_RATES_HZ = range(4_000, 384_001)
_LARGEST = 1e10
"""A float file may hold 32-bit whole numbers that somebody forgot to scale; what is larger is no sound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    sample_rate_hz: int
    channels: int
    places: str
    """Where each channel is heard, as channels.py has it."""
    blocks: Iterator[Samples]
    """(channels, samples), full scale ±1.0; numbers, though a float file may have any. Asking for the next
    raises BrokenSoundError where the file is broken, OSError where it cannot be read."""


def check_form(rate_hz: int, channels: int) -> None:
    """Raises BrokenSoundError."""
    if rate_hz not in _RATES_HZ or not 1 <= channels <= MOST:
        raise BrokenSoundError(f"its header says {rate_hz} Hz and {channels} channels")


def check_numbers(samples: Samples) -> None:
    """Raises BrokenSoundError."""
    # Asked this way round, what is not a number is caught as well as what has no end.
    if not max(float(samples.max()), -float(samples.min())) <= _LARGEST:
        raise BrokenSoundError("it holds values that are not numbers")
