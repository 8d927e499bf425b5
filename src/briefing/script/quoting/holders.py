"""An office without a name ("the minister", Arabic) → the persons, named before, who hold it."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.script.quoting.lexicon import Lexicon
from briefing.script.quoting.names import Cast, Member
from briefing.script.quoting.passages import Passage
from briefing.script.quoting.subject import Subject
from briefing.script.words import Token, fold_name

_AND = "و"


def holders(subject: Subject, passage: Passage, cast: Cast, words: Lexicon) -> tuple[Member, ...]:
    """All who were named before with an office that has the words of this one, and its head as a head."""
    wanted = [bare(t.text, words) for t in passage.tokens[slice(*subject.phrase)]]
    here = (passage.number, passage.tokens[subject.phrase[0]].start)
    return tuple(
        m
        for m in cast.members
        if m.person and m.office and min(m.places) < here and _has(m.office, wanted, words)
    )


def _has(office: str, wanted: Sequence[str], words: Lexicon) -> bool:
    raw = [fold_name(w.strip("،,:()")) for w in office.split()]
    found = [bare(w, words) for w in raw]
    if not set(wanted) <= set(found):
        return False
    head = wanted[0]
    # "deputy minister": the minister is somebody else. A second office begins behind a
    # definite word or with "and".
    return any(
        word == head and (at == 0 or raw[at - 1].startswith(words.article) or raw[at].startswith(_AND))
        for at, word in enumerate(found)
    )


def bare(word: str, words: Lexicon) -> str:
    """Folded, without the article."""
    folded = fold_name(word.strip("،,:()"))
    return folded.removeprefix(words.article) if len(folded) > 4 else folded


def is_construct(found: Sequence[Token], words: Lexicon) -> bool:
    """ "the minister of health": definite by its last word."""
    return words.definite(found[-1]) and not any(t.word in words.place_links for t in found)


def points_back(found: Sequence[Token], words: Lexicon) -> bool:
    """ "the official", "the union man": means nobody but whoever spoke before."""
    return all(words.definite(t) for t in found) and any(
        s in words.anaphors for s in words.stems(found[0].word)
    )


def is_short(found: Sequence[Token], words: Lexicon) -> bool:
    """ "the minister", "the Ukrainian player": somebody who has a name in the article."""
    return all(words.definite(t) for t in found)
