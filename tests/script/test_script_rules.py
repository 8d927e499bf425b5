"""The rules by which sentences and quotations are fit to be heard, one example a line."""

from __future__ import annotations

import pytest

from briefing.language import Phrases, known, language
from briefing.model import Quotation, QuotationKind, Span
from briefing.script.templates import ATTRIBUTIONS, base, fill, slots
from briefing.script.writing.said import Said
from briefing.script.writing.sayable import leans, passages
from briefing.script.writing.standing import stands_alone


def phrases(tag: str) -> Phrases:
    found = language(tag).phrases
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("en", "The council refused to pay.", False),
        ("en", "He refused to pay.", True),
        ("en", "However, the council refused.", True),
        ("en", "As a result, the pier was closed.", True),
        ("en", "If they refuse, the pier stays closed.", True),
        ("en", "Meanwhile, the ferry was late.", True),
        ("en", "Hereford has a new bridge.", False),
        ("en", "Hill did, with a smile.", True),
        ("en", "Hill did her best.", False),
        ("en", "In their first debate, Hill and Ode spoke of ferries.", False),
        ("en", "In their first debate, they spoke of ferries.", True),
        ("en", "During the visit, he was seen on the quay.", True),
        ("en", "When Hill came, he was on the quay.", False),
        ("en", "In 1956 she was hired to draw the quay.", True),
        ("en", "In 1956 Ann Hill was hired to draw the quay.", False),
        ("en", "Officials say they expect more rain.", False),
        ("en", "The council will also close the quay.", True),
        ("en", "Such a move had been feared for years.", True),
        ("en", "The quay will be closed as well.", True),
        ("en", "The council said that the firm, which also owns the quay, will pay.", False),
        ("ar", "أعلنت الوزارة موعد الافتتاح.", False),
        ("ar", "وقالت في بيان إن الموعد تأجل.", True),
        ("ar", "وأشار إلى أن العمل مستمر.", True),
        ("ar", "على ذلك وافق المجلس.", True),
        ("ar", "من جانبه وافق المجلس.", True),
        ("ar", "هذا ما أعلنه المجلس.", True),
        ("ar", "الوزير في زيارة إلى الجنوب.", False),
        ("ar", "إن المدينة القديمة تجذب الزوار.", False),
        ("ar", "وسيغلق الميناء أيضا رصيفه الشرقي.", True),
    ],
)
def test_what_leans_on_the_sentence_before(tag: str, text: str, expected: bool) -> None:
    assert leans(text, phrases(tag)) is expected


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("en", "She said: “[We are glad to see the pier again].”", True),
        ("en", "“[We are glad to see the pier again],” she said.", True),
        ("en", "She was “[very glad to see the pier again].”", False),
        ("en", "She called it “[A very good day for the whole town].”", True),
        ("en", "It was a “[Very good day for the whole town].”", False),
        ("en", "“[We are glad],” she said, “to see the pier again.”", False),
        ("en", "“[We are glad to see the pier],” she said, “because it was closed.”", False),
        ("en", "“[We are glad to see the pier],” she said. “It was closed.”", True),
        ("en", "“[If it opens in the spring],” she said, “I shall be there.”", False),
        ("en", "“If it opens in the spring,” she said, “[I shall be there at noon].”", False),
        ("en", "“If it opens, we go,” she said. Brandt said, “[I shall be there at noon].”", True),
        ("en", "“[Yes, of course],” she said.", False),
        ("en", "“[It was my fault],” she said.", True),
        ("ar", "وقالت «[لن نغادر أرضنا]».", True),
        ("ar", "وقالت «[لن نغادر]».", False),
        ("en", "“[We are glad to see the …]” she said.", False),
        ("ar", "وقال إن «[الميناء سيفتح أبوابه في الربيع المقبل]».", True),
        ("ar", "وأضاف أن هناك «[دعما كبيرا قدمته المدينة لأهل الميناء]».", False),
        ("ar", "واعتبر أن «[كل الأرقام التي جمعناها في السنة الماضية]»، تشير إلى التحسن.", False),
        ("ar", "وقال «[كل الأرقام التي جمعناها تتحسن منذ سنة]»، مضيفا أن العمل مستمر.", True),
        ("ar", "وقال «[كل الأرقام التي جمعناها تتحسن منذ سنة]»، تعليقا على التقرير.", True),
        ("ar", "ووصفه بأنه «[يوم عظيم لجميع أهل المدينة والميناء]».", False),
    ],
)
def test_what_stands_alone_as_a_quote(tag: str, text: str, expected: bool) -> None:
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    inside = plain[start:end] + ("," if plain[end : end + 1] == "," else "")
    quotation = Quotation(
        span=Span(1, 1, start, start + len(inside)), text=inside, speaker=None, cue=None, confidence=1.0,
        kind=QuotationKind.SPEECH,
    )  # fmt: skip
    assert stands_alone(quotation, plain, phrases(tag)) is expected


@pytest.mark.parametrize(
    ("tag", "text", "spoken"),
    [
        ("en", "The pier opened. It was full.", ["The pier opened.", "It was full."]),
        ("en", "The firms are these:", []),
        ("en", "“We waited for years and years.”", []),
        ("en", "The pier (and the quay opened.", []),
        ("en", "LONDON (AP) - The pier opened.", ["The pier opened."]),
        ("en", "LONDON — The pier opened.", ["The pier opened."]),
        ("en", "EASTWICK, May 6, 2026 — The pier opened.", ["The pier opened."]),
        ("en", "EASTWICK: The pier opened.", ["The pier opened."]),
        ("en", "The pier opened. To book, visit www.pier.example.", ["The pier opened."]),
        ("en", "“Oh, really?” he says when the pier opens.", []),
        ("en", "“The Pier” opens at the theatre in May.", ["“The Pier” opens at the theatre in May."]),
        ("en", "NATO — an alliance — opened the pier.", ["NATO — an alliance — opened the pier."]),
        ("en", "Meanwhile, the pier opened.", ["Meanwhile, the pier opened."]),
        ("ar", "القاهرة (رويترز) – افتتح الوزير الجسر.", ["افتتح الوزير الجسر."]),
        ("ar", "الساحل - كونا - افتتح الوزير الجسر.", ["افتتح الوزير الجسر."]),
        ("ar", "مدينة الساحل – رويترز: افتتح الوزير الجسر.", ["افتتح الوزير الجسر."]),
        ("ar", "الوزير – وهو طبيب – افتتح الجسر.", ["الوزير – وهو طبيب – افتتح الجسر."]),
        ("ar", "من جانبه، أعلن مدير الميناء موعد الافتتاح.", ["أعلن مدير الميناء موعد الافتتاح."]),
        (
            "ar",
            "أعلن مدير الميناء موعد الافتتاح في الربيع المقبل، موضحا أن السفن ستصل في الصيف كما كان مقررا.",
            ["أعلن مدير الميناء موعد الافتتاح في الربيع المقبل"],
        ),
        (
            "ar",
            "أعلن مدير الميناء موعد الافتتاح في الربيع المقبل، موضحا أن السفن لن تصل في الصيف.",
            ["أعلن مدير الميناء موعد الافتتاح في الربيع المقبل، موضحا أن السفن لن تصل في الصيف."],
        ),
    ],
)
def test_what_of_a_paragraph_is_sayable(tag: str, text: str, spoken: list[str]) -> None:
    found = list(passages(1, text, tag, phrases(tag), longest=60))
    assert [passage.text for passage in found] == spoken
    assert all(text[p.start : p.end] == p.text for p in found)


def test_what_was_said_is_heard_again_in_other_marks_and_forms() -> None:
    said = Said()
    said.add("The northern pier reopened on Monday after three months of repairs.")
    assert said.has("the northern pier “reopened” on Monday after three months")
    assert said.repeats("At last the northern pier reopened on Monday after three months of repairs.")
    assert said.adds_little("After months of repairs, the pier reopened on Monday.")
    assert not said.adds_little("The southern quay will be closed for an inspection in January.")
    said.add("الجسر الجديد يفتح أبوابه غداً أمام المارة")
    assert said.has("الجسر الجديد يفتح ابوابه غدا أمام المارّة")


NEEDED = {
    "opening": {"show", "date"}, "opening_unnamed": {"date"}, "tour": set(), "closing": {"show"},
    "closing_unnamed": set(), "link": set(), "link_again": set(), "link_last": set(), "sidebar": {"title"},
    "background": set(), "attribution": {"name"}, "attribution_office_first": {"office", "name"},
    "attribution_office_after": {"office", "name"}, "again": {"name"},
}  # fmt: skip


@pytest.mark.parametrize("tag", [tag for tag in known() if language(tag).phrases])
def test_every_language_with_phrases_has_all_of_them(tag: str) -> None:
    templates = phrases(tag).templates
    assert NEEDED.keys() <= templates.keys()
    for name, template in templates.items():
        assert set(slots(template)) == NEEDED[base(name)], name
        assert base(name) == name or base(name) in ATTRIBUTIONS
    assert (len(phrases(tag).weekdays), len(phrases(tag).months)) == (7, 12)
    assert set(phrases(tag).titles) == {"opening", "quotes", "sidebar", "closing"}


@pytest.mark.parametrize(
    ("template", "values", "line"),
    [
        (
            "{name}, {office}:",
            {"name": "Ann Hill", "office": "The harbour master"},
            "Ann Hill, the harbour master:",
        ),
        (
            "{name}, {office}:",
            {"name": "Ann Hill", "office": "The Times editor"},
            "Ann Hill, The Times editor:",
        ),
        ("{office} {name}:", {"name": "Ann Hill", "office": "catcher"}, "Catcher Ann Hill:"),
        ("{name}:", {"name": "a witness"}, "A witness:"),
        ("{name}:", {"name": "van der Berg"}, "van der Berg:"),
    ],
)
def test_the_case_of_what_fills_a_template(template: str, values: dict[str, str], line: str) -> None:
    assert fill(template, values) == line
