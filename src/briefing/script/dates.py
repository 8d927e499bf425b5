"""Sentence and the day of its article → the words in it that tell a date by that day, and the date.

Neutral ground: what writes a script and what checks it both ask here, and each decides by itself where the
answer may be used. The words are data, languages/*.yaml (`phrases.dates`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache

from briefing.language import Language, Phrases, RelativeDate, language
from briefing.script.perfects import ends_so, is_perfect, is_perfect_ended
from briefing.script.words import Token, TokenKind, tokens, words
from briefing.sentences.marks import outermost

_REACH = 9
"""Words between a date and the verb that it belongs to."""
_OPENING = 6
"""Words of an opening phrase before the date in it."""
_SUBJECT = 4
"""Words between a date that begins its sentence and a verb whose form may be a participle's as well."""

_COMMAS = (",", "،")

_Words = tuple[str, ...]
_Found = tuple[int, str, date | None]


class _Tense(Enum):
    PAST = "past"
    COMING = "coming"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Code points [start, end) of the sentence: a date told by the day on which the article appeared."""

    start: int
    end: int
    written: str
    said: str
    """By the calendar."""
    on: date
    """The day; the first one of a month or year."""
    is_weekday: bool = False
    """The article has the weekday: whoever has heard its date needs it no more."""


def dated(text: str, tag: str, *, published: date, day: date) -> tuple[Dated, ...]:
    """The dates of the sentence `text` that are sure, in their order; none inside quotation marks.

    `published`: the day of the article; `day`: that of the script. A date of another year than the script's
    is said with its year; "this year" and "last month" are left as they are where they are still so.
    """
    known = language(tag)
    if known.phrases is None or not (known.phrases.months and known.phrases.weekdays):
        return ()
    if not 1 < published.year < 9999:  # a page may say anything
        return ()
    return tuple(_Sentence(text, known, known.phrases, published, day).dates())


class _Sentence:
    def __init__(self, text: str, known: Language, phrases: Phrases, published: date, day: date) -> None:
        self.text, self.published, self.day = text, published, day
        self.language, self.phrases, self.entries = known, phrases, phrases.dates
        self.tokens: Sequence[Token] = tokens(text, outermost(text))
        self.words = tuple(token.word for token in self.tokens)
        self.fixed = frozenset(
            at
            for entry in map(words, self.entries.fixed)
            for start in range(len(self.words))
            if self.words[start : start + len(entry)] == entry
            for at in range(start, start + len(entry))
        )

    def dates(self) -> Iterator[Dated]:
        at = 0
        while at < len(self.tokens):
            relative = self._relative(at)
            count, said, on = relative or self._weekday(at) or _nothing(1)
            start, end = self.tokens[at].start, self.tokens[at + count - 1].end
            if said and on:
                is_first = at == 0 and self.text[start].isupper()
                said = said[0].upper() + said[1:] if is_first else said
                written = self.text[start:end]
                yield Dated(
                    start=start, end=end, written=written, said=said, on=on, is_weekday=relative is None
                )
            at += count

    # ------------------------------------------------------------------------ "yesterday", "last month"

    def _relative(self, at: int) -> _Found | None:
        """How many words from `at` on tell a date, what is said for them, and the day; "" where unsure."""
        for entry, meaning in _relative_dates(self.language.tag).get(self.words[at], ()):
            behind = at + len(entry)
            if self.words[at:behind] != entry:
                continue
            if self._is_fixed(at, behind) or (at and self.tokens[at].capital):
                return _nothing(len(entry))  # "USA Today"
            if self._is_dated(behind):
                return _nothing(len(entry))
            if meaning.days is None:
                return len(entry), *self._month_or_year(at, meaning)
            on = self.published + timedelta(days=meaning.days)
            more, weekday = self._weekday_behind(behind)
            if weekday is None:
                is_sure = not meaning.is_now or self._is_event(at, behind)
            else:  # else it was written on another day than the article appeared
                is_sure = weekday == on.weekday()
            return len(entry) + more, self._said(at, meaning.said, on) if is_sure else "", on
        return None

    def _is_dated(self, behind: int) -> bool:
        """ "today (19 November)", "today, November 19": the date stands there as well."""
        if self._word(behind) not in (*_COMMAS, "("):
            return False
        near = self.words[behind + 1 : behind + 4]
        return any(word in _folded(self.phrases.months) for word in near) and any(w.isdigit() for w in near)

    def _month_or_year(self, at: int, meaning: RelativeDate) -> tuple[str, date]:
        if meaning.years is not None:
            is_still_so = self.published.year == self.day.year
            on = date(self.published.year + meaning.years, 1, 1)
        else:
            is_still_so = (self.published.year, self.published.month) == (self.day.year, self.day.month)
            months = self.published.year * 12 + self.published.month - 1 + (meaning.months or 0)
            on = date(months // 12, months % 12 + 1, 1)
        return "" if is_still_so else self._said(at, meaning.said, on), on

    def _weekday_behind(self, at: int) -> tuple[int, int | None]:
        """Tokens of "Monday" in "yesterday, Monday", with the comma, and which weekday it is."""
        comma = int(self._word(at) in _COMMAS)
        for weekday, name in enumerate(self.phrases.weekdays):
            entry = words(name)
            if self.words[at + comma : at + comma + len(entry)] == entry:
                return comma + len(entry), weekday
        return 0, None

    def _is_event(self, at: int, behind: int) -> bool:
        """Beside "today" something happened or will happen: it does not mean "nowadays"."""
        if self._word(at - 1) in _folded(self.entries.not_after):
            return False
        if self.entries.verb_first:
            article = self.language.quotes.article
            is_described = bool(article) and self._word(behind).startswith(article)  # "the national day"
            return not is_described and self._tense_before(at) is not None
        if at == 0:
            begins_clause = self._word(behind) == "," or self.text[self.tokens[0].end :][1:2].islower()
            return begins_clause and self._tense_behind(behind) is not None
        return self._tense_around(at, behind) is not None

    # ----------------------------------------------------------------------------------------- "on Monday"

    def _weekday(self, at: int) -> _Found | None:
        """As `_relative`, of a weekday by itself."""
        for direction, entry, weekday, said in _weekdays(self.language.tag).get(self.words[at], ()):
            behind = at + len(entry)
            if self.words[at:behind] != entry:
                continue
            away = (weekday - self.published.weekday()) % 7
            if self._is_fixed(at, behind) or self._is_no_single_day(at, behind):
                return _nothing(len(entry))
            if direction == "last":
                away -= 7
            elif direction == "next":
                away = away or 7
            else:
                tense = self._tense_around(at, behind)
                if tense is None or (tense is _Tense.COMING and away == 0):
                    return _nothing(len(entry))
                away -= 7 if tense is _Tense.PAST and away else 0
            on = self.published + timedelta(days=away)
            return len(entry), self._said(at, said, on), on
        return None

    def _is_no_single_day(self, at: int, behind: int) -> bool:
        """ "Monday to Friday", "every Monday", "Monday, 23 November", "Easter Monday"."""
        beside, joining = _folded(self.entries.not_beside), self.entries.joining
        if self._word(at - 1) in beside | _folded(self.entries.weekday_not_after):
            return True
        if self._word(behind) in beside or self._word(behind) in _folded(self.phrases.weekdays):
            return True
        weekdays, months = _folded(self.phrases.weekdays), _folded(self.phrases.months)
        if self._word(at - 1) in joining and weekdays & set(self.words[max(0, at - 3) : at]):
            return True
        if self._word(behind) in joining and weekdays & set(self.words[behind : behind + 3]):
            return True
        next_words = [w for w in self.words[behind : behind + 3] if w and w[0].isalnum()][:2]
        if any(word in months or word.isdigit() for word in next_words):
            return True
        return at > 0 and self.tokens[at].capital and self.tokens[at - 1].capital

    # ------------------------------------------------------------------------------------ past and coming

    def _tense_around(self, at: int, behind: int) -> _Tense | None:
        """Of the verb before the date, of the one right behind it, or of the sentence that it begins."""
        if not at:
            return self._tense_behind(behind)
        if self.entries.verb_first:
            return self._tense_before(at)
        found = self._tense_before(at) or self._tense_of(behind)
        return found or (self._tense_behind(behind) if self._is_in_opening(at) else None)

    def _is_in_opening(self, at: int) -> bool:
        """ "At 6:40 on Tuesday the barriers rose": the phrase before the subject has nothing but the time."""
        first = self._word(0)
        if at > _OPENING or first not in _folded(self.entries.prepositions):
            return False
        named = (self.tokens[place].capital for place in range(1, at))
        return not any(named) and all(
            self.tokens[place].kind is TokenKind.WORD or self._is_inside_number(place) for place in range(at)
        )

    def _tense_before(self, at: int) -> _Tense | None:
        """By the nearest verb before `at` in its clause; a comma may set the date off from it."""
        start = at - 1 if self._word(at - 1) in _COMMAS else at
        for place in range(start - 1, max(-1, start - 1 - _REACH), -1):
            word = self.words[place]
            if self.tokens[place].kind is not TokenKind.WORD:
                if self._is_inside_number(place):
                    continue
                return None
            if word in _folded(self.entries.breaks) and not self._is_before_noun(place):
                return None
            if word in _folded(self.entries.planning):
                return None
            if tense := self._tense_of(place):
                return tense
            if word in _folded(self.entries.present):
                return _Tense.PAST if is_perfect_ended(self.tokens, self.entries, place, at) else None
        return None

    def _is_inside_number(self, at: int) -> bool:
        """The point of "4.50pm"."""
        beside = self.text[self.tokens[at].start - 1 : self.tokens[at].end + 1]
        return len(beside) > 2 and beside[0].isdigit() and beside[-1].isdigit()

    def _tense_behind(self, at: int) -> _Tense | None:
        """By the first verb behind a date that begins the sentence."""
        passed = 0
        for place in range(at, len(self.tokens)):
            token, word = self.tokens[place], self.words[place]
            if is_perfect_ended(self.tokens, self.entries, place, place):
                return _Tense.PAST
            if is_perfect(self.tokens, self.entries, place):
                return _Tense.PAST
            if word in _folded((*self.entries.perfect, *self.entries.perfect_of_moving)):
                continue
            if word in _folded(self.entries.present) or (place > at and word in _folded(self.entries.breaks)):
                return None
            if (tense := self._tense_of(place)) and (passed <= _SUBJECT or not self._is_regular(place)):
                return tense
            passed += token.kind is TokenKind.WORD and not token.capital
            if passed > _REACH:
                return None
        return None

    def _tense_of(self, at: int) -> _Tense | None:
        word, quotes = self._word(at), self.language.quotes
        if word in _folded(self.entries.coming):
            return _Tense.COMING
        said = _folded(quotes.said) | _folded(quotes.said_f) if self.entries.verb_first else frozenset()
        is_first_verb = at == 0 and _matches(self.entries.first_past, word)
        if self._ends_so(at, self.entries.coming_endings):
            return _Tense.COMING
        if is_perfect(self.tokens, self.entries, at):
            return _Tense.PAST
        is_past = word in _folded(self.entries.past) or word in said or is_first_verb or self._is_regular(at)
        return _Tense.PAST if is_past else None

    def _is_regular(self, at: int) -> bool:
        """A form of the past by its ending alone, and no participle behind a helping verb."""
        return self._ends_so(at, self.entries.past_endings) and self._word(at - 1) not in _folded(
            self.entries.present
        )

    def _ends_so(self, at: int, endings: tuple[str, ...]) -> bool:
        return 0 <= at < len(self.tokens) and ends_so(self.tokens[at], endings)

    def _is_before_noun(self, at: int) -> bool:
        """ "to" of "to the harbour", not of "to close"."""
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return after is not None and (
            after.capital or after.text[0].isdigit() or after.word in _folded(self.entries.noun_openers)
        )

    # --------------------------------------------------------------------------------------------- words

    def _said(self, at: int, said: str, on: date) -> str:
        first, _, rest = said.partition(" ")
        if first in self.entries.own_prepositions and self._word(at - 1) in _folded(
            self.entries.prepositions
        ):
            said = rest
        entries, is_of_year = self.entries, on.year != self.day.year
        parts = {
            "day": self.phrases.first_day if self.phrases.first_day and on.day == 1 else str(on.day),
            "month": self.phrases.months[on.month - 1],
            "year": str(on.year),
            "weekday": self.phrases.weekdays[on.weekday()],
        }
        short = entries.day_and_month_of_year if is_of_year else entries.day_and_month
        return said.format(
            date=(entries.day_of_year if is_of_year else entries.day).format(**parts),
            day_and_month=short.format(**parts),
            month=entries.month_of_year.format(**parts) if is_of_year else parts["month"],
            year=parts["year"],
            weekday=parts["weekday"],
        )

    def _is_fixed(self, at: int, behind: int) -> bool:
        return at in self.fixed or self._word(behind) in _folded(self.entries.not_before)

    def _word(self, at: int) -> str:
        return self.words[at] if 0 <= at < len(self.words) else ""


def _nothing(count: int) -> _Found:
    """So many words that are no date, or none that is sure."""
    return count, "", None


def _matches(pattern: str, word: str) -> bool:
    return bool(pattern) and re.fullmatch(pattern, word) is not None


@cache
def _folded(entries: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for entry in entries for word in words(entry))


@cache
def _relative_dates(tag: str) -> Mapping[str, tuple[tuple[_Words, RelativeDate], ...]]:
    """By their first word, longest first."""
    phrases = language(tag).phrases
    found = [(words(w), meaning) for w, meaning in phrases.dates.relative.items()] if phrases else []
    found.sort(key=lambda pair: len(pair[0]), reverse=True)
    return {first: tuple(p for p in found if p[0][0] == first) for first in {w[0] for w, _ in found}}


@cache
def _weekdays(tag: str) -> Mapping[str, tuple[tuple[str, _Words, int, str], ...]]:
    """Ways to write each weekday by their first word, longest first: direction, words, weekday, said."""
    phrases = language(tag).phrases
    if phrases is None:
        return {}
    entries = phrases.dates
    ways = (("last", entries.last_weekday), ("next", entries.next_weekday), ("near", entries.weekday))
    found = [
        (direction, words(written.format(weekday=name)), weekday, said)
        for direction, patterns in ways
        for written, said in patterns.items()
        for weekday, name in enumerate(phrases.weekdays)
    ]
    found.sort(key=lambda way: len(way[1]), reverse=True)
    return {first: tuple(w for w in found if w[1][0] == first) for first in {w[1][0] for w in found}}
