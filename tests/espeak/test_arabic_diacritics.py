"""The guards around the diacritizer: what the author wrote stays."""

from __future__ import annotations

import re
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.engines.espeak.arabic import diacritize
from briefing.engines.espeak.arabic_letters import MARKS

HAMZA = str.maketrans("أإآ", "ااا")


def bare(text: str) -> str:
    return re.sub(f"[{MARKS}]", "", text)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("قال ان الرئيس وصل.", "قال إن الرئيس وصل."),
        ("اعلن الوزير في الامارات.", "أعلن الوزير في الإمارات."),
        ("واكد لاول مرة.", "وأكد لأول مرة."),
        ("التقى باراك في لاهاي.", "التقى باراك في لاهاي."),
        ("الـمـيـنـاء \u200fمفتوح\u202c.", "الميناء مفتوح."),
        ("ﷲ", "الله"),
    ],
)
def test_letters(written: str, expected: str) -> None:
    assert bare(diacritize(written)) == expected


@pytest.mark.parametrize(
    ("written", "contains"),
    [
        ("قُتل ثلاثة جنود.", "قُتِلَ"),
        ("يُعقد الاجتماع غداً.", "يُعْقَد"),
        ("كتب الطالبُ رسالة.", "الطَّالِبُ"),
        ("مشدداً على العمل.", "دًا "),
        ("فُتح الباب.", "فُتِح"),
    ],
)
def test_marks_of_the_author(written: str, contains: str) -> None:
    assert normalize("NFC", contains) in normalize("NFC", diacritize(written))


def test_shadda_stands_before_its_vowel() -> None:
    marked = diacritize("أكدت الحكومة أن الطلاب تقدموا.")
    assert "ّ" in marked
    assert re.search("[ً-ِ]ّ", marked) is None


def test_what_is_not_arabic_stays() -> None:
    text = "The pier — 12 €, 😀 é ŝ 한국 [[x]]"
    assert diacritize(text) == text
    assert diacritize("قالت Reuters 😀 é: نعم") != "قالت Reuters 😀 é: نعم"
    assert bare(diacritize("قالت Reuters 😀 é: نعم")) == "قالت Reuters 😀 é: نعم"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="اأإآبتجدرسعفقكلمنهويىةء " + MARKS + "xé😀.،", max_size=80))
def test_only_an_initial_alif_changes(text: str) -> None:
    before = re.sub(r"([وف]?)لا(?=\S)", r"\1لا", bare(text))
    after = bare(diacritize(text))
    if " ".join(after.split()) != " ".join(before.split()):
        assert after.replace(" ", "").translate(HAMZA) == before.replace(" ", "").translate(HAMZA)


@pytest.mark.parametrize(
    ("written", "contains"),
    [
        ("أهلاً بكم في النشرة.", "بِكُمْ"),
        ("بكم اشتريت السيارة؟", "بِكَمْ"),
        ("طالما أنه قرار ملزم.", "طَالَمَا "),
        ("زادت قدرات السد.", "قُدُرَات"),
        ("قال العمال للصحافيين ذلك.", "الْعُمَّال"),
        ("هناك ما يحدث وما يجب قوله.", "وَمَا يَجِب"),
        ("بدأ العمل في مايو.", "مَايُو"),
        ("أي دولة يتضمنها القرار نتعامل معها.", "أَيُّ دَوْلَةٍ"),
        ("في أي وقت من اليوم.", "أَيِّ وَقْتٍ"),
        ("بأي طريقة كانت.", "بِأَيِّ طَرِيقَةٍ"),
        ("المدير العام، أي رئيس الشركة، وصل.", "أَيْ رَئِيس"),
    ],
)
def test_words_that_are_read_in_one_way(written: str, contains: str) -> None:
    assert normalize("NFC", contains) in normalize("NFC", diacritize(written))


def test_no_letter_is_closed_before_a_doubled_one() -> None:
    text = "الحكم يصفر وهي ميسرة وتعظم الأمر ويفرغ المحرم الحمولة ويطور المطلقة البرنامج."
    marked = normalize("NFD", diacritize(text)).replace("الْ", "ال")
    assert re.search("[^ل]\u0652.\u0651", marked) is None
