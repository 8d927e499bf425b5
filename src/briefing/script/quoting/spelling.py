"""Passages of an article → which words it writes small and which names end with: what a capital at the
beginning of a sentence is worth.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.script.quoting.passages import Passage
from briefing.script.words import Token, fold_name


@dataclass(frozen=True, slots=True)
class Spelling:
    """Folded words of one article. Empty, it rules nothing out."""

    small: frozenset[str] = frozenset()
    """Written without a capital somewhere."""
    inside: frozenset[str] = frozenset()
    """With a capital inside a sentence."""
    surnames: frozenset[str] = frozenset()
    """With which a run of two capitals or more ends."""

    @classmethod
    def of(cls, passages: Iterable[Passage]) -> Spelling:
        small: set[str] = set()
        inside: set[str] = set()
        surnames: set[str] = set()
        for passage in passages:
            starts = {first for first, _ in passage.sentences}
            before: Token | None = None
            for at, token in enumerate(passage.tokens):
                if token.word and not token.capital:
                    small.add(token.word)
                elif token.capital and at not in starts and before is not None and before.word.isalnum():
                    inside.add(fold_name(token.text))
                    if before.capital:
                        surnames.add(fold_name(token.text))
                before = token
        return cls(frozenset(small), frozenset(inside), frozenset(surnames))

    def may_be_name(self, token: Token) -> bool:
        """Whether one word with a capital at the beginning of a sentence can be a name here."""
        return token.word not in self.small or fold_name(token.text) in self.surnames

    def is_seen(self, token: Token) -> bool:
        """Whether the article also has the word with a capital inside a sentence."""
        return not self.inside or fold_name(token.text) in self.inside
