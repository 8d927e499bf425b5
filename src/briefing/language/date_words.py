"""The words by which a language tells a date from the day on which it is written: "today", "last month"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeDate:
    """One of days, months and years says how far the date is from that of the article."""

    days: int | None = None
    months: int | None = None
    years: int | None = None
    said: str = "{date}"
    """With {date}, {day_and_month}, {month} or {year}."""
    is_now: bool = False
    """The words may as well mean "nowadays": they are a date only beside a past or coming event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """All words are compared folded: case, accents and Arabic vowel signs and hamza seats do not count."""

    relative: Mapping[str, RelativeDate] = field(default_factory=dict)
    """As written, one or more words → which date it is. The longest that fits counts."""
    day: str = "{weekday}, {day} {month}"
    """{date} of this year."""
    day_of_year: str = "{weekday}, {day} {month} {year}"
    """{date} of another."""
    day_and_month: str = "{day} {month}"
    """{day_and_month} of this year: what can stand before a noun."""
    day_and_month_of_year: str = "{day} {month} {year}"
    month_of_year: str = "{month} {year}"
    """{month} of another year."""
    own_prepositions: tuple[str, ...] = ()
    """First words of `said` …"""
    prepositions: tuple[str, ...] = ()
    """… that are not said behind one of these: "until Tuesday", not "until on Tuesday"."""
    not_after: tuple[str, ...] = ()
    """Words right before one that `is_now` by which it is no date: "even today", Arabic "on this day"."""
    not_before: tuple[str, ...] = ()
    """Words right behind any of the words by which it is none."""
    fixed: tuple[str, ...] = ()
    """Phrases with one of the words that are no date: "as if there were no tomorrow"."""
    weekday: Mapping[str, str] = field(default_factory=dict)
    """How a weekday is written that is told by tense, with {weekday} → what is said, as that of a relative
    date: "on {weekday}" → "on {date}"."""
    last_weekday: Mapping[str, str] = field(default_factory=dict)
    """… that is the one before the article's day: "last {weekday}"."""
    next_weekday: Mapping[str, str] = field(default_factory=dict)
    """… that is the one after it."""
    not_beside: tuple[str, ...] = ()
    """Words right before or behind a weekday by which it is no single day: "every", "Monday's"."""
    weekday_not_after: tuple[str, ...] = ()
    """… only right before it: "by Monday" may be any."""
    joining: tuple[str, ...] = ()
    """Words and marks between two weekdays: "Monday to Friday"."""
    past: tuple[str, ...] = ()
    """Finite verbs of what has happened, that nothing else is written as."""
    past_endings: tuple[str, ...] = ()
    """Endings of such verbs, with their accents; a participle may have the same."""
    perfect: tuple[str, ...] = ()
    """Helping verbs that with a participle tell the past, and nothing else: French "a", German "hat";"""
    perfect_of_moving: tuple[str, ...] = ()
    """those that do so only with a participle of `moving`, or behind a word of `reflexive`: French "est"."""
    moving: tuple[str, ...] = ()
    reflexive: tuple[str, ...] = ()
    participle_endings: tuple[str, ...] = ()
    participle_ends_clause: bool = False
    """The participle stands at the end of its clause (German), else near its helping verb."""
    planning: tuple[str, ...] = ()
    """Participles that speak of what is to come: "prévu"."""
    coming_endings: tuple[str, ...] = ()
    """Of verbs of what is to come, with their accents."""
    first_past: str = ""
    """Regular expression: the folded first word of a sentence that is such a verb by its form (Arabic)."""
    coming: tuple[str, ...] = ()
    """Words of what is to come: "will"."""
    present: tuple[str, ...] = ()
    """Finite verbs of what is so, and helping verbs: a participle behind them is no past."""
    breaks: tuple[str, ...] = ()
    """Words at which another clause begins: "that", "who"; "to" before a verb …"""
    noun_openers: tuple[str, ...] = ()
    """… not before one of these: "to the harbour"."""
    verb_first: bool = False
    """The verb begins the sentence (Arabic): the date is its own as far as no other clause begins."""
