"""The openai engine against a stand-in of the service: the real httpx, real HTTP."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from openai_standin import OpenaiStandin

from briefing import engines
from briefing.engines.openai import OpenaiEngine
from briefing.engines.openai.asked import asked
from briefing.errors import EngineBusyError, EngineError, VoiceProfileError
from briefing.model import Audio, Utterance, Voice
from briefing.speech.answer import WrongAnswerError, checked
from engines.sounds import sound

TEXT = "The northern pier & its crane, “open” at last: 100 % of it."
SECRET = "sk-a-secret-1234567890"


@pytest.fixture
def engine(openai: OpenaiStandin) -> Iterator[OpenaiEngine]:
    made = OpenaiEngine()
    yield made
    made.close()


def voice(
    openai: OpenaiStandin | None = None, name: str = "", rate: int | None = None, **options: object
) -> Voice:
    if openai is not None:
        options.setdefault("base_url", openai.url)
    return Voice(engine="openai", voice=name, rate=rate, options=options)  # type: ignore[arg-type]  # any value


def utterance(spoken_by: Voice, text: str = TEXT, language: str = "en") -> Utterance:
    return Utterance(text=text, language=language, voice=spoken_by)


# ------------------------------------------------------------------------------------------ what is asked


def test_one_call_is_one_request_with_the_text_as_it_is(engine: OpenaiEngine, openai: OpenaiStandin) -> None:
    answer = engine.speak(utterance(voice(openai, "bm_george", model="kokoro")))
    (call,) = openai.calls
    assert call.body == {"model": "kokoro", "voice": "bm_george", "input": TEXT, "response_format": "wav"}
    assert call.key is None
    assert (answer.format, answer.sample_rate_hz) == ("wav", 16_000)
    assert checked(answer, utterance(voice(openai))).duration_ms == pytest.approx(65 * len(TEXT), abs=2)


def test_what_a_profile_may_leave_out(openai: OpenaiStandin) -> None:
    at_openai, elsewhere = asked(voice()), asked(voice(openai))
    assert (at_openai.url, at_openai.model, at_openai.voice) == (
        "https://api.openai.com/v1",
        "gpt-4o-mini-tts",
        "alloy",
    )
    assert (elsewhere.model, elsewhere.voice) == ("tts-1", "alloy")


def test_all_that_can_be_said(engine: OpenaiEngine, openai: OpenaiStandin) -> None:
    options = {"model": "m", "response_format": "mp3", "instructions": "As the news.", "timeout": 5}
    answer = engine.speak(utterance(voice(openai, "nova", 200, **options)))
    assert openai.calls[0].body == {
        "model": "m",
        "voice": "nova",
        "input": TEXT,
        "response_format": "mp3",
        "speed": 1.21,
        "instructions": "As the news.",
    }
    assert (answer.format, answer.sample_rate_hz) == ("mp3", 24_000)
    assert checked(answer, utterance(voice(rate=200))).duration_ms > 2000


@pytest.mark.parametrize("rate", [50, 164, 165, 166, 330, 500])
def test_a_rate_is_a_speed_that_the_service_takes(rate: int) -> None:
    speed = asked(voice(rate=rate)).speed
    assert speed is not None
    assert 0.25 <= speed <= 4
    assert speed == pytest.approx(rate / 165, abs=0.006)


def test_the_fingerprint_tells_the_service_and_what_was_left_out_and_asks_nobody(
    engine: OpenaiEngine, openai: OpenaiStandin
) -> None:
    seen = {
        engine.fingerprint(utterance(one))
        for one in (voice(openai), voice(), voice(openai, model="x"), voice(openai, "nova"))
    }
    assert len(seen) == 4
    assert engine.fingerprint(utterance(voice(openai), "Other words")) in seen
    assert openai.calls == []


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"base_ur": "x"}, r"no option `base_ur`\. Did you mean `base_url`\?"),
        ({"response_format": "opus"}, r"`response_format` must be wav or mp3, not `opus`"),
        ({"timeout": 0}, r"`timeout` of an openai voice must be a number from 1 to 600, not 0"),
        ({"timeout": "long"}, r"`timeout` .* not long"),
        ({"parallel": True}, r"`parallel` .* not True"),
        ({"model": ("a", "b")}, r"`model` of an openai voice must be text"),
        ({"base_url": "http://example.org/v1"}, r"http://example\.org would be asked without encryption"),
        ({"base_url": "https://me:secret@example.org/v1"}, r"name or a password .*BRIEFING_SPEECH_KEY"),
        ({"base_url": "https://example.org/v1?key=x"}, r"goes on with \? or #"),
        ({"base_url": "ftp://example.org"}, r"is no address of a service"),
        ({"base_url": "localhost:8880"}, r"is no address of a service"),
        ({"base_url": "https://[::1"}, r"is no address"),
        ({"base_url": "https://exa mple.org"}, r"is no address"),
    ],
)
def test_options_that_cannot_be(options: dict[str, object], line: str) -> None:
    engine = OpenaiEngine()
    with pytest.raises(VoiceProfileError, match=line) as caught:
        engine.fingerprint(utterance(voice(**options)))
    assert "secret" not in str(caught.value)
    engine.close()


# ---------------------------------------------------------------------------------------------- the key


def test_openais_key_goes_to_openai_alone(
    engine: OpenaiEngine, openai: OpenaiStandin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    engine.speak(utterance(voice(openai)))
    assert openai.calls[0].key is None
    assert asked(voice()).key({"OPENAI_API_KEY": SECRET}) == SECRET
    for near in (
        "https://api.openai.com.example.org/v1",
        "https://openai.com/v1",
        "https://xapi.openai.com/v1",
    ):
        assert asked(voice(base_url=near)).key({"OPENAI_API_KEY": SECRET}) == ""


def test_another_services_key_does_not_go_to_openai() -> None:
    assert asked(voice()).key({"BRIEFING_SPEECH_KEY": SECRET}) == ""
    both = {"BRIEFING_SPEECH_KEY": SECRET, "OPENAI_API_KEY": "sk-openai"}
    assert asked(voice()).key(both) == "sk-openai"
    assert asked(voice(base_url="http://127.0.0.1:9/v1")).key(both) == SECRET


def test_the_key_for_speech_goes_where_the_profile_says(
    engine: OpenaiEngine, openai: OpenaiStandin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_SPEECH_KEY", f" {SECRET}\n")
    engine.speak(utterance(voice(openai)))
    assert openai.calls[0].key == SECRET
    assert SECRET not in engine.fingerprint(utterance(voice(openai)))


def test_without_a_key_openai_is_not_asked(monkeypatch: pytest.MonkeyPatch, openai: OpenaiStandin) -> None:
    engine = OpenaiEngine()
    assert "set OPENAI_API_KEY" in engines.missing(engine, voice())
    assert engines.missing(engine, voice(openai)) == ""
    with pytest.raises(
        EngineError, match=r"cannot ask api\.openai\.com: there is no key: set OPENAI_API_KEY"
    ):
        engine.speak(utterance(voice()))
    monkeypatch.setenv("OPENAI_API_KEY", "sk-\u0661")
    with pytest.raises(VoiceProfileError, match="what OPENAI_API_KEY holds is no key"):
        engine.speak(utterance(voice()))
    engine.close()


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_is_not_accepted_is_named_and_never_shown(
    engine: OpenaiEngine, openai: OpenaiStandin, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    openai.always = status
    openai.message = f"Incorrect API key provided: {SECRET}. You can find yours at example.org."
    with pytest.raises(EngineError, match=rf"wants a key: {status} .*Set BRIEFING_SPEECH_KEY"):
        engine.speak(utterance(voice(openai)))
    monkeypatch.setenv("BRIEFING_SPEECH_KEY", SECRET)
    with pytest.raises(EngineError, match="does not accept the key in BRIEFING_SPEECH_KEY") as caught:
        engine.speak(utterance(voice(openai)))
    assert not isinstance(caught.value, EngineBusyError)
    assert SECRET not in str(caught.value)
    assert "Incorrect API key provided: (the key)" in str(caught.value)
    openai.message = f"{'x' * 170} {SECRET}"  # half of it would still fit into the line
    with pytest.raises(EngineError) as caught:
        engine.speak(utterance(voice(openai)))
    assert "(the key)" in str(caught.value)
    assert SECRET[:8] not in str(caught.value)


# ------------------------------------------------------------------------------------------- failures


def failing(engine: OpenaiEngine, openai: OpenaiStandin, answer: str | int, **options: object) -> EngineError:
    openai.answers = [answer]
    with pytest.raises(EngineError) as caught:
        engine.speak(utterance(voice(openai, **options)))
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504, 529])
def test_a_busy_service_is_worth_another_try(
    engine: OpenaiEngine, openai: OpenaiStandin, status: int
) -> None:
    openai.retry_after = "7"
    error = failing(engine, openai, status)
    assert isinstance(error, EngineBusyError)
    assert error.retry_after_s == 7
    assert f"{status} stand-in says no" in str(error)


def test_retry_after_may_be_a_date_or_nonsense(engine: OpenaiEngine, openai: OpenaiStandin) -> None:
    openai.retry_after = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    error = failing(engine, openai, 429)
    assert isinstance(error, EngineBusyError)
    assert error.retry_after_s is not None
    assert 50 <= error.retry_after_s <= 61
    openai.retry_after = "soon"
    assert failing(engine, openai, 429).retry_after_s is None  # type: ignore[attr-defined]  # it is busy


def test_an_empty_account_is_not_asked_again(engine: OpenaiEngine, openai: OpenaiStandin) -> None:
    openai.message = "You exceeded your current quota (insufficient_quota)."
    error = failing(engine, openai, 429)
    assert not isinstance(error, EngineBusyError)
    assert "exceeded your current quota" in str(error)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (400, "refuses: 400 stand-in says no"),
        (404, "has it the model `tts-1`?"),
        (422, "refuses: 422 stand-in says no"),
        (
            "html",
            "answered with a web page in the place of sound: Log in to the network. See whether `base_url`",
        ),
        ("json", "answered with a message in the place of sound"),
        ("redirect", "sends us to another address: the key and the text go nowhere else"),
    ],
)
def test_what_another_try_does_not_mend(
    engine: OpenaiEngine, openai: OpenaiStandin, answer: str | int, said: str
) -> None:
    error = failing(engine, openai, answer)
    assert said in str(error)
    assert not isinstance(error, EngineBusyError)
    assert len(openai.calls) == 1


@pytest.mark.parametrize("answer", ["cut", "drop"])
def test_a_cut_connection_is_an_error_and_no_short_clip(
    engine: OpenaiEngine, openai: OpenaiStandin, answer: str
) -> None:
    error = failing(engine, openai, answer)
    assert isinstance(error, EngineBusyError)
    assert "cannot be reached: the connection was lost. Is its server running?" in str(error)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("empty", "empty"),
        ("cut sound", "cut off"),
        ("too short", "cut off"),
        ("too long", "far too long"),
        ("silence", "silence"),
        ("wrong rate", "4000 samples"),
    ],
)
def test_sound_that_is_not_that_of_the_text_is_found_by_the_check(
    engine: OpenaiEngine, openai: OpenaiStandin, answer: str, said: str
) -> None:
    openai.answers = [answer]
    asked_for = utterance(voice(openai))
    with pytest.raises(WrongAnswerError, match=said):
        checked(engine.speak(asked_for), asked_for)


@pytest.mark.parametrize("answer", ["hang", "drip"])
def test_a_service_that_never_ends(engine: OpenaiEngine, openai: OpenaiStandin, answer: str) -> None:
    error = failing(engine, openai, answer, timeout=1)
    assert isinstance(error, EngineBusyError)
    assert "does not answer: no whole answer came in 1 s" in str(error)


def test_where_nobody_listens(engine: OpenaiEngine) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
    with pytest.raises(EngineBusyError, match=r"cannot be reached: it takes no connection\. Is its server"):
        engine.speak(utterance(voice(base_url=url)))


def test_without_name_resolution(engine: OpenaiEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(EngineBusyError, match=r"the name speech\.invalid is not found\. Check the network"):
        engine.speak(utterance(voice(base_url="https://speech.invalid/v1")))


def test_plain_http_behind_an_https_address(engine: OpenaiEngine, openai: OpenaiStandin) -> None:
    url = openai.url.replace("http://", "https://")
    with pytest.raises(EngineError, match="certificate or encryption is not accepted") as caught:
        engine.speak(utterance(voice(base_url=url)))
    assert not isinstance(caught.value, EngineBusyError)
    assert isinstance(caught.value.__cause__, Exception)
    assert ssl.OPENSSL_VERSION  # the fault is OpenSSL's


def test_another_format_than_was_asked_for(
    engine: OpenaiEngine, openai: OpenaiStandin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openai_standin.sound", lambda *_, **__: sound("ok", TEXT, "mp3"))
    answer = engine.speak(utterance(voice(openai)))  # asked for WAV: what the data say counts
    assert answer == Audio(data=sound("ok", TEXT, "mp3"), format="mp3", sample_rate_hz=24_000)
    monkeypatch.setattr("openai_standin.sound", lambda *_, **__: b"OggS" + bytes(9000))
    with pytest.raises(
        EngineError, match=r"neither WAV nor MP3: it was asked for wav\. Try `response_format: mp3`"
    ):
        engine.speak(utterance(voice(openai)))


# ---------------------------------------------------------------------------------- voices and limits


def test_openais_voices_are_listed_without_asking(engine: OpenaiEngine) -> None:
    names = [found.name for found in engine.voices()]
    assert {"alloy", "nova", "cedar"} <= set(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "listed",
    [
        {"voices": ["af_heart", "bm_george", "custom"]},
        {"voices": [{"id": "af_heart", "name": "Heart"}, {"id": "bm_george"}, {"id": "custom"}]},
        {"object": "list", "data": [{"voice_id": "af_heart"}, {"voice_id": "bm_george"}, {"name": "custom"}]},
        ["af_heart", "bm_george", "custom"],
    ],
)
def test_another_service_is_asked_for_its_voices(
    engine: OpenaiEngine, openai: OpenaiStandin, listed: object
) -> None:
    openai.voices = listed
    found = list(engines.voices_of(engine, voice(openai)))
    assert [(one.name, one.language, one.gender) for one in found] == [
        ("af_heart", "en-US", "f"),
        ("bm_george", "en-GB", "m"),
        ("custom", "und", None),
    ]


@pytest.mark.parametrize("listed", [None, b"<html>", {"voices": None}, [], 7, {"voices": [{}, 5, "\n"]}])
def test_a_service_that_lists_no_voices(engine: OpenaiEngine, openai: OpenaiStandin, listed: object) -> None:
    openai.voices = listed
    with pytest.raises(
        EngineError, match=r"does not say which voices it has\. Any name can stand as `voice`"
    ):
        list(engines.voices_of(engine, voice(openai)))


def test_limits_follow_the_service(engine: OpenaiEngine, openai: OpenaiStandin) -> None:
    at_openai, here = engines.limits_of(engine, voice()), engines.limits_of(engine, voice(openai))
    assert (at_openai.parallel, at_openai.free) == (4, False)
    assert (here.parallel, here.free) == (2, True)
    assert engines.limits_of(engine, voice(openai, parallel=7)).parallel == 7


def test_several_threads_share_the_connections(engine: OpenaiEngine, openai: OpenaiStandin) -> None:
    texts = [f"{TEXT} {number} times." for number in range(12)]
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda text: engine.speak(utterance(voice(openai), text)).data, texts))
    assert answers == [sound("ok", text, "wav", streamed=True) for text in texts]


# --------------------------------------------------------------------------------------- odd settings


@pytest.mark.parametrize("proxy", ["nonsense", "ftp://127.0.0.1:1", "socks9://x"])
def test_a_proxy_that_cannot_be_is_one_line(
    engine: OpenaiEngine, monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    monkeypatch.setenv("https_proxy", proxy)
    with pytest.raises(EngineError) as caught:
        engine.speak(utterance(voice(base_url="https://speech.invalid/v1")))
    assert "\n" not in str(caught.value)


def test_the_whole_address_of_the_function_is_taken_as_well(
    engine: OpenaiEngine, openai: OpenaiStandin
) -> None:
    engine.speak(utterance(voice(base_url=f"{openai.url}/audio/speech/")))
    assert openai.calls[0].path == "/v1/audio/speech"


def test_a_slow_server_is_waited_for_as_long_as_the_voice_says(openai: OpenaiStandin) -> None:
    engine = OpenaiEngine()
    assert engines.limits_of(engine, voice(openai)).answer_s == 0
    assert engines.limits_of(engine, voice(openai, timeout=300)).answer_s >= 300
    engine.close()
