"""An OGG file → its streams one after the other, each to be decoded by itself, and its samples (RFC 3533).

libsndfile plays the first of streams that were joined, and what is left of one that was cut off.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO

from briefing.audio import BrokenSoundError

_FIRST, _LAST = 2, 4
_NOT_SAID = 2**64 - 1
_OPUS_HZ = 48_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    start: int
    end: int
    seconds: float
    """As its last page says; 0: it does not."""


@dataclass(frozen=True, slots=True)
class _Page:
    flags: int
    granule: int
    serial: int
    body: int
    """Where it begins."""
    end: int


@dataclass(frozen=True, slots=True)
class _Clock:
    """Of the sound, where there is a film or a text beside it."""

    serial: int
    ticks_a_second: int
    first: int
    """The tick from which on something is heard."""


def streams(file: BinaryIO, start: int, size: int) -> tuple[Stream, ...]:
    """Of the pages from `start` to the end of a file of `size` bytes, or to what is no page.

    Raises BrokenSoundError where one is cut off or holds no sound that is known; OSError.
    """
    found: list[Stream] = []
    place = start
    while _page(file, place, size):
        found.append(_stream(file, place, size))
        place = found[-1].end
    if not found:
        raise BrokenSoundError("it is broken at its start, or no OGG file")
    return tuple(found)


def _stream(file: BinaryIO, start: int, size: int) -> Stream:
    """From its first pages, one for each of what is in it, to where another begins."""
    place, clock, ticks, has_end = start, None, 0, False
    page = _page(file, place, size)
    while page and page.flags & _FIRST:
        clock = clock or _clock(file, page)
        place = page.end
        page = _page(file, place, size)
    if place == start:
        raise BrokenSoundError("it is an OGG file without its beginning")
    if clock is None:
        raise BrokenSoundError("it is an OGG file of neither Vorbis, Opus nor FLAC")
    while page and not page.flags & _FIRST:
        if page.serial == clock.serial:
            ticks = ticks if page.granule == _NOT_SAID else page.granule
            has_end = has_end or bool(page.flags & _LAST)
        place = page.end
        page = _page(file, place, size)
    if not has_end:
        raise BrokenSoundError("it is cut off, or broken in the middle: its OGG stream has no end")
    return Stream(start=start, end=place, seconds=max(0, ticks - clock.first) / clock.ticks_a_second)


def _page(file: BinaryIO, place: int, size: int) -> _Page | None:
    """None where there is no page."""
    file.seek(place)
    head = file.read(27)
    if len(head) < 27 or head[:5] != b"OggS\0":
        return None
    flags, granule, serial, _, _, segments = struct.unpack("<BQIIIB", head[5:])
    body = place + 27 + segments
    end = body + sum(file.read(segments))
    if end > size:
        raise BrokenSoundError("it is cut off in the middle of an OGG page")
    return _Page(flags, granule, serial, body, end)


def _clock(file: BinaryIO, page: _Page) -> _Clock | None:
    """None: what begins with that page is no sound, or of no kind that is read."""
    file.seek(page.body)
    head = file.read(min(64, page.end - page.body)).ljust(64, b"\0")
    rate_hz, first = 0, 0
    if head[:7] == b"\x01vorbis":
        rate_hz = int.from_bytes(head[12:16], "little")
    elif head[:8] == b"OpusHead":
        rate_hz, first = _OPUS_HZ, int.from_bytes(head[10:12], "little")
    elif head[:5] == b"\x7fFLAC":
        rate_hz = int.from_bytes(head[27:30], "big") >> 4
    return _Clock(page.serial, rate_hz, first) if rate_hz else None
