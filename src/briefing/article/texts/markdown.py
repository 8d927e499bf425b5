"""Markdown, with or without front matter → its blocks with roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from briefing.article.content import PageContent, tidy
from briefing.article.detection import detect
from briefing.article.lines import LineKind, Vocabulary, ends_sentence, kind_of, published, vocabulary
from briefing.article.texts.draft import Draft
from briefing.article.texts.pull_quotes import LONGEST, mark_said_again, signature
from briefing.article.texts.structure import byline_of, headline_of, published_of, settle
from briefing.article.words import word_count
from briefing.model import BlockRole

_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_LABELLED = re.compile(r"^([^:.!?]{2,40}):\s+(\S.*)$")
_LONGEST_SECTION_NAME = 3
"""Words of a line, alone above the headline, that are no menu whatever they say elsewhere."""
_SHORTEST_DECK_HEADING = 5
"""Words of a second heading right below the first that is a deck and no subheading ("Background")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _FrontMatter:
    """What stands above the text, under the names that site generators use."""

    kicker: str | None = None
    title: str | None = None
    deck: str | None = None
    author: str | None = None
    day: str | None = None
    language: str | None = None
    site: str | None = None


def read_markdown(text: str, *, language: str | None = None) -> PageContent:
    """The blocks of `text`; front matter gives title, deck, author, date and language where it has them."""
    front, body = _split(text)
    words = vocabulary(language or front.language or detect(body))
    page = _Page(words)
    for node in SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(body)).children:
        page.add(node)
    mark_said_again(page.quoted, page.drafts)
    for draft in page.quoted:
        draft.role = draft.role or BlockRole.PARAGRAPH  # a statement that the article cites at length
    blocks = settle(_with_front_matter(page.drafts, front, words), words)
    return PageContent(
        title=headline_of(blocks),
        language=front.language,
        blocks=blocks,
        published=_moment(front.day, words) or published_of(blocks, words),
        byline=front.author or byline_of(blocks, words),
        site=front.site,
    )


def _split(text: str) -> tuple[_FrontMatter, str]:
    text = text.replace("\r\n", "\n")
    found = _FRONT_MATTER.match(text)
    if not found:
        return _FrontMatter(), text
    try:
        data = yaml.load(found[1], Loader=yaml.BaseLoader)  # all values as they are written
    except yaml.YAMLError:
        return _FrontMatter(), text
    if not isinstance(data, dict):
        return _FrontMatter(), text

    def first(*names: str) -> str | None:
        values = (data.get(name) for name in names)
        texts = (", ".join(map(str, v)) if isinstance(v, list) else v for v in values)
        return next((tidy(t) for t in texts if isinstance(t, str) and tidy(t)), None)

    front = _FrontMatter(
        kicker=first("kicker", "eyebrow"),
        title=first("title", "headline"),
        deck=first("subtitle", "deck", "standfirst", "description", "summary"),
        author=first("author", "authors", "byline"),
        day=first("date", "published", "published_at"),
        language=first("lang", "language"),
        site=first("site", "publication"),
    )
    return front, text[found.end() :]


def _with_front_matter(page: list[Draft], front: _FrontMatter, words: Vocabulary) -> list[Draft]:
    """Lines of the front matter that the text does not say itself stand above it."""
    said = {draft.text for draft in page}
    headline = next((draft for draft in page if draft.role is BlockRole.HEADLINE), None)
    if headline is None and front.title:
        for draft in page:
            if draft.text == front.title:
                draft.role, headline = BlockRole.HEADLINE, draft
                break
    lines = (
        (BlockRole.KICKER, front.kicker if headline is None else None),
        (BlockRole.HEADLINE, front.title if headline is None else None),
        (BlockRole.DECK, front.deck if headline is None else None),
    )
    above = [_draft(text, words, role=role) for role, text in lines if text and text not in said]
    return above + page


def _moment(day: str | None, words: Vocabulary) -> datetime | None:
    if not day:
        return None
    try:
        moment = datetime.fromisoformat(day)
    except ValueError:
        return published(day, words)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _draft(text: str, words: Vocabulary, *, role: BlockRole | None = None, bullet: bool = False) -> Draft:
    kind = kind_of(text, words)
    if role is None and kind in (LineKind.FURNITURE, LineKind.RELATED):
        role = BlockRole.BOILERPLATE
    return Draft(text=text, kind=kind, words=word_count(text), role=role, bullet=bullet, after_gap=True)


@dataclass
class _Page:
    """Drafts as the syntax tree is walked."""

    words: Vocabulary
    drafts: list[Draft] = field(default_factory=list)
    quoted: list[Draft] = field(default_factory=list)
    """Of them, those in a block quotation that nobody signs."""

    def add(self, node: SyntaxTreeNode) -> None:
        match node.type:
            case "heading":
                self._add_heading(node)
            case "paragraph":
                self._add_paragraph(node)
            case "blockquote":
                self._add_quote(node)
            case "bullet_list" | "ordered_list":
                self._add_list(node)
            case "table":
                for row in node.walk():
                    if row.type == "tr":
                        self._put(" | ".join(_text(cell) for cell in row.children), BlockRole.BOILERPLATE)
            case "html_block":
                role = BlockRole.CAPTION if "figcaption" in node.content else None
                self._put(_TAG.sub(" ", node.content), role)
            case "fence" | "code_block":
                self._put(node.content, BlockRole.BOILERPLATE)

    def _put(
        self, text: str, role: BlockRole | None = None, *, bullet: bool = False, speaker: str | None = None
    ) -> None:
        if text := tidy(text):
            draft = _draft(text, self.words, role=role, bullet=bullet)
            draft.speaker = speaker
            self.drafts.append(draft)

    def _add_heading(self, node: SyntaxTreeNode) -> None:
        text = tidy(_text(node))
        headline = next((i for i, d in enumerate(self.drafts) if d.role is BlockRole.HEADLINE), None)
        if headline is None and not any(d.words > 20 and ends_sentence(d.text) for d in self.drafts):
            if len(self.drafts) == 1 and self.drafts[0].words <= _LONGEST_SECTION_NAME:
                self.drafts[0].role = BlockRole.KICKER
            self._put(text, BlockRole.HEADLINE)
        elif (
            headline is not None
            and not self.drafts[headline + 1 :]
            and word_count(text) >= _SHORTEST_DECK_HEADING
        ):
            self._put(text, BlockRole.DECK)
        elif kind_of(text, self.words) in (LineKind.RELATED, LineKind.FURNITURE):
            self._put(text)
        else:
            self._put(text, BlockRole.SUBHEADING)

    def _add_paragraph(self, node: SyntaxTreeNode) -> None:
        inline = node.children[0]
        visible = [
            n for n in inline.children if n.type not in ("softbreak", "hardbreak") and not _is_blank(n)
        ]
        images = [n for n in inline.walk() if n.type == "image"]
        if images and all(n.type == "image" or (n.type == "link" and not _text(n).strip()) for n in visible):
            for image in images:
                self._put(_alternative(image), BlockRole.CAPTION)
            return
        for image in images:
            self._put(_alternative(image), BlockRole.CAPTION)
        whole = len(visible) == 1 and visible[0].type in ("em", "strong")
        last = self.drafts[-1].role if self.drafts else None
        if whole and last is BlockRole.CAPTION and visible[0].type == "em":
            self._put(_text(inline), BlockRole.CAPTION)
        elif (
            whole
            and last in (BlockRole.HEADLINE, BlockRole.DECK)
            and kind_of(tidy(_text(inline)), self.words) in (LineKind.TITLE, LineKind.PROSE)
        ):
            self._put(_text(inline), BlockRole.DECK)
        else:
            self._put(_text(inline))

    def _add_list(self, node: SyntaxTreeNode) -> None:
        items = list(node.children)
        is_menu = len(items) > 1 and all(_is_link(item) for item in items)
        for item in items:
            for part in item.children:
                if part.type in ("bullet_list", "ordered_list"):
                    self._add_list(part)
                else:
                    self._put(_text(part), BlockRole.BOILERPLATE if is_menu else None, bullet=not is_menu)

    def _add_quote(self, node: SyntaxTreeNode) -> None:
        """A quotation with its speaker is a pull quote, text under a heading of its own a sidebar."""
        parts = [tidy(line) for child in node.children for line in _lines(child)]
        parts = [part for part in parts if part]
        if not parts:
            return
        first = node.children[0]
        bold = first.type == "paragraph" and [
            n.type for n in first.children[0].children if not _is_blank(n)
        ] == ["strong"]
        speaker = signature(parts[-1]) if len(parts) > 1 else None
        if len(parts) > 1 and (first.type == "heading" or (bold and speaker is None)):
            if self.drafts and self.drafts[-1].text == parts[0]:
                self.drafts[-1].role = BlockRole.SIDEBAR_HEADING  # it stands above the box as well
            else:
                self._put(parts[0], BlockRole.SIDEBAR_HEADING)
            for part in parts[1:]:
                self._put(part, BlockRole.SIDEBAR)
        elif speaker:
            for part in parts[:-1]:
                self._put(part, BlockRole.PULL_QUOTE, speaker=speaker)
            self._put(parts[-1], BlockRole.BOILERPLATE)
        elif len(parts) == 1 and (labelled := _LABELLED.match(parts[0])) and word_count(parts[0]) <= LONGEST:
            self._put(f"{labelled[1]}:", BlockRole.BOILERPLATE)
            self._put(labelled[2], BlockRole.PULL_QUOTE, speaker=labelled[1])
        else:
            before = len(self.drafts)
            for part in parts:
                self._put(part)
            self.quoted += self.drafts[before:]


def _text(node: SyntaxTreeNode) -> str:
    """The words of a node, without its marks; an image's words are its caption's and not here."""
    if node.type in ("text", "code_inline"):
        return node.content
    if node.type in ("softbreak", "hardbreak"):
        return "\n"
    if node.type in ("image", "html_inline"):
        return ""
    return "".join(_text(child) for child in node.children)


def _lines(node: SyntaxTreeNode) -> Iterator[str]:
    """Paragraphs of a quotation; a line that begins with a dash is its signature."""
    if node.type in ("paragraph", "heading"):
        yield from re.split(r"\n(?=\s*[—–-])", _text(node))
    else:
        for child in node.children:
            yield from _lines(child)


def _is_blank(node: SyntaxTreeNode) -> bool:
    return node.type == "html_inline" or (node.type == "text" and not node.content.strip())


def _is_link(item: SyntaxTreeNode) -> bool:
    inline = [n for n in item.walk() if n.type == "inline"]
    return bool(inline) and all(
        child.type in ("link", "softbreak") or _is_blank(child) for node in inline for child in node.children
    )


def _alternative(image: SyntaxTreeNode) -> str:
    title: Any = image.attrs.get("title") or ""
    return image.content or str(title)
