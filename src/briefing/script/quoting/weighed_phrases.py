"""Subject phrases, for languages that write names without capitals (Arabic) → the same, weighed.

No list has every office and every first name. So a name that was read is weighed by what speaks for each of
its ends: words of no list that an office may have left over, definite words inside it that are an office of
no list, possessed nouns. What is surely none of the name goes; what stays doubtful is marked so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefing.script.quoting.phrase_edges import Edge
from briefing.script.quoting.subject import Subject, SubjectKind
from briefing.script.quoting.subject_phrases import SubjectPhrases
from briefing.script.words import TokenKind

_TERM = 3
"""Words of a name or a term in marks."""
_SHORT = 2
_OFFICE = 12
"""Words between an office and what its holder says."""
_TOPIC = 24
"""Tokens from "as to" to the end of the person's name."""
_WOMAN_OF = "ية"
"""End of the feminine of an adjective; surnames of women have no such end."""
_THEN = "ف"
_THEN_VERB = ("فأ", "فق")
"""How "so" begins with a verb."""


class WeighedPhrases(SubjectPhrases):
    """Reads subjects out of one block's tokens, and weighs their names."""

    def read(self, at: int, end: int, *, free: bool = False, placed: bool = False) -> Subject | None:
        found = super().read(at, end, free=free, placed=placed)
        if found is None:
            return None
        if found.kind is SubjectKind.THING and found.sure:
            stop = found.phrase[1]
            named = self._is_strange(stop) and stop + 1 < len(self.tokens)
            named = named and (self._is_strange(stop + 1) or self._is_family(stop + 1))
            named = named or (stop < end and self.tokens[stop].word in self.words.given_names)
            named = named or (stop < end and self._is_kunya(stop))
            hidden = found.office is not None and self._hides_name(stop, end)
            return replace(found, sure=not (named or hidden or self._is_cut(found)))
        if found.kind is not SubjectKind.PERSON or found.name is None:
            return found
        if self.tokens[found.name[0]].kind is not TokenKind.WORD or found.maybe:
            return found
        return self._weighed(found, end, free=free or placed)

    def _weighed(self, found: Subject, end: int, *, free: bool) -> Subject | None:
        found = self._without_title(self._without_strange_office(self._without_tail(found)))
        assert found.name is not None
        first = found.name[0]
        if self._is_object_of_office(found):
            return replace(found, kind=SubjectKind.THING, phrase=(found.phrase[0], first), name=None, reach=0)
        linked = first + 1 < found.name[1] and self._is_linked(first + 1)
        described = found.office is not None and found.office[0] > first  # "Auke Lootsma, director of …"
        if self._is_possessed(first) and not (linked or described or self._is_known_name(first)):
            return None  # "but-she asked", "her speech"
        sure = found.sure or self._is_before_object(found)
        sure = sure and self._ends(found, free=free) and not self._is_strange_pair(found)
        last = found.name[1]
        described = last - first > 1 and self._text(last) in "،," and self._office_behind(last + 1, end)
        bare = found.bare and not (described or self._is_known_name(first))
        return replace(found, sure=sure, bare=bare, begun=found.begun and self._begins(found))

    def _is_cut(self, found: Subject) -> bool:
        """ "the spokesman for", "guardian of": an office that lacks its last word."""
        first, last = found.phrase
        links = self.words.office_links | self.words.place_links
        alone = last - first == 1 and not self.words.definite(self.tokens[first])
        follows = last < len(self.tokens) and self.tokens[last].kind is TokenKind.WORD
        cut = alone and follows and self.words.definite(self.tokens[last])
        return cut or self.tokens[last - 1].word in links

    def _is_object_of_office(self, found: Subject) -> bool:
        """ "called the-minister the-inhabitants": behind an office with the article, a word that we know."""
        assert found.name is not None
        first, last = found.name
        if last - first > 1 or found.office is None or found.office[1] != first:
            return False
        definite = self.words.definite(self.tokens[first]) and self.words.definite(self.tokens[first - 1])
        return definite and self._is_accounted(first) and not self._title(first - 1)

    def _hides_name(self, at: int, end: int) -> bool:
        """ "the expert at the institute Hediana Putri that": two words of no list before the clause."""
        for place in range(at, min(end, at + _OFFICE)):
            if self._edge(place, end).closed:
                return self._is_strange(place - 1) and self._is_strange(place - 2)
        return False

    def _is_known_name(self, at: int) -> bool:
        word, w = self.tokens[at].word, self.words
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        tail = following is not None and following.word in w.name_tails
        if word in w.office_links and following and w.definite(following) and not self._is_family(at + 1):
            return False  # "in the name of the-families", and no Basim
        return tail or word in w.given_names or word in w.name_links

    def _is_accounted(self, at: int) -> bool:
        """Whether a list says what the word is, and that it is no part of a name."""
        w, word = self.words, self.tokens[at].word
        lists = (w.complements, w.institutions, w.offices, w.titles, w.sources, w.documents, w.media, w.kin)
        more = (w.common_nouns, w.nominal, w.name_nouns, w.office_ends, w.place_heads, w.same, w.office_links)
        known = any(stem in words for stem in w.stems(word) for words in (*lists, *more))
        called = {word, w.without_prefix(word)} & w.calling
        return known or bool(called) or w.is_office(word)

    def may_begin_before(self, at: int, *, alone: bool) -> bool:
        """Whether the word before token `at` may be one more word of the name that stands there.

        `alone`: the name has one word.
        """
        before = at - 1
        if before < 0 or self.tokens[before].kind is not TokenKind.WORD:
            return False
        word = self.tokens[before].word
        if self._is_kunya(before) and word not in self.words.child_of:
            return False
        if before and self.tokens[before - 1].word in self.words.place_heads:
            return False  # "the town of Beni Salih": a place
        if self._is_known_name(before) and word not in self.words.office_links:
            return True
        if self._is_explained(before):
            return False
        if self.words.definite(self.tokens[before]):
            surname = self.tokens[at].word in self._begins_surname
            named = self._is_known_name(before - 1) and not self._is_explained(before - 1)
            return (surname or (alone and self._is_family(before))) and (
                named or self._is_strange(before - 1)
            )
        return self._is_strange(before)

    def may_go_on(self, at: int) -> bool:
        """Whether the word at `at`, behind a first name, may be one more word of the name."""
        if at >= len(self.tokens) or self.tokens[at].kind is not TokenKind.WORD or self._stops(at):
            return False
        definite = self.tokens[at].word.startswith(self.words.article)
        return (definite or self._is_known_name(at)) and not self._is_accounted(at)

    def _is_strange(self, at: int) -> bool:
        """A word of no list and without article that stands inside a phrase."""
        if (
            not 1 <= at < len(self.tokens)
            or self.tokens[at].kind is not TokenKind.WORD
            or self.words.definite(self.tokens[at])
        ):
            return False
        before = self.tokens[at - 1]
        inside = before.kind is TokenKind.WORD and before.word not in self.words.prepositions
        other = self.tokens[at].word.startswith(self.words.prefixes) or self._is_possessed(at)
        return inside and not other and not self._is_explained(at)

    def _is_explained(self, at: int) -> bool:
        return bool(self._title(at)) or self._is_accounted(at) or self._stops(at)

    @property
    def _begins_surname(self) -> frozenset[str]:
        return self.words.child_of | self.words.houses

    def persons(self, zone: Iterable[int]) -> Iterator[str]:
        """The offices with their complements, the titles and first names that stand there."""
        for at in zone:
            token = self.tokens[at]
            if token.kind is not TokenKind.WORD or token.word in self.words.office_links:
                continue
            office = self._is_office(at)
            named = self._is_kunya(at) or token.word in self.words.given_names
            if named or office or self._title(at):
                yield token.word
            if (
                office
                and not self.words.definite(token)
                and self._edge(at + 1, len(self.tokens)) is Edge.OPEN
            ):
                yield self.tokens[at + 1].word

    # ------------------------------------------------------------------------------------------ beginning

    def _without_strange_office(self, found: Subject) -> Subject:
        """ "the sociologist Munther …", "her deputy George …": an office of no list before a first name."""
        assert found.name is not None
        first, last = found.name
        apposed = first > found.phrase[0] and self.tokens[first - 1].kind is not TokenKind.WORD
        described = found.office is not None and found.office[0] > first
        apposed = apposed or (described and self._is_possessed(first))
        if self._is_known_name(first) or last - first < _SHORT or apposed:
            return found
        if self._is_titled(first):
            trade = self.words.definite(self.tokens[first]) and self.tokens[first].word.endswith(_WOMAN_OF)
            if not trade or last - first <= _SHORT:
                return found  # "Doctor the-veterinary Margit Müller" is no name as a whole
            return replace(found, name=(first + 1, last), office=found.office or (first, first + 1))
        place = self._behind_definite(first, last)
        if place is None:
            return found
        behind_office = found.office is not None and found.office[0] < first
        lone = place == first + 1 and self.words.definite(self.tokens[first])
        if behind_office or lone:
            return replace(found, begun=lone and not behind_office and found.begun)
        known = self._is_known_name(place) and last - place > 1
        begun = known and not self._is_family(place - 1)
        return replace(found, name=(place, last), office=(first, place), begun=begun, bare=False)

    def _behind_definite(self, first: int, last: int) -> int | None:
        """The first word of a name that has the article of no name before it, or "his"."""
        for place in range(first + 1, last):
            before = self.tokens[place - 1]
            if self._is_known_name(place - 1) or self.words.definite(self.tokens[place]):
                continue
            possessed = place - 1 == first and self._is_possessed(first)
            if possessed or self.words.definite(before):
                return place
        return None

    def _begins(self, found: Subject) -> bool:
        """Whether all words before the name are known for what they are."""
        assert found.name is not None
        at = found.name[0]
        if at == 0 or at == found.phrase[0] or self.tokens[at - 1].kind is not TokenKind.WORD:
            return True
        if self._is_titled(at):
            return True
        if self.tokens[at - 1].word in self._begins_surname:
            return False
        if self.words.definite(self.tokens[at - 1]) or self._is_accounted(at - 1):
            return True
        if self._is_possessed(at - 1) or self.tokens[at - 1].text.endswith("."):
            return True
        if at - 2 < found.phrase[0] or self.words.definite(self.tokens[at - 2]):
            return False
        word = self.tokens[at - 2].word
        if word in self.words.prepositions or word in self.words.place_heads:
            return True
        return self._is_accounted(at - 2) and self._is_known_name(at)

    def _is_titled(self, at: int) -> bool:
        return at > 0 and bool(self._title(at - 1) or (at > 1 and self._title(at - 2) > 1))

    def _without_title(self, found: Subject) -> Subject:
        """ "… of-surgeons Professor Ayman …": a name begins behind the title."""
        assert found.name is not None
        first, last = found.name
        for at in range(first + 1, last - 1):
            count = self._title(at)
            strange = self.words.definite(self.tokens[first]) and not self._is_known_name(first)
            if count and at + count < last and strange:
                return replace(found, name=(at + count, last), begun=True, bare=False)
        return found

    def _is_strange_pair(self, found: Subject) -> bool:
        """Neither the office nor the first name are known."""
        if found.office is None or found.name is None or found.office[0] > found.name[0]:
            return False
        head = self._is_head(found.office[0]) or self._is_accounted(found.office[0])
        known = self._is_known_name(found.name[0]) or self._title(found.name[0] - 1)
        return not (head or known)

    # ------------------------------------------------------------------------------------------------ end

    def _without_tail(self, found: Subject) -> Subject:
        """ "… Omar his-satisfaction", "as to … Omar, so-he-saw": no more of the name."""
        assert found.name is not None
        first, last = found.name
        counted = sum(not self._is_link(at) for at in range(first, last))
        if counted > _SHORT and self._is_construct_tail(last - 1):
            last -= 1  # "… van Dam director of-the-works"
            phrase = found.phrase if found.phrase[1] > last + 1 else (found.phrase[0], last)
            short = last - first == _SHORT and self.words.definite(self.tokens[last - 1])
            sure = found.sure or (short and self._is_known_name(first))
            found = replace(found, name=(first, last), phrase=phrase, reach=0, sure=sure)
        for at in range(first + 1, last):
            then = self.tokens[at].word.startswith(_THEN) and not self._is_known_name(at)
            possessed = at == last - 1 and self._is_possessed(at) and not self._is_linked(at)
            if at > first + 1 and (possessed or (then and self._is_topic_of(first))):
                phrase = found.phrase if found.phrase[1] > last else (found.phrase[0], at)
                return replace(found, name=(first, at), phrase=phrase, reach=0)
        return found

    def _is_topic_of(self, at: int) -> bool:
        """Whether "as to" stands before, whose clause goes on with "so"."""
        for place in range(at - 1, max(-1, at - _TOPIC), -1):
            if self.tokens[place].word in self.words.topics:
                return True
            if self.tokens[place].text in ".؟!":
                return False
        return False

    def _is_construct_tail(self, at: int) -> bool:
        """A word of no list behind two words of a name, before a definite noun or what has an alif."""
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if following is None or following.kind is not TokenKind.WORD or self._is_name_word(at):
            return False
        if following.word in self.words.not_names or self._is_family(at + 1):
            return False
        alif = following.text.endswith(("اً", "ًا", "ا")) and not self._is_manner(at + 1)
        return self.words.definite(following) or self.words.is_institution(following.word) or alif

    def _is_construct_behind(self, at: int) -> bool:
        """ "(lights) Layla al-Hilli fire of-the-wood": inside a name, behind a word with the article."""
        definite = self.words.definite(self.tokens[at - 1]) and self.words.definite(self.tokens[at + 1])
        noun = self._is_strange(at) and not self._is_known_name(at)
        return definite and noun and not self._is_family(at + 1)

    def _is_manner(self, at: int) -> bool:
        return self._is_adverb(at) or self.tokens[at].word in self.words.manner

    def _is_link(self, at: int) -> bool:
        return self.tokens[at].word in self.words.name_links

    def _is_before_object(self, found: Subject) -> bool:
        """ "recited Elie al-Hajj a-prayer": two words of a name, and one that stands at no name's end."""
        assert found.name is not None
        first, last = found.name
        if last - first != _SHORT or last >= len(self.tokens) or not self._is_known_name(first):
            return False
        whole = self._is_name_word(last - 1) or self._is_titled(first)
        noun = self.tokens[last].kind is TokenKind.WORD and self.tokens[last].word.endswith("ة")
        return whole and noun and not self._is_name_word(last)

    def _is_name_word(self, at: int) -> bool:
        return self._is_known_name(at) or self.words.definite(self.tokens[at]) or self._is_linked(at)

    def _ends(self, found: Subject, *, free: bool) -> bool:
        """Whether what stands behind the name, and the words in it, leave no doubt of its end."""
        assert found.name is not None
        first, last = found.name
        known = self._is_known_name(first)
        if not known and any(self._is_definite_office(at) for at in range(first + 1, last)):
            return False  # "… confessed the-accused"
        text = self.tokens[last - 1].text
        then = text.startswith(_THEN_VERB) or (text.startswith(_THEN) and text.endswith("ت"))
        if then and last - first > _SHORT and not self._is_name_word(last - 1):
            return False  # "… Rita al-Khazin so-she-saw that"
        following = self.tokens[last] if last < len(self.tokens) else None
        if self.tokens[last - 1].word in self.words.office_links and last - first > _SHORT:
            return False  # "… Omar the-spokesman in the name of"
        if not free and any(self._is_construct_behind(at) for at in range(first + 2, last - 1)):
            return False
        if following is None or following.kind is TokenKind.MARK:
            return True
        if following.kind is TokenKind.QUOTE:
            # A term that the last word may govern: "deplored Omar silence of «Step»".
            term = len(following.text.split()) <= _TERM
            sure = (free and (known or not found.bare)) or self._is_name_word(last - 1)
            return not term or sure or last - first < _SHORT
        definite = self.words.definite(following) and following.word not in self.words.not_names
        construct = last - first == _SHORT and self.words.definite(self.tokens[last - 1])
        return known or self._is_titled(first) or not (construct and definite)

    def _is_definite_office(self, at: int) -> bool:
        return (
            not self._is_linked(at)
            and self.words.definite(self.tokens[at])
            and self.words.is_office(self.tokens[at].word)
        )
