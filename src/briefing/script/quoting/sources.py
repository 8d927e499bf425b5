"""The words of a pull quote → the quotation of the running text that they are taken from."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.model import Quotation, QuotationKind
from briefing.script.words import fold_name, words

_SAME_WORDS = 0.6
"""Share of a pull quote's words that a quotation of the body must have to be its source."""


class Sources:
    """The speech of an article, to be found by its words."""

    def __init__(self, found: Iterable[Quotation]) -> None:
        self._speech = [q for q in found if q.kind is QuotationKind.SPEECH]
        self._words: list[frozenset[str]] = []
        self._holders: dict[str, list[int]] = {}

    def source(self, text: str) -> Quotation | None:
        """The quotation with the most of the words in `text`, if it has enough of them."""
        self._read()
        wanted = _folded(text)
        # Whatever has enough of the words has one at least of the rarest, of as many as may be missing and
        # one more: nothing else is looked at.
        by_rarity = sorted(wanted, key=lambda word: len(self._holders.get(word, ())))
        missing = int(len(wanted) * (1 - _SAME_WORDS))
        near = sorted({i for word in by_rarity[: missing + 1] for i in self._holders.get(word, ())})
        best = max(near, key=lambda i: len(wanted & self._words[i]), default=None)
        if best is None or len(wanted & self._words[best]) < _SAME_WORDS * len(wanted):
            return None
        return self._speech[best]

    def _read(self) -> None:
        for i in range(len(self._words), len(self._speech)):
            self._words.append(_folded(self._speech[i].text))
            for word in self._words[i]:
                self._holders.setdefault(word, []).append(i)


def _folded(text: str) -> frozenset[str]:
    return frozenset(fold_name(word) for word in words(text))
