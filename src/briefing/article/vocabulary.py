"""A language's tag → its words for telling lines apart, folded and ready to be matched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from briefing.article.words import fold
from briefing.language import PageWords, language

_TOKEN = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Vocabulary:
    """The page words of a language, folded and ready to be matched."""

    words: PageWords
    first_names: tuple[str, ...] = ()
    latin_first_names: tuple[str, ...] = ()
    joining_words: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    """Words of saying: a line that has one tells who speaks and is no bare label."""

    @cached_property
    def given_names(self) -> frozenset[str]:
        return _folded(self.first_names)

    @cached_property
    def all_first_names(self) -> frozenset[str]:
        """Those that begin with a capital as well."""
        return _folded((*self.first_names, *self.latin_first_names))

    @cached_property
    def byline_prepositions(self) -> frozenset[str]:
        return _folded(self.words.byline_prepositions)

    @cached_property
    def byline_lines(self) -> frozenset[str]:
        return _folded(self.words.byline_lines)

    @cached_property
    def joining(self) -> re.Pattern[str]:
        """Between two names in a byline: a comma, "and", and what stands behind a name."""
        words = "|".join(map(re.escape, self.joining_words))
        return re.compile(rf"\s*[,;/،(]\s*|\s+(?:{words})\s+" if words else r"\s*[,;/،(]\s*")

    @cached_property
    def sayings(self) -> frozenset[str]:
        return _folded(self.verbs)

    def says(self, folded: str) -> bool:
        """Whether a word of saying stands in a folded line, alone or behind the Arabic "and", "then"."""
        words = _TOKEN.findall(folded)
        return any(
            w in self.sayings or (len(w) > 3 and w[0] in "وف" and w[1:] in self.sayings) for w in words
        )

    @cached_property
    def function_words(self) -> frozenset[str]:
        return _folded(self.words.function_words)

    @cached_property
    def lines(self) -> frozenset[str]:
        return _folded(self.words.boilerplate_lines)

    @cached_property
    def menu(self) -> frozenset[str]:
        """What may stand in a menu: buttons and sections."""
        return self.lines | _folded(self.words.sections)

    @cached_property
    def rubrics(self) -> frozenset[str]:
        return _folded(self.words.rubrics)

    def opens_tags(self, text: str) -> bool:
        """Whether the line is no more than the heading of a list of subjects: "Tags:"."""
        folded = fold(text).strip(" :.|")
        opening = self.opens(folded, "tag_openings")
        return opening is not None and opening.end() == len(folded)

    def is_box_heading(self, text: str) -> bool:
        """Whether the whole line is a heading of matter beside the story: "At a glance"."""
        folded = fold(text).strip(" :.")
        opening = self.opens(folded, "sidebar_openings")
        return opening is not None and opening.end() == len(folded)

    @cached_property
    def comment_lines(self) -> re.Pattern[str]:
        return re.compile(rf"(?:\d+ )?{_any_of(self.words.comment_lines).pattern}\W*\d*\W*")

    @cached_property
    def byline_links(self) -> frozenset[str]:
        return _folded(self.words.byline_links)

    @cached_property
    def release_lines(self) -> frozenset[str]:
        return _folded(self.words.release_lines)

    @cached_property
    def end_lines(self) -> frozenset[str]:
        return _folded(self.words.end_lines)

    @cached_property
    def months(self) -> dict[str, int]:
        return {fold(name): number for name, number in self.words.months.items()}

    @cached_property
    def date_words(self) -> frozenset[str]:
        return _folded(self.words.date_words) | {part for name in self.months for part in name.split()}

    @cached_property
    def agencies(self) -> frozenset[str]:
        return _folded(self.words.agencies)

    @cached_property
    def credits(self) -> re.Pattern[str]:
        return _any_of(self.words.credit_words)

    @cached_property
    def openings(self) -> dict[str, re.Pattern[str]]:
        """By the name of their field."""
        names = (
            "byline_openings", "caption_openings", "boilerplate_openings", "related_openings",
            "sidebar_openings", "kicker_openings", "continuing_openings", "contact_openings", "tag_openings",
            "release_openings",
        )  # fmt: skip
        return {name: _any_of(getattr(self.words, name)) for name in names}

    @cached_property
    def boilerplate_marks(self) -> re.Pattern[str]:
        return re.compile(r"(?<!\w)" + _any_of(self.words.boilerplate_marks).pattern)

    @cached_property
    def counters(self) -> re.Pattern[str]:
        return _any_of(self.words.counters)

    @cached_property
    def networks(self) -> re.Pattern[str]:
        return re.compile(r"(?<!\w)" + _any_of(self.words.networks).pattern)

    @cached_property
    def caption_marks(self) -> re.Pattern[str]:
        return re.compile(r"(?<!\w)" + _any_of(self.words.caption_marks).pattern)

    @cached_property
    def offices(self) -> re.Pattern[str]:
        return _any_of(self.words.byline_offices)

    def opens(self, folded: str, field: str) -> re.Match[str] | None:
        """Whether a folded line begins with one of the phrases of that field."""
        return self.openings[field].match(folded)


@cache
def vocabulary(tag: str) -> Vocabulary:
    """Of a language, with the English furniture that stands on pages of every language."""
    own, english = language(tag).page, language("en").page
    if own is english:
        return _vocabulary(own, tag)
    both: dict[str, Any] = {
        name: _both(getattr(own, name), getattr(english, name)) for name in PageWords.__slots__
    }
    habits = ("kicker_is_clause", "bold_opening_is_lead", "day_first", "function_words", "dangling_words")
    both |= {name: getattr(own, name) for name in habits}
    return _vocabulary(PageWords(**both), tag)


def _vocabulary(words: PageWords, tag: str) -> Vocabulary:
    quotes = language(tag).quotes
    return Vocabulary(
        words,
        first_names=quotes.given_names,
        latin_first_names=(*quotes.given_m, *quotes.given_f),
        joining_words=quotes.joining,
        verbs=_sayings(tag),
    )


def _sayings(tag: str) -> tuple[str, ...]:
    w = language(tag).quotes
    finite = w.finite if w.capitals else ()
    entries = (w.said, w.said_f, w.saying, w.saying_f, w.own_words, w.own_words_f, finite)
    return tuple(entry for found in entries for entry in found if " " not in entry)


def _both(own: object, english: object) -> object:
    if isinstance(own, dict) and isinstance(english, dict):
        return english | own
    return own + english if isinstance(own, tuple) and isinstance(english, tuple) else own


def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Matches any of the phrases, the longest first, as whole words."""
    folded = sorted({fold(phrase) for phrase in phrases}, key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, folded)) + r")(?!\w)" if folded else r"(?!)")
