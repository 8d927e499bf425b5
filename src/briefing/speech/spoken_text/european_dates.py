"""French, German or Spanish customs → the rules that say dates in figures, weekdays and times of day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.speech.spoken_text.european_customs import Customs, Place, place
from briefing.speech.spoken_text.rules import Rule, any_of

_ISO = re.compile(r"(?<![\w.,/-])(\d{4})-(\d\d)-(\d\d)(?![\w/-]|[.,]\d)")
_FULL = re.compile(
    r"(?<![\w.,/-])(?P<day>\d{1,2})(?:(?P<sign>[/-])(?P<month>\d{1,2})(?P=sign)|\. ?(?P<dotted>\d{1,2})\. ?)"
    r"(?P<year>\d{4}|\d{2})(?![\w/-]|[.,:]\d)"
)
_HOUR = r"[01]?\d|2[0-4]"
_HALF_TIME = re.compile(r"\d:\d{1,2}, $")
"""What stands before the score of the first half: 27:27 (14:12)."""
_LONGEST_ABBREVIATION = 5
"""Of a month's name; longer ones are other names (Jänner, setiembre), said as they are written."""


def rules(how: Customs) -> Sequence[Rule[Customs]]:
    """In the order in which they are to be tried."""
    spoken = {name: names[0] for names in how.words.months for name in names[1:] if _is_short(name)}
    return (
        Rule("-", _ISO, _iso),
        Rule("/-.", _FULL, _full),
        Rule("/", _day_and_month_pattern(how), _day_and_month),
        Rule("", _weekday_pattern(how), _weekday),
        Rule("", _month_pattern(how, spoken), lambda m, how: _month(m, spoken, how)),
        Rule("", _hours_pattern(how), _hours),
        Rule(":", _colon_pattern(how), _colon),
    )


def _day_and_month_pattern(how: Customs) -> re.Pattern[str]:
    """With zeros, or behind a word that asks for a day; "le 3/4 du temps" is a fraction."""
    return re.compile(
        r"(?<![\w.,/-])(?P<day>(?:0\d|[12]\d|3[01])(?=/0)|(?:0\d|1[3-9]|2\d|3[01])(?=/1))"
        r"/(?P<month>0\d|1[0-2])(?![\w/%]|[.,:-]\d)"
        rf"|(?<!\w)(?P<cue>(?i:{how.day_cues}) )(?P<day2>\d{{1,2}})/(?P<month2>\d{{1,2}})"
        r"(?![\w/%]|[.,:-]\d| d[eu][rs]? )"
    )


def _weekday_pattern(how: Customs) -> re.Pattern[str]:
    """Written short before a date."""
    days = any_of(how.words.weekdays)
    return re.compile(
        rf"(?<!\w)(?P<day>{days})(?:\.,? (?=\d{{1,2}}(?:er|/|\.? |\. ?\d{{1,2}}\.))"
        r"|, (?=\d{1,2}(?:er|/|\. )))"
    )


def _month_pattern(how: Customs, short: Iterable[str]) -> re.Pattern[str]:
    """Written short behind a day."""
    months = any_of(name for names in how.words.months for name in names)
    return re.compile(
        rf"(?<=\d)(?P<between>(?:\.º|[º°]|er|\.)? (?:de )?)(?P<name>{any_of(short)})(?:\.|(?!\w))"
        rf"(?! (?:{months})\b)"
    )


def _hours_pattern(how: Customs) -> re.Pattern[str]:
    """18.42 Uhr, 9-12 Uhr, 18.30 h."""
    first = rf"(?P<h1>{_HOUR})(?:[.:](?P<m1>[0-5]\d))?(?P<joint>{how.joints})"
    return re.compile(
        rf"(?<![\w:.,/-])(?:{first})?(?P<h>{_HOUR})(?:[.:](?P<m>[0-5]\d))? ?(?:{how.hours_behind})(?!\w)"
    )


def _colon_pattern(how: Customs) -> re.Pattern[str]:
    """18:42, 9:00-12:30, and 2:05:12 with or without the name of the hours."""
    hours = f"{how.hours_behind}|{how.words.units[how.durations[0]].many}"
    return re.compile(
        rf"(?<![\w:.,/-])(?P<h>{_HOUR}):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d)(?: (?:{hours})(?!\w))?)?"
        rf"(?: ?- ?(?P<h2>{_HOUR}):(?P<m2>[0-5]\d))?(?![\w:]|[.,-]\d)"
    )


def _is_short(name: str) -> bool:
    return len(name) <= _LONGEST_ABBREVIATION


def _said(match: re.Match[str], day: str, month: str, year: str | None, how: Customs) -> str:
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return match.group()
    n = None if year is None else int(year)
    if year is not None and n is not None and len(year) == 2:
        n += 2000 if n < 50 else 1900
    return how.date(int(day), int(month), n, place(match))


def _iso(match: re.Match[str], how: Customs) -> str:
    year, month, day = match.groups()
    return _said(match, day, month, year, how)


def _full(match: re.Match[str], how: Customs) -> str:
    year = match["year"]
    if len(year) == 2 and (match["sign"] == "-" or (match["dotted"] and len(match.group()) < 8)):
        return match.group()  # a score of sets, a version
    return _said(match, match["day"], match["month"] or match["dotted"], year, how)


def _day_and_month(match: re.Match[str], how: Customs) -> str:
    day, month = match["day"] or match["day2"], match["month"] or match["month2"]
    cue = match["cue"] or ""
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return match.group()
    where = place(match)
    if cue:
        where = Place(before=cue, after=where.after)
    return cue + how.date(int(day), int(month), None, where)


def _weekday(match: re.Match[str], how: Customs) -> str:
    return f"{how.words.weekdays[match['day']]}{', ' if ',' in match.group() else ' '}"


def _month(match: re.Match[str], spoken: dict[str, str], how: Customs) -> str:
    ends = match.group().endswith(".") and match.end() == len(match.string)
    between = match["between"] if how.of_month in match["between"] else match["between"] + how.of_month
    return between + spoken[match["name"]] + ("." if ends else "")


def _hours(match: re.Match[str], how: Customs) -> str:
    said = how.clock(int(match["h"]), _minute(match["m"]), named=True)
    if match["joint"] is None:
        return said
    if match["m1"] is None:
        first = how.number(match["h1"])
    else:
        first = how.clock(int(match["h1"]), _minute(match["m1"]), named=True)
    joint = match["joint"]
    return f"{first} {how.to} {said}" if joint.strip() == "-" else f"{first}{joint}{said}"


def _minute(written: str | None) -> int | None:
    return None if written is None else int(written)


def _is_score(where: Place, how: Customs) -> bool:
    near = {word.casefold() for word in re.findall(r"[^\W\d_]+", where.before + where.after)}
    return (
        bool(near & how.contest)
        or where.last_word.casefold() in how.before_scores
        or bool(_HALF_TIME.search(where.before))
    )


def _colon(match: re.Match[str], how: Customs) -> str:
    if match["s"]:
        return how.duration(int(match["h"]), int(match["m"]), int(match["s"]))
    where = place(match)
    if where.last_word.casefold() not in how.before_times and _is_score(where, how):
        return match.group()
    said = how.clock(int(match["h"]), int(match["m"]), named=False)
    if match["h2"]:
        said += f" {how.to} {how.clock(int(match['h2']), int(match['m2']), named=False)}"
    return said
