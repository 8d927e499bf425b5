"""The page → which of its texts stand with a picture, though no name and no <figcaption> says so."""

from __future__ import annotations

import re
from collections import Counter

from briefing.article.lines import ends_sentence
from briefing.article.pages.hints import HEADINGS, Hint
from briefing.article.pages.pieces import Node, Page, Piece
from briefing.article.pages.places import Places
from briefing.article.pages.story import Story
from briefing.article.words import word_count

_PICTURES = frozenset({"img", "amp-img", "picture"})
_NO_PICTURE = re.compile(
    r"icon|emoji|smil|avatar|logo|pixel|author|spinner|spacer|button|badge", re.IGNORECASE
)
_LEVELS = 3
"""From a picture up to the element that holds it with its caption."""
_MOST_WORDS = 40
_MOST_WORDS_APART = 25
_BRACKETED = re.compile(r"[(\[][^()\[\]]{2,60}[)\]][.\s]*$")


class Pictures:
    def __init__(self, page: Page, story: Story, places: Places) -> None:
        self._story, self._places = story, places
        self._top: set[Node] = set()
        """Elements with the headline: what stands in them beside a picture is more than its caption."""
        node = story.headline.node if story.headline else None
        while node is not None:
            self._top.add(node)
            node = node.parent
        self._held: set[Node] = set()
        self._words: Counter[Node] = Counter()
        self._other: set[Node] = set()
        """Elements with headings, or with links for text: cards, not pictures with captions."""
        self._follows: set[Node] = set()
        """Elements that begin right behind a picture."""
        last: Node | None = None
        for node in page.nodes:
            if node.tag in _PICTURES and not _NO_PICTURE.search(node.names):
                self._held.update(self._around(node.parent))
            if last is not None and last.tag in _PICTURES and last is not node.parent:
                self._follows.add(node)
            last = node
        for piece in page.pieces:
            for holder in self._around(piece.node):
                self._words[holder] += word_count(piece.text)
                if piece.node.tag in HEADINGS or piece.linked > 0.5:
                    self._other.add(holder)

    def have_caption(self, piece: Piece) -> bool:
        """Whether the smallest element that holds the text and a picture holds hardly more."""
        if (
            piece.node in self._follows
            and _is_set_apart(piece)
            and word_count(piece.text) <= _MOST_WORDS_APART
        ):
            return True
        holder = next((node for node in self._around(piece.node) if node in self._held), None)
        if holder is None or holder in self._other or self._words[holder] > _MOST_WORDS:
            return False
        if holder is piece.node:
            sentence = ends_sentence(piece.text) and not _BRACKETED.search(piece.text)
            return holder.tag != "li" and not (holder.tag == "p" and sentence)
        return not self._places.is_usual(piece.node)

    def _around(self, node: Node | None) -> list[Node]:
        found: list[Node] = []
        while node is not None and len(found) < _LEVELS:
            if node is self._story.container and found:
                break
            if node in self._story.region and node is not self._story.container:
                break
            if node.tag in ("body", "html") or node in self._top:
                break
            found.append(node)
            if node is self._story.container:
                break
            node = node.parent
        return found


def _is_set_apart(piece: Piece) -> bool:
    """Centred or in italics, as captions are where nothing else is at hand."""
    return piece.node.tag == "center" or piece.italic > 0.9


def in_figure(node: Node | None) -> bool:
    """Whether it stands in a <figure> or a caption: the credit there may be called "copyright"."""
    while node is not None:
        if node.tag in ("figure", "picture", "figcaption") or node.hint is Hint.CAPTION:
            return True
        node = node.parent
    return False


def in_figcaption(node: Node | None) -> bool:
    while node is not None:
        if node.tag == "figcaption":
            return True
        node = node.parent
    return False
