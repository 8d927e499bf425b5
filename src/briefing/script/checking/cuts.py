"""Stretch that is missing from a sentence → the listed edit by which it may be, or none; own rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefing.language import Phrases, language
from briefing.script.edits import CLAUSE_CUT, CREDIT_DROPPED, LABEL_DROPPED
from briefing.script.words import words

_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]{1,60}[)\]][.!?؟\s]*")
# "PARIS (AFP) – ", "القاهرة (رويترز) - ", "NEW DELHI, Nov 23 (Reuters) - ".
_PLACE_AND_BRACKETS = re.compile(r"\s*([^()!?؟؛;:«»\"“”]{1,70})\([^()]{2,30}\)\s*[–—:/-]{1,2}\s*")
_CAPITALS = re.compile(r"\s*[^a-z()!?؟؛;:«»\"“”]{2,44}(?:,[^()!?؟؛;:]{1,31})?\s*[–—:/-]\s*")
"""PARIS, 23 November — """
_DASHED = re.compile(r"\s*[^.!?؟؛;،,\"“”]{1,75}[–—:/-]\s*")
_SEGMENTS = re.compile(r"\s*[–—/:-]\s*")
_LONGEST_PLACE = 5
"""Words, where no capitals show what is a place."""
_MAY_OF_A_DATE = re.compile(r"\bMay(?= \d)|(?<=\d )May\b")
_PROCLITICS = ("و", "ف")


def edit_of_cut(left_out: str, where: str, edits: tuple[str, ...], tag: str) -> str | None:
    """By which of `edits` the text may be missing at the "opening", "middle" or "closing" of a sentence."""
    phrases = language(tag).phrases
    if LABEL_DROPPED in edits and where == "opening" and _is_label(left_out, tag):
        return LABEL_DROPPED
    if CREDIT_DROPPED in edits and _is_credit(left_out, where, tag):
        return CREDIT_DROPPED
    if CLAUSE_CUT not in edits or phrases is None or where == "middle":
        return None
    if where == "opening":
        is_opener = words(left_out) in _entries((*phrases.openers_to_cut, *phrases.openers_to_drop))
        return CLAUSE_CUT if is_opener and "?" not in left_out else None
    clause = left_out.lstrip()
    first = words(clause)[:1]
    adds = clause.startswith((",", "،", "؛", ";")) and first in _entries(phrases.tails_to_cut)
    return CLAUSE_CUT if adds and not turns(left_out, tag) and "؟" not in left_out else None


def credit_before_opener(left_out: str, tag: str) -> str:
    """The credit of "LONDON — Meanwhile, …", where what follows it is an opener that only links; else ""."""
    phrases = language(tag).phrases
    openers = _entries(phrases.openers_to_cut) if phrases else frozenset()
    for end in (found.end() for found in _SEGMENTS.finditer(left_out)):
        credit = left_out[:end]
        if words(left_out[end:]) in openers and _is_credit(credit, "opening", tag):
            return credit
    return ""


def _is_label(left_out: str, tag: str) -> bool:
    """The "Q:" of an interview's question."""
    is_set_off = left_out.rstrip().endswith((":", ".", "-", "–", "—"))
    return is_set_off and words(left_out) in _entries(language(tag).quotes.question_labels)


def turns(text: str, tag: str) -> bool:
    """The stretch has a word that negates, limits or attributes."""
    phrases = language(tag).phrases or Phrases()
    found = words(_MAY_OF_A_DATE.sub("", text))
    longest = max(map(len, _entries(phrases.turning)), default=0)
    return any(word.endswith("n't") for word in found) or bool(
        _entries(phrases.turning) & set(_runs(found, longest))
    )


def _is_credit(left_out: str, where: str, tag: str) -> bool:
    """An agency in brackets, or where and by whom before the first sentence; nobody who says something."""
    if turns(left_out, tag) or _says(left_out, tag):
        return False
    known = language(tag)
    makers = _entries(known.page.agencies) | _entries(known.page.credit_words)
    names_maker = bool(makers & set(_runs(words(left_out), 4)))
    if where != "opening":
        return names_maker and _BRACKETED.fullmatch(left_out) is not None
    if names_maker and (_DASHED.fullmatch(left_out) or _BRACKETED.fullmatch(left_out)):
        return True
    bracketed = _PLACE_AND_BRACKETS.fullmatch(left_out)
    if bracketed:
        return _is_place(bracketed[1], tag)
    if known.quotes.capitals or known.phrases is None:
        return _CAPITALS.fullmatch(left_out) is not None and any(c.isalpha() for c in left_out)
    # Arabic has no capitals: place and outlet are set off with dashes, never with a lone colon.
    dashed = _DASHED.fullmatch(left_out) is not None
    is_colon = left_out.rstrip().endswith((":", "：")) and not re.search(r"[–—/-]", left_out)
    segments = [part for part in _SEGMENTS.split(left_out) if part.strip()]
    return dashed and not is_colon and all(_is_place(part, tag) for part in segments)


def _is_place(text: str, tag: str) -> bool:
    """A few words; where the language has capitals, none of them small but those of a date or a name."""
    known = language(tag)
    found = words(text)
    if not known.quotes.capitals:
        return len(found) <= _LONGEST_PLACE
    small = [word for word in text.split() if word[:1].islower()]
    links = _entries((*known.quotes.name_links, "of", "de", "la", "le", "am", "an", "der", "del"))
    return all(words(word) in links for word in small)


def _says(text: str, tag: str) -> bool:
    """Somebody says something there, or has an office: dropped, an attribution would be missing."""
    quotes = language(tag).quotes
    entries = _saying(tag)
    found = words(text)
    bare = [word.removeprefix(p) for word in found for p in _PROCLITICS if not quotes.capitals]
    return any((word,) in entries for word in (*found, *bare)) or bool(entries & set(_runs(found, 3)))


@cache
def _saying(tag: str) -> frozenset[tuple[str, ...]]:
    quotes = language(tag).quotes
    listed = (
        quotes.said, quotes.said_f, quotes.saying, quotes.saying_f, quotes.own_words, quotes.own_words_f,
        quotes.according, quotes.relaying, quotes.offices, quotes.offices_f, quotes.relatives,
    )  # fmt: skip
    entries = {words(entry) for entries in listed for entry in entries}
    offices = {words(quotes.article + entry) for entry in (*quotes.offices, *quotes.offices_f)}
    return frozenset(entry for entry in entries | offices if entry)


def _runs(found: tuple[str, ...], longest: int) -> Iterator[tuple[str, ...]]:
    for start in range(len(found)):
        for end in range(start + 1, min(len(found), start + longest) + 1):
            yield found[start:end]


@cache
def _entries(listed: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(words(entry) for entry in listed)
