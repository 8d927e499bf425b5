"""Letters of a diacritized Arabic word → its sounds by itself: article, hamzat al-wasl, pausal form.

Ryding, A Reference Grammar of Modern Standard Arabic, ch. 2; Wright, A Grammar of the Arabic
Language, I §18–23.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.engines.espeak.arabic_letters import SUN_LETTERS, Letter, is_allah, letters, respell, skeleton

# Letter → mnemonic of eSpeak's `ar` voice (phsource/ph_arabic and the base table of eSpeak NG 1.52).
CONSONANTS = {
    "ب": "b", "ت": "t", "ث": "T", "ج": "dZ", "ح": "H", "خ": "X", "د": "d", "ذ": "D", "ر": "R", "ز": "z",
    "س": "s", "ش": "S", "ص": "s[", "ض": "dH", "ط": "t[", "ظ": "Z", "ع": "A", "غ": "gH", "ف": "f", "ق": "q",
    "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "j", "ة": "t",
    "ء": "?", "أ": "?", "إ": "?", "ؤ": "?", "ئ": "?",
    "پ": "b", "ڤ": "v", "ڥ": "v", "گ": "g", "چ": "tS", "ژ": "dZ",
}  # fmt: skip
TANWIN = frozenset(("an", "in", "un"))
SHORT_VOWELS = frozenset("aiu")


def is_vowel(sound: str) -> bool:
    return sound[0] in SHORT_VOWELS


@dataclass(slots=True)
class Word:
    """One word as it sounds by itself."""

    text: str
    wasl: str
    """The vowel that an elidable hamza brings at the beginning of an utterance; empty when there is none."""
    sounds: list[str]
    unstressed: int
    """How many of the first sounds belong to the article or to a proclitic."""
    bare_ta_marbuta: bool
    allah: bool


def spoken(text: str, *, at_pause: bool) -> Word:
    word = respell(letters(text))
    if len(word) == 1 and word[0].bare and word[0].base in CONSONANTS:
        word[0].vowel = "i" if word[0].base in "بل" else "a"  # a particle that stands alone: wa, li
    wasl, proclitics = _resolve_wasl(word)
    unstressed = len(_sounds(word[:proclitics]))
    sounds = _sounds(word)
    last = word[-1] if word else Letter("")
    if at_pause:
        sounds = _pausal(sounds, last, syllables=len([*filter(is_vowel, sounds)]) + bool(wasl))
    sounds = [part for sound in sounds for part in ((sound[0], "n") if sound in TANWIN else (sound,))]
    for index in range(len(sounds) - 1):
        if sounds[index] == "n" and sounds[index + 1] == "b":
            sounds[index] = "m"  # minbar → mimbar
    bare = last.base == "ة" and not last.vowel and not at_pause
    return Word(text, wasl, sounds, unstressed, bare_ta_marbuta=bare, allah=is_allah(letters(text)))


def _resolve_wasl(word: list[Letter]) -> tuple[str, int]:
    """Silences the alif of hamzat al-wasl and an assimilated l of the article.

    Gives the elidable vowel, or "", and how many letters stand before the stem.
    """
    article = _article(word)
    if article is not None:
        alif, lam = article
        after = word[lam + 1]
        if after.base in SUN_LETTERS and (after.shadda or word[lam].bare):
            after.shadda = True
            word[lam].silent = True
        elif after.base == "ا" and (word[lam].vowel == "i" or _begins_with_wasl(word, lam + 1)):
            after.silent, word[lam].vowel = True, "i"  # al-ijtimāʿ: the l takes the vowel
        elif after.base == "ا":
            after.base, after.vowel = "أ", after.vowel or "a"  # a hamza that was not written: al-amr
        if alif is None:
            return "", lam + 1
        word[alif].silent = True
        return ("a" if alif == 0 else ""), lam + 1
    if word and word[0].base == "ا":
        vowel = _initial_alif(word)
        return vowel, 1 if vowel == "a" and word[1].base == "ل" else 0
    for index in (1, 2):
        prefix = skeleton(word[:index])
        if len(word) > index + 1 and word[index].base == "ا" and re.fullmatch("[وف]?[وفبلك]", prefix):
            carrier = word[index - 1]
            wanted = "i" if carrier.base in "بل" else "a"
            if carrier.vowel in ("", wanted) and _begins_with_wasl(word, index):
                word[index].silent, carrier.vowel = True, wanted
                return "", index
            if carrier.vowel == "i":
                carrier.vowel = "a"  # no such word begins with a wasl: a long a (foreign names)
            break
    return "", 0


def _article(word: list[Letter]) -> tuple[int | None, int] | None:
    """Where alif and lam of al- stand; the alif is None in li-l-."""
    bare = skeleton(word)
    if match := re.match("[وف]?ل(?=ل..)", bare):
        lam = match.end()
        return None if word[lam].vowel or word[lam].shadda else (None, lam)
    match = re.match("([وفأ]?[بك]?)ال(?=..)", bare)
    if match is None:
        return None
    alif = match.end(1)
    article_lam, after = word[alif + 1], word[alif + 2]
    if alif and word[alif - 1].base == "ب" and word[alif - 1].vowel == "a":
        return None  # bāligh, not bi-l-
    if article_lam.shadda or (article_lam.vowel and not (article_lam.vowel == "i" and after.base == "ا")):
        return None  # alladhī; wālid
    if article_lam.sukun and after.base in SUN_LETTERS and not after.shadda:
        return None  # iltizām: the l is the root's
    return alif, alif + 1


def _initial_alif(word: list[Letter]) -> str:
    alif, rest = word[0], word[1:]
    if not rest:
        alif.base, alif.vowel = "أ", "a"
        return ""
    first = rest[0]
    if first.base == "ل" and first.shadda:
        alif.silent = True
        return "a"  # alladhī, allatī
    glide = first.base in "وي" and first.bare
    if (first.vowel and not first.shadda) or glide:  # no cluster follows: a hamza that was not written
        alif.base = "أ"
        alif.vowel = alif.vowel or ({"و": "u", "ي": "i"}[first.base] if glide else "a")
        return ""
    alif.silent = True
    if alif.vowel in SHORT_VOWELS:
        return alif.vowel
    second = rest[1] if len(rest) > 2 else Letter("")
    noun = re.match("ا(?:سم|بن|مر|ثن)", skeleton(word))
    # Passives and imperatives with u: uktub, ujtumiʿa, ustukhdima; assimilated: uttukhidha.
    vowels = [x.vowel for x in (rest if first.shadda else [second, *rest[2:3]]) if x.vowel]
    return "u" if vowels[:1] == ["u"] and not noun else "i"


def _begins_with_wasl(word: list[Letter], alif: int) -> bool:
    """Whether the letters after `alif` are those of forms VII, VIII, X or of ism, ibn, imraʾa, ithnān."""
    rest = word[alif + 1 :]
    if len(rest) < 2:
        return False
    first, second = rest[0], rest[1]
    if re.match("سم|بن|مرأ|ثن", skeleton(rest)) and not first.vowel:
        return True
    if len(rest) < 3:
        return False
    if first.base in "تطدذزل" and first.shadda:
        return True  # ittifāq, iddiʿāʾ; alladhī
    if first.vowel or first.shadda or second.vowel not in SHORT_VOWELS:
        return first.base == "س" and second.base == "ت" and not first.vowel and not first.shadda
    if first.base == "س" and second.base == "ت":
        return True
    if alif and word[alif - 1].base == "ك" and second.vowel != "i":
        return False  # ka- stands before nouns: the verbal nouns have i here; kārtar has not
    long_u = second.vowel == "u" and len(rest) > 2 and rest[2].base == "و"
    if first.base == "ن":
        return not long_u and len(rest) > 3
    return second.base in "تطد" and not long_u and not second.shadda


def _sounds(word: list[Letter]) -> list[str]:
    out: list[str] = []
    for index, letter in enumerate(word):
        if letter.silent:
            continue
        before = out[-1] if out else ""
        last = index == len(word) - 1
        if letter.base in "اى":
            _long_a(out, letter, last=last)
        elif letter.base == "آ":
            out += ["?", "a:"]
        elif letter.base == "ة":
            if before not in ("a", "a:"):
                out.append("a")
            out += ["t", letter.vowel] if letter.vowel else ["t"]
        elif letter.base in "وي" and not letter.vowel and not letter.shadda and _lengthens(before, letter):
            vowel = "u" if letter.base == "و" else "i"
            out[len(out) - (before == vowel) :] = [f"{vowel}:"]
        elif letter.base in CONSONANTS:
            out += [CONSONANTS[letter.base]] * (2 if letter.shadda else 1)
            following = word[index + 1].base if not last else ""
            if letter.vowel:
                out.append(letter.vowel)
            elif letter.base == "إ" and following != "ي" and not letter.sukun:
                out.append("i")
            elif letter.base == "أ" and index == 0 and not letter.sukun:
                out.append("u" if following == "و" and word[index + 1].bare else "a")
    return out


def _long_a(out: list[str], letter: Letter, *, last: bool) -> None:
    before = out[-1] if out else ""
    if before == "a":
        out[-1] = "a:"
    elif letter.base == "ى" and before == "i":
        out[-1] = "i:"  # final ya without dots, as printed in Egypt
    elif before in CONSONANTS.values() and not (last and before == "w" and letter.base == "ا"):
        out.append("a:")
    # After u:, w and tanwin the alif is only written.


def _lengthens(before: str, letter: Letter) -> bool:
    if before == ("u" if letter.base == "و" else "i"):
        return True
    return before in CONSONANTS.values() and not letter.sukun  # the short vowel was left out


def _pausal(sounds: list[str], last: Letter, *, syllables: int) -> list[str]:
    """The form before a pause: no case or mood vowel, no tanwin, ta marbuta as a."""
    if not sounds or not syllables:
        return sounds
    if last.base == "ة":
        while sounds[-1] != "t":
            sounds = sounds[:-1]
        sounds = sounds[:-1]
        return [*sounds, "h"] if sounds[-1] == "a:" else sounds  # ḥayāh
    if sounds[-1] == "an":
        return [*sounds[:-1], "a:"]
    if sounds[-1] in (*SHORT_VOWELS, "un", "in") and last.base not in "اى":
        if syllables == 1:
            return sounds
        sounds = sounds[:-1]
    if sounds[-3:] == ["i", "j", "j"] or sounds[-2:] == ["i", "j"]:
        return [*sounds[: -sounds[::-1].index("i") - 1], "i:"]  # ʿarabiyy → ʿarabī, hiya → hī
    if sounds[-2:] == ["u", "w"]:
        return [*sounds[:-2], "u:"]
    return sounds
