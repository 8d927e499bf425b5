"""Sentences in one clip without word times are told apart by the pauses that are heard, or not at all."""

from __future__ import annotations

import io

import numpy as np
import pytest
import soundfile

from briefing.engines import load
from briefing.mix.grid import Grid
from briefing.mix.sentence_pauses import between_sentences
from briefing.model import Utterance, Voice
from briefing.sentences import sentences
from briefing.speech.spoken_text import spoken_text

HOP_MS = Grid().hop * 1000 / Grid().rate_hz


@pytest.mark.parametrize(
    ("language", "text", "opening"),
    [
        ("en", "The bridge opened on Friday. It had been shut, the mayor said, since June.", ["It"]),
        ("en", "Was it safe? Nobody knew. The ferry, an old one, went on.", ["Nobody", "The"]),
        ("en", "Fares rose 4.2%, 5.1% and £6.60. Nobody was asked.", ["Nobody"]),
        ("ar", "عاد الوفد. ثم غادر المدينة في المساء.", ["ثم"]),
    ],
)
def test_a_sentence_begins_where_its_first_word_is_heard(
    language: str, text: str, opening: list[str]
) -> None:
    """eSpeak knows when its words begin; what is found by listening is nearly the same."""
    voice = Voice(engine="espeak", rate=150)
    audio = load("espeak").speak(Utterance(text=spoken_text(text, language), language=language, voice=voice))
    samples, rate_hz = soundfile.read(io.BytesIO(audio.data))
    hop = round(rate_hz * HOP_MS / 1000)
    heard = np.abs(samples[: len(samples) // hop * hop]).reshape(-1, hop).max(axis=1) > 0.004
    written = [text[start:end] for start, end in sentences(text, language)]
    found = [last * HOP_MS for _, last in between_sentences(written, heard, HOP_MS)]
    words = iter(audio.words)
    known = [next(word.start_ms for word in words if word.text == first) for first in opening]
    assert found == pytest.approx(known, abs=80)


@pytest.mark.parametrize(
    ("pauses", "found"),
    [
        ([(100, 150)], [(100, 150)]),
        ([(60, 80), (100, 150)], [(100, 150)]),
        ([], []),
        ([(100, 110)], []),  # the stop of a consonant
        ([(20, 90), (170, 190)], []),  # the longest is far from where the sentence ends
    ],
)
def test_no_pause_is_taken_that_may_be_another(
    pauses: list[tuple[int, int]], found: list[tuple[int, int]]
) -> None:
    heard = np.ones(250, np.bool_)
    for first, last in pauses:
        heard[first:last] = False
    assert between_sentences(["a" * 10, "b" * 10], heard, 5.0) == found
