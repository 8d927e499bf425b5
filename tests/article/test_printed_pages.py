"""What print added to a text is undone: divided words, page numbers, running headers, torn paragraphs."""

from __future__ import annotations

import pytest

from briefing.article.texts.paragraphs import Paragraph, paragraphs
from briefing.language import language

LEAD = "The ferry to Gull Island will run twice a day from Monday, the harbour board said, after"
REST = "islanders had waited four months for a new engine. The boat takes sixty people and two cars."
NEXT = "It was built in 1962 and carries its old name again. Tickets are sold on board and nowhere else."


def read(text: str, tag: str = "en") -> tuple[Paragraph, ...]:
    return paragraphs(text, language(tag).page)


@pytest.mark.parametrize(
    ("lines", "tag", "whole"),
    [
        ("The resi-\ndents were told to boil water.", "en", "The residents were told to boil water."),
        ("The resi\u00ad\ndents were told.", "en", "The residents were told."),
        ("He is a non-\nsmoker of long standing.", "en", "He is a non-smoker of long standing."),
        ("The Franco-\nGerman brigade has left.", "en", "The Franco-German brigade has left."),
        ("They have two-\nand three-year-old foals.", "en", "They have two- and three-year-old foals."),
        ("A vote on off-\nshore wind. The off-shore farms wait.", "en",
         "A vote on off-shore wind. The off-shore farms wait."),
        ("A line of goods by rail and by road, long-\nterm or not; the term is long.", "en",
         "A line of goods by rail and by road, long-term or not; the term is long."),
        ("Nous partons demain, a-t-\nelle dit au port.", "fr", "Nous partons demain, a-t-elle dit au port."),
        ("Die Minister der Innen-\nund der Außenpolitik sprachen.", "de",
         "Die Minister der Innen- und der Außenpolitik sprachen."),
        ("Die Bürger-\nmeisterin sprach lange.", "de", "Die Bürgermeisterin sprach lange."),
    ],
)  # fmt: skip
def test_a_divided_word_is_whole_again(lines: str, tag: str, whole: str) -> None:
    assert [p.text for p in read(lines, tag)] == [whole]


@pytest.mark.parametrize("number", ["3", "- 3 -", "3/12", "Page 3 of 12", "p. 3"])
def test_a_page_number_tears_no_paragraph(number: str) -> None:
    found = read(f"{LEAD}\n\n{number}\n\n{REST}\n\n{NEXT}")
    assert [p.text for p in found] == [f"{LEAD} {REST}", number, NEXT]
    assert [p.furniture for p in found] == [False, True, False]


def test_running_headers_stand_on_every_page_with_their_number() -> None:
    header = "The Gull Island Post     12 May 2026     page {}"
    found = read(f"{header.format(4)}\n{LEAD}\n\f{header.format(5)}\n{REST}\n\n{NEXT}")
    assert [p.text for p in found if not p.furniture] == [f"{LEAD} {REST}", NEXT]
    assert len([p for p in found if p.furniture]) == 2


@pytest.mark.parametrize("line", ["1962", "12 %", "£3", "12:30", "Bus 3", "Room 12"])
def test_a_short_line_with_a_number_is_not_always_a_page_number(line: str) -> None:
    assert not any(p.furniture for p in read(f"{LEAD}.\n\n{line}\n\n{NEXT}"))


def test_a_paragraph_that_ends_is_not_joined_over_a_page() -> None:
    assert [p.text for p in read(f"{REST}\n\n7\n\n{NEXT}") if not p.furniture] == [REST, NEXT]


def test_arabic_pages_are_joined_where_the_sentence_goes_on() -> None:
    first = "أعلنت بلدية المرفأ أن العبارة ستعود إلى العمل\nصباح الاثنين بعد إصلاح محركها الذي تعطل في"
    second = "الشتاء الماضي، وأن الرحلات ستكون مرتين في اليوم\nحتى نهاية الصيف."
    third = "وقال رئيس البلدية إن ثمن التذكرة لن يتغير، وإن\nالأطفال يسافرون من غير مقابل طوال الموسم."
    found = read(f"{first}\n\nصفحة 2\n\n{second}\n\n{third}", "ar")
    whole = [f"{first} {second}".replace("\n", " "), third.replace("\n", " ")]
    assert [p.text for p in found if not p.furniture] == whole
