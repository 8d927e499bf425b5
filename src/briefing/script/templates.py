"""Name of a template → its words in a language: the only words of a script that are not the article's.

    opening {show} {date}     opening_unnamed {date}     tour     closing {show}     closing_unnamed
    link, link_again, link_last                          before the second, a further, the last article
    sidebar {title}           background                 before the sidebar
    attribution {name}        before a quote
    attribution_office_first {office} {name}             attribution_office_after {name} {office}
    again {name}              a further quote of a speaker who was heard before
    name {name}               in every language: the name and a colon

Those of the attribution may have a form for men (…_m) and one for women (…_f), and all of them others that
take turns with the first: again, again_2, again_3; again_f, again_2_f.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from briefing.language import Phrases, language
from briefing.script.words import fold

NEUTRAL: Mapping[str, str] = MappingProxyType({"name": "{name}:"})
"""Needs no word of any language."""

ATTRIBUTIONS = ("attribution", "attribution_office_first", "attribution_office_after", "again", "name")
"""Lines that say who speaks next."""

_FIRST_WORD = re.compile(r"(\w+)(?: |['’])(?=\w)")
_TURN = re.compile(r"_\d$")
_SLOT = re.compile(r"\{(\w+)\}")


def wording(name: str, tag: str) -> str | None:
    """The template as written, slots in braces; None where this language has none of that name."""
    if name in NEUTRAL:
        return NEUTRAL[name]
    phrases = language(tag).phrases
    return phrases.templates.get(name) if phrases else None


def slots(template: str) -> tuple[str, ...]:
    """Names of the slots, in the order in which they are heard."""
    return tuple(_SLOT.findall(template))


def fill(template: str, values: Mapping[str, str], tag: str = "en") -> str:
    """The template with its slots filled; braces inside a value stay as they are.

    An article that begins a sentence where it is taken from ("The harbour master") is small inside a line; an
    office or description begins a line with a capital ("catcher Ann Hill", "a witness", "an eBay spokesman").
    """

    def placed(slot: re.Match[str]) -> str:
        value = values.get(slot[1], slot[0])
        if slot.start():
            return value[0].lower() + value[1:] if _has_article(value, tag) else value
        first = value.split(" ", 1)[0]
        is_small = first.islower() and fold(first) in language(tag).quotes.articles
        is_description = slot[1] == "office" or is_small
        return value[:1].upper() + value[1:] if is_description else value

    return _SLOT.sub(placed, template)


def _has_article(value: str, tag: str) -> bool:
    """Whether a noun with its article stands there: not "The Hague", "El País"."""
    quotes = language(tag).quotes
    found = _FIRST_WORD.match(value)
    if found is None or fold(found[1]) not in quotes.articles:
        return False
    return quotes.nouns_have_capitals or value[found.end()].islower()


def base(name: str) -> str:
    """The template without its form for men or women and without its turn."""
    return _TURN.sub("", name.removesuffix("_m").removesuffix("_f"))


def variants(name: str, tag: str, gender: str | None = None) -> tuple[str, ...]:
    """Names of the templates that take turns with `name` in this language, in their order."""
    ending = f"_{gender}" if gender else ""
    turns = (f"{name}{turn}{ending}" for turn in ("", *(f"_{number}" for number in range(2, 10))))
    return tuple(turn for turn in turns if wording(turn, tag) is not None)


def date_in_words(day: date, phrases: Phrases) -> str:
    """The date as the language writes it out: "Monday, 23 November 2026"."""
    values = {
        "day": phrases.first_day if phrases.first_day and day.day == 1 else str(day.day),
        "year": str(day.year),
        "month": phrases.months[day.month - 1] if phrases.months else str(day.month),
        "weekday": phrases.weekdays[day.weekday()] if phrases.weekdays else "",
    }
    return _SLOT.sub(lambda slot: values.get(slot[1], slot[0]), phrases.date).strip(" ,،")
