"""The pieces of a page and its story → blocks with roles, in the order of the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from briefing.article.lines import LineKind, ends_sentence
from briefing.article.pages.boxes import Draft, settle_boxes, settle_quotes, split_name
from briefing.article.pages.hints import HEADINGS, Hint
from briefing.article.pages.pieces import Node, Page, Piece
from briefing.article.pages.story import Story
from briefing.article.words import folded_words, word_count
from briefing.model import Block, BlockRole

_LONGEST_FURNITURE = 300
"""Code points of a block of boilerplate: enough to see what it was."""
_MOST_BLOCKS = 200
"""From this number on, furniture in a row is one block, from however many menus it comes."""
_LONGEST_DECK = 500
_LONGEST_KICKER_WORDS = 25
_LONGEST_LABEL_WORDS = 8
_LONGEST_SECTION_WORDS = 3
_LONGEST_STRESSED_DECK_WORDS = 45
_CRUMBS = re.compile(r"[|›»>]|\s/")
"""Parts of a path through the site."""


def blocks(page: Page, story: Story) -> tuple[Block, ...]:
    """Every piece of the page with its role; boilerplate in a row is one block, cut after 300 code points."""
    roles = _Roles(page, story)
    roles.assign()
    return roles.blocks()


class _Roles:
    def __init__(self, page: Page, story: Story) -> None:
        self._pieces = page.pieces
        self._story = story
        self._role: list[BlockRole] = [BlockRole.BOILERPLATE] * len(page.pieces)
        self._draft = Draft(pieces=page.pieces, story=story, roles=self._role)
        self._inside, self._near = self._locate(page)
        self._main = self._usual_place()
        self._headings = Counter(
            _name(piece.node)
            for piece, inside in zip(self._pieces, self._inside, strict=True)
            if inside and piece.linked < 0.8 and piece.node.tag in HEADINGS
        )

    # -------------------------------------------------------------------------------- where things are

    def _locate(self, page: Page) -> tuple[list[bool], list[bool]]:
        """Which pieces stand in the story's container, and which in an element that holds it and the headline
        (and is not the whole page), or in a box beside it on a page that is nothing but the article."""
        inside: dict[Node, bool] = {}
        nearest: dict[Node, Node | None] = {}
        plain = _is_hand_written(page)
        for node in page.nodes:
            inside[node] = node is self._story.container or (node.parent is not None and inside[node.parent])
            whole = node.tag in ("html", "body") and node is not self._story.container
            shared = node in self._story.region and not whole
            shared = shared or (
                plain and node.hint is Hint.BOX and node.parent is not None and node.parent.tag == "body"
            )
            nearest[node] = node if shared else nearest[node.parent] if node.parent is not None else None
        return (
            [inside[piece.node] for piece in self._pieces],
            [nearest[piece.node] is not None for piece in self._pieces],
        )

    def _usual_place(self) -> tuple[_Name, _Name]:
        """How most of the body's prose, and what is around it, is marked up. Either may be ("", "")."""
        own: Counter[_Name] = Counter()
        around: Counter[_Name] = Counter()
        for piece, inside in zip(self._pieces, self._inside, strict=True):
            if inside and piece.is_prose and not self._zone(piece):
                own[_name(piece.node)] += len(piece.text)
                around[_name(piece.node.parent)] += len(piece.text)
        return _most(own), _most(around)

    def _zone(self, piece: Piece) -> Hint | None:
        return piece.node.zone.hint if piece.node.zone else None

    # -------------------------------------------------------------------------------- roles

    def assign(self) -> None:
        pieces, story = self._pieces, self._story
        start = pieces.index(story.headline) if story.headline else -1
        body = [i for i, p in enumerate(pieces) if self._is_body(i, p)]
        if not body:
            return
        if start > body[len(body) // 2]:
            start = -1  # a title in a bar that follows the reader: what is above it is not above the story
        first = self._start_of_body(body, start)
        for i, piece in enumerate(pieces):
            if piece is story.headline:
                self._role[i] = BlockRole.HEADLINE
            elif i < start:
                self._role[i] = self._before_headline(i, start)
            elif i < first and start >= 0:
                self._role[i] = self._under_headline(i)
            elif self._inside[i]:
                self._role[i] = self._in_body(i)
            elif i > first and self._near[i]:
                self._role[i] = self._beside(i)
        settle_boxes(self._draft, self._runs_of_body(body))
        settle_quotes(self._draft)
        self._drop_lone_headings()

    def _is_body(self, i: int, piece: Piece) -> bool:
        return self._inside[i] and piece.is_prose and self._zone(piece) in (None, Hint.MEDIA)

    def _start_of_body(self, body: Sequence[int], start: int) -> int:
        """The first paragraph: before it stand at most two decks that no name tells."""
        below = [i for i in body if i > start] or list(body)
        usual = next((n for n, i in enumerate(below) if self._is_usual(self._pieces[i].node)), 0)
        first = usual if usual <= 2 else 0
        stressed = [_is_stressed_deck(self._pieces[i]) for i in below[first : first + 2]]
        above = self._pieces[start + 1 : below[first]]
        return below[first + (stressed == [True, False] and not any(map(self._may_be_deck, above)))]

    def _may_be_deck(self, piece: Piece) -> bool:
        text = self._story.kinds[piece] in (LineKind.TITLE, LineKind.PROSE) and _size(piece.text) >= 6
        return text and self._zone(piece) in (None, Hint.DECK)

    def _is_usual(self, node: Node) -> bool:
        """Whether the element is marked up, and placed, as most of the body is."""
        own, around = self._main
        if around != ("", "") and _name(node.parent) == around:
            return True
        return own[1] != "" and _name(node) == own

    def _runs_of_body(self, body: Sequence[int]) -> set[tuple[str, ...]]:
        """Its runs of three words, folded."""
        runs: set[tuple[str, ...]] = set()
        for i in body:
            words = folded_words(self._pieces[i].text)
            runs.update(zip(words, words[1:], words[2:], strict=False))
        return runs

    def _before_headline(self, i: int, start: int) -> BlockRole:
        piece, zone = self._pieces[i], self._zone(self._pieces[i])
        if zone is Hint.KICKER:
            return BlockRole.KICKER
        near = start - i <= 3 and self._near[i]
        if not near or zone is Hint.FURNITURE:
            return BlockRole.BOILERPLATE
        kind = self._story.kinds[piece]
        if zone is Hint.LABEL and i == start - 1 and _size(piece.text) <= _LONGEST_LABEL_WORDS:
            return BlockRole.KICKER
        if i == start - 1 and kind is LineKind.FURNITURE and _is_section_name(piece):
            return BlockRole.KICKER
        if zone is Hint.DATELINE or kind is LineKind.DATELINE:
            return BlockRole.DATELINE
        if zone is Hint.BYLINE or kind is LineKind.BYLINE:
            return BlockRole.BYLINE
        if zone in (Hint.CAPTION, Hint.MEDIA):
            return BlockRole.CAPTION
        if zone is Hint.DECK and _size(piece.text) <= _LONGEST_KICKER_WORDS:
            return BlockRole.KICKER
        if kind in (LineKind.FURNITURE, LineKind.RELATED) or _CRUMBS.search(piece.text):
            return BlockRole.BOILERPLATE
        if i and self._is_end_of_menu(self._pieces[i - 1], piece):
            return BlockRole.BOILERPLATE
        if i == start - 1 and _size(piece.text) <= _LONGEST_KICKER_WORDS and piece.node.tag != "li":
            return BlockRole.KICKER
        return BlockRole.BOILERPLATE

    def _is_end_of_menu(self, before: Piece, piece: Piece) -> bool:
        """Whether both are links that stand side by side."""
        if min(piece.linked, before.linked) <= 0.8 or self._zone(before) is Hint.FURNITURE:
            return False
        one, other = before.node.parent, piece.node.parent
        if one is None or other is None:
            return False
        return one is other or (one.parent is other.parent and one.parent not in self._story.region)

    def _under_headline(self, i: int) -> BlockRole:
        piece, zone = self._pieces[i], self._zone(self._pieces[i])
        kind = self._story.kinds[piece]
        if zone is Hint.CAPTION and kind is not LineKind.RELATED:
            return self._media(i)
        if zone is Hint.DATELINE and kind in (LineKind.DATELINE, LineKind.FURNITURE):
            return BlockRole.DATELINE
        if zone is Hint.FURNITURE or (kind in (LineKind.FURNITURE, LineKind.RELATED)):
            return BlockRole.BOILERPLATE
        by_zone = _BY_ZONE.get(zone) if zone else None
        if zone is Hint.LABEL and not self._inside[i]:
            return BlockRole.BOILERPLATE
        if by_zone is BlockRole.BYLINE and _size(piece.text) > 30:
            by_zone = None
        if by_zone is BlockRole.DATELINE and (_size(piece.text) > 15 or kind is LineKind.BYLINE):
            by_zone = BlockRole.BYLINE if kind is LineKind.BYLINE else None
        if by_zone:
            return by_zone
        if zone in (Hint.MEDIA, Hint.CAPTION):
            return self._media(i)
        if zone in (Hint.BOX, Hint.QUOTE):
            return BlockRole.SIDEBAR if zone is Hint.BOX else BlockRole.PULL_QUOTE
        if kind in _BY_KIND:
            return _BY_KIND[kind]
        if piece.linked > 0.8:
            return BlockRole.BYLINE if piece.node.hint is Hint.BYLINE else BlockRole.BOILERPLATE
        if len(piece.text) > _LONGEST_DECK:
            return BlockRole.PARAGRAPH
        if not self._inside[i] and not self._near[i]:
            return BlockRole.BOILERPLATE
        words = _size(piece.text)
        if piece.node.tag in HEADINGS:
            return (
                BlockRole.SUBHEADING if words < 4 or self._headings[_name(piece.node)] > 1 else BlockRole.DECK
            )
        if words < 5 and not ends_sentence(piece.text):
            return BlockRole.BOILERPLATE
        if words >= 6 and _is_stressed_deck(piece):
            return BlockRole.DECK
        if words >= 6 and (piece.node.tag in ("p", "li", "div", "span", "td") or ends_sentence(piece.text)):
            if self._inside[i] and self._is_usual(piece.node):
                return BlockRole.PARAGRAPH
            return BlockRole.DECK
        return BlockRole.BOILERPLATE

    def _in_body(self, i: int) -> BlockRole:
        piece, zone = self._pieces[i], self._zone(self._pieces[i])
        kind = self._story.kinds[piece]
        if zone is Hint.FURNITURE:
            return BlockRole.BOILERPLATE
        if zone is Hint.CAPTION and kind is not LineKind.RELATED:
            return self._media(i)
        if zone is Hint.DATELINE and kind in (LineKind.DATELINE, LineKind.FURNITURE):
            return BlockRole.DATELINE
        if kind in (LineKind.RELATED, LineKind.FURNITURE):
            return BlockRole.BOILERPLATE
        if zone is Hint.QUOTE:
            return BlockRole.PULL_QUOTE
        if zone is Hint.BOX:
            return BlockRole.SIDEBAR
        if zone in (Hint.CAPTION, Hint.MEDIA):
            return self._media(i)
        if zone in (Hint.BYLINE, Hint.DATELINE) and _size(piece.text) <= 30:
            return _BY_ZONE[zone]
        if zone is Hint.DECK and piece.node.tag not in HEADINGS:
            return BlockRole.BOILERPLATE
        if zone in (Hint.LABEL, Hint.KICKER) and _size(piece.text) <= 6 and piece.node.tag not in HEADINGS:
            return BlockRole.BOILERPLATE
        if piece.linked > 0.8 and not ends_sentence(piece.text):
            return BlockRole.BOILERPLATE
        if piece.node.tag in HEADINGS:
            return BlockRole.SUBHEADING
        if kind in _BY_KIND:
            return _BY_KIND[kind]
        words = _size(piece.text)
        if piece.strong > 0.9 and words <= 15 and not ends_sentence(piece.text):
            return BlockRole.SUBHEADING
        if kind is LineKind.TITLE and words <= 3 and piece.node.tag != "li":
            return BlockRole.BOILERPLATE
        if kind is LineKind.TITLE and words <= 7 and piece.node.tag not in ("p", "li", "dd", "dt"):
            return BlockRole.BOILERPLATE
        return BlockRole.PARAGRAPH

    def _beside(self, i: int) -> BlockRole:
        """Outside of the body's element, where other stories have their captions and dates."""
        zone = self._zone(self._pieces[i])
        if self._story.kinds[self._pieces[i]] in (LineKind.RELATED, LineKind.FURNITURE):
            return BlockRole.BOILERPLATE
        if zone is Hint.QUOTE:
            return BlockRole.PULL_QUOTE
        return BlockRole.SIDEBAR if zone is Hint.BOX else BlockRole.BOILERPLATE

    def _media(self, i: int) -> BlockRole:
        """Text in a picture's element: a caption, unless it is as long as the story's own prose."""
        piece, zone = self._pieces[i], self._pieces[i].node.zone
        if zone is not None and zone.hint is Hint.MEDIA and zone.tag not in ("figure", "picture"):
            if _size(piece.text) > 60 or zone.prose > 0.3 * self._story.container.prose:
                return BlockRole.PARAGRAPH if self._inside[i] else BlockRole.BOILERPLATE
            if piece.node.tag in HEADINGS:
                return BlockRole.SUBHEADING if self._inside[i] else BlockRole.BOILERPLATE
        return BlockRole.CAPTION

    def _drop_lone_headings(self) -> None:
        """A heading that only furniture follows belongs to the furniture."""
        followed = False
        for i in range(len(self._pieces) - 1, -1, -1):
            role = self._role[i]
            if role in (BlockRole.SUBHEADING, BlockRole.SIDEBAR_HEADING):
                if not followed:
                    self._role[i] = BlockRole.BOILERPLATE
                followed = False
            elif role in (BlockRole.PARAGRAPH, BlockRole.SIDEBAR, BlockRole.PULL_QUOTE):
                followed = True

    # -------------------------------------------------------------------------------- blocks

    def blocks(self) -> tuple[Block, ...]:
        made: list[Block] = []
        furniture: list[Piece] = []
        for i, piece in enumerate(self._pieces):
            role = self._role[i]
            if i in self._draft.dropped:
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
            text, speaker = piece.text, self._draft.speakers.get(i)
            if role is BlockRole.PULL_QUOTE and speaker is None:
                text, speaker = split_name(text)
            if role is BlockRole.HEADLINE:
                text = text.lstrip(" :،–—-") or text  # what parted it from a kicker in the same h1
            made.append(Block(role=role, text=text, speaker=speaker))
        if furniture:
            made.append(_furniture_block(furniture))
        return tuple(made)


_BY_ZONE = {
    Hint.KICKER: BlockRole.KICKER,
    Hint.DECK: BlockRole.DECK,
    Hint.BYLINE: BlockRole.BYLINE,
    Hint.DATELINE: BlockRole.DATELINE,
}

_BY_KIND = {
    LineKind.BYLINE: BlockRole.BYLINE,
    LineKind.DATELINE: BlockRole.DATELINE,
    LineKind.CAPTION: BlockRole.CAPTION,
}

_Name = tuple[str, str]
"""Tag and names of an element."""


def _name(node: Node | None) -> _Name:
    return (node.tag, node.names) if node is not None else ("", "")


def _most(found: Counter[_Name]) -> _Name:
    """What more than half of it has."""
    if not found:
        return ("", "")
    name, count = found.most_common(1)[0]
    return name if count > 0.5 * found.total() else ("", "")


def _size(text: str) -> int:
    """Words, or what comes near it in a script that sets no spaces."""
    return max(word_count(text), len(text) // 8)


def _is_hand_written(page: Page) -> bool:
    """<body><article>…</article><aside>…: where no site is around the article, a box beside it is its own."""
    main = any(node.tag == "main" for node in page.nodes)
    articles = [node.parent for node in page.nodes if node.tag == "article"]
    return not main and len(articles) == 1 and articles[0] is not None and articles[0].tag == "body"


def _is_stressed_deck(piece: Piece) -> bool:
    """A sentence or two in bold or italics above paragraphs that are not."""
    return max(piece.strong, piece.italic) > 0.9 and _size(piece.text) <= _LONGEST_STRESSED_DECK_WORDS


def _is_section_name(piece: Piece) -> bool:
    """Words such as "Sport" are menus elsewhere; right above the headline, alone in a block, they are not."""
    letters = all(word.isalpha() for word in piece.text.split())
    return (
        letters
        and word_count(piece.text) <= _LONGEST_SECTION_WORDS
        and piece.node.tag not in ("li", "button")
    )


def _furniture_of(piece: Piece) -> Node | None:
    """The furniture that a piece belongs to; None for loose pieces."""
    zone = piece.node.zone
    return zone if zone is not None and zone.hint is Hint.FURNITURE else None


def _furniture_block(pieces: Sequence[Piece]) -> Block:
    joined = " · ".join(dict.fromkeys(piece.text for piece in pieces))
    if len(joined) > _LONGEST_FURNITURE:
        joined = joined[:_LONGEST_FURNITURE].rsplit(" ", 1)[0] + " …"
    return Block(role=BlockRole.BOILERPLATE, text=joined)
