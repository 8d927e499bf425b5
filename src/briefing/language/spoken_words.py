"""What is written short and said long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.language.case_words import CaseWords


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
    sizes: Mapping[str, str] = field(default_factory=dict)
    """Short English magnitude behind a price → magnitude, in a language with letters of its own."""
    magnitudes: Mapping[str, str] = field(default_factory=dict)
    """Abbreviation behind a number → said."""
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    """Said so wherever they stand."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Said so before a name only."""
    before_number: Mapping[str, str] = field(default_factory=dict)
    """Abbreviation → said so before a number only."""
    symbols: Mapping[str, str] = field(default_factory=dict)
    """Sign → word; "." and "/" are those of addresses."""
    nouns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Singular → plurals that its ending does not tell, or whose gender it does not tell."""
    feminine: tuple[str, ...] = ()
    """Singulars that are feminine without an ending that says so."""
    feminine_endings: tuple[str, ...] = ()
    """Endings of feminine nouns and adjectives, in the singular and the plural."""
    masculine: tuple[str, ...] = ()
    """Masculine nouns that a rule would else take for another gender."""
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
    states: Mapping[str, str] = field(default_factory=dict)
    """Parts of a country, short without their last dot, behind a place or a party → said."""
    counties: tuple[str, ...] = ()
    """What "Co" stands before as County."""
    before_numbers: Mapping[str, str] = field(default_factory=dict)
    """Small letters, without the dot; said so before a number only."""
    numbered_before: tuple[str, ...] = ()
    """Nouns that a Roman numeral counts as an ordinal before them: the XX Congress."""
    ratio_cues: tuple[str, ...] = ()
    """Words near 12:10 that make it a ratio, no time of day."""
    scriptures: tuple[str, ...] = ()
    """Books before 13:4, which is then chapter and verse."""
    odds_cues: tuple[str, ...] = ()
    """Words near 5/1 that make it a bet."""
    clock_cues: tuple[str, ...] = ()
    """Words near "at 8.40" that make it a time of day."""
    cricket_cues: tuple[str, ...] = ()
    """Words near 356-5 that make it runs for wickets."""
    lettered: tuple[str, ...] = ()
    """Nouns whose number may carry a letter: platform 12c."""
    priced: tuple[str, ...] = ()
    """Nouns that a price stands before in the singular, even without an article: two twenty dollar bills."""
    openers: tuple[str, ...] = ()
    """Words that begin a sentence and no name: a dot before one ends the sentence before."""
    not_names: tuple[str, ...] = ()
    """Other words with a capital letter that are no names: a letter behind them is no Roman numeral."""
    day_cues: tuple[str, ...] = ()
    """Words before two numbers with a slash that make them day and month."""
    hour_cues: tuple[str, ...] = ()
    """Words behind a number that make it an hour."""
    telephone_cues: tuple[str, ...] = ()
    """Words before a number that make it one to dial."""
    neuter: tuple[str, ...] = ()
    """Neuter nouns, in a language that has three genders."""
    web_endings: tuple[str, ...] = ()
    """Of web addresses of the countries of this language, under which a name without "www." is one."""
    letters: tuple[str, ...] = ()
    """Acronyms said letter by letter, though they can be read as a word."""
    letter_names: Mapping[str, str] = field(default_factory=dict)
    """Name of each Latin letter, in a language that is written otherwise."""
    latin: Mapping[str, str] = field(default_factory=dict)
    """Names and short forms in Latin letters → how they are said; up to three letters exactly as written."""
    numbered_files: tuple[str, ...] = ()
    """Before a number and its year: 12/2024 is no month."""
    glued: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Particle → words that papers print it together with, though it is a word of its own."""
    women: tuple[str, ...] = ()
    """First names of women: titles before them and ordinals behind them are feminine."""
    case: CaseWords = field(default_factory=CaseWords)
    """What tells the case of a number in its sentence."""
