"""A stretch of sound with several sentences, untimed → the pauses between them, as they are heard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_SHORTEST_MS = 120
"""Shorter than this is a stop inside a word (p, t, k: up to about 100 ms)."""
_STRAYS = 0.15
"""How far, as a share of the whole, a pause may be from where the number of letters has it."""
_LEAST_STRAY_MS = 250
_SIGNS = re.compile("[%$€£¥₹]")


def between_sentences(
    sentences: Sequence[str], heard: NDArray[np.bool_], hop_ms: float
) -> list[tuple[int, int]]:
    """The pauses, hops [first, last), between `sentences`; as they are written.

    `heard`: for each hop whether there is any sound. Sentences are parted by the longest pauses; no pause is
    given where these are not about where the letters have the sentences' ends: then they are another matter.
    """
    lengths = [_letters(sentence) for sentence in sentences]
    longest = sorted(_pauses(heard, _SHORTEST_MS / hop_ms), key=lambda pause: pause[0] - pause[1])
    found = sorted(longest[: len(lengths) - 1])
    said = [0, *np.cumsum(heard)]  # without the pauses, for which no letters stand
    expected = np.cumsum(lengths)[:-1] * said[-1] / max(sum(lengths), 1)
    stray = max(_STRAYS * said[-1], _LEAST_STRAY_MS / hop_ms)
    fits = len(found) == len(expected) and all(
        abs(said[first] - at) <= stray for (first, _), at in zip(found, expected, strict=True)
    )
    return found if fits else []


def _letters(sentence: str) -> int:
    """Of what is said, about: a digit is a word of four letters or so, "%" and "$" are longer ones."""
    return sum(4 if c.isdecimal() else 1 for c in sentence if c.isalnum()) + 7 * len(_SIGNS.findall(sentence))


def _pauses(heard: NDArray[np.bool_], shortest: float) -> list[tuple[int, int]]:
    """Hops [first, last) without sound between two with sound."""
    loud = np.flatnonzero(heard)
    return [(int(a) + 1, int(b)) for a, b in pairwise(loud) if b - a - 1 >= shortest]
