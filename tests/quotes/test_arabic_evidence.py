"""Arabic: what speaks for a name's beginning and end, where words are of no list of ours."""

from __future__ import annotations

import golden
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.script.quoting.quotes import quotations

WORDS = sorted({w for name in golden.NAMES if name.startswith("ar-") for w in golden.words(name)})
SAID = "«سنعمل معا حتى ينجح المشروع»"


def speaker(text: str) -> str | None:
    """Of the last quotation, if it would be spoken."""
    last = quotations(golden.article(text, "ar"))[-1]
    return last.speaker.name if last.speaker and golden.is_spoken(last) else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # An office of no list goes from before the first name.
        ("وقال زنبرك الاجتماع سامر الحلبي إن {}.", "سامر الحلبي"),
        ("وقال زنبرك القضاء علي هاشم الحلبي، لوكالتنا، إن {}.", "علي هاشم الحلبي"),
        ("وقال الزنبركي العلمي سامر الحلبي إن {}.", "سامر الحلبي"),
        ("وأوضح وكيل أول الوزارة سامر الحلبي أن {}.", "سامر الحلبي"),
        ("وقال مساعد أمين عام السلطة سامر الحلبي إن {}.", "سامر الحلبي"),
        ("وترى الأستاذة في كلية الآداب ليلى الحلبي أن {}.", "ليلى الحلبي"),
        ("وقال المتحدث باسم «درب النيل» في ولاية الشمال سامر الحلبي إن {}.", "سامر الحلبي"),
        ("وأوضحت الدكتورة الزنبركية مارغيت مارتا مولر، مديرة المستشفى، أن {}.", "مارغيت مارتا مولر"),
        # Surnames that are words as well, or begin as prepositions do.
        ("وقال سامر الجبهة، رئيس الغرفة، إن {}.", "سامر الجبهة"),
        ("وأكدت المديرة لمياء بالهادي زنبرة أن {}.", "لمياء بالهادي زنبرة"),
        ("وقالت كوندليس ماهر الباحثة بالمنظمة {}.", "كوندليس ماهر"),
        ("وقال عامل يدعى سامر أيت باها: {}.", "سامر أيت باها"),
        # The subject before its verb, with what stands between.
        ("أما زنيرة بوحسون، رئيسة تعاونية «درب» للنساء، فقد أفادت بأن {}.", "زنيرة بوحسون"),
        ("أما صاحبة النزل الذي يقيم فيه، ني كاديك أرياني، فقالت: {}.", "ني كاديك أرياني"),
        ("لكن الباحث سامر الحلبي، الذي يرصد المزادات منذ سنوات، يشكك في الخطوة، ويقول: {}.", "سامر الحلبي"),
        ("وكان المنتج سامر بوحسون قد لوح بالانسحاب، وأوضح في تدوينة أن {}.", "سامر بوحسون"),
        ("وحملت تسنيفة بوحسون، والدة الطفلة، صورة ابنتها، وقالت: {}.", "تسنيفة بوحسون"),
        # What is no verb of saying.
        ("وذكر القائد سامر الحلبي، في بيان ورد للوكالة، أن {}.", "سامر الحلبي"),
        ("وتقول ليلى الحلبي وهي تتنقل بين الرفوف الجديدة: {}.", "ليلى الحلبي"),
        ("وروى الحارس سامر الحلبي، وهو آخر من رأى الصناديق، أنه نام، وقال: {}.", "سامر الحلبي"),
        ("ويؤكد سامر الحلبي أن التوزيع يتم وفق المخزون، لافتا إلى أن {}.", "سامر الحلبي"),
    ],
)
def test_words_of_no_list_beside_a_name(text: str, name: str) -> None:
    assert speaker(text.format(SAID)) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # The first name, of no list, may have gone to the office.
        ("وقال مدير الدائرة زنبرك آل جمعان إن الأمر عاجل. وأضاف آل جمعان: {}.", "زنبرك آل جمعان"),
        ("وقال رئيس الشركة زنبركة بنت خالد الحلبي إن {}.", "زنبركة بنت خالد الحلبي"),
        ("وقال مدير المعهد زنبرك بوحسون الطرابلسي إن {}.", "زنبرك بوحسون الطرابلسي"),
        # The last word is the verb's object, or the verb of "as to …, so he saw".
        ("ويستغرب سامر الحلبي صمت «الرابطة»، مضيفا أن {}.", "سامر الحلبي"),
        ("وينتقد سامر صمت «الرابطة»، مضيفا أن {}.", "سامر"),
        ("ثم زنبرت النائبة ليلى الحلبي فرنبأت أن {}.", "ليلى الحلبي"),
        ("وأبدى المدرب نبيل معروف رضاه عن النتيجة، وقال: {}.", "نبيل معروف"),
        # A description that lacks the name behind it.
        ("وقالت والدة الضحية زنبركة بوحسون أمام القاضي: {}.", "زنبركة بوحسون"),
        # Nouns and little words that are nobody.
        ("وزنبرك المدير، لكنها تزنبرت: {}.", "المدير"),
        ("واختتمت حديثها متزنبرة أن {}.", None),
    ],
)
def test_a_name_that_may_be_cut_is_whole_or_not_spoken(text: str, name: str | None) -> None:
    assert speaker(text.format(SAID)) in (name, None)


@pytest.mark.parametrize(
    "text",
    [
        # Somebody stands where the subject does, and is not understood: whoever spoke before is not meant.
        "وقال سامر الحلبي: «الأمر عاجل جدا يا سادة».\nوزنبر المدير زنبرك، وقال: {}.",
        "وقال سامر الحلبي: «الأمر عاجل جدا يا سادة».\nبدوره زنبر المهندس زنبرك بوحسون النتائج، وقال: {}.",
        "وقال سامر الحلبي: «الأمر عاجل جدا يا سادة».\nوزنبر رئيس الوزراء زنبرك بوحسون. وقال من هناك: {}.",
        "ويعتقد سامر الحلبي أن الأمر سهل، إلا أن زنبرك الكواكب يزنبر، ويقول: {}.",
        "وقال سامر الحلبي: «الأمر عاجل جدا يا سادة».\nوقالت «رافد» في إفصاحها إن {}.",
    ],
)
def test_an_unread_subject_is_not_whoever_spoke_before(text: str) -> None:
    assert speaker(text.format(SAID)) is None


def test_a_first_name_alone_means_whoever_was_introduced_by_it() -> None:
    introduced = "تعمل ليلى الحلبي في مطبخ الحي. تقول ليلى: {}."
    assert speaker(introduced.format(SAID)) == "ليلى الحلبي"
    unread = "تشعل ليلى الزنبرك نار الحطب. تقول ليلى: {}."
    assert speaker(unread.format(SAID)) is None


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_words_in_any_order_are_read(words: list[str]) -> None:
    text = " ".join(words)
    for quote in quotations(golden.article(f"# {text}\n{text}", "ar")):
        assert quote.text == text[quote.span.start : quote.span.end]
