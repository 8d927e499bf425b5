"""Tokens of a language whose nouns have capitals (German) → the same, common nouns told from names.

A name is told by what stands beside it: a first name, a title or an office before it, or another word with a
capital right beside it (two common nouns seldom stand so). A surname is known where the article has it so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefing.script.quoting.lexicon import Lexicon
from briefing.script.words import Token, TokenKind

_MAX_NAME = 4
"""Words with a capital in one name."""


def without_nouns(found: Sequence[tuple[Token, ...]], words: Lexicon) -> tuple[tuple[Token, ...], ...]:
    """The tokens of all blocks of an article; `is_noun` is set where a capital shows no name."""
    if not words.nouns_have_capitals:
        return tuple(found)
    readers = [_Names(tokens, words) for tokens in found]
    sure = [frozenset(reader.sure()) for reader in readers]
    surnames = {
        tokens[at].word for tokens, places in zip(found, sure, strict=True) for at in places
    } - words.not_names
    return tuple(_marked(reader, places, surnames) for reader, places in zip(readers, sure, strict=True))


def _marked(reader: _Names, sure: frozenset[int], surnames: Iterable[str]) -> tuple[Token, ...]:
    known = frozenset(surnames)
    return tuple(
        token
        if not token.capital or at in sure or reader.is_known(at, known)
        else replace(token, is_noun=True)
        for at, token in enumerate(reader.tokens)
    )


class _Names:
    """Finds the words of names in one block."""

    def __init__(self, tokens: tuple[Token, ...], words: Lexicon) -> None:
        self.tokens = tokens
        self.words = words
        self._given = words.given_m | words.given_f

    def sure(self) -> Iterator[int]:
        """Indexes of words that something beside them shows to be of a name."""
        at = 0
        while at < len(self.tokens):
            end = self._name(at)
            yield from range(at, end)
            at = max(end, at + 1)

    def is_known(self, at: int, surnames: frozenset[str]) -> bool:
        """Whether the word is a name of this article: not behind "the", as in "der Bauer"."""
        word = self.tokens[at].word
        genitive = word.endswith("s") and word[:-1] in surnames
        return (word in surnames or genitive) and not self._has_article(at)

    def _name(self, at: int) -> int:
        """End of the name that begins at `at`; `at` itself where none does."""
        if not self._may_be(at):
            return at
        end = self._run(at)
        if any(self.tokens[place].word in self._given for place in range(at + 1, end)) and not self._is_given(
            at
        ):
            return at  # "Revierförster Jan Hill"
        if self._is_given(at):
            return end if end > at + 1 or self._follows_role(at) else at
        if self._follows_role(at) or self._follows_verb(at):
            return end
        bracketed = at > 0 and self.tokens[at - 1].text == "("  # a party
        if end > at + 1 and not bracketed and not self._has_article(at) and not self._begins_sentence(at):
            return end
        return at

    def _is_given(self, at: int) -> bool:
        word = self.tokens[at].word
        return word in self._given or word.split("-")[0] in self._given

    def _run(self, at: int) -> int:
        end = at + 1
        while end < len(self.tokens) and end - at < _MAX_NAME:
            if self._may_be(end):
                end += 1
                continue
            link = self._link(end)
            if link == end or not (link < len(self.tokens) and self._may_be(link)):
                break
            end = link + 1
        return end

    def _link(self, at: int) -> int:
        """Behind "von", "von der", and initials."""
        if self._is_initial(at):
            return at + 1
        if self.tokens[at].word not in self.words.name_links or self.tokens[at].text[0].isupper():
            return at
        at += 1
        while at < len(self.tokens) and self.tokens[at].word in self.words.inner_links:
            at += 1
        return at

    def _is_initial(self, at: int) -> bool:
        text = self.tokens[at].text
        return text.endswith(".") and len(text) <= 3 and text[0].isupper()

    def _may_be(self, at: int) -> bool:
        """A word with a capital that is no office, body, measure or small word."""
        if at >= len(self.tokens):
            return False
        token, w = self.tokens[at], self.words
        if token.kind is not TokenKind.WORD or not token.text[0].isupper() or token.word in w.not_names:
            return False
        if token.word in self._given:
            return True
        if token.text.isupper() and len(token.text) > 1 and "." not in token.text:
            return False  # SPD
        other = w.measures | w.titles | w.sources | w.documents | w.openers
        if at and self.tokens[at - 1].word in self._given:  # "Anna Hartung", "Jan Richter"
            return token.word not in other | w.institutions
        return not (w.is_office(token.word) or w.is_institution(token.word) or token.word in other)

    def _follows_role(self, at: int) -> bool:
        """Right behind a title or an office."""
        if at == 0:
            return False
        before, w = self.tokens[at - 1], self.words
        if before.word in w.titles:
            return True
        return before.text[0].isupper() and (w.is_office(before.word) or before.word in w.spokes)

    def _follows_verb(self, at: int) -> bool:
        """ "sagte Hill": a verb that takes no noun as its object, and a countable subject has an article."""
        before = self.tokens[at - 1] if at else None
        if before is None or before.kind is not TokenKind.WORD or before.text[0].isupper():
            return False
        return before.word in self.words.plain_said

    def _has_article(self, at: int) -> bool:
        return at > 0 and self.tokens[at - 1].word in self.words.determiners

    def _begins_sentence(self, at: int) -> bool:
        if at == 0:
            return True
        before = self.tokens[at - 1]
        return before.kind is TokenKind.QUOTE or before.text in ".!?…:"
