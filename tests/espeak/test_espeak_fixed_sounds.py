"""The lexicon's phonemes are spoken in their place, and nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.engines.espeak import EspeakEngine
from briefing.engines.espeak.fixed_sounds import stretches
from briefing.errors import VoiceProfileError
from briefing.model import Pronounced, Utterance, Voice


@pytest.fixture(scope="module")
def espeak() -> Iterator[EspeakEngine]:
    engine = EspeakEngine()
    yield engine
    engine.close()


def utterance(text: str, word: str = "", sounds: str | None = None, language: str = "en") -> Utterance:
    start = text.index(word)
    fixed = (Pronounced(start=start, end=start + len(word), ipa="x", espeak=sounds),) if word else ()
    return Utterance(text=text, language=language, voice=Voice(), pronounced=fixed)


def test_the_sounds_of_a_word_replace_it(espeak: EspeakEngine) -> None:
    plain = espeak.speak(utterance("The ferry Smith is late."))
    fixed = espeak.speak(utterance("The ferry Qxz is late.", "Qxz", "sm'IT"))
    assert fixed.data == plain.data
    assert [word.text for word in fixed.words] == ["The", "ferry", "Qxz", "is", "late."]
    assert [word.start_ms for word in fixed.words] == [word.start_ms for word in plain.words]


@pytest.mark.parametrize(
    ("sounds", "with_s"), [("sm'IT", "sm'ITs"), ("m'eI", "m'eIz"), ("m'aks", "m'aksI#z"), ("b'6b", "b'6bz")]
)
def test_a_possessive_goes_with_its_word(espeak: EspeakEngine, sounds: str, with_s: str) -> None:
    said = espeak.phonemes(utterance("The Qxz's sail.", "Qxz", sounds))
    assert f"[[{with_s}]]" in (said or "")


def test_brackets_of_the_text_are_not_phonemes(espeak: EspeakEngine) -> None:
    words = espeak.speak(utterance("Say [[h@l'oU]] to Qxz now.", "Qxz", "sm'IT")).words
    assert [word.text for word in words][-3:] == ["to", "Qxz", "now."]
    alone = utterance("Say [[h@l'oU]] to all.")
    assert "h@l" not in (espeak.phonemes(alone) or "")


def test_arabic_keeps_its_vowels_around_them(espeak: EspeakEngine) -> None:
    text = "وصل وفد ونسترا إلى الميناء."
    said = espeak.phonemes(utterance(text, "نسترا", "n'estRa:", "ar")) or ""
    assert "n'estRa:" in said
    assert "wa" in said.split("n'estRa:")[0].split()[-1]
    heard = espeak.speak(utterance(text, "نسترا", "n'estRa:", "ar")).words
    assert "نسترا" in [word.text for word in heard]


def test_a_notation_that_espeak_cannot_read_is_one_line(espeak: EspeakEngine) -> None:
    for wrong in ("h]]x", "həl", "a\nb"):
        with pytest.raises(VoiceProfileError, match="lexicon"):
            espeak.speak(utterance("The Qxz.", "Qxz", wrong))


def test_without_espeak_notation_the_text_is_read(espeak: EspeakEngine) -> None:
    assert espeak.speak(utterance("The Qxz.", "Qxz", None)) == espeak.speak(utterance("The Qxz."))


@given(st.text(alphabet="ab c's’", max_size=30), st.data())
def test_the_stretches_are_the_text(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    fixed = tuple(
        Pronounced(start=a, end=b, espeak=data.draw(st.sampled_from([None, "sm'IT"])))
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    )
    said = Utterance(text=text, language="en", voice=Voice(), pronounced=fixed)
    parts = list(stretches(said))
    assert "".join(part.text for part in parts) == text
    assert [part.start for part in parts] == [
        sum(len(before.text) for before in parts[:n]) for n in range(len(parts))
    ]


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("A T and T fell.", 1),
        ("A F P said so.", 1),
        ("She took vitamin A daily.", 1),
        ("The Q and A begins.", 1),
        ("Plan A, then plan B.", 1),
        ("A man came. A dog barked.", 0),
        ("Town Gets A New Bridge", 0),
        ("It was A.S. Roma and a cat.", 0),
    ],
)
def test_a_as_a_letter(espeak: EspeakEngine, text: str, letters: int) -> None:
    assert (espeak.phonemes(utterance(text)) or "").count("[[eI]]") == letters
    assert "eI" not in (espeak.phonemes(utterance(text, language="de")) or "")
