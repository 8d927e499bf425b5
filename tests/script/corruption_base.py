"""What every kind of corruption starts from: an honest script, its articles, and chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from briefing.language import language
from briefing.model import Article, BlockRole, Line, LineRole, Script, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrupted:
    kind: str = ""
    script: Script
    segment: int
    """From 1; 0: the script's title."""
    line: int
    """The line that must be found, from 1; 0: the segment's title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One line of a script."""

    segment: int
    at: int
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Honest:
    script: Script
    articles: Sequence[Article]
    chance: Random

    @property
    def tag(self) -> str:
        return language(self.articles[0].language).tag

    def places(self, is_wanted: Callable[[Place], bool]) -> list[Place]:
        found = [
            Place(segment=index, at=at, line=line)
            for index, segment in enumerate(self.script.segments)
            for at, line in enumerate(segment.lines)
        ]
        return self.chance.sample(chosen := [p for p in found if is_wanted(p)], len(chosen))

    @property
    def quotes(self) -> list[Place]:
        return self.places(lambda p: p.line.role is LineRole.QUOTE)

    @property
    def sentences(self) -> list[Place]:
        """The presenter's lines that an article has, but for those of a template."""
        return self.places(
            lambda p: (
                p.line.role is not LineRole.QUOTE
                and bool(p.line.spans)
                and not any(edit.startswith("template: ") for edit in p.line.edits)
            )
        )

    @property
    def attributions(self) -> list[Place]:
        return self.places(lambda p: any(e.startswith("template: a") and "{" not in e for e in p.line.edits))

    def text(self, span: Span) -> str:
        return " ".join(
            self.articles[span.article - 1].blocks[span.block - 1].text[span.start : span.end].split()
        )

    def block(self, span: Span) -> str:
        return self.articles[span.article - 1].blocks[span.block - 1].text

    def role(self, span: Span) -> BlockRole:
        return self.articles[span.article - 1].blocks[span.block - 1].role

    def with_line(self, place: Place, *lines: Line) -> Script:
        """The script with other lines instead of one."""
        segment = self.script.segments[place.segment]
        all_lines = (*segment.lines[: place.at], *lines, *segment.lines[place.at + 1 :])
        return self.with_segment(place.segment, lines=all_lines)

    def with_segment(self, index: int, **changes: object) -> Script:
        segments = list(self.script.segments)
        segments[index] = replace(segments[index], **changes)  # type: ignore[arg-type]
        return replace(self.script, segments=tuple(segments))

    def corrupted(self, place: Place, *lines: Line) -> Corrupted:
        script = self.with_line(place, *lines)
        return Corrupted(script=script, segment=place.segment + 1, line=place.at + 1)


Maker = Callable[[Honest], Corrupted | None]


class Kinds(dict[str, Maker]):
    """Name of a kind → what makes it."""

    def __call__(self, name: str) -> Callable[[Maker], Maker]:
        def keep(make: Maker) -> Maker:
            self[name] = make
            return make

        return keep
