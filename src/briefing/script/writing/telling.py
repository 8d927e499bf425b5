"""One article and what was chosen of it → the segments that tell it, with the templates between the lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefing.language import Phrases, language
from briefing.model import Article, Line, LineRole, Quotation, Segment, SegmentKind, Span
from briefing.script.edits import NAME_FOR_PRONOUN, TEMPLATE
from briefing.script.templates import fill, wording
from briefing.script.writing.asides import Aside
from briefing.script.writing.interview import question_of, start_of_interview
from briefing.script.writing.introductions import Introductions
from briefing.script.writing.material import spoken_stretch
from briefing.script.writing.rewording import Rewording
from briefing.script.writing.sayable import Passage
from briefing.script.writing.selection import Selection


@dataclass(slots=True)
class Telling:
    """Words one article; remembers who has been introduced."""

    article: Article
    number: int
    selection: Selection
    rewording: Rewording
    introductions: Introductions
    interview: int
    """The block with which questions and answers begin."""

    @classmethod
    def of(cls, article: Article, number: int, selection: Selection, day: date) -> Telling:
        """`number`: of the article in the script; `day`: the script's."""
        return cls(
            article=article,
            number=number,
            selection=selection,
            rewording=Rewording(article=article, day=day),
            introductions=Introductions(article=article, number=number),
            interview=start_of_interview(article),
        )

    @property
    def title(self) -> str:
        """The headline, or what stands for it."""
        if self.selection.has_headline:
            return self.selection.headline[0].text
        title = " ".join(self.article.title.split())
        first = self.selection.headline[0].text if self.selection.headline else ""
        is_made_of_text = any(block.text.startswith(title.rstrip("…. ")) for block in self.article.blocks)
        return (_shortened(first) if is_made_of_text or not title else title) or title or f"{self.number}"

    @property
    def phrases(self) -> Phrases | None:
        return language(self.article.language).phrases

    def segments(self, *, link: str | None) -> Iterator[Segment]:
        """Headline, quotes, sidebar: those that have something to say."""
        linking = list(template_line(link, self.article.language, {})) if link else []
        told = self.selection.headline
        lines = [self._line(p, previous=q) for p, q in zip(told, (None, *told), strict=False)]
        if lines:
            yield self._segment(SegmentKind.HEADLINE, self.title, [*linking, *lines])
            linking = []
        if self.selection.quotes:
            lines = [line for quotation in self.selection.quotes for line in self._quote(quotation)]
            yield self._segment(SegmentKind.QUOTES, self._chapter("quotes"), [*linking, *lines])
            linking = []
        for aside in self.selection.asides:
            yield self._aside(aside, linking)
            linking = []

    def headline_line(self) -> Line:
        return self._line(self.selection.headline[0])

    def _segment(self, kind: SegmentKind, title: str, lines: Sequence[Line]) -> Segment:
        return Segment(
            kind=kind, title=title, lines=tuple(lines), article=self.number, language=self.article.language
        )

    def _chapter(self, kind: str) -> str:
        return (self.phrases.titles.get(kind, "") if self.phrases else "") or self.title

    def _line(
        self, passage: Passage, role: LineRole = LineRole.PRESENTER, *, previous: Passage | None = None
    ) -> Line:
        """`previous`: the sentence that is heard right before it."""
        text, edits = self.rewording.of(passage, previous)
        spans = [passage.span(self.number)]
        if self.rewording.drops_opener(passage, previous):
            text_of_block = self.article.blocks[passage.block - 1].text
            rest = text_of_block[passage.start + passage.opener : passage.end]
            spans = [replace(spans[0], start=passage.end - len(rest.lstrip()))]
        if passage.stands_for and any(edit.startswith(NAME_FOR_PRONOUN) for edit in edits):
            spans.append(replace(passage.stands_for.name_span, article=self.number))
        return Line(text=text, role=role, spans=tuple(spans), edits=edits)

    def _aside(self, aside: Aside, linking: list[Line]) -> Segment:
        lines = list(linking)
        self.introductions.interrupted()
        if aside.heading:
            lines.append(self._sidebar_heading(aside.heading))
        elif not linking:
            lines += [
                replace(line, role=LineRole.SIDEBAR)
                for line in template_line("background", self.article.language, {})
            ]
        previous: Passage | None = None
        for item in aside.items:
            if isinstance(item, Quotation):
                lines += self._quote(item, role=LineRole.SIDEBAR)
                previous = None
            else:
                lines.append(self._line(item, LineRole.SIDEBAR, previous=previous))
                self.introductions.interrupted()
                previous = item
        title = aside.heading.text if aside.heading else self._chapter("sidebar")
        return self._segment(SegmentKind.SIDEBAR, title, lines)

    def _sidebar_heading(self, heading: Passage) -> Line:
        line = self._line(heading, LineRole.SIDEBAR)
        template = wording("sidebar", self.article.language)
        if template is None:
            return line
        return replace(
            line,
            text=fill(template, {"title": line.text}, self.article.language),
            edits=(f"{TEMPLATE}sidebar", *line.edits),
        )

    def _quote(self, quotation: Quotation, role: LineRole = LineRole.PRESENTER) -> list[Line]:
        """Who speaks, then the words, letter by letter."""
        assert quotation.speaker is not None
        start, end = spoken_stretch(quotation, self.article)
        block = self.article.blocks[quotation.span.block - 1]
        said = Line(
            text=" ".join(block.text[start:end].split()),
            role=LineRole.QUOTE,
            speaker=quotation.speaker.name,
            spans=(Span(self.number, quotation.span.block, start, end),),
        )
        asked = question_of(quotation, self.article, self.interview) if role is LineRole.PRESENTER else None
        introduction = self.introductions.of(quotation, role, asked=asked is not None)
        return [*([self._line(asked)] if asked else []), *introduction, said]


def _shortened(text: str, longest: int = 60) -> str:
    """The beginning of a sentence, cut at a word, to name a chapter by."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(" ,،;:") + "…"


def template_line(name: str, tag: str, values: Mapping[str, str]) -> Iterator[Line]:
    """A line that is a template of the language, if it has that one."""
    template = wording(name, tag)
    if template:
        yield Line(text=fill(template, values), role=LineRole.PRESENTER, edits=(f"{TEMPLATE}{name}",))
