"""A verb of saying in a block's tokens → the subject that stands beside it, before or behind."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.script.quoting.lexicon import Lexicon
from briefing.script.quoting.noun_phrases import NounPhrases
from briefing.script.quoting.spelling import Spelling
from briefing.script.quoting.subject import Range, Subject, SubjectKind
from briefing.script.quoting.verb_forms import VerbForms
from briefing.script.quoting.weighed_phrases import WeighedPhrases
from briefing.script.words import Token, TokenKind

NAME_IN_MARKS = 3
"""Words in marks that are the name of a company or a paper, and no quotation."""
_LONG_SUBJECT = 24
"""Tokens of an office and a name before their verb."""
_FARTHEST = 13
"""Tokens between a subject and its verb."""


class VerbSubjects:
    """Finds subjects in one block."""

    def __init__(self, tokens: tuple[Token, ...], words: Lexicon, spelling: Spelling | None = None) -> None:
        self.tokens = tokens
        self.words = words
        self.noun_phrases = NounPhrases(tokens, words, spelling)
        self.subject_phrases = WeighedPhrases(tokens, words)
        self.verbs = VerbForms(tokens, words)
        self._mentions: dict[Range, tuple[Subject, ...]] = {}

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

    def _subject_of(self, first: int, last: int, start: int, end: int) -> Subject | None:
        for token in self.tokens[first + 1 : last]:
            if token.text.startswith("-"):  # a-t-il ajouté
                return self.noun_phrases.pronoun(token.word, (first, last))
        if self.tokens[first].word in self.words.said_participles:
            helping = self.verbs.helping(first, start)
            if helping is not None:
                return self._beside(helping, helping + 1, start, first)
        return self._beside(self.verbs.with_object_pronouns(first, start), last, start, end)

    def _follows_noun(self, at: int, start: int) -> bool:
        if not self.words.capitals or at == start or self.tokens[at - 1].kind is not TokenKind.WORD:
            return False
        before, w = self.tokens[at - 1], self.words
        other = w.openers | w.between | w.conjunctions | w.prepositions | w.clause_breaks | w.passive
        adverb = before.word.endswith(w.adverb_endings)
        return not (before.word in other or before.capital or adverb)

    def _is_noun(self, at: int, start: int) -> bool:
        """ "the claims", "to say": no finite verb."""
        if at == start:
            return self.tokens[at].word in self.words.openers  # "Asked about …,"
        before = self.tokens[at - 1].word
        if before in self.words.object_pronouns and self.tokens[max(start, at - 2)].word in self.words.so:
            return False  # "comme l'explique Hill"
        owner = self.words.is_owner(self.tokens[at - 1].text, plural=True)  # "Hill's remarks"
        return owner or before in self.words.before_nouns

    def is_passive(self, verb: int, start: int) -> bool:
        """ "Hill was told": the subject says nothing. Only where a helping verb always stands beside it."""
        return not self.words.inversion and verb > start and self.tokens[verb - 1].word in self.words.passive

    def _is_addressed(self, first: int, last: int, start: int, end: int) -> bool:
        by = last < end and self.tokens[last].word in self.words.agents
        return not by and self.is_passive(first, start)

    def _beside(self, first: int, last: int, start: int, end: int) -> Subject | None:
        """Subject before the verb, or after it where a quotation stands right before the verb."""
        clause = start
        asked = self.tokens[first].word in self.words.addressing and self.is_passive(first, start)
        if asked and last < end and self.tokens[last].word in self.words.agents:
            return self.noun_phrases.after(last + 1, end)  # "Hill was asked by Brandt"
        for at in range(first - 1, start - 1, -1):
            if self.tokens[at].text in ";:" or self.noun_phrases.is_quoted(at):
                clause = at + 1
                break
        quote_before = clause > start and self.tokens[clause - 1].kind is TokenKind.QUOTE
        while clause < first and self.tokens[clause].kind is TokenKind.MARK:
            clause += 1
        if (
            quote_before and clause < first and self.tokens[clause].word in self.words.so
        ):  # “…” — so says Hill
            clause += 1
        if quote_before and clause == first:
            return self.noun_phrases.after(last, end)
        if clause == first and clause == start:
            inverted = self.noun_phrases.after(last, end)  # "Said Hill: …"
            free = self.words.inversion and inverted is not None
            return inverted if free or (inverted and inverted.name) else None
        inverted = self._inverted(first, last, end)
        subject = inverted or self.noun_phrases.before(first, clause)
        if self.words.inversion:
            if self.words.verb_second and self._begins_adverbial(clause, first):
                subject = None  # "Über Hill sagte Brandt"
            joined = first - 1 > clause and self.tokens[first - 1].word in self.words.joining
            return self._on_either_side(subject, last, end, joined=joined)
        if subject is None and not quote_before:
            subject = self.noun_phrases.leading(clause, first)
        return subject

    def _begins_adverbial(self, clause: int, verb: int) -> bool:
        """Whether the place before the verb is taken by a phrase with a preposition."""
        while clause < verb and self.tokens[clause].word in self.words.linking:
            clause += 1
        return clause < verb and self.tokens[clause].word in self.words.openers

    def _on_either_side(self, before: Subject | None, last: int, end: int, *, joined: bool) -> Subject | None:
        """A person before the verb, else a person behind it, else whatever else stands there.

        `joined`: "and" stands before the verb, which has the subject of the clause before.
        """
        persons = (SubjectKind.PERSON, SubjectKind.PRONOUN)
        if before is not None and self.tokens[before.phrase[0]].word in self.words.oblique:
            before = None  # "Den Namen gab der Sender bekannt"
        if before is not None and before.kind in persons:
            return before
        behind = None if joined else self.noun_phrases.after(last, end)
        if behind is not None and (before is None or behind.kind in persons):
            return behind
        return before

    def _inverted(self, first: int, last: int, end: int) -> Subject | None:
        """ "…” will be hard, said Ines Hill": behind a comma and before the name, and no clause behind it."""
        if self.tokens[first - 1].text != "," or self.tokens[first].word in self.words.addressing:
            return None
        found = self.noun_phrases.after(last, end)
        begun = last < end and self.tokens[last].word in self.words.prepositions  # "wrote of Ines Hill"
        if found is None or found.name is None or begun:
            return None
        stop = found.phrase[1]
        is_last = stop >= end or self.tokens[stop].kind is TokenKind.MARK
        return found if is_last or self.tokens[stop].word in self.words.ending_links else None

    def _before_verb(self, first: int, start: int) -> Subject | None:
        """ "The minister … said": a subject that begins the clause."""
        clause = start
        for at in range(first - 1, start - 1, -1):
            token = self.tokens[at]
            is_quote = token.kind is TokenKind.QUOTE and len(token.text.split()) > NAME_IN_MARKS
            if is_quote or token.text in "؛;:":
                clause = at + 1
                break
        found = self._right_before(clause, first) or self.subject_phrases.leading(clause, first)
        if found is None or found.kind is SubjectKind.PRONOUN:
            return None
        between = self.tokens[found.phrase[1] : first]
        quoted = (t for t in between if t.kind is TokenKind.QUOTE)
        if any(len(t.text.split()) > NAME_IN_MARKS for t in quoted) or len(between) > _FARTHEST:
            return None
        return found

    def _right_before(self, start: int, first: int) -> Subject | None:
        """ "…, but the scientist Jonas Hill calls for …": a subject that begins behind "that" or a comma."""
        for at in range(first - 2, max(start, first - _LONG_SUBJECT), -1):
            before = self.tokens[at - 1]
            that = before.word in self.words.that or before.word in self.words.clause_breaks
            if that or before.text in "،,":
                found = self.subject_phrases.leading(at, first)
                if found is not None and found.phrase[1] == first and found.kind is SubjectKind.PERSON:
                    return found
        return None

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
