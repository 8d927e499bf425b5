"""Files that are decoded by libsndfile, or stretches of a file → their samples, one after the other."""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
import soundfile

from briefing.audio import BrokenSoundError
from briefing.audio.channels import Samples, places
from briefing.audio.parts import Piece
from briefing.audio.source import BLOCK, Source, check_form, check_numbers


class ForwardFile(soundfile.SoundFile):  # type: ignore[misc]  # soundfile ships no types
    """soundfile seeks after every block, and an MP3 decoder that seeks has lost its bit reservoir."""

    def seekable(self) -> bool:
        return False


def read(pieces: list[Piece], *, ogg: bool = False) -> Source:
    """Raises BrokenSoundError, OSError."""
    first = _begun(pieces[0])
    return Source(
        sample_rate_hz=first.samplerate,
        channels=first.channels,
        places=places(first.channels, ogg=ogg),
        blocks=_blocks(first, pieces),
    )


def _begun(piece: Piece) -> ForwardFile:
    try:
        file = ForwardFile(io.BufferedReader(piece.part))
    except (soundfile.SoundFileError, RuntimeError, ValueError, TypeError) as exc:
        # libsndfile says of some that they "do not exist or are not a regular file".
        raise piece.part.failure or BrokenSoundError(
            "it cannot be decoded: it is broken at its start"
        ) from exc
    check_form(file.samplerate, file.channels)
    return file


def _blocks(first: ForwardFile, pieces: list[Piece]) -> Iterator[Samples]:
    for piece in pieces:
        with first if piece is pieces[0] else _begun(piece) as file:
            if (file.samplerate, file.channels) != (first.samplerate, first.channels):
                raise BrokenSoundError("its sample rate or its channels change in the middle")
            done = 0
            for block in _decoded(file, piece):
                done += len(block)
                check_numbers(block)
                yield np.ascontiguousarray(block.T)
            if done < piece.least_s * file.samplerate - 0.5:
                there_s = done / file.samplerate
                raise BrokenSoundError(f"only {there_s:.2f} of its {piece.least_s:.2f} s can be decoded")
            if not done:
                raise BrokenSoundError("it holds no sound")


def _decoded(file: ForwardFile, piece: Piece) -> Iterator[Samples]:
    """Each (samples, channels), no more than there are."""
    done = 0
    while done != piece.most:
        wanted = BLOCK if piece.most is None else min(BLOCK, piece.most - done)
        try:
            block = file.read(wanted, dtype="float32", always_2d=True)
        except (RuntimeError, ValueError, MemoryError) as exc:  # soundfile.SoundFileError is a RuntimeError
            where = f"it is broken at {done / file.samplerate:.1f} s or soon after"
            raise piece.part.failure or BrokenSoundError(f"it cannot be decoded: {where}") from exc
        if piece.part.failure:
            raise piece.part.failure
        if not len(block):
            return
        done += len(block)
        yield block
