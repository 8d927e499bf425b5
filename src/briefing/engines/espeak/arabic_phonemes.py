"""Diacritized Arabic text → mnemonics of eSpeak's Arabic voice, as Modern Standard Arabic is read aloud.

Here: words in their context, stress, dark vowels. Ryding, A Reference Grammar of Modern Standard Arabic,
ch. 2, and Watson, The Phonology and Morphology of Arabic, ch. 2, 5, 10.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from briefing.engines.espeak.arabic_letters import MARKS
from briefing.engines.espeak.arabic_sounds import SHORT_VOWELS, Word, is_vowel, spoken

_EMPHATIC = frozenset(("s[", "dH", "t[", "Z"))
"""They darken the vowels beside them: eSpeak's a. i. u."""
_UVULAR = frozenset(("q",))
"""It darkens a only."""
_AMBIGUOUS = frozenset(("tS", "dH", "dZ", "gH"))
"""Two consonants whose mnemonics would be read as one: t + S is not tS. A bar keeps them apart."""
_CLAUSE_LENGTH = 600
"""eSpeak reads a clause into 800 bytes and breaks a longer one, also inside a mnemonic (measured at 725)."""

# Particles without stress of their own (Ryding 2.6: proclitic prepositions and particles).
_UNSTRESSED = frozenset((
    "و", "ف", "من", "في", "عن", "على", "إلى", "الى", "أن", "ان", "إن", "لا", "ما", "لم", "لن", "قد",
    "هل", "بل", "أو", "او", "ثم", "كما", "لو", "مع", "إذ", "كي", "حتى", "يا", "ومن", "وفي", "وعن",
    "وعلى", "وإلى", "والى", "وأن", "وان", "وإن", "ولا", "وما", "ولم", "ولن", "وقد", "وهل", "ولو",
    "وكما", "فلا", "فما", "فلم", "فلن", "فقد", "فإن", "فان", "بأن", "بان", "لأن", "لان", "كأن",
))  # fmt: skip
_PAUSES = {".": ".", "…": ".", "!": "!", "؟": "?", "?": "?", "،": ",", ",": ",", "؛": ";", ";": ";", ":": ":"}
"""Punctuation at which a reader stops: case endings are not said before it."""
_TOKEN = re.compile(
    rf"(?P<word>[ء-يٱ-ۓە][ء-يٱ-ۓە{MARKS}ـ]*)|(?P<pause>[.…!؟?،,؛;:]+(?=\s|$|[^\w])|\n+|\s[-–—]+\s)"
    r"|(?P<fixed>[\ue000-\uf8ff])"
    rf"|(?P<other>[^\Wء-يٱ-ۓە]+(?:[.,'’:/-]?[^\Wء-يٱ-ۓە]+)*)"
)
_LETTER_NAMES = {
    "ا": "أَلِف", "ب": "بَاء", "ت": "تَاء", "ث": "ثَاء", "ج": "جِيم", "ح": "حَاء", "خ": "خَاء",
    "د": "دَال", "ذ": "ذَال", "ر": "رَاء", "ز": "زَاي", "س": "سِين", "ش": "شِين", "ص": "صَاد",
    "ض": "ضَاد", "ط": "طَاء", "ظ": "ظَاء", "ع": "عَيْن", "غ": "غَيْن", "ف": "فَاء", "ق": "قَاف",
    "ك": "كَاف", "ل": "لَام", "م": "مِيم", "ن": "نُون", "ه": "هَاء", "و": "وَاو", "ي": "يَاء",
}  # fmt: skip


_NOTHING_FIXED: Mapping[str, tuple[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcription:
    mnemonics: str
    """For espeak_Synth with espeakPHONEMES: mnemonics in [[ ]], punctuation and foreign words outside."""
    words: tuple[tuple[int, str], ...]
    """(code point of `mnemonics` where it begins, word without its marks) of every spoken word."""


def transcribe(text: str, fixed: Mapping[str, tuple[str, str]] = _NOTHING_FIXED) -> Transcription:
    """The sounds of diacritized `text`; the end of the text is a pause.

    `fixed`: private characters that stand for a word with sounds of its own → (word, mnemonics).
    """
    tokens = [(match.lastgroup or "", match.group()) for match in _TOKEN.finditer(text)]
    tokens = _spelled_out(tokens)
    written = _Clauses()
    clause: list[Word] = []
    for index, (kind, token) in enumerate([*tokens, ("pause", "")]):
        if kind == "word":
            at_pause = tokens[index + 1][0] == "pause" if index + 1 < len(tokens) else True
            clause.append(spoken(token, at_pause=at_pause))
            continue
        for word, sounds in _joined(clause):
            written.add(_plain(word.text), _mnemonics(sounds, _accent(word, sounds)))
        clause = []
        if kind == "other":
            written.add_plain(token)
        elif kind == "fixed":
            written.add(*fixed.get(token, ("", "")))
        else:
            written.pause(_PAUSES.get(token.strip()[:1], ",") if token else "")
    return written.transcription()


def _plain(word: str) -> str:
    return "".join(char for char in word if char not in MARKS)


def _spelled_out(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Two or more single letters in a row are initials (أ ف ب): each is said by its name."""
    single = [kind == "word" and len(_plain(token)) == 1 for kind, token in tokens]
    out = []
    for index, (kind, token) in enumerate(tokens):
        neighbours = single[max(index - 1, 0) : index + 2]
        name = (
            _LETTER_NAMES.get(_plain(token).replace("أ", "ا"))
            if single[index] and sum(neighbours) > 1
            else None
        )
        out.append((kind, name or token))
    return out


# ------------------------------------------------------------------------------------- words in context


def _joined(clause: list[Word]) -> list[tuple[Word, list[str]]]:
    """Each word as it sounds after the one before it."""
    said: list[tuple[Word, list[str]]] = []
    for word in clause:
        sounds = list(word.sounds)
        before = said[-1][1] if said else []
        if word.wasl and not before:
            sounds = ["?", word.wasl, *sounds]
            word.unstressed += 2 if word.wasl == "a" else 0  # the article's; that of a stem may be stressed
        elif word.wasl:
            _link(before, said[-1][0])
        elif before and said[-1][0].bare_ta_marbuta and before[-1] == "t":
            before.pop()
        if word.allah and sounds:
            _darken_allah(sounds, before[-1:] if word.wasl and before else [])
        said.append((word, sounds))
    return said


def _link(before: list[str], word: Word) -> None:
    """The end of a word before hamzat al-wasl: a long vowel is cut, a consonant takes a helping one."""
    if before[-1].endswith(":"):
        before[-1] = before[-1][:-1]
    elif before[-1] not in SHORT_VOWELS:
        if _plain(word.text) in ("من", "ومن"):
            before.append("a")
        else:
            before.append("u" if before[-2:] == ["u", "m"] else "i")


def _darken_allah(sounds: list[str], before: list[str]) -> None:
    lam = max((i for i in range(len(sounds) - 1) if sounds[i : i + 2] == ["l", "l"]), default=None)
    if lam is None:
        return
    vowel = (sounds[lam - 1 : lam] if lam else []) or before
    if vowel and vowel[0][0] in "au" and sounds[lam + 2 : lam + 3] == ["a:"]:
        sounds[lam + 2] = "a.:"


def _accent(word: Word, sounds: list[str]) -> int | None:
    """Index of the stressed vowel; None for a particle.

    A superheavy last syllable, else a heavy one before it, else the third from the end (Ryding 2.6); never on
    article or proclitic.
    """
    vowels = [index for index, sound in enumerate(sounds) if is_vowel(sound) and index >= word.unstressed]
    if not vowels or _plain(word.text) in _UNSTRESSED:
        return None
    ends = [*vowels[1:], len(sounds)]
    consonants = [end - vowel - 1 for vowel, end in zip(vowels, ends, strict=True)]
    last = vowels[-1]
    if len(vowels) == 1 or consonants[-1] >= 2 or (sounds[last].endswith(":") and consonants[-1] >= 1):
        return last
    before_last = vowels[-2]
    if len(vowels) == 2 or sounds[before_last].endswith(":") or consonants[-2] >= 2:
        return before_last
    return vowels[-3]


def _mnemonics(sounds: list[str], accent: int | None) -> str:
    out = ""
    for index, sound in enumerate(sounds):
        before = sounds[index - 1] if index else ""
        if is_vowel(sound):
            after = sounds[index + 1] if index + 1 < len(sounds) else ""
            dark = before in _EMPHATIC or (sound[0] == "a" and (before in _UVULAR or after in _EMPHATIC))
            spelt = sound[0] + "." + sound[1:] if dark and "." not in sound else sound
            out += f"'{spelt}" if index == accent else spelt
        elif sound == before:
            out += ":"
        else:
            out += "|" + sound if before and before + sound in _AMBIGUOUS else sound
    return out


class _Clauses:
    """Collects the text for eSpeak, and where each word begins in it."""

    def __init__(self) -> None:
        self._out = ""
        self._open = False
        self._clause_start = 0
        self._words: list[tuple[int, str]] = []

    def add(self, word: str, mnemonics: str) -> None:
        if not mnemonics:
            return
        if len(self._out) - self._clause_start + len(mnemonics) > _CLAUSE_LENGTH:
            self.pause(",")
        self._out += " " if self._out else ""
        if not self._open:
            self._out += "[["
            self._open = True
        self._words.append((len(self._out), word))
        self._out += mnemonics

    def add_plain(self, word: str) -> None:
        self._close()
        self._out += " " if self._out else ""
        self._words.append((len(self._out), word))
        self._out += word

    def pause(self, mark: str) -> None:
        self._close()
        if self._out and self._out[-1] not in ".,;:!?":
            self._out += mark
        self._clause_start = len(self._out)

    def _close(self) -> None:
        if self._open:
            self._out += "]]"
            self._open = False

    def transcription(self) -> Transcription:
        self._close()
        return Transcription(mnemonics=self._out, words=tuple(self._words))
