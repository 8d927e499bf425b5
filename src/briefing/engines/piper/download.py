"""URL → file, whole and checked: a download that is cut or killed goes on where it was.

What has come stays in the part file, with the server's mark of that version (ETag) beside it; the rest is
asked for with Range and If-Range, so a file that changed meanwhile is begun anew. (RFC 9110, 13.1.5 and 14)
"""

from __future__ import annotations

import functools
import hashlib
import json
import random
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx

from briefing import __version__
from briefing.engines.answers import retry_after_s
from briefing.errors import EngineBusyError, EngineError, UsageError
from briefing.hosts import is_loopback

Progress = Callable[[int, int], None]
"""Is told how many bytes have come, and of how many (0: nobody knows)."""

_MAX_REDIRECTS = 5
_MOST_TRIES = 200
"""Even where each of them brings something."""
_HEADERS = {"User-Agent": f"briefing/{__version__}", "Accept-Encoding": "identity"}
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    url: str
    size_bytes: int | None = None
    md5: str | None = None
    at_most_bytes: int = 2_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    tries: int = 5
    """In a row that bring nothing."""
    first_wait_s: float = 1.0
    """Doubled with each; up to half of it is added by chance."""
    longest_wait_s: float = 30.0
    connect_s: float = 10.0
    silence_s: float = 30.0
    """Between two packets."""


USUAL = Patience()


class NotThereError(EngineError):
    """The server has no such file."""


class _CutError(Exception):
    """For now: trying again may help."""

    def __init__(self, why: str, wait_s: float | None = None, *, counts: int = 1) -> None:
        super().__init__(why)
        self.wait_s = wait_s
        self.counts = counts
        """As so many tries: where nobody is reached at all, patience is short."""


class _OtherVersionError(Exception):
    """What has come does not belong to what the server has now."""


def refuse_unsafe(url: str) -> None:
    """Only https, or http to this machine itself. Raises UsageError."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as exc:
        raise UsageError(f"{url} is no web address", why=str(exc)) from exc
    holds_password = parts.username is not None or parts.password is not None
    if parts.scheme == "https" and host and not holds_password:
        return
    if parts.scheme == "http" and is_loopback(host) and not holds_password:
        return
    why = "only https is fetched, so that nobody on the way can change it"
    if holds_password:
        why = "it holds a password"
    raise UsageError(f"refused to fetch {parts.scheme}://{host}{parts.path}", why=why)


def shown(address: str) -> str:
    """As it may be printed and kept: what stands behind "?" in a URL is often a key to the file."""
    return address.split("?", maxsplit=1)[0] if "://" in address else address


def download(
    wanted: Wanted, part: Path, *, progress: Progress | None = None, patience: Patience = USUAL
) -> None:
    """The whole file at `part`, of the size and hash that are wanted.

    Raises NotThereError; EngineBusyError where it can go on later; EngineError for a wrong size or hash (then
    nothing is left) and for a full disk; UsageError for an address that is refused.
    """
    refuse_unsafe(wanted.url)
    tell = progress or (lambda done, total: None)
    is_pieced = _fetch(wanted, part, tell, patience)
    if wanted.md5 is None or md5_of(part) == wanted.md5:
        _forget_version(part)
        return
    remove(part)
    if is_pieced:  # its beginning may have been another version's
        _fetch(wanted, part, tell, patience)
        if md5_of(part) == wanted.md5:
            _forget_version(part)
            return
        remove(part)
    raise EngineError(
        f"{shown(wanted.url)} is not what the catalogue says",
        why="its MD5 is another; what came was removed",
        hint="Type the same again later: the catalogue or the file may just be changing.",
    )


def md5_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def remove(part: Path) -> None:
    """A part file and what is known of it."""
    part.unlink(missing_ok=True)
    _forget_version(part)


def _fetch(wanted: Wanted, part: Path, progress: Progress, patience: Patience) -> bool:
    """Whether what is there now came in several pieces."""
    used, tried = 0, 0
    with _client(wanted.url, patience) as client:
        for _ in range(_MOST_TRIES):
            before = _size(part)
            if wanted.size_bytes is not None and before == wanted.size_bytes:
                return True
            try:
                return _once(client, wanted, part, progress) > 0
            except _OtherVersionError:
                remove(part)
                cut = _CutError("the file there has changed")
            except _CutError as exc:
                cut = exc
                if _size(part) > before:
                    used, tried = 0, 0
            used, tried = used + cut.counts, tried + 1
            if used >= patience.tries:
                break
            time.sleep(_wait_s(tried, cut.wait_s, patience))
    have = _size(part)
    raise EngineBusyError(
        f"cannot fetch {shown(wanted.url)}",
        why=f"{cut}; tried {tried} times in vain",
        hint=f"Type the same again: it goes on behind the {have / 1e6:.1f} MB that have come."
        if have
        else "Check the network and type the same again.",
    )


def _once(client: httpx.Client, wanted: Wanted, part: Path, progress: Progress) -> int:
    """One request, to the end of the file; where it went on from.

    Raises _CutError, _OtherVersionError, EngineError.
    """
    have, version = _size(part), _known_version(part, wanted.url)
    headers = {}
    if have and (version or wanted.md5):
        headers = {"Range": f"bytes={have}-", **({"If-Range": version} if version else {})}
    with _answer(client, wanted.url, headers) as response:
        start, total = _extent(response, have if headers else 0, wanted)
        _leave_room((total or 0) - start, part)
        if start == 0:
            _remember_version(part, wanted.url, response)
        with _disk_errors(part), part.open("ab" if start else "wb") as file:
            done = start
            progress(done, total or 0)
            for data in _body(response):
                done += len(data)
                if done > (total or wanted.at_most_bytes):
                    raise _wrong_size(wanted, f"more than {total or wanted.at_most_bytes:,} bytes come")
                file.write(data)
                file.flush()  # what a killed run leaves is all that came
                progress(done, total or 0)
        if total is not None and done < total:
            raise _CutError(f"the connection broke off at {done:,} of {total:,} bytes")
    return start


def _extent(response: httpx.Response, have: int, wanted: Wanted) -> tuple[int, int | None]:
    """Where this answer's bytes begin, and how long the whole file is."""
    length = response.headers.get("Content-Length", "")
    total = int(length) if length.isdigit() else None
    start = 0
    if response.status_code == 206:
        unit, _, extent = response.headers.get("Content-Range", "").partition(" ")
        place, _, whole = extent.partition("/")
        first = place.split("-")[0]
        if unit != "bytes" or not first.isdigit() or int(first) != have:
            raise _OtherVersionError
        start, total = have, int(whole) if whole.isdigit() else wanted.size_bytes
    elif response.status_code == 416:
        raise _OtherVersionError
    if wanted.size_bytes is not None:
        if total is not None and total != wanted.size_bytes:
            raise _wrong_size(wanted, f"it has {total:,} bytes, not {wanted.size_bytes:,}")
        total = wanted.size_bytes
    if total is not None and total > wanted.at_most_bytes:
        raise _wrong_size(wanted, f"it has {total:,} bytes")
    return start, total


def _wrong_size(wanted: Wanted, why: str) -> EngineError:
    return EngineError(
        f"{shown(wanted.url)} is not what was to be there",
        why=why,
        hint="Take another voice or another --from.",
    )


@contextmanager
def _answer(client: httpx.Client, url: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
    """The answer behind all redirects, each of which may lead only where a typed address may."""
    at = url
    try:
        for _ in range(_MAX_REDIRECTS + 1):
            with client.stream("GET", at, headers=headers) as response:
                if response.has_redirect_location:
                    at = urljoin(at, response.headers["Location"])
                    refuse_unsafe(at)
                    continue
                _refuse_failure(response, url)
                yield response
                return
    except (httpx.TransportError, httpx.StreamError) as exc:
        raise _CutError(_reason(exc, at), counts=2 if isinstance(exc, httpx.ConnectError) else 1) from exc
    except httpx.InvalidURL as exc:
        raise EngineError(
            f"cannot fetch {shown(url)}", why=f"it leads to {shown(at)}, which is no address"
        ) from exc
    raise EngineError(f"cannot fetch {shown(url)}", why=f"it redirects more than {_MAX_REDIRECTS} times")


def _refuse_failure(response: httpx.Response, url: str) -> None:
    status = response.status_code
    said = f"{urlsplit(url).hostname} says {status} {response.reason_phrase}".strip()
    if status in (404, 410):
        raise NotThereError(f"there is no {shown(url)}", why=said)
    if status in _AGAIN:
        raise _CutError(said, retry_after_s(response.headers.get("Retry-After")))
    if status not in (200, 206, 416):
        raise EngineError(f"cannot fetch {shown(url)}", why=said)
    coding = response.headers.get("Content-Encoding", "identity")
    if coding != "identity":
        raise EngineError(
            f"cannot fetch {shown(url)}", why=f"it comes packed ({coding}) though that was not asked"
        )


def _body(response: httpx.Response) -> Iterator[bytes]:
    try:
        yield from response.iter_raw()  # as it comes: chunks of a size would be lost where the line breaks
    except (httpx.TransportError, httpx.StreamError) as exc:
        raise _CutError(_reason(exc, str(response.url))) from exc


def _client(url: str, patience: Patience) -> httpx.Client:
    timeout = httpx.Timeout(patience.silence_s, connect=patience.connect_s)
    here = is_loopback(urlsplit(url).hostname or "")  # a proxy could not reach it
    return httpx.Client(
        headers=_HEADERS, timeout=timeout, follow_redirects=False, trust_env=not here, verify=_tls()
    )


@functools.cache
def _tls() -> ssl.SSLContext:
    """Made once: reading the certificates takes longer than fetching a small file."""
    return httpx.create_ssl_context()


def _reason(exc: Exception, url: str) -> str:
    host = urlsplit(url).hostname
    if isinstance(exc, httpx.TimeoutException):
        return f"{host} does not answer"
    text = str(exc).lower()
    if (
        "name" in text and ("resol" in text or "known" in text or "service" in text)
    ) or "getaddrinfo" in text:
        return f"no host {host} is known"
    if isinstance(exc, httpx.ConnectError):
        return f"{host} accepts no connection"
    return "the connection broke off"


def _wait_s(failures: int, asked_for_s: float | None, patience: Patience) -> float:
    doubled = patience.first_wait_s * float(2 ** max(0, failures - 1)) * (1 + random.random() / 2)
    return min(asked_for_s if asked_for_s is not None else doubled, patience.longest_wait_s)


# ------------------------------------------------------------------------------------------------ the disk


def _size(path: Path) -> int:
    with suppress(FileNotFoundError):
        return path.stat().st_size
    return 0


def _version_file(part: Path) -> Path:
    return part.with_name(f"{part.name}.version")


def _remember_version(part: Path, url: str, response: httpx.Response) -> None:
    etag = response.headers.get("ETag", "")
    _forget_version(part)
    if etag.startswith('"'):  # a weak one (W/"…") does not promise the same bytes
        with _disk_errors(part):
            _version_file(part).write_text(json.dumps({"url": url, "etag": etag}), encoding="utf-8")


def _known_version(part: Path, url: str) -> str | None:
    with suppress(OSError, ValueError, KeyError, TypeError):
        known = json.loads(_version_file(part).read_text(encoding="utf-8"))
        return str(known["etag"]) if known["url"] == url else None
    return None


def _forget_version(part: Path) -> None:
    _version_file(part).unlink(missing_ok=True)


def _leave_room(needed_bytes: int, part: Path) -> None:
    import shutil

    with _disk_errors(part):
        free = shutil.disk_usage(part.parent).free
    if needed_bytes > free:
        raise EngineError(
            f"there is no room in {part.parent}",
            why=f"{needed_bytes / 1e6:.0f} MB are to come, {free / 1e6:.0f} MB are free",
            hint="Make room, or set BRIEFING_PIPER_VOICES to another folder.",
        )


@contextmanager
def _disk_errors(part: Path) -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        raise EngineError(
            f"cannot write into {part.parent}",
            why=exc.strerror or str(exc),
            hint="Make room, or set BRIEFING_PIPER_VOICES to another folder; then type the same again.",
        ) from exc
