"""Utterance → Audio by eSpeak NG: offline, right after installation, about a hundred languages.

Arabic is diacritized and given to eSpeak as phonemes, because it reads bare Arabic text unintelligibly.
"""

from __future__ import annotations

import difflib
import hashlib
import io
import os
import re
import threading
import wave
import weakref
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from briefing.engines import About, Limits, VoiceInfo
from briefing.engines.espeak import fixed_sounds, library
from briefing.engines.espeak.pool import Pool
from briefing.errors import EngineError, VoiceProfileError
from briefing.model import Audio, Utterance, WordTiming

_LIMIT_S = 30.0
"""For one utterance; eSpeak needs .3 s for 4,000 characters, so this is a hang."""
_MAX_CHARACTERS = 4000
_RATE_WPM = (80, 450)
"""The range that eSpeak NG takes (espeakRATE in speak_lib.h)."""
_DEFAULTS = {"rate": 175, "pitch": 50, "range": 50, "word_gap": 0}
"""eSpeak NG's own; word_gap in units of 10 ms at 175 words per minute."""
_RANGES = {"rate": _RATE_WPM, "pitch": (0, 100), "range": (0, 100), "word_gap": (0, 500)}
_VARIANTS = {"": "m", "f2": "f", "f4": "f", "m3": "m"}
"""Those that are listed for each language; any other of eSpeak's variants may be named as well."""
_VOICE_NAME = re.compile(
    r"(?P<base>[A-Za-z0-9][A-Za-z0-9 ()_-]{0,39})?(?:\+(?P<variant>[A-Za-z0-9][A-Za-z0-9 _-]{0,39}))?"
)
_UNSPEAKABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""NUL ends the text, \\x01 begins one of eSpeak's commands, a lone surrogate is no text."""
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What eSpeak is given, and the words in it: (code point where it begins, word)."""

    text: str
    mnemonics: bool
    words: tuple[tuple[int, str], ...]


class EspeakEngine:
    """Safe to use from `limits.parallel` threads."""

    about = About(
        needs="nothing more",
        sends="nothing: all is done on this machine",
        terms="eSpeak NG, GPL-3.0-or-later; for Arabic text2tashkeel, Apache-2.0",
        homepage="https://github.com/espeak-ng/espeak-ng",
    )

    def __init__(self) -> None:
        """Raises EngineMissingError where there is neither wheel nor system library. Starts no process."""
        processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        self.limits = Limits(
            max_characters=_MAX_CHARACTERS,
            # One more than can speak at once: it brings its text and keeps its clip while the others speak.
            parallel=processors + (processors > 1),
            ends_by_itself=os.name != "nt",  # see pool.py
            offline=True,
            terms="Nothing leaves this machine.",
        )
        self._library = library.find()
        self._pool = Pool(self._library, size=processors, limit_s=_LIMIT_S)
        weakref.finalize(self, self._pool.close)
        self._describing = threading.Lock()
        self._description: dict[str, Any] | None = None

    # ------------------------------------------------------------------------------------------- protocol

    def fingerprint(self, utterance: Utterance) -> str:
        """The library and, for Arabic, the diacritizer and the rules of pronunciation."""
        base, variant = _voice_name(utterance)
        parts = [self._version]
        if _is_arabic(base or utterance.language):
            from briefing.engines.espeak import arabic

            parts += [arabic.version(), _pronunciation_rules()]
        return "; ".join([*parts, f"voice {base or utterance.language}{'+' if variant else ''}{variant}"])

    def speak(self, utterance: Utterance) -> Audio:
        """22,050 Hz WAV with the time of every word; in Arabic the words as spoken, without vowel marks.

        Raises VoiceProfileError for a voice, rate, pitch or option that is not there, EngineError for a
        language that eSpeak has not, a text without a word, a process that dies or takes more than 30 s.
        """
        base, variant = _voice_name(utterance)
        prepared = _prepare(utterance, base)
        request = {
            "do": "speak", "base": base, "language": utterance.language, "variant": variant,
            "text": prepared.text, "mnemonics": prepared.mnemonics, "parameters": _parameters(utterance),
        }  # fmt: skip
        reply, pcm = self._ask(request, utterance)
        if not reply["words"]:
            raise EngineError("eSpeak has nothing to say", why=f"there is no word in {utterance.text[:60]!r}")
        rate_hz = reply["sample_rate_hz"]
        end_ms = len(pcm) * 500 // rate_hz
        words = _timings(prepared.words, reply["words"], end_ms)
        return Audio(data=_wav(pcm, rate_hz), format="wav", sample_rate_hz=rate_hz, words=words)

    def voices(self) -> Iterator[VoiceInfo]:
        """Every language with two male and two female variants."""
        for tag, _ in self._describe()["languages"]:
            for variant, gender in _VARIANTS.items():
                yield VoiceInfo(name=f"{tag}+{variant}" if variant else tag, language=tag, gender=gender)

    def phonemes(self, utterance: Utterance) -> str | None:
        """Arabic: the mnemonics that are spoken; else IPA, and the mnemonics that the lexicon fixes."""
        base, variant = _voice_name(utterance)
        if _is_arabic(base or utterance.language):
            return _prepare(utterance, base).text
        if _is_english(base or utterance.language):
            utterance = fixed_sounds.with_letters(utterance)
        said = []
        for part in fixed_sounds.stretches(utterance):
            if part.mnemonics is not None:
                said.append(f"[[{part.mnemonics}]]")
                continue
            request = {
                "do": "phonemes", "base": base, "language": utterance.language, "variant": variant,
                "text": _UNSPEAKABLE.sub(" ", part.text),
            }  # fmt: skip
            said.append(str(self._ask(request, utterance)[0]["phonemes"]))
        return " ".join(part for part in said if part)

    def close(self) -> None:
        self._pool.close()

    # ------------------------------------------------------------------------------------------------ inside

    @cached_property
    def _version(self) -> str:
        return f"{self._library.origin} {self._library.digest() or self._describe()['version']}"

    def _describe(self) -> dict[str, Any]:
        with self._describing:
            if self._description is None:
                reply, _ = self._pool.ask({"do": "describe"})
                if "refused" in reply:
                    raise EngineError("eSpeak NG does not start", why=reply["message"])
                self._description = reply
            return self._description

    def _ask(self, request: dict[str, Any], utterance: Utterance) -> tuple[dict[str, Any], bytes]:
        reply, pcm = self._pool.ask(request)
        if "refused" in reply:
            raise self._refusal(reply["refused"], reply["message"], utterance)
        return reply, pcm

    def _refusal(self, kind: str, message: str, utterance: Utterance) -> EngineError | VoiceProfileError:
        if kind == "language":
            return EngineError(
                f"eSpeak does not speak `{utterance.language}`",
                hint="Type `briefing voices` to see the languages, or choose another engine in voices/.",
            )
        if kind == "voice":
            known = [name for pair in self._describe()["languages"] for name in pair]
            near = "+" + message if message in self._variants() else _nearest(message, known)
            return VoiceProfileError(f"eSpeak has no voice `{message}`", hint=f"Did you mean `{near}`?")
        if kind == "variant":
            near = _nearest(message, self._variants())
            return VoiceProfileError(f"eSpeak has no variant `+{message}`", hint=f"Did you mean `+{near}`?")
        return EngineError("eSpeak NG failed", why=message)

    def _variants(self) -> list[str]:
        return sorted(path.name for path in (Path(self._describe()["data"]) / "voices" / "!v").iterdir())


def _nearest(name: str, known: list[str]) -> str:
    folded = {item.lower(): item for item in reversed(known)}
    for item in sorted(folded):
        if item.startswith(name.lower()):
            return folded[item]
    return folded[difflib.get_close_matches(name.lower(), folded, n=1, cutoff=0.0)[0]]


def _is_arabic(tag: str) -> bool:
    return tag.replace("_", "-").split("-")[0].lower() in ("ar", "arabic")


def _is_english(tag: str) -> bool:
    return tag.replace("_", "-").split("-")[0].lower() == "en"


@cache
def _pronunciation_rules() -> str:
    """Changes with every change of the modules that turn Arabic into phonemes: old clips are not used."""
    from briefing.engines.espeak import (
        arabic,
        arabic_letters,
        arabic_phonemes,
        arabic_readings,
        arabic_sounds,
    )

    found = hashlib.sha256()
    for module in (
        arabic, arabic_letters, arabic_readings, arabic_sounds, arabic_phonemes, fixed_sounds,
    ):  # fmt: skip
        found.update(Path(module.__file__ or "").read_bytes())
    return f"rules {found.hexdigest()[:12]}"


def _voice_name(utterance: Utterance) -> tuple[str, str]:
    """(voice or "", variant or "")."""
    match = _VOICE_NAME.fullmatch(utterance.voice.voice.strip())
    if match is None:
        raise VoiceProfileError(
            f"`{utterance.voice.voice}` is no name of an eSpeak voice",
            hint="Write one such as en-gb, +f2 or en-gb+f2.",
        )
    return match["base"] or "", match["variant"] or ""


def _parameters(utterance: Utterance) -> dict[str, int]:
    voice = utterance.voice
    given: dict[str, object] = {"rate": voice.rate, "pitch": voice.pitch, **voice.options}
    values = dict(_DEFAULTS)
    for name, value in given.items():
        if name not in _RANGES:
            near = _nearest(name, [option for option in _RANGES if option not in ("rate", "pitch")])
            raise VoiceProfileError(f"eSpeak has no option `{name}`", hint=f"Did you mean `{near}`?")
        if value is None:
            continue
        low, high = _RANGES[name]
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise VoiceProfileError(
                f"`{name}` of an eSpeak voice must be a whole number from {low} to {high}, not {value}"
            )
        values[name] = value
    return values


def _prepare(utterance: Utterance, base: str) -> _Prepared:
    """Raises VoiceProfileError where the lexicon's phonemes cannot be any."""
    utterance = replace(utterance, text=_UNSPEAKABLE.sub(" ", utterance.text))
    if _is_arabic(base or utterance.language):
        from briefing.engines.espeak import arabic, arabic_phonemes

        text, fixed = fixed_sounds.with_stand_ins(utterance)
        spoken = arabic_phonemes.transcribe(arabic.diacritize(text), fixed)
        return _Prepared(spoken.mnemonics, True, spoken.words)
    if _is_english(base or utterance.language):
        utterance = fixed_sounds.with_letters(utterance)
    if not any(word.espeak for word in utterance.pronounced):
        return _Prepared(utterance.text, False, _words(utterance.text))
    out, words = "", list[tuple[int, str]]()
    for part in fixed_sounds.stretches(utterance):
        if part.mnemonics is None:
            text = part.text.replace("[[", "[ ").replace("]]", " ]")  # of the same length: places stay
            words += [(len(out) + at, word) for at, word in _words(text)]
            out += text
        else:
            words.append((len(out), part.text))
            out += f"[[{part.mnemonics}]]"
    return _Prepared(out, True, tuple(words))


def _words(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((match.start(), match.group()) for match in _WORD.finditer(text))


def _timings(
    words: tuple[tuple[int, str], ...], events: list[tuple[int, int]], end_ms: int
) -> tuple[WordTiming, ...]:
    """eSpeak's word events → the words.

    Only place and time of an event are right (its length is not: numbers, apostrophes, other scripts); words
    without an event of their own share the time between two that have one.
    """
    starts: list[int | None] = [None] * len(words)
    at = 0
    for position, ms in events:
        while at + 1 < len(words) and words[at + 1][0] <= position:
            at += 1
        if words and position >= words[at][0] and starts[at] is None:
            starts[at] = ms
    known = [(-1, 0), *((i, ms) for i, ms in enumerate(starts) if ms is not None), (len(words), end_ms)]
    times: list[int] = []
    for (left, left_ms), (right, right_ms) in pairwise(known):
        times += [
            left_ms + (right_ms - left_ms) * (i - left) // (right - left)
            for i in range(left, right)
            if i >= 0
        ]
    ends = [*times[1:], end_ms]
    return tuple(
        WordTiming(start_ms=start, end_ms=max(start, end), text=word)
        for (_, word), start, end in zip(words, times, ends, strict=True)
    )


def _wav(pcm: bytes, rate_hz: int) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate_hz)
        sound.writeframes(pcm)
    return buffer.getvalue()
