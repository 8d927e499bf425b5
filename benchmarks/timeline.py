"""Where the time of one `briefing make` goes → a picture, a row for each thread that is at work.

    python benchmarks/timeline.py [ARTICLE] [OUT.svg]     default: the English example, docs/performance.svg

The run is the fastest of five, each in a process of its own with an empty clip store, its modules compiled as
pip leaves them. What is shown is wall time: a bar is as long as a thread was inside that work, whether it had
the interpreter or waited for it. Also prints the bars' seconds.
"""

from __future__ import annotations

import functools
import importlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RUNS = 5

WORK = (
    # module, attribute, what it is called
    ("briefing.article", "read", "read the article"),
    ("briefing.script", "write", "write the script"),
    ("briefing.verdicts", "of_script", "check the script"),
    ("briefing.speech", "pieces_of", "text to words"),
    ("briefing.engines.espeak.pool", "Worker.ask", "eSpeak"),
    ("briefing.mix", "_bench", "load numpy, soxr, LAME"),
    ("briefing.pictures.artwork", "episode_cover", "draw the cover"),
    ("briefing.mix.preparing", "Preparation._prepare", "prepare a clip"),
    ("briefing.mix.codec", "Coding.write", "render and code"),
    ("briefing.mix.measuring", "measure", "decode and measure"),
)
LOADING = ("Python", "load the command line", "load the stages")
COMMAND = "read the command line"
COLOURS = {
    "Python": "#9aa5b1", "load the command line": "#7b8794", "load the stages": "#52606d",
    COMMAND: "#cbd2d9", "read the article": "#2f80ed", "write the script": "#1a5fb4",
    "check the script": "#56ccf2", "text to words": "#9b51e0", "eSpeak": "#27ae60",
    "load numpy, soxr, LAME": "#0f9d94", "draw the cover": "#e2a03f", "prepare a clip": "#f2c94c",
    "render and code": "#eb5757", "decode and measure": "#b83280",
}  # fmt: skip


@dataclass(frozen=True)
class Bar:
    thread: str
    work: str
    start_s: float
    end_s: float


# ----------------------------------------------------------------------------------------------- the run


def watched_run(began: float, article: str, folder: str) -> None:
    """`began`: when the process was started, by time.time()."""
    bars: list[Bar] = []

    def add(work: str, start: float) -> None:
        bars.append(Bar(threading.current_thread().name, work, start - began, time.time() - began))

    add(LOADING[0], began)
    for work, modules in zip(LOADING[1:], (("cli",), ("pipeline", "screen", "settings")), strict=True):
        start = time.time()
        for name in modules:
            importlib.import_module(f"briefing.{name}")
        add(work, start)

    def watching(work: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def watched(*args: Any, **named: Any) -> Any:
            start = time.time()
            try:
                found = function(*args, **named)
                return iter(list(found)) if hasattr(found, "__next__") else found
            finally:
                add(work, start)

        return watched

    waiting = list(WORK)

    def watch_what_is_loaded() -> None:
        """Importing it here would move its loading to where it does not happen."""
        for module, path, work in tuple(waiting):
            if module in sys.modules:
                owner, _, name = path.rpartition(".")
                place = getattr(sys.modules[module], owner, None) if owner else sys.modules[module]
                if place is not None and hasattr(place, name):
                    setattr(place, name, watching(work, getattr(place, name)))
                    waiting.remove((module, path, work))

    class Finder:
        """Is asked before each module is loaded, and finds none."""

        def find_spec(self, name: str, path: object = None, target: object = None) -> None:
            watch_what_is_loaded()

    watch_what_is_loaded()
    sys.meta_path.insert(0, Finder())
    from briefing.__main__ import main

    loaded_s = end_of(bars)
    sys.argv[1:] = ["make", article, "--episodes", f"{folder}/episodes", "--quiet"]
    code = main()
    if waiting:
        sys.exit(f"nothing is called {waiting[0][1]} in {waiting[0][0]} any more")
    began_s = min(bar.start_s for bar in bars if bar.start_s >= loaded_s)
    bars.append(Bar(threading.current_thread().name, COMMAND, loaded_s, began_s))
    print(json.dumps([asdict(bar) for bar in bars]))
    sys.exit(code)


def fastest(article: str) -> list[Bar]:
    runs: list[list[Bar]] = []
    with tempfile.TemporaryDirectory() as compiled:
        environ = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environ["PYTHONPYCACHEPREFIX"] = compiled
        for _ in range(RUNS + 1):
            with tempfile.TemporaryDirectory() as folder:
                command = [sys.executable, __file__, "--run", str(time.time()), article, folder]
                environ["BRIEFING_CACHE"] = f"{folder}/clips"
                done = subprocess.run(command, env=environ, stdout=subprocess.PIPE, check=True)
                runs.append([Bar(**bar) for bar in json.loads(done.stdout)])
    return min(runs[1:], key=end_of)


def end_of(bars: Sequence[Bar]) -> float:
    return max(bar.end_s for bar in bars)


# ------------------------------------------------------------------------------------------- the picture

_LEFT, _WIDTH, _ROW, _BAR, _TOP, _IN_A_ROW = 110, 780, 28, 20, 16, 4


def picture(bars: Sequence[Bar], title: str) -> str:
    rows = list(dict.fromkeys(bar.thread for bar in sorted(bars, key=lambda bar: bar.start_s)))
    used = [work for work in COLOURS if any(bar.work == work for bar in bars)]
    end_s = end_of(bars)
    bottom = _TOP + len(rows) * _ROW
    height = bottom + 44 + -(-len(used) // _IN_A_ROW) * 22
    parts = [f"<title>{escape(title)}</title>", _box(0, 0, "100%", height, "#ffffff")]
    for fifth in range(int(end_s * 5) + 1):
        x = _LEFT + fifth / 5 / end_s * _WIDTH
        parts.append(f'<path d="M{x:.1f} {_TOP - 6}V{bottom}" stroke="#e4e7eb"/>')
        parts.append(_text(x, bottom + 16, f"{fifth / 5:.1f} s", "middle"))
    for number, thread in enumerate(rows):
        y = _TOP + number * _ROW
        parts.append(_text(_LEFT - 10, y + 15, thread, "end"))
        for bar in bars:
            if bar.thread == thread:
                x, width = (seconds / end_s * _WIDTH for seconds in (bar.start_s, bar.end_s - bar.start_s))
                told = f"{bar.work}: {(bar.end_s - bar.start_s) * 1000:.0f} ms"
                parts.append(_box(_LEFT + x, y, f"{max(width, 1):.1f}", _BAR, COLOURS[bar.work], told))
    for number, work in enumerate(used):
        x, y = _LEFT + number % _IN_A_ROW * 195, bottom + 34 + number // _IN_A_ROW * 22
        parts.append(_box(x, y, "14", 14, COLOURS[work]))
        parts.append(_text(x + 20, y + 12, work, "start"))
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDTH + 40} {height}" '
        f'font-family="sans-serif" font-size="13" fill="#1f2933" role="img">'
    )
    return "\n".join([opening, *parts, "</svg>\n"])


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _box(x: float, y: float, width: str, height: float, fill: str, told: str = "") -> str:
    title = f"<title>{escape(told)}</title>" if told else ""
    return f'<rect x="{x:.1f}" y="{y}" width="{width}" height="{height}" fill="{fill}">{title}</rect>'


def main() -> None:
    article = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "examples" / "harbour.en.txt")
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "docs" / "performance.svg"
    bars = fastest(article)
    out.write_text(picture(bars, f"briefing make {Path(article).name}"), encoding="utf-8")
    for work in COLOURS:
        times = [bar.end_s - bar.start_s for bar in bars if bar.work == work]
        if times:
            print(f"{work:24} {sum(times):6.3f} s in {len(times)}")
    print(f"{'all':24} {end_of(bars):6.3f} s")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        watched_run(float(sys.argv[2]), sys.argv[3], sys.argv[4])
    else:
        main()
