"""Utterance → WAV from a neural Piper voice, through piper-tts; nothing leaves the machine.

A real voice is a little random (VITS draws the melody and the lengths): the same line spoken twice is not
the same samples, unless the voice's options say `noise_scale: 0` and `noise_w: 0`, which sounds flatter.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import io
import os
import threading
import wave
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.engines import About, Limits, VoiceInfo
from briefing.engines.piper import store
from briefing.engines.piper.asking import asked_of, words_of
from briefing.engines.piper.choosing import model_of, settings_of
from briefing.engines.piper.word_times import SaidAsOne, groups, matched
from briefing.errors import BriefingError, EngineError, EngineMissingError
from briefing.model import Audio, Utterance, Voice, WordTiming

if TYPE_CHECKING:
    from piper import AudioChunk, PiperVoice

_BETWEEN_SENTENCES_S = 0.2
"""piper itself ends a sentence without a pause."""
_MAX_CHARACTERS = 250
_MOST_AT_ONCE = 4
"""A second of sound takes about 35 MB while it is made: a long sentence .5 GB, for each call at once.
(benchmarks/piper_threads.py, a stand-in with the layers of a voice of medium quality)"""
_THREADS_A_CALL = 1
"""Two calls with one thread each made 21 x real time on two processors, one call with two threads 16 x.
(the same)"""
_REMEMBERED = 4_096
"""Words whose phonemes are kept."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    voice: PiperVoice
    alone: Callable[[str], str]
    """The phonemes of a word said by itself; remembered."""

    @property
    def known(self) -> Set[str]:
        """The phonemes that may stand in a text in [[ ]]: of voices whose text goes through eSpeak only."""
        config = self.voice.config
        return frozenset(config.phoneme_id_map if config.phoneme_type == "espeak" else ())


class PiperEngine:
    """Every voice is loaded once, when it is first asked for; `speak` may be called from several threads."""

    about = About(
        needs="the extra briefing[piper], and a voice for the language: briefing voices get NAME",
        sends="nothing: all is done on this machine",
        terms="piper-tts: GPL-3.0-or-later. Every voice has a licence of its own: see `briefing voices`.",
        price="nothing",
        homepage="https://github.com/OHF-Voice/piper1-gpl",
    )

    def __init__(self) -> None:
        """Raises EngineMissingError where piper-tts is not installed. Loads no voice."""
        try:
            self._version = importlib.metadata.version("piper-tts")
        except importlib.metadata.PackageNotFoundError as exc:
            raise EngineMissingError(
                "the engine `piper` is not installed", hint="Type: pip install 'briefing[piper]'"
            ) from exc
        processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        self.limits = Limits(
            max_characters=_MAX_CHARACTERS,
            parallel=min(processors, _MOST_AT_ONCE),
            offline=True,
            terms="Nothing leaves this machine.",
        )
        self._folder = store.default_folder()
        self._voices: dict[Path, _Loaded] = {}
        self._loading = threading.Lock()

    # ------------------------------------------------------------------------------------------- protocol

    def fingerprint(self, utterance: Utterance) -> str:
        """Raises EngineMissingError, VoiceProfileError where there is no such voice."""
        model = self._model(utterance)
        files = f"{_digest(model)} {_digest(store.config_of(model))}"
        return f"piper-tts {self._version}; voice {model.stem} {files}"

    def speak(self, utterance: Utterance) -> Audio:
        """WAV at the voice's own rate, with the time of every word where the voice can tell it.

        Raises EngineError, EngineMissingError; VoiceProfileError for what the voice has not.
        """
        loaded = self._loaded(self._model(utterance))
        config = loaded.voice.config
        settings = settings_of(utterance.voice, config)
        with _in_one_line(utterance):
            text = asked_of(utterance, loaded.known)
            chunks = list(loaded.voice.synthesize(text, settings, include_alignments=True))
            if not chunks:
                raise EngineError(
                    "the engine `piper` has nothing to say",
                    why=f"there is no word in {utterance.text[:60]!r}",
                )
            return Audio(
                data=_wav(chunks),
                format="wav",
                sample_rate_hz=config.sample_rate,
                words=_word_times(utterance, loaded, chunks),
            )

    def voices(self) -> Iterable[VoiceInfo]:
        """Those that are installed; `briefing voices get` brings more."""
        return tuple(VoiceInfo(name=one.name, language=one.language) for one in store.installed(self._folder))

    def phonemes(self, utterance: Utterance) -> str | None:
        """IPA, as the voice gets it."""
        loaded = self._loaded(self._model(utterance))
        with _in_one_line(utterance):
            return _phonemes(loaded.voice, asked_of(utterance, loaded.known))

    def missing(self, voice: Voice) -> str:
        """That there is no voice at all; which language is wanted is not known here."""
        if voice.voice:
            try:
                model_of(voice.voice, "", self._folder)
            except EngineMissingError as exc:
                return str(exc)
        elif not store.installed(self._folder):
            return f"no Piper voice is installed in {self._folder}. Type: briefing voices get NAME"
        return ""

    def close(self) -> None:
        self._voices.clear()

    # ------------------------------------------------------------------------------------------------ inside

    def _model(self, utterance: Utterance) -> Path:
        return model_of(utterance.voice.voice, utterance.language, self._folder)

    def _loaded(self, model: Path) -> _Loaded:
        from briefing.engines.piper.loading import load

        with self._loading:
            if model not in self._voices:
                voice = load(model, threads=_THREADS_A_CALL)
                remembered = functools.lru_cache(maxsize=_REMEMBERED)(functools.partial(_phonemes, voice))
                self._voices[model] = _Loaded(voice, remembered)
            return self._voices[model]


def _word_times(
    utterance: Utterance, loaded: _Loaded, chunks: Sequence[AudioChunk]
) -> tuple[WordTiming, ...]:
    """Empty where the model keeps its phonemes' lengths to itself, or where they leave a doubt."""
    heard: list[SaidAsOne] = []
    first_sample = 0
    for chunk in chunks:
        aligned = chunk.phoneme_alignments
        samples = len(chunk.audio_float_array)
        if not aligned or sum(one.num_samples for one in aligned) != samples:
            return ()
        heard += groups(
            [(one.phoneme, int(one.num_samples)) for one in aligned[1:-1]],
            first_sample + aligned[0].num_samples,
        )
        first_sample += samples + _pause_samples(chunk.sample_rate)
    words = words_of(utterance, loaded.known)
    return matched(words, heard, loaded.alone, chunks[0].sample_rate)


@contextmanager
def _in_one_line(utterance: Utterance) -> Iterator[None]:
    """Whatever goes wrong in piper or onnxruntime, which have no class of their own for it."""
    try:
        yield
    except BriefingError:
        raise
    except ImportError as exc:  # of the voices for Chinese, Japanese and Thai
        raise EngineMissingError(
            f"this Piper voice for `{utterance.language}` needs more than the engine `piper`",
            why=str(exc),
            hint="Type: pip install 'piper-tts[zh]' (or ja, th)",
        ) from exc
    except Exception as exc:
        why = str(exc).strip().splitlines()
        raise EngineError(
            f"the engine `piper` failed at “{utterance.text[:40]}”", why=why[0][:200] if why else repr(exc)
        ) from exc


def _phonemes(voice: PiperVoice, text: str) -> str:
    return " ".join("".join(sentence) for sentence in voice.phonemize(text))


def _wav(chunks: Sequence[AudioChunk]) -> bytes:
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(chunks[0].sample_rate)
        for number, chunk in enumerate(chunks):
            if number:
                file.writeframes(bytes(2 * _pause_samples(chunk.sample_rate)))
            file.writeframes(chunk.audio_int16_bytes)
    return written.getvalue()


def _pause_samples(sample_rate_hz: int) -> int:
    return round(_BETWEEN_SENTENCES_S * sample_rate_hz)


def _digest(path: Path) -> str:
    """Raises EngineMissingError, EngineError."""
    try:
        found = path.stat()
        return _digest_at(path, found.st_mtime_ns, found.st_size)
    except FileNotFoundError as exc:
        raise EngineMissingError(
            f"there is no file {path}", hint="A Piper voice is NAME.onnx and NAME.onnx.json in one folder."
        ) from exc
    except OSError as exc:
        raise EngineError(f"cannot read {path}", why=exc.strerror or str(exc)) from exc


@functools.cache
def _digest_at(path: Path, mtime_ns: int, size_bytes: int) -> str:
    """Read once as long as neither its time nor its size changes: a voice has 20 to 120 MB."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]
