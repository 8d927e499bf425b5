"""Tokens of a sentence → whether two words tell a past there: "a annoncé", "hat … gesagt"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from briefing.language import DateWords
from briefing.script.words import Token, TokenKind, words

_HELPING = 4
"""Words from a helping verb to its participle."""
_SHORTEST = 5
"""Letters of a verb that is known by its ending: "need" and "red" are none."""


def ends_so(token: Token, endings: tuple[str, ...]) -> bool:
    """By its ending as written: the accent tells Spanish "anunció" from "anuncio"."""
    written = token.text.lower()
    return bool(endings) and len(written) >= _SHORTEST and not token.capital and written.endswith(endings)


def is_perfect(tokens: Sequence[Token], entries: DateWords, at: int) -> bool:
    """Whether a participle stands at `at` with its helping verb near before it (French, Spanish)."""
    if entries.participle_ends_clause or not entries.perfect or not 0 < at < len(tokens):
        return False
    if not ends_so(tokens[at], entries.participle_endings) or tokens[at].word in _folded(entries.planning):
        return False
    for place in range(at - 1, max(-1, at - 1 - _HELPING), -1):
        word = tokens[place].word
        if tokens[place].kind is not TokenKind.WORD or word in _folded(entries.breaks):
            return False
        if word in _folded(entries.perfect):
            return True
        if word in _folded(entries.perfect_of_moving):
            is_reflexive = place > 0 and tokens[place - 1].word in _folded(entries.reflexive)
            return is_reflexive or tokens[at].word in _folded(entries.moving)
    return False


def is_perfect_ended(tokens: Sequence[Token], entries: DateWords, helping: int, at: int) -> bool:
    """Whether the helping verb at `helping` has its participle at the end of the clause of `at` (German)."""
    if not entries.participle_ends_clause:
        return False
    is_moving = tokens[helping].word in _folded(entries.perfect_of_moving)
    if not is_moving and tokens[helping].word not in _folded(entries.perfect):
        return False
    end = at
    while end < len(tokens) and tokens[end].kind is TokenKind.WORD:
        if end > at and tokens[end].word in _folded(entries.breaks):
            break
        end += 1
    last = end - 1
    if last <= at or not tokens[last].text[:1].islower() or tokens[last].word in _folded(entries.planning):
        return False
    is_known = not is_moving or tokens[last].word in _folded(entries.moving)
    return is_known and ends_so(tokens[last], entries.participle_endings)


@cache
def _folded(entries: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for entry in entries for word in words(entry))
