"""A PNG → DEC sixel graphics: the characters by which older protocols of terminals take a picture."""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_COLOURS = 64
_BAND = 6
"""Rows that a row of sixels has."""


def sixel(png: bytes, *, width: int) -> str:
    """At most `width` pixels wide, in 64 colours (DEC STD 070, chapter 9)."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    if picture.width > width:
        picture = picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.BOX)
    few = picture.quantize(_COLOURS, dither=Image.Dither.NONE)
    palette = np.array(few.getpalette(), int).reshape(-1, 3)
    pixels = np.asarray(few)
    used = np.unique(pixels)
    inks = (f"#{number};2;" + ";".join(str(round(v / 2.55)) for v in palette[number]) for number in used)
    bands = (_band(pixels[top : top + _BAND]) for top in range(0, len(pixels), _BAND))
    return f'\x1bPq"1;1;{few.width};{few.height}{"".join(inks)}{"-".join(bands)}\x1b\\'


def _band(pixels: NDArray[np.uint8]) -> str:
    weights = 1 << np.arange(len(pixels))[:, None]
    layers = ((number, ((pixels == number) * weights).sum(axis=0)) for number in np.unique(pixels))
    return "$".join(f"#{number}{''.join(_runs(columns))}" for number, columns in layers)


def _runs(columns: NDArray[np.int64]) -> Iterator[str]:
    """Equal neighbours are written once, with their number."""
    starts = np.flatnonzero(np.diff(columns, prepend=-1))
    for start, end in zip(starts, [*starts[1:], len(columns)], strict=True):
        mark = chr(63 + columns[start])
        yield f"!{end - start}{mark}" if end - start > 3 else mark * (end - start)
