"""Timeline → cues and chapters: when each line is heard, in milliseconds counted from samples."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from briefing.mix.assembly import Placed, Timeline, line_of
from briefing.mix.clips import RATE_HZ
from briefing.mix.limiter import HOP
from briefing.model import Chapter, Cue, Origin, Script, SegmentKind

_HEARD = 10 ** (-45 / 20)
"""Below it a listener hears nothing in a room: the cue starts where a clip first rises above it."""
_OWN_CHAPTER_MS = 10_000
"""A greeting or a farewell shorter than this is no chapter: one would skip to it and land in the news."""


def cues(
    script: Script, timeline: Timeline, peaks: NDArray[np.float32], *, presenter: str
) -> tuple[Cue, ...]:
    """One per line, said by `presenter` where none is quoted. `peaks`: the levelled programme's, per hop."""
    made = []
    for _, group in groupby(
        timeline.clips, key=lambda placed: (placed.prepared.clip.segment, placed.prepared.clip.line)
    ):
        parts = list(group)
        line = line_of(script, parts[0].prepared.clip)
        made.append(
            Cue(
                start_ms=_ms(_onset(parts[0], peaks)),
                end_ms=_ms(parts[-1].end),
                speaker=line.speaker or presenter,
                text=line.text,
            )
        )
    return tuple(made)


def chapters(script: Script, timeline: Timeline, origins: Sequence[Origin]) -> tuple[Chapter, ...]:
    """One per segment that has a title; without a gap from the first sample to the last.

    A short opening belongs to the chapter after it, a short closing and a segment without a title to the one
    before. There is always one.
    """
    starts: dict[int, int] = {}
    for placed in timeline.clips:
        starts.setdefault(placed.prepared.clip.segment, placed.start)
    ends = [*list(starts.values())[1:], timeline.length]
    opened: list[tuple[int, int]] = []  # first sample, segment
    for (number, start), end in zip(starts.items(), ends, strict=True):
        segment = script.segments[number]
        brief = _ms(end - start) < _OWN_CHAPTER_MS
        joins = segment.kind in (SegmentKind.OPENING, SegmentKind.CLOSING) and brief
        if segment.title.strip() and not joins:
            opened.append((start, number))
    edges = [0, *(start for start, _ in opened[1:]), timeline.length]
    made = [
        Chapter(
            start_ms=_ms(edges[i]),
            end_ms=_ms(edges[i + 1]),
            title=" ".join(script.segments[number].title.split()),
            url=_url(script, number, origins),
        )
        for i, (_, number) in enumerate(opened)
    ]
    whole = Chapter(start_ms=0, end_ms=_ms(timeline.length), title=" ".join(script.title.split()))
    return tuple(made) or (whole,)


def _onset(placed: Placed, peaks: NDArray[np.float32]) -> int:
    first, last = placed.start // HOP, -(-placed.end // HOP)
    heard = np.flatnonzero(peaks[first:last] > _HEARD)
    return max(placed.start, (first + int(heard[0])) * HOP) if len(heard) else placed.start


def _url(script: Script, segment: int, origins: Sequence[Origin]) -> str | None:
    article = script.segments[segment].article
    if article is None or not 1 <= article <= len(origins):
        return None
    address = origins[article - 1].address
    return address if address.startswith(("http://", "https://")) else None


def _ms(samples: int) -> int:
    return round(samples * 1000 / RATE_HZ)
