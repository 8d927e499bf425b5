"""Clips of known length and level, and recordings made of them: what the tests of the mix listen to."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from briefing.model import Clip, Line, LineRole, Pauses, Recording, Script, Segment, SegmentKind


def tone(seconds: float, *, hz: float = 440.0, dbfs: float = -12.0, rate_hz: int = 22_050) -> np.ndarray:
    """A sine; `dbfs` is its peak."""
    time = np.arange(round(seconds * rate_hz)) / rate_hz
    return 10 ** (dbfs / 20) * np.sin(2 * np.pi * hz * time)


def write_wav(path: Path, samples: np.ndarray, *, rate_hz: int = 22_050) -> Path:
    """16-bit mono by the standard library."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


@dataclass(frozen=True)
class Said:
    """One line of a recording."""

    seconds: float = 1.0
    dbfs: float = -12.0
    hz: float = 440.0
    voice: str = "tone/a"
    speaker: str | None = None
    text: str = "The ferry leaves at noon."
    head_s: float = 0.0
    """Digital silence before the tone."""
    tail_s: float = 0.0


def recording(
    folder: Path, *segments: tuple[str, str, Sequence[Said]], pauses: Pauses | None = None
) -> Recording:
    """`segments`: kind, title, lines."""
    folder.mkdir(parents=True, exist_ok=True)
    made, clips = [], []
    for s, (kind, title, lines) in enumerate(segments):
        for n, said in enumerate(lines):
            sound = np.concatenate(
                [
                    np.zeros(round(said.head_s * 22_050)),
                    tone(said.seconds, hz=said.hz, dbfs=said.dbfs),
                    np.zeros(round(said.tail_s * 22_050)),
                ]
            )
            path = write_wav(folder / f"{s}-{n}.wav", sound)
            clips.append(
                Clip(
                    segment=s,
                    line=n,
                    part=0,
                    audio=path,
                    format="wav",
                    duration_ms=round(len(sound) / 22.05),
                    engine="tone",
                    voice=said.voice,
                )
            )
        spoken = tuple(
            Line(
                text=said.text,
                role=LineRole.QUOTE if said.speaker else LineRole.PRESENTER,
                speaker=said.speaker,
            )
            for said in lines
        )
        made.append(Segment(kind=SegmentKind(kind), title=title, lines=spoken, article=1))
    script = Script(
        title="The ferry is back",
        language="en",
        date=date(2026, 11, 24),
        articles=("article-1.yaml",),
        segments=tuple(made),
    )
    return Recording(
        script=script,
        clips=tuple(clips),
        pauses=pauses or Pauses(),
        made_with={"tone": "1"},
        spoken_now=len(clips),
    )
