"""A line → the same with its telephone numbers and codes digit by digit, a pause between the groups."""

from __future__ import annotations

import re

from briefing.speech.spoken_text.english_context import WORDS, Style
from briefing.speech.spoken_text.english_numbers import cardinal, digits
from briefing.speech.spoken_text.rules import Rule, any_of, applied

_CUE = any_of(WORDS.telephone_cues)
_TELEPHONE = re.compile(
    r"(?<![\w.,])(?:\+\d{1,3}[ -]?(?:\d{1,5}[ -]){1,5}\d{2,5}|\+\d{8,15}"
    r"|0\d{1,4}[ -]\d{3,4}(?:[ -]?\d{3,4}){0,2}|0\d{9,10}"
    r"|(?:1[ -])?\d{3}[ -]\d{3}-\d{4}|(?:1\.)?\d{3}\.\d{3}\.\d{4}|\d{3}-\d{4})(?![\w-]|[.,]\d)"
)
_WITH_WORD = re.compile(r"(?<![\w.,])(?:(1)[ -])?(8\d\d)-([A-Z][A-Z-]{2,10})\b")
_AFTER_CUE = re.compile(
    rf"(?P<cue>\b(?i:{_CUE})(?:[.:]|:? (?:the )?(?:police |emergency )?(?:(?:us|me|him|her|them) )?"
    r"(?:on|at|to|number|No\.?)?:?)? ?)"
    r"(?P<number>\d{3,4}(?:[ -]\d{3,5}){1,2}|(?:1[ -])?\d{3}[ -]\d{3}[ -]\d{4})(?![\w-]|[.,:]\d)"
)
_SHORT = r"(?:999|911|112|111|110|101|105|116|119|122|191|211|311|411|511|988|998)"
_EMERGENCY = re.compile(
    rf"(?P<cue>\b(?i:{_CUE}) (?:the )?(?:on |to |in )?)"
    rf"(?P<number>{_SHORT}(?: (?:or|and) {_SHORT})*)\b(?![.,:-]\d)"
)
_EMERGENCY_CALL = re.compile(
    rf"(?<![\w.,$£€-])(?P<cue>)(?P<number>{_SHORT})"
    r"(?=[ -](?:calls?|callers?|dispatchers?|operators?|hotline|helpline|number|service|system|centre|center"
    r"|recordings?|tapes?|emergency)\b)"
)
_TEXT_CODE = re.compile(
    r"(?P<cue>\b[Tt]ext(?:ed|ing)? (?:[A-Z]+ )?(?:to )?)(?P<number>\d{5,6})(?![\w-]|[.,]\d)"
)
_DIGIT_SAID = "(?:zero|one|two|three|four|five|six|seven|eight|nine)"
_SHORT_BEHIND = re.compile(
    rf"(?P<cue>(?:\b{_DIGIT_SAID},? ){{3}}(?:or|and) (?:on )?)(?P<number>{_SHORT})\b(?![.,:-]\d)"
)
_CODE = re.compile(
    r"(?P<cue>\b(?:(?i:zip|area|country|post|postal|pin|access|security)[ -]?[Cc]odes?|ZIP|PIN|[Pp]asscode)"
    r"(?: (?:is|was|of|number))?:? |\b[Ee]xtension )(?P<number>\d{3,6}(?:-\d{4})?)(?![\w-]|[.,]\d)"
)
_FREE = frozenset({"800", "900"})
_GAPS = re.compile(r"[ .-]+")


def read(line: str, style: Style) -> str:
    return applied(line, _RULES, style)


def _telephone(match: re.Match[str]) -> str:
    return _groups(match.group())


def _groups(written: str) -> str:
    groups = [_group(group) for group in _GAPS.split(written.lstrip("+"))]
    if written.startswith("+"):
        groups[0] = f"plus {groups[0]}"
    return ", ".join(groups)


def _group(written: str) -> str:
    return cardinal(int(written)) if written in _FREE else digits(written)


def _with_word(match: re.Match[str]) -> str:
    country, code, word = match.groups()
    return ", ".join([*(["one"] if country else []), _group(code), word.replace("-", " ")])


def _short(match: re.Match[str]) -> str:
    return match.group("cue") + re.sub(r"\d+", lambda m: digits(m.group()), match.group("number"))


_RULES: tuple[Rule[Style], ...] = (
    Rule("8", _WITH_WORD, lambda m, _: _with_word(m)),
    Rule("+-0.", _TELEPHONE, lambda m, _: _telephone(m)),
    Rule("lgtxeL", _AFTER_CUE, lambda m, _: m.group("cue") + _groups(m.group("number"))),
    Rule("1", _EMERGENCY, lambda m, _: _short(m)),
    Rule("9", _EMERGENCY, lambda m, _: _short(m)),
    Rule("19", _EMERGENCY_CALL, lambda m, _: _short(m)),
    Rule("19", _SHORT_BEHIND, lambda m, _: _short(m)),
    Rule("", _CODE, lambda m, _: m.group("cue") + _groups(m.group("number"))),
    Rule("xX", _TEXT_CODE, lambda m, _: _short(m)),
)
