"""Text → the numbers in it, in digits of any script or in words, each with its value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from briefing.language import language
from briefing.script.words import fold

_PIECE = re.compile(
    r"(?P<digits>\d+(?:[.,٫٬ \u00a0\u202f'’]\d{3})*(?:[.,٫]\d+)?)|(?:[^\W\d_][\u064b-\u0652]*)+"
)
_SEPARATORS = re.compile(r"[.,٫٬ \u00a0\u202f'’](?=\d{3}(?!\d))")
_PROCLITICS = ("و", "ف", "ب", "ل", "ك")
_ARTICLES = ("ال", "ل")
_BETWEEN = re.compile(r"[\s\u00ad‐‑-]*")
_HUNDRED, _THOUSAND = 100, 1000


@dataclass(frozen=True, slots=True)
class Figure:
    value: float
    text: str
    """As it is written."""


def figures(text: str, tag: str) -> tuple[Figure, ...]:
    """All numbers of the text, in order; those that belong together are one: "2.4 million"."""
    return tuple(_figures(text, tag))


def values(text: str, tag: str) -> frozenset[float]:
    return frozenset(figure.value for figure in figures(text, tag))


def _figures(text: str, tag: str) -> Iterator[Figure]:
    run: list[float] = []
    start = end = 0
    links = {fold(word) for word in language(tag).check.number_links}
    for piece in _PIECE.finditer(text):
        is_near = bool(run) and _BETWEEN.fullmatch(text, end, piece.start()) is not None
        if is_near and fold(piece.group()) in links:
            end = piece.end()  # "two hundred and five"; a link that nothing follows is taken off again
            continue
        found = (float(_digits(piece.group())),) if piece["digits"] else _in_word(piece.group(), tag)
        # Digits begin a number, and only a thousand or more goes on with one.
        goes_on = (
            is_near
            and bool(found)
            and not piece["digits"]
            and (found[0] >= _THOUSAND or not text[start].isdigit())
        )
        if run and not goes_on:
            yield Figure(_value(run), _shown(text[start:end], links))
            run = []
        if found:
            start = start if run else piece.start()
            run += found
            end = piece.end()
    if run:
        yield Figure(_value(run), _shown(text[start:end], links))


def _shown(text: str, links: set[str]) -> str:
    parts = text.split()
    while len(parts) > 1 and fold(parts[-1]) in links:
        parts.pop()
    return " ".join(parts)


def _digits(text: str) -> str:
    """Without what sets thousands apart; the decimal sign is a point."""
    return re.sub(r"[,٫]", ".", _SEPARATORS.sub("", text))


def _value(parts: list[float]) -> float:
    total = current = 0.0
    for part in parts:
        is_round = part >= _THOUSAND and part % _THOUSAND == 0
        if is_round and (current or not total):
            total += (current or 1) * part
            current = 0.0
        elif is_round and total < part:  # Spanish: mil millones
            total *= part
        elif part == _HUNDRED and 0 < current < _HUNDRED:
            current *= _HUNDRED
        elif part == 20 and current == 4:  # French: quatre-vingts
            current = 80.0
        else:
            current += part
    return round(total + current, 6)


@lru_cache(maxsize=65536)
def _in_word(word: str, tag: str) -> tuple[float, ...]:
    """What numbers a word is made of: "twenty", "einundzwanzig", "والثلاثون"."""
    known, folded = _known(tag), fold(word)
    for form in _without_prefixes(folded, tag):
        if form in known:
            return (known[form],)
        if len(form) > 5 and (parts := _apart(form, tag)):
            return parts
    return ()


def _without_prefixes(word: str, tag: str) -> Iterator[str]:
    yield word
    if not language(tag).quotes.article:
        return
    for first in ("", *_PROCLITICS):
        for second in ("", *_ARTICLES):
            if (first or second) and word.startswith(first + second):
                yield word[len(first + second) :]


def _apart(word: str, tag: str) -> tuple[float, ...]:
    """The values of number words that are written together; empty where anything else is in it."""
    known = _known(tag)
    links = {fold(link) for link in language(tag).check.number_links}
    if word in links:
        return ()
    for cut in range(len(word) - 1, 1, -1):
        first, rest = word[:cut], word[cut:]
        if first not in known:
            continue
        for link in ("", *links):
            after = rest.removeprefix(link) if rest.startswith(link) else ""
            if after in known:
                return (known[first], known[after])
            if after and (parts := _apart(after, tag)):
                return (known[first], *parts)
    return ()


@cache
def _known(tag: str) -> dict[str, float]:
    return {fold(word): float(value) for word, value in language(tag).check.numbers.items()}
