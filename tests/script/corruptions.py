"""Honest script → the same script with one thing wrong, and where: what the check must find.

Every kind is a function that draws one place of the script at random and spoils it there, or gives nothing
back where the script has no such place. What is spoiled is spoiled against the article, not against the
check: a kind may change words alone, or words and places together, as somebody would who knows the check.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

import corrupt_lines
import corrupt_pieces
import corrupt_quotes
import corrupt_titles
from corruption_base import Corrupted, Honest, Maker
from corruption_words import CHANGES, WORDS, Change

from briefing.language import language
from briefing.model import Article, Script

_LONG = 9
"""Words of a sentence that is still known as the article's after one of them was changed."""
_CUTS = ("shortened", "ellipsis", "question", "comma moved")
"""Changes after which a sentence without `from` may well be the editor's own."""


def corruptions(script: Script, articles: Sequence[Article], *, seed: int) -> Iterator[Corrupted]:
    """One of every kind that the script has a place for; the same seed gives the same.

    None in a language that corruption_words.yaml does not have.
    """
    if language(articles[0].language).tag not in WORDS["negation"]:
        return
    for kind, make in MAKERS.items():
        # Each kind has its own chance: a new kind changes none of the others.
        found = make(Honest(script=script, articles=articles, chance=Random(f"{kind} {seed}")))
        if found:
            yield replace(found, kind=kind)


def _changed(change: Change, places: str, *, keeps_from: bool) -> Maker:
    def make(honest: Honest) -> Corrupted | None:
        for place in getattr(honest, places):
            text = change(place.line.text, honest.tag, honest.chance)
            if text is None or text.split() == place.line.text.split():
                continue
            if not keeps_from and len(text.split()) < _LONG:
                continue
            line = replace(place.line, text=text)
            if not keeps_from:
                line = replace(line, spans=(), edits=())
            return honest.corrupted(place, line)
        return None

    return make


MAKERS: Mapping[str, Maker] = {
    **{
        f"{name}{': ' if keeps_from else ' without from: '}{kind}": _changed(
            change, places, keeps_from=keeps_from
        )
        for name, places in (("quote", "quotes"), ("sentence", "sentences"))
        for keeps_from in (True, False)
        for kind, change in CHANGES.items()
        if keeps_from or name == "quote" or kind not in _CUTS
    },
    **corrupt_quotes.KINDS,
    **corrupt_lines.KINDS,
    **corrupt_pieces.KINDS,
    **corrupt_titles.KINDS,
}
"""Kind → what makes it."""
