"""Articles → Script: the chosen sentences and quotations as lines, with the templates between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from briefing.episodes import EpisodeFolder
from briefing.errors import ScriptError
from briefing.language import Phrases, language
from briefing.model import (
    Article,
    Line,
    LineRole,
    Quotation,
    Script,
    Segment,
    SegmentKind,
    Show,
    Span,
    Speaker,
)
from briefing.script.edits import FULL_STOP_ADDED, TEMPLATE
from briefing.script.templates import date_in_words, fill, slots, wording
from briefing.script.words import words
from briefing.script.writing.asides import Aside
from briefing.script.writing.material import AFTER_NAMES, spoken_stretch, told_text
from briefing.script.writing.said import Said
from briefing.script.writing.sayable import Passage, ends_sentence, folded
from briefing.script.writing.selection import Selection, select
from briefing.sentences.marks import outermost

DEFAULT_MINUTES = 2.0
_LONGEST_OFFICE = 90
"""Characters; more is no office any more, or cannot be followed by ear."""


def write(articles: Sequence[Article], *, day: date, show: str, minutes: float = DEFAULT_MINUTES) -> Script:
    """The script of a briefing of `minutes` that tells the articles in the order given.

    Raises ScriptError when there is no article, or one has nothing that may be spoken.
    """
    if not articles:
        raise ScriptError("there is no article to write a script of")
    if minutes <= 0:
        raise ScriptError(f"a script cannot be {minutes:g} minutes long", hint="Give a length above 0.")
    tag = articles[0].language
    told = _without_doubles(articles)
    said = Said()
    tellings = []
    for number in told:
        article = articles[number - 1]
        selection = select(article, minutes / len(told), said)
        if not (selection.headline or selection.quotes or selection.asides):
            raise ScriptError(
                f"there is nothing to tell in article {number} ({article.origin.address})",
                why="it has no headline, no sentence and no quotation that may be spoken",
            )
        tellings.append(_Telling(article=article, number=number, selection=selection))
    stories = [
        replace(segment, language=None if segment.language == tag else segment.language)
        for index, telling in enumerate(tellings)
        for segment in telling.segments(link=_link(index, len(tellings)))
    ]
    name = "" if show.strip() == Show().title else " ".join(show.split())
    return Script(
        title=tellings[0].title,
        language=tag,
        date=day,
        articles=tuple(EpisodeFolder(Path()).article(n).name for n in range(1, len(articles) + 1)),
        segments=(*_opening(tellings, tag, day, name), *stories, *_closing(tag, name)),
    )


def summary(script: Script) -> str:
    """What the episode tells, for its description: the headline segments' first lines and who is quoted."""
    heads = [
        line.text
        for segment in script.segments
        if segment.kind is SegmentKind.HEADLINE
        for line in [line for line in segment.lines if line.spans][:2]
    ]
    quotes = [
        f"{line.speaker}: “{line.text}”"
        for segment in script.segments
        for line in segment.lines
        if line.role is LineRole.QUOTE
    ]
    return "\n".join([*heads, *quotes])


def _without_doubles(articles: Sequence[Article]) -> tuple[int, ...]:
    """Numbers of the articles to tell: the same text given twice is told once."""
    first: dict[str, int] = {}
    for number, article in enumerate(articles, 1):
        first.setdefault(told_text(article), number)
    return tuple(first.values())


# ------------------------------------------------------------------------------------ opening and closing


def _opening(tellings: Sequence[_Telling], tag: str, day: date, show: str) -> Iterator[Segment]:
    """Greeting and date; of several articles the headlines, as every bulletin does, before each is told."""
    phrases = language(tag).phrases
    if phrases is None:
        return
    today = date_in_words(day, phrases)
    name = "opening" if show else "opening_unnamed"
    lines = list(_template(name, tag, {"show": show, "date": today}))
    heads = [t.headline_line() for t in tellings if t.article.language == tag and t.selection.has_headline]
    if len(heads) > 1:
        lines += [*_template("tour", tag, {}), *heads]
    if lines:
        title = show or phrases.titles.get("opening", "") or tellings[0].title
        yield Segment(kind=SegmentKind.OPENING, title=title, lines=tuple(lines))


def _closing(tag: str, show: str) -> Iterator[Segment]:
    phrases = language(tag).phrases
    lines = tuple(_template("closing" if show else "closing_unnamed", tag, {"show": show}))
    if phrases and lines:
        title = phrases.titles.get("closing", "") or show or lines[0].text
        yield Segment(kind=SegmentKind.CLOSING, title=title, lines=lines)


def _link(index: int, count: int) -> str | None:
    """The template that leads to the article at `index` of `count`."""
    if index == 0:
        return None
    if index == count - 1 and count > 2:
        return "link_last"
    return "link" if index == 1 else "link_again"


def _template(name: str, tag: str, values: dict[str, str]) -> Iterator[Line]:
    """A line that is a template of the language, if it has that one."""
    template = wording(name, tag)
    if template:
        yield Line(text=fill(template, values), role=LineRole.PRESENTER, edits=(f"{TEMPLATE}{name}",))


# --------------------------------------------------------------------------------------------- one article


@dataclass(slots=True)
class _Telling:
    """Words one article; remembers who has been introduced."""

    article: Article
    number: int
    selection: Selection
    introduced: set[str] = field(default_factory=set)

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
        linking = list(_template(link, self.article.language, {})) if link else []
        lines = [self._line(passage) for passage in self.selection.headline]
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

    def _line(self, passage: Passage, role: LineRole = LineRole.PRESENTER) -> Line:
        text, edits = passage.text, passage.edits
        if not ends_sentence(text):
            text, edits = text + self._full_stop(), (*edits, FULL_STOP_ADDED)
        return Line(text=text, role=role, spans=(passage.span(self.number),), edits=edits)

    def _full_stop(self) -> str:
        return self.phrases.full_stop if self.phrases else Phrases().full_stop

    def _aside(self, aside: Aside, linking: list[Line]) -> Segment:
        lines = list(linking)
        if aside.heading:
            lines.append(self._sidebar_heading(aside.heading))
        elif not linking:
            lines += [
                replace(line, role=LineRole.SIDEBAR)
                for line in _template("background", self.article.language, {})
            ]
        for item in aside.items:
            if isinstance(item, Quotation):
                lines += self._quote(item, role=LineRole.SIDEBAR)
            else:
                lines.append(self._line(item, LineRole.SIDEBAR))
        title = aside.heading.text if aside.heading else self._chapter("sidebar")
        return self._segment(SegmentKind.SIDEBAR, title, lines)

    def _sidebar_heading(self, heading: Passage) -> Line:
        line = self._line(heading, LineRole.SIDEBAR)
        template = wording("sidebar", self.article.language)
        if template is None:
            return line
        return replace(
            line, text=fill(template, {"title": line.text}), edits=(f"{TEMPLATE}sidebar", *line.edits)
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
        return [self._attribution(quotation.speaker, role), said]

    def _attribution(self, speaker: Speaker, role: LineRole) -> Line:
        """Name and office the first time, a shorter form after that."""
        name = self._numbered(speaker.name_span)
        again = speaker.name in self.introduced
        self.introduced.add(speaker.name)
        choice, spans = "attribution", {"name": name}
        if again:
            choice, spans = "again", {"name": self._short_name(name)}
        elif speaker.office_span and self._is_sayable_office(speaker.office_span, speaker.name_span):
            spans["office"] = self._numbered(speaker.office_span)
            choice = (
                "attribution_office_first" if self._stands_before(speaker) else "attribution_office_after"
            )
        gendered = f"{choice}_{speaker.gender}" if speaker.gender else choice
        used = next((n for n in (gendered, choice) if wording(n, self.article.language)), "name")
        template = wording(used, self.article.language) or ""
        order = [spans[slot] for slot in slots(template)]
        values = {slot: self._text(span) for slot, span in spans.items()}
        return Line(text=fill(template, values), role=role, spans=tuple(order), edits=(f"{TEMPLATE}{used}",))

    def _is_sayable_office(self, office: Span, name: Span) -> bool:
        """A few words beside the name, without marks: nothing of a quotation has come into it."""
        text = self._text(office)
        overlaps = office.block == name.block and office.start < name.end and name.start < office.end
        return not overlaps and len(text) <= _LONGEST_OFFICE and not outermost(text) and ":" not in text

    def _stands_before(self, speaker: Speaker) -> bool:
        """The article itself writes the office right before the name, and it can begin a line."""
        office, name = speaker.office_span, speaker.name_span
        arabic = bool(language(self.article.language).quotes.article)
        if office is not None and arabic and len(self._text(office).split()) == 1:
            return True  # "the deputy Dr …": a title comes between
        if office is None or office.block != name.block or office.end > name.start:
            return False
        text = self.article.blocks[name.block - 1].text
        words_between = text[office.end : name.start].strip(" ،")
        has_article = self._text(office).lower().startswith(("a ", "an ", "the "))
        return not words_between and not (has_article and text[office.start].islower())

    def _short_name(self, span: Span) -> Span:
        """The last part of the name, where the article itself calls the speaker so."""
        text = self._text(span)
        parts = text.split()
        links = folded(language(self.article.language).quotes.name_links)
        first = len(parts) - 1
        while first > 0 and words(parts[first - 1]) in links:
            first -= 1
        short = " ".join(parts[first:])
        is_used = any(short in block.text.replace(text, "") for block in self.article.blocks)
        if first <= 0 or not is_used or short.strip(".").lower() in AFTER_NAMES:
            return span
        return replace(span, start=span.end - len(short))

    def _text(self, span: Span) -> str:
        return " ".join(self.article.blocks[span.block - 1].text[span.start : span.end].split())

    def _numbered(self, span: Span) -> Span:
        return replace(span, article=self.number)


def _shortened(text: str, longest: int = 60) -> str:
    """The beginning of a sentence, cut at a word, to name a chapter by."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(" ,،;:") + "…"
