"""Prepared clips → timeline: each placed to the sample, then all streamed as one programme.

Clips are never joined with `+=` (each join copies all that came before: 38 s for 490 clips) nor with pydub's
append (it cross-fades 100 ms by default: sound is lost and everything after it moves).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from briefing.mix.grid import Grid, Samples
from briefing.mix.preparing import Prepared, Spool
from briefing.model import Clip, Line, Pauses, Recording, Script

if TYPE_CHECKING:
    from briefing.mix.laid import Laid
    from briefing.mix.music import Score

_SHORTEST_MS = 500
"""BS.1770-4 measures 400 ms at a time, and meters say nothing of a programme that has not so much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A prepared clip with its place in the programme."""

    prepared: Prepared
    grid: Grid
    start: int
    """In the programme; the first sample of a hop, so that what was measured of the clip holds there."""
    gain: float
    """Linear."""

    @property
    def end(self) -> int:
        return self.start + self.prepared.length

    def at(self, clip_ms: int) -> int:
        """The sample of the programme at `clip_ms` of the clip's file, or the nearest that is left of it."""
        sample = self.start + round((clip_ms / 1000 - self.prepared.head_s) * self.grid.rate_hz)
        return min(max(sample, self.start), self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The programme before anything is rendered: where every clip stands."""

    grid: Grid
    clips: tuple[Placed, ...]
    """In the order of their starts; no two overlap."""
    length: int
    """Samples; whole hops."""
    music: Laid | None = None

    @property
    def duration_ms(self) -> int:
        return self.grid.ms(self.length)

    def blocks(self, spool: Spool) -> Iterator[Samples]:
        """The programme, a second at a time, the last one shorter; each (channels, whole hops)."""
        following = deque(self.clips)
        sounding: list[Placed] = []
        for start in range(0, self.length, self.grid.rate_hz):
            end = min(start + self.grid.rate_hz, self.length)
            while following and following[0].start < end:
                sounding.append(following.popleft())
            block = self.music.render(start, end) if self.music else self._silence(end - start)
            for placed in sounding:
                first, last = max(start, placed.start), min(end, placed.end)
                part = spool.read(placed.prepared.offset + first - placed.start, last - first)
                block[:, first - start : last - start] += part * np.float32(placed.gain)
            sounding = [placed for placed in sounding if placed.end > end]
            yield block

    def voice_peaks(self) -> NDArray[np.float32]:
        """True peaks of what is said, without the music, linear, per hop."""
        peaks = np.zeros(self.length // self.grid.hop, np.float32)
        for placed in self.clips:
            first = placed.start // self.grid.hop
            found = placed.prepared.peaks
            peaks[first : first + len(found)] = found * np.float32(placed.gain)
        return peaks

    def _silence(self, samples: int) -> Samples:
        return np.zeros((self.grid.channels, samples), np.float32)


def lay_out(
    recording: Recording,
    clips: Sequence[Prepared],
    gains_db: Iterable[float],
    grid: Grid,
    score: Score | None = None,
) -> Timeline:
    """Places the clips with the recording's pauses, or the show's music, between them."""
    placed: list[Placed] = []
    free, wanted = 0, score.lead_in if score else 0
    for prepared, gain_db in zip(clips, gains_db, strict=True):
        if placed:
            wanted += _gap(recording, placed[-1].prepared.clip, prepared.clip, grid, score)
        start = max(round(wanted / grid.hop) * grid.hop, free)
        placed.append(Placed(prepared=prepared, grid=grid, start=start, gain=10 ** (gain_db / 20)))
        free = grid.whole_hops(start + prepared.length)
        wanted += prepared.length  # not from `start`: what is rounded does not add up
    end = max(placed[-1].end + (score.tail if score else 0), grid.samples(_SHORTEST_MS))
    laid = None
    if score:
        segments: dict[int, int] = {}
        for one in placed:
            segments.setdefault(one.prepared.clip.segment, one.start)
        laid = score.laid([(one.start, one.end) for one in placed], list(segments.values()))
    return Timeline(grid=grid, clips=tuple(placed), length=grid.whole_hops(end), music=laid)


def line_of(script: Script, clip: Clip) -> Line:
    return script.segments[clip.segment].lines[clip.line]


def _gap(recording: Recording, before: Clip, after: Clip, grid: Grid, score: Score | None) -> int:
    if score and score.between and before.segment != after.segment:
        return score.between
    return grid.samples(max(0, _pause_ms(recording.script, before, after, recording.pauses)))


def _pause_ms(script: Script, before: Clip, after: Clip, pauses: Pauses) -> int:
    speakers = [(clip.voice, line_of(script, clip).speaker) for clip in (before, after)]
    return pauses.between_ms(
        same_segment=before.segment == after.segment,
        same_line=(before.segment, before.line) == (after.segment, after.line),
        same_speaker=speakers[0] == speakers[1],
    )
