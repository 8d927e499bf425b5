"""script.yaml ↔ Script: one line per spoken sentence, to be edited by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from briefing import documents, files
from briefing.errors import ScriptError
from briefing.model import Line, LineRole, Script, Segment, SegmentKind, Span

FORMAT = 1
_COMMENT = """\
What will be spoken, a line a sentence. Edit it, then: briefing check, briefing speak.
`from` is where the words stand: article/block:first-last code point (the last one not included).
A line of your own has no `from`. The words of a quote may not be changed."""

_SPAN = re.compile(r"\s*(\d{1,6})/(\d{1,6}):(\d{1,9})-(\d{1,9})\s*\Z", re.ASCII)


def _one_text(texts: list[str]) -> str:
    if len(texts) != 1 or not texts[0].strip():
        raise ValueError("there are no words to speak. Write some, or delete the line")
    return texts[0]


def _format(texts: list[str]) -> int:
    if texts != [str(FORMAT)]:
        given = texts[0] if texts else "nothing"
        raise ValueError(f"this program reads format {FORMAT}, not {given}")
    return FORMAT


def _spans(texts: list[str]) -> tuple[Span, ...]:
    return tuple(_span(text) for text in texts)


def _span(text: str) -> Span:
    found = _SPAN.match(text)
    if not found:
        raise ValueError(f"`{text}` is not a place such as 1/4:0-72 (article/block:first-last)")
    article, block, start, end = map(int, found.groups())
    if article < 1 or block < 1:
        raise ValueError(f"`{text}`: articles and blocks are counted from 1")
    if end <= start:
        raise ValueError(f"`{text}` is empty: it ends before it begins")
    return Span(article, block, start, end)


def _spans_as_text(spans: tuple[Span, ...]) -> str | list[str]:
    return str(spans[0]) if len(spans) == 1 else [str(span) for span in spans]


@dataclass(frozen=True, slots=True, kw_only=True)
class _LineForm:
    """A line as it stands in the file."""

    text: str = field(metadata={"from_text": _one_text})
    role: LineRole | None = None
    """None: a quote where there is a speaker, else the presenter's."""
    speaker: str | None = None
    spans: tuple[Span, ...] = field(
        default=(), metadata={"key": "from", "from_text": _spans, "as_text": _spans_as_text}
    )
    edits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _SegmentForm:
    kind: SegmentKind
    title: str
    article: int | None = None
    language: str | None = None
    lines: tuple[_LineForm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _ScriptForm:
    briefing: int = field(metadata={"from_text": _format})
    title: str
    language: str
    date: date
    articles: tuple[str, ...]
    segments: tuple[_SegmentForm, ...]


def load(path: Path) -> Script:
    """The script at `path`; raises ScriptError with file, line and key."""
    try:
        data = files.read(path)
    except OSError as exc:
        raise ScriptError(f"cannot read {path}", why=exc.strerror or str(exc)) from exc
    return loads(data, name=str(path))


def loads(data: str | bytes, *, name: str = "script.yaml") -> Script:
    """The script that the text of a script.yaml holds; raises ScriptError with file, line and key."""
    form = documents.load(_ScriptForm, data, name=name, error=ScriptError)
    _require(bool(form.segments), "there are no segments: nothing would be spoken", data, name, "segments")
    for index, article in enumerate(form.articles):
        is_here = Path(article).name == article and "\\" not in article
        _require(is_here, "an article stands in the episode's own folder", data, name, "articles", index)
    for index, segment in enumerate(form.segments):
        where = ("segments", index)
        _require(bool(segment.title.strip()), "the title is empty", data, name, *where, "title")
        _require(bool(segment.lines), "the segment has no lines. Delete it", data, name, *where, "lines")
        _require(
            segment.article is None or 1 <= segment.article <= len(form.articles),
            f"there is no article {segment.article}: `articles` names {len(form.articles)}",
            data, name, *where, "article",
        )  # fmt: skip
    return Script(
        title=form.title,
        language=form.language,
        date=form.date,
        articles=form.articles,
        segments=tuple(map(_segment, form.segments)),
    )


def dump(script: Script) -> str:
    """The text of script.yaml."""
    form = _ScriptForm(
        briefing=FORMAT,
        title=script.title,
        language=script.language,
        date=script.date,
        articles=script.articles,
        segments=tuple(map(_segment_form, script.segments)),
    )
    return documents.dump(form, comment=_COMMENT)


def _segment(form: _SegmentForm) -> Segment:
    lines = tuple(map(_line, form.lines))
    return Segment(
        kind=form.kind, title=form.title, article=form.article, language=form.language, lines=lines
    )


def _segment_form(segment: Segment) -> _SegmentForm:
    return _SegmentForm(
        kind=segment.kind,
        title=segment.title,
        article=segment.article,
        language=segment.language,
        lines=tuple(
            _LineForm(
                text=line.text, role=line.role, speaker=line.speaker, spans=line.spans, edits=line.edits
            )
            for line in segment.lines
        ),
    )


def _line(form: _LineForm) -> Line:
    role = form.role or (LineRole.QUOTE if form.speaker else LineRole.PRESENTER)
    return Line(text=form.text, role=role, speaker=form.speaker, spans=form.spans, edits=form.edits)


def _require(holds: bool, what: str, data: str | bytes, name: str, *keys: str | int) -> None:
    if not holds:
        key = ".".join(f"[{k + 1}]" if isinstance(k, int) else k for k in keys).replace(".[", "[")
        raise ScriptError(f"{name}, line {_line_of(data, keys)}: `{key}`: {what}")


def _line_of(data: str | bytes, keys: tuple[str | int, ...]) -> int:
    """Line of the file, from 1, where the value at `keys` stands."""
    node: Any = yaml.compose(data, Loader=yaml.SafeLoader)
    for key in keys:
        if isinstance(key, int):
            node = node.value[key]
        else:
            node = next(value for name, value in node.value if name.value == key)
    return int(node.start_mark.line) + 1
