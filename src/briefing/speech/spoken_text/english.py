"""A cleaned English line → the same as a newsreader says it.

The order matters: what is longer or more certain goes first (telephone numbers, dates, money, measures),
single numbers last. Capitals stay as they are: an engine knows which it must spell.
"""

from __future__ import annotations

import re

from briefing.speech.spoken_text import (
    english_amounts,
    english_codes,
    english_dates,
    english_names,
    english_pairs,
    english_telephones,
)
from briefing.speech.spoken_text.english_context import (
    NUMBER,
    START,
    WORDS,
    Style,
    is_counted,
    last_word,
    next_word,
    style,
)
from briefing.speech.spoken_text.english_numbers import cardinal, digits, number, ordinal, plural
from briefing.speech.spoken_text.rules import Rule, applied

_DIGIT = re.compile(r"[0-9¼-¾⅐-⅞]")
_LONG = re.compile(r"\d{16,}")
_EUROPEAN = re.compile(rf"{START}(\d{{1,3}}(?:\.\d{{3}})+),(\d{{1,2}})(?!\w|[.,]\d)")
_SPACED_THOUSANDS = re.compile(
    r"(?<![\w.,/:+-])(?<!\d )\d{1,3}(?:(?: \d{3}){2,4}| 0\d\d)(?![\w/:]|[.,-]\d| \d)"
)
_VERSION = re.compile(rf"{START}\d{{1,5}}(?:\.\d{{1,5}}){{2,4}}(?!\w|\.\d)")
_DOTTED_THOUSANDS = re.compile(rf"{START}\d{{1,3}}(?:\.\d{{3}}){{2,4}}(?!\w|[.,]\d)")
_ORDINAL = re.compile(
    rf"{START}(\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}})(?:(?<=1)st|(?<=2)nd|(?<=3)rd|(?<=[04-9])th|(?<=1[123])th)(?!\w)"
)
_RANK = re.compile(
    r"(?<![\w.])(No|Nos|no|nos)(?:\. ?| (?=\d{1,4}(?![\w%,]|\.\d)))(?=\d)|(?<!\w)(?:#|№) ?(?=\d)"
)
_ANSWERING = frozenset({"is", "was", "said", "says", "say", "answered", "voted", "vote"})
_WHOLE = re.compile(r" ?\d+")
_PER_UNIT = re.compile(r"(?<=\bper )(?:k?m²|ft²|c?m³)(?!\w)")
_SQUARED = re.compile(r"(?<=[a-z])[²³](?!\w)")
_POWER = re.compile(rf"{START}(\d{{1,4}})\^(-?\d{{1,4}})(?!\w|\.\d)")
_RAISED = re.compile(r"(?<![\d.,])(\d{1,4})([⁰¹²³⁴-⁹]{1,3})(?!\w)")
_RAISED_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_TIMES = re.compile(rf"{START}({NUMBER}) ?(?:x|×) ?(?:({NUMBER})(?!\w)|(?!\w))")
_PLUS = re.compile(rf"{START}({NUMBER})\+(?!\w)")
_PRICE_WITH_PART = re.compile(
    r"(?<=[$£€])(\d{0,6})([½¼¾])(?:(?!\w)|(?P<size>(?=(?:bn|mn?|tn|k)\b)))(?P<word>(?= (?:m|b|tr)illion\b))?"
)
_HUNDREDTHS = {"½": "50", "¼": "25", "¾": "75"}
_COMPARED = re.compile(rf"(?<!\w)([~<>≈≤≥±]) ?(?=(?:[$£€¥₹]|US\$)?(?:{NUMBER}))")
_EQUALS = re.compile(rf"(?<!\w)= ?(?={NUMBER})")
_NUMBER = re.compile(
    rf"(?P<sign>(?<![\w.,)-])[-+])?{START}(?<!\d[:/])(?P<n>{NUMBER})(?P<s>'?s(?!\w))?(?![\w]|[,.]\d|[/:]\d)"
)
_SIGN_BETWEEN = re.compile(r"(?<=\w) ?([&=÷≠×]) ?(?=\w)|(?<=\w) (\+) (?=\w)")
_PLUS_BETWEEN = re.compile(r"(?<=\w)\+(?=\w)")
_HASHTAG = re.compile(r"(?<!\w)(?P<said>(?i:hashtags?),? )?#(?P<tag>[A-Za-z]\w*)")
_AT = re.compile(r"(?<= )@(?= ?\d)|(?<= )@(?= )")
_LETTERS_SPAN = re.compile(r"(?<=\d )([a-z])-([a-z])(?![\w-])")
_SLASH = re.compile(r"(?<=[A-Za-z]) ?/ ?(?=[A-Za-z])")
_CASE_NUMBER = re.compile(r"(?<=[a-z] )no\.(?= (?:[a-z]|[A-Z]*\d))")
_SECTION = re.compile(r"(§§?|¶¶?) ?(?=\d)")
_SECTION_NAMES = {"§": "section", "§§": "sections", "¶": "paragraph", "¶¶": "paragraphs"}
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z])(?=\d)|(?<=\d)(?=[A-Z][a-z])")


def read(line: str, tag: str) -> str:
    """`line` in words; `tag` chooses between British and American numbers and the order of 10/5/2026."""
    how = style(tag)
    begins_with_letter = line[:1].isalpha()
    line = _HASHTAG.sub(_hashtag, line)
    line = english_names.read(line)
    if _DIGIT.search(line):
        line = applied(line, _FIRST, how)
        line = english_telephones.read(line, how)
        line = english_codes.early(line, how)
        line = english_pairs.certain(line, how)
        line = english_dates.read(line, how)
        line = english_amounts.read(line, how)
        line = applied(line, _BEFORE_YEARS, how)
        line = english_dates.years(line, how)
        line = applied(line, _RANKS, how)
        line = english_pairs.read(line, how)
        line = english_codes.read(line, how)
        line = applied(line, _LAST, how)
    line = applied(english_dates.names(line, how), _SIGNS, how)
    return line if begins_with_letter else line[:1].upper() + line[1:]


def _hashtag(match: re.Match[str]) -> str:
    """#BudgetDay is "hashtag Budget Day"; where the sentence says the word, it is not said again."""
    return (match.group("said") or "hashtag ") + _HUMPS.sub(" ", match.group("tag")).replace("_", " ")


def _rank(match: re.Match[str]) -> str:
    written = match.group(1)
    if written is None:
        return "number "
    if written == "no" and _is_answer(match):
        return match.group()
    said = "number" if written.lower() == "no" else "numbers"
    return f"{said.capitalize() if written[0] == 'N' else said} "


def _is_answer(match: re.Match[str]) -> bool:
    """Whether "no" ends a sentence before a number: The answer is no. 5 people left."""
    counted = _WHOLE.match(match.string, match.end())
    return (
        counted is not None
        and last_word(match.string, match.start()) in _ANSWERING
        and is_counted(next_word(match.string, counted.end()))
    )


def _raised(match: re.Match[str]) -> str:
    """10⁶ is a power; ² and ³ behind a small number too; anything else is the mark of a footnote."""
    base, power = match.group(1), match.group(2).translate(_RAISED_DIGITS)
    if base == "10" and power not in ("2", "3"):
        return f"ten to the power of {cardinal(int(power))}"
    if len(base) <= 2 and power in ("2", "3"):
        return f"{cardinal(int(base))} {'squared' if power == '2' else 'cubed'}"
    return base


def _price_with_part(match: re.Match[str]) -> str:
    """£3½m is 3.5 million, $2½ is 2.50."""
    part = _HUNDREDTHS[match.group(2)]
    sized = match.group("size") is not None or match.group("word") is not None
    return f"{match.group(1) or '0'}.{part.rstrip('0') if sized else part}"


def _power(match: re.Match[str]) -> str:
    power = match.group(2)
    said = f"minus {cardinal(int(power[1:]))}" if power.startswith("-") else cardinal(int(power))
    return f"{cardinal(int(match.group(1)))} to the power of {said}"


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
    Rule("o", _CASE_NUMBER, lambda m, how: m.group() if _is_answer(m) else "number"),
    Rule("§¶", _SECTION, lambda m, how: f"{_SECTION_NAMES[m.group(1)]} "),
    Rule(",", _EUROPEAN, lambda m, how: f"{m.group(1).replace('.', '')}.{m.group(2)}"),
    Rule(" ", _SPACED_THOUSANDS, lambda m, how: m.group().replace(" ", "")),
    Rule("⁰¹²³⁴⁵⁶⁷⁸⁹", _RAISED, lambda m, how: _raised(m)),
    Rule("-", _LETTERS_SPAN, lambda m, how: f"{m.group(1)} to {m.group(2)}"),
    Rule("^", _POWER, lambda m, how: _power(m)),
    Rule("@", _AT, lambda m, how: "at " if m.string[m.end()].isdigit() else "at"),
    Rule("½¼¾", _PRICE_WITH_PART, lambda m, how: _price_with_part(m)),
    Rule("~<>≈≤≥±", _COMPARED, lambda m, how: f"{WORDS.symbols[m.group(1)]} "),
)
_BEFORE_YEARS: tuple[Rule[Style], ...] = (
    Rule(".", _DOTTED_THOUSANDS, lambda m, how: _said(m.group().replace(".", ""), how)),
    Rule(".", _VERSION, lambda m, how: " point ".join(cardinal(int(part)) for part in m.group().split("."))),
)
_RANKS: tuple[Rule[Style], ...] = (Rule("oO#№", _RANK, lambda m, how: _rank(m)),)
_LAST: tuple[Rule[Style], ...] = (
    Rule("tdh", _ORDINAL, lambda m, how: ordinal(int(m.group(1).replace(",", "")), american=how.american)),
    Rule("x×", _TIMES, _times),
    Rule("=", _EQUALS, lambda m, how: "equals "),
    Rule("+", _PLUS, lambda m, how: f"{_said(m.group(1), how)} plus"),
    Rule("", _NUMBER, _number),
)
_SIGNS: tuple[Rule[Style], ...] = (
    Rule("²³", _PER_UNIT, lambda m, how: WORDS.units[m.group()].one),
    Rule("²³", _SQUARED, lambda m, how: " squared" if m.group() == "²" else " cubed"),
    Rule("+", _PLUS_BETWEEN, lambda m, how: " plus "),
    english_codes.SIGNS_BEHIND_A_LETTER,
    english_codes.PLUS_BEHIND,
    Rule("&=+×÷≠", _SIGN_BETWEEN, lambda m, how: f" {WORDS.symbols[m.group(1) or m.group(2)]} "),
    Rule("/", _SLASH, lambda m, how: " "),
)
