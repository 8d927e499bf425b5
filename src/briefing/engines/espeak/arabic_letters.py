"""A diacritized Arabic word → its letters with their marks, with what the script leaves unsaid.

Some long vowels are not written and some written letters are silent; both are closed lists of common words
(Wright, A Grammar of the Arabic Language, I §6–9; Ryding, A Reference Grammar of MSA, 2.4.3).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

FATHATAN, DAMMATAN, KASRATAN, FATHA, DAMMA, KASRA, SHADDA, SUKUN, DAGGER = (
    "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
)
MARKS = FATHATAN + DAMMATAN + KASRATAN + FATHA + DAMMA + KASRA + SHADDA + SUKUN + DAGGER
VOWELS = {FATHA: "a", DAMMA: "u", KASRA: "i", FATHATAN: "an", DAMMATAN: "un", KASRATAN: "in"}
SUN_LETTERS = frozenset("تثدذرزسشصضطظلن")

_SAME_LETTER = str.maketrans(
    {"ٱ": "ا", "ک": "ك", "ی": "ي", "ې": "ي", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۀ": "ه", "ـ": None}
)  # alif wasla, Persian and Urdu forms, tatweel


@dataclass(slots=True)
class Letter:
    base: str
    vowel: str = ""
    """a, i, u; an, in, un for tanwin; empty when none is written."""
    shadda: bool = False
    sukun: bool = False
    silent: bool = False

    @property
    def bare(self) -> bool:
        """Neither vowel nor shadda nor sukun is written."""
        return not (self.vowel or self.shadda or self.sukun)


def letters(word: str) -> list[Letter]:
    """The letters of one word; marks in either order; a tanwin on a silent alif goes to the letter before."""
    found: list[Letter] = []
    for char in unicodedata.normalize("NFC", word).translate(_SAME_LETTER):
        if char not in MARKS:
            found.append(Letter(char))
        elif not found:
            continue
        elif char == SHADDA:
            found[-1].shadda = True
        elif char == SUKUN:
            found[-1].sukun = True
        elif char == DAGGER:
            found[-1].vowel = "a"
            found.append(Letter("ا"))
        else:
            found[-1].vowel = VOWELS[char]
    for before, letter in pairwise(found):
        if letter.base in "اى" and letter.vowel == "an":
            before.vowel, letter.vowel = "an", ""
    return found


def skeleton(word: list[Letter]) -> str:
    return "".join(letter.base for letter in word)


# The letter in the group carries a long a that is not written: هذا hādhā.
_LONG_A_UNWRITTEN = tuple(
    re.compile(pattern)
    for pattern in (
        r"[وفأ]?[بلك]?(ه)ذ(?:ا|ه|ان|ين|ي)$",
        r"[وفأ]?[بلك]?(ه)ؤلاء$",
        r"[وف]?(ه)كذا$",
        r"[وفأ]?[بلك]?(ذ)لك(?:م|ما|ن)?$",
        r"[وف]?(ل)كن(?:ن?ي|ه|ها|هم|هما|هن|ك|كم|ن?نا)?$",
        r"[وف]?[بل]?أو(ل)ئك(?:م)?$",
        r"[وفب]?[بلك]?(?:ال|ل)?رح(م)ن$",
        r"(?:.{0,3}عبد)(?:ال)رح(م)ن$",
        r"[وف]?[بلك]?(?:ال)?إ(ل)ه(?:ي|نا|هم|ها|ية|ا|ين)?$",
        r"[وف]?[بلك]?(?:ال|ل)?س(م)وات$",
        r"[وف]?(ط)ه$",
        r"[وف]?ط(ه)$",
        r"[وف]?إس(ح)ق$",
    )
)
# The letter in the group is written and not said.
_SILENT = tuple(
    re.compile(pattern)
    for pattern in (
        r"[وف]?[بل]?أ(و)ل(?:ئك|ئكم|و|ي|ات)$",  # ulāʾika, ulū
        r"[وف]?[بل]?عمر(و)$",  # ʿAmr, spelt so to tell him from ʿUmar
        r".*م(ا)ئ(?:ة|ت(?:ا|ي|ان|ين|ه|ها|هم)?|ات|وي|وية)$",  # miʾa
    )
)
_ALLAH = re.compile(r"(?:(?P<alif>ا)|^[وف]?)ل(?P<lam>ل)ه(?:م)?$")
_RELATIVE = re.compile(r"[وفبك]?ا(ل)(?:ذي|تي|ذين)$")


def is_allah(word: list[Letter]) -> bool:
    """The name of God, alone, with a prefix or as the end of a compound name: its l is dark after a and u."""
    return _ALLAH.search(skeleton(word)) is not None


def respell(word: list[Letter]) -> list[Letter]:
    """The same word with what is said and not written, and without what is written and not said."""
    bare = skeleton(word)
    for pattern in _SILENT:
        if match := pattern.match(bare):
            word[match.start(1)].silent = True
            if word[match.start(1)].base == "ا":
                word[match.start(1) - 1].vowel = "i"
    found = [match.start(1) for pattern in _LONG_A_UNWRITTEN if (match := pattern.match(bare))]
    long_after = [index for index in found if word[index].vowel in ("", "a")]
    if match := _ALLAH.search(bare):
        word[match.start("lam")].shadda = True
        long_after.append(match.start("lam"))
        if match["alif"]:
            word[match.start("lam") - 1].silent = True
            word[match.start("alif")].silent = match.start("alif") > 1
        elif not word[match.start("lam") - 1].vowel:
            word[match.start("lam") - 1].vowel = "i"
    if match := _RELATIVE.match(bare):
        word[match.start(1)].shadda, word[match.start(1)].vowel = True, "a"
    for index in sorted(set(long_after), reverse=True):
        word[index].vowel = "a"
        if word[index + 1 : index + 2] != [Letter("ا")]:
            word.insert(index + 1, Letter("ا"))
    return word
