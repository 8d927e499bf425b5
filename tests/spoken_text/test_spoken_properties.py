"""What holds for any text: no error, nothing lost, nothing changed twice."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.speech.spoken_text import spoken_text

LANGUAGES = ("en", "en-US", "ar", "ar-LB", "de", "fa", "zz", "")
SIGNS = [*"0123456789.,:/-+%$€£°'’()[]«»“”–—&@# ٠٣٫٬،؟½", "m", "km", "bn", "p.m.", "St.", "IV", "No."]
ENGLISH = ["May", "in", "the", "of", "and", "people", "King", "Dr.", "won", "a", "deal", "I", "2016", "1990s"]
ARABIC = [
    "في",
    "و",
    "ال",
    "بـ",
    "عام",
    "مايو",
    "مليون",
    "أيام",
    "دولة",
    "الساعة",
    "من",
    "إلى",
    "يوم",
    "هـ",
    "د.",
]
written = st.lists(st.sampled_from([*SIGNS, *ENGLISH, *ARABIC, *" " * 20]), max_size=40).map("".join)


@given(text=st.text(max_size=80) | written, language=st.sampled_from(LANGUAGES))
@settings(max_examples=600, deadline=None)
def test_any_text_can_be_spoken(text: str, language: str) -> None:
    spoken_text(text, language).encode("utf-8")


AMOUNTS = re.split(
    r"\|",
    "7|350|1,204|0.5|-3|10-12|3-1|1999|2014-16|23/11/2026|10/5/2016|2026-11-23|8:30|14:00|$150|€1.50|$3.5bn|30%"
    "|5km|30°C|1/2|2½|9/11|007|F-16|G7|+44 20 7946 0958|U.S.|e.g.|a@b.org|(x)|#x|50+|21st|1.2.3|x/y|&|5x"
    "|12:61|31.31.2020|99/98",
)


@given(
    pieces=st.lists(st.sampled_from(AMOUNTS), min_size=1, max_size=6),
    joint=st.sampled_from((", they said, ", " or ", " in ", ". The ", "; about ", " people, ")),
    language=st.sampled_from(("en", "en-US")),
)
@settings(max_examples=1000, deadline=None)
def test_spoken_english_is_not_changed_again(pieces: list[str], joint: str, language: str) -> None:
    once = spoken_text(joint.join(pieces), language)
    assert spoken_text(once, language) == once


@given(
    pieces=st.lists(st.sampled_from(AMOUNTS), min_size=1, max_size=6),
    joint=st.sampled_from(("، وأضاف ", " أو ", " في ", ". قال ", "؛ نحو ", " أشخاص، ", " و", " دولة بـ")),
)
@settings(max_examples=1000, deadline=None)
def test_spoken_arabic_is_not_changed_again(pieces: list[str], joint: str) -> None:
    once = spoken_text(joint.join(pieces), "ar")
    assert spoken_text(once, "ar") == once


LOWER_WORDS = st.lists(st.from_regex(r"[a-z]{3,9}", fullmatch=True), min_size=1, max_size=12)
ARABIC_WORDS = st.lists(st.from_regex("[بتجدرسعفقلمنهي]{4,8}", fullmatch=True), min_size=1, max_size=12)


@given(words=LOWER_WORDS)
def test_plain_english_words_stay(words: list[str]) -> None:
    known = {"aka", "may", "approx"}
    text = " ".join(word for word in words if word not in known)
    assert spoken_text(text, "en") == text


@given(words=ARABIC_WORDS)
def test_plain_arabic_words_stay(words: list[str]) -> None:
    text = " ".join(words)
    assert spoken_text(text, "ar") == text


@given(n=st.integers(min_value=0, max_value=10**15 - 1), language=st.sampled_from(("en", "en-US", "ar")))
def test_a_whole_number_leaves_no_digit(n: int, language: str) -> None:
    assert not re.search(r"\d", spoken_text(f"{n}", language))
    assert not re.search(r"\d", spoken_text(f"{n:,}", language))


@given(a=st.integers(0, 10**6), b=st.integers(0, 10**6))
def test_different_numbers_are_said_differently(a: int, b: int) -> None:
    for language in ("en", "ar"):
        same = spoken_text(f"{a:,}", language) == spoken_text(f"{b:,}", language)
        assert same == (a == b)


@given(
    text=st.text(alphabet="0123456789.,:/-", min_size=1, max_size=14), language=st.sampled_from(("en", "ar"))
)
@settings(max_examples=400, deadline=None)
def test_a_number_is_said_or_left_whole(text: str, language: str) -> None:
    """No digit disappears: what is left in figures was there, and something is said where figures were."""
    said = spoken_text(f"x {text} x", language)
    if any(c.isdigit() for c in text):
        assert len(said) > len("x x")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Part 1.2.3.4.5.6.7 and 99/98/97 and 1,2,3"),
        ("en", "the file x1y2z3 and 5ff"),
        ("ar", "الملف 1.2.3.4.5.6.7"),
    ],
)
def test_what_is_not_understood_is_left_as_written(language: str, text: str) -> None:
    assert spoken_text(text, language) == text


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("It cost 350.", "It cost three hundred fifty."),
        ("In 2005.", "In two thousand five."),
        ("On 10/5/2026.", "On October fifth, twenty twenty-six."),
        ("They won 2-0.", "They won two nothing."),
    ],
)
def test_american_customs(written: str, said: str) -> None:
    assert spoken_text(written, "en-US") == said


def test_british_day_comes_first() -> None:
    assert spoken_text("On 10/5/2026.", "en-GB") == "On the tenth of May twenty twenty-six."


def test_months_are_named_as_the_region_names_them() -> None:
    assert "أيار" in spoken_text("10/5/2016", "ar-LB")
    assert "ماي" in spoken_text("10/5/2016", "ar-DZ").split()
    assert "مايو" in spoken_text("10/5/2016", "ar")


def test_lexicon_goes_first_and_is_final() -> None:
    lexicon = {"AC/DC": "A C D C", "St. Ives": "Saint Eyevs", "Ives": "wrong", "X 5": "ex 5"}
    assert (
        spoken_text("AC/DC played St. Ives; 3 X 5.", "en", lexicon)
        == "A C D C played Saint Eyevs; three ex 5."
    )


def test_lexicon_takes_whole_words_only() -> None:
    assert spoken_text("Rome and Romeo", "en", {"Rome": "Roma"}) == "Roma and Romeo"


def test_lexicon_knows_arabic_prefixes() -> None:
    lexicon = {"ناسا": "وكالة الفضاء", "الناتو": "الحلف"}
    assert spoken_text("قالت ناسا وبناسا، للناتو والناتو", "ar", lexicon) == (
        "قالت وكالة الفضاء وبوكالة الفضاء، للحلف والحلف"
    )


def test_other_languages_get_their_numbers_where_they_are_known() -> None:
    assert spoken_text("Es kamen 21 «Gäste» (heute).", "de") == "Es kamen einundzwanzig Gäste, heute."
    assert spoken_text("Il pèse 2,5 tonnes.", "fr") == "Il pèse deux virgule cinq tonnes."
    assert spoken_text("Am 3.4.2026 um 12:30, 1.500 Euro", "de") == "Am 3.4.2026 um 12:30, 1.500 Euro"
    assert spoken_text("Nomo 21", "zz") == "Nomo 21"


def test_lines_stay_lines() -> None:
    assert spoken_text("One 1\n\nTwo 2", "en") == "One one\n\nTwo two"


def test_number_words_are_loaded_only_when_a_number_is_met() -> None:
    code = (
        "import sys; from briefing.speech.spoken_text import spoken_text;"
        "spoken_text('No figures here.', 'en');"
        "spoken_text('٣ أيام', 'ar'); assert 'num2words' not in sys.modules;"
        "spoken_text('7', 'en'); assert 'num2words' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
