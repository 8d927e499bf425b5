"""Timeline → cues and chapters: when each line, sentence and word is heard, in ms counted from samples."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from briefing.mix.assembly import Placed, Timeline, line_of
from briefing.mix.grid import AUDIBLE, Grid
from briefing.mix.sentence_pauses import between_sentences
from briefing.mix.wording import one_line
from briefing.model import Chapter, Cue, LineTime, Script, SegmentKind, WordTiming
from briefing.sentences import sentences

_OWN_CHAPTER_MS = 10_000
"""A greeting or a farewell shorter than this is no chapter: one would skip to it and land in the news."""

Pair = tuple[int, int]


def lines(
    script: Script, timeline: Timeline, peaks: NDArray[np.float32], *, presenter: str
) -> tuple[LineTime, ...]:
    """Each spoken line, said by `presenter` where none is quoted.

    `peaks`: the levelled programme's, per hop.
    """
    made = []
    for parts in _by_line(timeline):
        clip = parts[0].prepared.clip
        line = line_of(script, clip)
        made.append(
            LineTime(
                segment=clip.segment + 1,
                line=clip.line + 1,
                start_ms=timeline.grid.ms(_onset(parts[0].start, parts[0].end, peaks, timeline.grid)),
                end_ms=timeline.grid.ms(timeline.grid.whole_hops(parts[-1].end)),  # a coder rings on a little
                speaker=line.speaker or presenter,
                text=line.text,
            )
        )
    return tuple(made)


def cues(
    script: Script, timeline: Timeline, peaks: NDArray[np.float32], spoken: Sequence[LineTime]
) -> tuple[Cue, ...]:
    """One per sentence of the `spoken` lines.

    Sentences share one where it is not known when the second begins: their clip has no times, and no pause
    is where the second may begin.
    """
    made: list[Cue] = []
    for parts, line in zip(_by_line(timeline), spoken, strict=True):
        language = script.segments[line.segment - 1].language or script.language
        starts = [start for start, _ in sentences(line.text, language)[1:]]
        stretches = list(_stretches(parts, line, starts, peaks))
        by_sentence = groupby(stretches, key=lambda stretch: bisect_right(starts, stretch[0]))
        groups = [list(group) for _, group in by_sentence]
        ends = [*(group[0][0] for group in groups[1:]), len(line.text)]
        edges = [line.start_ms]
        for before, after in pairwise(groups):
            edges += _parted(before[-1][1].end_ms, after[0][1].start_ms, peaks, timeline.grid)
        edges.append(line.end_ms)
        for group, end, start_ms, end_ms in zip(groups, ends, edges[::2], edges[1::2], strict=True):
            words = tuple(word for _, word in group)
            made.append(
                Cue(
                    start_ms=start_ms,
                    end_ms=end_ms,
                    speaker=line.speaker,
                    text=line.text[group[0][0] : end].strip(),
                    words=words,
                    language=language,
                )
            )
    return tuple(made)


def _parted(end_ms: int, start_ms: int, peaks: NDArray[np.float32], grid: Grid) -> tuple[int, int]:
    """End of one sentence and start of the next, whose words end and begin so: what is heard between them
    (a voice that fades, a breath) is theirs as far as the longest silence there, all of it the first one's
    where there is none."""
    first, last = -(-grid.samples(end_ms) // grid.hop), grid.samples(start_ms) // grid.hop
    if not (heard := np.flatnonzero(peaks[first:last] > AUDIBLE) + first).size:
        return end_ms, start_ms
    loud = np.concatenate([[first - 1], heard, [last]])
    longest = int(np.argmax(np.diff(loud)))
    ends, begins = int(loud[longest]) + 1, int(loud[longest + 1])
    if ends == begins:
        return start_ms, start_ms
    return (
        grid.ms(ends * grid.hop) if ends > first else end_ms,
        grid.ms(begins * grid.hop) if begins < last else start_ms,
    )


def _by_line(timeline: Timeline) -> Iterator[list[Placed]]:
    """The clips of each line."""
    for _, group in groupby(
        timeline.clips, key=lambda placed: (placed.prepared.clip.segment, placed.prepared.clip.line)
    ):
        yield list(group)


def _stretches(
    parts: Sequence[Placed], line: LineTime, starts: Sequence[int], peaks: NDArray[np.float32]
) -> Iterator[tuple[int, WordTiming]]:
    """(where it stands in the line, words and time) of all that has a time; from the line's start to its end.

    `starts`: of the line's sentences after the first. An engine counts the silence before the burst of a p, t
    or k as part of the word (eSpeak: 50–67 ms): the listener does not.
    """
    grid = parts[0].grid
    found = [
        part
        for placed in parts
        for heard in placed.prepared.clip.timed
        for part in _by_pauses(
            line.text,
            (heard.start, heard.end),
            starts,
            (placed.at(heard.start_ms), placed.at(heard.end_ms)),
            peaks,
            placed.grid,
        )
    ]
    if not found:
        yield 0, WordTiming(start_ms=line.start_ms, end_ms=line.end_ms, text=line.text)
    for number, ((begins, ends), (first, last)) in enumerate(found):
        is_last = number == len(found) - 1
        start_ms = max(grid.ms(first), line.start_ms) if number else line.start_ms
        yield (
            begins,
            WordTiming(
                start_ms=start_ms,
                end_ms=line.end_ms if is_last else max(grid.ms(last), start_ms),
                text=line.text[begins:ends].rstrip(),
            ),
        )


def _by_pauses(
    text: str, stretch: Pair, starts: Sequence[int], samples: Pair, peaks: NDArray[np.float32], grid: Grid
) -> list[tuple[Pair, Pair]]:
    """A stretch of the text and its samples, cut where a sentence begins, if that can be heard."""
    first, hop = _onset(*samples, peaks, grid), grid.hop
    cuts = [stretch[0], *(start for start in starts if stretch[0] < start < stretch[1]), stretch[1]]
    if len(cuts) > 2:
        parts = [text[a:b] for a, b in pairwise(cuts)]
        heard = peaks[first // hop : -(-samples[1] // hop)] > AUDIBLE
        if pauses := between_sentences(parts, heard, hop * 1000 / grid.rate_hz):
            edges = [first, *((first // hop + at) * hop for pause in pauses for at in pause), samples[1]]
            return list(zip(pairwise(cuts), zip(edges[::2], edges[1::2], strict=True), strict=True))
    return [(stretch, (first, samples[1]))]


def chapters(script: Script, timeline: Timeline, links: Sequence[str | None]) -> tuple[Chapter, ...]:
    """One per segment that has a title; without a gap from the first sample to the last.

    `links`: the address of each article, None where it has none on the web.
    A short opening belongs to the chapter after it, a short closing and a segment without a title to the one
    before. There is always one.
    """
    grid = timeline.grid
    starts: dict[int, int] = {}
    for placed in timeline.clips:
        starts.setdefault(placed.prepared.clip.segment, placed.start)
    ends = [*list(starts.values())[1:], timeline.length]
    opened: list[tuple[int, int]] = []  # first sample, segment
    for (number, start), end in zip(starts.items(), ends, strict=True):
        segment = script.segments[number]
        brief = grid.ms(end - start) < _OWN_CHAPTER_MS
        joins = segment.kind in (SegmentKind.OPENING, SegmentKind.CLOSING) and brief
        if one_line(segment.title) and not joins:
            opened.append((start, number))
    edges = [0, *(start for start, _ in opened[1:]), timeline.length]
    made = [
        Chapter(
            start_ms=grid.ms(edges[i]),
            end_ms=grid.ms(edges[i + 1]),
            title=one_line(script.segments[number].title),
            url=_link(script, number, links),
        )
        for i, (_, number) in enumerate(opened)
    ]
    title = one_line(script.title) or script.date.isoformat()
    return tuple(made) or (Chapter(start_ms=0, end_ms=timeline.duration_ms, title=title),)


def _onset(start: int, end: int, peaks: NDArray[np.float32], grid: Grid) -> int:
    """The first sample of [start, end) that is loud enough; `start` where none is."""
    first, last = start // grid.hop, -(-end // grid.hop)
    heard = np.flatnonzero(peaks[first:last] > AUDIBLE)
    return max(start, (first + int(heard[0])) * grid.hop) if len(heard) else start


def _link(script: Script, segment: int, links: Sequence[str | None]) -> str | None:
    article = script.segments[segment].article
    return links[article - 1] if article is not None and 1 <= article <= len(links) else None
