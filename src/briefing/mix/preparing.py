"""Clip files → trimmed, resampled, measured sound in a spool: each as soon as it is there, while others are
still being spoken."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from briefing.audio import BrokenSoundError
from briefing.errors import MixError
from briefing.mix.clips import sound
from briefing.mix.grid import Grid, Samples
from briefing.mix.loudness import Meter
from briefing.mix.oversampling import TruePeaks
from briefing.mix.wording import first_words
from briefing.model import Clip, Recording, Script

_WORKERS = min(2, os.cpu_count() or 1)
"""With four, an hour takes 15 MB more: each has its own heap. They are ahead of any engine with two."""
_LONG_BYTES = 4 * 2**20
"""Of a clip's file: longer ones are prepared one at a time, so that memory stays small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A clip whose sound waits, trimmed and at the programme's rate, in the spool."""

    clip: Clip
    offset: int
    """First sample in the spool."""
    length: int
    energies: NDArray[np.float32]
    """K-weighted mean squares, per hop."""
    peaks: NDArray[np.float32]
    """True peaks, linear, per hop."""
    silent: bool
    head_s: float
    """How much earlier than the spooled sound the clip's file begins."""


class Spool:
    """Prepared sound in a file without a name: 10 MB a minute, gone with the process, however it ends."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._length = 0
        self._turn = threading.Lock()

    def append(self, samples: Samples) -> int:
        """Offset of the samples. Raises OSError when the disk is full."""
        with self._turn:
            offset = self._length
            self._file.seek(offset * 4)
            self._file.write(samples.data)
            self._length += len(samples)
        return offset

    def read(self, offset: int, length: int) -> Samples:
        with self._turn:
            self._file.seek(offset * 4)
            return np.frombuffer(self._file.read(length * 4), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class _Spooled:
    offset: int
    length: int
    energies: NDArray[np.float32]
    peaks: NDArray[np.float32]
    silent: bool
    head_s: float


class _UnreadableError(Exception):
    """The system would not give a clip's bytes; the cause says why."""


class Preparation:
    """Clips on their way into the spool, each file once. Decoding, resampling and filtering run in C."""

    def __init__(self, grid: Grid, spool: Spool) -> None:
        self.grid = grid
        self.spool = spool
        self._pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="mix")
        self._begun: dict[Path, Future[_Spooled]] = {}
        self._turn = threading.Lock()
        self._one_long = threading.Lock()

    def __enter__(self) -> Preparation:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def begin(self, clip: Path) -> None:
        """Returns at once; what is wrong with the clip is said by `of`."""
        with self._turn:  # who waits for the bench goes on while others' clips are still being handed in
            if clip not in self._begun:
                self._begun[clip] = self._pool.submit(self._prepare, clip)

    def of(self, recording: Recording) -> tuple[Prepared, ...]:
        """Every clip, in the order in which they are heard.

        Raises MixError, naming the line, for a clip that is broken or missing; OSError when the disk is full.
        """
        _check_complete(recording)
        for clip in recording.clips:
            self.begin(clip.audio)
        made = [_result(recording.script, clip, self._begun[clip.audio]) for clip in recording.clips]
        return tuple(
            Prepared(
                clip=clip,
                offset=spooled.offset,
                length=spooled.length,
                energies=spooled.energies,
                peaks=spooled.peaks,
                silent=spooled.silent,
                head_s=spooled.head_s,
            )
            for clip, spooled in zip(recording.clips, made, strict=True)
        )

    def _prepare(self, path: Path) -> _Spooled:
        try:
            with self._one_long if path.stat().st_size > _LONG_BYTES else nullcontext():
                made = sound(path, self.grid.rate_hz)
                meter = Meter(self.grid.rate_hz, per_slot=self.grid.hops_per_slot)
                true_peaks = TruePeaks(self.grid)
                for start in range(0, len(made.samples), self.grid.rate_hz):  # whole, it took 35 MB more
                    piece = made.samples[start : start + self.grid.rate_hz]
                    meter.push(piece)
                    true_peaks.push(piece)
        except OSError as exc:
            raise _UnreadableError from exc
        return _Spooled(
            offset=self.spool.append(made.samples),
            length=len(made.samples),
            energies=meter.energies().astype(np.float32),
            peaks=true_peaks.peaks(),
            silent=made.silent,
            head_s=made.head_s,
        )


def silent_lines(script: Script, clips: Iterable[Prepared]) -> tuple[str, ...]:
    """A warning for every line whose sound is too soft to be heard."""
    silent = (prepared.clip for prepared in clips if prepared.silent)
    return tuple(f"{name_of(script, clip.segment, clip.line)} is silent, or nearly so" for clip in silent)


def name_of(script: Script, segment: int, line: int) -> str:
    """How a message names a line: counted from 1, with its first words."""
    start = first_words(script.segments[segment].lines[line].text)
    return f"segment {segment + 1}, line {line + 1} “{start}”"


def _check_complete(recording: Recording) -> None:
    """Every line has its sound, in the script's order: what is missing here, nobody would miss later."""
    script = recording.script
    wanted = [
        (s, n)
        for s, segment in enumerate(script.segments)
        for n, line in enumerate(segment.lines)
        if (s, n) not in recording.left_out
    ]
    if not wanted:
        raise MixError("the script has no line to be heard", hint="Add one to script.yaml.")
    heard = [(clip.segment, clip.line, clip.part) for clip in recording.clips]
    spoken = {(segment, line) for segment, line, _ in heard}
    for segment, line in wanted:
        if (segment, line) not in spoken:
            raise MixError(
                f"{name_of(script, segment, line)} has no sound", hint="Type: briefing speak EPISODE"
            )
    if heard != sorted(set(heard)) or not spoken <= set(wanted):
        raise MixError("the clips are not those of the script", hint="Type: briefing speak EPISODE")


def _result(script: Script, clip: Clip, future: Future[_Spooled]) -> _Spooled:
    where = name_of(script, clip.segment, clip.line)
    again = f"Delete {clip.audio} and run it again."
    try:
        return future.result()
    except BrokenSoundError as exc:
        why = f"{exc} ({clip.audio})" if str(clip.audio) not in str(exc) else str(exc)
        raise MixError(f"the sound of {where} cannot be used", why=why, hint=again) from exc
    except _UnreadableError as exc:
        cause = exc.__cause__
        why = (cause.strerror if isinstance(cause, OSError) else None) or str(cause)
        raise MixError(f"the sound of {where} cannot be read", why=f"{why} ({clip.audio})") from exc
