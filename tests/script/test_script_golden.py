"""Scripts of all golden articles: what is written is proven, has the asked length, and says nothing twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from script_articles import lines

from briefing.article import fetch, read
from briefing.language import Phrases, language
from briefing.model import Article, BlockRole, LineRole, Script
from briefing.script import check, write

FOLDER = Path(__file__).parents[1] / "articles"
FILES = sorted(f for f in FOLDER.iterdir() if f.suffix in (".txt", ".md", ".html"))
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
CLOSE = 1.15
"""A script is as long as asked within this factor, where the article has the matter."""


@cache
def golden(file: Path) -> Article:
    found = read(fetch(str(file), now=NOW))
    return found if found.published else replace(found, published=NOW)


def told(*articles: Article, minutes: float) -> Script:
    return write(articles, day=date(2026, 11, 24), show="The Morning Pier", minutes=minutes)


def minutes_of(text_characters: int, article: Article) -> float:
    phrases = language(article.language).phrases or Phrases()
    return text_characters / phrases.characters_per_second / 60


def tellable(article: Article) -> int:
    roles = (BlockRole.PARAGRAPH, BlockRole.SIDEBAR, BlockRole.HEADLINE)
    return sum(len(block.text) for block in article.blocks if block.role in roles)


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_what_is_written_is_proven_at_any_length(file: Path) -> None:
    article = golden(file)
    for minutes in (0.5, 1, 2, 5, 10):
        assert check(told(article, minutes=minutes), [article]) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(FILES), min_size=1, max_size=4, unique=True),
    st.floats(0.2, 12),
)
def test_what_is_written_of_several_is_proven(files: list[Path], minutes: float) -> None:
    articles = [golden(file) for file in files]
    assert check(told(*articles, minutes=minutes), articles) == ()


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_the_length_is_the_one_asked_for(file: Path) -> None:
    """Half of the article's text at the most: beyond that there may not be enough that can be told."""
    article = golden(file)
    asked = minutes_of(tellable(article), article) / 2
    found = minutes_of(sum(len(line.text) for line in lines(told(article, minutes=asked))), article)
    if asked >= 0.6:  # less is greeting, headline and lead
        assert asked / CLOSE <= found <= asked * CLOSE


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_no_sentence_stands_in_a_script_twice(file: Path) -> None:
    told_lines = [line for line in lines(told(golden(file), minutes=10)) if len(line.text.split()) > 5]
    texts = [line.text for line in told_lines]
    assert len(texts) == len(set(texts))
    spans = [(s.block, s.start) for line in told_lines if line.role is LineRole.QUOTE for s in line.spans]
    assert len(spans) == len(set(spans))
