"""What was measured of a finished file, and what it should be → what is wrong with it, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from briefing.mix.grid import AUDIBLE
from briefing.mix.measuring import FULL_SCALE, PEAKS_MS, SILENCE_DBTP, Measured
from briefing.mix.tags import chapter_times, told_times
from briefing.mix.wording import first_words
from briefing.model import Chapter, Cue, LineTime, SoundFile, SoundFormat

HIGHEST_DBTP = -2.0
"""Of the decoded file: Spotify asks for it; what plays or codes it again overshoots once more."""
LOUDNESS_LU = 0.3
"""How far the loudness may be from the target."""
_LONGEST_SILENCE_MS = 2000
_TRIMMED_MS = 100
"""Edges of two clips that are softer than silence, beside the pause between them: each keeps 30 ms of what is
under −50 dBFS, and a clip begins with a hop."""
_SILENT = 10 ** (-60 / 20)
_BEGUN = 10 ** (-50 / 20)
"""What a coder and the limiter may leave of the level from which on a cue begins."""
_LATE_MS = 60
_LOUD = 10 ** (-40 / 20)
"""More than a clip has before it is heard, and than a coder leaves around it."""
_ECHO_MS = 60
"""A coder smears a sound over two of its blocks: 52 ms at 44.1 kHz."""
_LISTED = 5
"""Of a kind, one by one; a file that lost its end would fill the screen with lines that have no sound."""


def inspect(
    measured: Measured,
    *,
    sound: SoundFile,
    target_lufs: float,
    cues: Sequence[Cue],
    chapters: Sequence[Chapter],
    longest_pause_ms: int,
    lines: Sequence[LineTime] = (),
    has_music: bool = True,
) -> tuple[str, ...]:
    """All that is wrong; nothing where the file is as it should be.

    `longest_pause_ms`: what the voice profile asks for between two lines; a longer silence is one nobody
    wanted, if it is longer than two seconds. Without music there is silence between the `lines`; inside one
    the engine's word times may say that there is, and be wrong.
    """
    return (
        *_of_the_form(measured, sound),
        *_of_the_level(measured, target_lufs),
        *_silences(measured, max(_LONGEST_SILENCE_MS, longest_pause_ms + _TRIMMED_MS)),
        *(list(_of_the_cues(measured, cues)) or _of_the_cues(measured, lines)),
        *([] if has_music else _listed(list(_between(measured, lines)))),
        *_of_the_chapters(measured, chapters),
    )


def inspect_tag(path: Path, sound: SoundFile, chapters: Sequence[Chapter]) -> tuple[str, ...]:
    """What is wrong with the chapters in the file's own tag; of an MP3 only. Raises OSError."""
    if sound.format is not SoundFormat.MP3 or chapter_times(path) == told_times(tuple(chapters)):
        return ()
    return ("the chapters in its tag are not those of the episode",)


def _of_the_form(measured: Measured, sound: SoundFile) -> Iterator[str]:
    if measured.sample_rate_hz != sound.sample_rate_hz:
        yield f"it has {measured.sample_rate_hz} samples a second and should have {sound.sample_rate_hz}"
    if measured.channels != sound.channels:
        yield f"it has {_count(measured.channels, 'channel')} and should have {sound.channels}"
    if sound.samples is not None and measured.samples != sound.samples:
        wanted_ms = round(sound.samples * 1000 / sound.sample_rate_hz)
        yield (
            f"it is {_clock(measured.duration_ms)} long and should be {_clock(wanted_ms)} "
            f"({measured.samples} samples, not {sound.samples})"
        )


def _of_the_level(measured: Measured, target_lufs: float) -> Iterator[str]:
    if abs(measured.integrated_lufs - target_lufs) > LOUDNESS_LU:
        yield f"its loudness is {measured.integrated_lufs:.1f} LUFS and should be {target_lufs:.1f}"
    if measured.true_peak_dbtp > HIGHEST_DBTP:
        yield (
            f"its true peak is {measured.true_peak_dbtp:.1f} dBTP and should not be above {HIGHEST_DBTP:.1f}"
        )
    if measured.clipped:
        first_ms = int(np.argmax(measured.peaks >= FULL_SCALE)) * PEAKS_MS
        yield f"{_count(measured.clipped, 'sample')} clipped, the first at {_clock(first_ms)}"


def _silences(measured: Measured, longest_ms: int) -> Iterator[str]:
    edges = np.flatnonzero(np.diff(np.pad(measured.peaks < _SILENT, 1).astype(np.int8)))
    for start, end in edges.reshape(-1, 2).tolist():
        if (end - start) * PEAKS_MS > longest_ms:
            start_ms, end_ms = start * PEAKS_MS, min(end * PEAKS_MS, measured.duration_ms)
            yield (
                f"nothing is heard from {_clock(start_ms)} to {_clock(end_ms)}, "
                f"{(end_ms - start_ms) / 1000:.1f} s"
            )


def _of_the_cues(measured: Measured, cues: Sequence[Cue | LineTime]) -> Iterator[str]:
    yield from _listed([wrong for cue in cues if (wrong := _wrong(measured, cue))])
    for before, after in pairwise(cues):
        if after.start_ms < before.end_ms:
            yield f"{_named(after)} begins before the one at {_clock(before.start_ms)} ends"


def _wrong(measured: Measured, cue: Cue | LineTime) -> str | None:
    if not 0 <= cue.start_ms <= cue.end_ms:
        return f"{_named(cue)} ends before it begins"
    if cue.end_ms > measured.duration_ms + 1:
        return f"{_named(cue)} ends at {_clock(cue.end_ms)}, after the sound"
    first, last = cue.start_ms // PEAKS_MS, -(-cue.end_ms // PEAKS_MS)
    under = measured.peaks[first:last]
    if not (under > AUDIBLE).any():
        highest = 20 * np.log10(max(float(under.max(initial=0)), 10 ** (SILENCE_DBTP / 20)))
        return f"{_named(cue)} has no sound under it (it peaks at {highest:.0f} dBFS)"
    late_ms = int(np.argmax(under > _BEGUN)) * PEAKS_MS
    if late_ms > _LATE_MS:
        return f"{_named(cue)} is heard only {late_ms / 1000:.2f} s later"
    return None


def _between(measured: Measured, lines: Sequence[LineTime]) -> Iterator[str]:
    """What is heard before, between and after the lines: the clips are not where they should be."""
    if not lines:
        return
    ends = [-_ECHO_MS, *(line.end_ms for line in lines)]
    starts = [*(line.start_ms for line in lines), measured.duration_ms + _ECHO_MS]
    for end_ms, start_ms in zip(ends, starts, strict=True):
        first, last = (end_ms + _ECHO_MS) // PEAKS_MS, (start_ms - _ECHO_MS) // PEAKS_MS
        loud = np.flatnonzero(measured.peaks[first : max(first, last)] > _LOUD)
        if len(loud):
            heard_ms = [(first + int(edge)) * PEAKS_MS for edge in (loud[0], loud[-1] + 1)]
            yield f"there is sound from {_clock(heard_ms[0])} to {_clock(heard_ms[1])}, where no line is"


def _of_the_chapters(measured: Measured, chapters: Sequence[Chapter]) -> Iterator[str]:
    if not chapters:
        yield "it has no chapters"
        return
    if chapters[0].start_ms != 0:
        yield f"the first chapter begins at {_clock(chapters[0].start_ms)}, not with the sound"
    for number, chapter in enumerate(chapters, 1):
        if chapter.end_ms <= chapter.start_ms:
            yield f"chapter {number} “{chapter.title}” ends before it begins"
    for number, (before, after) in enumerate(pairwise(chapters), 2):
        if after.start_ms != before.end_ms:
            yield (
                f"chapter {number} “{after.title}” begins at {_clock(after.start_ms)}, "
                f"the one before it ends at {_clock(before.end_ms)}"
            )
    if abs(chapters[-1].end_ms - measured.duration_ms) > 1:
        yield (
            f"the last chapter ends at {_clock(chapters[-1].end_ms)}, "
            f"the sound at {_clock(measured.duration_ms)}"
        )


def _listed(findings: Sequence[str]) -> Iterator[str]:
    yield from findings[:_LISTED]
    if (more := len(findings) - _LISTED) > 0:
        yield f"and {more} more like these"


def _named(cue: Cue | LineTime) -> str:
    return f"the line at {_clock(cue.start_ms)} “{first_words(cue.text)}”"


def _clock(ms: int) -> str:
    """1:02.34, with hours where there are any."""
    minutes, rest_ms = divmod(abs(ms), 60_000)
    hours, minutes = divmod(minutes, 60)
    head = f"{hours}:{minutes:02}" if hours else f"{minutes}"
    return f"{'-' if ms < 0 else ''}{head}:{rest_ms // 1000:02}.{rest_ms % 1000 // 10:02}"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
