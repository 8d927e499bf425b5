"""The page and its story → where each piece stands: in the body, near the headline; how the body stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from briefing.article.pages.hints import HEADINGS, Hint
from briefing.article.pages.pieces import Node, Page, Piece
from briefing.article.pages.story import Story
from briefing.article.words import word_count

Name = tuple[str, str]
"""Tag and names of an element."""


class Places:
    """Pieces are named by their index in the page's pieces."""

    def __init__(self, page: Page, story: Story) -> None:
        self._pieces = page.pieces
        self._story = story
        self.inside, self.near = _locate(page, story)
        """Which pieces stand in the story's container; which in an element that holds it and the headline
        (and is not the whole page), or in a box beside it on a page that is nothing but the article."""
        self.headings = Counter(
            name_of(piece.node)
            for piece, inside in zip(self._pieces, self.inside, strict=True)
            if inside and piece.linked < 0.8 and piece.node.tag in HEADINGS
        )
        self._main = self._usual_place()
        self._above = frozenset(upwards(story.headline.node)) if story.headline else frozenset()
        self._around_body: frozenset[Node] = frozenset()

    def begins_with(self, piece: Piece) -> None:
        """Say which is the body's first paragraph."""
        self._around_body = frozenset(upwards(piece.node))

    def is_usual(self, node: Node) -> bool:
        """Whether the element is marked up, and placed, as most of the body is."""
        own, around = self._main
        if around != ("", "") and name_of(node.parent) == around:
            return True
        return own[1] != "" and name_of(node) == own

    def stands_with_body(self, node: Node) -> bool:
        """Whether what holds it and the body does not hold the headline: a deck stands with the headline."""
        common = next((n for n in upwards(node) if n in self._around_body or n in self._above), None)
        return common is not None and common not in self._above

    def stands_with_headline(self, piece: Piece, other: Piece) -> bool:
        """Whether the smallest element that holds the headline and `piece` does not hold `other`."""
        common = next((node for node in upwards(piece.node) if node in self._above), None)
        return common is not None and common not in upwards(other.node)

    def leads_body(self, i: int) -> bool:
        """Whether what is called an introduction is a paragraph beside the body's others, as their first."""
        zone = self._pieces[i].node.zone
        return (
            self.inside[i]
            and zone is not None
            and zone.tag == "p"
            and zone.parent in self._around_body
            and self.stands_with_body(zone)
        )

    def _usual_place(self) -> tuple[Name, Name]:
        """How most of the body's prose, and what is around it, is marked up. Either may be ("", "")."""
        own: Counter[Name] = Counter()
        around: Counter[Name] = Counter()
        for piece, inside in zip(self._pieces, self.inside, strict=True):
            if inside and piece.is_prose and not zone_of(piece):
                own[name_of(piece.node)] += len(piece.text)
                around[name_of(piece.node.parent)] += len(piece.text)
        return _most(own), _most(around)


def zone_of(piece: Piece) -> Hint | None:
    return piece.node.zone.hint if piece.node.zone else None


def size(text: str) -> int:
    """Words, or what comes near it in a script that sets no spaces."""
    return max(word_count(text), len(text) // 8)


def name_of(node: Node | None) -> Name:
    return (node.tag, node.names) if node is not None else ("", "")


def _locate(page: Page, story: Story) -> tuple[Sequence[bool], Sequence[bool]]:
    inside: dict[Node, bool] = {}
    nearest: dict[Node, Node | None] = {}
    plain = _is_hand_written(page)
    for node in page.nodes:
        inside[node] = node is story.container or (node.parent is not None and inside[node.parent])
        whole = node.tag in ("html", "body") and node is not story.container
        shared = node in story.region and not whole
        shared = shared or (
            plain and node.hint is Hint.BOX and node.parent is not None and node.parent.tag == "body"
        )
        nearest[node] = node if shared else nearest[node.parent] if node.parent is not None else None
    return (
        [inside[piece.node] for piece in page.pieces],
        [nearest[piece.node] is not None for piece in page.pieces],
    )


def _is_hand_written(page: Page) -> bool:
    """<body><article>…</article><aside>…: where no site is around the article, a box beside it is its own."""
    main = any(node.tag == "main" for node in page.nodes)
    articles = [node.parent for node in page.nodes if node.tag == "article"]
    return not main and len(articles) == 1 and articles[0] is not None and articles[0].tag == "body"


def upwards(node: Node | None) -> Iterator[Node]:
    """The node and all that hold it, the smallest first."""
    while node is not None:
        yield node
        node = node.parent


def _most(found: Counter[Name]) -> Name:
    """What more than half of it has."""
    if not found:
        return ("", "")
    name, count = found.most_common(1)[0]
    return name if count > 0.5 * found.total() else ("", "")
