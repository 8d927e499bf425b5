"""Title, date and colours → the cover of an episode or a show: a square picture, and a small one for the tag.

A rule and the show's name at the top, the title as large as it can be, the date at the bottom. From the lower
corner waves go out, one for each word of the title, as broad as the word is long: every episode has its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from briefing.language import language as known_language
from briefing.model import Colours
from briefing.pictures import dates
from briefing.pictures.colours import LEAST_FOR_LARGE, contrast, rgb
from briefing.pictures.fitting import Fitted, fit
from briefing.pictures.lettering import CAP_HEIGHT, Letters, drawable, has_arabic, has_rtl, is_rtl, missing
from briefing.pictures.waves import ACCENT, FAINTEST_ACCENT, TEXT, ground, palette

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

SIDE = 3000
"""Pixels: the largest that Apple Podcasts takes."""
_SMALL = 4
"""So many times smaller is the one for the tag: 750 pixels."""
_MARGIN = 210
_RULE = 24
_NAME_BASELINE = _MARGIN + 214
_NAME_HEIGHT = 180
"""Two lines of a long name, which are smaller."""
_NAME_SIZES = {"largest": 118.0, "smallest": 76.0}
_DATE_SIZE = 96.0
_LEADING, _LEADING_OF_ARABIC = 1.14, 1.4
"""From line to line, as a share of the size: Arabic letters reach farther down, and bear marks."""
_ANY = [0] + [255] * 255
"""A mask of whatever is not nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """Where the large words stand; pixels."""

    top: int
    bottom: int
    """Above the sun."""
    largest: float
    smallest: float
    sun: float
    """Radius, as a share of the side."""


_OF_EPISODE = _Plan(top=640, bottom=2130, largest=480, smallest=118, sun=0.185)
_OF_SHOW = _Plan(top=_MARGIN + _RULE + 170, bottom=1940, largest=560, smallest=118, sun=0.34)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    full: bytes
    """JPEG, RGB, 3000 pixels square."""
    small: bytes
    """JPEG, 750 pixels square."""
    warnings: tuple[str, ...] = ()
    """What could not be written on it."""


def cover(*, show: str, title: str | None, day: date | None, language: str, colours: Colours) -> Cover:
    """The cover of an episode; without `title` that of the show, and without `day` there is no date on it.

    The same for the same words and colours, to the byte. Letters that no shipped font has are never drawn as
    boxes: a title with such letters is left out, a symbol is left out alone, and a warning says so.
    """
    name, title, warnings = _writable(show, title)
    rtl = known_language(language).rtl or is_rtl(title or name)
    plan = _OF_EPISODE if title else _OF_SHOW
    shades = ground(SIDE, words=(title or name).split(), sun=plan.sun, left=rtl)
    background, text, accent = rgb(colours.background), rgb(colours.text), rgb(colours.accent)
    _write(
        shades, plan, name, title, dates.written(day, language, beside=title) if day else "", rtl=rtl,
        accent_is_legible=contrast(accent, background) >= LEAST_FOR_LARGE,
    )  # fmt: skip
    shades.putpalette(palette(background, text, accent))
    image = shades.convert("RGB")
    return Cover(full=_jpeg(image, 250_000), small=_jpeg(image.reduce(_SMALL), 60_000), warnings=warnings)


def _writable(show: str, title: str | None) -> tuple[str, str, tuple[str, ...]]:
    """Show and title as they can be drawn, the title empty where it cannot."""
    texts, warnings = [], []
    for text, what in ((show, "the show's name"), (title or "", "the title")):
        lost = missing(text)
        if any(c.isalnum() for c in lost):
            warnings.append(f"the cover does not bear {what}: no shipped font has its {_named(lost)}")
            text = ""
        elif lost:
            warnings.append(f"the cover bears {what} without {_named(lost)}: no shipped font has it")
        texts.append(drawable(text))
    return texts[0], texts[1], tuple(warnings)


def _named(characters: str) -> str:
    return f"{characters[:5]}…" if len(characters) > 5 else characters


def _write(
    shades: Image.Image, plan: _Plan, name: str, title: str, day: str, *, rtl: bool, accent_is_legible: bool
) -> None:  # fmt: skip
    from PIL import Image, ImageDraw

    canvas = ImageDraw.Draw(shades)
    canvas.rectangle((_MARGIN, _MARGIN, SIDE - _MARGIN - 1, _MARGIN + _RULE - 1), fill=TEXT)
    edge = SIDE - _MARGIN if rtl else _MARGIN
    width = SIDE - 2 * _MARGIN
    if title:
        fitted = fit(name, width=width, height=_NAME_HEIGHT, leading=_LEADING, bold=True, **_NAME_SIZES)
        if accent_is_legible:
            band = Image.new("L", (SIDE, plan.top))
            _lines(ImageDraw.Draw(band), fitted, edge, _NAME_BASELINE, 255, rtl=rtl)
            steps = (ACCENT - FAINTEST_ACCENT) / 255
            shades.paste(band.point(lambda share: FAINTEST_ACCENT + share * steps), (0, 0), band.point(_ANY))
        else:
            _lines(canvas, fitted, edge, _NAME_BASELINE, TEXT, rtl=rtl)
    fitted = fit(
        title or name, width=width, height=plan.bottom - plan.top,
        largest=plan.largest, smallest=plan.smallest,
        leading=_LEADING_OF_ARABIC if has_arabic(title or name) else _LEADING, bold=True,
    )  # fmt: skip
    _lines(canvas, fitted, edge, plan.top + CAP_HEIGHT * fitted.size, TEXT, rtl=rtl)
    date_line = Fitted(lines=(day,), size=_DATE_SIZE, leading=0)
    _lines(canvas, date_line, edge, SIDE - _MARGIN, TEXT, rtl=rtl, bold=False)


def _lines(
    canvas: ImageDraw.ImageDraw, fitted: Fitted, edge: float, baseline: float, fill: int,
    *, rtl: bool, bold: bool = True,
) -> None:  # fmt: skip
    """The lines from `edge` on, the ink of each straight under the one above."""
    letters = Letters(fitted.size, bold=bold)
    whole = " ".join(fitted.lines)
    runs_left = is_rtl(whole) or (rtl and has_rtl(whole))
    for number, line in enumerate(fitted.lines):
        bearing = letters.bearing(line, rtl=runs_left, right=rtl)
        at = (edge + bearing if rtl else edge - bearing, baseline + number * fitted.leading * fitted.size)
        letters.draw(canvas, at, line, fill=fill, align="right" if rtl else "left", rtl=runs_left)


def _jpeg(image: Image.Image, limit: int) -> bytes:
    """Of the first quality that stays below `limit` bytes, else of the lowest: a very long title."""
    data = b""
    for quality in (70, 60, 48):
        file = BytesIO()
        image.save(file, "JPEG", qtables=_tables(quality), subsampling="4:2:0", optimize=True)
        data = file.getvalue()
        if len(data) <= limit:
            break
    return data


@cache
def _tables(quality: int) -> list[list[int]]:
    """Of that quality, but for the mean of a block, which is exact: large even areas keep their colour."""
    from PIL import Image
    from PIL.JpegImagePlugin import JpegImageFile

    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, "JPEG", quality=quality)
    file.seek(0)
    with JpegImageFile(file) as picture:
        usual = picture.quantization
    return [[1, *usual[number][1:]] for number in sorted(usual)]
