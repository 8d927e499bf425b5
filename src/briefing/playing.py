"""A finished episode and what a person wants to hear of it → played, by the system's player, from there."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from briefing import players, sounding
from briefing.episodes import EpisodeFolder
from briefing.errors import MixError, UsageError, failing_as
from briefing.model import Cue
from briefing.players import Player

_CLOCK = re.compile(r"(?:(\d{1,9}):)?(\d{1,9}):([0-5]\d)(?:[.,](\d{1,3}))?")

_DIGITS = 10
"""A number with as many is no cue's: and int() takes no more than 4,300."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Where to begin."""

    ms: int
    number: int | None = None
    cue: Cue | None = None
    """That begins there, and its number; None where a time was asked for."""


def moment(wanted: str, folder: EpisodeFolder, duration_ms: int) -> Moment:
    """What a person means by a cue's number, a time such as 1:05, or words of a line.

    Raises UsageError where there is no such moment, MixError where the cues cannot be read.
    """
    wanted, look = wanted.strip(), f"`briefing look {folder.path}` lists all cues."
    if time := _CLOCK.fullmatch(wanted):
        ms = (int(time[1] or 0) * 3600 + int(time[2]) * 60 + int(time[3])) * 1000
        ms += int((time[4] or "0").ljust(3, "0"))
        if ms >= duration_ms:
            raise UsageError(f"{folder.sound.name} has ended by {wanted}", hint=look)
        return Moment(ms)
    cues = sounding.read_cues(folder)
    if wanted.isdecimal():
        number = int(wanted) if len(wanted) < _DIGITS else 0
        if not 1 <= number <= len(cues):
            raise UsageError(f"there is no cue {wanted}", why=f"they are 1 to {len(cues)}", hint=look)
    elif not (number := _said_in(cues, wanted)):
        raise UsageError(f"no cue says “{wanted}”", hint=look)
    return Moment(cues[number - 1].start_ms, number, cues[number - 1])


def _said_in(cues: tuple[Cue, ...], words: str) -> int:
    """Number of the first cue in which the words begin; 0 where they are not said."""
    wanted, heard = _letters(words), [f" {_letters(cue.text)}" for cue in cues]
    place = "".join(heard).find(f" {wanted}") if wanted else -1
    if place < 0:
        return 0
    number = 1
    while place >= len(heard[number - 1]):
        place -= len(heard[number - 1])
        number += 1
    return number


def _letters(text: str) -> str:
    """Words without case, accents, vowel signs and punctuation: as they are remembered."""
    plain = unicodedata.normalize("NFKD", text).casefold().replace("\u0640", "")  # Arabic tatweel
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain))


def play(player: Player, folder: EpisodeFolder, ms: int) -> None:
    """Returns when it has been heard, or the person has ended the player.

    Raises BriefingError where the player fails, MixError where the sound cannot be cut for it.
    """
    if player.takes_start:
        players.play(player, folder.sound, start_s=ms / 1000)
        return
    with failing_as(MixError, "the sound cannot be cut"), tempfile.TemporaryDirectory("-briefing") as place:
        cut = Path(place) / f"{folder.slug}.wav"
        _cut_out(folder.sound, ms, cut)
        players.play(player, cut, known_as=folder.sound)


def _cut_out(path: Path, start_ms: int, into: Path) -> None:
    """What is heard from `start_ms` on, as a WAV file of 16 bits."""
    import soundfile

    from briefing.audio.decoding import decoded

    with decoded(path) as opened:
        before = round(start_ms * opened.sample_rate_hz / 1000)
        with soundfile.SoundFile(
            into, "w", opened.sample_rate_hz, opened.channels, subtype="PCM_16", format="WAV"
        ) as wav:
            for block in opened.blocks:
                wav.write(block[:, before:].T)
                before = max(0, before - block.shape[1])
