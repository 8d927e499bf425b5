"""Utterance → the text that piper is given, with the house's own sounds in [[IPA]], and the words in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Set
from dataclasses import dataclass

from briefing.engines.piper.word_times import Spelled
from briefing.model import Utterance

_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""NUL ends eSpeak's text, a lone surrogate is none, a new line is a space like any other."""
_BRACKETS = re.compile(r"\[(?=\[)|\](?=\])")
"""Two together would be piper's own sign for phonemes."""
_ELLIPSIS = re.compile(r"\s*(?:…|\.{3,})\s*(?=\w)")
"""piper takes it for nothing at all, and runs the words around it into one."""
_STOPS = re.compile(r"[.,:;!?،؛؟]+")
"""Marks behind a word that has its own sounds: given as a part of them, or piper would lose them."""
_POSSESSIVE = re.compile(r"(?:['’]s|e?s)\b")
_SIBILANT, _VOICELESS = tuple("szʃʒ"), tuple("ptkfθ")
_NOT_SOUNDS = frozenset(" _^$.,:;!?'\"()-#")
"""Piper's ids for marks and for its own signs. In IPA the dot is the border of a syllable, not a stop."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    """Code point of the utterance's text."""
    end: int
    asked: str


def asked_of(utterance: Utterance, known: Set[str]) -> str:
    """`known` are the phonemes of the voice. May be empty of words."""
    return "".join(stretch.asked for stretch in _stretches(utterance, known))


def words_of(utterance: Utterance, known: Set[str]) -> tuple[Spelled, ...]:
    """Word by word what `asked_of` asks for; what the lexicon says as one is one."""
    found: list[Spelled] = []
    text = asked = ""
    for stretch in _stretches(utterance, known):
        if stretch.asked.startswith("[["):
            text += utterance.text[stretch.start : stretch.end]
            asked += stretch.asked
            continue
        for piece in re.findall(r"\s+|\S+", stretch.asked):
            if piece.isspace():
                found += [Spelled(text.strip(), asked)] if asked else []
                text = asked = ""
            else:
                text, asked = text + piece, asked + piece
    return (*found, Spelled(text.strip(), asked)) if asked else tuple(found)


def _stretches(utterance: Utterance, known: Set[str]) -> Iterator[_Stretch]:
    text, at = utterance.text, 0
    for fixed in utterance.pronounced:
        end, sounds = fixed.end, _sounds(fixed.ipa, known)
        if utterance.language.lower().split("-")[0] == "en" and (owned := _POSSESSIVE.match(text, end)):
            end, sounds = owned.end(), sounds and sounds + _ending(sounds)
        glued = text[end : end + 1].isalnum()  # piper would say what is behind it as a word of its own
        if not sounds or glued or fixed.start < at:
            continue
        if fixed.start > at:
            yield _Stretch(at, fixed.start, _plain(text[at : fixed.start]))
        stops = _STOPS.match(text, end)
        at = stops.end() if stops else end
        marks = "".join(c for c in text[end:at] if c in known)
        yield _Stretch(fixed.start, at, f"[[{sounds}{marks}]]")
    if at < len(text):
        yield _Stretch(at, len(text), _plain(text[at:]))


def _plain(text: str) -> str:
    text = _BRACKETS.sub(" ", _UNSPEAKABLE.sub(" ", text))
    return _ELLIPSIS.sub(", ", text)


def _sounds(ipa: str | None, known: Set[str]) -> str:
    """What this voice knows of the IPA; a voice's phonemes are single code points, as in NFD."""
    letters = unicodedata.normalize("NFD", ipa or "").replace("ɡ", "ɡ" if "ɡ" in known else "g")
    return "".join(c for c in letters if c in known - _NOT_SOUNDS or (c == " " and c in known)).strip()


def _ending(sounds: str) -> str:
    """How the English 's of the possessive is said behind these sounds."""
    last = sounds.rstrip("ːˑ")[-1:]
    if last in _SIBILANT:
        return "ɪz"
    return "s" if last in _VOICELESS else "z"
