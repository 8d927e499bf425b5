"""A cleaned French, German or Spanish line → the same as a newsreader says it.

What is longer or more certain goes first (telephone numbers, dates, money, measures), single numbers last.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from briefing.speech.spoken_text import european_amounts, european_dates, european_names
from briefing.speech.spoken_text.european_customs import END, NUMBER, SIGNED, START, Customs, Place, place
from briefing.speech.spoken_text.rules import Rule, any_of, applied

_DIGIT = re.compile(r"[0-9¼-¾⅐-⅞]")

# ---- one way of writing numbers: 1.234.567,8

_GROUPED = re.compile(r"(?<![\w.,])(?<!\d )\d{1,3}(?: \d{3})+(?![\d/:]|[.]\d| \d)")
_APOSTROPHES = re.compile(r"(?<![\w.,])\d{1,3}(?:['’]\d{3})+(?:\.(?=\d{1,2}(?!\d))|(?![\d'’]))")
_ENGLISH = re.compile(r"(?<![\w.,])\d{1,3}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})(?!\w|[.,]\d)")
_ENGLISH_CUSTOM = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\w*\d|[.,]\d)")
_PRICE = re.compile(
    r"(?:(?<=[€$£])|(?<=CHF)|(?<=Fr\.))( ?\d+)\.(\d{1,2})(?!\d|[.,]\d)|(?<![\w.,])(\d+)\.(\d{1,2})"
    r"(?= ?(?:[€$£%]|CHF|[Mm]illi|Mio|Mrd|mill))"
)
_TIMES_SIGN = re.compile(r"(?<=\d) ?[x×] ?(?=\d)")

# ---- telephones, fractions, pairs, codes

_LONG = re.compile(r"\d{16,}")
_TELEPHONE = re.compile(
    r"(?<![\w.,/:-])(?<!\d )(?:\+\d{8,15}|\+(?=(?:\d[ ./-]?){8,15})\d{1,3}(?:[ ./-]\d{1,9}){1,6}"
    r"|00\d{8,13}|0\d{8,11}"
    r"|0\d{1,4}[ /-]\d{3,9}(?:[ -]\d{2,5}){0,3}|0\d(?:[ .]\d\d){4}|0 \d{3}(?: \d{3}){2})(?![\w/-]|[.,]\d)"
)
_GLYPH = re.compile(rf"(?:{START}(\d{{1,6}}) ?)?([¼-¾⅐-⅞])")
_FRACTION = re.compile(
    rf"{START}(?:(\d{{1,4}}) )?(\d{{1,2}})[/⁄](\d{{1,4}}|\d{{1,3}}(?:\.\d{{3}})+){END}(?!/)"
)
_SEASON = re.compile(rf"{START}(\d{{4}})/(\d{{4}}|\d{{2}}){END}(?!/)")
_YEARS = re.compile(rf"{START}([12]\d{{3}})-([12]\d{{3}}|\d{{2}}){END}")
_PAIR = re.compile(rf"{START}({NUMBER})-({NUMBER}){END}")
_LETTER_BEFORE = re.compile(r"(?<!\w)[A-Z]\. ?$")
_RATIO = re.compile(rf"{START}({NUMBER}) ?: ?({NUMBER}){END}")
_OF_YEAR = re.compile(rf"{START}(\d{{1,4}})/((?:19|20)\d\d){END}(?!/)")
_RATED = re.compile(rf"{START}(\d{{1,2}},\d)/(\d{{1,3}}){END}(?!/)")
_VERSION = re.compile(rf"{START}\d{{1,5}}(?:\.\d{{1,5}}){{1,4}}{END}")
_CODE = re.compile(r"(?<![\w.,/])([^\W\d_]{1,8})-?(\d{1,4})(?![\w/]|[.,:]\d|-\d)")
_MIXED = re.compile(r"(?<!\w)[A-Z](?:\d[A-Z]){1,2}\d?(?!\w)")
_NUMBER_LETTER = re.compile(rf"{START}(\d{{1,3}})-?([A-Z]{{1,2}})(?!\w)")
_MULTIPLE = re.compile(rf"{START}({NUMBER}) ?[x×](?!\w)")
_PLUS_BEHIND = re.compile(rf"{START}({NUMBER})\+(?!\w)")
_SHORT_YEAR = re.compile(r"(?<![\w'])'(?=\d\d(?![\w.,:]))")
_COMPARED = re.compile(rf"(?<!\w)([~<>≈≤≥±=]) ?(?={NUMBER})")
_RANK = re.compile(r"(?<!\w)[#№] ?(?=\d)")
_SECTION = re.compile(r"§{1,2} ?(?=\d)")
_BEFORE_WORD = re.compile(rf"{SIGNED}(?P<number>{NUMBER})-(?=[^\W\d_])")
_ROUND = re.compile(
    rf"{SIGNED}(?P<number>\d{{1,3}}(?:\.\d{{3}})*(?:\.000){{2}}|\d{{1,9}}0{{6}}) (?=(?P<noun>[^\W\d_]+))"
)
_NUMBER = re.compile(rf"{SIGNED}(?P<number>{NUMBER}){END}")

# ---- signs between words

_SIGN_BETWEEN = re.compile(r"(?<=\w) ?([&=×]) ?(?=\w)|(?<=\w) ?(\+) ?(?=\w)")
_HASHTAG = re.compile(r"(?<!\w)#(?P<tag>[^\W\d_]\w*)")
_HUMPS = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")
_SLASH = re.compile(r"(?<=[^\W\d_]) ?/ ?(?=[^\W\d_])")


def read(line: str, tag: str) -> str:
    """`line` in words; the region of `tag` chooses between customs (septante, the comma of Mexico)."""
    how = _customs(tag)
    line = european_names.read(line, how)
    if _DIGIT.search(line):
        line = applied(line, _first(how), how)
        line = _written_alike(line, how)
        line = applied(line, _dates(how), how)
        line = european_amounts.read(line, how)
        line = applied(line, _numbers(how), how)
    line = european_amounts.bare_units(line, how)
    return applied(line, _SIGNS, how)


@cache
def _customs(tag: str) -> Customs:
    # Imported here: the customs of one language are not loaded for another.
    primary = tag.replace("_", "-").split("-")[0].lower()
    if primary == "fr":
        from briefing.speech.spoken_text.french import French

        return French(tag)
    if primary == "de":
        from briefing.speech.spoken_text.german import German

        return German(tag)
    from briefing.speech.spoken_text.spanish import Spanish

    return Spanish(tag)


def _written_alike(line: str, how: Customs) -> str:
    line = _GROUPED.sub(lambda m: m.group().replace(" ", "."), line)
    line = _APOSTROPHES.sub(_of_switzerland, line)
    if how.dot_is_decimal:
        return _ENGLISH_CUSTOM.sub(_turned, line)
    line = _ENGLISH.sub(_turned, line)
    return _PRICE.sub(lambda m: f"{m.group(1) or m.group(3)},{m.group(2) or m.group(4)}", line)


def _of_switzerland(match: re.Match[str]) -> str:
    written = match.group().replace("’", "'")
    return (written[:-1] + "," if written.endswith(".") else written).replace("'", ".")


def _turned(match: re.Match[str]) -> str:
    return match.group().translate({ord(","): ".", ord("."): ","})


def _telephone(match: re.Match[str], how: Customs) -> str:
    written = match.group()
    groups = re.findall(r"\d+", written)
    said = how.telephone(groups)
    return f"{how.plus} {said}" if written.startswith("+") else said


def _glyph(match: re.Match[str], how: Customs) -> str:
    above, _, below = unicodedata.normalize("NFKC", match.group(2)).partition("⁄")
    if not below:
        return match.group()
    return how.mixed(match.group(1), int(above), int(below), place(match)) or match.group()


def _fraction(match: re.Match[str], how: Customs) -> str:
    whole, above, written = match.groups()
    below = int(written.replace(".", ""))
    if int(above) == 0 or below == 0:
        return match.group()
    if int(above) < below:
        said = how.mixed(whole, int(above), below, place(match))
        if said:
            return said
    if whole is not None:
        return match.group()
    return how.over(int(above), below)


def _season(match: re.Match[str], how: Customs) -> str:
    """2023/24: one year after the other."""
    first, second = match.groups()
    if int(second) % 100 != (int(first) + 1) % 100:
        return match.group()
    return f"{how.year(int(first))} {how.year(int(second))}"


def _years(match: re.Match[str], how: Customs) -> str:
    first, second = match.groups()
    if place(match).last_word.casefold() == _symbol("№", how).casefold():
        return match.group()
    if int(second) % 10 ** len(second) <= int(first) % 10 ** len(second):
        return match.group()
    return f"{how.year(int(first))} {how.to} {how.year(int(second))}"


def _pair(match: re.Match[str], how: Customs) -> str:
    first, second = match.groups()
    where = place(match)
    if where.last_word.casefold() == _symbol("№", how).casefold() or _LETTER_BEFORE.search(where.before):
        return f"{how.number(first)} {_symbol('-', how)} {how.number(second)}"  # n° 2023-380
    between = how.against if how.is_score(first, second, where) else how.to
    before = Place(before=where.before, after=where.after if between == how.to else "")
    return f"{how.number(first, before)} {between} {how.number(second, before)}"


def _number(match: re.Match[str], how: Customs) -> str:
    return how.signed(match["sign"], how.number(match["number"], place(match)))


def _before_word(match: re.Match[str], how: Customs) -> str:
    return how.signed(match["sign"], f"{how.number(match['number'])}-")


def _code(match: re.Match[str], how: Customs) -> str:
    letters, figures = match.groups()
    return f"{letters} {how.number(figures)}"


def _mixed_code(match: re.Match[str], how: Customs) -> str:
    return " ".join(how.digits(c) if c.isdigit() else c for c in match.group())


def _version(match: re.Match[str], how: Customs) -> str:
    parts = match.group().split(".")
    if all(len(part) == 3 for part in parts[1:]):
        return match.group()  # thousands
    return f" {how.point} ".join(how.number(part) for part in parts)


def _symbol(sign: str, how: Customs) -> str:
    return how.words.symbols.get(sign, sign)


@cache
def _first(how: Customs) -> Sequence[Rule[Customs]]:
    return (
        Rule("", _LONG, lambda m, how: how.digits(m.group())),
        Rule("+0", _TELEPHONE, _telephone),
        Rule("", _behind_cue(how), lambda m, how: m["cue"] + how.telephone(re.findall(r"\d+", m["number"]))),
        Rule("§", _SECTION, lambda m, how: f"{_symbol('§', how)} "),
        Rule("#№", _RANK, lambda m, how: f"{_symbol('№', how)} "),
        Rule("'", _SHORT_YEAR, lambda m, how: ""),
        *how.first_rules(),
        *european_dates.rules(how),
    )


def _behind_cue(how: Customs) -> re.Pattern[str]:
    """A number behind words that make it one to dial."""
    cues = any_of(how.words.telephone_cues)
    return re.compile(
        rf"(?<!\w)(?P<cue>(?:{cues}):? )(?P<number>\d{{3,}}(?:[ ./-]\d{{2,9}}){{0,5}})"
        r"(?!\w|[.,:/-]\d| ?[%€$])"
    )


@cache
def _dates(how: Customs) -> Sequence[Rule[Customs]]:
    return (
        Rule("~<>≈≤≥±=", _COMPARED, lambda m, how: f"{_symbol(m.group(1), how)} "),
        Rule("x×", _TIMES_SIGN, lambda m, how: f" {_symbol('×', how)} "),
        *how.date_rules(),
    )


@cache
def _numbers(how: Customs) -> Sequence[Rule[Customs]]:
    return (
        *how.number_rules(),
        Rule("", _GLYPH, _glyph),
        Rule("/", _SEASON, _season),
        Rule("/", _OF_YEAR, lambda m, how: f"{how.number(m.group(1))} {how.year(int(m.group(2)))}"),
        Rule("/", _RATED, lambda m, how: f"{how.number(m.group(1))} {how.out_of} {how.number(m.group(2))}"),
        Rule("/⁄", _FRACTION, _fraction),
        Rule("-", _YEARS, _years),
        Rule("-", _PAIR, _pair),
        Rule(":", _RATIO, lambda m, how: f"{how.number(m.group(1))} {how.against} {how.number(m.group(2))}"),
        # Letters and digits that name something: H1N1, A7, Covid-19, 5G.
        Rule("", _MIXED, _mixed_code),
        Rule("", _CODE, _code),
        Rule("", _NUMBER_LETTER, lambda m, how: f"{how.number(m.group(1))} {m.group(2)}"),
        Rule("x×", _MULTIPLE, lambda m, how: f"{how.number(m.group(1))} {how.times}"),
        Rule("+", _PLUS_BEHIND, lambda m, how: f"{how.number(m.group(1))} {how.plus}"),
        Rule("-", _BEFORE_WORD, _before_word),
        Rule(".", _VERSION, _version),
        Rule("0", _ROUND, lambda m, how: _number(m, how) + how.of_millions(m["noun"])),
        Rule("", _NUMBER, _number),
        *how.last_rules(),
    )


_SIGNS: tuple[Rule[Customs], ...] = (
    Rule("&=+×", _SIGN_BETWEEN, lambda m, how: f" {_symbol(m.group(1) or m.group(2), how)} "),
    Rule("#", _HASHTAG, lambda m, how: f"{_symbol('#', how)} {_HUMPS.sub(' ', m['tag'])}"),
    Rule("/", _SLASH, lambda m, how: " "),
)
