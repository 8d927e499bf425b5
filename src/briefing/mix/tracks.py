"""A music file → its sound on the programme's grid, without silence at its ends, measured, in the spool."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

from briefing.audio import BrokenSoundError
from briefing.audio.channels import ToMono, stereo_weights
from briefing.audio.reading import opened
from briefing.mix.grid import Grid, Samples
from briefing.mix.loudness import Energies, Meter, gated_lufs, gating_blocks
from briefing.mix.preparing import Spool

_SILENT = np.float32(10 ** (-60 / 20))
"""What is below it at the ends of a piece is dead air in an episode."""
_OFFSET = 1e-3
"""−60 dBFS: a mean below it is not heard, and may be that of the music itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A piece of music, or as much of it as was asked for; it waits in the spool, whatever its length."""

    grid: Grid
    spool: Spool
    offsets: tuple[int, ...]
    """Of its parts in the spool."""
    ends: tuple[int, ...]
    """Sample at which each part ends."""
    length: int
    """Samples of each channel; from the first that is heard to the last, where it is `whole`."""
    whole: bool
    """It was heard to its end."""
    energies: Energies
    """K-weighted mean squares per 100 ms, the channels summed."""
    peak: float
    """The highest sample."""
    offset: Samples
    """(channels, 1): taken away when it is read, as it would thump where the piece comes and goes."""

    @property
    def lufs(self) -> float:
        return gated_lufs(gating_blocks(self.energies))

    def read(self, start: int, end: int) -> Samples:
        """(channels, end − start); raises OSError."""
        channels = self.grid.channels
        made = np.empty((channels, end - start), np.float32)
        at = start
        while at < end:
            part = bisect_right(self.ends, at)
            first = self.ends[part - 1] if part else 0
            last = min(end, self.ends[part])
            read = self.spool.read(self.offsets[part] + (at - first) * channels, (last - at) * channels)
            made[:, at - start : last - start] = read.reshape(-1, channels).T
            at = last
        made -= self.offset
        return made


def channels(path: Path) -> int:
    """1, or 2 for everything wider. Raises BrokenSoundError."""
    with _readable(), opened(path) as source:
        return min(source.channels, 2)


def load(path: Path, grid: Grid, spool: Spool, *, most: int) -> Track:
    """Not more than `most` samples of the piece, whatever its header says of its length.

    Raises BrokenSoundError where it is missing, no sound, broken or silent; OSError when the disk is full.
    """
    offsets: list[int] = []
    lengths: list[int] = []
    meters = [Meter(grid.rate_hz) for _ in range(grid.channels)]
    length = heard = 0
    peak = 0.0
    sums = np.zeros((grid.channels, 1))
    for block in _from_first_sound(_on_grid(path, grid)):
        kept = block[:, : most - length]
        offsets.append(spool.append(np.ascontiguousarray(kept.T).reshape(-1)))
        lengths.append(kept.shape[1])
        peak = max(peak, float(kept.max()), -float(kept.min())) if kept.size else peak
        sums += kept.sum(axis=1, keepdims=True)
        for meter, channel in zip(meters, kept, strict=True):
            meter.push(channel)
        loud = _loud(kept)
        heard = length + int(loud[-1]) + 1 if len(loud) else heard
        length += kept.shape[1]
        if length == most:
            break
    if not length:
        raise BrokenSoundError("it is silent: nothing in it is above -60 dBFS")
    return Track(
        grid=grid,
        spool=spool,
        offsets=tuple(offsets),
        ends=tuple(accumulate(lengths)),
        length=heard if length < most else length,
        whole=length < most,
        energies=np.asarray(sum(meter.energies() for meter in meters)),
        peak=peak,
        offset=np.where(np.abs(sums) > _OFFSET * length, sums / length, 0).astype(np.float32),
    )


@contextmanager
def _readable() -> Iterator[None]:
    """A file that the system does not give is as good as a broken one, and no full disk."""
    try:
        yield
    except (OSError, ValueError) as exc:  # a NUL in the name is a ValueError
        raise BrokenSoundError(getattr(exc, "strerror", None) or str(exc)) from exc


def _on_grid(path: Path, grid: Grid) -> Iterator[Samples]:
    with _readable(), opened(path) as source:
        rate_hz, mixed = source.sample_rate_hz, _mixer(source.places, grid.channels)
        stream = soxr.ResampleStream(rate_hz, grid.rate_hz, grid.channels, dtype="float32", quality="HQ")
        for block in source.blocks:
            made = mixed(block)
            if rate_hz != grid.rate_hz:
                made = np.ascontiguousarray(stream.resample_chunk(np.ascontiguousarray(made.T)).T)
            yield made
        if rate_hz != grid.rate_hz:
            yield stream.resample_chunk(np.zeros((0, grid.channels), np.float32), last=True).T


def _mixer(places: str, channels: int) -> Callable[[Samples], Samples]:
    """From channels that are heard at `places` to one or two."""
    if channels == 1:
        to_mono = ToMono(places)
        return lambda block: to_mono(block).reshape(1, -1)
    if len(places) == 1:
        return lambda block: np.repeat(block, 2, axis=0)
    if places == "LR":
        return lambda block: block
    weights = stereo_weights(places)
    return lambda block: np.asarray(weights @ block, np.float32)


def _from_first_sound(blocks: Iterator[Samples]) -> Iterator[Samples]:
    begun = False
    for block in blocks:
        if begun:
            yield block
        elif len(loud := _loud(block)):
            begun = True
            yield block[:, int(loud[0]) :]


def _loud(block: Samples) -> NDArray[np.intp]:
    """The samples that are heard in any channel."""
    highest = np.abs(block[0])
    for channel in block[1:]:
        np.maximum(highest, np.abs(channel), out=highest)
    return np.flatnonzero(highest > _SILENT)
