"""A music file → its sound on the programme's grid, without silence at its ends, measured, in the spool."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

from briefing.errors import MixError
from briefing.mix.decoding import Decoded, decoded
from briefing.mix.grid import Grid, Samples
from briefing.mix.loudness import Energies, Meter, gated_lufs, gating_blocks
from briefing.mix.preparing import Spool

_SILENT = np.float32(10 ** (-60 / 20))
"""What is below it at the ends of a piece is dead air in an episode."""
_RATES_HZ = range(4_000, 192_001)
_LOUDEST = 100.0
"""+40 dBFS: a float file may go beyond full scale, and one that goes this far is no music."""
_SIDES = {3: "lrc", 4: "lrlr", 5: "lrclr", 6: "lrc-lr", 7: "lrc-clr", 8: "lrc-lrlr"}
"""Where the channels of WAV files are heard: left, right, from both; low frequencies (-) from none."""
_FRONT = 2
_LOWER = 10 ** (-3 / 20)
"""Centre and surround channels in a stereo downmix (ITU-R BS.775-4, annex 4)."""
_TO_STEREO = {
    count: np.array(
        [
            [(heard in (side, "c")) * (1.0 if at < _FRONT else _LOWER) for at, heard in enumerate(sides)]
            for side in "lr"
        ],
        np.float32,
    )
    for count, sides in _SIDES.items()
}


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
    offset: Samples
    """(channels, 1): the mean, taken away when it is read: it would thump where the piece comes and goes."""

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
    """1, or 2 for everything wider. Raises MixError, naming the file."""
    with decoded(path) as opened:
        _check(opened, path)
        return min(opened.channels, 2)


def load(path: Path, grid: Grid, spool: Spool, *, most: int) -> Track:
    """Not more than `most` samples of the piece, whatever its header says of its length.

    Raises MixError, naming the file, where it is missing, no sound, broken or silent; OSError when the disk
    is full.
    """
    offsets: list[int] = []
    lengths: list[int] = []
    meters = [Meter(grid.rate_hz) for _ in range(grid.channels)]
    length = heard = 0
    sums = np.zeros((grid.channels, 1))
    for block in _from_first_sound(_on_grid(path, grid)):
        kept = block[:, : most - length]
        offsets.append(spool.append(np.ascontiguousarray(kept.T).reshape(-1)))
        lengths.append(kept.shape[1])
        sums += kept.sum(axis=1, keepdims=True)
        for meter, channel in zip(meters, kept, strict=True):
            meter.push(channel)
        loud = _loud(kept)
        heard = length + int(loud[-1]) + 1 if len(loud) else heard
        length += kept.shape[1]
        if length == most:
            break
    if not length:
        raise MixError(f"{path} is silent", why="nothing in it is above -60 dBFS")
    return Track(
        grid=grid,
        spool=spool,
        offsets=tuple(offsets),
        ends=tuple(accumulate(lengths)),
        length=heard if length < most else length,
        whole=length < most,
        energies=np.asarray(sum(meter.energies() for meter in meters)),
        offset=(sums / length).astype(np.float32),
    )


def _on_grid(path: Path, grid: Grid) -> Iterator[Samples]:
    with decoded(path) as opened:
        _check(opened, path)
        rate_hz = opened.sample_rate_hz
        stream = soxr.ResampleStream(rate_hz, grid.rate_hz, grid.channels, dtype="float32", quality="HQ")
        for block in opened.blocks:
            # Asked this way round, what is not a number is caught as well.
            if not max(float(block.max()), -float(block.min())) <= _LOUDEST:
                raise MixError(f"{path} is no music", why="it holds values that are no sound")
            mixed = _mixed(block, grid.channels)
            if rate_hz != grid.rate_hz:
                mixed = np.ascontiguousarray(stream.resample_chunk(np.ascontiguousarray(mixed.T)).T)
            yield mixed
        if rate_hz != grid.rate_hz:
            yield stream.resample_chunk(np.zeros((0, grid.channels), np.float32), last=True).T


def _check(opened: Decoded, path: Path) -> None:
    if opened.sample_rate_hz not in _RATES_HZ or opened.channels not in range(1, 9):
        raise MixError(
            f"{path} is no music",
            why=f"its header says {opened.sample_rate_hz} Hz and {opened.channels} channels",
        )


def _mixed(block: Samples, channels: int) -> Samples:
    there = len(block)
    if there == channels:
        return block
    if channels == 1:
        return np.asarray(block.mean(axis=0, keepdims=True), dtype=np.float32)
    if there == 1:
        return np.repeat(block, 2, axis=0)
    return np.asarray(_TO_STEREO[there] @ block, dtype=np.float32)


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
