"""A server of Piper voices on the loopback, which answers as it is told: whole, cut, wrong or not at all."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any

Play = Callable[["Handler", bytes], None]


class CatalogueStandin:
    """`files` by path; `plays` by path are used up one by one, then the file is simply served."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.plays: dict[str, list[Play]] = {}
        self.asked: list[tuple[str, str | None]] = []
        """Path and Range of every request."""
        self.has_etags = True
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.standin = self  # type: ignore[attr-defined]  # for the handler
        self.ending = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/main"

    def add(self, model: Path, **changes: Any) -> dict[str, Any]:
        """The voice's files, as the catalogue lists them; returns its entry, which may be changed."""
        name = model.stem
        code, speaker, quality = name.split("-")
        folder = f"{code.split('_')[0]}/{code}/{speaker}/{quality}"
        files = {
            f"{folder}/{name}.onnx": model.read_bytes(),
            f"{folder}/{name}.onnx.json": Path(f"{model}.json").read_bytes(),
            f"{folder}/MODEL_CARD": (model.parent / "MODEL_CARD").read_bytes(),
        }
        self.files.update({f"/main/{path}": data for path, data in files.items()})
        entry = {
            "key": name,
            "name": speaker,
            "language": {"code": code, "family": code.split("_")[0]},
            "quality": quality,
            "num_speakers": 1,
            "files": {
                path: {
                    "size_bytes": len(data),
                    "md5_digest": hashlib.md5(data, usedforsecurity=False).hexdigest(),
                }
                for path, data in files.items()
            },
            "aliases": [],
        }
        self.list({**self.listed(), name: {**entry, **changes}})
        return entry

    def listed(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.files.get("/main/voices.json", b"{}"))
        return found

    def list(self, entries: dict[str, Any]) -> None:
        self.files["/main/voices.json"] = json.dumps(entries).encode()

    def play(self, ending: str, *plays: Play) -> None:
        """For the one file whose path ends so."""
        (path,) = [path for path in self.files if path.endswith(ending)]
        self.plays[path] = list(plays)

    def asked_for(self, ending: str) -> list[str | None]:
        """The Range of every request for that file."""
        return [extent for path, extent in self.asked if path.split("?")[0].endswith(ending)]

    def __enter__(self) -> CatalogueStandin:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.ending.set()
        self._server.shutdown()
        self._server.server_close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def standin(self) -> CatalogueStandin:
        found: CatalogueStandin = self.server.standin  # type: ignore[attr-defined]  # set above
        return found

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        self.standin.asked.append((self.path, self.headers.get("Range")))
        self.close_connection = True
        if path not in self.standin.files:
            self.fail(404)
            return
        plays = self.standin.plays.get(path)
        (plays.pop(0) if plays else whole)(self, self.standin.files[path])

    def fail(self, status: int, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def start(self, data: bytes, *, ranges: bool = True, length: int | None = None) -> bytes:
        """Head of an answer; what its body is."""
        begin = 0
        asked, etag = self.headers.get("Range"), etag_of(data)
        if_range = self.headers.get("If-Range")
        if ranges and asked and if_range in (None, etag):
            begin = int(asked.removeprefix("bytes=").split("-")[0])
            if begin >= len(data):
                self.fail(416, Content_Range=f"bytes */{len(data)}")
                return b""
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {begin}-{len(data) - 1}/{len(data)}")
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(length if length is not None else len(data) - begin))
        if self.standin.has_etags:
            self.send_header("ETag", etag)
        self.send_header("Connection", "close")
        self.end_headers()
        return data[begin:]

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the base class calls it so)
        pass


def etag_of(data: bytes) -> str:
    return f'"{hashlib.sha256(data).hexdigest()[:16]}"'


# ---------------------------------------------------------------------------------------------- what it plays


def whole(handler: Handler, data: bytes) -> None:
    handler.wfile.write(handler.start(data))


def cut(handler: Handler, data: bytes) -> None:
    """Half of what is left, then the connection is closed."""
    body = handler.start(data)
    handler.wfile.write(body[: len(body) // 2])


def cut_at_once(handler: Handler, data: bytes) -> None:
    handler.start(data)


def without_ranges(handler: Handler, data: bytes) -> None:
    handler.wfile.write(handler.start(data, ranges=False))


def without_length(handler: Handler, data: bytes) -> None:
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.wfile.write(data)


def other_bytes(handler: Handler, data: bytes) -> None:
    """As many, but others."""
    handler.wfile.write(handler.start(bytes(len(data)), ranges=False))


def other_rest(handler: Handler, data: bytes) -> None:
    """Goes on where it is asked to, but with other bytes."""
    handler.wfile.write(bytes(len(handler.start(data))))


def longer(handler: Handler, data: bytes) -> None:
    handler.wfile.write(handler.start(data + b"more", ranges=False))


def endless(handler: Handler, data: bytes) -> None:
    """No length is told, and more comes than there is."""
    without_length(handler, data + b"more")


def web_page(handler: Handler, data: bytes) -> None:
    handler.wfile.write(handler.start(b"<!doctype html><title>Log in</title>", ranges=False))


def hang(handler: Handler, data: bytes) -> None:
    handler.standin.ending.wait(20)


def hang_in_the_middle(handler: Handler, data: bytes) -> None:
    body = handler.start(data)
    handler.wfile.write(body[: len(body) // 2])
    handler.wfile.flush()
    handler.standin.ending.wait(20)


def failing(status: int, **headers: str) -> Play:
    return lambda handler, data: handler.fail(status, **headers)


def redirect(to: str) -> Play:
    return failing(302, Location=to)


def packed(handler: Handler, data: bytes) -> None:
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)
