"""How long `briefing make` takes and what memory it needs, against the same speech made in other ways.

    python benchmarks/make.py [ARTICLE...]      default: the English and the Arabic example

All figures of a table come from one run on one machine, so the ratios can be compared, the seconds cannot.
Every `make` starts with an empty clip store and an empty episodes folder. Baselines:
  espeak-ng   the program of that name speaks the lines of the script to WAV files, one process a line
  pydub way   those WAV files: AudioSegment.from_file, `+=`, export to MP3 through ffmpeg
  pass        `python -c pass`, against `briefing --help`
A baseline whose program is not installed is left out and said so.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BRIEFING = [sys.executable, "-m", "briefing"]
RUNS = 5


def run(command: list[str], **environ: str) -> tuple[float, float, str]:
    """Wall seconds, peak resident memory in MB of the largest process in it, standard output."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=out, stderr=subprocess.DEVNULL, env={**os.environ, **environ}
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{' '.join(command)} ended with {process.returncode}")
        out.seek(0)
        unit = 1 if sys.platform == "darwin" else 1024
        return seconds, usage.ru_maxrss * unit / 1e6, out.read().decode()


def make(article: str) -> tuple[list[float], float, float, list[tuple[str, str]]]:
    """Seconds of each run, peak MB, seconds of sound, and the lines as (language, text)."""
    times, peak, length, lines = [], 0.0, 0.0, []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            command = [*BRIEFING, "make", article, "--episodes", f"{folder}/episodes", "--json"]
            seconds, memory, out = run(command, BRIEFING_CACHE=f"{folder}/clips")
            times.append(seconds)
            peak = max(peak, memory)
            made = json.loads(out)
            length = made["duration_s"]
            lines = spoken_lines(Path(made["episode"]) / "script.yaml")
    return times, peak, length, lines


def spoken_lines(path: Path) -> list[tuple[str, str]]:
    from briefing import script

    text = script.load(path)
    return [
        (segment.language or text.language, line.text) for segment in text.segments for line in segment.lines
    ]


def espeak_alone(lines: list[tuple[str, str]], folder: Path) -> float:
    start = time.perf_counter()
    for number, (language, text) in enumerate(lines):
        command = [
            "espeak-ng",
            "-v",
            language,
            "-s",
            "150",
            "-w",
            str(folder / f"{number:03}.wav"),
            "--",
            text,
        ]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


_PYDUB_WAY = """
import sys, warnings
from pathlib import Path
from pydub import AudioSegment
programme = AudioSegment.empty()
for path in sorted(Path(sys.argv[1]).glob("*.wav")):
    programme += AudioSegment.from_file(path)
    programme += AudioSegment.silent(350)
programme.export(sys.argv[2], format="mp3", bitrate="96k")
"""


def pydub_way(folder: Path) -> tuple[float, float]:
    seconds, memory, _ = run(
        [sys.executable, "-W", "ignore", "-c", _PYDUB_WAY, str(folder), str(folder / "all.mp3")]
    )
    return seconds, memory


def show(article: str) -> None:
    times, peak, length, lines = make(article)
    middle = statistics.median(times)
    print(f"\n{Path(article).name}: {length:.0f} s of sound, {len(lines)} lines")
    print(f"  make        {middle:6.2f} s (min {min(times):.2f}, max {max(times):.2f})", end="")
    print(f"  {length / middle:5.0f} × real time, peak {peak:.0f} MB")
    if not shutil.which("espeak-ng"):
        print("  espeak-ng   not installed")
        return
    with tempfile.TemporaryDirectory() as name:
        alone = statistics.median(espeak_alone(lines, Path(name)) for _ in range(RUNS))
        print(f"  espeak-ng   {alone:6.2f} s alone; make takes {middle / alone:.2f} × that")
        if not shutil.which("ffmpeg"):
            print("  pydub way   ffmpeg is not installed")
            return
        ways = [pydub_way(Path(name)) for _ in range(RUNS)]
        usual = statistics.median(seconds for seconds, _ in ways)
        memory = max(mb for _, mb in ways)
        print(f"  pydub way   {usual:6.2f} s for joining and encoding only, peak {memory:.0f} MB;", end="")
        print(f" with espeak-ng {alone + usual:.2f} s: make takes {middle / (alone + usual):.2f} × that")


def show_help() -> None:
    pairs = [(run([*BRIEFING, "--help"])[0], run([sys.executable, "-c", "pass"])[0]) for _ in range(RUNS * 2)]
    ratio = statistics.median(ours / empty for ours, empty in pairs)
    ours, empty = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"\nbriefing --help {ours * 1000:.0f} ms, python -c pass {empty * 1000:.0f} ms: {ratio:.1f} ×")


if __name__ == "__main__":
    for name in sys.argv[1:] or [str(path) for path in sorted((ROOT / "examples").glob("*.txt"))]:
        show(name)
    show_help()
