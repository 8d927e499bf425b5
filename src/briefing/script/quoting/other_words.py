"""A description that points back ("la jeune femme", "der Däne", "el letrado") → the person whom it means.

French, German and Spanish papers avoid to repeat a name or a pronoun: whoever has just been named is called
by age, origin or trade, with an article or "this". English does so less, and has its own rule.
"""

from __future__ import annotations

from functools import cache

from briefing.script.quoting.descriptions import describes_person, fits
from briefing.script.quoting.lexicon import Lexicon
from briefing.script.quoting.names import Member
from briefing.script.quoting.passages import Passage
from briefing.script.quoting.subject import Range, Subject, SubjectKind
from briefing.script.quoting.turns import AMBIGUOUS, NEXT_PARAGRAPH, UNSURE, Attribution, Turns
from briefing.script.words import Token, TokenKind, fold

_LONGEST = 4
"""Words of such a description, without an age behind it."""


class OtherWords(Turns):
    """Follows the article, and tells whom a description means."""

    def in_other_words(self, subject: Subject, passage: Passage) -> Attribution | None:
        """The person named last whom the description fits; None where it is no such description.

        Surer than AMBIGUOUS only where that person was the subject of this paragraph or of the one before, no
        other who fits has been named since, and nothing known of their trade speaks against it.
        """
        found = passage.tokens[slice(*subject.phrase)]
        w = self.words
        if len(found) < 2 or found[0].word not in w.definite_articles | w.demonstratives:
            return None
        described, has_age = self._without_age(found)
        if not (has_age or self._is_person(described)):
            return None
        if not has_age and any(t.word in w.prepositions for t in described[1:]):
            return self._of_same_kind(described, subject)
        if len(described) > _LONGEST:
            return None
        gender = subject.gender or self._gender_of(described)
        called = self._called_so(described, gender)
        if called is not None:
            return Attribution(called, NEXT_PARAGRAPH)
        meant = self.carried(gender, pronoun=True)
        member = meant.member
        if member is None or not member.person:
            return None
        if meant.confidence <= UNSURE:
            return Attribution(member, UNSURE)
        sure = min(meant.confidence, NEXT_PARAGRAPH)
        known = member.gender or member.likely
        points = has_age or found[0].word in w.demonstratives or not self._is_trade(described)
        related = self._is_related(described, member)
        alone = not self._company()
        if related is False or (known is None and not alone):
            sure = min(sure, AMBIGUOUS)
        elif related is None and not points:  # "la conseillère", whose office has not been told
            sure = min(sure, NEXT_PARAGRAPH if alone and known is not None and known == gender else AMBIGUOUS)
        if sure > AMBIGUOUS and self._is_trade(described):
            member.styles |= self._trades(described)
        return Attribution(member, sure)

    def _of_same_kind(self, found: tuple[Token, ...], subject: Subject) -> Attribution | None:
        """ "the lawyer of the suspect" is told by whose he is; "the man of the state" may be the prefect."""
        behind = next(i for i, t in enumerate(found) if i and t.word in self.words.prepositions)
        meant = self.carried(subject.gender, pronoun=True)
        if meant.member is None or meant.confidence <= UNSURE or self._company():
            return None
        named = {t.word for t in found[1:behind]}
        held = {fold(word) for word in (meant.member.office or "").split()}
        kindred = any(held & group and named & group for group in _kindred(self.words))
        return Attribution(meant.member, AMBIGUOUS) if kindred and not held & named else None

    def described_at(self, passage: Passage, sentence: Range) -> Attribution | None:
        """Whom the description means with which the sentence begins: "Le syndicaliste a appelé …"."""
        first = sentence[0]
        while first < sentence[1] and passage.tokens[first].word in self.words.linking:
            first += 1
        for length in range(2, _LONGEST):
            found = passage.tokens[first : min(first + length, sentence[1])]
            if len(found) < length or any(t.kind is not TokenKind.WORD for t in found):
                return None
            if self._is_person(found):
                phrase = (first, first + length)
                named = passage.tokens[first + length : first + length + 1]
                if any(t.capital for t in named):
                    return None  # "le maire Anne Hill"
                return self.in_other_words(Subject(kind=SubjectKind.THING, phrase=phrase), passage)
        return None

    def _without_age(self, found: tuple[Token, ...]) -> tuple[tuple[Token, ...], bool]:
        """ "le boulanger de 58 ans", "die 61-Jährige" → the words before the age; whether there is one."""
        number = next((i for i, t in enumerate(found) if t.text[:1].isdigit()), None)
        if number is None:
            return found, False
        if found[number].word.endswith(self.words.age_endings) and not found[number].text.isdigit():
            return found[: number + 1], True
        before = number - 1 if found[number - 1].word in self.words.prepositions else number
        aged = number + 1 < len(found) and found[number + 1].word.endswith(self.words.age_endings)
        return (found[:before], True) if aged and before > 1 else (found, False)

    def _is_person(self, found: tuple[Token, ...]) -> bool:
        w = self.words
        behind = (i for i, t in enumerate(found) if i and t.word in w.prepositions)
        found = found[: next(behind, len(found))]
        if len(found) < 2 or any(w.is_institution(t.word) for t in found) or self._are_several(found):
            return False
        last = found[-1]
        if describes_person(found, w) or any(last.word in group for group in _kindred(w)):
            return True
        other = w.is_institution(last.word) or last.word in w.sources | w.documents | w.name_nouns
        return not other and last.word.endswith(w.role_endings or ("\0",))

    def _are_several(self, found: tuple[Token, ...]) -> bool:
        """ "die Trainer": the article of women stands before a man's word, as it does before several."""
        w = self.words
        if found[0].word not in w.plural_articles or not w.feminine_endings:
            return found[0].word in w.plural_articles
        last = found[-1].word
        woman = w.is_office_of_woman(last) or last in w.women or last.endswith(w.age_endings)
        return not (woman or last.endswith((*w.feminine_endings, *w.both_endings)))

    def _gender_of(self, found: tuple[Token, ...]) -> str | None:
        w = self.words
        if any(t.word in w.women or w.is_office_of_woman(t.word) for t in found):
            return "f"
        if any(t.word in w.men for t in found):
            return "m"
        first = found[0].word
        return "f" if first in w.articles_f else "m" if first in w.articles_m else None

    def _is_trade(self, found: tuple[Token, ...]) -> bool:
        """Whether it names an office or a trade, which somebody else may hold."""
        w = self.words
        return any(w.is_office(t.word) or (t.word in w.spokes - w.women - w.men) for t in found[1:])

    def _trades(self, found: tuple[Token, ...]) -> frozenset[str]:
        return frozenset(t.word for t in found[1:] if self.words.is_office(t.word))

    def _called_so(self, found: tuple[Token, ...], gender: str | None) -> Member | None:
        """The one person whom the article has called so before."""
        trades = self._trades(found)
        called = [m for m in self.cast.members if trades and trades <= m.styles and fits(m, gender)]
        return called[0] if len(called) == 1 else None

    def _is_related(self, found: tuple[Token, ...], member: Member) -> bool | None:
        """Whether the trade may be the member's; None where nothing is known of the one or the other."""
        held = {fold(word.strip(".,")) for word in (member.office or "").split()} | member.styles
        if not held or not self._is_trade(found):
            return None
        named = {token.word for token in found[1:]}
        if held & named:
            return True
        groups = _kindred(self.words)
        return any(held & group and named & group for group in groups)

    def _company(self) -> bool:
        """Whether others than one person have been subjects in this paragraph, or nobody has."""
        recent = {id(t.member) for t in self._turns if t.member.person and self._passage == t.passage}
        return len(recent) != 1


@cache
def _kindred_of(groups: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(fold(word) for word in group.split()) for group in groups)


def _kindred(words: Lexicon) -> tuple[frozenset[str], ...]:
    return _kindred_of(words.kindred_offices)
