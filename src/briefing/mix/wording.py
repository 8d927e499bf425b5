"""Text and times as they came → as every player and browser shows them."""

from __future__ import annotations

import re
import unicodedata

from briefing.model import direction

_LONGEST_LABEL = 250
"""Code points: beyond it players cut names wherever they happen to, or drop them."""

_FIRST_WORDS = 40

_SURROGATES = re.compile("[\ud800-\udfff]")
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters but those that part words
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides, isolates: one left open turns what follows around
    "\ufeff\ufff9-\ufffb\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)
"""What no text may hold that others read (HTML, "Preprocessing the input stream"; XML 1.0, 2.2)."""
_MARKS = {"rtl": "\u200f", "ltr": "\u200e"}
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def encodable(text: str) -> str:
    """The same, a half of a surrogate pair as the replacement character: UTF-8 has no place for it."""
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Words with one space between them, of characters that may be printed."""
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text
    return " ".join(_UNFIT.sub("", encodable(text)).split())


def label(text: str, longest: int = _LONGEST_LABEL) -> str:
    """One line of no more than `longest` code points, cut between words if it can be."""
    text = one_line(text)
    if len(text) <= longest:
        return text
    end = text.rfind(" ", longest // 2, longest)
    end = end if end > 0 else longest - 1
    while end and (unicodedata.category(text[end])[0] == "M" or "\u200d" in text[end - 1 : end + 1]):
        end -= 1  # between a letter and its accents, or within one picture
    return f"{text[:end].rstrip()}…"


def first_words(text: str) -> str:
    """As much of a line as a message needs to name it."""
    text = " ".join(text.split())
    return text if len(text) <= _FIRST_WORDS else text[:_FIRST_WORDS].rsplit(" ", 1)[0] + " …"


def base_direction(text: str, language: str) -> str:
    """ "rtl" or "ltr": the language's, unless all letters of the text are written the other way."""
    of_language = direction(language)
    found = of_language
    for letter in text:
        kind = _STRONG.get(unicodedata.bidirectional(letter))
        if kind == of_language:
            return of_language
        found = kind or found
    return found


def directed(text: str, base: str) -> str:
    """One line of text that is shown in the direction `base`.

    Players take a line's direction from its first letter (UAX #9, P2 and P3; so does WebVTT): where that one
    is of the other direction, or there is none, an invisible mark (U+200F, U+200E) stands before it.
    """
    kinds = (_STRONG.get(unicodedata.bidirectional(c)) for c in text)
    first = next((kind for kind in kinds if kind), "ltr")
    return text if first == base else f"{_MARKS[base]}{text}"


def clock(ms: int, point: str = ".") -> str:
    """Hours, minutes, seconds and thousandths, as WebVTT, Ogg and (with a comma) SRT write them."""
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{point}{ms % 1000:03}"
