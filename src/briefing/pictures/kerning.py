"""Latin text → its pieces, and how much closer together they are drawn: Pillow's basic layout does not kern.

(It reads a font's `kern` table but moves letters by a sixty-fourth of what that says: measured, Pillow 13.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

FAMILY = "BriefingSans"
"""The font that has kerning."""


def kerned(text: str, *, bold: bool) -> Iterator[tuple[float, str]]:
    """Pieces of the text in their order, each with what is added before it, as a share of the size."""
    pairs = _pairs(bold)
    start, before = 0, 0.0
    for at in range(1, len(text)):
        added = pairs.get(text[at - 1 : at + 1])
        if added is not None:
            yield before, text[start:at]
            start, before = at, added
    if text:
        yield before, text[start:]


@cache
def _pairs(bold: bool) -> Mapping[str, float]:
    """Two letters → what is added between them; the file has one first letter and value a line."""
    name = f"kerning-{'Bold' if bold else 'Regular'}.txt"
    lines = (resources.files(__package__) / "fonts" / name).read_text("utf-8").splitlines()
    found = {}
    for line in lines:
        first, value, seconds = line.split(" ")
        for second in seconds:
            found[first + second] = int(value) / 1000
    return found
