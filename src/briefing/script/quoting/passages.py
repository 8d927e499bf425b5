"""Article → the blocks that can hold quotations, with their tokens, sentences and stretches in marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.model import Article, Block, BlockRole, Span
from briefing.script.quoting.lexicon import lexicon
from briefing.script.quoting.noun_capitals import without_nouns
from briefing.script.quoting.stretches import stretches
from briefing.script.quoting.subject import Range
from briefing.script.words import Token, tokens
from briefing.sentences import sentences
from briefing.sentences.marks import Marked

SPOKEN = frozenset({BlockRole.PARAGRAPH, BlockRole.SIDEBAR})
"""Roles in which somebody may be quoted."""
NEVER_SPEECH = frozenset(
    {BlockRole.KICKER, BlockRole.HEADLINE, BlockRole.DECK, BlockRole.SUBHEADING, BlockRole.SIDEBAR_HEADING}
)
"""Roles whose marks are returned, but never as speech."""
_LONGEST = 400
"""Tokens of a sentence. More is text that has lost its full stops: read in pieces, so that the time grows
with its length only."""


_SMALL_WORD = 3
"""Letters of words that headings in English write small: of, the, and."""
_TITLE_WORDS, _TITLE_SHARE = 4, 0.9


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
    after_heading: bool
    """A heading stands between it and the passage before."""

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
    chosen = [(n, b) for n, b in enumerate(article.blocks, 1) if b.role in SPOKEN and not is_title(b.text)]
    words = lexicon(article.language)
    marked = [stretches(block.text, article.language, words) for _, block in chosen]
    read = [tokens(b.text, q, article.language) for (_, b), q in zip(chosen, marked, strict=True)]
    read = list(without_nouns(read, words))
    for at, (number, block) in enumerate(chosen):
        quotes, found = marked[at], read[at]
        open_end = bool(quotes) and not quotes[-1].closed
        following = chosen[at + 1][1].text.lstrip() if at + 1 < len(chosen) else ""
        goes_on = open_end and following[:1] == block.text[quotes[-1].outer_start]
        yield Passage(
            number=number,
            block=block,
            quotes=quotes,
            tokens=found,
            sentences=tuple(_sentences(block.text, article.language, found)),
            opens_anew=goes_on,
            after_heading=any(
                b.role in NEVER_SPEECH for b in article.blocks[chosen[at - 1][0] if at else 0 : number - 1]
            ),
        )


def is_title(text: str) -> bool:
    """A line in which nearly every longer word has a capital: a heading that the page did not mark."""
    found = [w for w in text.split() if len(w) > _SMALL_WORD and w[0].isalpha()]
    return len(found) >= _TITLE_WORDS and sum(w[0].isupper() for w in found) >= _TITLE_SHARE * len(found)


def _sentences(text: str, language: str, found: tuple[Token, ...]) -> Iterator[Range]:
    first = 0
    for _, end in sentences(text, language):
        last = first
        while last < len(found) and found[last].start < end:
            last += 1
        if last > first and found[last - 1].quote >= 0 and found[last - 1].end > end:
            continue  # within a stretch that a dash opens
        yield from _in_pieces(first, last)
        first = last
    yield from _in_pieces(first, len(found))


def _in_pieces(first: int, last: int) -> Iterator[Range]:
    for start in range(first, last, _LONGEST):
        yield start, min(start + _LONGEST, last)


def without_brackets(found: Sequence[Token]) -> list[Token]:
    """Without what stands in round brackets: "Hill (42) told …"."""
    kept: list[Token] = []
    inside = False
    for token in found:
        inside = (inside or token.text == "(") and token.text != ")"
        if not inside and token.text != ")":
            kept.append(token)
    return kept
