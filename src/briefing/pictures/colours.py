"""Colours of show.yaml → numbers, and whether they can be read on each other."""

from __future__ import annotations

import dataclasses
import re

from briefing.errors import UsageError
from briefing.model import Colours

Rgb = tuple[int, int, int]

LEAST_CONTRAST = 4.5
"""Of text on its background: WCAG 2.2, success criterion 1.4.3."""
LEAST_FOR_LARGE = 3.0
"""… of large and bold text."""

_WRITTEN = re.compile(r"#?([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")


def rgb(colour: str) -> Rgb:
    """Red, green, blue, 0–255, of `#rrggbb`. Raises ValueError."""
    found = _WRITTEN.fullmatch(colour.strip())
    if found is None:
        raise ValueError(f"`{colour}` is no colour")
    return int(found[1], 16), int(found[2], 16), int(found[3], 16)


def contrast(one: Rgb, other: Rgb) -> float:
    """From 1 (the same) to 21 (black and white), by WCAG 2.2."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Rgb) -> float:
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in colour))
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def between(one: Rgb, other: Rgb, share: float) -> Rgb:
    """`one` with so much of `other` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def check(colours: Colours, said_by: str) -> None:
    """Raises UsageError where one is no colour, or where the text could not be read. `said_by`: the file."""
    for field in dataclasses.fields(colours):
        try:
            rgb(getattr(colours, field.name))
        except ValueError as exc:
            raise UsageError(
                f"colours: {field.name}: {exc}", why=f"said by {said_by}", hint='Write it as "#rrggbb".'
            ) from exc
    found = contrast(rgb(colours.text), rgb(colours.background))
    if found < LEAST_CONTRAST:
        raise UsageError(
            f"colours: text {colours.text} cannot be read well on background {colours.background}",
            why=f"their contrast is {found:.1f}, said by {said_by}",
            hint=f"Choose colours with a contrast of {LEAST_CONTRAST:g} or more.",
        )
