"""A day and a language → the date as a cover bears it, in the language's words and digits."""

from __future__ import annotations

from datetime import date

from briefing.language import language


def written(day: date, tag: str, *, beside: str = "") -> str:
    """"Monday, 23 November 2026"; 2026-11-23 in a language whose months we do not know.

    `tag`: BCP 47; its region decides where a language has months or digits by region. `beside`: the text that
    stands near it; where that has digits, the date has the same kind.
    """  # fmt: skip
    known = language(tag)
    phrases = known.phrases
    if phrases is None or not (phrases.months and phrases.weekdays):
        return day.isoformat()
    region = tag.replace("_", "-").upper().rpartition("-")[2]
    months = known.spoken.regional_months.get(region, phrases.months)
    text = (phrases.date_by_itself or phrases.date).format(
        day=phrases.first_day if phrases.first_day and day.day == 1 else day.day,
        month=months[day.month - 1],
        year=day.year,
        weekday=phrases.weekdays[day.weekday()],
    )
    text = text[:1].upper() + text[1:]
    if not phrases.digits or region in phrases.western_digits_in:
        return text
    nearby = {c for c in beside if c.isdecimal()}
    if nearby and not nearby & set(phrases.digits):
        return text
    return text.translate({ord("0") + value: digit for value, digit in enumerate(phrases.digits)})
