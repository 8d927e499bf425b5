"""Timeline → cues and chapters: when each line, sentence and word is heard, in ms counted from samples."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from briefing.mix.assembly import Placed, Timeline, line_of
from briefing.mix.clips import RATE_HZ
from briefing.mix.limiter import HOP
from briefing.mix.sentence_pauses import between_sentences
from briefing.model import Chapter, Cue, LineTime, Origin, Script, SegmentKind, WordTiming
from briefing.sentences import sentences

_HEARD = 10 ** (-45 / 20)
"""Below it a listener hears nothing in a room: the cue starts where a clip first rises above it."""
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
                start_ms=_ms(_onset(parts[0].start, parts[0].end, peaks)),
                end_ms=_ms(parts[-1].end),
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
        of_sentence = [bisect_right(starts, start) for start, _ in stretches]
        for _, group in groupby(zip(of_sentence, stretches, strict=True), key=lambda pair: pair[0]):
            words = tuple(word for _, (_, word) in group)
            made.append(
                Cue(
                    start_ms=words[0].start_ms,
                    end_ms=words[-1].end_ms,
                    speaker=line.speaker,
                    text=" ".join(word.text for word in words),
                    words=words,
                )
            )
    return tuple(made)


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
        )
    ]
    if not found:
        yield 0, WordTiming(start_ms=line.start_ms, end_ms=line.end_ms, text=line.text)
    for number, ((begins, ends), (first, last)) in enumerate(found):
        is_last = number == len(found) - 1
        start_ms = max(_ms(first), line.start_ms) if number else line.start_ms
        yield (
            begins,
            WordTiming(
                start_ms=start_ms,
                end_ms=line.end_ms if is_last else max(_ms(last), start_ms),
                text=line.text[begins:ends].rstrip(),
            ),
        )


def _by_pauses(
    text: str, stretch: Pair, starts: Sequence[int], samples: Pair, peaks: NDArray[np.float32]
) -> list[tuple[Pair, Pair]]:
    """A stretch of the text and its samples, cut where a sentence begins, if that can be heard."""
    first = _onset(*samples, peaks)
    cuts = [stretch[0], *(start for start in starts if stretch[0] < start < stretch[1]), stretch[1]]
    if len(cuts) > 2:
        parts = [text[a:b] for a, b in pairwise(cuts)]
        heard = peaks[first // HOP : -(-samples[1] // HOP)] > _HEARD
        if pauses := between_sentences(parts, heard, HOP * 1000 / RATE_HZ):
            edges = [first, *((first // HOP + hop) * HOP for pause in pauses for hop in pause), samples[1]]
            return list(zip(pairwise(cuts), zip(edges[::2], edges[1::2], strict=True), strict=True))
    return [(stretch, (first, samples[1]))]


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


def _onset(start: int, end: int, peaks: NDArray[np.float32]) -> int:
    """The first sample of [start, end) that is loud enough; `start` where none is."""
    first, last = start // HOP, -(-end // HOP)
    heard = np.flatnonzero(peaks[first:last] > _HEARD)
    return max(start, (first + int(heard[0])) * HOP) if len(heard) else start


def _url(script: Script, segment: int, origins: Sequence[Origin]) -> str | None:
    article = script.segments[segment].article
    if article is None or not 1 <= article <= len(origins):
        return None
    address = origins[article - 1].address
    return address if address.startswith(("http://", "https://")) else None


def _ms(samples: int) -> int:
    return round(samples * 1000 / RATE_HZ)
