"""A finished sound file → its samples, as a stream of blocks: whatever its length, memory stays small."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from briefing.audio.channels import Samples
from briefing.audio.coded import ForwardFile
from briefing.audio.hushing import HUSH
from briefing.errors import MixError

_BLOCK_S = 2
"""Shorter blocks cost more handing over, longer ones more memory: 0.7 MB in stereo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    sample_rate_hz: int
    channels: int
    blocks: Iterator[Samples]
    """Each (channels, samples), two seconds long; the last one shorter. Full scale is ±1.0, and what a lossy
    coder put above it is kept. Asking for the next raises MixError where the file is broken."""


@contextmanager
def decoded(path: Path) -> Iterator[Decoded]:
    """`path` opened, by what is in it: MP3, Opus, WAV and FLAC by libsndfile, M4A by PyAV.

    Raises MixError where it is missing, cannot be read, or is no sound file.
    """
    if not path.is_file():  # a pipe would be waited for
        raise MixError(f"{path} is no file" if path.exists() else f"{path} is not there")
    if _is_mp4(path):
        with _by_pyav(path) as opened:
            yield opened
        return
    try:
        with HUSH:
            file = ForwardFile(path)
    except (soundfile.SoundFileError, OSError, RuntimeError, ValueError) as exc:
        # libsndfile says of a page of HTML that it "does not exist or is not a regular file".
        raise MixError(f"{path} cannot be decoded", why="it is no sound, or broken from its start") from exc
    with file:
        yield Decoded(sample_rate_hz=file.samplerate, channels=file.channels, blocks=_read(file, path))


def _read(file: ForwardFile, path: Path) -> Iterator[Samples]:
    done = 0
    while True:
        try:
            with HUSH:
                block = file.read(_BLOCK_S * file.samplerate, dtype="float32", always_2d=True)
        except (soundfile.SoundFileError, RuntimeError, ValueError) as exc:
            why = f"it is broken after {done / file.samplerate:.0f} s or soon after that"
            raise MixError(f"{path} cannot be decoded", why=why) from exc
        if not len(block):
            return
        done += len(block)
        yield np.ascontiguousarray(block.T)


def _is_mp4(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(12)[4:8] == b"ftyp"  # ISO 14496-12
    except OSError as exc:
        raise _undecodable(path, exc) from exc


@contextmanager
def _by_pyav(path: Path) -> Iterator[Decoded]:
    try:
        import av
    except ImportError as exc:
        raise MixError(
            f"{path} cannot be decoded", why=str(exc), hint="Type: pip install 'briefing[formats]'"
        ) from exc
    try:
        container = av.open(str(path))
    except (av.error.FFmpegError, OSError, ValueError) as exc:
        raise _undecodable(path, exc) from exc
    with container:
        if not container.streams.audio:
            raise MixError(f"{path} cannot be decoded", why="there is no sound in it")
        stream = container.streams.audio[0]
        rate_hz = stream.codec_context.sample_rate
        frames = _frames(container, path)
        if stream.duration is not None and stream.time_base is not None:
            frames = _first(frames, round(stream.duration * stream.time_base * rate_hz))
        yield Decoded(
            sample_rate_hz=rate_hz,
            channels=stream.codec_context.channels,
            blocks=_collected(frames, _BLOCK_S * rate_hz),
        )


def _frames(container: Any, path: Path) -> Iterator[Samples]:
    import av

    try:
        for frame in container.decode(audio=0):
            samples = frame.to_ndarray()
            if not frame.format.is_planar:
                samples = samples.reshape(-1, len(frame.layout.channels)).T
            if samples.dtype.kind == "i":
                samples = samples / np.float32(np.iinfo(samples.dtype).max + 1)
            yield samples.astype(np.float32, copy=False)
    except (av.error.FFmpegError, OSError, ValueError) as exc:
        raise _undecodable(path, exc) from exc


def _first(parts: Iterator[Samples], length: int) -> Iterator[Samples]:
    """The first `length` samples: AAC comes in frames of 1,024, and what fills the last one is no sound."""
    for part in parts:
        yield part[:, :length]
        length -= part.shape[1]
        if length <= 0:
            return


def _collected(parts: Iterator[Samples], length: int) -> Iterator[Samples]:
    """The same samples in blocks of `length`, the last one shorter."""
    waiting: list[Samples] = []
    held = 0
    for part in parts:
        waiting.append(part)
        held += part.shape[1]
        while held >= length:
            joined = np.concatenate(waiting, axis=1)
            yield joined[:, :length]
            waiting, held = [joined[:, length:]], held - length
    if held:
        yield np.concatenate(waiting, axis=1)


def _undecodable(path: Path, exc: Exception) -> MixError:
    why = getattr(exc, "strerror", None) or str(exc)  # PyAV's errors have one as well
    return MixError(f"{path} cannot be decoded", why=" ".join(why.split()))
