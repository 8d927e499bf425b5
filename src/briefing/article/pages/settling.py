"""Pieces with roles → those that only what stands around them tells are settled."""

from __future__ import annotations

from collections import Counter

from briefing.article.lines import LineKind, ends_sentence, is_name
from briefing.article.pages.boxes import Draft
from briefing.article.pages.hints import HEADINGS, Hint
from briefing.article.pages.pieces import Node
from briefing.article.pages.places import Places, upwards, zone_of
from briefing.article.pages.section_labels import is_within
from briefing.article.pages.signatures import Signatures
from briefing.article.words import fold, word_count
from briefing.model import BlockRole

TEXT = frozenset({BlockRole.PARAGRAPH, BlockRole.SIDEBAR, BlockRole.PULL_QUOTE, BlockRole.DECK})
_LATE = 3
"""Texts from the end among which the line that credits everybody stands."""
_LONGEST_CREDIT_WORDS = 4
"""Of a caption that says only whose the picture is."""
_FEWEST_TITLE_WORDS = 4
_MOST_OF_STORY = 0.35
"""Share of the story's prose that a notice has at most."""


def settle_by_surroundings(draft: Draft, places: Places, signatures: Signatures) -> None:
    _settle_kickers(draft)
    _settle_signatures(draft, signatures)
    held = Counter(node for piece in draft.pieces for node in upwards(piece.node))
    _drop_notices(draft, places, held)
    _drop_headings_of_links(draft, held)
    _settle_credits(draft, signatures)
    _drop_trailing_links(draft, places)
    _drop_author_note(draft, signatures)
    _drop_lone_headings(draft, places)
    _settle_late_decks(draft)


def _settle_kickers(draft: Draft) -> None:
    """Where the page names the kicker, the path through the site above it is none."""
    kickers = [i for i, role in enumerate(draft.roles) if role is BlockRole.KICKER]
    named = [i for i in kickers if zone_of(draft.pieces[i]) is Hint.KICKER and draft.pieces[i].linked < 0.2]
    for i in kickers:
        if named and i < named[-1] and draft.pieces[i].node.tag == "li" and draft.pieces[i].linked > 0.8:
            draft.roles[i] = BlockRole.BOILERPLATE


def _settle_signatures(draft: Draft, signatures: Signatures) -> None:
    """Neither "By" alone nor the day in the bar above signs a story, nor the author again below the text."""
    places = [i for i, role in enumerate(draft.roles) if role in (BlockRole.BYLINE, BlockRole.DATELINE)]
    start = next((i for i, role in enumerate(draft.roles) if role is BlockRole.HEADLINE), 0)
    first = next((i for i, role in enumerate(draft.roles) if role is BlockRole.PARAGRAPH), len(draft.roles))
    last = max((i for i, role in enumerate(draft.roles) if role in TEXT), default=0)
    dated = any(draft.roles[i] is BlockRole.DATELINE for i in places if start < i < first)
    above = {fold(draft.pieces[i].text) for i in places if i < first}
    for i in places:
        text = draft.pieces[i].text
        again = i > last and any(fold(text) in signed for signed in above)
        bar = dated and i < start and draft.roles[i] is BlockRole.DATELINE
        if bar or again or signatures.is_opening(text):
            draft.roles[i] = BlockRole.BOILERPLATE


def _drop_notices(draft: Draft, places: Places, held: Counter[Node]) -> None:
    """What stands under "About the author", or an offer, in the same element goes with it."""
    story = draft.story.container
    for i, piece in enumerate(draft.pieces):
        notice = draft.story.kinds[piece] in (LineKind.FURNITURE, LineKind.RELATED)
        if not notice or not places.inside[i] or piece.node.tag not in HEADINGS or word_count(piece.text) < 2:
            continue
        holder = _holder(piece.node, held)
        if holder is None or holder in upwards(story) or holder.prose > _MOST_OF_STORY * story.prose:
            continue
        for k in range(i + 1, len(draft.pieces)):
            if not is_within(draft.pieces[k].node, holder):
                break
            if draft.roles[k] in TEXT | {BlockRole.SUBHEADING, BlockRole.SIDEBAR_HEADING}:
                draft.roles[k] = BlockRole.BOILERPLATE


def _drop_headings_of_links(draft: Draft, held: Counter[Node]) -> None:
    """A heading that opens an element which holds nothing else but the title of another story."""
    for i, role in enumerate(draft.roles):
        holder = _holder(draft.pieces[i].node, held) if role is BlockRole.SUBHEADING else None
        if holder is None or holder in upwards(draft.story.container):
            continue
        rest = range(i + 1, min(i + held[holder], len(draft.pieces)))
        if all(draft.roles[k] is BlockRole.BOILERPLATE for k in rest) and any(
            draft.pieces[k].linked > 0.8 and word_count(draft.pieces[k].text) >= _FEWEST_TITLE_WORDS
            for k in rest
        ):
            draft.roles[i] = BlockRole.BOILERPLATE


def _holder(heading: Node, held: Counter[Node]) -> Node | None:
    """The smallest element that holds more than the heading."""
    return next((node for node in upwards(heading.parent) if held[node] > 1), None)


def _settle_credits(draft: Draft, signatures: Signatures) -> None:
    """ "Reporting by Ann Hill in Marl; editing by Tom Reed", where the story ends."""
    texts = [i for i, role in enumerate(draft.roles) if role is BlockRole.PARAGRAPH]
    for i in texts[-_LATE:]:
        if signatures.credits_writers(draft.pieces[i].text):
            draft.roles[i] = BlockRole.BYLINE


def _settle_late_decks(draft: Draft) -> None:
    """What stands under a heading of the text is no deck."""
    headed = False
    for i, role in enumerate(draft.roles):
        headed = headed or role is BlockRole.SUBHEADING
        if headed and role is BlockRole.DECK and zone_of(draft.pieces[i]) is not Hint.DECK:
            draft.roles[i] = BlockRole.PARAGRAPH


def _drop_trailing_links(draft: Draft, places: Places) -> None:
    """A list behind the last paragraph, every item with a link, leads to other stories."""
    items: list[int] = []
    for i in range(len(draft.pieces) - 1, -1, -1):
        piece, item = draft.pieces[i], is_item(draft.pieces[i].node)
        if draft.roles[i] not in TEXT and not (item and places.inside[i]):
            continue
        if not item or piece.linked < 0.2 or ends_sentence(piece.text.rstrip("?!")):
            break
        items.append(i)
    if len(items) >= 2:
        for i in items:
            draft.roles[i] = BlockRole.BOILERPLATE


def _drop_author_note(draft: Draft, signatures: Signatures) -> None:
    """What the last block says of who signed above: "Ann Hill covers courts."."""
    last = max((i for i, role in enumerate(draft.roles) if role in TEXT), default=0)
    signed = [p.text for p, role in zip(draft.pieces, draft.roles, strict=True) if role is BlockRole.BYLINE]
    names = [name for text in signed for name in signatures.names(text) if is_name(name)]
    if last and any(draft.pieces[last].text.startswith(f"{name} ") for name in names):
        draft.roles[last] = BlockRole.BOILERPLATE


def _drop_lone_headings(draft: Draft, places: Places) -> None:
    """A heading that only furniture follows is furniture; one right above a lower heading is not."""
    below = 0
    for i in range(len(draft.pieces) - 1, -1, -1):
        role, tag = draft.roles[i], draft.pieces[i].node.tag
        level = int(tag[1]) if tag in HEADINGS else 7
        if role in (BlockRole.SUBHEADING, BlockRole.SIDEBAR_HEADING):
            if not below or below <= level:
                draft.roles[i] = BlockRole.BOILERPLATE
            else:
                below = level
        elif role in TEXT or (role is BlockRole.CAPTION and places.inside[i] and not _is_credit(draft, i)):
            below = 8


def _is_credit(draft: Draft, i: int) -> bool:
    return word_count(draft.pieces[i].text) <= _LONGEST_CREDIT_WORDS


def is_item(node: Node) -> bool:
    return node.tag == "li" or (node.parent is not None and node.parent.tag == "li")
