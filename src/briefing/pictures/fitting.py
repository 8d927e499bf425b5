"""A text and the room it has → its lines and the largest size at which they fit, even in length."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.pictures.lettering import Letters, drawable

_REFERENCE = 1000.0
"""The size at which words are measured; they grow in proportion, but for what small sizes round."""
_STEP = 0.97
_NARROW = 10
"""So many letters in a square as high as the size there are never."""
_BOUND = re.compile(r"(?<=[«‹]) | (?=[»›:;!?%–—](?: |$))")
"""Spaces at which no line ends: French ones within quotation marks and before marks, that before a dash."""
_BOUND_NUMBER = re.compile(r"(?<!\S)(?!\d{4} )(\d[\d.,٫٬]*) ")
"""A number stays with what it counts; a year counts nothing."""
_BREAK_AFTER = re.compile(r"(?<=[^\W_][-–—/])(?=[^\W_]{2})")
"""Inside a word: "north-east", "and/or"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    lines: tuple[str, ...]
    size: float
    """Pixels."""
    leading: float
    """From line to line, as a share of the size."""


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    width: float
    """At the reference size."""
    opens_word: bool
    """A space stands before it, unless it begins a line."""


def fit(
    text: str, *, width: float, height: float, largest: float, smallest: float, leading: float, bold: bool
) -> Fitted:  # fmt: skip
    """The text in as many lines as it takes, as large as `width` and `height` (pixels) let it be.

    Where even the smallest size is too large, words are broken and the end is left out, with an ellipsis.
    """
    letters = Letters(_REFERENCE, bold=bold)
    most = int(_NARROW * width * height / smallest**2)
    text = drawable(text[: 4 * most])[:most]  # a whole page is no title
    text = _BOUND_NUMBER.sub("\\1\xa0", _BOUND.sub("\xa0", text))
    parts = _parts(text, letters)
    spaces = max(1, text.count(" "))
    space = max(0.0, letters.width(text) - sum(part.width for part in parts)) / spaces
    size = largest
    while size > smallest:
        room = width / size * _REFERENCE
        if all(part.width <= room for part in parts):
            lines = _wrapped(parts, room, space)
            if len(lines) <= _count(height, size, leading):
                return Fitted(lines=_even(parts, room, space, len(lines)), size=size, leading=leading)
        size *= _STEP
    room = width / smallest * _REFERENCE
    parts = [piece for part in parts for piece in _broken(part, room, letters)]
    lines = _wrapped(parts, room, space)
    room_for = _count(height, smallest, leading)
    if len(lines) <= room_for:
        return Fitted(lines=_even(parts, room, space, len(lines)), size=smallest, leading=leading)
    last = _ended(lines[room_for - 1], room, letters)
    return Fitted(lines=(*lines[: room_for - 1], last), size=smallest, leading=leading)


def _ended(line: str, room: float, letters: Letters) -> str:
    """As many whole words of the line as fit with an ellipsis behind them."""
    words = line.split(" ")
    while len(words) > 1 and letters.width(f"{' '.join(words)}…") > room:
        words.pop()
    return letters.clipped(f"{' '.join(words)}…", room)


def _count(height: float, size: float, leading: float) -> int:
    """How many lines there is room for: the first takes its letters' height, each other the leading."""
    return max(1, 1 + int((height / size - 1) / leading))


def _parts(text: str, letters: Letters) -> list[_Part]:
    return [
        _Part(piece, letters.width(piece), opens_word=index == 0)
        for word in text.split(" ")
        for index, piece in enumerate(_BREAK_AFTER.split(word))
        if piece
    ]


def _wrapped(parts: Sequence[_Part], room: float, space: float) -> list[str]:
    lines: list[str] = []
    reached = 0.0
    for part in parts:
        gap = space if part.opens_word else 0.0
        if lines and reached + gap + part.width <= room:
            lines[-1] += f"{' ' if part.opens_word else ''}{part.text}"
            reached += gap + part.width
        else:
            lines.append(part.text)
            reached = part.width
    return lines


def _even(parts: Sequence[_Part], room: float, space: float, count: int) -> tuple[str, ...]:
    """In `count` lines, none much longer than the others: in the least room that still gives so many."""
    low, high = max((part.width for part in parts), default=0.0), room
    while high - low > _REFERENCE / 50:
        middle = (low + high) / 2
        if len(_wrapped(parts, middle, space)) <= count:
            high = middle
        else:
            low = middle
    return tuple(_wrapped(parts, high, space))


def _broken(part: _Part, room: float, letters: Letters) -> list[_Part]:
    """A word too long for a line in pieces that are not."""
    pieces: list[_Part] = []
    rest, opens_word = part.text, part.opens_word
    while rest:
        count = min(len(rest), int(_NARROW * room / _REFERENCE) + 1)
        while count > 1 and letters.width(rest[:count]) > room:
            count = max(1, min(count - 1, int(count * room / letters.width(rest[:count]))))
        while 1 < count < len(rest) and unicodedata.combining(rest[count]):  # a mark stays with its letter
            count -= 1
        pieces.append(_Part(rest[:count], letters.width(rest[:count]), opens_word))
        rest, opens_word = rest[count:], False
    return pieces
