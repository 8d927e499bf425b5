"""Articles → whether those who are quoted are women or men, as far as the articles themselves show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.model import Article
from briefing.script.quoting.quotes import quotations


def genders(articles: Sequence[Article]) -> Mapping[str, str]:
    """Name of a speaker → "f" or "m"; nobody whom no article, or more than one way, shows."""
    shown: dict[str, set[str]] = {}
    for article in articles:
        for quotation in quotations(article):
            if (speaker := quotation.speaker) and speaker.gender:
                shown.setdefault(speaker.name, set()).add(speaker.gender)
    return {name: next(iter(found)) for name, found in shown.items() if len(found) == 1}
