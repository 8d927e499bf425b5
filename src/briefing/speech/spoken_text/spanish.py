"""Numbers, dates, times and amounts as Spanish newsreaders say them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.language import CountedNoun
from briefing.speech.spoken_text.english_numbers import roman
from briefing.speech.spoken_text.european_customs import Customs, Place, counted_by_num2words, decimals, place
from briefing.speech.spoken_text.rules import Rule, any_of

# Regions that write 1,234.5 (CLDR 46, numbers/symbols of es-XX).
_DOT_IS_DECIMAL = frozenset({"MX", "US", "PR", "DO", "GT", "HN", "NI", "PA", "PE", "SV", "419"})
_ROMAN = r"[IVXLC]{1,8}"
_JOINT = ", | y | al | a | o |-"
_CENTURY = re.compile(
    rf"(?<!\w)(?P<noun>[Ss]iglos?|s\.|ss\.) (?P<numerals>{_ROMAN}(?:(?:{_JOINT}){_ROMAN}){{0,4}})(?![\w-])"
)
_ROMAN_BEFORE = re.compile(
    rf"(?<![\w.'])(?P<article>(?:[Ee]l|[Ll]a|[Ll]os|[Ll]as|del|al|su|[Uu]n|[Uu]na|cada) )?(?P<roman>{_ROMAN})"
    r"(?= (?P<noun>[^\W\d_]{3,}))"
)
_TELEPHONE = re.compile(
    r"(?<![\w.,/-])(?:[6-9]\d{2}(?: \d\d){3}|[89]\d \d{3} \d\d \d\d|[89]0\d \d{3} \d{3})"
    r"(?![\w/%€-]|[.,]\d| ?€)"
)
_HALF_OF_DAY = re.compile(
    r"(?<![\w.,:/-])(?P<h>1[0-2]|0?\d)(?:[:.](?P<m>[0-5]\d))? ?(?P<half>[ap])\.? ?m(?:\.|(?!\w))"
)
_HOURS_OF_DAY = re.compile(
    r"(?<=[Ll]as )(\w+(?: y \w+)?) horas(?= de la (?:mañana|tarde|noche|madrugada)(?!\w))"
)
_OF_MARCH = re.compile(r"(?<=[Ee]l |[Aa]l )(?P<day>\d{1,2})(?P<letter>[A-Z])(?![\w€$])")
_AT = re.compile(r"(?<!\w)(?P<cue>[Ll]as? )(?P<h>[01]?\d|2[0-4])\.(?P<m>[0-5]\d)(?!\w|[.,:]\d| ?(?:[%€$]|h))")
_ORDINAL = re.compile(
    r"(?<![\w.,/-])(?P<n>\d{1,3})(?:(?P<dot>\.?)(?P<sign>[ºª])|\.?(?P<er>er)"
    r"|(?P<ending>ro|ra|do|da|to|ta|mo|ma|vo|va|no|na))(?P<many>s?)(?!\w)"
)
_DEGREES_FROM = 21
"""A number with º and no dot is a temperature from here on, an ordinal below."""
_FEMININE_ARTICLES = frozenset({"la", "las", "una", "unas", "otras", "estas", "esas", "aquellas", "ambas"})
_EITHER = frozenset({"grandes", "jóvenes", "posibles", "principales", "diferentes", "mejores", "importantes"})
"""Adjectives before a noun that have one form for both genders."""
_AND_BEFORE = re.compile(r"(?<!\w)(?P<noun>[^\W\d_]{3,}) [ye] (?:otr[ao]s |un[ao]s )?$")
_LARGE = re.compile(r"(?:veintiuno|(?<!\w)uno)(?= (?:mil|mill|bill))")
_UNITS = ("", "primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno")
_TENS = (
    "", "décimo", "vigésimo", "trigésimo", "cuadragésimo", "quincuagésimo", "sexagésimo", "septuagésimo",
    "octogésimo", "nonagésimo",
)  # fmt: skip
_PARTS = {3: "tercio", 100: "centésimo", 1000: "milésimo"}
_LAST_ORDINAL_OF_KINGS = 10
"""Felipe sexto, Alfonso décimo, but Juan veintitrés (RAE, Diccionario panhispánico de dudas)."""


class Spanish(Customs):
    tag = "es"
    minus, plus, point = "menos", "más", "punto"
    to, against, out_of, times, per = "a", "a", "sobre", "veces", "por"
    by = "por|el|al|cada"
    durations = ("h", "min", "s")
    hours_behind = r"(?:h|hs|hrs?)(?:\.(?= [a-zá-ú]))?|horas?"
    joints = r" ?- ?| a | y | o "
    of_month = "de "
    day_cues = "el|al|del|día"

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.dot_is_decimal = bool(self.regions & _DOT_IS_DECIMAL)
        self.comma = "punto" if self.dot_is_decimal else "coma"
        self._first_day = "primero" if self.regions - {"ES"} else "uno"

    # ---- rules

    def name_rules(self) -> Sequence[Rule[Customs]]:
        return (
            Rule("IVX", _CENTURY, self._century),
            Rule("IVX", _ROMAN_BEFORE, self._roman_before),
        )

    def first_rules(self) -> Sequence[Rule[Customs]]:
        return (
            Rule("", _TELEPHONE, lambda m, how: self.telephone(m.group().split())),
            Rule("m", _HALF_OF_DAY, self._half_of_day),
            Rule("l", _OF_MARCH, lambda m, how: f"{self.cardinal(int(m['day']))} {m['letter']}"),
            Rule(
                ".",
                _AT,
                lambda m, how: m["cue"] + self.clock(int(m["h"]), int(m["m"]), named=False),
            ),
        )

    def date_rules(self) -> Sequence[Rule[Customs]]:
        months = any_of(name for names in self.words.months for name in names)
        first = re.compile(rf"(?<![\w.,/-])1(?= de (?:{months})\b)")
        return (
            Rule("1", first, lambda m, how: self._first_day),
            Rule("", _ORDINAL, self._ordinal),
        )

    def last_rules(self) -> Sequence[Rule[Customs]]:
        return (Rule("h", _HOURS_OF_DAY, lambda m, how: m.group(1)),)

    def _century(self, match: re.Match[str], how: Customs) -> str:
        noun = {"s.": "siglo", "ss.": "siglos"}.get(match["noun"], match["noun"])
        return f"{noun} {re.sub(_ROMAN, self._century_number, match['numerals'])}"

    def _century_number(self, match: re.Match[str]) -> str:
        n = roman(match.group())
        if not n:
            return match.group()
        return self.ordinal(n) if n <= _LAST_ORDINAL_OF_KINGS else self.cardinal(n)

    def _roman_before(self, match: re.Match[str], how: Customs) -> str:
        """II Guerra Mundial, el V Congreso."""
        written, noun, article = match["roman"], match["noun"], match["article"] or ""
        n = roman(written)
        named = noun[0].isupper() and not noun.isupper() and noun.casefold() not in self.not_nouns
        if not n or not (named or (article and noun.casefold() in self.numbered)):
            return match.group()
        after_name = not article and place(match).last_word[:1].isupper()
        if after_name or (not article and (len(written) == 1 or written in ("CC", "CV", "XL", "XX"))):
            return match.group()
        feminine = self.feminine(noun)
        said = self.ordinal(n, feminine=feminine)
        many = noun.endswith("s") and article.strip().casefold() not in ("el", "la", "un", "una", "del", "al")
        return article + (said + "s" if many else said if feminine else _shortened(said))

    def _half_of_day(self, match: re.Match[str], how: Customs) -> str:
        hour = int(match["h"])
        minute = int(match["m"] or 0)
        part = (
            "de la mañana"
            if match["half"] == "a"
            else "de la tarde"
            if hour < 8 or hour == 12
            else "de la noche"
        )
        said = self.clock(hour, minute, named=False) if minute else _feminine(self.cardinal(hour))
        ends = match.group().endswith(".") and match.end() == len(match.string)
        return f"{said} {part}" + ("." if ends else "")

    def _ordinal(self, match: re.Match[str], how: Customs) -> str:
        n, where = int(match["n"]), place(match)
        if not n:
            return match.group()
        noun = where.next_word
        counts = bool(noun) and noun.islower() and noun.casefold() not in self.not_nouns
        if match["sign"] == "º" and not match["dot"] and n >= _DEGREES_FROM and not counts:
            return f"{self.counted(match['n'], Place(after=' grados'))} grados"
        feminine = match["sign"] == "ª" or (match["ending"] or "").endswith("a")
        said = self.ordinal(n, feminine=feminine)
        if match["er"] or (counts and not feminine and not match["many"]):
            said = _shortened(said)
        return said + match["many"]

    # ---- numbers

    def cardinal(self, n: int) -> str:
        """num2words' "veintiuno mil" mended."""
        words = counted_by_num2words(n, "es")
        return _LARGE.sub(lambda m: "veintiún" if m.group() == "veintiuno" else "un", words)

    def counted(self, written: str, where: Place) -> str:
        n = int(written.replace(".", ""))
        said = self.cardinal(n)
        ends_in_one = n % 10 == 1 and n % 100 != 11
        if not ends_in_one and n % 1000 < 200 and n % 1_000_000 < 200_000:
            return said
        last = where.last_word.casefold()
        if last in self.numbered:
            return said
        noun = self._noun(n, where)
        if noun:
            return _feminine(said) if self.feminine(noun) else _shortened(said)
        if last in _FEMININE_ARTICLES:
            return _feminine(said)
        before = _AND_BEFORE.search(where.before)
        if before and not ends_in_one and self.feminine(before["noun"]):
            return _feminine(said)
        return said

    def _noun(self, n: int, where: Place) -> str:
        """What is counted, or ""."""
        words = where.next_words
        if not words or words[0].casefold() in self.not_nouns or where.last_word.casefold() == "el":
            return ""
        noun = words[1] if words[0] in _EITHER and len(words) > 1 else words[0]
        if noun in ("mil", "millones", "millón", "billones"):
            return "millones"
        return noun if noun.islower() and (n == 1 or noun.endswith("s")) else ""

    def before_noun(self, n: int, noun: CountedNoun, where: Place) -> str:
        said = self.cardinal(n)
        if noun.one.startswith("por "):
            return said  # uno por ciento
        return _feminine(said) if noun.feminine else _shortened(said)

    def feminine(self, word: str) -> bool:
        if word.endswith(("ista", "istas", "crata", "cratas", "grama", "gramas")):
            return False
        return super().feminine(word)

    def ordinal(self, n: int, *, feminine: bool = False) -> str:
        """A cardinal from 200 on, as it is said."""
        tens, unit = divmod(n, 10)
        if n >= 200:
            return self.cardinal(n)
        hundred = "centésimo" if tens >= 10 else ""
        tens %= 10
        if tens == 1 and unit:
            small = {1: "undécimo", 2: "duodécimo"}.get(unit, f"decimo{_UNITS[unit]}")
        else:
            small = f"{_TENS[tens]} {_UNITS[unit]}"
        said = " ".join(f"{hundred} {small}".split())
        return re.sub(r"o\b", "a", said) if feminine else said

    def reigning(self, n: int, where: Place, name: str) -> str:
        if n > _LAST_ORDINAL_OF_KINGS:
            return self.cardinal(n)
        return self.ordinal(n, feminine=self.feminine(name))

    def mixed(self, whole: str | None, above: int, below: int, where: Place) -> str:
        if below == 2:
            noun = where.next_word
            half = (
                "media" if noun.islower() and noun not in self.not_nouns and self.feminine(noun) else "medio"
            )
            return half if whole is None else f"{self.counted(whole, Place())} y {half}"
        if below > 10 and below not in (12, 20, 100, 1000):
            return ""
        name = _PARTS.get(below) or (self.ordinal(below) if below <= 10 else f"{self.cardinal(below)}avo")
        part = f"un {name}" if above == 1 else f"{self.cardinal(above)} {name}s"
        return part if whole is None else f"{self.cardinal(int(whole))} y {part}"

    def over(self, above: int, below: int) -> str:
        between = f" {self.against} " if above == 1 else " "
        return f"{self.cardinal(above)}{between}{self.cardinal(below)}"

    def decimals(self, written: str) -> str:
        return decimals(written, self)

    # ---- dates and times

    def date(self, day: int, month: int, year: int | None, where: Place) -> str:
        said = f"{self._first_day if day == 1 else self.cardinal(day)} de {self.month(month)}"
        return said if year is None else f"{said} de {self.year(year)}"

    def clock(self, hour: int, minute: int | None, *, named: bool) -> str:
        said = _feminine(self.cardinal(hour))
        if minute:
            zero = "cero " if minute < 10 else ""
            return f"{said} {zero}{self.cardinal(minute)}{' horas' if named else ''}"
        return f"{said} hora" if hour == 1 and named else said if hour == 1 else f"{said} horas"

    # ---- amounts

    def sized(self, written: str, size: str) -> str:
        if size == "mil":
            return "mil" if written == "1" else f"{_shortened(self.number(written))} mil"
        one = size.replace("llones", "llón")
        number = _shortened(self.number(written)) if "," not in written else self.number(written)
        return f"{number} {one if written == '1' else one.replace('llón', 'llones')}"

    def of_millions(self, noun: str) -> str:
        return " de " if noun.islower() and noun.casefold() not in self.not_nouns else " "

    def of(self, size: str, noun: str) -> str:
        return f" {noun}" if size == "mil" else f" de {noun}"

    def with_cents(self, whole: int, cents: int, currency: CountedNoun, where: Place) -> str:
        part = self.words.units[currency.part]
        named = f"{self.before_noun(cents, part, where)} {part.one if cents == 1 else part.many}"
        if whole == 0 and cents:
            return named
        said = f"{self.before_noun(whole, currency, where)} {currency.one if whole == 1 else currency.many}"
        return f"{said} con {named}" if cents else said


def _shortened(said: str) -> str:
    """Before a masculine noun: un, veintiún, primer, tercer."""
    if said.endswith("veintiuno"):
        return said[: -len("uno")] + "ún"
    if re.search(r"(?:(?<!\w)uno|primero|tercero)$", said):
        return said[:-1]
    return said


def _feminine(said: str) -> str:
    """Before a feminine noun: una, veintiuna, doscientas; the millions before are masculine."""
    start, million, rest = said.rpartition("llones")
    rest = re.sub(r"uno$", "una", re.sub(r"(?:(?<=cient)|(?<=quinient))os\b", "as", rest))
    return start + million + rest
