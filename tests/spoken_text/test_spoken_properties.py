"""What holds for any text: no error, nothing lost, nothing changed twice."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.speech.spoken_text import spoken_text

LANGUAGES = ("en", "en-US", "ar", "ar-LB", "de", "de-CH", "fr", "fr-BE", "es", "es-MX", "fa", "zz", "")
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


EUROPEAN = {
    "fr": "1 204|0,5|3,5 Md€|14h30|9h-12h|1er|XIXe siècle|Louis XIV|n° 4|M. Roy|3 nov.|p. ex.|1/25 000",
    "de": "1.204|0,5|3,5 Mrd. €|18.42 Uhr|am 3. Mai|1.|80er|Ludwig XIV.|Nr. 4|3./4. Mai|5-%-Hürde|Mo-Fr",
    "es": "1.204|0,5|3,5 M€|18.42 h|1.º|3.er|siglo XIX|Felipe VI|II Guerra|n.º 4|EE. UU.|11-M|200 casas",
}
JOINTS = {
    "fr": (", dit-il, ", " ou ", " en ", ". Le ", "; environ ", " personnes, ", " de "),
    "de": (", sagte er, ", " oder ", " in ", ". Die ", "; etwa ", " Menschen, ", " der ", " am "),
    "es": (", dijo, ", " o ", " en ", ". El ", "; unas ", " personas, ", " de ", " a "),
}


@given(data=st.data(), language=st.sampled_from(tuple(EUROPEAN)))
@settings(max_examples=1000, deadline=None)
def test_spoken_french_german_and_spanish_are_not_changed_again(data: st.DataObject, language: str) -> None:
    known = st.sampled_from([*EUROPEAN[language].split("|"), *AMOUNTS])
    pieces = data.draw(st.lists(known, min_size=1, max_size=6))
    once = spoken_text(data.draw(st.sampled_from(JOINTS[language])).join(pieces), language)
    assert spoken_text(once, language) == once


LOWER_WORDS = st.lists(st.from_regex(r"[a-z]{3,9}", fullmatch=True), min_size=1, max_size=12)
ARABIC_WORDS = st.lists(st.from_regex("[بتجدرسعفقلمنهي]{4,8}", fullmatch=True), min_size=1, max_size=12)


@given(words=LOWER_WORDS)
def test_plain_english_words_stay(words: list[str]) -> None:
    known = {"aka", "may", "approx"}
    text = " ".join(word for word in words if word not in known)
    assert spoken_text(text, "en") == text


@given(words=LOWER_WORDS, language=st.sampled_from(("fr", "de", "es")))
def test_plain_words_of_other_languages_stay(words: list[str], language: str) -> None:
    short = {"env", "vs", "qqn"}  # abbreviations that are written without a dot
    text = " ".join(word for word in words if word not in short)
    assert spoken_text(text, language) == text


@given(words=ARABIC_WORDS)
def test_plain_arabic_words_stay(words: list[str]) -> None:
    text = " ".join(words)
    assert spoken_text(text, "ar") == text


@given(n=st.integers(min_value=0, max_value=10**15 - 1), language=st.sampled_from(("en", "en-US", "ar")))
def test_a_whole_number_leaves_no_digit(n: int, language: str) -> None:
    assert not re.search(r"\d", spoken_text(f"{n}", language))
    assert not re.search(r"\d", spoken_text(f"{n:,}", language))


@given(
    n=st.integers(min_value=0, max_value=10**15 - 1), language=st.sampled_from(("fr", "fr-BE", "de", "es"))
)
def test_a_whole_number_with_dots_or_spaces_leaves_no_digit(n: int, language: str) -> None:
    grouped = f"{n:,}"
    for written in (str(n), grouped.replace(",", "."), grouped.replace(",", "\u202f")):
        assert not re.search(r"\d", spoken_text(written, language))


@given(a=st.integers(0, 10**6), b=st.integers(0, 10**6))
def test_different_numbers_are_said_differently(a: int, b: int) -> None:
    for language in ("en", "ar", "fr", "de", "es"):
        mark = "," if language in ("en", "ar") else "."
        first, second = (f"{n:,}".replace(",", mark) for n in (a, b))
        assert (spoken_text(first, language) == spoken_text(second, language)) == (a == b)


@given(
    text=st.text(alphabet="0123456789.,:/-", min_size=1, max_size=14),
    language=st.sampled_from(("en", "ar", "fr", "de", "es")),
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
    assert spoken_text("Sono venuti 21 «ospiti» (oggi).", "it") == "Sono venuti ventuno ospiti, oggi."
    assert spoken_text("Pesa 2,5 quintali.", "it") == "Pesa due virgola cinque quintali."
    assert spoken_text("Yüzde 2,07 arttı.", "tr") == "Yüzde iki virgül sıfır yedi arttı."
    assert spoken_text("Nhiệt độ -3 độ, tăng 2,5 độ.", "vi") == "Nhiệt độ -3 độ, tăng hai phẩy năm độ."
    assert spoken_text("Il 3.4.2026 alle 12:30, 1.500 euro", "it") == "Il 3.4.2026 alle 12:30, 1.500 euro"
    assert spoken_text("Nomo 21", "zz") == "Nomo 21"


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("fr-BE", "95 ou 71 ou 80 voix", "nonante-cinq ou septante et un ou quatre-vingts voix"),
        ("fr-CH", "80 francs", "huitante francs"),
        ("fr", "80 francs", "quatre-vingts francs"),
        ("de-CH", "Fr. 1'234.50", "eintausendzweihundertvierunddreißig Franken fünfzig"),
        ("de-AT", "am 1. Jänner", "am ersten Jänner"),
        ("es-MX", "12,500 casas y 3.5 %", "doce mil quinientas casas y tres punto cinco por ciento"),
        ("es", "12.500 casas y 3,5 %", "doce mil quinientas casas y tres coma cinco por ciento"),
        ("es-AR", "el 1 de mayo", "el primero de mayo"),
        ("es-ES", "el 1 de mayo", "el uno de mayo"),
    ],
)
def test_customs_of_regions(language: str, written: str, said: str) -> None:
    assert spoken_text(written, language) == said


def test_lines_stay_lines() -> None:
    assert spoken_text("One 1\n\nTwo 2", "en") == "One one\n\nTwo two"


def test_number_words_are_loaded_only_when_a_number_is_met_that_has_no_rules_of_ours() -> None:
    code = (
        "import sys; from briefing.speech.spoken_text import spoken_text;"
        "spoken_text('Senza cifre.', 'it'); assert 'Seven' in spoken_text('7 days', 'en');"
        "spoken_text('٣ أيام', 'ar'); assert 'num2words' not in sys.modules;"
        "spoken_text('7', 'it'); assert 'num2words' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
