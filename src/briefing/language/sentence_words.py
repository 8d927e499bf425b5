"""Abbreviations, and what follows them: where a stop ends no sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceWords:
    """All are compared as written. Abbreviations stand here without their last stop.

    A language without them is read with those of English.
    """

    titles: tuple[str, ...] = ()
    """Abbreviations that belong to the next word, a name: their stop ends a sentence never."""
    after_names: tuple[str, ...] = ()
    """Abbreviations behind a name: "Jr."."""
    never_end: tuple[str, ...] = ()
    """Further abbreviations that end no sentence whatever follows: "e.g."."""
    may_end: tuple[str, ...] = ()
    """Abbreviations that end a sentence only where what follows could begin one: "Inc."."""
    countries: tuple[str, ...] = ()
    """Those of `may_end` that stand before a name as well: "U.S. Army"."""
    places: tuple[str, ...] = ()
    """Those of `titles` that stand behind a name as well: "10 Mill St."."""
    begins: tuple[str, ...] = ()
    """First words of sentences."""
    goes_on: tuple[str, ...] = ()
    """Words with a capital letter by which a sentence goes on behind an abbreviation: "5 p.m. Monday"."""
    ordinals: bool = False
    """A number with a stop is an ordinal: "3. Platz", "5. November"."""
