"""QuoteWords of a language → the same words folded, in the shape in which they are looked up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from briefing.language import language
from briefing.script.words import Token, TokenKind, fold, match, phrases

_PROCLITICS = ("و", "ف", "ب", "ل", "ك")
"""Arabic letters that are words of their own, written together with the next word."""
Entries = dict[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Fields are those of `language.QuoteWords`, folded."""

    capitals: bool
    prefixes: tuple[str, ...]
    article: str
    said: Entries
    said_f: Entries
    saying: Entries
    saying_f: Entries
    own_words: Entries
    own_words_f: Entries
    according: Entries
    titles: frozenset[str]
    """Of either gender; `titles_m` and `titles_f` are among them."""
    offices: frozenset[str]
    """Of either gender; `offices_f` is among them."""
    titles_m: frozenset[str]
    titles_f: frozenset[str]
    offices_f: frozenset[str]
    relaying: frozenset[str]
    relayed_from: frozenset[str]
    that: frozenset[str]
    that_person: frozenset[str]
    third_person: frozenset[str]
    impersonal: frozenset[str]
    first_person: frozenset[str]
    pronouns_m: frozenset[str]
    pronouns_f: frozenset[str]
    pronouns_other: frozenset[str]
    pronouns_self: frozenset[str]
    clause_subjects: frozenset[str]
    finite: frozenset[str]
    relatives: frozenset[str]
    subordinate: frozenset[str]
    clause_breaks: frozenset[str]
    openers: frozenset[str]
    between: frozenset[str]
    nominative: frozenset[str]
    office_links: frozenset[str]
    place_links: frozenset[str]
    objects: frozenset[str]
    envoys: frozenset[str]
    envoy_links: frozenset[str]
    same: frozenset[str]
    describing: frozenset[str]
    spokes: frozenset[str]
    institutions: frozenset[str]
    complements: frozenset[str]
    sources: frozenset[str]
    documents: frozenset[str]
    name_links: frozenset[str]
    given_m: frozenset[str]
    given_f: frozenset[str]
    plain_said: frozenset[str]
    sides: frozenset[str]
    same_before: frozenset[str]
    kin: frozenset[str]
    going_on: frozenset[str]
    nominal: frozenset[str]
    also: frozenset[str]
    calling: frozenset[str]
    anaphors: frozenset[str]
    given_names: frozenset[str]
    not_names: frozenset[str]
    media: frozenset[str]
    name_nouns: frozenset[str]
    question_labels: frozenset[str]
    answer_labels: frozenset[str]

    @property
    def known(self) -> bool:
        """Whether anything is known of how this language quotes."""
        return bool(self.said)

    def likely_gender(self, first_name: str) -> str | None:
        """ "f" or "m" where the folded first name is borne by one gender alone."""
        return "f" if first_name in self.given_f else "m" if first_name in self.given_m else None

    def without_prefix(self, word: str) -> str:
        """ "wa-qala" → "qala"; the word itself where it has no prefix."""
        return word[1:] if len(word) > 3 and word.startswith(self.prefixes) else word

    def definite(self, token: Token) -> bool:
        """Whether the word carries the article (with a preposition or "and" before it, or none)."""
        if not self.article:
            return False
        bare = token.text.lstrip("وفبك") if len(token.text) > 4 else token.text
        return bare.startswith((self.article, "لل")) and token.word not in self.given_names

    def stems(self, word: str) -> tuple[str, ...]:
        """The word without article, and without a preposition or "and" written together with it."""
        if not self.article:
            return (word, word.split("-")[0], word.rsplit("-", 1)[-1]) if "-" in word else (word,)
        found = [word]
        if word.startswith(_PROCLITICS) and len(word) > 3:
            found.append(word[1:])
        found += [w[len(self.article) :] for w in found if w.startswith(self.article) and len(w) > 4]
        if word.startswith("لل") and len(word) > 4:
            found.append(word[2:])
        return tuple(found)

    def is_office(self, word: str) -> bool:
        """Whether the word is an office, with or without its article."""
        if not self.article:
            return (
                any(stem in self.offices for stem in self.stems(word)[:3]) or word.rstrip("s") in self.offices
            )
        return word in self.offices or (
            word.startswith(self.article) and word[len(self.article) :] in self.offices
        )

    def is_institution(self, word: str) -> bool:
        if not self.article:
            return word in self.institutions
        return word in self.institutions or (
            word.startswith(self.article) and word[len(self.article) :] in self.institutions
        )

    def is_cue(self, found: tuple[Token, ...], at: int) -> bool:
        """Whether a word of saying begins here."""
        if found[at].kind is not TokenKind.WORD:
            return False
        for entries in (self.said, self.said_f, self.saying, self.saying_f, self.own_words, self.own_words_f):
            if match(entries, found, at) or (
                self.prefixes and match(entries, found, at, self.without_prefix(found[at].word))
            ):
                return True
        return False


def _folded(entries: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(fold(word) for word in entry.split()) for entry in entries)


@cache
def lexicon(tag: str) -> Lexicon:
    """The words of the language `tag`; empty ones where nothing is known of it."""
    w = language(tag).quotes
    return Lexicon(
        capitals=w.capitals,
        prefixes=w.prefixes,
        article=w.article,
        said=phrases(w.said),
        said_f=phrases(w.said_f),
        saying=phrases(w.saying),
        saying_f=phrases(w.saying_f),
        own_words=phrases(w.own_words),
        own_words_f=phrases(w.own_words_f),
        according=phrases(w.according),
        titles=_folded((*w.titles, *w.titles_m, *w.titles_f)),
        offices=_folded((*w.offices, *w.offices_f)),
        titles_m=_folded(w.titles_m),
        titles_f=_folded(w.titles_f),
        offices_f=_folded(w.offices_f),
        relaying=_folded(w.relaying),
        relayed_from=_folded(w.relayed_from),
        that=_folded(w.that),
        that_person=_folded(w.that_person),
        third_person=_folded(w.third_person),
        impersonal=_folded(w.impersonal),
        first_person=_folded(w.first_person),
        pronouns_m=_folded(w.pronouns_m),
        pronouns_f=_folded(w.pronouns_f),
        pronouns_other=_folded(w.pronouns_other),
        pronouns_self=_folded(w.pronouns_self),
        clause_subjects=_folded(w.clause_subjects),
        finite=_folded(w.finite),
        relatives=_folded(w.relatives),
        subordinate=_folded(w.subordinate),
        clause_breaks=_folded(w.clause_breaks),
        openers=_folded(w.openers),
        between=_folded(w.between),
        nominative=_folded(w.nominative),
        office_links=_folded(w.office_links),
        place_links=_folded(w.place_links),
        objects=_folded(w.objects),
        envoys=_folded(w.envoys),
        envoy_links=_folded(w.envoy_links),
        same=_folded(w.same),
        describing=_folded(w.describing),
        spokes=_folded(w.spokes),
        institutions=_folded(w.institutions),
        complements=_folded(w.complements),
        sources=_folded(w.sources),
        documents=_folded(w.documents),
        name_links=_folded(w.name_links),
        given_m=_folded(w.given_m),
        given_f=_folded(w.given_f),
        plain_said=_folded(w.plain_said),
        sides=_folded(w.sides),
        same_before=_folded(w.same_before),
        kin=_folded(w.kin),
        going_on=_folded(w.going_on),
        nominal=_folded(w.nominal),
        also=_folded(w.also),
        calling=_folded(w.calling),
        anaphors=_folded(w.anaphors),
        given_names=_folded(w.given_names),
        not_names=_folded(w.not_names),
        media=_folded(w.media),
        name_nouns=_folded(w.name_nouns),
        question_labels=_folded(w.question_labels),
        answer_labels=_folded(w.answer_labels),
    )
