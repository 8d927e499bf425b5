"""Persons in the order in which an article names them and lets them speak → who has the floor."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.model import BlockRole
from briefing.script.quoting.descriptions import fits, is_human
from briefing.script.quoting.lexicon import Lexicon
from briefing.script.quoting.names import Cast, Member
from briefing.script.quoting.passages import Passage
from briefing.script.words import Token, TokenKind, fold

# How sure, by pattern: see `_pronoun` for what was measured of pronouns. Whoever is carried over counts only
# where no other candidate fits, else UNSURE.
NAMED = 0.95
LABELLED = 0.94
SAME_SENTENCE = 0.92
DESCRIBED = 0.9
SAME_PARAGRAPH = 0.85
PRONOUN = 0.82
NEXT_PARAGRAPH = 0.8
INTO_SIDEBAR = 0.75
HEARSAY = 0.72
AMBIGUOUS = 0.72
"""A pronoun or a description that another person fits as well: more often right than not, never spoken."""
STRANGE_DESCRIPTION = 0.7
FRAGMENT = 0.7
"""Highest confidence of words that are no sentence of their own: never spoken alone."""
UNSURE = 0.5
NOBODY = 0.3
_WORD = re.compile(r"[\w'’-]+")
_REMEMBERED = 64
"""Turns and names kept; those before are out of reach anyway."""
_NEAR_SENTENCES = 8
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
    section: int
    spoke: bool
    sidebar: bool
    sure: float
    """How sure it is that this person spoke: nobody who is carried over is surer."""


class Turns:
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
        self._sentences: deque[tuple[Token, ...]] = deque(maxlen=_REMEMBERED)
        """Those that have begun, the present one last."""
        self._passage = 0
        self._section = 0
        """Headings passed."""
        self._sentence = 0
        self._sidebar = False
        self._unread = -1
        """The last sentence that names somebody whom we do not understand."""
        self.begun_with: str | None = None
        """Gender of the pronoun that is this sentence's subject."""
        self._aside = False
        """Whether somebody else was said to speak in a subordinate clause of this sentence."""
        self.of_sentence: Attribution | None = None
        """The speaker whom this sentence named last."""

    def next_passage(self, passage: Passage) -> None:
        self._passage += 1
        self._section += passage.after_heading
        self._sidebar = passage.block.role is BlockRole.SIDEBAR

    def next_sentence(self, tokens: tuple[Token, ...]) -> None:
        self._sentence += 1
        self._sentences.append(tokens)
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

    def is_near(self, member: Member) -> bool:
        """Whether the person was named or spoke in this paragraph or the few before it."""
        spoke = any(t.member is member and self._passage - t.passage <= _REACH for t in self._turns)
        return spoke or any(m is member and self._sentence - s <= _NEAR_SENTENCES for m, s in self._seen)

    def takes(self, member: Member, *, spoke: bool, sure: float = 1.0) -> None:
        """A person is the subject of this sentence, or of a verb of saying in it."""
        self._turns.append(
            _Turn(member, self._passage, self._sentence, self._section, spoke, self._sidebar, sure)
        )

    def has_subject(self, *, person: bool = False) -> bool:
        """Whether somebody is the subject of this sentence, or of a verb of saying in it."""
        return any(t.sentence == self._sentence and (t.member.person or not person) for t in self._turns)

    def see_unread(self) -> None:
        """Somebody is named in this sentence, and is not understood (Arabic)."""
        self._unread = self._sentence

    def is_another(self, named: Iterable[str]) -> bool:
        """Whether one of the folded words is none of the name or the office of the last subject."""
        last = self._turns[-1].member if self._turns else None
        own = f"{last.name} {last.office or ''}".split() if last else []
        known = {stem for word in own for stem in self.words.stems(fold(word))}
        return any(known.isdisjoint(self.words.stems(word)) for word in named)

    def carried(self, gender: str | None, *, pronoun: bool = False) -> Attribution:
        """The last fitting speaker, for a verb without a subject or with a pronoun."""
        fitting = (
            t
            for t in reversed(self._turns)
            if fits(t.member, gender) and (is_human(t.member, self.words) or not pronoun)
        )
        turn = next(fitting, None)
        if turn is None:
            return Attribution(None, NOBODY)
        distance = self._passage - turn.passage
        if distance > _REACH:
            return Attribution(turn.member, UNSURE)
        sure = SAME_PARAGRAPH if distance == 0 else NEXT_PARAGRAPH
        if distance and self._sidebar and not turn.sidebar:
            sure = INTO_SIDEBAR
        if pronoun:
            sure = min(sure, PRONOUN)
        last_spoke = turn if turn.spoke else next((t for t in fitting if t.spoke), turn)
        if last_spoke.member is not turn.member and self._passage - last_spoke.passage <= 1 and not pronoun:
            return Attribution(turn.member, UNSURE)
        if pronoun and self._rivals(turn, gender):
            return Attribution(turn.member, UNSURE)
        if not self.words.capitals and (turn.sure <= STRANGE_DESCRIPTION or self._unread > turn.sentence):
            return Attribution(turn.member, UNSURE)
        if self.words.capitals:
            if turn.sure <= UNSURE:
                return Attribution(turn.member, UNSURE)
            unknown = (turn.member.gender or turn.member.likely) is None
            if pronoun and unknown and distance > 1:
                return Attribution(turn.member, UNSURE)
            if pronoun:
                sure = min(sure, self._pronoun(turn, gender))
        return Attribution(turn.member, sure)

    def subject_of_sentence(self) -> Attribution:
        """For words in marks that no verb of saying governs."""
        return Attribution(self.named_in_sentence() or self.carried(None).member, UNSURE)

    def only_seen(self) -> Member | None:
        """The one person who is named in this sentence."""
        found = [m for m, sentence in self._seen if sentence == self._sentence]
        return found[0] if found and all(m is found[0] for m in found) else None

    def named_in_sentence(self) -> Member | None:
        """The last person who is a subject in this sentence."""
        return next((t.member for t in reversed(self._turns) if t.sentence == self._sentence), None)

    def subject_before_colon(self) -> Attribution | None:
        """The sentence's only subject, where a colon and no verb of saying leads to the quotation."""
        found = [t for t in self._turns if t.sentence == self._sentence]
        if not found or any(t.member is not found[0].member for t in found):
            return None
        return Attribution(found[0].member, min(found[0].sure, PRONOUN))

    def last_speaker(self) -> Attribution:
        """For a paragraph or sentence that is nothing but a quotation."""
        spoke = next((t for t in reversed(self._turns) if t.spoke), None)
        if spoke is None or self._passage - spoke.passage > 1 or self._section != spoke.section:
            return Attribution(spoke.member if spoke else None, UNSURE if spoke else NOBODY)
        others = [t for t in self._turns if t.sentence > spoke.sentence and t.member is not spoke.member]
        if others and others[-1].passage == self._passage and others[-1].sentence == self._sentence:
            return Attribution(others[-1].member, UNSURE)  # "Hill pointed to her record. “…”"
        named = {id(m) for m, s in self._seen if s >= spoke.sentence and m is not spoke.member}
        doubted = self.words.capitals and spoke.sure <= UNSURE
        if others or (named and self._passage != spoke.passage) or doubted:
            return Attribution(spoke.member, UNSURE)
        sure = SAME_PARAGRAPH if spoke.passage == self._passage else NEXT_PARAGRAPH
        return Attribution(spoke.member, min(sure, spoke.sure) if self.words.capitals else sure)

    def _rivals(self, turn: _Turn, gender: str | None) -> bool:
        """Whether another person whom the pronoun fits was named since, or beside them."""
        # Whoever stands beside the speaker may be meant as well, where no verb's form shows who speaks.
        since = turn.sentence if self.words.capitals or not turn.spoke else turn.sentence + 1
        if turn.passage != self._passage and (
            any(m is not turn.member and fits(m, gender) and p == self._passage for m, p in self._owners)
            or any(g in (gender, None) and p == self._passage for g, p in self._strangers)
        ):
            return True
        return any(
            m is not turn.member and m.person and fits(m, gender) and since <= s < self._sentence
            for m, s in self._seen
        )

    def _pronoun(self, turn: _Turn, gender: str | None) -> float:
        """How sure a pronoun goes on from `turn`, where names have capitals and no verb shows the gender.

        Right and wrong on PolNeAR's train part (819 articles), by the chains of coreference that CoreNLP
        gives; of 15 that are wrong by it in the first four rows 13 were right when read.
          PRONOUN    who spoke in the same paragraph                                   95 right    0 wrong
                     who spoke before                                                 221         16
                     who was the subject in a paragraph before                         38          2
                     … in the same paragraph                                           35          8
          AMBIGUOUS  another who fits is named since, in the same sentence, in marks   61         34
                     another who fits spoke meanwhile, or in the paragraph before      15          5
                     a description without gender; a heading between; a chain of such   2          8
        """
        described = not turn.member.person and turn.member.gender is None
        if described or turn.sure <= AMBIGUOUS or turn.section != self._section:
            return AMBIGUOUS
        answered = turn.passage != self._passage and any(
            t.spoke and t.member is not turn.member and fits(t.member, gender)
            for t in self._turns
            if self._passage - t.passage <= 1
        )
        return AMBIGUOUS if answered or self._in_company(turn, gender) else PRONOUN

    def _in_company(self, turn: _Turn, gender: str | None) -> bool:
        """Whether from the turn's sentence on another is named whom the pronoun fits, in marks or not."""
        since = self._sentence - turn.sentence + 1
        return any(
            found and all(m is not turn.member and fits(m, gender) for m in found)
            for sentence in list(self._sentences)[-since:]
            for word in _capitalised(sentence)
            if (found := self.cast.with_word(word))
        )


def _capitalised(sentence: tuple[Token, ...]) -> Iterator[str]:
    """Its words with a capital, those in marks as well."""
    for token in sentence:
        found = _WORD.findall(token.text) if token.kind is TokenKind.QUOTE else [token.text]
        yield from (word for word in found if word[:1].isupper())
