"""Cues → transcript.srt: small cards, for players that read no WebVTT."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefing.mix.wording import base_direction, clock, directed, label, one_line
from briefing.model import Cue, WordTiming

_ROW = 32
"""Letters of a row; with two rows a card this is what the podcast namespace asks of SRT."""
_NARROWEST = 12
_ROWS = 2
_LONGEST_NAME = 28
"""Of a speaker: with its colon no longer than a row."""


class _Word(NamedTuple):
    text: str
    room: int
    """Letters: vowel signs and accents take none of their own, Chinese ones that of two."""
    space: str = " "
    """What parts it from the word before, in a row; nothing in languages that write no spaces."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words that come together: of their times only the first's beginning and the last's end are known."""

    start_ms: int
    end_ms: int
    words: tuple[_Word, ...]


@dataclass(frozen=True, slots=True)
class _Card:
    start_ms: int
    end_ms: int
    rows: tuple[str, ...]


def srt(cues: Sequence[Cue], language: str) -> str:
    """A sentence is shared out among cards where its words have times; else its one card has more rows.

    The speaker's name stands where it changes. `language` is the script's, BCP 47.
    """
    parts: list[str] = []
    before = None
    for cue in cues:
        if not (text := one_line(cue.text)):
            continue
        name = label(cue.speaker, _LONGEST_NAME)
        turn, before = f"{name}:" if name and name != before else "", name
        base = base_direction(text, cue.language or language)
        for card in _cards(_stretches(cue), _Word(turn, _room(turn)) if turn else None):
            rows = "\n".join(_inert(directed(row, base)) for row in card.rows)
            end_ms = max(card.end_ms, card.start_ms + 1)
            times = f"{clock(card.start_ms, ',')} --> {clock(end_ms, ',')}"
            parts.append(f"{len(parts) + 1}\n{times}\n{rows}\n")
    return "\n".join(parts)


def _stretches(cue: Cue) -> list[_Stretch]:
    made, at = [], 0
    timed = cue.words or (WordTiming(start_ms=cue.start_ms, end_ms=cue.end_ms, text=cue.text),)
    for stretch in timed:
        start = cue.text.find(stretch.text, at)
        is_glued = start == at > 0 and not cue.text[at - 1].isspace()
        at = max(at, start + len(stretch.text))
        words = [part for word in one_line(stretch.text).split() for part in _parts(word)]
        if is_glued and words:
            words[0] = words[0]._replace(space="")
        made.append(_Stretch(stretch.start_ms, stretch.end_ms, tuple(words)))
    return made


def _parts(text: str) -> list[_Word]:
    """One word, or if it is too long for a row each of its letters, with the marks that belong to it."""
    word = _Word(text, _room(text))
    if word.room <= _ROW:
        return [word]
    letters = re.findall(r"[\w\W][^\w\s(\[{«“‘「『（【]*", text)
    return [_Word(part, _room(part), " " if n == 0 else "") for n, part in enumerate(letters)]


def _room(text: str) -> int:
    if text.isascii() or (text.isalnum() and max(text) < "\u0e00"):
        return len(text)
    marks = sum(unicodedata.category(c) == "Mn" for c in text)
    return len(text) - marks + sum(unicodedata.east_asian_width(c) in "WF" for c in text)


def _inert(text: str) -> str:
    """SRT has no escapes: an invisible U+2060 keeps players from seeing a tag, a style or a time."""
    return text.replace("<", "<\u2060").replace("{", "{\u2060").replace("-->", "--\u2060>")


def _cards(stretches: Sequence[_Stretch], turn: _Word | None) -> list[_Card]:
    """As few as there can be, and of about one length: none for the one word that was left over."""
    best = full = _filled(stretches, turn, _ROW)
    letters = sum(word.room + len(word.space) for stretch in stretches for word in stretch.words)
    narrow, wide = min(max(_NARROWEST, letters // (_ROWS * len(full))), _ROW), _ROW
    while narrow < wide:
        middle = (narrow + wide) // 2
        made = _filled(stretches, turn, middle)
        if _cost(made) > _cost(full):
            narrow = middle + 1
        else:
            best, wide = made, middle
    return best


def _cost(cards: Sequence[_Card]) -> tuple[int, int]:
    """One card alone has no more rows than it needs."""
    return len(cards), len(cards[0].rows) if len(cards) == 1 else 0


def _filled(stretches: Sequence[_Stretch], turn: _Word | None, width: int) -> list[_Card]:
    """Rows no wider than `width`, cards of no more than two, as far as words and times allow."""
    cards: list[_Card] = []
    rows = [turn] if turn else []
    start_ms, end_ms, is_new = stretches[0].start_ms, stretches[0].end_ms, True
    for stretch in stretches:
        added = _laid(rows, stretch.words, width)
        if len(added) > _ROWS and not is_new:
            cards.append(_Card(start_ms, end_ms, tuple(row.text for row in rows)))
            start_ms, added = stretch.start_ms, _laid([], stretch.words, width)
        rows, end_ms, is_new = added, stretch.end_ms, False
    return [*cards, _Card(start_ms, end_ms, tuple(row.text for row in rows))]


def _laid(rows: Sequence[_Word], words: Sequence[_Word], width: int) -> list[_Word]:
    laid = list(rows)
    for text, room, space in words:
        if laid and laid[-1].room + len(space) + room <= width:
            laid[-1] = _Word(f"{laid[-1].text}{space}{text}", laid[-1].room + len(space) + room)
        else:
            laid.append(_Word(text, room))
    return laid
