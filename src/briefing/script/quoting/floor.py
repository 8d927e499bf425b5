"""Subjects of verbs of saying, in the order of the article → who is meant, and how surely."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from briefing.model import BlockRole
from briefing.script.quoting.cues import Cue, CueKind
from briefing.script.quoting.lexicon import Lexicon
from briefing.script.quoting.names import Cast, Member
from briefing.script.quoting.passages import Passage
from briefing.script.quoting.subject import Subject, SubjectKind
from briefing.script.words import fold_name

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


class Floor:
    """Follows the article from sentence to sentence."""

    def __init__(self, cast: Cast, words: Lexicon) -> None:
        self.cast = cast
        self.words = words
        self._turns: deque[_Turn] = deque(maxlen=_REMEMBERED)
        self._seen: deque[tuple[Member, int]] = deque(maxlen=_REMEMBERED)
        """Every person named outside marks, with the number of the sentence."""
        self._passage = 0
        self._sentence = 0
        self._sidebar = False
        self.of_sentence: Attribution | None = None
        """The speaker whom this sentence named last."""

    def next_passage(self, passage: Passage) -> None:
        self._passage += 1
        self._sidebar = passage.block.role is BlockRole.SIDEBAR

    def next_sentence(self) -> None:
        self._sentence += 1
        self.of_sentence = None

    def see(self, member: Member) -> None:
        """A person is named in this sentence."""
        self._seen.append((member, self._sentence))

    def takes(self, member: Member, *, spoke: bool) -> None:
        """A person is the subject of this sentence, or of a verb of saying in it."""
        self._turns.append(_Turn(member, self._passage, self._sentence, spoke, self._sidebar))

    def attribute(self, cue: Cue, passage: Passage, after_quote: bool) -> Attribution:
        """Who speaks by this cue."""
        found = self._attribute(cue, passage, after_quote)
        if found.member is not None and not cue.aside and found.confidence >= UNSURE:
            if cue.kind is not CueKind.ACCORDING or cue.subject is not None:
                self.of_sentence = found
                self.takes(found.member, spoke=True)
            self._learn_gender(found, cue)
        return found

    def carried(self, gender: str | None, *, pronoun: bool = False) -> Attribution:
        """The last fitting speaker, for a verb without a subject or with a pronoun."""
        fitting = [
            t for t in reversed(self._turns) if _fits(t.member, gender) and (t.member.person or not pronoun)
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
        return Attribution(turn.member, sure)

    def last_speaker(self) -> Attribution:
        """For a paragraph or sentence that is nothing but a quotation."""
        spoke = next((t for t in reversed(self._turns) if t.spoke), None)
        if spoke is None or self._passage - spoke.passage > 1:
            return Attribution(spoke.member if spoke else None, UNSURE if spoke else NOBODY)
        others = [t for t in self._turns if t.sentence > spoke.sentence and t.member is not spoke.member]
        named = {id(m) for m, s in self._seen if s >= spoke.sentence and m is not spoke.member}
        if others or (named and self._passage != spoke.passage):
            return Attribution(spoke.member, UNSURE)
        return Attribution(spoke.member, SAME_PARAGRAPH if spoke.passage == self._passage else NEXT_PARAGRAPH)

    # ---------------------------------------------------------------------------------------- one cue

    def _attribute(self, cue: Cue, passage: Passage, after_quote: bool) -> Attribution:
        subject = cue.subject
        if subject is None:
            return self._without_subject(cue, after_quote)
        if subject.kind in (SubjectKind.OTHER, SubjectKind.SELF):
            return Attribution(None, NOBODY)
        if subject.kind is SubjectKind.PRONOUN:
            same = self.of_sentence
            if same and same.member and _fits(same.member, subject.gender) and same.member.person:
                return Attribution(same.member, min(same.confidence, SAME_SENTENCE))
            return self.carried(subject.gender, pronoun=True)
        if subject.kind is SubjectKind.PERSON and subject.name:
            return self._named(subject, passage)
        return self._described(subject, passage)

    def _without_subject(self, cue: Cue, after_quote: bool) -> Attribution:
        same = self.of_sentence
        if same and same.member:
            if _fits(same.member, cue.gender) or (after_quote and not cue.carries_on):
                return Attribution(same.member, min(same.confidence, SAME_SENTENCE))
            if cue.kind is CueKind.SAYING:
                return Attribution(same.member, UNSURE)
        subject = next((t for t in reversed(self._turns) if t.sentence == self._sentence), None)
        if subject and _fits(subject.member, cue.gender):
            return Attribution(subject.member, SAME_PARAGRAPH)
        if self.words.capitals and cue.kind is CueKind.SAID:
            return Attribution(self.carried(None).member, UNSURE)
        return self.carried(cue.gender)

    def _named(self, subject: Subject, passage: Passage) -> Attribution:
        assert subject.name is not None
        name = passage.text(subject.name)
        fitting = self.cast.find(name, person=True)
        if len(fitting) > 1 and subject.gender:
            fitting = tuple(m for m in fitting if _fits(m, subject.gender)) or fitting
        if len(fitting) == 1:
            # One word that no second mention shows to be a name may be any noun.
            strange = subject.bare and not self.words.capitals and len(fitting[0].key) == 1
            return Attribution(fitting[0], STRANGE_DESCRIPTION if strange else NAMED)
        if not fitting:
            return Attribution(None, NOBODY)
        recent = next((t.member for t in reversed(self._turns) if t.member in fitting), fitting[0])
        return Attribution(recent, UNSURE)

    def _described(self, subject: Subject, passage: Passage) -> Attribution:
        """ "the minister": the person who holds that office; else the body or description itself."""
        phrase = passage.text(subject.phrase)
        key = _description_key(phrase, self.words)
        definite = self._is_definite(subject, passage)
        if definite:
            holders = [m for m in self.cast.by_office(key) if _fits(m, subject.gender)] if key else []
            last_word = passage.tokens[subject.phrase[1] - 1].text
            named = self.cast.find(last_word, person=True) if subject.office and len(key) > 1 else ()
            if len(named) == 1:
                return Attribution(named[0], NAMED)  # "the minister al-Marri"
            if len(holders) == 1:
                return Attribution(holders[0], DESCRIBED)
            if holders:
                recent = next((t.member for t in reversed(self._turns) if t.member in holders), None)
                return Attribution(recent or holders[0], PRONOUN if recent else UNSURE)
        member = self._thing(phrase, key, passage, subject)
        if key & self.words.documents and len(key) == 1:
            issuer = self.carried(None)
            return Attribution(
                issuer.member or member, min(issuer.confidence, PRONOUN) if issuer.member else PRONOUN
            )
        return Attribution(
            member, DESCRIBED if self._is_known_kind(subject, passage) else STRANGE_DESCRIPTION
        )

    def _is_definite(self, subject: Subject, passage: Passage) -> bool:
        first = passage.tokens[subject.phrase[0]]
        return first.word in ("the", "mr", "ms") or self.words.definite(first) or first.capital

    def _is_known_kind(self, subject: Subject, passage: Passage) -> bool:
        w = self.words
        if not w.capitals:
            return True
        found = passage.tokens[subject.phrase[0] : subject.phrase[1]]
        return any(
            w.is_office(t.word)
            or w.is_institution(t.word)
            or t.word in w.sources
            or t.word in w.documents
            or t.word in w.spokes
            or (t.capital and t.word not in w.not_names)
            for t in found
        )

    def _thing(self, phrase: str, key: frozenset[str], passage: Passage, subject: Subject) -> Member:
        same = [m for m in self.cast.members if not m.person and _description_key(m.name, self.words) == key]
        if same:
            return same[0]
        fuller = [m for m in self.cast.members if not m.person and key < _description_key(m.name, self.words)]
        if len(fuller) == 1 and self._is_definite(subject, passage) and len(key) == 1:
            return fuller[0]
        member = Member(
            name=phrase, name_span=passage.span(subject.phrase), key=(), person=False, gender=subject.gender
        )
        self.cast.members.append(member)
        return member

    def _rivals(self, turn: _Turn, gender: str | None) -> bool:
        """Whether another person whom the pronoun fits was named since, or beside them."""
        since = turn.sentence + 1 if turn.spoke else turn.sentence
        return any(
            m is not turn.member and m.person and _fits(m, gender) and since <= s < self._sentence
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


def _fits(member: Member, gender: str | None) -> bool:
    return gender is None or member.gender is None or member.gender == gender


def _description_key(phrase: str, words: Lexicon) -> frozenset[str]:
    found = [fold_name(w.strip(".,،:()")) for w in phrase.split()]
    small = {"the", "a", "an", "of", "for", "at", "in", "and", "from", "its", "his", "her", "their"}
    return frozenset(
        w.removeprefix(words.article) if words.article and len(w) > 4 else w
        for w in found
        if w and w not in small
    )
