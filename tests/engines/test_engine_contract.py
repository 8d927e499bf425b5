"""What every engine must keep; one that is registered is tested here without a word more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from google_standin import GoogleStandin

from briefing import engines
from briefing.engines import SpeechEngine
from briefing.errors import BriefingError, EngineError, VoiceProfileError
from briefing.model import Utterance, Voice
from briefing.speech.answer import checked
from engines.tone import ToneEngine

ENGINES: Mapping[str, Callable[[], SpeechEngine]] = {
    "tone": ToneEngine,
    **{name: partial(engines.load, name) for name in engines.ENGINES},
}
TEXTS = {
    "en": "The northern pier was opened again on Monday.",
    "ar": "أعيد فتح الرصيف الشمالي يوم الاثنين.",
}
ODD = (
    "A",
    "Yes!",
    "Wait … what?",
    "one\ntwo",
    "<b>bold</b> & “quoted” {braces} [[brackets]] \\ back",
    "%s %d 100% $x",
    "pier \u0000 nul",
    "pier \U0001f6a2 ship",
    "e\u0301tude naïve Straße",
    "The pier الرصيف 港口",
    "-",
)


@pytest.fixture(params=ENGINES, scope="module")
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def engine(name: str, google: GoogleStandin) -> Iterator[SpeechEngine]:
    made = ENGINES[name]()
    yield made
    made.close()


def utterance(text: str, language: str = "en", name: str = "", voice: str = "") -> Utterance:
    return Utterance(text=text, language=language, voice=Voice(engine=name, voice=voice))


@pytest.mark.parametrize("language", TEXTS)
def test_the_answer_is_whole_sound(engine: SpeechEngine, name: str, language: str) -> None:
    asked = utterance(TEXTS[language], language, name)
    answer = engine.speak(asked)
    sound = checked(answer, asked)
    assert (sound.audio.format, sound.audio.sample_rate_hz) == (answer.format, answer.sample_rate_hz)
    ends = [word.end_ms for word in answer.words]
    assert ends == sorted(ends)
    assert all(0 <= word.start_ms <= word.end_ms <= sound.duration_ms + 50 for word in answer.words)


def test_a_longer_text_is_a_longer_sound(engine: SpeechEngine, name: str) -> None:
    short, long = utterance("The pier.", name=name), utterance(TEXTS["en"] + " Nobody came.", name=name)
    assert checked(engine.speak(long), long).duration_ms > checked(engine.speak(short), short).duration_ms


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_spoken_or_refused_in_one_line(engine: SpeechEngine, name: str, text: str) -> None:
    asked = utterance(text, name=name)
    try:
        answer = engine.speak(asked)
    except EngineError as exc:
        assert "\n" not in str(exc)
    else:
        assert checked(answer, asked).duration_ms >= 0
    whole = utterance(TEXTS["en"], name=name)
    assert checked(engine.speak(whole), whole)  # it is none the worse for it


def test_as_many_threads_as_it_allows_hear_the_same_as_one(engine: SpeechEngine, name: str) -> None:
    asked = [utterance(f"{TEXTS['en']} {'Again. ' * n}", name=name) for n in range(4)]
    alone = [checked(engine.speak(one), one).duration_ms for one in asked]
    with ThreadPoolExecutor(engine.limits.parallel) as threads:
        together = list(threads.map(lambda one: checked(engine.speak(one), one).duration_ms, asked))
    assert together == pytest.approx(alone, abs=20)


def test_the_fingerprint_follows_the_voice_not_the_text(engine: SpeechEngine, name: str) -> None:
    first = engine.fingerprint(utterance(TEXTS["en"], name=name))
    assert first
    assert engine.fingerprint(utterance(TEXTS["en"], name=name)) == first
    assert engine.fingerprint(utterance("Other words.", name=name)) == first


def test_voices_can_be_named(engine: SpeechEngine, name: str) -> None:
    found = list(engine.voices())
    languages = {voice.language.split("-")[0] for voice in found}
    assert {"en", "ar"} <= languages
    for voice in found:
        assert re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", voice.language)
        assert voice.gender in ("f", "m", None)
    for voice in [v for v in found if v.language.split("-")[0] in TEXTS][:6]:
        language = voice.language.split("-")[0]
        asked = utterance(TEXTS[language], voice.language, name, voice.name)
        assert checked(engine.speak(asked), asked)


def test_a_voice_or_language_there_is_not(engine: SpeechEngine, name: str) -> None:
    if name == "tone":
        pytest.skip("the tone has no voices")
    with pytest.raises(VoiceProfileError, match=r"`zzvoice`.*Did you mean `"):
        engine.speak(utterance("Text", "en", name, "zzvoice"))
    with pytest.raises(BriefingError, match="`tlh`"):
        engine.speak(utterance("Text", "tlh", name))


def test_phonemes_are_text_or_none(engine: SpeechEngine, name: str) -> None:
    seen = engine.phonemes(utterance(TEXTS["en"], name=name))
    assert seen is None or seen.strip()


def test_limits_are_sane_and_terms_are_told(engine: SpeechEngine) -> None:
    limits = engine.limits
    assert limits.parallel >= 1
    assert limits.pause_s >= 0
    assert limits.max_characters is None or limits.max_characters >= 20
    assert limits.max_bytes is None or limits.max_bytes >= 40
    assert limits.offline or limits.terms
    assert "\n" not in limits.terms


def test_closing_twice_is_no_fault(engine: SpeechEngine) -> None:
    engine.close()
    engine.close()
