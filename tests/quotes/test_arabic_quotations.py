"""Arabic: where a speaker's name begins and ends, who is meant by a style or an office, what is no speech."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import golden
import pytest
import yaml

from briefing.article import read
from briefing.model import BlockRole, Origin, Quotation, QuotationKind, Source
from briefing.script.quoting.names import same_word
from briefing.script.quoting.quotes import quotations

SEED = Path(__file__).parents[3] / "shared" / "articles" / "coalition.ar.txt"
SAID = "«سنعمل معا حتى ينجح المشروع»"


def found(text: str) -> tuple[Quotation, ...]:
    return quotations(golden.article(text, "ar"))


def speaker(text: str) -> str | None:
    """Of the last quotation, if it would be spoken."""
    last = found(text)[-1]
    return last.speaker.name if last.speaker and golden.is_spoken(last) else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # What stands behind a name and is none of it.
        ("ورد وزير المال سامر الحلبي مقاطعا: {}.", "سامر الحلبي"),
        ("وأضافت ليلى الحلبي ضاحكة: {}.", "ليلى الحلبي"),
        ("{}، يقول المعلم المتقاعد سامر الحلبي بينما يرتب كتبه.", "سامر الحلبي"),
        ("وبحسب سامر الحلبي فإن {}.", "سامر الحلبي"),
        ("وغرد سامر الحلبي لاحقا: {}.", "سامر الحلبي"),
        ("وأقر سامر الحلبي بوجود أخطاء، مضيفا: {}.", "سامر الحلبي"),
        ("وأشاد سامر الحلبي بما تحقق، قائلا: {}.", "سامر الحلبي"),
        ("ونصحت الدكتورة لينا عبود الأمهات قائلة: {}.", "لينا عبود"),
        ("وطمأن رئيس البلدية سامر الحلبي المتضررين بأن {}.", "سامر الحلبي"),
        ("وأبدى مدرب الفريق سامر معروف رضاه عن النتيجة، وقال: {}.", "سامر معروف"),
        ("ودعا رئيس الجمعية سامر صايغ أصحاب المحال إلى الهدوء، وقال: {}.", "سامر صايغ"),
        ("ونعى وزير الثقافة سامر صفدي الفنان هاني الجوهري، وقال: {}.", "سامر صفدي"),
        ("وكتبت هند طالب: {}.", "هند طالب"),
        # What belongs to the name.
        ("وقال النائب حسن عز الدين معتبرا أن {}.", "حسن عز الدين"),
        ("وقالت المفوضة يوهانا فان دير ليست إن {}.", "يوهانا فان دير ليست"),
        ("وعقد الوزير رامي نجم مؤتمرا صحافيا، وقال: {}.", "رامي نجم"),
        ("وقال صاحب السمو الأمير سلطان بن فهد بن تركي إن {}.", "سلطان بن فهد بن تركي"),
        ("وطالب رئيس اللجنة النائب خالد شواني قادر بتشريع جديد، وأوضح: {}.", "خالد شواني قادر"),
        ("وذكر مدير الآثار علي عبيد شلغم في بيان أن {}.", "علي عبيد شلغم"),
        ("وقال رئيس بلدية بني صالح أرزقي آيت قاسي: {}.", "أرزقي آيت قاسي"),
        ("وقالت لين المحيميد (53 عاما) لوكالتنا {}.", "لين المحيميد"),
        # Offices: with a body in marks, before and behind a comma, in no list.
        ("وغرد رئيس «حركة الإنماء» سامر الحلبي عبر حسابه: {}.", "سامر الحلبي"),
        ("وقالت مديرة شركة «نور الشمال»، ليلى الحلبي، إن {}.", "ليلى الحلبي"),
        ("وقال كبير المحللين في «بنك الشمال» سامر الحلبي إن {}.", "سامر الحلبي"),
        ("وأفادت المكلفة بالإعلام في الشركة، ليلى الحلبي، بأن {}.", "ليلى الحلبي"),
        ("وقالت عضو اللجنة ذاتها النائبة ليلى الحلبي إن {}.", "ليلى الحلبي"),
        ("وقال شقيقها الأكبر، المحامي سامر الحلبي: {}.", "سامر الحلبي"),
        ("وقال عامل آخر يدعى سامر الحلبي: {}.", "سامر الحلبي"),
        ("وقال الأمين العام لاتحاد العمال سامر الحلبي إن {}.", "سامر الحلبي"),
        # Whoever is the subject of a verb that is none of saying speaks next.
        ("وفاز بجائزة المعرض المترجم عمر باحميد، وقال في كلمته: {}.", "عمر باحميد"),
        ("ولم يستبعد سامر الحلبي الدخول في إضراب، وقال: {}.", "سامر الحلبي"),
        ("وهنأ رئيس الاتحاد سامر الحلبي البطلة، معتبرا أن {}.", "سامر الحلبي"),
        ("لكن مدربه الصربي سامر الحلبي كان أكثر هدوءا: {}.", "سامر الحلبي"),
        # Cues.
        ("{}، بهذه الكلمات تلخص ليلى الحلبي حال أسرتها.", "ليلى الحلبي"),
        ("ومن وجهة نظر سامر الحلبي، فإن {}.", "سامر الحلبي"),
        ("وقال سامر الحلبي لـ«الصحيفة» إن الأمر عاجل، وإن {}.", "سامر الحلبي"),
        ("كما ألقت الطبيبة ليلى الحلبي كلمة قصيرة، وقالت فيها: {}.", "ليلى الحلبي"),
        ("ونقلت قناة محلية عن سامر الحلبي قوله {}.", "سامر الحلبي"),
    ],
)
def test_speaker_of_one_sentence(text: str, name: str) -> None:
    quotes = found(text.format(SAID))
    said = next(q for q in quotes if f"«{q.text}»" == SAID)
    assert golden.is_spoken(said) and said.speaker is not None
    assert said.speaker.name == name


@pytest.mark.parametrize(
    "text",
    [
        "ودعت الهيئة في بيان جميع الأطراف إلى «ضبط النفس والعودة إلى طاولة الحوار».",
        "وحذرت النقابة من «نقص الكوادر في المراكز الطرفية كلها».",
        "وطالب سامر الحلبي بـ«لائحة واضحة لا تترك مجالا للاجتهاد».",
        "وأكد سامر الحلبي أن زوجته «صارت تظن أنه متفرغ للبيت كله».",
        "وأكد سامر الحلبي أن المشروع سيبدأ، وأنه «لن يغادر منصبه قبل أن يراه مكتملا».",
        "وأوضح سامر الحلبي أنهما «خططا لهذا السباق منذ ثلاث سنوات».",
        "وقال سامر الحلبي إنهم «ينتظرون أحيانا ثلاثة أيام كاملة».",
        "وتظاهر المئات تحت شعار «النهر لنا جميعا يا سادة».",
        "ورفعوا لافتة كتب عليها «نحن التاريخ وأنتم الجغرافيا».",
        "وقدمت فرقة «أوتار المساء القديم» مقطوعات من ألبوم «ليل المدائن البعيدة».",
    ],
)
def test_what_is_no_speech(text: str) -> None:
    assert {q.kind for q in found(text)} == {QuotationKind.NOT_SPEECH}


@pytest.mark.parametrize(
    "text",
    [
        "وأوضح سامر الحلبي أنه «ليس من المعقول أن تدفع الأم نصف راتبها».",
        "وأوضح سامر الحلبي أنه «يمكن لأي مواطن أن يتقدم بطلبه غدا».",
        "وقال سامر الحلبي إنه «عندما تجف البئر يعرف الناس قيمة الماء».",
    ],
)
def test_an_impersonal_clause_behind_that_he_is_speech(text: str) -> None:
    assert speaker(text) == "سامر الحلبي"


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("«", "»"),
        ("“", "”"),
        ("”", "”"),
        ("“", "“"),
        ('"', '"'),
        ("((", "))"),
        ("<<", ">>"),
        ("‹", "›"),
        ("''", "''"),
    ],
)
def test_marks_of_arabic_papers(opening: str, closing: str) -> None:
    quote = found(f"وقال سامر الحلبي: {opening}سنعمل معا حتى ينجح المشروع{closing}.")[0]
    assert (quote.text, golden.is_spoken(quote)) == ("سنعمل معا حتى ينجح المشروع", True)


@pytest.mark.parametrize(
    ("full", "again"),
    [
        ("أنطونيو غوتيريش", "جوتيريش"),
        ("كريستوفر ميلر", "ميللر"),
        ("بيتر أولسون", "أولسن"),
        ("صالح ابو هلال", "أبو هلال"),
        ("عبد الله الفهيد", "عبدالله الفهيد"),
        ("نضال الخصاونة", "الخصاونه"),
        ("سالم بن خليفة", "بن خليفة"),
        ("نُهى العمري", "نهى العمري"),
        ("هدى الكـيلاني", "الكيلاني"),
    ],
)
def test_two_spellings_are_one_person(full: str, again: str) -> None:
    text = f"وقال {full} إن «السلام خيارنا الوحيد منذ البداية».\nوأضاف {again}: {SAID}."
    assert speaker(text) == full


def test_other_names_are_not_taken_for_spellings() -> None:
    assert not same_word("سالم", "سليم")
    assert not same_word("غانم", "كامل")


def test_a_style_means_whoever_bears_it() -> None:
    text = (
        "افتتح صاحب السمو الأمير سلطان بن فهد المعرض، بحضور معالي الوزير هاني الحلبي.\n"
        "وقال سموه: «المعرض جسر بين جيلين من أبنائنا».\n"
        f"وقال معاليه: {SAID}."
    )
    assert [q.speaker.name for q in found(text) if q.speaker] == ["سلطان بن فهد", "هاني الحلبي"]


def test_a_body_is_named_in_full() -> None:
    text = f"ورفضت وزارة العمل هذه الاتهامات.\nوقالت الوزارة في بيان: {SAID}."
    assert speaker(text) == "وزارة العمل"
    assert speaker(f"اجتمعت وزارة الصحة مع وزارة العمل.\n{text}") is None


def test_several_speakers_are_nobody() -> None:
    assert speaker(f"وقال سامر الحلبي: «نعم نحن هنا اليوم».\nوتجمع العشرات وهتفوا: {SAID}.") is None


def test_another_subject_that_is_not_understood_stops_the_speaker_of_before() -> None:
    text = "وقال سامر الحلبي: «نعم نحن هنا اليوم».\n"
    assert speaker(f"{text}وكشف مدير المستشفى عن قائمة انتظار طويلة، وقال: {SAID}.") != "سامر الحلبي"


def test_verbs_of_saying_that_are_something_else() -> None:
    text = "وقال سامر الحلبي: «نعم نحن هنا اليوم».\n"
    assert speaker(f"{text}وقال إن منظمته سجلت مئة حالة، لافتا إلى أن {SAID}.") == "سامر الحلبي"


def test_the_interviewee_is_whoever_has_an_office() -> None:
    text = (
        "تحدثت وزيرة الثقافة السابقة هالة بدران إلى زميلتنا نادين كرم.\n"
        "س: لماذا كتبت مذكراتك الآن؟\nج: لأن الذاكرة تخون أحيانا."
    )
    assert speaker(text) == "هالة بدران"


# ------------------------------------------------------------------------------------------- the seed page


@pytest.mark.skipif(not SEED.exists(), reason="the page beside the repository is not here")
def test_the_seed_page_read_from_its_text() -> None:
    gold: dict[str, Any] = yaml.safe_load(SEED.with_suffix(".gold.yaml").read_text("utf-8"))
    origin = Origin(
        address="-", media_type="text/plain", sha256="0" * 64, fetched_at=datetime(2026, 1, 5, tzinfo=UTC)
    )
    article = read(Source(origin=origin, data=SEED.read_bytes()))
    got = [
        (q.text, q.speaker.name if q.speaker else None)
        for q in quotations(article)
        if golden.is_spoken(q) and article.blocks[q.span.block - 1].role is not BlockRole.REPEAT
    ]
    names = {s["id"]: s["name"] for s in gold["speakers"]}
    assert got == [(w["text"], names[w["speaker"]]) for w in gold["quotes"] if w["kind"] == "speech"]
