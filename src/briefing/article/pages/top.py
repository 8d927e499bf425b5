"""What stands above the body → kicker, deck, byline, dateline, caption, or furniture."""

from __future__ import annotations

import re
from itertools import islice

from briefing.article.lines import LineKind, ends_sentence, is_name
from briefing.article.pages.captions import Pictures, in_figure
from briefing.article.pages.hints import HEADINGS, Hint
from briefing.article.pages.pieces import Node, Page, Piece
from briefing.article.pages.places import Places, name_of, size, upwards, zone_of
from briefing.article.pages.section_labels import Labels, is_path, is_section_name, is_within
from briefing.article.pages.signatures import Signatures, upper_case_name
from briefing.article.pages.story import Story
from briefing.article.words import fold, word_count
from briefing.model import BlockRole

_LONGEST_STRESSED_DECK_WORDS = 45
_LONGEST_DECK = 500
_LONGEST_KICKER_WORDS = 25
_LONGEST_LABEL_WORDS = 8
_LEVELS = 4
"""From a line that credits a picture up to the element that holds both."""
_FEWEST_TITLE_WORDS = 4
"""Of a link from which it is the title of another story."""
_MOST_SIGNATURES = 12
"""Pieces of a box of authors, dates and buttons."""
_FEW_PIECES = 4
"""Of furniture that may hold an author or a date of this story."""
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d\b")
_HAS_WORD = re.compile(r"[^\W\d_]{3}|[\u3040-\u9fff]")
"""Not "1 of 9"."""


class Top:
    def __init__(
        self,
        page: Page,
        story: Story,
        places: Places,
        pictures: Pictures,
        signatures: Signatures,
        site: str | None,
    ) -> None:
        self._pieces = page.pieces
        self._story = story
        self._places = places
        self._pictures = pictures
        self._signatures = signatures
        self._title = fold(story.headline.text) if story.headline else ""
        self._labels = Labels(page, story, self._signature, site)

    def before_headline(self, i: int, start: int) -> BlockRole:
        piece, zone = self._pieces[i], zone_of(self._pieces[i])
        if zone is Hint.KICKER:
            says_title = self._title and self._title in fold(piece.text)  # in a bar that follows the reader
            path = piece.linked > 0.8 and self._story.kinds[piece] is LineKind.FURNITURE
            return BlockRole.BOILERPLATE if says_title or path else BlockRole.KICKER
        near = start - i <= 3 and self._places.near[i]
        if not near or fold(piece.text) == self._title:
            return BlockRole.BOILERPLATE
        if self._labels.is_section(i, start):
            return BlockRole.KICKER
        if zone is Hint.FURNITURE:
            return BlockRole.BOILERPLATE
        kind = self._story.kinds[piece]
        if zone is Hint.LABEL and i == start - 1 and size(piece.text) <= _LONGEST_LABEL_WORDS:
            return BlockRole.KICKER
        if i == start - 1 and kind is LineKind.FURNITURE and is_section_name(piece):
            return BlockRole.KICKER
        signature = self._signature(piece)
        if signature is BlockRole.DATELINE and piece.linked > 0.8:
            return BlockRole.BOILERPLATE  # of another story
        if signature or zone in (Hint.DATELINE, Hint.BYLINE):
            return signature or _BY_ZONE[zone or Hint.BYLINE]
        if zone is Hint.CAPTION or (zone is Hint.MEDIA and piece.linked < 0.8):
            return BlockRole.CAPTION
        shown = kind is LineKind.CAPTION and word_count(piece.text) >= 4
        if piece.linked < 0.8 and (shown or self._pictures.have_caption(piece)):
            return BlockRole.CAPTION
        if zone in (Hint.DECK, Hint.LEAD) and size(piece.text) <= _LONGEST_KICKER_WORDS:
            return BlockRole.KICKER
        if kind in (LineKind.FURNITURE, LineKind.RELATED) or is_path(piece.text):
            return BlockRole.BOILERPLATE
        if i and self._labels.are_menu(self._pieces[i - 1], piece):
            return BlockRole.BOILERPLATE
        if i == start - 1 and size(piece.text) <= _LONGEST_KICKER_WORDS and piece.node.tag != "li":
            return BlockRole.KICKER
        return BlockRole.BOILERPLATE

    def _signature(self, piece: Piece) -> BlockRole | None:
        kind = self._story.kinds[piece]
        if kind is LineKind.RELATED or piece.node.tag in ("h1", "h2"):
            return None
        found = self._signatures.role(piece.text)
        if found is BlockRole.BYLINE and piece.linked > 0.8 and not self._signatures.is_bare(piece.text):
            return None  # "Follow Ann Hill"
        return found or (_BY_KIND[kind] if kind in (LineKind.BYLINE, LineKind.DATELINE) else None)

    def under_headline(self, i: int) -> BlockRole:
        piece, zone = self._pieces[i], zone_of(self._pieces[i])
        kind = self._story.kinds[piece]
        when = self._signatures.is_when(piece.text) or (_CLOCK.match(piece.text) and zone is Hint.DATELINE)
        around = islice(upwards(piece.node.parent), _LEVELS)
        if _CLOCK.fullmatch(piece.text) and any(node.hint is Hint.MEDIA for node in around):
            return BlockRole.BOILERPLATE  # how long the video is
        if not any(map(str.isalpha, piece.text)) and not when:
            return BlockRole.BOILERPLATE
        if fold(piece.text) == self._title:
            return BlockRole.BOILERPLATE
        if zone in (Hint.CAPTION, Hint.FURNITURE) and self._is_caption(piece, kind):
            return self.media(i)
        if self._signatures.is_credit(piece.text):
            return BlockRole.CAPTION
        if (own := self._own_role(i)) is not None:
            return own
        if zone is Hint.CAPTION and kind is not LineKind.RELATED:
            return self.media(i)
        if zone is Hint.FURNITURE:
            if self._signs_alone(piece):
                return BlockRole.BYLINE
            own = self._own_signature(piece)
            if own is None and self._is_of_signatures(piece.node.zone) and piece.linked < 0.8:
                own = self._signature(piece)
            return own or BlockRole.BOILERPLATE
        signature = self._signature(piece)
        if zone in (Hint.BYLINE, Hint.DATELINE) and signature:
            return signature
        if zone is Hint.DATELINE and kind is LineKind.FURNITURE and self._signatures.is_when(piece.text):
            return BlockRole.DATELINE
        if kind in (LineKind.FURNITURE, LineKind.RELATED) and not signature:
            return self._clock_or_furniture(piece, zone)
        if signature and zone in (None, Hint.DECK, Hint.LEAD, Hint.LABEL, Hint.KICKER):
            other = self._follows_title(i) and not self._signatures.names_author(piece.text)
            return BlockRole.BOILERPLATE if other else signature
        if signature and zone is Hint.BOX and self._is_of_signatures(piece.node.zone):
            return signature
        if zone in (None, Hint.DECK, Hint.LEAD) and self._signs_beside_date(i):
            return BlockRole.BYLINE
        if zone is Hint.LEAD and self._places.leads_body(i):
            return BlockRole.PARAGRAPH
        if zone is Hint.LABEL and not self._places.inside[i]:
            return BlockRole.BOILERPLATE
        if zone is Hint.DECK and upper_case_name(piece.text):
            return BlockRole.BYLINE
        by_zone = _BY_ZONE.get(zone) if zone else None
        if by_zone is BlockRole.BYLINE and not self.may_sign(piece):
            by_zone = None if size(piece.text) > 30 else BlockRole.BOILERPLATE
        if by_zone is BlockRole.KICKER and size(piece.text) > _LONGEST_LABEL_WORDS:
            by_zone = BlockRole.DECK  # "surtitre" for what stands under the headline
        if by_zone is BlockRole.DECK and piece.linked > 0.8:
            by_zone = BlockRole.BOILERPLATE
        if by_zone is BlockRole.DATELINE:
            by_zone = BlockRole.BOILERPLATE if size(piece.text) <= 15 else None
        if by_zone:
            return by_zone
        if zone in (Hint.MEDIA, Hint.CAPTION):
            return self.media(i)
        if zone is Hint.BOX and self._pictures.have_caption(piece):
            return BlockRole.CAPTION
        if zone in (Hint.BOX, Hint.QUOTE):
            return BlockRole.SIDEBAR if zone is Hint.BOX else BlockRole.PULL_QUOTE
        if kind in _BY_KIND:
            return _BY_KIND[kind]
        if self._pictures.have_caption(piece):
            return BlockRole.CAPTION
        if piece.linked > 0.8:
            return BlockRole.BYLINE if piece.node.hint is Hint.BYLINE else BlockRole.BOILERPLATE
        if len(piece.text) > _LONGEST_DECK:
            return BlockRole.PARAGRAPH
        if not self._places.inside[i] and not self._places.near[i]:
            return BlockRole.BOILERPLATE
        return self._text(i)

    def _text(self, i: int) -> BlockRole:
        """Text that nothing names: a deck, or the body's first."""
        piece = self._pieces[i]
        words = size(piece.text)
        if piece.node.tag in HEADINGS:
            several = self._places.headings[name_of(piece.node)] > 1
            return BlockRole.SUBHEADING if words < 4 or several else BlockRole.DECK
        heads = piece.strong > 0.9 and words <= 12 and not ends_sentence(piece.text)
        if heads and self._places.inside[i] and self._places.stands_with_body(piece.node):
            return BlockRole.SUBHEADING
        if words < 5 and not ends_sentence(piece.text):
            return BlockRole.BOILERPLATE
        if words >= 6 and is_stressed_deck(piece):
            return BlockRole.DECK
        if words >= 6 and (piece.node.tag in ("p", "li", "div", "span", "td") or ends_sentence(piece.text)):
            usual = self._places.is_usual(piece.node) or self._places.stands_with_body(piece.node)
            return BlockRole.PARAGRAPH if self._places.inside[i] and usual else BlockRole.DECK
        return BlockRole.BOILERPLATE

    def _own_role(self, i: int) -> BlockRole | None:
        """What the element itself is called, or is, though it stands in furniture ("byline-social")."""
        piece = self._pieces[i]
        if zone_of(piece) is not Hint.FURNITURE or piece.linked > 0.4 or word_count(piece.text) < 5:
            return None
        zone = piece.node.zone
        if (
            zone is None
            or zone.tag in ("nav", "form", "footer", "aside", "button")
            or not self._places.near[i]
        ):
            return None
        headline = self._story.headline
        below = headline is not None and i > 0 and self._pieces[i - 1] is headline
        beside = zone is piece.node and headline is not None and zone.parent is headline.node.parent
        subtitle = below and (piece.node.tag in ("h2", "h3", "h4") or beside)
        named = piece.node.hint is Hint.DECK and not self._follows_title(i)
        return BlockRole.DECK if subtitle or named else None

    def _follows_title(self, i: int) -> bool:
        """Whether a title that is a link stands right above: it is of another story."""
        above = self._pieces[i - 1] if i else None
        return (
            above is not None
            and above is not self._story.headline
            and above.linked > 0.8
            and word_count(above.text) >= _FEWEST_TITLE_WORDS
            and not self._signatures.names_author(above.text)
        )

    def _own_signature(self, piece: Piece) -> BlockRole | None:
        """The same for author and date: furniture that holds little else was named for where it stands."""
        zone = piece.node.zone
        name = piece.node.hint is Hint.BYLINE and is_name(piece.text)
        if zone is None or (piece.linked > 0.8 and not name):
            return None
        named = piece.node.hint in (Hint.BYLINE, Hint.DATELINE) or (
            zone is piece.node and zone.tag == "label"
        )
        if not named or sum(is_within(other.node, zone) for other in self._pieces) > _FEW_PIECES:
            return None
        return BlockRole.BYLINE if name else self._signature(piece)

    def _signs_alone(self, piece: Piece) -> bool:
        """The author's name in a box of the author's: above the body it is the byline."""
        text = piece.text
        if not self._signatures.has_author(text) or self._signatures.role(text) is not BlockRole.BYLINE:
            return False
        return piece.linked < 0.8 or self._signatures.is_bare(text)

    def _is_of_signatures(self, box: Node | None) -> bool:
        """Whether a box has neither prose nor the title of another story: author, date, buttons."""
        within = [piece for piece in self._pieces if box is not None and is_within(piece.node, box)]
        if box is None or box.tag in ("nav", "footer", "form") or len(within) > _MOST_SIGNATURES:
            return False
        return not any(
            piece.is_prose or (piece.linked > 0.8 and word_count(piece.text) > _FEWEST_TITLE_WORDS)
            for piece in within
        )

    def _signs_beside_date(self, i: int) -> bool:
        """Names, and nothing else, right above or below the date, where no word says that they wrote it."""
        piece = self._pieces[i]
        if piece.node.tag in (*HEADINGS, "li") or not self._signatures.lists_names(piece.text):
            return False
        beside = [self._pieces[k] for k in (i - 1, i + 1) if 0 <= k < len(self._pieces)]
        return any(self._signatures.role(other.text) is BlockRole.DATELINE for other in beside)

    def may_sign(self, piece: Piece) -> bool:
        """Whether what stands in an element for authors is no button: "Show more ways to share"."""
        if size(piece.text) > 30:
            return False
        if self._signatures.names_author(piece.text):
            heading = piece.node.tag in HEADINGS
            return self._signatures.is_bare(piece.text) or not (heading or piece.linked > 0.8)
        return piece.linked < 0.8 or _is_in_capitals(piece.text)

    def _clock_or_furniture(self, piece: Piece, zone: Hint | None) -> BlockRole:
        """A clock beside the date is part of it."""
        clock = zone in (Hint.DATELINE, Hint.BYLINE) and _CLOCK.match(piece.text)
        return BlockRole.DATELINE if clock else BlockRole.BOILERPLATE

    def _is_caption(self, piece: Piece, kind: LineKind) -> bool:
        """In a figure, though that stands in a gallery, or is called after the right to it."""
        if kind is LineKind.RELATED:
            return False
        around = islice(upwards(piece.node), _LEVELS)
        if kind is LineKind.CAPTION and any(node.hint in (Hint.CAPTION, Hint.MEDIA) for node in around):
            return True  # "Illustration by Ann Hill", "… (Reuters)"
        if not in_figure(piece.node):
            return False
        slide = piece.node.tag == "figcaption" and piece.linked < 0.5
        named = zone_of(piece) is Hint.CAPTION or slide
        return named or self.is_credit(piece)

    def is_credit(self, piece: Piece) -> bool:
        """In a figure's furniture ("copyright"): whose picture it is, not what to click."""
        return (
            piece.linked < 0.8
            and word_count(piece.text) <= 12
            and self._story.kinds[piece]
            in (LineKind.TITLE, LineKind.CAPTION, LineKind.BYLINE, LineKind.PROSE)
            and bool(piece.node.zone and ("copyright" in piece.node.zone.names.lower()))
        )

    def media(self, i: int) -> BlockRole:
        """Text in a picture's element: a caption, unless it is as long as the story's own prose."""
        piece, zone = self._pieces[i], self._pieces[i].node.zone
        if zone is not None and zone.hint is Hint.MEDIA and zone.tag not in ("figure", "picture"):
            inside = self._places.inside[i]
            most = inside and zone.prose > 0.3 * self._story.container.prose
            if size(piece.text) > 60 or most:
                return BlockRole.PARAGRAPH if inside else BlockRole.BOILERPLATE
            if piece.node.tag in HEADINGS:
                return BlockRole.SUBHEADING if inside else BlockRole.BOILERPLATE
            if piece.linked > 0.8 or not _HAS_WORD.search(piece.text):
                return BlockRole.BOILERPLATE
            if piece.node.tag == "li":  # a recipe's steps, in a box that also has a picture
                return BlockRole.PARAGRAPH if inside else BlockRole.BOILERPLATE
        button = piece.linked > 0.95 and not _is_in_capitals(piece.text)  # "Explore the charts"
        if button and zone is not None and zone.hint is Hint.MEDIA:
            return BlockRole.BOILERPLATE
        return BlockRole.CAPTION


_BY_ZONE = {
    Hint.KICKER: BlockRole.KICKER,
    Hint.DECK: BlockRole.DECK,
    Hint.LEAD: BlockRole.DECK,
    Hint.BYLINE: BlockRole.BYLINE,
    Hint.DATELINE: BlockRole.DATELINE,
}
_BY_KIND = {
    LineKind.BYLINE: BlockRole.BYLINE,
    LineKind.DATELINE: BlockRole.DATELINE,
    LineKind.CAPTION: BlockRole.CAPTION,
}


def is_stressed_deck(piece: Piece) -> bool:
    """A sentence or two in bold or italics above paragraphs that are not."""
    return max(piece.strong, piece.italic) > 0.9 and size(piece.text) <= _LONGEST_STRESSED_DECK_WORDS


def _is_in_capitals(text: str) -> bool:
    """A name, a desk, an office ("Harbour Desk"): no "View all", where the script has capitals."""
    words = text.split()
    return len(words) <= 5 and not any(word[0].islower() for word in words[1:]) and not ends_sentence(text)
