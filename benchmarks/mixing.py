"""How long the mix takes and what memory it needs, against LAME alone and against ffmpeg.

    python benchmarks/mixing.py [MINUTES...] [--rounds N]      default: 10 60, each in three rounds

eSpeak speaks the English example once; its clips, each repetition in files of its own (so that every one is
read, trimmed, resampled and measured anew), make up programmes of those lengths. In every round each of
these runs in a process of its own, one after the other, so that the ratios of a round can be compared:
  mix       `briefing.mix.mix`: clips → sound, transcripts, chapters, and the finished file checked as well
  LAME      lameenc alone, on the very samples that the mix gives to it, at the same bit rate and quality
  ffmpeg    the same clips with the same pauses: concat, loudnorm (one pass), libmp3lame at the same settings
With LAME the call of `mix` is compared (it loads numpy and the like, LAME's is ready), with ffmpeg the whole
process; memory is the largest resident size of the process. CPU seconds, of all cores together, hold on a
busy machine as well. Exit 1 where the mix takes more than twice LAME's wall time, more than ffmpeg's, or more
than 130 MB. What is not installed is left out and said so.
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
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # this process must stay small: Linux counts its memory as that of its children
    from briefing.model import Recording

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = ROOT / "examples" / "harbour.en.txt"
MOST_OF_LAME, MOST_MB = 2.0, 130


@dataclass(frozen=True)
class Taken:
    wall_s: float
    """Of the process, as the others are."""
    cpu_s: float
    peak_mb: float
    out: str

    @property
    def told(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.out)
        return told

    @property
    def call(self) -> tuple[float, float]:
        """Wall and CPU seconds of the work alone, as the process itself has measured them."""
        return self.told["wall_s"], self.told["cpu_s"]

    @property
    def process(self) -> tuple[float, float]:
        return self.wall_s, self.cpu_s


def run(command: list[str]) -> Taken:
    started = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{' '.join(command[:3])} … ended with {process.returncode}")
        out.seek(0)
        printed = out.read().decode()
    unit = 1 if sys.platform == "darwin" else 1024
    return Taken(wall_s, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6, printed)


def step(name: str, folder: Path) -> Taken:
    return run([sys.executable, str(Path(__file__)), "--step", name, str(folder)])


# -------------------------------------------------------------------------- what runs in a process of its own


def speak(folder: Path) -> None:
    """The example's clips, and the programme of so many minutes that is made of them."""
    import pickle
    from dataclasses import replace
    from datetime import UTC, date, datetime

    from briefing import article, script, speech, voices

    source = article.fetch(str(ARTICLE), now=datetime(2026, 11, 23, tzinfo=UTC))
    text = script.write([article.read(source)], day=date(2026, 11, 23), show="The Morning Pier")
    store = speech.ClipStore(folder / "store")
    made = speech.speak(text, profile=voices.load("default", ROOT / "voices"), store=store)
    spoken_s = sum(clip.duration_ms + made.pauses.sentence_ms for clip in made.clips) / 1000
    times = round(int((folder / "minutes").read_text()) * 60 / spoken_s) or 1
    clips = []
    for number in range(times):
        for at, clip in enumerate(made.clips):
            path = folder / f"{number:03}-{at:03}.wav"
            shutil.copyfile(clip.audio, path)
            segment = number * len(text.segments) + clip.segment
            clips.append(replace(clip, audio=path, segment=segment))
    repeated = replace(made, script=replace(text, segments=text.segments * times), clips=tuple(clips))
    (folder / "recording").write_bytes(pickle.dumps(repeated))


def recording(folder: Path) -> Recording:
    import pickle

    made: Recording = pickle.loads((folder / "recording").read_bytes())
    return made


def mix(folder: Path) -> None:
    from briefing.episodes import EpisodeFolder
    from briefing.mix import mix
    from briefing.model import Show

    made = recording(folder)
    show = Show(title="The Morning Pier")
    started, worked = time.perf_counter(), time.process_time()
    episode = mix(made, show=show, folder=EpisodeFolder(folder / "episode"), guid="0", summary="", origins=())
    taken = {"wall_s": time.perf_counter() - started, "cpu_s": time.process_time() - worked}
    from briefing.mix.mp3 import _QUALITY  # now: the call has loaded what it needs

    assert episode.sound is not None and episode.loudness is not None
    print(json.dumps({
        **taken, "seconds": episode.duration_ms / 1000, "lufs": episode.loudness.integrated_lufs,
        "rate_hz": episode.sound.sample_rate_hz, "kbits": episode.sound.bitrate_kbits,
        "quality": _QUALITY,
        "findings": episode.findings, "clips": len(made.clips),
    }))  # fmt: skip


def finished(folder: Path) -> None:
    """The samples that the mix gives to its encoder, as a WAV file."""
    from briefing.mix import sound_file
    from briefing.model import Show

    sound_file(recording(folder), show=Show(title="The Morning Pier"), path=folder / "finished.wav")


def list_clips(folder: Path) -> None:
    """For ffmpeg's concat: every clip, and between any two the pause that the mix has there."""
    import wave
    from itertools import pairwise

    made = recording(folder)
    with (folder / "list.txt").open("w") as file:
        for one, two in pairwise(made.clips):
            pause_ms = made.pauses.between_ms(
                same_segment=one.segment == two.segment,
                same_line=(one.segment, one.line) == (two.segment, two.line),
                same_speaker=one.voice == two.voice,
            )
            pause = folder / f"pause-{pause_ms}.wav"
            with wave.open(str(one.audio)) as clip, wave.open(str(pause), "wb") as sound:
                sound.setparams(clip.getparams())
                sound.writeframes(bytes(2 * (clip.getframerate() * pause_ms // 1000)))
            file.write(f"file '{one.audio}'\nfile '{pause}'\n")
        file.write(f"file '{made.clips[-1].audio}'\n")


def lame(folder: Path) -> None:
    import wave

    import lameenc

    settings = json.loads((folder / "settings").read_text())
    with wave.open(str(folder / "finished.wav")) as sound, (folder / "lame.mp3").open("wb") as file:
        started, worked = time.perf_counter(), time.process_time()
        encoder = lameenc.Encoder()
        encoder.set_bit_rate(settings["kbits"])
        encoder.set_in_sample_rate(sound.getframerate())
        encoder.set_out_sample_rate(settings["rate_hz"])
        encoder.set_channels(sound.getnchannels())
        encoder.set_quality(settings["quality"])
        encoder.silence()
        while samples := sound.readframes(sound.getframerate()):
            file.write(encoder.encode(samples))
        file.write(encoder.flush())
        taken = {"wall_s": time.perf_counter() - started, "cpu_s": time.process_time() - worked}
    print(json.dumps(taken))


# --------------------------------------------------------------------------------------------- the comparison


def ffmpeg(folder: Path, settings: dict[str, int]) -> Taken:
    return run([
        "ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "concat", "-safe", "0", "-i", f"{folder}/list.txt",
        "-af", "loudnorm=I=-19:TP=-2", "-ar", str(settings["rate_hz"]), "-ac", "1",
        "-c:a", "libmp3lame", "-b:a", f"{settings['kbits']}k",
        "-compression_level", str(settings["quality"]), str(folder / "ffmpeg.mp3"),
    ])  # fmt: skip


def compare(minutes: int, rounds: int) -> bool:
    """Whether the mix keeps within its limits."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "minutes").write_text(str(minutes))
        step("speak", folder)
        made = step("mix", folder).told  # the first: caches are warm for the others
        settings = {name: made[name] for name in ("kbits", "rate_hz", "quality")}
        (folder / "settings").write_text(json.dumps(settings))
        step("finished", folder)
        step("list", folder)
        ways: dict[str, list[Taken]] = {"mix": [], "LAME": []}
        if shutil.which("ffmpeg"):
            ways["ffmpeg"] = []
        for _ in range(rounds):
            ways["mix"].append(step("mix", folder))
            ways["LAME"].append(step("lame", folder))
            if "ffmpeg" in ways:
                ways["ffmpeg"].append(ffmpeg(folder, settings))
    print(
        f"\n{made['seconds'] / 60:.1f} minutes of {made['clips']} clips, {made['lufs']:.2f} LUFS, "
        f"{settings['kbits']} kbit/s, LAME quality {settings['quality']}, {rounds} rounds, medians"
    )
    for finding in made["findings"]:
        print(f"  the check found: {finding}")
    print(f"  {'':8}{'wall s':>8}{'CPU s':>8}{'× real time':>13}{'peak MB':>9}    mix takes, wall and CPU")
    for way, runs in ways.items():
        wall_s, cpu_s = (statistics.median(column) for column in zip(*(r.process for r in runs), strict=True))
        line = f"  {way:8}{wall_s:8.2f}{cpu_s:8.2f}{made['seconds'] / wall_s:13.0f}{peak(runs):9.0f}"
        if way != "mix":
            line += "    {:.2f} × and {:.2f} ×".format(*ratios(ways["mix"], runs))
        print(line)
    if "ffmpeg" not in ways:
        print("  ffmpeg  is not installed")
    return (
        ratios(ways["mix"], ways["LAME"])[0] <= MOST_OF_LAME
        and ("ffmpeg" not in ways or ratios(ways["mix"], ways["ffmpeg"])[0] <= 1)
        and peak(ways["mix"]) <= MOST_MB
    )


def peak(runs: list[Taken]) -> float:
    return max(taken.peak_mb for taken in runs)


def ratios(ours: list[Taken], others: list[Taken]) -> tuple[float, float]:
    """Of wall and of CPU seconds, each the median of the rounds' own."""
    kind = "call" if others[0].out else "process"
    pairs = [(getattr(one, kind), getattr(other, kind)) for one, other in zip(ours, others, strict=True)]
    wall, cpu = (statistics.median(one[i] / other[i] for one, other in pairs) for i in (0, 1))
    return wall, cpu


def main() -> int:
    given = sys.argv[1:]
    rounds = 3
    if "--rounds" in given:
        at = given.index("--rounds")
        rounds = int(given[at + 1])
        del given[at : at + 2]
    kept = [compare(minutes, rounds) for minutes in map(int, given or ["10", "60"])]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        steps = {"speak": speak, "mix": mix, "finished": finished, "list": list_clips, "lame": lame}
        steps[sys.argv[2]](Path(sys.argv[3]))
    else:
        sys.exit(main())
