"""Text and what an article has → the text of the article that it is most like, and how much."""

from __future__ import annotations

import difflib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from briefing.script.words import fold_name, words

_ALIKE = 0.9
"""Share of letters in the same order."""
_WORTH_A_LOOK = 0.5
"""Share of common words below which two texts are not compared word by word."""


@lru_cache(maxsize=8192)
def compared(text: str) -> tuple[str, ...]:
    """The words as they are compared: one spelling each, digits of one script."""
    return tuple(fold_name(word) for word in words("".join(map(_western, text))))


def _western(letter: str) -> str:
    return str(unicodedata.digit(letter)) if letter.isdigit() and not letter.isascii() else letter


def likeness(one: str, other: str) -> float:
    """Share of the words of both that stand in both, in the same order: 0–1."""
    ours, theirs = compared(one), compared(other)
    if not ours or not theirs:
        return 0.0
    return difflib.SequenceMatcher(None, ours, theirs, autojunk=False).ratio()


def shares(one: str, other: str) -> float:
    """Share of the words of both that stand in both, in any order: 0–1."""
    ours, theirs = Counter(compared(one)), Counter(compared(other))
    return 2 * (ours & theirs).total() / ((ours + theirs).total() or 1)


def spelled_alike(one: str, other: str) -> bool:
    """As many words, and nearly the same letters: a letter of a name."""
    ours, theirs = compared(one), compared(other)
    if len(ours) != len(theirs):
        return False
    return difflib.SequenceMatcher(None, " ".join(ours), " ".join(theirs), autojunk=False).ratio() >= _ALIKE


def contained(text: str, longer: str) -> float:
    """Share of the words of `text` that stand in `longer`, in the same order: 0–1."""
    ours, theirs = compared(text), compared(longer)
    if not ours or not theirs:
        return 0.0
    blocks = difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(ours)


def related(text: str, candidates: Iterable[str]) -> Iterator[str]:
    """Those of the candidates that have half of the words of the text."""
    ours = set(compared(text))
    for candidate in candidates:
        if len(ours & set(compared(candidate))) >= _WORTH_A_LOOK * len(ours):
            yield candidate


def nearest(text: str, candidates: Iterable[str]) -> str:
    """The most alike of the candidates; empty where none has half of the words."""
    return max(related(text, candidates), key=lambda candidate: likeness(text, candidate), default="")
