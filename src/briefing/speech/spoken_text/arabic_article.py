"""Digits with the article → an ordinal or a definite cardinal: اليوم الخامس والعشرين, الدول الثماني."""

from __future__ import annotations

import re

from briefing.speech.spoken_text import arabic_case
from briefing.speech.spoken_text.arabic_counting import NOUN, WORD, counted, joined, rest_of
from briefing.speech.spoken_text.arabic_nouns import WORDS, bare, is_feminine, is_noun, is_plural, is_singular
from briefing.speech.spoken_text.arabic_numbers import Case, definite, ordinal

_IN_MONTH = re.compile(rf" (?:شهر |الشهر|{'|'.join(name for names in WORDS.months for name in names)})")
_THE_NUMBER = re.compile(
    rf"(?:(?<!\w)(?P<noun>{WORD}) )?(?<!\w)(?P<prefix>[وف]?(?:لل|[بك]?ال)) ?(?P<number>\d{{1,6}})"
    rf"(?![\w%:/]|[.,-]\d)(?: (?P<counted>{NOUN}))?"
)
_WOMEN = frozenset(bare(name) for name in WORDS.women)
_RULERS = frozenset(bare(name) for name in WORDS.rulers) | _WOMEN
_NUMBERED = frozenset(bare(noun).removeprefix("ال") for noun in WORDS.numbered)
_AGE = re.compile("[وف]?[بل]?سن")
_AT_AGE = re.compile(
    rf"(?<!\w)(?P<age>{_AGE.pattern}) (?P<number>\d{{1,3}})(?![\w%:/-]|[.,]\d| ?(?:و|أو|إلى|حتى) ?\d)"
    rf"(?: (?P<counted>{NOUN}))?"
)
_REACH = 160
"""Code points before the number in which its case is looked for."""


def read(line: str) -> str:
    """`line` with its digits behind ال, and the age in سن 18, in words."""
    if "سن" in line:
        line = _AT_AGE.sub(_at_age, line)
    return _THE_NUMBER.sub(_the_number, line) if "ل" in line else line


def _at_age(match: re.Match[str]) -> str:
    """At 18: the eighteenth (year); what is counted keeps its cardinal (سن 18 عاما)."""
    counted_noun = match["counted"]
    if int(match["number"]) == 0 or (counted_noun and is_noun(counted_noun)):
        return match.group()
    said = f"{match['age']} {ordinal(int(match['number']), feminine=True)}"
    return f"{said} {counted_noun}" if counted_noun else said


def _the_number(match: re.Match[str]) -> str:
    """ال before digits: an ordinal behind a singular (اليوم الـ25), a cardinal elsewhere (الدول الـ28)."""
    noun, prefix, n = match.group("noun"), match.group("prefix"), int(match.group("number"))
    behind = match.group("counted")
    feminine = False
    said = ""
    case = Case.OBLIQUE
    if noun and n:
        plain = bare(noun)
        definite_noun = plain.startswith(("ال", "بال", "لل", "وال", "كال", "فال"))
        its = _is_owned(plain)
        case = _case_of_definite(match)
        stem = re.sub("^[وف]?(?:[بك]?ال|لل)", "", plain)
        if definite_noun and is_plural(stem):
            feminine = is_feminine(stem, few=True)
            said = definite(n, feminine=feminine, case=case)
        elif definite_noun and is_plural(_word_before(match)) and stem not in _NUMBERED:
            said = definite(n, feminine=is_feminine(_word_before(match), few=True), case=case)
        elif plain in _RULERS and n < 100:
            said = ordinal(n, feminine=plain in _WOMEN)
        elif definite_noun or its:
            feminine = is_feminine(stem) if definite_noun else bool(re.search("ت(?:ها|ه|هم|نا)$", plain))
            said = ordinal(n, feminine=feminine, case=case) if n < 1000 else definite(n, case=case)
        elif _AGE.fullmatch(plain):
            said = ordinal(n, feminine=True)  # سن السادسة عشرة
        elif plain == "مجموعة":
            said = definite(n, feminine=True)  # of states: مجموعة السبع
    before = f"{noun} " if noun else ""
    if not said and n < 32 and behind == "من" and _IN_MONTH.match(rest_of(match)):
        said = ordinal(n)
    if not said and behind:
        return before + counted((str(n), ""), behind, prefix, rest_of(match), _case_behind(match))
    said = said or definite(n, case=_case_behind(match))
    return before + joined(prefix, said) + (f" {behind}" if behind else "")


def _is_owned(word: str) -> bool:
    """Whether it ends in "his", "her", "their", "our", and so is definite: دورتها الـ77, هدفه الـ100."""
    if len(word) > 4 and word.endswith(("ها", "ته", "هم", "نا")):
        return True
    return word.endswith("ه") and any(is_singular(word[i:-1]) for i in range(3))  # with or without بـ, و


def _word_before(match: re.Match[str]) -> str:
    """The word before the match: what is counted in أعضاء المجلس الـ15."""
    words = match.string[max(0, match.start() - 32) : match.start()].split(" ")
    return words[-2] if len(words) > 1 else ""


def _case_of_definite(match: re.Match[str]) -> Case:
    """Of a number that says which or how many of the definite noun before it."""
    prefix = re.match("[وف]?(?:[بك]ال|لل)", match.group("noun"))
    before = match.string[max(0, match.start() - _REACH) : match.start()]
    return arabic_case.of_noun(before, prefix and prefix.group(), rest_of(match, "number"))


def _case_behind(match: re.Match[str]) -> Case:
    """Of a number with the article and what it counts (الـ24 ساعة): by the word before it."""
    before = match.string[max(0, match.start() - _REACH) : match.start("prefix")]
    return arabic_case.of_number(before, match.group("prefix"), match.group("counted"), rest_of(match))
