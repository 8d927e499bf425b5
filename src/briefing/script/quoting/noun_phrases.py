"""Tokens beside a verb → its subject, in languages whose names have capitals (English)."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.script.quoting.phrase_shapes import PhraseShapes
from briefing.script.quoting.subject import Range, Subject, SubjectKind
from briefing.script.words import TokenKind

_PLACE = 7
"""Words of the place between an office and its holder's name."""
_APPOSED = 6
"""Words of a name with its title that stands behind an office."""


class NounPhrases(PhraseShapes):
    """Reads subjects out of one block's tokens."""

    def before(self, verb: int, start: int) -> Subject | None:
        """The subject that ends at token `verb`; the clause may begin at `start` at the earliest."""
        end = self._over_adverbs(verb, start)
        if end <= start:
            return None
        if self.tokens[end - 1].word in self.words.relatives and end - 1 > start:  # "Hill, who said"
            end -= 1
            thing = self.tokens[end].word in self.words.pronouns_other  # "…, which says"
            if self.tokens[end - 1].text == ",":
                end -= 1
            if thing:
                nouns = (
                    i for i in range(end - 1, start, -1) if self.tokens[i].word in self.words.determiners
                )
                start = next(nouns, start)
            return self._ending_at(end, start)
        if self.tokens[end - 1].word in self.words.conjunctions:
            return None  # "Hill thought for a moment and said"
        if self.tokens[end - 1].text == ")":  # "Hill (Labour) said"
            opened = next((i for i in range(end - 1, start, -1) if self.tokens[i].text == "("), start)
            return self.before(opened, start)
        if self.tokens[end - 1].text in ",–—-":
            return self._around_insertion(end - 1, start)
        return self._ending_at(end, start)

    def after(self, verb: int, end: int) -> Subject | None:
        """The subject that begins right after the verb and its adverbs, in inverted order."""
        at = verb
        while at < end and self.tokens[at].word in self.words.between:
            follows = at + 1 < end and self.tokens[at + 1].word in self.words.between
            if self._is_placed(at) and not follows:
                break  # "en los pasillos", but "en exclusiva"
            at += 1
        if at < end and self.tokens[at].word in self._personal and self.words.inversion:
            return self.read(at, at + 1, end)
        stop = self._phrase_end(at, end)
        if stop == at:
            return None
        found = self.read(at, stop, end)
        nameless = found is not None and found.name is None
        return None if nameless and self._is_placed(at) else found

    def _is_placed(self, at: int) -> bool:
        """Whether where or to whom something is said stands here: "dijo en los pasillos del Parlamento"."""
        w = self.words
        placing = w.prepositions - w.articles - w.name_links
        return w.inversion and at < len(self.tokens) and self.tokens[at].word in placing

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
                if self.words.is_owner(self.tokens[self._run_end(at, stop) - 1].text):
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
            pronoun = self.pronoun(word, (first, last))
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
            if word in self.words.between or (
                word.endswith(self.words.adverb_endings) and not self.tokens[end - 1].capital
            ):
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
        if first - 1 > start and self.tokens[first - 1].text == ",":
            apposed = self._apposed(first, end, start)
            if apposed is not None:
                return apposed
        # ", the harbour master, Ines Hill said": what stands between commas before it is another phrase.
        while first < end and self.tokens[first].word in self.words.openers and self._later_start(first, end):
            first = self._later_start(first, end) or end
        return self.read(first, end, end)

    def _apposed(self, first: int, end: int, start: int) -> Subject | None:
        """ "Ines Hill, the harbour master said", with one comma: the name before the office."""
        if self.tokens[first].word not in self.words.articles or not self._has_office(first, end):
            return None
        before, _ = list(self._segments(start, first - 1))[-1:][0]
        name = self._wholly_name(before, first - 1)
        if name is None or self._person_name(first, end) is not None:
            return None
        office = (first, end)
        return Subject(
            kind=SubjectKind.PERSON,
            phrase=(before, end),
            name=name,
            office=office,
            gender=self._gender(name, office),
        )

    def _later_start(self, first: int, end: int) -> int | None:
        """After an adverbial without a comma ("On Monday the mayor said"), where the subject begins."""
        for at in range(first + 1, end):
            if self.tokens[at].word in self.words.determiners | self.words.pronouns_m | self.words.pronouns_f:
                return at
            if self.tokens[at].capital and at > first + 1 and self._name_at(at):
                return at
        return None

    def _around_insertion(self, comma: int, start: int) -> Subject | None:
        """ "Hill, 54, who runs the port, said": the first phrase of the clause that is no adverbial."""
        clause = start
        for at in range(comma - 1, start - 1, -1):
            if self.tokens[at].text in ";:" or self.is_quoted(at):
                clause = at + 1
                break
        segments = list(self._segments(clause, comma))
        if len([1 for s in segments if self._wholly_name(*s)]) > 1:
            return Subject(
                kind=SubjectKind.OTHER, phrase=(clause, comma)
            )  # two names: either may be the subject
        for first, last in segments:
            first = self._over_conjunctions(first, last)
            if first < last and self.tokens[first].word in self.words.subordinate:
                first += self._wholly_name(first + 1, last) is not None  # "As Hill, the mayor, put it"
            opener = first < last and self.tokens[first].word in self.words.openers
            if first == last or opener or self.is_code(first, last):
                continue
            found = self.read(first, last, comma)
            if found and (found.kind is not SubjectKind.THING or self._is_short(first, last)):
                return found
            return self._named_among(segments[1:-1], comma)
        return None

    def _named_among(self, segments: Sequence[Range], end: int) -> Subject | None:
        """ "The pool will close, Ines Hill, the mayor, said": what is reported stands before the subject."""
        named = next((s for s in segments if self._wholly_name(*s)), None)
        return self.read(*named, end) if named else None

    def pronoun(self, word: str, phrase: Range) -> Subject | None:
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
            if token.word in self.words.prepositions and not token.capital:
                preposition = at
            if not self._name_at(at):
                at += 1
                continue
            stop = self._run_end(at, last)
            possessive = self.words.is_owner(self.tokens[stop - 1].text, plural=True)
            office_goes_on = stop < last and self.words.is_office(
                self.tokens[stop].word
            )  # "Fire chief Ann Hill"
            goes_on = (
                office_goes_on or self._is_common_start(at, stop, last) or self._noun_follows(stop, last)
            )
            name = None if possessive or goes_on else self._strip_titles((at, stop))
            if name and self._is_person(name):
                after_title = name[0] > at and self._has_office(at, name[0])
                before = self.tokens[at - 1] if at > 0 and name[0] == at else None
                of_thing = before is not None and (
                    before.word in self.words.articles
                    or (not before.capital and stop == at + 1 and self.words.is_institution(before.word))
                )
                if of_thing or self._is_of_thing(first, preposition):  # "the German", "the Evening Courier"
                    pass
                elif preposition is None or (preposition != at - 1 and stop == last and not spoken_for):
                    article = self.tokens[at - 1].word in self.words.determiners
                    if preposition is None or not article or self._has_complement(at, name[0]):
                        return name  # "le ministre de l'Intérieur Paul Hill", not "l'armée de la Norvège"
                elif (
                    after_title
                    and not spoken_for
                    and stop == last
                    and self.tokens[at - 1].word in self.words.genitive
                ):
                    return name  # "Secretary of State John Hill"
                elif not spoken_for and self._has_complement(at, name[0]) and stop == last:
                    return name
            at = stop
        return None

    def _is_of_thing(self, first: int, preposition: int | None) -> bool:
        """ "die Mannschaft von Trainer Jan Hill": not he speaks."""
        if preposition is None or not self.words.inversion or self._has_office(first, preposition):
            return False
        return any(self.words.is_institution(t.word) for t in self.tokens[first:preposition])

    def _wholly_name(self, first: int, last: int) -> Range | None:
        """The name, where the phrase is nothing but a name with its title."""
        name = self._person_name(first, last) if 0 < last - first <= _APPOSED else None
        if name is None or name[1] != last:
            return None
        if name[0] - first == 2 and self._is_nationality(name[0] - 1):
            return name
        before = self.tokens[first : name[0]]
        if self.words.inversion and len(before) > 1 and before[0].word in self.words.articles:
            before = before[1:]  # "el héroe de la noche, el delantero Tom Hill"
        return (
            name if all(t.word in self.words.titles or self.words.is_office(t.word) for t in before) else None
        )

    def _comma_behind(self, last: int, end: int) -> int:
        """ "die Sprecherin der Fraktion | im Landtag, Ines Hill": a place may stand before the name."""
        comma = last
        if self.words.inversion:
            while comma < min(end, last + _PLACE) and self.tokens[comma].kind is TokenKind.WORD:
                comma += 1
            if comma + 2 < end and self.tokens[comma].text == "(" and self.tokens[comma + 2].text == ")":
                comma += 3  # the body's short name: "der Bundesverband (BDH), Ines Hill"
        return comma

    def _described(self, first: int, last: int, end: int) -> Subject | None:
        """No name in it: the name may follow as an apposition, or it is a body or a description."""
        comma = self._comma_behind(last, end)
        if comma < end and self.tokens[comma].text == ",":
            stop = comma + 1
            while stop < end and self.tokens[stop].kind is TokenKind.WORD:
                stop += 1
            name = self._wholly_name(comma + 1, stop)
            closed = stop < len(self.tokens) and self.tokens[stop].text in ",."
            described = closed and self.tokens[first].word in self.words.determiners
            if name and self._is_short(first, last) and (described or self._has_office(first, last)):
                office = self._office_before(first, last)
                return Subject(
                    kind=SubjectKind.PERSON,
                    phrase=(first, stop),
                    name=name,
                    human=True,
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
        if self.tokens[first].word in self.words.openers and token.word not in self.words.determiners:
            return None
        last = self._without_day(first, last)
        if self.words.nouns_have_capitals:  # "der Trainer zufrieden", "ein Sprecher bekannt"
            while last - first > 2 and self.tokens[last - 1].text[:1].islower():
                last -= 1
        if not self._is_noun_phrase(first, last):
            return None
        gender = None
        head = [t.word for t in self.tokens[first:last]]
        if any(self.words.is_office_of_woman(w) or w in self.words.women for w in head):
            gender = "f"
        elif any(w in self.words.men or w.endswith(self.words.men_endings) for w in head):
            gender = "m"
        gender = gender or self._gender_of_article((first, last))
        return Subject(kind=SubjectKind.THING, phrase=(first, last), gender=gender)
