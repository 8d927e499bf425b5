"""Text of a block → its words, with each quotation as one token, folded for comparison."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

from briefing.language import language
from briefing.sentences.marks import Marked

# Letters, digits, Arabic vowel signs; inside a word apostrophe, hyphen and the points of U.S. and J.K.
_LETTER = r"[^\W_]|[\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06ED\u0300-\u036F\u200C\u200D]"
_WORD = re.compile(rf"(?:{_LETTER})+(?:['’\-‐‑](?:{_LETTER})+|\.(?:{_LETTER})+(?=\.))*")
_HAMZA = str.maketrans("أإآٱىةؤئکی", "اااايهويكي")
_SEATS = str.maketrans("أإآٱکی", "ااااكي")
_SIGNS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c-\u200f]")


# Spanish and French write an accent on these only to tell them from "el", "si", "ou", "a" … (Real Academia
# Española, Ortografía 2010, "tilde diacrítica"; Grevisse, Le bon usage, § 104).
_TOLD_BY_ACCENT = frozenset({"él", "sí", "mí", "tú", "sé", "dé", "más", "qué", "aún", "où", "à", "là", "dû"})


class TokenKind(Enum):
    WORD = "word"
    MARK = "mark"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    start: int
    """Code points of the block's text."""
    end: int
    kind: TokenKind
    word: str
    """Folded so that function words are still told apart: على is not علي."""
    quote: int = -1
    """Index of the stretch in marks that this token stands for."""
    is_noun: bool = False
    """A noun of a language that writes all of them with a capital: it has its capital from that."""

    @property
    def capital(self) -> bool:
        """Whether it has a capital that a common noun would not have."""
        return self.kind is TokenKind.WORD and self.text[0].isupper() and not self.is_noun


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Case, vowel signs, accents and hamza on alif away; the letters ى and ة stay.

    A few small words that only their accent tells from others keep it.
    """
    if word.lower() in _TOLD_BY_ACCENT:
        return word.lower()
    return _plain(word).translate(_SEATS)


@lru_cache(maxsize=65536)
def fold_name(word: str) -> str:
    """As `fold`, and the spellings of one name made one: ى/ي, ة/ه, ؤ/و, ئ/ي, without 's."""
    return re.sub(r"['’]s?$", "", _plain(word)).translate(_HAMZA)


def _plain(word: str) -> str:
    word = word.lower()
    if word.isascii():
        return word
    bare = _SIGNS.sub("", word).replace("’", "'").translate(_SEATS)
    parts = unicodedata.normalize("NFD", bare)
    return "".join(c for c in parts if not "\u0300" <= c <= "\u036f" and c not in "\u0653\u0654\u0655")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """How a language writes words together, and abbreviates them."""

    abbreviated: re.Pattern[str]
    """Whole words whose stop belongs to them."""
    elided: re.Pattern[str]
    """Little words at the beginning of another, with their apostrophe: "l'"."""
    hung_on: re.Pattern[str]
    """Pronouns at the end of a verb, with their hyphen: "-t-il"."""


_NEVER = re.compile("(?!)")


@cache
def _shape(tag: str) -> _Shape:
    known = language(tag)
    abbreviations = known.sentences if known.sentences.titles else language("en").sentences
    parts = map(re.escape, sorted((*abbreviations.titles, *abbreviations.after_names), key=len, reverse=True))
    elisions = "|".join(map(re.escape, sorted(known.quotes.elisions, key=len, reverse=True)))
    hung_on = "|".join(map(re.escape, sorted(known.quotes.hung_on, key=len, reverse=True)))
    return _Shape(
        abbreviated=re.compile(rf"(?:[A-Za-z]|[\u0621-\u064A]|(?:[A-Za-z]\.)+[A-Za-z]|{'|'.join(parts)})$"),
        elided=re.compile(rf"(?:{elisions})['’]", re.IGNORECASE) if elisions else _NEVER,
        hung_on=re.compile(rf"-(?:t-)?(?:{hung_on})$", re.IGNORECASE) if hung_on else _NEVER,
    )


def tokens(text: str, quotes: Sequence[Marked], tag: str = "en") -> tuple[Token, ...]:
    """The words and marks of `text`; each of `quotes` (outermost stretches, in order) is one token.

    Little words written together with others are tokens of their own: "l'", "ancien"; "dit", "-il".
    """
    shape = _shape(tag)
    found: list[Token] = []
    at = 0
    for number, quote in enumerate(quotes):
        found.extend(_between(text, at, quote.outer_start, shape))
        inside = text[quote.outer_start : quote.outer_end]
        found.append(Token(inside, quote.outer_start, quote.outer_end, TokenKind.QUOTE, "", number))
        at = quote.outer_end
    found.extend(_between(text, at, len(text), shape))
    return tuple(found)


@lru_cache(maxsize=4096)
def words(text: str, tag: str = "en") -> tuple[str, ...]:
    """The folded words of `text`, as `tokens` parts them."""
    return tuple(t.word for t in _between(text, 0, len(text), _shape(tag)) if t.kind is TokenKind.WORD)


def has_words(text: str) -> bool:
    """Whether a letter or a digit is in it, and not only marks and spaces."""
    return any(c.isalnum() for c in text)


def phrases(entries: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Entries of one or more words, by their folded first word, longest first."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for entry in entries:
        folded = tuple(fold(word) for word in entry.split())
        by_first.setdefault(folded[0], []).append(folded)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in by_first.items()}


def match(
    entries: dict[str, tuple[tuple[str, ...], ...]], found: Sequence[Token], at: int, first: str | None = None
) -> int:
    """How many tokens from `at` make an entry of `entries`; 0 for none. `first` replaces the first word."""
    word = found[at].word if first is None else first
    for entry in entries.get(word, ()):
        rest = found[at + 1 : at + len(entry)]
        if len(rest) == len(entry) - 1 and all(t.word == w for t, w in zip(rest, entry[1:], strict=True)):
            return len(entry)
    return 0


def _between(text: str, start: int, end: int, shape: _Shape) -> Iterable[Token]:
    at = start
    while at < end:
        if text[at].isspace() or text[at] in "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069":
            at += 1
            continue
        found = shape.elided.match(text, at, end)
        if found and text[found.end() : found.end() + 1].isalnum():
            word = found.group()
            yield Token(word, at, found.end(), TokenKind.WORD, fold(word[:-1]))
            at = found.end()
            continue
        found = _WORD.match(text, at, end)
        if not found:
            yield Token(text[at], at, at + 1, TokenKind.MARK, text[at])
            at += 1
            continue
        at = found.end()
        tail = shape.hung_on.search(found.group())
        if tail and tail.start():
            stem = found.group()[: tail.start()]
            middle = found.start() + len(stem)
            yield Token(stem, found.start(), middle, TokenKind.WORD, fold(stem))
            pronoun = tail.group().rpartition("-")[2]
            yield Token(tail.group(), middle, at, TokenKind.WORD, fold(pronoun))
            continue
        if text[at : at + 1] == "." and at < end and shape.abbreviated.match(found.group()):
            at += 1
        elif text[at - 1] == "s" and at < end and text[at] in "'’" and text[at + 1 : at + 2].isspace():
            at += 1  # workers'
        word = text[found.start() : at]
        yield Token(word, found.start(), at, TokenKind.WORD, fold(word.rstrip(".'’")))
