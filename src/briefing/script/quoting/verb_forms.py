"""Tokens → verbs of saying that have several words: "a déclaré", "teilte … mit", "hat … gesagt"."""

from __future__ import annotations

from briefing.script.quoting.lexicon import Lexicon
from briefing.script.quoting.subject import Range
from briefing.script.words import Token, TokenKind, match

_SHORTEST = 2
"""Letters; shorter words are no verbs of saying that we do not know."""
_REACH = 6
"""Tokens between a helping verb and its participle."""
_FAR = 40
"""… where the participle ends the clause (German), and between a verb and its second part."""
_TO_HEAD = 2
"""Words behind an article among which the noun stands: "la jeune femme"."""


class VerbForms:
    """Reads one block."""

    def __init__(self, tokens: tuple[Token, ...], words: Lexicon) -> None:
        self.tokens = tokens
        self.words = words

    def said(self, at: int, start: int, end: int) -> Range | None:
        """The words of a finite verb of saying that begins at `at`, with helping verb and pronouns inside."""
        if at >= end or self.tokens[at].kind is not TokenKind.WORD:
            return None
        apart = self._apart(at, end)
        if apart is not None:
            return apart
        if self.tokens[at].word in self.words.auxiliaries and not self.words.nouns_have_capitals:
            return self._helped(at, end)
        if self.words.nouns_have_capitals and match(self.words.said_participles, self.tokens, at):
            return self._closing(at, start, end)
        count = match(self.words.said, self.tokens, at)
        return (at, at + count) if count and at + count <= end else None

    def unknown(self, at: int, end: int) -> Range | None:
        """ "« … », sourit Anne Hill": between a quotation and a name stands its verb, whichever it is."""
        token, w = self.tokens[at], self.words
        if token.word in w.auxiliaries and not w.nouns_have_capitals:
            last = self._past_helped(at, end)  # "a commencé Anne Hill"
            return (at, last) if last and self._is_person_at(last, end) else None
        if at + 1 >= end or token.text[0].isupper() or len(token.word) <= _SHORTEST:
            return None
        small = w.not_names | w.prepositions | w.linking | w.openers | w.relatives | w.between | w.titles
        if token.word in small or w.is_office(token.word) or token.word in w.spokes | w.sources:
            return None
        if token.word in w.auxiliaries or token.word in w.finite:
            return None
        hung = self.tokens[at + 1].text.startswith("-")
        return (at, at + 1) if hung or self._is_person_at(at + 1, end) else None

    def _past_helped(self, at: int, end: int) -> int | None:
        """Behind the participle that stands with the helping verb at `at`."""
        w = self.words
        for place in range(at + 1, min(end, at + _REACH)):
            word = self.tokens[place].word
            if word in w.object_pronouns | w.between or word.endswith(w.adverb_endings or ("\0",)):
                continue
            ended = word.endswith(w.participle_endings or ("\0",)) and not self.tokens[place].capital
            return place + 1 if ended and len(word) > _SHORTEST else None
        return None

    def _is_person_at(self, at: int, end: int) -> bool:
        """Whether a name stands here, or an article and a word for a person: "justifie le maire"."""
        if at >= end:
            return False
        w, first, behind = self.words, self.tokens[at], at + 1
        if first.word in w.determiners | w.demonstratives and behind < end:
            heads = self.tokens[behind : min(end, behind + _TO_HEAD)]
            return any(w.is_office(t.word) or t.word in w.women | w.men for t in heads)
        named = first.capital and behind < end
        return named and (self.tokens[behind].capital or self._ends_phrase(behind))

    def _ends_phrase(self, at: int) -> bool:
        token, w = self.tokens[at], self.words
        return token.kind is TokenKind.MARK or token.word in w.ending_links | w.between

    def over_object_pronouns(self, at: int) -> int:
        """The first token from `at` on that is no pronoun before its verb: French "lui a-t-elle dit"."""
        while (
            at < len(self.tokens)
            and self.tokens[at].word in self.words.object_pronouns
            and not match(self.words.said, self.tokens, at)
        ):
            at += 1
        return at

    def with_object_pronouns(self, first: int, start: int) -> int:
        """Where the verb at `first` begins with the pronouns before it."""
        at = first
        while at > start and self.tokens[at - 1].word in self.words.object_pronouns:
            at -= 1
        return at if at == first or self.over_object_pronouns(at) == first else first

    def _apart(self, at: int, end: int) -> Range | None:
        """ "teilte der Verein in einem Brief mit": the second part ends the clause."""
        for entry in self.words.said_apart.get(self.tokens[at].word, ()):
            rest = entry[1:]
            for place in range(at + 1, min(end - len(rest) + 1, at + _FAR)):
                found = tuple(t.word for t in self.tokens[place : place + len(rest)])
                if found == rest and self._ends_clause(place + len(rest), end):
                    return at, at + 1
        return None

    def _ends_clause(self, at: int, end: int) -> bool:
        if at >= end:
            return True
        token = self.tokens[at]
        return token.kind is not TokenKind.WORD or token.word in self.words.clause_breaks

    def _helped(self, at: int, end: int) -> Range | None:
        """ "a déclaré", "a-t-il ensuite ajouté", "s'est indignée"."""
        w = self.words
        between = w.object_pronouns | w.between | w.pronouns_m | w.pronouns_f | w.pronouns_other
        for place in range(at + 1, min(end, at + _REACH)):
            count = match(w.said_participles, self.tokens, place)
            if count and place + count <= end:
                return at, place + count
            word = self.tokens[place].word
            if word not in between and not word.endswith(w.adverb_endings or ("\0",)):
                return None
        return None

    def _closing(self, at: int, start: int, end: int) -> Range | None:
        """ "hat am Dienstag gesagt", "gesagt hat": the participle ends the clause."""
        if at + 1 < end and self.tokens[at + 1].word in self.words.auxiliaries:
            return at, at + 2
        if not self._ends_clause(at + 1, end):
            return None
        for place in range(at - 1, max(start - 1, at - _FAR), -1):
            if self.tokens[place].word in self.words.auxiliaries:
                return at, at + 1
            if self.tokens[place].text in ";:" or self.tokens[place].word in self.words.that:
                return None
        return None

    def helping(self, at: int, start: int) -> int | None:
        """Where the helping verb of the participle at `at` stands, if it stands before it."""
        for place in range(at - 1, max(start - 1, at - _FAR), -1):
            if self.tokens[place].word in self.words.auxiliaries:
                return place
        return None
