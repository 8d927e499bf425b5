"""A sentence's tokens → its words of saying, each with the subject that stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from briefing.script.quoting.lexicon import Entries, Lexicon
from briefing.script.quoting.spelling import Spelling
from briefing.script.quoting.subject import Range, Subject, SubjectKind
from briefing.script.quoting.verb_subjects import NAME_IN_MARKS, VerbSubjects
from briefing.script.quoting.weighed_phrases import WeighedPhrases
from briefing.script.words import Token, TokenKind, fold, match

_THAT_REACH = 20
"""Tokens from a verb to its "that": an office and a name may stand between."""
_VIEW_REACH = 8
"""Tokens between "for whom" and the words in marks."""
_RELAY_REACH = 9
"""Tokens from "quoted" to the one who is quoted."""


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
    passive: bool = False
    """ "Hill was told": names who is spoken to."""
    doubtful: bool = False
    """A participle that may be of the noun before it: "held up a sign saying"."""
    carries_on: bool = False
    """With "and": says that the speaker of the sentence before goes on, or that a new sentence begins."""


class CueFinder(VerbSubjects):
    """Finds the cues of one block."""

    def __init__(self, tokens: tuple[Token, ...], words: Lexicon, spelling: Spelling | None = None) -> None:
        super().__init__(tokens, words, spelling)
        # The cast is made from the same cues and mentions before speakers are told: each is looked for once.
        self._cues: dict[Range, tuple[Cue, ...]] = {}

    def cues(self, sentence: Range) -> tuple[Cue, ...]:
        """In the order of the text."""
        if sentence not in self._cues:
            found = tuple(self._find(*sentence))
            self._cues[sentence] = found if self.words.capitals else tuple(self._without_asides(found))
        return self._cues[sentence]

    def _without_asides(self, found: tuple[Cue, ...]) -> Iterator[Cue]:
        """ "to which the minister replied by saying": no aside, as it has words of its own."""
        for number, cue in enumerate(found):
            following = found[number + 1] if number + 1 < len(found) else None
            between = self.tokens[cue.last : following.first] if following else ()
            says = following is not None and following.kind is CueKind.SAYING
            says = says and self.tokens[cue.first - 1].word in self.words.resuming
            says = says and all(t.kind is TokenKind.WORD for t in between)
            stop = cue.subject.phrase[1] if cue.subject else len(self.tokens)
            says = says or (stop < len(self.tokens) and self.tokens[stop].text == ":")  # "when Hill added: …"
            yield replace(cue, aside=False) if cue.aside and says else cue

    def _find(self, start: int, end: int) -> Iterator[Cue]:
        at = start
        before: Cue | None = None
        while at < end:
            found = self._cue_at(at, start, end) if self.tokens[at].kind is TokenKind.WORD else None
            if found:
                if self.words.capitals and found.kind is CueKind.SAID:
                    if before and before.subject and self._is_joined(found.first, start):
                        found = replace(found, subject=before.subject)
                    before = found
                yield found
                at = found.last
            else:
                at += 1

    def _is_joined(self, verb: int, start: int) -> bool:
        """ "Hill welcomed it and added": the verb has the subject of the one before it."""
        while verb > start and self.tokens[verb - 1].word in self.words.between - self.words.joining:
            verb -= 1
        return verb > start and self.tokens[verb - 1].word in self.words.conjunctions

    def _cue_at(self, at: int, start: int, end: int) -> Cue | None:
        w = self.words
        noun = self.tokens[at].capital or self.tokens[at].is_noun
        if w.capitals and noun and at > start and self.tokens[at - 1].word.isalnum():
            return None  # "the United States": no verb
        if self.tokens[at].word in w.relaying or w.without_prefix(self.tokens[at].word) in w.relaying:
            relayed = self._relayed(at, start, end)
            if relayed:
                return relayed
        if w.capitals and (composed := self._composed(at, start, end)):
            return composed
        if not w.may_be_cue(self.tokens[at].word):
            return None
        for entries, kind, gender in (
            (w.according, CueKind.ACCORDING, None),
            (w.own_words, CueKind.SAYING, "m"),
            (w.own_words_f, CueKind.SAYING, "f"),
            (w.said, CueKind.SAID, None if w.capitals else "m"),
            (w.said_f, CueKind.SAID, "f"),
            (w.said_others, CueKind.SAID, None),
            (w.saying, CueKind.SAYING, None if w.capitals else "m"),
            (w.saying_f, CueKind.SAYING, "f"),
        ):
            count, prefixed = self._match(entries, at)
            verb = kind is CueKind.SAID or self.tokens[at].word in w.with_that
            if count == 1 and verb and not w.capitals and self._says_nothing(at, start, end):
                continue
            if count and at + count <= end and entries is w.said_others:
                nobody = Subject(kind=SubjectKind.OTHER, phrase=(at, at + count))
                return Cue(first=at, last=at + count, kind=kind, gender=None, subject=nobody)
            if count and at + count <= end:
                if self.tokens[at].word == "بالقول":
                    gender = None  # "by saying" shows nobody's gender
                return self._with_subject(at, at + count, kind, gender, prefixed, start, end)
            if kind is CueKind.ACCORDING and not w.capitals:
                glued = self._glued_according(at, end)
                if glued:
                    return glued
        return None

    def _composed(self, at: int, start: int, end: int) -> Cue | None:
        """What is no single verb: "a-t-elle ajouté", "teilte … mit", "so Hill", "Hill zufolge"."""
        w = self.words
        kind, count, subject = CueKind.ACCORDING, 1, None
        if match(w.after_quote, self.tokens, at) and at > start:
            subject = self.noun_phrases.after(at + 1, end)
            if not self._is_behind_quote(at, start):  # "…, so Hill weiter: “…”"
                subject = self._person(subject) if self._is_before_colon(subject, at, end) else None
        elif self._is_whose_view(at, start, end):  # "Ines Hill, pour qui « … »"
            subject, count = self._named_up_to(at - 1, start, end), 2
        elif self.tokens[at].word in w.according_after:
            subject = self._person(self.noun_phrases.before(at, start))
        elif (count := match(w.according_first, self.tokens, at)) and self._is_first(at, start):
            subject = self._person(self.noun_phrases.after(at + count, end))
            if subject is not None and self._may_be_thing(subject):
                subject = None  # "Pour Valmont, la soirée …"
        if subject is not None:
            return Cue(first=at, last=at + count, kind=kind, gender=None, subject=subject)
        found = self.verbs.said(at, start, end)
        if found is None and w.inversion and self._is_behind_quote(at, start):
            found = self.verbs.unknown(at, end)
        if found is None or self._is_noun(at, start):
            return None
        first, last = found
        return Cue(
            first=self.verbs.with_object_pronouns(first, start),
            last=last,
            kind=CueKind.SAID,
            gender=None,
            subject=self._subject_of(first, last, start, end),
            passive=self._is_addressed(first, last, start, end),
        )

    def _is_behind_quote(self, at: int, start: int) -> bool:
        place = at - 1
        while (
            place >= start and self.tokens[place].kind is TokenKind.MARK and self.tokens[place].text in ",–—-"
        ):
            place -= 1
        return place >= start and self.tokens[place].kind is TokenKind.QUOTE

    def _is_before_colon(self, subject: Subject | None, at: int, end: int) -> bool:
        if subject is None or self.tokens[at - 1].text != ",":
            return False
        behind = self.tokens[subject.phrase[1] : min(end, subject.phrase[1] + 3)]
        return any(t.text == ":" for t in behind)

    def _is_whose_view(self, at: int, start: int, end: int) -> bool:
        w = self.words
        if not w.inversion or at <= start or at + 1 >= end or self.tokens[at - 1].text != ",":
            return False
        behind = self.tokens[at + 2 : at + 3]  # German "für den" is "for the" as well
        direct = bool(behind) and behind[0].kind is TokenKind.QUOTE
        relative = self.tokens[at + 1].word in (w.relatives | w.articles if direct else w.relatives)
        quoted = any(t.kind is TokenKind.QUOTE for t in self.tokens[at + 2 : min(end, at + 2 + _VIEW_REACH)])
        word = self.tokens[at].word
        return (word,) in w.according_first.get(word, ()) and relative and quoted

    def _named_up_to(self, comma: int, start: int, end: int) -> Subject | None:
        """The person whose name, with an office or an age behind it, ends at the comma."""
        found = [s for s in self.mentions((start, end)) if s.phrase[1] <= comma]
        last = found[-1] if found else None
        if last is None or last.name is None:
            return None
        ends = (last.phrase[1], last.office[1] if last.office else 0)
        return last if comma in ends else None

    def _may_be_thing(self, subject: Subject) -> bool:
        """Whether one capital is all that the name has, and no words in marks follow it at once."""
        first, last = subject.name or subject.phrase
        behind = self.tokens[subject.phrase[1] : subject.phrase[1] + 2]
        quoted = any(t.kind is TokenKind.QUOTE for t in behind)
        known = subject.office is not None or subject.gender is not None
        return last - first == 1 and not known and not quoted and subject.phrase[0] == first

    def _is_first(self, at: int, start: int) -> bool:
        return all(t.word in self.words.linking for t in self.tokens[start:at])

    def _person(self, subject: Subject | None) -> Subject | None:
        return subject if subject is not None and subject.kind is SubjectKind.PERSON else None

    def _says_nothing(self, at: int, start: int, end: int) -> bool:
        """ "in a reply", "revealed a plan": a noun, or a verb that only says something before "that"."""
        word = self.tokens[at].word
        if at > start and word not in self.words.that and self.tokens[at - 1].word in self.words.before_nouns:
            return True
        following = self.tokens[at + 1].word if at + 1 < end else ""
        inside = at > start and self.tokens[at - 1].kind is TokenKind.WORD
        if inside and (word in self.words.prepositions or self.tokens[at - 1].word in self.words.documents):
            return True  # "walks between the-shelves", "a statement that-came to the agency"
        if at > start and self.tokens[at - 1].word in self.words.relatives:
            return False  # "the chairman Rami, who denied it and said …"
        if self.subject_phrases.is_surname(at) or following in self.words.inscribed:
            return True
        if not {word, self.words.without_prefix(word)} & self.words.with_that:
            return False
        for place in range(at + 1, min(end, at + _THAT_REACH)):
            token = self.tokens[place]
            quoted = token.kind is TokenKind.QUOTE and len(token.text.split()) > NAME_IN_MARKS
            if quoted or token.text == ":" or token.word in self.words.that | self.words.that_person:
                return False
            came = self.tokens[place - 1].word in self.words.documents  # "in a statement that-came to …"
            if self.words.is_cue(self.tokens, place) and not came:
                break
        return True

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
        return WeighedPhrases(tokens, self.words).read(at, end)

    def _relayed(self, at: int, start: int, end: int) -> Cue | None:
        if not self.words.relayed_from:
            if at > start and self.tokens[at - 1].word in self.words.passive:
                return None  # "was quoted as saying" is a verb of saying of its own
            subject = self.noun_phrases.after(at + 1, end)
            if subject is None:
                return None
            stop = subject.phrase[1]
            followed = {t.word for t in self.tokens[stop : min(end, stop + _RELAY_REACH)]}
            if not followed & self.words.relayed_as:
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
                asked = {verb, self.words.without_prefix(verb)} & self.words.with_object
                if subject and subject.bare and asked:
                    object_ = self.words.definite(self.tokens[subject.phrase[0]])
                    # "appealed to-the-families: …"; "… member of-the-council" may be subject and object
                    subject = replace(subject, maybe=object_, sure=object_ and subject.sure)
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
            doubtful=kind is CueKind.SAYING and self._follows_noun(first, start),
            carries_on=prefixed,
        )
