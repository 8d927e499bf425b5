"""Utterance → its clip, if it was spoken before: a folder of sound files that survives a killed run.

A clip is two files in `KEY[:2]/`: the sound, `KEY.DIGEST.wav` or `.mp3`, and `KEY.json`, which names it. The
sound is written first and its name holds its own digest, so a crash between the two leaves a sound that
nothing names, and two processes that speak the same utterance at once never write to the same sound file:
the later `KEY.json` wins and both clips stay whole. Whatever was changed or cut on the disk no longer has its
digest and counts as not there.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from briefing import files
from briefing.errors import EngineError, UsageError
from briefing.model import Audio, Utterance, WordTiming
from briefing.speech import clip_folder
from briefing.speech.clip_folder import CLIP_FILE, Kept, remove, survey

MAX_BYTES = 1_000_000_000
"""About 150 episodes of eSpeak's WAV, 1,500 of Google's MP3."""
_SETTLED_S = 3600
"""Younger files are left alone when room is made: another process may be at work with them."""
_TURNS = 5
"""In which a clip is written: somebody may clear the folder at any moment."""
_FORMAT = 1
"""Of the two files and of the key."""
_NOT_HEARD = frozenset({"timeout", "parallel"})
"""Options of a voice that say how an engine is asked, not how it sounds: another value is the same clip."""
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(MB|GB)", re.IGNORECASE)
_UNITS = {"MB": 10**6, "GB": 10**9}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredClip:
    audio: Path
    format: str
    """"wav" or "mp3"."""
    sample_rate_hz: int
    duration_ms: int
    words: tuple[WordTiming, ...] = ()
    is_second: bool = False
    """It was asked for once more because the first seemed too short."""


def default_folder() -> Path:
    """$BRIEFING_CACHE, else `briefing/clips` in the user's cache folder."""
    if chosen := os.environ.get("BRIEFING_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("briefing", appauthor=False) / "clips"


def default_store() -> ClipStore:
    """The user's own, bounded by $BRIEFING_CACHE_SIZE. Raises UsageError where that is no size."""
    size = os.environ.get("BRIEFING_CACHE_SIZE", "").strip()
    if not size:
        return ClipStore(default_folder())
    found = _SIZE.fullmatch(size)
    if not found:
        raise UsageError(
            f"BRIEFING_CACHE_SIZE={size} is no size", hint="Write one such as 500 MB or 2 GB, or unset it."
        )
    return ClipStore(default_folder(), max_bytes=round(float(found[1]) * _UNITS[found[2].upper()]))


def key_of(engine: str, fingerprint: str, utterance: Utterance) -> str:
    """SHA-256 over everything that shapes the sound: another value in any such field is another clip."""
    seen = [_FORMAT, engine, fingerprint, _all_fields(utterance)]
    return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()


def _all_fields(value: object) -> object:
    if is_dataclass(value):
        return {f.name: _all_fields(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _all_fields(item) for key, item in value.items() if key not in _NOT_HEARD}
    if isinstance(value, tuple):
        return [_all_fields(item) for item in value]
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What clips take, with the files that name them."""

    clips: int
    size_bytes: int


class ClipStore:
    """Clips by key, in `folder`, up to about `max_bytes`; safe for several threads and processes."""

    def __init__(self, folder: Path, *, max_bytes: int = MAX_BYTES) -> None:
        self.folder = folder
        self.max_bytes = max_bytes
        self._in_use: set[str] = set()
        """Keys that this run has read or written: never removed to make room."""
        self._has_grown = False
        self._is_marked = False

    def get(self, key: str) -> StoredClip | None:
        """The clip of that key; None where there is none, or where it is damaged."""
        index = self._index(key)
        try:
            stored, digest = _read_index(index)
            self._mark()
            self._use(index)
            if hashlib.sha256(stored.audio.read_bytes()).hexdigest() != digest:
                return None
        except (OSError, ValueError, KeyError, TypeError):
            return None
        self._in_use.add(key)
        return stored

    def prepare(self) -> None:
        """Makes the folder; raises EngineError where nothing can be kept: before anything is paid for."""
        with self._kept():
            self._open()
            if not os.access(self.folder, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    def put(
        self, key: str, audio: Audio, duration_ms: int, *, is_second: bool = False, durable: bool = True
    ) -> StoredClip:
        """Keeps the clip; if `durable`, also should the power fail (it costs some ms: for what was paid for).

        Raises EngineError (disk full, folder not writable).
        """
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
            **({"is_second": True} if is_second else {}),
        }
        self._in_use.add(key)
        with self._kept():
            self._write(sound, audio.data, index, json.dumps(described).encode(), durable=durable)
        self._has_grown = True
        return _stored(described, index.parent)

    def keep(self, clip: StoredClip) -> bool:
        """Whether a clip got or put before is still there; it then counts as used just now."""
        with suppress(OSError):  # its name may be gone, its sound can be used all the same
            os.utime(self._index(clip.audio.name.split(".")[0]))
        return clip.audio.is_file()

    def drop(self, clip: StoredClip) -> None:
        """Forgets a clip: it has turned out to be wrong."""
        remove(self._index(clip.audio.name.split(".")[0]))
        remove(clip.audio)

    def make_room(self) -> None:
        """Removes the least recently used clips above `max_bytes`, and sounds that nothing names."""
        if not self._has_grown or not clip_folder.is_tagged(self.folder):
            return
        settled = min(time.time() - _SETTLED_S, clip_folder.others_since(self.folder))
        clips, strays = survey(self.folder)
        clip_folder.remove_leftovers(self.folder, strays, before=settled)
        total = sum(clip.size_bytes for clip in clips)
        for clip in sorted(clips, key=lambda clip: clip.used_at):
            if total <= self.max_bytes or clip.used_at >= settled:
                break
            if clip.index.stem not in self._in_use and clip_folder.remove_clip(clip):
                total -= clip.size_bytes

    def usage(self) -> Usage:
        """What is in the store now."""
        return _usage(survey(self.folder)[0])

    def clear(self) -> Usage:
        """Removes all clips but those that another program works with at this moment; says what it removed.

        Raises UsageError where the folder is none that we have made.
        """
        if not self.folder.exists():
            return Usage(clips=0, size_bytes=0)
        if not clip_folder.is_tagged(self.folder):
            raise UsageError(
                f"{self.folder} is no clip store",
                why="it has no CACHEDIR.TAG of ours",
                hint="Remove it by hand, or set BRIEFING_CACHE to the right folder.",
            )
        settled = clip_folder.others_since(self.folder)
        clips, strays = survey(self.folder)
        clip_folder.remove_leftovers(self.folder, strays, before=settled)
        removed = [clip for clip in clips if clip.used_at < settled and clip_folder.remove_clip(clip)]
        for folder in clip_folder.subfolders(self.folder):
            with suppress(OSError):  # not empty
                folder.rmdir()
        return _usage(removed)

    @staticmethod
    def _use(index: Path) -> None:
        """The least recently used go first. Raises FileNotFoundError where it has just been removed."""
        try:
            os.utime(index)
        except FileNotFoundError:
            raise
        except OSError:  # a store that can only be read, or another user's: its clips are good all the same
            pass

    def _index(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"

    @contextmanager
    def _kept(self) -> Iterator[None]:
        try:
            yield
        except OSError as exc:
            raise EngineError(
                f"a clip cannot be kept in {self.folder}",
                why=exc.strerror or str(exc),
                hint="Make room, or set BRIEFING_CACHE to another folder.",
            ) from exc

    def _write(self, sound: Path, data: bytes, index: Path, described: bytes, *, durable: bool) -> None:
        for turn in range(_TURNS):
            try:
                if turn or not self._is_marked:
                    self._open()
                    index.parent.mkdir(exist_ok=True)
                files.replace(sound, data, durable=durable)
                files.replace(index, described, durable=durable)
                return
            except FileNotFoundError:  # the first of its folder, or the folder was cleared at this moment
                if turn == _TURNS - 1:
                    raise

    def _open(self) -> None:
        clip_folder.tag(self.folder)
        self._mark()

    def _mark(self) -> None:
        clip_folder.mark(self.folder, anew=not self._is_marked)
        self._is_marked = True


def _usage(clips: Sequence[Kept]) -> Usage:
    return Usage(clips=len(clips), size_bytes=sum(clip.size_bytes for clip in clips))


def _read_index(path: Path) -> tuple[StoredClip, str]:
    """Raises OSError, or ValueError, KeyError, TypeError where the file is damaged."""
    described = json.loads(path.read_bytes())
    if described["briefing"] != _FORMAT or not CLIP_FILE.fullmatch(described["audio"]):
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
        is_second=bool(described.get("is_second")),
    )
