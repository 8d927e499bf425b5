"""Pieces with their roles → blocks, in the order of the page; furniture in a row is one block."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.article.pages.boxes import Draft, split_name
from briefing.article.pages.hints import Hint
from briefing.article.pages.pieces import Node, Piece
from briefing.model import Block, BlockRole

_LONGEST_FURNITURE = 300
"""Code points of a block of boilerplate: enough to see what it was."""
_MOST_BLOCKS = 200
"""From this number on, furniture in a row is one block, from however many menus it comes."""


def assemble(draft: Draft) -> tuple[Block, ...]:
    """One block for every piece that is not furniture, without the labels that have become speakers."""
    made: list[Block] = []
    furniture: list[Piece] = []
    for i, piece in enumerate(draft.pieces):
        role = draft.roles[i]
        if i in draft.dropped:
            continue
        ended = role is not BlockRole.BOILERPLATE or (
            furniture
            and _furniture_of(piece) is not _furniture_of(furniture[-1])
            and len(made) < _MOST_BLOCKS
        )
        if furniture and ended:
            made.append(_furniture_block(furniture))
            furniture = []
        if role is BlockRole.BOILERPLATE:
            furniture.append(piece)
            continue
        text, speaker = piece.text, draft.speakers.get(i)
        if role is BlockRole.PULL_QUOTE and speaker is None:
            text, speaker = split_name(text)
        if role is BlockRole.HEADLINE:
            text = text.lstrip(" :،–—-") or text  # what parted it from a kicker in the same h1
        if role is BlockRole.KICKER:
            text = text.rstrip(" :،–—-|") or text
        made.append(Block(role=role, text=text, speaker=speaker))
    if furniture:
        made.append(_furniture_block(furniture))
    return tuple(made)


def _furniture_of(piece: Piece) -> Node | None:
    """The furniture that a piece belongs to; None for loose pieces."""
    zone = piece.node.zone
    return zone if zone is not None and zone.hint is Hint.FURNITURE else None


def _furniture_block(pieces: Sequence[Piece]) -> Block:
    joined = " · ".join(dict.fromkeys(piece.text for piece in pieces))
    if len(joined) > _LONGEST_FURNITURE:
        joined = joined[:_LONGEST_FURNITURE].rsplit(" ", 1)[0] + " …"
    return Block(role=BlockRole.BOILERPLATE, text=joined)
