"""Timed lines → transcript.vtt, transcript.txt and chapters.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby

from briefing.model import Chapter, Cue, Script


def vtt(cues: Sequence[Cue]) -> str:
    """WebVTT (W3C), one cue per line of the script, its speaker in a voice span."""
    parts = ["WEBVTT\n"]
    for cue in cues:
        span = f"{_clock(cue.start_ms)} --> {_clock(cue.end_ms)}"
        parts.append(f"{span}\n<v {_escaped(cue.speaker)}>{_escaped(cue.text)}</v>\n")
    return "\n".join(parts)


def plain(script: Script, cues: Sequence[Cue], *, show: str, sources: Sequence[str]) -> str:
    """To be read by a person: title, day, what each one says, the addresses of the articles.

    No word of our own, so that it is right in every language.
    """
    said = [
        f"{speaker}: {' '.join(_one_line(cue.text) for cue in group)}"
        for speaker, group in groupby(cues, key=lambda cue: _one_line(cue.speaker))
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
