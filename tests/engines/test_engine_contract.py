"""What every engine must keep; one that is registered is tested here as soon as it has its case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from briefing import engines
from briefing.engines import SpeechEngine
from briefing.errors import BriefingError, EngineError, VoiceProfileError
from briefing.model import Utterance
from briefing.speech.answer import checked
from engines.contract_cases import Case, case

ENGINES = ("tone", "example", *engines.ENGINES)
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


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("engine-voices")


@pytest.fixture
def asking(name: str, request: pytest.FixtureRequest, folder: Path) -> Case:
    return case(name, request, folder)


@pytest.fixture
def engine(asking: Case) -> Iterator[SpeechEngine]:
    made = asking.make()
    yield made
    made.close()


def utterance(asking: Case, text: str, language: str = "en", voice: str = "") -> Utterance:
    return Utterance(text=text, language=language, voice=replace(asking.voice, voice=voice))


@pytest.mark.parametrize("language", TEXTS)
def test_the_answer_is_whole_sound(engine: SpeechEngine, asking: Case, language: str) -> None:
    asked = utterance(asking, TEXTS[language], language)
    answer = engine.speak(asked)
    sound = checked(answer, asked)
    assert (sound.audio.format, sound.audio.sample_rate_hz) == (answer.format, answer.sample_rate_hz)
    ends = [word.end_ms for word in answer.words]
    assert ends == sorted(ends)
    assert all(0 <= word.start_ms <= word.end_ms <= sound.duration_ms + 50 for word in answer.words)


def test_a_longer_text_is_a_longer_sound(engine: SpeechEngine, asking: Case) -> None:
    short, long = utterance(asking, "The pier."), utterance(asking, TEXTS["en"] + " Nobody came.")
    assert checked(engine.speak(long), long).duration_ms > checked(engine.speak(short), short).duration_ms


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_spoken_or_refused_in_one_line(engine: SpeechEngine, asking: Case, text: str) -> None:
    asked = utterance(asking, text)
    try:
        answer = engine.speak(asked)
    except EngineError as exc:
        assert "\n" not in str(exc)
    else:
        assert checked(answer, asked).duration_ms >= 0
    whole = utterance(asking, TEXTS["en"])
    assert checked(engine.speak(whole), whole)  # it is none the worse for it


def test_as_many_threads_as_it_allows_hear_the_same_as_one(engine: SpeechEngine, asking: Case) -> None:
    asked = [utterance(asking, f"{TEXTS['en']} {'Again. ' * n}") for n in range(4)]
    alone = [checked(engine.speak(one), one).duration_ms for one in asked]
    with ThreadPoolExecutor(engines.limits_of(engine, asking.voice).parallel) as threads:
        together = list(threads.map(lambda one: checked(engine.speak(one), one).duration_ms, asked))
    assert together == pytest.approx(alone, abs=20)


def test_the_fingerprint_follows_the_voice_not_the_text(engine: SpeechEngine, asking: Case) -> None:
    first = engine.fingerprint(utterance(asking, TEXTS["en"]))
    assert first
    assert engine.fingerprint(utterance(asking, TEXTS["en"])) == first
    assert engine.fingerprint(utterance(asking, "Other words.")) == first


def test_voices_can_be_named(engine: SpeechEngine, asking: Case) -> None:
    found = list(engines.voices_of(engine, asking.voice))
    languages = {voice.language.split("-")[0] for voice in found}
    if asking.knows_its_voices:
        assert {"en", "ar"} <= languages or "mul" in languages
    for voice in found:
        assert re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", voice.language)
        assert voice.gender in ("f", "m", None)
    for voice in [v for v in found if v.language.split("-")[0] in (*TEXTS, "mul")][:6]:
        language = "en" if voice.language == "mul" else voice.language
        asked = utterance(asking, TEXTS[language.split("-")[0]], language, voice.name)
        assert checked(engine.speak(asked), asked)


def test_a_voice_there_is_not(engine: SpeechEngine, asking: Case) -> None:
    if not asking.knows_its_voices:
        pytest.skip("it takes any name: only its service or program knows")
    with pytest.raises(VoiceProfileError, match=r"`zzvoice`.*Did you mean `"):
        engine.speak(utterance(asking, "Text", "en", "zzvoice"))


def test_a_language_there_is_not(engine: SpeechEngine, asking: Case) -> None:
    if not asking.knows_its_languages:
        pytest.skip("it takes any language: only its service or program knows")
    with pytest.raises(BriefingError, match="`tlh`"):
        engine.speak(utterance(asking, "Text", "tlh"))


def test_what_is_not_an_option_is_refused(engine: SpeechEngine, asking: Case, name: str) -> None:
    if name in ("tone", "example"):
        pytest.skip("it has no options at all")
    wrong = replace(asking.voice, options={**asking.voice.options, "zz": 1})
    with pytest.raises(VoiceProfileError, match=f"{name}.*`zz`|no option `zz`"):
        engine.speak(Utterance(text="Text", language="en", voice=wrong))


def test_phonemes_are_text_or_none(engine: SpeechEngine, asking: Case) -> None:
    seen = engine.phonemes(utterance(asking, TEXTS["en"]))
    assert seen is None or seen.strip()


def test_limits_are_sane_and_what_it_sends_is_told(engine: SpeechEngine, asking: Case) -> None:
    about = engines.about(engine)
    for limits in (engine.limits, engines.limits_of(engine, asking.voice)):
        assert limits.parallel >= 1
        assert limits.pause_s >= 0
        assert limits.max_characters is None or limits.max_characters >= 20
        assert limits.max_bytes is None or limits.max_bytes >= 40
        assert limits.offline or about.sends
        assert limits.offline or limits.terms
    for line in (engine.limits.terms, about.needs, about.sends, about.terms, about.price, about.homepage):
        assert "\n" not in line
    assert about.homepage == "" or about.homepage.startswith("https://")


def test_nothing_is_missing_for_a_voice_that_speaks(engine: SpeechEngine, asking: Case) -> None:
    assert engines.missing(engine, asking.voice) == ""


def test_closing_twice_is_no_fault(engine: SpeechEngine) -> None:
    engine.close()
    engine.close()
