"""How long `briefing make` takes and what memory it needs, against the same speech made in other ways.

    python benchmarks/make.py [ARTICLE...]      default: the examples, and what is in ../shared/articles

All figures of a table come from one run on one machine, so the ratios can be compared, the seconds cannot.
Every `make` does all that it does for a listener (cover, transcripts, the finished sound decoded and checked)
and starts with an empty clip store and an empty episodes folder, its modules compiled as pip leaves them.
CPU seconds are those of all processes together and hold on a busy machine as well. Exit 1 where an English
article comes out at less than 80 × real time, or another at less than 40. Baselines:
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
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BRIEFING = [sys.executable, "-m", "briefing"]
RUNS = 5
LEAST_ENGLISH, LEAST = 80, 40
"""× real time."""


@dataclass(frozen=True)
class Ran:
    wall_s: float
    cpu_s: float
    """Of the process and of those that it has waited for."""
    peak_mb: float
    """Of the largest of them."""
    out: str


def run(command: list[str], **environ: str) -> Ran:
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=out, stderr=subprocess.DEVNULL, env={**os.environ, **environ}
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{' '.join(command)} ended with {process.returncode}")
        out.seek(0)
        unit = 1 if sys.platform == "darwin" else 1024
        cpu_s = usage.ru_utime + usage.ru_stime
        return Ran(wall_s, cpu_s, usage.ru_maxrss * unit / 1e6, out.read().decode())


def make(article: str) -> tuple[list[Ran], float, list[tuple[str, str]]]:
    """The runs, seconds of sound, and the lines as (language, text)."""
    runs, length, lines = [], 0.0, []
    with tempfile.TemporaryDirectory() as compiled:
        for _ in range(RUNS + 1):
            with tempfile.TemporaryDirectory() as folder:
                command = [*BRIEFING, "make", article, "--episodes", f"{folder}/episodes", "--json"]
                runs.append(run(command, BRIEFING_CACHE=f"{folder}/clips", **as_installed(compiled)))
                made = json.loads(runs[-1].out)
                length = made["duration_s"]
                lines = spoken_lines(Path(made["episode"]) / "script.yaml")
    return runs[1:], length, lines  # the first has compiled the modules


def as_installed(compiled: str) -> dict[str, str]:
    """Environment in which modules are compiled once, wherever they stand."""
    return {"PYTHONPYCACHEPREFIX": compiled, "PYTHONDONTWRITEBYTECODE": ""}


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


def pydub_way(folder: Path) -> Ran:
    return run([sys.executable, "-W", "ignore", "-c", _PYDUB_WAY, str(folder), str(folder / "all.mp3")])


def show(article: str) -> bool:
    """Whether it is fast enough."""
    runs, length, lines = make(article)
    times = [ran.wall_s for ran in runs]
    middle = statistics.median(times)
    cpu_s = statistics.median(ran.cpu_s for ran in runs)
    print(f"\n{Path(article).name}: {length:.0f} s of sound, {len(lines)} lines")
    print(
        f"  make        {middle:6.2f} s (min {min(times):.2f}, max {max(times):.2f}), CPU {cpu_s:.2f} s",
        end="",
    )
    print(f"  {length / middle:5.0f} × real time, peak {max(ran.peak_mb for ran in runs):.0f} MB")
    show_baselines(lines, middle)
    least = LEAST_ENGLISH if lines[0][0].startswith("en") else LEAST
    return length / middle >= least


def show_baselines(lines: list[tuple[str, str]], middle: float) -> None:
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
        usual = statistics.median(way.wall_s for way in ways)
        memory = max(way.peak_mb for way in ways)
        print(f"  pydub way   {usual:6.2f} s for joining and encoding only, peak {memory:.0f} MB;", end="")
        print(f" with espeak-ng {alone + usual:.2f} s: make takes {middle / (alone + usual):.2f} × that")


def show_help() -> None:
    with tempfile.TemporaryDirectory() as compiled:
        run([*BRIEFING, "--help"], **as_installed(compiled))
        helps = [run([*BRIEFING, "--help"], **as_installed(compiled)).wall_s for _ in range(RUNS * 2)]
    empties = [run([sys.executable, "-c", "pass"]).wall_s for _ in range(RUNS * 2)]
    ours, empty = statistics.median(helps), statistics.median(empties)
    print(
        f"\nbriefing --help {ours * 1000:.0f} ms, python -c pass {empty * 1000:.0f} ms: {ours / empty:.1f} ×"
    )


def main() -> int:
    found = [*(ROOT / "examples").glob("*.txt"), *(ROOT.parent / "shared" / "articles").glob("*.txt")]
    fast = [show(name) for name in sys.argv[1:] or map(str, sorted(found))]
    show_help()
    return 0 if all(fast) else 1


if __name__ == "__main__":
    sys.exit(main())
