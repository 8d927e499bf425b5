"""Texts outside of any article → one sound file, or what an engine would get of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from briefing import article, mix, speech, voices
from briefing.errors import UsageError
from briefing.model import Line, LineRole, Script, Segment, SegmentKind
from briefing.settings import Settings
from briefing.speech import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    file: Path
    duration_ms: int
    warnings: Sequence[str]
    """Such as another voice than the one that was asked for."""


def say(texts: Sequence[str], language: str | None, out: Path, settings: Settings) -> Said:
    """Speak the texts, one after the other, in the presenter's voice into `out` (.wav or .mp3).

    `language` is a BCP 47 tag; None: the show's, else English, unless a text clearly reads as another.
    Raises UsageError where there is nothing to say, else the error of the stage that failed.
    """
    segments = tuple(
        Segment(
            kind=SegmentKind.HEADLINE,
            title=text,
            language=tag,
            lines=(Line(text=text, role=LineRole.PRESENTER),),
        )
        for text, tag in _with_languages(texts, language, settings)
    )
    first = segments[0].language or ""
    script = Script(title=texts[0], language=first, date=date.min, articles=(), segments=segments)
    recording = speech.speak(
        script,
        profile=voices.load(settings.voice.value, settings.voices.value),
        profiles=partial(voices.load, folder=settings.voices.value),
        house=partial(voices.lexicon, folder=settings.voices.value),
        store=speech.default_store(),
        ceiling=settings.ceiling,
    )
    duration_ms = mix.sound_file(recording, show=settings.show, path=out)
    return Said(file=out, duration_ms=duration_ms, warnings=recording.warnings)


def shown(texts: Sequence[str], language: str | None, settings: Settings) -> Iterator[Shown]:
    """What the presenter's engine would get of each text. Raises as `say` does."""
    profile = voices.load(settings.voice.value, settings.voices.value)
    for text, tag in _with_languages(texts, language, settings):
        lexicon = {**voices.lexicon(tag, settings.voices.value), **profile.lexicon}
        yield speech.shown(text, language=tag, voice=profile.presenter, lexicon=lexicon)


def _with_languages(texts: Sequence[str], language: str | None, settings: Settings) -> list[tuple[str, str]]:
    wanted = [text for text in texts if any(c.isalnum() for c in text)]
    if not wanted:
        raise UsageError("there is nothing to say", hint='Type: briefing say "some words"')
    expected = settings.show.language or "en"
    return [(text, language or article.likely(text, expected)) for text in wanted]
