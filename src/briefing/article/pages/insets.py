"""The story's element → the parts of it that are set apart, though no name says so, marked as such.

Page makers who write classes only for their style sheets set a box as a <section> or <div> of its own: it has
a heading, while the paragraphs around it stand in the story's element itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.article.lines import ends_sentence
from briefing.article.pages.hints import HEADINGS, Hint
from briefing.article.pages.pieces import Node, Page, Piece
from briefing.article.words import word_count

_TAGS = frozenset({"section", "div", "table"})
_MOST_OF_STORY = 0.35
"""Share of the story's prose that one box has at most."""
_MOST_BOXES = 2
"""More parts that begin with a heading are how the story is built."""
_IN_THE_OPEN = 0.5
"""Share of the story's prose that stands in one element, outside of boxes, from which it is the rule."""
_LONGEST_HEADING_WORDS = 20
_LONGEST_SIGN_UP = 300
"""Code points of prose that ask a reader to fill in the form below them; a story in a form has more."""


def mark_insets(page: Page, container: Node) -> None:
    """Give hints to what is set apart in `container`: BOX, or FURNITURE. Prose must have been counted."""
    inside = _pieces_by_node(page, container)
    for node in inside:
        around = node.parent
        if (
            node.tag == "form"
            and around
            and around in inside
            and _is_sign_up(around, inside[around], container)
        ):
            around.hint = Hint.FURNITURE
    home, share = _home(inside, container)
    if home is None or share < _IN_THE_OPEN:
        return
    first = next(piece for piece in inside[home] if piece.is_prose)
    found = [
        node
        for node in inside
        if node.parent is home and first not in inside[node] and _is_inset(node, inside[node], container)
    ]
    if len(found) <= _MOST_BOXES and not any(node.names == home.names != "" for node in found):
        for node in found:
            node.hint = Hint.BOX


def _is_sign_up(around: Node, pieces: Sequence[Piece], container: Node) -> bool:
    """Whether what holds a form holds little else: "Our newsletter. All the news, every day. [Sign up]"."""
    little = around.prose <= min(_LONGEST_SIGN_UP, _MOST_OF_STORY * container.prose)
    return around is not container and little and bool(pieces) and _is_heading(pieces[0])


def _pieces_by_node(page: Page, container: Node) -> Mapping[Node, Sequence[Piece]]:
    """All elements in the container, each with the pieces that it holds."""
    inside: dict[Node, list[Piece]] = {}
    for node in page.nodes:
        if node is container or node.parent in inside:
            inside[node] = []
    for piece in page.pieces:
        holder: Node | None = piece.node
        while holder is not None and holder in inside:
            inside[holder].append(piece)
            holder = holder.parent
    return inside


def _home(inside: Mapping[Node, Sequence[Piece]], container: Node) -> tuple[Node | None, float]:
    """The element in which most paragraphs stand, and the share of the prose that stands there."""
    prose: dict[Node, int] = {}
    for piece in inside[container]:
        holder = piece.node if piece.node is container else piece.node.parent
        if piece.is_prose and holder is not None:
            prose[holder] = prose.get(holder, 0) + len(piece.text)
    if not prose:
        return None, 0.0
    home = max(prose, key=lambda node: prose[node])
    return home, prose[home] / max(1, sum(prose.values()))


def _is_inset(node: Node, pieces: Sequence[Piece], container: Node) -> bool:
    """Whether it is a heading with some prose of its own; a table must be a frame of one cell."""
    if node.tag not in _TAGS or node.hint not in (None, Hint.LABEL, Hint.BODY) or not pieces:
        return False
    if node.tag == "table" and node.cells != 1:
        return False
    prose = sum(len(piece.text) for piece in pieces if piece.is_prose)
    return _is_heading(pieces[0]) and 0 < prose <= _MOST_OF_STORY * container.prose


def _is_heading(piece: Piece) -> bool:
    if piece.linked > 0.5 or word_count(piece.text) > _LONGEST_HEADING_WORDS:
        return False
    return piece.node.tag in HEADINGS - {"h1"} or (piece.strong > 0.9 and not ends_sentence(piece.text))
