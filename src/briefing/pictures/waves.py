"""The lengths of words → the ground of a cover: a sun in the lower corner, and waves that go out from it.

In one byte a pixel: shades from the background to the text's colour, then some from there to the accent. So a
cover takes a quarter of the memory and half of the time until it has its colours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from typing import TYPE_CHECKING

from briefing.pictures.colours import Rgb, between

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from PIL.Image import Image

TEXT = 191
"""All of the text's colour, as 0 is the background …"""
FAINTEST_ACCENT, ACCENT = 192, 255
"""… and from one to the other as much of the accent."""
_FEWEST, _MOST = 4, 7
"""Waves: a short title says its words again, a long one is cut."""
_SHORTEST_WORD, _LONGEST_WORD = 2, 9
_STRONGEST = 0.13
"""Of the text's colour in the innermost wave: text on it is still read."""
_GAP = 0.03
_LETTER = 0.0085
"""Breadth of a wave, a letter of its word; both are shares of the side."""
_COARSE = 6
"""Bits by which squared distances are cut: what is left is a tenth of a pixel or less at the sun's edge."""
_ROWS = 256
"""Computed at a time: they stay in the processor's cache."""


def ground(side: int, *, words: Sequence[str], sun: float, left: bool) -> Image:
    """A square of `side` pixels in shades, the sun of radius `sun` (a share of the side) in its lower corner.

    Each wave is as broad as one of the `words` is long. `left`: the corner is the left one.
    """
    import numpy as np
    from PIL import Image

    bands = tuple(_bands(words, sun * side, side))
    reach = min(side, int(bands[-1][1]) + 2)
    shade_of = _shades(bands, sun * side, reach)
    from_corner = np.arange(reach, dtype=np.intp)
    squared = (from_corner * (from_corner + 1)) >> _COARSE
    across = squared if left else squared[::-1]
    picture = np.zeros((side, side), np.uint8)
    corner = picture[side - reach :, slice(0, reach) if left else slice(side - reach, side)]
    for start in range(0, reach, _ROWS):
        rows = squared[::-1][start : start + _ROWS]
        corner[start : start + _ROWS] = shade_of[rows[:, None] + across[None, :]]
    return Image.fromarray(picture)


def palette(background: Rgb, text: Rgb, accent: Rgb) -> list[int]:
    """Red, green, blue of each shade, in the form that Pillow takes."""
    to_text = [between(background, text, step / TEXT) for step in range(TEXT + 1)]
    steps = ACCENT - FAINTEST_ACCENT
    to_accent = [between(background, accent, step / steps) for step in range(steps + 1)]
    return [value for colour in (*to_text, *to_accent) for value in colour]


def _shades(
    bands: Sequence[tuple[float, float, float]], radius: float, reach: int
) -> npt.NDArray[np.uint8]:  # fmt: skip
    """The shade by the squared distance from the corner; edges are soft over one pixel."""
    import numpy as np

    distance = np.sqrt(np.arange(2 * ((reach * reach) >> _COARSE) + 2) * float(1 << _COARSE))
    shade = np.zeros(len(distance))
    for inner, outer, strength in bands:
        inside = np.clip(distance - inner + 0.5, 0, 1) * np.clip(outer - distance + 0.5, 0, 1)
        shade += inside * strength * _STRONGEST * TEXT
    in_sun = np.clip(radius - distance + 0.5, 0, 1)
    accent = FAINTEST_ACCENT + in_sun * (ACCENT - FAINTEST_ACCENT)
    return np.where(in_sun > 0, accent, shade).round().astype(np.uint8)


def _bands(words: Sequence[str], radius: float, side: int) -> Iterator[tuple[float, float, float]]:
    """Inner and outer radius of each wave in pixels, and how strong it is from 0 to 1."""
    lengths = [min(_LONGEST_WORD, max(_SHORTEST_WORD, len(word))) for word in words] or [_SHORTEST_WORD]
    lengths = list(islice(cycle(lengths), max(_FEWEST, min(_MOST, len(lengths)))))
    inner = radius + side * _GAP
    for number, length in enumerate(lengths):
        outer = inner + side * _LETTER * length
        yield inner, outer, 1 - number / (len(lengths) + 1)
        inner = outer + side * _GAP
