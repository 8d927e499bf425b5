"""A stand-in of POST /v1/audio/speech on the loopback, as OpenAI, Kokoro-FastAPI, LocalAI and others have it.

Sound is sent in chunks, and a WAV with no length in its header, because it is sent while it is made.
"""

from __future__ import annotations

import json
import socket
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from engines.sounds import FAULTS, sound


@dataclass(frozen=True)
class Call:
    text: str
    voice: str
    model: str
    format: str
    speed: float | None
    body: dict[str, Any]
    key: str | None
    """What stood behind "Bearer"."""
    path: str


class OpenaiStandin:
    """`answers` holds what the next calls get, oldest first; `always` is for when it is empty.

    A number is an HTTP status. "ok"; "html", "json" and "empty" instead of sound; those of
    `engines.sounds.FAULTS`; "cut": the connection ends in the middle; "cut sound": the answer is whole and
    its WAV has half of what its header says; "hang"; "drip": a byte at a time, without end; "drop": no answer
    at all; "redirect": to another path of this server.
    """

    def __init__(self) -> None:
        self.answers: list[str | int] = []
        self.always: str | int = "ok"
        self.retry_after: str | None = None
        self.message = "stand-in says no"
        """In the error that comes with an HTTP status."""
        self.voices: object = {"voices": ["af_heart", "bm_george"]}
        """The answer to GET /v1/audio/voices; None: there is no such path."""
        self.calls: list[Call] = []
        self.asked_for_voices = 0
        self.released = threading.Event()
        """Set at the end: calls that hang are let go."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.standin = self  # type: ignore[attr-defined]  # how a handler finds it
        self._server.daemon_threads = True

    def __enter__(self) -> OpenaiStandin:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """What a profile writes for `base_url`."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def texts(self) -> list[str]:
        return [call.text for call in self.calls]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65_536  # head and body in one piece: apart, each answer would take 40 ms (Nagle, delayed ACK)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the base class calls it so)
        pass

    def do_GET(self) -> None:
        standin: OpenaiStandin = self.server.standin  # type: ignore[attr-defined]
        standin.asked_for_voices += 1
        if self.path != "/v1/audio/voices" or standin.voices is None:
            return self._error(404, "Not Found")
        body = standin.voices if isinstance(standin.voices, bytes) else json.dumps(standin.voices).encode()
        return self._send(200, body)

    def do_POST(self) -> None:
        standin: OpenaiStandin = self.server.standin  # type: ignore[attr-defined]
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        scheme, _, key = self.headers.get("Authorization", "").partition(" ")
        call = Call(
            text=body["input"], voice=body["voice"], model=body["model"], format=body["response_format"],
            speed=body.get("speed"), body=body, key=key if scheme == "Bearer" else None, path=self.path,
        )  # fmt: skip
        standin.calls.append(call)
        if self.path != "/v1/audio/speech":
            return self._error(404, "Not Found")
        if len(call.text) > 4096:
            return self._error(400, "String should have at most 4096 characters")
        answer = standin.answers.pop(0) if standin.answers else standin.always
        if isinstance(answer, int):
            return self._error(answer, standin.message)
        if answer == "html":
            return self._send(200, b"<!doctype html><title>Log in to the network</title>", "text/html")
        if answer == "json":
            return self._send(200, b'{"status": "queued"}')
        if answer == "empty":
            return self._send(200, b"", "audio/wav")
        if answer == "redirect":
            return self._send(307, b"", "text/plain", {"Location": "/elsewhere"})
        if answer == "hang":
            return self._hang()
        if answer == "drop":
            return self._hang_up()
        return self._sound(answer, call)

    def _sound(self, answer: str, call: Call) -> None:
        fault = answer if answer in FAULTS else "ok"
        streamed = answer != "cut sound"
        data = sound(fault, call.text, call.format, speed=call.speed or 1.0, streamed=streamed)
        if answer == "cut sound":
            data = data[: len(data) // 2]
        self.send_response(200)
        self.send_header("Content-Type", "audio/mpeg" if call.format == "mp3" else "audio/wav")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        step = 1 if answer == "drip" else 8192
        try:
            for at in range(0, len(data), step):
                if answer == "cut" and at + step > len(data) // 2:
                    return self._hang_up()
                if answer == "drip" and self.server.standin.released.wait(0.05):  # type: ignore[attr-defined]
                    return self._hang_up()
                piece = data[at : at + step]
                self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            self.wfile.write(b"0\r\n\r\n")
        except OSError:  # the client has seen enough
            self.close_connection = True

    def _error(self, status: int, message: str) -> None:
        standin: OpenaiStandin = self.server.standin  # type: ignore[attr-defined]
        body = json.dumps({"error": {"message": message, "type": "stand_in", "code": None}}).encode()
        extra = {"Retry-After": standin.retry_after} if standin.retry_after else {}
        self._send(status, body, headers=extra)

    def _send(
        self, status: int, body: bytes, kind: str = "application/json", headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _hang(self) -> None:
        self.server.standin.released.wait()  # type: ignore[attr-defined]
        self.close_connection = True

    def _hang_up(self) -> None:
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_RDWR)
        self.close_connection = True
