"""What goes into the pipeline and comes out of it: a request, a script, an episode as far as it is made."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO, NamedTuple

from briefing.episodes import EpisodeFolder
from briefing.model import Article, Episode, Script
from briefing.script import Finding

Watch = Callable[[str, int, int], None]
"""Is told how far a stage is: its name, done, total."""
Places = Collection[tuple[int, int]]
"""Segment and line, from 1, as a message counts them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a person asks for."""

    addresses: tuple[str, ...]
    """Paths, URLs, or "-" for standard input."""
    day: date
    now: datetime
    language: str | None = None
    """BCP 47; None: as the article says or as it reads."""
    fresh: bool = False
    """Write script.yaml anew even where a person has edited it."""
    allow_local: bool = False
    """Fetch from private and loopback addresses as well."""
    stdin: BinaryIO | None = None


class Draft(NamedTuple):
    """A script, and how the choice of what it tells came about."""

    script: Script
    notes: tuple[str, ...] = ()
    """Whom it was left to, and what was sent there."""
    warnings: tuple[str, ...] = ()
    """Why that choice is not used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An episode as far as its script."""

    folder: EpisodeFolder
    articles: tuple[Article, ...]
    script: Script
    kept: bool
    """script.yaml was edited by hand and stands as it was."""
    findings: tuple[Finding, ...]
    """What the check has to say of the script."""
    notes: tuple[str, ...] = ()
    """Whom the choice was left to, and what was sent there."""
    warnings: tuple[str, ...] = ()
    """Why that choice is not used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    written: Written
    episode: Episode
    clips: int
    spoken_now: int
    """Clips that an engine was asked for this time; the others were in the clip store."""
