"""voices.json → what can be had: the catalogue of Piper voices, with size and hash of every file.

The format is that of huggingface.co/rhasspy/piper-voices; the last one fetched is kept beside the voices.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from briefing import files
from briefing.engines.piper.store import is_name
from briefing.errors import EngineError

USUAL = "https://huggingface.co/rhasspy/piper-voices/resolve/main/voices.json"
CARD = "MODEL_CARD"
MAX_BYTES = 20_000_000
_KEPT = "catalogue.json"
_MD5 = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFile:
    path: str
    """Relative to the catalogue's own folder, with "/"."""
    size_bytes: int
    md5: str

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedVoice:
    name: str
    language: str
    """BCP 47."""
    speakers: int
    model: ListedFile
    config: ListedFile
    card: ListedFile | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    address: str
    """Of voices.json: a URL, or the path of a file here."""
    fetched_at: datetime
    voices: Mapping[str, ListedVoice]
    other_names: Mapping[str, str]
    """What a voice was called before → what it is called now."""

    def find(self, name: str) -> ListedVoice | None:
        return self.voices.get(name) or self.voices.get(self.other_names.get(name, ""))


def read(data: bytes, *, address: str, fetched_at: datetime) -> Catalogue:
    """Raises EngineError where it is no catalogue. A single entry that cannot be used is left out."""
    try:
        found = json.loads(data)
    except ValueError as exc:
        raise _no_catalogue(address, "it is not JSON") from exc
    if not isinstance(found, dict):
        raise _no_catalogue(address, "it is no list of voices by name")
    voices: dict[str, ListedVoice] = {}
    other_names: dict[str, str] = {}
    for name, entry in found.items():
        try:
            voices[name] = _voice(name, entry)
        except (LookupError, TypeError, ValueError, AttributeError):
            continue
        other_names.update((alias, name) for alias in entry.get("aliases") or () if isinstance(alias, str))
    if not voices:
        raise _no_catalogue(address, "it names no voice with size and md5_digest of its files")
    return Catalogue(address=address, fetched_at=fetched_at, voices=voices, other_names=other_names)


def keep(data: bytes, catalogue: Catalogue, folder: Path) -> None:
    """Beside the voices. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = {
        "address": catalogue.address,
        "fetched_at": catalogue.fetched_at.isoformat(timespec="seconds"),
        "voices": json.loads(data),
    }
    files.replace(folder / _KEPT, json.dumps(kept, ensure_ascii=False).encode())


def kept(folder: Path) -> Catalogue | None:
    """The last one that was fetched; None where there is none, or none that can be read."""
    try:
        found = json.loads((folder / _KEPT).read_bytes())
        return read(
            json.dumps(found["voices"]).encode(),
            address=str(found["address"]),
            fetched_at=datetime.fromisoformat(found["fetched_at"]),
        )
    except (OSError, ValueError, LookupError, TypeError, EngineError):
        return None


def _voice(name: str, entry: Mapping[str, Any]) -> ListedVoice:
    if not is_name(name):
        raise ValueError(name)
    listed = {}
    for path, about in entry["files"].items():
        one = ListedFile(path=_safe(path), size_bytes=int(about["size_bytes"]), md5=str(about["md5_digest"]))
        if one.size_bytes <= 0 or not _MD5.fullmatch(one.md5):
            raise ValueError(path)
        listed[one.name] = one
    return ListedVoice(
        name=name,
        language=str(entry["language"]["code"]).replace("_", "-"),
        speakers=int(entry.get("num_speakers", 1)),
        model=listed[f"{name}.onnx"],
        config=listed[f"{name}.onnx.json"],
        card=listed.get(CARD),
    )


def _safe(path: str) -> str:
    """Below the catalogue's folder, and nothing that a server or this machine reads otherwise."""
    parts = path.split("/")
    if any(part in ("", ".", "..") for part in parts) or re.search(r"[\\?#%:\x00-\x1f]", path):
        raise ValueError(path)
    return path


def _no_catalogue(address: str, why: str) -> EngineError:
    return EngineError(
        f"{address} is no catalogue of Piper voices",
        why=why,
        hint="Give voices.json, an .onnx file, a folder or a zip: briefing voices get NAME --from …",
    )
