"""Tokens → titles and offices in languages that write names without capitals (Arabic).

An office is a chain: a noun without the article asks for the word after it ("minister of foreign affairs",
one noun a word); definite words, prepositions with the article and known nouns continue it; the first word
that does none of this begins the name.
"""

from __future__ import annotations

from briefing.script.quoting.phrase_edges import PhraseEdges
from briefing.script.words import TokenKind

_MAX_CHAIN = 12
"""Words of an office."""
AND = "و"
_ADJECTIVE = ("ي", "ية", "يون", "يين", "عيان")
_OWNER = ("ه", "ها", "هم")
"""His, her, their."""
_PEOPLE = ("ان", "ون", "ين")
"""Ends of plurals."""
_STRANGE_NAME = 4
"""Words of a foreign name."""


class OfficeChains(PhraseEdges):
    """Reads titles and offices out of one block's tokens."""

    def _title(self, at: int) -> int:
        """How many tokens of a title begin here."""
        pair = " ".join(t.word for t in self.tokens[at : at + 2])
        if " " in pair and pair in self.words.titles:
            return 2
        word = self.tokens[at].word
        if word not in self.words.titles:
            return 0
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        alone = following is None or (following.kind is not TokenKind.WORD and following.text not in "./")
        if alone and not self.words.definite(self.tokens[at]):
            return 0  # "added Saada: …": a surname
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

    def _is_office(self, at: int) -> bool:
        return (self.words.is_office(self.tokens[at].word) and not self._is_named_so(at)) or self._owned(at)

    def _is_named_so(self, at: int) -> bool:
        """ "Mukhtar al-Omari", not "the mukhtar of the-village": an office that is a first name as well."""
        if self.tokens[at].word not in self.words.given_names or at + 1 >= len(self.tokens):
            return False
        following = self.tokens[at + 1]
        if following.word in self.words.child_of or (at > 0 and self._title(at - 1)):
            return True  # "Sultan bin Fahd", "prince Sultan"
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
        if word in self.words.offices_f or bare in self.words.offices_f or self.words.is_woman_of(bare):
            return "f"
        return None

    def _body_gender(self, at: int) -> str | None:
        return "f" if self.tokens[at].word.endswith("ة") else None

    def _chain_end(self, at: int, end: int) -> int:
        words, first = self.words, at
        source = self.tokens[at].word in words.sources
        body = words.is_institution(self.tokens[at].word)
        asks = not words.definite(self.tokens[at]) and not self._owned(at) and not source
        at += 1
        while at < end and at - first < _MAX_CHAIN and self.tokens[at].kind is TokenKind.WORD:
            word = self.tokens[at].word
            stems = words.stems(word)
            known = words.definite(self.tokens[at]) and any(s in words.complements for s in stems[1:])
            second = at == first + 1 and asks
            known = known or (second and word in words.complements and not body)  # "first deputy"
            known = known or (second and words.definite(self.tokens[at]))  # "guardian of-the-matter"
            if word in words.office_ends and not asks:
                at += 1  # "the spokesman in-her-name"
                continue
            if not known and self._stops(at) and not self._links(at, end, first):
                break
            if asks and not self._links(at, end, first):
                if self._title(at) and not words.definite(self.tokens[at]):
                    break
                following = words.stems(self.tokens[at + 1].word) if at + 1 < end else ()
                secretary = words.is_office(word) and any(s in words.complements for s in following)
                if word in words.given_names and self._is_office(at - 1) and not secretary:
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
                if words.is_medium(word) or (body and self._is_person(at)):
                    break
                people = word.endswith(_PEOPLE) and any(s in words.sources for s in stems[1:])
                if people and words.definite(self.tokens[first]):
                    break  # "called the-minister the-inhabitants"
            elif source and word.startswith("ب") and word[1:] in words.institutions:
                asks = True  # "a security source in-the-directorate of …"
            elif word not in words.given_names and (
                word in words.complements or any(s in words.institutions for s in stems)
            ):
                if words.is_medium(word) or (
                    source and at > first + 1 and self._is_adjective(self.tokens[at - 1].word)
                ):
                    break  # "(informed) a security source the agency …"
                asks = any(s in words.institutions for s in stems)
            elif self._goes_on(at, end):
                asks = True
            elif not (source and at == first + 1 and self._is_adjective(word)) and not self._is_complement(
                word
            ):
                break
            at += 1
        return at

    def _is_person(self, at: int) -> bool:
        """ "(congratulated) the presidency the-researcher": a person behind a body is the verb's object."""
        word = self.tokens[at].word
        return self._is_office(at) and not word.endswith(_ADJECTIVE)

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
        if self.tokens[at].word in self.words.place_heads:
            return True
        if self.tokens[at].word.endswith(_ADJECTIVE) and self.words.is_office(self.tokens[at - 1].word):
            return False  # "a political analyst"
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
        return (
            last.kind is TokenKind.WORD
            and not self.words.definite(last)
            and any(s in self.words.institutions for s in self.words.stems(last.word))
        )

    def _is_purpose(self, at: int, end: int) -> bool:
        """ "the department for-combating drugs", before a name: "to" with a noun goes on with the office."""
        word = self.tokens[at].word
        if not word.startswith("ل") or len(word) < 4 or self._is_addressee(at):
            return False
        construct = at + 2 < end and self.words.definite(self.tokens[at - 1])
        construct = construct and word not in self.words.given_names
        if construct and self.words.definite(self.tokens[at + 1]) and not self._stops(at + 2):
            return True  # "the union of-the-workers of the railways Hadi …"
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
        if self._owned(head) and word in self.words.given_names:
            return False  # "her colleague Basim", not "in the name of"
        if word in self.words.office_links or self._links_place(at, end):
            return True
        envoy = any(s in self.words.envoys for s in self.words.stems(self.tokens[head].word))
        following = self.tokens[at + 1] if at + 1 < end else None
        source = self.tokens[head].word in self.words.sources and at == head + 1
        if source and word in self.words.relayed_from | self.words.objects and following is not None:
            return self.words.is_institution(following.word)  # "a source in-from the ministry of transport"
        return envoy and word in self.words.envoy_links and following is not None and not self._stops(at + 1)

    def _links_place(self, at: int, end: int) -> bool:
        """ "in" inside an office: only before a body, or a place before a first name."""
        if at + 1 >= end:
            return False
        on = self.tokens[at].word in self.words.objects
        if not (on or self.tokens[at].word in self.words.place_links):
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
            adjective = self.tokens[place].word.endswith(_ADJECTIVE) and place > at + 2
            if self._is_office(place) and not adjective:
                return False  # "received the patriarch in the town the deputy …": another person
            place += 1
        named = place < end and (
            self.tokens[place].word in self.words.given_names or bool(self._title(place))
        )
        if on:  # "the head of-on the project …": only with a name behind it
            return named and self.words.definite(following)
        if not named and self.words.definite(following):
            named = self._stands_as_name(place, end)
        medium = any(s in self.words.media for s in self.words.stems(following.word))
        return (known and not medium) or named

    def _stands_as_name(self, at: int, end: int) -> bool:
        """Two or three words of no list and without article, behind which a clause begins."""
        stop = at
        while stop < end and stop - at < _STRANGE_NAME and not self._stops(stop):
            if self.words.definite(self.tokens[stop]) or self._is_head(stop):
                return False
            stop += 1
        return stop - at > 1 and self._edge(stop, end).closed
