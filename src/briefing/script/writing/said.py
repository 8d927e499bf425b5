"""What has been spoken so far → whether a text would say it again."""

from __future__ import annotations

from briefing.script.words import fold_name, words

_SHINGLE = 4
"""Words of a shingle."""
SHARE = 0.6
"""Share of shingles heard before from which a text counts as said (of pasted-again lines this finds .99)."""
_MATTER_IN_ALL = 0.8
"""Share of a text's matter that was heard before, in any sentences, from which it adds little."""
_MATTER_IN_ONE = 0.75
"""… that it shares with a single sentence: a rewording of it, if it has no figure of its own."""
_RUN, _RUN_SHARE = 5, 0.4
"""Words in a row that two sentences have in common, and their share of the shorter one."""
_FEWEST_STEMS = 5
"""Fewer in either are no ground to call one a rewording."""


class Said:
    """Grows with every line that is spoken."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._shingles: list[frozenset[tuple[str, ...]]] = []
        self._stems: list[frozenset[str]] = []
        self._all_shingles: set[tuple[str, ...]] = set()
        self._all_stems: set[str] = set()

    def add(self, text: str) -> None:
        heard = _folded(text)
        self._texts.append(f" {' '.join(heard)} ")
        self._shingles.append(_shingled(heard))
        self._stems.append(stems(text))
        self._all_shingles |= self._shingles[-1]
        self._all_stems |= self._stems[-1]

    def has(self, text: str) -> bool:
        """The text, or most of it, was spoken before."""
        heard = _folded(text)
        if len(heard) < _SHINGLE:
            return any(f" {' '.join(heard)} " in spoken for spoken in self._texts)
        shingles = _shingled(heard)
        return len(shingles & self._all_shingles) >= SHARE * len(shingles)

    def repeats(self, text: str) -> bool:
        """As `has`, or most of something that was spoken before stands in the text."""
        if self.has(text):
            return True
        shingles = _shingled(_folded(text))
        return any(
            len(spoken) >= 2 and len(shingles & spoken) >= SHARE * len(spoken) for spoken in self._shingles
        )

    def adds_little(self, text: str) -> bool:
        """As `rewords`, or all that it is about was heard before."""
        matter = stems(text)
        is_known = bool(matter) and len(matter & self._all_stems) >= _MATTER_IN_ALL * len(matter)
        return is_known or self.rewords(text)

    def rewords(self, text: str) -> bool:
        """As `repeats`, or it is one of the sentences that were spoken before in other words."""
        matter = stems(text)
        return self.repeats(text) or any(
            min(len(matter), len(told)) >= _FEWEST_STEMS
            and len(matter & told) >= _MATTER_IN_ONE * min(len(matter), len(told))
            and not any(stem[0].isdigit() for stem in matter - told)
            for told in self._stems
        )

    def echoes(self, text: str) -> bool:
        """A good part of it, or of a sentence that was spoken before, stands word for word in the other."""
        heard = _folded(text)
        if len(heard) < _RUN:
            return False
        runs = [tuple(heard[i : i + _SHINGLE]) for i in range(len(heard) - _SHINGLE + 1)]
        for spoken, shingles in zip(self._texts, self._shingles, strict=True):
            if len(shingles & set(runs)) < _RUN - _SHINGLE + 1:
                continue
            longest = run = 0
            for shingle in runs:
                run = run + 1 if shingle in shingles else 0
                longest = max(longest, run)
            in_a_row = longest + _SHINGLE - 1 if longest else 0
            if in_a_row >= max(_RUN, _RUN_SHARE * min(len(heard), len(spoken.split()))):
                return True
        return False

    def has_heard_of(self, noun: str) -> bool:
        """The noun, or a word that is made like it, was spoken before."""
        wanted = _stem(fold_name(noun))[:4]
        return any(stem.startswith(wanted) for stem in self._all_stems)

    def mentions(self, name: str) -> bool:
        """The name was spoken before, whole."""
        wanted = f" {' '.join(_folded(name))} "
        return any(wanted in spoken for spoken in self._texts)


def stems(text: str) -> frozenset[str]:
    """Words of four letters and more, cut to five, without the Arabic article: a rough measure of matter."""
    return frozenset(_stem(word) for word in _folded(text) if len(word) >= 4 or word.isdigit())


def _stem(word: str) -> str:
    for prefix in ("وال", "بال", "لل", "ال"):
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            return word.removeprefix(prefix)[:5]
    return word[:5]


def _folded(text: str) -> list[str]:
    return [fold_name(word) for word in words(text)]


def _shingled(heard: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(heard[i : i + _SHINGLE]) for i in range(len(heard) - _SHINGLE + 1))
