"""Plain text → its paragraphs: hard-wrapped lines are joined again, all others stand for themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from briefing.article.content import tidy
from briefing.article.lines import ends_sentence, is_name

SHORTEST_WRAP, LONGEST_WRAP = 40, 110
"""Columns. Text wrapped by hand or by a mail program stays between; longer lines are paragraphs, shorter
ones a menu or verse."""
_FULL = 0.85
"""A line is full when the next word would not have fitted, or nearly so (`fmt` aims at 93 % of the width)."""
_BULLET = re.compile(r"\s*(?:[•▪●◦‣·■►✓]\s*|[*–-]\s+)(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    text: str
    """Tidied; never empty."""
    after_gap: bool
    """An empty line stands before it."""
    bullet: bool = False
    """It is an item of a list; its mark is left out of `text`."""


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of `text` in order. Time grows with the length of the text only."""
    runs = _runs(text)
    width = _wrap_width(runs)
    found: list[Paragraph] = []
    groups = [(lines, number == 0) for run in runs for number, lines in enumerate(_joined(run, width))]
    marks = [_BULLET.match(lines[0]) for lines, _ in groups]
    for index, (lines, after_gap) in enumerate(groups):
        mark = marks[index]
        if mark and not any(marks[max(0, index - 1) : index] + marks[index + 1 : index + 2]):
            mark = None  # a single dash opens a speech or an attribution; two in a row are a list
        body = tidy(" ".join([lines[0][mark.end() if mark else 0 :], *lines[1:]]))
        if body:
            found.append(Paragraph(text=body, after_gap=after_gap, bullet=mark is not None))
    return tuple(found)


def _runs(text: str) -> list[list[str]]:
    """Lines between empty lines."""
    runs: list[list[str]] = [[]]
    for line in text.splitlines():
        if tidy(line):
            runs[-1].append(line.rstrip().expandtabs(4))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _wrap_width(runs: list[list[str]]) -> int | None:
    """The column at which the text was wrapped; None when its lines are its paragraphs."""
    lengths = sorted(len(line) for run in runs for line in run)
    inner = [(line, follower) for run in runs for line, follower in pairwise(run)]
    if len(inner) < 3 or lengths[-1] > 3 * LONGEST_WRAP:
        return None
    width = lengths[int(0.98 * (len(lengths) - 1))]  # a long address may stick out
    if not SHORTEST_WRAP <= width <= LONGEST_WRAP:
        return None
    full = sum(_is_full(line, follower, width) for line, follower in inner)
    unfinished = sum(not ends_sentence(line.strip()) for line, _ in inner)
    return width if full >= 0.6 * len(inner) and unfinished >= 0.6 * len(inner) else None


def _is_full(line: str, follower: str, width: int) -> bool:
    return len(line) + 1 + len(follower.split(maxsplit=1)[0]) > _FULL * width


def _joined(run: list[str], width: int | None) -> list[list[str]]:
    """The lines of a run, those of one paragraph together."""
    groups: list[list[str]] = []
    for line in run:
        if groups and _goes_on(groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _goes_on(line: str, follower: str, width: int | None) -> bool:
    """Whether `follower` goes on the sentence or paragraph of `line`."""
    if _BULLET.match(follower):
        return False
    first = follower.lstrip()[0]
    if width is not None and _is_full(line, follower, width):
        indented = len(follower) - len(follower.lstrip()) > len(line) - len(line.lstrip()) + 1
        return not indented
    # A headline broken in two: the second line begins with a small letter (no Arabic letter is "lower").
    broken = first.islower() and len(line) <= LONGEST_WRAP and not _is_finished(line.rstrip())
    return broken and not is_name(" ".join(follower.split()[1:]))  # "by Ines Hofmann" is a line of its own


def _is_finished(line: str) -> bool:
    return ends_sentence(line) or line.endswith((":", ";", "؛"))
