"""Plain text → its paragraphs: hard-wrapped lines are joined again, all others stand for themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from briefing.article.content import tidy
from briefing.article.lines import ends_sentence, is_name
from briefing.article.texts.printed import HYPHENS, Hyphens, page_furniture
from briefing.article.words import fold
from briefing.language import PageWords

SHORTEST_WRAP, LONGEST_WRAP = 40, 110
"""Columns. Text wrapped by hand or by a mail program stays between; longer lines are paragraphs, shorter
ones a menu or verse."""
_FULL = 0.85
"""A line is full when the next word would not have fitted, or nearly so (`fmt` aims at 93 % of the width)."""
_SHORTEST_RUNNING_LINE = 8
"""Words of a single line that may be the beginning of a paragraph."""
_SHORTEST_TITLE_LINE = 4
_TITLE = re.compile(r"[^\d:/|–—]+")
"""Neither a fact nor a signature."""
_LINE_END = re.compile(r"\r\n|[\n\r\v\x85\u2028\u2029]|(?=\f)")
"""As str.splitlines; a form feed stays at the head of its line."""
_NO_WORDS = PageWords()
_WITHIN = (0.98, 0.9)
"""Share of the lines that end before the column: an address or a running header may stick out."""
_BULLET = re.compile(r"\s*(?:[•▪●◦‣·■►✓]\s*|[*–-]\s+)(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    text: str
    """Tidied; never empty."""
    after_gap: bool
    """An empty line stands before it."""
    bullet: bool = False
    """It is an item of a list; its mark is left out of `text`."""
    furniture: bool = False
    """A page number, or a line that stands on every page."""


@dataclass(slots=True, kw_only=True)
class _Lines:
    """Lines between empty lines, or those of one paragraph."""

    lines: list[str]
    furniture: bool = False
    after_gap: bool = True


def paragraphs(text: str, words: PageWords = _NO_WORDS) -> tuple[Paragraph, ...]:
    """The paragraphs of `text` in order. Time grows with the length of the text only.

    Words that were divided at the ends of lines are whole again, and a paragraph that goes on over the edge
    of a page is one; the page's number and running header stand behind it.
    """
    runs = _runs(text, words)
    width = _wrap_width(runs)
    hyphens = Hyphens(text, words)
    function_words = frozenset(fold(word) for word in words.function_words)
    groups = _over_pages([g for run in runs for g in _joined(run, width, function_words)], width)
    marks = [_BULLET.match(group.lines[0]) for group in groups]
    found: list[Paragraph] = []
    for index, group in enumerate(groups):
        mark = None if group.furniture else marks[index]
        if mark and not any(marks[max(0, index - 1) : index] + marks[index + 1 : index + 2]):
            mark = None  # a single dash opens a speech or an attribution; two in a row are a list
        body = tidy(_one_line([group.lines[0][mark.end() if mark else 0 :], *group.lines[1:]], hyphens))
        if body:
            found.append(
                Paragraph(
                    text=body,
                    after_gap=group.after_gap,
                    bullet=mark is not None,
                    furniture=group.furniture,
                )
            )
    return tuple(found)


def _one_line(lines: list[str], hyphens: Hyphens) -> str:
    done: list[str] = []
    for line in lines:
        if done and done[-1].rstrip()[-1:] in HYPHENS:
            done[-1] = hyphens.joined(done[-1], line)
        else:
            done.append(line)
    return " ".join(done)


def _runs(text: str, words: PageWords) -> list[_Lines]:
    """Lines between empty lines; what only a page has stands by itself."""
    runs = [_Lines(lines=[])]
    lines = _LINE_END.split(text)
    furniture = page_furniture(lines, words.page_words)
    for index, line in enumerate(lines):
        if not tidy(line):
            runs.append(_Lines(lines=[]))
            continue
        if runs[-1].lines and runs[-1].furniture != (index in furniture):
            runs.append(_Lines(lines=[]))
        runs[-1].furniture = index in furniture
        runs[-1].lines.append(line.lstrip("\f").rstrip().expandtabs(4))
    return [run for run in runs if run.lines]


def _over_pages(groups: list[_Lines], width: int | None) -> list[_Lines]:
    """A paragraph that a page's edge divides is one again."""
    joined: list[_Lines] = []
    last_text: _Lines | None = None
    for group in groups:
        if group.furniture:
            joined.append(group)
        elif last_text is not None and joined[-1].furniture and _goes_over(last_text, group, width):
            last_text.lines.extend(group.lines)
        else:
            joined.append(group)
            last_text = group
    return joined


def _goes_over(above: _Lines, below: _Lines, width: int | None) -> bool:
    """Whether the last paragraph of a page ends in mid-sentence and the first of the next goes on with it."""
    line, follower = above.lines[-1].rstrip(), below.lines[0]
    if _is_finished(line) or _BULLET.match(follower):
        return False
    first = next((c for c in follower if c.isalpha()), "")
    is_running = len(above.lines) > 1 or len(line.split()) >= _SHORTEST_RUNNING_LINE
    wrapped = width is not None and len(above.lines) > 1 and _is_full(line, follower, width)
    return is_running and (first.islower() or (wrapped and not first.isupper()) or line[-1] in HYPHENS)


def _wrap_width(runs: list[_Lines]) -> int | None:
    """The column at which the text was wrapped; None when its lines are its paragraphs."""
    text = [run.lines for run in runs if not run.furniture]
    lengths = sorted(len(line) for lines in text for line in lines)
    inner = [(line, follower) for lines in text for line, follower in pairwise(lines)]
    if len(inner) < 3 or lengths[-1] > 3 * LONGEST_WRAP:
        return None
    unfinished = sum(not ends_sentence(line.strip()) for line, _ in inner)
    for share in _WITHIN:
        width = lengths[int(share * (len(lengths) - 1))]
        full = sum(_is_full(line, follower, width) for line, follower in inner)
        if SHORTEST_WRAP <= width <= LONGEST_WRAP and min(full, unfinished) >= 0.6 * len(inner):
            return width
    return None


def _is_full(line: str, follower: str, width: int) -> bool:
    return len(line) + 1 + len(follower.split(maxsplit=1)[0]) > _FULL * width


def _joined(run: _Lines, width: int | None, function_words: frozenset[str]) -> list[_Lines]:
    """The lines of a run, those of one paragraph together."""
    if width is not None and _is_broken_title(run):
        return [run]
    groups: list[_Lines] = []
    for line in run.lines:
        if groups and not run.furniture and _goes_on(groups[-1].lines[-1], line, width, function_words):
            groups[-1].lines.append(line)
        else:
            groups.append(_Lines(lines=[line], furniture=run.furniture, after_gap=not groups))
    return groups


def _is_broken_title(run: _Lines) -> bool:
    """Two lines of words without case between empty lines of a wrapped text, neither of them a sentence."""
    return (
        len(run.lines) == 2
        and not run.furniture
        and all(
            len(line.split()) >= _SHORTEST_TITLE_LINE and not _is_finished(line) and _TITLE.fullmatch(line)
            for line in run.lines
        )
        and not any(c.isupper() or c.islower() for line in run.lines for c in line)
    )


def _goes_on(line: str, follower: str, width: int | None, function_words: frozenset[str]) -> bool:
    """Whether `follower` goes on the sentence or paragraph of `line`."""
    if _BULLET.match(follower):
        return False
    if Hyphens.divide(line, follower):
        return True
    if width is not None and len(line.split()) > 2 and fold(line.split()[-1]) in function_words:
        return True  # a headline broken behind "of", "في"
    first = follower.lstrip()[0]
    if width is not None and _is_full(line, follower, width):
        indented = len(follower) - len(follower.lstrip()) > len(line) - len(line.lstrip()) + 1
        return not indented
    # A headline broken in two: the second line begins with a small letter (no Arabic letter is "lower").
    broken = first.islower() and len(line) <= LONGEST_WRAP and not _is_finished(line.rstrip())
    return broken and not is_name(" ".join(follower.split()[1:]))  # "by Ines Hofmann" is a line of its own


def _is_finished(line: str) -> bool:
    return ends_sentence(line) or line.endswith((":", ";", "؛"))
