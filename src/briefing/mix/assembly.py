"""Recording → timeline: every clip prepared once, placed to the sample, then streamed as one programme.

Clips are never joined with `+=` (each join copies all that came before: 38 s for 490 clips) nor with pydub's
append (it cross-fades 100 ms by default: sound is lost and everything after it moves).
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from briefing.errors import MixError
from briefing.mix.clips import RATE_HZ, BrokenClipError, Samples, Sound, sound
from briefing.mix.limiter import HOP
from briefing.mix.loudness import Energies, Meter
from briefing.model import Clip, Line, Pauses, Recording, Script

BLOCK = HOP * 210
"""Samples that are streamed at a time: one second."""

_WORKERS = min(4, os.cpu_count() or 1)
_AHEAD_MS = 120_000
"""Of clips that are being prepared at a time: very long ones take their turn, so that memory stays small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A clip whose sound waits, trimmed and at RATE_HZ, in the spool."""

    clip: Clip
    offset: int
    """First sample in the spool."""
    length: int
    energies: Energies
    """K-weighted, per 100 ms."""
    silent: bool
    head_s: float
    """How much earlier than the spooled sound the clip's file begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A prepared clip with its place in the programme."""

    prepared: Prepared
    start: int
    """First sample in the programme."""
    gain: float
    """Linear."""

    @property
    def end(self) -> int:
        return self.start + self.prepared.length

    def at(self, clip_ms: int) -> int:
        """The sample of the programme at `clip_ms` of the clip's file, or the nearest that is left of it."""
        sample = self.start + round((clip_ms / 1000 - self.prepared.head_s) * RATE_HZ)
        return min(max(sample, self.start), self.end)


class Spool:
    """Prepared sound in a file without a name: 10 MB a minute, gone with the process, however it ends."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._length = 0

    def append(self, samples: Samples) -> int:
        """Offset of the samples. Raises OSError when the disk is full."""
        offset = self._length
        self._file.write(samples.data)
        self._length += len(samples)
        return offset

    def read(self, offset: int, length: int) -> Samples:
        self._file.seek(offset * 4)
        return np.frombuffer(self._file.read(length * 4), dtype=np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The programme before anything is rendered: where every clip stands."""

    clips: tuple[Placed, ...]
    """In the order of their starts."""
    length: int
    """Samples; whole hops."""

    @property
    def duration_ms(self) -> int:
        return round(self.length * 1000 / RATE_HZ)

    def blocks(self, spool: Spool) -> Iterator[Samples]:
        """The programme, BLOCK samples at a time, the last one shorter."""
        following = deque(self.clips)
        sounding: list[Placed] = []
        for start in range(0, self.length, BLOCK):
            end = min(start + BLOCK, self.length)
            while following and following[0].start < end:
                sounding.append(following.popleft())
            block = np.zeros(end - start, np.float32)
            for placed in sounding:
                first, last = max(start, placed.start), min(end, placed.end)
                part = spool.read(placed.prepared.offset + first - placed.start, last - first)
                block[first - start : last - start] += part * np.float32(placed.gain)
            sounding = [placed for placed in sounding if placed.end > end]
            yield block


def prepare(recording: Recording, spool: Spool) -> tuple[Prepared, ...]:
    """Every clip's sound, in order, written to the spool.

    Raises MixError, naming the line, for a clip that is broken or missing; OSError when the disk is full.
    """
    _check_complete(recording)
    return tuple(
        Prepared(
            clip=clip,
            offset=spool.append(made.samples),
            length=len(made.samples),
            energies=energies,
            silent=made.silent,
            head_s=made.head_s,
        )
        for clip, made, energies in _sounds(recording)
    )


def lay_out(recording: Recording, clips: Sequence[Prepared], gains_db: Iterable[float]) -> Timeline:
    """Places the clips with the recording's pauses between them."""
    placed: list[Placed] = []
    end = 0
    for prepared, gain_db in zip(clips, gains_db, strict=True):
        if placed:
            pause_ms = _pause_ms(recording.script, placed[-1].prepared.clip, prepared.clip, recording.pauses)
            end += max(0, pause_ms) * RATE_HZ // 1000
        placed.append(Placed(prepared=prepared, start=end, gain=10 ** (gain_db / 20)))
        end += prepared.length
    return Timeline(clips=tuple(placed), length=-(-end // HOP) * HOP)


def silent_lines(script: Script, clips: Iterable[Prepared]) -> tuple[str, ...]:
    """A warning for every line whose sound is too soft to be heard."""
    silent = (prepared.clip for prepared in clips if prepared.silent)
    return tuple(f"{name_of(script, clip.segment, clip.line)} is silent, or nearly so" for clip in silent)


def line_of(script: Script, clip: Clip) -> Line:
    return script.segments[clip.segment].lines[clip.line]


def name_of(script: Script, segment: int, line: int) -> str:
    """How a message names a line: counted from 1, with its first words."""
    text = " ".join(script.segments[segment].lines[line].text.split())
    start = text if len(text) <= 40 else text[:40].rsplit(" ", 1)[0] + " …"
    return f"segment {segment + 1}, line {line + 1} “{start}”"


def _pause_ms(script: Script, before: Clip, after: Clip, pauses: Pauses) -> int:
    speakers = [(clip.voice, line_of(script, clip).speaker) for clip in (before, after)]
    return pauses.between_ms(
        same_segment=before.segment == after.segment,
        same_line=(before.segment, before.line) == (after.segment, after.line),
        same_speaker=speakers[0] == speakers[1],
    )


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


def _sounds(recording: Recording) -> Iterator[tuple[Clip, Sound, Energies]]:
    """The clips' sounds in order, a few being made at a time: decoding, resampling and filtering run in C."""
    with ThreadPoolExecutor(_WORKERS) as pool:
        waiting: deque[tuple[Clip, Future[tuple[Sound, Energies]]]] = deque()
        clips = iter(recording.clips)
        try:
            while True:
                while _has_room(clip for clip, _ in waiting) and (clip := next(clips, None)):
                    waiting.append((clip, pool.submit(_measured, clip.audio)))
                if not waiting:
                    return
                clip, future = waiting.popleft()
                yield clip, *_result(recording.script, clip, future)
        finally:
            pool.shutdown(cancel_futures=True)


def _has_room(waiting: Iterable[Clip]) -> bool:
    lengths_ms = [clip.duration_ms for clip in waiting]
    return len(lengths_ms) <= _WORKERS and sum(lengths_ms) < _AHEAD_MS


def _measured(path: Path) -> tuple[Sound, Energies]:
    made = sound(path)
    meter = Meter(RATE_HZ)
    meter.push(made.samples)
    return made, meter.energies()


def _result(script: Script, clip: Clip, future: Future[tuple[Sound, Energies]]) -> tuple[Sound, Energies]:
    where = name_of(script, clip.segment, clip.line)
    again = f"Delete {clip.audio} and run it again."
    try:
        return future.result()
    except BrokenClipError as exc:
        raise MixError(f"the sound of {where} cannot be used", why=str(exc), hint=again) from exc
    except OSError as exc:
        why = exc.strerror or str(exc)
        raise MixError(f"the sound of {where} cannot be read", why=f"{why} ({clip.audio})") from exc
