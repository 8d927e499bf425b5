"""The engine as its callers see it, with the real library."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from briefing.engines.espeak import EspeakEngine, library
from briefing.engines.espeak.arabic_sounds import CONSONANTS
from briefing.engines.espeak.library import short_data_path
from briefing.engines.espeak.pool import Pool, Worker
from briefing.errors import EngineError, EngineMissingError, VoiceProfileError
from briefing.model import Audio, Utterance, Voice

ENGLISH = "The northern pier reopened on Monday, after three months of repairs. Ferries sail again."
ARABIC = "أعيد فتح الرصيف الشمالي يوم الاثنين، بعد ثلاثة أشهر من الإصلاحات."


@pytest.fixture(scope="module")
def engine() -> Iterator[EspeakEngine]:
    engine = EspeakEngine()
    yield engine
    engine.close()


def say(text: str, language: str = "en", voice: str = "", **more: Any) -> Utterance:
    return Utterance(text=text, language=language, voice=Voice(voice=voice, **more))


def length_ms(audio: Audio) -> int:
    with wave.open(io.BytesIO(audio.data)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        assert sound.getframerate() == audio.sample_rate_hz == 22050
        return sound.getnframes() * 1000 // 22050


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (ARABIC, "ar")])
def test_every_word_has_its_time(engine: EspeakEngine, text: str, language: str) -> None:
    audio = engine.speak(say(text, language))
    assert len(audio.words) == len(text.split())
    times = [time for word in audio.words for time in (word.start_ms, word.end_ms)]
    assert times == sorted(times)
    assert times[-1] <= length_ms(audio) + 1
    assert all(word.end_ms - word.start_ms >= 40 for word in audio.words)


def test_same_bytes_alone_and_in_parallel_and_from_a_fresh_engine(engine: EspeakEngine) -> None:
    utterances = [say(f"{ENGLISH} Number {n}.", "en", "+f2" if n % 2 else "") for n in range(8)]
    utterances += [say(ARABIC, "ar"), say("Guten Morgen, zusammen.", "de")]
    alone = [engine.speak(utterance).data for utterance in utterances]
    with ThreadPoolExecutor(4) as threads:
        parallel = [audio.data for audio in threads.map(engine.speak, [*utterances, *reversed(utterances)])]
    assert parallel == [*alone, *reversed(alone)]
    fresh = EspeakEngine()
    assert [fresh.speak(utterance).data for utterance in reversed(utterances)] == alone[::-1]
    fresh.close()


@pytest.mark.parametrize(
    "tag", ["en-gb", "en_US", "zh", "zh-Hant-TW", "no", "nb", "ar-EG", "pt-BR", "iw", "sr-Latn", "de-CH-1996"]
)
def test_language_tags_fall_back(engine: EspeakEngine, tag: str) -> None:
    assert length_ms(engine.speak(say("Radio 12", tag))) > 300


def test_breathy_voices_are_the_same_at_another_time(engine: EspeakEngine) -> None:
    """Their noise comes from a generator that eSpeak seeds with the second, and from the C library's."""
    before = engine.speak(say(ENGLISH, "en", "+f2"))
    time.sleep(1.1)
    engine.speak(say("Something else.", "en", "+f2"))
    assert engine.speak(say(ENGLISH, "en", "+f2")) == before


def test_voices_that_are_listed_can_be_used_and_differ(engine: EspeakEngine) -> None:
    listed = {voice.name: voice for voice in engine.voices()}
    assert {"en-gb", "en-gb+f2", "ar", "ar+f2", "ar+m3", "de"} <= set(listed)
    assert listed["ar+f2"].gender == "f" and listed["ar+f2"].language == "ar"
    spoken = [engine.speak(say("Radio", "en", name)).data for name in ("", "+f2", "en-us", "en-us+f2", "+m3")]
    assert len(set(spoken)) == 5
    assert engine.speak(say("Radio", "en", "en-gb")).data == engine.speak(say("Radio", "en-gb")).data


@pytest.mark.parametrize(
    ("voice", "offered"),
    [
        ("en+f9", "+f5"),
        ("+F2", "+f2"),
        ("f2", "+f2"),
        ("Arab", "Arabic"),
        ("en-uss", "en-us"),
        ("en/../x", "en-gb"),
    ],
)
def test_unknown_voices(engine: EspeakEngine, voice: str, offered: str) -> None:
    with pytest.raises(VoiceProfileError) as caught:
        engine.speak(say("Hello", "en", voice))
    assert f"`{offered}`" in str(caught.value) or offered in str(caught.value).split("such as")[-1]


@pytest.mark.parametrize(
    "more",
    [{"rate": 79}, {"rate": 451}, {"pitch": 101}, {"options": {"gap": 1}}, {"options": {"range": "x"}}],
)
def test_settings_out_of_range(engine: EspeakEngine, more: dict[str, Any]) -> None:
    with pytest.raises(VoiceProfileError):
        engine.speak(say("Hello", **more))


def test_settings_are_heard(engine: EspeakEngine) -> None:
    slow, fast = (length_ms(engine.speak(say(ENGLISH, rate=rate))) for rate in (100, 200))
    assert slow > 1.5 * fast
    gap = engine.speak(say(ENGLISH, options={"word_gap": 10}))
    assert length_ms(gap) > length_ms(engine.speak(say(ENGLISH))) + 500
    assert engine.speak(say(ENGLISH, pitch=90)).data != engine.speak(say(ENGLISH)).data


def test_a_language_that_is_not_there(engine: EspeakEngine) -> None:
    with pytest.raises(EngineError, match="does not speak `tlh`"):
        engine.speak(say("nuqneH", "tlh"))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("text", ["", "  \n", "...", "«»", "\u200f\u202e", "\0", "\ud800", "[[", "— - ؟"])
def test_nothing_to_say_is_an_error(engine: EspeakEngine, text: str, language: str) -> None:
    with pytest.raises(EngineError, match="nothing to say"):
        engine.speak(say(text, language))


@pytest.mark.parametrize(
    ("odd", "plain"),
    [
        ("Radio\0 on", "Radio on"),
        ("Radio \ud800on", "Radio on"),
        ("Radio \x0180Son", "Radio 80Son"),
        ("<b>Radio</b>", None),
        ("Radio \u200fon\u202c", None),
        ("😀 Radio", None),
        ("&amp; &#1; %s %n {}", None),
    ],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_odd_characters(engine: EspeakEngine, odd: str, plain: str | None, language: str) -> None:
    audio = engine.speak(say(odd, language))
    assert length_ms(audio) > 300
    if plain is not None and language == "en":
        assert abs(length_ms(audio) - length_ms(engine.speak(say(plain)))) < 120


@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_brackets_of_the_text_are_never_phonemes(engine: EspeakEngine, language: str) -> None:
    bracketed = engine.phonemes(say("[[h@l'oU]]", language)) or ""
    assert "həlˈəʊ" not in bracketed and "[[h@l" not in bracketed
    assert length_ms(engine.speak(say("[[h@l'oU]] Radio", language))) > 600


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_text_as_long_as_the_limit(engine: EspeakEngine, language: str) -> None:
    sentence = ENGLISH if language == "en" else ARABIC
    one = length_ms(engine.speak(say(sentence + " ", language)))
    limit = engine.limits.max_characters or 0
    count = limit // (len(sentence) + 1)
    long = engine.speak(say(f"{sentence} " * count, language))
    assert length_ms(long) > 0.7 * one * count
    assert len(long.words) == len(sentence.split()) * count
    unbroken = engine.speak(say(("ينمو " if language == "ar" else "grow ") * (limit // 5), language))
    assert len(unbroken.words) == limit // 5


def test_arabic_is_given_as_phonemes(engine: EspeakEngine) -> None:
    shown = engine.phonemes(say("وصل الرئيس.", "ar"))
    assert shown == "[[w'a.s[a.la R:a?'i:s]]."
    assert engine.phonemes(say("Hello.", "en")) == "həlˈəʊ"


def test_fingerprint(engine: EspeakEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    english, arabic = engine.fingerprint(say("a")), engine.fingerprint(say("a", "ar"))
    assert "espeakng-loader" in english or "libespeak" in english
    assert "text2tashkeel" in arabic and "rules" in arabic and "rules" not in english
    assert engine.fingerprint(say("a", "ar", "en-gb")).count("rules") == 0
    command = (
        "import sys; from briefing.engines import load; from briefing.model import *;"
        "e = load('espeak'); print(e.fingerprint(Utterance(text='a', language='ar', voice=Voice())));"
        "sys.exit('onnxruntime' in sys.modules or 'numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == arabic


def test_a_killed_process_is_an_error_and_the_next_call_works(engine: EspeakEngine) -> None:
    engine.speak(say("Hello"))
    for worker in engine._pool._idle:
        os.kill(worker.pid, signal.SIGKILL)
        worker._process.wait()
    with pytest.raises(EngineError, match=r"process \d+ ended.*SIGKILL"):
        for _ in range(engine.limits.parallel):
            engine.speak(say("Hello"))
    while engine._pool._idle:
        try:
            engine.speak(say("Hello"))
            break
        except EngineError:
            continue
    assert length_ms(engine.speak(say("Hello"))) > 300


def test_a_hang_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "worker.py"
    slow.write_text("import sys, time\nsys.stdin.buffer.read(4)\ntime.sleep(60)\n")
    monkeypatch.setattr("briefing.engines.espeak.pool._WORKER", slow)
    pool = Pool(library.find(), size=1, limit_s=0.2)
    with pytest.raises(EngineError, match=r"no answer within 0\.2 s"):
        pool.ask({"do": "describe"})
    monkeypatch.undo()
    pool._limit_s = 20
    assert "version" in pool.ask({"do": "describe"})[0]
    pool.close()


def test_processes_end_with_their_parent() -> None:
    command = (
        "import os, signal; from briefing.engines import load; from briefing.model import *;"
        "e = load('espeak'); e.speak(Utterance(text='a', language='en', voice=Voice()));"
        "print(e._pool._idle[0].pid, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL
    pid = int(done.stdout)
    for _ in range(500):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{pid}/stat").exists() and Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
            return
        time.sleep(0.01)
    raise AssertionError(f"{pid} still runs")


def test_ctrl_c_is_the_parents_affair() -> None:
    found = library.find()
    worker = Worker(found.path, found.data)
    worker.ask({"do": "describe"}, limit_s=20)
    os.kill(worker.pid, signal.SIGINT)
    assert "version" in worker.ask({"do": "describe"}, limit_s=20)[0]
    worker.close()


def test_a_long_path_of_the_data(tmp_path: Path) -> None:
    data = library.find().data
    if data is None:
        pytest.skip("the system's library knows its own data")
    deep = tmp_path / ("d" * 90) / ("e" * 90)
    deep.mkdir(parents=True)
    (deep / "espeak-ng-data").symlink_to(data, target_is_directory=True)
    with short_data_path(deep / "espeak-ng-data") as short:
        assert short is not None and len(str(short)) < 120
        worker = Worker(library.find().path, short)
        assert len(worker.ask({"do": "describe"}, limit_s=20)[0]["languages"]) > 100
        worker.close()
    assert not short.exists()


def test_no_library_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "_in_wheel", lambda: None)
    monkeypatch.setattr(library, "_in_system", lambda: None)
    with pytest.raises(EngineMissingError, match="pip install espeakng-loader"):
        EspeakEngine()


def test_a_library_that_does_not_load(tmp_path: Path) -> None:
    broken = tmp_path / "libespeak-ng.so"
    broken.write_bytes(b"no library")
    pool = Pool(library.Library(path=str(broken), data=None, origin="test"), size=1, limit_s=20)
    reply, _ = pool.ask({"do": "describe"})
    assert reply["refused"] == "library"
    pool.close()


def test_the_system_library(monkeypatch: pytest.MonkeyPatch) -> None:
    if library._in_system() is None:
        pytest.skip("no espeak-ng is installed on this system")
    monkeypatch.setattr(library, "_in_wheel", lambda: None)
    engine = EspeakEngine()
    assert "system" in engine.fingerprint(say("a"))
    assert engine.speak(say(ENGLISH)).data == engine.speak(say(ENGLISH)).data
    engine.close()


def test_every_mnemonic_is_known_to_the_voice(engine: EspeakEngine) -> None:
    """eSpeak drops a mnemonic that it does not know: b + it + a would sound as ba."""
    sounds = sorted(set(CONSONANTS.values()))

    def spoken(mnemonics: str) -> bytes:
        request = {
            "do": "speak", "base": "ar", "language": "ar", "variant": "", "text": f"[[{mnemonics}]]",
            "mnemonics": True, "parameters": {},
        }  # fmt: skip
        return engine._pool.ask(request)[1]

    plain = spoken("b'aba")
    for sound in sounds:
        assert len(spoken(f"b'a{sound}aba")) > len(plain) + 2000, sound
    vowels = {
        vowel: spoken(f"b'{vowel}") for vowel in ("a", "i", "u", "a.", "i.", "u.", "a:", "i:", "u:", "a.:")
    }
    assert len(set(vowels.values())) == len(vowels)
    assert all(len(spoken(f"m'a{s}:a")) > len(spoken(f"m'a{s}a")) for s in sounds if s not in "?")
    assert all(spoken(f"b'a{a}|{b}a") != spoken(f"b'a{a}{b}a") for a, b in ("tS", "dH", "dZ", "gH"))
