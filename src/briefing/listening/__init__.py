"""An episode's sound and what each line was to say → what was heard of it, and a flag where that differs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.listening.judging import Flag, Reason
from briefing.listening.recogniser import Hearing, Recogniser
from briefing.model import LineTime, Said

if TYPE_CHECKING:
    from briefing.listening.acoustics import Measures

__all__ = ["Flag", "Heard", "Hearing", "Reason", "Recogniser", "listen"]

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A line of the episode after it was listened to."""

    said: Said
    start_ms: int | None
    """None: it is not in the episode."""
    end_ms: int | None
    recogniser: str | None
    """Who compared the words; None: nobody knows the language, only the sound was looked at."""
    hearing: Hearing | None
    flag: Flag | None
    measures: Measures | None = None


def listen(
    mp3: Path,
    lines: Sequence[tuple[Said, LineTime]],
    recognisers: Sequence[Recogniser],
    *,
    is_unchanged: bool = True,
    progress: Progress = lambda done, total: None,
) -> tuple[Heard, ...]:
    """Each line with what the first recogniser that knows its language heard of it.

    `is_unchanged`: the file is the one for which the times were written. Raises MixError where it cannot be
    decoded.
    """
    from briefing.listening import acoustics, placing, sound
    from briefing.listening.judging import Observed, judged

    samples = sound.load(mp3)
    loud_db = sound.loud_db(sound.levels_db(samples))
    places = placing.places([time for _, time in lines], samples, is_unchanged=is_unchanged)
    observed: list[Observed] = []
    heard_by: list[str | None] = []
    for number, ((said, _), place) in enumerate(zip(lines, places, strict=True)):
        progress(number, len(lines))
        own = samples[place.start : place.end]
        measures = acoustics.measured(own, loud_db)
        who = next((one for one in recognisers if one.knows(said.utterance.language)), None)
        hearing = who.hear(own, said) if who and measures.spoken_ms else None
        observed.append(Observed(said=said, measures=measures, hearing=hearing))
        heard_by.append(who.name if who else None)
    progress(len(lines), len(lines))
    return tuple(
        Heard(
            said=line.said,
            start_ms=place.start * 1000 // sound.RATE_HZ,
            end_ms=place.end * 1000 // sound.RATE_HZ,
            recogniser=name,
            hearing=line.hearing,
            flag=flag,
            measures=line.measures,
        )
        for line, place, name, flag in zip(observed, places, heard_by, judged(observed), strict=True)
    )
