"""Tokens → what stands beside a name or an office: appositions, names in marks, a second speaker (Arabic)."""

from __future__ import annotations

from dataclasses import replace

from briefing.script.quoting.name_runs import NameRun, NameRuns
from briefing.script.quoting.office_chains import AND
from briefing.script.quoting.phrase_edges import Edge
from briefing.script.quoting.subject import Range, Subject, SubjectKind
from briefing.script.words import TokenKind, fold

_LONG_OFFICE = 16
"""Words of an office before a comma and a name."""
_NAME_IN_MARKS = 3
_CLAUSE = 8
"""Tokens of a relative clause inside an office."""
_CALLED = 7
"""Tokens between a description and "called"."""


class Appositions(NameRuns):
    """Reads what stands beside names out of one block's tokens."""

    def _known_start(self, run: NameRun) -> NameRun:
        """An office may spill over into the name, which then begins at its frequent first name."""
        first, last = run.name
        known = self.words.given_names | self.words.name_links
        if last - first < 3 or self.tokens[first].word in known:
            return run
        before = self.words.stems(self.tokens[first - 2].word) if first >= 2 else ()
        if any(s in self.words.institutions for s in before):
            for at in range(first + 1, last - 1):
                definite = self.tokens[at].word.startswith(self.words.article)
                if self.tokens[at].word in self.words.given_names and not definite:
                    return NameRun(name=(at, last), sure=run.sure)
        place = first >= 2 and self.tokens[first - 2].word in self.words.place_heads
        open_office = not self.words.definite(self.tokens[first - 1]) and not place
        return replace(run, sure=run.sure and not open_office)

    def _called(self, at: int, end: int) -> Range | None:
        """ "one of the owners, called Umm Faisal": the name that follows."""
        for place in range(at, min(end, at + _CALLED)):
            word = self.tokens[place].word
            if word in self.words.calling or self.words.without_prefix(word) in self.words.calling:
                run = self.name_run(place + 1, end, marked=True, free=True)
                return run.name if run and run.sure else None
            if self.tokens[place].kind is not TokenKind.WORD and self.tokens[place].text not in "،,":
                return None
        return None

    def _short_marks(self, at: int) -> bool:
        return len(self.tokens[at].text.split()) <= _NAME_IN_MARKS

    def _apposed_far(self, head: int, end: int) -> tuple[int, Range] | None:
        """An office of any make up to a comma, and behind it the name between commas."""
        at = head + 1
        links = self.words.office_links | self.words.place_links | self.words.envoy_links | self.words.objects
        while at < min(end, head + _LONG_OFFICE) and self.tokens[at].kind is TokenKind.WORD:
            word = self.tokens[at].word
            if word in self.words.relatives and at > head + 1:
                return self._apposed_behind_clause(at, end)
            if self._title(at) and not self.words.definite(self.tokens[at - 1]):
                pass  # "the college of engineers": a title that is a noun here
            elif any(s in self.words.complements for s in self.words.stems(word)):
                pass
            elif self._title(at) or (self._stops(at) and word not in links) or word in self.words.same:
                return None
            linking = word in links  # باسم is "in the name of", and Basim
            named = word in self.words.given_names and at + 1 < end and not self._stops(at + 1)
            if named and not linking and self.words.definite(self.tokens[at - 1]):
                return None  # the name stands before the comma
            at += 1
        name = self._apposed(at, end)
        return (at, name) if name and at > head else None

    def _apposed_behind_clause(self, at: int, end: int) -> tuple[int, Range] | None:
        """ "the owner of the inn in which he lives, Ni Kadek, …": up to the comma no verb of saying."""
        for place in range(at, min(end, at + _CLAUSE)):
            if self._text(place) in "،,":
                name = self._apposed(place, end)
                return (at, name) if name else None
            if self.tokens[place].kind is not TokenKind.WORD or self.words.is_cue(self.tokens, place):
                return None
        return None

    def _strange_office(self, at: int, end: int) -> int:
        """The end of definite words that no list has, before a name: "the Egyptian scholar Farouk …"."""
        stop = at
        noun = at + 1 < end and not (self._stops(at) or self.words.definite(self.tokens[at]))
        noun = noun and self.tokens[at].word not in self.words.given_names
        if noun and self.words.definite(self.tokens[at + 1]):
            return self._strange_construct(at, end)
        while stop < end and self.words.definite(self.tokens[stop]) and not self._stops(stop):
            stop += 1
        place = stop > at and stop + 2 < end and self.tokens[stop].word in self.words.place_links
        if place and self.tokens[stop + 1].kind is TokenKind.WORD:
            stop += 2  # "the Senegalese sailor in Nouakchott Mamadou …"
            while stop < end and self.words.definite(self.tokens[stop]) and not self._stops(stop):
                stop += 1
        if stop == at or stop >= end or self._stops(stop):
            return at
        run = self.name_run(stop, end, marked=True, free=False)
        if run is None or run.name[1] >= end:
            return at
        bounded = self._edge(run.name[1], end) in (Edge.CLAUSE, Edge.PARTICIPLE, Edge.COMMA)
        bounded = bounded or self.begins_adverbial(run.name[1])
        known = self.tokens[stop].word in self.words.given_names
        if place and not known:  # "said al-Marri in a talk that-followed the-show": no name
            bounded = bounded and not any(self.words.definite(t) for t in self.tokens[slice(*run.name)])
        return stop if known or (bounded and run.name[1] - stop > 1) else at

    def _strange_construct(self, at: int, end: int) -> int:
        """ "the kaymakam of-the-district Ali …": a noun of no list and definite words before a first name."""
        stop = at + 1
        while stop < end and self.words.definite(self.tokens[stop]) and not self._stops(stop):
            if self._is_family(stop):
                return at  # may be a name
            stop += 1
        known = stop + 1 < end and self.tokens[stop].word in self.words.given_names
        return stop if known and not self._stops(stop + 1) else at

    def _marked_name(self, at: int, end: int) -> Subject | None:
        """Egyptian papers set a speaker's name in marks: added «al-Gindi», …, that."""
        inside = [fold(w.strip("\"'«»“”")) for w in self.tokens[at].text.split()]
        if not 1 <= len(inside) <= 3 or at + 1 >= end:
            return None
        kunya = inside[0] in self.words.name_links and inside[-1] in self.words.given_names
        named = kunya or inside[0] in self.words.given_names or inside[0].startswith(self.words.article)
        adverbial = at + 2 < end and self._text(at + 1) in "،," and self.begins_adverbial(at + 2)
        goes_on = self.tokens[at + 1].kind is TokenKind.WORD and self._is_adjunct(at + 1)
        adverbial = adverbial or self.begins_adverbial(at + 1)
        if not named and len(inside) == 1 and (adverbial or goes_on or self._edge(at + 1, end).closed):
            return Subject(
                kind=SubjectKind.PERSON, phrase=(at, at + 1), name=(at, at + 1), bare=True, maybe=True
            )
        ended = self._text(at + 1) in "،," or self._stops(at + 1) or self._is_adjunct(at + 1)
        if not named or not (ended or self._is_office(at + 1)):
            return None
        if self._text(at + 1) in ".؟!":
            return None
        known = kunya or inside[0] in self.words.given_names
        return Subject(kind=SubjectKind.PERSON, phrase=(at, at + 1), name=(at, at + 1), bare=not known)

    def _is_marked_matter(self, at: int, end: int) -> bool:
        """A noun of no list and its name in marks inside an office, before a name."""
        if at + 2 >= end or self.tokens[at + 1].kind is not TokenKind.QUOTE or self._stops(at):
            return False
        noun = self.tokens[at]
        known = noun.word in self.words.given_names or self.words.definite(noun)
        return not known and self._short_marks(at + 1) and not self._stops(at + 2)

    def _past_marked_place(self, at: int, end: int) -> int:
        """ "… in «Bank of the North» Ali": a body in marks that belongs to the office before it."""
        links = self.words.place_links | self.words.office_links | self.words.glued
        if (
            at + 2 >= end
            or self.tokens[at].word not in links
            or self.tokens[at + 1].kind is not TokenKind.QUOTE
        ):
            return at
        if self.tokens[at].kind is TokenKind.QUOTE:
            return at  # read elsewhere
        named = self._text(at + 2) in "،," or (
            self.tokens[at + 2].kind is TokenKind.WORD and not self._stops(at + 2)
        )
        return at + 2 if named and self._short_marks(at + 1) else at

    def _describes(self, at: int, end: int) -> bool:
        """ "the society «Cedar» for-protection of-the-environment", "… the-environmental"."""
        if self.tokens[at].kind is not TokenKind.WORD or self._stops(at):
            return False
        stems = self.words.stems(self.tokens[at].word)
        if self.words.definite(self.tokens[at]):
            purpose = self.tokens[at - 1].word.startswith("ل")
            return purpose or any(s in self.words.complements for s in stems[1:])
        purpose = (
            self.tokens[at].word.startswith("ل") and at + 1 < end and self.words.definite(self.tokens[at + 1])
        )
        return purpose and self.tokens[at].word not in self.words.given_names

    def _is_circumstance(self, at: int) -> bool:
        """ "said and-the-tears …": how, not who."""
        word = self.tokens[at].word
        head = self._is_head(at) or word in self.words.given_names | self.words.kin
        return word.startswith(AND + self.words.article) and len(word) > 4 and not head

    def _marked_body(self, at: int, end: int) -> Subject | None:
        """A company or a party in marks behind its verb: said «Rafid» in a statement. It stays unsure."""
        following = self.tokens[at + 1] if at + 1 < end else None
        if following is None or not self._short_marks(at):
            return None
        more = any(t.kind is TokenKind.QUOTE for t in self.tokens[at + 1 : end])
        if following.kind is not TokenKind.WORD and not (following.text in "،," and more):
            return None
        return Subject(kind=SubjectKind.OTHER, phrase=(at, at + 1))

    def _apposed(self, at: int, end: int) -> Range | None:
        """ "the director, Salem al-Marri, said": the name between commas."""
        if at + 1 >= end or self._text(at) not in "،,":
            return None
        start, _ = self._over_titles(at + 1, end)
        known = start < end and self.tokens[start].word in self.words.given_names
        if start < end and not known and self.begins_adverbial(start):
            return None
        if start < end and not known and self._is_head(start):
            if not self._is_office(start):
                return None
            start = self._chain_end(start, end)  # "her brother, the lawyer Munir …"
        run = self.name_run(start, end, marked=True, free=True)
        if not run or not run.sure or run.name[1] >= end:
            return None
        name = run.name
        named = start > at + 1 or known or name[1] - name[0] > 1
        edge = self._edge(name[1], end)
        return name if named and (edge.closed or edge is Edge.COMMA) else None

    def _office_after(self, at: int, end: int) -> Range | None:
        """ "Salem al-Marri, director of …": with a comma, or (Egyptian papers) without."""
        apposed = at < end and self._text(at) in "،,"
        at, _ = self._over_titles(at + apposed, end)
        kin = apposed and at < end and self.tokens[at].word in self.words.kin  # "…, mother of the-child"
        if (
            at < end
            and self.tokens[at].kind is TokenKind.WORD
            and (kin or self._is_office(at))
            and not self._stops(at)
        ):
            stop = self._chain_end(at, end)
            cut = self.ends_open(stop) or self._edge(stop, end) is Edge.OPEN  # "the hospital Mayo | Clinic"
            return None if cut or self._owned(at) else (at, stop)
        return None

    def _joined(self, at: int, end: int) -> bool:
        """ "and the minister …": two speakers."""
        if at >= end or self.tokens[at].kind is not TokenKind.WORD:
            return False
        word = self.tokens[at].word
        if not word.startswith(AND) or len(word) < 4 or self.words.is_cue(self.tokens, at):
            return False
        rest = word[1:]
        return rest in self.words.given_names or self.words.is_office(rest) or rest in self.words.titles
