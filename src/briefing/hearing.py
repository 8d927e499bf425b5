"""A finished episode → what was heard of each line, and the flagged lines spoken once more if asked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path

from briefing import engines, episodes, listening, pipeline, script, speech, voices
from briefing.episodes import EpisodeFolder
from briefing.errors import EngineError, EngineMissingError, ScriptError, UsageError
from briefing.listening import Flag, Heard, Reason, Recogniser
from briefing.model import LineTime, Said, VoiceProfile
from briefing.runs import Watch
from briefing.settings import Settings
from briefing.speech.spoken_text import spoken_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Listened:
    folder: EpisodeFolder
    lines: tuple[Heard, ...]
    """All of the script, in order."""
    left_over: tuple[LineTime, ...]
    """What the sound says and the script, changed since, does not."""
    is_unchanged: bool
    """The file is the one that the mix wrote."""
    spoken_again: tuple[tuple[int, int], ...] = ()
    """Lines (segment and line, from 1) that an engine was asked for once more."""
    same_again: tuple[tuple[int, int], ...] = ()
    """Those among them that sound exactly as before."""

    @property
    def flagged(self) -> tuple[Heard, ...]:
        return tuple(line for line in self.lines if line.flag)


def listen(
    folder: EpisodeFolder, settings: Settings, watch: Watch, *, model: Path | None, again: bool
) -> Listened:
    """Decodes the sound and compares every line with what was to be said.

    `model`: folder of a Whisper model, None: pocketsphinx, which knows English. `again` speaks what was
    flagged once more, mixes and listens once more. Raises UsageError where there is no sound yet,
    EngineMissingError where the recogniser is not installed, MixError where it or the times of its
    lines cannot be read; else what `pipeline.speak` raises.
    """
    if not folder.sound.is_file():
        raise UsageError(
            f"{folder.path} has no {folder.sound.name} yet", hint=f"Type: briefing speak {folder.path}"
        )
    profile = voices.load(settings.voice.value, settings.voices.value)
    lexicon = partial(voices.lexicon, folder=settings.voices.value)
    lines = speech.said(script.load(folder.script), profile=profile, house=lexicon)
    with _recognisers(lines, model, partial(_read, profile, settings)) as recognisers:
        before = _heard(folder, lines, recognisers, watch)
        if not (again and (before.flagged or before.left_over)):
            return before
        wanted = tuple((line.said.segment, line.said.line) for line in before.flagged)
        pipeline.speak(pipeline.opened(folder), settings, watch, again=wanted)
        after = _heard(folder, lines, recognisers, watch)
    pairs = zip(before.lines, after.lines, strict=True)
    same = {(new.said.segment, new.said.line) for old, new in pairs if new.flag and _are_same(old, new)}
    return replace(after, spoken_again=wanted, same_again=tuple(place for place in wanted if place in same))


def refuse_if_flagged(heard: Listened) -> None:
    """Raises ScriptError where a line was flagged, or the sound says one that the script has not."""
    number = len(heard.flagged) + len(heard.left_over)
    if number:
        lines = "1 line does" if number == 1 else f"{number} lines do"
        again = (
            "Hear them yourself"
            if heard.spoken_again
            else f"Type: briefing listen {heard.folder.path} --again"
        )
        raise ScriptError(
            f"{lines} not seem to say what is in the script", why=str(heard.folder.sound), hint=again
        )


def _heard(
    folder: EpisodeFolder, lines: Sequence[Said], recognisers: Sequence[Recogniser], watch: Watch
) -> Listened:
    times = episodes.line_times(folder)
    pairs, unspoken, left_over = _paired(lines, times)
    record = episodes.load_record(folder)
    with folder.sound.open("rb") as file:
        is_unchanged = record is not None and hashlib.file_digest(file, "sha256").hexdigest() == record.sha256
    found = listening.listen(
        folder.sound, pairs, recognisers, is_unchanged=is_unchanged, progress=partial(watch, "listening")
    )
    missing = (
        Heard(
            said=said, start_ms=None, end_ms=None, recogniser=None, hearing=None,
            flag=Flag(reason=Reason.NOT_SPOKEN, detail="the script was changed since: type `briefing speak`"),
        )
        for said in unspoken
    )  # fmt: skip
    everything = sorted((*found, *missing), key=lambda line: (line.said.segment, line.said.line))
    return Listened(
        folder=folder, lines=tuple(everything), left_over=tuple(left_over), is_unchanged=is_unchanged
    )


def _paired(
    lines: Sequence[Said], times: Sequence[LineTime]
) -> tuple[list[tuple[Said, LineTime]], list[Said], list[LineTime]]:
    """The script's lines with their times; those that the sound has not; those that only the sound has."""
    if [(line.segment, line.line) for line in lines] == [(time.segment, time.line) for time in times]:
        return list(zip(lines, times, strict=True)), [], []
    matcher = SequenceMatcher(
        None, [line.written for line in lines], [time.text for time in times], autojunk=False
    )
    pairs: list[tuple[Said, LineTime]] = []
    unspoken: list[Said] = []
    left_over: list[LineTime] = []
    for _, first, last, start, end in matcher.get_opcodes():
        both = min(last - first, end - start)
        pairs += zip(lines[first : first + both], times[start : start + both], strict=True)
        unspoken += lines[first + both : last]
        left_over += times[start + both : end]
    return pairs, unspoken, left_over


@contextmanager
def _recognisers(lines: Sequence[Said], model: Path | None, read: partial[str]) -> Iterator[list[Recogniser]]:
    """Those that are needed for the languages of the lines; the words of the others are not compared."""
    if model is not None:
        from briefing.listening.transcribing import Transcriber

        yield [Transcriber(model, read)]
        return
    english = [line for line in lines if line.utterance.language.lower().partition("-")[0] == "en"]
    if not english:
        yield []
        return
    try:
        from briefing.listening.aligning import Aligner
    except ImportError as exc:
        raise EngineMissingError(
            "pocketsphinx is not installed", why=str(exc), hint="Type: pip install 'briefing[listen]'"
        ) from exc
    try:
        espeak = engines.load("espeak")
    except EngineError:  # names that the dictionary has not may then sound anyhow
        espeak = None
    try:
        aligner = Aligner(espeak)
        aligner.learn(english)
        yield [aligner]
    finally:
        if espeak:
            espeak.close()


def _read(profile: VoiceProfile, settings: Settings, text: str, language: str) -> str:
    """What was written down, as the house says it: so that both sides are compared in the same form."""
    lexicon = {**voices.lexicon(language, settings.voices.value), **profile.lexicon}
    return spoken_text(text, language, lexicon)


def _are_same(before: Heard, after: Heard) -> bool:
    """An engine that gives the same sound every time has nothing else to give."""
    return (before.hearing, before.measures, before.flag) == (after.hearing, after.measures, after.flag)
