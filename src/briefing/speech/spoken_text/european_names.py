"""A French, German or Spanish line → the same with abbreviations, acronyms and Roman numerals as said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from briefing.language import language
from briefing.speech.spoken_text.english_numbers import roman
from briefing.speech.spoken_text.european_customs import Customs, Place, place
from briefing.speech.spoken_text.rules import Rule, any_of, applied

_INITIAL_BEFORE = re.compile(r"(?<!\w)[A-Z]\. ?$")
_INITIALS = re.compile(r"(?<![\w.])(?:[A-ZÄÖÜÉ]\.){2,6}")

_NUMERAL = re.compile(r"(?<![\w.'])(?P<word>[^\W\d_][\w'-]*) (?P<roman>[IVXLC]{1,8})(?![\w'&-]|\.\w)")
# Roman numerals that are met more often as abbreviations, sizes or symbols.
_ACRONYMS = frozenset({"CC", "CI", "CV", "CX", "IC", "LI", "LV", "MI", "XL", "XX", "CL", "LC"})


def read(line: str, how: Customs) -> str:
    """Whatever letters alone decide; numbers come later."""
    return applied(line, _rules(how), how)


@cache
def _rules(how: Customs) -> Sequence[Rule[Customs]]:
    words = how.words
    rules: list[Rule[Customs]] = []
    if words.abbreviations:
        written = _with_capitals(words.abbreviations)
        abbreviations = _by_shape(written)
        rules.append(
            Rule(
                "", _pattern(written, r"(?:(?!\w)|(?<=[.°º])(?=\d))"), lambda m, how: _long(m, abbreviations)
            )
        )
    rules.append(Rule(".", _INITIALS, lambda m, how: m.group().replace(".", "") + stop(m)))
    if words.letters:
        acronym = re.compile(rf"(?<![\w.-])(?:{any_of(words.letters)})(?!\w)")
        rules.append(Rule("", acronym, lambda m, how: " ".join(m.group())))
    if words.before_number:
        written = _with_capitals(words.before_number)
        numbered = _by_shape(written)
        behind = r" ?(?=\d|[IVXL]+\b)"
        rules.append(Rule("", _pattern(written, behind), lambda m, how: f"{_long(m, numbered).rstrip()} "))
    if words.titles:
        titles = {short.rstrip("."): long for short, long in words.titles.items()}
        rules.append(Rule("", _title_pattern(words.titles, how), lambda m, how: _title(m, titles, how)))
    if words.weekdays:
        day = any_of(words.weekdays)
        days = re.compile(rf"(?<!\w)({day})(?:\.?-|\. (?:bis|au|al?) )({day})(?!\w)\.?")
        rules.append(Rule("-.", days, _weekdays))
    return (*rules, *how.name_rules(), Rule("IVX", _NUMERAL, _numeral))


def _weekdays(match: re.Match[str], how: Customs) -> str:
    names = how.words.weekdays
    return f"{names[match.group(1)]} {how.to} {names[match.group(2)]}" + (
        stop(match) if match.group().endswith(".") else ""
    )


def _with_capitals(entries: Mapping[str, str]) -> Mapping[str, str]:
    """The entries, and the same at the beginning of a sentence."""
    capital = {_capital(short): _capital(long) for short, long in entries.items()}
    return {**capital, **entries}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _by_shape(entries: Mapping[str, str]) -> Mapping[str, str]:
    return {short.replace(" ", ""): long for short, long in entries.items()}


def _pattern(shorts: Iterable[str], behind: str) -> re.Pattern[str]:
    """Any of them as a word; a space inside may be missing."""
    return re.compile(rf"(?<![\w.])(?:{any_of(shorts)}){behind}".replace(r"\ ", " ?"))


def _long(match: re.Match[str], said: Mapping[str, str]) -> str:
    written = match.group().replace(" ", "")
    joined = match.string[match.end() : match.end() + 1].isdigit() and not match.group().endswith(" ")
    return said[written] + (" " if joined else stop(match) if written.endswith(".") else "")


def stop(match: re.Match[str]) -> str:
    """The dot of an abbreviation that also ends the sentence."""
    return "." if match.end() == len(match.string) else ""


def _title_pattern(titles: Iterable[str], how: Customs) -> re.Pattern[str]:
    dotted = any_of(title[:-1] for title in titles if title.endswith("."))
    others = any_of(title for title in titles if not title.endswith("."))
    shorts = rf"(?:(?P<dotted>{dotted})\.|(?P<other>{others or '(?!)'})(?:\.|(?=[ -])))"
    return re.compile(
        rf"(?<![\w.-]){shorts}(?P<gap> ?)(?=-?(?:(?P<next>[^\W\d_])|{how.after_titles}))"
        rf"(?={how.after_titles}|-?(?![a-zß-ÿ]))"
    )


@cache
def _given_names(tag: str) -> frozenset[str]:
    known = (language(tag).quotes, language("en").quotes)
    return frozenset(name for words in known for name in (*words.given_m, *words.given_f))


def _is_initial(where: Place, how: Customs) -> bool:
    """Charles M. Dupont, J. M. Roy."""
    return where.last_word.casefold() in _given_names(how.tag) or bool(_INITIAL_BEFORE.search(where.before))


def _title(match: re.Match[str], titles: Mapping[str, str], how: Customs) -> str:
    short = match["dotted"] or match["other"]
    if len(short) == 1 and _is_initial(place(match), how):
        return match.group()
    joined = match.string[match.end() : match.end() + 1] == "-"
    return titles[short] + ("" if joined else " ")


def _numeral(match: re.Match[str], how: Customs) -> str:
    """Behind the name of a ruler, a noun that is followed by its number, or any other name."""
    word, written = match["word"], match["roman"]
    n = roman(written)
    noun = word.rsplit("'", 1)[-1]  # l'annexe
    ruler = noun.rsplit("-", 1)[-1] in how.rulers
    known = ruler or noun.casefold() in how.numbered
    other = noun[:1].isupper() and not noun.isupper() and noun.casefold() not in how.not_nouns
    if not n or not (known or other) or (written in _ACRONYMS and not known):
        return match.group()
    if len(written) == 1 and not (known and written in "IVX"):
        return match.group()
    return f"{word} {how.reigning(n, place(match), word) if ruler else how.cardinal(n)}"
