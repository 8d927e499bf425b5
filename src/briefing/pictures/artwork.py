"""A show → its artwork: what show.yaml names, checked; else the program's own, made where there is none."""

from __future__ import annotations

import hashlib
import struct
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import episodes, files
from briefing.errors import UsageError
from briefing.model import Script, Show

if TYPE_CHECKING:
    from briefing.pictures.cover import Cover

SMALLEST, LARGEST = 1400, 3000
"""Pixels of a side, by Apple Podcasts' artwork requirements; Spotify takes the same."""
_MOST_BYTES = 20_000_000
_DESIGN = 1
"""Counted up when the covers change: those that were made before are then made anew."""
_MARK = b"briefing made this cover: "
_HINT = (
    f"Name a square JPEG or PNG of {SMALLEST} to {LARGEST} pixels as `image` in show.yaml, or leave it out."
)


def episode_cover(text: Script, show: Show) -> Cover:
    from briefing.pictures.cover import cover  # here, as it loads Pillow

    return cover(
        show=show.title, title=text.title, day=text.date, language=text.language, colours=show.colours
    )


def show_cover(show: Show, root: Path, language: str) -> Path:
    """Where the artwork is; `root`: the folder of show.yaml, `language`: BCP 47, used if the show says none.

    A cover.jpg that a person put there stays. Raises UsageError for an `image` that cannot be used, OSError.
    """
    if show.image:
        path = root / show.image
        check(path)
        return path
    path, language = episodes.show_cover(root), show.language or language
    if path.exists() and not path.is_file():  # a pipe would keep us waiting
        raise UsageError(
            f"{path} cannot be the show's cover",
            why="it is not a file",
            hint="Move it away, or name the show's picture as `image` in show.yaml.",
        )
    mark = (
        _MARK
        + hashlib.sha256(repr((_DESIGN, show.title, show.colours, language)).encode()).hexdigest().encode()
    )
    try:
        with path.open("rb") as file:
            there = file.read(300)
    except FileNotFoundError:
        there = b""
    if mark in there or (there and _MARK not in there):
        return path
    from briefing.pictures.cover import cover

    made = cover(show=show.title, title=None, day=None, language=language, colours=show.colours)
    root.mkdir(parents=True, exist_ok=True)
    files.replace(path, _with_comment(made.full, mark))
    return path


def check(path: Path) -> None:
    """Raises UsageError for what cannot be a podcast's artwork: not there, broken, too small, not square."""
    try:
        if path.exists() and not path.is_file():  # a pipe would keep us waiting
            raise _unusable(path, "it is not a file")
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as exc:  # a NUL in the name is a ValueError
        raise _unusable(path, (getattr(exc, "strerror", None) or str(exc)).lower()) from exc
    if len(data) > _MOST_BYTES:
        raise _unusable(path, f"it has more than {_MOST_BYTES // 1_000_000} MB")
    size = _size(data)  # before Pillow sees it: a few bytes may claim to be a picture that fills the memory
    if size is None:
        raise _unusable(path, "it is neither JPEG nor PNG")
    width, height = size
    if width != height:
        raise _unusable(path, f"it is not square, but {width} × {height} pixels")
    if not SMALLEST <= width <= LARGEST:
        raise _unusable(path, f"it has {width} × {height} pixels")
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as image:
            image.load()
            colours = image.mode
    except (
        OSError,
        SyntaxError,
        ValueError,
        struct.error,
    ) as exc:  # Pillow raises each of them for broken files
        raise _unusable(path, "it is broken") from exc
    if colours == "CMYK":
        raise _unusable(path, "its colours are those of print (CMYK), not RGB")


def _unusable(path: Path, why: str) -> UsageError:
    return UsageError(f"the show's image {path} cannot be used", why=why, hint=_HINT)


def _size(data: bytes) -> tuple[int, int] | None:
    """Width and height as the head of a PNG or JPEG says."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and data[12:16] == b"IHDR" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data[:2] != b"\xff\xd8":
        return None
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if kind == 0xFF:  # padding
            at += 1
        elif 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):  # SOFn, ITU-T T.81 table B.1
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        else:
            at += 2 + length
    return None


def _with_comment(jpeg: bytes, comment: bytes) -> bytes:
    """The picture with a COM segment behind its JFIF head, which must come first."""
    head = 4 + int.from_bytes(jpeg[4:6])  # SOI, the segment's kind, its length
    return jpeg[:head] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2) + comment + jpeg[head:]
