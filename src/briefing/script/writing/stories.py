"""Articles → which of them tell the same story, so that it is told once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import islice, pairwise

from briefing.language import language
from briefing.model import Article, BlockRole
from briefing.script.words import TokenKind, fold_name, tokens, words
from briefing.script.writing.said import stems

_HEAD_PARAGRAPHS = 6
"""What a story is about is said so far from the top, whoever writes it."""


@dataclass(frozen=True, slots=True)
class _Share:
    """What two heads must have in common; two events of the same kind in the same town have less."""

    matter: float
    """Share of the shorter one's matter."""
    facts: float
    """Share of its facts."""
    fewest_facts: int


_BY_CAPITALS = _Share(0.25, 0.3, 4)
_BY_LONG_WORDS = _Share(0.35, 0.25, 5)
"""Long words are facts of a weaker kind."""
_LONG_WORD = 6
"""Letters of a word that counts as a name where no capitals show what is one."""
_MOST_DAYS_APART = timedelta(days=3)
_TOLD = (BlockRole.HEADLINE, BlockRole.DECK, BlockRole.PARAGRAPH, BlockRole.SIDEBAR, BlockRole.PULL_QUOTE)


@dataclass(frozen=True, slots=True)
class _Head:
    """What the top of an article is about."""

    matter: frozenset[str]
    facts: frozenset[str]
    """Names and numbers."""
    headline: frozenset[str]


def stories(articles: Sequence[Article]) -> tuple[tuple[int, ...], ...]:
    """Numbers of the articles by the story they tell, stories in the order given; the fullest comes first.

    An article whose words are all those of another is in none.
    """
    distinct: dict[str, int] = {}
    for number, article in enumerate(articles, 1):
        distinct.setdefault(_told_text(article), number)
    found: list[list[int]] = []
    heads = {number: _head(articles[number - 1]) for number in distinct.values()} if len(distinct) > 1 else {}
    for number in distinct.values():
        for story in found:
            one, other = articles[story[0] - 1], articles[number - 1]
            needed = _BY_CAPITALS if language(one.language).quotes.capitals else _BY_LONG_WORDS
            if _may_be_same(one, other) and _is_same(heads[story[0]], heads[number], needed):
                story.append(number)
                break
        else:
            found.append([number])
    return tuple(
        tuple(sorted(story, key=lambda n: len(_told_text(articles[n - 1])), reverse=True)) for story in found
    )


def _told_text(article: Article) -> str:
    """All that could be told of the article."""
    return "\n".join(" ".join(block.text.split()) for block in article.blocks if block.role in _TOLD)


def _may_be_same(one: Article, other: Article) -> bool:
    if one.language.split("-")[0] != other.language.split("-")[0]:
        return False
    if one.published is None or other.published is None:
        return True
    return abs(one.published.replace(tzinfo=None) - other.published.replace(tzinfo=None)) <= _MOST_DAYS_APART


def _is_same(one: _Head, other: _Head, needed: _Share) -> bool:
    matter, facts = one.matter & other.matter, one.facts & other.facts
    return (
        len(facts) >= needed.fewest_facts
        and len(facts) >= needed.facts * min(len(one.facts), len(other.facts))
        and len(matter) >= needed.matter * min(len(one.matter), len(other.matter))
        and bool(one.headline & other.matter or other.headline & one.matter)
    )


def _head(article: Article) -> _Head:
    headline = [b.text for b in article.blocks if b.role in (BlockRole.HEADLINE, BlockRole.DECK)]
    body = (b.text for b in article.blocks if b.role is BlockRole.PARAGRAPH)
    texts = [*headline, *islice(body, _HEAD_PARAGRAPHS)]
    return _Head(
        matter=frozenset().union(*map(stems, texts)),
        facts=frozenset().union(*(_facts(text, article.language) for text in texts)),
        headline=frozenset().union(*map(stems, headline[:1])),
    )


def _facts(text: str, tag: str) -> frozenset[str]:
    """Numbers, and words with a capital inside a sentence; without capitals, long words."""
    known = language(tag)
    found = tokens(text, ())
    return frozenset(
        fold_name(token.word)
        for before, token in pairwise(found)
        if token.kind is TokenKind.WORD
        and token.word not in _common(tag)
        and (
            token.text[0].isdigit()
            or (
                token.capital and before.kind is TokenKind.WORD
                if known.quotes.capitals
                else len(token.word) >= _LONG_WORD
            )
        )
    )


@cache
def _common(tag: str) -> frozenset[str]:
    """Weekdays, months, and the words that any text has."""
    known = language(tag)
    calendar = (*known.phrases.weekdays, *known.phrases.months) if known.phrases else ()
    return frozenset(word for entry in (*calendar, *known.page.function_words) for word in words(entry))
