"""Money, shares, measures and fractions in an Arabic line → words that agree with their number and case."""

from __future__ import annotations

import re

from briefing.speech.spoken_text.arabic_counting import (
    NOUN,
    NUMBER,
    PREFIX,
    SIGN,
    SIZE,
    START,
    WORD,
    alone,
    case_of,
    counted,
    has_article,
    in_words,
    joined,
    magnitude,
    parse,
    rest_of,
    signed,
    with_unit,
)
from briefing.speech.spoken_text.arabic_nouns import WORDS, bare, is_noun
from briefing.speech.spoken_text.arabic_numbers import FRACTIONS, cardinal, definite, fraction
from briefing.speech.spoken_text.rules import Rule, any_of, applied

_CURRENCY = any_of(WORDS.currencies)
_ANY_CURRENCY = re.compile(_CURRENCY)
_MAGNITUDE = any_of({*WORDS.magnitudes, *map(bare, WORDS.magnitudes)})
_MONEY = re.compile(
    rf"(?<!\w)(?:(?P<prefix>{PREFIX}) ?)?(?P<currency>{_CURRENCY}) ?(?P<number>{NUMBER})"
    rf"(?: (?P<size>{_MAGNITUDE})(?!\w))?"
)
_MONEY_BEHIND = re.compile(
    rf"{START}(?P<number>{NUMBER})(?: (?P<size>{_MAGNITUDE}))? ?(?P<currency>{_CURRENCY})(?!\w)"
)
_PERCENT = re.compile(rf"{START}(?P<sign>{SIGN})?(?P<number>{NUMBER})(?:%? ?- ?(?P<second>{NUMBER}))? ?%")
_SIGN_BEFORE = re.compile(rf"(?<![\d%°])(?P<sign>[%°])(?P<number>{NUMBER})(?![\w%°]| ?[%°])")
_UNIT = re.compile(
    rf"{START}(?P<sign>{SIGN})?(?P<number>{NUMBER})(?: ?- ?(?P<second>{NUMBER}))?"
    rf" ?(?P<unit>{any_of(WORDS.units)})(?![\w/²³]|\.\w)"
)
_UNIT_OF_MANY = re.compile(
    rf"(?P<before>(?<![\w.,])\d[\d.,]* (?:{SIZE}) )(?P<unit>{any_of(WORDS.units)})(?![\w/²³]|\.\w)"
)
"""Behind مليون or آلاف a unit is in the singular."""
_UNIT_LETTERS = "".join({unit[0] for unit in WORDS.units})
GLYPHS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}
_GLYPH = re.compile(
    rf"(?:{START}(?P<number>\d{{1,6}}) ?)?(?P<glyph>[{''.join(GLYPHS)}])(?: (?P<noun>{NOUN}))?"
)
_RATIO = re.compile(r"(?<![\w:.,/-])(\d{1,4}):(\d{1,4})(?![\w:/-]|[.,]\d)")
"""What was no hour."""
_FRACTION = re.compile(rf"{START}(?<!/)(?P<above>\d{{1,3}})[/⁄](?P<below>\d{{1,3}})(?![\w/]|[.,-]\d)")


def money(line: str) -> str:
    """`line` with its prices said; before months and hours are looked for, their signs are gone."""
    return applied(line, _MONEY_RULES, "") if _ANY_CURRENCY.search(line) else line


def shares_and_measures(line: str) -> str:
    """`line` with its percentages and units said."""
    return applied(line, _MEASURES, "")


def fractions(line: str) -> str:
    """`line` with its fractions and ratios said."""
    return applied(line, _FRACTIONS, "")


def _is_all(match: re.Match[str]) -> bool:
    """Whether nothing else is said in the line."""
    if len(match.string) > len(match.group()) + 8:
        return False
    return not re.search(r"\w", match.string[: match.start()] + match.string[match.end() :])


def _money(match: re.Match[str]) -> str:
    number = parse(match.group("number"), rest_of(match, "number"))
    if number is None:
        return match.group()
    currency = WORDS.currencies[match.group("currency")]
    size = magnitude(match.group("size"))
    case, pausal = case_of(match), _is_all(match)
    whole, part = number
    if len(part) == 2 and currency.part and not size:
        said = with_unit((whole, ""), currency, case=case) if int(whole) else ""
        if int(part):
            cents = with_unit((str(int(part)), ""), WORDS.units[currency.part], case=case)
            said = f"{said} و{cents}" if said else cents
        return signed(match, said or with_unit((whole, ""), currency, case=case))
    return signed(match, with_unit(number, currency, size, case, pausal=pausal))


def _both(match: re.Match[str]) -> tuple[tuple[str, str], tuple[str, str] | None] | None:
    """The one or two numbers of a match; None where one of them is no number."""
    rest = rest_of(match, "number")
    first = parse(match.group("number"), rest)
    second = parse(match.group("second"), rest) if match.group("second") else None
    if first is None or (match.group("second") and second is None):
        return None
    return first, second


def _percent(match: re.Match[str]) -> str:
    numbers = _both(match)
    if numbers is None:
        return match.group()
    first, second = numbers
    case = case_of(match, "%")
    said = in_words(first, case=case)
    if has_article(match.group("prefix")) and not first[1]:
        said = definite(int(first[0]), case=case)
    if second:
        said += f" إلى {in_words(second)}"
    return f"{signed(match, said)} في المئة"


def _unit(match: re.Match[str]) -> str:
    numbers = _both(match)
    if numbers is None:
        return match.group()
    first, second = numbers
    unit = WORDS.units[match.group("unit")]
    case = case_of(match, unit.one.partition(" ")[0])
    pausal = _is_all(match)
    if second is None:
        return signed(match, with_unit(first, unit, case=case, pausal=pausal), below_zero=unit.feminine)
    start = in_words(first, feminine=unit.feminine, case=case)
    return signed(match, f"{start} إلى {with_unit(second, unit, pausal=pausal)}")


def _glyph(match: re.Match[str]) -> str:
    above, below = GLYPHS[match.group("glyph")]
    said = fraction(above, below) or ""
    noun = match.group("noun")
    behind = f" {noun}" if noun else ""
    if match.group("number") is None:
        return said + behind
    number, prefix = (match.group("number"), ""), match.group("prefix")
    if noun and is_noun(noun):
        return f"{counted(number, noun, prefix, '')} و{said}"
    return f"{alone(number, prefix, '')} و{said}{behind}"


def _fraction(match: re.Match[str]) -> str:
    below = int(match.group("below"))
    above, case = int(match.group("above")), case_of(match)
    construct = re.match(f" (?!من ){WORD}", rest_of(match)) is not None  # ثلثي الأعضاء
    said = fraction(above, below, case, construct=construct) if below in FRACTIONS else None
    return joined(match.group("prefix"), said or f"{cardinal(above, case=case)} على {cardinal(below)}")


_MONEY_RULES: tuple[Rule[str], ...] = (
    Rule("", _MONEY, lambda m, _: _money(m)),
    Rule("", _MONEY_BEHIND, lambda m, _: _money(m)),
)
_MEASURES: tuple[Rule[str], ...] = (
    Rule(_UNIT_LETTERS, _UNIT_OF_MANY, lambda m, _: m["before"] + WORDS.units[m["unit"]].one),
    Rule("%°", _SIGN_BEFORE, lambda m, _: m.group("number") + m.group("sign")),
    Rule("%", _PERCENT, lambda m, _: _percent(m)),
    Rule(_UNIT_LETTERS, _UNIT, lambda m, _: _unit(m)),
)
_FRACTIONS: tuple[Rule[str], ...] = (
    Rule("".join(GLYPHS), _GLYPH, lambda m, _: _glyph(m)),
    Rule("/⁄", _FRACTION, lambda m, _: _fraction(m)),
    Rule(":", _RATIO, lambda m, _: f"{cardinal(int(m[1]))} إلى {cardinal(int(m[2]))}"),
)
