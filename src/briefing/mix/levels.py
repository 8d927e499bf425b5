"""Measured clips and programme → gains: every voice equally loud, the whole at the show's loudness."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.mix import limiter
from briefing.mix.assembly import Prepared
from briefing.mix.clips import RATE_HZ, Samples
from briefing.mix.limiter import HOP
from briefing.mix.loudness import SILENCE_LUFS, Energies, Meter, gated_lufs, gating_blocks

_PER_SLOT = RATE_HZ // 10 // HOP

_CLIP_DB = 3.0
"""How far one clip may be moved against its voice: more would flatten what was meant to be soft or loud."""
_CLIP_S = 3.0
"""A shorter clip's loudness says more about its vowels than about its level: it takes its voice's gain."""
_MOST_DB = 24.0
"""A voice recorded lower than this allows for is mostly the noise of its recording."""
_MAKE_UP_DB = 6.0
"""Most that the programme is raised after its voices: what the limiter takes from a very peaky one."""
_FAR_LU = 0.5
"""The tolerance of EBU R 128 (2014)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What was measured of a programme, per hop."""

    energies: Energies
    peaks: NDArray[np.float32]
    """True peaks, linear."""

    @property
    def lufs(self) -> float:
        return gated_lufs(gating_blocks(_slots(self.energies)))

    @property
    def true_peak_dbtp(self) -> float:
        """−120 for digital silence."""
        return 20 * math.log10(max(1e-6, float(self.peaks.max(initial=0.0))))


class Surveyor:
    """Measures blocks of whole hops as they stream by."""

    def __init__(self) -> None:
        self._meter = Meter(RATE_HZ, per_slot=_PER_SLOT)
        self._peaks = limiter.TruePeaks()

    def watching(self, blocks: Iterable[Samples]) -> Iterator[Samples]:
        for block in blocks:
            self._meter.push(block)
            self._peaks.push(block)
            yield block

    def survey(self) -> Survey:
        return Survey(energies=self._meter.energies(), peaks=self._peaks.peaks())


def survey(blocks: Iterable[Samples]) -> Survey:
    surveyor = Surveyor()
    for _ in surveyor.watching(blocks):
        pass
    return surveyor.survey()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mastering:
    """What is done to the whole programme: one gain, then the limiter."""

    gain_db: float
    edges: NDArray[np.float32]
    """The limiter's gains, at the edges of the hops."""

    @property
    def gain(self) -> float:
        return float(10 ** (self.gain_db / 20))

    @property
    def limited_ms(self) -> int:
        touched = np.minimum(self.edges[:-1], self.edges[1:]) < 1.0
        return round(int(touched.sum()) * HOP * 1000 / RATE_HZ)

    def rendered(self, blocks: Iterable[Samples]) -> Iterator[Samples]:
        """The blocks (whole hops each) as they will be coded."""
        hop = 0
        for block in blocks:
            hops = len(block) // HOP
            yield limiter.apply(block * np.float32(self.gain), self.edges[hop : hop + hops + 1])
            hop += hops


def voice_gains(clips: Sequence[Prepared], target_lufs: float) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """Gain of every clip in dB, and warnings.

    A voice is measured over all of its clips together and brought to the target as one; a clip that is long
    enough is brought nearer to its voice's mean.
    """
    names = dict.fromkeys(clip.clip.voice for clip in clips)
    voices = {voice: _voice_lufs(clips, voice) for voice in names}
    warnings = []
    for voice, lufs in voices.items():
        if SILENCE_LUFS < lufs < target_lufs - _MOST_DB:
            warnings.append(
                f"the voice {voice} is very quiet ({lufs:.0f} LUFS): raised by only {_MOST_DB:.0f} dB"
            )
    return tuple(_clip_gain_db(clip, voices[clip.clip.voice], target_lufs) for clip in clips), tuple(warnings)


def master(survey: Survey, target_lufs: float) -> Mastering:
    """The one gain with which the programme, limited, comes to the target.

    The limiter makes a programme quieter, so the gain is sought with the limiter in place; on the survey's
    grid a trial costs about a millisecond a minute.
    """
    energies, peaks = survey.energies, survey.peaks
    if survey.lufs <= SILENCE_LUFS:
        return Mastering(gain_db=0.0, edges=limiter.gain_curve(peaks))
    gain_db = min(target_lufs - survey.lufs, _MAKE_UP_DB)
    for _ in range(12):
        missing = target_lufs - _limited_lufs(energies, peaks, gain_db)
        if abs(missing) < 0.01:
            break
        gain_db = min(gain_db + missing, _MAKE_UP_DB)
    return Mastering(gain_db=gain_db, edges=limiter.gain_curve(peaks * np.float32(10 ** (gain_db / 20))))


def off_target(lufs: float, target_lufs: float) -> tuple[str, ...]:
    """A warning where the finished programme missed its loudness."""
    if abs(lufs - target_lufs) <= _FAR_LU:
        return ()
    return (f"the episode measures {lufs:.1f} LUFS where {target_lufs:.1f} was wanted",)


def _voice_lufs(clips: Sequence[Prepared], voice: str) -> float:
    blocks = [gating_blocks(clip.energies) for clip in clips if clip.clip.voice == voice]
    return gated_lufs(np.concatenate(blocks))


def _clip_gain_db(clip: Prepared, voice_lufs: float, target_lufs: float) -> float:
    if voice_lufs <= SILENCE_LUFS:
        return 0.0
    gain_db = min(target_lufs - voice_lufs, _MOST_DB)
    lufs = gated_lufs(gating_blocks(clip.energies))
    if clip.length < _CLIP_S * RATE_HZ or lufs <= SILENCE_LUFS:
        return gain_db
    return gain_db + min(_CLIP_DB, max(-_CLIP_DB, voice_lufs - lufs))


def _limited_lufs(energies: Energies, peaks: NDArray[np.float32], gain_db: float) -> float:
    edges = limiter.gain_curve(peaks * np.float32(10 ** (gain_db / 20))).astype(np.float64)
    left, right = edges[:-1], edges[1:]
    squared = (left * left + left * right + right * right) / 3  # mean of the square of a straight line
    return gated_lufs(gating_blocks(_slots(energies * squared))) + gain_db


def _slots(energies: Energies) -> Energies:
    """Hops → 100 ms; the last slot is filled up with silence."""
    padded = np.pad(energies, (0, -len(energies) % _PER_SLOT))
    return np.asarray(padded.reshape(-1, _PER_SLOT).mean(axis=1))
