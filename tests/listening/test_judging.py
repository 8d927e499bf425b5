"""Measured and heard → a flag or none, one rule at a time."""

from dataclasses import replace

import pytest

from briefing.listening.acoustics import Measures
from briefing.listening.judging import Observed, Reason, judged
from briefing.listening.recogniser import Hearing
from briefing.model import Said, Utterance, Voice

WORDS = ("the", "night", "ferry", "sails", "again", "on", "monday")
WHOLE = Hearing(words=WORDS, found=(True,) * 7, ends_early=False, extra=0.05, fit=3.0)
USUAL = Measures(spoken_ms=2150, end_db=-15.0, repetition=0.1)


def line(hearing: Hearing | None = WHOLE, text: str = " ".join(WORDS), **measures: float) -> Observed:
    said = Said(
        segment=1, line=1, written=text, estimated_ms=2000,
        utterance=Utterance(text=text, language="en", voice=Voice()),
    )  # fmt: skip
    return Observed(said=said, measures=replace(USUAL, **measures), hearing=hearing)


def reason(observed: Observed) -> Reason | None:
    """Of a line among right ones."""
    flag = judged([observed, *[line(observed.hearing and WHOLE)] * 6])[0]
    return flag.reason if flag else None


def test_a_line_that_says_what_it_should() -> None:
    assert reason(line()) is None
    assert reason(line(None)) is None


@pytest.mark.parametrize(
    ("observed", "expected"),
    [
        (line(spoken_ms=90), Reason.SILENT),
        (line(repetition=0.97, spoken_ms=4300), Reason.TWICE),
        (line(replace(WHOLE, fit=0.4, extra=0.6)), Reason.OTHER_WORDS),
        (line(replace(WHOLE, fit=None, found=(True,) * 3 + (False,) * 4)), Reason.OTHER_WORDS),
        (line(replace(WHOLE, extra=0.5, fit=4.0)), Reason.MORE_WORDS),
        (line(replace(WHOLE, ends_early=True), spoken_ms=1700), Reason.END_MISSING),
        (line(spoken_ms=1500), Reason.TOO_SHORT),
        (line(spoken_ms=1900, end_db=-1.0), Reason.TOO_SHORT),
        (line(spoken_ms=4300), Reason.TOO_LONG),
        (line(None, spoken_ms=90), Reason.SILENT),
        (line(None, repetition=0.97, spoken_ms=4300), Reason.TWICE),
        (line(None, spoken_ms=1300), Reason.TOO_SHORT),
    ],
)
def test_what_is_wrong_with_a_line(observed: Observed, expected: Reason) -> None:
    assert reason(observed) is expected


def test_what_a_recogniser_misses_at_the_end_of_a_line_of_full_length_is_not_missing() -> None:
    assert reason(line(replace(WHOLE, ends_early=True))) is None


def test_a_text_that_says_itself_twice_may() -> None:
    assert reason(line(text="Never again, never again.", repetition=0.97)) is None


def test_a_voice_that_is_always_slow_is_not_too_long() -> None:
    assert judged([line(spoken_ms=4300)] * 7) == [None] * 7


def test_a_few_lines_say_nothing_of_the_pace() -> None:
    assert judged([line(spoken_ms=1500), line()]) == [None, None]
