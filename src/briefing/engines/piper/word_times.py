"""A text and the phonemes that were sung of it, each with its length → when each of its words is heard.

piper tells the samples of every phoneme, and puts a space between what eSpeak says as one word. That is not
always one word of the text: "of the" becomes one, "forty-two" two. Which belongs to which is found by saying
each word alone and comparing; where the comparison leaves a doubt, there are no timings at all.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.model import WordTiming

_MOST = 4
"""Words that eSpeak runs together, or groups that one word falls into."""
_VOWELS = frozenset("aeiouyæøœɐɑɒɔəɘɚɛɜɝɞɤɨɪɯɵɶʉʊʌʏᵻ")
_CONSONANT_COUNTS = 2
"""Times a vowel: in a sentence the vowels of small words fade ("a" alone is eɪ, else ɐ)."""
_DOUBTFUL = 0.6
"""Share of a word that may differ from the word said alone; more is another word."""


@dataclass(frozen=True, slots=True)
class SaidAsOne:
    """What is said as one word."""

    phonemes: str
    start: int
    """Sample of the utterance."""
    end: int


@dataclass(frozen=True, slots=True)
class Spelled:
    """A word of the text as it was written, and as it was given to piper."""

    text: str
    asked: str


def groups(phonemes: Iterable[tuple[str, int]], first_sample: int) -> tuple[SaidAsOne, ...]:
    """One sentence's (phoneme, its samples) in order → what is said between two spaces.

    `first_sample`: where the first of them begins.
    """
    found: list[SaidAsOne] = []
    at, start, end, said = first_sample, 0, 0, ""
    for phoneme, samples in phonemes:
        at += samples
        if phoneme == " ":
            if _letters(said):
                found.append(SaidAsOne(_letters(said), start, end))
            said = ""
        elif _sounds(phoneme):
            start = start if said else at - samples
            said, end = said + phoneme, at
    if _letters(said):
        found.append(SaidAsOne(_letters(said), start, end))
    return tuple(found)


def matched(
    words: Sequence[Spelled], heard: Sequence[SaidAsOne], alone: Callable[[str], str], sample_rate_hz: int
) -> tuple[WordTiming, ...]:
    """The timings; words that are said as one have one timing together. Empty where there is a doubt.

    `alone` gives the phonemes of a word said by itself.
    """
    sounds = [_letters(alone(word.asked)) for word in words]
    spoken = [i for i, sound in enumerate(sounds) if sound]
    path = _cheapest([sounds[i] for i in spoken], [group.phonemes for group in heard])
    timings = []
    for (word, group), (next_word, next_group) in pairwise(path):
        mine = [words[i] for i in spoken[word:next_word]]
        start, end = heard[group].start, heard[next_group - 1].end
        timings.append(
            WordTiming(
                start_ms=round(start * 1000 / sample_rate_hz),
                end_ms=round(end * 1000 / sample_rate_hz),
                text=" ".join(word.text for word in mine),
            )
        )
    return tuple(timings)


def _cheapest(words: Sequence[str], groups: Sequence[str]) -> list[tuple[int, int]]:
    """The way through both, from (0, 0) to their ends, on which each step is one word, one group, or both.

    Empty where none is free of doubt.
    """
    ways: dict[tuple[int, int], tuple[int, tuple[int, int] | None]] = {(0, 0): (0, None)}
    steps = [(1, 1), *((n, 1) for n in range(2, _MOST + 1)), *((1, n) for n in range(2, _MOST + 1))]
    for word in range(len(words)):
        for group in range(len(groups)):
            if (word, group) not in ways:  # no way without a doubt leads there
                continue
            so_far, _ = ways[word, group]
            for more_words, more_groups in steps:
                to = word + more_words, group + more_groups
                if to[0] > len(words) or to[1] > len(groups):
                    continue
                written, said = "".join(words[word : to[0]]), "".join(groups[group : to[1]])
                cost = _distance(written, said)
                if cost > _DOUBTFUL * max(_weight(written), _weight(said)) and not (
                    _VOWELS.issuperset(written) and _VOWELS.issuperset(said)
                ):
                    continue
                if to not in ways or so_far + cost < ways[to][0]:
                    ways[to] = so_far + cost, (word, group)
    path: list[tuple[int, int]] = []
    place: tuple[int, int] | None = (len(words), len(groups))
    if place not in ways:
        return []
    while place is not None:
        path.append(place)
        place = ways[place][1]
    return path[::-1]


def _distance(a: str, b: str) -> int:
    """Levenshtein's, with the weights of the letters that are added, dropped or changed."""
    row = [0]
    for letter in b:
        row.append(row[-1] + _weight(letter))
    for mine in a:
        above, row[0] = row[0], row[0] + _weight(mine)
        for j, theirs in enumerate(b, 1):
            changed = 0 if mine == theirs else max(_weight(mine), _weight(theirs))
            best = min(row[j] + _weight(mine), row[j - 1] + _weight(theirs), above + changed)
            above, row[j] = row[j], best
    return row[-1]


def _weight(sounds: str) -> int:
    return sum(1 if sound in _VOWELS else _CONSONANT_COUNTS for sound in sounds)


def _letters(phonemes: str) -> str:
    """Without stress, length and marks: they follow the sentence, not the word."""
    return "".join(c for c in phonemes if unicodedata.category(c) in ("Ll", "Lu", "Lo", "Nd"))


def _sounds(phoneme: str) -> bool:
    """Not a comma or another mark."""
    return unicodedata.category(phoneme[0])[0] in "LMN" or phoneme == "˞"
