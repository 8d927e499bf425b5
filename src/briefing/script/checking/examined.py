"""One line of a script, with all that it is compared with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.language import Phrases, language
from briefing.model import Article, Block, BlockRole, Line, Quotation, Script, Segment, Span, Speaker
from briefing.script.checking.lettering import squeezed
from briefing.script.edits import FULL_STOP_ADDED

_UNSPOKEN = frozenset(
    {BlockRole.CAPTION, BlockRole.BYLINE, BlockRole.DATELINE, BlockRole.BOILERPLATE, BlockRole.REPEAT}
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line."""

    message: str
    expected: str = ""
    """What the article says there, if there is something to set against the line."""
    found: str = ""
    """What is wrong of the line; empty: its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    script: Script
    segment: Segment
    at: int
    """Index of the line in its segment."""
    articles: Sequence[Article]
    quoted: Mapping[int, tuple[Quotation, ...]]
    """Number of an article → its quotations."""
    altered: Collection[tuple[int, int]] = ()
    """Numbers of article and block whose text is no longer what its source says."""

    @property
    def line(self) -> Line:
        return self.segment.lines[self.at]

    @property
    def before(self) -> Line | None:
        return self.segment.lines[self.at - 1] if self.at else None

    @property
    def after(self) -> Line | None:
        return self.segment.lines[self.at + 1] if self.at + 1 < len(self.segment.lines) else None

    @property
    def tag(self) -> str:
        return self.segment.language or self.script.language

    @property
    def phrases(self) -> Phrases | None:
        return language(self.tag).phrases

    @property
    def told(self) -> Iterator[Article]:
        """The articles that the line may be about."""
        number = self.segment.article
        yield from self.articles if number is None else self.articles[number - 1 : number]

    @property
    def quotations(self) -> Iterator[Quotation]:
        """Of the articles that the line may be about, their spans counted by the script."""
        for number, found in self.quoted.items():
            if self.segment.article in (None, number):
                yield from (replace(q, span=replace(q.span, article=number)) for q in found)

    @property
    def heard(self) -> Iterator[str]:
        """Who has spoken in the segment before this line."""
        yield from (line.speaker for line in self.segment.lines[: self.at] if line.speaker)

    def outside(self, span: Span) -> str:
        """Why the span is no place of the article that may be spoken; empty if it is one."""
        if not 1 <= span.article <= len(self.articles):
            return f"{span}: there is no article {span.article}"
        if self.segment.article is not None and span.article != self.segment.article:
            return f"{span} is not of article {self.segment.article}, which this segment tells"
        if not 1 <= span.block <= len(self.articles[span.article - 1].blocks):
            return f"{span}: article {span.article} has no block {span.block}"
        if (span.article, span.block) in self.altered:
            return f"{span}: the text of block {span.block} was changed by hand; the source has other words"
        block = self.block(span)
        if not 0 <= span.start < span.end <= len(block.text):
            return f"{span}: block {span.block} has {len(block.text)} code points"
        if block.role in _UNSPOKEN:
            return f"{span}: a {block.role.value} is not spoken"
        return ""

    def block(self, span: Span) -> Block:
        return self.articles[span.article - 1].blocks[span.block - 1]

    def text(self, span: Span) -> str:
        """The article's words, with one space where there is any white space."""
        return squeezed(self.block(span).text[span.start : span.end])

    def joined(self, spans: Sequence[Span]) -> str:
        """The words of several places, for a message."""
        return " … ".join(self.text(span) for span in spans)

    def with_full_stop(self, text: str) -> str:
        """The text as the listed edit "full stop added" leaves it."""
        if FULL_STOP_ADDED not in self.line.edits:
            return text
        return text + (self.phrases or Phrases()).full_stop

    def quotation(self, span: Span) -> Quotation | None:
        """The quotation that the span lies in."""
        return next(
            (
                q
                for q in self.quoted[span.article]
                if q.span.block == span.block and q.span.start <= span.start and span.end <= q.span.end
            ),
            None,
        )

    def speaker(self, quote: Line) -> Speaker | None:
        """Whom the article gives the words of a quote line to."""
        if not quote.spans or self.outside(quote.spans[0]):
            return None
        quotation = self.quotation(quote.spans[0])
        return quotation.speaker if quotation else None

    def of_speaker(self, span: Span | None, quote: Line) -> str:
        """The text of a span of a speaker, whose article is always counted as 1."""
        return self.text(replace(span, article=quote.spans[0].article)) if span else ""
