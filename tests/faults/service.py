"""A speech service as a program of its own, which can die: every third request is too much for it.

Run as `service.py KIND PORT LOG DIE_AFTER`: KIND is "openai" or "gtts"; LOG gets a line, in JSON, with every
text that was answered with sound, once its last byte is sent; after DIE_AFTER of them (0: never) the program
ends, as if by a power cut. Prints its port when it listens.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "gtts")]

from google_standin import _envelope, mp3_tone  # noqa: E402  (after the path)

from engines.sounds import sound  # noqa: E402


class Service(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, kind: str, port: int, log: Path, die_after: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.kind = kind
        self._log = log
        self._die_after = die_after
        self._lock = threading.Lock()
        self._requests = self._answered = 0

    def is_too_much(self) -> bool:
        with self._lock:
            self._requests += 1
            return self._requests % 3 == 0

    def answered(self, text: str) -> None:
        with self._lock:
            with self._log.open("a", encoding="utf-8") as log:
                log.write(json.dumps(text) + "\n")
            self._answered += 1
            if self._answered == self._die_after:
                os._exit(1)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65_536  # head and body in one piece: apart, each answer would take 40 ms (Nagle, delayed ACK)
    server: Service

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the base class calls it so)
        pass

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.is_too_much():
            self._send(429, b"{}")
            return
        if self.server.kind == "openai":
            asked = json.loads(body)
            text, data = asked["input"], sound("ok", asked["input"], asked["response_format"])
        else:
            text = json.loads(json.loads(parse_qs(body.decode())["f.req"][0])[0][0][1])[0]
            data = _envelope(mp3_tone(text))
        self._send(200, data)
        self.server.answered(text)

    def _send(self, status: int, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        if status == 429:
            self.send_header("Retry-After", "0")
        self.end_headers()
        self.wfile.write(data)
        self.wfile.flush()


if __name__ == "__main__":
    service = Service(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
    print(service.server_address[1], flush=True)
    service.serve_forever(0.02)
