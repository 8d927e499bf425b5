"""A cleaned English line → the same as a newsreader says it.

The order matters: what is longer or more certain goes first (telephone numbers, dates, money, measures),
single numbers last. Capitals stay as they are: an engine knows which it must spell.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from briefing.speech.spoken_text import english_amounts, english_dates, english_names
from briefing.speech.spoken_text.english_context import (
    NUMBER,
    START,
    WORDS,
    Style,
    in_contest,
    is_counted,
    next_word,
    style,
)
from briefing.speech.spoken_text.english_numbers import cardinal, digits, number, ordinal, plural
from briefing.speech.spoken_text.rules import Rule, applied

_DIGIT = re.compile(r"[0-9¼-¾⅐-⅞]")
_TELEPHONE = re.compile(
    r"(?<![\w.,])(?:\+\d{1,3}[ -]?(?:\d{1,5}[ -]){1,5}\d{2,5}|\+\d{8,15}"
    r"|0\d{1,4}[ -]\d{3,4}(?:[ -]?\d{3,4}){0,2}|0\d{9,10}"
    r"|(?:1[ -])?\d{3}[ -]\d{3}-\d{4}|\d{3}-\d{4})(?![\w-]|[.,]\d)"
)
_EMERGENCY = re.compile(
    r"\b((?:[Dd]ial|[Cc]all|[Rr]ing|[Pp]hone)(?:s|d|ed|led|ing|ling)?) (911|999|112|111|101|988)\b"
)
_LONG = re.compile(r"\d{16,}")
_SPECIAL = {
    "9/11": "nine eleven",
    "7/7": "seven seven",
    "24/7": "twenty-four seven",
    "20/20": "twenty twenty",
    "50/50": "fifty fifty",
    "1:1": "one to one",
}
_SPECIAL_PATTERN = re.compile(rf"{START}(?:{'|'.join(_SPECIAL)})(?![\w/:]|[.,-]\d)")
_GLYPH = re.compile(r"(?:(?<![\w.,])(\d{1,6}) ?)?([¼-¾⅐-⅞])")
_FRACTION = re.compile(rf"{START}(?<!/)(?:(\d{{1,4}})[ -])?(\d{{1,2}})[/⁄](\d{{1,3}})(?![\w/]|[.,]\d)")
_VERSION = re.compile(rf"{START}\d{{1,5}}(?:\.\d{{1,5}}){{2,4}}(?!\w|\.\d)")
_DOTTED_THOUSANDS = re.compile(rf"{START}\d{{1,3}}(?:\.\d{{3}}){{2,4}}(?!\w|[.,]\d)")
_CHAIN = re.compile(rf"{START}(?<!-)\d{{1,2}}(?:-\d{{1,2}}){{2,4}}(?![\w-]|[.,]\d)")
_PAIR = re.compile(rf"(?<![-/]){START}({NUMBER})\s?-\s?({NUMBER})(?![\w/]|-\d|[.,:]\d)")
_ORDINAL = re.compile(rf"{START}(\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}})(?:st|nd|rd|th)(?!\w)")
_RANK = re.compile(
    r"(?<![\w.])(No|Nos|no|nos)(?:\. ?| (?=\d{1,4}(?![\w%,]|\.\d)))(?=\d)|(?<!\w)(?:#|№) ?(?=\d)"
)
_AIRLINER = re.compile(
    r"(?<=[Bb]oeing )(7\d7)(s?)\b|(?<![\w.,$€£-])(7\d7)(s\b|(?= (?:MAX|Max|Dreamliner|jet|aircraft|plane)))"
)
_FLIGHT = re.compile(r"\b([Ff]light(?: [A-Z]{2})?|[Ff]light [A-Z]{2}) ?(\d{2,4})(?![\w.,]*\d)")
_LETTER_CODE = re.compile(r"(?<![\w.])([A-Z]{1,5})-?(\d{1,4})(s?)(?![\w]|[.,:/]\d|-\d)")
_WORD_NUMBER = re.compile(r"(?<![\w.])([A-Za-z][a-z]+|[A-Z]{2,8})-(\d{1,3})(s?)(?![\w-]|[.,:/]\d)")
_MIXED = re.compile(r"(?<!\w)[A-Z](?:\d[A-Z]){1,2}\d?(?!\w)")
_NUMBER_LETTER = re.compile(rf"{START}(\d{{1,3}})([A-Z]{{1,2}}|[a-f])(?!\w)")
_TIMES = re.compile(rf"{START}({NUMBER}) ?(?:x|×) ?(?:({NUMBER})(?!\w)|(?!\w))")
_PLUS = re.compile(rf"{START}({NUMBER})\+(?!\w)")
_COMPARED = re.compile(rf"(?<!\w)([~<>≈≤≥±=]) ?(?={NUMBER})")
_NUMBER = re.compile(
    rf"(?P<sign>(?<![\w.,)-])[-+])?{START}(?<!\d[:/])(?P<n>{NUMBER})(?P<s>'?s(?!\w))?(?![\w]|[,.]\d|[/:]\d)"
)
_SIGN_BETWEEN = re.compile(r"(?<=\w) ?([&=]) ?(?=\w)|(?<=\w) ([+×]) (?=\w)")
_PLUS_BETWEEN = re.compile(r"(?<=\w)\+(?=\w)")
_HASHTAG = re.compile(r"(?<!\w)#(?=[A-Za-z])")
_SLASH = re.compile(r"(?<=[A-Za-z]) ?/ ?(?=[A-Za-z])")
_SECTION = re.compile(r"§ ?(?=\d)")


def read(line: str, tag: str) -> str:
    """`line` in words; `tag` chooses between British and American numbers and the order of 10/5/2026."""
    how = style(tag)
    line = english_names.read(line)
    if _DIGIT.search(line):
        line = applied(line, _FIRST, how)
        line = english_dates.read(line, how)
        line = applied(line, _SPECIALS, how)
        line = english_amounts.read(line, how)
        line = applied(line, _BEFORE_YEARS, how)
        line = english_dates.years(line, how)
        line = applied(line, _LAST, how)
    return applied(line, _SIGNS, how)


def _telephone(match: re.Match[str]) -> str:
    written = match.group()
    groups = [digits(group) for group in re.split(r"[ -]+", written.lstrip("+"))]
    if written.startswith("+"):
        groups[0] = f"plus {groups[0]}"
    return ", ".join(groups)


@cache
def _part(denominator: int, many: bool) -> str:
    name = {2: "half", 4: "quarter"}.get(denominator) or ordinal(denominator)
    if not many:
        return name
    return "halves" if denominator == 2 else plural(name) if not name.endswith("y") else name + "s"


def _glyph(match: re.Match[str]) -> str:
    above, _, below = unicodedata.normalize("NFKC", match.group(2)).partition("⁄")
    if not below:
        return match.group()
    return _mixed(match.group(1), int(above), int(below))


def _mixed(whole: str | None, above: int, below: int) -> str:
    part = _part(below, above != 1)
    if whole is None:
        return f"{cardinal(above)} {part}"
    article = "a" if above == 1 else cardinal(above)
    return f"{cardinal(int(whole))} and {article} {part}"


def _fraction(match: re.Match[str]) -> str:
    whole, above, below = match.groups()
    if not 0 < int(above) < int(below) or int(below) > 100 or (int(below) > 20 and int(below) % 10):
        return match.group()
    if whole is None and int(below) == 10 and int(above) > 1 and next_word(match.string, match.end()) != "of":
        return f"{cardinal(int(above))} out of ten"
    return _mixed(whole, int(above), int(below))


def _pair(match: re.Match[str], how: Style) -> str:
    """A score is said without "to" (three one), a vote and a range with it."""
    first, second = match.groups()
    a, b = (float(written.replace(",", "")) for written in (first, second))
    said_a, said_b = _said(first, how), _said(second, how)
    whole = "." not in first + second
    contest = in_contest(match.string, match.start(), match.end())
    score = whole and max(a, b) <= 15 and (a >= b or contest)
    if (score and not is_counted(next_word(match.string, match.end()))) or (score and contest):
        nil = "nothing" if how.american else "nil"
        if a == b and a > 0 and contest:
            return f"{said_a} all"
        return f"{nil if a == 0 else said_a} {nil if b == 0 else said_b}"
    if whole and a + b == 100 and a % 10 == 0 and (a == b or not contest):
        return f"{said_a} {said_b}"
    return f"{said_a} to {said_b}"


def _rank(match: re.Match[str]) -> str:
    written = match.group(1)
    if written is None:
        return "number "
    said = "number" if written.lower() == "no" else "numbers"
    return f"{said.capitalize() if written[0] == 'N' else said} "


def _plural_if(said: str, s: str) -> str:
    return plural(said) if s else said


def _code(letters: str, written: str) -> str:
    if written.startswith("0"):
        return digits(written)
    n = int(written)
    if len(written) < 3 or n % 100 == 0:
        return cardinal(n)
    if len(written) == 3 and len(letters) == 1 and n % 100 > 9:
        return f"{digits(written[0])} {cardinal(n % 100)}"  # A380 is "three eighty"
    return digits(written)


def _times(match: re.Match[str], how: Style) -> str:
    first = _said(match.group(1), how)
    if match.group(2):
        return f"{first} by {_said(match.group(2), how)}"
    return f"{first} times"


def _number(match: re.Match[str], how: Style) -> str:
    said = _said(match.group("n"), how)
    if match.group("s"):
        said = plural(said)
    sign = match.group("sign")
    return f"{'minus' if sign == '-' else 'plus'} {said}" if sign else said


def _said(written: str, how: Style) -> str:
    return number(written, american=how.american)


_FIRST: tuple[Rule[Style], ...] = (
    Rule("", _LONG, lambda m, how: digits(m.group())),
    Rule("+-0", _TELEPHONE, lambda m, how: _telephone(m)),
    Rule("19", _EMERGENCY, lambda m, how: f"{m.group(1)} {digits(m.group(2))}"),
    Rule("§", _SECTION, lambda m, how: "section "),
)
_SPECIALS: tuple[Rule[Style], ...] = (Rule("/:", _SPECIAL_PATTERN, lambda m, how: _SPECIAL[m.group()]),)
_BEFORE_YEARS: tuple[Rule[Style], ...] = (
    Rule(".", _DOTTED_THOUSANDS, lambda m, how: _said(m.group().replace(".", ""), how)),
    Rule(".", _VERSION, lambda m, how: " point ".join(cardinal(int(part)) for part in m.group().split("."))),
)
_LAST: tuple[Rule[Style], ...] = (
    Rule("¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞", _GLYPH, lambda m, how: _glyph(m)),
    Rule("oO#№", _RANK, lambda m, how: _rank(m)),
    Rule("/⁄", _FRACTION, lambda m, how: _fraction(m)),
    Rule("-", _CHAIN, lambda m, how: " ".join(cardinal(int(part)) for part in m.group().split("-"))),
    Rule("-", _PAIR, lambda m, how: _pair(m, how)),
    # Letters and digits that name something: MH370, H1N1, 747, F-16, Covid-19, 5G.
    Rule("t", _FLIGHT, lambda m, how: f"{m.group(1)} {digits(m.group(2))}"),
    Rule("", _MIXED, lambda m, how: " ".join(digits(c) if c.isdigit() else c for c in m.group())),
    Rule(
        "7", _AIRLINER, lambda m, how: _plural_if(digits(m.group(1) or m.group(3)), m.group(2) or m.group(4))
    ),
    Rule(
        "",
        _LETTER_CODE,
        lambda m, how: f"{m.group(1)} {_plural_if(_code(m.group(1), m.group(2)), m.group(3))}",
    ),
    Rule(
        "-", _WORD_NUMBER, lambda m, how: f"{m.group(1)} {_plural_if(cardinal(int(m.group(2))), m.group(3))}"
    ),
    Rule("", _NUMBER_LETTER, lambda m, how: f"{cardinal(int(m.group(1)))} {m.group(2).upper()}"),
    Rule("tdh", _ORDINAL, lambda m, how: ordinal(int(m.group(1).replace(",", "")), american=how.american)),
    Rule("x×", _TIMES, lambda m, how: _times(m, how)),
    Rule("~<>≈≤≥±=", _COMPARED, lambda m, how: f"{WORDS.symbols[m.group(1)]} "),
    Rule("+", _PLUS, lambda m, how: f"{_said(m.group(1), how)} plus"),
    Rule("", _NUMBER, lambda m, how: _number(m, how)),
)
_SIGNS: tuple[Rule[Style], ...] = (
    Rule("+", _PLUS_BETWEEN, lambda m, how: " plus "),
    Rule("&=+×", _SIGN_BETWEEN, lambda m, how: f" {WORDS.symbols[m.group(1) or m.group(2)]} "),
    Rule("#", _HASHTAG, lambda m, how: "hashtag "),
    Rule("/", _SLASH, lambda m, how: " "),
)
