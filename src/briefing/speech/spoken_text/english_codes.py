"""A line → the same with names of letters and digits as they are said: MH370, F-16, A320neo, 5G, H5N1."""

from __future__ import annotations

import re

from briefing.speech.spoken_text.english_context import START, Style, is_counted, last_word, next_word
from briefing.speech.spoken_text.english_numbers import cardinal, digits, plural, year
from briefing.speech.spoken_text.rules import Rule, applied

_AIRLINER = re.compile(
    r"(?<=[Bb]oeing )(7\d7)(?:-(\d{1,4}))?(s?)\b|(?<![\w.,$€£-])(7\d7)(?:-(\d{1,3}(?:ER)?)\b|(s)\b"
    r"|(?= (?:MAX|Max|Dreamliner|jet|jets|aircraft|plane|planes|freighter)))"
)
_FLIGHT = re.compile(r"\b([Ff]light(?: [A-Z]{2})?|[Ff]light [A-Z]{2}) ?(\d{2,4})(?![\w.,]*\d)")
_ROOM = re.compile(
    r"(?<!\w)((?:[Rr]oom|[Ss]uite|[Ff]lat|[Uu]nit|[Aa]partment|[Ll]ocker)s?)"
    r" (\d)?(\d)(\d\d)(?![\w]|[.,:/]\d|-\d)"
)
_PARAGRAPH = re.compile(rf"{START}([1-9])(\d)(\d)(?: ([a-z])|(?<=401)(k))(?!\w)")
_TAX_LAW = frozenset({"401", "403", "457", "501", "527"})
"""Sections of the American tax code that give things their names, with a letter: 401(k)."""
_JOINED = re.compile(r"(?<![\w.-])([A-Z])(\d{1,2})-(?=\1\d{1,2}(?![\w-]))")
_DOTTED = re.compile(r"(?<![\w.])([A-Z]{1,5})(?:\.?\d{1,3}(?=[.]))?(?:\.\d{1,3}){1,4}(?![\w]|[.,]\d)")
_WITH_DECIMAL = re.compile(r"(?<![\w.])([A-Z]{2,4}|v)(\d{1,2}\.\d{1,2})(?![\w]|[.,]\d)")
_LETTER_CODE = re.compile(r"(?<![\w.])([A-Z]{1,5})-?(\d{1,4})(neo|s?)(?![\w]|[.,:/]\d|-\d)")
_MODEL = re.compile(r"(?<![\w.])([A-Z]{1,3})-?(\d{1,3})(?:-(\d{1,4})|([A-Z]))(s?)(?![\w-]|[.,:/]\d)")
_WORD_NUMBER = re.compile(
    r"(?<![\w.-])([A-Za-z]+[a-z][A-Za-z]*|[A-Z]{2,8}(?:-[A-Z][A-Za-z]+)?)-(\d{1,3})(s?)(?![\w-]|[.,:/]\d)"
)
_GLUED = re.compile(r"(?<![\w.@/-])([A-Z][A-Za-z]*[a-z])(\d{1,4})(?![\w]|[.,:/]\d|-\d)")
_MIXED = re.compile(r"(?<!\w)[A-Z](?:\d[A-Z]){1,2}\d?(?!\w)")
_NUMBER_LETTER = re.compile(rf"{START}(\d{{1,4}})([A-Z]{{1,2}}|[a-fp])(?!\w)")
_FISCAL = re.compile(r"(?<![\w.])(FY|CY|AY)-? ?(?:(\d{4})(?:[/-](\d{2}))?|(\d{2}))(?![\w]|[.,:/]\d)")
_PLUS_BEHIND = re.compile(r"(?<=[A-Za-z])\+(?=\s|[,.;:!?]|$|-)")
_DOCKET = re.compile(r"(?<![\w.])(?P<cue>(?:No|no)\.? ?)(\d{1,3})-(\d{3,5})(?![\w-]|[.,]\d)")
_SIGNS_BEHIND = re.compile(r"(?<=\b[A-Z])(?:\+\+|#)(?!\w)")  # C++, C#
_CELSIUS = frozenset({"C", "F"})
_ROADS = frozenset("ABM")


def read(line: str, style: Style) -> str:
    """Letters and digits that name something; before plain numbers, after measures and years."""
    return applied(line, _RULES, style)


def early(line: str, style: Style) -> str:
    """Names that dates, ranges or measures would take for their own."""
    return applied(line, _EARLY, style)


def _code(letters: str, written: str) -> str:
    if written.startswith("0"):
        return digits(written)
    n = int(written)
    if len(written) < 3 or n % 100 == 0:
        return cardinal(n)
    if len(written) == 3 and len(letters) == 1:
        if n % 100 > 9:
            return f"{digits(written[0])} {cardinal(n % 100)}"  # A380 is "three eighty"
        return f"{digits(written[0])} oh {digits(written[2])}"  # A303 is "three oh three"
    if len(written) == 4 and len(letters) > 2 and 1900 <= n <= 2099:
        return year(n)
    return digits(written)


def _plural_if(said: str, s: str | None) -> str:
    return plural(said) if s else said


def _letter_code(match: re.Match[str]) -> str:
    letters, written, behind = match.groups()
    said = _code(letters, written)
    return f"{letters} {said} neo" if behind == "neo" else f"{letters} {_plural_if(said, behind)}"


def _model(match: re.Match[str]) -> str:
    """F-35B, A350-1000, H-1B."""
    letters, written, series, letter, s = match.groups()
    said = f"{letters} {_code(letters, written)}"
    if letter:
        return f"{said} {letter}{s}"
    return f"{said} {_plural_if(cardinal(int(series)), s)}"


def _airliner(match: re.Match[str]) -> str:
    first, series, s, second, second_series, second_s = match.groups()
    said = digits(first or second)
    series = series or second_series
    if series:
        number = series.removesuffix("ER")
        said += f" {cardinal(int(number))}{' ER' if series.endswith('ER') else ''}"
    return _plural_if(said, s or second_s)


def _flight(match: re.Match[str]) -> str:
    name, written = match.groups()
    named = name[-1].isupper()
    return f"{name} {cardinal(int(written)) if len(written) == 2 and not named else digits(written)}"


def _room(match: re.Match[str]) -> str:
    """Room 101 is "one oh one", Room 2024 "twenty twenty-four"."""
    name, thousands, hundreds, rest = match.groups()
    if is_counted(next_word(match.string, match.end())):
        return match.group()  # The flat 150 metres away
    floor = cardinal(int((thousands or "") + hundreds))
    if rest == "00":
        return f"{name} {floor} hundred"
    return f"{name} {floor} {f'oh {digits(rest[1])}' if rest[0] == '0' else cardinal(int(rest))}"


def _glued(match: re.Match[str]) -> str:
    name, written = match.groups()
    n = int(written)
    return f"{name} {year(n) if 1900 <= n <= 2099 else digits(written) if written[0] == '0' else cardinal(n)}"


def _number_letter(match: re.Match[str]) -> str:
    written, letters = match.groups()
    if letters == "p":
        return (
            match.group()
            if written not in ("480", "720", "1080", "1440", "2160")
            else f"{_screen(written)} p"
        )
    if len(written) == 4:
        return match.group()
    if len(written) == 3 and int(written) % 100 and letters not in _CELSIUS:
        return f"{digits(written)} {letters.upper()}"  # 221B is "two two one B"
    return f"{cardinal(int(written))} {letters.upper()}"


def _screen(written: str) -> str:
    return f"{cardinal(int(written[:-2]))} {cardinal(int(written[-2:]))}"


def _paragraph(match: re.Match[str]) -> str:
    """401(k), 501(c)(3), 403(b) of American law: four oh one K."""
    hundreds, tens, ones = match.group(1, 2, 3)
    letter = match.group(4) or match.group(5)
    if hundreds + tens + ones not in _TAX_LAW and last_word(match.string, match.start()).lower() != "section":
        return match.group()
    rest = f"oh {digits(ones)}" if tens == "0" else cardinal(int(tens + ones))
    return f"{digits(hundreds)} {rest} {letter.upper()}"


def _dotted(match: re.Match[str]) -> str:
    """B.1.1.7, BA.2: a lineage is said without its points."""
    parts = match.group().split(".")
    letters = parts[0].rstrip("0123456789")
    numbers = [parts[0][len(letters) :], *parts[1:]]
    return " ".join([letters, *(cardinal(int(part)) for part in numbers if part)])


def _with_decimal(match: re.Match[str]) -> str:
    name = "version" if match.group(1) == "v" else match.group(1)
    whole, _, part = match.group(2).partition(".")
    return f"{name} {cardinal(int(whole))} point {digits(part)}"


def _fiscal(match: re.Match[str]) -> str:
    letters, long, second, short = match.groups()
    if short:
        return f"{letters} {cardinal(int(short))}"
    return f"{letters} {year(int(long))}" + (f" {cardinal(int(second))}" if second else "")


_EARLY: tuple[Rule[Style], ...] = (
    Rule("", _FISCAL, lambda m, _: _fiscal(m)),
    Rule("-", _JOINED, lambda m, _: f"{m[1]}{m[2]} to "),
    Rule(".", _DOTTED, lambda m, _: _dotted(m)),
    Rule(".", _WITH_DECIMAL, lambda m, _: _with_decimal(m)),
    Rule("oO", _DOCKET, lambda m, _: f"{m['cue']}{m[2]}, {_code('N', m[3])}"),
    Rule("7", _AIRLINER, lambda m, _: _airliner(m)),
    Rule("", _ROOM, lambda m, _: _room(m)),
    Rule("", _PARAGRAPH, lambda m, _: _paragraph(m)),
)
_RULES: tuple[Rule[Style], ...] = (
    Rule("t", _FLIGHT, lambda m, _: _flight(m)),
    Rule("", _MIXED, lambda m, _: " ".join(digits(c) if c.isdigit() else c for c in m.group())),
    Rule("", _MODEL, lambda m, _: _model(m)),
    Rule("", _LETTER_CODE, lambda m, _: _letter_code(m)),
    Rule("-", _WORD_NUMBER, lambda m, _: f"{m.group(1)} {_plural_if(cardinal(int(m.group(2))), m.group(3))}"),
    Rule("", _GLUED, lambda m, _: _glued(m)),
    Rule("", _NUMBER_LETTER, lambda m, _: _number_letter(m)),
)
SIGNS_BEHIND_A_LETTER: Rule[Style] = Rule(
    "+#", _SIGNS_BEHIND, lambda m, _: " plus plus" if m.group() == "++" else " sharp"
)
PLUS_BEHIND: Rule[Style] = Rule("+", _PLUS_BEHIND, lambda m, _: " plus")
