"""The pieces of a page and its story → blocks with roles, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.article.lines import LineKind, Vocabulary, ends_sentence, vocabulary
from briefing.article.pages.blocks import assemble
from briefing.article.pages.boxes import Draft, settle_boxes, settle_quotes
from briefing.article.pages.captions import Pictures, in_figcaption, in_figure
from briefing.article.pages.hints import HEADINGS, Hint
from briefing.article.pages.link_lists import drop_links
from briefing.article.pages.pieces import Page, Piece
from briefing.article.pages.places import Places, name_of, size, upwards, zone_of
from briefing.article.pages.pulled import mark_pulled
from briefing.article.pages.settling import TEXT, is_item, settle_by_surroundings
from briefing.article.pages.signatures import Signatures
from briefing.article.pages.story import Story
from briefing.article.pages.top import Top, is_stressed_deck
from briefing.article.words import folded_words
from briefing.model import Block, BlockRole

_BY_KIND = {
    LineKind.BYLINE: BlockRole.BYLINE,
    LineKind.DATELINE: BlockRole.DATELINE,
    LineKind.CAPTION: BlockRole.CAPTION,
}


def blocks(
    page: Page, story: Story, *, language: str, byline: str | None, site: str | None = None
) -> tuple[Block, ...]:
    """Every piece of the page with its role; boilerplate in a row is one block, cut after 300 code points.

    `language` chooses the words by which lines are told, `byline` and `site` are what the metadata give.
    """
    roles = _Roles(page, story, vocabulary(language), byline, site)
    return assemble(roles.assign())


class _Roles:
    def __init__(
        self, page: Page, story: Story, words: Vocabulary, byline: str | None, site: str | None
    ) -> None:
        self._pieces = page.pieces
        self._story = story
        self._comments = len(page.pieces)
        self._role: list[BlockRole] = [BlockRole.BOILERPLATE] * len(page.pieces)
        self._draft = Draft(pieces=page.pieces, story=story, roles=self._role)
        self._places = Places(page, story)
        self._words = words.words
        self._signatures = Signatures(words, byline, site)
        self._pictures = Pictures(page, story, self._places)
        self._top = Top(page, story, self._places, self._pictures, self._signatures, site)

    def assign(self) -> Draft:
        pieces, story = self._pieces, self._story
        start = pieces.index(story.headline) if story.headline else -1
        body = [i for i, p in enumerate(pieces) if self._is_body(i, p)]
        if not body:
            return self._draft
        if start > body[len(body) // 2]:
            start = -1  # a title in a bar that follows the reader: what is above it is not above the story
        opening = self._start_of_body(body, start)
        first = self._behind_deck(opening, body, start)
        self._places.begins_with(pieces[first])
        self._comments = self._start_of_comments(first)
        for i, piece in enumerate(pieces):
            if piece is story.headline:
                self._role[i] = BlockRole.HEADLINE
            elif i < start:
                self._role[i] = self._top.before_headline(i, start)
            elif i < first and start >= 0:
                self._role[i] = self._top.under_headline(i)
            elif self._places.inside[i]:
                self._role[i] = self._in_body(i)
            elif i > first and self._places.near[i]:
                self._role[i] = self._beside(i)
        if opening < first:
            self._role[opening] = BlockRole.DECK
        drop_links(self._draft)
        settle_boxes(self._draft, self._runs_of_body(body))
        settle_quotes(self._draft)
        mark_pulled(self._draft, self._places.is_usual)
        if start >= 0:
            self._settle_key_points(start)
        settle_by_surroundings(self._draft, self._places, self._signatures)
        return self._draft

    def _start_of_comments(self, first: int) -> int:
        """Where readers speak, below the text: a box behind that is the site's."""
        return next(
            (
                i
                for i, piece in enumerate(self._pieces)
                if i > first and piece.is_prose and piece.node.zone and piece.node.zone.of_readers
            ),
            len(self._pieces),
        )

    def _is_body(self, i: int, piece: Piece) -> bool:
        return self._places.inside[i] and piece.is_prose and zone_of(piece) in (None, Hint.MEDIA)

    def _start_of_body(self, body: Sequence[int], start: int) -> int:
        """The first paragraph: before it stand at most two decks that no name tells."""
        below = [i for i in body if i > start] or list(body)
        usual = next((n for n, i in enumerate(below) if self._places.is_usual(self._pieces[i].node)), 0)
        first = usual if usual <= 2 else 0
        if (
            first == 0
            and len(below) > 2
            and self._places.stands_with_headline(self._pieces[below[0]], self._pieces[below[1]])
        ):
            first = 1
        stressed = [is_stressed_deck(self._pieces[i]) for i in below[first : first + 2]]
        above = self._pieces[start + 1 : below[first]]
        deck = stressed == [True, False] and not (
            start >= 0 and self._leads_on(start, *below[first : first + 2])
        )
        return below[first + (deck and not any(map(self._may_be_deck, above)))]

    def _behind_deck(self, first: int, body: Sequence[int], start: int) -> int:
        """The next paragraph, where the first is marked up like no other and a picture parts them."""
        later = [i for i in body if i > first]
        piece = self._pieces[first]
        name = name_of(piece.node)
        alone = name[1] != "" and not any(name_of(self._pieces[i].node) == name for i in later)
        if start < 0 or len(later) < _FEWEST_BEHIND_DECK or not alone or piece.node.tag != "p":
            return first
        if (
            size(piece.text) > _LONGEST_DECK_WORDS
            or _OPENING.search(piece.node.names)
            or later[0] == first + 1
        ):
            return first
        between = self._pieces[first + 1 : later[0]]
        parted = all(
            zone_of(p) in _HEAD
            or zone_of(p) is Hint.MEDIA
            or self._signatures.role(p.text)
            or self._pictures.have_caption(p)
            or self._story.kinds[p] is LineKind.CAPTION
            for p in between
        )
        return later[0] if parted else first

    def _leads_on(self, start: int, i: int, j: int) -> bool:
        """Whether a bold paragraph is the first of the others: author, date and picture stand above all."""
        if not self._words.bold_opening_is_lead:
            return False
        piece, after = self._pieces[i], self._pieces[j]
        above = any(zone_of(p) in _HEAD or self._signatures.role(p.text) for p in self._pieces[start + 1 : i])
        return (
            above and piece.italic < 0.9 and piece.node.tag == "p" and piece.node.parent is after.node.parent
        )

    def _may_be_deck(self, piece: Piece) -> bool:
        text = self._story.kinds[piece] in (LineKind.TITLE, LineKind.PROSE) and size(piece.text) >= 6
        return text and zone_of(piece) in (None, Hint.DECK, Hint.LEAD)

    def _runs_of_body(self, body: Sequence[int]) -> set[tuple[str, ...]]:
        """Its runs of three words, folded."""
        runs: set[tuple[str, ...]] = set()
        for i in body:
            words = folded_words(self._pieces[i].text)
            runs.update(zip(words, words[1:], words[2:], strict=False))
        return runs

    def _in_body(self, i: int) -> BlockRole:
        piece, zone = self._pieces[i], zone_of(self._pieces[i])
        kind = self._story.kinds[piece]
        if zone is Hint.FURNITURE:
            credit = in_figure(piece.node) and self._top.is_credit(piece)
            slide = in_figcaption(piece.node) and (piece.linked < 0.4 or kind is LineKind.CAPTION)
            slide = slide and piece.node.tag != "button"
            slide = slide and not self._signatures.has_author(piece.text)
            return BlockRole.CAPTION if credit or slide else BlockRole.BOILERPLATE
        if zone is Hint.CAPTION and kind is not LineKind.RELATED:
            return self._top.media(i)
        heading = piece.node.tag in HEADINGS
        if zone is Hint.DATELINE and self._is_of_box(piece):
            return BlockRole.BOILERPLATE  # of the other stories there
        if zone is Hint.DATELINE and not heading and self._is_when(piece):
            return BlockRole.DATELINE
        if kind in (LineKind.RELATED, LineKind.FURNITURE):
            return BlockRole.BOILERPLATE
        if zone is Hint.QUOTE:
            return BlockRole.BOILERPLATE if piece.linked > 0.8 else BlockRole.PULL_QUOTE
        if zone is Hint.BOX and self._pictures.have_caption(piece):
            return BlockRole.CAPTION
        if zone is Hint.BOX:
            return BlockRole.SIDEBAR if i < self._comments else BlockRole.BOILERPLATE
        if zone in (Hint.CAPTION, Hint.MEDIA):
            return self._top.media(i)
        if zone is Hint.BYLINE and size(piece.text) <= 30:
            return BlockRole.BYLINE if self._top.may_sign(piece) else BlockRole.BOILERPLATE
        deck = zone is Hint.DECK or (zone is Hint.LEAD and not self._places.leads_body(i))
        if deck and not heading:
            return BlockRole.SUBHEADING if self._is_crosshead(piece) else BlockRole.BOILERPLATE
        if zone in (Hint.LABEL, Hint.KICKER) and size(piece.text) <= 6 and not heading:
            return BlockRole.BOILERPLATE
        if self._is_link(i):
            return BlockRole.BOILERPLATE
        if heading:
            return BlockRole.SUBHEADING
        if self._pictures.have_caption(piece) or self._credits(i):
            return BlockRole.CAPTION
        if _INITIALS_AND_AGENCY.fullmatch(piece.text):
            return BlockRole.BYLINE
        if kind in _BY_KIND:
            return _BY_KIND[kind]
        words = size(piece.text)
        if kind is LineKind.TITLE and words <= _LONGEST_CROSSHEAD_WORDS and self._parts_paragraphs(i):
            return BlockRole.SUBHEADING
        if piece.strong > 0.9 and words <= 15 and not ends_sentence(piece.text):
            return BlockRole.SUBHEADING
        if kind is LineKind.TITLE and words <= 8 and _is_upper_case(piece.text) and piece.linked < 0.4:
            return BlockRole.SUBHEADING
        if kind is LineKind.TITLE and words <= 3 and piece.node.tag != "li" and not self._answers(i):
            return BlockRole.BOILERPLATE
        if kind is LineKind.TITLE and words <= 7 and piece.node.tag not in ("p", "li", "dd", "dt"):
            return BlockRole.BOILERPLATE
        return BlockRole.PARAGRAPH

    def _is_of_box(self, piece: Piece) -> bool:
        around = piece.node.zone.parent if piece.node.zone else None
        return around is not None and around.zone is not None and around.zone.hint is Hint.BOX

    def _parts_paragraphs(self, i: int) -> bool:
        """Between paragraphs of the same element, which only line breaks part: a heading without a tag."""
        piece, around = self._pieces[i], self._pieces[i - 1 : i] + self._pieces[i + 1 : i + 2]
        return (
            len(around) == 2
            and piece.linked < 0.2
            and all(other.node is piece.node and other.is_prose for other in around)
        )

    def _is_when(self, piece: Piece) -> bool:
        """A date, or the clock of an entry."""
        clock = self._story.kinds[piece] is LineKind.FURNITURE and piece.text[0].isdigit()
        return piece.linked < 0.8 and (clock or self._signatures.is_when(piece.text))

    def _credits(self, i: int) -> bool:
        """<dt>Photo:</dt><dd>Ann Hill</dd>."""
        tag = self._pieces[i].node.tag
        label = i if tag == "dt" else i - 1
        if tag not in ("dt", "dd") or self._pieces[label].node.tag != "dt" or size(self._pieces[i].text) > 12:
            return False
        return self._signatures.is_credit_label(self._pieces[label].text)

    def _is_crosshead(self, piece: Piece) -> bool:
        """What is called a subtitle, among paragraphs, is a heading without a heading's tag."""
        return piece.node.hint is Hint.DECK and size(piece.text) <= 12 and not ends_sentence(piece.text)

    def _is_link(self, i: int) -> bool:
        """A line that is one link to something else; not the item of a list whose other items are text."""
        piece = self._pieces[i]
        if piece.linked <= 0.8:
            return False
        if any(node.tag == "a" for node in upwards(piece.node)):
            return True  # a card that is one link, with picture, title and text
        if piece.node.tag == "li":
            beside = [p for p in self._pieces[max(0, i - 8) : i + 9] if p.node.parent is piece.node.parent]
            plain = sum(p.linked < 0.2 for p in beside)
            return 2 * plain < len(beside) and not (ends_sentence(piece.text) and size(piece.text) > 16)
        question = piece.linked > 0.95 and piece.text.endswith("?") and size(piece.text) <= 16
        return question or not ends_sentence(piece.text)

    def _answers(self, i: int) -> bool:
        """A word or two in a paragraph of its own, right under a heading: "Favourite tool? A chisel"."""
        usual = self._pieces[i].node.tag == "p" and self._places.is_usual(self._pieces[i].node)
        return usual and i > 0 and self._role[i - 1] is BlockRole.SUBHEADING

    def _beside(self, i: int) -> BlockRole:
        """Outside of the body's element, where other stories have their captions and dates."""
        zone = zone_of(self._pieces[i])
        if self._story.kinds[self._pieces[i]] in (LineKind.RELATED, LineKind.FURNITURE):
            return BlockRole.BOILERPLATE
        if zone is Hint.QUOTE:
            return BlockRole.PULL_QUOTE
        box = zone is Hint.BOX and i < self._comments
        return BlockRole.SIDEBAR if box else BlockRole.BOILERPLATE

    def _settle_key_points(self, start: int) -> None:
        """A list between headline and text sums the story up: it is the deck."""
        points: list[int] = []
        heading: int | None = None
        for i in range(start + 1, len(self._pieces)):
            piece, role = self._pieces[i], self._role[i]
            if role is BlockRole.SUBHEADING and not points and heading is None:
                heading = i  # "Summary"
                continue
            if is_item(piece.node) and role in TEXT and piece.linked < 0.4 and zone_of(piece) is not Hint.BOX:
                points.append(i)
            elif role is BlockRole.PARAGRAPH or (role in TEXT - {BlockRole.SIDEBAR} and points):
                break
        rest = range(points[-1] + 1, len(self._pieces)) if points else ()
        paragraphs = sum(
            self._role[i] is BlockRole.PARAGRAPH and not is_item(self._pieces[i].node) for i in rest
        )
        words = sum(size(self._pieces[i].text) for i in points)
        if 2 <= len(points) <= _MOST_POINTS and paragraphs >= len(points) and words >= 5 * len(points):
            for i in points:
                self._role[i] = BlockRole.DECK
            if heading is not None:
                self._role[heading] = BlockRole.BOILERPLATE


_INITIALS_AND_AGENCY = re.compile(r"[^\W\d_]{2,4}(/[^\W\d_]{2,10})+")
"""Who wrote it, for whom: "abc/dpa"."""
_LONGEST_CROSSHEAD_WORDS = 10
_HEAD = frozenset({Hint.BYLINE, Hint.DATELINE, Hint.CAPTION})
_FEWEST_BEHIND_DECK = 3
_LONGEST_DECK_WORDS = 40
_OPENING = re.compile(r"first|lead|intro|drop|initial|speakable", re.IGNORECASE)
"""Names of a first paragraph that has a large letter, or is read aloud."""
_MOST_POINTS = 8


def _is_upper_case(text: str) -> bool:
    """Set in capitals, in a script that has them: how agencies set headings."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 5 and text.upper() == text and text.lower() != text
