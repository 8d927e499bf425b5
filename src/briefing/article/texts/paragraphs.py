"""Plain text → its paragraphs: hard-wrapped lines are joined again, all others stand for themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
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
_ENOUGH_LINES = 8
_FEWEST_FULL = 3
_MOST = 0.6
"""Of the lines that are broken off: titles are, too, and have room."""
_SHORTEST_RUNNING_LINE = 8
"""Words of a single line that may be the beginning of a paragraph."""
_SHORTEST_TITLE_LINE = 4
_LONGEST_TITLE_LINE = 90
"""Characters of a title's line that may go on in the next."""
_MENU = re.compile(r"\s[|•·]\s")
_ADDRESS = re.compile(r"\S+@\S+|https?:\S+|www\.\S+")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{2,3})(?=\S)(.{1,600}?)(?<=\S)\1(?![\w*])")
"""Marks that a text keeps from Markdown or a messenger: "**Blast cracks windows**"."""
_TITLE = re.compile(r"[^\d:/|–—]+")
"""Neither a fact nor a signature."""
_LONGEST_EMPHASIS = 4000
"""Characters of a paragraph in which such marks are looked for."""
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
    width: int | None = None
    """Columns, of wrapped lines in a text that has others."""


def paragraphs(text: str, words: PageWords = _NO_WORDS) -> tuple[Paragraph, ...]:
    """The paragraphs of `text` in order. Time grows with the length of the text only.

    Words that were divided at the ends of lines are whole again, and a paragraph that goes on over the edge
    of a page is one; the page's number and running header stand behind it.
    """
    runs = _runs(text, words)
    wrap = _Wrap.of(runs, words)
    if wrap.width is None:
        runs = _with_widths(runs)
    hyphens = Hyphens(text, words)
    groups = _over_pages([g for run in runs for g in _joined(run, wrap)], wrap)
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
    text = " ".join(done)
    return _EMPHASIS.sub(r"\2", text) if len(text) <= _LONGEST_EMPHASIS else text


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


def _over_pages(groups: list[_Lines], wrap: _Wrap) -> list[_Lines]:
    """A paragraph that a page's edge divides is one again."""
    joined: list[_Lines] = []
    last_text: _Lines | None = None
    for group in groups:
        if group.furniture:
            joined.append(group)
        elif last_text is not None and joined[-1].furniture and _goes_over(last_text, group, wrap):
            last_text.lines.extend(group.lines)
        else:
            joined.append(group)
            last_text = group
    return joined


def _goes_over(above: _Lines, below: _Lines, wrap: _Wrap) -> bool:
    """Whether the last paragraph of a page ends in mid-sentence and the first of the next goes on with it."""
    line, follower = above.lines[-1].rstrip(), below.lines[0]
    if _is_finished(line) or _BULLET.match(follower):
        return False
    first = next((c for c in follower if c.isalpha()), "")
    is_running = len(above.lines) > 1 or len(line.split()) >= _SHORTEST_RUNNING_LINE
    wrapped = wrap.fills(line, follower)
    return is_running and (first.islower() or (wrapped and not first.isupper()) or line[-1] in HYPHENS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wrap:
    """How the lines of a text were broken, and the words by which a broken title shows."""

    width: int | None
    """Columns; None when the lines of the text are its paragraphs."""
    least: float
    """Share of the width that lines reach which surely go on, the next word added."""
    dangling: frozenset[str]
    joints: frozenset[str]
    joint_beginnings: tuple[str, ...]
    bylines: tuple[str, ...]
    """How a signature begins: "by"."""
    openings: tuple[str, ...]
    """How titles of their own begin, though a joint's beginning stands there."""

    @classmethod
    def of(cls, runs: list[_Lines], words: PageWords) -> _Wrap:
        width = _wrap_width(runs)
        joints = [fold(word) for word in words.joint_words]
        openings = (*words.kicker_openings, *words.sidebar_openings)
        return cls(
            width=width,
            least=_least_reach(runs, width) if width else _FULL,
            dangling=frozenset(fold(word) for word in words.dangling_words),
            joints=frozenset(word for word in joints if not word.endswith("-")),
            joint_beginnings=tuple(word[:-1] for word in joints if word.endswith("-")),
            bylines=tuple(f"{fold(word)} " for word in words.byline_openings),
            openings=tuple(fold(word) for word in openings),
        )

    def fills(self, line: str, follower: str) -> bool:
        """Whether a wrapped line is full: the next word would not have fitted."""
        if self.width is None:
            return False
        least = max(_FULL, self.least) if ends_sentence(line) else _FULL
        return _reach(line, follower, self.width) > least

    def breaks_title(self, line: str, follower: str) -> bool:
        """Whether words show that a title goes on in the next line: "Council votes for the / new bridge"."""
        if max(len(line), len(follower)) > _LONGEST_TITLE_LINE or _is_finished(line):
            return False
        words = line.split()
        if len(words) < (3 if self.width else _SHORTEST_TITLE_LINE):
            return False
        if fold(words[-1]) in self.dangling:
            return True
        folded = fold(follower.strip())
        if line.isupper() and follower.isupper() and len(follower.split()) > 2 and line[-1].isalnum():
            return not folded.startswith(self.bylines)
        first = folded.split()[0]
        return first in self.joints or (
            first.startswith(self.joint_beginnings) and not folded.startswith(self.openings)
        )


def _wrap_width(runs: list[_Lines]) -> int | None:
    """The column at which the text was wrapped; None when its lines are its paragraphs."""
    text = [run.lines for run in runs if not run.furniture]
    lengths = sorted(len(line) for lines in text for line in lines)
    inner = [(line, follower) for lines in text for line, follower in pairwise(lines)]
    if len(inner) < 3 or lengths[-1] > 3 * LONGEST_WRAP:
        return None
    for share in _WITHIN:
        width = lengths[int(share * (len(lengths) - 1))]
        if not SHORTEST_WRAP <= width <= LONGEST_WRAP:
            continue
        long = [pair for pair in inner if len(pair[0]) > width / 2]  # titles and last lines show nothing
        full = sum(_reach(line, follower, width) > _FULL for line, follower in long)
        unfinished = sum(not ends_sentence(line.strip()) for line, _ in long)
        if len(long) >= 3 and min(full, unfinished) >= 0.6 * len(long):
            return width
    return None


def _with_widths(runs: list[_Lines]) -> list[_Lines]:
    """The same lines; stretches that were wrapped stand by themselves and have their width.

    A page is pasted as it is, and again from a mail or a printed copy.
    """
    parted = [part for run in runs for part in _by_length(run)]
    stretch: list[_Lines] = []
    for part in [*parted, None]:
        if part is not None and (part.furniture or len(part.lines[0]) <= LONGEST_WRAP):
            stretch.append(part)
            continue
        width = _stretch_width([p.lines for p in stretch if not p.furniture])
        for wrapped in stretch:
            wrapped.width = width
        stretch = []
    return parted


def _by_length(run: _Lines) -> list[_Lines]:
    """Parts of a run: lines that may be wrapped, and lines that are too long for it."""
    parts: list[_Lines] = []
    for line in run.lines:
        if parts and (len(parts[-1].lines[-1]) <= LONGEST_WRAP) == (len(line) <= LONGEST_WRAP):
            parts[-1].lines.append(line)
        else:
            gap = run.after_gap and not parts
            parts.append(_Lines(lines=[line], furniture=run.furniture, after_gap=gap))
    return parts


def _stretch_width(parts: list[list[str]]) -> int | None:
    """The column of short lines amid long ones: hardly any that is broken off had room for the next word."""
    width = max((len(line) for lines in parts for line in lines), default=0)
    if not width >= SHORTEST_WRAP:
        return None
    broken = [
        (line, follower)
        for lines in parts
        for line, follower in pairwise(lines)
        if len(line) > width / 2 and not ends_sentence(line) and not _BULLET.match(follower)
    ]
    full = [follower for line, follower in broken if _reach(line, follower, width) > 1.0]
    begun = sum(follower.lstrip()[0].isupper() for follower in full)
    if len(full) < _FEWEST_FULL or len(full) < _MOST * len(broken) or 2 * begun > len(full):
        return None
    return width


def _reach(line: str, follower: str, width: int) -> float:
    """Of the width, what the line takes with the next word."""
    return (len(line) + 1 + len(follower.split(maxsplit=1)[0])) / width


def _least_reach(runs: list[_Lines], width: int) -> float:
    """What the shortest of the lines reach that go on in mid-sentence (no Arabic letter is "lower")."""
    reaches = sorted(
        _reach(line, follower, width)
        for run in runs
        if not run.furniture
        for line, follower in pairwise(run.lines)
        if len(line) > width / 2 and not ends_sentence(line) and not follower.lstrip()[0].isupper()
    )
    return min(1.0, reaches[len(reaches) // 20]) if len(reaches) >= _ENOUGH_LINES else _FULL


def _joined(run: _Lines, wrap: _Wrap) -> list[_Lines]:
    """The lines of a run, those of one paragraph together."""
    wrap = replace(wrap, width=run.width, least=1.0) if run.width else wrap
    if wrap.width is not None and _is_broken_title(run):
        return [run]
    groups: list[_Lines] = []
    for line in run.lines:
        if groups and not run.furniture and _goes_on(groups[-1].lines[-1], line, wrap):
            groups[-1].lines.append(line)
        else:
            groups.append(
                _Lines(lines=[line], furniture=run.furniture, after_gap=run.after_gap and not groups)
            )
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


def _goes_on(line: str, follower: str, wrap: _Wrap) -> bool:
    """Whether `follower` goes on the sentence or paragraph of `line`."""
    if _BULLET.match(follower) or _MENU.search(follower) or _ADDRESS.fullmatch(follower.strip()):
        return False
    if Hyphens.divide(line, follower) or wrap.breaks_title(line, follower):
        return True
    first = follower.lstrip()[0]
    if first.isdigit() and not _is_finished(follower) and 2 * len(follower) < (wrap.width or 0):
        return False  # a date below the headline
    if wrap.fills(line, follower):
        indented = len(follower) - len(follower.lstrip()) > len(line) - len(line.lstrip()) + 1
        return not indented
    # A headline broken in two: the second line begins with a small letter (no Arabic letter is "lower").
    broken = first.islower() and len(line) <= LONGEST_WRAP and not _is_finished(line.rstrip())
    is_signature = fold(follower.strip()).startswith(wrap.bylines)
    return broken and not (is_signature and is_name(" ".join(follower.split()[1:])))  # "by Ines Hofmann"


def _is_finished(line: str) -> bool:
    return ends_sentence(line) or line.endswith((":", ";", "؛"))
