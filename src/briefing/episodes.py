"""episodes/: the one module that knows the names of the files in there."""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import re
import shutil
import tempfile
import unicodedata
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from briefing import documents, files
from briefing.errors import ArticleError, BriefingError, MixError, UsageError
from briefing.model import Article, Episode, LineTime, Origin, Show, SoundFormat, Source

_SUFFIXES = {"text/html": ".html", "text/markdown": ".md"}
_STAMP = re.compile(
    rb"# Made by briefing\. Edit it as you like: your changes are kept\. \[([0-9a-f]{16})\]\n"
)
_SLUG_CHARACTERS = 60  # names stay under 255 bytes with four-byte letters and a date


@dataclass(frozen=True, slots=True)
class EpisodeFolder:
    """One episode's folder."""

    path: Path

    @property
    def slug(self) -> str:
        return self.path.name

    @property
    def script(self) -> Path:
        return self.path / "script.yaml"

    def sound_as(self, form: SoundFormat) -> Path:
        return self.path / f"episode.{form}"

    @property
    def sound(self) -> Path:
        """The finished sound; of an episode that has none yet, where its MP3 will be."""
        paths = [self.sound_as(form) for form in SoundFormat]
        return next((path for path in paths if path.exists()), paths[0])

    @property
    def cover(self) -> Path:
        return self.path / "cover.jpg"

    @property
    def picture(self) -> Path:
        """What `briefing look` draws."""
        return self.path / "sound.png"

    @property
    def transcript_vtt(self) -> Path:
        return self.path / "transcript.vtt"

    @property
    def transcript_srt(self) -> Path:
        return self.path / "transcript.srt"

    @property
    def transcript_html(self) -> Path:
        return self.path / "transcript.html"

    @property
    def transcript_json(self) -> Path:
        return self.path / "transcript.json"

    @property
    def transcript_txt(self) -> Path:
        return self.path / "transcript.txt"

    @property
    def chapters(self) -> Path:
        return self.path / "chapters.json"

    @property
    def record(self) -> Path:
        return self.path / "episode.yaml"

    def article(self, number: int) -> Path:
        return self.path / f"article-{number}.yaml"

    def source(self, number: int, media_type: str) -> Path:
        return self.path / f"source-{number}{_SUFFIXES.get(media_type, '.txt')}"


# --------------------------------------------------------------------------- text that a person may edit


def write_editable(path: Path, text: str) -> None:
    """Write `text` under a line that lets `is_edited` tell later whether a person has changed it."""
    body = text.encode()
    files.replace(path, _stamp(body) + body)


def is_edited(path: Path) -> bool:
    """Whether the file is there and is not, to the letter, what the program wrote."""
    try:
        data = files.read(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:  # what cannot be read is not ours to write over
        return True
    match = _STAMP.match(data)
    return match is None or _stamp(data[match.end() :]) != match.group()


def _stamp(body: bytes) -> bytes:
    digest = hashlib.sha256(body).hexdigest()[:16]
    return f"# Made by briefing. Edit it as you like: your changes are kept. [{digest}]\n".encode()


# ------------------------------------------------------------------------------------------ the folder


def folder_for(root: Path, day: date, articles: Sequence[Article]) -> EpisodeFolder:
    """The folder of these articles on this day: the one that is there, else a new name (not made yet).

    Raises ArticleError where a folder of that name holds an article.yaml that cannot be read.
    """
    wanted = _identities([article.origin for article in articles])
    base = f"{day.isoformat()}-{slug(articles[0].title)}"
    same_day = sorted(path for path in root.glob(f"{day.isoformat()}-*") if path.is_dir())
    for path in same_day:
        if _identities(_origins(EpisodeFolder(path), expected=path.name.startswith(base))) == wanted:
            return EpisodeFolder(path)
    taken = {path.name for path in same_day}
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return EpisodeFolder(root / name)


def save_articles(
    folder: EpisodeFolder, pairs: Sequence[tuple[Source, Article]], *, keep_edited: bool
) -> tuple[Article, ...]:
    """Write sources and articles; a new folder appears with all of them inside, or not at all.

    Gives back the articles as they stand there now: where a person has corrected one by hand, all are kept.
    Raises OSError.
    """
    if folder.path.is_dir():
        if keep_edited and any(is_edited(path) for path in _article_paths(folder)):
            return load_articles(folder)
        files.remove_abandoned(folder.path)
        _write_articles(folder, pairs)
    else:
        folder.path.parent.mkdir(parents=True, exist_ok=True)
        files.remove_abandoned(folder.path.parent)
        unfinished = Path(
            tempfile.mkdtemp(prefix=f".{os.getpid()}-", suffix=files.ABANDONED, dir=folder.path.parent)
        )
        try:
            unfinished.chmod(0o777 & ~files.UMASK)  # mkdtemp makes 0700
            _write_articles(EpisodeFolder(unfinished), pairs)
            unfinished.rename(folder.path)
        except BaseException as exc:
            shutil.rmtree(unfinished, ignore_errors=True)
            if isinstance(exc, OSError) and _has_come(folder, pairs):
                return save_articles(folder, pairs, keep_edited=keep_edited)
            raise
    return tuple(article for _, article in pairs)


def _has_come(folder: EpisodeFolder, pairs: Sequence[tuple[Source, Article]]) -> bool:
    """Whether another run on the same articles has made the folder meanwhile."""
    wanted = _identities([article.origin for _, article in pairs])
    return folder.path.is_dir() and _identities(_origins(folder, expected=False)) == wanted


def remove_abandoned(folder: EpisodeFolder, root: Path) -> None:
    """What killed runs have left unfinished in the folder, and in `root`: the show's cover, cast.yaml."""
    for place in (folder.path, root):
        files.remove_abandoned(place)


def _write_articles(folder: EpisodeFolder, pairs: Sequence[tuple[Source, Article]]) -> None:
    for number, (source, article) in enumerate(pairs, 1):
        files.replace(folder.source(number, source.origin.media_type), source.data)
        write_editable(folder.article(number), documents.dump(article))


def save_script(folder: EpisodeFolder, text: str) -> None:
    """Write script.yaml; one that a person edited stays beside it as script.yaml~. Raises OSError."""
    if is_edited(folder.script):
        files.replace(folder.script.with_name(f"{folder.script.name}~"), folder.script.read_bytes())
    write_editable(folder.script, text)


def load_articles(folder: EpisodeFolder, names: Sequence[str] | None = None) -> tuple[Article, ...]:
    """The articles of an episode, those named in its script or all. Raises ArticleError."""
    paths = [folder.path / name for name in names] if names is not None else _article_paths(folder)
    return tuple(documents.read(Article, path, error=ArticleError) for path in paths)


def source_of(folder: EpisodeFolder, name: str, article: Article) -> Source | None:
    """The bytes from which the article in the file `name` was read; None where they are gone."""
    number = Path(name).stem.rpartition("-")[2]
    if not number.isdigit():
        return None
    try:
        data = folder.source(int(number), article.origin.media_type).read_bytes()
    except OSError:
        return None
    return Source(data=data, origin=article.origin)


def _article_paths(folder: EpisodeFolder) -> list[Path]:
    return sorted(folder.path.glob("article-*.yaml"), key=lambda path: (len(path.name), path.name))


def _origins(folder: EpisodeFolder, *, expected: bool) -> list[Origin]:
    try:
        return [article.origin for article in load_articles(folder)]
    except ArticleError as exc:
        if expected:  # else a second episode would be made beside the one with the mistyped line
            exc.hint = exc.hint or f"Mend it, or remove {folder.path} to make the episode anew."
            raise
        return []


def _identities(origins: Sequence[Origin]) -> list[str]:
    """A path means the same file however it is written; standard input is known by its bytes."""
    return [
        origin.sha256 if origin.address == "-"
        else origin.address if "://" in origin.address
        else str(Path(origin.address).resolve())
        for origin in origins
    ]  # fmt: skip


def slug(title: str) -> str:
    """The title as a name of a folder: letters and digits of any script, joined by hyphens."""
    plain = unicodedata.normalize("NFKC", title).lower()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+", plain)
    short = ""
    for word in words:
        if short and len(short) + 1 + len(word) > _SLUG_CHARACTERS:
            break
        short = f"{short}-{word}" if short else word[:_SLUG_CHARACTERS]
    try:
        os.fsencode(short)
    except UnicodeEncodeError:  # a locale from before UTF-8
        short = ""
    return short or "briefing"


def find(root: Path, name: str) -> EpisodeFolder:
    """The episode that a person means: a folder, a file inside it, its name in episodes/, or "latest".

    Raises UsageError with the nearest name.
    """
    with suppress(OSError):  # the name may be longer than the system takes
        path = Path(name)
        folder = EpisodeFolder(path.parent if path.is_file() else path)
        if _article_paths(folder):
            return folder
    there = all_in(root)
    if name == "latest" and there:
        return max(there, key=lambda folder: folder.script.stat().st_mtime if folder.script.exists() else 0)
    for folder in there:
        if folder.slug == name.rstrip("/"):
            return folder
    near = difflib.get_close_matches(name, [folder.slug for folder in there], n=1, cutoff=0.3)
    hint = f"Did you mean `{near[0]}`?" if near else "Type: briefing list"
    raise UsageError(f"there is no episode `{name}` in {root}", hint=hint)


def all_in(root: Path) -> tuple[EpisodeFolder, ...]:
    """All episodes, the oldest first."""
    folders = (EpisodeFolder(path) for path in sorted(root.glob("[0-9]*")) if path.is_dir())
    return tuple(folder for folder in folders if _article_paths(folder))


# ------------------------------------------------------------------------------------------- cast.yaml


def cast_file(root: Path) -> Path:
    return root / "cast.yaml"


def load_cast(root: Path) -> Mapping[str, Mapping[str, str]]:
    """Voice profile → who was quoted → the voice that read them. Raises UsageError with file and line."""
    path = cast_file(root)
    return documents.read_table(Mapping[str, str], path, error=UsageError) if path.exists() else {}


def save_cast(root: Path, read_by: Mapping[str, Mapping[str, str]]) -> None:
    """Adds to what stands there, by whomever, without losing any of it. Raises OSError or UsageError."""
    known = load_cast(root)
    if all(known.get(profile, {}).items() >= voices.items() for profile, voices in read_by.items()):
        return
    path = cast_file(root)
    root.mkdir(parents=True, exist_ok=True)
    with files.locked(path):
        known = load_cast(root)
        merged = {name: {**known.get(name, {}), **read_by.get(name, {})} for name in {**known, **read_by}}
        files.replace(path, documents.dump(merged, comment=_CAST_COMMENT).encode())


_CAST_COMMENT = """\
Who was quoted, and the voice of the profile's `cast` that reads them from now on: never their own voice.
Edit it as you like; whoever you take out is given a voice anew."""


# -------------------------------------------------------------------------------- episode.yaml, show.yaml


def save_cover(folder: EpisodeFolder, jpeg: bytes) -> None:
    """Raises OSError."""
    files.replace(folder.cover, jpeg)


def save_record(folder: EpisodeFolder, episode: Episode) -> None:
    """What is known of the finished episode; sound that it had in another format goes. Raises OSError."""
    files.replace(folder.record, documents.dump(episode).encode())
    for form in SoundFormat:
        if form != episode.sound.format:
            folder.sound_as(form).unlink(missing_ok=True)


def load_record(folder: EpisodeFolder) -> Episode | None:
    """What is known of the finished episode; None when it was never finished. Raises BriefingError."""
    if not folder.record.exists():
        return None
    try:
        return documents.read(Episode, folder.record, error=BriefingError)
    except BriefingError as exc:
        exc.hint = f"Remove that file and type: briefing speak {folder.path}"
        raise


def line_times(folder: EpisodeFolder) -> tuple[LineTime, ...]:
    """Where every spoken line is heard in the sound, in their order, with its text when it was spoken.

    Raises MixError where the episode has no transcript.json, or one that is not ours.
    """
    path = folder.transcript_json
    try:
        return tuple(
            LineTime(
                segment=int(line["segment"]),
                line=int(line["line"]),
                start_ms=round(line["startTime"] * 1000),
                end_ms=round(line["endTime"] * 1000),
                speaker=str(line["speaker"]),
                text=str(line["body"]),
            )
            for line in json.loads(files.read(path))["lines"]
        )
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError) as exc:
        why = exc.strerror if isinstance(exc, OSError) else "it is not as the mix writes it"
        raise MixError(
            f"the times of the lines cannot be read from {path}",
            why=why or str(exc),
            hint=f"Type: briefing speak {folder.path}",
        ) from exc


def guid_of(folder: EpisodeFolder) -> str:
    """The episode's identity in a feed: it never changes, however often the episode is made again."""
    record = load_record(folder)
    return record.guid if record else str(uuid.uuid5(_NAMESPACE, folder.slug))


_NAMESPACE = uuid.UUID("5c1d2a0e-5a3f-4c57-9e0e-0c8f3b6f7d11")  # our own, chosen once


def show_file(root: Path) -> Path:
    return root / "show.yaml"


def show_cover(root: Path) -> Path:
    """Artwork of the show that the program makes."""
    return root / "cover.jpg"


def load_show(root: Path) -> Show:
    """What show.yaml says; the defaults where there is none. Raises UsageError with file and line."""
    path = show_file(root)
    return documents.read(Show, path, error=UsageError) if path.exists() else Show()
