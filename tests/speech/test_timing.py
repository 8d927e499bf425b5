"""Written words get the times of what is said for them; what cannot be told apart stays together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model import WordTiming
from briefing.speech.timing import SpokenPart, timed


def said(text: str, *, start_ms: int = 0, times: bool = True) -> SpokenPart:
    """A word takes 100 ms."""
    words = text.split()
    timings = (
        WordTiming(start_ms=start_ms + 100 * n, end_ms=start_ms + 100 * (n + 1), text=word)
        for n, word in enumerate(words)
    )
    return SpokenPart(
        text=text, words=tuple(timings) if times else (), duration_ms=start_ms + 100 * len(words)
    )


def aloud(word: str) -> str:
    """How each of these is said when it stands alone; every other word as it is written."""
    known = {
        "5": "five", "107": "one hundred and seven", "Dr.": "Doctor", "—": "", "[1]": "", "***": "",
        "2026,": "two thousand twenty-six,", "&": "and", "150": "مئة وخمسين",
    }  # fmt: skip
    return known.get(word, word)


@pytest.mark.parametrize(
    ("written", "spoken", "stretches"),
    [
        (
            "The pier is open.",
            "The pier is open.",
            [("The", 0, 100), ("pier", 100, 200), ("is", 200, 300), ("open.", 300, 400)],
        ),
        # One written word, several spoken ones; the small word inside them is not the one that follows.
        (
            "107 and 5 boats",
            "one hundred and seven and five boats",
            [("107", 0, 400), ("and", 400, 500), ("5", 500, 600), ("boats", 600, 700)],
        ),
        # What its neighbours change is one stretch, up to where both sides agree again.
        (
            "by 3 May 2026, they hope",
            "by the third of May twenty twenty-six, they hope",
            [("by", 0, 100), ("3 May 2026,", 100, 700), ("they", 700, 800), ("hope", 800, 900)],
        ),
        # Marks without sound stand with the word before them, at the start with the first.
        ("— Dr. Lind [1] said — no", "Doctor Lind said, no", [
            ("— Dr.", 0, 100), ("Lind [1]", 100, 200), ("said —", 200, 300), ("no", 300, 400),
        ]),
        # Hyphens, points and vowel marks are no difference, nor is what the engine takes for one word.
        ("U.S.-made co-pilot", "US made copilot", [("U.S.-made", 0, 200), ("co-pilot", 200, 300)]),
        ("قالَ 150 شخصًا", "قال مئة وخمسين شخصا", [("قالَ", 0, 100), ("150", 100, 300), ("شخصًا", 300, 400)]),
        # Two written words that are said as one.
        ("New York is", "Nooyawk is", [("New York", 0, 100), ("is", 100, 200)]),
        ("*** 5", "five", [("*** 5", 0, 100)]),
        # Nothing in common at all.
        ("x y z", "one two", [("x y z", 0, 200)]),
    ],
)  # fmt: skip
def test_words_get_their_times(written: str, spoken: str, stretches: list[tuple[str, int, int]]) -> None:
    (heard,) = timed(written, [said(spoken)], aloud)
    assert [(written[h.start : h.end], h.start_ms, h.end_ms) for h in heard] == stretches


def test_each_clip_of_a_line_has_its_own_clock() -> None:
    written = "The pier is open, and 5 boats are back."
    parts = [said("The pier is open,", start_ms=30), said("and five boats are back.", start_ms=70)]
    first, second = timed(written, parts, aloud)
    assert written[first[0].start : first[-1].end] == "The pier is open,"
    assert written[second[0].start : second[-1].end] == "and 5 boats are back."
    assert (first[0].start_ms, second[0].start_ms) == (30, 70)


def test_a_clip_without_times_is_heard_as_a_whole() -> None:
    written = "The pier is open, and 5 boats are back."
    parts = [said("The pier is open,", times=False), said("and five boats are back.", start_ms=70)]
    first, second = timed(written, parts, aloud)
    assert [(h.start, h.end, h.start_ms, h.end_ms) for h in first] == [(0, 17, 0, 400)]
    assert len(second) == 5


WORDS = st.sampled_from(["pier", "5", "107", "—", "Dr.", "the", "and", "2026,", "x", "[1]", "&", "boats."])
SPOKEN = st.sampled_from(["pier", "five", "the", "and", "Doctor", "hundred", "boats", "seven", "q"])


@given(
    written=st.lists(WORDS, min_size=1, max_size=25).map(" ".join),
    parts=st.lists(st.lists(SPOKEN, min_size=1, max_size=15).map(" ".join), min_size=1, max_size=3),
    right=st.booleans(),
    times=st.booleans(),
)
def test_all_that_is_written_has_a_time_and_times_go_forward(
    written: str, parts: list[str], right: bool, times: bool
) -> None:
    if right:  # said as it is written
        parts = [" ".join(filter(None, (aloud(word) for word in written.split()))) or "pier"]
    found = timed(written, [said(part, times=times) for part in parts], aloud)
    for clip in found:
        for one, other in pairwise(clip):
            assert one.start_ms < one.end_ms <= other.start_ms
    places = [h for clip in found for h in clip]
    assert places[0].start == 0 and places[-1].end == len(written)
    for one, other in pairwise(places):
        assert one.end + 1 == other.start
