"""Stretches of an article's text → whether they may be left out of a spoken line; the check's own rules."""

from __future__ import annotations

import re

from briefing.language import Phrases, language
from briefing.script.edits import CLAUSE_CUT, CREDIT_DROPPED
from briefing.script.words import words

_MARKS = re.compile("[«»‹›“”„‟\"＂「」『』]|(?<!\\w)['‘’‚]|['’](?!\\w)")
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]{1,60}[)\]][.!?؟\s]*")
# "PARIS (AFP) – ", "القاهرة (رويترز) - ", "PARIS — ": a few words with brackets, or all in capitals.
_PLACE_AND_AGENCY = re.compile(
    r"\s*(?:[^()!?؟؛;]{1,70}\([^()]{2,30}\)\s*[–—:-]{1,2}|[^a-z()!?؟؛;]{2,44}(?:,[^()!?؟؛;]{1,31})?[–—:/-])\s*"
)
_MAY_OF_A_DATE = re.compile(r"\bMay(?= \d)|(?<=\d )May\b")
_SHORT_AND_DASHED = re.compile(r"\s*[^.!?؟؛;،,«»“”\":]{1,75}[–—:-]\s*")


def squeezed(text: str) -> str:
    """One space where there is any white space."""
    return " ".join(text.split())


def without_marks(text: str) -> str:
    return squeezed(_MARKS.sub("", text))


def cut_is_safe(left_out: str, where: str, edits: tuple[str, ...], tag: str) -> bool:
    """Whether `left_out` may be missing at the "opening", "middle" or "closing" of a sentence."""
    phrases = language(tag).phrases
    if CREDIT_DROPPED in edits and _is_credit(left_out, where, tag):
        return True
    if CLAUSE_CUT not in edits or phrases is None or where == "middle":
        return False
    if where == "opening":
        openers = {words(entry) for entry in phrases.openers_to_cut}
        return words(left_out) in openers or (
            CREDIT_DROPPED in edits and any(_ends_with_opener(left_out, opener) for opener in openers)
        )
    clause = left_out.lstrip()
    first = words(clause)[:1]
    adding = {words(entry) for entry in phrases.tails_to_cut}
    return clause.startswith((",", "،", "؛", ";")) and first in adding and not _turns(left_out, phrases)


def _ends_with_opener(left_out: str, opener: tuple[str, ...]) -> bool:
    """Dateline, then an opener that only links."""
    dateline = _PLACE_AND_AGENCY.match(left_out)
    return dateline is not None and words(left_out[dateline.end() :]) == opener


def _is_credit(left_out: str, where: str, tag: str) -> bool:
    """An agency in brackets, or where and by whom before the first sentence; no word that turns it."""
    known = language(tag)
    if known.phrases is not None and _turns(left_out, known.phrases):
        return False
    if where == "opening" and _PLACE_AND_AGENCY.fullmatch(left_out):
        return True
    is_bracketed = _BRACKETED.fullmatch(left_out) is not None
    is_dateline = where == "opening" and _SHORT_AND_DASHED.fullmatch(left_out) is not None
    makers = {words(entry) for entry in (*known.page.agencies, *known.page.credit_words)}
    found = words(left_out)
    return (is_bracketed or is_dateline) and any(
        found[i:j] in makers for i in range(len(found)) for j in range(i + 1, len(found) + 1)
    )


def _turns(text: str, phrases: Phrases) -> bool:
    """The stretch has a word that negates, limits or attributes."""
    found = words(_MAY_OF_A_DATE.sub("", text))
    entries = [words(entry) for entry in phrases.turning]
    return any(word.endswith("n't") for word in found) or any(
        found[i : i + len(entry)] == entry for entry in entries for i in range(len(found))
    )
