"""A number as Arabic papers write it, its prefix and what it counts → words that agree with each other."""

from __future__ import annotations

import re

from briefing.language import CountedNoun
from briefing.speech.spoken_text import arabic_case
from briefing.speech.spoken_text.arabic_nouns import (
    WORDS,
    bare,
    dual,
    is_feminine,
    is_noun,
    is_plural,
    is_singular,
    singular_of,
    specified,
)
from briefing.speech.spoken_text.arabic_numbers import (
    MOST_DIGITS,
    Case,
    cardinal,
    decimal,
    definite,
    digits,
    dual_of,
)
from briefing.speech.spoken_text.rules import any_of

LETTERS = "[\u0621-\u063a\u0641-\u064a]"
WORD = f"{LETTERS}[\u0621-\u063a\u0641-\u0652\u0670]{{0,30}}"
NUMBER = r"\d{1,15}(?:[.,]\d{1,12}){0,5}"
PREFIX = "[وف]?(?:لل|[بلك]?ال|[بلك])|[وف]"
"""And, so; to, by, as; the article: written together with the number, with or without tatweel."""
NOUN = rf"(?!(?:{PREFIX}) ?\d){WORD}"
"""A word that is not the prefix of the next number."""
SIGN = r"(?:(?<![^\s(])|(?<=\sو))[-+]"
START = rf"(?<!\w)(?<!\d[.,/])(?:(?P<prefix>{PREFIX}) ?(?=[-+$€£¥₪₺]?\d))?"
SIZE = any_of([*WORDS.magnitudes, *WORDS.magnitudes.values()])
_MAGNITUDES = {bare(one): (one, many) for one, many in WORDS.magnitudes.items()}
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")
_NEXT_WORD = re.compile(rf" ?({WORD})")
_NEXT_COUNTED = re.compile(rf" ?(?:و|أو|إلى|حتى|-) ?(?:{NUMBER}) ({WORD})")
_DECIMAL_NEXT = re.compile(r" ?(?:%|مليون|مليار|ألف|تريليون|في الم|بالم|دينار|درج|نقط)")


def parse(written: str, following: str = "") -> tuple[str, str] | None:
    """Whole part and fraction as digits; None for what is no number (1.2.3).

    A comma before exactly three digits is a mark between thousands, any other a decimal sign; a point before
    exactly three digits is a mark between thousands unless what follows asks for a fraction.
    """
    if _GROUPED.fullmatch(written):
        if written.count(".") > 1:
            return written.replace(".", ""), ""
        whole, _, fraction = written.replace(",", "").partition(".")
        return whole, fraction
    parts = re.split("[.,]", written)
    if len(parts) > 2:
        return None
    if len(parts) == 1:
        return written, ""
    whole, fraction = parts
    thousands = "." in written and len(fraction) == 3 and len(whole) < 4 and not whole.startswith("0")
    if thousands and not _DECIMAL_NEXT.match(following):
        return whole + fraction, ""
    return whole, fraction


def joined(prefix: str | None, words: str) -> str:
    """`words` with the prefix in front; the article of ال is already on them."""
    if not prefix:
        return words
    if prefix.endswith("لل"):
        return prefix + words.removeprefix("ال")
    if prefix.endswith("ال"):
        return prefix.removesuffix("ال") + words
    if prefix.endswith("ل") and words.startswith("ال"):
        return prefix + words[1:]
    return prefix + words


def has_article(prefix: str | None) -> bool:
    return prefix is not None and prefix.endswith(("ال", "لل"))


def _is_spelled(whole: str) -> bool:
    """Whether its digits are read one by one: too many to be understood, or a code that begins with 0."""
    return len(whole) > MOST_DIGITS or (len(whole) > 1 and whole.startswith("0"))


def case_of(match: re.Match[str], noun: str | None = None, *, whole_line: bool = False) -> Case:
    """The case of the number that `match` is, by what stands before it in its sentence.

    `noun`: what is counted where the match does not reach it.
    """
    groups = match.groupdict()
    rest = match.string[match.end() : match.end() + 80]
    noun = noun or groups.get("noun")
    if noun and magnitude(noun):
        following = _NEXT_WORD.match(rest)
        noun = following.group(1) if following else None
    before = match.string[max(0, match.start() - 160) : match.start()]
    if groups.get("before"):
        before += groups["before"] + " "
    return arabic_case.of_number(before, groups.get("prefix"), noun, rest)


def in_words(number: tuple[str, str], *, feminine: bool = False, case: Case = Case.OBLIQUE) -> str:
    """A parsed number alone."""
    whole, fraction = number
    if fraction:
        return decimal(whole, fraction, case)
    if _is_spelled(whole):
        return digits(whole)
    return cardinal(int(whole), feminine=feminine, case=case)


def with_unit(
    number: tuple[str, str],
    unit: CountedNoun,
    size: str | None = None,
    case: Case = Case.OBLIQUE,
    *,
    pausal: bool = False,
) -> str:
    """A number and the unit or currency whose name we choose: خمسة دولارات, مليوني دولار, خمسين كيلومترا.

    `pausal`: the amount is all that is said, and so what is counted has no ending (خمسين كيلومتر).
    """
    whole, fraction = number
    if size:
        return f"{with_magnitude(number, size, before_noun=True, case=case)} {unit.one}"
    if fraction:
        return f"{decimal(whole, fraction, case)} {unit.one}"
    n = int(whole)
    if n == 1:
        return f"{unit.one} {'واحدة' if unit.feminine else 'واحد'}"
    if n == 2 and unit.two:
        return _nominative_dual(unit.two) if case is Case.NOMINATIVE else unit.two
    words = cardinal(n, feminine=unit.feminine, before_noun=True, case=case)
    if 3 <= n % 100 <= 10:
        return f"{words} {unit.many}"
    return f"{words} {unit.one if n % 100 < 11 or pausal else specified(unit)}"


def _nominative_dual(two: str) -> str:
    """كيلومترين مربعين → كيلومتران مربعان."""
    return re.sub(r"ين(?!\w)", "ان", two)


def magnitude(word: str | None) -> str | None:
    """مليون, مليار, ألف …, or None."""
    return _MAGNITUDES[bare(word)][0] if word and bare(word) in _MAGNITUDES else None


def with_magnitude(
    number: tuple[str, str], word: str, *, before_noun: bool, case: Case = Case.OBLIQUE
) -> str:
    """مليون, مليوني, ثلاثة ملايين, عشرين مليون, ثلاثة فاصل خمسة مليار."""
    one, many = _MAGNITUDES[bare(word)]
    whole, fraction = number
    if fraction:
        return f"{decimal(whole, fraction, case)} {one}"
    n = int(whole)
    if n == 1:
        return one
    if n == 2:
        return dual_of(one, construct=before_noun, case=case)
    return f"{cardinal(n, before_noun=True, case=case)} {many if 3 <= n % 100 <= 10 else one}"


def counted(
    number: tuple[str, str], noun: str, prefix: str | None, rest: str, case: Case = Case.OBLIQUE
) -> str:
    """A number and the word behind it. `rest` is the line behind that word."""
    whole, fraction = number
    if magnitude(noun):
        said = with_magnitude(number, noun, before_noun=_noun_follows(rest), case=case)
        return joined(prefix, f"ال{said}" if has_article(prefix) else said)
    if fraction or _is_spelled(whole):
        return f"{joined(prefix, in_words(number, case=case))} {noun}"
    n = int(whole)
    if not is_noun(noun):
        return f"{joined(prefix, _alone(n, prefix, _shared_noun(f' {noun}{rest}'), case))} {noun}"
    few = 3 <= n % 100 <= 10
    feminine = is_feminine(noun, few=few)
    if has_article(prefix):
        return f"{joined(prefix, definite(n, feminine=feminine, case=case))} {noun}"
    if n == 1 and is_singular(noun):
        return joined(prefix, f"{noun} {'واحدة' if feminine else 'واحد'}")
    if n == 2 and (one := noun if is_singular(noun) else singular_of(noun)):
        return joined(prefix, dual(one, nominative=case is Case.NOMINATIVE))
    known = is_singular(noun) or is_plural(noun)
    before_noun = known or not 1000 <= n <= 2100  # 2000 before a word we do not know may be a year
    said = cardinal(n, feminine=feminine, before_noun=before_noun, case=case)
    return f"{joined(prefix, said)} {noun}"


def alone(number: tuple[str, str], prefix: str | None, rest: str, case: Case = Case.OBLIQUE) -> str:
    """A number without a word behind it; `rest` may name the noun that it shares: خمس وست ساعات."""
    whole, fraction = number
    if fraction or _is_spelled(whole):
        return joined(prefix, in_words(number, case=case))
    return joined(prefix, _alone(int(whole), prefix, _shared_noun(rest), case))


def _alone(n: int, prefix: str | None, noun: str | None, case: Case) -> str:
    feminine = noun is not None and is_feminine(noun, few=3 <= n % 100 <= 10)
    if has_article(prefix):
        return definite(n, feminine=feminine, case=case)
    return cardinal(n, feminine=feminine, case=case)


def _shared_noun(rest: str) -> str | None:
    found = _NEXT_COUNTED.match(rest[:60])
    return found.group(1) if found and is_noun(found.group(1)) else None


def _noun_follows(rest: str) -> bool:
    found = _NEXT_WORD.match(rest[:40])
    return found is not None and is_noun(found.group(1)) and rest[:1] == " "


def rest_of(match: re.Match[str], group: str | int = 0) -> str:
    """What stands behind, as far as any rule looks."""
    return match.string[match.end(group) : match.end(group) + 80]


def signed(match: re.Match[str], said: str, *, below_zero: bool = False) -> str:
    sign = match.groupdict().get("sign")
    if sign == "-" and below_zero:
        said = f"{said} تحت الصفر"
    elif sign:
        said = f"{'ناقص' if sign == '-' else 'زائد'} {said}"
    return joined(match.groupdict().get("prefix"), said)
