"""A cleaned Arabic line → the same as a newsreader says it, without vowel marks: a diacritizer comes behind.

What is longer or more certain goes first (telephone numbers, dates, money, measures), single numbers last.
"""

from __future__ import annotations

import re

from briefing.speech.spoken_text import (
    arabic_amounts,
    arabic_article,
    arabic_codes,
    arabic_dates,
    arabic_latin,
)
from briefing.speech.spoken_text.arabic_amounts import GLYPHS
from briefing.speech.spoken_text.arabic_counting import (
    LETTERS,
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
    in_words,
    joined,
    parse,
    rest_of,
    signed,
)
from briefing.speech.spoken_text.arabic_nouns import WORDS, bare, is_feminine, is_noun
from briefing.speech.spoken_text.arabic_numbers import Case
from briefing.speech.spoken_text.rules import any_of

_ASCII_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٪", "01234567890123456789%")
_DECIMAL_SIGN = re.compile(r"(?<=\d)[٫،](?=\d)")
_THOUSANDS_SIGN = re.compile(r"(?<=\d)[٬'](?=\d{3})")
_SPACED_THOUSANDS = re.compile(r"(?<![\d.,/:+-])(?<!\d )(\d{1,3})((?: \d{3})+)(?![\d/:]|[.,-]\d| \d)")
_GLUED = re.compile(r"(?<!\w)([\u0621-\u064a]+)(?=\d)")
_GLUED_BEHIND = re.compile(r"(?<=\d)(?=[\u0621-\u064a])")
_FIGURES = r"\d+(?:[.,]\d+)*"
_ENGLISH_SIZE = re.compile(
    rf"((?<!\w)(?:{any_of(WORDS.currencies)}) ?{_FIGURES}"
    rf"|(?<![\w.,]){_FIGURES}(?= ?(?:[MK]|bn|tn|[a-z]+ion)\b)) ?({any_of(WORDS.sizes)})(?![\w/])"
)
"""$4.2tn; without a sign of money only what cannot be a unit: 5m are metres."""
_TIMES = re.compile(r"(?<=\d) ?[x×] ?(?=\d)")
_BETWEEN_ERAS = re.compile(r"(?<=[\dه][هم ])/(?=\d)|(?<=\d)/(?=[\u0621-\u064a](?![\u0621-\u064a]))")
_AREA_UNIT = re.compile(rf"(?<=\d)((?: (?:{SIZE}))? ?(?:كم|كلم|م))([23])(?!\d)")
_OLD_HUNDRED = re.compile(
    r"(?<!\w)([وفبكل]{0,2}(?:ال|لل)?(?:ثلاث|[أا]ربع|خمس|ست|سبع|ثمان|ثماني|تسع)?)مائ(ة|تين|تي|تان|تا)(?!\w)"
)

_RANGE = re.compile(
    rf"(?:(?<!\w)(?P<before>{WORD}) )?{START}(?P<first>{NUMBER}) ?- ?(?P<second>{NUMBER})"
    rf"(?![\w/:]|-\d|[.,]\d)(?: (?P<noun>{NOUN}))?"
)
_COUNTED = re.compile(
    rf"{START}(?P<sign>{SIGN})?(?P<number>{NUMBER})(?![\w/:%]|[.,]\d|-\d)(?: (?P<noun>{NOUN}))?"
)
_ABBREVIATION = re.compile(rf"(?<![\w.])([وفبل]?)({any_of(WORDS.abbreviations)})(?!\w)")
_WOMEN = frozenset(bare(name) for name in WORDS.women)
_TITLE = re.compile(
    rf"(?<![\w.])([وفل]?)({'|'.join(WORDS.titles)})(?:\.|/) ?(?={WORD})(?!{WORD}\.)(?={LETTERS}{{2}})"
)
_SIGN = re.compile(r"(?<=\w) ?([&=×+]) ?(?=\w)")
_OR_MORE = re.compile(r"(?<![^\s(])(\d{1,3})\+(?![\w+-])")
_BELOW_ZERO = re.compile(
    rf"{SIGN}(?<=-)(?P<degrees>{NUMBER}(?: (?:و|أو |إلى )-{NUMBER})? درج(?:ة|ات)(?: مئوية| فهرنهايت)?)(?!\w)"
)
_NUMBER_IN_BRACKETS = re.compile(
    rf"(?<!\w)([وفبل]{{0,2}}(?:{any_of([*WORDS.numbered, *WORDS.numbered_files])}))"
    r"، (\d{1,4})(?:،|(?=[.!؟:؛]|$))"
)
"""الفقرة (3): the brackets have become commas."""
_GLUED_PARTICLE = re.compile(
    r"(?<!\w)[وف]?(?:"
    + "|".join(f"{particle}(?=(?:{any_of(words)})(?!\\w))" for particle, words in WORDS.glued.items())
    + ")"
)
_COMPARED = re.compile(r"(?<!\w)([~<>≈≤≥±]) ?(?=\d)")
_LOOSE_AND = re.compile(r"(?<!\w)و (?=[\u0621-\u064a])")
"""Printed with a space by mistake; an engine would read the name of the letter."""
_SLASH = re.compile("(?<=[\u0621-\u064aA-Za-z]) ?/ ?(?=[\u0621-\u064aA-Za-z])")
_HASHTAG = re.compile("((?:وسم|هاشتاغ|هاشتاج) )?(?<!\\w)#(?=[A-Za-z\u0621-\u064a])")


def read(line: str, tag: str) -> str:
    """`line` in words; the region of `tag` (ar-LB) decides which names months given as numbers have."""
    line = _OLD_HUNDRED.sub(r"\1مئ\2", line.translate(_ASCII_DIGITS))
    line = _GLUED_PARTICLE.sub(lambda m: f"{m.group()} ", line)
    line = _ABBREVIATION.sub(_abbreviation, line)
    line = _TITLE.sub(_title, line)
    latin = any("A" <= c <= "z" for c in line)
    if any(c.isdigit() or c in GLYPHS for c in line):
        if latin:
            line = arabic_latin.names_with_figures(line)
        line = _with_digits(_written_alike(line), tag.replace("_", "-").upper().split("-")[-1])
    line = _SIGN.sub(lambda m: f" {WORDS.symbols[m.group(1)]} ", line)
    line = _HASHTAG.sub(lambda m: m[1] or f"{WORDS.symbols['#']} ", line)
    if latin:
        line = arabic_latin.read(line)
    return _LOOSE_AND.sub("و", _SLASH.sub(" ", line))


def _written_alike(line: str) -> str:
    """One way of writing numbers: a space before and behind, "." and "," inside."""
    line = _THOUSANDS_SIGN.sub(",", _DECIMAL_SIGN.sub(_decimal_sign, line))
    line = _ENGLISH_SIZE.sub(lambda m: f"{m[1]} {WORDS.sizes[m[2]]}", line)
    line = _NUMBER_IN_BRACKETS.sub(r"\1 \2", _OR_MORE.sub(rf"\1 {WORDS.symbols['+']}", line))
    line = _BELOW_ZERO.sub(lambda m: f"{m['degrees'].replace('-', '')} تحت الصفر", line)
    line = _TIMES.sub(" × ", _BETWEEN_ERAS.sub(" / ", line))
    line = _SPACED_THOUSANDS.sub(lambda m: m.group().replace(" ", ""), line)
    line = _AREA_UNIT.sub(lambda m: m.group(1) + "²³"[int(m.group(2)) - 2], line)
    line = _GLUED.sub(
        lambda m: m.group() if re.fullmatch(f"و*(?:{PREFIX})", m.group()) else f"{m.group()} ", line
    )
    return _GLUED_BEHIND.sub(" ", line)


def _decimal_sign(match: re.Match[str]) -> str:
    return "." if match.group() == "٫" else ","


def _with_digits(line: str, region: str) -> str:
    line = arabic_codes.dialled(line)
    line = arabic_dates.read(line, region)
    line = _COMPARED.sub(lambda m: f"{WORDS.symbols[m.group(1)]} ", arabic_amounts.money(line))
    line = arabic_amounts.shares_and_measures(line)
    line = arabic_amounts.fractions(arabic_article.read(line))
    line = arabic_codes.types(line)
    return _COUNTED.sub(_counted, _RANGE.sub(_range, line))


def _abbreviation(match: re.Match[str]) -> str:
    said = WORDS.abbreviations[match.group(2)]
    if said.endswith(WORDS.titles["د"]) and _woman_follows(match):
        said = re.sub(r"(?!\w)", "ة", said)  # every word of it
    return joined(match.group(1), said)


def _title(match: re.Match[str]) -> str:
    ending = "ة" if _woman_follows(match) else ""
    return joined(match.group(1), WORDS.titles[match.group(2)]) + ending + " "


def _woman_follows(match: re.Match[str]) -> bool:
    name = re.match(f" ?({WORD})", match.string[match.end() : match.end() + 32])
    return name is not None and bare(name[1]) in _WOMEN


_CONTEST = frozenset(WORDS.contest)


def _range(match: re.Match[str]) -> str:
    rest = rest_of(match)
    first, second = parse(match.group("first"), rest), parse(match.group("second"), rest)
    if first is None or second is None:
        return match.group()
    before, noun = match.group("before"), match.group("noun")
    lead = f"{before} " if before else ""
    near = re.findall(WORD, match.string[max(0, match.start() - 40) : match.end() + 30])
    a, b = float(".".join(first)), float(".".join(second))
    contest = any(word in _CONTEST for word in near)
    counts = noun is not None and is_noun(noun) and not contest
    joint = " و" if before and bare(before) == "بين" else " إلى "
    years = min(a, b) >= 1900 and max(a, b) <= 2100
    if not counts and not years and not first[1] and not second[1] and (contest or a >= b):
        joint = " مقابل "
    shared = is_feminine(noun, few=3 <= a % 100 <= 10) if counts else False
    case = case_of(match) if counts and not years else Case.OBLIQUE
    said = joined(match.group("prefix"), in_words(first, feminine=shared, case=case)) + joint
    if not noun:
        return lead + said + alone(second, None, rest)
    if joint == " مقابل ":
        return f"{lead}{said}{in_words(second)} {noun}"
    return lead + said + counted(second, noun, None, rest)


def _counted(match: re.Match[str]) -> str:
    number = parse(match.group("number"), rest_of(match, "number"))
    if number is None:
        return arabic_codes.version(match.group("number")).join(match.group().split(match.group("number"), 1))
    rest = rest_of(match)
    prefix, noun, sign = match.group("prefix"), match.group("noun"), match.group("sign")
    case = case_of(match)
    if sign:
        said = counted(number, noun, None, rest, case) if noun else alone(number, None, rest, case)
        return signed(match, said)
    return counted(number, noun, prefix, rest, case) if noun else alone(number, prefix, rest, case)
