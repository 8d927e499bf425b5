"""The check finds every corruption at its line, and nothing in what an editor may do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from corruption_articles import FERRY, MARKET, RESERVOIR, STATION
from corruption_base import Corrupted
from corruptions import MAKERS, corruptions
from honest_edits import edits
from script_articles import CLINIC, HARBOUR, ORCHARD, read_article

from briefing.model import Article, Script
from briefing.script import Finding, check, write

DAY = date(2026, 11, 24)
FOLDER = Path(__file__).parents[1] / "articles"
PAGES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".md"))
LANGUAGES = sorted({path.name.split(".")[1] for path in PAGES})
RICH = {"en": (RESERVOIR, FERRY, HARBOUR, ORCHARD), "ar": (STATION, MARKET, CLINIC)}
"""Articles that were written to have something to spoil of every kind."""
EACH = 2
"""Pages of a language besides those."""


@cache
def articles(tag: str) -> tuple[Article, ...]:
    return (*RICH.get(tag, ()), *(read_article(path) for path in PAGES if f".{tag}." in path.name))


@cache
def script(article: Article, minutes: float) -> Script:
    return write((article,), day=DAY, show="The Morning Pier", minutes=minutes)


def errors(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.is_error]


def spoiled(tag: str) -> list[tuple[Article, Corrupted]]:
    return [
        (article, found)
        for article in articles(tag)[: EACH + len(RICH.get(tag, ()))]
        for found in corruptions(script(article, 5), (article,), seed=1)
    ]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_corruption_is_found_at_its_line(tag: str) -> None:
    tried = spoiled(tag)
    missed = []
    for article, found in tried:
        where = {(finding.segment, finding.line) for finding in errors(check(found.script, (article,)))}
        if (found.segment, found.line) not in where:
            missed.append((found.kind, article.title, found.segment, found.line, sorted(where)))
    assert not missed
    if tag in RICH:
        assert len(tried) >= 300


def test_every_kind_has_its_examples_in_both_languages() -> None:
    """A kind without a place in any article would be found always."""
    kinds = {tag: Counter(found.kind for _, found in spoiled(tag)) for tag in RICH}
    without = {tag: sorted(MAKERS.keys() - found.keys()) for tag, found in kinds.items()}
    assert without["en"] == ["attribution: the other gender"]  # English has no such forms
    assert without["ar"] == []


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("minutes", [0.5, 2, 5])
def test_nothing_is_found_in_what_an_editor_may_do(tag: str, minutes: float) -> None:
    tried = 0
    for article in articles(tag) if minutes == 2 else articles(tag)[: 2 * EACH]:
        for kind, edited in edits(script(article, minutes), seed=round(minutes)):
            assert errors(check(edited, (article,))) == [], f"{kind}: {article.title}"
            tried += 1
    assert tried >= 40  # of a language and length: several hundred in all


def test_the_same_seed_gives_the_same_corruptions() -> None:
    written = script(RESERVOIR, 5)
    once, again = (list(corruptions(written, (RESERVOIR,), seed=7)) for _ in range(2))
    assert once == again
    assert once != list(corruptions(written, (RESERVOIR,), seed=8))
    assert all(found.script != written for found in once)
