"""A cleaned line in a language without rules of our own → the same with its plain numbers in words."""

from __future__ import annotations

import re
from functools import lru_cache

# Languages of num2words whose cardinals need no agreement with a noun to be understood, by BCP 47 subtag.
# num2words has no rule for the others, or names them otherwise.
_KNOWN = "az ca cs cy da eo fa fi he hu id is it ja ko lt lv nl no pl pt ro ru sk sl sr sv th tr uk vi"
_LANGUAGES = {tag: tag for tag in _KNOWN.split()} | {
    "nb": "no",
    "nn": "no",
    "kk": "kz",
    "iw": "he",
    "in": "id",
}
_NUMBER = re.compile(r"(?<![\w.,:/+#-])-?\d{1,15}(?:[.,]\d{1,6})?(?![\w:/]|[.,-]\d)")
# A dot is the decimal sign of these; all the others that we read write a comma.
_DOT = frozenset({"he", "ja", "ko", "th", "cy", "fa"})
# Decimals that num2words 0.5.14 drops (it, cy) or misreads (tr, vi): the word for their sign; digits follow.
_SIGN_SAID = {"it": "virgola", "cy": "pwynt", "tr": "virgül", "vi": "phẩy"}
_MINUS_MISREAD = frozenset({"vi"})


def read(line: str, primary: str) -> str:
    """Whole numbers and decimals in words; whatever may be a date, a time, a code or a thousand stays."""
    name = _LANGUAGES.get(primary)
    if name is None or not any(c.isdigit() for c in line):
        return line
    return _NUMBER.sub(lambda found: _number(found.group(), name, primary in _DOT), line)


def _number(written: str, name: str, dot_is_decimal: bool) -> str:
    sign = "." if dot_is_decimal else ","
    if "." in written or "," in written:
        whole, _, part = written.replace(",", ".").partition(".")
        if (sign not in written) or len(part) == 3:
            return written  # may as well be a mark between thousands
        if name in _SIGN_SAID:
            said = (_words(digit, name) for digit in part)
            return " ".join((_number(whole, name, dot_is_decimal), _SIGN_SAID[name], *said))
        return _words(f"{whole}.{part}", name)
    digits = written.lstrip("-")
    if (len(digits) > 1 and digits.startswith("0")) or (digits != written and name in _MINUS_MISREAD):
        return written
    return _words(written, name)


@lru_cache(maxsize=1024)
def _words(number: str, name: str) -> str:
    from decimal import Decimal

    from num2words import num2words

    try:
        return str(num2words(Decimal(number) if "." in number else int(number), lang=name))
    except (NotImplementedError, OverflowError, ValueError, IndexError, KeyError, TypeError, AttributeError):
        return number  # num2words raises whatever its table for that language raises
