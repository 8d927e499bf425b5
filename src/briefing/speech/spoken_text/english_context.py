"""The words around an English number → what it is: counting, before a noun, a year, a score."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.language import language

WORDS = language("en").spoken
NUMBER = r"(?:\d{1,3}(?:,\d{2,3}){0,6},\d{3}|\d{1,15})(?:\.\d{1,12})?|\.\d{1,12}"
"""As English writes it: 1,234.5; lakhs and crores have groups of two."""
START = r"(?<!\w)(?<!\d[.,])"
"""Not inside a word or another number."""

_NOT_NOUNS = frozenset(WORDS.not_nouns)
_PRICED = frozenset(WORDS.priced)
_OPENERS = frozenset(WORDS.openers)
_PEOPLE = frozenset(WORDS.people)
_CONTEST = frozenset(WORDS.contest)
_LAST_WORD = re.compile(r"([\w'.]+)[ -]$")
_NEXT_WORD = re.compile(r"[ -]([A-Za-z][\w']*)")
_INDEFINITE = re.compile(r"\b(?:an?|another|every|each|per) (?:\w+-[\w-]+, |[a-z-]+ )?$", re.IGNORECASE)
_DEFINITE = re.compile(
    r"(?:\b(?:the|this|that|its|his|her|their|our|my|your|first|second|new|own|planned|proposed|record|latest)|'s)"
    r" (?:\w+-[\w-]+,? )?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Style:
    """What the region of the language tag decides."""

    american: bool = False
    day_first: bool | None = None
    """Of 10/5/2026; None: the tag does not say, and so nothing is guessed."""


def style(tag: str) -> Style:
    regions = [part for part in tag.replace("_", "-").upper().split("-")[1:] if len(part) == 2]
    if "US" in regions:
        return Style(american=True, day_first=False)
    return Style(day_first=True if regions else None)


def last_word(line: str, start: int) -> str:
    """The word right before `start`, or ""."""
    found = _LAST_WORD.search(line, max(0, start - 40), start)
    return found.group(1) if found else ""


def next_word(line: str, end: int) -> str:
    """The word right behind `end`, or ""."""
    found = _NEXT_WORD.match(line, end, end + 40)
    return found.group(1) if found else ""


def is_counted(word: str) -> bool:
    """Whether `word`, behind a number, is a plural that it counts."""
    return word in _PEOPLE or (
        word.islower()
        and word.endswith("s")
        and not word.endswith(("ss", "'s", "us", "is"))
        and word not in _NOT_NOUNS
    )


def starts_sentence(line: str, end: int) -> bool:
    """Whether what ends at `end` is the last of its sentence: nothing follows, or a word that begins one."""
    if not line[end : end + 20].strip():
        return True
    return (
        line[end : end + 1] == " " and next_word(line, end) in _OPENERS and not line.startswith(" No.", end)
    )


def near(match: re.Match[str], cues: frozenset[str]) -> bool:
    """Whether one of `cues` stands close before or behind, in the same clause."""
    line, start, end = match.string, match.start(), match.end()
    before = re.split(r"[.;:?!] ", line[max(0, start - 60) : start].lower())[-1]
    behind = re.split(r"[.,;:?!] ", line[end : end + 25].lower())[0]
    return not cues.isdisjoint(re.findall(r"[a-z]+", f"{before} {behind}"))


def before_noun(line: str, start: int, end: int) -> bool:
    """Whether an amount stands before its noun, so that the unit is singular: a five kilometre run."""
    if line[end : end + 1] == "-" and line[end + 1 : end + 2].isalpha():
        return True
    word = next_word(line, end) if line[end : end + 1] == " " else ""
    if not word or word.lower() in _NOT_NOUNS or word in WORDS.lengths:
        return False
    before = line[max(0, start - 40) : start]
    if word in _PRICED or _INDEFINITE.search(before):
        return True
    return (
        bool(_DEFINITE.search(before))
        and word.islower()
        and (word in WORDS.races or not word.endswith(("ed", "ly", "ing")))
    )


def in_contest(line: str, start: int, end: int) -> bool:
    """Whether a word of winning, losing or voting stands before, or right behind."""
    before = re.split(r"[.;:?!]", line[max(0, start - 40) : start].lower())[-1]
    near = {*re.findall(r"[a-z-]+", before), next_word(line, end).lower()}
    return not near.isdisjoint(_CONTEST)


_YEAR_CUES = frozenset(WORDS.year_cues) | {name.lower() for names in WORDS.months for name in names}
_COUNT_CUES = frozenset(WORDS.count_cues)
_DETERMINERS = frozenset(
    {"the", "this", "that", "his", "her", "its", "their", "our", "my", "your", "last", "next"}
)


def is_year(n: int, line: str, start: int, end: int) -> bool:
    """Whether four digits without a comma are a year. News styles write thousands with one, so most are."""
    before = last_word(line, start).lower()
    if before in _COUNT_CUES or not 1000 <= n <= 2099:
        return False
    following = next_word(line, end)
    if following in ("BC", "BCE", "AD", "CE"):
        return True
    determined = before in _DETERMINERS or before.endswith("'s")
    if is_counted(following):
        return (before in _YEAR_CUES or determined) and (
            n % 100 != 0 or (before in ("in", "since") and n >= 1900)
        )
    return n >= 1500 or before in _YEAR_CUES or (determined and n >= 1100)
