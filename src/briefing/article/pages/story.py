"""The pieces of a page → the element that holds the story, and the headline."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.article.lines import LineKind, Vocabulary, kind_of, vocabulary
from briefing.article.pages.hints import HEADINGS, Hint, is_embedded_post
from briefing.article.pages.insets import mark_insets
from briefing.article.pages.pieces import Node, Page, Piece
from briefing.article.words import fold, word_count
from briefing.errors import ArticleError

_WRAPPER_SHARE = 0.5
"""Elements of one name that hold more of the page's prose than this are the story, whatever the name says."""
_SURE = frozenset({None, Hint.BODY, Hint.HEADLINE, Hint.COMMENTS})
"""What does not set its text apart, or does so however much it holds."""
_PARAGRAPHS = 300
"""Code points of prose from which an element that may be furniture is text."""
_LEAST_PROSE = 60
"""Code points that an article with a headline must have; without one it must have three times as many."""
_CLEAR_SHARE = 0.7
"""Of the page's prose outside furniture; a story that holds less leaves doubt. With a second opinion then (6
of the 181 pages of the scrapinghub benchmark) F1 rises from .964 to .975; asking always gives .972."""
_LEAST_OF_SEVERAL = 0.1
"""Of the container's prose: an <article> with less than this holds only the headline of the story."""
_NAMED_SHARE = 0.3
"""Of the container's prose: what is called the body and holds less is a part of it."""
_LONGEST_LINE = 2000
"""Code points; what is longer is prose, whatever it begins with."""
_PARTS_OF_BYLINE = re.compile(r"\s[|·•/–—-]\s|\s*\|\s*")
_META = frozenset({LineKind.BYLINE, LineKind.DATELINE})
_LONGEST_NAME = 5
"""Words, with a place or an office."""
_LEAST_OPINION = 200
"""Letters below which trafilatura has found no article."""
_LONGEST_DOUBT = 500_000
"""Code points of text up to which trafilatura is asked: on more it takes longer than a reader waits."""
_TELLING = 25
"""Code points from which a text that is found again is no coincidence."""
_SAME_TITLE = 0.75
"""Similarity from which a heading is the headline that the metadata give (they are often shortened)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    headline: Piece | None
    container: Node
    """The smallest element that holds the body."""
    region: frozenset[Node]
    """The elements around both headline and body: their names say nothing about the text."""
    kinds: dict[Piece, LineKind]
    """What each piece shows by its words alone."""


def find_story(page: Page, *, titles: Sequence[str], is_article: bool, language: str, name: str) -> Story:
    """Where on the page the article stands.

    `titles` are the headline as the metadata give it, the most reliable first; `is_article` is whether they
    call the page an article; messages name the page by `name`. The container is the element whose prose
    outweighs its links, furniture and headings of other stories by most: so it reaches over all parts of the
    story and no further.
    Raises ArticleError where there is no article.
    """
    words = vocabulary(language)
    kinds = {piece: _kind(piece.text, words) for piece in page.pieces}
    prose = _weigh(page, kinds)
    _free_posts(page)
    _settle_zones(page, unzoned=None, prose=prose)
    headline = _headline(page.pieces, titles)
    above = _ancestors(headline.node) if headline else set()
    _settle_zones(page, unzoned=above, prose=prose)
    container = _container(page, headline, _evidence(page, kinds))
    doubtful = container is None or container.prose < _CLEAR_SHARE * _open_prose(page)
    if doubtful and sum(len(piece.text) for piece in page.pieces) <= _LONGEST_DOUBT:
        opinion = _second_opinion(page)
        container = _container(page, headline, opinion) or container if opinion else container
    if container is None or container.prose < _LEAST_PROSE * (1 if headline else 3):
        raise ArticleError(
            f"no article found in {name}",
            why="it has only links, menus or notices",
            hint="Give the address of one article, or save its page after it has loaded.",
        )
    if not is_article and _is_list_of_stories(page, container, kinds):
        raise ArticleError(
            f"no article found in {name}",
            why="it is a list of articles",
            hint="Give the address of one of them.",
        )
    container = _named_body(page, _own_article(page, container, headline))
    around = _ancestors(container)
    mark_insets(page, container)
    _settle_zones(page, unzoned=above | around, prose=prose)
    return Story(
        headline=headline,
        container=container,
        region=frozenset(above & around) if headline else frozenset(around),
        kinds=kinds,
    )


def _kind(text: str, words: Vocabulary) -> LineKind:
    """As the line shows by itself; author and date in one line ("Ann Hill | 3 May 2026") are a byline."""
    if len(text) > _LONGEST_LINE:
        return LineKind.PROSE
    found = kind_of(text, words)
    parts = _PARTS_OF_BYLINE.split(text)
    if found in (LineKind.TITLE, LineKind.PROSE) and 2 <= len(parts) <= 4 and word_count(text) <= 16:
        kinds = [kind_of(part, words) for part in parts]
        short = all(
            word_count(part) <= _LONGEST_NAME for part, k in zip(parts, kinds, strict=True) if k not in _META
        )
        if short and any(k in _META for k in kinds):
            return LineKind.BYLINE
    return found


def _is_list_of_stories(page: Page, container: Node, kinds: Mapping[Piece, LineKind]) -> bool:
    """Whether the container has a linked heading for every paragraph or two: the front page of a site."""
    within: set[Node] = set()
    headings = paragraphs = 0
    for node in page.nodes:
        if node is container or node.parent in within:
            within.add(node)
    for piece in page.pieces:
        zone = piece.node.zone.hint if piece.node.zone else None
        if piece.node in within and zone is not Hint.FURNITURE and kinds[piece] is not LineKind.RELATED:
            heading = _in_heading(piece.node)
            headings += heading and piece.linked > 0.8
            paragraphs += piece.is_prose and not heading
    return headings >= 4 and headings >= 0.6 * paragraphs


def _in_heading(node: Node) -> bool:
    return node.tag in HEADINGS or (node.parent is not None and node.parent.tag in HEADINGS)


def _ancestors(node: Node | None) -> set[Node]:
    """The node and all that hold it."""
    found: set[Node] = set()
    while node is not None:
        found.add(node)
        node = node.parent
    return found


def _headline(pieces: Sequence[Piece], titles: Sequence[str]) -> Piece | None:
    """The piece that is the article's headline: best what the metadata call so, else the first h1."""
    wanted = [fold(title) for title in titles]
    best: tuple[float, Piece] | None = None
    for piece in pieces:
        node = piece.node
        heading = _in_heading(node)
        if len(piece.text) > 300 or not (
            heading
            or node.hint in (Hint.HEADLINE, Hint.DECK, Hint.LEAD)
            or node.tag in ("div", "p", "span", "td")
        ):
            continue
        score = max((_alike(fold(piece.text), title) for title in wanted), default=0.0)
        if score < _SAME_TITLE:
            score = 0.0
        rank = (
            score
            + (0.5 if node.tag == "h1" else 0.2 if heading else 0.0)
            + (0.2 if node.hint is Hint.HEADLINE else 0.0)
        )
        if node.zone is not None and node.zone.hint is Hint.FURNITURE:
            rank -= 0.4
        elif node.parent is not None and node.parent.tag == "li":
            rank -= 0.4  # the last step of a path
        elif piece.linked > 0.9:  # of another story, or the page's link to itself
            rank -= 0.25 if heading and score == 1.0 else 0.4
        if rank >= (0.45 if node.tag == "h1" else 0.9) and (best is None or rank > best[0]):
            best = (rank, piece)
    return best[1] if best else None


def _alike(text: str, title: str) -> float:
    if not text or not title:
        return 0.0
    if text == title:
        return 1.0
    short, long = sorted((text, title), key=len)
    if len(short) < 10 or len(long) > 3 * len(short):
        return 0.0
    if short in long:  # "The Post: Headline" holds the headline, a headline with its kicker holds the title
        return max(0.9, len(short) / len(long)) if 2 * len(short) >= len(long) else 0.8
    words, wanted = set(short.split()), set(long.split())
    if 3 * len(words & wanted) < len(words):  # comparing letter by letter takes long
        return 0.0
    matcher = difflib.SequenceMatcher(None, text, title, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _SAME_TITLE else 0.0


def _weigh(page: Page, kinds: dict[Piece, LineKind]) -> int:
    """Count the prose in every element; returns that of the page."""
    for piece in page.pieces:
        if piece.is_prose and kinds[piece] is not LineKind.FURNITURE:
            piece.node.prose += len(piece.text)
    for node in reversed(page.nodes):
        if node.parent is not None:
            node.parent.prose += node.prose
    return page.nodes[0].prose if page.nodes else 0


def _free_posts(page: Page) -> None:
    """What only frames an embedded post is no furniture, though its name is that of a network or a widget."""
    for node in page.nodes:
        if is_embedded_post(node.tag, node.names) and node.prose:
            frame = node.parent
            while frame is not None and frame.prose == node.prose:
                frame.hint = None
                frame = frame.parent


def _settle_zones(page: Page, *, unzoned: set[Node] | None, prose: int) -> None:
    """For every element, which element around it decides what its text is.

    The names of those in `unzoned` say nothing. While that is not known (None) nothing is suspected: a
    headline may stand in a "banner".
    """
    suspecting, unzoned = unzoned is not None, unzoned or set()
    alike: Counter[str] = Counter()
    for node in page.nodes:
        if node.hint not in _SURE and (node.parent is None or node.parent.names != node.names):
            alike[node.names] += node.prose
    for node in page.nodes:
        outer = node.parent.zone if node.parent is not None else None
        own = node.hint is not None and node not in unzoned
        wrapper = node.hint not in _SURE and alike[node.names] > prose * _WRAPPER_SHARE
        if own and wrapper and not node.foreign:
            own = False
        if own and node.hint is Hint.SUSPECT:
            own = suspecting and node.prose < _PARAGRAPHS and node.tag != "p"
            node.hint = Hint.FURNITURE if own else Hint.SUSPECT
        names_speaker = node.tag in ("footer", "figcaption") or node.hint in (Hint.BYLINE, Hint.LABEL)
        if outer is not None and outer.hint is Hint.QUOTE and names_speaker:
            own = False
        if outer is not None and outer.hint is Hint.BOX and node.hint is Hint.KICKER:
            own = False
        if outer is not None and outer.hint in (Hint.CAPTION, Hint.MEDIA) and _is_of_picture(node, outer):
            own = False
        data_table = node.tag == "table" and node.prose < min(_PARAGRAPHS, prose * _WRAPPER_SHARE)
        data_table = data_table and node.cells > 1
        if (own and node.hint is Hint.COMMENTS) or data_table:
            node.of_readers = not data_table
            node.hint, node.foreign = Hint.FURNITURE, True
            own = node not in unzoned
        if outer is not None and outer.hint is Hint.FURNITURE:
            node.zone = outer
        elif own and node.hint not in (Hint.BODY, Hint.HEADLINE):
            node.zone = node
        else:
            node.zone = outer


def _is_of_picture(node: Node, outer: Node) -> bool:
    """In a caption the "description" and the "author" are the picture's; so is the <footer> of a <figure>."""
    if outer.hint is Hint.CAPTION:
        return node.hint in (Hint.DECK, Hint.LEAD, Hint.BYLINE, Hint.LABEL)
    return node.tag == "footer" and outer.tag == "figure"


def _container(page: Page, headline: Piece | None, evidence: Mapping[Piece, int]) -> Node | None:
    """The smallest element whose evidence adds up to most; nothing above the headline speaks for it."""
    for node in page.nodes:
        node.value = 0
    below = headline is None
    for piece in page.pieces:
        below = below or piece is headline
        piece.node.value += evidence[piece] if below else min(evidence[piece], 0)
    for node in reversed(page.nodes):
        if node.parent is not None:
            node.parent.value += node.value
    best: Node | None = None
    for node in page.nodes:
        if node.value > 0 and (best is None or node.value >= best.value):
            best = node
    return best


def _own_article(page: Page, container: Node, headline: Piece | None) -> Node:
    """The <article> around the headline, where the container holds other stories' as well."""
    own = headline.node if headline else None
    while own is not None and own is not container and own.tag != "article":
        own = own.parent
    if own is None or own is container or own.prose < max(_LEAST_PROSE, _LEAST_OF_SEVERAL * container.prose):
        return container
    around = _ancestors(own)
    within: set[Node] = set()
    others = 0
    for node in page.nodes:
        if node is container or node.parent in within:
            within.add(node)
            others += node.tag == "article" and node not in around and node.prose > 0
    return own if others >= 2 else container


def _named_body(page: Page, container: Node) -> Node:
    """The smallest element with all that the page's maker calls the article's body, if that is the story."""
    within: set[Node] = set()
    covered: set[Node] = set()
    named: list[Node] = []
    for node in page.nodes:
        if node is container or node.parent in within:
            within.add(node)
            if node.parent in covered:
                covered.add(node)
            elif node.hint is Hint.BODY and node.zone is None and node.prose:
                covered.add(node)
                named.append(node)
    if not named or sum(node.prose for node in named) < _NAMED_SHARE * container.prose:
        return container
    above: dict[Node, int] = {}
    holder: Node | None = named[0]
    while holder is not None:
        above[holder] = len(above)
        holder = holder.parent
    common = 0
    for node in named[1:]:
        while node not in above and node.parent is not None:
            node = node.parent
        common = max(common, above[node])
    return list(above)[common]


def _evidence(page: Page, kinds: Mapping[Piece, LineKind]) -> dict[Piece, int]:
    """What each piece says for (above 0) or against an element being the story, in code points.

    What is against it counts half: measured on 439 news pages, full weight cuts stories at their inner boxes.
    """
    found: dict[Piece, int] = {}
    for piece in page.pieces:
        zone = piece.node.zone.hint if piece.node.zone else None
        foreign = zone is Hint.FURNITURE or kinds[piece] in (LineKind.FURNITURE, LineKind.RELATED)
        if piece.node.zone is not None and piece.node.zone.foreign:
            found[piece] = 0  # readers' comments may stand in the story's element, and outweigh it
        elif foreign or piece.linked > 0.6:
            found[piece] = -len(piece.text) // 2
        else:
            found[piece] = len(piece.text) if piece.is_prose and zone not in (Hint.BOX, Hint.CAPTION) else 0
    return found


def _open_prose(page: Page) -> int:
    """Code points of prose outside furniture."""
    return sum(
        len(piece.text)
        for piece in page.pieces
        if piece.is_prose and not (piece.node.zone and piece.node.zone.hint is Hint.FURNITURE)
    )


def _second_opinion(page: Page) -> dict[Piece, int] | None:
    """The same evidence by trafilatura; None when it finds no article.

    It is asked only where the page leaves doubt: loading it takes longer than reading the page.
    """
    import trafilatura
    from lxml import etree

    markup = etree.tostring(page.root, encoding="unicode", method="html")
    found = trafilatura.extract(markup, favor_precision=True, include_comments=False)
    text = "".join(fold(found or "").split())
    if len(text) < _LEAST_OPINION:
        return None
    return {
        piece: len(piece.text)
        if len(piece.text) >= _TELLING and "".join(fold(piece.text).split()) in text
        else -len(piece.text) // 2
        for piece in page.pieces
    }
