"""Blocks → the same blocks; one that says again what an earlier one said gets the role `repeat`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from briefing.article.words import folded_words
from briefing.model import Block, BlockRole

SHINGLE_WORDS = 4
CONTAINED = 0.6
"""Share of a block's shingles found in one earlier block. Finds .99 of pasted-again lines under seven
disturbances with .3 % false alarms (measured)."""
CONTAINED_IN_SEVERAL = 0.8
"""… found in all earlier blocks together: two paragraphs pasted again as one."""
CONTAINED_IN_TITLE = 0.9
"""… found in a headline, kicker or deck: a lead says the deck again and adds the facts; it must stay."""
SHORT_WORDS = 8
"""Below this a block has too few shingles to judge by; it is compared whole."""
_POSTINGS = 4
"""Earlier blocks remembered for one shingle: enough for the best match, and time stays linear."""

_OFTEN = 3
_BODY = frozenset({BlockRole.PARAGRAPH, BlockRole.SUBHEADING})
_TITLES = frozenset({BlockRole.KICKER, BlockRole.HEADLINE, BlockRole.DECK})
_LINES = frozenset({BlockRole.BYLINE, BlockRole.DATELINE, BlockRole.BOILERPLATE})
_BESIDE = frozenset({BlockRole.SIDEBAR, BlockRole.SIDEBAR_HEADING})
_RUNNING = frozenset({*_TITLES, *_BESIDE, BlockRole.PARAGRAPH, BlockRole.SUBHEADING})


def mark_repeats(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Mark each block that an earlier block of its kind contains; blocks are numbered from 1.

    Running text is compared with running text only. A caption or a pull quote that says a sentence first
    does not make the paragraph a repeat, for the paragraph is what is to be spoken; and a pull quote taken
    from an earlier paragraph is still a pull quote. Nor does a sidebar above the text (key points, which are
    taken from it). Lines of the page's top said again are repeats whatever they look like there; what a menu
    says as well is none.
    """
    recurring = _recurring(blocks)
    memories: dict[str, _Memory] = defaultdict(_Memory)
    # Of the page's top and furniture: said again, they are nothing else.
    lines: dict[tuple[str, ...], int] = {}
    marked: list[Block] = []
    begun = False
    for number, block in enumerate(blocks, 1):
        if block.role is BlockRole.REPEAT:
            marked.append(block)
            continue
        above = block.role in _BESIDE and not begun
        begun = begun or block.role is BlockRole.PARAGRAPH
        memory = memories["above" if above else "running" if block.role in _RUNNING else block.role]
        words = tuple(folded_words(block.text))
        if words in recurring and block.role in _BODY:
            marked.append(block)
            continue
        original = memory.original(words)
        if original is None and marked and marked[-1].role is BlockRole.REPEAT and block.role in _BODY:
            original = _goes_on_in(marked[-1], words, blocks) or memories["above"].same(words)
        if original is None and words in lines:
            said = marked[lines[words] - 1].role
            original = None if said is BlockRole.BOILERPLATE is not block.role else lines[words]
        if original is None:
            if block.role in _TITLES or (block.role in _LINES and len(words) < SHORT_WORDS):
                lines[words] = number
            memory.remember(number, words, is_title=block.role in _TITLES)
            marked.append(block)
        else:
            marked.append(replace(block, role=BlockRole.REPEAT, repeats=original))
    return tuple(marked)


def _goes_on_in(above: Block, words: tuple[str, ...], blocks: Sequence[Block]) -> int | None:
    """The block that the line above repeats, if that has these words, too: lines broken in another way."""
    if above.repeats is None or not words or len(words) >= SHORT_WORDS:
        return None
    said = f" {' '.join(folded_words(blocks[above.repeats - 1].text))} "
    return above.repeats if f" {' '.join(words)} " in said else None


def _recurring(blocks: Sequence[Block]) -> set[tuple[str, ...]]:
    """What the body says three times or more, each time before something else: a question put to everybody.

    Text that was pasted again goes on with the same text each time.
    """
    body = [tuple(folded_words(block.text)) for block in blocks if block.role in _BODY]
    following: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for words, after in pairwise(body):
        following[words].add(after)
    return {words for words, after in following.items() if len(after) >= _OFTEN}


class _Memory:
    """The blocks of one kind seen so far."""

    def __init__(self) -> None:
        self._whole: dict[tuple[str, ...], int] = {}
        self._shingles: dict[int, list[int]] = {}
        self._titles: set[int] = set()

    def original(self, words: tuple[str, ...]) -> int | None:
        """The number of the block that these words repeat, if they do."""
        if not words:
            return None
        if words in self._whole:
            return self._whole[words]
        if len(words) < SHORT_WORDS:
            return None
        shingles = _shingles(words)
        found: Counter[int] = Counter()
        known = 0
        for shingle in shingles:
            if holders := self._shingles.get(shingle):
                found.update(holders)
                known += any(holder not in self._titles for holder in holders)
        for number, shared in found.most_common(_POSTINGS):
            threshold = CONTAINED_IN_TITLE if number in self._titles else CONTAINED
            if shared >= threshold * len(shingles):
                return number
        bodies = [(shared, -number) for number, shared in found.items() if number not in self._titles]
        if bodies and known >= CONTAINED_IN_SEVERAL * len(shingles):
            return -max(bodies)[1]
        return None

    def same(self, words: tuple[str, ...]) -> int | None:
        """The number of the block that has these words and no others."""
        return self._whole.get(words)

    def remember(self, number: int, words: tuple[str, ...], *, is_title: bool) -> None:
        self._whole.setdefault(words, number)
        if is_title:
            self._titles.add(number)
        for shingle in _shingles(words):
            holders = self._shingles.setdefault(shingle, [])
            if len(holders) < _POSTINGS:
                holders.append(number)


def _shingles(words: tuple[str, ...]) -> set[int]:
    """Hashes of every run of four words: a twentieth of the memory of the runs themselves."""
    return {hash(words[i : i + SHINGLE_WORDS]) for i in range(len(words) - SHINGLE_WORDS + 1)}
