"""Tokens → titles and offices in languages that write names without capitals (Arabic).

An office is a chain: a noun without the article asks for the word after it ("minister of foreign affairs",
one noun a word); definite words, prepositions with the article and known nouns continue it; the first word
that does none of this begins the name.
"""

from __future__ import annotations

from briefing.script.quoting.lexicon import Lexicon
from briefing.script.words import Token, TokenKind

_MAX_CHAIN = 12
"""Words of an office."""
_TANWIN = ("\u064b", "\u064bا")
AND = "و"
_ADJECTIVE = ("ي", "ية", "يون", "يين", "عيان")
_OWNER = ("ه", "ها", "هم")
"""His, her, their."""


class OfficeChains:
    """Reads titles and offices out of one block's tokens."""

    def __init__(self, tokens: tuple[Token, ...], words: Lexicon) -> None:
        self.tokens = tokens
        self.words = words

    def _title(self, at: int) -> int:
        """How many tokens of a title begin here."""
        pair = " ".join(t.word for t in self.tokens[at : at + 2])
        if pair in self.words.titles:
            return 2
        word = self.tokens[at].word
        if word not in self.words.titles:
            return 0
        if len(word) == 1 and not (self.tokens[at].text.endswith(".") or self._text(at + 1) in "./"):
            return 0
        return 1

    def _over_titles(self, at: int, end: int) -> tuple[int, str | None]:
        gender: str | None = None
        while at < end:
            count = self._title(at)
            if not count:
                if self._text(at) in "./" and at > 0 and len(self.tokens[at - 1].word) == 1:
                    at += 1
                    continue
                break
            for token in self.tokens[at : at + count]:
                if token.word in self.words.titles_f:
                    gender = "f"
                elif token.word in self.words.titles_m:
                    gender = "m"
            at += count
        return at, gender

    def _text(self, at: int) -> str:
        return self.tokens[at].text if at < len(self.tokens) else " "

    def _is_office(self, at: int) -> bool:
        return self.words.is_office(self.tokens[at].word) or self._owned(at)

    def _owned(self, at: int) -> bool:
        """ "her deputy": an office with a pronoun."""
        word = self.tokens[at].word
        return any(word.endswith(o) and word.removesuffix(o) in self.words.offices for o in _OWNER)

    def _is_head(self, at: int) -> bool:
        word = self.tokens[at].word
        return (
            self._is_office(at)
            or self.words.is_institution(word)
            or word in self.words.sources
            or word in self.words.documents
        )

    def _is_addressee(self, at: int) -> bool:
        """ "said to the minister": not who says it."""
        word = self.tokens[at].word
        if not word.startswith("ل") or word in self.words.given_names:
            return False
        rest = (word[1:], self.words.article + word[2:])
        return word.startswith("لل") or any(
            self.words.is_office(r)
            or self.words.is_institution(r)
            or r in self.words.titles
            or r in self.words.given_names
            for r in rest
        )

    def _office_gender(self, at: int) -> str | None:
        word = self.tokens[at].word
        bare = word.removeprefix(self.words.article)
        return "f" if word in self.words.offices_f or bare in self.words.offices_f else None

    def _body_gender(self, at: int) -> str | None:
        return "f" if self.tokens[at].word.endswith("ة") else None

    def _chain_end(self, at: int, end: int) -> int:
        words, first = self.words, at
        source = self.tokens[at].word in words.sources
        asks = not words.definite(self.tokens[at]) and not self._owned(at) and not source
        at += 1
        while at < end and at - first < _MAX_CHAIN and self.tokens[at].kind is TokenKind.WORD:
            word = self.tokens[at].word
            stems = words.stems(word)
            known = words.definite(self.tokens[at]) and any(s in words.complements for s in stems[1:])
            if not known and self._stops(at) and not self._links(at, end, first):
                break
            if asks and not self._links(at, end, first):
                if self._title(at) and not words.definite(self.tokens[at]):
                    break
                if word in words.given_names and at > first and self._is_office(at - 1):
                    # An office with nothing between it and a first name; a body may bear that name.
                    break
                asks = self._asks(at, stems)
            elif self._links(at, end, first):
                asks = True
            elif self._title(at):
                break
            elif words.definite(self.tokens[at]):
                if word.startswith("ل") and any(s in words.media for s in stems):
                    break
            elif word not in words.given_names and (
                word in words.complements or any(s in words.institutions for s in stems)
            ):
                if word.startswith("ل") and any(s in words.media for s in stems):
                    break
                asks = any(s in words.institutions for s in stems)
            elif self._is_office(at) and word not in words.given_names:
                asks = True
            elif not (source and at == first + 1 and self._is_adjective(word)) and not self._is_complement(
                word
            ):
                break
            at += 1
        return at

    def _is_adjective(self, word: str) -> bool:
        return word.endswith(_ADJECTIVE) and word not in self.words.given_names

    def _is_complement(self, word: str) -> bool:
        return word not in self.words.given_names and any(
            stem in self.words.complements for stem in self.words.stems(word)[1:]
        )

    def _asks(self, at: int, stems: tuple[str, ...]) -> bool:
        """Whether the word, without article, is a noun that needs the next one."""
        if self.words.definite(self.tokens[at]):
            return False
        return any(s in self.words.institutions or s in self.words.offices for s in stems)

    def _links(self, at: int, end: int, head: int) -> bool:
        """Whether a preposition goes on with the office whose first word is token `head`."""
        word = self.tokens[at].word
        if word in self.words.office_links or self._links_place(at, end):
            return True
        envoy = any(s in self.words.envoys for s in self.words.stems(self.tokens[head].word))
        following = self.tokens[at + 1] if at + 1 < end else None
        return envoy and word in self.words.envoy_links and following is not None and not self._stops(at + 1)

    def _links_place(self, at: int, end: int) -> bool:
        """ "in" inside an office: only before a body, or a place before a first name."""
        if self.tokens[at].word not in self.words.place_links or at + 1 >= end:
            return False
        following = self.tokens[at + 1]
        if following.kind is not TokenKind.WORD:
            return False
        known = any(
            s in self.words.institutions or s in self.words.complements
            for s in self.words.stems(following.word)
        )
        named = at + 2 < end and (
            self.tokens[at + 2].word in self.words.given_names or bool(self._title(at + 2))
        )
        return (known and not any(s in self.words.media for s in self.words.stems(following.word))) or named

    def _begins_adverbial(self, at: int) -> bool:
        word = self.tokens[at].word
        return word in self.words.openers or self.words.without_prefix(word) in self.words.openers

    def _stops(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind is not TokenKind.WORD or token.text[0].isdigit():
            return True
        words, word = self.words, token.word
        if word in words.same or word in words.not_names or word in words.that or word in words.that_person:
            return True
        if word in words.given_names:
            return False
        bare = words.without_prefix(word)
        if bare != word and bare in words.not_names:
            return True
        if token.text.endswith(_TANWIN):
            return True
        if word.startswith("ل") and any(s in words.media for s in words.stems(word)):
            return True
        return words.is_cue(self.tokens, at)
