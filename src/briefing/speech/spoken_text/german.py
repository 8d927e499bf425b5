"""Numbers, dates, times and amounts as German newsreaders say them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.language import CountedNoun
from briefing.speech.spoken_text import german_cases
from briefing.speech.spoken_text.english_numbers import roman
from briefing.speech.spoken_text.european_customs import (
    NUMBER,
    START,
    Customs,
    Place,
    counted_by_num2words,
    place,
)
from briefing.speech.spoken_text.european_names import stop
from briefing.speech.spoken_text.rules import Rule, any_of

_STREET = re.compile(r"(?<=[a-zäöüß])(?P<gap>[ -]?)(?P<s>[sS])tr\.(?!\w)")
_CENTURY = re.compile(r"(?P<of>(?<!\w)des \d{1,2}\. )?(?<!\w)(?:Jh|Jhd|Jhdt)s?\.")
_NUMBERED_NAME = re.compile(r"(?<![\w.])(?P<name>[A-ZÄÖÜ][\w'-]*[^\W\d_A-Z]) (?P<roman>[IVXLC]{1,7})\.(?!\w)")
_DAY_AND_MONTH = re.compile(r"(?<![\w.,/-])(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\.(?! ?\d)")
_BETWEEN_DAYS = re.compile(r"(?<=\d\.) ?([-/]) ?(?=\d{1,2}\.)")
_ORDINAL = re.compile(
    r"(?<![\w.,:/-])(?P<n>\d{1,3})\.(?:(?P<joined>-)(?=[A-ZÄÖÜ])|(?= [^\W\d_])|(?=$|[,;] ?))"
)
_ER = re.compile(rf"{START}(?P<n>\d{{1,4}})er(?P<ending>[ns]?)(?!\w)")
_GLUED = (
    "jährig|Jährig|köpfig|fach|mal|prozentig|stündig|tägig|seitig|stellig|wöchig|monatig|minütig|sekündig|stöckig"
    "|teilig|spurig|malig|fachen"
)
_COMPOUND = re.compile(rf"{START}(?P<n>{NUMBER})-?(?P<rest>(?:{_GLUED})[a-zäöüß]*)(?!\w)")
_PERCENTAGE = re.compile(rf"{START}(?P<n>{NUMBER}) ?%-?(?=ig(?:e[mnrs]?)?(?!\w))")
_HALF_MILLION = re.compile(rf"(?:½|{START}1/2) ?(?P<size>Million|Milliarde)(?:en|n)?(?!\w)")
_HYPHENATED = re.compile(rf"{START}(?P<n>{NUMBER})-(?=[^\W\d_]|[%€$°])")
_YEARS = range(1100, 2000)
"""Said in hundreds: neunzehnhundertvierundachtzig."""


class German(Customs):
    tag = "de"
    minus, plus, comma, point = "minus", "plus", "Komma", "Punkt"
    to, against, out_of, times, per = "bis", "zu", "von", "mal", "pro"
    by = "pro|je|per|der|das|den|dem"
    durations = ("Std.", "Min.", "Sek.")
    hours_behind = "Uhr"
    joints = " ?- ?| bis | und | oder "
    before_times = frozenset({"um", "ab", "seit", "bis", "gegen"})
    before_scores = frozenset({"einem", "beim", "zum", "ein", "das", "mit"})
    after_titles = r"(?:med|phil|jur|rer|h)\."
    day_cues = "am|vom|zum|dem|den|der"

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        months = (name for names in self.words.months for name in names)
        self._year_cues = frozenset(self.words.year_cues) | {month.casefold() for month in months}
        self._unit = re.compile(rf"(?:{any_of({*self.words.units, *self.words.currencies})})(?=-)")
        self._begins = self.not_nouns - frozenset(noun.casefold() for noun in self.words.neuter)

    # ---- rules

    def name_rules(self) -> Sequence[Rule[Customs]]:
        return (
            Rule(
                ".", _CENTURY, lambda m, how: f"{m['of'] or ''}Jahrhundert{'s' if m['of'] else ''}" + stop(m)
            ),
            Rule(".", _STREET, lambda m, how: f"{m['gap']}{m['s']}traße" + stop(m)),
            Rule("IVX", _NUMBERED_NAME, self._numbered_name),
        )

    def first_rules(self) -> Sequence[Rule[Customs]]:
        return (
            Rule("-/", _BETWEEN_DAYS, lambda m, how: " bis " if m.group(1) == "-" else " und "),
            Rule(".", _DAY_AND_MONTH, self._day_and_month),
        )

    def date_rules(self) -> Sequence[Rule[Customs]]:
        return (
            Rule(".", _ORDINAL, self._ordinal),
            Rule("e", _ER, lambda m, how: self._er(m)),
            Rule("%", _PERCENTAGE, lambda m, how: f"{self._joined(m['n'])}prozent"),
            Rule("", _COMPOUND, lambda m, how: self._compound(m)),
            Rule("-", _HYPHENATED, lambda m, how: self._hyphenated(m)),
        )

    def number_rules(self) -> Sequence[Rule[Customs]]:
        unit = re.compile(rf"(?<=[a-zß]-){self._unit.pattern}")
        return (
            Rule("-", unit, lambda m, how: self._noun(m.group()).one),
            Rule(
                "½/",
                _HALF_MILLION,
                lambda m, how: f"{german_cases.half(place(m), feminine=True)} {m['size']}",
            ),
        )

    def _noun(self, sign: str) -> CountedNoun:
        return self.words.units.get(sign) or self.words.currencies[sign]

    def _numbered_name(self, match: re.Match[str], how: Customs) -> str:
        """Ludwig XIV., with the dot that makes it an ordinal."""
        n, name, where = roman(match["roman"]), match["name"], place(match)
        ends = match.end() == len(match.string) or where.next_word.casefold() in self._begins
        ruler = name.rsplit("-", 1)[-1].removesuffix("s") in self.rulers or name in self.rulers
        if not n or not (ruler or (where.next_word and not ends)):
            return match.group()
        capital = ends and (not where.next_word or where.next_word[0].isupper())
        return f"{name} {self.reigning(n, where, name)}{'.' if capital else ''}"

    def _day_and_month(self, match: re.Match[str], how: Customs) -> str:
        day, month = int(match["day"]), int(match["month"])
        if not (1 <= day <= 31 and 1 <= month <= 12):
            return match.group()
        return self.date(day, month, None, place(match)) + stop(match)

    def _ordinal(self, match: re.Match[str], how: Customs) -> str:
        n, where = int(match["n"]), place(match)
        following = where.next_word
        if match["joined"]:
            ending = "er" if where.after.startswith("Mai") else "e"
            return f"{self._inflected(n, ending)}-"
        if not n or where.last_word.casefold() in self.numbered:
            return match.group()
        dated = german_cases.asks_for_day(where.before)
        if not following or (following[0].isupper() and following.casefold() in self._begins):
            return (
                f"{self._inflected(n, 'en')}{'.' if where.after[:1] not in (',', ';') else ''}"
                if dated
                else match.group()
            )
        return self._inflected(n, german_cases.ending(where, following, self))

    def _inflected(self, n: int, ending: str) -> str:
        return self.ordinal(n).removesuffix("e") + ending

    def _er(self, match: re.Match[str]) -> str:
        n = int(match["n"])
        stem = "eins" if n == 1 else self.year(n)
        return f"{stem}er{match['ending']}"

    def _compound(self, match: re.Match[str]) -> str:
        said, rest = self._joined(match["n"]), match["rest"]
        if rest[0].isupper():
            return said[0].upper() + said[1:] + rest.lower()
        return said + rest if "," not in match["n"] else f"{said}-{rest}"

    def _hyphenated(self, match: re.Match[str]) -> str:
        return f"{self._joined(match['n'])}-"

    def _joined(self, written: str) -> str:
        return "ein" if written == "1" else self.number(written)

    def neuter(self, noun: str) -> bool:
        return noun in self.words.neuter or noun.endswith(("chen", "lein", "ment", "um", "finale", "jahr"))

    def _gender_known(self, noun: str) -> bool:
        return noun[:1].isupper() and (self.feminine(noun) or self.masculine(noun) or self.neuter(noun))

    # ---- numbers

    def cardinal(self, n: int) -> str:
        return counted_by_num2words(n, "de")

    def counted(self, written: str, where: Place) -> str:
        n = int(written.replace(".", ""))
        if n == 1:
            return self._one(where)
        if n in _YEARS and "." not in written and self._is_year(where):
            return self.year(n)
        return self.cardinal(n)

    def _one(self, where: Place) -> str:
        words = where.next_words
        if where.last_word.casefold() in self.numbered or not words:
            return "eins"
        noun = next((word for word in words if word[0].isupper()), "")
        adjective = words[0] if words[0] != noun else ""
        if not noun or adjective.casefold() in self.not_nouns or noun.casefold() in self.not_nouns:
            return "eins"
        return german_cases.one(where, feminine=self.feminine(noun), masculine=self.masculine(noun))

    def _is_year(self, where: Place) -> bool:
        following = where.next_word
        return where.last_word.casefold() in self._year_cues or not following[:1].isupper()

    def year(self, n: int) -> str:
        if n not in _YEARS:
            return self.cardinal(n)
        century, rest = divmod(n, 100)
        return f"{self.cardinal(century)}hundert{self.cardinal(rest) if rest else ''}"

    def before_noun(self, n: int, noun: CountedNoun, where: Place) -> str:
        if n != 1:
            return self.cardinal(n)
        return german_cases.one(where, feminine=noun.feminine, masculine=self.masculine(noun.one))

    def ordinal(self, n: int, *, feminine: bool = False) -> str:
        from num2words import num2words

        return str(num2words(n, to="ordinal", lang="de"))

    def reigning(self, n: int, where: Place, name: str) -> str:
        article, ending = german_cases.of_ruler(where.before, name, feminine=self.feminine(name))
        return f"{article} {self._inflected(n, ending).capitalize()}"

    def mixed(self, whole: str | None, above: int, below: int, where: Place) -> str:
        noun = where.next_word
        if (above, below) == (1, 2) and whole is None and self._gender_known(noun):
            feminine, masculine = self.feminine(noun), self.masculine(noun)
            return german_cases.half(where, feminine=feminine, masculine=masculine)
        if (above, below) == (1, 2):
            return f"{self._joined(whole) if whole else ''}einhalb"
        if below == 2 or (below > 20 and below not in (100, 1000)):
            return ""
        name = {3: "Drittel"}.get(below) or f"{self.ordinal(below).removesuffix('e')}el".capitalize()
        part = f"{self._joined(str(above))} {name}"
        return part if whole is None else f"{self.cardinal(int(whole))} {part}"

    def over(self, above: int, below: int) -> str:
        between = f" {self.against} " if above == 1 else " "
        return f"{self.cardinal(above)}{between}{self.cardinal(below)}"

    def is_score(self, first: str, second: str, where: Place) -> bool:
        near = {word.casefold() for word in re.findall(r"[^\W\d_]+", where.before + where.after)}
        return bool(near & self.contest)

    def decimals(self, written: str) -> str:
        return self.digits(written)

    # ---- dates and times

    def date(self, day: int, month: int, year: int | None, where: Place) -> str:
        name = self.month(month)
        said = f"{self._inflected(day, german_cases.ending(where, name, self))} {name}"
        return said if year is None else f"{said} {self.year(year)}"

    def clock(self, hour: int, minute: int | None, *, named: bool) -> str:
        said = f"{'ein' if hour == 1 else self.cardinal(hour)} Uhr"
        return f"{said} {self.cardinal(minute)}" if minute else said

    # ---- amounts

    def sized(self, written: str, size: str) -> str:
        if size == "tausend":
            return (
                f"{self._joined(written)}tausend" if "," not in written else f"{self.number(written)} tausend"
            )
        one = re.sub("en$", "", size).removesuffix("e")
        one = one + "e" if one.endswith("d") else one
        if written == "1":
            return f"eine {one}"
        return f"{self.number(written)} {one.removesuffix('e')}en"

    def of(self, size: str, noun: str) -> str:
        return f" {noun}"

    def with_cents(self, whole: int, cents: int, currency: CountedNoun, where: Place) -> str:
        part = self.words.units[currency.part]
        if whole == 0 and cents:
            return f"{self.before_noun(cents, part, where)} {part.one if cents == 1 else part.many}"
        said = f"{self.before_noun(whole, currency, where)} {currency.one if whole == 1 else currency.many}"
        return f"{said} {self.cardinal(cents)}" if cents else said
