"""Utterance → its clip, if it was spoken before: a folder of sound files that survives a killed run.

A clip is two files in `KEY[:2]/`: the sound, `KEY.DIGEST.wav` or `.mp3`, and `KEY.json`, which names it. The
sound is written first and its name holds its own digest, so a crash between the two leaves a sound that
nothing names, and two processes that speak the same utterance at once never write to the same sound file:
the later `KEY.json` wins and both clips stay whole. Whatever was changed or cut on the disk no longer has its
digest and counts as not there.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from briefing import files
from briefing.errors import EngineError
from briefing.model import Audio, Utterance, WordTiming

MAX_BYTES = 1_000_000_000
"""About 150 episodes of eSpeak's WAV, 1,500 of Google's MP3."""
_SETTLED_S = 3600
"""Younger files are left alone when room is made: another process may be at work with them."""
_FORMAT = 1
"""Of the two files and of the key."""
_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# Sound of `briefing`; it can be made again.\n"
"""Backup programs leave such a folder out. (bford.info/cachedir)"""
_OURS = re.compile(r"[0-9a-f]{64}\.(?:json|[0-9a-f]{16}\.(?:wav|mp3))")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredClip:
    audio: Path
    format: str
    """"wav" or "mp3"."""
    sample_rate_hz: int
    duration_ms: int
    words: tuple[WordTiming, ...] = ()


def default_folder() -> Path:
    """$BRIEFING_CACHE, else `briefing/clips` in the user's cache folder."""
    if chosen := os.environ.get("BRIEFING_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("briefing", appauthor=False) / "clips"


def key_of(engine: str, fingerprint: str, utterance: Utterance) -> str:
    """SHA-256 over everything that shapes the sound: another value in any field is another clip."""
    seen = [_FORMAT, engine, fingerprint, _all_fields(utterance)]
    return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()


def _all_fields(value: object) -> object:
    if is_dataclass(value):
        return {f.name: _all_fields(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _all_fields(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_all_fields(item) for item in value]
    return value


class ClipStore:
    """Clips by key, in `folder`, up to about `max_bytes`; safe for several threads and processes."""

    def __init__(self, folder: Path, *, max_bytes: int = MAX_BYTES) -> None:
        self.folder = folder
        self._max_bytes = max_bytes
        self._in_use: set[str] = set()
        """Keys that this run has read or written: never removed to make room."""
        self._has_grown = False

    def get(self, key: str) -> StoredClip | None:
        """The clip of that key; None where there is none, or where it is damaged."""
        index = self._index(key)
        try:
            stored, digest = _read_index(index)
            if hashlib.sha256(stored.audio.read_bytes()).hexdigest() != digest:
                return None
            os.utime(index)  # the least recently used go first
        except (OSError, ValueError, KeyError, TypeError):
            return None
        self._in_use.add(key)
        return stored

    def put(self, key: str, audio: Audio, duration_ms: int) -> StoredClip:
        """Keeps the clip. Raises EngineError (disk full, folder not writable)."""
        digest = hashlib.sha256(audio.data).hexdigest()
        index = self._index(key)
        sound = index.with_name(f"{key}.{digest[:16]}.{audio.format}")
        described: dict[str, Any] = {
            "briefing": _FORMAT,
            "audio": sound.name,
            "sha256": digest,
            "format": audio.format,
            "sample_rate_hz": audio.sample_rate_hz,
            "duration_ms": duration_ms,
            "words": [[word.start_ms, word.end_ms, word.text] for word in audio.words],
        }
        self._in_use.add(key)
        try:
            self._open()
            index.parent.mkdir(exist_ok=True)
            files.replace(sound, audio.data)
            files.replace(index, json.dumps(described).encode())
        except OSError as exc:
            raise EngineError(
                f"a clip cannot be kept in {self.folder}",
                why=exc.strerror or str(exc),
                hint="Make room, or set BRIEFING_CACHE to another folder.",
            ) from exc
        self._has_grown = True
        return _stored(described, index.parent)

    def make_room(self) -> None:
        """Removes the least recently used clips above `max_bytes`, and sounds that nothing names."""
        if not self._has_grown or not self._is_ours():
            return
        for folder in (self.folder, *self.folder.glob("[0-9a-f][0-9a-f]")):
            files.remove_abandoned(folder)
        clips, strays = self._survey()
        for path in strays:
            _remove(path)
        total = sum(clip.size_bytes for clip in clips)
        for clip in sorted(clips, key=lambda clip: clip.used_at):
            if total <= self._max_bytes:
                break
            if clip.index.stem in self._in_use or time.time() - clip.used_at < _SETTLED_S:
                continue
            _remove(clip.index)  # first: what nothing names is no clip
            _remove(clip.audio)
            total -= clip.size_bytes

    def _index(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"

    def _open(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        tag = self.folder / "CACHEDIR.TAG"
        if not tag.exists():
            files.replace(tag, _TAG)

    def _is_ours(self) -> bool:
        """Only a tagged folder is ever cleared."""
        tag = self.folder / "CACHEDIR.TAG"
        return tag.is_file() and tag.read_bytes()[:43] == _TAG[:43]

    def _survey(self) -> tuple[list[_Kept], list[Path]]:
        """The clips, and files of ours that belong to none and are not being written just now."""
        clips: list[_Kept] = []
        found: dict[Path, os.stat_result] = {}
        for folder in self.folder.glob("[0-9a-f][0-9a-f]"):
            with suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    if _OURS.fullmatch(entry.name):
                        with suppress(OSError):
                            found[Path(entry.path)] = entry.stat()
        named: set[Path] = set()
        for index in [path for path in found if path.suffix == ".json"]:
            try:
                audio = _read_index(index)[0].audio
                size = found[index].st_size + found[audio].st_size
            except (OSError, ValueError, KeyError, TypeError):
                continue
            clips.append(_Kept(index, audio, size, found[index].st_mtime))
            named |= {index, audio}
        old = time.time() - _SETTLED_S
        return clips, [path for path, stat in found.items() if path not in named and stat.st_mtime < old]


@dataclass(frozen=True, slots=True)
class _Kept:
    index: Path
    audio: Path
    size_bytes: int
    used_at: float


def _read_index(path: Path) -> tuple[StoredClip, str]:
    """Raises OSError, or ValueError, KeyError, TypeError where the file is damaged."""
    described = json.loads(path.read_bytes())
    if described["briefing"] != _FORMAT or not _OURS.fullmatch(described["audio"]):
        raise ValueError(described["audio"])
    return _stored(described, path.parent), described["sha256"]


def _stored(described: Mapping[str, Any], folder: Path) -> StoredClip:
    return StoredClip(
        audio=folder / described["audio"],
        format=str(described["format"]),
        sample_rate_hz=int(described["sample_rate_hz"]),
        duration_ms=int(described["duration_ms"]),
        words=tuple(
            WordTiming(start_ms=int(start), end_ms=int(end), text=str(text))
            for start, end, text in described["words"]
        ),
    )


def _remove(path: Path) -> None:
    with suppress(OSError):  # another process was faster, or (Windows) is reading it
        path.unlink()
