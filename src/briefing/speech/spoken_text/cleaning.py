"""Written text → the same without what an engine would read aloud or stumble over: marks, brackets, quotes.

Nothing here depends on what words mean; letters and digits stay as they are. Cleaning cleaned text changes
nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Joiners that Persian, Urdu, Kurdish and the Indic scripts spell with; elsewhere they are remains of markup.
_JOINERS = "\u200c\u200d"
_SPELLED_WITHOUT_JOINERS = frozenset({"ar", "en", "de", "fr", "es", "it", "pt", "nl", "sv", "tr", "he", "ru"})

_KEPT_SYMBOLS = frozenset("°№")
_DROPPED = frozenset("™®©†‡※*`\\℠¬¦¨¯¸")
# Unicode blocks whose characters are other shapes of ordinary letters: micro sign, lowered digits, degrees
# Celsius and Fahrenheit, Roman numerals, units in one square, ligatures, Arabic presentation forms,
# full-width and mathematical letters.
_SHAPES = (
    (0x00B5, 0x00B5),
    (0x2080, 0x2089),
    (0x2103, 0x2103),
    (0x2109, 0x2109),
    (0x2113, 0x2113),
    (0x2126, 0x212B),
    (0x2160, 0x217F),
    (0x3371, 0x33DF),
    (0xFB00, 0xFB06),
    (0xFB50, 0xFD3D),
    (0xFD50, 0xFDFB),
    (0xFE70, 0xFEFC),
    (0xFF01, 0xFF5E),
    (0x1D400, 0x1D7FF),
)

_ODD = re.compile(r"[^\t\n\x20-\x7e\u0620-\u063f\u0641-\u064a]+")
_SPACES = re.compile(r"[ \t]{2,}|\t")


def visible(text: str, language: str) -> str:
    """`text` in normal form, without characters that have no shape or sound of their own."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    keeps_joiners = language not in _SPELLED_WITHOUT_JOINERS
    text = _ODD.sub(lambda m: "".join(_shown(c, keeps_joiners) for c in m.group()), text)
    return unicodedata.normalize("NFC", text)


@cache
def _shown(character: str, keeps_joiners: bool) -> str:
    code = ord(character)
    if any(first <= code <= last for first, last in _SHAPES):
        return unicodedata.normalize("NFKC", character)
    if character == "\u0640":
        return ""  # tatweel only stretches the line
    if character in _JOINERS:
        return character if keeps_joiners else ""
    category = unicodedata.category(character)
    if category in ("Zl", "Zp"):
        return "\n"
    if character in "\u00a0\u202f\u2007\u2009":
        return "\u00a0"  # may be the space inside a number
    if category in ("Zs", "Cc"):
        return " "
    if category in ("Cf", "Co", "Cn", "Cs") or 0xFE00 <= code <= 0xFE0F or code == 0x20E3:
        return ""  # bidi marks, zero width, soft hyphen, private use, lone surrogates, emoji selectors
    if category == "So" and character not in _KEPT_SYMBOLS and code > 0xFF:
        return " "  # emoji, dingbats, box drawing
    if category == "Sk" and code > 0xFF:
        return ""
    if 0x2190 <= code <= 0x21FF:
        return " "  # arrows
    return character


# ---- marks, after the lexicon and the addresses have been read

_FEET_INCHES = re.compile(r"(?<!\w)(\d{1,2})['’′]\s?(\d{1,2})(?:[\"”″]|''|’’|′′)")
_NO_POWER = re.compile(r"(?<!\d)\^|\^(?!-?\d)")
_PRODUCT = re.compile(r"(?<=\d)(?:\*| \* )(?=\d)")
_PARAGRAPH_LETTERS = re.compile(r"(?<=\d)\(([A-Za-z])\)[-–]\(([A-Za-z])\)(?!\w)")
_PARAGRAPH_LETTER = re.compile(r"(?<=\d)((?:\((?:[A-Za-z]|\d{1,2})\))+)(?!\w)")
_GROUPED_BY_SPACES = re.compile(r"(?<![\d.,])\d{1,3}(?:\u00a0\d{3})+(?![\d\u00a0])")
_RAISED = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u2079]+")
_UNIT_BEFORE = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,3}$")
_RAISED_KEPT = frozenset({"m", "km", "cm", "mm", "ft", "mi", "yd", "in", "م", "كم", "كلم", "سم"})
_VARIABLES = frozenset("bcnrtvxyz") | {"mc"}
"""Letters of formulas; behind words, letters of lists and articles a raised figure is a footnote."""
_FOOTNOTE = re.compile(r"\s?\[(?:\d{1,3}|[a-z]|\*|note \d+|citation needed|sic)\]")
_CUT = re.compile(r"\s*[\[(]\s*(?:\.\.\.|…)\s*[\])]")
_PLURAL_IN_BRACKETS = re.compile(r"(?<=[a-z])\((s|es|ies)\)")
_FEMININE_IN_BRACKETS = re.compile(r"(?<=[a-zé])\((?:e|le|ne|te)\)(?=s?(?!\w))")
_TRUNK_ZERO = re.compile(r"(\+\d{1,3}) ?\(0\) ?(?=\d)")
_AREA_CODE = re.compile(r"\((\+?\d{2,5})\)[ \u00a0-]?(?=\d)")
# Arabic papers put names in brackets as others put them in quotation marks, even behind a preposition.
_NAME_IN_BRACKETS = re.compile(r"[(\[]\s?([^\W\d_]{1,20}(?: [^\W\d_]{1,20})?)\s?[)\]]")
_OPENING = re.compile(r"\s*[(\[{﴾]\s*")
_CLOSING = re.compile(r"\s*[)\]}﴿]")
_CLOSING_AFTER_STOP = re.compile(r"(?<=[.!?؟…])[)\]}﴿](?!\s+[a-z])")  # (Ret.) said: no end of a sentence
_DOUBLE_QUOTES = re.compile(r"[“”„‟«»‹›\"❝❞〝〞]|''|``")
_SINGLE_QUOTES = re.compile(r"[‘’‚‛ʼ′]")
_QUOTED = re.compile(r"(?<![\w'])'(?=[^\W\d])([^'\n]{1,200}(?:'[a-z][^'\n]{0,200}){0,8})'(?!\w)")
_DASH = re.compile(r"\s+[-‒–—―−]{1,3}\s+|\s*(?:[—―]|--+)\s*")
_DASH_AFTER_STOP = re.compile(r"(?<=[^\W\d_]{3}[.!?؟…]) ?[—–-]{1,2} (?=[^\W\d_])")
_SPACED_RANGE = re.compile(r"(?<=\d) [-‒–−] (?=\d)")
_HYPHEN = re.compile(r"[‐‑‒–−]")
_LEADING = re.compile(r"^[\s\-–—•●▪■◦‣·,،;:*>|]+(?=\s)|^[\s,،;:•●▪■◦‣·|—]+")
_ELLIPSIS = re.compile(r"\.{3,}|(?:\. ){2}\.|…{2,}")
_ORNAMENT = re.compile(r"¶(?! ?\d)")
_REPEATED = re.compile(r"[!?,;:،؛؟](?: ?[!?,;:،؛؟])+")
_BY_STRENGTH = "؟?!:;؛,،"
_STRAY = re.compile(r"[|_]+")
_BEFORE_MARK = re.compile(r"\s+(?=[,.;:!?،؛؟…](?:\s|$))")
_COMMA_AND_STOP = re.compile(r"[,،]\s*(?=[.!?؟;:؛…])")
_AFTER_STOP = re.compile(r"(?<=[!?؟…:])\s*[,،]+(?=\s|$)")
_MARKS = re.compile(r"[^\w .']|(?<!\w)'|[_\u00b9\u00b2\u00b3\u2070-\u2079]|''|\.\.|\. \.")


def clean(line: str, comma: str = ",", primes: tuple[str, str] = ("ft", "in")) -> str:
    """`line` with only the marks that shape its sound: pauses, hyphens, apostrophes, signs beside numbers.

    `primes` are the units of ' and " behind numbers.
    """
    line = _SPACES.sub(" ", line).strip()
    if not _MARKS.search(line):
        return line
    line = _FEET_INCHES.sub(rf"\1 {primes[0]} \2 {primes[1]} ", line)
    line = _GROUPED_BY_SPACES.sub(lambda m: m.group().replace("\u00a0", ""), line).replace("\u00a0", " ")
    line = _RAISED.sub(_raised, _PRODUCT.sub(" × ", _NO_POWER.sub("", line)))
    line = _brackets(line, comma)
    line = _quotes(line)
    line = _ORNAMENT.sub("", line.translate(_WITHOUT_DROPPED))
    line = _LEADING.sub("", line)
    line = _SPACED_RANGE.sub("-", line)
    line = _DASH_AFTER_STOP.sub(" ", line)
    line = _DASH.sub(f"{comma} ", line)
    line = _HYPHEN.sub("-", line)
    line = _ELLIPSIS.sub("…", line)
    line = _STRAY.sub(f"{comma} " if "|" in line else " ", line)
    return tidy(line, comma)


_WITHOUT_DROPPED = {ord(c): None for c in _DROPPED}


def tidy(line: str, comma: str = ",") -> str:
    """One pause where marks that were removed or replaced have left several."""
    line = _BEFORE_MARK.sub("", line)
    line = _REPEATED.sub(_strongest, line)
    line = _COMMA_AND_STOP.sub("", line)
    line = _AFTER_STOP.sub("", line)
    return _SPACES.sub(" ", line).strip(f" \t{comma}")


def _strongest(match: re.Match[str]) -> str:
    return min(match.group().replace(" ", ""), key=_BY_STRENGTH.index)


def _raised(match: re.Match[str]) -> str:
    """A power behind a unit stays; the number of a footnote goes."""
    before = match.string[max(0, match.start() - 4) : match.start()]
    unit = _UNIT_BEFORE.search(before)
    if before[-1:].isdigit() or (unit and unit.group() in _RAISED_KEPT):
        return match.group()
    is_variable = unit and unit.group() in _VARIABLES and match.group() in "²³"
    return match.group() if is_variable else ""


def _brackets(line: str, comma: str) -> str:
    if not any(c in line for c in "([{)]}﴾﴿"):
        return line
    line = _FEMININE_IN_BRACKETS.sub("", _CUT.sub(" …", _FOOTNOTE.sub("", line)))
    line = _TRUNK_ZERO.sub(r"\1 ", line)
    line = _PARAGRAPH_LETTERS.sub(r" \1-\2", line)
    line = _PARAGRAPH_LETTER.sub(lambda m: f" {m.group(1).strip('()').replace(')(', ' ')}", line)
    line = _AREA_CODE.sub(r"\1 ", _PLURAL_IN_BRACKETS.sub(r"\1", line))
    if comma == "،":
        line = _NAME_IN_BRACKETS.sub(r"\1", line)
    line = _CLOSING_AFTER_STOP.sub("", line)
    return _CLOSING.sub(comma, _OPENING.sub(f"{comma} ", line))


def _quotes(line: str) -> str:
    line = _DOUBLE_QUOTES.sub("", line)
    line = _SINGLE_QUOTES.sub("'", line)
    return _QUOTED.sub(r"\1", line) if line.count("'") > 1 else line
