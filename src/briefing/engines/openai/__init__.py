"""Utterance → WAV or MP3 from a service with OpenAI's POST /v1/audio/speech: OpenAI, Kokoro-FastAPI, LocalAI.

The text goes to the service that the voice's `base_url` names, and the key that is meant for it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefing.engines import About, Limits, VoiceInfo
from briefing.engines.answers import kind_of
from briefing.engines.openai.asked import OPENAI_KEY, OWN_KEY, asked
from briefing.errors import EngineError
from briefing.model import Audio, Utterance, Voice

_VOICES = (
    "alloy", "ash", "ballad", "coral", "echo", "fable", "onyx", "nova", "sage", "shimmer", "verse", "marin",
    "cedar",
)  # fmt: skip
"""Of OpenAI, as its reference of "Create speech" lists them; each speaks every language of the model."""
_KOKORO = re.compile(r"(?P<language>[abefhijpz])(?P<gender>[fm])_[a-z]+")
_KOKORO_LANGUAGES = {
    "a": "en-US", "b": "en-GB", "e": "es", "f": "fr", "h": "hi", "i": "it", "j": "ja", "p": "pt-BR",
    "z": "zh",
}  # fmt: skip
"""The first letter of a voice of Kokoro-82M. (VOICES.md of its model)"""


class OpenaiEngine:
    """Safe to use from `limits.parallel` threads."""

    limits = Limits(
        max_characters=4096,  # "The maximum length is 4096 characters." (OpenAI, Create speech)
        parallel=4,
        terms="The text goes to the service at the voice's base_url; without one to OpenAI, which is paid.",
    )
    about = About(
        needs=f"a key in {OPENAI_KEY}; or `base_url` in the voice's options: another service, or a server of "
        f"your own (its key, where it wants one, in {OWN_KEY})",
        sends="the text, to OpenAI or to the service at `base_url`",
        terms="those of the service; OpenAI asks that listeners are told that the voice is not a human's",
        price="OpenAI's by characters or tokens; a server of your own is free",
        homepage="https://platform.openai.com/docs/guides/text-to-speech",
    )

    def __init__(self) -> None:
        from briefing.engines.openai import service  # httpx is loaded with it, and only when this engine is

        self._service = service
        self._connections = service.Connections()

    def fingerprint(self, utterance: Utterance) -> str:
        """The service, its model and voice: where the profile leaves them out, what we take."""
        to = asked(utterance.voice)
        return f"{to.url} {to.model} {to.voice}"

    def speak(self, utterance: Utterance) -> Audio:
        """One request. Raises EngineBusyError, EngineError; VoiceProfileError for options that cannot be."""
        to = asked(utterance.voice)
        if why := self.missing(utterance.voice):
            raise EngineError(f"the engine `openai` cannot ask {to.host}", why=why)
        data = self._service.speech(self._connections, to, utterance.text, to.key(os.environ))
        if not data:
            return Audio(data=b"", format=to.format, sample_rate_hz=0)
        kind = kind_of(data)
        if kind is None:
            raise EngineError(
                f"{to.host} answered with sound that is neither WAV nor MP3",
                why=f"it was asked for {to.format}",
                hint=f"Try `response_format: {'mp3' if to.format == 'wav' else 'wav'}` in its options.",
            )
        return Audio(data=data, format=kind[0], sample_rate_hz=kind[1])

    def voices(self) -> Iterable[VoiceInfo]:
        """Those that OpenAI documents."""
        return [VoiceInfo(name=name, language="mul") for name in _VOICES]

    def phonemes(self, utterance: Utterance) -> str | None:
        return None

    def close(self) -> None:
        self._connections.close()

    # ----------------------------------------------------------------------------- what follows the options

    def limits_for(self, voice: Voice) -> Limits:
        """A server on this machine is asked for two texts at once, and takes no money."""
        to = asked(voice)
        slow_s = to.timeout_s + 10 if "timeout" in voice.options else 0.0
        return replace(self.limits, parallel=to.parallel, free=to.is_local, answer_s=slow_s)

    def missing(self, voice: Voice) -> str:
        to = asked(voice)
        if to.is_openai and not to.key(os.environ):
            return f"there is no key: set {OPENAI_KEY}, or give the voice the `base_url` of another service"
        return ""

    def voices_for(self, voice: Voice) -> Iterator[VoiceInfo]:
        """OpenAI's, or what the service at `base_url` lists. Raises EngineError where it lists none."""
        to = asked(voice)
        if to.is_openai:
            yield from self.voices()
            return
        listed = self._service.voices(self._connections, to, to.key(os.environ))
        names = list(_names(listed))
        if not names:
            raise EngineError(
                f"{to.host} does not say which voices it has",
                hint="Any name can stand as `voice` in the profile; see the service's own documentation.",
            )
        yield from map(_described, names)


def _names(listed: object) -> Iterator[str]:
    """Kokoro-FastAPI: {"voices": ["af_heart", …]}, newer [{"id": …}, …]; others {"data": …} or a list."""
    if isinstance(listed, dict):
        listed = listed.get("voices") or listed.get("data")
    for item in listed if isinstance(listed, list) else ():
        if isinstance(item, dict):
            item = next((item[key] for key in ("id", "voice_id", "name") if key in item), None)
        if isinstance(item, str) and item.isprintable() and item:
            yield item


def _described(name: str) -> VoiceInfo:
    kokoro = _KOKORO.fullmatch(name)
    if kokoro is None:
        return VoiceInfo(name=name, language="und")
    return VoiceInfo(name=name, language=_KOKORO_LANGUAGES[kokoro["language"]], gender=kokoro["gender"])
