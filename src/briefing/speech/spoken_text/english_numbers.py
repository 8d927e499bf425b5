"""Numbers → English words: cardinals, ordinals, decimals, years, times, digits.

Cardinals have an "and" before tens and units ("three hundred and fifty"): so say the BBC and international
English, and most listeners elsewhere expect it; en-US goes without it, as American newsreaders do.
"""

from __future__ import annotations

import re
from functools import lru_cache

_MOST_DIGITS = 15
"""A number with more is read digit by digit."""
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_BELOW_TWENTY = (
    *_DIGITS, "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"))
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_LAST_WORD = re.compile(r"[a-z]+$")


@lru_cache(maxsize=4096)
def cardinal(n: int, *, american: bool = False) -> str:
    """`n` in words, without commas. 0 ≤ n < 10**15.

    As num2words has it, which takes longer to load (a module for each of its languages) than all numbers of
    an episode take here.
    """
    words = []
    for value, name in _SCALES:
        if n >= value:
            words.append(f"{_below_thousand(n // value, american=american)} {name}")
            n %= value
    if n or not words:
        needs_and = words and n < 100 and not american
        words.append(("and " if needs_and else "") + _below_thousand(n, american=american))
    return " ".join(words)


def _below_thousand(n: int, *, american: bool) -> str:
    hundreds, rest = divmod(n, 100)
    words = f"{_DIGITS[hundreds]} hundred" if hundreds else ""
    if not rest and hundreds:
        return words
    if rest < 20:
        small = _BELOW_TWENTY[rest]
    else:
        small = _TENS[rest // 10] + (f"-{_DIGITS[rest % 10]}" if rest % 10 else "")
    joined = " " if american else " and "
    return f"{words}{joined}{small}" if words else small


@lru_cache(maxsize=4096)
def ordinal(n: int, *, american: bool = False) -> str:
    return _LAST_WORD.sub(_as_ordinal, cardinal(n, american=american))


def _as_ordinal(last: re.Match[str]) -> str:
    word = last.group()
    return _ORDINALS.get(word) or (word.removesuffix("y") + "ie" if word.endswith("y") else word) + "th"


def digits(written: str) -> str:
    """Each digit by its name; other characters are gaps."""
    return " ".join(_DIGITS[int(c)] for c in written if c.isdecimal())


def number(written: str, *, american: bool = False) -> str:
    """A cardinal or decimal as it is written with "," between thousands and "." before the fraction."""
    whole, _, fraction = written.replace(",", "").partition(".")
    is_long = len(whole) > _MOST_DIGITS
    if fraction:
        start = digits(whole) if is_long else cardinal(int(whole or "0"), american=american)
        return f"{start} point {digits(fraction)}"
    if is_long or (len(whole) > 1 and whole.startswith("0")):
        return digits(whole)
    return cardinal(int(whole), american=american)


def year(n: int, *, american: bool = False) -> str:
    """Of four digits: nineteen ninety-nine, two thousand and five, twenty sixteen, nineteen oh five."""
    century, rest = divmod(n, 100)
    if not 10 <= century <= 99 or 2000 <= n <= 2009 or (rest == 0 and century % 10 == 0):
        return cardinal(n, american=american)
    start = cardinal(century)
    if rest == 0:
        return f"{start} hundred"
    return f"{start} oh {_DIGITS[rest]}" if rest < 10 else f"{start} {cardinal(rest)}"


def plural(words: str) -> str:
    """The last word in the plural: nineteen nineties, two thousands, sixes."""
    if words.endswith("y"):
        return words[:-1] + "ies"
    return words + ("es" if words.endswith(("x", "s")) else "s")


def clock(hour: int, minute: int) -> str:
    """Hour and minute one after the other: eight thirty, nine oh five, nine."""
    if minute == 0:
        return cardinal(hour)
    return f"{cardinal(hour)} oh {_DIGITS[minute]}" if minute < 10 else f"{cardinal(hour)} {cardinal(minute)}"


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman(written: str) -> int:
    """The value of a well-formed Roman numeral below 400, else 0."""
    total = 0
    for this, following in zip(written, [*written[1:], ""], strict=True):
        value = _ROMAN.get(this, 0)
        total += -value if value < _ROMAN.get(following, 0) else value
    return total if _to_roman(total) == written else 0


def _to_roman(n: int) -> str:
    written = ""
    for value, sign in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        while n >= value:
            written += sign
            n -= value
    return written
