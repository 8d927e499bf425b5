"""An address as it was typed (path, URL or "-") → Source: the bytes, and what they are."""

from __future__ import annotations

import difflib
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from briefing.article.fetching.media_type import MAX_BYTES, media_type_of, refuse_what_is_no_text
from briefing.errors import ArticleError, failing_as
from briefing.model import Source

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?=://)")
_WEB_SCHEMES = ("http", "https")
_LOOKS_LIKE_A_SITE = re.compile(r"(www\.|[\w-]+(\.[\w-]+)+/)\S*", re.IGNORECASE)


def fetch(address: str, *, allow_local: bool = False, stdin: BinaryIO | None = None, now: datetime) -> Source:
    """Read the bytes at `address`: a file's path, an http(s) URL, or "-" for standard input.

    `allow_local` admits addresses of this machine and of private networks. `now` becomes `fetched_at`.
    Raises ArticleError: not there, not readable, empty, longer than 20 MB, no text, or an address that
    is refused.
    """
    charset: str | None = None
    declared: str | None = None
    scheme = _SCHEME.match(address)
    if not address.strip():
        raise ArticleError("no article is named", hint="Give a path, a web address, or - for standard input.")
    if address == "-":
        data = _read_stdin(stdin)
    elif scheme and scheme.group().lower() in _WEB_SCHEMES:
        from briefing.article.fetching.web import download  # httpx is loaded for URLs only

        answer = download(address, allow_local=allow_local)
        data, declared, charset = answer.data, answer.media_type, answer.charset
    elif scheme:
        raise ArticleError(
            f"cannot read {address}",
            why=f"only http and https are fetched, not {scheme.group().lower()}",
            hint="Give a web address or the path of a file.",
        )
    else:
        data = _read_file(address)

    name = "standard input" if address == "-" else address
    if not data.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n\f"):
        raise ArticleError(f"{name} is empty", hint="Give an article as text, Markdown or HTML.")
    refuse_what_is_no_text(data, name=name)
    media_type = media_type_of(data, address=address, declared=declared)
    return Source.of(data, address=address, media_type=media_type, fetched_at=now, charset=charset)


def _read_stdin(stdin: BinaryIO | None) -> bytes:
    with failing_as(ArticleError, "cannot read standard input"):
        data = (stdin or sys.stdin.buffer).read(MAX_BYTES + 1)
    return _not_too_long(data, name="standard input")


def _read_file(address: str) -> bytes:
    path = Path(address)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except IsADirectoryError as exc:
        raise ArticleError(
            f"{address} is a folder", why="one article at a time is read", hint=_first_article_in(path)
        ) from exc
    except (FileNotFoundError, NotADirectoryError) as exc:
        raise ArticleError(f"{address} was not found", hint=_nearest(address)) from exc
    except PermissionError as exc:
        raise ArticleError(
            f"cannot read {address}", why="permission denied", hint=f"Allow it with: chmod u+r '{address}'"
        ) from exc
    except (OSError, ValueError) as exc:  # ValueError: a NUL in the name
        why = getattr(exc, "strerror", None) or str(exc)
        raise ArticleError(f"cannot read {address!r}", why=why, hint="Give the path of a file.") from exc
    return _not_too_long(data, name=address)


def _not_too_long(data: bytes, *, name: str) -> bytes:
    if len(data) > MAX_BYTES:
        raise ArticleError(
            f"{name} is longer than {MAX_BYTES // 1_000_000} MB",
            why="an article is never that long",
            hint="Give the page of the article itself.",
        )
    return data


def _nearest(address: str) -> str:
    """What may have been meant by a path that leads nowhere."""
    if _LOOKS_LIKE_A_SITE.fullmatch(address) and not Path(address).parent.is_dir():
        return f"For a page on the web type https://{address}"
    path = Path(address)
    folder = path.parent
    if not folder.is_dir():
        return f"There is no folder {folder} either."
    try:
        names = sorted(entry.name for entry in folder.iterdir() if entry.is_file())
    except OSError:
        names = []
    near = difflib.get_close_matches(path.name, names, n=1)
    return f"Did you mean {folder / near[0]}?" if near else "Check the path."


def _first_article_in(folder: Path) -> str:
    try:
        names = sorted(
            e.name for e in folder.iterdir() if e.suffix.lower() in {".html", ".htm", ".txt", ".md"}
        )
    except OSError:
        names = []
    return f"For instance: {folder / names[0]}" if names else "Give the path of a file in it."
