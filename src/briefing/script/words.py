"""Text of a block → its words, with each quotation as one token, folded for comparison."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from briefing.sentences.marks import Marked

# Letters, digits, Arabic vowel signs; inside a word apostrophe, hyphen and the points of U.S. and J.K.
_LETTER = r"[^\W_]|[\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06ED\u0300-\u036F\u200C\u200D]"
_WORD = re.compile(rf"(?:{_LETTER})+(?:['’\-‐‑](?:{_LETTER})+|\.(?:{_LETTER})+(?=\.))*")
_ABBREVIATED = re.compile(
    r"(?:[A-Za-z]|[\u0621-\u064A]|(?:[A-Za-z]\.)+[A-Za-z]|Dr|Mr|Mrs|Ms|Prof|Gov|Sen|Rep|Gen|Lt|Col|Capt|Sgt|Maj|Rev|St|Jr|Sr"
    r"|Det|Supt|Cllr|Hon|Adm|Cmdr|Mohd|Md|Smt|Barr|Engr|Alh|Atty|Ma|Ald|Brig|Pte|Cdr|Cpt|Rt|Ven|Fr)$"
)
_HAMZA = str.maketrans("أإآٱىةؤئکی", "اااايهويكي")
_SEATS = str.maketrans("أإآٱکی", "ااااكي")
_SIGNS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c-\u200f]")


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

    @property
    def capital(self) -> bool:
        return self.kind is TokenKind.WORD and self.text[0].isupper()


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Case, vowel signs, accents and hamza on alif away; the letters ى and ة stay."""
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


def tokens(text: str, quotes: Sequence[Marked]) -> tuple[Token, ...]:
    """The words and marks of `text`; each of `quotes` (outermost stretches, in order) is one token."""
    found: list[Token] = []
    at = 0
    for number, quote in enumerate(quotes):
        found.extend(_between(text, at, quote.outer_start))
        inside = text[quote.outer_start : quote.outer_end]
        found.append(Token(inside, quote.outer_start, quote.outer_end, TokenKind.QUOTE, "", number))
        at = quote.outer_end
    found.extend(_between(text, at, len(text)))
    return tuple(found)


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """The folded words of `text`."""
    return tuple(t.word for t in _between(text, 0, len(text)) if t.kind is TokenKind.WORD)


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


def _between(text: str, start: int, end: int) -> Iterable[Token]:
    at = start
    while at < end:
        if text[at].isspace() or text[at] in "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069":
            at += 1
            continue
        found = _WORD.match(text, at, end)
        if not found:
            yield Token(text[at], at, at + 1, TokenKind.MARK, text[at])
            at += 1
            continue
        at = found.end()
        if text[at : at + 1] == "." and at < end and _ABBREVIATED.match(found.group()):
            at += 1
        elif text[at - 1] == "s" and at < end and text[at] in "'’" and text[at + 1 : at + 2].isspace():
            at += 1  # workers'
        word = text[found.start() : at]
        yield Token(word, found.start(), at, TokenKind.WORD, fold(word.rstrip(".'’")))
