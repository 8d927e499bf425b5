"""Words by which the check compares an editor's own lines with an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckWords:
    """Words are compared folded, as everywhere; prefixes of Arabic are taken off by the reader."""

    numbers: Mapping[str, int] = field(default_factory=dict)
    """Every word that numbers are made of, in all its forms, with ordinals → value. Words written
    together are taken apart by these."""
    neutral_verbs: tuple[str, ...] = ()
    """Verbs by which an editor may announce a quote: they add nothing to "said"."""
    number_links: tuple[str, ...] = ()
    """What may stand inside a number: "two hundred and five"."""
    embedding: tuple[str, ...] = ()
    """Words that make a clause part of another, beside `quotes.that`: "whether"."""
    prefixes: tuple[str, ...] = ()
    """What may be written together with the first word of a clause, beside `quotes.prefixes`."""
