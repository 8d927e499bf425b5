"""A line → the same with its dates, hours and years in Arabic words."""

from __future__ import annotations

import re

from briefing.speech.spoken_text import arabic_case
from briefing.speech.spoken_text.arabic_counting import NOUN, PREFIX, WORD, joined, magnitude
from briefing.speech.spoken_text.arabic_nouns import WORDS, bare, dual, is_feminine, is_plural, is_singular
from briefing.speech.spoken_text.arabic_numbers import cardinal, ordinal
from briefing.speech.spoken_text.rules import Rule, any_of, applied

_MONTHS = {name: i for i, names in enumerate(WORDS.months, 1) for name in names}
_MONTH = "(?:" + "|".join(sorted([*_MONTHS, *WORDS.other_months], key=len, reverse=True)) + r")(?!\w)"
_NUMBERED = "|".join(sorted((word.removeprefix("ال") for word in WORDS.numbered), key=len, reverse=True))
_START = rf"(?<![\w.,/])(?:(?P<prefix>{PREFIX}) ?(?=\d))?"
_END = r"(?![\w/-]|[.,]\d)"
_TO = r" ?(?P<to>-|/|و|إلى|الى|أو|حتى) ?"
_ERA = r"(?: ?(?P<era>ه|م|للهجرة|هجرية|هجري|ميلادية|ميلادي)(?!\w))?"
_IN_YEAR = r"(?:من )?(?:(?:عام|العام|سنة) )?"
_THE_HOUR = r"(?<!\w)[وفبلك]?(?:ال|لل)ساعة "
_HALF = r"(?P<half> ?[صم](?!\w))?"

_ANY_MONTH = re.compile(_MONTH)
_DAY_MONTH = re.compile(
    rf"{_START}(?P<day>\d{{1,2}})(?:{_TO}(?P<day2>\d{{1,2}}))? (?:من )?(?P<month>(?:شهر )?{_MONTH})"
    rf"(?P<twin>(?: ?/ ?| ){_MONTH})?(?:(?P<joint>،? {_IN_YEAR})(?P<year>\d{{4}}){_ERA}{_END})?"
)
_MONTH_YEAR = re.compile(
    rf"(?<!\w)(?P<before>{_MONTH}(?: ?/ ?{_MONTH})? {_IN_YEAR})(?P<year>\d{{4}}){_ERA}{_END}"
)
_NUMERIC = re.compile(
    rf"{_START}(?P<first>\d{{1,2}})(?P<joint>[/.-])(?P<second>\d{{1,2}})(?P=joint)(?P<year>\d{{4}}){_END}"
)
_YEAR_FIRST = re.compile(
    rf"{_START}(?P<year>\d{{4}})(?P<joint>[/-])(?P<second>\d{{1,2}})(?P=joint)(?P<first>\d{{1,2}}){_END}"
)
_MONTH_NUMBER_YEAR = re.compile(rf"(?<![\w.,/-])(0?[1-9]|1[0-2])/((?:19|20)\d{{2}}){_END}")
_DAY_MONTH_NUMBERS = re.compile(
    rf"(?<!\w)(?P<cue>[وفبلك]?(?:(?:{'|'.join(WORDS.day_cues)})|(?P<weak>في|منذ|حتى|من|إلى)) )"
    rf"(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}}){_END}"
)
_HOUR_MINUTE = re.compile(
    rf"(?P<cue>{_THE_HOUR})?{_START}(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![\w:/]|[.,-]\d){_HALF}"
)
_DURATION = re.compile(rf"{_START}(?P<hours>\d{{1,2}}):(?P<minutes>[0-5]\d):(?P<seconds>[0-5]\d){_END}")
_HOUR = re.compile(
    rf"(?P<cue>{_THE_HOUR}){_START}(?P<hour>[01]?\d|2[0-4])(?:\.(?P<minute>[0-5]\d))?"
    rf"(?![\w:/%]|[.,-]\d){_HALF}"
)
_HOUR_OF_DAY = re.compile(
    rf"{_START}(?:(?P<first>\d|1[0-2])(?P<joint> ?(?:-|و|إلى|الى|أو|حتى) ?))?(?P<hour>\d|1[0-2])"
    rf"(?P<half> ص(?!\w)|(?= (?:{'|'.join(WORDS.hour_cues)})[\u064b-\u0652]*(?!\w)))"
)
_ERAS = {"م": "ميلادية", "ه": "للهجرة"}
_HALVES = {"ص": " صباحا", "م": " مساء"}
_YEAR_AFTER = re.compile(
    rf"(?<!\w)(?P<word>[وفبلك]?(?:ال|لل)?(?:{'|'.join(WORDS.year_cues)})) "
    rf"(?P<year>\d{{3,4}})(?:{_TO}(?P<year2>\d{{4}}))?{_ERA}(?![\w%]|[.,/:-]\d)"
)
_BARE_YEAR = re.compile(
    r"(?<!\w)(?P<word>[وف]?(?:في|منذ|حتى|قبل|بعد|خلال|من|إلى|الى|بين)) (?P<year>(?:19|20)\d{2})"
    rf"(?:{_TO}(?P<year2>(?:19|20)\d{{2}}))?{_ERA}(?![\w%$€£]|[.,/:-]\d)(?: (?P<noun>{NOUN}))?"
)
_ERA_YEAR = re.compile(r"(?<![\w.,/-])(?:(?P<year>\d{1,4}) ?ه|(?P<our_year>1\d{3}|20\d{2})م)(?!\w)")
_ORDINAL = re.compile(
    rf"(?<!\w)(?P<noun>(?P<article>[وف]?(?:[بك]?ال|لل))(?P<stem>{_NUMBERED})) (?P<number>\d{{1,2}})"
    rf"(?![\w%:/]|[.,-]\d| ?{_MONTH})"
)
_SEVERAL = {
    form.removeprefix("ال"): is_feminine(one)
    for one in WORDS.numbered
    for form in (dual(one), dual(one, nominative=True), *WORDS.nouns.get(one.removeprefix("ال"), ()))
}
_ORDINALS = re.compile(
    rf"(?<!\w)(?P<noun>[وف]?(?:[بك]?ال|لل)(?P<form>{any_of(_SEVERAL)})) "
    rf"(?P<numbers>\d{{1,2}}(?:،? ?و ?\d{{1,2}}){{1,5}})(?![\w%:/]|[.,-]\d| ?{_MONTH})"
)


def read(line: str, region: str) -> str:
    """Dates, hours, years, then what is numbered (المادة 7); `region` decides the names of months."""
    line = applied(line, _IN_FIGURES, region)
    if _ANY_MONTH.search(line):
        line = applied(line, _IN_A_MONTH, region)
    return applied(line, _OTHERS, region)


def _month_name(month: int, region: str) -> str:
    regional = WORDS.regional_months.get(region)
    return regional[month - 1] if regional else WORDS.months[month - 1][0]


def _day(written: str) -> str | None:
    return ordinal(int(written)) if 1 <= int(written) <= 31 else None


def _numeric(match: re.Match[str], region: str) -> str:
    first, second = int(match.group("first")), int(match.group("second"))
    if second > 12 >= first and "year" in match.groupdict() and match.re is _NUMERIC:
        first, second = second, first
    if not (1 <= first <= 31 and 1 <= second <= 12):
        return match.group()
    said = f"{ordinal(first)} من {_month_name(second, region)} {cardinal(int(match.group('year')))}"
    return joined(match.group("prefix"), said)


def _after_cue(match: re.Match[str], region: str) -> str:
    day, month = int(match.group("day")), int(match.group("month"))
    fraction = match.group("weak") and day < month <= 10
    if not (1 <= day <= 31 and 1 <= month <= 12) or fraction:
        return match.group()
    return f"{match.group('cue')}{ordinal(day)} من {_month_name(month, region)}"


def _year(match: re.Match[str], *, feminine: bool = False) -> str:
    return cardinal(int(match.group("year")), feminine=feminine) + _era(match)


def _era(match: re.Match[str]) -> str:
    era = match.group("era")
    return f" {_ERAS.get(era, era)}" if era else ""


def _day_month(match: re.Match[str]) -> str:
    said = _day(match.group("day"))
    if said is None:
        return match.group()
    if match.group("day2"):
        second = _day(match.group("day2"))
        if second is None:
            return match.group()
        joint = match.group("to")
        said += f" و{second}" if joint == "و" else f" {'إلى' if joint == '-' else joint} {second}"
    said += f" من {match.group('month')}" + (match.group("twin") or "").replace("/", " ").replace("  ", " ")
    if match.group("year"):
        joint = match.group("joint")
        said += joint + _year(match, feminine="سنة" in joint)
    return joined(match.group("prefix"), said.replace("  ", " "))


def _parts(match: re.Match[str]) -> str:
    """2:05:30 as hours, minutes and seconds, each with its figure: they are counted later."""
    nouns = {"hours": ("ساعة", "ساعات"), "minutes": ("دقيقة", "دقائق"), "seconds": ("ثانية", "ثوان")}
    parts = [(int(match[group]), one, many) for group, (one, many) in nouns.items()]
    return " و".join(f"{n} {many if 3 <= n <= 10 else one}" for n, one, many in parts if n)


def _clock(match: re.Match[str]) -> str:
    groups = match.groupdict()
    hour, minute = int(groups["hour"]), int(groups.get("minute") or 0)
    half = _HALVES.get((groups.get("half") or "").strip(), "")
    said = _hour(hour, minute)
    if groups.get("first"):
        joint = groups["joint"].strip().replace("-", "إلى")
        said = f"{_hour(int(groups['first']), 0)} {joint}{'' if joint == 'و' else ' '}{said}"
    said = joined(groups.get("prefix"), said)
    return f"{groups.get('cue') or ''}{said}{half}"


def _hour(hour: int, minute: int) -> str:
    quarter_to = minute == 45 and hour <= 12  # nobody says "a quarter to nineteen"
    hour = (hour + quarter_to) % 24 if hour != 12 or not quarter_to else 1
    if hour == 0:
        said = "منتصف الليل" if minute == 0 else "الثانية عشرة"
    else:
        said = "الواحدة" if hour == 1 else ordinal(hour, feminine=True)
    named = {0: "", 15: " والربع", 20: " والثلث", 30: " والنصف"}
    if quarter_to or minute in named:
        return said + (" إلا ربعا" if quarter_to else named[minute])
    if minute <= 2:
        return f"{said} و{'دقيقة' if minute == 1 else 'دقيقتين'}"
    return f"{said} و{cardinal(minute, feminine=True)} {'دقائق' if minute <= 10 else 'دقيقة'}"


def _year_after(match: re.Match[str]) -> str:
    word = match.group("word")
    feminine = "سن" in word
    said = f"{word} {cardinal(int(match.group('year')), feminine=feminine)}"
    if match.group("year2"):
        second = cardinal(int(match.group("year2")), feminine=feminine)
        joint = match.group("to")
        if joint == "و" or (joint == "-" and word.endswith("بين")):
            said += f" و{second}"
        else:
            said += f" {'إلى' if joint in '-/' else joint} {second}"
    return said + _era(match)


def _with_era(match: re.Match[str]) -> str:
    word = match.string[max(0, match.start() - 6) : match.start()]
    year, era = (match["year"], "للهجرة") if match["year"] else (match["our_year"], "ميلادية")
    return f"{cardinal(int(year), feminine='سنة' in word)} {era}"


def _bare_year(match: re.Match[str]) -> str:
    """Behind a preposition: a year, unless it counts the noun behind it (في 2000 منزل)."""
    noun = match.group("noun")
    if noun and not match.group("year2"):
        in_accusative = bare(noun).endswith("ا") and is_singular(bare(noun)[:-1])
        if in_accusative or (is_singular(noun) and match.group("year").endswith("00")):
            return match.group()
    return _year_after(match) + (f" {noun}" if noun else "")


def _counts(n: int, following: str) -> bool:
    """Whether the number counts the word behind it: شهدت القمة 20 اجتماعا."""
    word = re.match(f" ({WORD})", following)
    noun = bare(word[1]) if word else ""
    if n <= 10:
        return n > 2 and not noun.startswith("ال") and is_plural(noun)
    in_accusative = noun.endswith("ا") and is_singular(noun[:-1])
    return in_accusative or magnitude(noun) is not None or (noun.endswith("ة") and is_singular(noun))


def _numbered(match: re.Match[str]) -> str:
    n = int(match.group("number"))
    if n == 0 or _counts(n, match.string[match.end() : match.end() + 32]):
        return match.group()
    prefix, stem = match.group("article"), match.group("stem")
    before = match.string[max(0, match.start() - 160) : match.start()]
    case = arabic_case.of_noun(before, prefix, match.string[match.end() : match.end() + 40])
    return f"{match.group('noun')} {ordinal(n, feminine=is_feminine(f'ال{stem}'), case=case)}"


def _each_numbered(match: re.Match[str]) -> str:
    feminine = _SEVERAL[match.group("form")]
    said = (ordinal(int(n), feminine=feminine) for n in re.findall(r"\d+", match.group("numbers")) if int(n))
    return f"{match.group('noun')} {' و'.join(said)}"


_IN_FIGURES: tuple[Rule[str], ...] = (
    Rule("/.-", _NUMERIC, _numeric),
    Rule("/-", _YEAR_FIRST, _numeric),
    Rule("/", _DAY_MONTH_NUMBERS, _after_cue),
)
_IN_A_MONTH: tuple[Rule[str], ...] = (
    Rule("", _DAY_MONTH, lambda m, _: _day_month(m)),
    Rule("", _MONTH_YEAR, lambda m, _: m.group("before").replace("/", " ") + _year(m)),
)
_OTHERS: tuple[Rule[str], ...] = (
    Rule(
        "/", _MONTH_NUMBER_YEAR, lambda m, region: f"{_month_name(int(m[1]), region)} {cardinal(int(m[2]))}"
    ),
    Rule(":", _DURATION, lambda m, _: f"{m['prefix'] or ''}{_parts(m)}"),
    Rule(":", _HOUR_MINUTE, lambda m, _: _clock(m)),
    Rule("س", _HOUR, lambda m, _: _clock(m)),
    Rule("صمظعفلق", _HOUR_OF_DAY, lambda m, _: _clock(m)),
    Rule("", _YEAR_AFTER, lambda m, _: _year_after(m)),
    Rule("", _BARE_YEAR, lambda m, _: _bare_year(m)),
    Rule("هم", _ERA_YEAR, lambda m, _: _with_era(m)),
    Rule("ل", _ORDINALS, lambda m, _: _each_numbered(m)),
    Rule("ل", _ORDINAL, lambda m, _: _numbered(m)),
)
