"""Numbers, dates, times and amounts as French newsreaders say them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.language import CountedNoun
from briefing.speech.spoken_text.english_numbers import roman
from briefing.speech.spoken_text.european_customs import Customs, Place, counted_by_num2words, decimals
from briefing.speech.spoken_text.rules import Rule, any_of

_HOURS = re.compile(
    r"(?<![\w.,:/-])(?P<h>\d{1,3}) ?[hH](?: ?(?P<m>[0-5]\d))?"
    r"(?:(?P<min> ?min)\b(?:\.(?= [a-zé]))?|(?!\w|[.,]\d))"
    r"(?: ?- ?(?P<h2>\d{1,2}) ?[hH](?P<m2>[0-5]\d)?(?!\w|[.,]\d))?"
)
_ROUND_THE_CLOCK = re.compile(r"(?<!\w)(\d{1,2}) ?(h|heures|j|jours|[hH])/ ?(\d{1,2})(?![\w/])")
_ORDINAL = re.compile(
    r"(?<![\w.,])(\d{1,4})(ers?|res?|ères?|nde?s?|de?s?|è?mes?|emes?|i?èmes?|es?|ᵉʳ|ᵉ)(?!\w)"
)
_ROMAN_ORDINAL = re.compile(r"(?<![\w.])(?P<roman>[IVXLC]{1,7})(?P<ending>er|re|ère|e|ème|es|ᵉ|ᵉʳ|ʳᵉ)(?!\w)")
_FEMININE_BEHIND = frozenset({"autre", "autres", "jeune", "jeunes", "vaste", "vastes", "simple", "simples"})
"""Adjectives before a noun that have one form for both genders."""
_DE_UN = re.compile(r"(?<!\w)([Dd])e (?=une? (?!virgule|pour|à|et|ou|sur)\w)")
_BOTH_GENDERS = re.compile(r"(?<=[a-zé])·(?:e|le|ne|se|te)?·?(?=s?(?!\w))")
_NAMED_PARTS = {2: "demi", 3: "tiers", 4: "quart"}


class French(Customs):
    tag = "fr"
    minus, plus, comma, point = "moins", "plus", "virgule", "point"
    to, against, out_of, times, per = "à", "à", "sur", "fois", "par"
    by = "par|le|la|au|du"
    durations = ("h", "min", "s")
    hours_behind, joints = "(?!)", "(?!)"
    day_cues = "le|au|du|ce"
    after_titles = r"(?:le|la) |l'|et Mm?e?\b"

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self._number_tag = next((f"fr_{region}" for region in ("BE", "CH") if region in self.regions), "fr")

    # ---- rules

    def name_rules(self) -> Sequence[Rule[Customs]]:
        return (
            Rule("IVX", _ROMAN_ORDINAL, self._roman_ordinal),
            Rule("·", _BOTH_GENDERS, lambda m, how: ""),  # étudiant·e·s
        )

    def first_rules(self) -> Sequence[Rule[Customs]]:
        return (
            Rule("/", _ROUND_THE_CLOCK, self._round_the_clock),
            Rule("hH", _HOURS, self._hours),
        )

    def date_rules(self) -> Sequence[Rule[Customs]]:
        first = re.compile(rf"(?<![\w.,/-])1(?= (?:{any_of(names[0] for names in self.words.months)})\b)")
        return (
            Rule("1", first, lambda m, how: "premier"),
            Rule("", _ORDINAL, lambda m, how: self._ordinal(m)),
        )

    def last_rules(self) -> Sequence[Rule[Customs]]:
        return (Rule("", _DE_UN, lambda m, how: f"{m.group(1)}'"),)

    def _roman_ordinal(self, match: re.Match[str], how: Customs) -> str:
        written, ending = match["roman"], match["ending"]
        n = roman(written)
        first = ending in ("er", "ᵉʳ", "re", "ère", "ʳᵉ")
        if not n or (len(written) == 1 and written not in "IVX") or (first and n != 1):
            return match.group()
        if n == 1 and not first:
            return match.group()
        return self.ordinal(n, feminine=ending in ("re", "ère", "ʳᵉ"))

    def _round_the_clock(self, match: re.Match[str], how: Customs) -> str:
        first, unit, second = match.groups()
        name = "jours" if unit[0] == "j" else "heures"
        return f"{self.cardinal(int(first))} {name} sur {self.cardinal(int(second))}"

    def _hours(self, match: re.Match[str], how: Customs) -> str:
        minute = None if match["m"] is None else int(match["m"])
        said = self.clock(int(match["h"]), minute, named=True)
        if match["min"]:
            said += " minute" if minute == 1 else " minutes"
        if match["h2"]:
            second = None if match["m2"] is None else int(match["m2"])
            said += f" à {self.clock(int(match['h2']), second, named=True)}"
        return said

    def _ordinal(self, match: re.Match[str]) -> str:
        n, ending = int(match.group(1)), match.group(2)
        many = "s" if ending.endswith("s") else ""
        if ending.startswith(("er", "ᵉʳ", "re", "ère")):
            return match.group() if n != 1 else self.ordinal(1, feminine=ending[0] in "rè") + many
        if ending.startswith(("n", "d")):
            return match.group() if n != 2 else ("seconde" if "e" in ending else "second") + many
        return self.ordinal(n) + many if n else match.group()

    # ---- numbers

    def cardinal(self, n: int) -> str:
        words = counted_by_num2words(n, self._number_tag)
        return words + "s" if words.endswith("quatre-vingt") else words  # num2words forgets it in fr_BE

    def counted(self, written: str, where: Place) -> str:
        said = self.cardinal(int(written.replace(".", "")))
        return _feminine(said) if said.endswith("un") and self._feminine_next(where) else said

    def _feminine_next(self, where: Place) -> bool:
        words = where.next_words
        if not words or words[0].casefold() in self.not_nouns:
            return False
        noun = words[1] if words[0] in _FEMININE_BEHIND and len(words) > 1 else words[0]
        return noun.islower() and self.feminine(noun)

    def before_noun(self, n: int, noun: CountedNoun, where: Place) -> str:
        said = self.cardinal(n)
        return _feminine(said) if noun.feminine else said

    def singular(self, written: str) -> bool:
        return float(written.replace(".", "").replace(",", ".")) < 2

    def ordinal(self, n: int, *, feminine: bool = False) -> str:
        if n == 1:
            return "première" if feminine else "premier"
        from num2words import num2words

        said = str(num2words(n, to="ordinal", lang="fr"))
        return said.replace("vingtsième", "vingtième").replace("centsième", "centième")

    def reigning(self, n: int, where: Place, name: str) -> str:
        return self.cardinal(n)

    def mixed(self, whole: str | None, above: int, below: int, where: Place) -> str:
        if below > 10 and (above > 1 or below not in (20, 100, 1000)):
            return ""
        if below == 10 and above > 1 and whole is None:
            return ""  # sept sur dix
        name = _NAMED_PARTS.get(below) or self.ordinal(below)
        if whole is not None and (above, below) == (1, 2):
            return f"{self.cardinal(int(whole))} et demi"
        many = "s" if above > 1 and not name.endswith("s") else ""
        one = "une" if below == 2 and whole is None and self._feminine_next(where) else "un"
        part = f"{one if above == 1 else self.cardinal(above)} {name}{many}"
        return part if whole is None else f"{self.cardinal(int(whole))} et {part}"

    def over(self, above: int, below: int) -> str:
        return f"{self.cardinal(above)} sur {self.cardinal(below)}"

    def decimals(self, written: str) -> str:
        return decimals(written, self)

    def telephone(self, groups: Sequence[str]) -> str:
        """Two digits at a time, as one number each."""
        pairs = [
            g
            for group in groups
            for g in (re.findall(r"\d\d", group) if len(group) in (4, 6, 8, 10) else [group])
        ]
        return ", ".join(
            " ".join((*["zéro"] * (len(g) - len(g.lstrip("0") or "0")), self.cardinal(int(g))))
            if g != "00"
            else "zéro zéro"
            for g in pairs
        )

    # ---- dates and times

    def date(self, day: int, month: int, year: int | None, where: Place) -> str:
        said = f"{'premier' if day == 1 else self.cardinal(day)} {self.month(month)}"
        return said if year is None else f"{said} {self.year(year)}"

    def clock(self, hour: int, minute: int | None, *, named: bool) -> str:
        said = f"{_feminine(self.cardinal(hour))} {'heure' if hour < 2 else 'heures'}"
        return f"{said} {_feminine(self.cardinal(minute))}" if minute else said

    # ---- amounts

    def sized(self, written: str, size: str) -> str:
        size = size.removesuffix("s")
        if size == "mille":
            return (
                "mille" if written == "1" else f"{self.number(written)} mille".replace("ts mille", "t mille")
            )
        return f"{self.number(written)} {size if self.singular(written) else size + 's'}"

    def of_millions(self, noun: str) -> str:
        if noun.casefold() in self.not_nouns or not noun.islower() or noun.startswith("pour"):
            return " "
        return self.of("million", noun).removesuffix(noun)

    def of(self, size: str, noun: str) -> str:
        if size == "mille":
            return f" {noun}"
        return (
            f" d'{noun}" if noun[0] in "aeiouyéh" and not noun.startswith(("yen", "hect")) else f" de {noun}"
        )

    def with_cents(self, whole: int, cents: int, currency: CountedNoun, where: Place) -> str:
        part = self.words.units[currency.part]
        if whole == 0 and cents:
            return f"{self.cardinal(cents)} {part.one if cents == 1 else part.many}"
        said = f"{self.before_noun(whole, currency, where)} {currency.one if whole < 2 else currency.many}"
        return f"{said} {self.cardinal(cents)}" if cents else said


def _feminine(said: str) -> str:
    """The "un" at the end of a number before a feminine noun; "onze" is none."""
    return said + "e" if said.endswith("un") else said
