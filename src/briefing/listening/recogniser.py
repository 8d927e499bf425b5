"""A line's sound and what was to be said → what was heard: the short protocol of a recogniser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from briefing.listening.sound import Samples
from briefing.model import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """How the sound of a line compares with its words."""

    words: tuple[str, ...]
    """What was to be said, word by word."""
    found: tuple[bool, ...]
    """Which of them are heard, each in its place."""
    ends_early: bool
    """The sound ends before the last of the words."""
    extra: float
    """Share of the speech, 0–1, that belongs to none of the words."""
    fit: float | None = None
    """How much better the words fit than the same sounds backwards, in nats per 10 ms of speech."""
    text: str | None = None
    """What was heard, in letters; None from a recogniser that only compares."""

    @property
    def error_rate(self) -> float:
        """Share of the words that are not heard."""
        return 1 - sum(self.found) / len(self.found) if self.found else 0.0


class Recogniser(Protocol):
    name: str

    def knows(self, language: str) -> bool:
        """Whether it can hear this language (BCP 47)."""

    def hear(self, sound: Samples, said: Said) -> Hearing:
        """`sound` is the line alone, at `sound.RATE_HZ`, with a little of the silence around it."""
