"""WAV file of whole or floating-point numbers → its samples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import numpy as np

from briefing.audio import BrokenSoundError, riff
from briefing.audio.channels import Samples, places
from briefing.audio.source import BLOCK, Source, check_form, check_numbers

_SCALES = {
    (riff.PCM, 1): 2.0**-7,
    (riff.PCM, 2): 2.0**-15,
    (riff.PCM, 3): 2.0**-31,  # put into the upper end of four bytes
    (riff.PCM, 4): 2.0**-31,
    (riff.FLOAT, 4): 1.0,
    (riff.FLOAT, 8): 1.0,
}
"""Coding and bytes of a sample → what full scale is to be multiplied by."""


def read(file: BinaryIO, wave: riff.Wave) -> Source:
    """Raises BrokenSoundError."""
    check_form(wave.rate_hz, wave.channels)
    if (wave.coding, wave.sample_bytes) not in _SCALES:
        raise BrokenSoundError(riff.strange(wave))
    if not wave.frames:
        raise BrokenSoundError("it holds no sound")
    return Source(
        sample_rate_hz=wave.rate_hz,
        channels=wave.channels,
        places=places(wave.channels, speakers=wave.speakers),
        blocks=_blocks(file, wave),
    )


def _blocks(file: BinaryIO, wave: riff.Wave) -> Iterator[Samples]:
    left, place = wave.frames, wave.start
    while left:
        file.seek(place)
        data = file.read(min(left, BLOCK) * wave.frame_bytes)
        frames = len(data) // wave.frame_bytes
        if not frames:
            raise BrokenSoundError("it has become shorter while it was read")
        samples = _floats(np.frombuffer(data, np.uint8, frames * wave.frame_bytes), wave)
        yield np.ascontiguousarray(samples.reshape(-1, wave.channels).T)
        left -= frames
        place += frames * wave.frame_bytes


def _floats(data: np.ndarray, wave: riff.Wave) -> Samples:
    """One after the other, as they stand in the file."""
    size, order = wave.sample_bytes, ">" if wave.big_endian else "<"
    if size == 1:
        samples = data.astype(np.float32) - np.float32(128)
    elif wave.coding == riff.FLOAT:
        with np.errstate(over="ignore", invalid="ignore"):  # beyond a float: caught as no number
            samples = data.view(f"{order}f{size}").astype(np.float32)
        check_numbers(samples)
    else:
        if size == 3:
            wide = np.zeros((len(data) // 3, 4), np.uint8)
            wide[:, slice(0, 3) if wave.big_endian else slice(1, 4)] = data.reshape(-1, 3)
            data, size = wide.reshape(-1), 4
        samples = data.view(f"{order}i{size}").astype(np.float32)
    scale = _SCALES[wave.coding, wave.sample_bytes]
    if scale != 1:
        samples *= np.float32(scale)
    return samples
