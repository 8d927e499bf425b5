"""Text → where its sentences begin and end, quotations kept whole.

sentencex makes the first cuts. It splits inside quotation marks, after some abbreviations and at the Arabic
semicolon; those cuts are taken back, and cuts at sentences that stand glued together are added.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import sentencex

from briefing.language import SentenceWords, language
from briefing.sentences.marks import outermost

__all__ = ["sentences"]

_CLOSING = "\"'”’»›)]"
_BEFORE_NUMBER = re.compile(r"[^\W\d_]{4,}[.!?][\"“”«»’']*\s+(?=\d)")
"""The end of a sentence before one that begins with a number: "… zerstört. 380 Beschäftigte …"."""
# A sentence glued to the one before: «…الميناء.وأضاف», "the pier.The". Latin only between a word of three
# small letters and a capitalised word, so that U.S.Army, e.g., example.com and node.Js stay whole.
_GLUED = re.compile(
    r"(?<=[\u0621-\u064A\u0651]{2})[\"”»)]?[.؟!](?=[\"“«]?[\u0621-\u064A]{2})"
    r"|(?<=[a-z]{3})[\"”»)]?[.!?](?=[\"“]?[A-Z][a-z]+[\s,’'])"
    r"|(?<=[.!?؟][\"”»])(?=[A-Z\u0621-\u064A][a-z\u0621-\u064A]+\s)"
    r"|(?<=[\u0621-\u064A][\"”»])\.(?=[\u0621-\u064A]{2})"
)
_ADDRESS = re.compile(
    r"\b(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.[\w.]+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}/\S*"
)
_GOES_ON = r"[^\W\d_A-Z\u00c0-\u00de\u0600-\u06ff]|[0-9$£€,;:(&–—-]"
"""What no sentence begins with: a small letter, a number, a sign."""
_PIECE = 4000
"""Code points; hardly any paragraph has more."""
_DATED = re.compile(r"(?:^|[\s(])\d{1,4}\.\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """The words of a language as they stand before and behind a cut."""

    never: re.Pattern[str]
    """Before the cut: what does not end a sentence whatever follows."""
    may: re.Pattern[str]
    """Before the cut: ends a sentence only where what follows could begin one."""
    country: re.Pattern[str]
    place: re.Pattern[str]
    begins: re.Pattern[str]
    goes_on: re.Pattern[str]
    ordinals: bool


@cache
def _patterns(tag: str) -> _Patterns:
    words = language(tag).sentences
    if words == SentenceWords():
        words = language("en").sentences
    single = ("[A-Z]", "[\u0621-\u064a]{1,2}")
    dotted = (r"[^\W\d_]\.[^\W\d_](?:\.[^\W\d_])*",)
    return _Patterns(
        never=_before((*words.titles, *words.never_end), single),
        may=_before(words.may_end, dotted),
        country=_before(words.countries),
        place=_before(words.places, (r"[A-Z]\.[A-Z]",)),
        begins=re.compile(rf"(?:{_any(words.begins)})\b"),
        goes_on=re.compile(rf"(?:{_GOES_ON}|(?:{_any(words.goes_on)})\b)"),
        ordinals=words.ordinals,
    )


def _before(words: tuple[str, ...], more: tuple[str, ...] = ()) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s(\"“«„’'])(?:{'|'.join((_any(words), *more))})\.\s*$")


def _any(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


def sentences(text: str, tag: str) -> tuple[tuple[int, int], ...]:
    """[start, end) in code points of each sentence, without the space around it, in order.

    A sentence keeps its closing marks; a cut never falls inside quotation marks that close in the same text.
    """
    return _of_paragraph(text, tag) if len(text) <= _PIECE else _of_giant(text, tag)


@lru_cache(maxsize=8192)  # every stage asks for those of the same paragraphs
def _of_paragraph(text: str, tag: str) -> tuple[tuple[int, int], ...]:
    return _find(text, tag)


@lru_cache(maxsize=4)
def _of_giant(text: str, tag: str) -> tuple[tuple[int, int], ...]:
    return _find(text, tag)


def _find(text: str, tag: str) -> tuple[tuple[int, int], ...]:
    patterns = _patterns(tag)
    quoted = [(m.outer_start, m.outer_end) for m in outermost(text) if m.closed]
    addresses = [m.span() for m in _ADDRESS.finditer(text)]
    cuts = {cut for cut in _first_cuts(text, tag) if not _is_false(text, cut, patterns)}
    cuts.update(m.end() for m in _GLUED.finditer(text) if not _within(addresses, m.end() - 1))
    if patterns.ordinals:  # sentencex takes a stop before a number for that of an abbreviation
        numbered = (m.end() for m in _BEFORE_NUMBER.finditer(text))
        cuts.update(end for end in numbered if not _is_short_form(text, end, patterns))
    ends = sorted(cut for cut in cuts if 0 < cut < len(text) and not _within(quoted, cut))
    found = []
    for start, end in zip([0, *ends], [*ends, len(text)], strict=True):
        piece = text[start:end]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            found.append((start + lead, start + len(piece.rstrip())))
    return tuple(_with_closing_marks(text, found))


def _first_cuts(text: str, tag: str) -> Iterable[int]:
    """sentencex's time grows with the square of the marks in a text: a long one is read in pieces."""
    at = 0
    while at < len(text):
        piece = text[at : at + _PIECE]
        cuts = [int(boundary["end_index"]) for boundary in sentencex.get_sentence_boundaries(tag, piece)]
        if at + len(piece) < len(text):
            cuts = [cut for cut in cuts if cut < len(piece)]  # the last sentence may go on in the next piece
        yield from (at + cut for cut in cuts)
        at += cuts[-1] if cuts and cuts[-1] > 0 else len(piece)


def _is_false(text: str, cut: int, patterns: _Patterns) -> bool:
    before, after = text[max(0, cut - 40) : cut], text[cut : cut + 20].lstrip()
    if not after or "\n" in before[len(before.rstrip()) :]:
        return False
    end = before.rstrip()
    bare = end.rstrip(_CLOSING)
    if bare.endswith(("؛", ";", ":", "،", ",")):
        return True
    if after[0].islower() and (bare[-1:] in "…" or bare.endswith("...") or end != bare):
        return True  # “Is it safe?” she asked.   They went… and came.
    if patterns.never.search(before):
        return not bool(patterns.place.search(before) and patterns.begins.match(after))
    if patterns.may.search(before):
        if patterns.goes_on.match(after):
            return True
        return bool(patterns.country.search(before)) and not patterns.begins.match(after)
    if patterns.ordinals and _DATED.search(before):
        return not patterns.begins.match(after)
    return False


def _is_short_form(text: str, cut: int, patterns: _Patterns) -> bool:
    before = text[max(0, cut - 40) : cut]
    return bool(patterns.never.search(before) or patterns.may.search(before))


def _within(spans: list[tuple[int, int]], cut: int) -> bool:
    at = bisect_right(spans, (cut, -1)) - 1
    return at >= 0 and spans[at][0] < cut < spans[at][1]


def _with_closing_marks(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A piece of nothing but marks and stops belongs to the sentence before it."""
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and not any(c.isalnum() for c in text[start:end]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
