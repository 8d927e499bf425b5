"""A PNG → the characters that make a terminal show it, where its environment says that it can."""

from __future__ import annotations

import base64
from collections.abc import Mapping

_KITTY_CHUNK = 4096
"""Most of base64 that one escape code of kitty's protocol carries."""
_CELL = 8
"""Pixels: a terminal's column is seldom narrower."""


def inline(png: bytes, environ: Mapping[str, str], *, columns: int) -> str:
    """As wide as the terminal; empty where it cannot show pictures, or where that is not known.

    Nothing is asked of the terminal: one that does not know the question would print it.
    """
    if environ.get("TMUX") or environ.get("STY"):  # they pass no pictures on unless they are told to
        return ""
    term, program = environ.get("TERM", ""), environ.get("TERM_PROGRAM", "")
    konsole = environ.get("KONSOLE_VERSION", "")
    if (
        program in ("iTerm.app", "WezTerm", "mintty", "rio", "vscode")
        or environ.get("LC_TERMINAL") == "iTerm2"
    ):
        return _iterm(png)
    if (
        environ.get("KITTY_WINDOW_ID")
        or term in ("xterm-kitty", "xterm-ghostty")
        or (konsole.isdecimal() and int(konsole) >= 220_400)
    ):
        return _kitty(png, columns)
    if term.split("-")[0] in ("foot", "mlterm") or environ.get("WT_SESSION"):
        from briefing.pictures.sixel import sixel

        return sixel(png, width=columns * _CELL) + "\n"
    return ""


def _kitty(png: bytes, columns: int) -> str:
    """https://sw.kovidgoyal.net/kitty/graphics-protocol/: show (a=T) a PNG (f=100), give no answer (q=2)."""
    data = base64.b64encode(png).decode()
    first, *others = (data[start : start + _KITTY_CHUNK] for start in range(0, len(data), _KITTY_CHUNK))
    codes = [f"a=T,f=100,q=2,c={columns},m={int(bool(others))};{first}"]
    codes += [f"m={int(number < len(others))};{chunk}" for number, chunk in enumerate(others, 1)]
    return "".join(f"\x1b_G{code}\x1b\\" for code in codes) + "\n"


def _iterm(png: bytes) -> str:
    """https://iterm2.com/documentation-images.html"""
    data = base64.b64encode(png).decode()
    return f"\x1b]1337;File=inline=1;size={len(png)};width=100%;preserveAspectRatio=1:{data}\a\n"
