"""Text of a block → its stretches in marks, without the reporter's clauses that stand inside the marks.

French and Spanish newspapers set « We came back, explains Anne Roy, and we stay. » with one pair of marks,
and dialogue with a dash and no marks at all. The reporter's clause is told by a verb of saying with its
subject behind it, between commas or dashes; what stands on either side is a stretch of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.script.quoting.lexicon import Lexicon
from briefing.script.quoting.verb_forms import VerbForms
from briefing.script.words import Token, TokenKind, tokens
from briefing.sentences.marks import Marked, outermost

_DASHES = "—–―"
_STOPS = ".!?…"
_LONGEST = 14
"""Tokens of a reporter's clause up to its comma."""
_NEAR = 3
"""Tokens from an article to the office or the name in the subject."""


def stretches(text: str, tag: str, words: Lexicon) -> tuple[Marked, ...]:
    """The outermost stretches of `text`, in order, each cut where the reporter speaks inside it."""
    found = outermost(text)
    if not words.insertions:
        return found
    if not found and text[:1] in _DASHES:
        return tuple(_dialogue(text, tag, words))
    return tuple(part for marked in found for part in _parts(text, marked, tag, words))


def _dialogue(text: str, tag: str, words: Lexicon) -> Iterator[Marked]:
    """A paragraph that begins with a dash, if the reporter says in it who speaks."""
    start = len(text) - len(text[1:].lstrip())
    whole = Marked(outer_start=0, start=start, end=len(text), outer_end=len(text), depth=0, closed=True)
    parts = list(_parts(text, whole, tag, words))
    if parts != [whole]:
        yield from parts


def _parts(text: str, marked: Marked, tag: str, words: Lexicon) -> Iterator[Marked]:
    inside = text[marked.start : marked.end]
    found = tokens(inside, (), tag)
    reader = _Insertions(found, words)
    start, outer_start = 0, marked.outer_start
    for first, last, is_sure in reader.all():
        before = inside[start : found[first].start].rstrip()
        if before.strip():
            begin = start + len(before) - len(before.lstrip())
            yield replace(
                marked,
                outer_start=outer_start,
                start=marked.start + begin,
                end=marked.start + start + len(before),
                outer_end=marked.start + start + len(before),
                closed=True,
            )
        start = found[last].start if last < len(found) else len(inside)
        outer_start = marked.start + start
        if not is_sure:
            return
    rest = inside[start:]
    if any(map(str.isalnum, rest)):
        begin = start + len(rest) - len(rest.lstrip())
        yield replace(marked, outer_start=max(outer_start, marked.outer_start), start=marked.start + begin)


class _Insertions:
    """Finds the reporter's clauses in the tokens of one stretch."""

    def __init__(self, found: tuple[Token, ...], words: Lexicon) -> None:
        self.tokens = found
        self.words = words
        self.verbs = VerbForms(found, words)

    def all(self) -> Iterator[tuple[int, int, bool]]:
        """[first, last) with the marks around them; whether it is sure where the clause ends."""
        at = 1
        while at < len(self.tokens):
            end = self._clause(at)
            if end is None:
                at += 1
                continue
            yield at, *end
            at = max(end[0], at + 1)

    def _clause(self, at: int) -> tuple[int, bool] | None:
        """End of the clause that begins with the mark at `at`."""
        mark = self.tokens[at].text
        dashed = mark in _DASHES
        if not (dashed or mark == "," or (mark in "?!" and self._goes_on_small(at))):
            return None
        verb = self.verbs.over_object_pronouns(at + 1)
        says = self.verbs.said(verb, at + 1, len(self.tokens))
        if says is None or not self._has_subject(says[1], says[0]):
            return None
        if dashed:
            return self._to_dash(says[1])
        return self._to_comma(says[1])

    def _goes_on_small(self, at: int) -> bool:
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return following is not None and following.text[0].islower()

    def _has_subject(self, at: int, verb: int) -> bool:
        w = self.words
        if any(t.word in w.pronouns_m | w.pronouns_f for t in self.tokens[verb:at]):
            return True  # a-t-elle dit
        if at >= len(self.tokens):
            return False
        token = self.tokens[at]
        if token.capital or token.word in w.titles or token.word in w.pronouns_m | w.pronouns_f:
            return True
        near = self.tokens[at + 1 : at + 1 + _NEAR]
        return token.word in w.determiners and any(
            t.capital or w.is_office(t.word) or t.word in w.spokes | w.sources for t in near
        )

    def _to_dash(self, at: int) -> tuple[int, bool]:
        for place in range(at, min(len(self.tokens), at + 2 * _LONGEST)):
            if self.tokens[place].text in _DASHES:
                following = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
                return place + 1 + (following is not None and following.text in ",;:" + _STOPS), True
        return len(self.tokens), True

    def _to_comma(self, at: int) -> tuple[int, bool] | None:
        end = self._mark_behind(at)
        while self._at(end) == ",":
            word = self.tokens[end + 1].word if end + 1 < len(self.tokens) else ""
            if self._is_apposition(end + 1):
                end = self._mark_behind(end + 1)
            else:
                return end + 1, self._may_go_on(word)
        if end - at > 2 * _LONGEST:
            return None
        return min(end + 1, len(self.tokens)), True

    def _mark_behind(self, at: int) -> int:
        while at < len(self.tokens) and self.tokens[at].text not in "," + _STOPS + "".join(_DASHES):
            at += 1
        return at

    def _is_apposition(self, at: int) -> bool:
        w = self.words
        near: Sequence[Token] = self.tokens[at : at + _NEAR]
        if not near or near[0].kind is not TokenKind.WORD:
            return False
        if near[0].text.isdigit() or w.is_office(near[0].word) or near[0].word in w.relatives:
            return True
        return near[0].word in w.articles and any(w.is_office(t.word) for t in near[1:2])

    def _may_go_on(self, word: str) -> bool:
        """Whether the quotation goes on with this word: a noun without article may as well be an office."""
        w = self.words
        small = w.clause_subjects | w.determiners | w.prepositions | w.conjunctions | w.linking | w.finite
        return word in small | w.first_person | w.between | w.openers | w.not_names

    def _at(self, at: int) -> str:
        return self.tokens[at].text if at < len(self.tokens) else ""
