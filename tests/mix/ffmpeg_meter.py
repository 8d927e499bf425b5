"""ffmpeg's own loudness meter (its filter ebur128, in the libraries that PyAV brings), to compare with."""

from __future__ import annotations

import gc
import math
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import av


@dataclass(frozen=True)
class Heard:
    integrated_lufs: float
    range_lu: float
    short_term_max_lufs: float
    true_peak_dbtp: float


def heard(path: Path) -> Heard:
    """The sound file at `path`, decoded by ffmpeg too."""
    with tempfile.TemporaryDirectory() as folder, av.open(str(path)) as container:
        log = Path(folder) / "values"
        graph = av.filter.Graph()
        steps = [
            graph.add_abuffer(template=container.streams.audio[0]),
            graph.add("ebur128", "peak=true:metadata=1:framelog=quiet"),
            graph.add("ametadata", f"mode=print:file={log}"),
            graph.add("abuffersink"),
        ]
        graph.link_nodes(*steps).configure()
        for frame in [*container.decode(audio=0), None]:
            graph.push(frame)
            with suppress(av.error.BlockingIOError, av.error.EOFError):
                while True:
                    graph.pull()
        del graph, steps
        gc.collect()  # in PyAV 19 they hold each other; only now the log is closed
        rows = [line.split("=") for line in log.read_text().splitlines() if line.startswith("lavfi.r128.")]
    last = {name.removeprefix("lavfi.r128."): float(value) for name, value in rows}
    short_term = [float(value) for name, value in rows if name == "lavfi.r128.S"]
    return Heard(
        integrated_lufs=last["I"],
        range_lu=last["LRA"],
        short_term_max_lufs=max(short_term),
        true_peak_dbtp=20 * math.log10(max(last["true_peak"], 1e-6)),
    )
