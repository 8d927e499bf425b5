"""A finished episode → how each cue and each speaker sounds, and sound.png beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing import files, sounding
from briefing.episodes import EpisodeFolder
from briefing.errors import MixError, failing_as
from briefing.model import Cue, Show
from briefing.sounding import Sounding

if TYPE_CHECKING:
    from briefing.mix.measuring import Measured

_SILENCE_DBFS = -120.0
_STEP_MS = 10
"""Of Measured.peaks."""
_SLOT_MS = 100
"""Of Measured.momentary, whose values end a window of _WINDOW_MS."""
_WINDOW_MS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A cue as it sounds."""

    number: int
    """In transcript.vtt, from 1."""
    cue: Cue
    lufs: float
    """Of it alone; −70 where nothing is heard."""
    peak_dbfs: float
    """Of its samples; −120 of silence."""
    pause_ms: int
    """From its end to the start of the next, of the last one to the end of the sound; never below 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """All that one speaker says."""

    speaker: str
    cues: int
    duration_ms: int
    lufs: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    found: Sounding
    cues: tuple[Spoken, ...]
    speakers: tuple[Speaking, ...]
    """In the order in which they are first heard."""
    findings: tuple[str, ...]
    """What `briefing check --sound` finds."""
    png: bytes
    """As it stands in the folder's `picture`."""


def look(folder: EpisodeFolder, show: Show) -> Looked:
    """Measure the sound, and draw it into the folder.

    Raises UsageError where there is no sound yet, MixError where it cannot be read or the picture cannot be
    saved.
    """
    found = sounding.sounding(folder)
    wrong = sounding.findings(found)
    speakers = _speakers(found)
    png = _drawn(found, speakers, wrong, show)
    with failing_as(MixError, "the picture cannot be saved"):
        files.replace(folder.picture, png)
    return Looked(found=found, cues=of_cues(found), speakers=speakers, findings=wrong, png=png)


def _drawn(found: Sounding, speakers: tuple[Speaking, ...], wrong: tuple[str, ...], show: Show) -> bytes:
    from briefing.pictures.look import Entry, draw
    from briefing.pictures.rows import clock, signed

    legend = []
    for one in speakers:
        cues = f"{one.cues} cue{'s' if one.cues > 1 else ''}"
        caption = f"{clock(one.duration_ms)} in {cues}, {signed(one.lufs)} LUFS"
        legend.append(Entry(speaker=one.speaker, caption=caption))
    return draw(
        found.episode, show=show.title, measured=found.measured, cues=found.cues, legend=legend,
        findings=wrong, colours=show.colours,
    )  # fmt: skip


def of_cues(found: Sounding) -> tuple[Spoken, ...]:
    starts = [cue.start_ms for cue in found.cues[1:]] + [found.measured.duration_ms]
    return tuple(
        Spoken(
            number=number,
            cue=cue,
            lufs=loudness(found.measured, (cue.start_ms, cue.end_ms)),
            peak_dbfs=_peak_dbfs(found.measured, cue.start_ms, cue.end_ms),
            pause_ms=max(0, following - cue.end_ms),
        )
        for number, (cue, following) in enumerate(zip(found.cues, starts, strict=True), 1)
    )


def _speakers(found: Sounding) -> tuple[Speaking, ...]:
    said: dict[str, list[Cue]] = {}
    for cue in found.cues:
        said.setdefault(cue.speaker, []).append(cue)
    return tuple(
        Speaking(
            speaker=name,
            cues=len(cues),
            duration_ms=sum(cue.end_ms - cue.start_ms for cue in cues),
            lufs=loudness(found.measured, *((cue.start_ms, cue.end_ms) for cue in cues)),
        )
        for name, cues in said.items()
    )


def loudness(measured: Measured, *stretches: tuple[int, int]) -> float:
    """LUFS, gated as BS.1770-4 does, of the 400 ms windows that lie in the stretches [start, end) ms.

    Where all are too short for a window, the loudest of those that reach into them.
    """
    import numpy as np

    from briefing.mix.loudness import SILENCE_LUFS, energy_of, gated_lufs

    curve = measured.momentary
    inside = [
        curve[max(0, -(-(start + _WINDOW_MS) // _SLOT_MS) - 1) : max(0, end // _SLOT_MS)]
        for start, end in stretches
    ]
    if any(len(windows) for windows in inside):
        return gated_lufs(energy_of(0.0) * 10 ** (np.concatenate(inside).astype(np.float64) / 10))
    reaching = [curve[max(0, start // _SLOT_MS) : (end + _WINDOW_MS) // _SLOT_MS] for start, end in stretches]
    return float(np.concatenate(reaching).max(initial=SILENCE_LUFS))


def _peak_dbfs(measured: Measured, start_ms: int, end_ms: int) -> float:
    import numpy as np

    peak = float(measured.peaks[start_ms // _STEP_MS : -(-end_ms // _STEP_MS)].max(initial=0.0))
    return max(_SILENCE_DBFS, float(20 * np.log10(peak))) if peak else _SILENCE_DBFS
