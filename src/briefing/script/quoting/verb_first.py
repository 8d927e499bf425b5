"""A sentence of a language whose verbs come first (Arabic) → who is its subject, and who may be, unread."""

from __future__ import annotations

from briefing.script.quoting.cues import Cue, CueFinder, CueKind
from briefing.script.quoting.floor import Floor
from briefing.script.quoting.passages import Passage
from briefing.script.quoting.subject import Range, SubjectKind
from briefing.script.quoting.turns import UNSURE
from briefing.script.words import TokenKind

_SUBJECT_ZONE = 12
"""Tokens from the beginning of a sentence in which its subject is named."""


class VerbFirst:
    """Tells the floor who is the subject of each sentence."""

    def __init__(self, floor: Floor) -> None:
        self.floor = floor
        self._words = floor.words

    def goes_on(self, passage: Passage, finder: CueFinder, sentence: Range, cue: Cue) -> bool:
        """Whether a cue without a subject can only be said of whoever spoke before."""
        if cue.kind is CueKind.SAYING and cue.first > sentence[0] + 1:
            return False  # a participle has its speaker in its own sentence
        at = finder.subject_phrases.past_openers(sentence[0], cue.first)
        if cue.subject is not None or at >= cue.first or passage.tokens[at].kind is not TokenKind.WORD:
            return True
        phrases = finder.subject_phrases
        near = all(t.kind is TokenKind.WORD for t in passage.tokens[at : cue.first])
        whole = passage.tokens[cue.first - 1].text in "،," and not cue.carries_on  # "about …, he said"
        if phrases.begins_adverbial(at) and (near or whole):
            return True
        another = self.floor.is_another(phrases.persons(range(at, cue.first)))
        said = phrases.says(at) and not phrases.hides_subject(at + 1, cue.first, free=True)
        return not another and (said or phrases.has_no_subject(at, cue.first))

    def takes_subject(self, passage: Passage, finder: CueFinder, sentence: Range) -> None:
        """The subject before the sentence's first verb, or behind it (Arabic)."""
        phrases = finder.subject_phrases
        first, last = phrases.past_openers(*sentence), sentence[1]
        subject = phrases.of_sentence(*sentence)
        if subject is not None and subject.name is not None:
            fitting = self.floor.cast.find(passage.text(subject.name), person=True)
            if len(fitting) == 1:
                self.floor.takes(fitting[0], spoke=False, sure=1.0 if fitting[0].sure else UNSURE)
                return
        if subject is not None and subject.kind is SubjectKind.PRONOUN:
            same = self.floor.carried(subject.gender, pronoun=True)  # "the official himself showed …"
            if same.member is not None:
                self.floor.takes(same.member, spoke=False, sure=same.confidence)
                return
        if subject is not None and subject.name is None and subject.office is not None:
            held = self.floor.held(subject, passage)
            if held is not None and held.member is not None:
                self.floor.takes(held.member, spoke=False, sure=held.confidence)
            else:
                self.floor.takes_stranger(passage, subject)  # nobody before is carried over them
            return
        if first < last and phrases.begins_adverbial(first):
            return  # "about al-Marri he said": the person is the matter
        for start in (first, first + 1):  # "al-Marri had said …", "met al-Marri …"
            for count in (3, 2, 1):
                words = passage.tokens[start : min(start + count, last)]
                if len(words) == count and all(t.kind is TokenKind.WORD for t in words):
                    span = passage.text((start, start + count))
                    fitting = self.floor.cast.find(span, person=True)
                    if (
                        len(fitting) == 1
                        and fitting[0].sure
                        and not self._words.is_cue(passage.tokens, start)
                    ):
                        self.floor.takes(fitting[0], spoke=False)
                        return

    def sees_others(self, finder: CueFinder, sentence: Range) -> None:
        """Somebody stands where the subject is named, and no person was understood to be it."""
        zone = range(sentence[0], min(sentence[1], sentence[0] + _SUBJECT_ZONE))
        persons = finder.subject_phrases.persons(zone)
        if not self.floor.has_subject(person=True) and self.floor.is_another(persons):
            self.floor.see_unread()

    def is_broken(self, passage: Passage, cues: tuple[Cue, ...], cue: Cue) -> bool:
        """ "…, except that the-scholar …, and-says": behind a break the clause has a subject of its own."""
        before = cues[cues.index(cue) - 1].last if cue is not cues[0] else cue.first
        for at in range(before, cue.first - 1):
            follows = passage.tokens[at + 1].word in self._words.that
            if follows and passage.tokens[at].word in self._words.clause_breaks:
                return True
        return False
