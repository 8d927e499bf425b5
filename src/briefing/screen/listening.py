"""What was heard of an episode → the flagged lines, and all of them for `--json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing.screen.page import Page, count, length

if TYPE_CHECKING:
    from briefing.hearing import Listened
    from briefing.listening import Heard


def listened(heard: Listened) -> Page:
    lines: list[str] = []
    for line in heard.flagged:
        lines += _shown(line)
    for time in heard.left_over:
        lines.append(f"✗ {length(time.start_ms)}  the script has this line no more: “{time.text}”")
    lines += [f"Note: {note}" for note in _notes(heard)]
    number = len(heard.flagged)
    verdict = f"{count(number, 'line')} flagged" if number else "none flagged"
    lines.append(f"{count(len(heard.lines), 'line')} listened to, {verdict}.")
    data = {
        "episode": str(heard.folder.path),
        "mp3": str(heard.folder.sound),
        "mp3_unchanged": heard.is_unchanged,
        "flagged": number,
        "lines": [_plain(line) for line in heard.lines],
        "left_over": heard.left_over,
        "spoken_again": [list(place) for place in heard.spoken_again],
        "same_again": [list(place) for place in heard.same_again],
        "notes": _notes(heard),
    }
    return Page("\n".join(lines), data)


def _shown(line: Heard) -> list[str]:
    assert line.flag is not None
    said = line.said
    at = f"{length(line.start_ms)}–{length(line.end_ms or 0)}  " if line.start_ms is not None else ""
    shown = [
        f"✗ {at}segment {said.segment}, line {said.line}: {line.flag.reason.value}; {line.flag.detail}",
        f"    to say  {said.utterance.text}",
    ]
    if line.hearing and line.hearing.text is not None:
        shown.append(f"    heard   {line.hearing.text or '(nothing)'}")
    return shown


def _notes(heard: Listened) -> list[str]:
    notes = []
    if not heard.is_unchanged:
        notes.append(
            f"{heard.folder.sound.name} was changed since it was made; the lines were looked for in it"
        )
    unheard = sorted(
        {line.said.utterance.language for line in heard.lines if line.recogniser is None and line.measures}
    )
    if unheard:
        notes.append(
            f"the words in `{', '.join(unheard)}` were not compared, only silence, length and repetition: "
            "that takes a Whisper model (--model FOLDER)"
        )
    if heard.spoken_again:
        notes.append(f"{count(len(heard.spoken_again), 'line')} spoken once more")
    if heard.same_again:
        notes.append(
            f"{count(len(heard.same_again), 'line')} came out exactly as before: this engine always says a "
            "text in the same way, so change the text, the voice or the lexicon"
        )
    return notes


def _plain(line: Heard) -> dict[str, Any]:
    hearing = line.hearing
    return {
        "segment": line.said.segment,
        "line": line.said.line,
        "start_s": None if line.start_ms is None else line.start_ms / 1000,
        "end_s": None if line.end_ms is None else line.end_ms / 1000,
        "written": line.said.written,
        "spoken": line.said.utterance.text,
        "language": line.said.utterance.language,
        "recogniser": line.recogniser,
        "error_rate": None if hearing is None else round(hearing.error_rate, 3),
        "missing": []
        if hearing is None
        else [w for w, ok in zip(hearing.words, hearing.found, strict=True) if not ok],
        "heard": None if hearing is None else hearing.text,
        "flagged": line.flag is not None,
        "reason": None if line.flag is None else line.flag.reason.value,
        "detail": None if line.flag is None else line.flag.detail,
    }
