"""A folder of clips → what is in it, which programs work with it at this moment; and the removal of clips."""

from __future__ import annotations

import atexit
import json
import math
import os
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefing import files

CLIP_FILE = re.compile(r"[0-9a-f]{64}\.(?:json|[0-9a-f]{16}\.(?:wav|mp3))")
_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# Sound of `briefing`; it can be made again.\n"
"""Backup programs leave such a folder out. (bford.info/cachedir)"""
_AT_WORK = f"at-work{files.ABANDONED}"
"""End of the name of the file by which a program says that it uses the folder."""
_LONGEST_RUN_S = 86_400
"""A program that began before is taken for dead: its number may be another's by now."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A clip as its two files show it."""

    index: Path
    audio: Path
    size_bytes: int
    used_at: float
    """Seconds since 1970, as `time.time` has them."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A file of ours that belongs to no clip: a killed program left it, or one is writing it just now."""

    path: Path
    changed_at: float


def tag(folder: Path) -> None:
    """Makes the folder, and makes it known as ours. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "CACHEDIR.TAG"
    if not file.exists():
        files.replace(file, _TAG)


def is_tagged(folder: Path) -> bool:
    """Only a tagged folder is ever cleared."""
    file = folder / "CACHEDIR.TAG"
    return file.is_file() and file.read_bytes()[:43] == _TAG[:43]


def subfolders(folder: Path) -> Iterator[Path]:
    return folder.glob("[0-9a-f][0-9a-f]")


def survey(folder: Path) -> tuple[list[Kept], list[Stray]]:
    clips: list[Kept] = []
    strays: list[Stray] = []
    for place in subfolders(folder):
        found: dict[str, dict[Path, os.stat_result]] = {}
        with suppress(OSError), os.scandir(place) as entries:
            for entry in entries:
                if CLIP_FILE.fullmatch(entry.name):
                    with suppress(OSError):
                        found.setdefault(entry.name[:64], {})[Path(entry.path)] = entry.stat()
        for key, stats in found.items():
            index = place / f"{key}.json"
            audio = _named_by(index, [path for path in stats if path != index])
            if index in stats and audio in stats:
                size = stats[index].st_size + stats[audio].st_size
                clips.append(Kept(index, audio, size, stats.pop(index).st_mtime))
                del stats[audio]
            strays += [Stray(path, stat.st_mtime) for path, stat in stats.items()]
    return clips, strays


def _named_by(index: Path, sounds: Sequence[Path]) -> Path | None:
    """The sound among those of one key that its index names; only where there are several it is read."""
    if len(sounds) == 1:
        return sounds[0]
    with suppress(OSError, ValueError, KeyError, TypeError):
        return index.with_name(json.loads(index.read_bytes())["audio"])
    return None


# ------------------------------------------------------------------------------------ programs at work here


def mark(folder: Path, *, anew: bool) -> None:
    """Says to other programs that this one is at work here, until it ends; `anew`: since now."""
    file = folder / f".{os.getpid()}-{_AT_WORK}"
    if anew or not file.exists():
        with suppress(OSError):  # a folder that can only be read
            file.touch()
            atexit.register(remove, file)


def others_since(folder: Path) -> float:
    """When the first of the other programs began that are at work here now; infinity: there is none.

    What such a program has read or written since then is not taken from under it, however long it works.
    """
    files.remove_abandoned(folder)
    marks = [file for file in folder.glob(f".*-{_AT_WORK}") if not file.name.startswith(f".{os.getpid()}-")]
    begun = [stat.st_mtime for file in marks if (stat := _stat(file))]
    return min((at for at in begun if at > time.time() - _LONGEST_RUN_S), default=math.inf)


# --------------------------------------------------------------------------------------------------- removal


def remove(path: Path) -> None:
    with suppress(OSError):  # another process was faster, or (Windows) is reading it
        path.unlink()


def remove_leftovers(folder: Path, strays: Iterable[Stray], *, before: float) -> None:
    """What killed programs have left behind; strays only that were changed before that moment."""
    for place in subfolders(folder):
        files.remove_abandoned(place)
    for stray in strays:
        if stray.changed_at < before:
            remove(stray.path)


def remove_clip(clip: Kept) -> bool:
    """Whether it was removed: another program may have begun to use it since it was seen."""
    stat = _stat(clip.index)
    if stat and stat.st_mtime > clip.used_at:
        return False
    remove(clip.index)  # first: what nothing names is no clip
    remove(clip.audio)
    return True


def _stat(path: Path) -> os.stat_result | None:
    with suppress(OSError):
        return path.stat()
    return None
