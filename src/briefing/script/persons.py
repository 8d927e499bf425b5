"""Sentence that begins with "he" or "she" → the one person of the article whom the pronoun can mean.

Neutral ground, as `dates`: what writes a script and what checks it both ask here. Only persons who are
quoted, and whose gender the article itself shows, are ever meant; where anybody else comes near, nobody is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from briefing.language import Language, Phrases, QuoteWords, language
from briefing.model import Article, BlockRole, Quotation, Speaker
from briefing.script.words import Token, TokenKind, fold_name, tokens, words
from briefing.sentences import sentences
from briefing.sentences.marks import outermost


def meant(article: Article, found: Sequence[Quotation], block: int, start: int) -> Speaker | None:
    """Whom the pronoun means that begins the sentence at `start` of block `block` (from 1).

    `found`: the article's quotations. None: no pronoun, or not sure.
    """
    known = language(article.language)
    gender = _gender_of_pronoun(article.blocks[block - 1].text[start : start + 40], known)
    if not gender or not known.quotes.capitals:
        return None
    before = _sentence_before(article, block, start)
    if not before:
        return None
    outside = tokens(before, outermost(before))
    named = {fold_name(token.word) for token in outside}
    speakers = {q.speaker.name: q.speaker for q in found if q.speaker and _surname(q.speaker.name) in named}
    here = list(speakers.values())
    if len(here) != 1 or here[0].gender != gender or not _is_subject(here[0], outside, known.quotes):
        return None
    return None if _others(outside, here[0], article, known.quotes) else here[0]


def _gender_of_pronoun(text: str, known: Language) -> str:
    """Of the personal pronoun that the text begins with; "" where it begins with none, or with nobody's."""
    first = words(text)
    if known.phrases is None or any(first[: len(e)] == e for e in map(words, known.phrases.impersonal)):
        return ""
    return next((g for p, g in known.phrases.pronouns.items() if words(p) == first[:1]), "")


def _sentence_before(article: Article, block: int, start: int) -> str:
    """The sentence right before, in the same paragraph or at the end of the one above."""
    text = article.blocks[block - 1].text
    earlier = [(a, b) for a, b in sentences(text, article.language) if b <= start]
    if earlier:
        return text[earlier[-1][0] : earlier[-1][1]]
    if text[:start].strip():
        return ""
    above = article.blocks[block - 2] if block > 1 else None
    if (
        above is None
        or above.role is not BlockRole.PARAGRAPH
        or article.blocks[block - 1].role is not above.role
    ):
        return ""
    spans = sentences(above.text, article.language)
    return above.text[spans[-1][0] : spans[-1][1]] if spans else ""


def _surname(name: str) -> str | None:
    """The last part of a name that has several."""
    parts = name.split()
    return fold_name(parts[-1]) if len(parts) > 1 else None


def _is_subject(speaker: Speaker, found: Sequence[Token], quotes: QuoteWords) -> bool:
    """The name begins the sentence, with office and title, or stands behind a verb of saying."""
    surname = _surname(speaker.name)
    place = next(at for at, token in enumerate(found) if fold_name(token.word) == surname)
    if found[place].text.endswith(("'s", "’s")):
        return False
    said = _listed((quotes.said,))
    own = {*_parts(speaker.name), *_parts(speaker.office or "")}
    beside = _listed((quotes.determiners, quotes.titles, quotes.titles_m, quotes.titles_f))
    before = [token.word for token in found[:place] if token.kind is TokenKind.WORD]
    closest = before[max(0, len(before) - len(own)) :]
    is_first = all(fold_name(word) in own or word in beside for word in before)
    return is_first or any(word in said for word in closest)


def _others(found: Sequence[Token], speaker: Speaker, article: Article, quotes: QuoteWords) -> bool:
    """Somebody else is named, or told by an office, a relation, a description."""
    own = {*_parts(speaker.name), *_parts(speaker.office or "")}
    foreign = [t for t in found if t.kind is TokenKind.WORD and fold_name(t.word) not in own]
    persons = _listed(
        (
            quotes.offices,
            quotes.offices_f,
            quotes.sources,
            quotes.kin,
            quotes.anaphors,
            quotes.men,
            quotes.women,
            (language(article.language).phrases or Phrases()).people,
        )
    )
    if any(token.word in persons for token in foreign):
        return True
    capitals = [token for token in foreign if token.capital and token.start > 0]
    if not quotes.nouns_have_capitals and any(_is_bare(token, found, article.language) for token in capitals):
        return True
    surnames = _surnames(article)
    return any(fold_name(token.word) in surnames for token in capitals) or any(
        one.end + 1 == other.start for one, other in pairwise(capitals)
    )


def _is_bare(token: Token, found: Sequence[Token], tag: str) -> bool:
    """A name that no preposition or article stands before: "praised Okoro", not "in Eastwick"."""
    known, phrases = language(tag).quotes, language(tag).phrases or Phrases()
    no_names = _listed((known.titles, known.titles_m, known.titles_f, phrases.weekdays, phrases.months))
    before = found[found.index(token) - 1].word
    return token.word not in no_names and before not in _listed((known.prepositions, known.determiners))


@cache
def _listed(entries: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset(word for listed in entries for entry in listed for word in words(entry))


@lru_cache(maxsize=8)
def _surnames(article: Article) -> frozenset[str]:
    """Last words of all runs of two capitals and more: persons, and some places."""
    return frozenset(last for block in article.blocks for last in _last_of_runs(block.text))


def _last_of_runs(text: str) -> Iterator[str]:
    found = tokens(text, ())
    for one, other in pairwise(found):
        if one.capital and other.capital and one.end + 1 == other.start:
            yield fold_name(other.word)


def _parts(text: str) -> list[str]:
    return [fold_name(word) for word in words(text)]
