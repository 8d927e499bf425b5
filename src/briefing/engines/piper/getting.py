"""The name of a Piper voice, and where it is to come from → the voice, installed with its licence and hashes.

Everything is gathered in a hidden folder beside the voices and put in its place at the end, the model last:
a voice is there when its model is, so a run that is killed leaves none that is half there, and the next one
goes on with what has come.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from briefing import documents, files
from briefing.engines.piper import catalogue, store
from briefing.engines.piper.catalogue import CARD, Catalogue
from briefing.engines.piper.download import USUAL as USUAL_PATIENCE
from briefing.engines.piper.download import NotThereError, Patience, Wanted, download, md5_of, shown
from briefing.engines.piper.licence import licence_in
from briefing.engines.piper.model_file import with_lengths
from briefing.engines.piper.receipts import Receipt
from briefing.engines.piper.sources import Piece, Pieces, catalogue_address, is_url, listed, loose, unpack
from briefing.errors import EngineError, UsageError, failing_as

Watch = Callable[[str, int, int], None]
"""Is told what is being fetched, how much of it has come, and of how much (bytes; 0: nobody knows)."""
_STAGING = ".getting-"
_MOST_CARD_BYTES = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    receipt: Receipt
    model: Path
    card: str
    """Text of the model card; may be empty."""
    was_there: bool
    """Already, with the same hash: nothing was fetched."""


def get(
    name: str | None,
    source: str | None,
    *,
    folder: Path,
    now: datetime,
    watch: Watch = lambda what, done, total: None,
    show_card: Callable[[str], None] = lambda card: None,
    patience: Patience = USUAL_PATIENCE,
) -> Got:
    """Installs a voice into `folder`; `show_card` is told of its model card before the model is fetched.

    `source`: a catalogue, a model, a folder or a zip, here or at an address; None: piper's own catalogue.
    Raises UsageError for a name or a source that cannot be, EngineError where it cannot be had.
    """
    if name is not None and not store.is_name(name):
        raise UsageError(
            f"{name!r} cannot be the name of a voice", hint="Names look like en_US-lessac-medium."
        )
    address = catalogue_address(source)
    with failing_as(EngineError, f"cannot put a voice into {folder}"):
        folder.mkdir(parents=True, exist_ok=True)
        found = _catalogue_of(name, source, address, folder, now, patience) if address else None
        if found is not None:
            if name is None:
                raise UsageError("no voice is named", hint="Type: briefing voices get NAME")
            pieces = listed(name, found)
            with _alone(folder, pieces.name) as staging:
                return _install(pieces, staging, folder, now, watch, show_card, patience)
        assert source is not None
        if address is not None:
            source = f"{source.rstrip('/')}/{name}.onnx"
        with _alone(folder, name or "a-voice") as staging:
            pieces = _loose(name, source, staging, watch, patience)
            return _install(pieces, staging, folder, now, watch, show_card, patience)


def _catalogue_of(
    name: str | None, source: str | None, address: str, folder: Path, now: datetime, patience: Patience
) -> Catalogue | None:
    """None where an address of a folder was typed that has no catalogue: then the voice may lie in it."""
    try:
        return fetch_catalogue(source, folder=folder, now=now, patience=patience)
    except NotThereError:
        if name is None or source is None or address == source:
            raise
        return None


def fetch_catalogue(
    source: str | None, *, folder: Path, now: datetime, patience: Patience = USUAL_PATIENCE
) -> Catalogue:
    """The catalogue at `source` (None: piper's own), kept in `folder`. Raises UsageError, EngineError."""
    address = catalogue_address(source)
    if address is None:
        raise UsageError(f"{source} is no catalogue", hint="Give the address of voices.json.")
    if not is_url(address):
        data = Path(address).read_bytes()
        return catalogue.read(data, address=address, fetched_at=now)
    with _alone(folder, "catalogue") as staging:
        part = staging / "voices.json"
        part.unlink(missing_ok=True)  # it has no hash to tell whether an older beginning fits
        download(Wanted(url=address, at_most_bytes=catalogue.MAX_BYTES), part, patience=patience)
        data = part.read_bytes()
        found = catalogue.read(data, address=shown(address), fetched_at=now)
        catalogue.keep(data, found, folder)
        shutil.rmtree(staging, ignore_errors=True)
    return found


def remove(name: str, folder: Path) -> tuple[Path, ...]:
    """The files that were removed, the model first. Raises UsageError where there is no such voice."""
    found = {voice.name: voice for voice in store.installed(folder)}
    if name not in found:
        near = difflib.get_close_matches(name, found, n=1, cutoff=0.0)
        raise UsageError(
            f"no Piper voice `{name}` is installed in {folder}",
            hint=f"Did you mean `{near[0]}`?" if near else "Type: briefing voices",
        )
    gone = []
    with failing_as(EngineError, f"cannot remove {name}"):
        for path in _places(folder, name):
            if path.exists():
                path.unlink()
                gone.append(path)
        shutil.rmtree(folder / f"{_STAGING}{name}", ignore_errors=True)
    return tuple(gone)


def _places(folder: Path, name: str) -> tuple[Path, Path, Path, Path]:
    """Model, configuration, model card, receipt."""
    model = folder / f"{name}.onnx"
    return model, store.config_of(model), folder / f"{name}.{CARD}", folder / f"{name}.yaml"


def _loose(name: str | None, source: str, staging: Path, watch: Watch, patience: Patience) -> Pieces:
    if not source.split("?")[0].endswith(".zip"):
        return loose(name, source)
    archive = Path(source).expanduser()
    if is_url(source):
        archive = staging / "voice.zip"
        download(Wanted(url=source), archive, patience=patience, progress=lambda *n: watch("the archive", *n))
    unpack(archive, staging / "unpacked")
    if is_url(source):
        archive.unlink()
    return replace(loose(name, str(staging / "unpacked")), origin=source)


def _install(
    pieces: Pieces,
    staging: Path,
    folder: Path,
    now: datetime,
    watch: Watch,
    show_card: Callable[[str], None],
    patience: Patience,
) -> Got:
    model, config, card, receipt = (staging / place.name for place in _places(folder, pieces.name))
    _take(pieces.config, config, watch, patience)
    language = _checked_config(config, pieces)
    text = _card(pieces, card, watch, patience)
    show_card(text)
    there, *_ = _places(folder, pieces.name)
    was_there = _is_the_same(there, pieces.model)
    if was_there:
        model = there
    else:
        _take(pieces.model, model, watch, patience)
    _check_model(model, pieces)
    made = Receipt(
        name=pieces.name,
        language=language,
        source=shown(pieces.origin),
        fetched=now,
        licence=licence_in(text),
        checked=pieces.is_listed,
        size_bytes=model.stat().st_size,
        sha256=_sha256(model),
        md5=pieces.model.md5 or md5_of(model),
    )
    files.replace(receipt, documents.dump(made, comment="Written by `briefing voices get`.").encode())
    for path in (config, card, receipt, model):  # the model last
        if path.parent == staging and path.exists():
            os.replace(path, folder / path.name)  # noqa: PTH105  (the name says what matters)
    shutil.rmtree(staging, ignore_errors=True)  # Windows keeps the lock, which is open
    return Got(receipt=made, model=there, card=text, was_there=was_there)


def _take(piece: Piece, target: Path, watch: Watch, patience: Patience) -> None:
    """The file at `target`, of the size and hash that are known. Raises EngineError."""
    name = target.name
    if piece.is_remote:
        wanted = Wanted(url=piece.address, size_bytes=piece.size_bytes, md5=piece.md5)
        download(wanted, target, patience=patience, progress=lambda *bytes_: watch(name, *bytes_))
        return
    origin = Path(piece.address)
    if not origin.is_file():
        raise NotThereError(
            f"there is no {origin}", hint="A voice is NAME.onnx with NAME.onnx.json beside it."
        )
    watch(name, 0, origin.stat().st_size)
    shutil.copyfile(origin, target)
    watch(name, target.stat().st_size, target.stat().st_size)
    if piece.md5 and (target.stat().st_size != piece.size_bytes or md5_of(target) != piece.md5):
        target.unlink()
        raise EngineError(f"{origin} is not what the catalogue says", why="its size or MD5 is another")


def _card(pieces: Pieces, target: Path, watch: Watch, patience: Patience) -> str:
    if pieces.card is None:
        return ""
    try:
        _take(pieces.card, target, watch, patience)
    except NotThereError:
        if pieces.is_listed:
            raise
        return ""
    return target.read_bytes()[:_MOST_CARD_BYTES].decode("utf-8", errors="replace")


def _checked_config(path: Path, pieces: Pieces) -> str:
    """The voice's language. Raises EngineError where it is no configuration of a Piper voice."""
    try:
        found = json.loads(path.read_bytes())
        rate, ids = found["audio"]["sample_rate"], found["phoneme_id_map"]
        code = found.get("language", {}).get("code") or found["espeak"]["voice"]
        if not isinstance(rate, int) or not isinstance(ids, dict):
            raise ValueError("`sample_rate` or `phoneme_id_map` is of the wrong kind")
    except (ValueError, LookupError, TypeError, AttributeError) as exc:
        path.unlink()
        why = f"it has no `{exc.args[0]}`" if isinstance(exc, KeyError) else "it is not such a file at all"
        raise EngineError(
            f"{shown(pieces.config.address)} is no configuration of a Piper voice", why=why
        ) from exc
    return pieces.language if pieces.language != "und" else str(code).replace("_", "-")


def _check_model(path: Path, pieces: Pieces) -> None:
    try:
        with_lengths(path.read_bytes())
    except ValueError as exc:
        path.unlink()
        raise EngineError(f"{shown(pieces.model.address)} is no ONNX model", why=str(exc)) from exc


def _is_the_same(there: Path, piece: Piece) -> bool:
    if not there.is_file():
        return False
    if piece.md5:
        return there.stat().st_size == piece.size_bytes and md5_of(there) == piece.md5
    return (
        not piece.is_remote
        and Path(piece.address).is_file()
        and _sha256(there) == _sha256(Path(piece.address))
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _alone(folder: Path, name: str) -> Iterator[Path]:
    """The hidden folder that a voice is gathered in, while no other program is at work in it."""
    staging = folder / f"{_STAGING}{name}"
    staging.mkdir(parents=True, exist_ok=True)
    with (staging / "lock").open("wb") as lock:
        if not _locked(lock.fileno()):
            raise EngineError(
                f"another `briefing voices get` is just fetching {name}", hint="Wait for it to end."
            )
        try:
            yield staging
        finally:
            if all(path.name == "lock" for path in staging.glob("*")):  # nothing came to go on from
                shutil.rmtree(staging, ignore_errors=True)


def _locked(descriptor: int) -> bool:
    """Whether the file is ours now; the system lets go of it when the program ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
