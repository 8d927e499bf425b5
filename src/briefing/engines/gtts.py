"""Utterance → MP3 from Google Translate's speech service, through the gTTS client.

The service is undocumented and free of keys; the text leaves the machine. gTTS does not verify TLS
certificates (gtts/tts.py: `verify=False`), so do not send through it what must stay secret.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from briefing.engines import About, Limits, VoiceInfo
from briefing.engines.answers import retry_after_s
from briefing.errors import EngineBusyError, EngineError, VoiceProfileError
from briefing.model import Audio, Utterance

_TIMEOUT_S = (5.0, 10.0)
"""To connect, and between two packets; gTTS's own default is to wait for ever."""
_SAMPLE_RATE_HZ = 24_000
_SLOW_BELOW = 120
"""Words per minute; the service knows two speeds only."""
_SERVICE = "Google's speech service"
_OFFLINE = "Check the network, or take the offline engine: `engine: espeak` in the voice profile."
_UNDOCUMENTED = (
    "The service is undocumented and may change or refuse: run it again later, or take `engine: espeak`."
)

_CODES: Mapping[str, str] = {
    "fil": "tl", "he": "iw", "jv": "jw", "nb": "no", "nn": "no", "pt-br": "pt", "zh": "zh-CN",
    "zh-hans": "zh-CN", "zh-hant": "zh-TW", "zh-hk": "yue", "zh-mo": "yue", "zh-sg": "zh-CN",
}  # fmt: skip
"""BCP 47 → the code of Google, where it is not the same; Google keeps ISO 639's codes of 1988 for some."""

_ACCENTS: Mapping[str, str] = {
    "en-au": "com.au", "en-ca": "ca", "en-gb": "co.uk", "en-ie": "ie", "en-in": "co.in", "en-ng": "com.ng",
    "en-us": "us", "en-za": "co.za", "es-es": "es", "es-mx": "com.mx", "es-us": "us", "fr-ca": "ca",
    "fr-fr": "fr", "pt-br": "com.br", "pt-pt": "pt",
}  # fmt: skip
"""BCP 47 → the top-level domain whose voice has that accent. (gTTS documentation, "Localized accents")"""


class GttsEngine:
    limits = Limits(
        max_characters=100,  # gTTS.GOOGLE_TTS_MAX_CHARS: more would be cut by gTTS's own rules
        parallel=1,
        pause_s=0.3,
        free=True,
        terms="The text goes to Google over the network; the service is undocumented and promises nothing.",
    )
    about = About(
        needs="the network",
        sends="the text, to Google; gTTS does not verify the service's certificate",
        terms="undocumented: made for Google Translate, it may refuse or change any day",
        price="none, no key",
        homepage="https://github.com/pndurette/gTTS",
    )

    def __init__(self) -> None:
        from gtts.version import __version__  # here, so that the registry can say that it is not installed

        self._version = __version__

    def fingerprint(self, utterance: Utterance) -> str:
        code, domain, slow = self._settings(utterance)
        return f"gTTS {self._version} {code} {domain}{' slow' if slow else ''}"

    def speak(self, utterance: Utterance) -> Audio:
        """One request. Raises EngineBusyError, EngineError; VoiceProfileError for a voice there is not."""
        import requests
        from gtts.tts import gTTS, gTTSError

        code, domain, slow = self._settings(utterance)
        client = gTTS(
            utterance.text,
            lang=code,
            tld=domain,
            slow=slow,
            lang_check=False,
            # gTTS's own would rewrite the text ("Mr." → "Mr") and, past 100 characters, cut it.
            pre_processor_funcs=[],
            tokenizer_func=lambda text: [text],
            timeout=_TIMEOUT_S,
        )
        try:
            data = b"".join(client.stream())
        except gTTSError as exc:
            raise _failure(exc.rsp, exc.__context__, code, domain) from exc
        except requests.RequestException as exc:
            raise _failure(None, exc, code, domain) from exc
        except (AssertionError, ValueError) as exc:  # nothing to say; base64 or UTF-8 that is none
            raise EngineError(f"{_SERVICE} gave no usable answer", why=str(exc), hint=_UNDOCUMENTED) from exc
        if not data:
            raise EngineError(
                f"{_SERVICE} answered without sound",
                why="an empty answer, or a web page that asks for consent or a captcha",
                hint=_UNDOCUMENTED,
            )
        return Audio(data=data, format="mp3", sample_rate_hz=_SAMPLE_RATE_HZ)

    def voices(self) -> Iterable[VoiceInfo]:
        """The languages, and the accents by the domain that has them."""
        for code in self._codes.values():
            tag = {"iw": "he", "jw": "jv", "tl": "fil"}.get(code, code)
            yield VoiceInfo(name="com", language=tag)
        for tag, domain in _ACCENTS.items():
            language, _, region = tag.partition("-")
            yield VoiceInfo(name=domain, language=f"{language}-{region.upper()}")

    def phonemes(self, utterance: Utterance) -> str | None:
        return None

    def close(self) -> None:
        return None

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        """Google's codes by their small letters; from the list in gTTS, without the network."""
        from gtts.lang import tts_langs

        return {code.lower(): code for code in tts_langs()}

    def _settings(self, utterance: Utterance) -> tuple[str, str, bool]:
        """Google's code of the language, the domain, whether slowly."""
        voice = utterance.voice
        for option in voice.options:
            raise VoiceProfileError(
                f"the engine `gtts` has no option `{option}`", hint="Take it out of the profile."
            )
        slow = voice.rate is not None and voice.rate < _SLOW_BELOW
        return self._code(utterance.language), self._domain(voice.voice, utterance.language), slow

    def _code(self, language: str) -> str:
        """The longest part of the tag that Google knows. Raises EngineError."""
        tag = language.replace("_", "-").lower()
        parts = tag.split("-")
        for count in range(len(parts), 0, -1):
            part = "-".join(parts[:count])
            if known := _CODES.get(part) or self._codes.get(part):
                return known
        near = difflib.get_close_matches(parts[0], [*self._codes, *_CODES], n=1, cutoff=0.0)
        raise EngineError(
            f"the engine `gtts` does not speak the language `{language}`",
            hint=f"The nearest it has is `{near[0]}`: briefing voices --engine gtts" if near else "",
        )

    def _domain(self, voice: str, language: str) -> str:
        """A voice is a domain ("co.uk") or its accent ("en-gb"); without one the language's region tells."""
        from gtts.accents import accents

        if not voice:
            return _ACCENTS.get(language.replace("_", "-").lower(), "com")
        wanted = voice.replace("_", "-").lower()
        domain = _ACCENTS.get(wanted, wanted)
        if domain not in accents and domain not in _ACCENTS.values():
            near = difflib.get_close_matches(wanted, [*_ACCENTS, *accents], n=1, cutoff=0.0)
            raise VoiceProfileError(
                f"the engine `gtts` has no voice `{voice}`", hint=f"Did you mean `{near[0]}`?"
            )
        return domain


def _failure(response: Any, cause: BaseException | None, code: str, domain: str) -> EngineError:
    """gTTSError keeps what happened in its response, or, where there is none, in its context."""
    host = f"translate.google.{domain}"
    if response is None:
        import requests

        if isinstance(cause, requests.Timeout):
            return EngineBusyError(f"{_SERVICE} does not answer", why=f"{host} timed out", hint=_OFFLINE)
        return EngineBusyError(
            f"{_SERVICE} cannot be reached", why=_network_reason(cause, host), hint=_OFFLINE
        )
    status = int(response.status_code)
    if status == 429 or status >= 500:
        why = f"{host} says {status} {response.reason}"
        wait = retry_after_s(response.headers.get("Retry-After"))
        return EngineBusyError(f"{_SERVICE} is busy", why=why, hint=_UNDOCUMENTED, retry_after_s=wait)
    if status == 200:
        why = f"no sound for the language `{code}`"
        return EngineError(f"{_SERVICE} answered without sound", why=why, hint=_UNDOCUMENTED)
    return EngineError(
        f"{_SERVICE} refused", why=f"{host} says {status} {response.reason}", hint=_UNDOCUMENTED
    )


def _network_reason(cause: BaseException | None, host: str) -> str:
    text = str(cause).lower()
    if "resolve" in text or "getaddrinfo" in text:
        return f"the name {host} is not found"
    if "proxy" in text:
        return f"the proxy to {host} does not work"
    if "refused" in text or "unreachable" in text:
        return f"no connection to {host}"
    return f"the connection to {host} was lost"
