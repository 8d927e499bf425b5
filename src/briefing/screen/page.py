"""Text for a person beside the same data for `--json`, and the wording that all pages share."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from briefing import documents

_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
"""What a terminal obeys and what turns a line around: titles and names come from other people's files."""


@dataclass(frozen=True, slots=True)
class Page:
    text: str
    """Without anything that a terminal would obey."""
    data: Any
    """The same for `--json`."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", _COMMANDS.sub("", self.text))


def pretty_json(data: object) -> str:
    return json.dumps(documents.to_plain(data), ensure_ascii=_needs_ascii(), indent=2)


def compact_json(data: object) -> str:
    """One line: JSON Lines, for texts that come one a line."""
    return json.dumps(documents.to_plain(data), ensure_ascii=_needs_ascii())


def _needs_ascii() -> bool:
    """Whether standard output lacks letters: then JSON's own escapes stand for them."""
    return "utf" not in (sys.stdout.encoding or "").lower()


def table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(f"{cell:{w}}" for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def length(ms: int) -> str:
    """1:58, with hours where there are any."""
    return _with_hours(*divmod(round(ms / 1000), 60))


def clock(ms: int) -> str:
    """1:58.3, likewise."""
    minutes, tenths = divmod(round(ms / 100), 600)
    return f"{_with_hours(minutes, tenths // 10)}.{tenths % 10}"


def _with_hours(minutes: int, seconds: int) -> str:
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def short(text: str, width: int = 90) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def isolated(text: str) -> str:
    """Text from right to left keeps its own direction beside a label (Unicode: FSI … PDI)."""
    is_rtl = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    return f"\u2068{text}\u2069" if is_rtl else text


def cells(text: str) -> int:
    """How many columns of a terminal the text takes: none of a mark above a letter, two of 漢."""
    return sum(_cells_of(character) for character in text)


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def cut(text: str, columns: int) -> str:
    """As much of the text as fits into so many columns, with an ellipsis behind it where that is not all."""
    if cells(text) <= columns:
        return text
    room = columns - 1
    for number, character in enumerate(text):
        room -= _cells_of(character)
        if room < 0:
            return f"{text[:number].rstrip()}…"
    return text
