"""How many right lines `briefing listen` flags, and how many spoiled ones.

    python benchmarks/listening.py [ARTICLE ...] [--seed N] [--model FOLDER]

Default: five English articles of tests/articles on which no limit was set (--tuned: five of those on which
they were). Each becomes an episode by eSpeak with the shipped voices. Then 100 lines are spoiled, 20 of each
kind: cut off at 60-90 % of their length, another line of the episode in their place, said twice, silence,
another text in another voice, half of these in another language. In three of the episodes the spoiled sound
is as if the engine had given it (the times of the lines fit it), in the others it was pasted into the MP3
(they do not). Prints flags by kind, those on right lines beside spoiled ones too, and the time taken.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import gate
import numpy as np
import soundfile
import soxr

ARTICLES = Path(__file__).resolve().parents[1] / "tests" / "articles"
HELD_OUT = ("nightbus", "orchard", "swimmer", "strike", "registry")
TUNED = ("glacier", "kites", "bridge", "apprentice", "bread")
KINDS = ("cut", "swapped", "twice", "silent", "other")
SPOILED = 100
MOST_OF_AN_EPISODE = 0.7
FOREIGN = (
    ("fr", "Le conseil municipal a voté hier soir la fermeture du vieux pont sur la rivière."),
    ("de", "Die Fischer warten seit drei Wochen auf eine Antwort aus dem Ministerium."),
    ("es", "Los vecinos esperan desde hace tres semanas una respuesta del ayuntamiento."),
    ("it", "Il sindaco ha promesso che la biblioteca resterà aperta anche di notte."),
)
OTHERS = (
    "The weather service expects rain over the western islands until Thursday evening.",
    "Two farmers found a bronze helmet in a field behind their barn.",
    "Ticket prices will rise by nine per cent in the spring.",
    "The museum keeps its oldest globe in a room without windows.",
)
VOICES = ("+m3", "+f4", "+f2", "en-us", "+m7")


@dataclass
class Count:
    right: int = 0
    right_flagged: list[str] = field(default_factory=list)
    beside: int = 0
    beside_flagged: list[str] = field(default_factory=list)
    spoiled: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    heard_s: float = 0.0
    took_s: float = 0.0


def count(article: Path, number: int, seed: int, model: Path | None, wanted: int) -> Count:
    from briefing import episodes, hearing, pipeline, screen, settings
    from briefing.runs import Request

    chance = random.Random(f"{seed} {article.name}")
    counted = Count()
    with tempfile.TemporaryDirectory() as place:
        os.environ["BRIEFING_CACHE"] = str(Path(place) / "clips")
        chosen = settings.resolve(environ=os.environ, episodes_folder=Path(place))
        request = Request(
            addresses=(str(article),), day=date(2026, 11, 25), now=datetime(2026, 11, 25, tzinfo=UTC)
        )
        folder = pipeline.make(request, chosen, screen.silent).written.folder

        def listened() -> hearing.Listened:
            start = time.perf_counter()
            heard = hearing.listen(folder, chosen, screen.silent, model=model, again=False)
            counted.took_s += time.perf_counter() - start
            counted.heard_s += soundfile.info(folder.sound).duration
            return heard

        heard = listened()
        counted.right = len(heard.lines)
        counted.right_flagged = [_told(line) for line in heard.flagged]
        times = episodes.line_times(folder)
        whole, rate_hz = soundfile.read(folder.sound, dtype="float32")
        left = [KINDS[at % len(KINDS)] for at in range(wanted)]
        while left:
            most = max(1, int(len(times) * MOST_OF_AN_EPISODE))
            kinds = dict(zip(chance.sample(range(len(times)), min(most, len(left))), left, strict=False))
            left = left[len(kinds) :]
            moved = number % 2 == 0
            _spoil(folder, times, whole, rate_hz, kinds, chance, with_times=moved)
            for at, line in enumerate(listened().lines):
                kind = kinds.get(at)
                if kind is None:
                    counted.beside += 1
                    counted.beside_flagged += [_told(line)] if line.flag else []
                else:
                    counted.spoiled[kind] += 1
                    counted.found[kind] += line.flag is not None
                    counted.missed += [] if line.flag else [f"{kind}: {line.said.written}"]
    return counted


def _spoil(
    folder: Any, times: Any, whole: Any, rate_hz: int, kinds: Any, chance: Any, *, with_times: bool
) -> None:
    """Writes episode.mp3 anew with the lines of `kinds` spoiled; `with_times`: as the engine would do it."""
    spans = [(time.start_ms * rate_hz // 1000, time.end_ms * rate_hz // 1000) for time in times]
    parts, places, before, position = [], [], 0, 0
    for at, (start, end) in enumerate(spans):
        line = _spoiled(kinds.get(at), at, spans, times, whole, rate_hz, chance)
        parts += [whole[before:start], line]
        position += start - before
        places.append((position, position + len(line)))
        position, before = position + len(line), end
    parts.append(whole[before:])
    soundfile.write(folder.sound, np.concatenate(parts), rate_hz, format="MP3", bitrate_mode="CONSTANT")
    if with_times:
        _write_times(folder, [(start / rate_hz, end / rate_hz) for start, end in places])


def _spoiled(kind: Any, at: int, spans: Any, times: Any, whole: Any, rate_hz: int, chance: Any) -> Any:
    start, end = spans[at]
    line = whole[start:end]
    if kind == "cut":
        return line[: int(len(line) * chance.uniform(0.6, 0.9))]
    if kind == "twice":
        return np.concatenate([line, np.zeros(chance.choice((0, rate_hz // 3)), np.float32), line])
    if kind == "silent":
        return np.zeros_like(line)
    if kind == "swapped":
        first, last = spans[chance.choice([n for n, time in enumerate(times) if time.text != times[at].text])]
        return whole[first:last]
    if kind == "other":
        language, text = chance.choice(FOREIGN) if chance.random() < 0.5 else ("en", chance.choice(OTHERS))
        return _said(text, language, chance.choice(VOICES) if language == "en" else "", rate_hz)
    return line


def _said(text: str, language: str, voice: str, rate_hz: int) -> Any:
    """About as loud as the programme."""
    from briefing import engines
    from briefing.model import Utterance, Voice

    engine = engines.load("espeak")
    try:
        audio = engine.speak(Utterance(text=text, language=language, voice=Voice(voice=voice, rate=150)))
    finally:
        engine.close()
    samples, own_hz = soundfile.read(BytesIO(audio.data), dtype="float32")
    loud = np.flatnonzero(np.abs(samples) > 0.003)
    samples = soxr.resample(samples[loud[0] : loud[-1]], own_hz, rate_hz)
    return samples * np.float32(0.11 / np.sqrt(np.mean(samples**2)))


def _write_times(folder: Any, places: Any) -> None:
    from dataclasses import replace

    from briefing import episodes

    transcript = json.loads(folder.transcript_json.read_text("utf-8"))
    for line, (start_s, end_s) in zip(transcript["lines"], places, strict=True):
        line["startTime"], line["endTime"] = start_s, end_s
    folder.transcript_json.write_text(json.dumps(transcript), "utf-8")
    record = episodes.load_record(folder)
    assert record is not None
    episodes.save_record(folder, replace(record, sha256=sha256(folder.sound.read_bytes()).hexdigest()))


def _told(line: Any) -> str:
    return f"{line.flag.reason.value}: {line.said.written}"


def main() -> None:
    options = gate.parser(__doc__)
    options.add_argument("articles", nargs="*", type=Path)
    options.add_argument("--tuned", action="store_true")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--model", type=Path, help="hear with this Whisper model, not with pocketsphinx")
    given: argparse.Namespace = options.parse_args()
    articles = given.articles or [
        ARTICLES / f"{name}.en.txt" for name in (TUNED if given.tuned else HELD_OUT)
    ]
    share = SPOILED // len(articles)
    work = [(path, number, given.seed, given.model, share) for number, path in enumerate(articles)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        counts = list(pool.map(count, *zip(*work, strict=True)))
    right, false = sum(c.right for c in counts), [line for c in counts for line in c.right_flagged]
    beside, more = sum(c.beside for c in counts), [line for c in counts for line in c.beside_flagged]
    spoiled = sum((c.spoiled for c in counts), Counter[str]())
    found = sum((c.found for c in counts), Counter[str]())
    print(
        f"right lines flagged           {len(false)} of {right} ({len(false) / right:.1%})",
        *false,
        sep="\n    ",
    )
    print(
        f"… beside spoiled ones         {len(more)} of {beside} ({len(more) / beside:.1%})",
        *more,
        sep="\n    ",
    )
    print(f"spoiled lines flagged         {found.total()} of {spoiled.total()}")
    for kind in KINDS:
        print(f"    {kind:10}                {found[kind]} of {spoiled[kind]}")
    print("missed", *(line for c in counts for line in c.missed), sep="\n    ")
    took, heard = sum(c.took_s for c in counts), sum(c.heard_s for c in counts)
    print(f"{took / heard * 60:.1f} s for a minute of sound, on one of two busy cores")
    figures = {
        "right without flag": 1 - len(false) / right,
        "spoiled flagged": found.total() / spoiled.total(),
    }
    by = "whisper" if given.model else "pocketsphinx"
    gate.compare(f"listening {by}", figures, f"{gate.digest(articles)} seed {given.seed}", given)


if __name__ == "__main__":
    sys.exit(main())
