"""Pieces with roles → links to other stories inside the body lose theirs, whatever their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.article.lines import LineKind, ends_sentence
from briefing.article.pages.boxes import Draft
from briefing.article.pages.pieces import Piece
from briefing.model import BlockRole

_BODY = frozenset({BlockRole.PARAGRAPH, BlockRole.SUBHEADING})
_LINK = 0.8
"""Share of a piece from which it is a link, not a sentence that has one."""
_MOSTLY_LINKS = 0.4
"""Share of a list's text. Lists whose items carry sources have less, lists of stories with an icon or a name
before each have more."""
_FEWEST = 2


def drop_links(draft: Draft) -> None:
    """Make furniture of lists of links, and of the links that follow "Read also"."""
    for members in _lists(draft):
        if _is_of_links([draft.pieces[i] for i in members]):
            for i in members:
                draft.roles[i] = BlockRole.BOILERPLATE
    announced = False
    for i, piece in enumerate(draft.pieces):
        if draft.story.kinds[piece] is LineKind.RELATED:
            announced = True
        elif announced and draft.roles[i] in _BODY:
            announced = piece.linked > _LINK
            if announced:
                draft.roles[i] = BlockRole.BOILERPLATE


def _lists(draft: Draft) -> Iterator[Sequence[int]]:
    """Items of the body that stand in one list, by their indexes."""
    members: list[int] = []
    for i, piece in enumerate(draft.pieces):
        if piece.node.tag != "li" or draft.roles[i] not in _BODY:
            continue
        if members and draft.pieces[members[-1]].node.parent is not piece.node.parent:
            yield members
            members = []
        members.append(i)
    if members:
        yield members


def _is_of_links(items: Sequence[Piece]) -> bool:
    length = sum(len(item.text) for item in items)
    linked = sum(len(item.text) * item.linked for item in items)
    sentences = sum(ends_sentence(item.text) for item in items)
    return (
        len(items) >= _FEWEST
        and linked >= _MOSTLY_LINKS * length
        and all(item.linked > 0 for item in items)
        and 2 * sentences < len(items)
    )
