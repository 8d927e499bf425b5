"""A line → the same with pairs of numbers in words: fractions, ratios, bets, scores, ranges."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from briefing.speech.spoken_text.english_context import (
    NUMBER,
    START,
    WORDS,
    Style,
    before_noun,
    in_contest,
    is_counted,
    near,
    next_word,
)
from briefing.speech.spoken_text.english_numbers import cardinal, number, ordinal, plural
from briefing.speech.spoken_text.rules import Rule, any_of, applied

_SPECIAL = {
    "9/11": "nine eleven",
    "7/7": "seven seven",
    "24/7": "twenty-four seven",
    "24/7/365": "twenty-four seven three sixty-five",
    "20/20": "twenty twenty",
    "50/50": "fifty fifty",
    "1:1": "one to one",
}
_SPECIAL_PATTERN = re.compile(
    rf"{START}(?:{'|'.join(sorted(_SPECIAL, key=len, reverse=True))})(?![\w/:]|[.,-]\d)"
)
_PARTED = [
    unit for unit in WORDS.units if unit[0].isalpha() and unit not in ("in", "m", "p", "c", "st", "C", "F")
]
"""Units behind a fraction that are neither words nor millions."""
_GLYPH = re.compile(r"(?:(?<![\w.,])(\d{1,6})[ -]?)?([¼-¾⅐-⅞])(?P<percent> ?%)?(?P<size>(?:bn|mn?|tn|k)\b)?")
_FRACTION = re.compile(
    rf"{START}(?<!/)(?:(\d{{1,4}})[ -])?(\d{{1,2}})[/⁄](\d{{1,3}})(?:rds?|ths?)?(?P<percent> ?%)?"
    r"(?![\w/]|[.,]\d)"
)
_INCH = rf"in(?=\. |\.? (?:{any_of(WORDS.lengths)})\b)"
_PART_OF_UNIT = re.compile(
    rf"{START}(?<!/)(?:(?:(?P<whole>\d{{1,4}})[ -])?(?P<above>\d{{1,2}})[/⁄](?P<below>\d{{1,2}})"
    rf"|(?:(?P<whole2>\d{{1,4}})[ -]?)?(?P<glyph>[¼-¾⅐-⅞]))"
    rf"[ -]?(?P<unit>(?:{any_of(_PARTED)})\b|{_INCH})(?![²³/])(?:\.(?= [a-z]))?"
)
_RATIO = re.compile(rf"{START}(\d{{1,4}}(?:\.\d)?):(\d{{1,4}}(?:\.\d)?)(?::(\d{{1,4}}))?(?![\w:]|\.\d)")
_VERSE = re.compile(
    rf"(?<!\w)(?:([123]) )?({any_of(WORDS.scriptures)}) (\d{{1,3}}):([1-9]\d{{0,2}})"
    r"(?:-(\d{1,3}))?(?![\w:-]|[.,]\d| ?[ap]\.?m\b)"
)
_LARGE_RATIO = re.compile(rf"{START}(\d{{1,4}}):(\d{{1,3}}(?:,\d{{3}})+)(?![\w:]|[.,]\d)")
_OFFICE_HOURS = re.compile(rf"{START}(?<!-)(\d)-(\d)(?![\w/-]|[.,:]\d)")
_BET = re.compile(rf"{START}(?<!-)(\d{{1,4}})[/-](\d{{1,2}})(?![\w/-]|[.,:]\d)")
_OVER = re.compile(rf"{START}(\d{{2,3}})/(\d{{2,3}})(?: ?(mmHg)\b)?(?![\w/-]|[.,:]\d)")
_JOINED_BY_WORDS = re.compile(
    rf"(?<![\w-]){START}(\d{{1,4}})-(to|for|in|by|on|of|and|out-of)-(?:(a)-)?(\d{{1,4}})(?!\w|[.,:/]\d)"
)
_SETS = re.compile(r"(?<![\w.,/-])\d{1,2}-\d{1,2}(?:(?:,| and|, and) \d{1,2}-\d{1,2}){1,6}(?![\w/-]|[.,:]\d)")
_WICKETS = re.compile(rf"{START}(?<!-)(\d{{2,3}})[-/](10|\d)(?![\w/-]|[.,:]\d)")
_CHAIN = re.compile(rf"{START}(?<!-)\d{{1,2}}(?:-\d{{1,2}}){{2,4}}(?![\w-]|[.,]\d)")
_PAIR = re.compile(rf"(?<![-/]){START}({NUMBER})\s?-\s?({NUMBER})(?![\w/]|-\d|[.,:]\d)")
_RATIO_CUES = frozenset(WORDS.ratio_cues)
_CRICKET_CUES = frozenset(WORDS.cricket_cues)
_ODDS_CUES = frozenset(WORDS.odds_cues)
_PRESSURE = frozenset({"pressure", "pressures", "reading", "readings", "bp"})
_WORK = frozenset(
    {
        "open",
        "opens",
        "opened",
        "opening",
        "hours",
        "office",
        "daily",
        "weekdays",
        "work",
        "works",
        "worked",
        "working",
        "job",
        "jobs",
        "shift",
        "shifts",
    }
)
_HIGHEST_SCORE = 15
"""Of a game whose scores are said without "to"; rugby, basketball and votes go above it."""


def certain(line: str, style: Style) -> str:
    """What the words around show to be no date and no time: run before those."""
    return applied(line, _CERTAIN, style)


def read(line: str, style: Style) -> str:
    """Fractions and whatever pairs are left when dates, money, measures and years are in words."""
    return applied(line, _REST, style)


# -------------------------------------------------------------------------------------------------- fractions


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
    size = match.group("size")
    said = _mixed(match, match.group(1), int(above), int(below))
    if size and match.group(1) is None:  # ½m is half a million
        said = "half a" if below == "2" else f"{said} of a"
    return f"{said} {WORDS.magnitudes[size]}" if size else said


def _mixed(match: re.Match[str], whole: str | None, above: int, below: int) -> str:
    part = _part(below, above != 1)
    percent = " percent" if match.group("percent") else ""
    if whole is not None:
        return f"{cardinal(int(whole))} and {'a' if above == 1 else cardinal(above)} {part}{percent}"
    if percent:
        return f"{'half a' if below == 2 else f'{cardinal(above)} {part} of a'} percent"
    behind = match.string[match.end() : match.end() + 2]
    if below == 2 and behind[:1] == "-" and behind[1:].isalpha():
        return part  # a half-mile, half-price
    return f"{cardinal(above)} {part}"


def _fraction(match: re.Match[str], how: Style) -> str:
    whole, above, below = match.group(1), int(match.group(2)), int(match.group(3))
    behind = next_word(match.string, match.end())
    rated = behind in ("stars", "star", "rating", "marks") or (below == 10 and above > 1 and behind != "of")
    if whole is None and (0 < above <= below) and (rated or (above == below and below in (5, 10, 20, 100))):
        return f"{cardinal(above)} out of {cardinal(below)}"
    if not 0 < above < below or below > 100 or (below > 20 and below % 10):
        return match.group()
    return _mixed(match, whole, above, below)


def _part_of_unit(match: re.Match[str], how: Style) -> str:
    """3/4 tsp is three quarters of a teaspoon, 2½ hrs two and a half hours; a ½ km walk keeps its order."""
    above, below = match.group("above", "below")
    whole = match.group("whole") or match.group("whole2")
    if match.group("glyph"):
        above, _, below = unicodedata.normalize("NFKC", match.group("glyph")).partition("⁄")
    if not (above and below and 0 < int(above) < int(below)):
        return match.group()
    noun = WORDS.units[match.group("unit")]
    part = _part(int(below), above != "1")
    if whole:
        said = f"{cardinal(int(whole))} and {'a' if above == '1' else cardinal(int(above))} {part}"
        attributive = before_noun(match.string, match.start(), match.end())
        return f"{said} {noun.one if attributive else noun.many}"
    if before_noun(match.string, match.start(), match.end()):
        return f"{part if below == '2' else f'{cardinal(int(above))} {part}'} {noun.one}"
    article = "an" if noun.one[0] in "aeiou" or noun.one == "hour" else "a"
    return (
        f"half {article} {noun.one}"
        if below == "2"
        else f"{cardinal(int(above))} {part} of {article} {noun.one}"
    )


# ------------------------------------------------------------------------------------------- ratios and bets


def _ratio(match: re.Match[str], how: Style) -> str:
    first, second, third = match.groups()
    if not near(match, _RATIO_CUES):
        return match.group()
    if third is None and float(first) + float(second) == 100:
        return f"{_said(first, how)} {_said(second, how)}"
    return " to ".join(_said(part, how) for part in match.group().split(":"))


def _verse(match: re.Match[str]) -> str:
    """1 Corinthians 13:4-7 is First Corinthians thirteen, four to seven."""
    volume, book, chapter, first, last = match.groups()
    said = f"{book} {cardinal(int(chapter))}, {cardinal(int(first))}"
    said = f"{ordinal(int(volume)).capitalize()} {said}" if volume else said
    return f"{said} to {cardinal(int(last))}" if last else said


def _bet(match: re.Match[str], how: Style) -> str:
    if not near(match, _ODDS_CUES):
        return match.group()
    return f"{_said(match.group(1), how)} to {_said(match.group(2), how)}"


def _office_hours(match: re.Match[str], how: Style) -> str:
    """He works 9-5: an hour of the morning to one of the evening, and no score."""
    first, second = int(match.group(1)), int(match.group(2))
    contest = in_contest(match.string, match.start(), match.end())
    if contest or not (second < first and first >= 7 and near(match, _WORK)):
        return match.group()
    return f"{cardinal(first)} to {cardinal(second)}"


def _over(match: re.Match[str], how: Style) -> str:
    above, below, unit = match.groups()
    if not unit and not near(match, _PRESSURE):
        return match.group()
    said = f"{_said(above, how)} over {_said(below, how)}"
    return f"{said} {WORDS.units[unit].many}" if unit else said


def _joined_by_words(match: re.Match[str], how: Style) -> str:
    first, word, article, second = match.groups()
    return "-".join(part for part in (_said(first, how), word, article, _said(second, how)) if part)


def _wickets(match: re.Match[str], how: Style) -> str:
    """356-5 of a cricket side: runs for wickets."""
    runs, wickets = match.groups()
    if int(runs) < 20 or not near(match, _CRICKET_CUES) or is_counted(next_word(match.string, match.end())):
        return match.group()
    return f"{_said(runs, how)} for {_said(wickets, how)}"


# ------------------------------------------------------------------------------------------ scores and ranges


def _sets(match: re.Match[str], how: Style) -> str:
    """One score after the other: if one of them falls, none is a range."""
    pairs = [(int(a), int(b)) for a, b in re.findall(r"(\d+)-(\d+)", match.group())]
    falls = any(a > b for a, b in pairs)
    if not falls or any(max(pair) > 30 for pair in pairs) or is_counted(next_word(match.string, match.end())):
        return match.group()
    return re.sub(r"(\d+)-(\d+)", lambda m: _score(int(m.group(1)), int(m.group(2)), how), match.group())


def _score(a: int, b: int, how: Style) -> str:
    nil = "nothing" if how.american else "nil"
    return f"{cardinal(a) if a else nil} {cardinal(b) if b else nil}"


def _pair(match: re.Match[str], how: Style) -> str:
    """A score is said without "to" (three one), a vote and a range with it."""
    first, second = match.groups()
    a, b = (float(written.replace(",", "")) for written in (first, second))
    whole = "." not in first + second
    contest = in_contest(match.string, match.start(), match.end())
    score = whole and max(a, b) <= _HIGHEST_SCORE and (a >= b or contest)
    if (score and not is_counted(next_word(match.string, match.end()))) or (score and contest):
        if a == b and a > 0 and contest:
            return f"{_said(first, how)} all"
        return _score(int(a), int(b), how)
    if (whole and a == b == 20) or (a + b == 100 and a % 10 == 0 and (a == b or not contest)):
        return f"{_said(first, how)} {_said(second, how)}"
    return f"{_said(first, how)} to {_said(second, how)}"


def _said(written: str, how: Style) -> str:
    return number(written, american=how.american)


_CERTAIN: tuple[Rule[Style], ...] = (
    Rule("/:", _SPECIAL_PATTERN, lambda m, how: _SPECIAL[m.group()]),
    Rule("/⁄¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞", _PART_OF_UNIT, _part_of_unit),
    Rule(":", _VERSE, lambda m, how: _verse(m)),
    Rule(":", _LARGE_RATIO, lambda m, how: f"{_said(m[1], how)} to {_said(m[2], how)}"),
    Rule(":", _RATIO, _ratio),
    Rule("-", _OFFICE_HOURS, _office_hours),
    Rule("-/", _BET, _bet),
    Rule("/", _OVER, _over),
    Rule("-", _JOINED_BY_WORDS, _joined_by_words),
    Rule("-", _SETS, _sets),
    Rule("-/", _WICKETS, _wickets),
)
_REST: tuple[Rule[Style], ...] = (
    Rule("¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞", _GLYPH, lambda m, how: _glyph(m)),
    Rule("/⁄", _FRACTION, _fraction),
    Rule("-", _CHAIN, lambda m, how: " ".join(cardinal(int(part)) for part in m.group().split("-"))),
    Rule("-", _PAIR, _pair),
)
