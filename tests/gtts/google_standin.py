"""A stand-in of translate.google.TLD's speech service on the loopback, for the real gTTS client.

Everything of gTTS runs: building the request, HTTP, reading the answer, base64. Only the function that
builds the URL is replaced. Request and answer have the form that gTTS 2.5 writes and reads (gtts/tts.py:
`_package_rpc`, `stream`).
"""

from __future__ import annotations

import base64
import json
import math
import socket
import threading
from array import array
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from engines.sounds import FAULTS
from engines.sounds import sound as faulty_sound

PATH = "/_/TranslateWebserverUi/data/batchexecute"
RATE_HZ = 24_000
MS_PER_CHARACTER = 65
LANGUAGES = frozenset(["ar", "de", "en", "es", "fr", "iw", "no", "pt", "pt-PT", "zh-CN", "zh-TW"])


@dataclass(frozen=True)
class Call:
    text: str
    language: str
    slow: bool
    domain: str


class GoogleStandin:
    """`answers` holds what the next calls get, oldest first: "ok" when it is empty.

    A number is an HTTP status; "web page", "empty", "no sound", "cut", "drop", "drop in the middle" and
    "hang" are what they say; those of `engines.sounds.FAULTS`: an answer that comes whole and is wrong.
    """

    def __init__(self) -> None:
        self.answers: list[str | int] = []
        self.always: str | int = "ok"
        self.retry_after: str | None = None
        self.calls: list[Call] = []
        self.released = threading.Event()
        """Set at the end: calls that hang are let go."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.standin = self  # type: ignore[attr-defined]  # how a handler finds it
        self._server.daemon_threads = True

    def __enter__(self) -> GoogleStandin:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def texts(self) -> list[str]:
        return [call.text for call in self.calls]

    def translate_url(self, tld: str = "com", path: str = "") -> str:
        """In the place of `gtts.tts._translate_url`."""
        return f"{self.url}/{path}?tld={tld}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65_536  # head and body in one piece: apart, each answer would take 40 ms (Nagle, delayed ACK)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the base class calls it so)
        pass

    def do_POST(self) -> None:
        standin: GoogleStandin = self.server.standin  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        rpc = json.loads(parse_qs(body)["f.req"][0])[0][0]
        text, language, slow, _ = json.loads(rpc[1])
        path, _, query = self.path.partition("?")
        domain = parse_qs(query)["tld"][0]
        if (path, rpc[0]) != (PATH, "jQ1olc") or len(text) > 100:
            return self._send(400, b"")
        standin.calls.append(Call(text=text, language=language, slow=bool(slow), domain=domain))
        answer = standin.answers.pop(0) if standin.answers else standin.always
        sound = None if language not in LANGUAGES or answer == "no sound" else mp3_tone(text, bool(slow))
        if isinstance(answer, int):
            extra = {"Retry-After": standin.retry_after} if standin.retry_after else {}
            return self._send(answer, b"<html>Sorry</html>", "text/html", extra)
        if answer == "web page":
            return self._send(200, b"<!doctype html><title>Before you continue</title>", "text/html")
        if answer == "empty":
            return self._send(200, b"")
        if answer == "hang":
            standin.released.wait()
            self.close_connection = True
            return None
        if answer == "drop":
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return None
        if answer == "cut" and sound:
            sound = sound[:260]
        if answer in FAULTS and sound:
            sound = faulty_sound(str(answer), text, "mp3")
        return self._send(200, _envelope(sound), drop_after=40 if answer == "drop in the middle" else None)

    def _send(
        self,
        status: int,
        body: bytes,
        kind: str = "application/json; charset=utf-8",
        headers: dict[str, str] | None = None,
        drop_after: int | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[:drop_after])
        if drop_after is not None:
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True


def _envelope(sound: bytes | None) -> bytes:
    payload = json.dumps([base64.b64encode(sound).decode()]) if sound else None
    rpc = ["wrb.fr", "jQ1olc", payload, None, None, None, "generic"]
    line = json.dumps([rpc, ["di", 12], ["af.httprm", 12, "0", 1]], separators=(",", ":"))
    return f')]}}\'\n\n{len(line)}\n{line}\n25\n[["e",4,null,null,{len(line)}]]\n'.encode()


@cache
def mp3_tone(text: str, slow: bool = False) -> bytes:
    """MP3 as Google sends it, 24 kHz, mono, 64 kbit/s; 65 ms a character, and at least .4 s."""
    import lameenc

    frames = RATE_HZ * max(400, len(text) * MS_PER_CHARACTER * (3 if slow else 2) // 2) // 1000
    pitch_hz = 200 + sum(map(ord, text)) % 400
    turn = 2 * math.pi * pitch_hz / RATE_HZ
    tone = array("h", (round(9000 * math.sin(turn * frame)) for frame in range(frames)))
    encoder = lameenc.Encoder()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(RATE_HZ)
    encoder.set_bit_rate(64)
    encoder.set_quality(7)
    encoder.silence()
    return bytes(encoder.encode(tone.tobytes()) + encoder.flush())
