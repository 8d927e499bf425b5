"""What an editor makes of pieces of the article, and an article that was changed itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from script_articles import article

from briefing.errors import ScriptError
from briefing.model import Article, Line, LineRole, Script, Segment, SegmentKind, Span
from briefing.script import Finding, check, dump, loads

ENGLISH = article(
    ("headline", "Quarry to stay open"),
    (
        "paragraph",
        "It would be wrong to say that the quarry has poisoned the lake, the county said. Nobody believes "
        "that the wall will fall. The miners could move to the northern pit, according to a report. Unless "
        "a buyer is found, the county will pay for the fence. The inspectors did not say whether the fence "
        "was stolen. The county fenced the quarry in May and sold the northern pit to a farmer from the "
        "valley.",
    ),
    (
        "paragraph",
        "“We have nothing to hide,” said Mrs Vera Holm, the owner. “Show us the numbers,” said Mr Ole "
        "Brandt, a fisherman. Holm sold her house by the lake last year. A trout from the lake weighed nine "
        "pounds and was eaten at the summer fair in the village hall.",
    ),
)
ARABIC = article(
    ("headline", "المقلع يبقى مفتوحا"),
    (
        "paragraph",
        "ومن الخطأ القول إن المقلع لوث مياه البحيرة، بحسب البلدية. ولا يعتقد أحد أن الجدار سينهار قريبا. "
        "ولو أغلق المقلع لخسرت البلدة مئة وظيفة. وقد ينتقل العمال إلى المقلع الشمالي، بحسب تقرير رسمي.",
    ),
    language="ar",
)


def found(page: Article, text: str) -> list[Finding]:
    line = Line(text=text, role=LineRole.PRESENTER)
    segment = Segment(kind=SegmentKind.HEADLINE, title=page.title, article=1, lines=(line,))
    script = Script(
        title=page.title, language=page.language, date=date(2026, 11, 23),
        articles=("article-1.yaml",), segments=(segment,),
    )  # fmt: skip
    return [finding for finding in check(script, [page]) if finding.is_error]


@pytest.mark.parametrize(
    ("page", "text", "says"),
    [
        (ENGLISH, "The quarry has poisoned the lake.", "wrong to say"),
        (ENGLISH, "The wall will fall.", "Nobody believes"),
        (ENGLISH, "The miners could move to the northern pit.", "according to"),
        (ENGLISH, "The county will pay for the fence.", "Unless"),
        (ENGLISH, "The fence was stolen.", "whether"),
        (ARABIC, "المقلع لوث مياه البحيرة.", "ومن الخطأ"),
        (ARABIC, "الجدار سينهار قريبا.", "ولا يعتقد"),
        (ARABIC, "خسرت البلدة مئة وظيفة.", "ولو أغلق"),
        (ARABIC, "ينتقل العمال إلى المقلع الشمالي.", "وقد"),
    ],
)
def test_a_clause_is_not_told_without_what_governs_it(page: Article, text: str, says: str) -> None:
    (finding,) = found(page, text)
    assert says in finding.expected


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (ENGLISH, "It would be wrong to say that the quarry has poisoned the lake, the county said."),
        (ENGLISH, "Will the wall fall?"),
        (ENGLISH, "And what about the northern pit?"),
        (ENGLISH, "The northern pit."),
        (ENGLISH, "The county fenced the quarry in May."),
        (ARABIC, "ولا يعتقد أحد أن الجدار سينهار قريبا."),
        (ARABIC, "فماذا عن المقلع الشمالي؟"),
    ],
)
def test_a_whole_sentence_a_question_or_a_subject_may_be_told(page: Article, text: str) -> None:
    assert found(page, text) == []


def test_the_halves_of_two_sentences_are_no_sentence() -> None:
    halves = "The county fenced the quarry in May and was eaten at the summer fair in the village hall."
    (finding,) = found(ENGLISH, halves)
    assert "two sentences" in finding.message
    named_anew = "The county sold her house by the lake last year."
    assert not any("two sentences" in one.message for one in found(ENGLISH, named_anew))


def test_a_sentence_with_the_name_of_another_is_found() -> None:
    assert found(ENGLISH, "Brandt sold her house by the lake last year.")
    assert found(ENGLISH, "Vera Holm sold her house by the lake last year.") == []


def test_what_was_changed_in_the_article_itself_is_found() -> None:
    text = "Holm sold her house by the lake last year."
    start = ENGLISH.blocks[2].text.index(text)
    line = Line(text=text, role=LineRole.PRESENTER, spans=(Span(1, 3, start, start + len(text)),))
    segment = Segment(kind=SegmentKind.HEADLINE, title=ENGLISH.title, article=1, lines=(line,))
    script = Script(
        title=ENGLISH.title, language="en", date=date(2026, 11, 23), articles=("article-1.yaml",),
        segments=(segment,),
    )  # fmt: skip
    assert check(script, [ENGLISH]) == ()
    (finding,) = check(script, [ENGLISH], altered={(1, 3)})
    assert "changed by hand" in finding.message
    elsewhere = replace(script, articles=("../other/article-1.yaml",))
    with pytest.raises(ScriptError, match="the episode's own folder"):
        loads(dump(elsewhere))


def test_the_title_of_another_article_is_no_title() -> None:
    other = article(("headline", "Ferry sails again"), ("paragraph", "The ferry sailed again on Monday."))
    line = Line(text="Quarry to stay open", role=LineRole.PRESENTER, spans=(Span(1, 1, 0, 19),))
    for title, wrong in (("Quarry to stay open", 0), ("Ferry sails again", 1)):
        segment = Segment(kind=SegmentKind.HEADLINE, title=title, article=1, lines=(line,))
        script = Script(
            title=ENGLISH.title, language="en", date=date(2026, 11, 23),
            articles=("article-1.yaml", "article-2.yaml"), segments=(segment,),
        )  # fmt: skip
        assert len(check(script, [ENGLISH, other])) == wrong
