"""Telephone, file and type numbers in an Arabic line → digit by digit, or letters and numbers in turn."""

from __future__ import annotations

import re
from string import ascii_letters

from briefing.speech.spoken_text.arabic_counting import START, joined
from briefing.speech.spoken_text.arabic_nouns import WORDS
from briefing.speech.spoken_text.arabic_numbers import cardinal, digits
from briefing.speech.spoken_text.rules import Rule, any_of, applied

_LONG = re.compile(r"\d{16,}")
_TELEPHONE = re.compile(
    r"(?<![\w.,/])(?:\+\d{1,3}[ -]?(?:\d{1,5}[ -]){1,5}\d{2,5}|\+\d{8,15}|00\d{8,13}|0\d{8,10}|\d{3}-\d{4}"
    r"|0\d{1,4}[ -]\d{3,4}(?:[ -]?\d{3,4}){0,2})(?![\w/]|[.,-]\d)"
)
_TELEPHONE_CUE = re.compile(
    rf"(?<!\w)([وب]?(?:{any_of(WORDS.telephone_cues)}))([: ]{{0,3}})(\d{{3,12}})(?![\w/-]|[.,]\d)"
)
_NUMBER_LETTER = re.compile(rf"{START}(?P<number>\d{{1,3}})(?P<letter>[A-Z]{{1,2}})(?!\w)")
_CODE = re.compile(
    r"(?:(?<![A-Za-z\d_.,])([A-Za-z]{1,8})-?|(?<![\w.,])([\u0621-\u064a]{2,})-)(\d{1,4})(?![\w/]|[.,-]\d)"
)
_CODES = re.compile(r"(?<![A-Za-z\d])(?:[A-Z]{1,3}\d{1,3}){2,3}(?![A-Za-z\d])")
_FILE_NUMBER = re.compile(rf"(?<!\w)({any_of(WORDS.numbered_files)}) (\d{{1,4}})/((?:19|20)\d{{2}})(?![\w/])")


def dialled(line: str) -> str:
    """`line` with telephone and file numbers said, before anything else takes them for numbers or dates."""
    return applied(line, _DIALLED, "")


def types(line: str) -> str:
    """`line` with names of types said: F-35, H5N1, 16G."""
    return applied(line, _TYPES, "")


def version(written: str) -> str:
    """2.0.1: its numbers with the points between them; with commas it is left as it is."""
    if not re.fullmatch(r"\d{1,4}(?:\.\d{1,4}){2,3}", written):
        return written
    return " نقطة ".join(cardinal(int(part)) for part in written.split("."))


def _telephone(match: re.Match[str]) -> str:
    written = match.group()
    groups = [digits(group) for group in re.split(r"[ -]+", written.lstrip("+"))]
    if written.startswith("+"):
        groups[0] = f"{WORDS.symbols['+']} {groups[0]}"
    return "، ".join(groups)


def _dialled(match: re.Match[str]) -> str:
    """The gap goes behind a preposition that is written together with its number."""
    return f"{match[1]}{'' if match[1].endswith(' ب') else match[2] or ' '}{digits(match[3])}"


def _codes(match: re.Match[str]) -> str:
    """H5N1: letters and numbers in turn."""
    return " ".join(
        cardinal(int(part)) if part.isdigit() else part for part in re.findall(r"\d+|[A-Z]+", match.group())
    )


_DIALLED: tuple[Rule[str], ...] = (
    Rule("/", _FILE_NUMBER, lambda m, _: f"{m[1]} {m[2]} لسنة {m[3]}"),
    Rule("", _LONG, lambda m, _: digits(m.group())),
    Rule("قسخصت", _TELEPHONE_CUE, lambda m, _: _dialled(m)),
    Rule("+-0", _TELEPHONE, lambda m, _: _telephone(m)),
)
_TYPES: tuple[Rule[str], ...] = (
    Rule(ascii_letters, _CODES, lambda m, _: _codes(m)),
    Rule("-" + ascii_letters, _CODE, lambda m, _: f"{m.group(1) or m.group(2)} {cardinal(int(m.group(3)))}"),
    Rule("", _NUMBER_LETTER, lambda m, _: joined(m["prefix"], f"{cardinal(int(m['number']))} {m['letter']}")),
)
