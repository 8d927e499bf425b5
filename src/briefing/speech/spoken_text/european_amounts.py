"""A French, German or Spanish line → the same with its money, percentages and measures in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from briefing.language import CountedNoun
from briefing.speech.spoken_text.european_customs import AMOUNT, NUMBER, SIGNED, Customs, place
from briefing.speech.spoken_text.european_names import stop
from briefing.speech.spoken_text.rules import Rule, any_of, applied

_PER = r"(?P<per> ?/ ?[^\W\d_]+[²³]?)?"


def read(line: str, how: Customs) -> str:
    """Money first, so that its "M" is a million; then measures; then the millions that are left."""
    return applied(line, _rules(how), how)


def bare_units(line: str, how: Customs) -> str:
    """Signs that can only be units, where no number stands before them: "par m²"."""
    return _bare_pattern(how).sub(lambda m: _bare(m, how), line)


@cache
def _rules(how: Customs) -> Sequence[Rule[Customs]]:
    words = how.words
    currency, unit, size = any_of(words.currencies), any_of(words.units), any_of(words.magnitudes)
    sized = rf"{AMOUNT} ?(?:(?P<size>{size})(?!\w) ?(?:d['e] ?)?)?"
    before = (
        rf"(?<![^\W_])(?P<sign>[-+])?(?P<unit>{currency}) ?(?P<first>{NUMBER})(?:-(?P<second>{NUMBER}))?"
        rf"(?![\w/:]|[.,]\d)(?: ?(?P<size>{size})(?!\w))?"
    )
    with_parts = {
        name: noun
        for noun in words.currencies.values()
        for name in (noun.one, noun.many)
        if noun.part and " " not in name
    }
    metre = words.units["m"]
    return (
        Rule(
            "m",
            re.compile(
                rf"{SIGNED}(?P<whole>[1-9]\d?)[,m](?P<hundredths>\d[1-9]|[1-9]0)"
                r"(?:(?<=,\d\d) ?m|(?<=m\d\d))(?![\w²³/])"
            ),
            lambda m, how: how.signed(
                m["sign"], how.with_centimetres(int(m["whole"]), int(m["hundredths"]), metre, place(m))
            ),
        ),
        Rule("", re.compile(before), lambda m, how: _money(m, words.currencies[m["unit"]], how)),
        Rule(
            "",
            re.compile(rf"{sized}(?P<unit>{currency})(?!\w){_PER}"),
            lambda m, how: _money(m, words.currencies[m["unit"]], how),
        ),
        Rule(
            ",",
            re.compile(rf"{AMOUNT} (?P<unit>{any_of(with_parts)})(?!\w)"),
            lambda m, how: _money(m, with_parts[m["unit"]], how),
        ),
        Rule(
            "",
            re.compile(rf"{sized}(?P<unit>{unit})(?![\w²³]){_PER}"),
            lambda m, how: (
                _amount(m, words.units[m["unit"]], how) + (stop(m) if m["unit"][-1] == "." else "")
            ),
        ),
        Rule("", re.compile(rf"{AMOUNT} ?(?P<size>{size})(?!\w)"), _large),
    )


def _money(match: re.Match[str], currency: CountedNoun, how: Customs) -> str:
    parts = match.groupdict()
    whole, _, fraction = match["first"].partition(",")
    if len(fraction) == 2 and currency.part and not parts.get("size") and not match["second"]:
        said = how.with_cents(int(whole.replace(".", "")), int(fraction), currency, place(match))
        return how.signed(match["sign"], said) + _per(match, how)
    return _amount(match, currency, how)


def _amount(match: re.Match[str], noun: CountedNoun, how: Customs) -> str:
    first, second = match["first"], match["second"]
    if match.groupdict().get("size"):
        size, said = _with_size(match, how)
        said += how.of(size, noun.many)
    else:
        last = second or first
        said = how.agreeing(last, noun, place(match))
        if last.replace(".", "").endswith("000000"):
            said += how.of_millions(noun.many) + noun.many
        else:
            said += f" {noun.one if how.singular(last) and not second else noun.many}"
        if second:
            said = f"{how.number(first)} {how.to} {said}"
    return how.signed(match["sign"], said) + _per(match, how)


def _large(match: re.Match[str], how: Customs) -> str:
    return how.signed(match["sign"], _with_size(match, how)[1]) + (
        stop(match) if match["size"][-1] == "." else ""
    )


def _with_size(match: re.Match[str], how: Customs) -> tuple[str, str]:
    """The word of the size, and the number with it."""
    first, second = match["first"], match["second"]
    size = how.words.magnitudes[match["size"]]
    said = how.sized(second or first, size)
    return size, f"{how.number(first)} {how.to} {said}" if second else said


def _per(match: re.Match[str], how: Customs) -> str:
    """Of 95 €/m², 12 €/kg and the like."""
    written = (match.groupdict().get("per") or "").strip(" /")
    if not written:
        return ""
    unit = how.words.units.get(written)
    return f" {how.per} {unit.one if unit else written}"


@cache
def _bare_pattern(how: Customs) -> re.Pattern[str]:
    signs = [
        unit for unit in how.words.units if len(unit) > 1 and not unit.isalpha() and unit[-1] not in ".23"
    ]
    signs += [unit for unit in how.words.units if unit.endswith("Wh")]
    signs += [sign for sign in how.words.currencies if not any(c.isalnum() for c in sign)]
    return re.compile(rf"(?P<by>(?<!\w)(?:{how.by}) )?(?<![\w/°²³.,])(?P<unit>{any_of(signs)}|%)(?![\w²³])")


def _bare(match: re.Match[str], how: Customs) -> str:
    unit = match["unit"]
    noun = how.words.units.get(unit) or how.words.currencies[unit]
    return f"{match['by']}{noun.one}" if match["by"] else noun.many
