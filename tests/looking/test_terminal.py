"""A terminal that can show the picture gets it whole; all others get nothing that they would print."""

from __future__ import annotations

import base64
import io
import re

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from briefing.pictures.sixel import sixel
from briefing.screen import inline

KITTY = re.compile(r"\x1b_G([^;]*);([A-Za-z0-9+/=]*)\x1b\\")


def picture(width: int = 400, height: int = 100) -> bytes:
    image = Image.new("RGB", (width, height), (20, 33, 61))
    canvas = ImageDraw.Draw(image)
    noise = np.random.default_rng(7).integers(0, 255, (height // 2, width // 2, 3), np.uint8)
    image.paste(Image.fromarray(noise), (0, 0))
    canvas.ellipse((width // 2, 5, width - 5, height - 5), fill=(252, 163, 17))
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    "environ",
    [
        {"TERM": "xterm-kitty"},
        {"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"},
        {"TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty"},
        {"TERM": "xterm-256color", "KONSOLE_VERSION": "230805"},
    ],
)
def test_kitty_s_protocol(environ: dict[str, str]) -> None:
    png = picture()
    shown = inline(png, environ, columns=97)
    codes = KITTY.findall(shown)
    assert KITTY.sub("", shown) == "\n"
    assert base64.b64decode("".join(data for _, data in codes)) == png
    assert all(len(data) <= 4096 for _, data in codes)
    assert len(codes) > 1
    keys = [dict(pair.split("=") for pair in code.split(",")) for code, _ in codes]
    assert keys[0] == {"a": "T", "f": "100", "q": "2", "c": "97", "m": "1"}
    assert [one["m"] for one in keys] == ["1"] * (len(keys) - 1) + ["0"]


def test_a_picture_in_one_piece() -> None:
    png = picture(40, 20)
    [(code, data)] = KITTY.findall(inline(png, {"TERM": "xterm-kitty"}, columns=80))
    assert code.endswith("m=0")
    assert base64.b64decode(data) == png


@pytest.mark.parametrize(
    "environ",
    [
        {"TERM_PROGRAM": "iTerm.app"},
        {"LC_TERMINAL": "iTerm2", "TERM": "xterm-256color"},
        {"TERM_PROGRAM": "WezTerm"},
        {"TERM_PROGRAM": "vscode"},
    ],
)
def test_iterm_s_protocol(environ: dict[str, str]) -> None:
    png = picture()
    found = re.fullmatch(r"\x1b\]1337;File=([^:]*):([^\a]*)\a\n", inline(png, environ, columns=80))
    assert found
    assert f"size={len(png)}" in found[1].split(";")
    assert "inline=1" in found[1].split(";")
    assert base64.b64decode(found[2]) == png


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"TERM": "dumb"},
        {"TERM": "xterm-256color"},
        {"TERM": "linux"},
        {"TERM_PROGRAM": "Apple_Terminal"},
        {"TERM": "xterm-256color", "KONSOLE_VERSION": "210402"},
        {"TERM": "xterm-256color", "KONSOLE_VERSION": "?"},
        {"TERM": "screen-256color", "TMUX": "/tmp/tmux-0/default,1,0", "KITTY_WINDOW_ID": "1"},
        {"TERM": "screen", "STY": "1.pts", "LC_TERMINAL": "iTerm2"},
        {"TERM": "tmux-256color", "TERM_PROGRAM": "tmux", "WT_SESSION": "1", "TMUX": "x"},
    ],
)
def test_no_other_terminal_gets_anything(environ: dict[str, str]) -> None:
    assert inline(picture(), environ, columns=80) == ""


@pytest.mark.parametrize("environ", [{"TERM": "foot"}, {"TERM": "foot-extra"}, {"WT_SESSION": "0-1"}])
def test_sixels(environ: dict[str, str]) -> None:
    shown = inline(picture(), environ, columns=30)
    assert shown.startswith("\x1bPq")
    assert shown.endswith("\x1b\\\n")
    assert as_pixels(shown.rstrip("\n")).shape == (60, 240, 3)  # 8 pixels a column


@pytest.mark.parametrize("height", [1, 5, 6, 7, 100])
def test_sixels_are_the_picture(height: int) -> None:
    png = picture(300, max(height, 20))
    image = Image.open(io.BytesIO(png)).convert("RGB").crop((0, 0, 300, height))
    file = io.BytesIO()
    image.save(file, "PNG")
    found = as_pixels(sixel(file.getvalue(), width=1_000))
    wanted = np.asarray(image).astype(int)
    assert found.shape == wanted.shape
    assert np.abs(found - wanted).mean() < 12  # 64 colours of thousands
    assert np.abs(found[:, 160:] - wanted[:, 160:]).mean() < 3


def as_pixels(text: str) -> NDArray[np.int64]:
    """A terminal's part, after DEC STD 070: what the characters paint."""
    found = re.fullmatch(r'\x1bPq"1;1;(\d+);(\d+)(.*)\x1b\\', text, re.DOTALL)
    assert found
    width, height = int(found[1]), int(found[2])
    pixels = np.full((-(-height // 6) * 6, width, 3), -1)
    inks: dict[int, list[int]] = {}
    top = x = ink = 0
    times = 1
    token = re.compile(r"#(\d+)(?:;2;(\d+);(\d+);(\d+))?|!(\d+)|([?-~])|([$-])")
    place = 0
    while place < len(found[3]):
        part = token.match(found[3], place)
        assert part, found[3][place : place + 20]
        place = part.end()
        if part[2]:
            inks[int(part[1])] = [round(int(part[n]) * 2.55) for n in (2, 3, 4)]
        elif part[1]:
            ink = int(part[1])
        elif part[5]:
            times = int(part[5])
        elif part[6]:
            for row in range(6):
                if (ord(part[6]) - 63) >> row & 1:
                    pixels[top + row, x : x + times] = inks[ink]
            x, times = x + times, 1
        elif part[7] == "$":
            x = 0
        else:
            top, x = top + 6, 0
    assert (pixels[:height] >= 0).all()  # nothing is left out
    assert (pixels[height:] == -1).all()
    return pixels[:height]
