"""A show's music and where somebody speaks → the music in its places: under, between and around the words.

The intro is heard alone until what is left of it is soft; then it goes down as a bed does, and the first
words come over its end. If a piece that dies away ended first, there would be a hole before the news; words
over a piece that still plays would cost the listener the headline. Nothing begins over words: sting and outro
wait for the last of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path

import numpy as np

from briefing.audio import BrokenSoundError
from briefing.errors import MixError
from briefing.mix import tracks
from briefing.mix.grid import Grid
from briefing.mix.laid import Curve, Laid, Part
from briefing.mix.loudness import energy_of
from briefing.mix.preparing import Spool
from briefing.mix.tracks import Track
from briefing.model import Music

_PIECE_DB = -2.0
"""A piece that is heard alone, against the voices. A mastered signature at full level is 8 to 10 dB louder:
who has set the volume by the voice would turn it down, and up again. At the voices' own loudness it would be
as loud as the news, and an episode's gain would follow a long one instead of the speech."""
_DUCKED_DB = -18.0
"""A bed while somebody speaks."""
_OPEN_DB = -10.0
"""A bed while nobody does."""
_MOST_DB = 30.0
"""A piece that must be raised by more is mostly its own noise."""
_HIGHEST_PIECE_DBFS = 0.0
"""Of a piece's samples; the limiter then takes 3 or 4 dB of the highest."""
_HIGHEST_BED_DBFS = -12.0
"""Of a ducked bed's: it must not make the limiter take from the voices, as one of drums or clicks would."""

_DOWN_MS = 200
_UP_MS = 600
"""The bed comes back in longer pauses only than both take: between sentences it would pump."""
_BED_IN_MS = 400
_BED_BEFORE_MS = 2000
"""A bed without an intro is heard before the first words."""
_BED_AFTER_MS = 3500
_BED_OUT_MS = 2000
_SEAM_MS = 30
"""A bed's end is laid over its start: long enough that no step is heard, too short for a beat to be."""
_SHORTEST_BED_MS = 1000
"""What is shorter would hum when it is repeated."""
_SHORTEST_PIECE_MS = 100
_EARLY_MS = 60_000
"""As much of a bed is read before it is known how long the programme is."""

_BREATH_MS = 300
"""Between words and the piece after them."""
_EDGE_MS = 10
"""Of the fades at both ends of a piece."""
_CUT_MS = 500
"""Of the fade where a piece is still heard when the programme ends."""
_FADED_SHARE = 5
"""Of a piece that is cut because it is too long, a fifth fades."""
_INTRO_MS = 15_000
"""An introduction that keeps the listener longer from the news is cut."""
_STING_MS = 6_000
_OUTRO_MS = 30_000


Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Music that is heard once, alone."""

    track: Track
    gain: float
    """Linear."""
    settled: int
    """The sample from which it stays as soft as a bed that is heard alone."""
    fade: int
    """Samples over which its end goes down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bed:
    """Music that is heard under all that is said, as often as it takes."""

    path: Path
    track: Track
    """Its first minute, or all of it."""

    def reaching(self, length: int) -> Track:
        """More than so many samples of it, or all there are. Raises MixError, OSError."""
        wanted = length + self.track.grid.samples(_SEAM_MS)
        if self.track.whole or self.track.length >= wanted:
            return self.track
        with _naming("bed", self.path):
            return tracks.load(self.path, self.track.grid, self.track.spool, most=wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A show's music, before it is known when somebody speaks."""

    grid: Grid
    voice_lufs: float
    """Of the voices in the programme, all channels."""
    intro: _Piece | None
    outro: _Piece | None
    sting: _Piece | None
    bed: _Bed | None

    @property
    def lead_in(self) -> int:
        """Samples before the first words."""
        if self.intro:
            return self.intro.settled + self.grid.samples(_DOWN_MS)
        return self.grid.samples(_BED_BEFORE_MS) if self.bed else 0

    @property
    def between(self) -> int:
        """Samples instead of the pause between two segments; 0: the pause."""
        if not self.sting:
            return 0
        return self.grid.samples(_BREATH_MS) + self.sting.settled + self.grid.samples(_DOWN_MS)

    @property
    def tail(self) -> int:
        """Samples after the last words."""
        if self.outro:
            return self.grid.samples(_BREATH_MS) + self.outro.track.length
        return self.grid.samples(_BED_AFTER_MS) if self.bed else 0

    def laid(self, spans: Sequence[Span], edges: Sequence[int]) -> Laid:
        """The music in its places: `spans` are first and last sample of all that is said, in order; `edges`
        the starts of the segments, the first one's as well.

        Raises MixError or OSError where the rest of a long bed cannot be read.
        """
        first, last = spans[0][0], spans[-1][1]
        down = self.grid.samples(_DOWN_MS)
        placed: list[tuple[int, _Piece]] = []
        if self.intro:
            placed.append((max(0, first - down - self.intro.settled), self.intro))
        if self.sting:
            placed += [(edge - down - self.sting.settled, self.sting) for edge in edges[1:]]
        if self.outro:
            placed.append((last + self.grid.samples(_BREATH_MS), self.outro))
        end = last + self.tail
        parts = [
            _heard_once(piece, start, end, then_words=piece is not self.outro) for start, piece in placed
        ]
        if self.bed:
            bed = self.bed.reaching(end)
            alone = [(start, start + piece.settled) for start, piece in placed]
            ducked = _gain(bed, self.voice_lufs + _DUCKED_DB, _HIGHEST_BED_DBFS)
            gains = self._bed_gains(ducked, spans, alone, end)
            parts.append(Part(track=bed, start=0, end=end, gains=(gains,), seam=self.grid.samples(_SEAM_MS)))
        return Laid(grid=self.grid, parts=tuple(parts))

    def _bed_gains(self, ducked: float, spans: Sequence[Span], alone: Sequence[Span], end: int) -> Curve:
        """`ducked` while somebody speaks, silent while a piece is heard alone, higher where neither is."""
        opened = ducked * 10 ** ((_OPEN_DB - _DUCKED_DB) / 20)
        down, up = (self.grid.samples(ms) for ms in (_DOWN_MS, _UP_MS))
        held = sorted([*((*span, ducked) for span in spans), *((*span, 0.0) for span in alone)])
        points = [(0, 0.0)]
        if not self.intro:
            before = spans[0][0]
            points += [(min(self.grid.samples(_BED_IN_MS), before // 2), opened)]
            points += [(max(before - down, before // 2), opened), (before, ducked)]
        for (_, ends, low), (starts, next_ends, next_low) in pairwise(held):
            if starts - ends >= down + up:
                points += [(ends, low), (ends + up, opened), (starts - down, opened), (starts, next_low)]
            elif next_low > low:
                points += [(ends, low), (min(ends + up, next_ends), next_low)]
            elif next_low < low:
                points += [(starts - down, low), (starts, next_low)]
        if not self.outro:
            ends = held[-1][1]
            points += [(ends, ducked), (ends + up, opened), (end - self.grid.samples(_BED_OUT_MS), opened)]
            points += [(end, 0.0)]
        return Curve.through(points)


def stereo(music: Music) -> bool:
    """Whether any of the pieces is. Raises MixError, naming the first file that is missing or no sound."""
    return 2 in [_channels(name, path) for name, path in _named(music)]


def score(music: Music, grid: Grid, spool: Spool, *, voice_lufs: float) -> Score | None:
    """The pieces, read into the spool and measured; None where there are none.

    `voice_lufs`: of a voice alone, in one channel. Raises MixError, naming the file, for one that cannot be
    used; OSError when the disk is full.
    """
    named = dict(_named(music))
    if not named:
        return None
    voices_lufs = voice_lufs + 10 * math.log10(grid.channels)

    def piece(name: str, most_ms: int) -> _Piece | None:
        return _piece(name, named[name], grid, spool, most_ms, voices_lufs) if name in named else None

    return Score(
        grid=grid,
        voice_lufs=voices_lufs,
        intro=piece("intro", _INTRO_MS),
        outro=piece("outro", _OUTRO_MS),
        sting=piece("sting", _STING_MS),
        bed=_bed(named["bed"], grid, spool) if "bed" in named else None,
    )


def _named(music: Music) -> Iterator[tuple[str, Path]]:
    for field in fields(music):
        if path := getattr(music, field.name):
            yield field.name, Path(path)


@contextmanager
def _naming(name: str, path: Path) -> Iterator[None]:
    """What is wrong inside the block is wrong with this piece of the show's."""
    hint = f"Name another file in `music: {{{name}: …}}` of show.yaml, or none."
    try:
        yield
    except BrokenSoundError as exc:
        raise MixError(f"the show's {name} cannot be used", why=f"{exc} ({path})", hint=hint) from exc


def _channels(name: str, path: Path) -> int:
    with _naming(name, path):
        return tracks.channels(path)


def _piece(name: str, path: Path, grid: Grid, spool: Spool, most_ms: int, voices_lufs: float) -> _Piece:
    with _naming(name, path):
        track = tracks.load(path, grid, spool, most=grid.samples(most_ms))
        _check_length(track, _SHORTEST_PIECE_MS)
    gain = _gain(track, voices_lufs + _PIECE_DB, _HIGHEST_PIECE_DBFS)
    fade = track.length // _FADED_SHARE if not track.whole else min(grid.samples(_EDGE_MS), track.length // 2)
    slot = grid.rate_hz // 10
    left = np.clip((track.length - slot * np.arange(len(track.energies))) / fade, 0, 1)
    # Against its own loudness: its peak or its noise may have kept it from being raised to where it belongs.
    audible = track.energies * left**2 > energy_of(track.lufs + _OPEN_DB - _PIECE_DB)
    settled = min((int(np.flatnonzero(audible)[-1]) + 1) * slot, track.length) if audible.any() else 0
    return _Piece(track=track, gain=gain, settled=settled, fade=fade)


def _bed(path: Path, grid: Grid, spool: Spool) -> _Bed:
    with _naming("bed", path):
        track = tracks.load(path, grid, spool, most=grid.samples(_EARLY_MS))
        _check_length(track, _SHORTEST_BED_MS)
    return _Bed(path=path, track=track)


def _check_length(track: Track, shortest_ms: int) -> None:
    if track.length < track.grid.samples(shortest_ms):
        raise BrokenSoundError(f"it is shorter than {shortest_ms / 1000:g} s")


def _gain(track: Track, lufs: float, highest_dbfs: float) -> float:
    """Linear: what brings the piece to that loudness, or as near as its peak lets it come."""
    by_peak_db = highest_dbfs - 20 * math.log10(track.peak)
    return float(10 ** (min(lufs - track.lufs, _MOST_DB, by_peak_db) / 20))


def _heard_once(piece: _Piece, start: int, end: int, *, then_words: bool) -> Part:
    """From `start`, not beyond `end` of the programme."""
    grid = piece.track.grid
    ends, fade = start + piece.track.length, piece.fade
    if ends > end:
        ends, fade = end, min(grid.samples(_CUT_MS), (end - start) // 2)
    up, down = (start, start + grid.samples(_EDGE_MS)), (ends - fade, ends)
    gains = [Curve.through(list(zip((*up, *down), (0.0, piece.gain, piece.gain, 0.0), strict=True)))]
    if then_words:
        settled, low = start + piece.settled, 10 ** ((_DUCKED_DB - _OPEN_DB) / 20)
        gains.append(Curve.through([(settled, 1.0), (settled + grid.samples(_DOWN_MS), low)]))
    return Part(track=piece.track, start=start, end=ends, gains=tuple(gains))
