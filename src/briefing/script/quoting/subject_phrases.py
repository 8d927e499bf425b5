"""Tokens behind a verb → its subject, where it follows the verb and names have no capitals (Arabic).

The phrase is an office, a name, or both in either order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefing.script.quoting.appositions import Appositions
from briefing.script.quoting.name_runs import JOINED_ARTICLES
from briefing.script.quoting.phrase_edges import Edge
from briefing.script.quoting.subject import Range, Subject, SubjectKind
from briefing.script.words import TokenKind

_SHORT_OPENER = 4
"""Tokens up to the verb of an adverbial that has no comma: "in return", "in the same context"."""
_OPENER = 14
"""Tokens of an adverbial with which a sentence begins."""
_LONG_BODY = 8
"""Words of a body whose name is a phrase: "Doctors without Borders"."""


class SubjectPhrases(Appositions):
    """Reads subjects out of one block's tokens."""

    def after(self, verb: int, end: int, *, free: bool = False) -> Subject | None:
        """The subject that begins at token `verb` (right behind the verb); None where it is left out.

        `free`: the verb takes no noun as its object.
        """
        at = verb
        while at < end and self.tokens[at].word in self.words.between | self.words.to_whom:
            at += 1
        if at < end and self._is_circumstance(at):
            return None
        if at + 1 < end and self.tokens[at].word == "ل" and self.tokens[at + 1].kind is TokenKind.QUOTE:
            at += 2  # "said to «The Paper» the head …"
        return self.read(at, end, free=free)

    def leading(self, start: int, end: int) -> Subject | None:
        """The subject before its verb: the clause begins with an office, a title or a known first name."""
        at = start
        if at < end and self.words.without_prefix(self.tokens[at].word) in self.words.nominative:
            at += 1
        if at >= end or self.begins_adverbial(at):
            return None
        topic = at > start and self.tokens[start].word in self.words.topics
        named = topic or self.tokens[at].word in self.words.given_names or self._is_kunya(at)
        if not (self._title(at) or self._is_head(at) or named):
            return None
        found = self.read(at, end)
        if found is not None and not found.sure:
            # No verb has come that could have an object: up to a comma all is the name.
            whole = self.read(at, end, free=True)
            return whole if whole and whole.sure and self._text(whole.phrase[1]) in "،," else found
        return found

    def mentions(self, start: int, end: int) -> Iterator[Subject]:
        """Whoever is named with an office or a title in [start, end)."""
        at = start
        while at < end:
            named = self.tokens[at].word in self.words.given_names or self._is_kunya(at)
            named = named or (at + 1 < end and self.tokens[at + 1].word in self.words.name_tails)
            if self.tokens[at].kind is TokenKind.WORD and (named or self._title(at) or self._is_office(at)):
                before = self.tokens[at - 1].word if at > start else ""
                called = bool({before, self.words.without_prefix(before)} & self.words.calling)
                found = self.read(at, end, free=called)
                long_enough = found and found.name and (not named or found.name[1] - found.name[0] > 1)
                if found and found.name and long_enough and not found.bare:
                    yield found
                    at = max(at + 1, found.phrase[1])
                    continue
            at += 1

    def bodies(self, start: int, end: int) -> Iterator[Subject]:
        """Bodies under their full names: "the ministry of labour", and no more of the sentence."""
        at = start
        while at < end:
            token = self.tokens[at]
            body = token.kind is TokenKind.WORD and self.words.is_institution(token.word)
            stop = self._chain_end(at, end) if body and not self.words.definite(token) else at
            closed = stop < end and self._edge(stop, end) is not Edge.OPEN
            if stop > at + 1 and closed and self.words.definite(self.tokens[stop - 1]):
                yield Subject(kind=SubjectKind.THING, phrase=(at, stop), gender=self._body_gender(at))
            at = max(at + 1, stop)

    def main(self, start: int, end: int) -> Subject | None:
        """The subject behind the verb with which a sentence begins, whatever the verb."""
        at = self.past_openers(start, end)
        if at < end and self.words.without_prefix(self.tokens[at].word) in self.words.nominative:
            at += 1
        if at < end and self.tokens[at].word in self.words.negations:
            at += 1
        if at >= end or self.tokens[at].kind is not TokenKind.WORD or self.says(at):
            return None
        if self.begins_adverbial(at):
            return None  # "about the keeper Omar he said": the person is the matter
        if self._title(at) or self._is_head(at) or self.tokens[at].word in self.words.given_names:
            return None
        found = self.after(at + 1, end)
        return self._behind_adverbial(at + 1, end) or found if found is None or found.maybe else found

    def _behind_adverbial(self, at: int, end: int) -> Subject | None:
        """ "won by-the-prize the translator Omar …": the one person named with an office in the clause."""
        stop = at
        while stop < end and self._text(stop) not in "،,؛:" and not self._is_that(stop):
            stop += 1
        found = [s for s in self.mentions(at, stop) if s.phrase[0] > at]
        if len(found) != 1 or found[0].office is None or not found[0].sure:
            return None
        return found[0] if self.words.definite(self.tokens[found[0].phrase[0] - 1]) else None

    def of_sentence(self, start: int, end: int) -> Subject | None:
        """The subject before the sentence's first verb, or behind it."""
        return self.leading(self.past_openers(start, end), end) or self.main(start, end)

    def says(self, at: int) -> bool:
        """Whether a verb of saying stands here that needs no "that" to be one."""
        word = self.tokens[at].word
        known = {word, self.words.without_prefix(word)} & self.words.with_that
        return self.words.is_cue(self.tokens, at) and not known

    def has_no_subject(self, verb: int, end: int) -> bool:
        """ "pauses a little, then …": behind the verb, up to `end`, nothing can be its subject."""
        return verb + 1 <= end and all(
            self._stops(at) or (token.word.endswith("ا") and token.kind is TokenKind.WORD)
            for at, token in enumerate(self.tokens[verb + 1 : end], verb + 1)
        )

    def _is_topic(self, at: int, end: int) -> bool:
        """ "as to the fees, he said": behind the comma stands the verb, without "and"."""
        comma = self._comma_of_opener(at, end)
        if comma is None or comma + 1 >= len(self.tokens):
            return False
        word = self.tokens[comma + 1].word
        return self.words.is_cue(self.tokens, comma + 1) and not word.startswith(self.words.prefixes)

    def past_openers(self, start: int, end: int) -> int:
        """Behind the adverbials with which a sentence begins: "for his part," "in return,"."""
        at = start
        if (
            at + 1 < end
            and self.tokens[at].word == "هذا"
            and self.tokens[at + 1].word.startswith(self.words.prefixes)
        ):
            at += 1  # "this, and …": moreover
        while at < end and self.begins_adverbial(at):
            if self.tokens[at].word in self.words.between | self.words.clause_breaks - self.words.also:
                at += 1 + (self._text(at + 1) in "،,")  # "in-his-turn", "then": whole by itself
                continue
            opener = {self.tokens[at].word, self.words.without_prefix(self.tokens[at].word)}
            also = bool(opener & self.words.also)
            if (also or opener & self.words.nominative) and not (also and self._is_topic(at, end)):
                at += 1  # "but the expert …", "also gave …": no adverbial
                continue
            if at + 1 < end and self.tokens[at + 1].word in self.words.sides:
                at += 2 + (self._text(at + 2) in "،,")  # "for his part" often has no comma
                continue
            comma = self._comma_of_opener(at, end)
            if comma is None:
                return self._verb_behind_opener(at, end)
            at = comma + 1
        return at

    def _verb_behind_opener(self, at: int, end: int) -> int:
        """ "in return the chairman accused …": an opener that no comma ends, before a verb that we know."""
        for place in range(at + 1, min(end, at + _SHORT_OPENER)):
            if self.words.is_cue(self.tokens, place):
                return place
            if self.tokens[place].kind is not TokenKind.WORD:
                break
        return at

    def _comma_of_opener(self, at: int, end: int) -> int | None:
        for place in range(at, min(end, at + _OPENER)):
            if self._text(place) in "،,":
                return place
            if self.tokens[place].kind is not TokenKind.WORD or self.words.is_cue(self.tokens, place):
                return None
        return None

    def read(self, at: int, end: int, *, free: bool = False, placed: bool = False) -> Subject | None:
        """The subject phrase that begins at `at`. `placed`: nothing but a subject can stand here."""
        if at < end and self.tokens[at].kind is TokenKind.QUOTE:
            return self._marked_name(at, end) or self._marked_body(at, end)
        if at < end and self.tokens[at].word in self.words.same_before:
            again = self.read(at + 1, end)
            if again and again.name is None and again.office:
                return replace(again, kind=SubjectKind.PRONOUN, phrase=(at, again.phrase[1]))
        if at >= end or self._stops(at):
            return None
        word = self.tokens[at].word
        if word in self.words.pronouns_m or word in self.words.pronouns_f:
            pronoun_gender = "m" if word in self.words.pronouns_m else "f"
            return Subject(kind=SubjectKind.PRONOUN, phrase=(at, at + 1), gender=pronoun_gender)
        if self._is_addressee(at):
            return None
        first = at
        at, gender = self._over_titles(at, end)
        titled = at > first
        if (
            titled
            and self._title(at - 1)
            and self.words.definite(self.tokens[at - 1])
            and self._links_place(at, end)
        ):
            return self._with_office(first, at - 1, end, titled=False, gender=gender, free=free or placed)
        if at < end and self._is_head(at):
            return self._with_office(first, at, end, titled=titled, gender=gender, free=free or placed)
        office: Range | None = None
        if not titled:
            far = self._apposed_far(at, end)
            titled_name = far and (self.words.definite(self.tokens[at]) or self._title(far[0] + 1))
            if (
                far and titled_name
            ):  # "the woman in charge of the media, Samia …,": an office that no list has
                return Subject(
                    kind=SubjectKind.PERSON, phrase=(first, far[1][1]), name=far[1], office=(at, far[0])
                )
            stop = self._strange_office(at, end)
            if stop > at:
                office, at = (at, stop), stop
        found = self._named(
            first, at, end, office=office, titled=titled or placed, gender=gender, free=free or placed
        )
        if found and found.bare and (called := self._called(found.phrase[1], end)):
            return Subject(kind=SubjectKind.PERSON, phrase=(first, called[1]), name=called, gender=gender)
        return replace(found, bare=not titled and office is None) if placed and found else found

    def _with_office(
        self, first: int, at: int, end: int, *, titled: bool, gender: str | None, free: bool
    ) -> Subject | None:
        is_body = not self._is_office(at)
        gender = gender or self._office_gender(at)
        apposed = self._apposed_far(at, end)
        stop = apposed[0] if apposed else self._chain_end(at, end)
        if is_body and self.tokens[at].word in self.words.sources and stop < end:
            given = self.tokens[stop].word in self.words.given_names
            is_body = not (given or self._is_kunya(stop) or self._title(stop))  # "the seller Abu Sami"
        if is_body and apposed is None and stop < end and self._is_possessed(stop):
            behind = self.read(stop + 1, end, free=free)  # "a companion of his-way, the artist Miqdad …"
            if behind and behind.name and behind.office:
                return replace(behind, phrase=(first, behind.phrase[1]))
        if is_body and apposed is None:
            called = self._called(stop, end)
            if called:
                return Subject(kind=SubjectKind.PERSON, phrase=(first, called[1]), name=called, gender=gender)
            named = stop < end and self.tokens[stop].kind is TokenKind.QUOTE
            if named and not self.words.definite(self.tokens[stop - 1]) and self._short_marks(stop):
                stop += 1
            phrase_name = self.words.is_institution(self.tokens[at].word)
            open_end = phrase_name and not self.words.definite(self.tokens[stop - 1])
            open_end = open_end and self._edge(stop, end) is Edge.OPEN
            if open_end and free:
                while stop < end and stop - first < _LONG_BODY and not self._stops(stop):
                    if self.tokens[stop].word.startswith(JOINED_ARTICLES):
                        break
                    stop += 1
            return Subject(
                kind=SubjectKind.THING,
                phrase=(first, stop),
                gender=self._body_gender(first),
                sure=not open_end or (free and self._edge(stop, end) is not Edge.OPEN),
            )
        if self._is_marked_matter(stop, end):
            stop += 2  # "the owner of a chain of cafés «Corner» Turki …"
        elif (
            stop < end
            and self.tokens[stop].kind is TokenKind.QUOTE
            and not self.words.definite(self.tokens[stop - 1])
        ):
            body = any(s in self.words.institutions for s in self.words.stems(self.tokens[stop - 1].word))
            # "head of the society «Step» Ali …"
            named = stop > at + 1 and self._apposed(stop + 1, end) is not None
            links = self.words.office_links | self.words.place_links
            body = body or self.tokens[stop - 1].word in links  # "the spokesman for «Step» in …"
            stop += (body or named or self._is_head(stop - 1)) and self._short_marks(stop)
        elif stop < end and self.tokens[stop].kind is TokenKind.QUOTE and self._short_marks(stop):
            stop += self._apposed(stop + 1, end) is not None  # "head of the bank «Growth», Radwa …,"
        else:
            stop = self._past_marked_place(stop, end)
        marked = stop < end and stop > at and self.tokens[stop - 1].kind is TokenKind.QUOTE
        while marked and stop < end and self._describes(stop, end):
            stop += 1
        if marked and stop < end and self._links_place(stop, end):
            stop = self._chain_end(stop + 1, end)
        if marked and apposed is None and (name := self._apposed(stop, end)):
            apposed = (stop, name)
        office = None if self.ends_open(stop) or self._owned(at) else (at, stop)
        called = self._called(stop, end)
        if called:
            return Subject(
                kind=SubjectKind.PERSON, phrase=(first, called[1]), name=called, office=office, gender=gender
            )
        person_behind = stop + 1 < end and (self._title(stop + 1) > 0 or self._is_office(stop + 1))
        if person_behind and self.tokens[stop].word in self.words.same:
            person = self.read(stop + 1, end, free=free)  # "the member of the same committee, the deputy …"
            if person and person.name:
                return replace(person, phrase=(first, person.phrase[1]))
        if stop < end and self.tokens[stop].word in self.words.same:
            return Subject(kind=SubjectKind.PRONOUN, phrase=(first, stop + 1), gender=gender)
        if apposed:
            return Subject(
                kind=SubjectKind.PERSON,
                phrase=(first, apposed[1][1]),
                name=apposed[1],
                office=office,
                gender=gender,
            )
        found = self._named(first, stop, end, office=(at, stop), titled=titled, gender=gender, free=free)
        if found is None or office is not None:
            return found
        kind = SubjectKind.OTHER if found.name is None else found.kind
        return replace(found, kind=kind, office=None)  # "her grandfather", "the head of a society"

    def _named(
        self,
        first: int,
        at: int,
        end: int,
        *,
        office: Range | None,
        titled: bool,
        gender: str | None,
        free: bool,
    ) -> Subject | None:
        """The name at `at`, behind `office` or titles or neither, with the office that follows it."""
        if (
            office is not None
            and at < end
            and self.tokens[at].word in self.words.child_of
            and at - 1 > office[0]
        ):
            at, office = at - 1, (office[0], at - 1)  # the word before "bin" is a first name
        past_titles, title_gender = self._over_titles(at, end)
        gender = gender or title_gender
        marked = office is not None or titled or past_titles > at
        run = self.name_run(past_titles, end, marked=marked, free=free)
        if run is not None and office is not None and past_titles == at:
            run = self._known_start(run)
        if run is None:
            if office is None and not titled:
                return None
            edge = self._edge(at, end)
            sure = edge.closed or (free and edge is not Edge.OPEN)
            held = office or (first, at)  # "the-captain": somebody who has a name elsewhere
            return Subject(kind=SubjectKind.THING, phrase=(first, at), office=held, gender=gender, sure=sure)
        last = run.name[1]
        if office is None:
            office = self._office_after(last, end)
            if office:
                gender = gender or self._office_gender(office[0])
                last = office[1]
        if self._joined(last, end):
            return Subject(kind=SubjectKind.OTHER, phrase=(first, last))
        known = self.words.given_names | self.words.name_links
        bare = not marked and office is None and self.tokens[run.name[0]].word not in known
        return Subject(
            kind=SubjectKind.PERSON,
            phrase=(first, last),
            name=run.name,
            office=office,
            gender=gender,
            bare=bare,
            sure=run.sure,
            reach=run.reach,
            maybe=run.maybe,
        )

    def hides_subject(self, at: int, end: int, *, free: bool) -> bool:
        """Whether a verb without a subject that we understand may have one all the same."""
        if at >= end or self._stops(at) or self._is_addressee(at) or self._is_circumstance(at):
            return False
        if free and self._is_possessed(at) and not self._is_adverb(at):
            return True  # "said her neighbour"
        return self._edge(at + 1, end) is Edge.OPEN and not self._is_possessed(at)
