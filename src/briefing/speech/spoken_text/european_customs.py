"""Where a number stands → how a language says it: what French, German and Spanish do each in its own way.

The rules that find a number (european*.py) are the same for the three; each has its class of `Customs`.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.language import CountedNoun, language
from briefing.speech.spoken_text.rules import Rule

NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
"""As european.py writes all numbers before it reads them: 1.234,5."""
START = r"(?<![\w.,:/-])"
"""Not inside a word or another number."""
END = r"(?!\w|[.,:/]\d|-\d)"
SIGNED = rf"(?:(?<![\w.,:/%°)-])(?P<sign>[-+]) ?|{START})"
AMOUNT = rf"{SIGNED}(?P<first>{NUMBER})(?:-(?P<second>{NUMBER}))?"
"""A number or a range of two."""

_FAR = 60
"""Code points around a number that may decide how it is said."""
_MOST_DIGITS = 15
"""A number with more is read digit by digit."""
_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
_LAST_WORD = re.compile(r"([^\W\d_][\w.]*) $")


@dataclass(frozen=True, slots=True)
class Place:
    """What stands right before a number and right behind it, with the spaces."""

    before: str = ""
    after: str = ""

    @property
    def next_word(self) -> str:
        found = _NEXT_WORD.match(self.after)
        return found.group(1) if found else ""

    @property
    def next_words(self) -> tuple[str, ...]:
        """Two at most."""
        found = re.match(r"(?: [^\W\d_]+){1,2}", self.after)
        return tuple(found.group().split()) if found else ()

    @property
    def last_word(self) -> str:
        """As it is written, without the dot of an abbreviation."""
        found = _LAST_WORD.search(self.before)
        return found.group(1).rstrip(".") if found else ""


def place(match: re.Match[str]) -> Place:
    """Of the whole match."""
    line, start, end = match.string, match.start(), match.end()
    return Place(before=line[max(0, start - _FAR) : start], after=line[end : end + _FAR])


class Customs(ABC):
    """How one language says numbers, dates, times and amounts."""

    tag: str
    """BCP 47 primary subtag."""
    minus: str
    plus: str
    comma: str
    """Between a whole number and its decimals."""
    point: str
    """The same where a dot is written."""
    to: str
    """Between the ends of a range."""
    against: str
    """Between the points of two sides."""
    out_of: str
    """Between a mark and the best one: 6,5/10."""
    times: str
    """Behind a number that multiplies."""
    per: str
    """Between a price and what it buys."""
    by: str
    """Pattern of words behind which a unit without a number stands in the singular."""
    durations: tuple[str, str, str]
    """Keys in `words.units` of hour, minute and second."""
    hours_behind: str
    """Pattern of what stands behind an hour in figures."""
    joints: str
    """Pattern of what stands between two hours."""
    after_titles = "(?!)"
    """Pattern of words behind a title that are no name: "M. le maire"."""
    before_scores = frozenset[str]()
    """Words right before two numbers with a colon that are no time."""
    before_times = frozenset[str]()
    """Words right before two numbers with a colon that are one, whatever else is near."""
    of_month = ""
    """Between a day and a month that is written short."""
    day_cues: str
    """Pattern of words before a day and a month in figures."""

    def __init__(self, tag: str) -> None:
        known = language(self.tag)
        self.regions = frozenset(tag.replace("_", "-").upper().split("-")[1:])
        """Of the language tag."""
        self.dot_is_decimal = False
        """Whether this region writes 1,234.5."""
        self.words = known.spoken
        self.contest = frozenset(known.spoken.contest)
        self.rulers = frozenset(known.spoken.rulers)
        self.numbered = _folded(known.spoken.numbered)
        self._feminine = _folded(known.spoken.feminine)
        self._masculine = _folded(known.spoken.masculine)
        small = (*known.spoken.not_nouns, *known.page.function_words, *known.sentences.begins)
        self.not_nouns = _folded(small) - self._feminine - self._masculine

    # ---- special rules, each tried where its name says

    @abstractmethod
    def name_rules(self) -> Sequence[Rule[Customs]]:
        """For what letters alone decide: Roman numerals, streets."""

    def first_rules(self) -> Sequence[Rule[Customs]]:
        """Before dates and times."""
        return ()

    def date_rules(self) -> Sequence[Rule[Customs]]:
        """Before single numbers and amounts, behind dates in figures."""
        return ()

    def number_rules(self) -> Sequence[Rule[Customs]]:
        """Behind the amounts, before ranges and single numbers."""
        return ()

    def last_rules(self) -> Sequence[Rule[Customs]]:
        """Behind all numbers."""
        return ()

    # ---- numbers

    @abstractmethod
    def cardinal(self, n: int) -> str:
        """`n` as one counts, alone. 0 ≤ n < 10**15."""

    @abstractmethod
    def counted(self, written: str, where: Place) -> str:
        """A whole number, agreeing with what stands behind it."""

    @abstractmethod
    def before_noun(self, n: int, noun: CountedNoun, where: Place) -> str:
        """`n`, agreeing with `noun` that is said right behind it."""

    @abstractmethod
    def ordinal(self, n: int, *, feminine: bool = False) -> str: ...

    @abstractmethod
    def reigning(self, n: int, where: Place, name: str) -> str:
        """The number of a king, a queen or a pope."""

    @abstractmethod
    def mixed(self, whole: str | None, above: int, below: int, where: Place) -> str:
        """A fraction with or without a whole number before it; "" where it has no name."""

    @abstractmethod
    def over(self, above: int, below: int) -> str:
        """Two numbers with a stroke between them that are no fraction."""

    def is_score(self, first: str, second: str, where: Place) -> bool:
        """Whether two numbers with a dash are points; only asked where that is said unlike a range."""
        return False

    @abstractmethod
    def decimals(self, written: str) -> str:
        """The digits behind the comma."""

    def singular(self, written: str) -> bool:
        """Whether a noun behind this number stands in the singular."""
        return written == "1"

    def feminine(self, word: str) -> bool:
        """Whether a noun or an adjective looks feminine."""
        word = word.casefold()
        if word in self._masculine:
            return False
        return word in self._feminine or word.endswith(self.words.feminine_endings)

    def masculine(self, word: str) -> bool:
        """Whether a noun is known as masculine."""
        return word.casefold() in self._masculine

    def number(self, written: str, where: Place = Place()) -> str:
        """A whole number or a decimal."""
        whole, _, fraction = written.partition(",")
        plain = whole.replace(".", "")
        if fraction:
            start = self.digits(plain) if len(plain) > _MOST_DIGITS else self.cardinal(int(plain))
            return f"{start} {self.comma} {self.decimals(fraction)}"
        if len(plain) > _MOST_DIGITS or (len(plain) > 1 and plain.startswith("0")):
            return self.digits(plain)
        return self.counted(whole, where)

    def signed(self, sign: str | None, said: str) -> str:
        """`said` with the "+" or "-" that stands before its number."""
        return said if not sign else f"{self.minus if sign == '-' else self.plus} {said}"

    def agreeing(self, written: str, noun: CountedNoun, where: Place = Place()) -> str:
        """A number before `noun`, which is said right behind it."""
        if "," in written or not 0 < len(plain := written.replace(".", "")) <= _MOST_DIGITS:
            return self.number(written)
        return self.before_noun(int(plain), noun, where)

    def digits(self, written: str) -> str:
        """Each digit by its name."""
        return " ".join(self.cardinal(int(c)) for c in written if c in "0123456789")

    def telephone(self, groups: Sequence[str]) -> str:
        return ", ".join(self.digits(group) for group in groups)

    def of_millions(self, noun: str) -> str:
        """What stands between a number that ends in millions and `noun`."""
        return " "

    # ---- dates and times

    @abstractmethod
    def date(self, day: int, month: int, year: int | None, where: Place) -> str: ...

    def month(self, number: int) -> str:
        return self.words.months[number - 1][0]

    def year(self, n: int) -> str:
        return self.cardinal(n)

    @abstractmethod
    def clock(self, hour: int, minute: int | None, *, named: bool) -> str:
        """`named`: hours are named behind the figures; `minute` None: none is written."""

    def duration(self, hours: int, minutes: int, seconds: int) -> str:
        units = (self.words.units[key] for key in self.durations)
        parts = zip((hours, minutes, seconds), units, strict=True)
        return " ".join(
            f"{self.before_noun(n, noun, Place())} {noun.one if n == 1 else noun.many}"
            for n, noun in parts
            if n
        )

    # ---- amounts

    @abstractmethod
    def sized(self, written: str, size: str) -> str:
        """A number and its million."""

    @abstractmethod
    def of(self, size: str, noun: str) -> str:
        """What is counted in millions: "d'euros"."""

    def with_centimetres(self, whole: int, hundredths: int, metre: CountedNoun, where: Place) -> str:
        """1,80 m."""
        said = f"{self.before_noun(whole, metre, where)} {metre.one if whole == 1 else metre.many}"
        return f"{said} {self.cardinal(hundredths)}"

    @abstractmethod
    def with_cents(self, whole: int, cents: int, currency: CountedNoun, where: Place) -> str: ...


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


@lru_cache(maxsize=8192)
def counted_by_num2words(n: int, tag: str) -> str:
    """num2words' cardinal: slow to import and slower than a cache, so both only when a number is met."""
    from num2words import num2words

    return str(num2words(n, lang=tag))


def decimals(written: str, how: Customs) -> str:
    """What stands behind the comma, as one number behind its zeros, if it is short; else digit by digit."""
    zeros = len(written) - len(written.lstrip("0"))
    rest = written[zeros:]
    if not rest or len(written) > 3:
        return how.digits(written)
    return " ".join((*[how.cardinal(0)] * zeros, how.cardinal(int(rest))))
