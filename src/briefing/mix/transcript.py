"""Timed lines → transcript.vtt, transcript.json, transcript.txt and chapters.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby

from briefing.model import Chapter, Cue, LineTime, Script


def vtt(cues: Sequence[Cue]) -> str:
    """WebVTT (W3C), one cue per sentence, its speaker in a voice span.

    No timestamps inside the cues: players that do not know them show them as text.
    """
    parts = ["WEBVTT\n"]
    for cue in cues:
        span = f"{_clock(cue.start_ms)} --> {_clock(cue.end_ms)}"
        parts.append(f"{span}\n<v {_escaped(cue.speaker)}>{_escaped(cue.text)}</v>\n")
    return "\n".join(parts)


def transcript_json(cues: Sequence[Cue], lines: Sequence[LineTime]) -> str:
    """JSON transcript 1.0.0 (podcast namespace): a segment for every word whose time is known.

    Beside what that format has, `lines` tells where each line of script.yaml is heard. Seconds.
    """
    words = [
        {
            "speaker": _one_line(cue.speaker),
            **_timed(word.start_ms, word.end_ms),
            "body": _one_line(word.text),
        }
        for cue in cues
        for word in cue.words
    ]
    listed = [
        {
            "segment": line.segment,
            "line": line.line,
            "speaker": line.speaker,
            **_timed(line.start_ms, line.end_ms),
            "body": line.text,
        }
        for line in lines
    ]
    rows = {
        name: "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in found) + "\n]"
        for name, found in (("segments", words), ("lines", listed))
    }
    return f'{{"version": "1.0.0",\n"segments": {rows["segments"]},\n"lines": {rows["lines"]}}}\n'


def _timed(start_ms: int, end_ms: int) -> dict[str, float]:
    return {"startTime": start_ms / 1000, "endTime": end_ms / 1000}


def plain(script: Script, lines: Sequence[LineTime], *, show: str, sources: Sequence[str]) -> str:
    """To be read by a person: title, day, what each one says, the addresses of the articles.

    No word of our own, so that it is right in every language.
    """
    said = [
        f"{speaker}: {' '.join(_one_line(line.text) for line in group)}"
        for speaker, group in groupby(lines, key=lambda line: _one_line(line.speaker))
    ]
    head = f"{_one_line(script.title)}\n{_one_line(show)}, {script.date.isoformat()}"
    return "\n\n".join([head, *said, *(["\n".join(sources)] if sources else [])]) + "\n"


def chapters_json(chapters: Sequence[Chapter]) -> str:
    """JSON chapters 1.2 (podcast namespace): seconds."""
    listed = []
    for chapter in chapters:
        entry: dict[str, object] = {
            "startTime": chapter.start_ms / 1000,
            "endTime": chapter.end_ms / 1000,
            "title": chapter.title,
        }
        if chapter.url:
            entry["url"] = chapter.url
        listed.append(entry)
    return json.dumps({"version": "1.2.0", "chapters": listed}, ensure_ascii=False, indent=1) + "\n"


def _clock(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    """A blank line would end the cue, "<" open a tag, "-->" is forbidden; NUL is replaced by every reader."""
    return _one_line(text.replace("\0", "")).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
