"""Tokens → where a name ends in languages that write names without capitals (Arabic), and how surely.

A name is sure when it begins where nothing else can (behind a title, an office, or with a frequent first
name) and ends where the sentence shows it: at "that", a colon, marks, a comma with an office behind it. A
verb that takes a noun as its object leaves the end open; then only shapes (family names in -i, bin, known
first names) or another mention in the article can tell.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing.script.quoting.office_chains import AND, Edge, OfficeChains
from briefing.script.quoting.subject import Range
from briefing.script.words import TokenKind

_LONGEST = 5
"""Words of a name without small words such as bin; Gulf papers write four, Maghreb papers five."""
_USUAL = 2
"""Words of most names: what stands behind them may be the verb's object."""
JOINED_ARTICLES = ("لل", "بال", "فال", "كال")
_SHORTEST_JOINED = 6
"""Letters from which a word that begins so is a preposition with its noun, and no foreign name (كاليش)."""
_PREPOSITION = "ب"
"""A third word of a name hardly begins with it."""
_POSSESSED = ("ه", "ها", "هم")
"""His, her, their, at the end of a noun."""
_CERTAINLY_POSSESSED = ("ها", "هم", "ته")
"""Ends that no name has."""
_FAMILY_PREFIX = ("بو", "بن")
"""Begin family names of the Gulf and the Maghreb (بورسلي, بنموسى)."""
_FAMILY = ("ي", "اوي", "اني")
"""Ends of a family name that has the article."""
_UNFINISHED = frozenset({"عبد", "بن", "ابن", "ابو", "ال"})
"""Words with which no name ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRun:
    name: Range
    sure: bool
    maybe: bool = False
    """One word that may as well be an adverb ("with regret"): a name only if the article has it elsewhere."""


class NameRuns(OfficeChains):
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
        if edge is Edge.CLAUSE and not free and self._is_linked_clause(stop, end):
            edge = Edge.SOFT  # "described Omar the-decision by that it …": an object may stand before it
        count = sum(1 for i in range(at, stop) if self.tokens[i].word not in self.words.name_links)
        named = self.tokens[at].word in self.words.given_names | self.words.name_links
        before_office = count > 1 and edge is not Edge.OPEN and self._office_behind(stop, end)
        strange = not marked and not named and self._is_adverb(at) and not before_office
        if strange or (count == 1 and not named and self._is_possessed(at)):
            adverb = NameRun(name=(at, stop), sure=True, maybe=True)
            return adverb if stop - at == 1 and not self._is_possessed(at) else None
        if not named and self._is_head(at):
            return None
        titled = at > 0 and bool(self._title(at - 1))
        if not named and self._is_construct(at, stop) and not (titled or (marked and edge is Edge.CLAUSE)):
            return NameRun(name=(at, stop), sure=False)
        apposed = count > 1 and edge is Edge.COMMA and self._office_behind(stop + 1, end)
        beside = self._office_beside(stop, end, free=free)
        closed = before_office or beside or edge is Edge.CLAUSE or (edge is not Edge.OPEN and free)
        closed = closed or (edge is Edge.COMMA and self._office_behind(stop + 1, end))
        if closed or self._all_name(at, stop):
            known = marked or named or count == 1 or before_office or apposed
            sure = (edge is not Edge.OPEN or beside) and known
            return NameRun(name=(at, stop), sure=sure and not self._ends_with_addressee(at, stop))
        short = self._usual_end(at, stop)
        complete = self._all_name(at, short) and (self._is_family(short - 1) or self._is_linked(short - 1))
        if complete and not self.words.definite(self.tokens[short]):
            return NameRun(name=(at, short), sure=True)
        ended = edge is not Edge.OPEN if short == stop else self._begins_adjunct(short)
        last = short - 1
        plausible = self._may_end_name(
            last, linked=last > at and self._is_linked(last), marked=marked and named
        )
        # Behind an office alone may stand the verb's object: "presented the minister results …".
        return NameRun(
            name=(at, short), sure=ended and count > 1 and last > at and plausible and (titled or named)
        )

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
        return at + (rank or (self.tokens[at + 1].word in known and self.tokens[at].word not in known))

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
            return Edge.OPEN if self.words.definite(self.tokens[at]) else Edge.CLAUSE
        joined = word.startswith((*JOINED_ARTICLES, AND)) or self._joins_noun(word)
        noun = self.words.is_institution(word) or word.endswith(_CERTAINLY_POSSESSED)
        return Edge.SOFT if joined or noun else Edge.OPEN

    def _joins_noun(self, word: str) -> bool:
        """ "in the programme", "to the paper": a preposition written together with a noun that we know."""
        known = self.words.institutions | self.words.name_nouns | self.words.media
        return word.startswith((_PREPOSITION, "ل")) and len(word) > 4 and word[1:] in known

    def _leaves_name(self, at: int, count: int) -> bool:
        """Whether the word is no more of a name that has `count` words."""
        word = self.tokens[at].word
        if word in self.words.given_names:
            return False
        if self.words.is_office(word):
            # With the article, right behind the first name, it is a surname: "Munther the Preacher".
            if not self.words.definite(self.tokens[at]):
                return True
            return count > 1 and self._edge(at + 1, len(self.tokens)) not in (Edge.CLAUSE, Edge.COMMA)
        if self.words.is_institution(word) or self._joins_noun(word) or word.endswith(_CERTAINLY_POSSESSED):
            return True
        if count >= _USUAL and word.startswith(AND) and len(word) > 4:
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
        return word.startswith(JOINED_ARTICLES) and len(word) >= _SHORTEST_JOINED

    def _usual_end(self, first: int, stop: int) -> int:
        """Where a name ends whose run may have taken in more: two words, and all that links them."""
        at, count = first, 0
        while at < stop:
            link = self.tokens[at].word in self.words.name_links
            linked = at > first and self._is_linked(at)
            more = self.tokens[at].word in self.words.given_names
            if count == 1 and self.words.definite(self.tokens[first]) and not link:
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

    def _begins_adjunct(self, at: int) -> bool:
        """ "… for-allotting a beach": a preposition with its noun, and the noun's object behind it."""
        word = self.tokens[at].word
        joined = word.startswith((_PREPOSITION, "ل")) and not word.startswith(_FAMILY_PREFIX)
        following = at + 1 < len(self.tokens) and not self._is_family(at + 1)
        return joined and following and self._edge(at + 1, len(self.tokens)) is Edge.OPEN

    def _all_name(self, first: int, stop: int) -> bool:
        """Two or more words, and each by itself looks like part of a name."""
        return stop - first > 1 and all(
            self.tokens[at].word in self.words.given_names | self.words.name_links
            or (at > first and (self._is_linked(at) or self._is_family(at)))
            for at in range(first, stop)
        )

    def _is_linked(self, at: int) -> bool:
        return self.tokens[at - 1].word in self.words.name_links

    def _is_family(self, at: int) -> bool:
        word = self.tokens[at].word
        if word.startswith(_FAMILY_PREFIX[0]) and len(word) > 4:
            return True
        return (
            self.words.definite(self.tokens[at])
            and word.startswith(self.words.article)
            and word.endswith(_FAMILY)
            and not any(s in self.words.complements for s in self.words.stems(word)[1:])
        )

    def _may_end_name(self, at: int, *, linked: bool, marked: bool = False) -> bool:
        """`marked`: an office and a frequent first name stand before it."""
        word = self.tokens[at].word
        if linked or word in self.words.given_names or self.words.definite(self.tokens[at]):
            return True
        if self._is_possessed(at):
            return False
        joined = word.startswith((_PREPOSITION, "ل")) and not word.startswith(_FAMILY_PREFIX)
        return marked or not (word.endswith("ة") or joined)

    def _is_possessed(self, at: int) -> bool:
        """ "her marriage", "his thanks": no name."""
        word = self.tokens[at].word
        known = word in self.words.given_names or self.words.definite(self.tokens[at])
        return len(word) > 3 and word.endswith(_POSSESSED) and not known

    def _is_adverb(self, at: int) -> bool:
        """ "with sorrow", "addressing": what may stand behind a verb without a subject."""
        token = self.tokens[at]
        participle = token.word.startswith("م") and token.word.endswith("ا") and len(token.word) > 4
        return token.word.startswith((_PREPOSITION, "ل", "ك")) or participle

    def _ends_with_addressee(self, first: int, stop: int) -> bool:
        """ "said Merrick to-BBC": the last word may be a preposition with a name."""
        last = self.tokens[stop - 1].word
        first_name = stop - first == 2 and self.tokens[first].word in self.words.given_names
        if stop < len(self.tokens) and self.tokens[stop].word.startswith("لل"):
            return False  # the addressee stands behind it
        return (
            stop - first > 1
            and last.startswith("ل")
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
        return free or self._edge(self._chain_end(at, end), end) is Edge.CLAUSE

    def _office_behind(self, at: int, end: int) -> bool:
        at, _ = self._over_titles(at, end)
        return at < end and self.tokens[at].kind is TokenKind.WORD and self._is_office(at)
