"""Subjects of verbs of saying, in the order of the article → who is meant, and how surely."""

from __future__ import annotations

from briefing.script.quoting.cues import Cue, CueKind
from briefing.script.quoting.descriptions import (
    describes_person,
    description_key,
    fits,
    is_definite,
    is_known_kind,
    words_of_document,
)
from briefing.script.quoting.holders import bare, holders, is_construct, is_short, points_back
from briefing.script.quoting.names import Member, name_key
from briefing.script.quoting.other_words import OtherWords
from briefing.script.quoting.passages import Passage
from briefing.script.quoting.subject import Subject, SubjectKind
from briefing.script.quoting.turns import (
    AMBIGUOUS,
    DESCRIBED,
    NAMED,
    NOBODY,
    PRONOUN,
    SAME_PARAGRAPH,
    SAME_SENTENCE,
    STRANGE_DESCRIPTION,
    UNSURE,
    Attribution,
)
from briefing.script.words import TokenKind

_SHORT_DESCRIPTION = 4
"""Words of a description that points back: "the former Leeds striker"."""


class Floor(OtherWords):
    """Follows the article cue by cue."""

    def attribute(
        self, cue: Cue, passage: Passage, after_quote: bool, *, doubtful: bool = False
    ) -> Attribution:
        """Who speaks by this cue. `doubtful`: its subject may stand in the sentence and not be understood."""
        found = self._attribute(cue, passage, after_quote)
        doubtful = doubtful or (self._aside and cue.subject is None and cue.kind is CueKind.SAYING)
        self._aside = self._aside or (cue.aside and not self.words.capitals)
        if doubtful and self.of_sentence is None and not self.has_subject():
            found = Attribution(found.member, min(found.confidence, UNSURE))
        stranger = cue.subject is not None and not cue.subject.maybe
        if found.member is None and stranger and not self.words.capitals:
            self._takes_unknown(cue, passage)
        if found.member is not None and cue.passive:
            self.takes(found.member, spoke=False, sure=found.confidence)
            return Attribution(None, NOBODY)
        if found.member is not None and not cue.aside and found.confidence >= UNSURE:
            # "X affirmed that …, according to the stock, pointing out": X goes on.
            said = self.of_sentence and self.of_sentence.member and self.of_sentence.member.person
            beside = said and not (found.member.person and found.confidence > UNSURE)
            beside = beside and not self.words.capitals
            if cue.kind is not CueKind.ACCORDING or (cue.subject is not None and not beside):
                self.of_sentence = found
                self.takes(found.member, spoke=True, sure=found.confidence)
            self._learn_gender(found, cue)
        return found

    def _is_no_name(self, subject: Subject, passage: Passage) -> bool:
        return subject.name is not None and not self.cast.find(passage.text(subject.name), person=True)

    def _takes_unknown(self, cue: Cue, passage: Passage) -> None:
        """Somebody spoke whom we do not know: nobody before them is carried on."""
        assert cue.subject is not None
        stranger = self.takes_stranger(passage, cue.subject, gender=cue.gender, spoke=True)
        self.of_sentence = Attribution(stranger, NOBODY)

    def takes_stranger(
        self, passage: Passage, subject: Subject, *, gender: str | None = None, spoke: bool = False
    ) -> Member:
        """Somebody whom we do not know is the subject."""
        stranger = Member(
            name=passage.text(subject.phrase),
            name_span=passage.span(subject.phrase),
            key=(),
            person=True,
            gender=gender or subject.gender,
            sure=False,
        )
        self.takes(stranger, spoke=spoke, sure=NOBODY)
        return stranger

    # ---------------------------------------------------------------------------------------- one cue

    def _attribute(self, cue: Cue, passage: Passage, after_quote: bool) -> Attribution:
        subject = cue.subject
        marked = subject is not None and passage.tokens[subject.phrase[0]].kind is TokenKind.QUOTE
        if marked and subject and subject.maybe and self._is_no_name(subject, passage):
            return Attribution(None, NOBODY)  # said «Rafid» in a statement
        if subject is None or (subject.maybe and self._is_no_name(subject, passage)):
            return self._without_subject(cue, after_quote)
        if subject.kind in (SubjectKind.OTHER, SubjectKind.SELF):
            return Attribution(None, NOBODY)
        if subject.kind is SubjectKind.PRONOUN:
            same = self.of_sentence
            if same and same.member and fits(same.member, subject.gender) and same.member.person:
                return Attribution(same.member, min(same.confidence, SAME_SENTENCE))
            styled = self._styled(passage.tokens[subject.phrase[0]].word)
            return styled or self.carried(subject.gender, pronoun=True)
        if subject.kind is SubjectKind.PERSON and subject.name:
            return self._named(subject, passage)
        return self._described(subject, passage, cue)

    def _styled(self, word: str) -> Attribution | None:
        """ "his highness": the one who was named so."""
        style = next((word.removesuffix(e) for e in self.words.his_endings if word.endswith(e)), "")
        found = [m for m in self.cast.members if style and m.person and style in m.styles]
        if not found:
            return None
        return Attribution(found[0], DESCRIBED if len(found) == 1 and found[0].sure else UNSURE)

    def _without_subject(self, cue: Cue, after_quote: bool) -> Attribution:
        same = self.of_sentence
        if same and same.member:
            if fits(same.member, cue.gender) or (after_quote and not cue.carries_on):
                return Attribution(same.member, min(same.confidence, SAME_SENTENCE))
            if cue.kind is CueKind.SAYING:
                return Attribution(same.member, UNSURE)
        subject = next((t for t in reversed(self._turns) if t.sentence == self._sentence), None)
        if subject and fits(subject.member, cue.gender):
            return Attribution(subject.member, min(subject.sure, SAME_PARAGRAPH))
        if self.words.drops_subject and cue.kind is CueKind.SAID:
            return self.carried(cue.gender, pronoun=True)
        if self.words.capitals and cue.kind is CueKind.SAID:
            return Attribution(self.carried(None).member, UNSURE)
        if self.words.capitals and cue.kind is CueKind.SAYING:
            if self.begun_with:
                return self.carried(self.begun_with, pronoun=True)
            return Attribution(self.carried(None).member, UNSURE)  # "A man who … is heard saying"
        return self.carried(cue.gender)

    def _named(self, subject: Subject, passage: Passage) -> Attribution:
        assert subject.name is not None
        name = passage.text(subject.name)
        fitting = self.cast.find(name, person=True) or self._begins_with(name, subject)
        if len(fitting) > 1 and subject.gender:
            fitting = tuple(m for m in fitting if fits(m, subject.gender)) or fitting
        if self.words.capitals:
            alone = self._name_alone(name, fitting, passage, subject)
            if alone is not None:
                return alone
        if len(fitting) == 1:
            # One word that no second mention shows to be a name may be any noun.
            strange = subject.bare and not self.words.capitals and len(fitting[0].key) == 1
            if not fitting[0].sure:
                return Attribution(fitting[0], UNSURE)
            return Attribution(fitting[0], STRANGE_DESCRIPTION if strange else NAMED)
        if not fitting:
            return Attribution(None, NOBODY)
        recent = next((t.member for t in reversed(self._turns) if t.member in fitting), fitting[0])
        return Attribution(recent, UNSURE)

    def _begins_with(self, name: str, subject: Subject) -> tuple[Member, ...]:
        """Who is meant by the first words of a name whose end was not sure, and was cut (Arabic)."""
        words = [] if subject.sure or self.words.capitals else name.split()
        shorter = (
            self.cast.find(" ".join(words[:count]), person=True) for count in range(len(words) - 1, 0, -1)
        )
        return next((found for found in shorter if found), ())

    def _name_alone(
        self, name: str, fitting: tuple[Member, ...], passage: Passage, subject: Subject
    ) -> Attribution | None:
        """A surname that relatives share is sure only while one of them has been introduced."""
        key = name_key(name)
        if len(key) != 1 or not fitting:
            return None
        if key[0] in self.cast.shared:
            return Attribution(fitting[0], UNSURE)
        bearers = self.cast.with_word(name)
        if len(bearers) < 2:
            return None
        here = (passage.number, passage.tokens[subject.phrase[0]].start)
        fit = [m for m in bearers if fits(m, subject.gender)]
        known = [m for m in fit if any(place < here for place in m.places)]
        if len(known) == 1 and len(known[0].key) > 1:
            return Attribution(known[0], SAME_PARAGRAPH)
        # Whom an article is about it calls by the surname, the others of the name by the full one.
        return Attribution(max(fit or fitting, key=lambda m: len(m.places)), UNSURE)

    def _described(self, subject: Subject, passage: Passage, cue: Cue) -> Attribution:
        """ "the minister": the person who holds that office; else the body or description itself."""
        phrase = passage.text(subject.phrase)
        key = description_key(phrase, self.words)
        definite = is_definite(subject, passage, self.words)
        points = passage.tokens[subject.phrase[0]].word in self.words.demonstratives
        if (definite or points) and self.words.capitals:
            meant = self._meant(subject, passage)
            if meant is not None:
                return meant
        if subject.office and not self.words.capitals:
            verb = self.words.without_prefix(passage.tokens[cue.first].word)
            held = self.held(subject, passage, goes_on=verb in self.words.going_on)
            if held is not None:
                return held
        elif definite:
            held_by = self.cast.by_office(key) if key and self._is_person_like(subject, passage) else ()
            bearers = [m for m in held_by if fits(m, subject.gender)]
            last_word = passage.tokens[subject.phrase[1] - 1].text
            named = self.cast.find(last_word, person=True) if subject.office and len(key) > 1 else ()
            if len(named) == 1:
                return Attribution(named[0], NAMED)  # "the minister al-Marri"
            if len(bearers) == 1:
                return Attribution(bearers[0], DESCRIBED if self.is_near(bearers[0]) else AMBIGUOUS)
            if bearers:
                recent = next((t.member for t in reversed(self._turns) if t.member in bearers), None)
                return Attribution(recent or bearers[0], AMBIGUOUS if recent else UNSURE)
        if not subject.sure and not self.words.capitals:
            return Attribution(None, NOBODY)
        member = self._thing(phrase, key, passage, subject)
        if key & self.words.documents and self.words.capitals and not self._is_issued(subject, passage):
            return Attribution(member, STRANGE_DESCRIPTION)
        if not self.words.capitals and words_of_document(subject, passage, self.words):
            return Attribution(member, STRANGE_DESCRIPTION)
        if not self.words.capitals and self._is_short_for_several(key, subject):
            return Attribution(member, UNSURE)
        if key & self.words.documents and len(key) == 1:
            issuer = self.carried(None)
            return Attribution(
                issuer.member or member, min(issuer.confidence, PRONOUN) if issuer.member else PRONOUN
            )
        known = passage.tokens[subject.phrase[0]].word in self.words.definite_articles
        if known and len(key) > _SHORT_DESCRIPTION and self._is_person_like(subject, passage):
            return Attribution(member, STRANGE_DESCRIPTION)  # somebody who has a name elsewhere
        if self.words.capitals and self._is_named_behind(subject, passage):
            return Attribution(member, STRANGE_DESCRIPTION)
        return Attribution(
            member, DESCRIBED if is_known_kind(subject, passage, self.words) else STRANGE_DESCRIPTION
        )

    def _is_person_like(self, subject: Subject, passage: Passage) -> bool:
        """Whether its noun is one for a person: "Channel News" is not whoever is an analyst there."""
        found = passage.tokens[slice(*subject.phrase)]
        if not self.words.capitals:
            return True
        head = next((i for i, t in enumerate(found) if i and t.word in self.words.prepositions), len(found))
        return describes_person(found[:head], self.words)

    def _is_named_behind(self, subject: Subject, passage: Passage) -> bool:
        """ "Hill's niece, state deputy Nia (“Nini”) Brandt, said": a name in apposition that was not read."""
        behind = passage.tokens[subject.phrase[1] :]
        if len(behind) < 3 or behind[0].text != "," or behind[1].kind is not TokenKind.WORD:
            return False
        stop = next((i for i, t in enumerate(behind) if i and t.kind is TokenKind.MARK), len(behind))
        titled = any(self.words.is_office(t.word) or t.word in self.words.titles for t in behind[1:stop])
        return behind[stop - 1].capital and (titled or behind[1].capital)

    def thing(self, subject: Subject, passage: Passage) -> Member:
        """The body or description that the phrase names."""
        phrase = passage.text(subject.phrase)
        return self._thing(phrase, description_key(phrase, self.words), passage, subject)

    def _is_issued(self, subject: Subject, passage: Passage) -> bool:
        """ "the ministry's report": says whose it is."""
        return any(self.words.is_owner(t.text) for t in passage.tokens[slice(*subject.phrase)])

    def held(self, subject: Subject, passage: Passage, *, goes_on: bool = False) -> Attribution | None:
        """Whoever was named with this office; None where the office itself is all that is known.

        `goes_on`: the verb is "added", "went on", so that it is whoever spoke before.
        """
        found = passage.tokens[subject.phrase[0] : subject.phrase[1]]
        named = self.cast.find(found[-1].text, person=True)
        if len(named) == 1 and named[0].sure:
            return Attribution(named[0], NAMED)  # "the minister al-Marri"
        if is_short(found, self.words) or is_construct(found, self.words):
            fitting = [m for m in holders(subject, passage, self.cast, self.words) if fits(m, subject.gender)]
            if len(fitting) == 1:
                return Attribution(fitting[0], DESCRIBED if fitting[0].sure else UNSURE)
            if fitting:
                recent = next((t.member for t in reversed(self._turns) if t.member in fitting), None)
                return Attribution(recent or fitting[0], UNSURE)
        if goes_on:
            same = self.carried(subject.gender or "m", pronoun=True)
            office = same.member.office if same.member else None
            marked = any(t.kind is TokenKind.QUOTE for t in found)  # "added the author of «Salt»"
            held = {bare(w, self.words) for w in office.split()} if office else set()
            strange = held and not marked and bare(found[0].text, self.words) not in held
            strange = strange and not points_back(found, self.words)
            return Attribution(same.member, min(same.confidence, UNSURE)) if strange else same
        if points_back(found, self.words):
            return self.carried("f" if found[0].word.endswith("ة") else "m", pronoun=True)
        if is_short(found, self.words) or not subject.sure:
            return Attribution(None, NOBODY)
        return None

    def _meant(self, subject: Subject, passage: Passage) -> Attribution | None:
        """ "the midfielder", "the German", "Baker": somebody named before, in other words."""
        found = passage.tokens[subject.phrase[0] : subject.phrase[1]]
        if len(found) == 1:
            named = self.cast.find(found[0].text, person=True)
            return Attribution(named[0], NAMED if len(named) == 1 else UNSURE) if named else None
        if self.words.inversion and not self._is_office_of_one(subject, passage):
            other = self.in_other_words(subject, passage)
            if other is not None:
                return other
        if (
            found[0].word not in self.words.definite_articles
            or len(found) > _SHORT_DESCRIPTION
            or not describes_person(found, self.words)
        ):
            return None
        key = description_key(passage.text(subject.phrase), self.words)
        if self.cast.by_office(key) or any(
            key <= description_key(m.name, self.words) for m in self.cast.members if not m.person
        ):
            return None
        here = [t for t in self._turns if t.passage == self._passage and fits(t.member, subject.gender)]
        if here and all(t.member is here[-1].member and t.member.person for t in here):
            shown = PRONOUN if subject.gender else AMBIGUOUS  # "la chercheuse", but "the scientist"
            return Attribution(here[-1].member, min(here[-1].sure, shown))
        if not any(t.member.person and self._passage - t.passage <= 1 for t in self._turns):
            return None  # nobody to point back to: "the new owner"
        return Attribution(self._thing(passage.text(subject.phrase), key, passage, subject), UNSURE)

    def _is_office_of_one(self, subject: Subject, passage: Passage) -> bool:
        """Whether the article names who holds the office, or has let its holder speak without a name."""
        key = description_key(passage.text(subject.phrase), self.words)
        things = (description_key(m.name, self.words) for m in self.cast.members if not m.person)
        return bool(self.cast.by_office(key)) or any(key <= thing for thing in things)

    def _thing(self, phrase: str, key: frozenset[str], passage: Passage, subject: Subject) -> Member:
        same = [m for m in self.cast.members if not m.person and description_key(m.name, self.words) == key]
        fuller = [m for m in self.cast.members if not m.person and key < description_key(m.name, self.words)]
        if same and (self.words.capitals or len(fuller) != 1):
            return same[0]
        if len(fuller) == 1 and is_definite(subject, passage, self.words) and len(key) == 1:
            return fuller[0]
        member = Member(
            name=phrase, name_span=passage.span(subject.phrase), key=(), person=False, gender=subject.gender
        )
        self.cast.members.append(member)
        return member

    def _is_short_for_several(self, key: frozenset[str], subject: Subject) -> bool:
        """ "the ministry", where the article has named two."""
        things = [m for m in self.cast.members if not m.person]
        bodies = {m.name for m in things if key < description_key(m.name, self.words)}
        return subject.phrase[1] - subject.phrase[0] == 1 and len(bodies) > 1

    def _learn_gender(self, found: Attribution, cue: Cue) -> None:
        member = found.member
        if member is None or member.gender is not None or not member.person:
            return
        if cue.subject and cue.subject.kind is SubjectKind.PRONOUN and found.confidence >= PRONOUN:
            member.gender = cue.subject.gender
        elif cue.subject and cue.subject.kind is SubjectKind.PERSON:
            member.gender = cue.subject.gender or cue.gender
        elif cue.subject is None and not self.words.capitals and found.confidence >= PRONOUN:
            member.gender = cue.gender  # the Arabic verb shows it
