"""This machine → where eSpeak NG and its data are: the espeakng-loader wheel, else the system's own."""

from __future__ import annotations

import ctypes.util
import hashlib
import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from briefing.errors import EngineMissingError

_WHEEL_FILES = {"win32": "espeak-ng.dll", "darwin": "libespeak-ng.dylib"}
_SYSTEM_NAMES = {
    "win32": ("libespeak-ng.dll", r"C:\Program Files\eSpeak NG\libespeak-ng.dll"),
    "darwin": (
        "libespeak-ng.dylib",
        "/opt/homebrew/lib/libespeak-ng.dylib",
        "/usr/local/lib/libespeak-ng.dylib",
    ),
}
# eSpeak NG 1.52 keeps the path in a buffer of 160 bytes (N_PATH_HOME) to which it adds /espeak-ng-data.
_MAX_DATA_PATH_BYTES = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    path: str
    """Path, or a bare name that the system's loader knows."""
    data: Path | None
    """The folder espeak-ng-data; None: the one built into the library."""
    origin: str
    """Where it comes from: part of the fingerprint."""

    def digest(self) -> str:
        """Of the code, tables and dictionaries that shape the sound; "" where the files are not known.

        Contents of the library and the phoneme tables, sizes of the 120 dictionaries: 4 ms.
        """
        if self.data is None:
            return ""
        found = hashlib.sha256(Path(self.path).read_bytes())
        for name in ("phontab", "phonindex", "phondata", "intonations"):
            found.update((self.data / name).read_bytes())
        for entry in sorted(os.scandir(self.data), key=lambda entry: entry.name):
            if entry.is_file():
                found.update(f"{entry.name} {entry.stat().st_size}\n".encode())
        return found.hexdigest()[:16]


def find() -> Library:
    """Raises EngineMissingError where there is none."""
    return _in_wheel() or _in_system() or _missing()


def _in_wheel() -> Library | None:
    spec = importlib.util.find_spec("espeakng_loader")
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(place)
        library = folder / _WHEEL_FILES.get(sys.platform, "libespeak-ng.so")
        data = folder / "espeak-ng-data"
        if library.is_file() and (data / "phontab").is_file():
            return Library(path=str(library), data=data, origin=f"espeakng-loader {_version_in(folder)}")
    return None


def _version_in(folder: Path) -> str:
    """Of the wheel that was unpacked to there, by the folder that names it (PEP 376).

    importlib.metadata, which takes 15 ms to load, is asked only where that is not there.
    """
    for named in folder.parent.glob("espeakng_loader-*.dist-info"):
        return named.name.removeprefix("espeakng_loader-").removesuffix(".dist-info")
    from importlib.metadata import version

    return version("espeakng-loader")


def _in_system() -> Library | None:
    names = _SYSTEM_NAMES.get(sys.platform, ("libespeak-ng.so.1", "libespeak-ng.so"))
    found = ctypes.util.find_library("espeak-ng")
    for name in (*((found,) if found else ()), *names):
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return Library(path=name, data=None, origin=f"this system's {name}")
    return None


def _missing() -> NoReturn:
    raise EngineMissingError(
        "eSpeak NG is not there",
        why="neither the package espeakng-loader nor a system library was found",
        hint="Type: pip install espeakng-loader, or install your system's package espeak-ng.",
    )


@contextmanager
def short_data_path(data: Path | None) -> Iterator[Path | None]:
    """The data under a path that eSpeak can hold, for as long as the block runs."""
    if data is None or len(os.fsencode(data)) <= _MAX_DATA_PATH_BYTES:
        yield data
        return
    with tempfile.TemporaryDirectory(prefix="espeak-") as folder:
        short = Path(folder) / "espeak-ng-data"
        try:
            short.symlink_to(data, target_is_directory=True)
        except OSError:  # Windows without the right to make links
            shutil.copytree(data, short)
        yield short
