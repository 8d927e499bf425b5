"""An MP3 file → its streams, each to be decoded by itself, and how many samples each must give.

Every frame is visited, none decoded. Decoders are made for playing on: libsndfile and libmpg123 pass over
what is no sound, give up in silence where the sample rate changes, and stop where an Info frame says that the
sound ends, so that of two files that were joined the second is lost.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO

from briefing.audio import BrokenSoundError
from briefing.audio.tags import after_tags

_KBITS = {
    (1, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (1, 3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (2, 3): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""ISO 11172-3 and 13818-3: MPEG version (2 for 2.5 as well) and layer → what the index says, from 1. Nobody
uses layer I, and every text in UTF-16 begins as a frame of it."""
_RATES_HZ = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_FILLED_IN = 2 * 4095
"""At most, as LAME's tag has twelve bits for each; two or three frames are usual."""
_INFO_BYTES = 160
"""With all that an Info frame may hold, which a decoder looks for."""


@dataclass(frozen=True, slots=True)
class _Frame:
    rate_hz: int
    channels: int
    length: int
    """Bytes, with its header."""
    samples: int
    info_at: int
    """Where an Info frame has its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    before: bytes
    """An Info frame, to be decoded before it, where it has none that says how long it is. libsndfile would
    guess that from its first frame, and end there: of a tone in variable bit rate it gave a fifth."""
    start: int
    end: int
    rate_hz: int
    channels: int
    frames: int
    """Without an Info frame, which holds no sound."""
    samples: int
    is_whole: bool
    """Its Info frame says that there are no more."""

    @property
    def least_s(self) -> float:
        """That it must give: decoders leave out what the encoder has put before and after the sound."""
        return max(0, self.samples - _FILLED_IN) / self.rate_hz


def is_frame(head: bytes) -> bool:
    return _frame(head[:4]) is not None


def streams(file: BinaryIO, start: int, size: int) -> tuple[Stream, ...]:
    """Of the frames from `start` on, to the end of a file of `size` bytes.

    Raises BrokenSoundError where a frame is cut off or missing, or rate or channels change; OSError.
    """
    found: list[Stream] = []
    place = start
    while (place := after_tags(file, place, size)) < size:
        if found and found[-1].is_whole and not _frame_at(file, place):
            break  # a tag that we do not know
        stream = _stream(file, place, size)
        place = stream.end
        if found and stream.rate_hz != found[0].rate_hz:
            change = f"from {found[0].rate_hz} to {stream.rate_hz} Hz"
            raise BrokenSoundError(f"its sample rate changes in the middle, {change}")
        if found and stream.channels != found[0].channels:
            change = f"from {found[0].channels} to {stream.channels}"
            raise BrokenSoundError(f"its channels change in the middle, {change}")
        if stream.frames > 1:  # one alone cannot be decoded: it is what an Info frame has not counted
            found.append(stream)
    if not found:
        raise BrokenSoundError("it holds no sound but a frame of MP3")
    return tuple(found)


def _stream(file: BinaryIO, start: int, size: int) -> Stream:
    """From `start` to where something else begins: a tag, another Info frame, another rate.

    A file with an Info frame ends after as many frames as that says.
    """
    first = _frame_at(file, start)
    if first is None:
        raise BrokenSoundError(f"it is broken: {start} bytes from its start is no MP3 frame")
    claimed = _claimed(file, start, first)
    place, frames = start, 0 if claimed is None else -1
    frame: _Frame | None = first
    while frame and (frame.rate_hz, frame.channels) == (first.rate_hz, first.channels):
        place += frame.length
        frames += 1
        if place > size:
            raise BrokenSoundError("it is cut off in the middle of an MP3 frame")
        if claimed and frames == claimed:
            break
        frame = _frame_at(file, place)
        if frame and _claimed(file, place, frame) is not None:
            break
    if claimed and frames + 1 < claimed:  # some encoders count the Info frame as well
        raise BrokenSoundError(f"it is cut off: {frames} of {claimed} MP3 frames are there")
    if claimed == 0:  # as a program that writes to a pipe leaves it
        start += first.length
    return Stream(
        before=b"" if claimed else _info(file, start, frames),
        start=start,
        end=place,
        rate_hz=first.rate_hz,
        channels=first.channels,
        frames=frames,
        samples=frames * first.samples,
        is_whole=bool(claimed),
    )


def _frame_at(file: BinaryIO, place: int) -> _Frame | None:
    file.seek(place)
    return _frame(file.read(4))


def _claimed(file: BinaryIO, place: int, frame: _Frame) -> int | None:
    """How many frames follow, as an Info frame says; 0: it does not say; None: this is none."""
    file.seek(place + frame.info_at)
    name, flags, frames = struct.unpack(">4sII", file.read(12).ljust(12, b"\0"))
    if name not in (b"Info", b"Xing"):
        return None
    return int(frames) if flags & 1 else 0


def _info(file: BinaryIO, place: int, frames: int) -> bytes:
    """The Info frame of so many frames like that at `place`."""
    file.seek(place)
    head = file.read(4)
    for kbits_at in range(1, 15):
        longer = bytes([head[0], head[1] | 1, kbits_at << 4 | head[2] & 0x0C, head[3]])
        frame = _frame(longer)
        if frame and frame.length >= _INFO_BYTES:
            said = struct.pack(">4sII", b"Info", 1, frames)
            return (longer + bytes(frame.info_at - 4) + said).ljust(frame.length, b"\0")
    return b""


@cache
def _frame(head: bytes) -> _Frame | None:
    """A file has a handful of different headers."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, 4 - (head[1] >> 1 & 3)
    kbits_at, rate_at, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    mpeg = 1 if version == 3 else 2
    if version == 1 or (mpeg, layer) not in _KBITS or rate_at == 3 or kbits_at in (0, 15):
        return None  # 0 would be the free format, which no encoder writes
    kbits = _KBITS[mpeg, layer][kbits_at - 1]
    rate_hz = _RATES_HZ[version][rate_at]
    channels = 1 if head[3] >> 6 == 3 else 2
    samples = 576 if (mpeg, layer) == (2, 3) else 1152
    length = samples // 8 * 1000 * kbits // rate_hz + padding
    side = {(1, 1): 17, (1, 2): 32, (2, 1): 9, (2, 2): 17}[mpeg, channels]
    return _Frame(rate_hz=rate_hz, channels=channels, length=length, samples=samples, info_at=4 + side)
