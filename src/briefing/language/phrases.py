"""The words of a script that are not the article's, and how its sentences hang together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.language.date_words import DateWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The only words in a script that are not the article's, and how its sentences hang together."""

    characters_per_second: float = 14.0
    """How fast the default voice reads this language."""
    full_stop: str = "."
    weekdays: tuple[str, ...] = ()
    """Monday first, as date.weekday() counts."""
    months: tuple[str, ...] = ()
    date: str = "{day} {month} {year}"
    """A date written out; may have {weekday}."""
    date_by_itself: str = ""
    """… that stands alone, such as on a cover, where that is written otherwise: German without its "der"."""
    digits: str = ""
    """0 to 9, where the language has its own."""
    western_digits_in: tuple[str, ...] = ()
    """Regions (ISO 3166) that write 0123456789 all the same."""
    first_day: str = ""
    """{day} of the first of a month, where that is an ordinal (French "1er")."""
    dates: DateWords = field(default_factory=DateWords)
    """How a date is told by the article's own day: "yesterday"."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """Name → words with slots. script/templates.py says which names and slots there are."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Segment kind → name of its chapter, where the article gives none."""
    ellipses: tuple[str, ...] = ()
    """Verbs that stand for the verb of the sentence before: "Hill did, with a smile"."""
    leaning: tuple[str, ...] = ()
    """Beginnings of a sentence that lean on the sentence before it: pronouns, demonstratives, connectives."""
    pointing: tuple[str, ...] = ()
    """Words by which a sentence leans as well when they are its second: "if they", "in this"."""
    leaning_inside: tuple[str, ...] = ()
    """Words by which a sentence leans near its beginning: "also", "such a"."""
    going_on: tuple[str, ...] = ()
    """Verbs near the beginning by which one who was heard before goes on: "added"."""
    leaning_at_end: tuple[str, ...] = ()
    """… and as its last: "too"."""
    summing: tuple[str, ...] = ()
    """Nouns that, definite and alone, sum up what was told before: "the move"; Arabic with its article."""
    of_the_page: tuple[str, ...] = ()
    """Words of a sentence that speaks of the page or its pictures: "see below". Nobody hears those."""
    saying_nothing: tuple[str, ...] = ()
    """Words of a sentence by which somebody says nothing: "declined to comment"; told last."""
    completing: tuple[str, ...] = ()
    """Words right behind such a noun that go on to say which: "the plan to", "the claim of"."""
    openers_to_drop: tuple[str, ...] = ()
    """Beginnings that turn against, or add to, the sentence before, and mean nothing where it is not told."""
    pronouns: Mapping[str, str] = field(default_factory=dict)
    """Personal pronoun that may be replaced by a name at the beginning of a sentence → gender, or empty."""
    telling_who: tuple[str, ...] = ()
    """Relative pronouns behind a name and a comma that open a clause which says who that is: "who"."""
    of_the_subject: tuple[str, ...] = ()
    """Of the pointing words those that may mean the subject of their own clause: "his"."""
    people: tuple[str, ...] = ()
    """Words for persons, and for what is spoken of as one, beside the offices, relations and sources of
    `quotes`: where one stands, a pronoun may mean somebody else."""
    impersonal: tuple[str, ...] = ()
    """Beginnings in which such a pronoun is nobody: French "il faut"."""
    particles: tuple[str, ...] = ()
    """Words that cannot be a subject: a verb with one of them right behind it has none of its own."""
    first_person: tuple[str, ...] = ()
    """Outside quotation marks these are not the reporter's words: an answer in an interview."""
    openers_to_cut: tuple[str, ...] = ()
    """Beginnings that only link; the sentence says the same without them."""
    tails_to_cut: tuple[str, ...] = ()
    """First words of a clause, after a comma, that only adds a further statement: it may be left out."""
    turning: tuple[str, ...] = ()
    """Words that turn, limit or attribute what is said: no clause that has one is left out."""
    coming: tuple[str, ...] = ()
    """Words of what follows: "will", "next"."""
    fewest_quoted_words: int = 5
    """Of a quotation that says something by itself."""
    quote_starts_fragment: tuple[str, ...] = ()
    """Words right before the opening mark after which the marked words finish the reporter's own clause."""
    quote_goes_on: tuple[str, ...] = ()
    """Word beginnings right after the closing mark by which the reporter's clause goes on: verbs."""
    quote_is_over: tuple[str, ...] = ()
    """Words that look like one of those and are none."""
