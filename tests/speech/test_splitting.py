"""Splitting: within the limit in the engine's own unit, nothing lost, no number cut, at the best place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.engines import Limits
from briefing.speech.splitting import split as places

_LATIN = ("pier", "the", "harbour,", "said.", "(again)", "12", "1,250", "3.5", "%", "€", "“Yes,”", "Straße")
_OTHER = (
    "الميناء",
    "قال،",
    "مُدَرِّسَةٌ",
    "؟",
    "٣٫٥",
    "١٢",
    "e\u0301tude",
    "👩\u200d🚀",
    "港口。",
    "開放",
    "—",
    "…",
)
_WORDS = st.sampled_from(_LATIN + _OTHER)
_TEXTS = st.lists(_WORDS, min_size=1, max_size=60).map(" ".join)
_LIMITS = st.one_of(
    st.integers(20, 120).map(lambda n: Limits(max_characters=n)),
    st.integers(40, 240).map(lambda n: Limits(max_bytes=n)),
    st.tuples(st.integers(20, 120), st.integers(40, 240)).map(
        lambda n: Limits(max_characters=n[0], max_bytes=n[1])
    ),
)


@given(text=st.one_of(_TEXTS, st.text(max_size=300)), limits=_LIMITS)
def test_every_part_is_within_the_limit_in_its_own_unit(text: str, limits: Limits) -> None:
    text = text.encode("utf-8", "ignore").decode()
    for part in split(text, limits, "en"):
        assert part == part.strip() != ""
        assert limits.max_characters is None or len(part) <= limits.max_characters
        assert limits.max_bytes is None or len(part.encode()) <= limits.max_bytes


@given(
    text=st.one_of(_TEXTS, st.text(max_size=300)),
    limits=_LIMITS,
    language=st.sampled_from(["en", "ar", "xx"]),
)
def test_no_character_is_lost_added_or_moved(text: str, limits: Limits, language: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    assert _letters("".join(split(text, limits, language))) == _letters(text)


@given(
    before=st.text("abc ", max_size=120),
    number=st.sampled_from(
        ["12,500", "12 500 000", "3.5 %", "€ 40", "-17", "$1,200.50", "١٢٬٥٠٠", "20:45", "2026/11"]
    ),
    after=st.text("abc ", max_size=120),
    limits=st.integers(12, 60).map(lambda n: Limits(max_characters=n)),
)
def test_a_number_with_its_sign_stays_whole(before: str, number: str, after: str, limits: Limits) -> None:
    text = f"{before} {number} {after}"
    assert sum(number in part for part in split(text, limits, "en")) == 1


@given(limits=st.integers(12, 60).map(lambda n: Limits(max_characters=n)))
def test_a_letter_keeps_its_marks(limits: Limits) -> None:
    for part in split("مُدَرِّسَةٌ" * 20, limits, "ar"):
        assert not re.match("[\u064b-\u0652]", part)


def test_what_fits_is_not_touched() -> None:
    text = "One sentence. And another, with a clause."
    assert split(text, Limits(), "en") == (text,)
    assert split(text, Limits(max_characters=len(text)), "en") == (text,)
    assert split("  \n ", Limits(), "en") == ()


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        (
            "The ferry left at dawn. Nobody was on the quay to wave.",
            40,
            ("The ferry left at dawn.", "Nobody was on the quay to wave."),
        ),
        (
            "When the ferry had left the quay, nobody was there to wave to it",
            40,
            ("When the ferry had left the quay,", "nobody was there to wave to it"),
        ),
        (
            "غادرت العبارة الرصيف عند الفجر، ولم يكن أحد هناك ليلوح لها",
            40,
            ("غادرت العبارة الرصيف عند الفجر،", "ولم يكن أحد هناك ليلوح لها"),
        ),
        # Nor is one that leaves two words over.
        (
            "The keeper said, when he was asked at the quay, he knew",
            50,
            ("The keeper said,", "when he was asked at the quay, he knew"),
        ),
        # Words only: shared out evenly, so that no part is a stump.
        ("one two three four five six seven eight", 35, ("one two three four", "five six seven eight")),
        # A comma right at the beginning is no place to cut.
        (
            "So, the ferry left the quay before anyone woke up",
            35,
            ("So, the ferry left the", "quay before anyone woke up"),
        ),
        # Without blanks: at the signs of the script.
        ("渡輪在黎明時離開了碼頭。沒有人在那裡。", 14, ("渡輪在黎明時離開了碼頭。", "沒有人在那裡。")),
        # "Dr." ends no sentence.
        ("We met Dr. Lind at the quay this morning.", 30, ("We met Dr. Lind at the", "quay this morning.")),
    ],
)
def test_the_best_place_is_taken(text: str, limit: int, parts: tuple[str, ...]) -> None:
    language = "ar" if "\u0600" < text[0] < "\u06ff" else "en"
    assert split(text, Limits(max_characters=limit), language) == parts


def test_a_number_longer_than_the_limit_is_cut_all_the_same() -> None:
    parts = split("1" * 250, Limits(max_characters=100), "en")
    assert "".join(parts) == "1" * 250
    assert max(map(len, parts)) <= 100


@given(
    text=_TEXTS,
    limits=st.integers(20, 60).map(lambda n: Limits(max_characters=n)),
    at=st.integers(0, 400),
    length=st.integers(1, 20),
)
def test_what_must_stay_whole_does(text: str, limits: Limits, at: int, length: int) -> None:
    start = text.rindex(" ", 0, at % len(text) + 1) + 1 if " " in text[: at % len(text) + 1] else 0
    end = min(len(text), start + length)
    assert not [place for place in places(text, limits, "en", whole=[(start, end)]) if start < place[0] < end]


def split(text: str, limits: Limits, language: str) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in places(text, limits, language))


def _letters(text: str) -> str:
    return "".join(text.split())
