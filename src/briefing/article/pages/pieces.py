"""HTML text → the pieces of text that are seen on the page, in order, each with the element that holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from briefing.article.content import tidy
from briefing.article.lines import ends_sentence
from briefing.article.pages.hints import HEADINGS, Hint, hint, names_of, says_who
from briefing.errors import ArticleError


@dataclass(slots=True, eq=False)
class Node:
    """An element, as far as its text needs it. What follows `cells` is filled by pages/story.py."""

    tag: str
    parent: Node | None
    hint: Hint | None
    names: str = ""
    cells: int = 0
    """Of a table. With one it only frames its text."""
    prose: int = 0
    """Code points of prose in it."""
    value: int = 0
    """Prose that counts for it, less what counts against it."""
    foreign: bool = False
    """Furniture, however much of the page's prose it holds."""
    of_readers: bool = False
    """Holds readers' comments."""
    zone: Node | None = None
    """The element that decides what the text in here is: the outermost furniture, else the innermost hint."""


@dataclass(slots=True, eq=False)
class Piece:
    """Text between two boundaries of blocks."""

    text: str
    node: Node
    """The block that holds it, or the inline element that gives it a role of its own."""
    linked: float
    """Share of it that is a link, 0–1."""
    strong: float
    """Share of it that is bold, 0–1."""
    italic: float
    """Share of it that is italic, 0–1."""

    @property
    def is_prose(self) -> bool:
        """A sentence or more, mostly not links, in no heading."""
        return (
            self.linked < 0.4
            and self.node.tag not in HEADINGS
            and (len(self.text) >= 100 or (len(self.text) >= 25 and ends_sentence(self.text)))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    root: Any
    """The lxml tree, for the metadata."""
    nodes: tuple[Node, ...]
    """Parents before children."""
    pieces: tuple[Piece, ...]


_NOT_SEEN = frozenset({
    "head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "embed",
    "video", "audio", "canvas", "select", "option", "textarea", "input", "datalist", "map", "area",
    "meta", "link", "title", "rp", "amp-script", "amp-analytics", "amp-state",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rb", "ruby", "rt", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_BLOCKS = frozenset({
    "article", "aside", "blockquote", "div", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "li", "ol", "p", "section", "table", "ul",
})  # fmt: skip
_HOLDS_CITE = frozenset({"blockquote", "div", "figure", "footer", "aside", "section"})
"""In these it names who is quoted; in a paragraph it is the title of a work."""
_STRONG = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em"})
_KEEPS_INLINE = frozenset({"p", "li", "td", "th", "dd", "dt"})
_SPLITTING = frozenset({
    Hint.KICKER, Hint.BYLINE, Hint.DATELINE, Hint.DECK, Hint.LEAD, Hint.CAPTION, Hint.FURNITURE,
})  # fmt: skip
_MARKS = frozenset("\"'“„«‹‘")
_INVISIBLE_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BEHIND_PAYWALL = re.compile(r"paywall|regwall|premium|subscriber", re.IGNORECASE)
_LEAST_BEHIND_PAYWALL = 600
"""Code points of paragraphs; the notice in front of them has less."""
_DEEP = 1500
"""Elements within each other. libxml2 drops what is nested deeper than 2,048."""
_LAYOUT_TAG = re.compile(
    r"<(/?)(?:div|span|font|center|section|table|tbody|tr|td|b|i)\b[^<>]*>", re.IGNORECASE
)
_LONG_LINE = 60
"""Code points; a sentence of this length before a single <br> is a paragraph of its own."""

_GIANT_TAG = re.compile(r"<([A-Za-z][\w-]{0,40})[^<>]{20000,}>")
_VALUE = re.compile("\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES = 1000


def parse(text: str, *, name: str) -> Page:
    """Read HTML as browsers do: whatever is broken is mended. Raises ArticleError when nothing is there."""
    from lxml import etree, html

    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8")
    text = _GIANT_TAG.sub(_without_many_attributes, text.replace("\x00", ""))
    if text.count("<") > _DEEP and _depth(text) > _DEEP:
        text = _LAYOUT_TAG.sub("<br><br>", text)
    try:
        # Bytes, because lxml refuses a str with an encoding declaration.
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as exc:
        raise ArticleError(f"{name} is empty", why=str(exc), hint="Save the page again.") from exc
    reader = _Reader()
    reader.read(root, etree)
    return Page(root=root, nodes=tuple(reader.nodes), pieces=tuple(reader.pieces))


def _without_many_attributes(tag: re.Match[str]) -> str:
    """libxml2 compares each attribute of a tag with all before it."""
    attributes = _VALUE.sub("", tag.group()).split()
    return tag.group() if len(attributes) <= _MOST_ATTRIBUTES else f"<{tag[1]}>"


def _depth(text: str) -> int:
    """How deep layout elements are nested at most, unclosed ones counted."""
    depth = deepest = 0
    for tag in _LAYOUT_TAG.finditer(text):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


@dataclass(slots=True)
class _Run:
    """The text since the last boundary."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    linked: int = 0
    strong: int = 0
    italic: int = 0


class _Reader:
    """Walks the tree without recursion: pages are nested as deep as they like."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.pieces: list[Piece] = []
        self._run = _Run()
        self._links = 0
        self._bold = 0
        self._slanted = 0
        self._breaks = 0
        self._stack: list[tuple[Node, bool]] = []
        """Open elements, and whether they are boundaries."""

    def read(self, root: Any, etree: Any) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if tag in _NOT_SEEN or _is_hidden(element):
                    walk.skip_subtree()
                    self._stack.append((Node(tag=tag, parent=None, hint=Hint.HIDDEN), False))
                    continue
                self._open(tag, element)
                if tag == "q" and (element.text or "").lstrip()[:1] not in _MARKS:
                    self._run.parts.append("“")  # browsers set the marks of <q>
                self._add(element.text)
            else:
                if tag == "q" and (element.text or "").lstrip()[:1] not in _MARKS:
                    self._run.parts.append("”")
                self._close(tag)
                self._add(element.tail)
        self._flush()

    @property
    def _here(self) -> Node:
        return self._stack[-1][0]

    def _open(self, tag: str, element: Any) -> None:
        parent = self._stack[-1][0] if self._stack else None
        names = names_of(element.attrib) if element.attrib else ""
        what = hint(tag, names) if tag not in ("html", "body", "main") else None
        own_tag = ("-" in tag or tag == "button") and parent is not None and parent.tag in _KEEPS_INLINE
        splits = what in _SPLITTING and parent is not None and self._may_split(parent, tag, what)
        inline = (tag in _INLINE or own_tag or _is_all_of_heading(element, parent)) and not splits
        if inline and parent is not None and (tag == "cite" or names) and _signs(element, parent, names):
            inline = False
        if tag == "a" and len(element) and any(child.tag in _BLOCKS for child in element):
            inline = False  # a card: the link is the block
        if tag == "br":
            self._breaks += 2 if _parts_labels(element) or _ends_bold_line(element) else 1
        elif inline:
            self._space_between_labels(element)
        else:
            self._flush()
        node = (
            Node(tag=tag, parent=parent, hint=what, names=names) if not inline or parent is None else parent
        )
        if node is not parent:
            self.nodes.append(node)
        if tag in ("td", "th"):
            _count_cell(node)
        self._links += tag == "a"
        self._bold += tag in _STRONG
        self._slanted += tag in _ITALIC
        self._stack.append((node, not inline and tag != "br"))

    def _may_split(self, parent: Node, tag: str, what: Hint | None) -> bool:
        if parent.hint is what or parent.tag in _KEEPS_INLINE:
            return False
        if parent.tag in HEADINGS:
            return what in (Hint.KICKER, Hint.FURNITURE, Hint.DECK, Hint.LEAD) and tag != "a"
        return True

    def _close(self, tag: str) -> None:
        node, boundary = self._stack.pop()
        if node.hint is Hint.HIDDEN:
            return
        self._links -= tag == "a"
        self._bold -= tag in _STRONG
        self._slanted -= tag in _ITALIC
        if boundary:
            self._flush(node)

    def _space_between_labels(self, element: Any) -> None:
        """<span class=a>By Ann</span><span class=b>Reporter</span>: labels that only a style sheet parts."""
        before = element.getprevious()
        if before is not None and not before.tail and _are_labels(before, element):
            holder = element.getparent()
            if before.tag in _INLINE and holder is not None and holder.tag not in ("p", "li", "td"):
                self._run.parts.append(" ")

    def _add(self, text: str | None) -> None:
        if not text or not self._stack or self._here.hint is Hint.HIDDEN:
            return
        if self._breaks and not text.isspace():
            self._break()
        self._run.parts.append(text)
        if not text.isspace():
            length = len(text)
            self._run.length += length
            self._run.linked += length if self._links else 0
            self._run.strong += length if self._bold else 0
            self._run.italic += length if self._slanted else 0

    def _break(self) -> None:
        """Two <br> part paragraphs; so does one after a long sentence; any other is a space."""
        breaks, self._breaks = self._breaks, 0
        so_far = "".join(self._run.parts).strip()
        if self._here.tag not in HEADINGS and (
            breaks > 1 or (len(so_far) >= _LONG_LINE and ends_sentence(so_far))
        ):
            self._flush()
        else:
            self._run.parts.append(" ")

    def _flush(self, node: Node | None = None) -> None:
        run, self._run, self._breaks = self._run, _Run(), 0
        if not run.length:
            return
        text = tidy("".join(run.parts))
        holder = node or (self._here if self._stack else self.nodes[0])
        if text:
            piece = Piece(
                text=text,
                node=holder,
                linked=run.linked / run.length,
                strong=run.strong / run.length,
                italic=run.italic / run.length,
            )
            self.pieces.append(piece)


def _is_all_of_heading(element: Any, parent: Node | None) -> bool:
    """<h3><div>Heading</div></h3>: the block within a heading that holds all of it is the heading."""
    if parent is None or parent.tag not in HEADINGS or element.tag not in ("div", "p"):
        return False
    heading = element.getparent()
    return len(heading) == 1 and not (heading.text or "").strip() and not (element.tail or "").strip()


def _count_cell(cell: Node) -> None:
    table = cell.parent
    while table is not None and table.tag != "table":
        table = table.parent
    if table is not None:
        table.cells += 1


def _parts_labels(line_break: Any) -> bool:
    """<font>Headline</font><br><font>By Ann</font>: one <br> between two elements parts them like two."""
    before, after = line_break.getprevious(), line_break.getnext()
    return (
        before is not None
        and after is not None
        and before.tag in _INLINE
        and after.tag in _INLINE
        and not (before.tail or "").strip()
        and not (line_break.tail or "").strip()
    )


def _ends_bold_line(line_break: Any) -> bool:
    """<div><b>Heading</b><br>Text …: a block that opens with a bold line has a heading."""
    before, holder = line_break.getprevious(), line_break.getparent()
    return (
        before is not None
        and before.tag in _STRONG
        and before.getprevious() is None
        and not (holder.text or "").strip()
        and not (before.tail or "").strip()
    )


def _are_labels(one: Any, other: Any) -> bool:
    """Both are styled, or both hold more than a word: letters and syllables are not."""
    if one.get("class") and other.get("class"):
        return True
    return all(len("".join(element.itertext()).split()) > 1 for element in (one, other))


def _signs(element: Any, parent: Node, names: str) -> bool:
    """Whether an inline element says who is quoted: in a quotation set apart, behind its words."""
    if element.tag == "cite" and parent.tag in _HOLDS_CITE:
        return True
    if (element.tail or "").strip() or not says_who(element.tag, names):
        return False
    node: Node | None = parent
    while node is not None and node.hint is not Hint.QUOTE:
        node = node.parent
    return node is not None


def _is_hidden(element: Any) -> bool:
    attributes = element.attrib
    if not attributes:
        return False
    names = attributes.get("class", "")
    if "hidden" in attributes or _INVISIBLE_STYLE.search(attributes.get("style", "")):
        return not (_BEHIND_PAYWALL.search(names) and _holds_paragraphs(element))
    in_caption = "figcaption" in (element.tag, getattr(element.getparent(), "tag", ""))
    if attributes.get("aria-hidden") == "true" and not in_caption:
        # Hidden from screen readers only: pull quotes are, because they say something twice.
        return hint(element.tag, names) is not Hint.QUOTE
    return bool(names) and hint("", names) is Hint.HIDDEN


def _holds_paragraphs(element: Any) -> bool:
    """Whether there is text of a story in it: what a script shows to who has paid."""
    length = sum(len("".join(paragraph.itertext())) for paragraph in element.iter("p"))
    return length >= _LEAST_BEHIND_PAYWALL and next(element.iter("form", "input"), None) is None
