"""corruption_articles.yaml → articles that have something of everything that can be spoiled."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from script_articles import article

from briefing.model import Article

_PUBLISHED = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
_FILE: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))


def _article(name: str) -> Article:
    blocks = [pair for block in _FILE[name]["blocks"] for pair in block.items()]
    return replace(article(*blocks, language=_FILE[name]["language"]), published=_PUBLISHED)


RESERVOIR, FERRY = _article("reservoir"), _article("ferry")
STATION, MARKET = _article("station"), _article("market")
