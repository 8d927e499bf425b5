"""What we know of a language, as data: languages/TAG.yaml → Language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from briefing import documents
from briefing.errors import BriefingError


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """Words by which the article stage tells what a block is.

    All are compared folded: without case, accents, vowel signs, hamza. An "opening" is how a line begins.
    """

    months: Mapping[str, int] = field(default_factory=dict)
    """Name or short form → 1–12."""
    date_words: tuple[str, ...] = ()
    """What else stands in a line that only says when: weekdays, "updated", "at", time zones."""
    byline_openings: tuple[str, ...] = ()
    byline_offices: tuple[str, ...] = ()
    """What follows a reporter's name: "political editor"."""
    agencies: tuple[str, ...] = ()
    credit_words: tuple[str, ...] = ()
    """Name the maker of a picture; in brackets, or before a colon."""
    caption_openings: tuple[str, ...] = ()
    caption_marks: tuple[str, ...] = ()
    """Words inside a line that only describe a picture: "(left)", "poses for"."""
    boilerplate_lines: tuple[str, ...] = ()
    """Whole lines that are a page's furniture: buttons, sections of a site."""
    boilerplate_openings: tuple[str, ...] = ()
    headline_endings: tuple[str, ...] = ()
    """Last words that make a line of a few words a headline: "Ann Hill obituary"."""
    boilerplate_marks: tuple[str, ...] = ()
    """Phrases that, anywhere in a short line, show a notice: "contributed to this report"."""
    counters: tuple[str, ...] = ()
    """What a page counts: a number with one of them is furniture ("12 comments")."""
    related_openings: tuple[str, ...] = ()
    """Open a link, or a list of links, to other articles."""
    sidebar_openings: tuple[str, ...] = ()
    """Headings of matter beside the story, whatever the story: "Background", "In figures"."""
    continuing_openings: tuple[str, ...] = ()
    """How a paragraph begins that goes on with what was told before it: no sidebar begins so."""
    kicker_openings: tuple[str, ...] = ()
    """How a clause above the headline begins that only leads up to it."""
    kicker_is_clause: bool = False
    """Newspapers set a whole clause above the headline; elsewhere a kicker is a few words."""
    function_words: tuple[str, ...] = ()
    """Frequent words without matter of their own; they also show which language a text is in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteWords:
    """Verbs of saying, names, titles: how a language says who said something.

    Words are compared folded: case, accents and Arabic vowel signs and hamza seats do not count. An entry may
    have several words. Where there is a form for women and one for men, two lists stand side by side.
    """

    capitals: bool = False
    """Names are told by capital letters, and the subject stands beside its verb on either side. Otherwise
    (Arabic) the subject follows its verb, and may be left out."""
    prefixes: tuple[str, ...] = ()
    """Little words written together with the next one: Arabic "and", "then"."""
    article: str = ""
    """The definite article where it is written together with its noun."""
    said: tuple[str, ...] = ()
    """Finite verbs of saying; where they show the speaker's gender, only those of men."""
    said_f: tuple[str, ...] = ()
    saying: tuple[str, ...] = ()
    """Participles: their speaker is the one of the sentence."""
    saying_f: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    """Nouns with "his": "by his saying"."""
    own_words_f: tuple[str, ...] = ()
    according: tuple[str, ...] = ()
    """Words that stand before the speaker: according to."""
    relaying: tuple[str, ...] = ()
    """Verbs whose subject passes on what another said: "quoted"."""
    relayed_from: tuple[str, ...] = ()
    """The word before that other; empty where they follow the verb."""
    that: tuple[str, ...] = ()
    that_person: tuple[str, ...] = ()
    """"that he", "that she" written as one word: what follows may be the reporter's third person."""
    third_person: tuple[str, ...] = ()
    """Words by which a stretch in marks speaks of its own speaker as another."""
    impersonal: tuple[str, ...] = ()
    """Verbs that look like a third person and have no person: "it is possible"."""
    first_person: tuple[str, ...] = ()
    pronouns_m: tuple[str, ...] = ()
    pronouns_f: tuple[str, ...] = ()
    pronouns_other: tuple[str, ...] = ()
    """"it", "they": never a person that we can name."""
    pronouns_self: tuple[str, ...] = ()
    """"I": outside marks this is the reporter."""
    clause_subjects: tuple[str, ...] = ()
    """Words that begin a clause as its subject."""
    finite: tuple[str, ...] = ()
    """Frequent finite verbs: what has one may be a clause."""
    relatives: tuple[str, ...] = ()
    subordinate: tuple[str, ...] = ()
    """Before a verb of saying: what it says is an aside ("as X announced") and names no speaker."""
    clause_breaks: tuple[str, ...] = ()
    """Conjunctions before which a subject cannot begin."""
    openers: tuple[str, ...] = ()
    """First words of an adverbial at the beginning of a sentence: "Asked about …,"."""
    between: tuple[str, ...] = ()
    """Adverbs and helping verbs between subject and verb."""
    nominative: tuple[str, ...] = ()
    """Words before a subject that precedes its verb: Arabic "kana"."""
    offices: tuple[str, ...] = ()
    offices_f: tuple[str, ...] = ()
    office_links: tuple[str, ...] = ()
    """Words inside an office that ask for the next one: Arabic "in the name of", "at"."""
    place_links: tuple[str, ...] = ()
    """"in": inside an office only before a body, or before a place and a first name."""
    objects: tuple[str, ...] = ()
    """Prepositions before the object of a verb of saying: "stressed (on) …"."""
    envoys: tuple[str, ...] = ()
    """Offices that go "to" a place."""
    envoy_links: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    """"the same", after a noun: the speaker of before. Arabic "the speaker himself"."""
    describing: tuple[str, ...] = ()
    """Verbs after which "that it" introduces a description, no speech."""
    spokes: tuple[str, ...] = ()
    """Offices that speak for another: the name in their complement is not the speaker's."""
    institutions: tuple[str, ...] = ()
    complements: tuple[str, ...] = ()
    """Nouns inside the name of an office that are no person's name."""
    titles: tuple[str, ...] = ()
    """Before a name, no part of what one is called by later: Dr."""
    titles_m: tuple[str, ...] = ()
    titles_f: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    """Speakers without a name: a witness, officials."""
    documents: tuple[str, ...] = ()
    """What a statement stands in; its speaker is who issued it."""
    name_links: tuple[str, ...] = ()
    """Small words inside a name: bin, van der."""
    given_m: tuple[str, ...] = ()
    """First names of men and of women where names have capitals; those that both bear are in neither."""
    given_f: tuple[str, ...] = ()
    plain_said: tuple[str, ...] = ()
    """Verbs of saying that take no noun as their object: what stands behind them is the subject."""
    sides: tuple[str, ...] = ()
    """"part", "side" in "for his part": another speaker begins."""
    same_before: tuple[str, ...] = ()
    """"the same", where it stands before its noun."""
    kin: tuple[str, ...] = ()
    """Relatives and friends: persons only with "his", "her" at their end."""
    going_on: tuple[str, ...] = ()
    """Verbs by which the same speaker goes on: "added"."""
    nominal: tuple[str, ...] = ()
    """Nouns of action: a stretch in marks that begins with one is no sentence."""
    also: tuple[str, ...] = ()
    """"as", which at the beginning of a sentence means "also"."""
    calling: tuple[str, ...] = ()
    """"called", between a description and the name."""
    anaphors: tuple[str, ...] = ()
    """Nouns that only point back to whoever spoke: "the official", "the speaker"."""
    given_names: tuple[str, ...] = ()
    """Frequent first names, where nothing else shows that a name begins."""
    not_names: tuple[str, ...] = ()
    """Words that never belong to a name: prepositions, days, adverbs."""
    media: tuple[str, ...] = ()
    """Whom a speaker talks to: newspapers, agencies."""
    name_nouns: tuple[str, ...] = ()
    """Words after which a stretch in marks is a name or a term: "film", "so-called"."""
    question_labels: tuple[str, ...] = ()
    answer_labels: tuple[str, ...] = ()


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
    pronouns: Mapping[str, str] = field(default_factory=dict)
    """Personal pronoun that may be replaced by a name at the beginning of a sentence → gender, or empty."""
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
    quote_starts_fragment: tuple[str, ...] = ()
    """Words right before the opening mark after which the marked words finish the reporter's own clause."""
    quote_goes_on: tuple[str, ...] = ()
    """Word beginnings right after the closing mark by which the reporter's clause goes on: verbs."""
    quote_is_over: tuple[str, ...] = ()
    """Words that look like one of those and are none."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    tag: str
    """BCP 47 primary subtag."""
    name: str
    """In English."""
    rtl: bool = False
    page: PageWords = PageWords()
    quotes: QuoteWords = QuoteWords()
    phrases: Phrases | None = None
    """None: we have no words of our own in this language, only the article's."""
    spoken: SpokenWords = SpokenWords()


def known() -> tuple[str, ...]:
    """Tags of the languages that have a file."""
    folder = resources.files("briefing") / "languages"
    return tuple(sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml")))


@cache
def language(tag: str) -> Language:
    """What we know of `tag` ("ar-EG" is read as "ar"); a language without a file is known by its tag only."""
    primary = tag.replace("_", "-").split("-")[0].lower()
    if primary not in known():
        return Language(tag=primary, name=primary, rtl=primary in _RTL)
    path = resources.files("briefing") / "languages" / f"{primary}.yaml"
    return documents.load(Language, path.read_bytes(), name=f"languages/{primary}.yaml", error=BriefingError)


# Languages written right to left: CLDR 46, scripts Arab, Hebr, Thaa, Syrc of the default locale.
_RTL = frozenset({
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "lrc", "mzn", "nqo", "ps", "sd", "syr", "ug",
    "ur", "yi",
})  # fmt: skip
