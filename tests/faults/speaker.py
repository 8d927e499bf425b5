"""A program that speaks one episode after another over a clip store, and looks at each clip that it gets.

Run as `speaker.py STORE FIRST EPISODES`; the episodes overlap, and the store has room for the half of one.
Prints a line for each: "whole", or the text of the first clip that is not the sound of its text.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from briefing.model import (
    Audio,
    Line,
    LineRole,
    Script,
    Segment,
    SegmentKind,
    Utterance,
    Voice,
    VoiceProfile,
)
from briefing.speech import ClipStore, clip_store, speak
from engines.tone import ToneEngine, duration_ms, tone

LINES = 24
SIZE = 180_000
"""Bytes: about twelve clips."""


class Slow(ToneEngine):
    def answer(self, utterance: Utterance) -> Audio:
        time.sleep(0.001)
        return super().answer(utterance)


def texts(first: int) -> list[str]:
    """None like another, in letters only: as they are spoken."""
    letters = "abcdefghij"
    names = ("".join(letters[int(digit)] for digit in str(n)) for n in range(first, first + LINES))
    return [f"Plank {name * (1 + len(name))} is in its place." for name in names]


def script(first: int) -> Script:
    lines = tuple(Line(text=text, role=LineRole.PRESENTER) for text in texts(first))
    segment = Segment(kind=SegmentKind.HEADLINE, title="The pier", lines=lines)
    return Script(
        title="The pier", language="xx", date=date(2026, 11, 23), articles=("a",), segments=(segment,)
    )


def wrong(store: ClipStore, first: int) -> str | None:
    profile = VoiceProfile(name="p", presenter=Voice(engine="tone"))
    recording = speak(script(first), profile=profile, store=store, engines=lambda name: Slow())
    for clip, line in zip(recording.clips, recording.script.segments[0].lines, strict=True):
        if clip.audio.read_bytes() != tone(duration_ms(line.text)):
            return line.text
    return None


if __name__ == "__main__":
    clip_store._SETTLED_S = 0  # room is made of what was used a moment ago, if nobody is at work with it
    folder, first, episodes = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    for turn in range(episodes):
        print(wrong(ClipStore(folder, max_bytes=SIZE), first + 7 * turn) or "whole", flush=True)
