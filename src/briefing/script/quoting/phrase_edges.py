"""Tokens → where a phrase cannot go on, in languages that write names without capitals (Arabic)."""

from __future__ import annotations

from enum import Enum

from briefing.script.quoting.lexicon import Lexicon
from briefing.script.words import Token, TokenKind, match

_TANWIN = ("\u064b", "\u064bا")
_HAMZA_BELOW = "إ"


class Edge(Enum):
    """What follows a phrase, by how surely it ends there."""

    CLAUSE = "clause"
    """"that", a colon, marks, or nothing."""
    PARTICIPLE = "participle"
    """A participle of saying, "by his words": the object of the sentence's verb may stand before it."""
    COMMA = "comma"
    SOFT = "soft"
    """A preposition or an adverb: the phrase may have taken in the verb's object."""
    OPEN = "open"
    """One more noun."""

    @property
    def closed(self) -> bool:
        return self in (Edge.CLAUSE, Edge.PARTICIPLE)


class PhraseEdges:
    """Finds the ends of phrases in one block's tokens."""

    def __init__(self, tokens: tuple[Token, ...], words: Lexicon) -> None:
        self.tokens = tokens
        self.words = words

    def _text(self, at: int) -> str:
        return self.tokens[at].text if at < len(self.tokens) else " "

    def _is_that(self, at: int) -> bool:
        """ "that", "for it"; فان may be "van" as well, which is never written with the hamza of "so that"."""
        token, words = self.tokens[at], self.words
        if token.word in words.name_links and _HAMZA_BELOW not in token.text:
            following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
            if following and following.kind is TokenKind.WORD and not words.definite(following):
                return False
        return token.word in words.that or token.word in words.that_person

    def _edge(self, at: int, end: int) -> Edge:
        """What stands at `at`, where a phrase has come to its end."""
        if at >= end:
            return Edge.CLAUSE
        token, words = self.tokens[at], self.words
        if token.kind is not TokenKind.WORD:
            if token.text not in "،," or at + 1 >= end:
                return Edge.CLAUSE
            following = self.tokens[at + 1].word
            bare = words.without_prefix(following)
            described = following in words.relatives or bare in words.relatives
            pronoun = following[1:] in words.pronouns_m or following[1:] in words.pronouns_f
            # "…, that" in Gulf papers
            return Edge.CLAUSE if described or pronoun or self._is_that(at + 1) else Edge.COMMA
        clause = words.relatives | words.asking | words.negations
        if self._is_that(at) or token.word in clause:
            return Edge.CLAUSE
        saying = (words.saying, words.saying_f, words.own_words, words.own_words_f)
        if any(match(e, self.tokens, at) for e in saying):
            return Edge.PARTICIPLE
        if token.word in words.openers and at + 1 < end and self._is_that(at + 1):
            return Edge.CLAUSE  # "warned of that", "stressed on that"
        bare = words.without_prefix(token.word)
        if token.word in words.plain_said or (bare != token.word and words.is_said(bare)):
            return Edge.CLAUSE  # "… Hill, and-said"
        return Edge.SOFT if self._stops(at) else Edge.OPEN

    def begins_adverbial(self, at: int) -> bool:
        word = self.tokens[at].word
        if self.tokens[at].text.endswith("أ"):
            return False  # هنأ, "congratulated", is not هنا, "here"
        bare = word[1:] if word.startswith(self.words.prefixes) else word  # "and in" has three letters
        return word in self.words.openers or bare in self.words.openers

    def _is_kunya(self, at: int) -> bool:
        """ "Umm Yusuf": the first word alone is "or"."""
        following = self.tokens[at + 1].word if at + 1 < len(self.tokens) else ""
        return self.tokens[at].word in self.words.name_links and following in self.words.given_names

    def _names_on(self, at: int) -> bool:
        """ "Sabah Hamdan", not "the morning of Sunday": a name that is an adverb as well goes on."""
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return (
            following is not None
            and following.kind is TokenKind.WORD
            and not self.words.definite(following)
            and following.word not in self.words.not_names
            and not following.text[0].isdigit()
            and not self.words.is_cue(self.tokens, at + 1)
        )

    def _stops(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind is not TokenKind.WORD or token.text[0].isdigit():
            return True
        words, word = self.words, token.word
        if self._is_kunya(at):
            return False
        if word in words.calling or words.without_prefix(word) in words.calling:
            return True
        if word in words.same or self._is_that(at):
            return True
        if word in words.not_names and not (word in words.given_names and self._names_on(at)):
            return True
        if word in words.given_names:
            return False
        if any(word in known for known in (words.manner, words.clause_breaks, words.asking, words.between)):
            return True
        bare = words.without_prefix(word)
        if bare != word and bare in words.not_names and word not in words.offices:
            return True  # والي is an office, and would be "and to" as well
        if word.startswith("ب") and word[1:] in words.manner:
            return True  # "with sorrow"
        if token.text.endswith(_TANWIN):
            return True
        if words.is_medium(word):
            return True
        if len(word) == 1 and not token.text.endswith(".") and self._text(at + 1) not in "./":
            return True  # "to «The Paper»", "to (The Paper)"
        return words.is_cue(self.tokens, at) and not self.is_surname(at)

    def is_surname(self, at: int) -> bool:
        """ "Hind Talib wrote": a verb's word behind a first name, with another verb or a mark behind it."""
        if at == 0 or at + 1 >= len(self.tokens) or self.tokens[at - 1].word not in self.words.given_names:
            return False
        following = self.tokens[at + 1]
        verb = following.word.startswith(self.words.prefixes) and self.words.is_cue(self.tokens, at + 1)
        return verb or self._is_that(at + 1) or following.text in ":("
