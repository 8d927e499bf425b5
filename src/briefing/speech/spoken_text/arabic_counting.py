"""A number as Arabic papers write it, its prefix and what it counts → words that agree with each other."""

from __future__ import annotations

import re

from briefing.language import CountedNoun
from briefing.speech.spoken_text.arabic_nouns import (
    WORDS,
    bare,
    dual,
    is_feminine,
    is_noun,
    is_plural,
    is_singular,
    singular_of,
)
from briefing.speech.spoken_text.arabic_numbers import MOST_DIGITS, cardinal, decimal, definite, digits

LETTERS = "[\u0621-\u063a\u0641-\u064a]"
WORD = f"{LETTERS}[\u0621-\u063a\u0641-\u0652\u0670]{{0,30}}"
NUMBER = r"\d{1,15}(?:[.,]\d{1,12}){0,5}"
PREFIX = "[وف]?(?:لل|[بلك]?ال|[بلك])|[وف]"
"""And, so; to, by, as; the article: written together with the number, with or without tatweel."""
NOUN = rf"(?!(?:{PREFIX}) ?\d){WORD}"
"""A word that is not the prefix of the next number."""
START = rf"(?<!\w)(?<!\d[.,])(?:(?P<prefix>{PREFIX}) ?(?=[-+$€£¥₪₺]?\d))?"
_MAGNITUDES = {bare(one): (one, many) for one, many in WORDS.magnitudes.items()}
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")
_NEXT_WORD = re.compile(rf" ?({WORD})")
_NEXT_COUNTED = re.compile(rf" ?(?:و|أو|إلى|حتى|-) ?(?:{NUMBER}) ({WORD})")
_DECIMAL_NEXT = re.compile(r" ?(?:%|مليون|مليار|ألف|تريليون|في الم|بالم|دينار|درج|نقط)")


def parse(written: str, following: str = "") -> tuple[str, str] | None:
    """Whole part and fraction as digits; None for what is no number (1.2.3).

    A comma before exactly three digits is a mark between thousands, any other a decimal sign; a point before
    exactly three digits is a mark between thousands unless what follows asks for a fraction.
    """
    if _GROUPED.fullmatch(written):
        if written.count(".") > 1:
            return written.replace(".", ""), ""
        whole, _, fraction = written.replace(",", "").partition(".")
        return whole, fraction
    parts = re.split("[.,]", written)
    if len(parts) > 2:
        return None
    if len(parts) == 1:
        return written, ""
    whole, fraction = parts
    thousands = "." in written and len(fraction) == 3 and len(whole) < 4 and not whole.startswith("0")
    if thousands and not _DECIMAL_NEXT.match(following):
        return whole + fraction, ""
    return whole, fraction


def joined(prefix: str | None, words: str) -> str:
    """`words` with the prefix in front; the article of ال is already on them."""
    if not prefix:
        return words
    if prefix.endswith("لل"):
        return prefix + words.removeprefix("ال")
    if prefix.endswith("ال"):
        return prefix.removesuffix("ال") + words
    if prefix.endswith("ل") and words.startswith("ال"):
        return prefix + words[1:]
    return prefix + words


def has_article(prefix: str | None) -> bool:
    return prefix is not None and prefix.endswith(("ال", "لل"))


def _is_spelled(whole: str) -> bool:
    """Whether its digits are read one by one: too many to be understood, or a code that begins with 0."""
    return len(whole) > MOST_DIGITS or (len(whole) > 1 and whole.startswith("0"))


def in_words(number: tuple[str, str], *, feminine: bool = False, before_noun: bool = False) -> str:
    """A parsed number alone."""
    whole, fraction = number
    if fraction:
        return decimal(whole, fraction)
    if _is_spelled(whole):
        return digits(whole)
    return cardinal(int(whole), feminine=feminine, before_noun=before_noun)


def with_unit(number: tuple[str, str], unit: CountedNoun, magnitude: str | None = None) -> str:
    """A number and the unit or currency whose name we choose: خمسة دولارات, مليوني دولار, كيلومترين."""
    whole, fraction = number
    if magnitude:
        return f"{with_magnitude(number, magnitude, before_noun=True)} {unit.one}"
    if fraction:
        return f"{decimal(whole, fraction)} {unit.one}"
    n = int(whole)
    if n == 1:
        return f"{unit.one} {'واحدة' if unit.feminine else 'واحد'}"
    if n == 2 and unit.two:
        return unit.two
    words = cardinal(n, feminine=unit.feminine, before_noun=True)
    return f"{words} {unit.many if 3 <= n % 100 <= 10 else unit.one}"


def magnitude(word: str | None) -> str | None:
    """مليون, مليار, ألف …, or None."""
    return _MAGNITUDES[bare(word)][0] if word and bare(word) in _MAGNITUDES else None


def with_magnitude(number: tuple[str, str], word: str, *, before_noun: bool) -> str:
    """مليون, مليوني, ثلاثة ملايين, عشرين مليون, ثلاثة فاصل خمسة مليار."""
    one, many = _MAGNITUDES[bare(word)]
    whole, fraction = number
    if fraction:
        return f"{decimal(whole, fraction)} {one}"
    n = int(whole)
    if n == 1:
        return one
    if n == 2:
        return one + ("ي" if before_noun else "ين")
    return f"{cardinal(n, before_noun=True)} {many if 3 <= n % 100 <= 10 else one}"


def counted(number: tuple[str, str], noun: str, prefix: str | None, rest: str) -> str:
    """A number and the word behind it. `rest` is the line behind that word."""
    whole, fraction = number
    if magnitude(noun):
        said = with_magnitude(number, noun, before_noun=_noun_follows(rest))
        return joined(prefix, f"ال{said}" if has_article(prefix) else said)
    if fraction or _is_spelled(whole):
        return f"{joined(prefix, in_words(number))} {noun}"
    n = int(whole)
    if not is_noun(noun):
        return f"{joined(prefix, _alone(n, prefix, _shared_noun(f' {noun}{rest}')))} {noun}"
    few = 3 <= n % 100 <= 10
    feminine = is_feminine(noun, few=few)
    if has_article(prefix):
        return f"{joined(prefix, definite(n, feminine=feminine))} {noun}"
    if n == 1 and is_singular(noun):
        return joined(prefix, f"{noun} {'واحدة' if feminine else 'واحد'}")
    if n == 2 and (one := noun if is_singular(noun) else singular_of(noun)):
        return joined(prefix, dual(one))
    known = is_singular(noun) or is_plural(noun)
    before_noun = known or not 1000 <= n <= 2100  # 2000 before a word we do not know may be a year
    return f"{joined(prefix, cardinal(n, feminine=feminine, before_noun=before_noun))} {noun}"


def alone(number: tuple[str, str], prefix: str | None, rest: str) -> str:
    """A number without a word behind it; `rest` may name the noun that it shares: خمس وست ساعات."""
    whole, fraction = number
    if fraction or _is_spelled(whole):
        return joined(prefix, in_words(number))
    return joined(prefix, _alone(int(whole), prefix, _shared_noun(rest)))


def _alone(n: int, prefix: str | None, noun: str | None) -> str:
    feminine = noun is not None and is_feminine(noun, few=3 <= n % 100 <= 10)
    return definite(n, feminine=feminine) if has_article(prefix) else cardinal(n, feminine=feminine)


def _shared_noun(rest: str) -> str | None:
    found = _NEXT_COUNTED.match(rest[:60])
    return found.group(1) if found and is_noun(found.group(1)) else None


def _noun_follows(rest: str) -> bool:
    found = _NEXT_WORD.match(rest[:40])
    return found is not None and is_noun(found.group(1)) and rest[:1] == " "
