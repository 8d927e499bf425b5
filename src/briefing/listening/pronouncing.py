"""Words → how they may sound, in the 39 sounds of the CMU dictionary (ARPAbet without stress)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from briefing.engines import SpeechEngine
from briefing.errors import BriefingError
from briefing.model import Said, Utterance, Voice

SOUNDS = (
    "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F", "G", "HH", "IH", "IY",
    "JH", "K", "L", "M", "N", "NG", "OW", "OY", "P", "R", "S", "SH", "T", "TH", "UH", "UW", "V", "W", "Y",
    "Z", "ZH",
)  # fmt: skip

Sounds = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

# From IPA as eSpeak writes it for English and the words that English borrows; two letters before one.
_ARPABET: dict[str, str] = {
    "tʃ": "CH", "dʒ": "JH", "eɪ": "EY", "aɪ": "AY", "ɔɪ": "OY", "əʊ": "OW", "oʊ": "OW", "aʊ": "AW",
    "iə": "IH AH", "ɪə": "IH AH", "eə": "EH AH", "ʊə": "UH AH", "n̩": "AH N", "l̩": "AH L",
    "ɪ": "IH", "i": "IY", "ᵻ": "IH", "ɛ": "EH", "e": "EH", "a": "AE", "æ": "AE", "ɐ": "AH", "ʌ": "AH",
    "ə": "AH", "ɚ": "ER", "ɜ": "ER", "ɑ": "AA", "ɒ": "AA", "ɔ": "AO", "u": "UW", "ʊ": "UH", "o": "OW",
    "y": "UW", "ø": "ER", "œ": "ER", "ɨ": "IH", "ɯ": "UW",
    "p": "P", "b": "B", "t": "T", "d": "D", "k": "K", "ɡ": "G", "g": "G", "f": "F", "v": "V", "θ": "TH",
    "ð": "DH", "s": "S", "z": "Z", "ʃ": "SH", "ʒ": "ZH", "h": "HH", "ɦ": "HH", "m": "M", "n": "N",
    "ɲ": "N", "ŋ": "NG", "l": "L", "ɫ": "L", "ɬ": "L", "ʎ": "L", "ɹ": "R", "r": "R", "ʁ": "R", "ɾ": "T",
    "j": "Y", "w": "W", "x": "K", "ç": "HH", "ɣ": "G", "q": "K", "ʔ": "T", "β": "V", "ɕ": "SH", "ʑ": "ZH",
}  # fmt: skip


def words_of(text: str) -> list[str]:
    """The words of a spoken text, without marks."""
    return _WORD.findall(text)


def from_ipa(ipa: str) -> Sounds:
    """Stress, length and what has no sound of its own in English are dropped."""
    found: list[str] = []
    at = 0
    while at < len(ipa):
        size = 2 if ipa[at : at + 2] in _ARPABET else 1
        found += _ARPABET.get(ipa[at : at + size], "").split()
        at += size
    return tuple(found)


class Pronouncer:
    """What the dictionary has of a word and what eSpeak makes of it; each word is asked for once."""

    def __init__(self, dictionary: Callable[[str], Iterable[str]], espeak: SpeechEngine | None) -> None:
        self._dictionary = dictionary
        self._espeak = espeak
        self._known: dict[tuple[str, str], tuple[Sounds, ...]] = {}

    def learn(self, lines: Iterable[Said]) -> None:
        """The words of all lines at once, over the processors there are."""
        wanted = {(word, _accent(said)) for said in lines for word in words_of(said.utterance.text)}
        todo = sorted(wanted - self._known.keys())
        with ThreadPoolExecutor(self._espeak.limits.parallel if self._espeak else 1) as pool:
            self._known.update(zip(todo, pool.map(lambda pair: self._all(*pair), todo), strict=True))

    def sounds_of(self, said: Said) -> list[tuple[str, tuple[Sounds, ...]]]:
        """Each word of the line with the ways to say it; none where nobody knows."""
        text, accent = said.utterance.text, _accent(said)
        found = []
        for match in _WORD.finditer(text):
            fixed = [
                part
                for part in said.utterance.pronounced
                if part.start < match.end() and match.start() < part.end
            ]
            if fixed:  # by the house lexicon, maybe for several words together: told only where it is plain
                whole = len(words_of(text[fixed[0].start : fixed[0].end])) == 1 and fixed[0].ipa
                ways: tuple[Sounds, ...] = (from_ipa(fixed[0].ipa or ""),) if whole else ()
            else:
                if (match.group(), accent) not in self._known:
                    self.learn([said])
                ways = self._known[match.group(), accent]
            found.append((match.group(), tuple(way for way in ways if way)))
        return found

    def _all(self, word: str, accent: str) -> tuple[Sounds, ...]:
        plain = word.lower().replace("’", "'")
        ways = [tuple(sounds.split()) for sounds in self._dictionary(plain)]
        if self._espeak:
            try:
                voice = Voice(engine="espeak", voice=accent)
                ipa = self._espeak.phonemes(Utterance(text=word, language="en", voice=voice))
            except BriefingError:  # a word that it refuses: the dictionary must do
                ipa = None
            ways.append(from_ipa(ipa or ""))
        return tuple(dict.fromkeys(way for way in ways if way))


def _accent(said: Said) -> str:
    """eSpeak's voice without its variant: en-us and en-gb say words differently."""
    voice = said.utterance.voice
    return voice.voice.split("+")[0] if voice.engine == "espeak" else ""
