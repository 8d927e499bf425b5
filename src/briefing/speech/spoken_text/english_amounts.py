"""A line → the same with its money, percentages and measures in English words."""

from __future__ import annotations

import re

from briefing.language import CountedNoun
from briefing.speech.spoken_text.english_context import (
    NUMBER,
    START,
    WORDS,
    Style,
    before_noun,
    is_counted,
    last_word,
    next_word,
)
from briefing.speech.spoken_text.english_numbers import number
from briefing.speech.spoken_text.rules import Rule, any_of, applied

_AFTER_ONLY = frozenset({"kr"})
_RAND = r"R(?=\d[\d.,]{0,8} ?(?:bn|m|million|billion|trillion)\b)"
"""Only with a size: "R" before a number is mostly a name."""
_CODES = set(WORDS.currencies) - {"R"}
_CURRENCY = f"{any_of(_CODES)}|{_RAND}"
_CURRENCY_BEHIND = any_of(
    code for code in _CODES if len(code) > 2 or not code.isalpha() or code in _AFTER_ONLY
)
_ANY_CURRENCY = re.compile(_CURRENCY)
_MAGNITUDE = any_of(WORDS.magnitudes)
_BARE_MAGNITUDE = "k|mn|mln|m|bn|tn|trn"
_LARGE = frozenset("KMBT")
"""Capitals that are millions only beside a decimal or before what is counted: 4K, 3B and 5T are names."""
_SIGN = r"(?P<sign>(?<![\w)])[-+])?"
_RANGE = r"(?:\s?-\s?|(?<=\d) to )"
_MONEY = re.compile(
    rf"{_SIGN}(?<![A-Za-z])(?P<currency>{_CURRENCY}) ?(?P<sign2>-)?(?P<first>{NUMBER})"
    rf"(?P<first_size>(?:{_BARE_MAGNITUDE})\b)?"
    rf"(?:\s?-\s?(?:{_CURRENCY})?(?P<second>{NUMBER}))?(?![\d])"
    rf"(?:(?P<gap>[ -]?)(?P<size>{_MAGNITUDE})\b)?(?P<more>\+(?!\w))?(?P<per>/[a-z]+)?"
)
_MONEY_BEHIND = re.compile(
    rf"{_SIGN}{START}(?P<first>{NUMBER})(?:\s?-\s?(?P<second>{NUMBER}))?(?: ?(?P<size>{_MAGNITUDE})\b)?"
    rf" ?(?P<currency>{_CURRENCY_BEHIND})(?!\w)"
)
_LARGE_SPAN = re.compile(
    rf"(?P<currency>{_CURRENCY}) ?(?P<first>{NUMBER})(?P<joint> to | and )(?P=currency) ?(?P<second>{NUMBER})"
    r"(?= (?:million|billion|trillion|crore|lakh)\b)"
)
_AWKWARD = frozenset({"in", "p", "c", "m", "nm", "C", "F", "st", "pp", "pt"})
"""Words or other abbreviations as well."""
_UNIT = any_of(set(WORDS.units) - _AWKWARD)
_PENCE = frozenset({"p", "c", "¢"})
_SIZE = re.compile(rf"{START}({NUMBER}) ?(m|cm|mm|km|ft|in|yd)(?: [x×] | ?× ?|x)(?=\d[\d.,]{{0,8}} ?\2\b)")
_FEET_INCHES = re.compile(rf"{START}(\d{{1,2}}) ?ft\.?,? ?(\d{{1,2}}(?:\.5)?) ?in\b(?:\.(?= [a-z]))?")
_STONE = re.compile(
    rf"{START}(\d{{1,2}}) ?st(?:,? (\d{{1,2}}) ?lbs?\b|(?=[ .,;](?! ?[A-Z]))(?<![123]st)|(?<=1[123]st)\b)"
)
_INCHES = re.compile(rf"{START}({NUMBER})(?:in\b| in\.? (?=(?:{'|'.join(WORDS.lengths)})\b)(?<=in ))")
_FEET = re.compile(rf"{START}(\d{{1,3}})['′](?= (?:{'|'.join(WORDS.lengths)})\b)")
_LETTER_UNIT = any_of(unit for unit in set(WORDS.units) - _AWKWARD if unit[0].isalpha())
_MILLIONS_OF = re.compile(rf"{START}(?P<first>{NUMBER})(?P<size>{_BARE_MAGNITUDE}) (?=(?:{_LETTER_UNIT})\b)")
_PERCENT_TO = re.compile(r"\b(per ?cent)\s?-\s?(?=\d)")
_DEGREES = re.compile(r"(?<=\bdegrees )([CF])\b(?!\.)")
_TWICE = re.compile(
    rf"{START}(?P<first>{NUMBER}) ?(?P<unit>{_UNIT}|[mpCF]|bn|mn)\s?-\s?"
    rf"(?P<second>{NUMBER})(?P<gap> ?)(?P=unit)(?![\w²³/])"
)
_RELAY = re.compile(rf"{START}(\d) ?[x×] ?(?=\d{{2,4}}m\b)")
_MEASURE = re.compile(
    rf"{_SIGN}{START}(?P<first>{NUMBER})(?:{_RANGE}(?P<second>{NUMBER}))?"
    rf"(?: (?P<size>million|billion|trillion|thousand))?(?P<gap>[ -]?)"
    rf"(?P<unit>{_UNIT}|(?<=\d)(?:[pcCF]|nm)|(?<=[\d -])(?:m|pp))"
    rf"(?:/(?P<per>{_UNIT}|m[²³]?|100 ?km|[a-z]{{3,}}))?(?![\w²³/]|\.\w)"
    r"(?P<dot>(?<=[a-z])\.(?= [a-z]))?"
)
_BARE = re.compile(
    rf"{_SIGN}{START}(?P<first>{NUMBER})(?:\s?-\s?(?P<second>{NUMBER}))?(?P<size>{_BARE_MAGNITUDE}|[KMBT])\b(?!-)"
)
_LETTERED = frozenset(WORDS.lettered)
_METRE_NEXT = frozenset((*WORDS.lengths, *WORDS.races))
_TRACK = frozenset(
    {"50", "60", "100", "200", "400", "800", "1500", "1,500", "3000", "5000", "10000", "10,000"}
)


def read(line: str, style: Style) -> str:
    """Money first, so that its "m" is a million; then measures; then the millions that are left."""
    if _ANY_CURRENCY.search(line):
        line = applied(line, _MONEY_RULES, style)
    return applied(line, _MEASURES, style)


def _count(written: str, noun: CountedNoun) -> str:
    return f"{number(written)} {noun.one if written == '1' else noun.many}"


def _twice(match: re.Match[str]) -> str:
    """20°C-25°C is 20-25°C; where the numbers fall, both keep their unit: 52% to 48%."""
    first, unit, second, gap = match.group("first", "unit", "second", "gap")
    if float(first.replace(",", "")) < float(second.replace(",", "")):
        return f"{first}-{second}{gap}{unit}"
    return f"{first}{gap}{unit} to {second}{gap}{unit}"


def _large_span(match: re.Match[str], style: Style) -> str:
    """$5 to $10 million: both are millions, unless the first number is the larger ($500 to $1 million)."""
    first, second = match.group("first", "second")
    between = match.group("joint") == " and "
    if between and last_word(match.string, match.start()).lower() != "between":
        return match.group()
    if float(first.replace(",", "")) >= float(second.replace(",", "")):
        return match.group()
    return f"{number(first, american=style.american)}{match.group('joint')}{match.group('currency')}{second}"


def _stone(match: re.Match[str]) -> str:
    said = _count(match.group(1), WORDS.units["st"])
    return f"{said} {_count(match.group(2), WORDS.units['lb'])}" if match.group(2) else said


def _height(match: re.Match[str]) -> str:
    feet, inches = match.groups()
    if before_noun(match.string, match.start(), match.end()):
        return f"{number(feet)} foot {number(inches)}"  # a five foot nine man
    return f"{_count(feet, WORDS.units['ft'])} {_count(inches, WORDS.units['in'])}"


def _signed(match: re.Match[str], said: str) -> str:
    sign = match.groupdict().get("sign") or match.groupdict().get("sign2")
    return f"{ {'-': 'minus', '+': 'plus'}[sign] } {said}" if sign else said


def _amount(match: re.Match[str], style: Style) -> str:
    said = number(match.group("first"), american=style.american)
    if match.group("second"):
        said += f" to {number(match.group('second'), american=style.american)}"
    return _signed(match, said)


def _money(match: re.Match[str], style: Style) -> str:
    currency = WORDS.currencies[match.group("currency")]
    parts = match.groupdict()
    size = WORDS.magnitudes[parts["size"]] if parts["size"] else ""
    first_size = parts.get("first_size")
    if first_size and not parts["second"]:
        size = WORDS.magnitudes[first_size]
    attributive = parts.get("gap") == "-" or before_noun(match.string, match.start(), match.end())
    if not size and not parts["second"]:
        whole, _, fraction = match.group("first").replace(",", "").partition(".")
        if len(fraction) == 2 and currency.part:
            said = _signed(match, _with_part(whole or "0", fraction, currency, style))
            return said + _per(parts.get("per"))
    said = _amount(match, style)
    if first_size and parts["second"] and WORDS.magnitudes[first_size] != size:
        said = said.replace(" to ", f" {WORDS.magnitudes[first_size]} to ", 1)
    if size:
        said += f" {size}"
    one = attributive or (match.group("first") == "1" and not size and not parts["second"])
    noun = currency.one if one else currency.many
    if parts.get("more"):
        noun += " plus"
    return f"{said} {noun}{_per(parts.get('per'))}"


def _per(written: str | None) -> str:
    """Of $70/barrel, €3/kg and the like."""
    if not written:
        return ""
    unit = WORDS.units.get(written[1:])
    word = unit.one if unit else written[1:]
    return f" {'an' if word[0] in 'aeiou' or word == 'hour' else 'a'} {word}"


def _with_part(whole: str, fraction: str, currency: CountedNoun, style: Style) -> str:
    part = WORDS.units[currency.part]
    cents = _count(str(int(fraction)), part)
    if int(whole) == 0 and int(fraction):
        return cents
    start = f"{number(whole, american=style.american)} {currency.one if whole == '1' else currency.many}"
    return f"{start} and {cents}" if int(fraction) else start


def _measure(match: re.Match[str], style: Style) -> str:
    unit, gap, first, per = match.group("unit", "gap", "first", "per")
    if unit in ("p", "c") and (gap or len(first) > 3 or "." in first):
        return match.group()
    if unit == "c" and last_word(match.string, match.start()).lower() in _LETTERED:
        return match.group()
    if unit == "m" and not gap and not _is_metre(match):
        return match.group()
    noun = WORDS.units[unit]
    size = match.group("size")
    one = first == "1" and not match.group("second") and not size
    if not one:
        race = next_word(match.string, match.end()) in WORDS.races
        one = gap == "-" or race or before_noun(match.string, match.start(), match.end())
        one = one and unit not in _PENCE
    said = _amount(match, style) + (f" {size}" if size else "")
    said += f" {_spelled(noun.one if one else noun.many, style)}"
    return f"{said} per {_per_unit(per, style)}" if per else said


def _per_unit(written: str, style: Style) -> str:
    if written.startswith("100"):
        return f"one hundred {_spelled('kilometres', style)}"
    return _spelled(WORDS.units[written].one if written in WORDS.units else written, style)


def _spelled(noun: str, style: Style) -> str:
    return noun.replace("metre", "meter").replace("litre", "liter") if style.american else noun


def _is_metre(match: re.Match[str]) -> bool:
    """Of "5m" without a currency: a length, or five million."""
    line, end = match.string, match.end()
    following = next_word(line, end)
    if following in _METRE_NEXT or line[max(0, match.start() - 11) : match.start()].endswith(
        ("metres by ", "metre by ")
    ):
        return True
    if is_counted(following) or "." in match.group("first"):
        return False
    if match.group("first") in _TRACK:
        return True
    return before_noun(line, match.start(), end) or last_word(line, match.start()) in ("men's", "women's")


def _bare(match: re.Match[str], style: Style) -> str:
    size = match.group("size")
    behind, before = next_word(match.string, match.end()), last_word(match.string, match.start())
    if size in "kK" and (behind in ("run", "race", "runs", "races") or before in ("run", "ran", "running")):
        return f"{_amount(match, style)} K"
    if size in _LARGE and "." not in match.group("first") and not is_counted(behind):
        return match.group()
    return f"{_amount(match, style)} {WORDS.magnitudes[size]}"


_MONEY_RULES: tuple[Rule[Style], ...] = (
    Rule("", _LARGE_SPAN, _large_span),
    Rule("", _MONEY, _money),
    Rule("", _MONEY_BEHIND, _money),
)
_MEASURES: tuple[Rule[Style], ...] = (
    Rule("-", _PERCENT_TO, lambda m, _: f"{m[1]} to "),
    Rule("kmbt", _MILLIONS_OF, lambda m, _: f"{m['first']} {WORDS.magnitudes[m['size']]} "),
    Rule("x×", _SIZE, lambda m, _: f"{_count(m[1], WORDS.units[m[2]])} by "),
    Rule("-", _TWICE, lambda m, _: _twice(m)),
    Rule("t", _STONE, lambda m, _: _stone(m)),
    Rule("i", _FEET_INCHES, lambda m, _: _height(m)),
    Rule("i", _INCHES, lambda m, _: f"{_count(m[1], WORDS.units['in'])}{' ' * m[0].endswith(' ')}"),
    Rule("'′", _FEET, lambda m, _: _count(m[1], WORDS.units["ft"])),
    Rule("CF", _DEGREES, lambda m, _: "Celsius" if m[1] == "C" else "Fahrenheit"),
    Rule("x×", _RELAY, lambda m, _: f"{number(m[1])} by "),
    Rule("", _MEASURE, _measure),
    Rule("kmbtKMBT", _BARE, _bare),
)
