"""Golden pairs: tests/articles/NAME.txt|md, or an example, and what a person says each block is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing import documents
from briefing.article import read
from briefing.errors import ArticleError
from briefing.model import Article, BlockRole, Source

ARTICLES = Path(__file__).parents[1] / "articles"
EXAMPLES = Path(__file__).parents[2] / "examples"
MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown"}
PAGES = sorted(p for folder in (ARTICLES, EXAMPLES) for p in folder.iterdir() if p.suffix in MEDIA_TYPES)


@dataclass(frozen=True, kw_only=True)
class GoldBlock:
    role: BlockRole
    starts: str
    speaker: str | None = None


@dataclass(frozen=True, kw_only=True)
class Gold:
    language: str
    blocks: tuple[GoldBlock, ...]
    byline: str | None = None
    published: str | None = None


def article(path: Path) -> Article:
    return read(
        Source.of(
            path.read_bytes(),
            address=path.name,
            media_type=MEDIA_TYPES[path.suffix],
            fetched_at=datetime(2026, 11, 23, tzinfo=UTC),
        )
    )


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_is_understood_as_a_person_does(path: Path) -> None:
    gold = documents.read(Gold, ARTICLES / f"{path.stem}.gold.yaml", error=ArticleError)
    read_ = article(path)
    found = [
        (block.role, block.text[: len(want.starts)])
        for block, want in zip(read_.blocks, gold.blocks, strict=False)
    ]
    assert found == [(block.role, block.starts) for block in gold.blocks]
    assert len(read_.blocks) == len(gold.blocks)
    assert [b.speaker for b in read_.blocks if b.role is BlockRole.PULL_QUOTE] == [
        b.speaker for b in gold.blocks if b.role is BlockRole.PULL_QUOTE
    ]
    assert read_.language == gold.language
    assert read_.byline == gold.byline
    assert (read_.published.date().isoformat() if read_.published else None) == gold.published


def test_the_pages_are_many_and_in_several_languages() -> None:
    languages = [path.name.split(".")[1] for path in PAGES]
    assert languages.count("en") >= 10
    assert languages.count("ar") >= 8
    assert "fr" in languages


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_headline_is_the_title(path: Path) -> None:
    read_ = article(path)
    headlines = [block.text for block in read_.blocks if block.role is BlockRole.HEADLINE]
    assert len(headlines) <= 1
    assert read_.title == (headlines[0] if headlines else read_.title)
    assert read_.title


@pytest.mark.parametrize("path", [p for p in PAGES if p.suffix == ".txt"], ids=lambda path: path.name)
def test_a_page_pasted_twice_says_nothing_twice(path: Path) -> None:
    once, text = article(path), path.read_text(encoding="utf-8")
    twice = read(
        Source.of(
            f"{text}\n{text}".encode(),
            address="-",
            media_type="text/plain",
            fetched_at=datetime(2026, 11, 23, tzinfo=UTC),
        )
    )
    spoken = {
        BlockRole.HEADLINE,
        BlockRole.DECK,
        BlockRole.PARAGRAPH,
        BlockRole.SIDEBAR,
        BlockRole.PULL_QUOTE,
    }
    assert [b.text for b in twice.blocks if b.role in spoken] == [
        b.text for b in once.blocks if b.role in spoken
    ]
    assert {b.role for b in twice.blocks[len(once.blocks) :]} <= {BlockRole.REPEAT, BlockRole.BOILERPLATE}
