"""Timed lines → transcript.vtt, transcript.json, transcript.txt and chapters.json.

Times are the mix's own, counted from samples: where the time of a word is not known, none is made up.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby

from briefing.mix.links import web_link
from briefing.mix.wording import base_direction, clock, directed, encodable, label, one_line
from briefing.model import Chapter, Cue, LineTime, Script, direction

# ------------------------------------------------------------------------------------------------- WebVTT


def vtt(cues: Sequence[Cue], language: str) -> str:
    """WebVTT (W3C), one cue per sentence, its speaker in a voice span, its number as identifier.

    The numbers are for readers that take WebVTT for SRT, and for people who want to name a cue. There is no
    end tag (a voice that says all of a cue needs none) and no timestamp inside a cue: such readers show them.
    """
    parts = ["WEBVTT\n"]
    for cue in cues:
        if not (text := one_line(cue.text)):
            continue
        text = _escaped(directed(text, base_direction(text, cue.language or language)))
        if speaker := label(cue.speaker):
            text = f"<v {_escaped(speaker)}>{text}"
        end_ms = max(cue.end_ms, cue.start_ms + 1)  # or readers drop it
        parts.append(f"{len(parts)}\n{clock(cue.start_ms)} --> {clock(end_ms)}\n{text}\n")
    return "\n".join(parts)


def _escaped(text: str) -> str:
    """ "<" opens a tag, "-->" is forbidden."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# ------------------------------------------------------------------------------------------ JSON and text


def transcript_json(cues: Sequence[Cue], lines: Sequence[LineTime]) -> str:
    """JSON transcript 1.0.0 (podcast namespace): a segment for every word whose time is known.

    Beside what that format has, `lines` tells where each line of script.yaml is heard, as it stands there.
    Seconds.
    """
    words = [
        {"speaker": speaker, **_timed(word.start_ms, word.end_ms), "body": one_line(word.text)}
        for cue, speaker in zip(cues, [one_line(cue.speaker) for cue in cues], strict=True)
        for word in cue.words
    ]
    listed = [
        {
            "segment": line.segment,
            "line": line.line,
            "speaker": encodable(line.speaker),
            **_timed(line.start_ms, line.end_ms),
            "body": encodable(line.text),
        }
        for line in lines
    ]
    encode = json.JSONEncoder(ensure_ascii=False).encode
    rows = {
        name: "[\n" + ",\n".join(encode(row) for row in found) + "\n]"
        for name, found in (("segments", words), ("lines", listed))
    }
    return f'{{"version": "1.0.0",\n"segments": {rows["segments"]},\n"lines": {rows["lines"]}}}\n'


def _timed(start_ms: int, end_ms: int) -> dict[str, float]:
    return {"startTime": start_ms / 1000, "endTime": end_ms / 1000}


def plain(script: Script, lines: Sequence[LineTime], *, show: str, sources: Sequence[str]) -> str:
    """To be read by a person: title, day, what each one says, the addresses of the articles.

    No word of our own, so that it is right in every language.
    """
    day = script.date.isoformat()
    if direction(script.language) == "rtl":
        day = f"\u200e{day}"  # left to right, or the day stands where the year should
    head = [one_line(script.title), f"{one_line(show)}, {day}"]
    turns = [
        (speaker, " ".join(one_line(line.text) for line in group))
        for speaker, group in groupby(lines, key=lambda line: one_line(line.speaker))
    ]
    paragraphs = [
        "\n".join(_directed(row, script.language) for row in head),
        *(
            directed(f"{speaker}: {text}" if speaker else text, base_direction(text, script.language))
            for speaker, text in turns
        ),
    ]
    if sources:
        paragraphs.append("\n".join(one_line(source) for source in sources))
    return "\n\n".join(paragraphs) + "\n"


def _directed(text: str, language: str) -> str:
    return directed(text, base_direction(text, language))


# ------------------------------------------------------------------------------------------------ chapters


def chapters_json(
    chapters: Sequence[Chapter],
    *,
    title: str = "",
    author: str = "",
    show: str = "",
    description: str = "",
    sound: str = "",
) -> str:
    """JSON chapters 1.2.0 (podcast namespace): seconds; `sound` is the name of the file that they are of."""
    said = {
        "author": label(author),
        "title": label(title),
        "podcastName": label(show),
        "description": one_line(description),
        "fileName": sound,
    }
    listed = []
    for chapter in chapters:
        entry: dict[str, object] = {
            "startTime": chapter.start_ms / 1000,
            "endTime": chapter.end_ms / 1000,
            "title": label(chapter.title),
        }
        if link := web_link(chapter.url or ""):
            entry["url"] = link
        listed.append(entry)
    document = {"version": "1.2.0", **{name: text for name, text in said.items() if text}, "chapters": listed}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
