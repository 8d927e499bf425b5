"""How an episode sounds → a table of its cues and pauses, and the same for `--json`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.screen.page import Page, cells, clock, count, cut, isolated, length

if TYPE_CHECKING:
    from briefing.looking import Looked, Speaking, Spoken
    from briefing.playing import Moment

_SPEAKER = 22
"""Columns of the terminal for a name."""
_TEXT = 40
"""For what is said at least, however narrow the terminal is; in a file or a pipe it is not cut."""


def looked(seen: Looked) -> Page:
    lines = [
        *_facts(seen),
        "",
        *_cue_table(seen),
        "",
        *_aligned([_voice(one) for one in seen.speakers], "<><<"),
        "",
        *(f"✗ {finding}" for finding in seen.findings),
        f"Picture: {seen.found.folder.picture}",
    ]
    return Page("\n".join(lines), _data(seen))


def playing(player: str, file: Path, moment: Moment) -> str:
    """What is about to be heard, in one line."""
    if moment.cue is None:
        return f"{player}: {file} from {clock(moment.ms)}"
    said = cut(f"{moment.cue.speaker}: {moment.cue.text}", 60)
    return f"{player}: {file} from cue {moment.number}, {clock(moment.ms)}  {isolated(said)}"


def _facts(seen: Looked) -> Iterator[str]:
    found, cues = seen.found, seen.cues
    measured, sound = found.measured, found.episode.sound
    channels = {1: "mono", 2: "stereo"}.get(measured.channels, count(measured.channels, "channel"))
    yield isolated(found.episode.title)
    yield (
        f"{length(measured.duration_ms)}, {sound.format.upper()}, {measured.sample_rate_hz / 1000:g} kHz "
        f"{channels}, {sound.bitrate_kbits} kbit/s"
    )
    yield (
        f"{measured.integrated_lufs:.1f} LUFS (target {found.episode.loudness.target_lufs:.1f}), "
        f"range {measured.range_lu:.1f} LU, loudest three seconds {measured.short_term_max_lufs:.1f} LUFS, "
        f"true peak {measured.true_peak_dbtp:.1f} dBTP"
    )
    pauses = [one for one in cues[:-1] if one.pause_ms]
    if pauses:
        longest = max(pauses, key=lambda one: one.pause_ms)
        yield (
            f"{count(len(cues), 'cue')}, {count(len(pauses), 'pause')} of {_total(pauses)} in all, "
            f"the longest {longest.pause_ms / 1000:.2f} s after cue {longest.number}"
        )


def _total(pauses: Sequence[Spoken]) -> str:
    return f"{sum(one.pause_ms for one in pauses) / 1000:.1f} s"


def _cue_table(seen: Looked) -> Iterator[str]:
    """A row for every cue, each chapter's title above its first."""
    head = ("cue", "time", "length", "pause", "LUFS", "dBFS", "speaker")
    rows = list(_aligned([head, *map(_numbers, seen.cues)], ">>>>>><"))
    room = max(_TEXT, shutil.get_terminal_size().columns - cells(rows[0]) - 2)
    yield f"{rows[0]}  text"
    chapters = list(seen.found.episode.chapters)
    for row, one in zip(rows[1:], seen.cues, strict=True):
        while chapters and chapters[0].start_ms <= one.cue.start_ms:
            chapter = chapters.pop(0)
            yield f"▸ {clock(chapter.start_ms)}  {isolated(chapter.title)}"
        text = cut(one.cue.text, room) if sys.stdout.isatty() else one.cue.text
        yield f"{row}  {isolated(text)}"


def _numbers(one: Spoken) -> tuple[str, ...]:
    return (
        str(one.number),
        clock(one.cue.start_ms),
        f"{(one.cue.end_ms - one.cue.start_ms) / 1000:.2f}",
        f"{one.pause_ms / 1000:.2f}",
        f"{one.lufs:.1f}",
        f"{one.peak_dbfs:.1f}",
        isolated(cut(one.cue.speaker, _SPEAKER)),
    )


def _voice(one: Speaking) -> tuple[str, ...]:
    return (
        isolated(cut(one.speaker, _SPEAKER)), length(one.duration_ms), f"in {count(one.cues, 'cue')}",
        f"{one.lufs:.1f} LUFS",
    )  # fmt: skip


def _aligned(rows: Sequence[Sequence[str]], sides: str) -> Iterator[str]:
    """Cells of a column are as wide as its widest, on a terminal; `sides`: < or > for each."""
    widths = [max(cells(row[i]) for row in rows) for i in range(len(sides))]
    for row in rows:
        gaps = [" " * (width - cells(cell)) for cell, width in zip(row, widths, strict=True)]
        padded = (
            f"{gap}{cell}" if side == ">" else f"{cell}{gap}"
            for cell, gap, side in zip(row, gaps, sides, strict=True)
        )
        yield "  ".join(padded)


def _data(seen: Looked) -> dict[str, Any]:
    found, measured = seen.found, seen.found.measured
    return {
        "episode": str(found.folder.path),
        "file": str(found.folder.sound),
        "unchanged": found.is_unchanged,
        "picture": str(found.folder.picture),
        "duration_s": measured.samples / measured.sample_rate_hz,
        "integrated_lufs": round(measured.integrated_lufs, 2),
        "target_lufs": found.episode.loudness.target_lufs,
        "range_lu": round(measured.range_lu, 2),
        "short_term_max_lufs": round(measured.short_term_max_lufs, 2),
        "true_peak_dbtp": round(measured.true_peak_dbtp, 2),
        "chapters": found.episode.chapters,
        "cues": [
            {
                "cue": one.number,
                "start_s": one.cue.start_ms / 1000,
                "end_s": one.cue.end_ms / 1000,
                "pause_s": one.pause_ms / 1000,
                "lufs": round(one.lufs, 2),
                "peak_dbfs": round(one.peak_dbfs, 2),
                "speaker": one.cue.speaker,
                "text": one.cue.text,
            }
            for one in seen.cues
        ],
        "speakers": [
            {
                "speaker": one.speaker,
                "cues": one.cues,
                "duration_s": one.duration_ms / 1000,
                "lufs": round(one.lufs, 2),
            }
            for one in seen.speakers
        ],
        "findings": seen.findings,
    }
