"""What stands above the headline → whether it is the label of the story's section, or a part of a menu."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from briefing.article.lines import LineKind, ends_sentence
from briefing.article.pages.hints import HEADINGS, Hint
from briefing.article.pages.pieces import Node, Page, Piece
from briefing.article.pages.places import upwards, zone_of
from briefing.article.pages.story import Story
from briefing.article.words import fold, word_count
from briefing.model import BlockRole

_LONGEST_SECTION_WORDS = 3
_MOST_STEPS = 2
"""Labels in a row that are sections of the story; a longer row is a path through the site, or a menu."""
_FURTHEST = 6
"""Pieces between a section's label and the headline: other labels, the author, the date."""
_LISTS = frozenset({"ul", "ol", "nav"})
_LEVELS = 4
"""From a label up to the list that holds it."""
_PATH = re.compile(r"crumb|tag|topic|categor|section", re.IGNORECASE)
_CRUMBS = re.compile(r"[|›»>]|\s/")


class Labels:
    def __init__(
        self,
        page: Page,
        story: Story,
        signature: Callable[[Piece], BlockRole | None],
        site: str | None,
    ) -> None:
        """`signature` tells whether a piece names the author, or the day."""
        self._pieces = page.pieces
        self._story = story
        self._signature = signature
        self._site = fold(site or "")
        self._title = fold(story.headline.text) if story.headline else ""

    def is_section(self, i: int, start: int) -> bool:
        """Whether it is the label of a section, though in an element for paths: the path has one step or two.

        Between it and the headline stand only others of its kind, the author and the date.
        """
        row = self._pieces[i:start]
        if not all(self._is_label(piece) or self._signature(piece) for piece in row[1:]):
            return False
        piece = self._pieces[i]
        if not self._is_label(piece) or not any(map(str.isalpha, piece.text)):
            return False
        holder = _row_of(piece.node)
        if holder is None:
            return zone_of(piece) is Hint.LABEL
        steps = [k for k, other in enumerate(self._pieces) if is_within(other.node, holder)]
        letters = [self._pieces[k] for k in steps if any(map(str.isalpha, self._pieces[k].text))]
        path = any(self._story.kinds[step] is LineKind.FURNITURE for step in letters)  # "Home", "Search"
        path = path or (self._site != "" and self._site in fold(letters[0].text))
        return (
            not path and len(letters) <= _MOST_STEPS and start - _FURTHEST <= steps[0] and steps[-1] < start
        )

    def _is_label(self, piece: Piece) -> bool:
        return (
            word_count(piece.text) <= _LONGEST_SECTION_WORDS + 1
            and not ends_sentence(piece.text)
            and piece.node.tag not in HEADINGS
            and fold(piece.text) != self._title
            and not any(map(str.isdigit, piece.text))
            and not _CRUMBS.search(piece.text)
        )

    def are_menu(self, before: Piece, piece: Piece) -> bool:
        """Whether both are links that stand side by side."""
        if min(piece.linked, before.linked) <= 0.8 or zone_of(before) is Hint.FURNITURE:
            return False
        one, other = before.node.parent, piece.node.parent
        if one is None or other is None:
            return False
        return one is other or (one.parent is other.parent and one.parent not in self._story.region)


def is_path(text: str) -> bool:
    """Whether it has steps of a path through the site: "News » Harbour"."""
    return _CRUMBS.search(text) is not None


def is_section_name(piece: Piece) -> bool:
    """Words such as "Sport" are menus elsewhere; right above the headline, alone in a block, they are not."""
    letters = all(word.isalpha() for word in piece.text.split())
    return (
        letters
        and word_count(piece.text) <= _LONGEST_SECTION_WORDS
        and piece.node.tag not in ("li", "button")
    )


def _row_of(node: Node) -> Node | None:
    """The list, or the element for paths and topics, that holds it, if one does."""
    if node.zone is not None and node.zone.hint is Hint.FURNITURE:
        return node.zone if node.zone.tag in _LISTS or _PATH.search(node.zone.names) else None
    found: Node | None = None
    for holder in islice(upwards(node), _LEVELS):
        if holder.tag in _LISTS:
            found = holder
    return found


def is_within(node: Node, holder: Node) -> bool:
    return any(found is holder for found in upwards(node))
