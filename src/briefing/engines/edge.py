"""Utterance → MP3 from the read-aloud service of Microsoft Edge, through the edge-tts client (LGPL).

The service is undocumented and made for that browser; the text leaves the machine. edge-tts takes a
connection that is closed in the middle for the end of the sound, so that is looked for here.
"""

from __future__ import annotations

import asyncio
import difflib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from briefing.engines import About, Limits, VoiceInfo
from briefing.engines.answers import one_line, retry_after_s
from briefing.errors import EngineBusyError, EngineError, VoiceProfileError
from briefing.model import Audio, Utterance, Voice, WordTiming

if TYPE_CHECKING:
    from edge_tts import Communicate

_CONNECT_S, _RECEIVE_S, _TOTAL_S = 10, 20, 60
"""To connect, between two messages, and in all for one text."""
_SAMPLE_RATE_HZ = 24_000
"""edge-tts asks for audio-24khz-48kbitrate-mono-mp3 and for nothing else."""
_USUAL_WORDS_PER_MINUTE = 165
"""What "+0%" is taken for; voices differ by a tenth or two."""
_SLOWEST, _FASTEST = -50, 100
"""Per cent; "within 0.5 to 2 times the original audio". (Speech service, SSML, prosody rate)"""
_TICKS_PER_MS = 10_000
_NAME = re.compile(r"[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})+(-[a-z]+)?-\w+Neural")
_LANGUAGE = re.compile(r"[a-z]{2,3}([-_][a-z]{4})?([-_]([a-z]{2}|\d{3}))?", flags=re.IGNORECASE)
_SERVICE = "Edge's speech service"
_UNDOCUMENTED = (
    "The service is undocumented and may change or refuse: type `pip install -U edge-tts`, run it again "
    "later, or take `engine: espeak`."
)
_OFFLINE = "Check the network, or take the offline engine: `engine: espeak` in the voice profile."

_VOICES: Mapping[str, str] = {
    "af": "af-ZA-AdriNeural", "ar": "ar-SA-ZariyahNeural", "ar-AE": "ar-AE-FatimaNeural",
    "ar-BH": "ar-BH-LailaNeural", "ar-DZ": "ar-DZ-AminaNeural", "ar-EG": "ar-EG-SalmaNeural",
    "ar-IQ": "ar-IQ-RanaNeural", "ar-JO": "ar-JO-SanaNeural", "ar-KW": "ar-KW-NouraNeural",
    "ar-LB": "ar-LB-LaylaNeural", "ar-LY": "ar-LY-ImanNeural", "ar-MA": "ar-MA-MounaNeural",
    "ar-OM": "ar-OM-AyshaNeural", "ar-QA": "ar-QA-AmalNeural", "ar-SY": "ar-SY-AmanyNeural",
    "ar-TN": "ar-TN-ReemNeural", "ar-YE": "ar-YE-MaryamNeural", "bg": "bg-BG-KalinaNeural",
    "bn": "bn-IN-TanishaaNeural", "ca": "ca-ES-JoanaNeural", "cs": "cs-CZ-VlastaNeural",
    "cy": "cy-GB-NiaNeural", "da": "da-DK-ChristelNeural", "de": "de-DE-KatjaNeural",
    "de-AT": "de-AT-IngridNeural", "de-CH": "de-CH-LeniNeural", "el": "el-GR-AthinaNeural",
    "en": "en-US-AriaNeural", "en-AU": "en-AU-NatashaNeural", "en-CA": "en-CA-ClaraNeural",
    "en-GB": "en-GB-SoniaNeural", "en-IE": "en-IE-EmilyNeural", "en-IN": "en-IN-NeerjaNeural",
    "en-NZ": "en-NZ-MollyNeural", "en-ZA": "en-ZA-LeahNeural", "es": "es-ES-ElviraNeural",
    "es-MX": "es-MX-DaliaNeural", "fa": "fa-IR-DilaraNeural", "fi": "fi-FI-NooraNeural",
    "fil": "fil-PH-BlessicaNeural", "fr": "fr-FR-DeniseNeural", "fr-CA": "fr-CA-SylvieNeural",
    "he": "he-IL-HilaNeural", "hi": "hi-IN-SwaraNeural", "hr": "hr-HR-GabrijelaNeural",
    "hu": "hu-HU-NoemiNeural", "id": "id-ID-GadisNeural", "it": "it-IT-ElsaNeural",
    "ja": "ja-JP-NanamiNeural", "ko": "ko-KR-SunHiNeural", "ms": "ms-MY-YasminNeural",
    "nb": "nb-NO-PernilleNeural", "nl": "nl-NL-ColetteNeural", "no": "nb-NO-PernilleNeural",
    "pl": "pl-PL-ZofiaNeural", "pt": "pt-BR-FranciscaNeural", "pt-PT": "pt-PT-RaquelNeural",
    "ro": "ro-RO-AlinaNeural", "ru": "ru-RU-SvetlanaNeural", "sk": "sk-SK-ViktoriaNeural",
    "sl": "sl-SI-PetraNeural", "sr": "sr-RS-SophieNeural", "sv": "sv-SE-SofieNeural",
    "ta": "ta-IN-PallaviNeural", "th": "th-TH-PremwadeeNeural", "tr": "tr-TR-EmelNeural",
    "uk": "uk-UA-PolinaNeural", "ur": "ur-PK-UzmaNeural", "vi": "vi-VN-HoaiMyNeural",
    "zh": "zh-CN-XiaoxiaoNeural", "zh-HK": "zh-HK-HiuMaanNeural", "zh-TW": "zh-TW-HsiaoChenNeural",
}  # fmt: skip
"""BCP 47 → the voice that is taken where the profile names none, from the service's own list."""


class EdgeEngine:
    """Safe to use from `limits.parallel` threads."""

    limits = Limits(
        # edge-tts cuts what is longer than 4,096 bytes of XML, and "&" is five bytes there: 800 never are.
        max_bytes=800,
        parallel=2,
        pause_s=0.2,
        free=True,
        terms="The text goes to Microsoft over the network; the service is undocumented, promises nothing.",
    )
    about = About(
        needs="the network, and the package edge-tts (LGPL-3.0): pip install 'briefing[edge]'",
        sends="the text, to Microsoft",
        terms="undocumented and made for the browser Edge: it may refuse or change any day, and nobody has "
        "allowed other uses; ask Microsoft before you publish what it speaks",
        price="none, no key",
        homepage="https://github.com/rany2/edge-tts",
    )

    def __init__(self) -> None:
        # Here, so that the registry can say that it is not installed.
        from edge_tts.version import __version__

        self._version = __version__

    def fingerprint(self, utterance: Utterance) -> str:
        return f"edge-tts {self._version} {_voice(utterance)}"

    def speak(self, utterance: Utterance) -> Audio:
        """24 kHz MP3 with the time of every word.

        Raises EngineBusyError, EngineError; VoiceProfileError for a voice or option there cannot be.
        """
        from edge_tts import Communicate

        name = _voice(utterance)
        client = Communicate(
            utterance.text,
            _full_name(name),
            rate=_rate(utterance.voice),
            pitch=_pitch(utterance.voice),
            boundary="WordBoundary",
            connect_timeout=_CONNECT_S,
        )
        with _failures(name):
            data, words = asyncio.run(_received(client))
        if not _is_whole(client):
            raise EngineBusyError(
                f"{_SERVICE} cannot be reached", why="the connection was lost in the middle", hint=_OFFLINE
            )
        return Audio(data=data, format="mp3", sample_rate_hz=_SAMPLE_RATE_HZ, words=words)

    def voices(self) -> Iterator[VoiceInfo]:
        """As the service lists them now. Raises EngineBusyError, EngineError."""
        from edge_tts import list_voices

        with _failures(""):
            listed = asyncio.run(asyncio.wait_for(list_voices(), _RECEIVE_S))
            found = [
                VoiceInfo(
                    name=voice["ShortName"],
                    language=voice["Locale"],
                    gender={"Female": "f", "Male": "m"}.get(voice.get("Gender", "")),
                )
                for voice in listed
            ]
        yield from found

    def phonemes(self, utterance: Utterance) -> str | None:
        return None

    def close(self) -> None:
        return None


def _voice(utterance: Utterance) -> str:
    """The voice's own name, or the usual one of a language ("en-GB"), which may be the utterance's.

    Raises VoiceProfileError, EngineError for a language there is no voice for.
    """
    for option in utterance.voice.options:
        raise VoiceProfileError(
            f"the engine `edge` has no option `{option}`", hint="Take it out of the profile."
        )
    wanted = utterance.voice.voice.strip()
    if _NAME.fullmatch(wanted):
        return wanted
    if (not wanted or _LANGUAGE.fullmatch(wanted)) and (found := _usual(wanted or utterance.language)):
        return found
    if wanted:
        near = difflib.get_close_matches(wanted, [*_VOICES.values(), *_VOICES], n=1, cutoff=0.0)[0]
        raise VoiceProfileError(f"the engine `edge` has no voice `{wanted}`", hint=f"Did you mean `{near}`?")
    raise EngineError(
        f"the engine `edge` has no usual voice for the language `{utterance.language}`",
        hint="Name one in the profile: briefing voices --engine edge",
    )


def _full_name(name: str) -> str:
    """As the service wants it; the client makes it of most short names, not of "iu-Cans-CA-SiqiniqNeural"."""
    locale, _, speaker = name.rpartition("-")
    return f"Microsoft Server Speech Text to Speech Voice ({locale}, {speaker})"


def _usual(language: str) -> str | None:
    """By the longest part of the tag that there is a voice for."""
    folded = {tag.lower(): name for tag, name in _VOICES.items()}
    parts = language.replace("_", "-").lower().split("-")
    tags = ("-".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((folded[tag] for tag in tags if tag in folded), None)


def _rate(voice: Voice) -> str:
    change = 0 if voice.rate is None else round(100 * voice.rate / _USUAL_WORDS_PER_MINUTE - 100)
    return f"{min(_FASTEST, max(_SLOWEST, change)):+d}%"


def _pitch(voice: Voice) -> str:
    """0–100 are 50 Hz below and above the voice's own."""
    return f"{0 if voice.pitch is None else voice.pitch - 50:+d}Hz"


async def _received(client: Communicate) -> tuple[bytes, tuple[WordTiming, ...]]:
    data, words = bytearray(), list[WordTiming]()
    now = asyncio.get_running_loop().time
    # The client's own limit between two messages is not kept to on a web socket (edge-tts 7.3, aiohttp 3.14).
    async with asyncio.timeout(_TOTAL_S), asyncio.timeout(_RECEIVE_S) as silence:
        async for message in client.stream():
            silence.reschedule(now() + _RECEIVE_S)
            if message["type"] == "audio":
                data += message["data"]
            elif message["type"] == "WordBoundary":
                words.append(_timing(message))
    return bytes(data), tuple(words)


def _timing(message: Any) -> WordTiming:
    start_ms = round(message["offset"] / _TICKS_PER_MS)
    end_ms = round((message["offset"] + message["duration"]) / _TICKS_PER_MS)
    return WordTiming(start_ms=start_ms, end_ms=end_ms, text=message["text"])


def _is_whole(client: Communicate) -> bool:
    """Whether the service has said that this is the end (its message `turn.end`).

    The client keeps that to itself and stops all the same when the connection is closed before; but only at
    `turn.end` does it count up where a second part would begin (edge-tts 7.2 to 7.3, communicate.py). A
    client that no longer does so makes every answer an error, which is seen at once; a cut clip is not.
    """
    return bool(client.state.get("offset_compensation"))


@contextmanager
def _failures(voice: str) -> Iterator[None]:
    """What edge-tts and aiohttp raise, as what a person can do about it."""
    import aiohttp
    from edge_tts import exceptions

    unreachable = f"{_SERVICE} cannot be reached"
    try:
        yield
    except aiohttp.ClientResponseError as exc:
        raise _refusal(exc) from exc
    except exceptions.SkewAdjustmentError as exc:
        raise _forbidden() from exc
    except TimeoutError as exc:  # aiohttp's own among them
        raise EngineBusyError(f"{_SERVICE} does not answer", why="it timed out", hint=_OFFLINE) from exc
    except aiohttp.ClientConnectorDNSError as exc:
        raise EngineBusyError(unreachable, why=f"the name {exc.host} is not found", hint=_OFFLINE) from exc
    except aiohttp.ClientSSLError as exc:
        raise EngineError(unreachable, why="its certificate is not accepted", hint=_OFFLINE) from exc
    except aiohttp.ClientConnectorError as exc:
        raise EngineBusyError(unreachable, why=f"no connection to {exc.host}", hint=_OFFLINE) from exc
    except (aiohttp.ClientConnectionError, exceptions.WebSocketError, OSError) as exc:
        raise EngineBusyError(unreachable, why="the connection was lost", hint=_OFFLINE) from exc
    except exceptions.NoAudioReceived as exc:
        raise EngineBusyError(  # mostly it is overloaded: "Microsoft does not return any errors" (issue 190)
            f"{_SERVICE} answered without sound",
            why=f"it is overloaded, or has no voice `{voice}` any more",
            hint="Run it again later; `briefing voices --engine edge` lists the voices.",
        ) from exc
    except (exceptions.EdgeTTSException, ValueError, TypeError, LookupError) as exc:
        why = f"it says what the client does not understand ({one_line(str(exc)) or type(exc).__name__})"
        raise EngineError(f"{_SERVICE} gave no usable answer", why=why, hint=_UNDOCUMENTED) from exc


def _refusal(exc: Any) -> EngineError:
    """`exc` is an aiohttp.ClientResponseError."""
    if exc.status == 403:
        return _forbidden()
    why = f"it says {exc.status}"
    if exc.status == 429 or exc.status >= 500:
        wait = retry_after_s(exc.headers.get("Retry-After")) if exc.headers else None
        return EngineBusyError(f"{_SERVICE} is busy", why=why, hint=_UNDOCUMENTED, retry_after_s=wait)
    return EngineError(f"{_SERVICE} refused", why=why, hint=_UNDOCUMENTED)


def _forbidden() -> EngineError:
    """Its token is made of the time; the client has already tried once more with the service's own clock."""
    return EngineError(
        f"{_SERVICE} refused",
        why="it says 403: it no longer takes the client's token, or this machine's clock is wrong",
        hint=_UNDOCUMENTED,
    )
