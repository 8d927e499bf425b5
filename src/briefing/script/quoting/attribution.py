"""The sentences of a passage → for each stretch in marks: is it speech, whose, by which verb, how surely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.script.quoting.cues import Cue, CueFinder, CueKind
from briefing.script.quoting.floor import Floor
from briefing.script.quoting.governing import Governing
from briefing.script.quoting.lexicon import Lexicon
from briefing.script.quoting.names import Cast, Member, name_key
from briefing.script.quoting.passages import Passage
from briefing.script.quoting.signed import signature
from briefing.script.quoting.speech import Tie, is_fragment, is_speech
from briefing.script.quoting.subject import Range, SubjectKind
from briefing.script.quoting.turns import (
    AMBIGUOUS,
    HEARSAY,
    LABELLED,
    NEXT_PARAGRAPH,
    NOBODY,
    PRONOUN,
    SAME_PARAGRAPH,
    STRANGE_DESCRIPTION,
    UNSURE,
    Attribution,
)
from briefing.script.quoting.verb_first import VerbFirst
from briefing.script.words import TokenKind

LOOSE = 0.78
"""Highest confidence of a stretch that finishes the reporter's own clause."""
_ASKED = "سال"
"""The folded verb of asking: whoever answers in the same sentence is another."""


@dataclass(slots=True)
class Judged:
    """One stretch in marks."""

    quote: int
    """Index in `Passage.quotes`."""
    speech: bool
    attribution: Attribution
    cue: Range | None = None
    """Tokens of the verb of saying."""
    tie: Tie = Tie.NONE
    fragment: bool = False
    """Somebody's words, but no sentence: `speech` is false."""


class Attributor:
    """Follows one article, passage by passage."""

    def __init__(self, cast: Cast, words: Lexicon) -> None:
        self.cast = cast
        self.words = words
        self.floor = Floor(cast, words)
        self.verb_first = VerbFirst(self.floor)
        self.governing = Governing(words)
        self._announced: Attribution | None = None
        """Whose words follow, where the passage before ended with a colon."""
        self._last: Judged | None = None
        """The last stretch of the passage before, if it had one."""
        self._asking = False
        """Whether the last verb was one of asking."""

    def passage(self, passage: Passage, finder: CueFinder, *, goes_on: bool) -> list[Judged]:
        """In the order of the text. `goes_on`: the passage before left its quotation open."""
        self.floor.next_passage(passage)
        judged: list[Judged] = []
        waiting: list[Judged] = []
        cues: tuple[Cue, ...] = ()
        speakers: list[Attribution] = []
        quoted: list[Judged] = []
        """What was said in the sentence before."""
        for sentence in passage.sentences:
            before = self._announced or self._going_on(quoted) or self.floor.last_speaker()
            self._announced = None
            self.floor.next_sentence(passage.tokens[slice(*sentence)])
            cues, speakers = self._speakers(passage, finder, sentence)
            if waiting:
                self._late_verb(waiting, passage, sentence, cues, speakers)
            found = self._sentence(passage, sentence, cues, speakers, before)
            late = [j for j in waiting if j.cue is not None] if not found else []
            quoted = [j for j in found or late if j.speech]
            waiting = [j for j in found if j.tie is Tie.WHOLE]
            judged.extend(found)
        if goes_on and judged and passage.tokens[0].kind is TokenKind.QUOTE and judged[0].cue is None:
            carried = self._carried_over()
            if carried.member:
                judged[0].speech, judged[0].attribution = True, carried
        self._last = judged[-1] if judged else None
        if self.words.capitals and passage.tokens and passage.tokens[-1].text == ":":
            found_speaker = self._announcer(passage, finder, passage.sentences[-1], cues, speakers)
            doubted = Attribution(self.floor.last_speaker().member, UNSURE)  # "Transcript as follows:"
            self._announced = found_speaker or doubted
        return judged

    def _announcer(
        self,
        passage: Passage,
        finder: CueFinder,
        sentence: Range,
        cues: tuple[Cue, ...],
        speakers: list[Attribution],
    ) -> Attribution | None:
        """Whose words a sentence that ends with a colon announces: whoever speaks in it, or its subject."""
        said = [s for c, s in zip(cues, speakers, strict=True) if s.member is not None and not c.aside]
        if said:
            return Attribution(said[-1].member, min(said[-1].confidence, SAME_PARAGRAPH))
        named = self.floor.named_in_sentence()
        if named is not None:
            return Attribution(named, STRANGE_DESCRIPTION)
        subject = finder.leading(*sentence)
        if subject is None or subject.kind is not SubjectKind.THING:
            return None
        return Attribution(self.floor.thing(subject, passage), STRANGE_DESCRIPTION)

    def _going_on(self, quoted: list[Judged]) -> Attribution | None:
        """“…,” Hill said. “…”: the next sentence in marks is of the same speaker, whoever else was named."""
        last = quoted[-1] if quoted and self.words.capitals else None
        if last is None or last.attribution.member is None or last.cue is None:
            return None
        return Attribution(last.attribution.member, min(last.attribution.confidence, SAME_PARAGRAPH))

    def _carried_over(self) -> Attribution:
        """The speaker of the quotation that the paragraph goes on with."""
        if self.words.capitals and self._last is not None and self._last.attribution.member is not None:
            return self._last.attribution
        found = self.floor.last_speaker()
        return Attribution(found.member, max(found.confidence, NEXT_PARAGRAPH))

    # ---------------------------------------------------------------------------------------- speakers

    def _speakers(
        self, passage: Passage, finder: CueFinder, sentence: Range
    ) -> tuple[tuple[Cue, ...], list[Attribution]]:
        for subject in finder.mentions(sentence):
            if subject.name:
                for member in self.cast.find(passage.text(subject.name), person=True)[:1]:
                    self.floor.see(member)
        if self.words.capitals:
            self._see_short_names(passage, sentence)
        self._subject_of_sentence(passage, finder, sentence)
        cues = finder.cues(sentence)
        speakers = []
        for cue in cues:
            after_quote = any(
                t.kind is TokenKind.QUOTE for t in passage.tokens[max(sentence[0], cue.first - 2) : cue.first]
            )
            doubtful = not self.words.capitals and not self.verb_first.goes_on(passage, finder, sentence, cue)
            if self._asking and cue.subject is None and cue.carries_on:
                speakers.append(Attribution(None, NOBODY))  # "the judge asked him …, so he answered"
                continue
            self._asking = self._asks(passage, cue)
            found = self.floor.attribute(cue, passage, after_quote, doubtful=doubtful)
            if (
                cue.subject is None
                and not self.words.capitals
                and self.verb_first.is_broken(passage, cues, cue)
            ):
                found = Attribution(found.member, min(found.confidence, UNSURE))
            speakers.append(found)
        if not self.words.capitals:
            self.verb_first.sees_others(finder, sentence)
        return cues, speakers

    def _asks(self, passage: Passage, cue: Cue) -> bool:
        word = self.words.without_prefix(passage.tokens[cue.first].word)
        return not self.words.capitals and cue.kind is CueKind.SAID and word.startswith(_ASKED)

    def _see_short_names(self, passage: Passage, sentence: Range) -> None:
        first_is_adverbial = passage.tokens[sentence[0]].word in self.words.openers
        comma = next((i for i in range(*sentence) if passage.tokens[i].text == ","), sentence[0])
        for at in range(*sentence):
            token = passage.tokens[at]
            owner = self.words.is_owner(token.text)  # "Hill's wife … she": not Hill
            if token.capital and not (first_is_adverbial and at < comma):
                found = self.cast.with_word(token.text)
                if len(found) == 1 and owner:
                    self.floor.see_owner(found[0])
                elif len(found) == 1:
                    self.floor.see(found[0])
                elif not found and (likely := self.words.likely_gender(token.word)):
                    self.floor.see_stranger(likely)

    def _subject_of_sentence(self, passage: Passage, finder: CueFinder, sentence: Range) -> None:
        if not self.words.capitals:
            self.verb_first.takes_subject(passage, finder, sentence)
            return
        first, last = sentence
        subject = finder.leading(first, last)
        if subject and subject.kind is SubjectKind.PRONOUN:
            self.floor.begun_with = subject.gender
        unread = subject is None or subject.kind is SubjectKind.THING
        if unread and finder.noun_phrases.begins_with_capitals(first, last):
            self.floor.see_stranger(None)  # may be a person whose name we do not understand
        if subject is None and self.words.inversion:
            described = self.floor.described_at(passage, sentence)
            if described is not None and described.confidence > AMBIGUOUS and described.member:
                self.floor.takes(described.member, spoke=False, sure=described.confidence)
                return
        if subject is None and self.words.inversion and not self.words.drops_subject:
            only = self.floor.only_seen()
            # behind its verb: "Seit drei Jahren kämpft Hill …"
            if only is not None and not self._is_complement(only, passage, sentence):
                self.floor.takes(only, spoke=False, sure=PRONOUN)
            return
        if subject is None or subject.kind is not SubjectKind.PERSON or subject.name is None:
            return
        fitting = self.cast.find(passage.text(subject.name), person=True)
        if len(fitting) > 1:  # alone stands the surname: "Scott" is not Scott Hill
            fitting = tuple(m for m in fitting if m.key[-1:] == name_key(passage.text(subject.name))[-1:])
        if len(fitting) == 1:
            self.floor.takes(fitting[0], spoke=False)
        elif len(genders := {m.gender or m.likely for m in fitting}) < 2:
            self.floor.see_stranger(next(iter(genders), None))

    def _is_complement(self, member: Member, passage: Passage, sentence: Range) -> bool:
        """Whether the person stands behind a preposition only: "after Cyclone Hill", "her view of Hill"."""
        w, tokens = self.words, passage.tokens
        for at in range(*sentence):
            if not tokens[at].capital or name_key(tokens[at].text)[-1:] != member.key[:1]:
                continue
            if at == sentence[0] or tokens[at - 1].word not in w.prepositions | w.genitive | w.openers:
                return False
        first = next((i for i in range(*sentence) if tokens[i].text in member.name.split()), sentence[0])
        before = {t.word for t in tokens[max(sentence[0], first - 2) : first]}
        return bool(before & (w.prepositions | w.openers))

    # ---------------------------------------------------------------------------------------- stretches

    def _sentence(
        self,
        passage: Passage,
        sentence: Range,
        cues: tuple[Cue, ...],
        speakers: list[Attribution],
        before: Attribution,
    ) -> list[Judged]:
        places = [i for i in range(*sentence) if passage.tokens[i].kind is TokenKind.QUOTE]
        found: list[Judged] = []
        for number, at in enumerate(places):
            left = places[number - 1] + 1 if number else sentence[0]
            right = places[number + 1] if number + 1 < len(places) else sentence[1]
            chosen = self.governing.govern(passage, cues, at, left, right, sentence)
            judged = self._judge(passage, cues, speakers, at, left, sentence, chosen, found, before)
            if not judged.speech:
                words_before = [t.word for t in passage.tokens[left:at] if t.kind is TokenKind.WORD]
                judged.fragment = is_fragment(passage.inside(judged.quote), words_before, self.words)
            found.append(judged)
        self._share(passage, places, found)
        return found

    def _judge(
        self,
        passage: Passage,
        cues: tuple[Cue, ...],
        speakers: list[Attribution],
        at: int,
        left: int,
        sentence: Range,
        chosen: tuple[int, bool] | None,
        found: list[Judged],
        before: Attribution,
    ) -> Judged:
        tokens = passage.tokens
        quote = tokens[at].quote
        text = passage.inside(quote)
        words_before = [t.word for t in tokens[left:at] if t.kind is TokenKind.WORD]
        if at > left and tokens[at - 1].text == ":" and not self.words.capitals:
            words_before.append(":")
        if chosen is None:
            return self._without_cue(passage, quote, text, at, sentence, words_before, before, found)
        number, after = chosen
        cue, speaker = cues[number], speakers[number]
        tie = Tie.BEFORE if after else self.governing.tie(tokens, cue, at, left)
        cue_words = (cue.first, cue.last)
        if tie is Tie.DIRECT and found and found[-1].cue == cue_words and found[-1].tie is Tie.BEFORE:
            tie = Tie.GOES_ON
        if tie is Tie.GOES_ON and found and not found[-1].speech and found[-1].tie is not Tie.BEFORE:
            tie = Tie.LOOSE
        speech = is_speech(text, tie, words_before, self.words)
        if tie is Tie.GOES_ON and self.words.inversion and tokens[at - 1].text == ":":
            behind = [t.word for t in tokens[max(left, cue.last) : at] if t.kind is TokenKind.WORD]
            if not self._is_prose(behind):  # "…”, she said and held up a sign: “…”
                speaker = Attribution(speaker.member, min(speaker.confidence, UNSURE))
        if tie is Tie.LOOSE:
            speaker = Attribution(speaker.member, min(speaker.confidence, LOOSE))
        if cue.doubtful:
            speaker = Attribution(speaker.member, min(speaker.confidence, STRANGE_DESCRIPTION))
        if self.words.capitals and cue.kind is CueKind.SAID and self._is_hearsay(cues, number):
            speaker = Attribution(speaker.member, min(speaker.confidence, HEARSAY))
        if not passage.quotes[quote].closed and not passage.opens_anew:
            speaker = Attribution(speaker.member, min(speaker.confidence, UNSURE))
        if len(text.split()) > 1 and tokens[at - 1 : at] and tokens[at - 1].word in ("ل", "لـ"):
            speech = False  # "told «The Daily Paper»"
        return Judged(quote, speech, speaker, cue_words, tie)

    def _is_hearsay(self, cues: tuple[Cue, ...], number: int) -> bool:
        """ "…", Hill said, according to the Evening Courier: known from another's report."""
        return any(c.kind is CueKind.ACCORDING and c.subject is not None for c in cues[number + 1 :])

    def _without_cue(
        self,
        passage: Passage,
        quote: int,
        text: str,
        at: int,
        sentence: Range,
        words_before: list[str],
        before: Attribution,
        found: list[Judged],
    ) -> Judged:
        tokens = passage.tokens
        outside = any(tokens[i].kind is TokenKind.WORD for i in range(*sentence))
        signed = signature(passage, at, self.words) if self.words.capitals else None
        signers = self.cast.find(passage.text(signed), person=True) if signed else ()
        if len(signers) == 1:
            speech = is_speech(text, Tie.WHOLE, words_before, self.words)
            return Judged(quote, speech, Attribution(signers[0], LABELLED), signed, Tie.WHOLE)
        if not outside and not found:
            speech = is_speech(text, Tie.WHOLE, words_before, self.words)
            return Judged(quote, speech, before if speech else Attribution(None, NOBODY), None, Tie.WHOLE)
        if tokens[at - 1].text == ":" and at > sentence[0]:
            speech = is_speech(text, Tie.DIRECT, words_before, self.words)
            named = self.floor.named_in_sentence() if self.words.capitals else None
            subject = self.floor.carried(None)
            sure = min(subject.confidence, UNSURE)
            told = not self.words.capitals or (self.words.inversion and self._is_prose(words_before))
            said = self.floor.subject_before_colon() if told else None
            if said and self.words.inversion and self.floor.only_seen() is not said.member:
                said = None  # "…, as did Hill: “…”"
            if said:
                return Judged(quote, speech, said, None, Tie.DIRECT)
            return Judged(quote, speech, Attribution(named or subject.member, sure), None, Tie.DIRECT)
        speech = is_speech(text, Tie.NONE, words_before, self.words)
        subject = self.floor.subject_of_sentence() if self.words.capitals else Attribution(None, NOBODY)
        return Judged(quote, speech, subject, None, Tie.NONE)

    def _is_prose(self, before: Sequence[str]) -> bool:
        """Not "Hill read the letter: “…”", "Hill held up a sign: “…”"."""
        return not any(
            w in self.words.documents | self.words.name_nouns | self.words.relaying for w in before
        )

    def _share(self, passage: Passage, places: list[int], found: list[Judged]) -> None:
        """ "A" and "B," she said: the verb governs both."""
        for one, other in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
            here, there = places[found.index(one)], places[found.index(other)]
            linked = self.governing.linked(passage.tokens, here + 1, there)
            if one.cue is None and other.tie is Tie.BEFORE and linked:
                one.cue, one.tie = other.cue, Tie.BEFORE
                one.attribution = Attribution(
                    other.attribution.member, min(other.attribution.confidence, SAME_PARAGRAPH)
                )
                one.speech = is_speech(passage.inside(one.quote), Tie.BEFORE, (), self.words)

    def _late_verb(
        self,
        waiting: list[Judged],
        passage: Passage,
        sentence: Range,
        cues: tuple[Cue, ...],
        speakers: list[Attribution],
    ) -> None:
        """“Is it safe?” Hill asked: the sentence that follows is nothing but subject and verb."""
        if not cues or not self.words.capitals:
            return
        cue, speaker = cues[0], speakers[0]
        first = sentence[0]
        starts = cue.first == first or (cue.subject is not None and cue.subject.phrase[0] == first)
        quoted = any(t.kind is TokenKind.QUOTE for t in passage.tokens[cue.last : sentence[1]])
        last = waiting[-1]
        text = passage.inside(last.quote)
        if starts and not quoted and cue.kind is CueKind.SAID and text.endswith(("?", "!", "…", ",")):
            last.attribution, last.cue, last.tie = speaker, (cue.first, cue.last), Tie.BEFORE
            last.speech = is_speech(text, Tie.BEFORE, (), self.words)
