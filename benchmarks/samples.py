"""One article of a data set with its gold: what is said in quotation marks, and who says it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words in quotation marks in the gold."""

    text: str
    speech: bool
    """Whether somebody says them there."""
    source: str | None
    """As it stands beside the words; None where the gold names nobody."""
    speakers: tuple[str, ...]
    """Who says it, under the fullest name or description; several where a report stands within a report ("…",
    X said, according to the Y), none where the gold cannot tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One article of a data set."""

    name: str
    text: str
    language: str
    stretches: tuple[Stretch, ...]
    """In their order."""
