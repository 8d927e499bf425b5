"""Listed edits of dates → the sentence as they leave it, each counted again from the day of the article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from briefing.language import Phrases, RelativeDate, language
from briefing.model import Article
from briefing.script.checking.examined import Examined, Fault
from briefing.script.dates import dated
from briefing.script.edits import DATE, date_of
from briefing.script.words import words

_NUMBER = re.compile(r"\d+")
_FIRST_YEAR = 1000
"""A number of four digits in a date is its year."""


def with_dates(examined: Examined, text: str, article: int) -> tuple[str, tuple[Fault, ...]]:
    """`text` with its listed dates in words of the calendar, and what is wrong with those that are listed.

    Two things are asked of each: that the sentence may be told so (`dates.dated`), and, by a count of our
    own, that the words and the day are the same.
    """
    listed = [found for edit in examined.line.edits if edit.startswith(DATE) and (found := date_of(edit))]
    if not listed:
        return text, ()
    told = examined.articles[article - 1]
    if told.published is None:
        return text, (Fault("a date is counted from the article's own, and it has none"),)
    published, day = told.published.date(), examined.script.date
    sure = {(d.start, d.written): d.said for d in dated(text, told.language, published=published, day=day)}
    faults: list[Fault] = []
    made, at = "", 0
    for written, said in listed:
        start = _place(text, written, at)
        if start < 0:
            faults.append(Fault(f"`{written}` does not stand there in the article", text))
            continue
        right = sure.get((start, written))
        if right is None:
            faults.append(Fault(f"it is not sure which day `{written}` is", text))
        elif right != said:
            faults.append(Fault(f"`{written}` is {right} by the article's date, not {said}", text))
        elif not is_that_day(written, said, published, day, told.language):
            faults.append(Fault(f"`{written}` is not {said}, counted from {published.isoformat()}", text))
        made += text[at:start] + said
        at = start + len(written)
    return made + text[at:], tuple(faults)


def by_the_calendar(text: str, article: Article, day: date) -> str:
    """The sentence of the article with all its sure dates in words of the calendar."""
    if article.published is None:
        return text
    found = dated(text, article.language, published=article.published.date(), day=day)
    for one in reversed(found):
        text = text[: one.start] + one.said + text[one.end :]
    return text


def _place(text: str, written: str, at: int) -> int:
    """Where the words stand next, whole; -1 where they do not."""
    found = re.compile(rf"(?<!\w){re.escape(written)}(?!\w)").search(text, at)
    return found.start() if found else -1


def is_that_day(written: str, said: str, published: date, day: date, tag: str) -> bool:
    """Whether the calendar words of `said` are the day, month or year that `written` means."""
    phrases = language(tag).phrases or Phrases()
    numbers = [int(number) for number in _NUMBER.findall(said)]
    year = next((n for n in numbers if n >= _FIRST_YEAR), day.year)
    of_month = next((n for n in numbers if n < _FIRST_YEAR), None)
    month = _index(phrases.months, said)
    meaning = _meaning(written, phrases)
    if meaning and meaning.years is not None:
        return year == published.year + meaning.years
    if meaning and meaning.months is not None:
        months = published.year * 12 + published.month - 1 + meaning.months
        return month is not None and (year, month) == (months // 12, months % 12)
    if month is None or of_month is None:
        return False
    try:
        on = date(year, month + 1, of_month)
    except ValueError:
        return False
    weekday = _index(phrases.weekdays, said)
    if weekday is not None and weekday != on.weekday():
        return False
    if meaning and meaning.days is not None:
        return on == published + timedelta(days=meaning.days)
    written_weekday = _index(phrases.weekdays, written)
    return written_weekday == on.weekday() and abs((on - published).days) <= len(phrases.weekdays)


def _meaning(written: str, phrases: Phrases) -> RelativeDate | None:
    """Of the longest entry that the words begin with: behind it may stand a weekday."""
    found = words(written)
    entries = ((words(entry), meaning) for entry, meaning in phrases.dates.relative.items())
    fitting = [(entry, meaning) for entry, meaning in entries if found[: len(entry)] == entry]
    return max(fitting, key=lambda pair: len(pair[0]))[1] if fitting else None


def _index(names: Iterable[str], text: str) -> int | None:
    """Which of the names stands in the text."""
    found = words(text)
    for index, name in enumerate(names):
        wanted = words(name)
        if any(found[i : i + len(wanted)] == wanted for i in range(len(found))):
            return index
        if len(wanted) == 1 and any(word.startswith(wanted[0]) for word in found):  # "Montagabend"
            return index
    return None
