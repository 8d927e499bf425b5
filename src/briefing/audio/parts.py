"""Stretches of a file, each to be decoded as a file of its own."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from briefing.audio import BrokenSoundError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Part(io.RawIOBase):
    """A stretch of a file, as a file; `before` stands before it."""

    def __init__(self, file: BinaryIO, start: int, end: int, before: bytes = b"") -> None:
        self._file, self._start, self._before = file, start, before
        self._size = len(before) + end - start
        self._place = 0
        self.failure: Exception | None = None
        """What went wrong while it was read: libsndfile calls from C, through which nothing can be raised."""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        self._place = max(0, base + offset)
        return self._place

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        wanted = max(0, min(len(view), self._size - self._place))
        try:
            data = self._read(wanted)
        except OSError as exc:
            self.failure = exc
            return 0
        if wanted and not data:
            self.failure = BrokenSoundError("it has become shorter while it was read")
        view[: len(data)] = data
        self._place += len(data)
        return len(data)

    def _read(self, wanted: int) -> bytes:
        if self._place < len(self._before):
            return self._before[self._place : self._place + wanted]
        self._file.seek(self._start + self._place - len(self._before))
        return self._file.read(wanted)


@dataclass(frozen=True, slots=True)
class Piece:
    """A sound file of its own; several of them may make up one file."""

    part: Part
    least_s: float = 0
    """That it must give."""
    most: int | None = None
    """Samples that are in it; what follows them is none."""
