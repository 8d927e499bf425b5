"""A cleaned line in a language without rules of our own → short forms and plain numbers in words."""

from __future__ import annotations

import re
from functools import lru_cache

from briefing.language import language
from briefing.speech.spoken_text.short_forms import written_out

# Languages of num2words whose cardinals need no agreement with a noun to be understood, by BCP 47 subtag.
# num2words has no rule for the others, or names them otherwise.
_KNOWN = (
    "az ca cs cy da de eo es fa fi fr he hu id is it ja ko lt lv nl no pl pt ro ru sk sl sr sv th tr uk vi"
)
_LANGUAGES = {tag: tag for tag in _KNOWN.split()} | {
    "nb": "no",
    "nn": "no",
    "kk": "kz",
    "iw": "he",
    "in": "id",
}
_NUMBER = re.compile(r"(?<![\w.,:/+#-])-?\d{1,15}(?:[.,]\d{1,6})?(?![\w:/]|[.,-]\d)")
_ORDINAL = re.compile(r"\.\s+[^\W\d_]")
# A dot is the decimal sign of these; all the others that we read write a comma.
_DOT = frozenset({"he", "ja", "ko", "th", "cy", "fa"})


def read(line: str, primary: str) -> str:
    """Whole numbers and decimals in words; whatever may be a date, a time, a code or a thousand stays."""
    line = written_out(line, primary)
    name = _LANGUAGES.get(primary)
    if name is None or not any(c.isdigit() for c in line):
        return line
    ordinals = language(primary).sentences.ordinals

    def said(found: re.Match[str]) -> str:
        if ordinals and _ORDINAL.match(line, found.end()):
            return found.group()  # "am 5. November": engines read it as it is written
        return _number(found.group(), name, primary in _DOT)

    return _NUMBER.sub(said, line)


def _number(written: str, name: str, dot_is_decimal: bool) -> str:
    sign = "." if dot_is_decimal else ","
    if "." in written or "," in written:
        whole, _, part = written.replace(",", ".").partition(".")
        if (sign not in written) or len(part) == 3:
            return written  # may as well be a mark between thousands
        return _words(f"{whole}.{part}", name)
    digits = written.lstrip("-")
    if len(digits) > 1 and digits.startswith("0"):
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
