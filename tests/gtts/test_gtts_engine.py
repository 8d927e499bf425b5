"""The gtts engine against a stand-in of Google's service: the real client, real HTTP."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from google_standin import GoogleStandin, mp3_tone
from gtts.lang import tts_langs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.engines import gtts as module
from briefing.engines.gtts import GttsEngine
from briefing.errors import EngineBusyError, EngineError, VoiceProfileError
from briefing.model import Utterance, Voice

TEXT = "Mr. Lind paid 1,250 euros. The pier is open: at last!"


def utterance(text: str = TEXT, language: str = "en", **voice: object) -> Utterance:
    return Utterance(text=text, language=language, voice=Voice(engine="gtts", **voice))  # type: ignore[arg-type]  # any field


def test_one_call_is_one_request_with_the_text_as_it_is(google: GoogleStandin) -> None:
    audio = GttsEngine().speak(utterance())
    assert google.texts == [TEXT]
    assert (google.calls[0].language, google.calls[0].domain, google.calls[0].slow) == ("en", "com", False)
    assert audio.data == mp3_tone(TEXT)
    assert (audio.format, audio.sample_rate_hz) == ("mp3", 24_000)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=99).map(lambda t: f"a{t}"))
def test_no_text_is_rewritten_or_cut(google: GoogleStandin, text: str) -> None:
    google.calls.clear()
    GttsEngine().speak(utterance(text.strip()))
    assert google.texts == [text.strip()]


@pytest.mark.parametrize(
    ("language", "voice", "code", "domain"),
    [
        ("ar", "", "ar", "com"),
        ("ar-EG", "", "ar", "com"),
        ("en-GB", "", "en", "co.uk"),
        ("en", "en-gb", "en", "co.uk"),
        ("en", "co.uk", "en", "co.uk"),
        ("en_AU", "", "en", "com.au"),
        ("he", "", "iw", "com"),
        ("nb-NO", "", "no", "com"),
        ("zh", "", "zh-CN", "com"),
        ("zh-Hant-TW", "", "zh-TW", "com"),
        ("zh-TW", "", "zh-TW", "com"),
        ("pt-BR", "", "pt", "com.br"),
        ("pt-PT", "", "pt-PT", "pt"),
        ("de-CH", "ch", "de", "ch"),
    ],
)
def test_language_and_accent(
    google: GoogleStandin, language: str, voice: str, code: str, domain: str
) -> None:
    GttsEngine().speak(utterance("Text", language, voice=voice))
    assert (google.calls[0].language, google.calls[0].domain) == (code, domain)
    assert code in tts_langs()


@pytest.mark.parametrize(("rate", "slow"), [(None, False), (150, False), (120, False), (119, True)])
def test_the_service_knows_two_speeds(google: GoogleStandin, rate: int | None, slow: bool) -> None:
    GttsEngine().speak(utterance(rate=rate))
    assert google.calls[0].slow is slow


def test_the_fingerprint_tells_what_shapes_the_sound_and_asks_nobody(google: GoogleStandin) -> None:
    engine = GttsEngine()
    seen = {
        engine.fingerprint(utterance(language=language, **voice))
        for language, voice in [("en", {}), ("ar", {}), ("en", {"voice": "co.uk"}), ("en", {"rate": 90})]
    }
    assert len(seen) == 4
    assert engine.fingerprint(utterance("Another text")) in seen
    assert google.calls == []


def test_what_there_is_not() -> None:
    engine = GttsEngine()
    with pytest.raises(
        EngineError, match=r"^the engine `gtts` does not speak the language `tlh`\. .*`t[a-z]`"
    ):
        engine.fingerprint(utterance(language="tlh"))
    with pytest.raises(VoiceProfileError, match=r"no voice `en-gbr`\. Did you mean `en-gb`\?"):
        engine.fingerprint(utterance(voice="en-gbr"))
    with pytest.raises(VoiceProfileError, match="no option `wordgap`"):
        engine.fingerprint(utterance(options={"wordgap": 1}))


# ------------------------------------------------------------------------------------------- failures


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_busy_service_is_worth_another_try(google: GoogleStandin, status: int) -> None:
    google.answers = [status]
    with pytest.raises(
        EngineBusyError, match=rf"^Google's speech service is busy: translate\.google\.com says {status}"
    ):
        GttsEngine().speak(utterance())


def test_retry_after(google: GoogleStandin) -> None:
    google.always = 429
    for header, least, most in [
        ("7", 7, 7),
        (format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True), 50, 61),
        (format_datetime(datetime.now(UTC) - timedelta(seconds=60), usegmt=True), 0, 0),
    ]:
        google.retry_after = header
        with pytest.raises(EngineBusyError) as caught:
            GttsEngine().speak(utterance())
        assert caught.value.retry_after_s is not None
        assert least <= caught.value.retry_after_s <= most
    google.retry_after = "soon"
    with pytest.raises(EngineBusyError) as caught:
        GttsEngine().speak(utterance())
    assert caught.value.retry_after_s is None


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (
            403,
            r"^Google's speech service refused: translate\.google\.com says 403 Forbidden\. The service is",
        ),
        (404, r"refused: .* says 404"),
        (
            "web page",
            r"^Google's speech service answered without sound: an empty .* web page .*`engine: espeak`",
        ),
        ("empty", r"^Google's speech service answered without sound"),
        ("no sound", r"^Google's speech service answered without sound: no sound for the language `en`"),
    ],
)
def test_what_another_try_does_not_mend(google: GoogleStandin, answer: str | int, line: str) -> None:
    google.answers = [answer]
    with pytest.raises(EngineError, match=line) as caught:
        GttsEngine().speak(utterance())
    assert not isinstance(caught.value, EngineBusyError)


@pytest.mark.parametrize("answer", ["drop", "drop in the middle"])
def test_a_dropped_connection(google: GoogleStandin, answer: str) -> None:
    google.answers = [answer]
    with pytest.raises(
        EngineBusyError, match=r"cannot be reached: the connection to .* was lost\. .*`engine: espeak`"
    ):
        GttsEngine().speak(utterance())


def test_a_service_that_hangs(google: GoogleStandin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_TIMEOUT_S", (1.0, 0.1))
    google.answers = ["hang"]
    with pytest.raises(
        EngineBusyError, match=r"^Google's speech service does not answer: .* timed out\. Check the network"
    ):
        GttsEngine().speak(utterance())


def test_without_a_network(google: GoogleStandin, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    monkeypatch.setattr(
        "gtts.tts._translate_url", lambda tld="com", path="": f"http://127.0.0.1:{port}/{path}"
    )
    line = r"^Google's speech service cannot be reached: no connection to .*Check the network, or take"
    with pytest.raises(EngineBusyError, match=line):
        GttsEngine().speak(utterance())


def test_without_name_resolution(google: GoogleStandin, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.setattr("gtts.tts._translate_url", lambda tld="com", path="": f"http://speech.invalid/{path}")
    with pytest.raises(EngineBusyError, match=r"the name translate\.google\.com is not found"):
        GttsEngine().speak(utterance())
