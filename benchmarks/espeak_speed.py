"""How much faster eSpeak speaks a long script on all cores than on one, and what memory that takes.

    python benchmarks/espeak_speed.py [LINES] [LANGUAGE]      default: 3000 en

A made-up script of so many different lines goes through the speech stage into an empty clip store, each time
in a process of its own that may use one core, then all: twice each, in turn. Printed are wall seconds, the
ratio of one core to all, the peak of resident memory (program and eSpeak's processes together, sampled ten
times a second) and whether all runs gave the same bytes. Exit 1 where they did not, where the memory is above
350 MB, or where two or more cores bring less than 1.7 ×. Linux only: other systems cannot bind a process.
"""

from __future__ import annotations

import hashlib
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LEAST_GAIN, MOST_MB = 1.7, 350
WORDS = {
    "en": "the harbour council bridge opened repairs after winter storm engineers found seventeen cracks in "
    "its northern wall and ferry passengers waited on Monday morning while crews cleared the channel",
    "ar": "أعلن المجلس أن الجسر الشمالي فتح بعد أعمال الصيانة وقال المهندس إن العمل استمر ثلاثة أشهر في "
    "الميناء القديم قرب المدينة",
}


def lines(count: int, language: str) -> list[str]:
    chance = random.Random(7)
    words = WORDS[language].split()
    return [" ".join(chance.choices(words, k=chance.randint(6, 22))) + "." for _ in range(count)]


def speak(count: int, language: str, folder: Path) -> None:
    """The run itself; prints the digest of all sound, in the order of the script."""
    from datetime import date

    from briefing import speech
    from briefing.model import Line, LineRole, Script, Segment, SegmentKind, Voice, VoiceProfile

    segment = Segment(
        kind=SegmentKind.HEADLINE,
        title="Speed",
        lines=tuple(Line(text=text, role=LineRole.PRESENTER) for text in lines(count, language)),
    )
    script = Script(title="Speed", language=language, date=date.min, articles=(), segments=(segment,))
    start = time.perf_counter()
    recording = speech.speak(
        script,
        profile=VoiceProfile(name="speed", presenter=Voice(rate=150), quote=Voice(voice="+f2")),
        store=speech.ClipStore(folder, max_bytes=10**11),
    )
    seconds = time.perf_counter() - start
    digest = hashlib.sha256()
    for clip in recording.clips:
        digest.update(clip.audio.read_bytes())
    print(seconds, sum(clip.duration_ms for clip in recording.clips) / 1000, digest.hexdigest())


def measured(count: int, language: str, cores: set[int]) -> tuple[float, float, str, float]:
    """Wall seconds, seconds of sound, digest, peak MB."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--run", str(count), language, folder]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, preexec_fn=lambda: os.sched_setaffinity(0, cores)
        )
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, resident_mb(process.pid))
            time.sleep(0.1)
        out = process.stdout.read() if process.stdout else ""
        if process.returncode:
            sys.exit(f"a run ended with {process.returncode}")
        seconds, sound, digest = out.split()
        return float(seconds), float(sound), digest, peak


def resident_mb(parent: int) -> float:
    """Of the process and its children."""
    total = 0
    try:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        for task in Path(f"/proc/{parent}/task").iterdir():
            children += (task / "children").read_text().split()
        for pid in {str(parent), *children}:
            pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
            total += int(pages) * os.sysconf("SC_PAGE_SIZE")
    except OSError:  # one has just ended
        return 0.0
    return total / 1e6


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    language = sys.argv[2] if len(sys.argv) > 2 else "en"
    cores = os.sched_getaffinity(0)
    one = {min(cores)}
    alone, together = [], []
    for _ in range(2):
        alone.append(measured(count, language, one))
        together.append(measured(count, language, cores))
    gains = [a[0] / b[0] for a, b in zip(alone, together, strict=True)]
    same = len({run[2] for run in (*alone, *together)}) == 1
    peak = max(run[3] for run in (*alone, *together))
    for name, runs in (("1 core", alone), (f"{len(cores)} cores", together)):
        seconds = statistics.median(run[0] for run in runs)
        print(f"{name:8} {seconds:6.1f} s for {count} lines, {runs[0][1] / seconds:6.0f} × real time")
    print(f"gain {statistics.median(gains):.2f} × ({', '.join(f'{gain:.2f}' for gain in gains)})")
    print(f"peak {peak:.0f} MB; the same bytes each time: {'yes' if same else 'NO'}")
    enough = len(cores) == 1 or statistics.median(gains) >= LEAST_GAIN
    return 0 if same and enough and peak <= MOST_MB else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        speak(int(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
    else:
        sys.exit(main())
