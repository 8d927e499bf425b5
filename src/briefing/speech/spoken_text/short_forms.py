"""A line of a language without rules of its own → the same with the short forms of its data written out.

Abbreviations, titles before a name, units and currencies beside a number, as languages/*.yaml has them
(`spoken`). How a number is said is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from briefing.language import CountedNoun, language

_NUMBER = r"\d(?:[\d.,\u00a0\u202f ]*\d)?"
_SPACE = "[ \u00a0\u202f]"
_BEFORE_NAME = rf"(?={_SPACE}+[^\W\d_a-z])"


def written_out(line: str, tag: str) -> str:
    """The line as it is said, but for its numbers."""
    for pattern, said in _short_forms(tag):
        line = pattern.sub(said, line)
    nouns = _nouns(tag)
    for pattern in _beside_number(tag):
        line = pattern.sub(lambda found: _counted(found, nouns), line)
    return line


@cache
def _short_forms(tag: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    words = language(tag).spoken
    forms = [(_written(short, r"(?!\w)"), said) for short, said in _longest_first(words.abbreviations)]
    large = [
        (re.compile(rf"(?<=\d){_SPACE}?{re.escape(short)}(?!\w)"), f" {said}")
        for short, said in _longest_first(words.magnitudes)
    ]
    titles = [(_written(short, _BEFORE_NAME), said) for short, said in _longest_first(words.titles)]
    return (*forms, *large, *titles)


def _longest_first(entries: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    return sorted(entries.items(), key=lambda entry: -len(entry[0]))


def _written(short: str, behind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.]){re.escape(short)}{behind}".replace(r"\ ", _SPACE))


@cache
def _nouns(tag: str) -> Mapping[str, CountedNoun]:
    words = language(tag).spoken
    return {**words.units, **words.currencies}


@cache
def _beside_number(tag: str) -> tuple[re.Pattern[str], ...]:
    """Currencies before a number, then all behind one."""
    nouns, currencies = _nouns(tag), language(tag).spoken.currencies
    if not nouns:
        return ()
    return (
        re.compile(rf"(?<![\w.,])(?P<sign>{_any(currencies)}){_SPACE}?(?P<number>{_NUMBER})"),
        re.compile(rf"(?<![\w.,])(?P<number>{_NUMBER}){_SPACE}?(?P<sign>{_any(nouns)})(?!\w)"),
    )


def _any(signs: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(signs, key=len, reverse=True)))


def _counted(found: re.Match[str], nouns: Mapping[str, CountedNoun]) -> str:
    noun = nouns[found["sign"]]
    return f"{found['number']} {noun.one if found['number'] == '1' else noun.many}"
