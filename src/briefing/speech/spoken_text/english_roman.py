"""A line → the same with its Roman numerals in words: an ordinal behind a ruler, a number behind a noun."""

from __future__ import annotations

import re

from briefing.language import language
from briefing.speech.spoken_text.english_context import WORDS
from briefing.speech.spoken_text.english_numbers import cardinal, ordinal, roman

_ROMAN = re.compile(
    r"(?<![\w.'-])(?P<word>[A-Z][\w'-]*) (?P<roman>[IVXLC]{1,8})(?=$|[^\w.'&-]|[.](?:\W|$)|'s\b|-[a-z])"
)
_SMALL = re.compile(r"\b(?P<word>[A-Za-z]+) (?P<roman>[ivxl]{1,6})(?![\w'-])")
_BEFORE = re.compile(
    rf"\b(?P<roman>[IVX]{{2,7}})(?= (?:[A-Z][a-z]+ )?(?:{'|'.join(WORDS.numbered_before)})\b)"
)
_PRONOUN_NEXT = re.compile(
    r" (?:am|was|have|had|saw|did|do|will|would|could|can|think|know|fought|met|want|need|said|say|don't)\b"
)
_REIGN_NEXT = re.compile(
    r"$|'s\b|[,.;:!?](?: |$)|-[a-z]| (?:of|who|died|ruled|reigned|became|or|and (?:his|her)|in (?:1|the))\b"
)
# Roman numerals that are met more often as abbreviations, sizes or symbols.
_ACRONYMS = frozenset({"CV", "CC", "CI", "XL", "LI", "CL", "MI", "XX", "LV", "CX", "LX", "XC"})
_THRONES = frozenset(WORDS.thrones)
_RULERS = frozenset(WORDS.rulers)
_NUMBERED = frozenset(WORDS.numbered)
_NUMBERED_SMALL = frozenset(word.lower() for word in WORDS.numbered) | {"page", "pages"}
_NOT_NAMES = frozenset(WORDS.not_names) | frozenset(WORDS.openers)
_GIVEN_NAMES = frozenset(language("en").quotes.given_m) | frozenset(language("en").quotes.given_f)
_AGES = frozenset({"II", "III", "IV"})
"""Numbers that people bear who are no rulers: John Roe III."""


def read(line: str) -> str:
    line = _BEFORE.sub(
        lambda m: ordinal(roman(m.group("roman"))) if roman(m.group("roman")) else m.group(), line
    )
    line = _ROMAN.sub(_numeral, line)
    return _SMALL.sub(_small, line)


def _numeral(match: re.Match[str]) -> str:
    word, written = match.group("word"), match.group("roman")
    n = roman(written)
    if not n or word in _NOT_NAMES:
        return match.group()
    before = match.string[max(0, match.start() - 40) : match.start()].split()[-2:]
    royal = before[-1:] != [] and before[-1] in _THRONES
    single = len(written) == 1
    if royal or (word in _RULERS and (written in "VX" or not single or _is_reign(match))):
        return f"{word} the {ordinal(n).capitalize()}"
    if written in _AGES and _is_person(before):
        return f"{word} the {ordinal(n).capitalize()}"
    if word in _NUMBERED and (not single or written in "VX" or (written == "I" and _is_number(match))):
        return f"{word} {cardinal(n).capitalize()}"
    if not single and written not in _ACRONYMS and not word.isupper():
        return f"{word} {cardinal(n).capitalize()}"
    return match.group()


def _small(match: re.Match[str]) -> str:
    """Scene ii, page xiv; "i" alone is a letter."""
    n = roman(match.group("roman").upper())
    if match.group("word").lower() not in _NUMBERED_SMALL or not n:
        return match.group()
    return f"{match.group('word')} {cardinal(n)}"


def _is_person(before: list[str]) -> bool:
    names = [name for name in before if not (len(name) == 2 and name.endswith("."))]  # John D. Roe
    return bool(names) and names[-1].lower() in _GIVEN_NAMES


def _is_reign(match: re.Match[str]) -> bool:
    """Whether "I" behind a ruler's name is a number: "Elizabeth I died" but not "for Mary I would"."""
    return match.group("roman") == "I" and bool(_REIGN_NEXT.match(match.string, match.end()))


def _is_number(match: re.Match[str]) -> bool:
    """Whether "I" is a number here: "World War I ended" but not "in the War I saw"."""
    return not _PRONOUN_NEXT.match(match.string, match.end())
