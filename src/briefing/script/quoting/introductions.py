"""Passages → how each name first comes up in them, where names have no capitals (Arabic).

Papers introduce a person by the full name. A name that is first met behind a word that may be a first name
of no list ("… رافد آل خطاب") is only the end of one, however surely it is read further on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.script.quoting.cues import CueFinder
from briefing.script.quoting.passages import Passage
from briefing.script.words import TokenKind, fold_name


class Introductions:
    """Knows where each word of an article first stands."""

    def __init__(self, chosen: Sequence[Passage], finders: Mapping[int, CueFinder]) -> None:
        self._phrases = {number: finder.subject_phrases for number, finder in finders.items()}
        # Right behind its verb a name begins where it is read.
        self._behind_cues = {
            (p.number, cue.last) for p in chosen for s in p.sentences for cue in finders[p.number].cues(s)
        }
        self._words: dict[int, list[str]] = {}
        self._places: dict[str, list[tuple[int, int]]] = {}
        for passage in chosen:
            folded = [fold_name(t.text) if t.kind is TokenKind.WORD else "" for t in passage.tokens]
            self._words[passage.number] = folded
            for at, word in enumerate(folded):
                if word:
                    self._places.setdefault(word, []).append((passage.number, at))

    def is_cut(self, name: str) -> bool:
        """Whether, where `name` first stands, a first name of no list may stand before it, or more behind."""
        wanted = [fold_name(word) for word in name.split()]
        for number, at in self._places.get(wanted[0], ()) if wanted else ():
            if self._words[number][at : at + len(wanted)] == wanted:
                if len(wanted) == 1 and self._phrases[number].may_go_on(at + 1):
                    return True  # "Saadia", where "Saadia al-Tahir" was not understood
                return (number, at) not in self._behind_cues and self._phrases[number].may_begin_before(
                    at, alone=len(wanted) == 1
                )
        return False
