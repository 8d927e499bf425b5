"""Numbers → Arabic words as newsreaders say them: the accusative and genitive form, which are written alike.

Grammar: the gender of 3–10 is the opposite of the noun's, 1 and 2 agree with it, in 11–19 both parts change,
tens, hundreds and thousands do not; a dual before its noun loses its ن (Ryding, A Reference Grammar of Modern
Standard Arabic, chapter 15).
"""

from __future__ import annotations

from functools import lru_cache

MOST_DIGITS = 15
"""A number with more is read digit by digit."""

_DIGITS = ("صفر", "واحد", "اثنين", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة")
_MASCULINE = ("", "واحد", "اثنين", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة")
_FEMININE = ("", "واحدة", "اثنتين", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر")
_TENS = ("", "", "عشرين", "ثلاثين", "أربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين")
_HUNDREDS = ("", "مئة", "مئتين", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة")
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
def cardinal(n: int, *, feminine: bool = False, before_noun: bool = False) -> str:
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
            parts.append(_scaled(count, one, many, last=n == 0, before_noun=before_noun))
    if n >= 100:
        hundred = "مئتي" if n == 200 and before_noun else _HUNDREDS[n // 100]
        parts.append(hundred)
    if n % 100:
        parts.append(_below_hundred(n % 100, feminine))
    return " و".join(parts)


def _scaled(count: int, one: str, many: str, *, last: bool, before_noun: bool) -> str:
    construct = last and before_noun
    rest = count % 100
    if count == 1:
        return one
    if count == 2:
        return one + ("ي" if construct else "ين")
    if 3 <= rest <= 10:
        return f"{cardinal(count)} {many}"
    if rest > 10:
        return f"{cardinal(count)} {one}{'' if construct else 'ا'}"
    return f"{cardinal(count, before_noun=True)} {one}"


def _below_hundred(n: int, feminine: bool) -> str:
    units = _FEMININE if feminine else _MASCULINE
    if n <= 10:
        return units[n]
    if n == 11:
        return "إحدى عشرة" if feminine else "أحد عشر"
    if n == 12:
        return "اثنتي عشرة" if feminine else "اثني عشر"
    if n < 20:
        return f"{units[n - 10]} {'عشرة' if feminine else 'عشر'}"
    ten, unit = divmod(n, 10)
    if not unit:
        return _TENS[ten]
    return f"{'إحدى' if feminine and unit == 1 else units[unit]} و{_TENS[ten]}"


def definite(n: int, *, feminine: bool = False) -> str:
    """The cardinal with the article, on every part that "and" joins: الأربع والعشرين."""
    return " و".join(f"ال{part}" for part in cardinal(n, feminine=feminine, before_noun=False).split(" و"))


@lru_cache(maxsize=1024)
def ordinal(n: int, *, feminine: bool = False) -> str:
    """With the article, as it stands behind a definite noun or for a day: الثالث, الحادية عشرة."""
    if n == 1:
        return "الأولى" if feminine else "الأول"
    if n <= 10:
        return f"ال{_ORDINALS[n]}{'ة' if feminine else ''}"
    if n >= 100:
        rest = n % 100
        hundreds = definite(n - rest)
        return f"{ordinal(rest, feminine=feminine)} بعد {hundreds}" if rest else hundreds
    ten, unit = divmod(n, 10)
    if not unit:
        return f"ال{_TENS[ten]}"
    ending = "ة" if feminine else ""
    word = f"ال{'حادي' if unit == 1 else _ORDINALS[unit]}{ending}"
    return f"{word} عشر{ending}" if ten == 1 else f"{word} وال{_TENS[ten]}"


def decimal(whole: str, fraction: str) -> str:
    """3.05 is "three point zero five", 3.25 "three point twenty-five"."""
    start = cardinal(int(whole or "0")) if len(whole) <= MOST_DIGITS else digits(whole)
    significant = fraction.lstrip("0")
    zeros = ["صفر"] * (len(fraction) - len(significant))
    words = digits(significant) if len(significant) > 3 else cardinal(int(significant)) if significant else ""
    end = [words] if words else []
    return " ".join([start, "فاصل", *zeros, *end])


def digits(written: str) -> str:
    """Each digit by its name; other characters are gaps."""
    return " ".join(_DIGITS[int(c)] for c in written if c.isascii() and c.isdigit())


def fraction(above: int, below: int) -> str | None:
    """نصف, ثلثي, ثلاثة أرباع; None where there is no everyday word."""
    if not 0 < above < below or below not in FRACTIONS:
        return None
    if above == 1:
        return FRACTIONS[below]
    if above == 2:
        return f"{FRACTIONS[below]}ين"
    return f"{cardinal(above)} {_FRACTION_PLURALS[below]}"
