"""Tokens beside a verb → its subject, in languages whose names have capitals (English)."""

from __future__ import annotations

from briefing.script.quoting.capital_names import DETERMINERS, MAX_OFFICE, PREPOSITIONS, CapitalNames
from briefing.script.quoting.subject import Range, Subject, SubjectKind
from briefing.script.words import TokenKind

_APPOSED = 6
"""Words of a name with its title that stands behind an office."""


class NounPhrases(CapitalNames):
    """Reads subjects out of one block's tokens."""

    def before(self, verb: int, start: int) -> Subject | None:
        """The subject that ends at token `verb`; the clause may begin at `start` at the earliest."""
        end = self._over_adverbs(verb, start)
        if end <= start:
            return None
        if self.tokens[end - 1].word in self.words.relatives and end - 1 > start:  # "Hill, who said"
            end -= 1
            if self.tokens[end - 1].text == ",":
                end -= 1
            return self._ending_at(end, start)
        if self.tokens[end - 1].text in ",–—-)":
            return self._around_insertion(end - 1, start)
        return self._ending_at(end, start)

    def after(self, verb: int, end: int) -> Subject | None:
        """The subject that begins right after the verb and its adverbs, in inverted order."""
        at = verb
        while at < end and self.tokens[at].word in self.words.between:
            at += 1
        stop = self._phrase_end(at, end)
        if stop == at:
            return None
        return self.read(at, stop, end)

    def leading(self, start: int, end: int) -> Subject | None:
        """The subject with which the clause begins, after adverbials: of verbs that have none beside them."""
        pronouns = self.words.pronouns_m | self.words.pronouns_f
        adverbial = False
        segments = list(self._segments(start, end))
        for first, last in segments:
            first = self._over_conjunctions(first, last)
            if first == last or self.tokens[first].word in self.words.openers:
                adverbial = True
                continue
            if adverbial:  # "Asked about the mayor, Ann Hill, she said"
                for other, _ in segments:
                    if self.tokens[other].word in pronouns:
                        return self.read(other, other + 1, end)
            stop = self._phrase_end(first, last)
            # The phrase ends where its verb begins: after the last name or noun before a lower-case verb.
            for at in range(first, stop):
                if not self._name_at(at) or self._is_common_start(at, self._run_end(at, stop), stop):
                    continue
                if self.tokens[self._run_end(at, stop) - 1].text.endswith(("'s", "’s")):
                    continue
                if first == at or self._is_office_run(first, at) or self._is_role_run(first, at):
                    name_end = self._run_end(at, stop)
                    return self.read(first, name_end, end)
            if self.tokens[first].word in pronouns:
                return self.read(first, first + 1, end)
            if last < end and self.tokens[last].text == ",":
                found = self._described(first, last, end)
                return found if found and found.name else None
            return None
        return None

    def begins_with_capitals(self, first: int, last: int) -> bool:
        """Whether the clause begins with two capitalised words or more."""
        return self._name_at(first) and self._run_end(first, last) - first > 1

    def read(self, first: int, last: int, end: int) -> Subject | None:
        """Tokens [first, last) as a subject; an apposition may follow up to `end`."""
        first = self._over_conjunctions(first, last)
        if first >= last:
            return None
        word = self.tokens[first].word
        if last - first == 1:
            pronoun = self._pronoun(word, (first, last))
            if pronoun:
                return pronoun
        name = self._person_name(first, last)
        if name is None:
            return self._described(first, last, end)
        office = self._office_before(first, name[0]) or self._office_after(name[1], end)
        gender = self._gender(name, office)
        if self._joint(name, last):
            return Subject(kind=SubjectKind.OTHER, phrase=(first, last))
        return Subject(
            kind=SubjectKind.PERSON,
            phrase=(first, max(last, name[1])),
            name=name,
            office=office,
            gender=gender,
        )

    def _over_adverbs(self, verb: int, start: int) -> int:
        end = verb
        while end > start and self.tokens[end - 1].kind is TokenKind.WORD:
            word = self.tokens[end - 1].word
            if word in self.words.between or (word.endswith("ly") and not self.tokens[end - 1].capital):
                end -= 1
            else:
                break
        return end

    def _ending_at(self, end: int, start: int) -> Subject | None:
        first = end
        while first > start:
            token = self.tokens[first - 1]
            if token.kind is not TokenKind.WORD or token.word in self.words.clause_breaks:
                break
            if token.word in self.words.relatives or self.words.is_cue(self.tokens, first - 1):
                break
            first -= 1
        if first == end:
            return None
        # ", the harbour master, Ines Hill said": what stands between commas before it is another phrase.
        while first < end and self.tokens[first].word in self.words.openers and self._later_start(first, end):
            first = self._later_start(first, end) or end
        return self.read(first, end, end)

    def _later_start(self, first: int, end: int) -> int | None:
        """After an adverbial without a comma ("On Monday the mayor said"), where the subject begins."""
        for at in range(first + 1, end):
            if self.tokens[at].word in DETERMINERS | self.words.pronouns_m | self.words.pronouns_f:
                return at
            if self.tokens[at].capital and at > first + 1 and self._name_at(at):
                return at
        return None

    def _around_insertion(self, comma: int, start: int) -> Subject | None:
        """ "Hill, 54, who runs the port, said": the first phrase of the clause that is no adverbial."""
        clause = start
        for at in range(comma - 1, start - 1, -1):
            if self.tokens[at].kind is TokenKind.QUOTE or self.tokens[at].text in ";:":
                clause = at + 1
                break
        segments = list(self._segments(clause, comma))
        if len([1 for s in segments if self._wholly_name(*s)]) > 1:
            return Subject(
                kind=SubjectKind.OTHER, phrase=(clause, comma)
            )  # two names: either may be the subject
        for first, last in segments:
            first = self._over_conjunctions(first, last)
            if first == last or self.tokens[first].word in self.words.openers:
                continue
            found = self.read(first, last, comma)
            if found and (found.kind is not SubjectKind.THING or self._is_short(first, last)):
                return found
            return None
        return None

    def _is_short(self, first: int, last: int) -> bool:
        return last - first <= MAX_OFFICE and not any(
            t.word in self.words.finite for t in self.tokens[first:last]
        )

    def _phrase_end(self, at: int, end: int) -> int:
        """Where the noun phrase that begins at `at` ends."""
        first = at
        while at < end:
            token = self.tokens[at]
            if token.kind is not TokenKind.WORD:
                break
            if (
                at > first
                and token.word in self.words.clause_breaks | self.words.relatives | self.words.between
            ):
                break
            if (
                at > first
                and token.word in ("during", "on", "after", "at", "in", "by")
                and (
                    self._name_at(at - 1)
                    or token.word in ("during", "on", "after", "by")
                    or (
                        self.tokens[at + 1 : at + 2]
                        and self.tokens[at + 1].word in ("a", "an", "his", "her", "their")
                    )
                )
            ):
                break
            if at > first and self.words.is_cue(self.tokens, at) and not token.capital:
                break
            at += 1
        return at

    def _pronoun(self, word: str, phrase: Range) -> Subject | None:
        w = self.words
        if word in w.pronouns_m or word in w.pronouns_f:
            gender = "m" if word in w.pronouns_m else "f"
            return Subject(kind=SubjectKind.PRONOUN, phrase=phrase, gender=gender)
        if word in w.pronouns_self:
            return Subject(kind=SubjectKind.SELF, phrase=phrase)
        if word in w.pronouns_other or word in w.relatives:
            return Subject(kind=SubjectKind.OTHER, phrase=phrase)
        return None

    def _person_name(self, first: int, last: int) -> Range | None:
        """The name in the phrase that the phrase is about: not one in its complement."""
        at = first
        preposition: int | None = None
        spoken_for = False
        while at < last:
            token = self.tokens[at]
            if token.word in self.words.spokes and not token.capital:
                spoken_for = True
            if token.word in PREPOSITIONS and not token.capital:
                preposition = at
            if not self._name_at(at):
                at += 1
                continue
            stop = self._run_end(at, last)
            possessive = self.tokens[stop - 1].text.endswith(("'s", "’s", "s’", "s'"))
            office_goes_on = stop < last and self.words.is_office(
                self.tokens[stop].word
            )  # "Fire chief Ann Hill"
            office_goes_on = office_goes_on or self._is_common_start(at, stop, last)
            name = None if possessive or office_goes_on else self._strip_titles((at, stop))
            if name and self._is_person(name):
                after_title = name[0] > at and self._has_office(at, name[0])
                of_thing = at > 0 and name[0] == at and self.tokens[at - 1].word in ("the", "a", "an")
                if of_thing:  # "the German", "the Evening Courier"
                    pass
                elif preposition is None or (preposition != at - 1 and stop == last and not spoken_for):
                    if not (preposition is not None and self.tokens[at - 1].word in DETERMINERS):
                        return name
                elif after_title and not spoken_for and stop == last and self.tokens[at - 1].word == "of":
                    return name  # "Secretary of State John Hill"
                elif not spoken_for and self._has_complement(at, name[0]) and stop == last:
                    return name
            at = stop
        return None

    def _wholly_name(self, first: int, last: int) -> Range | None:
        """The name, where the phrase is nothing but a name with its title."""
        name = self._person_name(first, last) if 0 < last - first <= _APPOSED else None
        if name is None or name[1] != last:
            return None
        before = self.tokens[first : name[0]]
        return (
            name if all(t.word in self.words.titles or self.words.is_office(t.word) for t in before) else None
        )

    def _described(self, first: int, last: int, end: int) -> Subject | None:
        """No name in it: the name may follow as an apposition, or it is a body or a description."""
        if last < end and self.tokens[last].text == ",":
            stop = last + 1
            while stop < end and self.tokens[stop].kind is TokenKind.WORD:
                stop += 1
            name = self._wholly_name(last + 1, stop)
            closed = stop < len(self.tokens) and self.tokens[stop].text == ","
            described = closed and self.tokens[first].word in DETERMINERS
            if name and self._is_short(first, last) and (described or self._has_office(first, last)):
                office = self._office_before(first, last)
                return Subject(
                    kind=SubjectKind.PERSON,
                    phrase=(first, stop),
                    name=name,
                    office=office,
                    gender=self._gender(name, office),
                )
        if all(any(c.isdigit() for c in t.text) for t in self.tokens[first:last]):
            return None  # an age
        token = self.tokens[first]
        others = self.words.pronouns_other | self.words.pronouns_self
        if token.word in self.words.relatives or (last - first == 1 and token.word in others):
            return Subject(kind=SubjectKind.OTHER, phrase=(first, last))
        if not self._is_short(first, last) or not any(
            t.kind is TokenKind.WORD for t in self.tokens[first:last]
        ):
            return None
        if self.tokens[first].word in self.words.openers and token.word not in DETERMINERS:
            return None
        gender = None
        head = [t.word for t in self.tokens[first:last]]
        if any(w in self.words.offices_f or w in ("woman", "girl") for w in head):
            gender = "f"
        elif any(w in ("man", "boy") or w.endswith("spokesman") for w in head):
            gender = "m"
        return Subject(kind=SubjectKind.THING, phrase=(first, last), gender=gender)
