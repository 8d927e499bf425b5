"""The edge engine against a stand-in of the service: the real edge-tts, a real web socket."""

from __future__ import annotations

import itertools
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
from edge_standin import VOICES, EdgeStandin
from edge_tts import Communicate
from hypothesis import given
from hypothesis import strategies as st

from briefing.engines import edge as module
from briefing.engines.edge import EdgeEngine
from briefing.errors import EngineBusyError, EngineError, VoiceProfileError
from briefing.model import Utterance, Voice
from briefing.speech.answer import WrongAnswerError, checked
from engines.sounds import sound

TEXT = "The northern pier & its crane: <open> at last!"


def utterance(text: str = TEXT, language: str = "en", **voice: object) -> Utterance:
    return Utterance(text=text, language=language, voice=Voice(engine="edge", **voice))  # type: ignore[arg-type]  # any field


def test_one_call_is_one_request_with_the_text_as_it_is(edge: EdgeStandin) -> None:
    answer = EdgeEngine().speak(utterance())
    assert edge.texts == [TEXT]
    assert edge.attempts == 1
    assert edge.calls[0].voice == "Microsoft Server Speech Text to Speech Voice (en-US, AriaNeural)"
    assert (edge.calls[0].rate, edge.calls[0].pitch) == ("+0%", "+0Hz")
    assert answer.data == sound("ok", TEXT, "mp3")
    assert (answer.format, answer.sample_rate_hz) == ("mp3", 24_000)


def test_the_time_of_every_word(edge: EdgeStandin) -> None:
    words = EdgeEngine().speak(utterance()).words
    assert [word.text for word in words] == TEXT.split()
    assert (words[1].start_ms, words[1].end_ms) == (4 * 65, 12 * 65)
    assert all(before.end_ms <= after.start_ms for before, after in itertools.pairwise(words))


@pytest.mark.parametrize(
    ("language", "voice", "name"),
    [
        ("ar", "", "ar-SA-ZariyahNeural"),
        ("ar-EG", "", "ar-EG-SalmaNeural"),
        ("ar-001", "", "ar-SA-ZariyahNeural"),
        ("en_GB", "", "en-GB-SoniaNeural"),
        ("en", "en-GB", "en-GB-SoniaNeural"),
        ("en", "en-AU-WilliamNeural", "en-AU-WilliamNeural"),
        ("zh", "zh-CN-liaoning-XiaobeiNeural", "zh-CN-liaoning-XiaobeiNeural"),
        ("iu-Cans-CA", "iu-Cans-CA-SiqiniqNeural", "iu-Cans-CA-SiqiniqNeural"),
        ("zh-Hant-HK", "", "zh-CN-XiaoxiaoNeural"),
        ("nn-NO", "nb", "nb-NO-PernilleNeural"),
        ("fil", "", "fil-PH-BlessicaNeural"),
    ],
)
def test_which_voice_speaks(edge: EdgeStandin, language: str, voice: str, name: str) -> None:
    EdgeEngine().speak(utterance("Text", language, voice=voice))
    locale, _, short = name.rpartition("-")
    assert edge.calls[0].voice == f"Microsoft Server Speech Text to Speech Voice ({locale}, {short})"


@pytest.mark.parametrize(
    ("rate", "pitch", "asked"),
    [
        (None, None, ("+0%", "+0Hz")),
        (165, 50, ("+0%", "+0Hz")),
        (132, 40, ("-20%", "-10Hz")),
        (198, 100, ("+20%", "+50Hz")),
        (50, 0, ("-50%", "-50Hz")),
        (500, None, ("+100%", "+0Hz")),
    ],
)
def test_rate_and_pitch(
    edge: EdgeStandin, rate: int | None, pitch: int | None, asked: tuple[str, str]
) -> None:
    EdgeEngine().speak(utterance(rate=rate, pitch=pitch))
    assert (edge.calls[0].rate, edge.calls[0].pitch) == asked


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=800).map(lambda text: f"a{text}"))
def test_what_the_limit_lets_through_the_client_does_not_cut(text: str) -> None:
    most = EdgeEngine.limits.max_bytes
    assert most is not None
    text = text.encode()[:most].decode(errors="ignore").strip()
    assert len(list(Communicate(text, "en-GB-RyanNeural").texts)) == 1
    assert len(list(Communicate("&" * most, "en-GB-RyanNeural").texts)) == 1


def test_the_fingerprint_tells_the_voice_and_asks_nobody(edge: EdgeStandin) -> None:
    engine = EdgeEngine()
    seen = {
        engine.fingerprint(utterance(language=language, voice=voice))
        for language, voice in [("en", ""), ("ar", ""), ("en", "en-GB")]
    }
    assert len(seen) == 3
    assert engine.fingerprint(utterance("Another text")) in seen
    assert edge.attempts == 0


def test_what_there_is_not() -> None:
    engine = EdgeEngine()
    with pytest.raises(EngineError, match=r"no usual voice for the language `tlh`\. Name one in the profile"):
        engine.fingerprint(utterance(language="tlh"))
    with pytest.raises(
        VoiceProfileError, match=r"no voice `en-GB-Sonia`\. Did you mean `en-GB-SoniaNeural`\?"
    ):
        engine.fingerprint(utterance(voice="en-GB-Sonia"))
    with pytest.raises(VoiceProfileError, match="no option `style`"):
        engine.fingerprint(utterance(options={"style": "cheerful"}))


def test_every_usual_voice_has_a_name_that_the_client_takes() -> None:
    for tag, name in module._VOICES.items():
        assert module._NAME.fullmatch(name), name
        assert Communicate("a", name).tts_config.voice.startswith("Microsoft Server Speech")
        assert name.lower().startswith(tag.split("-")[0]) or (tag, name[:2]) == ("no", "nb")


def test_the_service_lists_its_voices(edge: EdgeStandin) -> None:
    found = {(voice.name, voice.gender) for voice in EdgeEngine().voices()}
    assert found == {(name, gender[0].lower()) for name, gender in VOICES}
    assert {voice.language for voice in EdgeEngine().voices()} >= {"ar-EG", "en-GB", "zh-CN-liaoning"}
    edge.always = 503
    with pytest.raises(EngineBusyError, match="it says 503"):
        list(EdgeEngine().voices())
    edge.always = "html"
    with pytest.raises(EngineError, match="gave no usable answer"):
        list(EdgeEngine().voices())


# ------------------------------------------------------------------------------------------- failures


def failing(edge: EdgeStandin, *answers: str | int) -> EngineError:
    edge.answers = list(answers)
    with pytest.raises(EngineError) as caught:
        EdgeEngine().speak(utterance())
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize("answer", ["cut", "drop"])
def test_a_connection_that_ends_in_the_middle_is_an_error_and_no_short_clip(
    edge: EdgeStandin, answer: str
) -> None:
    error = failing(edge, answer)
    assert isinstance(error, EngineBusyError)
    assert "the connection was lost" in str(error)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_service_is_worth_another_try(edge: EdgeStandin, status: int) -> None:
    edge.retry_after = "7"
    error = failing(edge, status)
    assert isinstance(error, EngineBusyError)
    assert error.retry_after_s == 7
    assert f"Edge's speech service is busy: it says {status}. " in str(error)


def test_a_refused_token_is_tried_once_more_by_the_client_and_then_explained(edge: EdgeStandin) -> None:
    edge.answers = [403]
    assert EdgeEngine().speak(utterance()).data
    assert edge.attempts == 2
    error = failing(edge, 403, 403)
    assert not isinstance(error, EngineBusyError)
    assert "this machine's clock is wrong" in str(error)
    assert "pip install -U edge-tts" in str(error)


def test_no_sound_may_mean_an_unknown_voice(edge: EdgeStandin) -> None:
    error = failing(edge, "empty")
    assert isinstance(error, EngineBusyError)
    assert "has no voice `en-US-AriaNeural` any more" in str(error)


def test_what_the_client_does_not_understand(edge: EdgeStandin) -> None:
    error = failing(edge, "html")
    assert not isinstance(error, EngineBusyError)
    assert "gave no usable answer: it says what the client does not understand" in str(error)
    assert "refused: it says 404" in str(failing(edge, 404))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("tiny", "cut off"),
        ("too short", "cut off"),
        ("too long", "far too long"),
        ("silence", "silence"),
    ],
)
def test_sound_that_is_not_that_of_the_text_is_found_by_the_check(
    edge: EdgeStandin, answer: str, said: str
) -> None:
    edge.answers = [answer]
    with pytest.raises(WrongAnswerError, match=said):
        checked(EdgeEngine().speak(utterance()), utterance())


def test_another_sample_rate_is_heard_as_it_is(edge: EdgeStandin) -> None:
    edge.answers = ["wrong rate"]
    assert checked(EdgeEngine().speak(utterance()), utterance()).audio.sample_rate_hz == 16_000


@pytest.mark.parametrize("limit", ["_RECEIVE_S", "_TOTAL_S"])
def test_a_service_that_hangs(edge: EdgeStandin, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(module, limit, 1)
    error = failing(edge, "hang")
    assert isinstance(error, EngineBusyError)
    assert "does not answer: it timed out" in str(error)


def test_where_nobody_listens(edge: EdgeStandin, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    monkeypatch.setattr("edge_tts.communicate.WSS_URL", f"ws://127.0.0.1:{port}/?a=b")
    with pytest.raises(
        EngineBusyError, match=r"cannot be reached: no connection to 127\.0\.0\.1\. Check the"
    ):
        EdgeEngine().speak(utterance())


def test_without_name_resolution(edge: EdgeStandin, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.setattr("edge_tts.communicate.WSS_URL", "ws://speech.invalid/?a=b")
    with pytest.raises(EngineBusyError, match=r"the name speech\.invalid is not found"):
        EdgeEngine().speak(utterance())


def test_a_certificate_that_is_not_accepted(edge: EdgeStandin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edge_tts.communicate.WSS_URL", edge.socket_url.replace("ws://", "wss://"))
    with pytest.raises(EngineError, match="cannot be reached"):
        EdgeEngine().speak(utterance())


def test_several_threads_at_once(edge: EdgeStandin) -> None:
    texts = [f"{TEXT} {number} times." for number in range(8)]
    engine = EdgeEngine()
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda text: engine.speak(utterance(text)).data, texts))
    assert answers == [sound("ok", text, "mp3") for text in texts]
