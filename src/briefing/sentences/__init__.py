"""Text → where its sentences begin and end, quotations kept whole.

sentencex makes the first cuts. It splits inside quotation marks, after some abbreviations and at the Arabic
semicolon; those cuts are taken back, and cuts at sentences that stand glued together are added.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

import sentencex

from briefing.sentences.marks import outermost

__all__ = ["sentences"]

_CLOSING = "\"'”’»›)]"
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
# Before the cut: something that does not end a sentence whatever follows.
_NEVER_END = re.compile(
    r"(?:^|[\s(\"“«])(?:Dr|Mr|Mrs|Ms|Prof|Gov|Sen|Rep|Gen|Lt|Col|Capt|Sgt|Maj|Cpl|Rev|Hon|St|Mt|Ft|Fr|vs|Messrs|Det|Supt|Insp"
    r"|Cllr|Adm|Cmdr|Pvt|Pres|Amb|Atty|Mohd|Md|Smt|Barr|Engr|Alh|Ma|Ald|Brig|Pte|Cdr|Cpt|Rt|Ven|e\.g|i\.e|cf|[A-Z]|[\u0621-\u064A]{1,2}|أ\.د|ا\.د)\.\s*$"
)
# Before the cut: ends a sentence only when what follows could begin one.
_MAY_END = re.compile(
    r"(?:^|[\s(\"“«])(?:[A-Za-z]\.[A-Za-z](?:\.[A-Za-z])*|[ap]\.m|Inc|Corp|Ltd|Co|Jr|Sr|Bros|etc|approx|est|al|No|Nos|p|pp|vol|Vol"
    r"|Fig|Ave|Blvd|Rd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.\s*$"
)
_GOES_ON = re.compile(
    r"(?:[a-z0-9$£€,;:(&–—-]|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:GMT|BST|UTC|E[SD]T|P[SD]T|C[SD]T|CET|ET|PT)\b)"
)
_COUNTRY = re.compile(r"(?:^|[\s(])(?:U\.S|U\.K|U\.N|E\.U)\.\s*$")
_NAME_OR_STREET = re.compile(r"\b(?:[A-Z]\.[A-Z]|St)\.\s*$")
_BEGINS = re.compile(
    r"(?:The|A|An|He|She|It|They|We|I|You|But|And|In|On|At|That|This|These|Those|There|If|When|While|After|Before|For|As|His|Her"
    r"|Its|Their|Our|My|No|Not|Now|Some|Many|Most|Both|So|Yet|To|By|With|From|Since|Until|Asked|Meanwhile|However|Mr|Mrs|Ms|Dr)\b"
)


def sentences(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """[start, end) in code points of each sentence, without the space around it, in order.

    A sentence keeps its closing marks; a cut never falls inside quotation marks that close in the same text.
    """
    quoted = [(m.outer_start, m.outer_end) for m in outermost(text) if m.closed]
    addresses = [m.span() for m in _ADDRESS.finditer(text)]
    cuts = {cut for cut in _first_cuts(text, language) if not _is_false(text, cut)}
    cuts.update(m.end() for m in _GLUED.finditer(text) if not _within(addresses, m.end() - 1))
    ends = sorted(cut for cut in cuts if 0 < cut < len(text) and not _within(quoted, cut))
    found = []
    for start, end in zip([0, *ends], [*ends, len(text)], strict=True):
        piece = text[start:end]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            found.append((start + lead, start + len(piece.rstrip())))
    return tuple(_with_closing_marks(text, found))


def _first_cuts(text: str, language: str) -> Iterable[int]:
    for boundary in sentencex.get_sentence_boundaries(language, text):
        yield int(boundary["end_index"])


def _is_false(text: str, cut: int) -> bool:
    before, after = text[max(0, cut - 40) : cut], text[cut : cut + 20].lstrip()
    if not after or "\n" in before[len(before.rstrip()) :]:
        return False
    end = before.rstrip()
    bare = end.rstrip(_CLOSING)
    if bare.endswith(("؛", ";", ":", "،", ",")):
        return True
    if after[0].islower() and (bare[-1:] in "…" or bare.endswith("...") or end != bare):
        return True  # “Is it safe?” she asked.   They went… and came.
    if _NEVER_END.search(before):
        return not bool(_NAME_OR_STREET.search(before) and _BEGINS.match(after))
    if _MAY_END.search(before):
        if _GOES_ON.match(after):
            return True
        return bool(_COUNTRY.search(before)) and not _BEGINS.match(after)
    return False


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
