"""A sound file, or its bytes → its samples, block by block, by what is in it and not by what it is called.

What is cut off, or would be lost in silence, is an error, and no header's number is believed: memory stays
small, and time follows the file.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from briefing.audio import BrokenSoundError, mpeg, ogg, pcm, riff
from briefing.audio.parts import Part, Piece
from briefing.audio.source import Source, check_form
from briefing.audio.tags import after_tags

_ROUNDED_S = 0.05
"""By so much less may come out of an OGG file than its last page says."""


@contextmanager
def opened(source: Path | bytes) -> Iterator[Source]:
    """Raises BrokenSoundError, and OSError where there is no such file or it may not be read."""
    with _file(source) as file:
        size = file.seek(0, os.SEEK_END)
        if not size:
            raise BrokenSoundError("the file is empty" if isinstance(source, Path) else "it is empty")
        yield _source(file, size)


@contextmanager
def _file(source: Path | bytes) -> Iterator[BinaryIO]:
    if isinstance(source, bytes):
        yield io.BytesIO(source)
        return
    # Asked before it is opened: a pipe would be waited for, and a device may do anything when it is opened.
    if not stat.S_ISREG(source.stat().st_mode):
        raise BrokenSoundError("it is no file" if source.is_dir() else "it is no file but a device or a pipe")
    with source.open("rb") as file:
        yield file


def _source(file: BinaryIO, size: int) -> Source:
    start = after_tags(file, 0, size)
    if start == size:
        raise BrokenSoundError("it holds no sound, nothing but zeros or a tag")
    file.seek(start)
    head = file.read(64)
    if not riff.is_wave(head):
        return _decoded(_pieces(file, head, start, size), ogg=head[:4] == b"OggS")
    wave = riff.wave(file, start, size)
    if wave.coding in (riff.PCM, riff.FLOAT):
        return pcm.read(file, wave)
    end = wave.start + wave.length
    if wave.coding == riff.MP3:
        return _decoded(_mp3(file, wave.start, end))
    check_form(wave.rate_hz, wave.channels)
    with_true_header = Part(file, wave.start, end, riff.header(wave, wave.length))
    return _decoded([Piece(with_true_header)])


def _decoded(pieces: list[Piece], *, ogg: bool = False) -> Source:
    # Here, as most clips need no libsndfile, which takes as long to load as a short mix.
    from briefing.audio import coded

    return coded.read(pieces, ogg=ogg)


def _pieces(file: BinaryIO, head: bytes, start: int, size: int) -> list[Piece]:
    """Of all but WAV; `head`: the file's bytes from `start` on."""
    if mpeg.is_frame(head):
        return _mp3(file, start, size)
    if head[:4] == b"OggS":
        streams = ogg.streams(file, start, size)
        return [Piece(Part(file, one.start, one.end), one.seconds - _ROUNDED_S) for one in streams]
    if head[:4] == b"fLaC":
        return [_flac(Part(file, start, size), head)]
    if head[:4] in (b".snd", b"caff") or (head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC")):
        _check_whole(file, head, start, size)
        return [Piece(Part(file, start, size))]
    file.seek(0)
    raise BrokenSoundError(_what_else(file.read(64)))


def _mp3(file: BinaryIO, start: int, end: int) -> list[Piece]:
    streams = mpeg.streams(file, start, end)
    return [Piece(Part(file, one.start, one.end, one.before), one.least_s) for one in streams]


def _flac(part: Part, head: bytes) -> Piece:
    """Its first block says how long it is, or 0 (RFC 9639, 8.2); a tag may follow, which libsndfile minds."""
    rate_hz = int.from_bytes(head[18:21], "big") >> 4
    samples = int.from_bytes(head[21:26], "big") & (2**36 - 1)
    return Piece(part, samples / rate_hz, samples) if rate_hz and samples else Piece(part)


def _check_whole(file: BinaryIO, head: bytes, start: int, size: int) -> None:
    """An AIFF, AU or CAF file holds as much as it says."""
    if head[:4] == b".snd":
        offset, length = (int.from_bytes(head[at : at + 4], "big") for at in (4, 8))
        _check_there(size - start - offset, 0 if length == 0xFFFF_FFFF else length)
        return
    if head[:4] == b"FORM":
        chunks, name_of_sound = riff.chunks(file, start + 12, size, big_endian=True), b"SSND"
    else:
        chunks, name_of_sound = riff.caf_chunks(file, start, size), b"data"
    for name, place, length in chunks:
        if name == name_of_sound:
            _check_there(size - place, length)
            return
    raise BrokenSoundError("it is cut off before its sound, or broken")


def _check_there(there: int, length: int) -> None:
    if length > there:
        raise BrokenSoundError(f"it is cut off: {max(0, there)} of {length} bytes of sound are there")


def _what_else(head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith(b"<"):
        return "it is a web page, not sound"
    if start.startswith((b"{", b"[")):
        return "it is JSON, not sound"
    if head[4:8] == b"ftyp":
        return "it is an MP4 file; convert it to WAV or MP3"
    if head.isascii() and "".join(head.decode("ascii").split()).isprintable():
        return "it is text, not sound"
    return "it is neither WAV, AIFF, AU, CAF, FLAC, OGG nor MP3"
