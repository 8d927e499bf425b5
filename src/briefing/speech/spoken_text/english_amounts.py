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

_CURRENCY = any_of(WORDS.currencies)
_ANY_CURRENCY = re.compile(_CURRENCY)
_MAGNITUDE = any_of(WORDS.magnitudes)
_BARE_MAGNITUDE = "k|mn|mln|m|bn|tn|trn"
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
    rf" ?(?P<currency>(?:{_CURRENCY}))(?!\w)"
)
_AWKWARD = frozenset({"in", "p", "m", "nm", "C", "F"})  # words or other abbreviations as well
_UNIT = any_of(set(WORDS.units) - _AWKWARD)
_FEET_INCHES = re.compile(rf"{START}(\d{{1,2}}) ?ft,? (\d{{1,2}}) ?in\b\.?")
_RELAY = re.compile(rf"{START}(\d) ?[x×] ?(?=\d{{2,4}}m\b)")
_MEASURE = re.compile(
    rf"{_SIGN}{START}(?P<first>{NUMBER})(?:{_RANGE}(?P<second>{NUMBER}))?"
    rf"(?: (?P<size>million|billion|trillion|thousand))?(?P<gap>[ -]?)"
    rf"(?P<unit>{_UNIT}|(?<=\d)(?:[pCF]|nm)|(?<=[\d -])m)(?![\w²³/]|\.\w)"
)
_BARE = re.compile(
    rf"{_SIGN}{START}(?P<first>{NUMBER})(?:\s?-\s?(?P<second>{NUMBER}))?(?P<size>{_BARE_MAGNITUDE})\b"
)
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
    unit, gap, first = match.group("unit"), match.group("gap"), match.group("first")
    if unit == "p" and (gap or len(first) > 3 or "." in first):
        return match.group()
    if unit == "m" and not gap and not _is_metre(match):
        return match.group()
    noun = WORDS.units[unit]
    size = match.group("size")
    one = first == "1" and not match.group("second") and not size
    if not one:
        race = next_word(match.string, match.end()) in WORDS.races
        one = gap == "-" or race or before_noun(match.string, match.start(), match.end())
    said = _amount(match, style) + (f" {size}" if size else "")
    return f"{said} {noun.one if one else noun.many}"


def _is_metre(match: re.Match[str]) -> bool:
    """Of "5m" without a currency: a length, or five million."""
    line, end = match.string, match.end()
    following = next_word(line, end)
    if following in _METRE_NEXT or match.group("first") in _TRACK:
        return True
    if is_counted(following) or "." in match.group("first"):
        return False
    return before_noun(line, match.start(), end) or last_word(line, match.start()) in ("men's", "women's")


def _bare(match: re.Match[str], style: Style) -> str:
    size = match.group("size")
    behind, before = next_word(match.string, match.end()), last_word(match.string, match.start())
    if size == "k" and (behind in ("run", "race", "runs") or before in ("run", "ran", "running")):
        return f"{_amount(match, style)} K"
    return f"{_amount(match, style)} {WORDS.magnitudes[size]}"


_MONEY_RULES: tuple[Rule[Style], ...] = (Rule("", _MONEY, _money), Rule("", _MONEY_BEHIND, _money))
_MEASURES: tuple[Rule[Style], ...] = (
    Rule(
        "i", _FEET_INCHES, lambda m, _: f"{_count(m[1], WORDS.units['ft'])} {_count(m[2], WORDS.units['in'])}"
    ),
    Rule("x×", _RELAY, lambda m, _: f"{number(m[1])} by "),
    Rule("", _MEASURE, _measure),
    Rule("kmbt", _BARE, _bare),
)
