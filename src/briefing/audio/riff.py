"""A WAV file of any kind → its format, and where in the file its sound stands; chunks of files like it.

RIFF; RIFX (big-endian); RF64 and BW64 (EBU Tech 3306, sizes beyond 4 GB); Sony's W64. The standard library's
`wave` takes neither streaming sizes nor floats, and libsndfile passes over it when a file was cut off.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from briefing.audio import BrokenSoundError

PCM, FLOAT, MP3 = 1, 3, 0x55
_EXTENSIBLE = 0xFFFE

_STREAMING_FROM = 1_900_000_000
"""Programs that cannot know the length yet write 0 for it, or a size near 2 or 4 GB: OpenAI and ffmpeg
0xFFFFFFFF, sox 0x7FFFF000, Kyutai's pocket-tts 2,000,000,000. Then the sound is all the rest of the file."""
_UNKNOWN = 0xFFFF_FFFF
"""What RF64 writes where the size stands in its ds64 chunk."""
_W64_TAIL = bytes.fromhex("f3acd3118cd100c04f8edb8a")
"""Of the chunk names in a W64 file, which are GUIDs; "riff" alone ends otherwise."""
_MOST_CHUNKS = 10_000
"""A long file of empty ones would be walked for minutes."""
_MOST_FORMAT_BYTES = 4096
"""ADPCM's coefficients take some fifty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    coding: int
    """Microsoft's number of it, such as PCM; not that of WAVE_FORMAT_EXTENSIBLE but what stands in it."""
    channels: int
    rate_hz: int
    sample_bytes: int
    """0: samples are no whole bytes, or the header contradicts itself."""
    speakers: int
    """Bits of Microsoft's channel mask; 0: not said."""
    big_endian: bool
    format: bytes
    """The format chunk as it is."""
    start: int
    """Of the sound, in the file."""
    length: int
    """Bytes of sound, as many as are there."""

    @property
    def frame_bytes(self) -> int:
        return self.channels * self.sample_bytes

    @property
    def frames(self) -> int:
        """Of a coding with a fixed number of bytes a sample."""
        return self.length // self.frame_bytes if self.frame_bytes else 0


def is_wave(head: bytes) -> bool:
    """`head`: the first 40 bytes, or more."""
    riff = head[:4] in (b"RIFF", b"RIFX", b"RF64", b"BW64") and head[8:12] == b"WAVE"
    return riff or (head[:4] == b"riff" and head[24:28] == b"wave")


def wave(file: BinaryIO, start: int, size: int) -> Wave:
    """The WAV file that begins at `start` of a file of `size` bytes. Raises BrokenSoundError, OSError."""
    file.seek(start)
    kind = file.read(4)
    big_endian = kind == b"RIFX"
    form, long_length = b"", None
    if kind == b"riff":
        found = _w64_chunks(file, start, size)
    else:
        found = chunks(file, start + 12, size, big_endian=big_endian)
    for name, place, length in found:
        if name == b"ds64":
            file.seek(place)
            long_length = struct.unpack("<Q", file.read(16)[8:].ljust(8, b"\0"))[0]
        elif name == b"fmt ":
            file.seek(place)
            form = file.read(min(length, _MOST_FORMAT_BYTES))
        elif name == b"data":
            if len(form) < 16:
                raise BrokenSoundError("it is a WAV file that does not say its format before its sound")
            if long_length is not None and length == _UNKNOWN:
                length = long_length
            length = _there(length, size - place)
            file.seek(place + length + (length & 1))
            if is_wave(file.read(40)):
                raise BrokenSoundError("it is two WAV files, one after the other")
            return _wave(form, place, length, big_endian=big_endian)
    raise BrokenSoundError("it is a WAV file without sound, or one that ends before its sound")


def header(wave: Wave, length: int) -> bytes:
    """Of a RIFF file of `length` bytes of that sound: the plainest that says the truth."""
    form = wave.format
    if wave.coding in (PCM, FLOAT) and wave.channels <= 2 and wave.sample_bytes <= 8:
        byte_rate, bits = wave.rate_hz * wave.frame_bytes & 0xFFFF_FFFF, 8 * wave.sample_bytes
        form = struct.pack(
            "<HHIIHH", wave.coding, wave.channels, wave.rate_hz, byte_rate, wave.frame_bytes, bits
        )
    of_form, of_sound = struct.pack("<I", len(form)), struct.pack("<I", length)
    whole = struct.pack("<I", 20 + len(form) + length)
    return b"".join((b"RIFF", whole, b"WAVEfmt ", of_form, form, b"data", of_sound))


def strange(wave: Wave) -> str:
    """What is wrong with a file of a coding that is not read."""
    bits = struct.unpack_from(">H" if wave.big_endian else "<H", wave.format, 14)[0]
    return f"it is a WAV file of a kind that is not read (coding {wave.coding}, {bits} bits)"


def _wave(form: bytes, start: int, length: int, *, big_endian: bool) -> Wave:
    order = ">" if big_endian else "<"
    coding, channels, rate_hz, _, frame_bytes, bits = struct.unpack_from(f"{order}HHIIHH", form)
    speakers = 0
    if coding == _EXTENSIBLE and len(form) >= 26:
        speakers, coding = struct.unpack_from(f"{order}IH", form, 20)
    # Samples of 12, 20 or 24 bits may stand at the upper end of more bytes: only the frame's size tells.
    sample_bytes, odd = divmod(frame_bytes, channels) if channels else (0, 0)
    if odd or 8 * sample_bytes < bits or not bits:
        sample_bytes = 0 if bits % 8 else bits // 8
    return Wave(
        coding=coding,
        channels=channels,
        rate_hz=rate_hz,
        sample_bytes=sample_bytes,
        speakers=speakers,
        big_endian=big_endian,
        format=form,
        start=start,
        length=length,
    )


def _there(length: int, there: int) -> int:
    if length == 0 or (length > there and length >= _STREAMING_FROM):
        return there
    if length > there:
        raise BrokenSoundError(f"it is cut off: {there} of {length} bytes of sound are there")
    return length


def chunks(file: BinaryIO, place: int, size: int, *, big_endian: bool) -> Iterator[tuple[bytes, int, int]]:
    """Name, place and length of each chunk from `place` on, as its header says."""
    for _ in range(_MOST_CHUNKS):
        if place + 8 > size:
            return
        file.seek(place)
        name, length = struct.unpack(">4sI" if big_endian else "<4sI", file.read(8).ljust(8, b"\0"))
        yield name, place + 8, length
        place += 8 + length + (length & 1)


def _w64_chunks(file: BinaryIO, start: int, size: int) -> Iterator[tuple[bytes, int, int]]:
    """Lengths count the 24 bytes of the chunk's own head, and chunks begin at multiples of 8."""
    place = start + 40
    for _ in range(_MOST_CHUNKS):
        if place + 24 > size:
            return
        file.seek(place)
        name, tail, length = struct.unpack("<4s12sQ", file.read(24).ljust(24, b"\0"))
        if length < 24 or tail != _W64_TAIL:
            return
        yield name, place + 24, length - 24
        place += length + (-length % 8)


def caf_chunks(file: BinaryIO, start: int, size: int) -> Iterator[tuple[bytes, int, int]]:
    """Of Apple's Core Audio Format; the length of its sound may be -1, all the rest."""
    place = start + 8
    for _ in range(_MOST_CHUNKS):
        if place + 12 > size:
            return
        file.seek(place)
        name, length = struct.unpack(">4sq", file.read(12).ljust(12, b"\0"))
        yield name, place + 12, length
        place += 12 + max(0, length)
