"""A line → the same with its times of day, spans of hours and running times in English words."""

from __future__ import annotations

import re

from briefing.speech.spoken_text.english_context import START, WORDS, Style, near, starts_sentence
from briefing.speech.spoken_text.english_numbers import cardinal, clock, digits
from briefing.speech.spoken_text.rules import Rule, applied

_ZONE = r"(?:GMT|UTC|BST|CET|CEST|EET|MSK|[ECMP][SD]?T|AEST|AEDT|IST|JST|Z)\b"
_HALF = r"(?:[ap]\.\s?m\.|[ap]\.m\b|[ap]m\b|[AP]M\b|[AP]\.M\.)"
_CLOCK = r"\d{1,2}(?:[:.]\d{2})?"

_SPAN = re.compile(
    rf"(?P<half>{START}{_CLOCK}\s?{_HALF})\s?-\s?(?=(?:{_CLOCK}\s?{_HALF}|noon\b|midnight\b))"
    rf"|(?P<hours>{START}\d{{1,2}}:[0-5]\d)\s?-\s?(?=\d{{1,2}}:[0-5]\d(?!\d))"
    rf"|(?P<word>\b(?:[Nn]oon|[Mm]idnight))\s?-\s?(?={_CLOCK}\s?{_HALF})"
)
_TWELVE_HOURS = re.compile(
    rf"{START}(?:(\d{{1,2}})(?:[:.](\d{{2}}))?(?P<to>\s?-\s?| to | or | and |/))?"
    rf"(\d{{1,2}})(?:[:.](\d{{2}}))?\s?(?P<half>{_HALF})"
)
_HUNDREDTHS = re.compile(rf"{START}(\d{{1,2}}):([0-5]\d)\.(\d{{1,3}})(?![\w:])")
_WITH_SECONDS = re.compile(rf"{START}(\d{{1,2}}):([0-5]\d):([0-5]\d)(?![\w:])")
_TWENTY_FOUR_HOURS = re.compile(
    rf"{START}([01]?\d|2[0-4]):([0-5]\d)(?![\w:]|\.\d|,\d{{3}})(?P<zone> ?(?:{_ZONE}|hours?\b|hrs\b))?"
)
_DOTTED_CLOCK = re.compile(
    rf"{START}([01]?\d|2[0-4])\.([0-5]\d)(?= (?:{_ZONE}|local time\b|o'clock\b))"
    r"|(?<=[Tt]he )([01]?\d|2[0-4])\.([0-5]\d)"
    r"(?= (?:train|bus|service|ferry|flight|bulletin|news|kick-off|to|from)\b)"
)
_AT_CLOCK = re.compile(
    rf"(?<=\bat |\bby ){START}([1-9]|1\d|2[0-3])\.([0-5]\d)(?![\w%]|[.,:-]\d| (?:per|million|billion)\b)"
)
_MILITARY = re.compile(rf"{START}([01]\d|2[0-4])([0-5]\d)(?:(?= ?{_ZONE})| ?(?P<hours>hours|hrs)\b)")
_HOURS_MINUTES = re.compile(
    rf"{START}(\d{{1,2}}) ?(?:h|hrs?) ?(\d{{1,2}}) ?(?:m|mins?)(?: ?(\d{{1,2}}) ?(?:s|secs?))?\b"
)
_MINUTES_SECONDS = re.compile(rf"{START}(\d{{1,2}}) ?(?:m|mins?) ?(\d{{1,2}}(?:\.\d{{1,3}})?) ?(?:s|secs?)\b")
_SECONDS = re.compile(rf"{START}(\d{{1,3}})\.(\d{{1,3}}) ?s\b")
_RATIO = re.compile(rf"{START}(\d{{1,3}}):(\d{{1,3}})(?![\w:]|[.,]\d)")
_LATE = re.compile(r"(?<!\d)(?:1[3-9]|2[0-4])[:.][0-5]\d")
_CLOCK_CUES = frozenset(WORDS.clock_cues)
_DAYS = frozenset({*WORDS.weekdays.values(), *(name for names in WORDS.months for name in names)})


def read(line: str, style: Style) -> str:
    return applied(line, _RULES, style)


def _span(match: re.Match[str]) -> str:
    return f"{match.group('half') or match.group('hours') or match.group('word')} to "


def _twelve_hours(match: re.Match[str]) -> str:
    first, first_minute, joint, hour, minute, half = match.groups()
    if int(hour) > 12 or int(minute or 0) > 59 or int(first or 0) > 12 or int(first_minute or 0) > 59:
        return match.group()
    said = clock(int(hour), int(minute or 0))
    if first:
        joint = joint if joint in (" or ", " and ") else " to "
        said = f"{clock(int(first), int(first_minute or 0))}{joint}{said}"
    said += f" {half[0].upper()}M"
    return said + "." if half.endswith(".") and _ends_sentence(match.string, match.end()) else said


def _ends_sentence(line: str, end: int) -> bool:
    """Behind "p.m." a capital letter begins a sentence, unless it is a day, a month or a zone."""
    if starts_sentence(line, end):
        return True
    found = re.match(r" ([A-Z][a-z]+)", line[end : end + 20])
    return (
        bool(found)
        and found is not None
        and found.group(1) not in _DAYS | {"Eastern", "Pacific", "Central", "Local", "Mountain"}
    )


def _twenty_four_hours(match: re.Match[str]) -> str:
    zone = (match.group("zone") or "").strip()
    hour, minute = int(match.group(1)), int(match.group(2))
    if hour == 0 and minute and not zone.startswith("h"):
        return f"{clock(12, minute)} AM{f' {zone}' if zone else ''}"
    if zone:
        said = _on_the_hour(match.group(1), match.group(2))
        return f"{said} hours" if zone.startswith("h") else f"{said} {zone}"
    if minute == 0 and hour in (0, 24):
        return "midnight"
    if match.group(1).startswith("0") and _is_late_beside(match):
        return _on_the_hour(match.group(1), match.group(2))
    if minute == 0:
        return f"{cardinal(hour)} hundred" if hour > 12 else f"{cardinal(hour)} o'clock"
    return clock(hour, minute)


def _is_late_beside(match: re.Match[str]) -> bool:
    """Whether a time after noon stands near: then "06:00" is of the same clock."""
    return bool(_LATE.search(match.string[max(0, match.start() - 40) : match.end() + 40]))


def _ratio(first: str, second: str) -> str:
    if len(second) == 2 and int(first) > 24 and int(second) < 60:  # minutes and seconds of a race
        return f"{cardinal(int(first))} {_two(second)}"
    return f"{cardinal(int(first))} to {cardinal(int(second))}"


def _on_the_hour(hour: str, minute: str) -> str:
    said = cardinal(int(hour))
    if hour.startswith("0"):
        said = "midnight" if (int(hour), int(minute)) == (0, 0) else f"oh {said}" if int(hour) else "zero"
    if minute != "00":
        return f"{said} {_two(minute)}"
    return said if said == "midnight" else f"{said} hundred"


def _two(written: str) -> str:
    return f"oh {digits(written[1])}" if written.startswith("0") else cardinal(int(written))


def _military(match: re.Match[str]) -> str:
    said = _on_the_hour(match.group(1), match.group(2))
    return f"{said} hours" if match.group("hours") else said


def _counted(n: str, unit: str) -> str:
    whole, _, part = n.partition(".")
    said = f"{cardinal(int(whole))} point {digits(part)}" if part else cardinal(int(whole))
    return f"{said} {unit}{'' if n == '1' else 's'}"


def _lasting(match: re.Match[str]) -> str:
    """2h 30m, 1hr 5min 3sec."""
    parts = zip(match.groups(), ("hour", "minute", "second"), strict=True)
    return " ".join(_counted(n, unit) for n, unit in parts if n)


_RULES: tuple[Rule[Style], ...] = (
    Rule("h", _HOURS_MINUTES, lambda m, _: _lasting(m)),
    Rule("s", _MINUTES_SECONDS, lambda m, _: f"{_counted(m[1], 'minute')} {_counted(m[2], 'second')}"),
    Rule("s", _SECONDS, lambda m, _: _counted(f"{m[1]}.{m[2]}", "second")),
    Rule("-", _SPAN, lambda m, _: _span(m)),
    Rule("mM", _TWELVE_HOURS, lambda m, _: _twelve_hours(m)),
    Rule(":", _HUNDREDTHS, lambda m, _: f"{clock(int(m[1]), int(m[2]))} point {digits(m[3])}"),
    Rule(":", _WITH_SECONDS, lambda m, _: f"{clock(int(m[1]), int(m[2]))} {_two(m[3])}"),
    Rule(":", _TWENTY_FOUR_HOURS, lambda m, _: _twenty_four_hours(m)),
    Rule(".", _DOTTED_CLOCK, lambda m, _: clock(int(m[1] or m[3]), int(m[2] or m[4]))),
    Rule(".", _AT_CLOCK, lambda m, _: clock(int(m[1]), int(m[2])) if near(m, _CLOCK_CUES) else m.group()),
    Rule("TCZh", _MILITARY, lambda m, _: _military(m)),
    Rule(":", _RATIO, lambda m, _: _ratio(m.group(1), m.group(2))),
)
