"""Pieces with roles → paragraphs that are set apart and say what the body says become pull quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from briefing.article.lines import ends_sentence
from briefing.article.pages.boxes import Draft
from briefing.article.pages.pieces import Node
from briefing.article.words import folded_words, word_count
from briefing.model import BlockRole

_FEWEST_WORDS = 5
_MOST_WORDS = 40
_SHARE = 0.8
"""Of its runs of three words that one other paragraph has."""
_LONGER = 1.2
"""How much longer that paragraph is: a paragraph pasted again is a repeat."""
_LONGEST_LABEL_WORDS = 12
_LABELS = frozenset({BlockRole.PARAGRAPH, BlockRole.BOILERPLATE, BlockRole.BYLINE})


def mark_pulled(draft: Draft, is_usual: Callable[[Node], bool]) -> None:
    """`is_usual` tells elements that are marked up, and placed, as the body's paragraphs are."""
    body = [i for i, role in enumerate(draft.roles) if role is BlockRole.PARAGRAPH]
    words = {i: folded_words(draft.pieces[i].text) for i in body}
    apart = [
        i
        for i in body
        if _FEWEST_WORDS <= len(words[i]) <= _MOST_WORDS
        and draft.pieces[i].node.tag != "li"
        and draft.pieces[i].linked < 0.4
        and not is_usual(draft.pieces[i].node)
    ]
    if not apart:
        return
    holders: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for i in body:
        for run in _runs(words[i]):
            holders[run].add(i)
    for i in apart:
        runs = _runs(words[i])
        found: dict[int, int] = defaultdict(int)
        for run in runs:
            for j in holders[run]:
                found[j] += len(words[j]) >= _LONGER * len(words[i])
        if runs and max(found.values()) >= _SHARE * len(runs):
            draft.roles[i] = BlockRole.PULL_QUOTE
            _find_speaker(draft, i)


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(words, words[1:], words[2:], strict=False))


def _find_speaker(draft: Draft, i: int) -> None:
    """A short line behind it, in the same element, says who is quoted."""
    if i + 1 == len(draft.pieces) or draft.roles[i + 1] not in _LABELS:
        return
    piece, label = draft.pieces[i], draft.pieces[i + 1]
    short = word_count(label.text) <= _LONGEST_LABEL_WORDS and not ends_sentence(label.text)
    if (
        short
        and label.linked < 0.4
        and label.node.parent is piece.node.parent
        and label.node.tag not in ("h2", "h3")
    ):
        draft.speakers[i] = label.text.strip(" —–-")
        draft.dropped.add(i + 1)
