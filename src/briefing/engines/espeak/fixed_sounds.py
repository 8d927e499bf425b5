"""An utterance with words whose sounds the house lexicon fixes → its parts, with eSpeak's mnemonics."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing.errors import VoiceProfileError
from briefing.model import Pronounced, Utterance

_STAND_INS = range(0xE000, 0xF8FF)
"""Private use area: no text that is spoken has letters of it."""
_NOT_MNEMONICS = re.compile(r"[\[\]\x00-\x1f\x7f]|[^\x00-\x7f]")
_POSSESSIVE = re.compile(r"(?:['’]s|e?s)\b")
_LETTER_A = re.compile(
    r"(?<![\w'’.])A(?= [A-Z](?![\w'’.]))"  # A T and T, A F P
    r"|(?<=[\w,] )A(?![\w'’.])(?! [A-Z]\w)"  # vitamin A is, an A level; not: Town Gets A Bridge
)
"""The letter, which eSpeak reads as the article wherever it stands alone."""
_NAME_OF_A = "eI"
_VOICELESS, _SIBILANT = ("p", "t", "k", "f", "T"), ("s", "z", "S", "Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Part of an utterance: words as they are read, or one that has fixed sounds."""

    start: int
    """Code point of the utterance's text."""
    text: str
    mnemonics: str | None = None


def stretches(utterance: Utterance) -> Iterator[Stretch]:
    """The text in order; an English possessive goes with the word that it belongs to.

    Raises VoiceProfileError for mnemonics that cannot be any.
    """
    text, at = utterance.text, 0
    is_english = utterance.language.split("-")[0].lower() == "en"
    for fixed in utterance.pronounced:
        if fixed.espeak is None or fixed.start < at:
            continue
        end, sounds = fixed.end, _checked(fixed, text)
        if is_english and (owned := _POSSESSIVE.match(text, end)):
            end, sounds = owned.end(), sounds + _ending(sounds)
        if fixed.start > at:
            yield Stretch(start=at, text=text[at : fixed.start])
        yield Stretch(start=fixed.start, text=text[fixed.start : end], mnemonics=sounds)
        at = end
    if at < len(text):
        yield Stretch(start=at, text=text[at:])


def with_letters(utterance: Utterance) -> Utterance:
    """English with the sound of each A that is a letter and not the article."""
    taken = utterance.pronounced
    found = [
        Pronounced(start=match.start(), end=match.end(), espeak=_NAME_OF_A)
        for match in _LETTER_A.finditer(utterance.text)
        if not any(word.start < match.end() and match.start() < word.end for word in taken)
    ]
    if not found:
        return utterance
    return replace(utterance, pronounced=tuple(sorted((*taken, *found), key=lambda word: word.start)))


def with_stand_ins(utterance: Utterance) -> tuple[str, dict[str, tuple[str, str]]]:
    """The text with one private character for each fixed word, and those characters: (word, mnemonics)."""
    said: dict[str, tuple[str, str]] = {}
    parts = []
    for part in stretches(utterance):
        if part.mnemonics is None:
            parts.append(re.sub("[\ue000-\uf8ff]", " ", part.text))
        else:
            letter = chr(_STAND_INS[len(said)])
            said[letter] = (part.text, part.mnemonics)
            parts.append(letter)
    return "".join(parts), said


def _checked(fixed: Pronounced, text: str) -> str:
    sounds = (fixed.espeak or "").strip()
    if wrong := _NOT_MNEMONICS.search(sounds):
        raise VoiceProfileError(
            f"the lexicon's `espeak: {sounds}` for “{text[fixed.start : fixed.end]}” is no eSpeak notation",
            why=f"{wrong.group()!r} cannot stand in it",
            hint="Its mnemonics are ASCII, such as h@l'oU (docs/phonemes.md of eSpeak NG).",
        )
    return sounds


def _ending(sounds: str) -> str:
    """The possessive s, as it sounds after the word's last consonant."""
    if sounds.endswith(_SIBILANT):
        return "I#z"
    return "s" if sounds.endswith(_VOICELESS) else "z"
