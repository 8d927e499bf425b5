"""The sentences of a passage → for each stretch in marks: is it speech, whose, by which verb, how surely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.script.quoting.cues import Cue, CueFinder, CueKind
from briefing.script.quoting.floor import (
    NEXT_PARAGRAPH,
    NOBODY,
    SAME_PARAGRAPH,
    SAME_SENTENCE,
    UNSURE,
    Attribution,
    Floor,
)
from briefing.script.quoting.lexicon import Lexicon
from briefing.script.quoting.names import Cast
from briefing.script.quoting.passages import Passage
from briefing.script.quoting.speech import Tie, is_speech
from briefing.script.quoting.subject import Range, SubjectKind
from briefing.script.words import Token, TokenKind

LOOSE = 0.8
"""Highest confidence of a stretch that finishes the reporter's own clause."""
_ADVERBIAL = 12
"""Words of an adverbial between the speaker's name and the opening mark."""
_ASKED = "سال"
"""The folded verb of asking: whoever answers in the same sentence is another."""
_MANNER = 2
"""Words of an adverbial such as "with regret"."""
_RELAYER = 6
"""Words of the name of a newspaper or station."""
_FAR = 30
"""Tokens after which a verb of saying no longer governs a stretch in marks."""


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


class Attributor:
    """Follows one article, passage by passage."""

    def __init__(self, cast: Cast, words: Lexicon) -> None:
        self.cast = cast
        self.words = words
        self.floor = Floor(cast, words)
        self._asking = False
        """Whether the last verb was one of asking."""

    def passage(self, passage: Passage, finder: CueFinder, *, goes_on: bool) -> list[Judged]:
        """In the order of the text. `goes_on`: the passage before left its quotation open."""
        self.floor.next_passage(passage)
        judged: list[Judged] = []
        waiting: list[Judged] = []
        for sentence in passage.sentences:
            before = self.floor.last_speaker()
            self.floor.next_sentence()
            cues, speakers = self._speakers(passage, finder, sentence)
            if waiting:
                self._late_verb(waiting, passage, sentence, cues, speakers)
            found = self._sentence(passage, sentence, cues, speakers, before)
            waiting = [j for j in found if j.tie is Tie.WHOLE]
            judged.extend(found)
        if goes_on and judged and passage.tokens[0].kind is TokenKind.QUOTE and judged[0].cue is None:
            carried = self._carried_over()
            if carried.member:
                judged[0].speech, judged[0].attribution = True, Attribution(carried.member, SAME_SENTENCE)
        return judged

    def _carried_over(self) -> Attribution:
        """The speaker of the quotation that the paragraph goes on with."""
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
            doubtful = not self.words.capitals and not self._goes_on(passage, finder, sentence, cue)
            if self._asking and cue.subject is None and cue.carries_on:
                speakers.append(Attribution(None, NOBODY))  # "the judge asked him …, so he answered"
                continue
            self._asking = self._asks(passage, cue)
            speakers.append(self.floor.attribute(cue, passage, after_quote, doubtful=doubtful))
        return cues, speakers

    def _goes_on(self, passage: Passage, finder: CueFinder, sentence: Range, cue: Cue) -> bool:
        """Whether a cue without a subject can only be said of whoever spoke before."""
        if cue.kind is CueKind.SAYING and cue.first > sentence[0] + 1:
            return False  # a participle has its speaker in its own sentence
        at = finder.subject_phrases.past_openers(sentence[0], cue.first)
        if cue.subject is not None or at >= cue.first or passage.tokens[at].kind is not TokenKind.WORD:
            return True
        opens = finder.subject_phrases.begins_adverbial(at)
        return opens or self.words.is_cue(passage.tokens, at)

    def _asks(self, passage: Passage, cue: Cue) -> bool:
        word = self.words.without_prefix(passage.tokens[cue.first].word)
        return not self.words.capitals and cue.kind is CueKind.SAID and word.startswith(_ASKED)

    def _see_short_names(self, passage: Passage, sentence: Range) -> None:
        first_is_adverbial = passage.tokens[sentence[0]].word in self.words.openers
        comma = next((i for i in range(*sentence) if passage.tokens[i].text == ","), sentence[0])
        for at in range(*sentence):
            token = passage.tokens[at]
            owner = token.text.endswith(("'s", "’s"))  # "Hill's wife … she": not Hill
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
            self._subject_beside_verb(passage, finder, sentence)
            return
        first, last = sentence
        subject = finder.leading(first, last)
        if subject and subject.kind is SubjectKind.PRONOUN:
            self.floor.begun_with = subject.gender
        unread = subject is None or subject.kind is SubjectKind.THING
        if unread and finder.noun_phrases.begins_with_capitals(first, last):
            self.floor.see_stranger(None)  # may be a person whose name we do not understand
        if subject is None or subject.kind is not SubjectKind.PERSON or subject.name is None:
            return
        fitting = self.cast.find(passage.text(subject.name), person=True)
        if len(fitting) == 1:
            self.floor.takes(fitting[0], spoke=False)

    def _subject_beside_verb(self, passage: Passage, finder: CueFinder, sentence: Range) -> None:
        """The subject before the sentence's first verb, or behind it (Arabic)."""
        phrases = finder.subject_phrases
        first, last = phrases.past_openers(*sentence), sentence[1]
        subject = phrases.leading(first, last) or phrases.main(*sentence)
        if subject is not None and subject.name is not None:
            fitting = self.cast.find(passage.text(subject.name), person=True)
            if len(fitting) == 1:
                self.floor.takes(fitting[0], spoke=False, sure=1.0 if fitting[0].sure else UNSURE)
                return
        if subject is not None and subject.name is None and subject.office is not None:
            held = self.floor.held(subject, passage)
            if held is not None and held.member is not None:
                self.floor.takes(held.member, spoke=False, sure=held.confidence)
                return
        if first < last and phrases.begins_adverbial(first):
            return  # "about al-Marri he said": the person is the matter
        for start in (first, first + 1):  # "al-Marri had said …", "met al-Marri …"
            for count in (3, 2, 1):
                words = passage.tokens[start : min(start + count, last)]
                if len(words) == count and all(t.kind is TokenKind.WORD for t in words):
                    span = passage.text((start, start + count))
                    fitting = self.cast.find(span, person=True)
                    if len(fitting) == 1 and fitting[0].sure and not self.words.is_cue(passage.tokens, start):
                        self.floor.takes(fitting[0], spoke=False)
                        return

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
            chosen = self._govern(passage, cues, at, left, right, sentence)
            judged = self._judge(passage, cues, speakers, at, left, sentence, chosen, found, before)
            found.append(judged)
        self._share(passage, places, found)
        return found

    def _govern(
        self, passage: Passage, cues: tuple[Cue, ...], at: int, left: int, right: int, sentence: Range
    ) -> tuple[int, bool] | None:
        """Index of the cue that governs the stretch at token `at`, and whether it follows the stretch."""
        tokens = passage.tokens
        earlier = [i for i, c in enumerate(cues) if c.last <= at and at - c.last < _FAR and not c.aside]
        own = [i for i in earlier if cues[i].first >= left]
        later = next((i for i, c in enumerate(cues) if c.first > at and c.first < right), None)
        follows = later is not None and self._follows(tokens, at, cues[later])
        if own and self._tie(tokens, cues[own[-1]], at, left) is not Tie.LOOSE:
            return own[-1], False
        if follows and later is not None and (not own or self.words.capitals):
            return later, True
        if self.words.capitals:
            if own:
                return own[-1], False
            if earlier and left > sentence[0] and self._linked(tokens, left, at):
                return earlier[-1], False
            return None
        if earlier:
            return earlier[-1], False
        return (later, True) if follows and later is not None else None

    def _linked(self, tokens: Sequence[Token], left: int, at: int) -> bool:
        """Between two stretches stand only "and", a comma, "but"."""
        return at - left <= 3 and all(
            t.kind is TokenKind.MARK or t.word in ("and", "but", "or") for t in tokens[left:at]
        )

    def _follows(self, tokens: Sequence[Token], at: int, cue: Cue) -> bool:
        """Whether the cue is that of the stretch before it: “…”, she said."""
        first = at + 1
        while first < cue.first and tokens[first].kind is TokenKind.MARK and tokens[first].text in ",،–—-":
            first += 1
        if cue.kind is CueKind.SAYING:
            return False
        if first < cue.first and tokens[first].word == "so":
            first += 1
        if cue.kind is CueKind.RELAYED:
            return cue.first - first <= _RELAYER and all(
                t.kind is TokenKind.WORD for t in tokens[first : cue.first]
            )
        if cue.first == first:
            return cue.subject is not None or not self.words.capitals
        subject = cue.subject
        if subject is None or cue.first - first > _FAR:
            return False
        return self.words.capitals and subject.phrase[0] - first in (0, 1)

    def _tie(self, tokens: Sequence[Token], cue: Cue, at: int, left: int) -> Tie:
        """How the stretch at `at` hangs on a cue before it."""
        last = tokens[at - 1]
        start = max(
            cue.last, cue.subject.phrase[1] if cue.subject and cue.subject.phrase[1] <= at else cue.last
        )
        gap = [t for t in tokens[max(start, left) : at] if t.kind is TokenKind.WORD]
        if at - 1 < start or last.text == ":" or last.word in self.words.that | self.words.that_person:
            return Tie.DIRECT
        if last.kind is TokenKind.QUOTE or (left > cue.last and not gap):
            return Tie.GOES_ON
        if len(gap) <= 1 and left > cue.last and all(w.word in ("and", "but", "or", "و") for w in gap):
            return Tie.GOES_ON
        reported = any(t.word in self.words.that | self.words.that_person for t in gap)
        if last.text in ",،" and not reported:
            return Tie.DIRECT
        if self.words.capitals:
            told = (
                len(gap) <= 5
                and not reported
                and tokens[cue.first].word in ("told", "tells", "reminded", "warned", "asked")
            )
            plain = not reported and len(gap) <= 4 and gap and gap[0].word in ("in", "on", "at", "to")
            return Tie.DIRECT if told or plain else Tie.LOOSE
        if last.word in self.words.clause_breaks:
            return Tie.DIRECT
        return Tie.DIRECT if gap and not reported and self._adverbial(gap) else Tie.LOOSE

    def _adverbial(self, gap: Sequence[Token]) -> bool:
        """ "said X at a press conference «…»", "said X to reporters «…»"."""
        first = gap[0].word
        opens = first in self.words.openers and first not in self.words.relayed_from | self.words.objects
        named = any(s in self.words.name_nouns for s in self.words.stems(gap[-1].word))
        manner = first.startswith("ب") and len(gap) <= _MANNER
        return (opens or manner or first.startswith("ل")) and len(gap) <= _ADVERBIAL and not named

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
        if chosen is None:
            return self._without_cue(passage, quote, text, at, sentence, words_before, before, found)
        number, after = chosen
        cue, speaker = cues[number], speakers[number]
        tie = Tie.BEFORE if after else self._tie(tokens, cue, at, left)
        cue_words = (cue.first, cue.last)
        if tie is Tie.DIRECT and found and found[-1].cue == cue_words and found[-1].tie is Tie.BEFORE:
            tie = Tie.GOES_ON
        if tie is Tie.GOES_ON and found and not found[-1].speech and found[-1].tie is not Tie.BEFORE:
            tie = Tie.LOOSE
        speech = is_speech(text, tie, words_before, self.words)
        if tie is Tie.LOOSE:
            speaker = Attribution(speaker.member, min(speaker.confidence, LOOSE))
        if not passage.quotes[quote].closed and not passage.opens_anew:
            speaker = Attribution(speaker.member, min(speaker.confidence, UNSURE))
        if len(text.split()) > 1 and tokens[at - 1 : at] and tokens[at - 1].word in ("ل", "لـ"):
            speech = False  # "told «The Daily Paper»"
        return Judged(quote, speech, speaker, cue_words, tie)

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
        outside = [
            t
            for i, t in enumerate(tokens[sentence[0] : sentence[1]], sentence[0])
            if t.kind is TokenKind.WORD
        ]
        if not outside and not found:
            speech = is_speech(text, Tie.WHOLE, words_before, self.words)
            return Judged(quote, speech, before if speech else Attribution(None, NOBODY), None, Tie.WHOLE)
        if tokens[at - 1].text == ":" and at > sentence[0]:
            speech = is_speech(text, Tie.DIRECT, words_before, self.words)
            subject = self.floor.carried(None)
            return Judged(
                quote, speech, Attribution(subject.member, min(subject.confidence, UNSURE)), None, Tie.DIRECT
            )
        speech = is_speech(text, Tie.NONE, words_before, self.words)
        return Judged(quote, speech, Attribution(None, NOBODY), None, Tie.NONE)

    def _share(self, passage: Passage, places: list[int], found: list[Judged]) -> None:
        """ "A" and "B," she said: the verb governs both."""
        for one, other in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
            linked = self._linked(passage.tokens, places[found.index(one)] + 1, places[found.index(other)])
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
