"""A description ("the former Leeds striker") or a body → what kind it is, and whom it may mean."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.script.quoting.lexicon import Lexicon
from briefing.script.quoting.names import Member
from briefing.script.quoting.passages import Passage
from briefing.script.quoting.subject import Subject
from briefing.script.words import Token, fold_name


def description_key(phrase: str, words: Lexicon) -> frozenset[str]:
    """The folded words of a description that tell it from another."""
    found = [fold_name(w.strip(".,،:()")) for w in words.unelided(phrase).split()]
    return frozenset(
        w.removeprefix(words.article) if words.article and len(w) > 4 else w
        for w in found
        if w and w not in words.small_words
    )


def describes_person(found: Sequence[Token], words: Lexicon) -> bool:
    """By its last word an office, an age, a nationality; or a name for a person with a place before it."""
    last = found[-1]
    if last.word in words.women | words.men and len(found) > 1 and words.inversion:
        return True  # "la jeune femme", "der Mann"
    if words.is_institution(last.word) or last.word in words.sources | words.documents | words.name_nouns:
        return False
    return (
        words.is_office(last.word)
        or last.word in words.spokes
        or last.word.endswith(words.age_endings)
        or ((last.capital or last.is_noun) and last.word.endswith(words.nationality_endings))
        or any(t.capital for t in found[1:-1])
    )


def is_human(member: Member, words: Lexicon) -> bool:
    """A person, or somebody known by a description: "a spokeswoman for the bank"."""
    if member.person or not words.capitals:
        return member.person and (member.human or not words.capitals)
    found = [fold_name(w.strip(",.")) for w in member.name.split()]
    return member.gender is not None or any(
        words.is_office(w) or w in words.spokes or w in words.sources for w in found
    )


def is_definite(subject: Subject, passage: Passage, words: Lexicon) -> bool:
    """Whether the phrase speaks of somebody known: it has the article, or a capital."""
    first = passage.tokens[subject.phrase[0]]
    return first.word in words.definite_articles or words.definite(first) or first.capital


def is_known_kind(subject: Subject, passage: Passage, words: Lexicon) -> bool:
    """Whether the phrase has a word that speakers are described by."""
    if not words.capitals:
        return True
    found = passage.tokens[subject.phrase[0] : subject.phrase[1]]
    return any(
        words.is_office(t.word)
        or words.is_institution(t.word)
        or t.word in words.sources
        or t.word in words.documents
        or t.word in words.spokes
        or (t.capital and t.word not in words.not_names)
        for t in found
    )


def fits(member: Member, gender: str | None) -> bool:
    """Whether nothing that is known of the member rules the gender out."""
    known = member.gender or member.likely
    return gender is None or known is None or known == gender


def words_of_document(subject: Subject, passage: Passage, words: Lexicon) -> bool:
    """Whether the phrase names a document: "the report", "a study published …"."""
    first = passage.tokens[subject.phrase[0]].word
    return any(stem in words.documents for stem in words.stems(first))
