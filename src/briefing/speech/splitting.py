"""Spoken text → the parts that an engine can take.

Cut at sentences, then clauses, then words; never in a number.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Container, Iterable
from itertools import accumulate

from briefing.engines import Limits

_CLAUSE_ENDS = frozenset(",;:،؛、，；：–—।")
_CLOSING = frozenset("\"'”’»›)]}」』")
_SENTENCE_ENDS_WITHOUT_SPACE = frozenset("。！？")
_CLAUSE_ENDS_WITHOUT_SPACE = frozenset("、，；：")
_JOINER = "\u200d"
_STUMP = 3
"""A part below a third of what fits is one: two words by themselves sound torn off."""


def split(
    text: str, limits: Limits, language: str, *, whole: Iterable[tuple[int, int]] = ()
) -> tuple[tuple[int, int], ...]:
    """The parts of `text`, [start, end), each within `limits`, in order; only blanks lie between them.

    A number, with its sign, unit mark and thousands, and a stretch of `whole` are cut only when they alone
    are longer than the limit.
    """
    start, length = len(text) - len(text.lstrip()), len(text.rstrip())
    if _fits(text[start:length], limits):
        return ((start, length),) if start < length else ()
    room = _Room(text[:length], limits)
    ranks = _ranked_cuts(text[:length], language, {at for a, b in whole for at in range(a + 1, b)})
    parts: list[tuple[int, int]] = []
    while start < length:
        end = room.furthest(start)
        if end < length:
            end = _best_cut(start, end, length, ranks)
        parts.append((start, start + len(text[start:end].rstrip())))
        start = end
        while start < length and text[start].isspace():
            start += 1
    return tuple(parts)


def _fits(text: str, limits: Limits) -> bool:
    return (limits.max_characters is None or len(text) <= limits.max_characters) and (
        limits.max_bytes is None or len(text.encode()) <= limits.max_bytes
    )


class _Room:
    """How far from a place in the text the engine can take it."""

    def __init__(self, text: str, limits: Limits) -> None:
        self._length = len(text)
        self._characters = limits.max_characters or len(text)
        self._bytes = limits.max_bytes
        self._sizes = [0, *accumulate(len(char.encode()) for char in text)] if self._bytes else []

    def furthest(self, start: int) -> int:
        end = min(self._length, start + self._characters)
        if self._bytes:
            while end > start + 1 and self._sizes[end] - self._sizes[start] > self._bytes:
                end -= 1
        return max(end, start + 1)


def _ranked_cuts(text: str, language: str, inside: Container[int]) -> tuple[tuple[int, ...], ...]:
    """Places where a part may end: after sentences, after clauses, between words, between characters."""
    from briefing.sentences import sentences

    sentence_ends, clause_ends, word_ends, character_ends = [], [], [], []
    # A sentence's end is a cut only between words: what does not fit is judged by this text alone.
    ends = {end for _, end in sentences(text, language)}
    for place in range(1, len(text)):
        before, after = text[place - 1], text[place]
        if place in inside or _is_inside_character(before, after) or _is_inside_number(text, place):
            continue
        character_ends.append(place)
        spaced = after.isspace() and not before.isspace()
        word_ends += [place] if spaced else []
        last = _last_but_closing(text, place)
        if (place in ends and spaced) or (before in _SENTENCE_ENDS_WITHOUT_SPACE and after not in _CLOSING):
            sentence_ends.append(place)
        elif (spaced and last in _CLAUSE_ENDS) or (
            before in _CLAUSE_ENDS_WITHOUT_SPACE and after not in _CLOSING
        ):
            clause_ends.append(place)
    return tuple(sentence_ends), tuple(clause_ends), tuple(word_ends), tuple(character_ends)


def _last_but_closing(text: str, place: int) -> str:
    """The character before `place`, marks that close a quotation or bracket passed over."""
    at = place - 1
    while at > 0 and text[at] in _CLOSING:
        at -= 1
    return text[at]


def _is_inside_character(before: str, after: str) -> bool:
    """A mark belongs to its letter, a joiner to both of its neighbours."""
    return unicodedata.category(after)[0] == "M" or _JOINER in (before, after)


def _is_inside_number(text: str, place: int) -> bool:
    """In "12,500", "12 500" and "3.5", and between a number and its sign: "€ 5", "5 %", "-5"."""
    left_at, right_at = place - 1, place
    while left_at > 0 and text[left_at].isspace():
        left_at -= 1
    while right_at < len(text) and text[right_at].isspace():
        right_at += 1
    left, right = text[left_at], text[right_at : right_at + 1]
    if left.isdigit() and right.isdigit():
        return True
    if left.isdigit() and _is_number_sign(right):
        return (
            right in "%‰٪"
            or unicodedata.category(right) == "Sc"
            or text[right_at + 1 : right_at + 2].isdigit()
        )
    if right.isdigit() and _is_number_sign(left):
        touches = right_at - left_at == 1
        return touches or unicodedata.category(left) == "Sc"
    return False


def _is_number_sign(char: str) -> bool:
    return bool(char) and (char in "%‰٪.,:٫٬'’/-−+±" or unicodedata.category(char) == "Sc")


def _best_cut(start: int, end: int, length: int, ranks: Iterable[tuple[int, ...]]) -> int:
    """The last cut in (start, end] of the best rank that leaves no stump; else the last of any rank.

    Between words, where nothing else tells, what is left of the text is shared out evenly.
    """
    sentence, clause, word, character = ranks
    stump = (end - start) // _STUMP
    for cuts, shortest_rest in ((sentence, 1), (clause, stump)):  # a short sentence is whole, a clause is not
        within = [
            cut for cut in cuts if start + stump <= cut <= end and start < cut <= length - shortest_rest
        ]
        if within:
            return within[-1]
    words = [cut for cut in word if start < cut <= end]
    if words:
        left = length - start
        even = start + left / math.ceil(left / (end - start))
        return min(words, key=lambda cut: abs(cut - even))
    return max((cut for cut in character if start < cut <= end), default=end)
