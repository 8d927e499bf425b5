"""What a line of an episode was to say."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.model.speech import Utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A line of script.yaml as a voice was asked for it."""

    segment: int
    """From 1, as a message counts."""
    line: int
    """In its segment, from 1."""
    written: str
    utterance: Utterance
    """The whole line, however its engine wants it cut."""
    estimated_ms: int
    """At its voice's rate, by its syllables."""
