"""Subjects of verbs of saying, in the order of the article → who is meant, and how surely."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from briefing.model import BlockRole
from briefing.script.quoting.cues import Cue, CueKind
from briefing.script.quoting.descriptions import (
    describes_person,
    description_key,
    fits,
    is_definite,
    is_human,
    is_known_kind,
)
from briefing.script.quoting.holders import holders, is_construct, is_short, points_back
from briefing.script.quoting.lexicon import Lexicon
from briefing.script.quoting.names import Cast, Member, name_key
from briefing.script.quoting.passages import Passage
from briefing.script.quoting.subject import Subject, SubjectKind

# How sure, by pattern. On PolNeAR's test part (646 quotations) a name beside the verb was right in 94 of 100,
# a speaker carried over in 62, a pronoun in 42, when taken without looking for a second candidate. Here both
# count only where no other candidate fits, else UNSURE.
NAMED = 0.95
LABELLED = 0.95
SAME_SENTENCE = 0.9
DESCRIBED = 0.9
SAME_PARAGRAPH = 0.85
PRONOUN = 0.8
NEXT_PARAGRAPH = 0.8
INTO_SIDEBAR = 0.75
STRANGE_DESCRIPTION = 0.7
UNSURE = 0.5
NOBODY = 0.3
_REMEMBERED = 64
"""Turns and names kept; those before are out of reach anyway."""
_SHORT_DESCRIPTION = 4
"""Words of a description that points back: "the former Leeds striker"."""
_REACH = 4
"""Paragraphs over which a speaker is carried: a paragraph of reported speech or two may stand between."""


@dataclass(frozen=True, slots=True)
class Attribution:
    member: Member | None
    confidence: float


@dataclass(frozen=True, slots=True)
class _Turn:
    """A person who was the subject of a sentence."""

    member: Member
    passage: int
    sentence: int
    spoke: bool
    sidebar: bool
    sure: float
    """How sure it is that this person spoke: nobody who is carried over is surer."""


class Floor:
    """Follows the article from sentence to sentence."""

    def __init__(self, cast: Cast, words: Lexicon) -> None:
        self.cast = cast
        self.words = words
        self._turns: deque[_Turn] = deque(maxlen=_REMEMBERED)
        self._seen: deque[tuple[Member, int]] = deque(maxlen=_REMEMBERED)
        """Every person named outside marks, with the number of the sentence."""
        self._owners: deque[tuple[Member, int]] = deque(maxlen=_REMEMBERED)
        """Those named only as owners, with the number of the passage: "Hill's new play"."""
        self._strangers: deque[tuple[str | None, int]] = deque(maxlen=_REMEMBERED)
        """Likely gender of first names that nobody in the cast has ("his daughter Beth"), and the passage."""
        self._passage = 0
        self._sentence = 0
        self._sidebar = False
        self.begun_with: str | None = None
        """Gender of the pronoun that is this sentence's subject."""
        self._aside = False
        """Whether somebody else was said to speak in a subordinate clause of this sentence."""
        self.of_sentence: Attribution | None = None
        """The speaker whom this sentence named last."""

    def next_passage(self, passage: Passage) -> None:
        self._passage += 1
        self._sidebar = passage.block.role is BlockRole.SIDEBAR

    def next_sentence(self) -> None:
        self._sentence += 1
        self._aside = False
        self.of_sentence = None
        self.begun_with = None

    def see_owner(self, member: Member) -> None:
        """A person is named as the owner of something."""
        self._owners.append((member, self._passage))

    def see_stranger(self, gender: str | None) -> None:
        """A first name that we know nobody by."""
        self._strangers.append((gender, self._passage))

    def see(self, member: Member) -> None:
        """A person is named in this sentence."""
        self._seen.append((member, self._sentence))

    def takes(self, member: Member, *, spoke: bool, sure: float = 1.0) -> None:
        """A person is the subject of this sentence, or of a verb of saying in it."""
        self._turns.append(_Turn(member, self._passage, self._sentence, spoke, self._sidebar, sure))

    def attribute(
        self, cue: Cue, passage: Passage, after_quote: bool, *, doubtful: bool = False
    ) -> Attribution:
        """Who speaks by this cue. `doubtful`: its subject may stand in the sentence and not be understood."""
        found = self._attribute(cue, passage, after_quote)
        doubtful = doubtful or (self._aside and cue.subject is None and cue.kind is CueKind.SAYING)
        self._aside = self._aside or (cue.aside and not self.words.capitals)
        if doubtful and self.of_sentence is None and not self._has_subject():
            found = Attribution(found.member, min(found.confidence, UNSURE))
        stranger = cue.subject is not None and not cue.subject.maybe
        if found.member is None and stranger and not self.words.capitals:
            self._takes_unknown(cue, passage)
        if found.member is not None and not cue.aside and found.confidence >= UNSURE:
            if cue.kind is not CueKind.ACCORDING or cue.subject is not None:
                self.of_sentence = found
                self.takes(found.member, spoke=True, sure=found.confidence)
            self._learn_gender(found, cue)
        return found

    def _has_subject(self) -> bool:
        return any(t.sentence == self._sentence for t in self._turns)

    def _is_no_name(self, subject: Subject, passage: Passage) -> bool:
        return subject.name is not None and not self.cast.find(passage.text(subject.name), person=True)

    def _takes_unknown(self, cue: Cue, passage: Passage) -> None:
        """Somebody spoke whom we do not know: nobody before them is carried on."""
        assert cue.subject is not None
        stranger = Member(
            name=passage.text(cue.subject.phrase),
            name_span=passage.span(cue.subject.phrase),
            key=(),
            person=True,
            gender=cue.gender,
            sure=False,
        )
        self.of_sentence = Attribution(stranger, NOBODY)
        self.takes(stranger, spoke=True, sure=NOBODY)

    def carried(self, gender: str | None, *, pronoun: bool = False) -> Attribution:
        """The last fitting speaker, for a verb without a subject or with a pronoun."""
        fitting = [
            t
            for t in reversed(self._turns)
            if fits(t.member, gender) and (is_human(t.member, self.words) or not pronoun)
        ]
        if not fitting:
            return Attribution(None, NOBODY)
        turn = fitting[0]
        distance = self._passage - turn.passage
        if distance > _REACH:
            return Attribution(turn.member, UNSURE)
        sure = SAME_PARAGRAPH if distance == 0 else NEXT_PARAGRAPH
        if distance and self._sidebar and not turn.sidebar:
            sure = INTO_SIDEBAR
        if pronoun:
            sure = min(sure, PRONOUN)
        last_spoke = next((t for t in fitting if t.spoke), turn)
        if last_spoke.member is not turn.member and self._passage - last_spoke.passage <= 1 and not pronoun:
            return Attribution(turn.member, UNSURE)
        if pronoun and self._rivals(turn, gender):
            return Attribution(turn.member, UNSURE)
        if not self.words.capitals and turn.sure <= STRANGE_DESCRIPTION:
            return Attribution(turn.member, UNSURE)
        if self.words.capitals:
            if turn.sure <= UNSURE:
                return Attribution(turn.member, UNSURE)
            unknown = (turn.member.gender or turn.member.likely) is None
            if pronoun and unknown and distance > 1:
                return Attribution(turn.member, UNSURE)
        return Attribution(turn.member, sure)

    def last_speaker(self) -> Attribution:
        """For a paragraph or sentence that is nothing but a quotation."""
        spoke = next((t for t in reversed(self._turns) if t.spoke), None)
        if spoke is None or self._passage - spoke.passage > 1:
            return Attribution(spoke.member if spoke else None, UNSURE if spoke else NOBODY)
        others = [t for t in self._turns if t.sentence > spoke.sentence and t.member is not spoke.member]
        named = {id(m) for m, s in self._seen if s >= spoke.sentence and m is not spoke.member}
        doubted = self.words.capitals and spoke.sure <= UNSURE
        if others or (named and self._passage != spoke.passage) or doubted:
            return Attribution(spoke.member, UNSURE)
        return Attribution(spoke.member, SAME_PARAGRAPH if spoke.passage == self._passage else NEXT_PARAGRAPH)

    # ---------------------------------------------------------------------------------------- one cue

    def _attribute(self, cue: Cue, passage: Passage, after_quote: bool) -> Attribution:
        subject = cue.subject
        if subject is None or (subject.maybe and self._is_no_name(subject, passage)):
            return self._without_subject(cue, after_quote)
        if subject.kind in (SubjectKind.OTHER, SubjectKind.SELF):
            return Attribution(None, NOBODY)
        if subject.kind is SubjectKind.PRONOUN:
            same = self.of_sentence
            if same and same.member and fits(same.member, subject.gender) and same.member.person:
                return Attribution(same.member, min(same.confidence, SAME_SENTENCE))
            return self.carried(subject.gender, pronoun=True)
        if subject.kind is SubjectKind.PERSON and subject.name:
            return self._named(subject, passage)
        return self._described(subject, passage, cue)

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
        fitting = self.cast.find(name, person=True)
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
        return Attribution(fitting[0], UNSURE)

    def _described(self, subject: Subject, passage: Passage, cue: Cue) -> Attribution:
        """ "the minister": the person who holds that office; else the body or description itself."""
        phrase = passage.text(subject.phrase)
        key = description_key(phrase, self.words)
        definite = is_definite(subject, passage, self.words)
        if definite and self.words.capitals:
            meant = self._meant(subject, passage)
            if meant is not None:
                return meant
        if subject.office and not self.words.capitals:
            verb = self.words.without_prefix(passage.tokens[cue.first].word)
            held = self.held(subject, passage, goes_on=verb in self.words.going_on)
            if held is not None:
                return held
        elif definite:
            bearers = [m for m in self.cast.by_office(key) if fits(m, subject.gender)] if key else []
            last_word = passage.tokens[subject.phrase[1] - 1].text
            named = self.cast.find(last_word, person=True) if subject.office and len(key) > 1 else ()
            if len(named) == 1:
                return Attribution(named[0], NAMED)  # "the minister al-Marri"
            if len(bearers) == 1:
                return Attribution(bearers[0], DESCRIBED)
            if bearers:
                recent = next((t.member for t in reversed(self._turns) if t.member in bearers), None)
                return Attribution(recent or bearers[0], PRONOUN if recent else UNSURE)
        if not subject.sure and not self.words.capitals:
            return Attribution(None, NOBODY)
        member = self._thing(phrase, key, passage, subject)
        if key & self.words.documents and len(key) == 1:
            issuer = self.carried(None)
            return Attribution(
                issuer.member or member, min(issuer.confidence, PRONOUN) if issuer.member else PRONOUN
            )
        return Attribution(
            member, DESCRIBED if is_known_kind(subject, passage, self.words) else STRANGE_DESCRIPTION
        )

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
            return self.carried(subject.gender or "m", pronoun=True)
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
        if (
            found[0].word != "the"
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
            return Attribution(here[-1].member, min(here[-1].sure, PRONOUN))
        if not any(t.member.person and self._passage - t.passage <= 1 for t in self._turns):
            return None  # nobody to point back to: "the new owner"
        return Attribution(here[-1].member if here else None, UNSURE)

    def _thing(self, phrase: str, key: frozenset[str], passage: Passage, subject: Subject) -> Member:
        same = [m for m in self.cast.members if not m.person and description_key(m.name, self.words) == key]
        if same:
            return same[0]
        fuller = [m for m in self.cast.members if not m.person and key < description_key(m.name, self.words)]
        if len(fuller) == 1 and is_definite(subject, passage, self.words) and len(key) == 1:
            return fuller[0]
        member = Member(
            name=phrase, name_span=passage.span(subject.phrase), key=(), person=False, gender=subject.gender
        )
        self.cast.members.append(member)
        return member

    def _rivals(self, turn: _Turn, gender: str | None) -> bool:
        """Whether another person whom the pronoun fits was named since, or beside them."""
        since = turn.sentence + 1 if turn.spoke else turn.sentence
        if turn.passage != self._passage and (
            any(m is not turn.member and fits(m, gender) and p == self._passage for m, p in self._owners)
            or any(g in (gender, None) and p == self._passage for g, p in self._strangers)
        ):
            return True
        return any(
            m is not turn.member and m.person and fits(m, gender) and since <= s < self._sentence
            for m, s in self._seen
        )

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
