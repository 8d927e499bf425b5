"""Measured clips and programme → gains: every voice equally loud, the whole at the show's loudness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.mix import limiter
from briefing.mix.assembly import Timeline
from briefing.mix.grid import Grid, Samples
from briefing.mix.loudness import SILENCE_LUFS, Energies, Meter, gated_lufs, gating_blocks
from briefing.mix.oversampling import TruePeaks
from briefing.mix.preparing import Prepared, Spool

_CLIP_DB = 3.0
"""How far one clip may be moved against its voice: more would flatten what was meant to be soft or loud."""
_CLIP_S = 3.0
"""A shorter clip's loudness says more about its vowels than about its level: it takes its voice's gain."""
_QUIET_DB = 24.0
"""A voice that must be raised by more is, beside what it says, mostly the noise of its recording."""
_MOST_DB = 45.0
"""Then 16 bits leave half of theirs for what is said."""
_MAKE_UP_DB = 20.0
"""Most that the programme is raised after its voices: what the limiter takes from a very peaky one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What was measured of a programme, per hop."""

    grid: Grid
    energies: NDArray[np.float32]
    """Sum of the channels, as BS.1770-4 has it: both are in front."""
    peaks: NDArray[np.float32]
    """True peaks, linear; the higher of the channels."""

    @property
    def lufs(self) -> float:
        return gated_lufs(gating_blocks(slots(self.energies, self.grid)))


def survey(timeline: Timeline, spool: Spool) -> Survey:
    """Of the whole programme: without music what was measured of the clips, else it is rendered once."""
    if timeline.music is None:
        return _of_clips(timeline)
    grid = timeline.grid
    meters = [Meter(grid.rate_hz, per_slot=grid.hops_per_slot) for _ in range(grid.channels)]
    peaks = [TruePeaks(grid) for _ in range(grid.channels)]
    for block in timeline.blocks(spool):
        for channel, meter, peak in zip(block, meters, peaks, strict=True):
            meter.push(channel)
            peak.push(channel)
    return Survey(
        grid=grid,
        energies=np.asarray(sum(meter.energies() for meter in meters), np.float32),
        peaks=np.asarray(np.maximum.reduce([peak.peaks() for peak in peaks])),
    )


def _of_clips(timeline: Timeline) -> Survey:
    """They do not overlap, and what the weighting's filter rings on after one is far below it: 5 ms fades."""
    grid = timeline.grid
    energies = np.zeros(timeline.length // grid.hop, np.float32)
    for placed in timeline.clips:
        first, found = placed.start // grid.hop, placed.prepared.energies
        energies[first : first + len(found)] = found * np.float32(placed.gain**2 * grid.channels)
    return Survey(grid=grid, energies=energies, peaks=timeline.voice_peaks())


@dataclass(frozen=True, slots=True, kw_only=True)
class Mastering:
    """What is done to the whole programme: one gain, then the limiter."""

    grid: Grid
    gain_db: float
    edges: NDArray[np.float32]
    """The limiter's gains, at the edges of the hops."""

    @property
    def gain(self) -> float:
        return float(10 ** (self.gain_db / 20))

    @property
    def at_its_end(self) -> bool:
        """The programme cannot be raised further."""
        return self.gain_db >= _MAKE_UP_DB

    @property
    def limited_ms(self) -> int:
        touched = np.minimum(self.edges[:-1], self.edges[1:]) < 1.0
        return self.grid.ms(int(touched.sum()) * self.grid.hop)

    def rendered(self, blocks: Iterable[Samples]) -> Iterator[Samples]:
        """The blocks (channels, whole hops) as they will be coded."""
        hop = 0
        for block in blocks:
            hops = block.shape[1] // self.grid.hop
            yield limiter.apply(block * np.float32(self.gain), self.edges[hop : hop + hops + 1])
            hop += hops


def voice_gains(
    clips: Sequence[Prepared], target_lufs: float, grid: Grid
) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """Gain of every clip in dB, and warnings. `target_lufs`: of the voice alone, in one channel.

    A voice is measured over all of its clips together and brought to the target as one; a clip that is long
    enough is brought nearer to its voice's mean.
    """
    names = dict.fromkeys(clip.clip.voice for clip in clips)
    voices = {voice: _voice_lufs(clips, voice, grid) for voice in names}
    warnings = []
    for voice, lufs in voices.items():
        if SILENCE_LUFS < lufs < target_lufs - _QUIET_DB:
            warnings.append(f"the voice {voice} is very quiet ({lufs:.0f} LUFS): its noise is raised with it")
    gains = tuple(_clip_gain_db(clip, voices[clip.clip.voice], target_lufs, grid) for clip in clips)
    return gains, tuple(warnings)


def master(survey: Survey, target_lufs: float, *, ceiling_dbtp: float = limiter.CEILING_DBTP) -> Mastering:
    """The one gain with which the programme, limited, comes to the target.

    The limiter makes a programme quieter, so the gain is sought with the limiter in place; on the survey's
    grid a trial costs about a millisecond a minute.
    """
    gain_db = 0.0
    if (lufs := survey.lufs) > SILENCE_LUFS:
        before, step, yields = lufs, target_lufs - lufs, 1.0
        for _ in range(20):
            gain_db = min(gain_db + step, _MAKE_UP_DB)
            reached = _limited_lufs(survey, gain_db, ceiling_dbtp)
            if abs(target_lufs - reached) < 0.01 or gain_db == _MAKE_UP_DB:
                break
            if abs(step) > 0.001:  # what a decibel of gain has brought: the more is limited, the less
                yields = min(1.0, max(0.2, (reached - before) / step))
            before, step = reached, (target_lufs - reached) / yields
    return Mastering(grid=survey.grid, gain_db=gain_db, edges=_edges(survey, gain_db, ceiling_dbtp))


def _voice_lufs(clips: Sequence[Prepared], voice: str, grid: Grid) -> float:
    blocks = [gating_blocks(slots(clip.energies, grid)) for clip in clips if clip.clip.voice == voice]
    return gated_lufs(np.concatenate(blocks))


def _clip_gain_db(clip: Prepared, voice_lufs: float, target_lufs: float, grid: Grid) -> float:
    if voice_lufs <= SILENCE_LUFS:
        return 0.0
    gain_db = min(target_lufs - voice_lufs, _MOST_DB)
    lufs = gated_lufs(gating_blocks(slots(clip.energies, grid)))
    if clip.length < _CLIP_S * grid.rate_hz or lufs <= SILENCE_LUFS:
        return gain_db
    return gain_db + min(_CLIP_DB, max(-_CLIP_DB, voice_lufs - lufs))


def _edges(survey: Survey, gain_db: float, ceiling_dbtp: float) -> NDArray[np.float32]:
    return limiter.gain_curve(survey.peaks * np.float32(10 ** (gain_db / 20)), ceiling_dbtp)


def _limited_lufs(survey: Survey, gain_db: float, ceiling_dbtp: float) -> float:
    edges = _edges(survey, gain_db, ceiling_dbtp)
    left, right = edges[:-1], edges[1:]
    squared = left * left  # all of it is the mean of the square of a straight line
    squared += left * right
    squared += right * right
    squared /= 3
    return gated_lufs(gating_blocks(slots(survey.energies * squared, survey.grid))) + gain_db


def slots(energies: NDArray[np.float32], grid: Grid) -> Energies:
    """Hops → 100 ms; the last slot is filled up with silence."""
    padded = np.pad(energies, (0, -len(energies) % grid.hops_per_slot))
    return np.asarray(padded.reshape(-1, grid.hops_per_slot).mean(axis=1, dtype=np.float64))
