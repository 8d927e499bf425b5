"""Articles → Script: each story told, with greeting, headlines and farewell around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from briefing.episodes import EpisodeFolder
from briefing.errors import ScriptError
from briefing.language import language
from briefing.model import Article, BlockRole, Line, LineRole, Script, Segment, SegmentKind, Show
from briefing.script.templates import date_in_words
from briefing.script.writing.candidates import Choose
from briefing.script.writing.said import Said
from briefing.script.writing.selection import other_voices, select
from briefing.script.writing.stories import stories
from briefing.script.writing.telling import Telling, template_line

DEFAULT_MINUTES = 2.0
_OWN_SHARE = 0.88
"""Of a story's time, for the fullest of the pages that tell it; the voices of the others have the rest."""


def write(
    articles: Sequence[Article],
    *,
    day: date,
    show: str,
    minutes: float = DEFAULT_MINUTES,
    choose: Choose | None = None,
) -> Script:
    """The script of a briefing of `minutes` that tells the articles in the order given.

    Pages that tell the same story are told as one, where the first of them stands: the fullest, with voices
    that only the others have.

    `choose`: whoever picks, by number, among the sentences and quotations that the rules allow.

    Raises ScriptError when there is no article, or one has nothing that may be spoken.
    """
    if not articles:
        raise ScriptError("there is no article to write a script of")
    if minutes <= 0:
        raise ScriptError(f"a script cannot be {minutes:g} minutes long", hint="Give a length above 0.")
    tag = articles[0].language
    told = stories(articles)
    name = "" if show.strip() == Show().title else " ".join(show.split())
    around = [line.text for line in (*_greeting(tag, day, name), *_farewell(tag, name))]
    if len(told) > 1:
        around += [_headline(articles[number - 1]) for number, *_ in told]
    spoken_for = sum(map(len, around)) // len(told)
    share = minutes / len(told)
    said = Said()
    tellings: list[Telling] = []
    segments: list[Segment] = []
    for index, (number, *others) in enumerate(told):
        article = articles[number - 1]
        own = share * _OWN_SHARE if others else share
        selection = select(article, own, said, spoken_for=spoken_for, choose=choose)
        if not (selection.headline or selection.quotes or selection.asides):
            raise ScriptError(
                f"there is nothing to tell in article {number} ({article.origin.address})",
                why="it has no headline, no sentence and no quotation that may be spoken",
            )
        telling = Telling.of(article, number, selection, day)
        heard = {q.speaker.name for q in selection.quotes if q.speaker}
        beside: list[Segment] = []
        for other in others:
            voices = other_voices(articles[other - 1], (share - own) / len(others), said, heard)
            beside += Telling.of(articles[other - 1], other, voices, day).segments(link=None)
        tellings.append(telling)
        segments += _with_voices(telling.segments(link=_link(index, len(told))), beside)
    stories_told = [replace(s, language=None if s.language == tag else s.language) for s in segments]
    return Script(
        title=tellings[0].title,
        language=tag,
        date=day,
        articles=tuple(EpisodeFolder(Path()).article(n).name for n in range(1, len(articles) + 1)),
        segments=(*_opening(tellings, tag, day, name), *stories_told, *_closing(tag, name)),
    )


def _headline(article: Article) -> str:
    return next((block.text for block in article.blocks if block.role is BlockRole.HEADLINE), "")


def _with_voices(own: Iterable[Segment], beside: Sequence[Segment]) -> Iterator[Segment]:
    """The story with what other pages have of it: their quotations behind its own, before its sidebars."""
    segments = list(own)
    first = next((n for n, s in enumerate(segments) if s.kind is SegmentKind.SIDEBAR), len(segments))
    yield from (*segments[:first], *beside, *segments[first:])


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


# ------------------------------------------------------------------------------------ opening and closing


def _greeting(tag: str, day: date, show: str) -> list[Line]:
    phrases = language(tag).phrases
    if phrases is None:
        return []
    values = {"show": show, "date": date_in_words(day, phrases)}
    return list(template_line("opening" if show else "opening_unnamed", tag, values))


def _farewell(tag: str, show: str) -> list[Line]:
    return list(template_line("closing" if show else "closing_unnamed", tag, {"show": show}))


def _opening(tellings: Sequence[Telling], tag: str, day: date, show: str) -> Iterator[Segment]:
    """Greeting and date; of several articles the headlines, as every bulletin does, before each is told."""
    phrases = language(tag).phrases
    if phrases is None:
        return
    lines = _greeting(tag, day, show)
    heads = [t.headline_line() for t in tellings if t.article.language == tag and t.selection.has_headline]
    if len(heads) > 1:
        lines += [*template_line("tour", tag, {}), *heads]
    if lines:
        title = show or phrases.titles.get("opening", "") or tellings[0].title
        yield Segment(kind=SegmentKind.OPENING, title=title, lines=tuple(lines))


def _closing(tag: str, show: str) -> Iterator[Segment]:
    phrases = language(tag).phrases
    lines = tuple(_farewell(tag, show))
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
