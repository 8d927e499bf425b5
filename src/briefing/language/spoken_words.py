"""What is written short and said long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedNoun:
    """What is counted: a unit or a currency, in the forms that a number asks for."""

    one: str
    many: str
    two: str = ""
    """The dual, in the case of the object, where the language has one."""
    feminine: bool = False
    part: str = ""
    """Of a currency: the key in `units` of its hundredth part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenWords:
    """Names of months, units, currencies …: what is written short and said long."""

    months: tuple[tuple[str, ...], ...] = ()
    """Twelve: first the name that is said where a number is written, then the others that are written."""
    other_months: tuple[str, ...] = ()
    """Months of other calendars, said as written."""
    regional_months: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Region of the language tag → the twelve names said there."""
    weekdays: Mapping[str, str] = field(default_factory=dict)
    """Abbreviation → said."""
    units: Mapping[str, CountedNoun] = field(default_factory=dict)
    """As written behind a number → noun."""
    currencies: Mapping[str, CountedNoun] = field(default_factory=dict)
    """Sign or code, before or behind a number → noun."""
    magnitudes: Mapping[str, str] = field(default_factory=dict)
    """Abbreviation behind a number → said."""
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    """Said so wherever they stand."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Said so before a name only."""
    symbols: Mapping[str, str] = field(default_factory=dict)
    """Sign → word; "." and "/" are those of addresses."""
    nouns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Singular → plurals that its ending does not tell, or whose gender it does not tell."""
    feminine: tuple[str, ...] = ()
    """Singulars that are feminine without an ending that says so."""
    numbered: tuple[str, ...] = ()
    """Nouns that are followed by their number."""
    rulers: tuple[str, ...] = ()
    """First names of rulers and popes: a Roman numeral behind one is an ordinal."""
    not_nouns: tuple[str, ...] = ()
    """Words that stand behind a number and are not what it counts."""
    contest: tuple[str, ...] = ()
    """Words near a score or a vote."""
    people: tuple[str, ...] = ()
    """Plurals without an ending that says so."""
    year_cues: tuple[str, ...] = ()
    """Words before a number that make it a year."""
    count_cues: tuple[str, ...] = ()
    """Words before a number that keep it from being a year."""
    lengths: tuple[str, ...] = ()
    """Words behind "5m" that make it metres, not millions."""
    races: tuple[str, ...] = ()
    """Nouns that a length stands before."""
    thrones: tuple[str, ...] = ()
    """Titles of rulers."""
    streets: Mapping[str, str] = field(default_factory=dict)
    """Said so behind the name of a street."""
    not_names: tuple[str, ...] = ()
    """Words with a capital letter that are no names: an "I" behind them is the pronoun."""
    day_cues: tuple[str, ...] = ()
    """Words before two numbers with a slash that make them day and month."""
    hour_cues: tuple[str, ...] = ()
    """Words behind a number that make it an hour."""
    telephone_cues: tuple[str, ...] = ()
    """Words before a number that make it one to dial."""
