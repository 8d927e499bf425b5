"""Tokens behind a verb → its subject, where it follows the verb and names have no capitals (Arabic).

The phrase is an office, a name, or both in either order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefing.script.quoting.name_runs import JOINED_ARTICLES, NameRun, NameRuns
from briefing.script.quoting.office_chains import AND, Edge
from briefing.script.quoting.subject import Range, Subject, SubjectKind
from briefing.script.words import TokenKind, fold

_OPENER = 14
"""Tokens of an adverbial with which a sentence begins."""
_LONG_OFFICE = 16
"""Words of an office before a comma and a name."""
_NAME_IN_MARKS = 3
_LONG_BODY = 8
"""Words of a body whose name is a phrase: "Doctors without Borders"."""
_CALLED = 7
"""Tokens between a description and "called"."""


class SubjectPhrases(NameRuns):
    """Reads subjects out of one block's tokens."""

    def after(self, verb: int, end: int, *, free: bool = False) -> Subject | None:
        """The subject that begins at token `verb` (right behind the verb); None where it is left out.

        `free`: the verb takes no noun as its object.
        """
        at = verb
        while at < end and self.tokens[at].word in self.words.between:
            at += 1
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
        named = self.tokens[at].word in self.words.given_names or self._is_kunya(at)
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
            if self.tokens[at].kind is TokenKind.WORD and (named or self._title(at) or self._is_office(at)):
                found = self.read(at, end)
                long_enough = found and found.name and (not named or found.name[1] - found.name[0] > 1)
                if found and found.name and long_enough and not found.bare:
                    yield found
                    at = max(at + 1, found.phrase[1])
                    continue
            at += 1

    def main(self, start: int, end: int) -> Subject | None:
        """The subject behind the verb with which a sentence begins, whatever the verb."""
        at = self.past_openers(start, end)
        if at < end and self.words.without_prefix(self.tokens[at].word) in self.words.nominative:
            at += 1
        if at >= end or self.tokens[at].kind is not TokenKind.WORD or self.words.is_cue(self.tokens, at):
            return None
        if self.begins_adverbial(at):
            return None  # "about the keeper Omar he said": the person is the matter
        if self._title(at) or self._is_head(at) or self.tokens[at].word in self.words.given_names:
            return None
        return self.after(at + 1, end)

    def past_openers(self, start: int, end: int) -> int:
        """Behind the adverbials with which a sentence begins: "for his part," "in return,"."""
        at = start
        while at < end and self.begins_adverbial(at):
            if self.words.without_prefix(self.tokens[at].word) in self.words.nominative:
                at += 1  # "but the expert …": no adverbial
                continue
            if at + 1 < end and self.tokens[at + 1].word in self.words.sides:
                at += 2 + (self._text(at + 2) in "،,")  # "for his part" often has no comma
                continue
            comma = self._comma_of_opener(at, end)
            if comma is None:
                return at
            at = comma + 1
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
        if at < end and self._is_head(at):
            return self._with_office(first, at, end, titled=titled, gender=gender, free=free)
        office: Range | None = None
        if not titled:
            stop = self._strange_office(at, end)
            if stop > at:
                office, at = (at, stop), stop
        found = self._named(
            first, at, end, office=office, titled=titled or placed, gender=gender, free=free or placed
        )
        return replace(found, bare=not titled and office is None) if placed and found else found

    def _with_office(
        self, first: int, at: int, end: int, *, titled: bool, gender: str | None, free: bool
    ) -> Subject | None:
        is_body = not self._is_office(at)
        gender = gender or self._office_gender(at)
        apposed = self._apposed_far(at, end)
        stop = apposed[0] if apposed else self._chain_end(at, end)
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
        if (
            stop < end
            and self.tokens[stop].kind is TokenKind.QUOTE
            and not self.words.definite(self.tokens[stop - 1])
        ):
            body = any(s in self.words.institutions for s in self.words.stems(self.tokens[stop - 1].word))
            stop += body and self._short_marks(stop)  # "head of the society «Step» Ali …"
        office = None if self.ends_open(stop) or self._owned(at) else (at, stop)
        called = self._called(stop, end)
        if called:
            return Subject(
                kind=SubjectKind.PERSON, phrase=(first, called[1]), name=called, office=office, gender=gender
            )
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
            sure = edge is Edge.CLAUSE or (free and edge is not Edge.OPEN)
            return Subject(
                kind=SubjectKind.THING, phrase=(first, at), office=office, gender=gender, sure=sure
            )
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
            maybe=run.maybe,
        )

    def _known_start(self, run: NameRun) -> NameRun:
        """An office may spill over into the name, which then begins at its frequent first name."""
        first, last = run.name
        known = self.words.given_names | self.words.name_links
        if last - first < 3 or self.tokens[first].word in known:
            return run
        before = self.words.stems(self.tokens[first - 2].word) if first >= 2 else ()
        if any(s in self.words.institutions for s in before):
            for at in range(first + 1, last - 1):
                if self.tokens[at].word in self.words.given_names:
                    return NameRun(name=(at, last), sure=run.sure)
        open_office = not self.words.definite(self.tokens[first - 1])
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

    def _strange_office(self, at: int, end: int) -> int:
        """The end of definite words that no list has, before a name: "the Egyptian scholar Farouk …"."""
        stop = at
        while stop < end and self.words.definite(self.tokens[stop]) and not self._stops(stop):
            stop += 1
        if stop == at or stop >= end or self._stops(stop):
            return at
        run = self.name_run(stop, end, marked=True, free=False)
        if run is None or run.name[1] >= end:
            return at
        bounded = self._edge(run.name[1], end) in (Edge.CLAUSE, Edge.COMMA)
        known = self.tokens[stop].word in self.words.given_names
        return stop if known or (bounded and run.name[1] - stop > 1) else at

    def _marked_name(self, at: int, end: int) -> Subject | None:
        """Egyptian papers set a speaker's name in marks: added «al-Gindi», …, that."""
        inside = [fold(w.strip("\"'«»“”")) for w in self.tokens[at].text.split()]
        if not 1 <= len(inside) <= 3 or at + 1 >= end:
            return None
        kunya = inside[0] in self.words.name_links and inside[-1] in self.words.given_names
        named = kunya or inside[0] in self.words.given_names or inside[0].startswith(self.words.article)
        if not named or not (self._text(at + 1) in "،," or self._stops(at + 1) or self._is_office(at + 1)):
            return None
        if self._text(at + 1) in ".؟!":
            return None
        known = kunya or inside[0] in self.words.given_names
        return Subject(kind=SubjectKind.PERSON, phrase=(at, at + 1), name=(at, at + 1), bare=not known)

    def hides_subject(self, at: int, end: int, *, free: bool) -> bool:
        """Whether a verb without a subject that we understand may have one all the same."""
        if at >= end or self._stops(at) or self._is_addressee(at):
            return False
        if free and self._is_possessed(at) and not self._is_adverb(at):
            return True  # "said her neighbour"
        return self._edge(at + 1, end) is Edge.OPEN and not self._is_possessed(at)

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
        if start < end and not known and (self._is_head(start) or self.begins_adverbial(start)):
            return None
        run = self.name_run(start, end, marked=True, free=True)
        if not run or not run.sure or run.name[1] >= end:
            return None
        name = run.name
        named = start > at + 1 or known or name[1] - name[0] > 1
        return name if named and self._edge(name[1], end) in (Edge.CLAUSE, Edge.COMMA) else None

    def _office_after(self, at: int, end: int) -> Range | None:
        """ "Salem al-Marri, director of …": with a comma, or (Egyptian papers) without."""
        if at < end and self._text(at) in "،,":
            at += 1
        at, _ = self._over_titles(at, end)
        if (
            at < end
            and self.tokens[at].kind is TokenKind.WORD
            and self._is_office(at)
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
