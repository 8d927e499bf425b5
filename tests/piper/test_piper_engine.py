"""The engine `piper` with real piper-tts, real onnxruntime and voices that are made here."""

from __future__ import annotations

import importlib.metadata
import io
import json
import wave
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tiny_voice import make

from briefing import engines
from briefing.engines.piper import PiperEngine, store
from briefing.errors import BriefingError, EngineError, EngineMissingError, VoiceProfileError
from briefing.model import Audio, Pronounced, Utterance, Voice
from briefing.speech.answer import checked

PIER = "The northern pier of the harbour was opened again on Monday."
STILL = {"noise_scale": 0, "noise_w": 0}
"""A voice without chance."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("piper")
    make(made, "en_US-tone-low")
    make(made, "en_GB-tones-medium", speakers=3, sample_rate_hz=22_050)
    make(made, "ar_JO-tone-low")
    return made


@pytest.fixture
def engine(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PiperEngine]:
    monkeypatch.setenv("BRIEFING_PIPER_VOICES", str(folder))
    made = engines.load("piper")
    assert isinstance(made, PiperEngine)
    yield made
    made.close()


def utterance(text: str = PIER, language: str = "en-US", **voice: object) -> Utterance:
    return Utterance(text=text, language=language, voice=Voice(engine="piper", **voice))  # type: ignore[arg-type]  # by name


def samples(audio: Audio) -> tuple[int, int]:
    """Rate and number."""
    with wave.open(io.BytesIO(audio.data)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return file.getframerate(), file.getnframes()


# ------------------------------------------------------------------------------------------------ which voice


@pytest.mark.parametrize(
    ("language", "name", "rate_hz"),
    [
        ("en-US", "en_US-tone-low", 16_000),
        ("en-GB", "en_GB-tones-medium", 22_050),
        ("en", "en_GB-tones-medium", 22_050),  # the better one
        ("en-NZ", "en_GB-tones-medium", 22_050),
        ("ar", "ar_JO-tone-low", 16_000),
        ("ar-EG", "ar_JO-tone-low", 16_000),
    ],
)
def test_without_a_name_the_best_of_the_language_speaks(
    engine: PiperEngine, language: str, name: str, rate_hz: int
) -> None:
    asked = utterance("نعم" if language.startswith("ar") else "Yes.", language)
    assert f" {name} " in engine.fingerprint(asked)
    assert samples(engine.speak(asked))[0] == rate_hz


def test_a_name_or_a_path(engine: PiperEngine, folder: Path, tmp_path: Path) -> None:
    path = make(tmp_path / "own voices", "my-voice-low", espeak_voice="en-us")
    assert engine.speak(utterance(voice="en_US-tone-low")).sample_rate_hz == 16_000
    assert checked(engine.speak(utterance(voice=str(path))), utterance())
    assert {voice.name for voice in engine.voices()} == {
        "en_US-tone-low", "en_GB-tones-medium", "ar_JO-tone-low",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "voice", "error", "said"),
    [
        ("de", "", EngineMissingError, r"no Piper voice for `de`.*briefing voices get de_DE-\S+-medium$"),
        ("pt-PT", "", EngineMissingError, "briefing voices get pt_PT-"),
        ("tlh", "", EngineMissingError, "no Piper voice for `tlh`.*espeak"),
        ("en", "en_US-lessac-medium", EngineMissingError, "briefing voices get en_US-lessac-medium$"),
        (
            "en",
            "en_US-tone-lov",
            VoiceProfileError,
            "no voice `en_US-tone-lov`. Did you mean `en_US-tone-low`",
        ),
        ("en", "nowhere/x.onnx", EngineMissingError, "there is no Piper voice at nowhere/x.onnx"),
        ("en", "../x", VoiceProfileError, "is no Piper voice"),
    ],
)
def test_a_voice_that_is_not_there_says_what_to_type(
    engine: PiperEngine, language: str, voice: str, error: type[BriefingError], said: str
) -> None:
    for ask in (engine.fingerprint, engine.speak):
        with pytest.raises(error, match=said):
            ask(utterance(language=language, voice=voice))


def test_the_engine_says_when_it_has_no_voice(
    engine: PiperEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert engine.missing(Voice(engine="piper")) == ""
    monkeypatch.setenv("BRIEFING_PIPER_VOICES", str(tmp_path / "none"))
    assert "briefing voices get NAME" in PiperEngine().missing(Voice(engine="piper"))


def test_without_the_package_the_line_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", none)
    with pytest.raises(
        EngineMissingError, match=r"`piper` is not installed.*pip install 'briefing\[piper\]'"
    ):
        engines.load("piper")


# -------------------------------------------------------------------------------------------------- the sound


def test_a_slower_rate_is_a_longer_sound(engine: PiperEngine) -> None:
    own = samples(engine.speak(utterance()))[1]
    assert samples(engine.speak(utterance(rate=175)))[1] == own
    assert samples(engine.speak(utterance(rate=120)))[1] > 1.3 * own
    assert samples(engine.speak(utterance(rate=250)))[1] < own


def test_noise_is_chance_and_none_is_the_same_each_time(engine: PiperEngine) -> None:
    assert engine.speak(utterance()).data != engine.speak(utterance()).data
    assert engine.speak(utterance(options=STILL)).data == engine.speak(utterance(options=STILL)).data


def test_speakers_by_number_and_by_name(engine: PiperEngine) -> None:
    def of(speaker: object) -> bytes:
        options = {**STILL, "speaker": speaker}
        return engine.speak(utterance(voice="en_GB-tones-medium", options=options)).data

    assert of(2) == of("s2") == of("2")
    assert len({of(0), of(1), of(2)}) == 3


@pytest.mark.parametrize(
    ("voice", "said"),
    [
        ({"options": {"speaker": 0}}, "has one speaker"),
        ({"voice": "en_GB-tones-medium", "options": {"speaker": 3}}, "no speaker `3`.*0 to 2"),
        ({"voice": "en_GB-tones-medium", "options": {"speaker": "s9"}}, "no speaker `s9`.*0 to 2"),
        ({"voice": "en_GB-tones-medium", "options": {"speaker": True}}, "no speaker `True`"),
        ({"options": {"noise": 1}}, "no option `noise`. Did you mean `noise_"),
        ({"options": {"noise_scale": "loud"}}, "`noise_scale`.*from 0 to 2"),
        ({"options": {"noise_w": -1}}, "`noise_w`.*from 0 to 2"),
        ({"pitch": 70}, "cannot change the pitch"),
    ],
)
def test_what_the_voice_cannot_do(engine: PiperEngine, voice: dict[str, object], said: str) -> None:
    with pytest.raises(VoiceProfileError, match=said):
        engine.speak(utterance(**voice))


def test_one_voice_is_loaded_once_for_all_threads(
    engine: PiperEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    import onnxruntime

    opened = []
    real = onnxruntime.InferenceSession

    def counted(*args: object, **kwargs: object) -> object:
        opened.append(args)
        return real(*args, **kwargs)

    monkeypatch.setattr(onnxruntime, "InferenceSession", counted)
    asked = [utterance(f"{PIER} {'Again. ' * n}", options=STILL) for n in range(8)]
    with ThreadPoolExecutor(4) as threads:
        together = [audio.data for audio in threads.map(engine.speak, asked)]
    assert len(opened) == 1
    assert together == [engine.speak(one).data for one in asked]


@pytest.mark.parametrize("text", ["-", "…", "\x00"])
def test_nothing_to_say_is_one_line(engine: PiperEngine, text: str) -> None:
    with pytest.raises(EngineError, match="nothing to say: there is no word in"):
        engine.speak(utterance(text))


def test_arabic_is_diacritized_without_a_network(engine: PiperEngine) -> None:
    """The vowels come from piper's own model, which is in its wheel: eSpeak alone would say consonants."""
    bare = engine.phonemes(utterance("ذهب الولد إلى المدرسة.", "ar"))
    assert bare is not None
    vowels = sum(c in "aiu" for c in bare)
    assert vowels >= 8


# -------------------------------------------------------------------------------------------- pronunciation


def pronounced(text: str, word: str, ipa: str, language: str = "en-US") -> Utterance:
    start = text.index(word)
    fixed = Pronounced(start=start, end=start + len(word), ipa=ipa)
    return Utterance(text=text, language=language, voice=Voice(engine="piper"), pronounced=(fixed,))


@pytest.mark.parametrize(
    ("text", "word", "ipa", "heard"),
    [
        ("They met Nato on Monday.", "Nato", "nˈeɪ.təʊ", "mˈɛt nˈeɪtəʊ "),
        ("They met Nato.", "Nato", "nˈeɪtəʊ", " nˈeɪtəʊ."),
        ("They met Nato. He left.", "Nato", "nˈeɪtəʊ", " nˈeɪtəʊ. "),
        ("Nato's chief left.", "Nato", "nˈeɪtəʊ", "nˈeɪtəʊz tʃ"),
        ("Ross's chief left.", "Ross", "ɹˈɒs", "ɹˈɒsɪz tʃ"),
        ("Welp’s chief left.", "Welp", "vˈɛlp", "vˈɛlps tʃ"),
        ("He met Fuß.", "Fuß", "fuːs̲☃", "fuːs."),  # what the voice has no sign for is left out
    ],
)
def test_the_house_says_how(engine: PiperEngine, text: str, word: str, ipa: str, heard: str) -> None:
    assert heard in (engine.phonemes(pronounced(text, word, ipa)) or "")


def test_a_prefix_stays_before_the_houses_own_sounds(engine: PiperEngine) -> None:
    said = engine.phonemes(pronounced("قال وناتو ذلك", "ناتو", "nˈaːtu", "ar")) or ""
    assert "wˈanˈaːtu" in said or "wanˈaːtu" in said


@pytest.mark.parametrize("ipa", ["", "☃", ".", None])
def test_sounds_that_are_none_leave_the_word_as_it_stands(engine: PiperEngine, ipa: str) -> None:
    plain = engine.phonemes(utterance("They met Nato."))
    assert engine.phonemes(pronounced("They met Nato.", "Nato", ipa)) == plain


def test_brackets_in_a_text_are_no_phonemes(engine: PiperEngine) -> None:
    plain = engine.phonemes(utterance("They met aaa there."))
    assert engine.phonemes(utterance("They met [[aaa]] there.")) == plain


# ------------------------------------------------------------------------------------------------ word times


def test_every_word_has_its_time(engine: PiperEngine) -> None:
    audio = engine.speak(utterance(f"{PIER} Nobody came, don't you think?"))
    rate, count = samples(audio)
    words = audio.words
    assert " ".join(word.text for word in words) == f"{PIER} Nobody came, don't you think?"
    assert [word.text for word in words if " " in word.text] == ["of the"]  # said as one: ʌvðə
    edges = [edge for word in words for edge in (word.start_ms, word.end_ms)]
    assert edges == sorted(edges)
    assert 0 < edges[0] < edges[-1] <= count * 1000 / rate


def test_the_times_are_those_of_the_sound(engine: PiperEngine) -> None:
    """The tone of the first word's first phoneme begins where the timing says: after BOS and a pad."""
    audio = engine.speak(utterance("Pier.", options=STILL))
    (word,) = audio.words
    # ^ (id 1: 2 frames), _ (id 0: 1 frame) of 256 samples at 16 kHz; p has id 27: 4 frames.
    assert word.start_ms == round(3 * 256 / 16)
    later = engine.speak(utterance("Pier.", rate=100, options=STILL)).words[0]
    assert later.start_ms > word.start_ms


def test_arabic_words_have_their_times(engine: PiperEngine) -> None:
    text = "أعيد فتح الرصيف الشمالي يوم الاثنين، وقال الوزير إن العمل سيستمر."
    assert " ".join(word.text for word in engine.speak(utterance(text, "ar")).words) == text


def test_words_of_the_lexicon_have_their_times(engine: PiperEngine) -> None:
    asked = pronounced("They met in New York again.", "New York", "nuː jˈoːk")
    texts = [word.text for word in engine.speak(asked).words]
    assert " ".join(texts) == "They met in New York again."


def test_a_model_that_keeps_its_lengths_gives_none(folder: Path, tmp_path: Path, engine: PiperEngine) -> None:
    import onnx

    path = make(tmp_path)
    model = onnx.load(path)
    second = onnx.helper.make_node("Ceil", ["scales"], ["another_ceil"])
    model.graph.node.append(second)
    onnx.save(model, path)
    audio = engine.speak(utterance(voice=str(path)))
    assert audio.words == ()
    assert checked(audio, utterance())


# --------------------------------------------------------------------------------- files that are broken


def _no_json(path: Path) -> None:
    store.config_of(path).unlink()


def _bad_json(path: Path) -> None:
    store.config_of(path).write_text("{", encoding="utf-8")


def _other_json(path: Path) -> None:
    store.config_of(path).write_text('{"name": "something else"}', encoding="utf-8")


def _list_json(path: Path) -> None:
    store.config_of(path).write_text("[1]", encoding="utf-8")


def _change(key: str, value: object) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        config = json.loads(store.config_of(path).read_text(encoding="utf-8"))
        config[key] = value
        store.config_of(path).write_text(json.dumps(config), encoding="utf-8")

    return change


def _not_onnx(path: Path) -> None:
    path.write_bytes(b"<!doctype html><title>Not found</title>")


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _other_model(path: Path) -> None:
    import onnx

    numbers = onnx.helper.make_tensor_value_info("x", onnx.TensorProto.FLOAT, [1])
    result = onnx.helper.make_tensor_value_info("y", onnx.TensorProto.FLOAT, [1])
    graph = onnx.helper.make_graph([onnx.helper.make_node("Neg", ["x"], ["y"])], "other", [numbers], [result])
    onnx.save(
        onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 15)], ir_version=8), path
    )


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_no_json, "is not whole: there is no file .*json"),
        (_bad_json, "json is not a Piper voice"),
        (_other_json, "json is not a Piper voice: it has no `num_symbols`"),
        (_list_json, "json is not a Piper voice"),
        (_change("audio", {"sample_rate": 0}), "sample rate of 0"),
        (_change("phoneme_id_map", {"a": [1]}), "phoneme_id_map"),
        (_change("phoneme_id_map", []), "phoneme_id_map"),
        (_change("num_speakers", 2), "takes .*sid"),
        (_change("phoneme_type", "runes"), "runes"),
        (_change("espeak", {"voice": "zz-none"}), "zz-none"),
        (_not_onnx, "onnx is not a Piper voice"),
        (_half, "onnx is not a Piper voice"),
        (_empty, "onnx is not a Piper voice"),
        (_other_model, "this model takes x"),
    ],
)
def test_broken_files_are_one_line(
    engine: PiperEngine, tmp_path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    path = make(tmp_path)
    spoil(path)
    with pytest.raises(EngineError, match=said) as caught:
        engine.speak(utterance(voice=str(path)))
    assert "\n" not in str(caught.value)


def test_the_fingerprint_follows_both_files(engine: PiperEngine, tmp_path: Path) -> None:
    path = make(tmp_path)
    asked = utterance(voice=str(path))
    first = engine.fingerprint(asked)
    _change("length_scale", 2)(path)
    second = engine.fingerprint(asked)
    path.write_bytes(path.read_bytes() + b"\x20\x01")  # a field that changes nothing
    assert len({first, second, engine.fingerprint(asked)}) == 3
