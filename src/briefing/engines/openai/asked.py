"""Voice → what its options ask of which service, without a way for a key to get out."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from briefing.errors import VoiceProfileError
from briefing.hosts import is_loopback
from briefing.model import Voice

OPENAI_URL = "https://api.openai.com/v1"
OWN_KEY, OPENAI_KEY = "BRIEFING_SPEECH_KEY", "OPENAI_API_KEY"
MOST_AT_ONCE = 16
_OPENAI_HOST = "api.openai.com"
_MODELS = {True: "gpt-4o-mini-tts", False: "tts-1"}
"""Where none is named, at OpenAI and elsewhere: servers of its kind map OpenAI's old name to their own model
(Kokoro-FastAPI: openai_mappings.json)."""
_VOICE = "alloy"
"""At OpenAI the first in its list; mapped to an own voice by Kokoro-FastAPI and others."""
_USUAL_WORDS_PER_MINUTE = 165
"""What speed 1.0 is taken for; voices differ by a tenth or two."""
_OPTIONS = ("base_url", "model", "response_format", "instructions", "timeout", "parallel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One voice of one service."""

    url: str
    """Without the path of a single function: …/v1."""
    model: str
    voice: str
    format: str
    """"wav" or "mp3"."""
    speed: float | None
    """1.0 is the voice's own; None: not said, because not every service takes it."""
    instructions: str
    timeout_s: float
    parallel: int

    @property
    def host(self) -> str:
        """As it is shown: with its port."""
        return urlsplit(self.url).netloc

    @property
    def is_openai(self) -> bool:
        return urlsplit(self.url).hostname == _OPENAI_HOST

    @property
    def is_local(self) -> bool:
        return is_loopback(urlsplit(self.url).hostname or "")

    @property
    def key_from(self) -> str:
        """The environment variable for its key: neither OpenAI nor another service gets the other's."""
        return OPENAI_KEY if self.is_openai else OWN_KEY

    def key(self, environ: Mapping[str, str]) -> str:
        """Empty without one. Raises VoiceProfileError for what cannot be a key."""
        key = environ.get(self.key_from, "").strip()
        if not (key.isascii() and key.isprintable()):
            raise VoiceProfileError(
                f"what {self.key_from} holds is no key", hint=f"Set {self.key_from} anew or unset it."
            )
        return key

    def body(self, text: str) -> dict[str, str | float]:
        """Of POST /audio/speech. What is not said is left to the service."""
        body: dict[str, str | float] = {
            "model": self.model, "voice": self.voice, "input": text, "response_format": self.format,
        }  # fmt: skip
        if self.speed is not None:
            body["speed"] = self.speed
        if self.instructions:
            body["instructions"] = self.instructions
        return body


def asked(voice: Voice) -> Asked:
    """Raises VoiceProfileError for an option there is not, or whose value cannot be."""
    for name in voice.options:
        if name not in _OPTIONS:
            near = difflib.get_close_matches(name, _OPTIONS, n=1, cutoff=0.0)[0]
            raise VoiceProfileError(
                f"the engine `openai` has no option `{name}`", hint=f"Did you mean `{near}`?"
            )
    url = _text(voice, "base_url", OPENAI_URL).rstrip("/").removesuffix("/audio/speech")
    is_openai = _checked(url).hostname == _OPENAI_HOST
    kind = _text(voice, "response_format", "wav")
    if kind not in ("wav", "mp3"):
        raise VoiceProfileError(f"`response_format` must be wav or mp3, not `{kind}`")
    return Asked(
        url=url,
        model=_text(voice, "model", _MODELS[is_openai]),
        voice=voice.voice.strip() or _VOICE,
        format=kind,
        speed=None if voice.rate is None else _speed(voice.rate),
        instructions=_text(voice, "instructions", ""),
        timeout_s=_number(voice, "timeout", 60, low=1, high=600),
        parallel=int(_number(voice, "parallel", 4 if is_openai else 2, low=1, high=MOST_AT_ONCE)),
    )


def _speed(rate: int) -> float:
    """OpenAI takes .25 to 4."""
    return min(4.0, max(0.25, round(rate / _USUAL_WORDS_PER_MINUTE, 2)))


def _text(voice: Voice, name: str, default: str) -> str:
    value = voice.options.get(name, default)
    if isinstance(value, tuple | bool):
        raise VoiceProfileError(f"`{name}` of an openai voice must be text")
    return str(value).strip() or default


def _number(voice: Voice, name: str, default: float, *, low: float, high: float) -> float:
    value = voice.options.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise VoiceProfileError(
            f"`{name}` of an openai voice must be a number from {low:g} to {high:g}, not {value}"
        )
    return float(value)


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as exc:
        raise VoiceProfileError(f"`base_url` {url!r} is no address", why=str(exc), hint=_WHAT_IT_IS) from exc
    if parts.username is not None or parts.password is not None:  # it is not repeated: it may be a secret
        raise VoiceProfileError(
            "`base_url` has a name or a password in it",
            why="it would be shown and kept",
            hint=f"Set {OWN_KEY} and give the address without what stands before the @.",
        )
    if parts.scheme not in ("http", "https") or not host or not url.isprintable() or " " in url:
        raise VoiceProfileError(f"`base_url` {url!r} is no address of a service", hint=_WHAT_IT_IS)
    if parts.query or parts.fragment:
        raise VoiceProfileError(
            f"`base_url` {parts.scheme}://{parts.netloc}{parts.path} goes on with ? or #", hint=_WHAT_IT_IS
        )
    if parts.scheme == "http" and not is_loopback(host):
        raise VoiceProfileError(
            f"{parts.scheme}://{parts.netloc} would be asked without encryption",
            why="plain http is for services on this machine",
            hint="Use https://, or a tunnel to 127.0.0.1.",
        )
    return parts


_WHAT_IT_IS = f"Write one such as {OPENAI_URL} or http://127.0.0.1:8880/v1."
