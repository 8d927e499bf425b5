"""Times of the lines + the sound → which samples are whose, also where the file was cut about since.

The times that the mix wrote down hold for the file that it wrote. Whoever cuts a line out of that file or
puts one in moves all that come after. The lines that were left alone still have their length to the
hundredth of a second, and so have the pauses between them: the places are those that keep most of both.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.listening.sound import HOP, RATE_HZ, Samples, levels_db, loud_db, spoken
from briefing.model import LineTime

_MARGIN_MS = 120
"""Of silence before a line."""
_TAIL_MS = 250
"""Of silence behind the last line."""
_PAUSE = 15
"""Frames: a shorter silence is inside a word. The mix leaves at least 175 ms between two lines' clips."""
_SAME = 12
"""Frames by which a length may differ and be the same: an encoder smears its edges."""
_STILL_THERE = 0.95
"""Share of the pauses between lines that are silent where they were: then nothing was moved."""
_MOST_ISLANDS = 40
"""Stretches of speech that a line may have."""
_MOST_SILENT = 4
"""Lines without any sound, one after the other."""
_SAID_AGAIN = 60
"""Frames of silence that may stand between a line and the same line once more."""
_TWICE = 0.5
_ODD_LENGTH, _ODD_PAUSE, _NO_SOUND, _LEFT_OVER = 1.0, 0.4, 2.0, 3.0
"""The cost of believing that a line was spoiled, a pause changed, a line silenced, an island is nobody's."""


class Place(NamedTuple):
    """First sample and end, with a little of the silence around."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Island:
    """Frames between two pauses."""

    start: int
    end: int


def places(times: Sequence[LineTime], samples: Samples, *, is_unchanged: bool) -> tuple[Place, ...]:
    """Where each line is heard. `is_unchanged`: the file is the one that the times were written for."""
    levels = levels_db(samples)
    heard = spoken(levels, loud_db(levels))
    spans = [(time.start_ms * RATE_HZ // 1000 // HOP, time.end_ms * RATE_HZ // 1000 // HOP) for time in times]
    if not is_unchanged and not _are_there(spans, heard):
        spans = _found(spans, _islands(heard), len(heard))
    return tuple(_with_margins(spans, len(heard)))


def _are_there(spans: Sequence[tuple[int, int]], heard: NDArray[np.bool_]) -> bool:
    """Whether the pauses between the lines are silent still."""
    pauses = [(end + _SAME, start - _SAME) for (_, end), (start, _) in pairwise(spans)]
    silent = [not heard[start:end].any() for start, end in pauses if end > start]
    ends_with_it = not spans or abs(len(heard) - spans[-1][1]) <= _SAME
    return ends_with_it and sum(silent) >= _STILL_THERE * len(silent)


def _islands(heard: NDArray[np.bool_]) -> list[_Island]:
    frames = np.flatnonzero(heard)
    if not len(frames):
        return []
    cuts = np.flatnonzero(np.diff(frames) > _PAUSE)
    starts = [frames[0], *frames[cuts + 1]]
    ends = [*frames[cuts], frames[-1]]
    return [_Island(int(start), int(end) + 1) for start, end in zip(starts, ends, strict=True)]


def _found(
    spans: Sequence[tuple[int, int]], islands: Sequence[_Island], length: int
) -> list[tuple[int, int]]:
    """Each line as a run of islands, in order, all of them used: the cheapest way to believe it.

    A line may also have none; where the silence instead of it is as long as it was, nothing has moved.
    """
    count, lines = len(islands), len(spans)
    # Of the first n lines in the first i islands, the last of which belong to the last of those lines.
    costs: dict[tuple[int, int], float] = {(0, 0): 0.0}
    came_from: dict[tuple[int, int], tuple[int, int]] = {}
    for done in range(lines):
        for first in range(count):
            cost = costs.get((done, first))
            if cost is None:
                continue
            for line in range(done, min(lines, done + _MOST_SILENT + 1)):
                so_far = cost + _NO_SOUND * (line - done) + _cost_of_pause(spans, islands, done, line, first)
                for last in range(first + 1, min(count, first + _MOST_ISLANDS) + 1):
                    whole = so_far + _cost_of_length(islands[first:last], spans[line])
                    if whole < costs.get((line + 1, last), float("inf")):
                        costs[line + 1, last], came_from[line + 1, last] = whole, (done, first)
    at = min(costs, key=lambda at: costs[at] + _NO_SOUND * (lines - at[0]) + _LEFT_OVER * (count - at[1]))
    found: dict[int, tuple[int, int]] = {}
    while at != (0, 0):
        before = came_from[at]
        found[at[0] - 1] = (islands[before[1]].start, islands[at[1] - 1].end)
        at = before
    placed: list[tuple[int, int]] = []
    for number, (start, end) in enumerate(spans):
        if number not in found:  # in the silence there, where it was as far as there is room
            limit = min((found[later][0] for later in found if later > number), default=length)
            first = min(placed[-1][1] + start - spans[number - 1][1], limit) if placed else 0
            found[number] = (first, min(first + end - start, limit))
        placed.append(found[number])
    return placed


def _cost_of_pause(
    spans: Sequence[tuple[int, int]], islands: Sequence[_Island], done: int, line: int, first: int
) -> float:
    """Of believing that `line` begins with island `first`, the lines from `done` up to it being silent."""
    if not (done and first):
        return 0.0
    pause = islands[first].start - islands[first - 1].end
    silenced = spans[line][0] - spans[done - 1][1]
    taken_out = silenced - sum(end - start for start, end in spans[done:line])
    off = min(abs(pause - silenced), abs(pause - taken_out))
    return 0.0 if off <= _SAME else _ODD_PAUSE + min(0.5, 0.01 * off)


def _cost_of_length(islands: Sequence[_Island], span: tuple[int, int]) -> float:
    """Of believing that these islands are the line that stood at `span`."""
    length, wanted = islands[-1].end - islands[0].start, span[1] - span[0]
    if abs(length - wanted) <= _SAME:
        return 0.0
    if 0 <= length - 2 * wanted + _SAME <= _SAID_AGAIN:
        return _TWICE
    return _ODD_LENGTH + 0.5 * abs(math.log(length / max(1, wanted)))


def _with_margins(spans: Sequence[tuple[int, int]], length: int) -> list[Place]:
    """A line's place reaches into the pauses at both sides, not into its neighbours."""
    margin, tail = _MARGIN_MS * RATE_HZ // 1000, _TAIL_MS * RATE_HZ // 1000
    made = []
    for number, (start, end) in enumerate(spans):
        before = spans[number - 1][1] * HOP if number else 0
        after = spans[number + 1][0] * HOP if number + 1 < len(spans) else length * HOP
        first = max(start * HOP - margin, min(before + margin, start * HOP), 0)
        last = min(max(end * HOP, after - margin), end * HOP + tail)
        made.append(Place(first, max(last, first)))
    return made
