"""Article → its sentences, as the article has them and as a line may tell them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from briefing.language import Phrases, language
from briefing.model import Article, BlockRole
from briefing.script.checking.dates import by_the_calendar
from briefing.script.checking.lettering import squeezed
from briefing.sentences import sentences


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of an article."""

    text: str
    around: str = ""
    """Where it stands: who may be named as the one who says it."""


@lru_cache(maxsize=8)
def told(article: Article) -> tuple[Told, ...]:
    """Of all that the article says; not of what the page has around it."""
    return tuple(
        Told(squeezed(block.text[start:end]), block.text)
        for block in article.blocks
        if block.role is not BlockRole.BOILERPLATE
        for start, end in sentences(block.text, article.language)
    )


@lru_cache(maxsize=8)
def told_otherwise(article: Article, people: tuple[str, ...], day: date) -> tuple[Told, ...]:
    """As `told`; each also with its dates by the calendar, and with a name for the pronoun that begins it."""
    return tuple(
        Told(text, one.around) for one in told(article) for text in _otherwise(one.text, article, people, day)
    )


def _otherwise(text: str, article: Article, people: tuple[str, ...], day: date) -> Iterator[str]:
    yield text
    dated = by_the_calendar(text, article, day)
    if dated != text:
        yield dated
    pronoun, _, rest = dated.partition(" ")
    if pronoun.lower() in (language(article.language).phrases or Phrases()).pronouns:
        yield from (f"{name} {rest}" for name in people)
