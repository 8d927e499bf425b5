"""QuoteWords of a language → the same words folded, in the shape in which they are looked up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from briefing.language import QuoteWords, language
from briefing.script.words import Token, TokenKind, fold, match, phrases, words

_PROCLITICS = ("و", "ف", "ب", "ل", "ك")
"""Arabic letters that are words of their own, written together with the next word."""
_DEFINITE = re.compile("(?:[وف]?[بك]?ال|[وف]?لل)..")
"""The Arabic article, with "and" or a preposition before it (وكالة has none)."""
_SHORTEST_BODY = 5
"""Letters."""
Entries = dict[str, tuple[tuple[str, ...], ...]]
Endings = tuple[str, ...]
"""Folded ends of words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Fields are those of `language.QuoteWords`, folded."""

    tag: str
    capitals: bool
    prefixes: tuple[str, ...]
    article: str
    said: Entries
    said_f: Entries
    said_others: Entries
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
    before_nouns: frozenset[str]
    passive: frozenset[str]
    agents: frozenset[str]
    relayed_as: frozenset[str]
    so: frozenset[str]
    conjunctions: frozenset[str]
    joining: frozenset[str]
    linking: frozenset[str]
    addressing: frozenset[str]
    adverbial_links: frozenset[str]
    owner_endings: tuple[str, ...]
    plural_owner_endings: tuple[str, ...]
    quantifiers: frozenset[str]
    hyphen_parts: frozenset[str]
    place_surnames: frozenset[str]
    places: frozenset[str]
    plural_endings: tuple[str, ...]
    role_endings: Endings
    prepositions: frozenset[str]
    articles: frozenset[str]
    definite_articles: frozenset[str]
    determiners: frozenset[str]
    indefinite: frozenset[str]
    ending_links: frozenset[str]
    past_endings: Endings
    finite_endings: tuple[str, ...]
    adverb_endings: Endings
    genitive: frozenset[str]
    saints: frozenset[str]
    men_endings: Endings
    women: frozenset[str]
    men: frozenset[str]
    dependent: frozenset[str]
    small_words: frozenset[str]
    age_endings: Endings
    nationality_endings: Endings
    manner: frozenset[str]
    to_whom: frozenset[str]
    office_ends: frozenset[str]
    inscribed: frozenset[str]
    with_object: frozenset[str]
    no_offices: frozenset[str]
    place_heads: frozenset[str]
    his_endings: tuple[str, ...]
    papers: frozenset[str]
    owned: frozenset[str]
    child_of: frozenset[str]
    resuming: frozenset[str]
    glued: frozenset[str]
    common_nouns: frozenset[str]
    """Nouns that we know to be counted: no part of a name unless they have the article."""
    negations: frozenset[str]
    name_tails: frozenset[str]
    with_that: frozenset[str]
    asking: frozenset[str]
    elisions: tuple[str, ...]
    nouns_have_capitals: bool
    drops_subject: bool
    inversion: bool
    auxiliaries: frozenset[str]
    said_participles: Entries
    said_apart: Entries
    after_quote: Entries
    according_after: frozenset[str]
    object_pronouns: frozenset[str]
    office_endings: Endings
    feminine_endings: Endings
    institution_endings: Endings
    articles_f: frozenset[str]
    articles_m: frozenset[str]
    verb_second: bool
    inner_links: frozenset[str]
    measures: frozenset[str]
    according_first: Entries
    insertions: bool
    houses: frozenset[str]
    topics: frozenset[str]
    oblique: frozenset[str]
    neuter: frozenset[str]
    plural_articles: frozenset[str]
    both_endings: Endings
    demonstratives: frozenset[str]
    kindred_offices: tuple[str, ...]
    participle_endings: Endings
    question_labels: frozenset[str]
    answer_labels: frozenset[str]

    def is_said(self, word: str) -> bool:
        """Whether the word alone is a finite verb of saying."""
        return (word,) in self.said.get(word, ()) or (word,) in self.said_f.get(word, ())

    @property
    def known(self) -> bool:
        """Whether anything is known of how this language quotes."""
        return bool(self.said)

    def likely_gender(self, first_name: str) -> str | None:
        """ "f" or "m" where the folded first name is borne by one gender alone."""
        return "f" if first_name in self.given_f else "m" if first_name in self.given_m else None

    def unelided(self, text: str) -> str:
        """The text with little words set apart from those they are written together with: "l' ancien"."""
        for elision in self.elisions:
            for apostrophe in "'’":
                text = text.replace(f" {elision}{apostrophe}", f" {elision} ")
                if text.lower().startswith(elision + apostrophe):
                    text = f"{elision} {text[len(elision) + 1 :]}"
        return text

    def owner_ending(self, text: str) -> str:
        """The ending of the genitive with which the word, as written, ends."""
        return next((ending for ending in self.owner_endings if text.endswith(ending)), "")

    def is_owner(self, text: str, *, plural: bool = False) -> bool:
        """ "Hill's"; with `plural`, "the Hills'" as well."""
        return text.endswith(self.owner_endings) or (plural and text.endswith(self.plural_owner_endings))

    def without_prefix(self, word: str) -> str:
        """ "wa-qala" → "qala"; the word itself where it has no prefix."""
        return word[1:] if len(word) > 3 and word.startswith(self.prefixes) else word

    def definite(self, token: Token) -> bool:
        """Whether the word carries the article (with a preposition or "and" before it, or none)."""
        if not self.article:
            return False
        found = _DEFINITE.match(token.text)
        known = token.word in self.given_names or token.word in self.institutions or token.word in self.media
        return found is not None and not known

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
            known = any(stem in self.offices for stem in self.stems(word)[:3])
            return known or word.rstrip("s") in self.offices or self._ends_as_office(word)
        bare = word[len(self.article) :] if word.startswith(self.article) else word
        return word in self.offices or bare in self.offices or self.is_woman_of(bare)

    def is_woman_of(self, office: str) -> bool:
        """Whether the word is an office's form for women, and nothing else."""
        if not office.endswith("ة") or office[:-1] not in self.offices:
            return False
        others = (self.institutions, self.nominal, self.common_nouns, self.no_offices)
        return not any(office in words for words in others)

    def _ends_as_body(self, word: str) -> bool:
        """ "Bauernverband": shorter words with such an ending are names ("Jung")."""
        return word.endswith(self.institution_endings) and len(word) > _SHORTEST_BODY

    def _ends_as_office(self, word: str) -> bool:
        """ "Umweltministerin": by its last part, with or without the ending of women."""
        if not self.office_endings:
            return False
        return word.endswith(self.office_endings) or self._for_men(word).endswith(self.office_endings)

    def _for_men(self, office: str) -> str:
        ending = next((e for e in self.feminine_endings if office.endswith(e)), "")
        return office.removesuffix(ending) if ending else office

    def is_office_of_woman(self, word: str) -> bool:
        """Whether the word, an office, is the form for women."""
        if word in self.offices_f:
            return True
        bare = self._for_men(word)
        return bare != word and (bare in self.offices or bare.endswith(self.office_endings or ("\0",)))

    def is_institution(self, word: str) -> bool:
        if not self.article:
            return word in self.institutions or self._ends_as_body(word)
        return word in self.institutions or (
            word.startswith(self.article) and word[len(self.article) :] in self.institutions
        )

    def is_medium(self, word: str) -> bool:
        """Whether the word is "to" with an agency or a paper: to whom something is said."""
        if not word.startswith("ل"):
            return False
        paper = word.startswith("لل") and word[2:] in self.papers
        return paper or any(s in self.media for s in (word[1:], *self.stems(word)))

    def may_be_cue(self, word: str) -> bool:
        """Whether a word of saying may begin with `word`: few do, so that the rest is soon passed."""
        known = _cue_words(self.tag)
        return word in known or (bool(self.prefixes) and self.without_prefix(word) in known)

    def is_cue(self, found: tuple[Token, ...], at: int) -> bool:
        """Whether a word of saying begins here."""
        if found[at].kind is not TokenKind.WORD or not self.may_be_cue(found[at].word):
            return False
        said = (self.said_participles, self.said, self.said_f, self.said_others)
        for entries in (*said, self.saying, self.saying_f, self.own_words, self.own_words_f):
            if match(entries, found, at) or (
                self.prefixes and match(entries, found, at, self.without_prefix(found[at].word))
            ):
                return True
        return False


@cache
def _cue_words(tag: str) -> frozenset[str]:
    w = lexicon(tag)
    own = (w.own_words, w.own_words_f)
    said = (w.said, w.said_f, w.said_others, w.said_participles)
    return frozenset().union(w.according, *own, *said, w.saying, w.saying_f)


def _folded_ends(endings: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold(ending) for ending in endings)


def _folded(entries: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(fold(word) for word in entry.split()) for entry in entries)


@cache
def lexicon(tag: str) -> Lexicon:
    """The words of the language `tag`; empty ones where nothing is known of it."""
    w = language(tag).quotes
    titles = (*w.titles, *w.titles_m, *w.titles_f)
    given = replace(w, titles=titles, offices=(*w.offices, *w.offices_f))
    if w.capitals:
        given_m, given_f = _given_names(w)
        given = replace(given, given_m=given_m, given_f=given_f)
    shaped: dict[str, Any] = {
        field.name: _SHAPES.get(str(field.type), _as_written)(_parted(getattr(given, field.name), tag))
        for field in fields(Lexicon)
        if field.name not in ("tag", "common_nouns")
    }
    counted = language(tag).spoken.nouns
    plurals = (plural for several in counted.values() for plural in several)
    common = _folded((*counted, *plurals, *w.name_nouns)) - _folded((*w.given_names, *given.offices))
    return Lexicon(tag=tag, common_nouns=common, **shaped)


def _given_names(words: QuoteWords) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of men and of women: the language's own, and those of English, which has names of many countries."""
    other = language("en").quotes
    own_m, own_f = _folded(words.given_m), _folded(words.given_f)
    return (*own_m, *(_folded(other.given_m) - own_f)), (*own_f, *(_folded(other.given_f) - own_m))


def _as_written(value: object) -> object:
    return value


def _parted(value: Any, tag: str) -> Any:
    """Entries with little words written together with others, as tokens have them: "s' indigne"."""
    if not language(tag).quotes.elisions or not isinstance(value, tuple):
        return value
    return tuple(" ".join(words(entry, tag)) if "'" in entry else entry for entry in value)


_SHAPES: dict[str, Callable[[Any], object]] = {
    "Entries": phrases,
    "frozenset[str]": _folded,
    "Endings": _folded_ends,
}
"""How the words are kept, by the type of their field in `Lexicon`."""
