"""Text → how long it takes to say it: an estimate, and what no voice can be faster or slower than."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

USUAL_WORDS_PER_MINUTE = 165
"""Read-aloud news; eSpeak's own rate is 175."""
_SYLLABLES_PER_WORD = 1.8
"""As counted here, of a word of five letters, which is what a rate in words per minute counts."""
_FASTEST_MS = 50
_FASTEST_WHEN_HURRIED_MS = 25
"""Of a syllable. eSpeak in 17 languages: about 105 to 185 at its own rate, from 40 on at 450 words a minute;
a sound well below that was cut off."""
_HURRIED = 220
"""Words a minute."""
_SLOWEST_MS = 600
"""Of a syllable; eSpeak in Japanese, which spells signs that it cannot read, needs 480."""
_SLACK_MS = 3000
"""Silence that an engine may put around a text, and what a short text is spelled out to ("BBC", "§ 4")."""
_SHORTEST_MS = 50
"""No engine says anything in less; the 260-byte answers of Google are 30 ms."""


def syllables(text: str, *, per_digit: float = 2.0) -> float:
    """Roughly how many syllables the text has when it is read aloud, in any script.

    A letter of an alphabet is about a third of one; a letter of Arabic or Hebrew, which leave the short
    vowels out, more than half; a digit is read as one (1,000,000) to three (1777). 0: nothing can be read.
    """
    return sum(per_digit if unicodedata.category(char)[0] == "N" else _weight(char) for char in text)


def estimated_ms(text: str, rate: int | None) -> int:
    """How long the text takes at `rate` words per minute (None: the usual)."""
    per_syllable = 60_000 / (rate or USUAL_WORDS_PER_MINUTE) / _SYLLABLES_PER_WORD
    return round(syllables(text) * per_syllable)


def plausible_ms(text: str, rate: int | None) -> tuple[int, int]:
    """The shortest and the longest that an engine can take for the text at `rate` words per minute."""
    rate = rate or USUAL_WORDS_PER_MINUTE
    fastest_ms = _FASTEST_WHEN_HURRIED_MS if rate > _HURRIED else _FASTEST_MS
    slowest_ms = _SLOWEST_MS * max(1.0, USUAL_WORDS_PER_MINUTE / rate)
    shortest = max(_SHORTEST_MS, round(syllables(text, per_digit=1) * fastest_ms)) if is_sayable(text) else 0
    return shortest, round(syllables(text, per_digit=3) * slowest_ms) + _SLACK_MS


def is_sayable(text: str) -> bool:
    """Whether there is a letter, a digit or a sign that has a name ("%", "€")."""
    return any(_weight(char) for char in text)


def _weight(char: str) -> float:
    category = unicodedata.category(char)
    if category in ("Ll", "Lu", "Lt"):
        return 0.36
    if category[0] == "N":
        return 2.0
    if category == "Lo":
        script = unicodedata.name(char, "").split(" ")[0]
        return _OF_A_LETTER.get(script, 0.8)
    if category == "Sc" or char in "%‰٪&@+=§°":
        return 2.0
    return 0.0


_OF_A_LETTER: Mapping[str, float] = {
    "ARABIC": 0.65, "HEBREW": 0.5, "SYRIAC": 0.5, "CJK": 1.6, "HANGUL": 1.0, "HIRAGANA": 0.8, "KATAKANA": 0.8
}  # fmt: skip
"""Script → syllables of a letter without case; so eSpeak needs about 150 ms for each in all of them."""
