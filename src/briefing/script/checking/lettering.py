"""Text → the same text in one spelling of spaces and marks, so that only words and their marks differ."""

from __future__ import annotations

import re
import unicodedata

from briefing.sentences.marks import outermost

_SPELLINGS = str.maketrans({
    "’": "'", "‘": "'", "‛": "'", "＇": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "＂": '"',
    "\u2010": "-", "\u2011": "-",
    **dict.fromkeys("\u00ad\u200b\u200e\u200f\u061c\u202a\u202b\u202c\ufeff"),
    **dict.fromkeys("\u2066\u2067\u2068\u2069"),
})  # fmt: skip
"""Curly and straight marks, hyphens that may or may not break, and signs that are never seen or heard. Not
the overrides U+202D and U+202E: they show a text in another order than it is spoken."""
_MARKS = frozenset("«»‹›\"'「」『』")


def squeezed(text: str) -> str:
    """One space where there is any white space."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """What an editor's keyboard may spell otherwise without another word or mark: ’ and ', NFC and NFD."""
    if text.isascii():
        return squeezed(text)
    return squeezed(unicodedata.normalize("NFC", text).translate(_SPELLINGS))


def same_letters(one: str, other: str) -> bool:
    return one == other or plain(one) == plain(other)


def marks_dropped(expected: str, found: str) -> bool:
    """Whether `found` is `expected` without the marks of some of its quotations: none added, none moved."""
    if outermost(expected) == outermost(found) or not _only_marks_are_missing(plain(expected), plain(found)):
        return False
    kept = [plain(found[m.start : m.end]) for m in outermost(found)]
    there = [plain(expected[m.start : m.end]) for m in outermost(expected)]
    return all(words in there for words in kept)


def _only_marks_are_missing(longer: str, shorter: str) -> bool:
    at = 0
    for letter in longer:
        if at < len(shorter) and shorter[at] == letter:
            at += 1
        elif letter not in _MARKS:
            return False
    return at == len(shorter) and longer != shorter


def is_balanced(text: str) -> bool:
    """Every bracket and quotation mark has its partner."""
    return all(text.count(a) == text.count(b) for a, b in ("()", "[]")) and all(
        stretch.closed for stretch in outermost(text)
    )


def cuts_marks(text: str, kept: slice) -> bool:
    """Whether one of a pair of marks is kept and the other is not."""
    return any(
        stretch.closed
        and (kept.start <= stretch.outer_start < kept.stop)
        is not (kept.start < stretch.outer_end <= kept.stop)
        for stretch in outermost(text)
    )


_DROPPED_WITH_A_QUOTE = re.compile(r"[\s,،;؛:–—-]*")


def is_idle_end(text: str) -> bool:
    """What may be missing at the end of a quotation: a comma that belongs to the reporter's sentence."""
    return _DROPPED_WITH_A_QUOTE.fullmatch(text) is not None
