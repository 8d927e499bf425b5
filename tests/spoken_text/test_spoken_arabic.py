"""What holds for every Arabic number in a sentence: gender, case, nothing in figures, nothing lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.language import language
from briefing.speech.spoken_text import spoken_text

WORDS = language("ar").spoken
PLURALS = (
    "أيام",
    "دول",
    "نساء",
    "رجال",
    "سفن",
    "وزراء",
    "شركات",
    "قرارات",
    "اجتماعات",
    "مدن",
    "خطط",
    "رسائل",
)
SINGULARS = ("يوما", "دولة", "امرأة", "رجلا", "سفينة", "وزيرا", "شركة", "قرارا", "مدينة", "خطة", "رسالة")
BEFORE = (
    "",
    "في ",
    "وصلت ",
    "زار الرئيس ",
    "قتل ",
    "وقال إن ",
    "بينهم ",
    "نحو ",
    "كان ",
    "بلغ العدد ",
    "عمره ",
)
PREFIXES = ("", "و", "ب", "بـ", "لـ", "وبـ ", "الـ", "ال", "للـ", "ك")
FORMS = ("{}", "{:,}", "%{}", "{}%", "${}", "{} كم", "{}.5", "{}-{}", "{}/5", "{} مليون", "±{}", "-{}")


@given(
    before=st.sampled_from(BEFORE),
    prefix=st.sampled_from(PREFIXES),
    form=st.sampled_from(FORMS),
    n=st.integers(0, 10**7),
    noun=st.sampled_from((*PLURALS, *SINGULARS, "من الناس", "")),
)
@settings(max_examples=1500, deadline=None)
def test_no_figure_is_left_and_no_word_is_lost(
    before: str, prefix: str, form: str, n: int, noun: str
) -> None:
    written = f"{before}{prefix}{form.format(n, n + 1)} {noun} خلال عامنا هذا."
    said = spoken_text(written, "ar")
    assert not re.search(r"[\d%$]", said.replace(f"{n}/5", ""))
    assert said.endswith("خلال عامنا هذا.")
    assert all(word in said for word in before.split())


@given(n=st.integers(3, 10), case=st.sampled_from(("", "في ", "وصل ")))
def test_three_to_ten_take_the_other_gender(n: int, case: str) -> None:
    masculine = spoken_text(f"{case}{n} رجال معا", "ar").removeprefix(case).split()[0]
    feminine = spoken_text(f"{case}{n} سفن معا", "ar").removeprefix(case).split()[0]
    assert masculine.endswith("ة")
    assert not feminine.endswith("ة")


@given(n=st.integers(20, 99), noun=st.sampled_from(SINGULARS))
def test_tens_show_the_case(n: int, noun: str) -> None:
    subject = spoken_text(f"وصلت {n} {noun} أمس.", "ar") if noun.endswith("ة") else ""
    subject = subject or spoken_text(f"هناك {n} {noun} أمس.", "ar")
    behind = spoken_text(f"تحدث عن {n} {noun} أمس.", "ar")
    assert re.search(r"(?:ون) " + noun, subject)
    assert re.search(r"(?:ين) " + noun, behind)


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        ("وصل 20 ضيفا", True),
        ("وصل إلى المطار 20 ضيفا", True),
        ("وصل إلى بيروت أمس 20 ضيفا", True),
        ("وصل بعد 20 يوما", False),
        ("عاش في المنفى 20 عاما", False),
        ("دخل القاعة 20 ضيفا", True),
        ("دخلت الشركة 20 سوقا جديدة", False),
        ("دعت الشركة 20 ضيفا", False),
        ("اعتقل 20 شخصا", True),
        ("اعتقل الجيش 20 شخصا", False),
        ("وكان الجيش قد اعتقل 20 شخصا", False),
        ("وأكد أن هناك 20 شخصا", False),
        ("هناك 20 شخصا", True),
        ("في القاعة 20 كرسيا", True),
        ("مقتل 20 شخصا في حادث", False),
        ("20 شخصا ينتظرون", True),
        ("20 شخصا", False),
        ("حضر 12 ضيفا و20 صحفيا", True),
        ("استقبل الوزير 12 ضيفا و20 صحفيا", False),
        ("ثمنها 20 دينارا", True),
        ("بلغ ثمنها 20 دينارا", False),
        ("شاهده 20 مليون متفرج", True),
    ],
)
def test_the_subject_is_in_the_nominative(written: str, subject: bool) -> None:
    assert ("عشرون" in spoken_text(written, "ar")) == subject


def test_every_noun_of_the_list_agrees_with_its_number() -> None:
    """A plural that two singulars share may go with either; all others go with their own."""
    owners: dict[str, set[bool]] = {}
    for one, several in WORDS.nouns.items():
        for many in several:
            owners.setdefault(many, set()).add(one.endswith("ة") or one in WORDS.feminine)
    wrong = {
        many
        for many, feminine in owners.items()
        if len(feminine) == 1
        and spoken_text(f"4 {many}", "ar") != f"{'أربع' if True in feminine else 'أربعة'} {many}"
    }
    assert wrong == set()


@pytest.mark.parametrize("name", sorted(WORDS.latin))
def test_a_known_latin_name_is_said_in_arabic_letters(name: str) -> None:
    said = spoken_text(f"أعلنت {name} ذلك", "ar")
    assert not re.search("[A-Za-z0-9]", said)
    assert said.startswith("أعلنت ")
    assert said.endswith(" ذلك")


@given(letters=st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=3))
def test_letters_are_named(letters: str) -> None:
    assert not re.search("[A-Z]", spoken_text(f"محطة {letters} أمس", "ar"))


def test_other_latin_words_stay() -> None:
    assert spoken_text("قرأ Les Misérables وزار Brandenburg", "ar") == "قرأ Les Misérables وزار Brandenburg"


def test_a_line_of_many_numbers_is_read_to_its_end() -> None:
    line = "وصل 25 ضيفا في 3 سيارات، بينهم 12 امرأة؛ " * 2000
    assert spoken_text(line, "ar").count("خمسة وعشرون ضيفا") == 2000
