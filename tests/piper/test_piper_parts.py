"""What the engine `piper` is made of: names, licences, the model's file, the times of words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_voice import make

from briefing import engines
from briefing.engines.piper import known_voices, store
from briefing.engines.piper.licence import forbids_commerce, licence_in
from briefing.engines.piper.model_file import with_lengths
from briefing.engines.piper.word_times import SaidAsOne, Spelled, groups, matched
from briefing.model import Utterance, Voice

# ----------------------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("en_US-lessac-medium", "en-US"),
        ("pt_PT-tugão-medium", "pt-PT"),
        ("sr_RS-serbski_institut-medium", "sr-RS"),
        ("vi_VN-25hours_single-low", "vi-VN"),
        ("my-voice-low", "my"),
        ("whatever", None),
        ("en_US", None),
    ],
)
def test_the_language_is_in_the_name(name: str, language: str | None) -> None:
    assert store.language_of(name) == language


@pytest.mark.parametrize(
    ("have", "wanted", "fit"),
    [
        ("en-US", "en-us", 0), ("en-US", "en", 0), ("en-US", "en-GB", 1), ("en-US", "de", None),
        ("no-NO", "nb", 0), ("no-NO", "nn-NO", 0), ("ar", "ar-EG", 1), ("und", "en", None),
    ],
)  # fmt: skip
def test_how_well_a_voice_fits_a_language(have: str, wanted: str, fit: int | None) -> None:
    assert store.speaks(have, wanted) == fit


def test_the_list_that_ships_names_voices(tmp_path: Path) -> None:
    names = known_voices.shipped()
    assert len(names) == len(set(names)) > 100
    assert all(store.is_name(name) and store.language_of(name) for name in names)
    assert known_voices.names(tmp_path) == names


@pytest.mark.parametrize(
    ("language", "start"),
    [("en", "en_US-"), ("en-GB", "en_GB-"), ("ar", "ar_JO-"), ("pt-BR", "pt_BR-"), ("nb", "no_NO-")],
)
def test_a_voice_to_get_is_suggested(language: str, start: str, tmp_path: Path) -> None:
    suggested = known_voices.suggested(language, tmp_path)
    assert suggested is not None
    assert suggested.startswith(start)
    assert suggested.endswith("-medium")


def test_half_a_voice_is_none(tmp_path: Path) -> None:
    store.config_of(make(tmp_path, "en_US-tone-low")).unlink()
    make(tmp_path, "ar_JO-tone-low").unlink()
    (tmp_path / ".hidden.onnx").write_bytes(b"")
    (tmp_path / ".hidden.onnx.json").write_bytes(b"")
    assert store.installed(tmp_path) == ()
    assert store.installed(tmp_path / "no such folder") == ()


def test_the_language_of_a_voice_with_a_name_of_its_own(tmp_path: Path) -> None:
    path = make(tmp_path, "en_GB-tone-low").rename(tmp_path / "anchor.onnx")
    (tmp_path / "en_GB-tone-low.onnx.json").rename(store.config_of(path))
    assert [voice.language for voice in store.installed(tmp_path)] == ["en-GB"]
    store.config_of(path).write_text("{", encoding="utf-8")
    assert [voice.language for voice in store.installed(tmp_path)] == ["und"]


# -------------------------------------------------------------------------------------------------- licences


@pytest.mark.parametrize(
    ("card", "licence", "forbids"),
    [
        ("# Model card\n\n* License: CC BY 4.0\n", "CC BY 4.0", False),
        ("* URL: https://example.org/license-plates\n* License: CC0\n", "CC0", False),
        ("* LICENCE: CC BY-NC-SA 4.0", "CC BY-NC-SA 4.0", True),
        ("Dataset license: non-commercial use", "non-commercial use", True),
        ("## License\n\nPublic Domain\n\nMore.", "Public Domain", False),
        ("| License | MIT |\n", "MIT", False),
        ("* License: A\n* License: B\n* License: A\n", "A; B", False),
        ("* **License:** Apache-2.0", "Apache-2.0", False),
        ("Trained from scratch by a license holder.", "", False),
        ("", "", False),
    ],
)
def test_the_licence_of_a_model_card(card: str, licence: str, forbids: bool) -> None:
    assert licence_in(card) == licence
    assert forbids_commerce(licence) is forbids


# ------------------------------------------------------------------------------------------ the model's file


def test_the_same_output_as_pipers_own_patch(tmp_path: Path) -> None:
    import onnx
    from piper.patch_voice_with_alignment import add_alignment_output

    path = make(tmp_path)
    patched = onnx.load(path)
    name = add_alignment_output(patched)
    ours = onnx.load_from_string(with_lengths(path.read_bytes()))
    assert [output.name for output in ours.graph.output] == ["output", name]
    assert ours.graph == patched.graph
    assert with_lengths(patched.SerializeToString()) == patched.SerializeToString()  # it is there already


@given(st.binary(max_size=200))
def test_bytes_that_are_no_model(data: bytes) -> None:
    try:
        assert with_lengths(data).startswith(data)
    except ValueError as exc:
        assert "\n" not in str(exc)


# -------------------------------------------------------------------------------------------- times of words


def test_groups_begin_and_end_at_their_sounds() -> None:
    sung = [("ˈ", 1), ("a", 10), (" ", 5), ("b", 20), ("ː", 3), (",", 7), (" ", 2), (".", 4)]
    assert groups(sung, 100) == (SaidAsOne("a", 100, 111), SaidAsOne("b", 116, 139))


def words(text: str, alone: dict[str, str], *said: str) -> list[str]:
    heard = [SaidAsOne(sound, 100 * i, 100 * i + 90) for i, sound in enumerate(said)]
    found = matched([Spelled(word, word) for word in text.split()], heard, alone.__getitem__, 1000)
    return [word.text for word in found]


KIND = {"one": "wʌn", "of": "ɒv", "a": "eɪ", "kind": "kaɪnd", "-": "", "forty-two": "fɔːti tuː", "the": "ðiː"}


def test_words_that_are_run_together_and_words_that_fall_apart() -> None:
    assert words("one of a kind", KIND, "wʌn", "əvɐ", "kaɪnd") == ["one", "of a", "kind"]
    assert words("one forty-two kind", KIND, "wʌn", "fɔti", "tu", "kaɪnd") == ["one", "forty-two", "kind"]
    assert words("a kind - one", KIND, "ɐ", "kaɪnd", "wʌn") == ["a", "kind", "one"]


def test_a_doubt_is_no_time_at_all() -> None:
    assert words("one kind", KIND, "wʌn", "səmθɪŋ") == []
    assert words("one kind", KIND, "wʌn") == []
    assert words("one", KIND) == []
    assert words("-", KIND) == []


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> engines.SpeechEngine:
    folder = tmp_path_factory.mktemp("piper")
    make(folder, "en_US-tone-low")
    patch = pytest.MonkeyPatch()
    patch.setenv("BRIEFING_PIPER_VOICES", str(folder))
    made = engines.load("piper")
    patch.undo()
    return made


_WORDS = st.sampled_from(
    [
        "the",
        "of",
        "a",
        "pier",
        "don't",
        "forty-two",
        "U.S.",
        "—",
        "Dr.",
        "“Yes,”",
        "naïve",
        "الرصيف",
        "x",
        "I",
        "[[b]]",
    ]
)


@given(st.lists(_WORDS, min_size=1, max_size=12))
def test_times_are_in_order_and_lose_no_word(engine: engines.SpeechEngine, said: list[str]) -> None:
    text = " ".join(["one", *said])
    found = engine.speak(Utterance(text=text, language="en", voice=Voice(engine="piper"))).words
    edges = [edge for word in found for edge in (word.start_ms, word.end_ms)]
    assert edges == sorted(edges)
    letters = "".join(c for c in text if c.isalnum())
    assert "".join(c for word in found for c in word.text if c.isalnum()) in ("", letters)
