"""Article → the blocks that can hold quotations, with their tokens, sentences and stretches in marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model import Article, Block, BlockRole, Span
from briefing.script.quoting.subject import Range
from briefing.script.words import Token, tokens
from briefing.sentences import sentences
from briefing.sentences.marks import Marked, outermost

SPOKEN = frozenset({BlockRole.PARAGRAPH, BlockRole.SIDEBAR})
"""Roles in which somebody may be quoted."""
NEVER_SPEECH = frozenset(
    {BlockRole.KICKER, BlockRole.HEADLINE, BlockRole.DECK, BlockRole.SUBHEADING, BlockRole.SIDEBAR_HEADING}
)
"""Roles whose marks are returned, but never as speech."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    number: int
    """Of the block, from 1."""
    block: Block
    quotes: tuple[Marked, ...]
    tokens: tuple[Token, ...]
    sentences: tuple[Range, ...]
    """[first, last) tokens of each."""
    opens_anew: bool
    """The last stretch is not closed because the next paragraph goes on with it."""

    def span(self, tokens: Range) -> Span:
        if tokens[1] == tokens[0] + 1 and self.tokens[tokens[0]].quote >= 0:  # a name in marks
            marked = self.quotes[self.tokens[tokens[0]].quote]
            return Span(1, self.number, marked.start, marked.end)
        return Span(1, self.number, self.tokens[tokens[0]].start, self.tokens[tokens[1] - 1].end)

    def inside(self, quote: int) -> str:
        """The words of one of `quotes`, without its marks."""
        marked = self.quotes[quote]
        return self.block.text[marked.start : marked.end]

    def text(self, tokens: Range) -> str:
        span = self.span(tokens)
        return self.block.text[span.start : span.end]


def passages(article: Article) -> Iterator[Passage]:
    """Paragraphs and sidebars, in the article's order."""
    chosen = [(n, b) for n, b in enumerate(article.blocks, 1) if b.role in SPOKEN]
    for at, (number, block) in enumerate(chosen):
        quotes = outermost(block.text)
        open_end = bool(quotes) and not quotes[-1].closed
        following = chosen[at + 1][1].text.lstrip() if at + 1 < len(chosen) else ""
        goes_on = open_end and following[:1] == block.text[quotes[-1].outer_start]
        found = tokens(block.text, quotes)
        yield Passage(
            number=number,
            block=block,
            quotes=quotes,
            tokens=found,
            sentences=tuple(_sentences(block.text, article.language, found)),
            opens_anew=goes_on,
        )


def _sentences(text: str, language: str, found: tuple[Token, ...]) -> Iterator[Range]:
    first = 0
    for _, end in sentences(text, language):
        last = first
        while last < len(found) and found[last].start < end:
            last += 1
        if last > first:
            yield first, last
        first = last
    if first < len(found):
        yield first, len(found)
