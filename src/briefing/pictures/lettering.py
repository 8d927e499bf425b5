"""Text in any script of the shipped fonts → its width, and its letters drawn: joined, in order, never a box.

Pillow's own shaping wants a system library (libfribidi) that is often absent, so its basic layout is used
always: letters are joined by arabic-reshaper, put in order by python-bidi, and marks are placed here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

from briefing.pictures import kerning

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

Align = Literal["left", "middle", "right"]

CAP_HEIGHT = 0.714
"""Of a capital letter, as a share of the size; figures, Arabic and Hebrew letters are about as high."""
_INSTEAD = str.maketrans({"−": "–", "∕": "/", "∶": ":", "⁃": "-", "ʾ": "’", "ʿ": "‘", "\u2024": "."})
"""Signs that no font here has, as what looks the same."""
_JOINING_AND_ORDERING = "\u200c\u200d\u200e\u200f\u061c"
"""Not seen, but they decide what joins and which way it runs."""
_UNBREAKABLE = "\xa0\u202f\u2007"
_GAP = 0.04
"""Of the size, between a letter and a mark that would touch it."""


class Letters:
    """A size and a weight in which text is measured and drawn; all in pixels.

    Where `rtl` is not said, a text begins on the side that its first letter asks for.
    """

    def __init__(self, size: float, *, bold: bool = False) -> None:
        self.size = size
        self.bold = bold

    def width(self, text: str, *, rtl: bool | None = None) -> float:
        """How far it reaches."""
        return sum(self._set(run)[1] for run in _runs(text, rtl))

    def draw(
        self, canvas: ImageDraw, at: tuple[float, float], text: str, *,
        fill: Any, align: Align = "left", rtl: bool | None = None,
    ) -> float:  # fmt: skip
        """Write `text` with its left end, middle or right end `at` (x, y of the baseline); its width.

        `fill`: any colour that Pillow takes.
        """
        runs = [(run, *self._set(run)) for run in _runs(text, rtl)]
        width = sum(reach for _, _, reach in runs)
        x, y = at[0] - {"left": 0.0, "middle": width / 2, "right": width}[align], at[1]
        for run, pieces, reach in runs:
            font = self._font(run.family)
            for place, piece in pieces:
                canvas.text((x + place, y), piece, fill=fill, font=font, anchor="ls")
            for index, marks in run.marks:
                start = x + self._place(index, pieces, font)
                for mark, dx, dy in _placed(run.text[index], marks, font, _GAP * self.size):
                    canvas.text((start + dx, y + dy), mark, fill=fill, font=font, anchor="ls")
            x += reach
        return width

    def bearing(self, text: str, *, rtl: bool | None = None, right: bool = False) -> float:
        """From the text's left end (or its right one) to the ink of the letter there.

        Large type that stands over small type is moved by it, else it seems to be indented.
        """
        runs = _runs(text, rtl)
        if not runs:
            return 0.0
        run = runs[-1 if right else 0]
        font, letter = self._font(run.family), run.text[-1 if right else 0]
        left, _, end, _ = _ink(letter, font)
        return font.getlength(letter) - end if right else left

    def clipped(self, text: str, width: float, *, rtl: bool | None = None) -> str:
        """The text, or as much of its beginning as fits into `width` with an ellipsis behind it."""
        text = drawable(text)
        if self.width(text, rtl=rtl) <= width:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(f"{text[:middle].rstrip()}…", rtl=rtl) <= width:
                low = middle
            else:
                high = middle - 1
        return f"{text[:low].rstrip()}…" if low else ""

    def _set(self, run: _Run) -> tuple[list[tuple[float, str]], float]:
        """What is drawn at one go and where, from the run's left end; how far it reaches."""
        font = self._font(run.family)
        if run.family != kerning.FAMILY:
            return [(0.0, run.text)], font.getlength(run.text)
        pieces, x = [], 0.0
        for before, piece in kerning.kerned(run.text, bold=self.bold):
            x += before * self.size
            pieces.append((x, piece))
            x += font.getlength(piece)
        return pieces, x

    def _place(self, index: int, pieces: list[tuple[float, str]], font: FreeTypeFont) -> float:
        """Where the letter at `index` of a run begins."""
        for place, piece in pieces:
            if index < len(piece):
                return place + font.getlength(piece[:index])
            index -= len(piece)
        raise IndexError(index)

    def _font(self, family: str) -> FreeTypeFont:
        return _font(family, self.bold, self.size)


# --------------------------------------------------------------------------------- what can be written


def is_rtl(text: str) -> bool:
    """Whether the first letter that has a direction is written right to left (Unicode UAX #9, P2 and P3)."""
    kinds = (unicodedata.bidirectional(c) for c in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def has_rtl(text: str) -> bool:
    """Whether any of it is written right to left."""
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def has_arabic(text: str) -> bool:
    """Whether any of it is written in Arabic letters."""
    return _ARABIC.search(text) is not None


def drawable(text: str) -> str:
    """The text as it can be drawn: on one line, composed, without characters that no font has."""
    known = _SPACES.sub(" ", "".join(map(_known, unicodedata.normalize("NFC", text)))).strip()
    return "" if all(_is_unseen(c) or c.isspace() for c in known) else known


_SPACES = re.compile(r"[^\S\xa0]+")


def missing(text: str) -> str:
    """Characters of the text that no font here has, each once; those that nobody sees do not count."""
    lost = (c for c in unicodedata.normalize("NFC", text) if not _known(c) and not _is_unseen(c))
    return "".join(dict.fromkeys(lost))


@lru_cache(maxsize=4096)
def _known(character: str) -> str:
    """The character, or what can stand for it ("1" for a bold "𝟏"); empty where there is nothing."""
    if character in _UNBREAKABLE:
        return "\xa0"
    if character.isspace() or character in _JOINING_AND_ORDERING:
        return character
    compatible = (unicodedata.normalize(form, character) for form in ("NFKC", "NFKD"))
    for candidate in (character, character.translate(_INSTEAD), *compatible):
        if all(_families(c) or c in _JOINING_AND_ORDERING for c in candidate):
            return candidate
    return ""


def _is_unseen(character: str) -> bool:
    """Control and format characters, and the selectors that follow emoji."""
    kind = unicodedata.category(character)
    return kind in ("Cc", "Cf", "Cs", "Zl", "Zp") or "\ufe00" <= character <= "\ufe0f"


# ------------------------------------------------------------------------------------------- the fonts


@cache
def _characters() -> dict[str, tuple[tuple[int, int], ...]]:
    """Font family → first and last of the characters it has, in the order in which they are asked."""
    lines = (resources.files(__package__) / "fonts" / "characters.txt").read_text("ascii").splitlines()
    families = {}
    for line in lines:
        family, *ranges = line.split()
        pairs = (one.split("-") for one in ranges)
        families[family] = tuple((int(first, 16), int(last, 16)) for first, last in pairs)
    return families


@lru_cache(maxsize=4096)
def _families(character: str) -> tuple[str, ...]:
    code = ord(character)
    return tuple(
        name for name, ranges in _characters().items() if any(first <= code <= last for first, last in ranges)
    )


@lru_cache(maxsize=64)
def _font(family: str, bold: bool, size: float) -> FreeTypeFont:
    from io import BytesIO

    from PIL import ImageFont

    data = _data(f"{family}-{'Bold' if bold else 'Regular'}.ttf")
    return ImageFont.truetype(BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _data(name: str) -> bytes:
    return (resources.files(__package__) / "fonts" / name).read_bytes()


# -------------------------------------------------------------------------- from letters to their shapes


@dataclass(slots=True)
class _Run:
    """What one font draws at one go, from left to right, with the marks that sit on it."""

    family: str
    text: str = ""
    marks: list[tuple[int, str]] = field(default_factory=list)
    """Place of a letter in the text, and its marks."""

    def add(self, index: int, marks: str) -> None:
        """A mark of another script than its letter's (a slip) has no place in this font: it is left out."""
        self.marks.append((index, "".join(mark for mark in marks if self.family in _families(mark))))


def _runs(text: str, rtl: bool | None) -> list[_Run]:
    return list(_cut(in_order(drawable(text), rtl)))


def in_order(text: str, rtl: bool | None) -> str:
    """The text from left to right, Arabic letters in the form that their neighbours ask for."""
    if not has_rtl(text):
        return text
    from bidi import get_display
    from bidi.mirror import MIRRORED

    base = is_rtl(text) if rtl is None else rtl
    text = _LAM_MARK_ALEF.sub(r"\1\3\2", text)  # their ligature takes the mark
    if _ARABIC.search(text):
        text = _reshaper().reshape(text)
    probed = _MIRRORED_SIGN.sub(rf"\g<0>{_PROBE}", text)
    ordered = str(get_display(probed, base_dir="R" if base else "L"))
    turned = re.sub(f"{_PROBE}(.)", lambda found: MIRRORED.get(found[1], found[1]), ordered)
    return turned.replace(_PROBE, "")


_PROBE = "\ufe00"
"""Goes along with a bracket: where it comes to stand before it, the bracket runs from right to left and must
be turned around, which python-bidi leaves to whoever draws."""
_MIRRORED_SIGN = re.compile(r"[()\[\]{}<>«»‹›⁅⁆]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_LAM_MARK_ALEF = re.compile("(ل)([\u064b-\u0652\u0670]+)([اأإآ])")


@cache
def _reshaper() -> Any:
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper({"delete_harakat": False})


def _cut(text: str) -> Iterator[_Run]:
    """The ordered text by fonts. In order, a mark of a right-to-left letter stands before its letter."""
    run: _Run | None = None
    waiting = ""
    first_letter = next((c for c in text if c.isalpha()), "")
    near = _families(first_letter)[:1] if first_letter else ()
    for character in text:
        if unicodedata.category(character) == "Cf":
            continue
        is_mark = unicodedata.combining(character) != 0
        if is_mark and unicodedata.bidirectional(character) == "NSM" and _is_of_rtl(character):
            waiting = character + waiting  # in order they stand reversed, too
            continue
        if is_mark and run and run.text:
            run.add(len(run.text) - 1, character)
            continue
        having = _families(character)
        if not having:  # a form that the reshaper knows and no font has
            continue
        family = near[0] if near and near[0] in having and not character.isalpha() else having[0]
        if run is None or run.family != family:
            if run:
                yield run
            run = _Run(family)
        near = (family,)
        if waiting:
            run.add(len(run.text), waiting)
            waiting = ""
        run.text += character
    if run:
        yield run


def _is_of_rtl(mark: str) -> bool:
    return "\u0590" <= mark <= "\u08ff"


def _placed(letter: str, marks: str, font: FreeTypeFont, gap: float) -> Iterator[tuple[str, float, float]]:
    """Where each mark is drawn, from the letter's own place: over or under its middle, free of its ink."""
    left, top, right, bottom = _ink(letter, font)
    for mark in marks:
        m_left, m_top, m_right, m_bottom = _ink(mark, font)
        kind = unicodedata.combining(mark)
        dx = (left + right - m_left - m_right) / 2
        dy = 0.0
        if kind == _SHIN_DOT:
            dx = right - m_right
        elif kind == _SIN_DOT:
            dx = left - m_left
        if kind in _INSIDE:
            dy = (top + bottom - m_top - m_bottom) / 2
        elif kind in _BELOW:
            dy = max(0.0, bottom + gap - m_top)
            bottom = m_bottom + dy
        else:
            dy = min(0.0, top - gap - m_bottom)
            top = m_top + dy
        yield mark, dx, dy


def _ink(character: str, font: FreeTypeFont) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of what is seen; Pillow's own getbbox has the baseline's start in it."""
    mask, (x, y) = font.getmask2(character, mode="L", anchor="ls")
    left, top, right, bottom = mask.getbbox() or (0, 0, 0, 0)
    return left + x, top + y, right + x, bottom + y


# Unicode canonical combining classes (UAX #44, table 15).
_BELOW = frozenset({*range(10, 19), 20, 22, 29, 32, 202, 218, 220, 222, 233, 240})
_INSIDE = frozenset({21})
_SHIN_DOT, _SIN_DOT = 24, 25
