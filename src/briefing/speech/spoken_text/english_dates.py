"""A line → the same with its dates, times of day and years in English words."""

from __future__ import annotations

import re
from datetime import date

from briefing.speech.spoken_text.english_context import START, WORDS, Style, is_year, next_word
from briefing.speech.spoken_text.english_numbers import cardinal, clock, digits, ordinal, plural, year
from briefing.speech.spoken_text.rules import Rule, applied

_MONTH_NUMBER = {name: i for i, names in enumerate(WORDS.months, 1) for name in names}
_MONTH = "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True))
_SHORT_MONTH = "|".join(name for names in WORDS.months for name in names[1:])
_WEEKDAY = "|".join(sorted(WORDS.weekdays, key=len, reverse=True))
_ZONE = r"(?:GMT|UTC|BST|CET|CEST|EET|MSK|[ECMP][SD]?T|AEST|AEDT|IST|JST|Z)\b"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_TO = r"(?:\s?-\s?| to | and | or |, )"

_ANY_MONTH = re.compile(rf"\b(?:{_MONTH})\b")
_SHORT_WEEKDAY = re.compile(rf"\b({_WEEKDAY})\b\.?(?=,? (?:\d|(?:{_MONTH})\b))")
_ISO = re.compile(rf"{START}(\d{{4}})-(\d{{2}})-(\d{{2}})(?![\w-])")
_NUMERIC = re.compile(rf"{START}(?<!/)(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}})(?![\w/-])")
_DAY_MONTH = re.compile(
    rf"(?P<the>\b[Tt]he )?{START}{_DAY}(?:(?P<to>{_TO}){_DAY})?(?: of)? (?P<month>{_MONTH})\b"
    r"(?P<dot>\.(?= \d))?(?:,? (?P<year>\d{4})\b(?![.,:]\d|-\d))?"
)
_MONTH_DAY = re.compile(
    rf"\b(?P<month>{_MONTH})\.? {_DAY}(?:(?P<to>{_TO}){_DAY}(?! (?:{_MONTH})\b))?"
    r"(?P<year>,? \d{4}\b(?![.,:]\d))?(?![\w%:$€£]|[.,/]\d|-\d| (?:million|billion|per ?cent|people)\b)"
)
_MONTH_YEAR = re.compile(rf"\b(?P<month>{_MONTH})\.?,? (?P<year>\d{{4}})\b(?![.,:]\d)")
_MONTH_ALONE = re.compile(rf"\b({_SHORT_MONTH})\.(?P<end>$|(?= [A-Z]))?")
_TWELVE_HOURS = re.compile(
    rf"{START}(?:(\d{{1,2}})(?:[:.](\d{{2}}))?\s?-\s?)?(\d{{1,2}})(?:[:.](\d{{2}}))?\s?"
    r"(?P<half>[ap]\.\s?m\.|[ap]m\b|[AP]M\b|[AP]\.M\.)"
)
_HUNDREDTHS = re.compile(rf"{START}(\d{{1,2}}):([0-5]\d)\.(\d{{1,3}})(?![\w:])")
_WITH_SECONDS = re.compile(rf"{START}(\d{{1,2}}):([0-5]\d):([0-5]\d)(?![\w:])")
_TWENTY_FOUR_HOURS = re.compile(
    rf"{START}([01]?\d|2[0-4]):([0-5]\d)(?![\w:]|\.\d)(?P<zone> ?(?:{_ZONE}|hours?\b|hrs\b))?"
)
_DOTTED_CLOCK = re.compile(rf"{START}([01]?\d|2[0-4])\.([0-5]\d)(?= (?:{_ZONE}|local time\b|o'clock\b))")
_MILITARY = re.compile(rf"{START}([01]\d|2[0-4])([0-5]\d)(?= ?(?:{_ZONE}|hours\b|hrs\b))")
_RATIO = re.compile(rf"{START}(\d{{1,3}}):(\d{{1,3}})(?![\w:]|\.\d)")
_DECADE = re.compile(r"(?<![\w.,])(?<![A-Z]-)'?(\d{3}0|\d0)'?s\b")
_SHORT_YEAR = re.compile(r"(?<!\w)'(\d{2})(?![\w'%]|[.,:/]\d)")
_YEARS = re.compile(rf"{START}(1\d{{3}}|20\d{{2}})\s?([-/])\s?(\d{{4}}|\d{{2}})(?![\w%/-]|[.,:]\d)")
_YEAR = re.compile(rf"{START}(?<![$€£#+])(\d{{4}})(?![\w%]|[.,:/]\d|-\d)")


def read(line: str, style: Style) -> str:
    """Dates and times of day; years are read by `years` after money and units have been taken."""
    if _ANY_MONTH.search(line):
        line = applied(line, _IN_A_MONTH, style)
    return applied(line, _IN_FIGURES, style)


def years(line: str, style: Style) -> str:
    """Decades, spans of years and single years."""
    return applied(line, _YEARS_ONLY, style)


def _month(written: str) -> str:
    return WORDS.months[_MONTH_NUMBER[written] - 1][0]


def _valid(year_: int, month: int, day: int) -> bool:
    try:
        date(year_, month, day)
    except ValueError:
        return False
    return True


def _date(match: re.Match[str], year_: str, month: str, day: str, style: Style) -> str:
    if not _valid(int(year_), int(month), int(day)):
        return match.group()
    name = WORDS.months[int(month) - 1][0]
    said_year = year(int(year_), american=style.american)
    if style.american:
        return f"{name} {ordinal(int(day))}, {said_year}"
    return f"the {ordinal(int(day))} of {name} {said_year}"


def _numeric(match: re.Match[str], style: Style) -> str:
    first, _, second, year_ = match.groups()
    as_day_first = _valid(int(year_), int(second), int(first))
    as_month_first = _valid(int(year_), int(first), int(second))
    if as_day_first and as_month_first and first != second and style.day_first is None:
        # Either order is possible: saying the numbers says what is written and no more.
        return f"{cardinal(int(first))}, {cardinal(int(second))}, {year(int(year_))}"
    if as_day_first and (style.day_first is not False or not as_month_first):
        return _date(match, year_, second, first, style)
    return _date(match, year_, first, second, style) if as_month_first else match.group()


def _ordinals(first: str, joint: str | None, second: str | None, the: str) -> str | None:
    if not 1 <= int(first) <= 31 or (second and not 1 <= int(second) <= 31):
        return None
    if not second or joint is None:
        return f"{the}{ordinal(int(first))}"
    joint = " to " if "-" in joint else joint
    the_again = the.lower() if joint in (" to ", " or ") else ""
    return f"{the}{ordinal(int(first))}{joint}{the_again}{ordinal(int(second))}"


def _day_month(match: re.Match[str], style: Style) -> str:
    said = _ordinals(match.group(2), match.group("to"), match.group(4), match.group("the") or "the ")
    if said is None:
        return match.group()
    said += f" of {_month(match.group('month'))}"
    if match.group("year"):
        said += f" {year(int(match.group('year')), american=style.american)}"
    return said


def _month_day(match: re.Match[str], style: Style) -> str:
    said = _ordinals(match.group(2), match.group("to"), match.group(4), "")
    if said is None:
        return match.group()
    said = f"{_month(match.group('month'))} {said}"
    if match.group("year"):
        comma, _, digits_ = match.group("year").rpartition(" ")
        said += f"{comma} {year(int(digits_), american=style.american)}"
    return said


def _twelve_hours(match: re.Match[str]) -> str:
    first, first_minute, hour, minute, half = match.groups()
    if int(hour) > 12 or int(minute or 0) > 59 or int(first or 0) > 12 or int(first_minute or 0) > 59:
        return match.group()
    said = clock(int(hour), int(minute or 0))
    if first:
        said = f"{clock(int(first), int(first_minute or 0))} to {said}"
    said += f" {half[0].upper()}M"
    return said + "." if half.endswith(".") and _ends_sentence(match.string, match.end()) else said


def _ends_sentence(line: str, end: int) -> bool:
    if end == len(line):
        return True
    word = next_word(line, end)
    if not word[:1].isupper():
        return False
    days = (*WORDS.weekdays.values(), *_MONTH_NUMBER)
    return (
        word not in days
        and not re.match(_ZONE, word)
        and word not in ("Eastern", "Pacific", "Central", "Local")
    )


def _twenty_four_hours(match: re.Match[str]) -> str:
    zone = match.group("zone") or ""
    hour, minute = int(match.group(1)), int(match.group(2))
    if zone:
        said = _with_zone(match.group(1), match.group(2))
        return f"{said} hours" if zone.strip().startswith("h") else f"{said} {zone.strip()}"
    if minute == 0 and hour in (0, 24):
        return "midnight"
    if minute == 0:
        return f"{cardinal(hour)} hundred" if hour > 12 else f"{cardinal(hour)} o'clock"
    return clock(hour, minute)


def _ratio(first: str, second: str) -> str:
    if len(second) == 2 and int(first) > 24 and int(second) < 60:  # minutes and seconds of a race
        return f"{cardinal(int(first))} {_two(second)}"
    return f"{cardinal(int(first))} to {cardinal(int(second))}"


def _with_zone(hour: str, minute: str) -> str:
    said = cardinal(int(hour))
    if hour.startswith("0"):
        said = "midnight" if (int(hour), int(minute)) == (0, 0) else f"oh {said}" if int(hour) else "zero"
    if minute != "00":
        return f"{said} {_two(minute)}"
    return said if said == "midnight" else f"{said} hundred"


def _two(written: str) -> str:
    return f"oh {digits(written[1])}" if written.startswith("0") else cardinal(int(written))


def _decade(n: int) -> str:
    return year(n) if n >= 100 else cardinal(n)


def _span(match: re.Match[str], style: Style) -> str:
    first, joint, second = match.groups()
    start = int(first)
    end = int(second) if len(second) == 4 else start - start % 100 + int(second)
    if end < start and len(second) == 2:
        end += 100
    if not start < end <= 2150 or end - start > 100 or start < 1100:
        return match.group()
    said = year(start, american=style.american)
    if joint == "/":  # a season or a financial year
        return (
            f"{said} {cardinal(end % 100)}" if len(second) == 2 and end % 100 > 9 else f"{said} {year(end)}"
        )
    return f"{said} to {year(end, american=style.american)}"


def _single(match: re.Match[str], style: Style) -> str:
    n = int(match.group(1))
    if is_year(n, match.string, match.start(), match.end()):
        return year(n, american=style.american)
    return match.group()


_IN_A_MONTH: tuple[Rule[Style], ...] = (
    Rule("", _SHORT_WEEKDAY, lambda m, style: WORDS.weekdays[m.group(1)]),
    Rule("", _DAY_MONTH, _day_month),
    Rule("", _MONTH_DAY, _month_day),
    Rule(
        "",
        _MONTH_YEAR,
        lambda m, style: f"{_month(m['month'])} {year(int(m['year']), american=style.american)}",
    ),
    Rule(
        ".", _MONTH_ALONE, lambda m, style: _month(m.group(1)) + ("." if m.group("end") is not None else "")
    ),
)
_IN_FIGURES: tuple[Rule[Style], ...] = (
    Rule("-", _ISO, lambda m, style: _date(m, m.group(1), m.group(2), m.group(3), style)),
    Rule("/.-", _NUMERIC, _numeric),
    Rule("mM", _TWELVE_HOURS, lambda m, style: _twelve_hours(m)),
    Rule(":", _HUNDREDTHS, lambda m, style: f"{clock(int(m[1]), int(m[2]))} point {digits(m[3])}"),
    Rule(":", _WITH_SECONDS, lambda m, style: f"{clock(int(m[1]), int(m[2]))} {_two(m[3])}"),
    Rule(":", _TWENTY_FOUR_HOURS, lambda m, style: _twenty_four_hours(m)),
    Rule("TCZ'l", _DOTTED_CLOCK, lambda m, style: clock(int(m.group(1)), int(m.group(2)))),
    Rule("TCZh", _MILITARY, lambda m, style: _with_zone(m.group(1), m.group(2))),
    Rule(":", _RATIO, lambda m, style: _ratio(m.group(1), m.group(2))),
)
_YEARS_ONLY: tuple[Rule[Style], ...] = (
    Rule("s", _DECADE, lambda m, style: plural(_decade(int(m.group(1))))),
    Rule("'", _SHORT_YEAR, lambda m, style: _two(m.group(1))),
    Rule("-/", _YEARS, _span),
    Rule("", _YEAR, _single),
)
