"""A sentence's tokens → its words of saying, each with the subject that stands beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from briefing.script.quoting.lexicon import Entries, Lexicon
from briefing.script.quoting.noun_phrases import NounPhrases
from briefing.script.quoting.subject import Range, Subject, SubjectKind
from briefing.script.quoting.subject_phrases import SubjectPhrases
from briefing.script.words import Token, TokenKind, fold, match

_NAME_IN_MARKS = 3
"""Words in marks that are the name of a company or a paper, and no quotation."""
_RELAY_REACH = 9
"""Tokens from "quoted" to the one who is quoted."""
_BEFORE_NOUNS = frozenset({
    "the", "a", "an", "his", "her", "their", "its", "our", "my", "to", "of", "these", "those",
})  # fmt: skip
"""Behind these no finite verb stands."""


class CueKind(Enum):
    SAID = "said"
    SAYING = "saying"
    """Participle or "by his words": the speaker is the sentence's."""
    ACCORDING = "according"
    RELAYED = "relayed"
    """ "The agency quoted X": X is the speaker of the participle that follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    first: int
    """Tokens [first, last)."""
    last: int
    kind: CueKind
    gender: str | None
    """As the verb's form shows it."""
    subject: Subject | None
    """None where it is left out or stands elsewhere."""
    aside: bool = False
    """In a clause such as "as X announced": names no speaker for what stands around it."""
    carries_on: bool = False
    """With "and": says that the speaker of the sentence before goes on, or that a new sentence begins."""


class CueFinder:
    """Finds the cues of one block."""

    def __init__(self, tokens: tuple[Token, ...], words: Lexicon) -> None:
        self.tokens = tokens
        self.words = words
        self.noun_phrases = NounPhrases(tokens, words)
        self.subject_phrases = SubjectPhrases(tokens, words)
        # The cast is made from the same cues and mentions before speakers are told: each is looked for once.
        self._cues: dict[Range, tuple[Cue, ...]] = {}
        self._mentions: dict[Range, tuple[Subject, ...]] = {}

    def cues(self, sentence: Range) -> tuple[Cue, ...]:
        """In the order of the text."""
        if sentence not in self._cues:
            self._cues[sentence] = tuple(self._find(*sentence))
        return self._cues[sentence]

    def leading(self, start: int, end: int) -> Subject | None:
        """The subject with which a clause begins."""
        if self.words.capitals:
            return self.noun_phrases.leading(start, end)
        return self.subject_phrases.leading(start, end)

    def mentions(self, sentence: Range) -> tuple[Subject, ...]:
        """Persons named in the sentence by more than one word, or with title or office."""
        if sentence not in self._mentions:
            found = self.noun_phrases.names if self.words.capitals else self.subject_phrases.mentions
            self._mentions[sentence] = tuple(found(*sentence))
        return self._mentions[sentence]

    def _find(self, start: int, end: int) -> Iterator[Cue]:
        at = start
        while at < end:
            found = self._cue_at(at, start, end) if self.tokens[at].kind is TokenKind.WORD else None
            if found:
                yield found
                at = found.last
            else:
                at += 1

    def _cue_at(self, at: int, start: int, end: int) -> Cue | None:
        w = self.words
        if self.tokens[at].word in w.relaying or w.without_prefix(self.tokens[at].word) in w.relaying:
            relayed = self._relayed(at, start, end)
            if relayed:
                return relayed
        for entries, kind, gender in (
            (w.according, CueKind.ACCORDING, None),
            (w.own_words, CueKind.SAYING, "m"),
            (w.own_words_f, CueKind.SAYING, "f"),
            (w.said, CueKind.SAID, None if w.capitals else "m"),
            (w.said_f, CueKind.SAID, "f"),
            (w.saying, CueKind.SAYING, None if w.capitals else "m"),
            (w.saying_f, CueKind.SAYING, "f"),
        ):
            count, prefixed = self._match(entries, at)
            if count and at + count <= end:
                if self.tokens[at].word == "بالقول":
                    gender = None  # "by saying" shows nobody's gender
                return self._with_subject(at, at + count, kind, gender, prefixed, start, end)
            if kind is CueKind.ACCORDING and not w.capitals:
                glued = self._glued_according(at, end)
                if glued:
                    return glued
        return None

    def _match(self, entries: Entries, at: int) -> tuple[int, bool]:
        count = match(entries, self.tokens, at)
        if count or not self.words.prefixes:
            return count, False
        bare = self.words.without_prefix(self.tokens[at].word)
        if bare == self.tokens[at].word:
            return 0, False
        return match(entries, self.tokens, at, bare), True

    def _glued_according(self, at: int, end: int) -> Cue | None:
        """ "wafqan li-X": the preposition is written together with the speaker."""
        word = self.tokens[at].word
        known = self.words.according
        for entry in (*known.get(word, ()), *known.get(self.words.without_prefix(word), ())):
            if len(entry) == 2 and len(entry[1]) == 1 and at + 1 < end:
                following = self.tokens[at + 1]
                if following.word.startswith(entry[1]) and following.kind is TokenKind.WORD:
                    return Cue(
                        first=at,
                        last=at + 1,
                        kind=CueKind.ACCORDING,
                        gender=None,
                        subject=self._unglued(at + 1, end),
                    )
        return None

    def _unglued(self, at: int, end: int) -> Subject | None:
        token = self.tokens[at]
        cut = 1 if not token.text.startswith("لل") else 2
        text = token.text[cut:] if cut == 1 else self.words.article + token.text[cut:]
        bare = Token(text, token.start + cut, token.end, token.kind, fold(text))
        tokens = (*self.tokens[:at], bare, *self.tokens[at + 1 :])
        return SubjectPhrases(tokens, self.words).read(at, end)

    def _relayed(self, at: int, start: int, end: int) -> Cue | None:
        if not self.words.relayed_from:
            if at > start and self.tokens[at - 1].word in ("was", "were", "been", "is", "are", "being", "be"):
                return None  # "was quoted as saying" is a verb of saying of its own
            subject = self.noun_phrases.after(at + 1, end)
            if subject is None:
                return None
            stop = subject.phrase[1]
            followed = [t.word for t in self.tokens[stop : min(end, stop + _RELAY_REACH)]]
            if "as" not in followed:
                return None
            return Cue(first=at, last=stop, kind=CueKind.RELAYED, gender=None, subject=subject)
        for place in range(at + 1, min(end, at + _RELAY_REACH)):
            if self.tokens[place].word in self.words.relayed_from:
                subject = self.subject_phrases.read(place + 1, end, placed=True)
                if subject is None:
                    return None
                return Cue(
                    first=at,
                    last=subject.phrase[1],
                    kind=CueKind.RELAYED,
                    gender=subject.gender,
                    subject=subject,
                )
        return None

    def _with_subject(
        self, first: int, last: int, kind: CueKind, gender: str | None, prefixed: bool, start: int, end: int
    ) -> Cue | None:
        aside = False
        subject: Subject | None = None
        if self.words.capitals:
            if kind is not CueKind.ACCORDING and self._is_noun(first, start):
                return None
            if kind is CueKind.ACCORDING:
                subject = self.noun_phrases.after(last, end)
            elif kind is CueKind.SAID:
                subject = self._beside(first, last, start, end)
        else:
            if kind in (CueKind.ACCORDING, CueKind.SAID):
                verb = self.tokens[first].word
                free = bool({verb, self.words.without_prefix(verb)} & self.words.plain_said)
                free = free or kind is CueKind.ACCORDING
                subject = self.subject_phrases.after(last, end, free=free)
                if subject is None and self.subject_phrases.hides_subject(last, end, free=free):
                    subject = Subject(kind=SubjectKind.OTHER, phrase=(last, last + 1))
            if kind is CueKind.SAID:
                antecedent = self._antecedent(first, start, end)
                aside = antecedent is None and self._is_aside(first, start)
                if subject is None and not prefixed:
                    subject = self._before_verb(first, start)
                subject = antecedent or subject
        return Cue(
            first=first,
            last=last,
            kind=kind,
            gender=gender,
            subject=subject,
            aside=aside,
            carries_on=prefixed,
        )

    def _is_noun(self, at: int, start: int) -> bool:
        """ "the claims", "to say": no finite verb."""
        if at == start:
            return self.tokens[at].word in self.words.openers  # "Asked about …,"
        return self.tokens[at - 1].word in _BEFORE_NOUNS

    def _beside(self, first: int, last: int, start: int, end: int) -> Subject | None:
        """Subject before the verb, or after it where a quotation stands right before the verb."""
        clause = start
        for at in range(first - 1, start - 1, -1):
            if self.tokens[at].kind is TokenKind.QUOTE or self.tokens[at].text in ";:":
                clause = at + 1
                break
        quote_before = clause > start and self.tokens[clause - 1].kind is TokenKind.QUOTE
        while clause < first and self.tokens[clause].kind is TokenKind.MARK:
            clause += 1
        if quote_before and clause < first and self.tokens[clause].word == "so":  # “…” — so says Hill
            clause += 1
        if quote_before and clause == first:
            return self.noun_phrases.after(last, end)
        if clause == first and clause == start:
            inverted = self.noun_phrases.after(last, end)  # "Said Hill: …"
            return inverted if inverted and inverted.name else None
        subject = self.noun_phrases.before(first, clause)
        if subject is None and not quote_before:
            subject = self.noun_phrases.leading(clause, first)
        return subject

    def _before_verb(self, first: int, start: int) -> Subject | None:
        """ "The minister … said": a subject that begins the clause."""
        clause = start
        for at in range(first - 1, start - 1, -1):
            name_in_marks = len(self.tokens[at].text.split()) <= _NAME_IN_MARKS
            quote = self.tokens[at].kind is TokenKind.QUOTE and not name_in_marks
            if quote or self.tokens[at].text in "؛;:":
                clause = at + 1
                break
        found = self.subject_phrases.leading(clause, first)
        if found is None or found.kind is SubjectKind.PRONOUN:
            return None
        between = self.tokens[found.phrase[1] : first]
        if any(t.kind is TokenKind.QUOTE for t in between) or len(between) > _RELAY_REACH + 4:
            return None
        return found

    def _antecedent(self, first: int, start: int, end: int) -> Subject | None:
        """ "received the deputy …, who said": the person right before the relative."""
        at = first - 1
        if at > start and self.tokens[at].word == "قد":
            at -= 1
        if at <= start or self.tokens[at].word not in self.words.relatives:
            return None
        before = at - 1 if self.tokens[at - 1].text in "،," else at
        found = (s for s in self.mentions((start, end)) if s.phrase[1] == before)
        return next((s for s in found if s.kind is SubjectKind.PERSON), None)

    def _is_aside(self, first: int, start: int) -> bool:
        before: Sequence[Token] = self.tokens[max(start, first - 2) : first]
        if first == start + 1 and before[0].word in self.words.also:
            return False  # "As said the minister …" at the beginning: also said
        if [t.word for t in before] == ["في", "حين"]:
            return False  # "in while": whereas
        return any(
            t.word in self.words.subordinate or self.words.without_prefix(t.word) in self.words.subordinate
            for t in before[-1:]
        ) or (len(before) == 2 and before[1].word == "قد" and before[0].word in self.words.subordinate)
