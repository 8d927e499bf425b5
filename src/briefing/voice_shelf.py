"""What speaks here, and what could: profiles, installed voices and those that can be had, by language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from briefing import doctor, engines
from briefing.engines.piper import catalogue, known_voices, receipts, store
from briefing.errors import BriefingError
from briefing.model import Voice, VoiceProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """A voice that speaks without a network."""

    engine: str
    name: str
    language: str
    """BCP 47."""
    size_bytes: int | None = None
    licence: str = ""
    """As its model card has it; empty: nobody says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Online:
    """An engine that needs a network: it has no voices here."""

    engine: str
    terms: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotReady:
    """An engine that is not installed or not set up, and what to type."""

    engine: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToBeHad:
    """A Piper voice that `briefing voices get` would bring."""

    name: str
    language: str
    size_bytes: int | None = None
    """None: no catalogue has been fetched yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    profiles: Sequence[tuple[Path, VoiceProfile]]
    here: Sequence[Here]
    online: Sequence[Online]
    not_ready: Sequence[NotReady]
    to_be_had: Sequence[ToBeHad]
    folder: Path
    """Of the Piper voices."""
    catalogue_from: str
    """Address of the catalogue that was last fetched; empty: the names that ship."""
    catalogue_of: date | None


def is_here(engine: str) -> bool:
    """Whether the engine is installed."""
    try:
        engines.load(engine).close()
    except BriefingError:
        return False
    return True


def survey(profiles: Sequence[tuple[Path, VoiceProfile]], language: str | None) -> Shelf:
    """Everything, or what speaks the language (a BCP 47 tag; its region is a wish only)."""
    asked_for = tuple(profile for _, profile in profiles)
    here: list[Here] = []
    online: list[Online] = []
    not_ready: list[NotReady] = []
    for name in engines.names():
        try:
            engine = engines.load(name)
            try:
                if engine.limits.offline:
                    here += _here(name, engine.voices())
                else:
                    named = [voice for voice in doctor.voices_in(asked_for) if voice.engine == name]
                    if why := _what_is_missing(engine, named or [Voice(engine=name)]):
                        not_ready.append(NotReady(engine=name, why=why))
                    else:
                        online.append(Online(engine=name, terms=engine.limits.terms))
            finally:
                engine.close()
        except BriefingError as exc:
            not_ready.append(NotReady(engine=name, why=str(exc)))
        except Exception as exc:  # somebody else's package must not keep the others from being shown
            not_ready.append(NotReady(engine=name, why=" ".join(f"{type(exc).__name__}: {exc}".split())))
    folder = store.default_folder()
    kept = catalogue.kept(folder)
    return Shelf(
        profiles=profiles,
        here=[voice for voice in here if _fits(voice.language, language)],
        online=online,
        not_ready=not_ready,
        to_be_had=[voice for voice in _to_be_had(folder) if _fits(voice.language, language)],
        folder=folder,
        catalogue_from=kept.address if kept else "",
        catalogue_of=kept.fetched_at.date() if kept else None,
    )


def _what_is_missing(engine: engines.SpeechEngine, named: Iterable[Voice]) -> str:
    """What must be set up before any of these voices can speak; empty where one of them can."""
    first = ""
    for voice in named:
        why = engines.missing(engine, voice)
        if not why:
            return ""
        first = first or why
    return first


def _here(engine: str, found: Iterable[engines.VoiceInfo]) -> Iterable[Here]:
    if engine != "piper":
        return [Here(engine=engine, name=voice.name, language=voice.language) for voice in found]
    here = []
    for voice in store.installed(store.default_folder()):
        receipt = receipts.receipt_of(voice)
        here.append(
            Here(
                engine=engine,
                name=voice.name,
                language=voice.language,
                size_bytes=voice.size_bytes,
                licence=receipt.licence if receipt else "",
            )
        )
    return here


def _to_be_had(folder: Path) -> Iterable[ToBeHad]:
    installed = {voice.name for voice in store.installed(folder)}
    kept = catalogue.kept(folder)
    if kept:
        return [
            ToBeHad(name=voice.name, language=voice.language, size_bytes=voice.model.size_bytes)
            for voice in sorted(kept.voices.values(), key=lambda voice: voice.name)
            if voice.name not in installed
        ]
    return [
        ToBeHad(name=name, language=store.language_of(name) or "und")
        for name in known_voices.shipped()
        if name not in installed
    ]


def _fits(have: str, wanted: str | None) -> bool:
    return wanted is None or have in ("mul", "und") or store.speaks(have, wanted) is not None
