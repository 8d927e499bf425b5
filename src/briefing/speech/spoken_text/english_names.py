"""A line → the same with its abbreviations, initials and Roman numerals as they are said."""

from __future__ import annotations

import re

from briefing.speech.spoken_text.english_context import WORDS
from briefing.speech.spoken_text.english_numbers import cardinal, ordinal, roman
from briefing.speech.spoken_text.rules import any_of

_STAND_IN = "\ue000-\uf8ff"  # a name from the house lexicon
_ABBREVIATIONS = re.compile(rf"(?<![\w.])(?:{any_of(WORDS.abbreviations)})(?!\w)")
_TITLE = re.compile(rf"\b({any_of(WORDS.titles)})\.? (?=[A-Z{_STAND_IN}])")
_STREETS = re.compile(
    rf"(?<=[a-z'\dA-Z]) ({'|'.join(WORDS.streets)})\b(\.?)(?:(?P<end>$)|(?P<capital>(?= [A-Z])))?"
)
_NAME_BEFORE = re.compile(r"(?:\b\d+(?:st|nd|rd|th)|\b[A-Z][a-z']+)$")
_HOUSE_BEFORE = re.compile(r"\b\d+[A-Z]? (?:[A-Z][a-z']+ ){0,2}[A-Z][a-z']+$")
_GENERATION = re.compile(r"(?<=[a-z]),? (Jr|Sr)\b(\.?)")
_COMPANY = re.compile(r"(?<=[A-Za-z&]) Co\.(?P<end>$)?")
_PAGES = re.compile(r"\b(pp?)\. ?(?=\d)")
_CIRCA = re.compile(r"(?<![\w.])c\. ?(?=\d{3,4}\b)")
_VERSUS = re.compile(r"(?<=\w) v\.? (?=[A-Z])")
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,6}")
_ROMAN = re.compile(r"(?<![\w.'-])(?P<word>[A-Z][\w'-]*) (?P<roman>[IVXLC]{1,8})(?![\w.'&-]*\w)")
_PRONOUN_NEXT = re.compile(
    r" (?:am|was|have|had|saw|did|do|will|would|could|can|think|know|fought|met|want|need|said|say)\b"
)
# Roman numerals that are met more often as abbreviations, sizes or symbols.
_ACRONYMS = frozenset({"CV", "CC", "CI", "XL", "LI", "CL", "MI", "XX", "LV", "CX", "LX", "XC"})
_THRONES = frozenset(WORDS.thrones)
_NOT_NAMES = frozenset(WORDS.not_names)


def read(line: str) -> str:
    """Whatever letters alone decide; numbers come later."""
    line = _ABBREVIATIONS.sub(_abbreviation, line)
    if "." in line or " St " in line or "Dr " in line or _TITLE.search(line):
        line = _STREETS.sub(_street, line)
        line = _TITLE.sub(_title, line)
        line = _GENERATION.sub(_generation, line)
        line = _COMPANY.sub(lambda m: " Company" + ("." if m.group("end") is not None else ""), line)
        line = _PAGES.sub(lambda m: "page " if m.group(1) == "p" else "pages ", line)
        line = _CIRCA.sub("circa ", line)
        line = _INITIALS.sub(_initials, line)
    line = _VERSUS.sub(" versus ", line)
    return _ROMAN.sub(_numeral, line)


def _stop(match: re.Match[str], written_dot: bool) -> str:
    """The dot of an abbreviation that also ends the sentence."""
    return "." if written_dot and match.end() == len(match.string) else ""


def _abbreviation(match: re.Match[str]) -> str:
    written = match.group()
    return WORDS.abbreviations[written] + _stop(match, written.endswith("."))


def _title(match: re.Match[str]) -> str:
    return f"{WORDS.titles[match.group(1)]} "


def _street(match: re.Match[str]) -> str:
    """Rodeo Dr. he, 12 King St. James; but in St. James and by Dr. Lee they are titles."""
    short, dot = match.group(1), match.group(2)
    follows_name = match.group("capital") is not None
    is_title = follows_name and short in WORDS.titles
    before = _HOUSE_BEFORE if is_title else _NAME_BEFORE
    if not before.search(match.string, max(0, match.start() - 40), match.start()):
        return match.group()
    ends = dot and (match.group("end") is not None or is_title)
    return f" {WORDS.streets[short]}" + ("." if ends else "")


def _generation(match: re.Match[str]) -> str:
    said = " Junior" if match.group(1) == "Jr" else " Senior"
    return said + _stop(match, bool(match.group(2)))


def _initials(match: re.Match[str]) -> str:
    written = match.group()
    # Two initials before a surname (J.K. Roe) sound the same without dots; U.S., U.N. are acronyms.
    return written.replace(".", "") + _stop(match, True)


def _numeral(match: re.Match[str]) -> str:
    word, written = match.group("word"), match.group("roman")
    n = roman(written)
    if not n or word in _NOT_NAMES:
        return match.group()
    before = match.string[max(0, match.start() - 30) : match.start()].rsplit(None, 1)[-1:]
    royal = bool(before) and before[0] in _THRONES
    ruler = word in WORDS.rulers or royal
    if ruler and (len(written) > 1 or royal):
        return f"{word} the {ordinal(n).capitalize()}"
    if word in WORDS.numbered and (len(written) > 1 or written in "VX" or _is_number(match)):
        return f"{word} {cardinal(n).capitalize()}"
    if len(written) > 1 and written not in _ACRONYMS and not word.isupper():
        return f"{word} {cardinal(n).capitalize()}"
    return match.group()


def _is_number(match: re.Match[str]) -> bool:
    """Whether "I" is a number here: "World War I ended" but not "in the War I saw"."""
    return not _PRONOUN_NEXT.match(match.string, match.end())
