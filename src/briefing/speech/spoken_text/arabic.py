"""A cleaned Arabic line → the same as a newsreader says it, without vowel marks: a diacritizer comes behind.

What is longer or more certain goes first (telephone numbers, dates, money, measures), single numbers last.
Latin words stay as they are.
"""

from __future__ import annotations

import re
from string import ascii_letters

from briefing.speech.spoken_text import arabic_dates
from briefing.speech.spoken_text.arabic_counting import (
    NOUN,
    NUMBER,
    PREFIX,
    START,
    WORD,
    alone,
    counted,
    has_article,
    in_words,
    joined,
    magnitude,
    parse,
    with_unit,
)
from briefing.speech.spoken_text.arabic_nouns import WORDS, bare, is_feminine, is_noun, is_plural
from briefing.speech.spoken_text.arabic_numbers import (
    FRACTIONS,
    cardinal,
    definite,
    digits,
    fraction,
    ordinal,
)
from briefing.speech.spoken_text.rules import Rule, any_of, applied

_ASCII_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٪", "01234567890123456789%")
_DECIMAL_SIGN = re.compile(r"(?<=\d)[٫،](?=\d)")
_THOUSANDS_SIGN = re.compile(r"(?<=\d)[٬'](?=\d{3})")
_SPACED_THOUSANDS = re.compile(r"(?<![\d.,/:+-])(?<!\d )(\d{1,3})((?: \d{3})+)(?![\d/:]|[.,-]\d| \d)")
_GLUED = re.compile(r"(?<!\w)([\u0621-\u064a]+)(?=\d)")
_GLUED_BEHIND = re.compile(r"(?<=\d)(?=[\u0621-\u064a])")
_AREA_UNIT = re.compile(r"(?<=\d)( ?(?:كم|كلم|م))([23])(?!\d)")
_OLD_HUNDRED = re.compile(
    r"(?<!\w)([وفبكل]{0,2}(?:ال|لل)?(?:ثلاث|[أا]ربع|خمس|ست|سبع|ثمان|ثماني|تسع)?)مائ(ة|تين|تي|تان|تا)(?!\w)"
)

_LONG = re.compile(r"\d{16,}")
_TELEPHONE = re.compile(
    r"(?<![\w.,/])(?:\+\d{1,3}[ -]?(?:\d{1,5}[ -]){1,5}\d{2,5}|\+\d{8,15}|00\d{8,13}|0\d{8,10}|\d{3}-\d{4}"
    r"|0\d{1,4}[ -]\d{3,4}(?:[ -]?\d{3,4}){0,2})(?![\w/]|[.,-]\d)"
)
_TELEPHONE_CUE = re.compile(
    rf"(?<!\w)([وب]?(?:{any_of(WORDS.telephone_cues)})[: ]{{1,3}})(\d{{3,12}})(?![\w.,/-])"
)
_CURRENCY = any_of(WORDS.currencies)
_ANY_CURRENCY = re.compile(_CURRENCY)
_MAGNITUDE = any_of({*WORDS.magnitudes, *map(bare, WORDS.magnitudes)})
_MONEY = re.compile(
    rf"(?<!\w)(?:(?P<prefix>{PREFIX}) ?)?(?P<currency>{_CURRENCY}) ?(?P<number>{NUMBER})"
    rf"(?: (?P<size>{_MAGNITUDE})(?!\w))?"
)
_MONEY_BEHIND = re.compile(
    rf"{START}(?P<number>{NUMBER})(?: (?P<size>{_MAGNITUDE}))? ?(?P<currency>{_CURRENCY})(?!\w)"
)
_PERCENT = re.compile(rf"{START}(?P<sign>[-+])?(?P<number>{NUMBER})(?: ?- ?(?P<second>{NUMBER}))? ?%")
_IN_MONTH = re.compile(rf" (?:شهر |الشهر|{'|'.join(name for names in WORDS.months for name in names)})")
_SIGN_BEFORE = re.compile(rf"(?<![\d%°])(?P<sign>[%°])(?P<number>{NUMBER})(?![\w%°]| ?[%°])")
_UNIT = re.compile(
    rf"{START}(?P<sign>[-+])?(?P<number>{NUMBER})(?: ?- ?(?P<second>{NUMBER}))?"
    rf" ?(?P<unit>{any_of(WORDS.units)})(?![\w/²³]|\.\w)"
)
_THE_NUMBER = re.compile(
    rf"(?:(?<!\w)(?P<noun>{WORD}) )?(?<!\w)(?P<prefix>[وف]?(?:لل|[بك]?ال)) ?(?P<number>\d{{1,6}})"
    rf"(?![\w%:/]|[.,-]\d)(?: (?P<counted>{NOUN}))?"
)
_UNIT_LETTERS = "".join({unit[0] for unit in WORDS.units})
_GLYPHS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}
_GLYPH = re.compile(
    rf"(?:{START}(?P<number>\d{{1,6}}) ?)?(?P<glyph>[{''.join(_GLYPHS)}])(?: (?P<noun>{NOUN}))?"
)
_FRACTION = re.compile(rf"{START}(?P<above>\d{{1,2}})[/⁄](?P<below>\d{{1,2}})(?![\w/]|[.,-]\d)")
_RANGE = re.compile(
    rf"(?:(?<!\w)(?P<before>{WORD}) )?{START}(?P<first>{NUMBER}) ?- ?(?P<second>{NUMBER})"
    rf"(?![\w/:]|-\d|[.,]\d)(?: (?P<noun>{NOUN}))?"
)
_NUMBER_LETTER = re.compile(rf"{START}(?P<number>\d{{1,3}})(?P<letter>[A-Z]{{1,2}})(?!\w)")
_CODE = re.compile(
    r"(?:(?<![A-Za-z\d_.,])([A-Za-z]{1,8})-?|(?<![\w.,])([\u0621-\u064a]{2,})-)(\d{1,4})(?![\w/]|[.,-]\d)"
)
_COUNTED = re.compile(
    rf"{START}(?P<sign>[-+])?(?P<number>{NUMBER})(?![\w/:%]|[.,]\d|-\d)(?: (?P<noun>{NOUN}))?"
)
_ABBREVIATION = re.compile(rf"(?<![\w.])([وفبل]?)({any_of(WORDS.abbreviations)})(?!\w)")
_TITLE = re.compile(rf"(?<![\w.])([وفل]?)({'|'.join(WORDS.titles)})(?:\.|/) ?(?={WORD})(?!{WORD}\.)")
_SIGN = re.compile(r"(?<=\w) ?([&=×]) ?(?=\w)|(?<=\w) ?(\+) ?(?=\w)")
_COMPARED = re.compile(r"(?<!\w)([~<>≈≤≥±]) ?(?=\d)")
_SLASH = re.compile("(?<=[\u0621-\u064aA-Za-z]) ?/ ?(?=[\u0621-\u064aA-Za-z])")
_HASHTAG = re.compile("(?<!\\w)#(?=[A-Za-z\u0621-\u064a])")


def read(line: str, tag: str) -> str:
    """`line` in words; the region of `tag` (ar-LB) decides which names months given as numbers have."""
    line = _OLD_HUNDRED.sub(r"\1مئ\2", line.translate(_ASCII_DIGITS))
    line = _ABBREVIATION.sub(lambda m: joined(m.group(1), WORDS.abbreviations[m.group(2)]), line)
    line = _TITLE.sub(_title, line)
    if any(c.isdigit() or c in _GLYPHS for c in line):
        line = _with_digits(_written_alike(line), tag.replace("_", "-").upper().split("-")[-1])
    line = _SIGN.sub(lambda m: f" {WORDS.symbols[m.group(1) or m.group(2)]} ", line)
    line = _HASHTAG.sub(f"{WORDS.symbols['#']} ", line)
    return _SLASH.sub(" ", line)


def _written_alike(line: str) -> str:
    """One way of writing numbers: a space before and behind, "." and "," inside."""
    line = _THOUSANDS_SIGN.sub(",", _DECIMAL_SIGN.sub(_decimal_sign, line))
    line = _SPACED_THOUSANDS.sub(lambda m: m.group().replace(" ", ""), line)
    line = _AREA_UNIT.sub(lambda m: m.group(1) + "²³"[int(m.group(2)) - 2], line)
    line = _GLUED.sub(lambda m: m.group() if re.fullmatch(PREFIX, m.group()) else f"{m.group()} ", line)
    return _GLUED_BEHIND.sub(" ", line)


def _decimal_sign(match: re.Match[str]) -> str:
    return "." if match.group() == "٫" else ","


def _with_digits(line: str, region: str) -> str:
    line = applied(line, _FIRST, region)
    line = arabic_dates.read(line, region)
    if _ANY_CURRENCY.search(line):
        line = applied(line, _MONEY_RULES, region)
    return applied(line, _LAST, region)


def _title(match: re.Match[str]) -> str:
    return joined(match.group(1), WORDS.titles[match.group(2)]) + " "


def _telephone(match: re.Match[str]) -> str:
    written = match.group()
    groups = [digits(group) for group in re.split(r"[ -]+", written.lstrip("+"))]
    if written.startswith("+"):
        groups[0] = f"{WORDS.symbols['+']} {groups[0]}"
    return "، ".join(groups)


def _rest(match: re.Match[str], group: str | int = 0) -> str:
    """What stands behind, as far as any rule looks."""
    return match.string[match.end(group) : match.end(group) + 80]


def _signed(match: re.Match[str], said: str) -> str:
    sign = match.groupdict().get("sign")
    said = f"{'ناقص' if sign == '-' else 'زائد'} {said}" if sign else said
    return joined(match.groupdict().get("prefix"), said)


def _money(match: re.Match[str]) -> str:
    number = parse(match.group("number"), _rest(match, "number"))
    if number is None:
        return match.group()
    currency = WORDS.currencies[match.group("currency")]
    size = magnitude(match.group("size"))
    whole, part = number
    if len(part) == 2 and currency.part and not size:
        said = with_unit((whole, ""), currency) if int(whole) else ""
        if int(part):
            cents = with_unit((str(int(part)), ""), WORDS.units[currency.part])
            said = f"{said} و{cents}" if said else cents
        return _signed(match, said or with_unit((whole, ""), currency))
    return _signed(match, with_unit(number, currency, size))


def _both(match: re.Match[str]) -> tuple[tuple[str, str], tuple[str, str] | None] | None:
    """The one or two numbers of a match; None where one of them is no number."""
    rest = _rest(match, "number")
    first = parse(match.group("number"), rest)
    second = parse(match.group("second"), rest) if match.group("second") else None
    if first is None or (match.group("second") and second is None):
        return None
    return first, second


def _percent(match: re.Match[str]) -> str:
    numbers = _both(match)
    if numbers is None:
        return match.group()
    first, second = numbers
    said = in_words(first)
    if has_article(match.group("prefix")) and not first[1]:
        said = definite(int(first[0]))
    if second:
        said += f" إلى {in_words(second)}"
    return f"{_signed(match, said)} في المئة"


def _unit(match: re.Match[str]) -> str:
    numbers = _both(match)
    if numbers is None:
        return match.group()
    first, second = numbers
    unit = WORDS.units[match.group("unit")]
    if second is None:
        return _signed(match, with_unit(first, unit))
    return _signed(match, f"{in_words(first, feminine=unit.feminine)} إلى {with_unit(second, unit)}")


def _the_number(match: re.Match[str]) -> str:
    """ال before digits: an ordinal behind a singular (اليوم الـ25), a cardinal elsewhere (الدول الـ28)."""
    noun, prefix, n = match.group("noun"), match.group("prefix"), int(match.group("number"))
    behind = match.group("counted")
    feminine = False
    said = ""
    if noun and n:
        plain = bare(noun)
        definite_noun = plain.startswith(("ال", "بال", "لل", "وال", "كال", "فال"))
        its = len(plain) > 4 and plain.endswith(("ها", "ته", "هم", "امه", "نا"))
        stem = re.sub("^[وف]?(?:[بك]?ال|لل)", "", plain)
        if definite_noun and is_plural(stem):
            feminine = is_feminine(stem, few=True)
            said = definite(n, feminine=feminine)
        elif definite_noun:
            said = ordinal(n, feminine=is_feminine(stem)) if n < 1000 else definite(n)
        elif its:
            said = (
                ordinal(n, feminine=bool(re.search("ت(?:ها|ه|هم|نا)$", plain))) if n < 1000 else definite(n)
            )
        elif plain == "مجموعة":
            said = definite(n, feminine=True)  # of states: مجموعة السبع
    before = f"{noun} " if noun else ""
    if not said and n < 32 and behind == "من" and _IN_MONTH.match(_rest(match)):
        said = ordinal(n)
    if not said and behind:
        return before + counted((str(n), ""), behind, prefix, _rest(match))
    said = said or definite(n)
    return before + joined(prefix, said) + (f" {behind}" if behind else "")


def _glyph(match: re.Match[str]) -> str:
    above, below = _GLYPHS[match.group("glyph")]
    said = fraction(above, below) or ""
    noun = match.group("noun")
    behind = f" {noun}" if noun else ""
    if match.group("number") is None:
        return said + behind
    number, prefix = (match.group("number"), ""), match.group("prefix")
    if noun and is_noun(noun):
        return f"{counted(number, noun, prefix, '')} و{said}"
    return f"{alone(number, prefix, '')} و{said}{behind}"


def _fraction(match: re.Match[str]) -> str:
    below = int(match.group("below"))
    said = fraction(int(match.group("above")), below) if below in FRACTIONS else None
    return joined(match.group("prefix"), said) if said else match.group()


_CONTEST = frozenset(WORDS.contest)


def _range(match: re.Match[str]) -> str:
    rest = _rest(match)
    first, second = parse(match.group("first"), rest), parse(match.group("second"), rest)
    if first is None or second is None:
        return match.group()
    before, noun = match.group("before"), match.group("noun")
    lead = f"{before} " if before else ""
    near = re.findall(WORD, match.string[max(0, match.start() - 40) : match.end() + 30])
    a, b = float(".".join(first)), float(".".join(second))
    contest = any(word in _CONTEST for word in near)
    counts = noun is not None and is_noun(noun) and not contest
    joint = " و" if before and bare(before) == "بين" else " إلى "
    years = min(a, b) >= 1900 and max(a, b) <= 2100
    if not counts and not years and not first[1] and not second[1] and (contest or a >= b):
        joint = " مقابل "
    shared = is_feminine(noun, few=3 <= a % 100 <= 10) if counts else False
    said = joined(match.group("prefix"), in_words(first, feminine=shared)) + joint
    if not noun:
        return lead + said + alone(second, None, rest)
    if joint == " مقابل ":
        return f"{lead}{said}{in_words(second)} {noun}"
    return lead + said + counted(second, noun, None, rest)


def _counted(match: re.Match[str]) -> str:
    number = parse(match.group("number"), _rest(match, "number"))
    if number is None:
        return match.group()
    rest = _rest(match)
    prefix, noun, sign = match.group("prefix"), match.group("noun"), match.group("sign")
    if sign:
        word = "ناقص" if sign == "-" else "زائد"
        said = counted(number, noun, None, rest) if noun else alone(number, None, rest)
        return joined(prefix, f"{word} {said}")
    return counted(number, noun, prefix, rest) if noun else alone(number, prefix, rest)


_FIRST: tuple[Rule[str], ...] = (
    Rule("", _LONG, lambda m, _: digits(m.group())),
    Rule("قسخ", _TELEPHONE_CUE, lambda m, _: m.group(1) + digits(m.group(2))),
    Rule("+-0", _TELEPHONE, lambda m, _: _telephone(m)),
)
_MONEY_RULES: tuple[Rule[str], ...] = (
    Rule("", _MONEY, lambda m, _: _money(m)),
    Rule("", _MONEY_BEHIND, lambda m, _: _money(m)),
)
_LAST: tuple[Rule[str], ...] = (
    Rule("%°", _SIGN_BEFORE, lambda m, _: m.group("number") + m.group("sign")),
    Rule("%", _PERCENT, lambda m, _: _percent(m)),
    Rule(_UNIT_LETTERS, _UNIT, lambda m, _: _unit(m)),
    Rule("ل", _THE_NUMBER, lambda m, _: _the_number(m)),
    Rule("".join(_GLYPHS), _GLYPH, lambda m, _: _glyph(m)),
    Rule("/⁄", _FRACTION, lambda m, _: _fraction(m)),
    Rule("-" + ascii_letters, _CODE, lambda m, _: f"{m.group(1) or m.group(2)} {cardinal(int(m.group(3)))}"),
    Rule("", _NUMBER_LETTER, lambda m, _: joined(m["prefix"], f"{cardinal(int(m['number']))} {m['letter']}")),
    Rule("-", _RANGE, lambda m, _: _range(m)),
    Rule("~<>≈≤≥±", _COMPARED, lambda m, _: f"{WORDS.symbols[m.group(1)]} "),
    Rule("", _COUNTED, lambda m, _: _counted(m)),
)
