"""Blocks → the same blocks; a pull quote that shows words of the body names the paragraph they stand in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from briefing.article.words import folded_words
from briefing.model import Block, BlockRole

_RUN = 3
"""Words. Pull quotes are shortened, so that runs of four are too often cut."""
_SHARE = 0.6
"""Of its runs that one paragraph must have: what is left out or smoothed is less than that."""
_BODY = frozenset({BlockRole.PARAGRAPH, BlockRole.SIDEBAR})


def link_pull_quotes(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Set `repeats` of pull quotes, before or behind the paragraph; those with words of their own stay."""
    pulled = {i: _runs(block.text) for i, block in enumerate(blocks) if block.role is BlockRole.PULL_QUOTE}
    wanted: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, runs in pulled.items():
        for run in runs:
            wanted[run].append(i)
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    for number, block in enumerate(blocks, 1):
        if wanted and block.role in _BODY:
            for run in _runs(block.text) & wanted.keys():
                for i in wanted[run]:
                    shared[i][number] += 1
    linked = list(blocks)
    for i, counts in shared.items():
        number, count = counts.most_common(1)[0]
        if count >= _SHARE * len(pulled[i]):
            linked[i] = replace(blocks[i], repeats=number)
    return tuple(linked)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = folded_words(text)
    return {tuple(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1))}
