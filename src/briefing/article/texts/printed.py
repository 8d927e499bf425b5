"""Lines of a printed page → what print added to them: page numbers, running headers, broken words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from briefing.article.lines import ends_sentence
from briefing.article.words import fold
from briefing.language import PageWords

_NUMBER = re.compile(r"\W*(?P<word>[^\W\d_]+\.?)?\s*\d{1,3}\s*(?P<of>(?:/|[^\W\d_]+)\s*\d{1,3})?\W*")
"""A line with a page number and nothing else: "3", "- 3 -", "3/12", "Page 3 of 12"."""
_NEAR = 2
"""Lines with text beside a page number in which a running header is looked for."""
_LONGEST_HEADER = 100
"""Characters."""
_NUMBERED = re.compile(
    r"(?:(\d{1,3})(?:\s*[|·–—-])?(?: [^\W\d_][\w.,:'’&-]*){1,8}|[^\W\d_][^\d]{2,60}?\s(\d{1,3}))"
)
"""A running header in one line with the page's number."""
_OPEN_CHAINS = 4
_SHORTEST_PAGE = 4
"""Lines with text from one page's number to the next."""
_SHORTEST_LINE = 35
"""Characters of a line that is broken off at a page's edge."""
_DIGITS = re.compile(r"\d+")
HYPHENS = "-\u2010\u00ad\u00ac"
"""Hyphen-minus, hyphen, soft hyphen, and the "not" sign that some programs put for it."""
_LAST_PART = re.compile(rf"([^\W\d_][\w'’.-]*)[{HYPHENS}]$")
_FIRST_PART = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def page_furniture(lines: Sequence[str], page_words: Sequence[str] = ()) -> frozenset[int]:
    """Indices of lines that stand there because a page does: its number, and what is printed on each page.

    A running header or footer is a line that comes again, but for its digits, beside the numbers of different
    pages or at form feeds. (A page that was pasted twice has the same number twice.)
    """
    words = {fold(word) for word in page_words}
    bare = [" ".join(line.split()) for line in lines]
    filled = [index for index, line in enumerate(bare) if line]
    numbers = {i for i in filled if _is_page_number(bare[i], words)}
    has_feeds = any(lines[i].startswith("\f") for i in filled)
    pages: dict[str, set[str]] = defaultdict(set)
    beside: list[tuple[int, str]] = []
    for place, index in enumerate(filled):
        if index in numbers:
            near = filled[max(0, place - _NEAR) : place] + filled[place + 1 : place + _NEAR + 1]
            at_page = [(i, bare[index]) for i in near if i not in numbers]
        elif lines[index].startswith("\f") or (place == 0 and has_feeds):
            at_page = [(i, bare[i]) for i in filled[max(0, place - 1) : place + 1]]
        else:
            continue
        for i, page in at_page:
            if len(bare[i]) <= _LONGEST_HEADER:
                shape = _DIGITS.sub("#", bare[i])
                pages[shape].add(page)
                beside.append((i, shape))
    running = {i for i, shape in beside if len(pages[shape]) > 1}
    return frozenset(numbers | running | _numbered_headers(bare, filled))


def _numbered_headers(lines: Sequence[str], filled: Sequence[int]) -> set[int]:
    """Lines of a few words with a page's number at an end, that count on: "44 HILL AND PIKE", "BRIDGES 45".

    One of them at least stands in the middle of a sentence; headings that are numbered ("Day 2") never do.
    """
    chains: list[list[tuple[int, int]]] = []
    for place, index in enumerate(filled):
        if not (found := _NUMBERED.fullmatch(lines[index])):
            continue
        number = int(found[1] or found[2])
        for chain in chains[-_OPEN_CHAINS:]:
            if chain[-1][1] == number - 1 and place - chain[-1][0] >= _SHORTEST_PAGE:
                chain.append((place, number))
                break
        else:
            chains.append([(place, number)])
    return {
        filled[place]
        for chain in chains
        if len(chain) > 1 and any(_interrupts(lines, filled, place) for place, _ in chain)
        for place, _ in chain
    }


def _interrupts(lines: Sequence[str], filled: Sequence[int], place: int) -> bool:
    if not 0 < place < len(filled) - 1:
        return False
    above, below = lines[filled[place - 1]], lines[filled[place + 1]]
    return (
        not ends_sentence(above)
        and len(above) >= _SHORTEST_LINE
        and below[0].isalpha()
        and not below[0].isupper()
    )


def _is_page_number(line: str, words: set[str]) -> bool:
    if len(line) > 40 or not (found := _NUMBER.fullmatch(line)):
        return False
    if "%" in line or any(sign in line for sign in "$€£:"):
        return False
    return found["word"] is None or fold(found["word"].rstrip(".")) in words


class Hyphens:
    """Undoes the division of words at the ends of lines, by what the rest of the text shows."""

    def __init__(self, text: str, words: PageWords) -> None:
        self._text = text
        self._first_parts = {fold(word) for word in words.hyphen_first_parts}
        self._last_parts = {fold(word) for word in words.hyphen_last_parts}
        self._suspended = {fold(word) for word in words.suspended_hyphen_words}

    @cached_property
    def _known(self) -> frozenset[str]:
        """Whole words that the text has inside its lines."""
        inner = re.sub(rf"\S+[{HYPHENS}]\s*\n\s*\S+", " ", self._text)
        return frozenset(word.casefold() for word in _WORDS.findall(inner))

    @staticmethod
    def divide(line: str, follower: str) -> bool:
        """Whether a word, or a compound at its hyphen, is divided between the two lines."""
        return bool(_LAST_PART.search(line.rstrip()) and _FIRST_PART.match(follower.lstrip()))

    def joined(self, line: str, follower: str) -> str:
        """Two lines of a paragraph as one; a word that was divided between them is whole again."""
        line, follower = line.rstrip(), follower.lstrip()
        last, first = _LAST_PART.search(line), _FIRST_PART.match(follower)
        if last is None or first is None:
            return f"{line} {follower}"
        left, right = last[1], first[0]
        if line[-1] in "\u00ad\u00ac":
            return line[:-1] + follower
        if fold(right) in self._suspended:
            return f"{line} {follower}"
        return (line if self._is_compound(left, right) else line[:-1]) + follower

    def _is_compound(self, left: str, right: str) -> bool:
        """Whether the hyphen belongs to the word, and does not only divide it."""
        part, end = left.casefold(), right.casefold()
        if f"{part}-{end}" in self._known:
            return True
        if part + end in self._known:
            return False
        if "-" in part or right[0].isupper() or left.isupper():
            return True
        if fold(part) in self._first_parts or fold(end) in self._last_parts:
            return True
        return part in self._known and end in self._known
