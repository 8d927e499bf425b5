"""Tokens → where a name ends in languages that write names without capitals (Arabic), and how surely.

A name is sure when it begins where nothing else can (behind a title, an office, or with a frequent first
name) and ends where the sentence shows it: at "that", a colon, marks, a comma with an office behind it. A
verb that takes a noun as its object leaves the end open; then only shapes (family names in -i, bin, known
first names) or another mention in the article can tell.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing.script.quoting.name_words import PREPOSITION, NameWords
from briefing.script.quoting.office_chains import AND
from briefing.script.quoting.phrase_edges import Edge
from briefing.script.quoting.subject import Range
from briefing.script.words import TokenKind

_ADVERBIAL = 14
"""Tokens of an adverbial between the name and "that"."""
_LONGEST = 5
"""Words of a name without small words such as bin; Gulf papers write four, Maghreb papers five."""
_USUAL = 2
"""Words of most names: what stands behind them may be the verb's object."""
JOINED_ARTICLES = ("لل", "بال", "فال", "كال")
_SHORTEST_JOINED = 6
"""Letters from which a word that begins so is a preposition with its noun, and no foreign name (كاليش)."""
_CERTAINLY_POSSESSED = ("ها", "هم", "هما", "ته")
"""Ends that no name has."""
_NOUN_ENDS = ("ة", "ات", "ين", "ون")
"""Ends of definite nouns that are objects rather than family names, behind two words of a name."""
_BEGINS_SURNAME = frozenset({"بن", "ابن", "بو", "ال"})
_UNFINISHED = frozenset(
    {"عبد", "بن", "ابن", "ابو", "ابي", "ام", "ال", "فان", "فون", "دي", "دا", "ذو", "بنت", "ايت"}
)
"""Words with which no name ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRun:
    name: Range
    sure: bool
    reach: int = 0
    """Token up to which words may belong to the name, if the article shows it elsewhere."""
    maybe: bool = False
    """One word that may as well be an adverb ("with regret"): a name only if the article has it elsewhere."""


class NameRuns(NameWords):
    """Reads names out of one block's tokens."""

    def name_run(self, at: int, end: int, *, marked: bool, free: bool) -> NameRun | None:
        """The name that begins at `at`.

        `marked`: an office or a title stands before it, so that its beginning is sure. `free`: the verb takes
        no noun as its object, so that all up to the next preposition is the name.
        """
        at = self._behind_rank(at, end)
        stop, edge = self._run(at, end)
        if stop == at:
            return None
        if not free:
            stop, edge = self._without_object(at, stop, end, edge)
        count = sum(1 for i in range(at, stop) if self.tokens[i].word not in self.words.name_links)
        named = self.tokens[at].word in self.words.given_names | self.words.name_links
        named = named or (stop > at + 1 and self.tokens[at + 1].word in self.words.name_tails)
        before_office = count > 1 and edge is not Edge.OPEN and self._office_behind(stop, end)
        aged = self._is_aged(stop)
        strange = not (marked or named or aged) and self._is_adverb(at) and not before_office
        if strange or (count == 1 and not named and self._is_possessed(at)):
            adverb = NameRun(name=(at, stop), sure=True, maybe=True)
            return adverb if stop - at == 1 and not self._is_possessed(at) else None
        named = named or self.tokens[at].word.split("-")[0] in self.words.given_names
        if not named and count > 0 and self._is_adjunct(at):
            return None
        if not named and (self._is_head(at) or (not marked and self._is_feminine_noun(at))):
            return None
        # Behind "the-minister" nothing but a name can stand, behind "head of" a noun as well.
        titled = at > 0 and bool(self._title(at - 1) or (marked and self.words.definite(self.tokens[at - 1])))
        titled = titled or (marked and at > 1 and self._text(at - 1) in "،,")
        if (
            not (named or aged)
            and self._is_construct(at, stop)
            and not (titled or (marked and edge is Edge.CLAUSE))
        ):
            return NameRun(name=(at, stop), sure=False)
        apposed = count > 1 and edge is Edge.COMMA and self._office_behind(stop + 1, end)
        beside = self._office_beside(stop, end, free=free)
        closed = before_office or beside or edge is Edge.CLAUSE or (edge is not Edge.OPEN and free)
        closed = closed or (edge is Edge.COMMA and self._office_behind(stop + 1, end))
        # "Fahd bin Omar al-Jalajil al-Dosari,"; without a title "al-Jalajil" may be the verb's object.
        ends_in_family = edge is not Edge.OPEN and named and count > 2 and self._is_family(stop - 1)
        own_words = not any(self.words.definite(t) for t in self.tokens[at + 1 : stop - 1])
        named_by_title = edge is Edge.COMMA and at > 0 and self._title(at - 1)
        closed = closed or (ends_in_family and bool(own_words or named_by_title))
        if closed or self._all_name(at, stop):
            known = marked or named or count == 1 or before_office or apposed or aged
            closed_office = edge is Edge.CLAUSE or (beside and count > 1)
            known = known or (free and closed_office and self._looks_like_name(at, stop))
            sure = (edge is not Edge.OPEN or beside) and known
            sure = sure and not (count > _USUAL and self._ends_with_addressee(at, stop))
            return NameRun(name=(at, stop), sure=sure)
        short = self._usual_end(at, stop)
        if short < stop and edge is not Edge.OPEN and self._is_no_object(short, stop):
            short = stop
        complete = self._all_name(at, short) and (self._is_family(short - 1) or self._is_linked(short - 1))
        if complete and not self.words.definite(self.tokens[short]):
            return NameRun(name=(at, short), sure=True)
        ended = edge is not Edge.OPEN if short == stop else self._begins_adjunct(short)
        # "… Omar his-satisfaction", "… Omar owners of-the-shops": the verb's object.
        ended = ended or (short < stop and (self._is_possessed(short) or self._begins_construct(short)))
        # "described Manal al-Asfur the-report by that": of two definite words the second is the object.
        last_is_object = short == stop - 1 > at + 1 and self.words.definite(self.tokens[short])
        last_is_object = last_is_object and self.words.definite(self.tokens[short - 1]) and named
        ended = ended or (last_is_object and self._is_linked_clause(stop, end))
        noun = (
            short < stop
            and self.tokens[short].word.endswith("ة")
            and not self.words.definite(self.tokens[short])
        )
        ended = ended or (noun and named)  # "recited Elie Khadra a-prayer"
        last = short - 1
        plausible = self._may_end_name(
            last, linked=last > at and self._is_linked(last), marked=marked and named
        )
        # Behind an office alone may stand the verb's object: "presented the minister results …".
        sure = ended and count > 1 and last > at and plausible and (titled or named)
        return NameRun(name=(at, short), sure=sure, reach=stop)

    def _without_object(self, at: int, stop: int, end: int, edge: Edge) -> tuple[int, Edge]:
        """Before a participle or "by that" the verb's object may stand: "advised Lina Hill the-mothers …"."""
        if edge is Edge.CLAUSE and self._is_linked_clause(stop, end):
            edge = Edge.SOFT  # "described Omar the-decision by that it …"
        short = self._usual_end(at, stop)
        object_like = short < stop and self._is_construct(at, stop)
        linked = edge is Edge.SOFT and self._is_linked_clause(stop, end)
        if (linked or edge in (Edge.PARTICIPLE, Edge.COMMA)) and object_like:
            if short == stop - 1 > at + 1 and self.tokens[short].word.endswith(_NOUN_ENDS):
                return short, Edge.CLAUSE
            return stop, Edge.SOFT if edge is Edge.PARTICIPLE else edge
        if edge is Edge.PARTICIPLE:
            return stop, Edge.CLAUSE
        if edge is Edge.SOFT and not object_like and self._clause_ahead(stop, end):
            return stop, Edge.CLAUSE
        return stop, edge

    def _clause_ahead(self, at: int, end: int) -> bool:
        """ "… in a statement that": the verb's object is the clause, and no noun before it."""
        if not self.begins_adverbial(at):
            return False
        for place in range(at + 1, min(end, at + _ADVERBIAL)):
            if self._is_that(place) or self._text(place) == ":":
                return place > at + 1 and not self.begins_adverbial(place - 1)
            if self.words.is_cue(self.tokens, place):
                return False
        return False

    def _is_construct(self, at: int, stop: int) -> bool:
        """ "people of the-village": common nouns, the last with the article."""
        last = stop - 1
        return last > at and self.words.definite(self.tokens[last]) and not self._is_family(last)

    def _behind_rank(self, at: int, end: int) -> int:
        """ "the resident engineer Riad …", "the historian Belkacem …": the name begins at the first name."""
        if at + 1 >= end or not self.words.definite(self.tokens[at]) or self._stops(at):
            return at
        known = self.words.given_names
        rank = any(s in self.words.complements for s in self.words.stems(self.tokens[at].word)[1:])
        # التجاني, الشاذلي are first names of the Nile and the Maghreb.
        strange = self.tokens[at].word not in known and not self.tokens[at].word.endswith("ي")
        return at + (rank or (self.tokens[at + 1].word in known and strange))

    def _run(self, at: int, end: int) -> tuple[int, Edge]:
        """All words that may be one name, and what stands behind them."""
        first, count = at, 0
        while at < end:
            if self._stops(at):
                break
            link = self.tokens[at].word in self.words.name_links
            linked = at > first and self._is_linked(at)
            if count and not link and not linked:
                if self._leaves_name(at, count):
                    return self._without_loose_link(first, at), self._left_for(at)
                if count >= _LONGEST:
                    return at, Edge.OPEN
            count += not link
            at += 1
            if self.tokens[at - 1].text.endswith(".") and not link:
                break
        return self._without_loose_link(first, at), self._edge(at, end)

    def _without_loose_link(self, first: int, at: int) -> int:
        while at - first > 1 and self.tokens[at - 1].word in self.words.name_links & _UNFINISHED:
            at -= 1
        return at

    def _left_for(self, at: int) -> Edge:
        """A name that ends at an office ("… Omar director of …") or at a preposition with its noun."""
        word = self.tokens[at].word
        if self.words.is_office(word) and not word.startswith(AND):
            # With the article it may be a surname: "Muammar al-Iryani the-Judge".
            if not self.words.definite(self.tokens[at]):
                return Edge.CLAUSE
            named = at + 1 < len(self.tokens) and not self._stops(at + 1)
            if named and self.tokens[at + 1].word.startswith("بال"):  # "… the-researcher at-the-society"
                return Edge.CLAUSE if self._edge(at + 2, len(self.tokens)).closed else Edge.SOFT
            following = named and not self.words.definite(self.tokens[at + 1])
            object_of = following or self._is_linked_clause(at + 1, len(self.tokens))
            return Edge.SOFT if object_of else Edge.OPEN  # "mourned the-artist Sami …"
        if self._is_known_noun(at):
            # The verb's object: all before it is the name, if the last word is not its first ("state of …").
            last = self.tokens[at - 1]
            whole = self.words.definite(last) or last.word in self.words.given_names
            return Edge.CLAUSE if whole else Edge.SOFT
        joined = word.startswith((*JOINED_ARTICLES, AND)) or self._joins_noun(word)
        noun = self.words.is_institution(word) or word.endswith(_CERTAINLY_POSSESSED)
        return Edge.SOFT if joined or noun or self._is_adjunct(at) else Edge.OPEN

    def _is_known_noun(self, at: int) -> bool:
        word = self.tokens[at].word
        known = word in self.words.common_nouns | self.words.owned or self._is_his_noun(word)
        return known or self._is_action(at) or self._is_object(word) or self._is_feminine_noun(at)

    def _leaves_name(self, at: int, count: int) -> bool:
        """Whether the word is no more of a name that has `count` words."""
        word = self.tokens[at].word
        linked = at + 1 < len(self.tokens) and self.tokens[at + 1].word in self.words.name_tails
        if word in self.words.given_names or linked:
            return False
        if self.words.is_office(word):
            # With the article, right behind the first name, it is a surname: "Munther the Preacher".
            if not self.words.definite(self.tokens[at]):
                return self._governs(at)
            edge = self._edge(at + 1, len(self.tokens))
            linked = self._is_linked_clause(at + 1, len(self.tokens))
            return count > 1 and (linked or not (edge.closed or edge is Edge.COMMA))
        if count == 1 and (self._is_apposed_surname(at) or self._is_joined_surname(at)):
            return False
        if self.words.is_institution(word) or self._joins_noun(word) or word.endswith(_CERTAINLY_POSSESSED):
            return True
        if word in self.words.common_nouns | self.words.owned and not self._is_linked(at):
            return True
        if word in self.words.sources:
            return True  # "… Hill three seasons"
        kunya = at > 1 and self.tokens[at - 2].word in self.words.name_links
        if self._is_object(word) or ((count >= _USUAL or kunya) and self._is_feminine_noun(at)):
            return True
        if (
            self._is_his_noun(word)
            or self._is_action(at)
            or (word.startswith(PREPOSITION) and self._is_possessed(at))
        ):
            return True
        if count >= _USUAL and self._is_present_verb(at):
            return True
        if (count >= _USUAL or self.words.definite(self.tokens[at - 1])) and self._is_adjunct(at):
            return True
        if count >= _USUAL and word.startswith(AND) and (len(word) > 4 or word[1:2] in "يت"):
            return True
        if word.startswith(AND) and len(word) >= _SHORTEST_JOINED:
            rest = word[1:]
            if (
                rest in self.words.given_names
                or rest.startswith(self.words.article)
                or self.words.is_office(rest)
            ):
                return True
        if word[1:] in self.words.titles or word[1:] in self.words.given_names:
            return False  # Maghreb surnames: بالحاج, بالطيب
        foreign = count < _USUAL and word.startswith(("كال", "فال"))  # Kalomba, Valverde
        return not foreign and word.startswith(JOINED_ARTICLES) and len(word) >= _SHORTEST_JOINED

    def _is_apposed_surname(self, at: int) -> bool:
        """ "Yusuf al-Jabha, head of …": behind a first name and before an office, whatever the word means."""
        known = self.tokens[at - 1].word in self.words.given_names and self.words.definite(self.tokens[at])
        return (
            known
            and self._edge(at + 1, len(self.tokens)) is Edge.COMMA
            and self._office_behind(at + 2, len(self.tokens))
        )

    def _is_joined_surname(self, at: int) -> bool:
        """ "Lamia bil-Qayid Qiqa that": Maghreb surnames begin so; one more word of a name stands behind."""
        if self.tokens[at - 1].word not in self.words.given_names or at + 2 >= len(self.tokens):
            return False
        strange = not (self._stops(at + 1) or self.words.definite(self.tokens[at + 1]))
        joined = self.tokens[at].word.startswith("بال") and strange
        return joined and self._edge(at + 2, len(self.tokens)) is Edge.CLAUSE

    def _usual_end(self, first: int, stop: int) -> int:
        """Where a name ends whose run may have taken in more: two words, and all that links them."""
        at, count = first, 0
        while at < stop:
            link = self.tokens[at].word in self.words.name_links
            linked = at > first and self._is_linked(at)
            more = self.tokens[at].word in self.words.given_names
            surname = self.words.definite(self.tokens[first]) or self.tokens[first].word in _BEGINS_SURNAME
            if count == 1 and surname and not link and (at - first != 1 or not self._is_linked(at)):
                break  # a surname alone: what follows is the verb's object
            if count >= _USUAL and not link and not linked and not more and not self._is_family(at):
                break
            if count >= 1 and not link and not linked and self._is_possessed(at):
                break
            count += not link
            at += 1
        return max(self._without_loose_link(first, at), first + 1)

    def _is_linked_clause(self, at: int, end: int) -> bool:
        """ "by that", "from that": the verb has room for an object."""
        if at >= end or self.tokens[at].kind is not TokenKind.WORD:
            return False
        word = self.tokens[at].word
        return word.startswith(("بان", "بانه")) or word in self.words.openers

    def _ends_with_addressee(self, first: int, stop: int) -> bool:
        """ "said Merrick to-BBC": the last word may be a preposition with a name."""
        last = self.tokens[stop - 1].word
        first_name = stop - first == 2 and self.tokens[first].word in self.words.given_names
        if stop < len(self.tokens) and self.tokens[stop].word.startswith("لل"):
            return False  # the addressee stands behind it
        return (
            stop - first > 1
            and last.startswith("ل")
            and last[1:] in self.words.given_names | self.words.papers | self.words.media
            and last not in self.words.given_names
            and not first_name
        )

    def _office_beside(self, at: int, end: int, *, free: bool) -> bool:
        """ "… al-Kaabi the-director general of-the-board that": an office, and no surname such as al-Qadi."""
        if (
            at >= end
            or self.tokens[at].kind is not TokenKind.WORD
            or not self.words.is_office(self.tokens[at].word)
        ):
            return False
        return free or self._edge(self._chain_end(at, end), end).closed

    def _office_behind(self, at: int, end: int) -> bool:
        at, _ = self._over_titles(at, end)
        if at >= end or self.tokens[at].kind is not TokenKind.WORD:
            return False
        return self._is_office(at) or self.tokens[at].word in self.words.kin
