"""Latin letters in an Arabic line → what an Arabic voice can say: names, letters by name, Roman numerals.

Other Latin words stay as they are written: a voice that knows their language says them best.
"""

from __future__ import annotations

import re

from briefing.speech.spoken_text.arabic_counting import PREFIX, joined
from briefing.speech.spoken_text.arabic_nouns import WORDS, bare, is_feminine, is_singular
from briefing.speech.spoken_text.arabic_numbers import ordinal
from briefing.speech.spoken_text.rules import any_of

_EXACT = {name: said for name, said in WORDS.latin.items() if len(name) <= 3}
_ANY_CASE = {name.casefold(): said for name, said in WORDS.latin.items() if len(name) > 3}
_BEFORE, _BEHIND = r"(?<![A-Za-z\d.@_])", r"(?![A-Za-z\d@_]|\.[A-Za-z\d])"
_NAME = re.compile(f"{_BEFORE}(?:(?i:{any_of(_ANY_CASE)})|{any_of(_EXACT)}){_BEHIND}")
_WITH_FIGURE = re.compile(
    rf"(?:(?<!\w)(?P<prefix>{PREFIX}) ?)?{_BEFORE}"
    rf"(?P<name>{any_of(name for name in WORDS.latin if not name.isalpha())}){_BEHIND}"
)
_DOTTED = re.compile(r"(?<![A-Za-z\d.@_])(?:[A-Z]\.){2,6}(?![A-Za-z\d])")
# Up to three letters, or more without a vowel, can only be spelled: BBC, HSBC.
_LETTERS = re.compile(r"(?<![A-Za-z\d.@_'])(?:[A-Z]{1,3}|[B-DF-HJ-NP-TV-XZ]{4,6})(?![A-Za-z\d@_'])")
_LATIN_BEFORE, _LATIN_BEHIND = re.compile(r"([A-Za-z]+)[ -]$"), re.compile(r"[ -]([A-Za-z]+)")
_ROMAN = re.compile(
    r"(?:(?<!\w)(?P<earlier>[\u0621-\u064a]+) )?(?<!\w)(?P<noun>[\u0621-\u064a]+)"
    r" (?P<roman>X{0,2}(?:IX|IV|V?I{0,3}))(?![A-Za-z\d'-])"
)
_VALUES = {"I": 1, "V": 5, "X": 10}
_RULERS = frozenset(bare(name) for name in WORDS.rulers)
_HEADS = frozenset(bare(name) for name in WORDS.thrones)
_FEMALE = frozenset(bare(name) for name in WORDS.women)


def read(line: str) -> str:
    """`line` without the Latin letters that can be said in Arabic."""
    line = _ROMAN.sub(_roman, line)
    line = _NAME.sub(_name, line)
    line = _DOTTED.sub(lambda m: _by_letter(m.group().replace(".", "")), line)
    return _LETTERS.sub(_spelled, line)


def names_with_figures(line: str) -> str:
    """`line` with G20, 5G and the like said, before figures are read."""
    return _WITH_FIGURE.sub(_figured, line)


def _figured(match: re.Match[str]) -> str:
    """Without its first word where that has been written before it: مجموعة G20, الجيل 5G.

    What is said is definite without an article of its own: قمة الـG20 is قمة مجموعة العشرين.
    """
    said = WORDS.latin[match["name"]]
    first, _, rest = said.partition(" ")
    if rest and match.string[: match.start()].rstrip().endswith(first):
        said = rest
    prefix = match["prefix"] or ""
    return joined("ل" if prefix.endswith("لل") else prefix.removesuffix("ال"), said)


def _name(match: re.Match[str]) -> str:
    name = match.group()
    return _EXACT.get(name) or _ANY_CASE[name.casefold()]


def _by_letter(letters: str) -> str:
    return " ".join(WORDS.letter_names.get(letter, letter) for letter in letters)


def _spelled(match: re.Match[str]) -> str:
    """Not in a Latin phrase: its words say how to say it (LE MONDE, Vitamin C)."""
    before = _LATIN_BEFORE.search(match.string[max(0, match.start() - 30) : match.start()])
    behind = _LATIN_BEHIND.match(match.string[match.end() : match.end() + 30])
    beside = [word[1] for word in (before, behind) if word]
    in_phrase = any(not _LETTERS.fullmatch(word) for word in beside)
    return match.group() if in_phrase else _by_letter(match.group())


def _roman(match: re.Match[str]) -> str:
    roman, noun = match.group("roman"), bare(match.group("noun"))
    if not roman:
        return match.group()
    ruler = noun in _RULERS or noun in _FEMALE or bare(match.group("earlier") or "") in _HEADS
    if len(roman) == 1 and not ruler:
        return match.group()  # vitamin X, the letter I
    if not ruler and not noun.startswith("ال") and is_singular(noun):
        return match.group()  # a type, not the second one
    value = 0
    for letter, following in zip(roman, [*roman[1:], ""], strict=True):
        worth = _VALUES[letter]
        value += -worth if worth < _VALUES.get(following, 0) else worth
    feminine = bool({noun, bare(match.group("earlier") or "")} & _FEMALE) or (
        not ruler and is_feminine(match.group("noun"))
    )
    written = match.group()
    return f"{written.removesuffix(roman)}{ordinal(value, feminine=feminine)}"
