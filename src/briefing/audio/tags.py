"""Where a tag, or zeros, stand in a sound file → where they end."""

from __future__ import annotations

from typing import BinaryIO

from briefing.audio import BrokenSoundError

_ID3V2_HEAD, _ID3V1, _APE_HEAD = 10, 128, 32
_READ = 2**16


def after_tags(file: BinaryIO, place: int, size: int) -> int:
    """The first place from `place` on where neither a tag nor zeros stand; `size`, the file's, at its end.

    Raises BrokenSoundError where the file ends in an ID3 tag, OSError.
    """
    while place < size:
        file.seek(place)
        head = file.read(_APE_HEAD)
        if head[:3] == b"ID3":
            place += _id3v2(head)
            if place > size:
                raise BrokenSoundError("it is cut off in its ID3 tag")
        elif head[:3] == b"TAG":
            place += _ID3V1
        elif head[:8] == b"APETAGEX" and len(head) == _APE_HEAD:
            has_head = head[23] & 0x80  # else this is its foot, and all that there was
            place += _APE_HEAD + (int.from_bytes(head[12:16], "little") if has_head else 0)
        elif head[:1] == b"\0":
            place = _after_zeros(file, place)
        else:
            return place
    return size


def _id3v2(head: bytes) -> int:
    """Its bytes: the length has seven bits to a byte. (ID3v2.4.0, 3.1)"""
    if len(head) < _ID3V2_HEAD:
        raise BrokenSoundError("it is cut off in its ID3 tag")
    if max(head[6:10]) > 127:
        raise BrokenSoundError("the length of its ID3 tag is no number")
    length = sum(byte << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
    return _ID3V2_HEAD + length + (_ID3V2_HEAD if head[5] & 0x10 else 0)


def _after_zeros(file: BinaryIO, place: int) -> int:
    file.seek(place)
    while read := file.read(_READ):
        if rest := read.lstrip(b"\0"):
            return place + len(read) - len(rest)
        place += len(read)
    return place
