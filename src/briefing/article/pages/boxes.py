"""What is set beside the story → sidebars, pull quotes with their speakers, or furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile

from briefing.article.lines import LineKind, ends_sentence
from briefing.article.pages.hints import HEADINGS, Hint, says_who
from briefing.article.pages.pieces import Node, Piece
from briefing.article.pages.story import Story
from briefing.article.words import folded_words, word_count
from briefing.model import BlockRole

_OPENING_MARKS = "\"'“„«‹‘"
_CLOSING_MARKS = "\"'”“»›’"
_QUOTE_AND_NAME = re.compile(r"^([“„«\"].+[”“»\"])\s*[—–-]{1,2}\s*(.{3,80})$")
_AROUND_LABEL = re.compile(r"^[\s—–―~-]+|[\s:،,]+$")
_DASHES = "—–―-"
_HANDLE = re.compile(r"\s*\(@[\w.@-]+\).*")
"""Behind the name of who wrote a post, with the date behind it."""
_FEWEST_FACTS = 3
"""Items of a list under a heading, none of them a link: "Built in 1871", "Closed in 1987" …"""
_LEAST_SIDEBAR = 60
"""Code points of prose; a box with less is a hint at something elsewhere."""
_LINK = 0.8
"""Share of a piece from which it is a link."""
_FEWEST_TITLE_WORDS = 2
_FEWEST_HEADLINE_WORDS = 4
_LONGEST_LABEL_WORDS = 12
_PULLED = 0.6
"""Share of a text's three-word runs that the body has, from which it is pulled out of the body."""


@dataclass(slots=True)
class Draft:
    """Roles while they are being settled."""

    pieces: tuple[Piece, ...]
    story: Story
    roles: list[BlockRole]
    speakers: dict[int, str] = field(default_factory=dict)
    dropped: set[int] = field(default_factory=set)
    """Pieces that are a speaker's label: their words stand in `speakers`."""


def settle_boxes(draft: Draft, body: set[tuple[str, ...]]) -> None:
    """Tell sidebars from pull quotes and furniture. `body` has the three-word runs of the story."""
    first = next((i for i, role in enumerate(draft.roles) if role is BlockRole.PARAGRAPH), len(draft.roles))
    for members in _groups(draft, BlockRole.SIDEBAR):
        pieces = [draft.pieces[i] for i in members]
        if len(members) == 1 and members[0] > first and _settle_lone_heading(draft, members[0]):
            continue
        role = BlockRole.BOILERPLATE if _is_of_stories(draft, members) else _role_of_box(pieces, body)
        if role is BlockRole.SIDEBAR and _heading_is_of_furniture(draft, members[0]):
            role = BlockRole.BOILERPLATE
        for place, i in enumerate(members):
            heading = role is BlockRole.SIDEBAR and _heads_box(draft.pieces[i], first=place == 0)
            draft.roles[i] = BlockRole.SIDEBAR_HEADING if heading else role


def _settle_lone_heading(draft: Draft, i: int) -> bool:
    """A heading alone in a box, under a paragraph, is a crosshead; with a name behind it, a pull quote."""
    piece, box = draft.pieces[i], draft.pieces[i].node.zone
    if box is None or piece.node.tag not in HEADINGS or piece.linked > 0.2:
        return False
    if box.tag in ("aside", "details"):
        return False
    if draft.story.kinds[piece] in (LineKind.RELATED, LineKind.FURNITURE):
        return False
    labels = list(takewhile(lambda k: _is_within(draft.pieces[k].node, box), range(i + 1, len(draft.pieces))))
    if not all(draft.roles[k] is BlockRole.BYLINE for k in labels):
        return False
    draft.roles[i] = BlockRole.PULL_QUOTE if labels else BlockRole.SUBHEADING
    if labels:
        draft.speakers[i] = ", ".join(draft.pieces[k].text for k in labels)
        draft.dropped.update(labels)
    return True


def _is_within(node: Node | None, holder: Node) -> bool:
    while node is not None and node is not holder:
        node = node.parent
    return node is holder


def _role_of_box(pieces: list[Piece], body: set[tuple[str, ...]]) -> BlockRole:
    """With prose of its own a box is a sidebar, with the body's a pull quote, without any it is furniture."""
    texts = [piece for piece in pieces if piece.linked < 0.4 and piece.node.tag not in HEADINGS]
    longest = max(texts, key=lambda piece: len(piece.text), default=None)
    headed = len(pieces) > 1 and _heads_box(pieces[0], first=True)
    if longest is not None and len(pieces) <= 3 and not headed and _is_pulled(longest.text, body):
        return BlockRole.PULL_QUOTE
    length = sum(len(piece.text) for piece in pieces)
    linked = sum(len(piece.text) * piece.linked for piece in pieces)
    prose = sum(len(piece.text) for piece in texts if len(piece.text) >= 40 or ends_sentence(piece.text))
    facts = [piece for piece in texts if piece.node.tag == "li" and not piece.linked]
    if headed and len(facts) >= _FEWEST_FACTS and not linked:
        return BlockRole.SIDEBAR
    return BlockRole.BOILERPLATE if prose < _LEAST_SIDEBAR or linked > 0.4 * length else BlockRole.SIDEBAR


def _is_of_stories(draft: Draft, members: list[int]) -> bool:
    """Whether a title that is a link stands over, or beside, every text: other stories, offers, services."""
    first = max(0, members[0] - 1)
    above = draft.pieces[first]
    headline = draft.story.kinds[above] is LineKind.TITLE and _is_linked_headline(above)
    places = range(first if headline else members[0], members[-1] + 1)
    titles = sum(_is_linked_title(draft.pieces[i]) for i in places)
    texts = sum(draft.pieces[i].is_prose for i in members)
    return _is_linked_headline(draft.pieces[members[0]]) or titles >= max(2 - (len(members) == 1), texts)


def _is_linked_headline(piece: Piece) -> bool:
    return _is_linked_title(piece) and word_count(piece.text) >= _FEWEST_HEADLINE_WORDS


def _is_linked_title(piece: Piece) -> bool:
    words = word_count(piece.text)
    return piece.linked > _LINK and words >= _FEWEST_TITLE_WORDS and not ends_sentence(piece.text)


def _heading_is_of_furniture(draft: Draft, first: int) -> bool:
    """Whether what stands right above, as the box's first, announces links, a newsletter or the author."""
    if first == 0:
        return False
    above, piece = draft.pieces[first - 1], draft.pieces[first]
    opens = first == 1 or draft.pieces[first - 2].node.zone is not piece.node.zone
    return (
        above.node.zone is piece.node.zone
        and (above.node.tag in HEADINGS or opens)
        and draft.story.kinds[above] in (LineKind.RELATED, LineKind.FURNITURE)
    )


def _is_pulled(text: str, body: set[tuple[str, ...]]) -> bool:
    words = folded_words(text)
    runs = list(zip(words, words[1:], words[2:], strict=False))
    share = sum(run in body for run in runs) / len(runs) if runs else 0.0
    return share >= _PULLED or (text[0] in _OPENING_MARKS and len(text) < 300)


def _heads_box(piece: Piece, *, first: bool) -> bool:
    if piece.node.tag in HEADINGS or piece.node.tag == "summary":
        return True
    short = word_count(piece.text) <= _LONGEST_LABEL_WORDS and not ends_sentence(piece.text)
    return short and piece.node.tag != "li" and (first or piece.strong > 0.9)


def settle_quotes(draft: Draft) -> None:
    """Find who is quoted in every quotation set apart, and keep the label out of the words."""
    for members in _groups(draft, BlockRole.PULL_QUOTE):
        words = [i for i in members if any(map(str.isalnum, draft.pieces[i].text))]
        labels = _labels(draft, words)
        draft.dropped.update(set(members) - set(words), labels)
        speaker = ", ".join(_AROUND_LABEL.sub("", draft.pieces[i].text) for i in labels)
        if handle := _HANDLE.search(speaker):
            speaker = speaker[: handle.start()].strip()
        for i in words:
            if i not in draft.dropped and speaker:
                draft.speakers[i] = speaker


def split_name(text: str) -> tuple[str, str | None]:
    """'“Words.” — Name' → the words and the name."""
    match = _QUOTE_AND_NAME.match(text)
    return (match[1], match[2]) if match else (text, None)


def _labels(draft: Draft, members: list[int]) -> list[int]:
    """Which pieces of a quotation name its speaker; never all of them."""
    found = [i for i in members if _says_who(draft, draft.pieces[i])]
    if not found and len(members) > 1:
        before, last = draft.pieces[members[-2]].text, draft.pieces[members[-1]].text
        ended = ends_sentence(before) or before[-1] in _CLOSING_MARKS
        if ended and word_count(last) <= _LONGEST_LABEL_WORDS and not ends_sentence(last):
            found = [members[-1]]
    return found if len(found) < len(members) else []


def _says_who(draft: Draft, piece: Piece) -> bool:
    if word_count(piece.text) > 2 * _LONGEST_LABEL_WORDS:
        return False
    node: Node | None = piece.node
    while node is not None and node is not piece.node.zone:
        if says_who(node.tag, node.names):
            return True
        node = node.parent
    if node is not None and _is_in_quote(node) and says_who(node.tag, node.names):
        return True  # "quote-author" within "quote"
    return draft.story.kinds[piece] is LineKind.LABEL or (
        piece.text[0] in _DASHES and not ends_sentence(piece.text)
    )


def _is_in_quote(node: Node) -> bool:
    around = node.parent.zone if node.parent is not None else None
    return around is not None and around.hint is Hint.QUOTE


def _groups(draft: Draft, role: BlockRole) -> list[list[int]]:
    """Pieces of that role by the outermost element that gave it, in order."""
    groups: dict[Node, list[int]] = {}
    for i, piece in enumerate(draft.pieces):
        outer = piece.node.zone
        if draft.roles[i] is not role or outer is None:
            continue
        while outer.parent is not None and (around := outer.parent.zone) and around.hint is outer.hint:
            outer = around
        groups.setdefault(outer, []).append(i)
    return list(groups.values())
