"""tests/pages/NAME.html must be understood as NAME.gold.yaml says; adding a pair adds no code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing.article.pages.page import read_page
from briefing.model import Block, BlockRole

PAGES = Path(__file__).parents[1] / "pages"


def matches(written: str, wanted: str) -> bool:
    """A wanted text that ends with … is how the written one begins."""
    return written.startswith(wanted[:-1]) if wanted.endswith("…") else written == wanted


def as_gold(block: Block, wanted: str | None) -> dict[str, str]:
    shown = wanted if wanted is not None and matches(block.text, wanted) else block.text
    return {block.role.value: shown} | ({"speaker": block.speaker} if block.speaker else {})


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.html")))
def test_page_is_understood(name: str) -> None:
    gold: dict[str, Any] = yaml.safe_load((PAGES / f"{name}.gold.yaml").read_text("utf-8"))
    page = read_page((PAGES / f"{name}.html").read_text("utf-8"), address=name)

    spoken_or_marked = [block for block in page.blocks if block.role is not BlockRole.BOILERPLATE]
    wanted_texts = [next(iter(entry.values())) for entry in gold["blocks"]] + [None] * len(spoken_or_marked)
    found = [as_gold(b, w) for b, w in zip(spoken_or_marked, wanted_texts, strict=False)]
    assert found == gold["blocks"]

    boilerplate = "\n".join(block.text for block in page.blocks if block.role is BlockRole.BOILERPLATE)
    for phrase in gold["boilerplate"]:
        assert phrase in boilerplate

    assert page.title == gold["title"]
    assert page.language == gold.get("language")
    assert (page.published.isoformat() if page.published else None) == (
        gold["published"].isoformat() if "published" in gold else None
    )
    assert page.byline == gold.get("byline")
    assert page.site == gold.get("site")
    if "url" in gold:
        assert page.url == gold["url"]
