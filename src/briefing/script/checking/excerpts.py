"""Sentence that the editor wrote → the article's, of which it is a piece that alone says something else.

Two ways: a clause without the words that govern it ("the dam has failed" out of "it would be wrong to say
that the dam has failed"), and the beginning of one sentence with the end of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from briefing.language import language
from briefing.script.checking.cuts import turns
from briefing.script.words import TokenKind, fold_name, tokens, words

_FEWEST_WORDS, _FEWEST_OF_CONTENT = 3, 2
"""Of a piece: fewer are found by chance."""
_LEFT_OUT = 3
"""Words by which two pieces are surely no whole sentences: a subject that was named anew has fewer."""
_LINK = 1
"""Words of the editor's between two pieces: "and"."""
_ENDS_ALONE = ("?", "؟", ":")
"""A question states nothing, and a line that announces is no sentence."""


@dataclass(frozen=True, slots=True)
class _Word:
    word: str
    start: int
    end: int


def out_of_its_clause(text: str, told: Iterable[str], tag: str) -> str:
    """The sentence of which the text is one clause, where what is left out turns it; else empty."""
    ours, found = _words(text, tag), ""
    if not _is_enough(ours, tag) or text.rstrip().endswith(_ENDS_ALONE):
        return ""
    for one in told:
        theirs = _words(one, tag)
        at = _place(ours, theirs, tag)
        if at < 0 or not _is_clause(one, ours, theirs, at, tag):
            continue
        left_out = f"{one[: theirs[at].start]} {one[theirs[at + len(ours) - 1].end :]}"
        if not (_turns(left_out, tag) or (at and theirs[at - 1].word in _embedding(tag))):
            return ""  # the article says it so, here or elsewhere
        found = found or one
    return found


def joined_from_two(text: str, told: Sequence[str], tag: str) -> tuple[str, ...]:
    """The two sentences whose beginning and end make up the text; else none."""
    ours = _words(text, tag)
    if len(ours) < 2 * _FEWEST_WORDS:
        return ()
    first, last = {ours[0].word, *_bare(ours[0].word, tag)}, ours[-1].word
    heads: dict[str, int] = {}
    tails: dict[str, int] = {}
    for one in told:
        theirs = _words(one, tag)
        has = {word.word for word in theirs}
        if _place(ours, theirs, tag) >= 0:
            return ()
        if first & has and (length := _longest_head(ours, theirs, tag)):
            heads[one] = length
        if last in has and (length := _longest_tail(ours, theirs, tag)):
            tails[one] = length
    return next(
        (
            (one, other)
            for one, head in heads.items()
            for other, tail in tails.items()
            if one != other and head + tail >= len(ours) - _LINK
        ),
        (),
    )


@lru_cache(maxsize=4096)
def _words(text: str, tag: str) -> tuple[_Word, ...]:
    return tuple(
        _Word(fold_name(token.word), token.start, token.end)
        for token in tokens(text, (), tag)
        if token.kind is TokenKind.WORD
    )


def _is_enough(piece: Sequence[_Word], tag: str) -> bool:
    content = sum(word.word not in _small(tag) for word in piece)
    return len(piece) >= _FEWEST_WORDS and content >= _FEWEST_OF_CONTENT


def _place(ours: Sequence[_Word], theirs: Sequence[_Word], tag: str) -> int:
    """Where all our words stand in a row, the first perhaps without a prefix; -1 where they do not."""
    for at in range(len(theirs) - len(ours) + 1):
        begins = ours[0].word in (theirs[at].word, *_bare(theirs[at].word, tag))
        if begins and all(theirs[at + i].word == ours[i].word for i in range(1, len(ours))):
            return at
    return -1


def _longest_head(ours: Sequence[_Word], theirs: Sequence[_Word], tag: str) -> int:
    """How many of our first words stand in a sentence that goes on behind them; 0 for too few."""
    for length in range(len(ours) - 1, _FEWEST_WORDS - 1, -1):
        at = _place(ours[:length], theirs, tag)
        if at >= 0 and len(theirs) - at - length >= _LEFT_OUT:
            return length if _is_enough(ours[:length], tag) else 0
    return 0


def _longest_tail(ours: Sequence[_Word], theirs: Sequence[_Word], tag: str) -> int:
    """How many of our last words stand in a sentence that begins long before them; 0 for too few."""
    for length in range(len(ours) - 1, _FEWEST_WORDS - 1, -1):
        if _place(ours[-length:], theirs, tag) >= _LEFT_OUT:
            return length if _is_enough(ours[-length:], tag) else 0
    return 0


def _is_clause(text: str, ours: Sequence[_Word], found: Sequence[_Word], start: int, tag: str) -> bool:
    """Marks, the ends of the sentence, or a word that governs stand around the words: no noun phrase."""
    end = start + len(ours)
    before = text[found[start - 1].end : found[start].start] if start else ""
    after = text[found[end - 1].end : found[end].start] if end < len(found) else ""
    opens = (
        not start
        or before.strip()
        or found[start - 1].word in _embedding(tag)
        or _turns(text[found[start - 1].start : found[start - 1].end], tag)
        or found[start].word != ours[0].word
    )
    return bool(opens) and (end == len(found) or bool(after.strip()))


def _turns(text: str, tag: str) -> bool:
    """Words that negate, limit or attribute, with and without what Arabic writes together with them."""
    return turns(text, tag) or turns(" ".join(b for word in words(text, tag) for b in _bare(word, tag)), tag)


def _bare(word: str, tag: str) -> tuple[str, ...]:
    """The word without one of the language's prefixes."""
    prefixes = (*language(tag).quotes.prefixes, *language(tag).check.prefixes)
    return tuple(word.removeprefix(p) for p in prefixes if word.startswith(p) and len(word) > len(p) + 1)


@cache
def _embedding(tag: str) -> frozenset[str]:
    quotes = language(tag).quotes
    listed = (*language(tag).check.embedding, *quotes.that, *quotes.that_person)
    return frozenset(fold_name(word) for entry in listed for word in words(entry, tag)[-1:])


@cache
def _small(tag: str) -> frozenset[str]:
    return frozenset(fold_name(word) for word in language(tag).page.function_words)
