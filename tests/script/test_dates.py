"""Dates told by the day of the article, a Tuesday, 24 November 2026, and what is said for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from script_articles import CLINIC, article, lines

from briefing.model import Article, LineRole
from briefing.script import check, write
from briefing.script.dates import dated
from briefing.script.edits import date_edit, date_of, is_known

PUBLISHED = date(2026, 11, 24)


def said(tag: str, text: str, *, published: date = PUBLISHED, day: date = PUBLISHED) -> str:
    for found in reversed(dated(text, tag, published=published, day=day)):
        assert text[found.start : found.end] == found.written
        text = text[: found.start] + found.said + text[found.end :]
    return text


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("en", "The council voted today.", "The council voted on Tuesday, 24 November."),
        ("en", "Today the council voted.", "On Tuesday, 24 November the council voted."),
        ("en", "The court today ruled for them.", "The court on Tuesday, 24 November ruled for them."),
        ("en", "Yesterday, the ferry sank.", "On Monday, 23 November, the ferry sank."),
        ("en", "The ferry sank last night.", "The ferry sank on the night of Monday, 23 November."),
        ("en", "The strike runs until tomorrow.", "The strike runs until Wednesday, 25 November."),
        ("en", "They argued after yesterday's vote.", "They argued after the 23 November vote."),
        ("en", "The mayor resigned last Friday.", "The mayor resigned on Friday, 20 November."),
        ("en", "The mayor resigned on Friday.", "The mayor resigned on Friday, 20 November."),
        ("en", "The council will meet on Friday.", "The council will meet on Friday, 27 November."),
        ("en", "The mayor resigned Friday.", "The mayor resigned on Friday, 20 November."),
        ("en", "It rang at 4.50am on Sunday.", "It rang at 4.50am on Sunday, 22 November."),
        ("en", "It has been shut since Monday.", "It has been shut since Monday, 23 November."),
        ("en", "At 6:40 on Monday the barriers rose.", "At 6:40 on Monday, 23 November the barriers rose."),
        ("en", "The shop opened today (24 November).", "The shop opened today (24 November)."),
        ("en", "The shop opened yesterday, November 23.", "The shop opened yesterday, November 23."),
        ("ar", "أعلنت الوزارة أمس خطتها.", "أعلنت الوزارة يوم الاثنين 23 نوفمبر خطتها."),
        ("ar", "أعلنت الوزارة أمس الاثنين خطتها.", "أعلنت الوزارة يوم الاثنين 23 نوفمبر خطتها."),
        ("ar", "افتتح الوزير اليوم الجسر الجديد.", "افتتح الوزير اليوم الجسر الجديد."),
        ("ar", "افتتح الوزير اليوم جسرا جديدا.", "افتتح الوزير يوم الثلاثاء 24 نوفمبر جسرا جديدا."),
        ("ar", "وصل الوفد مساء أمس.", "وصل الوفد مساء الاثنين 23 نوفمبر."),
        ("ar", "وصل الوفد أول من أمس.", "وصل الوفد يوم الأحد 22 نوفمبر."),
        ("ar", "يعمل الخط حتى مساء الغد.", "يعمل الخط حتى مساء الأربعاء 25 نوفمبر."),
        ("ar", "يبدأ المهرجان غداً.", "يبدأ المهرجان يوم الأربعاء 25 نوفمبر."),
        ("ar", "يجتمع المجلس الخميس المقبل.", "يجتمع المجلس يوم الخميس 26 نوفمبر."),
        ("ar", "رفعت الوزارة، الأحد، الحظر.", "رفعت الوزارة، يوم الأحد 22 نوفمبر، الحظر."),
    ],
)  # fmt: skip
def test_a_date_is_said_by_the_calendar(tag: str, text: str, expected: str) -> None:
    assert said(tag, text) == expected


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "Today, about 300 people live in the valley."),
        ("en", "The mill today employs thirty people."),
        ("en", "The young people of today read less."),
        ("en", "She wrote in Harbour Today that the vote was lost."),
        ("en", "The shop was open Monday to Friday."),
        ("en", "The choir met every Monday."),
        ("en", "Police arrested a man on Saturday, 21 November."),
        ("en", "Schools close by Friday."),
        ("en", "The price fell on Easter Monday."),
        ("en", "“We voted today,” she said."),
        ("en", "The council will meet on Tuesday."),  # today, or in a week?
        ("en", "The price rose this year."),  # it is still this year
        ("ar", "العالم اليوم يحتاج إلى الماء."),
        ("ar", "احتفلت المدينة باليوم العالمي للماء."),
        ("ar", "وقال إن «العمل يبدأ غدا»."),
        ("ar", "أعلنت الوزارة اليوم الأربعاء خطتها."),  # written on another day than it appeared
        ("ar", "تفتح السوق كل جمعة."),
        ("fi", "Satama avattiin eilen."),
    ],
)
def test_what_is_no_sure_date_stays(tag: str, text: str) -> None:
    assert said(tag, text) == text


def test_another_year_is_said() -> None:
    later = date(2027, 2, 1)
    assert said("en", "It sank yesterday.", day=later) == "It sank on Monday, 23 November 2026."
    assert said("en", "It rose this year.", day=later) == "It rose in 2026."
    assert said("en", "It rose last month.", day=later) == "It rose in October 2026."
    assert said("ar", "ارتفع العام الماضي.", day=later) == "ارتفع عام 2025."


def test_an_edit_of_a_date_can_be_read_again() -> None:
    edit = date_edit("yesterday", "on Monday, 23 November")
    assert edit == "date: yesterday → on Monday, 23 November"
    assert date_of(edit) == ("yesterday", "on Monday, 23 November")
    assert is_known(edit)
    assert not is_known("date: yesterday")
    assert date_of("clause cut") is None


PIER = article(
    ("headline", "Pier closes again"),
    ("paragraph", "The northern pier in Eastwick was closed yesterday after divers found two more cracks."),
    ("paragraph", "Ferries to the islands stopped on Monday and turned away some 400 passengers."),
    (
        "paragraph",
        "“We saw this coming yesterday and said so at once,” said Ines Hofmann, the harbour master.",
    ),
)


def published(page: Article) -> Article:
    return replace(page, published=datetime(2026, 11, 24, 9, tzinfo=UTC))


@pytest.mark.parametrize("page", [PIER, CLINIC])
def test_presenters_say_the_date_and_quotes_stay_as_they_are(page: Article) -> None:
    told = published(page)
    script = write([told], day=PUBLISHED, show="")
    by_presenter = [line for line in lines(script) if line.spans and line.role is not LineRole.QUOTE]
    assert any(edit.startswith("date: ") for line in by_presenter for edit in line.edits)
    assert not any("yesterday" in line.text or "أمس" in line.text for line in by_presenter)
    quoted = [line for line in lines(script) if line.role is LineRole.QUOTE]
    assert all(not line.edits for line in quoted)
    assert any("yesterday" in line.text or "اليوم" in line.text for line in quoted)
    assert check(script, (told,)) == ()


def test_a_weekday_whose_date_was_heard_stays() -> None:
    told = [line.text for line in lines(write([published(PIER)], day=PUBLISHED, show="", minutes=3))]
    assert any("was closed on Monday, 23 November after" in text for text in told)
    assert any("stopped on Monday and" in text for text in told)


def test_without_the_article_s_day_nothing_is_changed() -> None:
    script = write([PIER], day=PUBLISHED, show="")
    assert any("yesterday" in line.text for line in lines(script) if line.role is LineRole.PRESENTER)
    assert not any(edit.startswith("date: ") for line in lines(script) for edit in line.edits)
