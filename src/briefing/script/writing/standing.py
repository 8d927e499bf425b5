"""Quotation with its surroundings → whether it is an utterance that can be heard by itself."""

from __future__ import annotations

import re

from briefing.language import Phrases
from briefing.model import Quotation
from briefing.script.words import words
from briefing.script.writing.sayable import begins_with, folded

_FEWEST_WORDS = 5
_FEWEST_LETTERS = 15
"""For scripts that set no spaces between words."""
_OPENING = "«‹“„‟‘‚「『\"＂'”»"
# “If it stays,” she said, “I shall go”: a capital, and all the same the end of a sentence.
_SECOND_HALF = re.compile(r"[,،][\"”’'»][^.!?\"“”«»]{1,80},\s*[\"“‘'«]$")
_TRAILING = ",،;؛:–—- "
_NEAR = 400
"""Code points before and behind a quotation that are looked at: more is another sentence."""


def spoken_end(text: str, start: int, end: int) -> int:
    """End of the quotation without a comma that belongs to the reporter's sentence."""
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return end


def is_full(quotation: Quotation) -> bool:
    """Whether the words are more than a part of the reporter's sentence."""
    return is_full_text(quotation.text)


def is_full_text(said: str) -> bool:
    """Whether words in marks begin as a sentence does."""
    first = next((c for c in said if c.isalpha()), "")
    return not first.islower() and len(said.split()) > 1


def is_brief(said: str) -> bool:
    """Taken only where there is little else."""
    return " " in said.strip() and len(said.split()) < _FEWEST_WORDS


def stands_alone(quotation: Quotation, text: str, phrases: Phrases | None) -> bool:
    """Whether the quotation is complete: not the end of the reporter's clause, nor the first half of one.

    `text` is the text of its block.
    """
    start, end = quotation.span.start, quotation.span.end
    said = text[start:end].strip()
    fewest = phrases.fewest_quoted_words if phrases else _FEWEST_WORDS
    if (len(said.split()) < fewest) if " " in said else (sum(c.isalnum() for c in said) < _FEWEST_LETTERS):
        return False
    first = next((c for c in said if c.isalpha()), "")
    if (
        first.islower()
        or said.endswith(("…", "...", "-", "–", "—", ":", "("))
        or said.startswith(("…", "..."))
    ):
        return False
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if _is_interrupted(said, after) or (first.isupper() and _SECOND_HALF.search(before)):
        return False
    return phrases is None or not (_ends_a_clause(before, phrases) or _goes_on(after, phrases))


def _is_interrupted(said: str, after: str) -> bool:
    """“We are glad,” she said, “to have it back”: a comma, and small letters in the next marks."""
    if not said.endswith((",", "،")):
        return False
    rest = re.match(rf"[^\w\s]*[^.!?؟{_OPENING}]*[,،]\s*[{_OPENING}]\s*(\w)", after)
    return rest is not None and rest[1].lower() != rest[1].upper()  # "… I" goes on as well


def _ends_a_clause(before: str, phrases: Phrases) -> bool:
    """… called it “a very good day for all of us”, أن هناك «دعماً قدمته المدينة للجميع»."""
    bare = before.rstrip(_OPENING + " \u200f\u200e")
    if not bare or not (bare[-1].isalnum() or bare[-1] in "ًٌٍَُِّْ-ـ"):
        return False
    last = words(bare[-60:])[-1:]
    return bool(last) and last in folded(phrases.quote_starts_fragment)


def _goes_on(after: str, phrases: Phrases) -> bool:
    """«كل الأرقام التي جمعناها منذ عام»، تشير إلى …: the reporter's verb comes behind the marks."""
    if not phrases.quote_goes_on:
        return False
    rest = re.match(r"[^\w.!?؟]*([^\W\d_][\w\u064b-\u0652]*)", after)
    if not rest:
        return False
    word = words(rest[1])[:1]
    if not word or len(word[0]) < 4 or rest[1].endswith(("ا", "اً", "ًا", "ة")):
        return False
    return word[0].startswith(phrases.quote_goes_on) and word not in folded(phrases.quote_is_over)


def opens_well(said: str, phrases: Phrases | None) -> bool:
    """It does not begin with a word that points back to what the reporter wrote before."""
    return phrases is None or not begins_with(words(said)[:6], phrases.leaning)
