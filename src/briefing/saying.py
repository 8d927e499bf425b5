"""Texts outside of any article → one sound file, or what an engine would get of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from briefing import article, mix, speech, voices
from briefing.errors import UsageError
from briefing.model import Line, LineRole, Script, Segment, SegmentKind
from briefing.settings import Settings
from briefing.speech import Shown

_FEW_LETTERS = 40
"""Fewer are too little to tell a language by."""
_BEYOND_LATIN = "\u0250"
"""The first letter behind the Latin blocks."""
_OFTEN_MET = frozenset({
    "cs", "da", "de", "en", "es", "fi", "fr", "hu", "id", "it", "nl", "no", "pl", "pt", "ro", "sv",
    "tr", "vi",
})  # fmt: skip
"""Of a few Latin letters a detector often makes a rare language ("Hello": Breton, "Test": Kabyle). So a guess
counts only for the languages in that script that most web pages are written in (w3techs.com)."""


def say(texts: Sequence[str], language: str | None, out: Path, settings: Settings) -> int:
    """Speak the texts, one after the other, in the presenter's voice into `out` (.wav or .mp3).

    `language` is a BCP 47 tag; None: as each text reads. Gives back the length in ms.
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
        profiles=lambda name: voices.load(name, settings.voices.value),
        store=speech.ClipStore(speech.default_folder()),
    )
    return mix.sound_file(recording, show=settings.show, path=out)


def shown(texts: Sequence[str], language: str | None, settings: Settings) -> Iterator[Shown]:
    """What the presenter's engine would get of each text. Raises as `say` does."""
    profile = voices.load(settings.voice.value, settings.voices.value)
    for text, tag in _with_languages(texts, language, settings):
        yield speech.shown(text, language=tag, voice=profile.presenter, lexicon=profile.lexicon)


def _with_languages(texts: Sequence[str], language: str | None, settings: Settings) -> list[tuple[str, str]]:
    wanted = [text for text in texts if any(c.isalnum() for c in text)]
    if not wanted:
        raise UsageError("there is nothing to say", hint='Type: briefing say "some words"')
    return [(text, language or _language_of(text, settings)) for text in wanted]


def _language_of(text: str, settings: Settings) -> str:
    tag = article.detect(text)
    letters = [c for c in text if c.isalpha()]
    is_guess = (
        len(letters) < _FEW_LETTERS and tag not in _OFTEN_MET and all(c < _BEYOND_LATIN for c in letters)
    )
    return (settings.show.language or "en") if is_guess else tag
