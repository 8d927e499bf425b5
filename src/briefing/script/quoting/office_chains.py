"""Tokens → titles and offices in languages that write names without capitals (Arabic).

An office is a chain: a noun without the article asks for the word after it ("minister of foreign affairs",
one noun a word); definite words, prepositions with the article and known nouns continue it; the first word
that does none of this begins the name.
"""

from __future__ import annotations

from enum import Enum

from briefing.script.quoting.lexicon import Lexicon
from briefing.script.words import Token, TokenKind, match

_MAX_CHAIN = 12
"""Words of an office."""
_TANWIN = ("\u064b", "\u064bا")
AND = "و"
_ADJECTIVE = ("ي", "ية", "يون", "يين", "عيان")
_OWNER = ("ه", "ها", "هم")
"""His, her, their."""
_STRANGE_NAME = 4
"""Words of a foreign name."""


class Edge(Enum):
    """What follows a phrase, by how surely it ends there."""

    CLAUSE = "clause"
    """"that", a colon, marks, a participle of saying, or nothing."""
    COMMA = "comma"
    SOFT = "soft"
    """A preposition or an adverb: the phrase may have taken in the verb's object."""
    OPEN = "open"
    """One more noun."""


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
        return (self.words.is_office(self.tokens[at].word) and not self._is_named_so(at)) or self._owned(at)

    def _is_named_so(self, at: int) -> bool:
        """ "Mukhtar al-Omari", not "the mukhtar of the-village": an office that is a first name as well."""
        if self.tokens[at].word not in self.words.given_names or at + 1 >= len(self.tokens):
            return False
        following = self.tokens[at + 1]
        known = self.words.complements | self.words.institutions
        return (
            self.words.definite(following)
            and following.word.endswith("ي")
            and not any(s in known for s in self.words.stems(following.word))
        )

    def _owned(self, at: int) -> bool:
        """ "her deputy": an office with a pronoun."""
        word = self.tokens[at].word
        for owner in _OWNER:
            noun = word.removesuffix(owner)
            feminine = noun[:-1] + "ة" if noun.endswith("ت") else noun
            if noun != word and any(n in self.words.offices or n in self.words.kin for n in (noun, feminine)):
                return True
        return False

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
                if self._title(at) and words.definite(self.tokens[at]):
                    at = self._named_after(at, end)  # "the university of King Saud"
                    asks = False
                    continue
                asks = self._asks(at, stems) or self._asks_on(at, end)
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
            elif self._goes_on(at, end):
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

    def _named_after(self, title: int, end: int) -> int:
        """The end of a person's name that is part of a body's."""
        names = self.words.given_names | self.words.name_links
        at = title + 1
        while at < end and self.tokens[at].word in names:
            at += 1
        return at

    def ends_open(self, at: int) -> bool:
        """Whether an office that ends before token `at` lacks its last word: "head of a society «Step»"."""
        last = self.tokens[at - 1]
        return not self.words.definite(last) and any(
            s in self.words.institutions for s in self.words.stems(last.word)
        )

    def _is_purpose(self, at: int, end: int) -> bool:
        """ "the department for-combating drugs", before a name: "to" with a noun goes on with the office."""
        word = self.tokens[at].word
        if not word.startswith("ل") or len(word) < 4 or self._is_addressee(at):
            return False
        return self._name_ahead(at, end)

    def _is_second_office(self, at: int, end: int) -> bool:
        """ "minister of water and-minister for housing", before a name."""
        word = self.tokens[at].word
        return word.startswith(AND) and self.words.is_office(word[1:]) and self._name_ahead(at, end)

    def _name_ahead(self, at: int, end: int) -> bool:
        """Whether a title or a frequent first name follows in this phrase, behind a definite word."""
        for place in range(at + 1, min(end, at + _MAX_CHAIN)):
            if self._title(place) or self.tokens[place].word in self.words.given_names:
                return self.words.definite(self.tokens[place - 1])
            if self._stops(place):
                return False
        return False

    def _goes_on(self, at: int, end: int) -> bool:
        """Whether one more office, or a purpose, continues the chain."""
        if self._is_office(at) and self.tokens[at].word not in self.words.given_names:
            return True
        return (
            self._is_purpose(at, end)
            or self._is_second_office(at, end)
            or self._is_second_matter(at, end)
            or self._is_rest(at, end)
        )

    def _is_second_matter(self, at: int, end: int) -> bool:
        """ "minister of agriculture and-reclamation of-the-land"."""
        word = self.tokens[at].word
        rest = word[1:]
        if not word.startswith(AND) or len(word) < 5 or at + 1 >= end:
            return False
        other = rest in self.words.given_names or rest in self.words.titles or self.words.is_office(rest)
        return not other and self.words.definite(self.tokens[at + 1]) and not self._title(at + 1)

    def _is_rest(self, at: int, end: int) -> bool:
        """Nouns of no list inside an office, before a title or a frequent first name."""
        if self.tokens[at].word in self.words.given_names or self._title(at):
            return False
        for place in range(at + 1, min(end, at + _MAX_CHAIN)):
            if self._title(place) or self.tokens[place].word in self.words.given_names:
                return place > at + 1 and self.words.definite(self.tokens[place - 1])
            if self._stops(place) or self._is_head(place):
                return False
        return False

    def _asks_on(self, at: int, end: int) -> bool:
        """ "director of festival Locarno Maria …": a noun of no list may ask too; the first name tells."""
        if not self._is_office(at - 1) or self.words.definite(self.tokens[at]) or at + 1 >= end:
            return False
        following = self.tokens[at + 1]
        if following.kind is not TokenKind.WORD or following.word in self.words.given_names:
            return False
        if self.words.definite(following):
            return True
        return at + 2 < end and self.tokens[at + 2].word in self.words.given_names

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
        on = self.tokens[at].word in self.words.objects
        if not (on or self.tokens[at].word in self.words.place_links) or at + 1 >= end:
            return False
        following = self.tokens[at + 1]
        if following.kind is not TokenKind.WORD:
            return False
        known = any(
            s in self.words.institutions or s in self.words.complements
            for s in self.words.stems(following.word)
        )
        place = at + 2
        while place < min(end, at + 5) and self.words.definite(self.tokens[place]) and not self._title(place):
            if self._is_office(place):
                return False  # "received the patriarch in the town the deputy …": another person
            place += 1
        named = place < end and (
            self.tokens[place].word in self.words.given_names or bool(self._title(place))
        )
        if on:  # "the head of-on the project …": only with a name behind it
            return named and self.words.definite(following)
        if not named and self.words.definite(following):
            named = self._stands_as_name(place, end)
        return (known and not any(s in self.words.media for s in self.words.stems(following.word))) or named

    def _stands_as_name(self, at: int, end: int) -> bool:
        """Two or three words of no list and without article, behind which a clause begins."""
        stop = at
        while stop < end and stop - at < _STRANGE_NAME and not self._stops(stop):
            if self.words.definite(self.tokens[stop]) or self._is_head(stop):
                return False
            stop += 1
        return stop - at > 1 and self._edge(stop, end) is Edge.CLAUSE

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
            reported = following in words.that or following in words.that_person  # "…, that" in Gulf papers
            return Edge.CLAUSE if described or pronoun or reported else Edge.COMMA
        if token.word in words.that or token.word in words.that_person or token.word in words.relatives:
            return Edge.CLAUSE
        participle = any(match(e, self.tokens, at) for e in (words.saying, words.saying_f))
        if participle or any(match(e, self.tokens, at) for e in (words.own_words, words.own_words_f)):
            return Edge.CLAUSE
        following = self.tokens[at + 1].word if at + 1 < end else ""
        if token.word in words.openers and (following in words.that or following in words.that_person):
            return Edge.CLAUSE  # "warned of that", "stressed on that"
        return Edge.SOFT if self._stops(at) else Edge.OPEN

    def begins_adverbial(self, at: int) -> bool:
        word = self.tokens[at].word
        bare = word[1:] if word.startswith(self.words.prefixes) else word  # "and in" has three letters
        return word in self.words.openers or bare in self.words.openers

    def _is_kunya(self, at: int) -> bool:
        """ "Umm Yusuf": the first word alone is "or"."""
        following = self.tokens[at + 1].word if at + 1 < len(self.tokens) else ""
        return self.tokens[at].word in self.words.name_links and following in self.words.given_names

    def _stops(self, at: int) -> bool:
        token = self.tokens[at]
        if token.kind is not TokenKind.WORD or token.text[0].isdigit():
            return True
        words, word = self.words, token.word
        if self._is_kunya(at):
            return False
        if word in words.calling or words.without_prefix(word) in words.calling:
            return True
        if word in words.same or word in words.not_names or word in words.that or word in words.that_person:
            return True
        if word in words.given_names:
            return False
        bare = words.without_prefix(word)
        if bare != word and bare in words.not_names and word not in words.offices:
            return True  # والي is an office, and would be "and to" as well
        if token.text.endswith(_TANWIN):
            return True
        if word.startswith("ل") and any(s in words.media for s in (word[1:], *words.stems(word))):
            return True
        if len(word) == 1 and not token.text.endswith(".") and self._text(at + 1) not in "./":
            return True  # "to «The Paper»", "to (The Paper)"
        return words.is_cue(self.tokens, at)
