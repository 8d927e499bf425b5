"""What was to be said + what somebody wrote down → which words are there, letter by letter.

Not word by word: what hears a name it does not know writes it in its own way, and cuts it elsewhere.
"""

from __future__ import annotations

import re
import unicodedata

import numpy as np

_LETTERS_FOUND = 0.5
"""Share of a word's letters that must be there, in order, for the word to count as heard."""
_BEGINNING_FOUND = 0.6
"""Share of the words before those that are missing at the end which must be heard."""
_ARABIC_FORMS = str.maketrans("أإآٱىةؤئ", "اااايهوي")
"""Seats of hamza, alif maqsura and ta marbuta: people and programs write them now so, now so."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


def plain(word: str) -> str:
    """Only what is heard of it: no case, accents, vowel marks, tatweel or apostrophes."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", word.translate(_ARABIC_FORMS)) if c.isalnum())
    return bare.translate(_ARABIC_FORMS).casefold()


def compared(wanted: str, heard: str) -> tuple[tuple[str, ...], tuple[bool, ...], bool, float]:
    """Words of `wanted`; which of them are in `heard`; whether that ends early; share of it that is more."""
    words = tuple(words_of(wanted))
    letters = [plain(word) for word in words]
    written = "".join(plain(word) for word in words_of(heard))
    matched, last, surplus = _matched("".join(letters), written)
    found: list[bool] = []
    at = 0
    for word in letters:
        found.append(sum(matched[at : at + len(word)]) >= _LETTERS_FOUND * len(word))
        at += len(word)
    begun = len(found) - next((n for n, is_found in enumerate(reversed(found)) if is_found), len(found))
    missing = sum(len(word) for word in letters[begun:])
    ends_early = (
        missing > 0
        and len(written) - last < missing / 2
        and sum(found[:begun]) > _BEGINNING_FOUND * begun  # else it is no beginning of this text
    )
    return words, tuple(found), ends_early, surplus / max(1, len(written))


def _matched(wanted: str, heard: str) -> tuple[list[bool], int, int]:
    """Which letters of `wanted` are in `heard` by the least edits; behind which of `heard` no more match;
    how many of `heard` stand where nothing was wanted."""
    rows, columns = len(wanted), len(heard)
    costs = np.zeros((rows + 1, columns + 1), np.int32)
    costs[:, 0] = np.arange(rows + 1)
    costs[0] = np.arange(columns + 1)
    codes = np.array([ord(c) for c in heard], np.int32)
    steps = np.arange(columns + 1)
    for row in range(1, rows + 1):
        differs = (codes != ord(wanted[row - 1])).astype(np.int32)
        best = costs[row - 1] + 1
        best[1:] = np.minimum(best[1:], costs[row - 1, :-1] + differs)
        best[0] = row
        # An insertion is one more than its left neighbour: the running minimum, less the way to it.
        costs[row] = np.minimum.accumulate(best - steps) + steps
    matched = [False] * rows
    row, column, last, surplus = rows, columns, 0, 0
    while row and column:
        is_same = wanted[row - 1] == heard[column - 1]
        if costs[row, column] == costs[row - 1, column - 1] + (not is_same):
            row, column = row - 1, column - 1
            matched[row] = is_same
            last = max(last, column + 1) if is_same else last
        elif costs[row, column] == costs[row - 1, column] + 1:
            row -= 1
        else:
            column -= 1
            surplus += 1
    return matched, last, surplus + column
