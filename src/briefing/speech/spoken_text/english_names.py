"""A line → the same with its abbreviations, initials and Roman numerals as they are said."""

from __future__ import annotations

import re

from briefing.language import language
from briefing.speech.spoken_text import english_roman
from briefing.speech.spoken_text.english_context import WORDS, last_word, starts_sentence
from briefing.speech.spoken_text.rules import any_of

_ABBREVIATIONS = re.compile(rf"(?<![\w.@/-])(?:{any_of(WORDS.abbreviations)})(?![\w@]|(?<=\w)\.\w)")
_TITLE = re.compile(
    rf"(?<![\w.])({any_of(WORDS.titles)})\.? "
    r"(?=[A-Z]|(?:&|and) (?:Missus|Mister|Miz|Dr|Lady)\b)(?![A-Z]\b(?!\.)|[IVX]{2,}\b)"
)
_NUMBERED = re.compile(
    rf"(?<![\w.-])({any_of(WORDS.before_numbers)})(?:\. ?| )(?=\d|[IVX]+\b)", re.IGNORECASE
)
_WITHOUT_DOT = frozenset({"approx", "apt", "ext", "fig", "figs", "hwy", "para", "paras", "rte", "tel", "vol"})
_STREETS = re.compile(
    rf"(?<=[a-z'\dA-Z]) ({any_of(WORDS.streets)})\b(\.?)(?:(?P<end>$)|(?P<capital>(?= [A-Z])))?"
)
_COMPASS = re.compile(
    rf"\b([NSEW])\.? (?=(?:\d+(?:st|nd|rd|th)|[A-Z][a-z]+) (?:{any_of(WORDS.streets)}|Street|Avenue)\b)"
)
_COMPASS_NAMES = {"N": "North", "S": "South", "E": "East", "W": "West"}
_PLACES = "|".join(
    word.capitalize() for word in language("en").quotes.places if " " not in word and len(word) > 3
)
_PART_OF_PLACE = re.compile(
    rf"(?<![A-Z]\. )(?<![A-Z][a-z] )(?<!\w)([NSEW])\. (?=(?:{_PLACES}|Bank|Carolina|Dakota|Timor|Midlands)\b)"
)
_DIRECTION = re.compile(
    r"(?<=\d) ?(km|kms|miles|mi|kilometres|kilometers|m|metres)? ?"
    r"\b([NS]?[NSEW]|[NS][NS][EW]|[EW][NS][EW])(?= of\b)"
)
_DETERMINERS = frozenset({"the", "a", "this", "that", "my", "your", "his", "her", "our", "their"})
_NAME_BEFORE = re.compile(r"(?:\b\d+(?:st|nd|rd|th)|\b[A-Z][a-z']+)$")
_MONTHS = any_of(name for names in WORDS.months for name in names)
_HOUSE_BEFORE = re.compile(rf"\b\d+[A-Z]? (?!(?:{_MONTHS})\b)(?:[A-Z][a-z']+ ){{0,2}}[A-Z][a-z']+$")
_DOTTED_STATES = {f"{short}.": said for short, said in WORDS.states.items() if not short.isupper()}
_POSTAL = {short: said for short, said in WORDS.states.items() if short.isupper() and len(short) == 2}
_STATE = re.compile(
    rf"(?<=[a-z], )({any_of(_DOTTED_STATES)})(?!\w)|(?<=[a-z], )({any_of(_POSTAL)})(?=$|[,.;:]| \d{{5}}\b)"
)
_CLEAR_STATE = re.compile(r"(?<![\w.])(?:Ala|Ariz|Calif|Colo|Conn|Fla|Mich|Minn|Okla|Tenn|Wis|Wyo)\.(?!\w)")
_PARTY = re.compile(rf"\b([DRI])-({any_of({*_DOTTED_STATES, *_POSTAL, *WORDS.states.values()})})(?!\w)")
_PARTIES = {"D": "Democrat", "R": "Republican", "I": "Independent"}
_GENERATION = re.compile(r"(?<=[a-z]),? (Jr|Sr)\b(\.?)")
_COUNTY = re.compile(rf"\bCo\.? (?=(?:{any_of(WORDS.counties)})\b)")
_COMPANY = re.compile(r"(?<=[A-Za-z&]) (Co\.|Co(?=[,;]| [a-z]|$|'s))")
_PAGES = re.compile(r"\b(?:(pp?)\. ?|(pp) )(?=\d)")
_CIRCA = re.compile(r"(?<![\w.])c\. ?(?=\d{3,4}\b)")
_BORN = re.compile(r"(?<![\w.])(b|d)\. ?(?=(?:1\d|20)\d\d\b|[A-Z][a-z]+ \d)")
_ESTABLISHED = re.compile(r"(?<![\w.])([Ee])st\. ?(?=(?P<year>(?:in )?(?:1[5-9]|20)\d\d(?![\d,%]))?)")
_VERSUS = re.compile(r"(?<=\w) v\.? (?=[A-Z])")
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,6}")


def read(line: str) -> str:
    """Whatever letters alone decide; numbers come later."""
    line = _ABBREVIATIONS.sub(_abbreviation, line)
    line = _COUNTY.sub("County ", line)
    line = _PARTY.sub(_party, line)
    line = _STATE.sub(_state, line)
    line = _CLEAR_STATE.sub(lambda m: _DOTTED_STATES[m.group()] + _stop(m, True), line)
    if "." in line or " St " in line or "Dr " in line or _TITLE.search(line):
        line = _PART_OF_PLACE.sub(lambda m: f"{_COMPASS_NAMES[m.group(1)]} ", line)
        line = _COMPASS.sub(lambda m: f"{_COMPASS_NAMES[m.group(1)]} ", line)
        line = _STREETS.sub(_street, line)
        line = _TITLE.sub(_title, line)
        line = _GENERATION.sub(_generation, line)
        line = _CIRCA.sub("circa ", line)
        line = _BORN.sub(lambda m: "born " if m.group(1) == "b" else "died ", line)
        line = _ESTABLISHED.sub(_established, line)
        line = _INITIALS.sub(_initials, line)
    line = _PAGES.sub(lambda m: "page " if m.group(1) == "p" else "pages ", line)
    line = _DIRECTION.sub(_direction, line)
    line = _NUMBERED.sub(_before_number, line)
    line = _COMPANY.sub(lambda m: " Company" + _stop(m, m.group(1).endswith(".")), line)
    line = _VERSUS.sub(" versus ", line)
    return english_roman.read(line)


def _stop(match: re.Match[str], written_dot: bool) -> str:
    """The dot of an abbreviation that also ends the sentence."""
    return "." if written_dot and starts_sentence(match.string, match.end()) else ""


def _abbreviation(match: re.Match[str]) -> str:
    written = match.group()
    return WORDS.abbreviations[written] + _stop(match, written.endswith("."))


def _title(match: re.Match[str]) -> str:
    return f"{WORDS.titles[match.group(1)]} "


def _before_number(match: re.Match[str]) -> str:
    written = match.group(1)
    said = WORDS.before_numbers[written.lower()]
    if "." not in match.group() and written.lower() not in _WITHOUT_DOT:
        return match.group()
    return f"{said.capitalize() if written[0].isupper() else said} "


def _street(match: re.Match[str]) -> str:
    """Rodeo Dr. he, 12 King St. James; but in St. James and by Dr. Lee they are titles."""
    short, dot = match.group(1), match.group(2)
    follows_name = match.group("capital") is not None
    is_title = follows_name and short in WORDS.titles
    if short in WORDS.titles and last_word(match.string, match.start() + 1).lower() in _DETERMINERS:
        return " doctor" if short == "Dr" else match.group()
    before = _HOUSE_BEFORE if is_title else _NAME_BEFORE
    if not before.search(match.string, max(0, match.start() - 40), match.start()):
        return match.group()
    ends = dot and (match.group("end") is not None or is_title or starts_sentence(match.string, match.end()))
    return f" {WORDS.streets[short]}" + ("." if ends else "")


def _state(match: re.Match[str]) -> str:
    """Portland, Ore., and Austin, TX: the state of a place before it."""
    short, postal = match.groups()
    place = match.string[max(0, match.start() - 30) : match.start()].split()[-1:]
    if not place or not place[0][0].isupper():
        return match.group()
    if postal:
        return _POSTAL[postal]
    return _DOTTED_STATES[short] + _stop(match, True)


def _party(match: re.Match[str]) -> str:
    """D-Calif. is a Democrat of California."""
    place = match.group(2)
    said = _DOTTED_STATES.get(place) or _POSTAL.get(place) or place
    return f"{_PARTIES[match.group(1)]} of {said}{_stop(match, place.endswith('.'))}"


def _direction(match: re.Match[str]) -> str:
    """45 km NE of: northeast; 3 miles SSW of: south-southwest."""
    unit, letters = match.groups()
    names = [_COMPASS_NAMES[letter].lower() for letter in letters]
    said = "".join(names) if len(names) < 3 else f"{names[0]}-{names[1]}{names[2]}"
    return f" {unit} {said}" if unit else f" {said}"


def _established(match: re.Match[str]) -> str:
    said = "stablished" if match.group("year") else "stimated"
    return f"{match.group(1)}{said} "


def _generation(match: re.Match[str]) -> str:
    said = " Junior" if match.group(1) == "Jr" else " Senior"
    return said + _stop(match, bool(match.group(2)))


def _initials(match: re.Match[str]) -> str:
    written = match.group()
    # Two initials before a surname (J.K. Roe) sound the same without dots; U.S., U.N. are acronyms.
    return written.replace(".", "") + _stop(match, True)
