"""Which Piper voices can be had: by the catalogue that was last fetched, else by the names that we ship."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from briefing import documents
from briefing.engines.piper import catalogue, store
from briefing.errors import BriefingError

_SHIPPED = Path(__file__).with_name("known_voices.yaml")
_FIRST = {"en": "en_US-ljspeech-medium"}
"""For languages with many voices: the one that is named when nothing else decides."""


def names(folder: Path) -> tuple[str, ...]:
    """`folder` of the installed voices, where the catalogue is kept."""
    kept = catalogue.kept(folder)
    return tuple(sorted(kept.voices)) if kept else shipped()


@cache
def shipped() -> tuple[str, ...]:
    by_language = documents.read(Mapping[str, tuple[str, ...]], _SHIPPED, error=BriefingError)  # type: ignore[type-abstract]  # documents reads any type with fields or items
    return tuple(f"{code}-{rest}" for code, voices in by_language.items() for rest in voices)


def suggested(language: str, folder: Path) -> str | None:
    """A voice to get for a language: of its own region if there is one, of medium quality if there is one."""
    known = names(folder)
    wanted = language.replace("_", "-").lower()
    if (first := _FIRST.get(wanted)) in known:
        return first
    fitting = [
        (fit, abs(store.rank(name) - 1), name)
        for name in known
        if (fit := store.speaks(store.language_of(name) or "und", language)) is not None
    ]
    return min(fitting)[2] if fitting else None
