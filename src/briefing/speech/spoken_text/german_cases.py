"""The words around a German number → the ending of its ordinal, its form of "ein", the article of its king.

What stands right before decides; where nothing does, the gender of the noun behind.
"""

from __future__ import annotations

import re
from typing import Protocol

from briefing.speech.spoken_text.european_customs import Place

_DATIVE = frozenset(
    {"mit", "von", "nach", "bei", "aus", "seit", "zu", "in", "vor", "ab", "unter", "außer", "an"}
)
_ACCUSATIVE = frozenset({"um", "für", "gegen", "ohne", "durch", "auf", "über", "bis", "je", "pro", "wider"})
_DATIVE_BEFORE_KINGS = _DATIVE | {"neben", "zwischen", "gegenüber", "samt"}
_PREPOSITIONS = _DATIVE | frozenset({
    "auf", "über", "während", "wegen", "trotz", "neben", "hinter", "zwischen", "innerhalb",
})  # fmt: skip
_EN = frozenset({
    "am", "im", "vom", "zum", "zur", "beim", "dem", "den", "des", "ans", "einer", "eines", "bis", "ab",
    "seit",
})  # fmt: skip
_LIKE_EIN = frozenset({"ein", "kein", "mein", "dein", "sein", "ihr", "unser", "euer"})
_GENITIVES = ("eines", "ihres", "unseres", "ihrer", "seiner", "meiner", "deiner", "unserer")
_EARLIER_ORDINAL = re.compile(r"\d{1,3}\.(?: ?\d{1,2}\.)? ?(?:und|oder|bis|sowie|,|-|/) ?(?:zum )?$")
_DAY_BEFORE = re.compile(r"(?:^|[ (])(?:[Aa]m|[Vv]om|[Zz]um|[Bb]is|[Dd]em|[Dd]en|[Aa]b|[Ss]eit) $")
_WEEKDAY_BEFORE = re.compile(
    r"(?:[Aa]m|[Vv]om|[Bb]is|[Aa]b|[Ss]eit) [A-ZÄÖÜ][a-zäöüß]+tag,? $|(?:[Aa]m|[Vv]om|[Bb]is) Mittwoch,? $"
)


class _Genders(Protocol):
    def feminine(self, word: str) -> bool: ...

    def neuter(self, word: str) -> bool: ...


def asks_for_day(before: str) -> bool:
    """Whether a number with a dot is a day even where no month follows: "am 3."."""
    return bool(_DAY_BEFORE.search(before))


def ending(where: Place, noun: str, genders: _Genders) -> str:
    """Of the ordinal in "am 3. Mai", "der 1. Sieg", "ein 2. Platz"."""
    before = where.before
    while earlier := _EARLIER_ORDINAL.search(before):
        before = before[: earlier.start()]
    if _WEEKDAY_BEFORE.search(before):
        return "en"
    words = re.findall(r"[^\W\d_]+", before[-40:]) if before.endswith(" ") and before[-2:-1].isalpha() else []
    word = words[-1] if words else ""
    lower = word.casefold()
    if lower in _EN or lower.endswith(("em", "en")):
        return "en"
    if lower in ("der", "dieser", "jener"):
        governed = len(words) > 1 and words[-2].casefold() in _PREPOSITIONS
        return "en" if governed or genders.feminine(noun) else "e"
    if lower in ("die", "das", "jeder", "dieses", "jedes", "welche", "welcher"):
        return "e"
    if lower in _LIKE_EIN:
        return "es" if genders.neuter(noun) else "er"
    if lower.endswith(_GENITIVES):
        return "en"
    if lower in _DATIVE:
        return "er" if genders.feminine(noun) else "em"
    if word.islower() and lower.endswith("e") and lower not in ("wurde", "habe", "heute", "sowie"):
        return "e"
    if genders.feminine(noun):
        return "e"
    return "es" if genders.neuter(noun) else "er"


def one(where: Place, *, feminine: bool, masculine: bool) -> str:
    """The form of "ein" before a noun; other nouns than those two genders are taken for neuter."""
    word = where.last_word
    if word.casefold() in _DATIVE:
        return "einer" if feminine else "einem"
    if feminine:
        return "eine"
    object_of = word.casefold() in _ACCUSATIVE or word.islower()
    return "einen" if masculine and object_of else "ein"


def half(where: Place, *, feminine: bool, masculine: bool = False) -> str:
    """½ before a noun of known gender: einen halben Liter."""
    article = one(where, feminine=feminine, masculine=masculine)
    endings = {"eine": "e", "ein": "er" if masculine else "es"}
    return f"{article} halb{endings.get(article, 'en')}"


def _governing(before: str) -> str:
    """The word that a name depends on: "unter" of "unter König", "von" of "von dem Papst Johannes"."""
    words: list[str] = re.findall(r"[^\W\d_]+", re.split(r"[.,;:!?]", before[-40:])[-1])
    for word in reversed(words):
        lower = word.casefold()
        if lower in _DATIVE_BEFORE_KINGS or lower in _ACCUSATIVE:
            return lower
        if word.islower() and lower not in ("der", "dem", "den", "des"):
            break
    return ""


def of_ruler(before: str, name: str, *, feminine: bool) -> tuple[str, str]:
    """Article and ending of the ordinal behind the name of a king or a queen."""
    governing = _governing(before)
    if name.endswith("s") and not name.endswith(("es", "us")):
        return ("der" if feminine else "des"), "en"
    if governing in _DATIVE_BEFORE_KINGS:
        return ("der" if feminine else "dem"), "en"
    if governing in _ACCUSATIVE and not feminine:
        return "den", "en"
    return ("die" if feminine else "der"), "e"
