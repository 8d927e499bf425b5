"""A line → the same with its dates and years in English words."""

from __future__ import annotations

import re
from datetime import date

from briefing.speech.spoken_text import english_times
from briefing.speech.spoken_text.english_context import START, WORDS, Style, is_year, starts_sentence
from briefing.speech.spoken_text.english_numbers import cardinal, digits, ordinal, plural, year
from briefing.speech.spoken_text.rules import Rule, any_of, applied

_MONTH_NUMBER = {name: i for i, names in enumerate(WORDS.months, 1) for name in names}
_MONTH = any_of(_MONTH_NUMBER)
_SHORT_MONTHS = tuple(name for names in WORDS.months for name in names[1:])
_SHORT_MONTH = "|".join(_SHORT_MONTHS)
_BEFORE_NUMBER = rf"(?:{_SHORT_MONTH})\.?|{any_of(names[0] for names in WORDS.months)}"
"""A full name with a dot ends its sentence."""
_CLEAR_MONTH = "|".join(name for name in _SHORT_MONTHS if name not in ("Mar", "Jun", "Jul"))
"""Short names that are no words or names without their dot."""
_WEEKDAY = any_of(WORDS.weekdays)
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_DAYS_BEFORE = r"(?P<list>(?:\d{1,2}(?:st|nd|rd|th)?, ){1,4}(?=\d{1,2}(?:st|nd|rd|th)?,? (?:and|or) \d))?"
_TO = r"(?:\s?-\s?|/| to | and | or |, and |, )"

_ANY_MONTH = re.compile(rf"\b(?:{_MONTH})\b")
_ANY_WEEKDAY = re.compile(rf"\b(?:{_WEEKDAY})\b")
_WEEKDAYS_JOINED = re.compile(
    rf"(?<![\w-])({_WEEKDAY})\.? ?(?:-| to ) ?({_WEEKDAY})(?![\w-])(\.(?!$|\s[A-Z]))?"
)
_SHORT_WEEKDAY = re.compile(rf"\b({_WEEKDAY})\b\.?(?=,? (?:\d|(?:{_MONTH})\b))")
_PART_OF_DAY = "morning|afternoon|evening|night|lunchtime|am|pm"
_WEEKDAY_CUED = re.compile(
    rf"(?P<cue>\b(?i:on|every|by|until|since|last|next|this|from) )(?P<day>{_WEEKDAY})(?![\w.]|-\w| [A-Z])"
    rf"|(?<![\w.])(?P<before>{_WEEKDAY})(?= (?:{_PART_OF_DAY})\b)"
)
_WEEKDAY_ALONE = re.compile(rf"(?<![Tt]he )(?<![\w.])({_WEEKDAY})\.(?!\w)")
_ISO = re.compile(rf"{START}(\d{{4}})([-/])(\d{{2}})\2(\d{{2}})(?![\w/-])")
_NUMERIC = re.compile(rf"{START}(?<!/)(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}|\d{{2}})(?![\w/-]|[.,]\d)")
_ACROSS = re.compile(
    rf"(?<=\d)(?:st|nd|rd|th)?\s?-\s?(?=(?:{_MONTH})\.? \d{{1,2}}\b)"
    rf"|(?<=\d )(?P<month>{_MONTH})\.?\s?-\s?(?=\d{{1,2}} (?:{_MONTH})\b)"
)
_MONTHS_JOINED = re.compile(rf"\b({_MONTH})\.?\s?([-/])\s?({_MONTH})\b(\.(?= [a-z\d]))?")
_DAY_MONTH = re.compile(
    rf"(?P<the>\b[Tt]he )?{START}(?<![:/]){_DAYS_BEFORE}{_DAY}(?:(?P<to>{_TO}){_DAY})?"
    rf"(?: of |[ -])(?P<month>{_MONTH})\b"
    r"(?P<dot>\.(?= \d{4}\b))?(?:(?:,? |-)(?P<year>\d{4})\b(?![.,:]\d|-\d))?"
)
_MONTH_DAY = re.compile(
    rf"\b(?P<month>{_BEFORE_NUMBER}) {_DAYS_BEFORE}{_DAY}(?:(?P<to>{_TO}){_DAY}(?! (?:{_MONTH})\b))?"
    r"(?P<year>,? \d{4}\b(?![.,:/]\d|-\d\d\b))?"
    r"(?![\w%:$€£]|[.,/]\d|-\d| (?:million|billion|per ?cent|people)\b)"
)
_MONTH_YEAR = re.compile(
    rf"\b(?P<month>{_BEFORE_NUMBER}),? (?:(?P<year>\d{{4}})\b(?![.,:/-]\d)|'(?P<short>\d\d)\b)"
)
_MONTH_AFTER = re.compile(
    r"(?P<cue>\b(?i:in|since|until|by|last|next|early|late|of|from) |\b[Mm]id-)"
    rf"(?P<month>{_CLEAR_MONTH})\b(?!\.|-| \d| ')"
)
_MONTH_ALONE = re.compile(rf"\b({_SHORT_MONTH})\.(?!\w)")
_DECADES = re.compile(r"(?<![\w.,-])(\d{3}0)s\s?-\s?(?='?\d0s\b|\d{3}0s\b)")
_DECADE = re.compile(r"(?<![\w.,])(?<![A-Z]-)'?(\d{3}0|\d0)'?s\b")
_UNTIL_NOW = re.compile(rf"{START}(1\d{{3}}|20\d\d)\s?-\s?(present|now|today|date)\b")
_SHORT_YEARS = re.compile(r"(?<!\w)'(\d{2})\s?-\s?(?='?\d{2}(?![\w'%]|[.,:/]\d))")
_SHORT_YEAR = re.compile(r"(?<!\w)'(\d{2})(?![\w'%]|[.,:/]\d)")
_YEARS = re.compile(rf"{START}(1\d{{3}}|20\d{{2}})\s?([-/])\s?(\d{{4}}|\d{{2}})(?![\w%/-]|[.,:]\d)")
_YEAR = re.compile(rf"{START}(?<![$€£#+])(\d{{4}})(?![\w%]|[.,:/]\d|-\d)")
_HOUSE = re.compile(rf" (?:[A-Z][a-z]+ ){{1,2}}(?:{'|'.join(sorted(set(WORDS.streets.values())))})\b")
_BETWEEN = re.compile(r"(?<=[Bb]etween )(1\d{3}|20\d\d)-(?=\d{4}\b)")


def read(line: str, style: Style) -> str:
    """Dates and times of day; years are read by `years` after money and units have been taken."""
    if _ANY_MONTH.search(line):
        line = applied(line, _IN_A_MONTH, style)
    return english_times.read(applied(line, _IN_FIGURES, style), style)


def names(line: str, style: Style) -> str:
    """Short names of days and months that stand without a number."""
    if _ANY_WEEKDAY.search(line):
        line = applied(line, _WEEKDAYS, style)
    if _ANY_MONTH.search(line):
        line = applied(line, _MONTHS, style)
    return line


def years(line: str, style: Style) -> str:
    """Decades, spans of years and single years."""
    return applied(line, _YEARS_ONLY, style)


def _month(written: str) -> str:
    return WORDS.months[_MONTH_NUMBER[written.rstrip(".")] - 1][0]


def _valid(year_: int, month: int, day: int) -> bool:
    try:
        date(year_, month, day)
    except ValueError:
        return False
    return True


def _date(match: re.Match[str], year_: int, month: str, day: str, style: Style) -> str:
    if not _valid(year_, int(month), int(day)):
        return match.group()
    name = WORDS.months[int(month) - 1][0]
    said_year = year(year_, american=style.american)
    if style.american:
        return f"{name} {ordinal(int(day))}, {said_year}"
    return f"the {ordinal(int(day))} of {name} {said_year}"


def _full_year(written: str) -> int:
    n = int(written)
    if len(written) == 4:
        return n
    return 2000 + n if n < 50 else 1900 + n


def _numeric(match: re.Match[str], style: Style) -> str:
    first, sign, second, written = match.groups()
    year_ = _full_year(written)
    as_day_first = _valid(year_, int(second), int(first))
    as_month_first = _valid(year_, int(first), int(second))
    if len(written) == 2 and sign != "/":
        return match.group()  # 4.3.21 and 5-10-20 are more often something else
    if as_day_first and as_month_first and first != second and style.day_first is None:
        # Either order is possible: saying the numbers says what is written and no more.
        return f"{cardinal(int(first))}, {cardinal(int(second))}, {year(year_)}"
    if as_day_first and (style.day_first is not False or not as_month_first):
        return _date(match, year_, second, first, style)
    return _date(match, year_, first, second, style) if as_month_first else match.group()


def _ordinals(match: re.Match[str], first: str, second: str | None, the: str) -> str | None:
    joint = match.group("to")
    before = re.findall(r"\d+", match.group("list") or "")
    if any(not 1 <= int(day) <= 31 for day in (*before, first, second or "1")):
        return None
    said = "".join(f"{ordinal(int(day))}, " for day in before) + ordinal(int(first))
    if not second or joint is None:
        return the + said
    joint = " to " if "-" in joint else " and " if joint == "/" else joint
    the_again = the.lower() if joint in (" to ", " or ") else ""
    return f"{the}{said}{joint}{the_again}{ordinal(int(second))}"


def _day_month(match: re.Match[str], style: Style) -> str:
    first, second = match.group(3), match.group(5)
    the, before = match.group("the") or "the ", ""
    said = _ordinals(match, first, second, the)
    if said is None and second and "," in match.group("to") and 1 <= int(second) <= 31:
        # John Roe, 45, 4 November: the first is no day
        before, said = match.string[match.start() : match.start(5)], f"the {ordinal(int(second))}"
    if said is None:
        return match.group()
    said = before + said
    said += f" of {_month(match.group('month'))}"
    if match.group("year"):
        said += f" {year(int(match.group('year')), american=style.american)}"
    return said


def _month_day(match: re.Match[str], style: Style) -> str:
    said = _ordinals(match, match.group(3), match.group(5), "")
    if said is None:
        return match.group()
    said = f"{_month(match.group('month'))} {said}"
    if match.group("year"):
        comma, _, digits_ = match.group("year").rpartition(" ")
        said += f"{comma} {year(int(digits_), american=style.american)}"
    return said


def _month_year(match: re.Match[str], style: Style) -> str:
    year_ = _full_year(match.group("year") or match.group("short"))
    return f"{_month(match.group('month'))} {year(year_, american=style.american)}"


def _across(match: re.Match[str]) -> str:
    month = match.group("month")
    return f"{month} to " if month else " to "


def _short(said: str, match: re.Match[str]) -> str:
    """With the dot of the abbreviation, where it also ends the sentence."""
    return said + ("." if starts_sentence(match.string, match.end()) else "")


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
    if n >= 1000 and _HOUSE.match(match.string, match.end()):
        return year(n, american=style.american)  # 1428 Elm Street
    if is_year(n, match.string, match.start(), match.end()):
        return year(n, american=style.american)
    return match.group()


_WEEKDAYS: tuple[Rule[Style], ...] = (
    Rule("", _WEEKDAYS_JOINED, lambda m, style: f"{WORDS.weekdays[m[1]]} to {WORDS.weekdays[m[2]]}"),
    Rule("", _WEEKDAY_CUED, lambda m, style: (m["cue"] or "") + WORDS.weekdays[m["day"] or m["before"]]),
    Rule(".", _WEEKDAY_ALONE, lambda m, style: _short(WORDS.weekdays[m.group(1)], m)),
)
_MONTHS: tuple[Rule[Style], ...] = (
    Rule(
        "-/",
        _MONTHS_JOINED,
        lambda m, style: f"{_month(m[1])} {'to' if m[2] == '-' else 'and'} {_month(m[3])}",
    ),
    Rule(".", _MONTH_ALONE, lambda m, style: _short(_month(m.group(1)), m)),
    Rule("", _MONTH_AFTER, lambda m, style: f"{m['cue']}{_month(m['month'])}"),
)
_IN_A_MONTH: tuple[Rule[Style], ...] = (
    Rule("", _SHORT_WEEKDAY, lambda m, style: WORDS.weekdays[m.group(1)]),
    Rule("-", _ACROSS, lambda m, style: _across(m)),
    Rule("", _DAY_MONTH, _day_month),
    Rule("", _MONTH_DAY, _month_day),
    Rule("", _MONTH_YEAR, _month_year),
)
_IN_FIGURES: tuple[Rule[Style], ...] = (
    Rule("-/", _ISO, lambda m, style: _date(m, int(m[1]), m[3], m[4], style)),
    Rule("/.-", _NUMERIC, _numeric),
)
_YEARS_ONLY: tuple[Rule[Style], ...] = (
    Rule("-", _UNTIL_NOW, lambda m, style: f"{m[1]} to {'the ' if m[2] == 'present' else ''}{m[2]}"),
    Rule("-", _DECADES, lambda m, style: f"{m.group(1)}s to "),
    Rule("s", _DECADE, lambda m, style: plural(_decade(int(m.group(1))))),
    Rule("'", _SHORT_YEARS, lambda m, style: f"{_two(m.group(1))} to "),
    Rule("'", _SHORT_YEAR, lambda m, style: _two(m.group(1))),
    Rule("-", _BETWEEN, lambda m, style: f"{m.group(1)} and "),
    Rule("-/", _YEARS, _span),
    Rule("", _YEAR, _single),
)
