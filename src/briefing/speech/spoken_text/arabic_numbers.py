"""Numbers → Arabic words as newsreaders say them, in the case that the sentence asks for.

Grammar: the gender of 3–10 is the opposite of the noun's, 1 and 2 agree with it, in 11–19 both parts change,
tens, hundreds and thousands do not; a dual before its noun loses its ن (Ryding, A Reference Grammar of Modern
Standard Arabic, chapter 15).
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache


class Case(Enum):
    """Of a number in its sentence, as far as it is written without vowel marks."""

    NOMINATIVE = "nominative"
    ACCUSATIVE = "accusative"
    OBLIQUE = "oblique"
    """Genitive, or we do not know: newsreaders then say the form that genitive and accusative share."""


MOST_DIGITS = 15
"""A number with more is read digit by digit."""

_DIGITS = ("صفر", "واحد", "اثنين", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة")
_MASCULINE = ("", "واحد", "اثنين", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة")
_FEMININE = ("", "واحدة", "اثنتين", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر")
_TENS = ("", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")
"""Without the ending: ون in the nominative, ين elsewhere."""
_HUNDREDS = ("", "مئة", "", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة")
_SCALES = (
    (10**12, "تريليون", "تريليونات"),
    (10**9, "مليار", "مليارات"),
    (10**6, "مليون", "ملايين"),
    (10**3, "ألف", "آلاف"),
)
_ORDINALS = ("", "أول", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر")
FRACTIONS = {2: "نصف", 3: "ثلث", 4: "ربع", 5: "خمس", 6: "سدس", 7: "سبع", 8: "ثمن", 9: "تسع", 10: "عشر"}
_FRACTION_PLURALS = {
    3: "أثلاث",
    4: "أرباع",
    5: "أخماس",
    6: "أسداس",
    7: "أسباع",
    8: "أثمان",
    9: "أتساع",
    10: "أعشار",
}


@lru_cache(maxsize=4096)
def cardinal(n: int, *, feminine: bool = False, before_noun: bool = False, case: Case = Case.OBLIQUE) -> str:
    """`n` in words for a noun of that gender. 0 ≤ n < 10**15.

    `before_noun`: what is counted follows, and so a dual at the end is in construct (ألفي, not ألفين) and
    a thousand has no ending of its own (عشرين ألف, not ألفا).
    """
    if n == 0:
        return "صفر"
    parts: list[str] = []
    for value, one, many in _SCALES:
        count, n = divmod(n, value)
        if count:
            parts.append(_scaled(count, one, many, construct=n == 0 and before_noun, case=case))
    if n // 100 == 2:
        parts.append(dual_of("مئت", construct=n == 200 and before_noun, case=case))
    elif n >= 100:
        parts.append(_HUNDREDS[n // 100])
    if n % 100:
        parts.append(_below_hundred(n % 100, feminine, case))
    return " و".join(parts)


def _scaled(count: int, one: str, many: str, *, construct: bool, case: Case) -> str:
    """So many thousands, millions …; their own noun is in the accusative behind 11–99 (خمسين ألفا)."""
    rest = count % 100
    if count == 1:
        return f"{one}ا" if case is Case.ACCUSATIVE and not construct else one
    if count == 2:
        return dual_of(one, construct=construct, case=case)
    if 3 <= rest <= 10:
        return f"{cardinal(count, case=case)} {many}"
    if rest > 10:
        return f"{cardinal(count, case=case)} {one}{'' if construct else 'ا'}"
    return f"{cardinal(count, before_noun=True, case=case)} {one}"


def dual_of(word: str, *, construct: bool = False, case: Case = Case.OBLIQUE) -> str:
    """مليون → مليونان, مليونين; before what is counted مليونا, مليوني."""
    if case is Case.NOMINATIVE:
        return word + ("ا" if construct else "ان")
    return word + ("ي" if construct else "ين")


def _tens(ten: int, case: Case) -> str:
    return _TENS[ten] + ("ون" if case is Case.NOMINATIVE else "ين")


def _unit(unit: int, feminine: bool, case: Case) -> str:
    word = (_FEMININE if feminine else _MASCULINE)[unit]
    if unit == 2 and case is Case.NOMINATIVE:
        return word.removesuffix("ين") + "ان"
    return word


def _below_hundred(n: int, feminine: bool, case: Case) -> str:
    if n <= 10:
        return _unit(n, feminine, case)
    if n == 11:
        return "إحدى عشرة" if feminine else "أحد عشر"
    if n == 12:
        two = _unit(2, feminine, case).removesuffix("ن")
        return f"{two} {'عشرة' if feminine else 'عشر'}"
    ten, unit = divmod(n, 10)
    if ten == 1:
        return f"{_unit(unit, feminine, case)} {'عشرة' if feminine else 'عشر'}"
    if not unit:
        return _tens(ten, case)
    if feminine and unit == 1:
        return f"إحدى و{_tens(ten, case)}"
    word = _unit(unit, feminine, case)
    if feminine and unit == 8 and case is not Case.ACCUSATIVE:
        word = "ثمان"  # in the indefinite it loses its ي, as قاض does
    elif case is Case.ACCUSATIVE and not word.endswith(("ة", "ين")):
        word += "ا"  # تنوين: واحدا, ثلاثا, ثمانيا
    return f"{word} و{_tens(ten, case)}"


def definite(n: int, *, feminine: bool = False, case: Case = Case.OBLIQUE) -> str:
    """The cardinal with the article, on every part that "and" joins: الأربع والعشرين."""
    case = Case.OBLIQUE if case is Case.ACCUSATIVE else case  # no tanwin behind an article
    parts = cardinal(n, feminine=feminine, case=case).split(" و")
    return " و".join("الثماني" if part == "ثمان" else f"ال{part}" for part in parts)


@lru_cache(maxsize=1024)
def ordinal(n: int, *, feminine: bool = False, case: Case = Case.OBLIQUE) -> str:
    """With the article, as it stands behind a definite noun or for a day: الثالث, الحادية عشرة."""
    if n == 1:
        return "الأولى" if feminine else "الأول"
    if n <= 10:
        return f"ال{_ORDINALS[n]}{'ة' if feminine else ''}"
    if n >= 100:
        rest = n % 100
        hundreds = definite(n - rest, case=case)
        return f"{ordinal(rest, feminine=feminine, case=case)} بعد {hundreds}" if rest else hundreds
    ten, unit = divmod(n, 10)
    if not unit:
        return f"ال{_tens(ten, case)}"
    ending = "ة" if feminine else ""
    word = f"ال{'حادي' if unit == 1 else _ORDINALS[unit]}{ending}"
    return f"{word} عشر{ending}" if ten == 1 else f"{word} وال{_tens(ten, case)}"


def decimal(whole: str, fraction: str, case: Case = Case.OBLIQUE) -> str:
    """3.05 is "three point zero five", 3.25 "three point twenty-five"."""
    case = Case.OBLIQUE if case is Case.ACCUSATIVE else case
    start = cardinal(int(whole or "0"), case=case) if len(whole) <= MOST_DIGITS else digits(whole)
    significant = fraction.lstrip("0")
    zeros = ["صفر"] * (len(fraction) - len(significant))
    words = (
        digits(significant)
        if len(significant) > 3
        else cardinal(int(significant), case=case)
        if significant
        else ""
    )
    end = [words] if words else []
    return " ".join([start, "فاصل", *zeros, *end])


def digits(written: str) -> str:
    """Each digit by its name; other characters are gaps."""
    return " ".join(_DIGITS[int(c)] for c in written if c.isascii() and c.isdigit())


def fraction(above: int, below: int, case: Case = Case.OBLIQUE, *, construct: bool = False) -> str | None:
    """نصف, ثلثي, ثلاثة أرباع; None where there is no everyday word."""
    if not 0 < above < below or below not in FRACTIONS:
        return None
    if above == 1:
        return FRACTIONS[below]
    if above == 2:
        return dual_of(FRACTIONS[below], construct=construct, case=case)
    return f"{cardinal(above)} {_FRACTION_PLURALS[below]}"


def _all_words() -> frozenset[str]:
    numbers = (*range(1, 100), *range(100, 1000, 100), *(m * v for v, _, _ in _SCALES for m in (1, 2, 3, 11)))
    said = (
        cardinal(n, feminine=feminine, before_noun=before_noun, case=case)
        for n in numbers
        for feminine in (False, True)
        for before_noun in (False, True)
        for case in Case
    )
    words = {word for line in said for part in line.split(" و") for word in part.split()}
    return frozenset(word.translate(_ONE_ALIF) for word in words | set(_DIGITS))


_ONE_ALIF = str.maketrans("أإآ", "ااا")
_WORDS = _all_words()


def is_number_word(word: str) -> bool:
    """Whether `word`, without "and", is one of those that `cardinal` makes."""
    return word.translate(_ONE_ALIF) in _WORDS
