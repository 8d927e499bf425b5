"""A chat-completions server on the loopback that answers as each test wants and keeps what it was sent."""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

Behaviour = Callable[["Exchange"], None]


class Exchange:
    """One request, and the ways to answer it."""

    def __init__(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        self._handler = handler
        self.path = handler.path
        self.headers = dict(handler.headers)
        self.request = json.loads(body)
        self.material = json.loads(self.request["messages"][1]["content"])

    @property
    def sentences(self) -> list[str]:
        return [one["id"] for one in self.material["sentences"]]

    @property
    def quotes(self) -> list[str]:
        return [one["id"] for one in self.material["quotes"]]

    def send(self, data: bytes, status: int = 200, **headers: str) -> None:
        self._handler.send_response(status)
        sent = {"Content-Type": "application/json", "Content-Length": str(len(data))}
        sent.update({name.replace("_", "-"): value for name, value in headers.items()})
        for name, value in sent.items():
            self._handler.send_header(name, value)
        self._handler.end_headers()
        with suppress(OSError):  # the client may have seen enough
            self._handler.wfile.write(data)

    def write(self, content: object, **more: Any) -> None:
        """A whole completion with `content` as its message; what is no text is written as JSON."""
        text = content if isinstance(content, str) else json.dumps(content)
        message = {"role": "assistant", "content": text, **more.pop("message", {})}
        choice = {"index": 0, "finish_reason": "stop", "message": message, **more.pop("choice", {})}
        completion = {"id": "c1", "object": "chat.completion", "model": "m", "choices": [choice], **more}
        self.send(json.dumps(completion).encode())

    def choose(self, sentences: object, quotes: object) -> None:
        self.write({"sentences": sentences, "quotes": quotes})

    def raw(self, *pieces: bytes, pause_s: float = 0) -> None:
        """Bytes without any help, with a pause after each."""
        with suppress(OSError):
            for piece in pieces:
                self._handler.wfile.write(piece)
                self._handler.wfile.flush()
                time.sleep(pause_s)

    def hang_up(self) -> None:
        self._handler.connection.shutdown(socket.SHUT_RDWR)


class ModelStandin:
    def __init__(self) -> None:
        self.behaviour: Behaviour = lambda exchange: exchange.choose([], [])
        self.exchanges: list[Exchange] = []
        standin = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                exchange = Exchange(self, self.rfile.read(int(self.headers["Content-Length"])))
                standin.exchanges.append(exchange)
                standin.behaviour(exchange)

            def do_GET(self) -> None:
                raise AssertionError("nobody asks that")

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the base class names it)
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                """Who asks may hang up at any moment; anything else is told."""
                if not isinstance(sys.exception(), ConnectionError):
                    super().handle_error(request, client_address)  # type: ignore[arg-type]  # as it came

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> ModelStandin:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
