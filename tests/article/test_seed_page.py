"""The page that the project began with has the structure that its gold file gives."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing.article import read
from briefing.model import Article, BlockRole, Source

FOLDER = Path(__file__).parents[2].parent / "shared" / "articles"
PAGE, GOLD = FOLDER / "coalition.ar.txt", FOLDER / "coalition.ar.gold.yaml"

pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="../shared/articles is not there")


@pytest.fixture(scope="module")
def structure() -> dict[str, Any]:
    gold: dict[str, Any] = yaml.safe_load(GOLD.read_text(encoding="utf-8"))
    return dict(gold["structure"])


@pytest.fixture(scope="module")
def article() -> Article:
    return read(
        Source.of(PAGE.read_bytes(), address=str(PAGE), media_type="text/plain", fetched_at=datetime.now(UTC))
    )


def test_every_line_is_a_block(article: Article) -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    assert [block.text for block in article.blocks] == [" ".join(line.split()) for line in lines]


def test_the_top_of_the_page(article: Article, structure: dict[str, Any]) -> None:
    assert article.title == structure["headline"]["text"]
    for role in ("kicker", "headline", "caption", "deck"):
        assert article.blocks[structure[role]["line"] - 1].role == role


def test_pull_quotes_have_their_speakers(article: Article, structure: dict[str, Any]) -> None:
    for quote in structure["pull_quotes"]:
        label, line = quote["lines"]
        assert article.blocks[label - 1].role is BlockRole.BOILERPLATE
        block = article.blocks[line - 1]
        assert (block.role, block.text) == (BlockRole.PULL_QUOTE, quote["text"])
        assert block.speaker == quote["label"].rstrip(":")


def test_body_and_sidebars(article: Article, structure: dict[str, Any]) -> None:
    first, last = structure["body"]["lines"]
    assert {block.role for block in article.blocks[first - 1 : last]} == {BlockRole.PARAGRAPH}
    for sidebar in structure["sidebars"]:
        assert article.blocks[sidebar["heading"]["line"] - 1].role is BlockRole.SIDEBAR_HEADING
        first, last = sidebar["body_lines"]
        assert {block.role for block in article.blocks[first - 1 : last]} == {BlockRole.SIDEBAR}


def test_what_was_pasted_again_names_what_it_repeats(article: Article, structure: dict[str, Any]) -> None:
    for again in structure["duplicates"]:
        (first, last), (original, _) = again["lines"], again["of"]
        blocks = article.blocks[first - 1 : last]
        assert {block.role for block in blocks} == {BlockRole.REPEAT}
        assert [block.repeats for block in blocks] == list(range(original, original + len(blocks)))
    repeats = sum(block.role is BlockRole.REPEAT for block in article.blocks)
    assert len(article.blocks) - repeats == structure["unique_lines"]
