"""An Arabic noun behind or before a number → its gender, and whether it is singular or plural.

What the ending does not tell stands in languages/ar.yaml; the rest is told by the form of the word.
"""

from __future__ import annotations

import re
from functools import lru_cache

from briefing.language import CountedNoun, language

WORDS = language("ar").spoken
_MARKS = re.compile("[\u064b-\u0652\u0670]")
# A definite noun is not counted by a number before it; "and" begins what comes next (nouns in و are listed).
_JOINED_BEFORE = ("و", "ال", "بال", "لل", "كال", "فال")
_HAMZA = str.maketrans("أإآٱ", "اااا")  # many papers leave the hamza out: ايام


def bare(word: str) -> str:
    """As the lists are keyed: without vowel marks, with one kind of alif."""
    return _MARKS.sub("", word).translate(_HAMZA)


def _table() -> tuple[dict[str, str], dict[str, str]]:
    singulars = {bare(one): one for one in WORDS.nouns}
    plurals = {bare(many): bare(one) for one, several in WORDS.nouns.items() for many in several}
    for noun in (*WORDS.units.values(), *WORDS.currencies.values()):
        singulars.setdefault(bare(noun.one), noun.one)
        plurals.setdefault(bare(noun.many), bare(noun.one))
    return singulars, plurals


_SINGULARS, _PLURALS = _table()
_FEMININE = frozenset(bare(word) for word in WORDS.feminine)
_NOT_NOUNS = frozenset(bare(word) for word in WORDS.not_nouns)
_UNIT_FEMININE = frozenset(
    bare(noun.one) for noun in (*WORDS.units.values(), *WORDS.currencies.values()) if noun.feminine
)

# Verbal nouns are masculine and take ات: form IV and the forms with ا in front, where two consonants stand
# before the last ا (إجراء, اجتماع, استثمار). A hollow root has one, and a ة in the singular: إصابة, استقالة.
_HOLLOW = re.compile(r"(?:است|ا)[^ايو]ا[^ا]$")
_MASDAR = re.compile(r"ا[^ا]{2,4}ا[^ا]$")
_TAFIL = re.compile(r"ت[^ا]{2}ي[^اي]$")  # تصريح, تعديل
# Unlisted broken plurals of these forms are mostly those of nouns in ة: خطط, قصص; ضرائب, رسائل.
_FAAIL = re.compile(r"[^م].ائ.")
_TAFAUL = re.compile(r"ت[^اي]{2}[^ايوة]$|ت[^ا]ا[^ا][^اي]$")  # توقع, تحرك; تحالف, تنازل


def is_noun(word: str) -> bool:
    """Whether `word`, right behind a number, can be what it counts."""
    plain = bare(word)
    if plain in _SINGULARS or plain in _PLURALS:
        return True
    if plain in _NOT_NOUNS or len(plain) < 3 or plain.startswith(_JOINED_BEFORE):
        return False
    return plain[0] not in "بلك" or plain[1:] not in _PLURALS  # 3 لساعات: three, for hours


@lru_cache(maxsize=4096)
def is_plural(word: str) -> bool:
    plain = _without_article(word)
    if plain in _PLURALS:
        return True
    if plain in _SINGULARS:
        return False
    return (plain.endswith("ات") and len(plain) > 4) or (plain.endswith(("ين", "ون")) and len(plain) > 4)


@lru_cache(maxsize=4096)
def is_singular(word: str) -> bool:
    """Certainly singular: by the lists or by its ة."""
    plain = bare(word)
    return plain in _SINGULARS or (plain.endswith("ة") and not is_plural(word) and len(plain) > 3)


def singular_of(word: str) -> str | None:
    """Of a plural that the lists know."""
    return _SINGULARS.get(_PLURALS.get(bare(word), ""))


@lru_cache(maxsize=4096)
def is_feminine(word: str, *, few: bool = False) -> bool:
    """Gender of the noun's singular. `few`: it stands behind 3–10, and so is a plural."""
    plain = _without_article(word)
    singular = _PLURALS.get(plain)
    if singular is None and plain in _SINGULARS:
        singular = plain
    if singular is None and plain.endswith("ا") and plain[:-1] in _SINGULARS:
        singular = plain[:-1]  # يوما
    if singular is not None:
        return (
            singular in _FEMININE
            or singular in _UNIT_FEMININE
            or _SINGULARS.get(singular, singular).endswith("ة")
        )
    if plain in _FEMININE:
        return True
    if few and plain.endswith("ة"):
        return False  # a plural in ة has a masculine singular: أجهزة of جهاز, قادة of قائد
    if plain.endswith("ات") and len(plain) > 4:
        return not _masculine_stem(plain[:-2])
    if few and (len(plain) == 3 or _FAAIL.fullmatch(plain)):
        return True
    return plain.endswith("ة")


def _masculine_stem(stem: str) -> bool:
    if _HOLLOW.fullmatch(stem):
        return False
    if stem.endswith(("وه", "يه")) or (stem.endswith("ان") and len(stem) > 4):
        return True  # سيناريوهات; فيضانات, برلمانات
    return bool(_MASDAR.fullmatch(stem) or _TAFIL.fullmatch(stem) or _TAFAUL.fullmatch(stem))


def _without_article(word: str) -> str:
    plain = bare(word)
    if plain in _SINGULARS or plain in _PLURALS:
        return plain  # ألعاب, whose hamza is often left out
    return plain[2:] if plain.startswith("ال") and len(plain) > 4 else plain


@lru_cache(maxsize=1024)
def dual(word: str, *, nominative: bool = False) -> str:
    """The noun in the dual: دولة → دولتين, in the nominative دولتان."""
    stem = word[:-1] + "ت" if word.endswith("ة") else word[:-1] + "ي" if word.endswith("ى") else word
    return stem + ("ان" if nominative else "ين")


def specified(unit: CountedNoun) -> str:
    """The unit behind 11–99, in the accusative: كيلومترا مربعا. What has no plural (يورو) stays."""
    if unit.feminine or unit.one == unit.many:
        return unit.one
    noun, gap, phrase = unit.one.partition(" في ")  # كيلومتر في الساعة
    return " ".join(f"{word}ا" for word in noun.split()) + gap + phrase
