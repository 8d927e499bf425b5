"""What was typed behind --from → which files make the voice, and where each of them is."""

from __future__ import annotations

import difflib
import shutil
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from briefing.engines.piper import catalogue
from briefing.engines.piper.catalogue import CARD, Catalogue, ListedFile
from briefing.engines.piper.store import is_name, language_of
from briefing.errors import EngineError, UsageError

_MAX_UNPACKED_BYTES = 2_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A file that belongs to a voice."""

    address: str
    """A URL, or the path of a file here."""
    size_bytes: int | None = None
    """None: nobody says."""
    md5: str | None = None

    @property
    def is_remote(self) -> bool:
        return is_url(self.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A voice as it can be had."""

    name: str
    language: str
    """BCP 47; "und": nobody says."""
    model: Piece
    config: Piece
    card: Piece | None
    origin: str
    """Where it comes from, for the record."""
    is_listed: bool
    """In a catalogue, with size and hash; else the card may be missing as well."""


def is_url(address: str) -> bool:
    return "://" in address


def catalogue_address(source: str | None) -> str | None:
    """Where voices.json is, if `source` means a catalogue; None where it means a voice. Raises UsageError."""
    if source is None:
        return catalogue.USUAL
    if is_url(source):
        try:
            path = urlsplit(source).path
        except ValueError as exc:
            raise UsageError(f"{source} is no web address", why=str(exc)) from exc
        if path.endswith((".onnx", ".zip")):
            return None
        return source if path.endswith(".json") else urljoin(f"{source.rstrip('/')}/", "voices.json")
    path_here = Path(source).expanduser()
    if path_here.is_dir():
        listed = path_here / "voices.json"
        return str(listed) if listed.is_file() else None
    if not path_here.is_file():
        raise UsageError(f"there is no {source}", hint="Give --from a file, a folder or an https address.")
    return str(path_here) if path_here.name.endswith(".json") else None


def listed(name: str, found: Catalogue) -> Pieces:
    """Raises UsageError for a name that the catalogue has not."""
    voice = found.find(name)
    if voice is None:
        near = difflib.get_close_matches(name, [*found.voices, *found.other_names], n=1, cutoff=0.0)
        raise UsageError(f"there is no Piper voice `{name}`", hint=f"Did you mean `{near[0]}`?")

    def piece(one: ListedFile) -> Piece:
        if is_url(found.address):
            address = urljoin(found.address, quote(one.path))
        else:
            address = str(Path(found.address).parent / one.path)
        return Piece(address=address, size_bytes=one.size_bytes, md5=one.md5)

    return Pieces(
        name=voice.name,
        language=voice.language,
        model=piece(voice.model),
        config=piece(voice.config),
        card=piece(voice.card) if voice.card else None,
        origin=piece(voice.model).address,
        is_listed=True,
    )


def loose(name: str | None, source: str) -> Pieces:
    """A model by its own address or path, or the one in a folder; its configuration lies beside it."""
    model = source if is_url(source) else str(_model_in(Path(source).expanduser(), name))
    stem = unquote(urlsplit(model).path).rsplit("/", 1)[-1] if is_url(model) else Path(model).name
    called = name or stem.removesuffix(".onnx")
    if not is_name(called):
        raise UsageError(
            f"{called!r} cannot be the name of a voice",
            hint="Letters, digits, _ and - only, such as en_US-lessac-medium.",
        )
    if is_url(model):
        parts = urlsplit(model)
        config = urlunsplit(parts._replace(path=f"{parts.path}.json"))
        card = urlunsplit(parts._replace(path=urljoin(parts.path, CARD)))
    else:
        config = f"{model}.json"
        own = Path(model).with_name(f"{stem.removesuffix('.onnx')}.{CARD}")
        card = str(own if own.is_file() else own.with_name(CARD))
    return Pieces(
        name=called,
        language=language_of(called) or "und",
        model=Piece(address=model),
        config=Piece(address=config),
        card=Piece(address=card),
        origin=model,
        is_listed=False,
    )


def unpack(archive: Path, into: Path) -> None:
    """The files of a zip that a voice is made of, without the folders they lie in. Raises EngineError."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    try:
        with zipfile.ZipFile(archive) as opened:
            left = _MAX_UNPACKED_BYTES
            for member in opened.infolist():
                name = member.filename.replace("\\", "/").rsplit("/", 1)[-1]
                if not name.endswith((".onnx", ".onnx.json", CARD)) or name.startswith("."):
                    continue
                left -= member.file_size
                if left < 0:
                    raise EngineError(f"{archive} is not a voice", why="it unpacks to more than 2 GB")
                with opened.open(member) as packed, (into / name).open("wb") as file:
                    shutil.copyfileobj(packed, file)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as exc:
        raise EngineError(f"{archive} is no zip file that can be opened", why=str(exc)) from exc


def _model_in(path: Path, name: str | None) -> Path:
    """The .onnx itself, or the one in a folder that has the name, or the only one."""
    if path.is_file():
        if path.suffix != ".onnx":
            raise UsageError(
                f"{path} is no Piper voice",
                hint="Give an .onnx file, a folder or a zip with one, or a catalogue (voices.json).",
            )
        return path
    models = sorted(path.rglob("*.onnx"))
    chosen = [model for model in models if model.stem == name] or models
    if len(chosen) != 1:
        names = ", ".join(model.stem for model in models[:5])
        why = f"it holds {len(models)} voices: {names}" if models else "it holds no .onnx file"
        raise UsageError(f"{path} does not say which voice", why=why, hint="Give the .onnx file itself.")
    return chosen[0]
