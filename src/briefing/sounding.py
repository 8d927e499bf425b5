"""An episode's folder → its finished sound measured and the cues that tell what is heard when."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import episodes, files
from briefing.episodes import EpisodeFolder
from briefing.errors import MixError, UsageError
from briefing.model import Cue, Episode, LineTime

if TYPE_CHECKING:
    from briefing.mix.measuring import Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounding:
    """What stands in the folder, and how it sounds."""

    folder: EpisodeFolder
    episode: Episode
    cues: tuple[Cue, ...]
    """Of transcript.vtt, numbered there from 1 in this order; without the times of words."""
    measured: Measured
    is_unchanged: bool
    """The sound file is the one that the mix wrote."""


def sounding(folder: EpisodeFolder) -> Sounding:
    """Decodes and measures the sound of a finished episode.

    Raises UsageError where there is none yet, MixError where it or its cues cannot be read.
    """
    episode = finished(folder)
    cues = read_cues(folder)
    from briefing.mix.measuring import measure

    measured = measure(folder.sound)
    with folder.sound.open("rb") as file:
        is_unchanged = hashlib.file_digest(file, "sha256").hexdigest() == episode.sha256
    return Sounding(folder=folder, episode=episode, cues=cues, measured=measured, is_unchanged=is_unchanged)


def finished(folder: EpisodeFolder) -> Episode:
    """What is known of an episode that has a sound. Raises UsageError where it has none yet."""
    speak = f"Type: briefing speak {folder.path}"
    if not folder.sound.is_file():
        raise UsageError(f"{folder.path} has no {folder.sound.name} yet", hint=speak)
    episode = episodes.load_record(folder)
    if episode is None:
        raise UsageError(f"{folder.path} has no {folder.record.name}", hint=speak)
    return episode


# ------------------------------------------------------------------------------------------ what is wrong


def findings(found: Sounding) -> tuple[str, ...]:
    """All that is wrong with the finished sound and with what tells where something is heard in it.

    Raises MixError where transcript.json cannot be read.
    """
    from briefing.mix.inspection import inspect, inspect_tag

    episode, folder = found.episode, found.folder
    lines = episodes.line_times(folder)
    wrong = []
    if not found.is_unchanged:
        wrong.append(f"it is not the file that was made: its SHA-256 is not the one in {folder.record.name}")
    wrong += inspect(
        found.measured,
        sound=episode.sound,
        target_lufs=episode.loudness.target_lufs,
        cues=found.cues,
        chapters=episode.chapters,
        longest_pause_ms=episode.longest_pause_ms,
        lines=lines,
        has_music=episode.has_music,
    )
    wrong += inspect_tag(folder.sound, episode.sound, episode.chapters)
    if (why := _wrong_cues(found.cues, lines)) is not None:
        wrong.append(f"{folder.transcript_vtt.name} {why}")
    if (why := _wrong_chapters(folder, episode)) is not None:
        wrong.append(f"{folder.chapters.name} {why}")
    return tuple(wrong)


def refuse_if_wrong(found: Sounding, wrong: tuple[str, ...]) -> None:
    """Raises MixError where there are findings."""
    if wrong:
        things = "1 thing is" if len(wrong) == 1 else f"{len(wrong)} things are"
        raise MixError(
            f"{things} wrong with the sound",
            why=str(found.folder.sound),
            hint=f"To make it anew, type: briefing speak {found.folder.path}",
        )


def _wrong_cues(cues: Sequence[Cue], lines: Sequence[LineTime]) -> str | None:
    """Every line begins with a cue and ends with one; what is heard would not betray one that is late."""
    starts, ends = {cue.start_ms for cue in cues}, {cue.end_ms for cue in cues}
    for line in lines:
        if line.start_ms not in starts or line.end_ms not in ends:
            times = f"{line.start_ms / 1000:.3f} to {line.end_ms / 1000:.3f} s"
            return f"has no cues from {times}, where segment {line.segment}, line {line.line} is heard"
    return None


def _wrong_chapters(folder: EpisodeFolder, episode: Episode) -> str | None:
    """What players of podcasts read must be what stands in the sound file and in episode.yaml."""
    from briefing.mix.wording import label  # as chapters.json has the titles: without what players mind

    try:
        listed = json.loads(files.read(folder.chapters))["chapters"]
        told = [
            (round(one["startTime"] * 1000), round(one["endTime"] * 1000), label(str(one["title"])))
            for one in listed
        ]
    except OSError as exc:
        return f"cannot be read: {exc.strerror}"
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return "is not as the mix writes it"
    made = [(chapter.start_ms, chapter.end_ms, label(chapter.title)) for chapter in episode.chapters]
    return None if told == made else f"has other chapters than {folder.record.name}"


# ---------------------------------------------------------------------------------------------------- cues

_CLOCK = r"((?:\d{2,9}:)?[0-5]\d:[0-5]\d\.\d{3})"
_TIMES = re.compile(rf"{_CLOCK}[ \t]+-->[ \t]+{_CLOCK}")
_VOICE = re.compile(r"<v(?:\.[^ \t>]*)?[ \t]+([^<>]*)>")
_TAG = re.compile(r"<[^<>]*>")
_UNSAID = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f-\x9f]")
"""Marks of direction, and what a terminal might take for a command."""


def read_cues(folder: EpisodeFolder) -> tuple[Cue, ...]:
    """Of transcript.vtt (W3C WebVTT), which listeners get. Raises MixError where it is missing or broken."""
    path = folder.transcript_vtt
    try:
        text = files.read(path).decode("utf-8-sig", "replace")
    except OSError as exc:
        raise _unreadable(path, exc.strerror or str(exc), folder) from exc
    head, *blocks = re.split(r"\n{2,}", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not re.match(r"WEBVTT(?:[ \t\n]|$)", head):
        raise _unreadable(path, "it does not begin with WEBVTT", folder)
    cues = tuple(cue for block in blocks if (cue := _cue(block)))
    if not cues:
        raise _unreadable(path, "there are no cues in it", folder)
    return cues


def _cue(block: str) -> Cue | None:
    """None of a comment, a style, a region, or a block that every player passes over."""
    for number, line in enumerate(rows := block.split("\n")):
        if times := _TIMES.match(line):
            body = " ".join(rows[number + 1 :])
            voice = _VOICE.search(body)
            return Cue(
                start_ms=_ms(times[1]),
                end_ms=_ms(times[2]),
                speaker=_plain(voice[1]) if voice else "",
                text=_plain(_TAG.sub("", body)),
            )
        if number:  # only one line, the identifier, may stand before the times
            return None
    return None


def _ms(clock: str) -> int:
    *hours, minutes, seconds = clock.split(":")
    whole, fraction = seconds.split(".")
    return ((int(hours[0] if hours else 0) * 60 + int(minutes)) * 60 + int(whole)) * 1000 + int(fraction)


def _plain(text: str) -> str:
    return " ".join(_UNSAID.sub("", html.unescape(text)).split())


def _unreadable(path: Path, why: str, folder: EpisodeFolder) -> MixError:
    return MixError(
        f"the cues cannot be read from {path}", why=why, hint=f"Type: briefing speak {folder.path}"
    )
