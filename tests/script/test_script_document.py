from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ScriptError
from briefing.model import Line, LineRole, Script, Segment, SegmentKind, Span
from briefing.script.document import dump, load, loads

PRINTED = """\
briefing: 1                                  # format
title: Harbour reopens after three months
language: en
date: 2026-11-23
articles: [article-1.yaml]
segments:
  - kind: headline                           # opening | headline | quotes | sidebar | closing
    title: Harbour reopens                   # the chapter's name
    article: 1
    lines:
      - text: The northern pier reopened on Monday after three months of repairs.
        role: presenter                      # presenter | quote | sidebar
        from: 1/4:0-72                       # article 1, block 4, code points, end exclusive; several: a list
        edits: [clause cut]
      - text: We are glad to have the pier back.
        role: quote
        speaker: Ines Hofmann
        from: [1/5:1-20, 1/5:21-34]
      - text: no
"""


def test_reads_what_the_design_prints() -> None:
    script = loads(PRINTED)
    assert script.date == date(2026, 11, 23)
    first, second, third = script.segments[0].lines
    assert first.spans == (Span(1, 4, 0, 72),)
    assert first.edits == ("clause cut",)
    assert (second.role, second.speaker) == (LineRole.QUOTE, "Ines Hofmann")
    assert second.spans == (Span(1, 5, 1, 20), Span(1, 5, 21, 34))
    assert (third.text, third.role, third.spans) == ("no", LineRole.PRESENTER, ())


def test_one_span_is_written_as_one_value() -> None:
    text = dump(loads(PRINTED))
    assert "from: 1/4:0-72\n" in text
    assert "- 1/5:1-20\n" in text


def test_language_of_a_segment_is_kept() -> None:
    script = loads(PRINTED.replace("    article: 1\n", "    article: 1\n    language: ar\n"))
    assert script.segments[0].language == "ar"
    assert loads(dump(script)) == script


@pytest.mark.parametrize(
    ("was", "becomes", "line", "says"),
    [
        ("briefing: 1  ", "briefing: 2  ", 1, "format 1, not 2"),
        ("title: Harbour reopens after three months", "titel: x", 2, "Did you mean `title`?"),
        ("date: 2026-11-23", "date: yesterday", 4, "date"),
        ("kind: headline ", "kind: heading ", 7, "Did you mean `headline`?"),
        ("text: no", "text: '  '", 19, "no words to speak"),
        ("text: no", "text:", 19, "no words to speak"),
        ("text: no", "text: [a, b]", 19, "must be one value"),
        ("role: quote", "role: qoute", 16, "Did you mean `quote`?"),
        ("from: 1/4:0-72 ", "from: 1/4:0 ", 13, "not a place such as"),
        ("from: 1/4:0-72 ", "from: 1/4:72-72 ", 13, "ends before it begins"),
        ("from: 1/4:0-72 ", "from: 0/4:0-72 ", 13, "counted from 1"),
        ("    article: 1", "    article: 2", 9, "there is no article 2"),
        ("    title: Harbour reopens ", "    title: ' ' ", 8, "title is empty"),
        ("speaker: Ines", "speeker: Ines", 17, "Did you mean `speaker`?"),
    ],
)
def test_mistakes_name_file_and_line(was: str, becomes: str, line: int, says: str) -> None:
    assert was in PRINTED
    with pytest.raises(ScriptError) as caught:
        loads(PRINTED.replace(was, becomes, 1), name="script.yaml")
    assert f"script.yaml, line {line}: " in str(caught.value)
    assert says in str(caught.value)


def test_a_segment_without_lines_is_an_error() -> None:
    text = PRINTED[: PRINTED.index("    lines:")] + "    lines: []\n"
    with pytest.raises(ScriptError, match=r"line 10: `segments\[1\].lines`: the segment has no lines"):
        loads(text)


def test_no_segments_is_an_error() -> None:
    with pytest.raises(ScriptError, match="nothing would be spoken"):
        loads(PRINTED[: PRINTED.index("segments:")] + "segments: []\n")


@pytest.mark.parametrize("text", ["", "just words", "- a\n- b\n", "briefing: [", "a: b: c", "\x00"])
def test_what_is_no_script_is_one_line(text: str) -> None:
    with pytest.raises(ScriptError) as caught:
        loads(text)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match="cannot read"):
        load(tmp_path / "script.yaml")


_texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60).filter(str.strip)
_spans = st.builds(
    lambda article, block, start, length: Span(article, block, start, start + length),
    *(st.integers(1, 9), st.integers(1, 99), st.integers(0, 999), st.integers(1, 999)),
)
_lines = st.builds(
    Line,
    text=_texts,
    role=st.sampled_from(LineRole),
    speaker=st.none() | _texts,
    spans=st.lists(_spans, max_size=3).map(tuple),
    edits=st.lists(_texts, max_size=2).map(tuple),
)
_segments = st.builds(
    Segment,
    kind=st.sampled_from(SegmentKind),
    title=_texts,
    lines=st.lists(_lines, min_size=1, max_size=3).map(tuple),
    article=st.none() | st.integers(1, 2),
    language=st.none() | st.sampled_from(["ar", "en", "no"]),
)


@given(_texts, st.dates(), st.lists(_segments, min_size=1, max_size=3))
def test_what_is_written_is_read_again(title: str, day: date, segments: list[Segment]) -> None:
    script = Script(
        title=title,
        language="no",
        date=day,
        articles=("article-1.yaml", "article-2.yaml"),
        segments=tuple(segments),
    )
    assert loads(dump(script)) == script
