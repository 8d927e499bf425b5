"""A stand-in of Edge's read-aloud service on the loopback, for the real edge-tts client.

Everything of edge-tts runs: the web socket, the messages, the reading of frames. Only its two addresses are
replaced. Messages have the form that edge-tts 7 writes and reads (edge_tts/communicate.py: `__stream`).
"""

from __future__ import annotations

import asyncio
import html
import json
import re
import threading
from dataclasses import dataclass
from typing import Any

from aiohttp import WSMsgType, web

from engines.sounds import FAULTS, MS_PER_CHARACTER, sound

VOICES = (
    ("en-US-EmmaMultilingualNeural", "Female"),
    ("en-GB-RyanNeural", "Male"),
    ("ar-EG-SalmaNeural", "Female"),
    ("ar-SA-HamedNeural", "Male"),
    ("zh-CN-liaoning-XiaobeiNeural", "Female"),
)


@dataclass(frozen=True)
class Call:
    text: str
    voice: str
    """As the service is told it: "Microsoft Server Speech Text to Speech Voice (en-GB, RyanNeural)"."""
    rate: str
    pitch: str


class EdgeStandin:
    """`answers` holds what the next calls get, oldest first; `always` is for when it is empty.

    A number is the HTTP status in place of the web socket. "ok"; "empty": no sound; "html": a text message of
    no known kind; those of `engines.sounds.FAULTS`; "cut": the socket is closed in the middle, as if all were
    well; "drop": the connection is lost in the middle; "hang". A 403 comes with the server's time.
    """

    def __init__(self) -> None:
        self.answers: list[str | int] = []
        self.always: str | int = "ok"
        self.retry_after: str | None = None
        self.calls: list[Call] = []
        self.attempts = 0
        """Connections, those that were refused among them."""
        self.asked_for_voices = 0
        self._port = 0
        self._loop = asyncio.new_event_loop()
        self._released = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> EdgeStandin:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result()
        return self

    def __exit__(self, *exc: object) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def texts(self) -> list[str]:
        return [call.text for call in self.calls]

    @property
    def socket_url(self) -> str:
        """In the place of `edge_tts.communicate.WSS_URL`; the client adds to its query."""
        return f"ws://127.0.0.1:{self._port}/edge/v1?TrustedClientToken=0"

    @property
    def voices_url(self) -> str:
        """In the place of `edge_tts.voices.VOICE_LIST`."""
        return f"http://127.0.0.1:{self._port}/voices/list?trustedclienttoken=0"

    async def _start(self) -> None:
        app = web.Application()
        app.add_routes([web.get("/edge/v1", self._speech), web.get("/voices/list", self._voices)])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def _stop(self) -> None:
        self._released.set()
        assert self._runner is not None
        await self._runner.cleanup()

    def _next(self) -> str | int:
        return self.answers.pop(0) if self.answers else self.always

    async def _voices(self, request: web.Request) -> web.Response:
        self.asked_for_voices += 1
        answer = self._next()
        if isinstance(answer, int):
            return self._refusal(answer)
        if answer == "html":
            return web.Response(text="<html>Log in</html>", content_type="text/html")
        listed = [
            {"Name": name, "ShortName": name, "Gender": gender, "Locale": name.rsplit("-", 1)[0]}
            for name, gender in VOICES
        ]
        return web.json_response(listed)

    def _refusal(self, status: int) -> web.Response:
        headers = {"Retry-After": self.retry_after} if self.retry_after else {}
        return web.Response(status=status, headers=headers)  # aiohttp adds the Date that a 403 is read for

    async def _speech(self, request: web.Request) -> web.StreamResponse:
        self.attempts += 1
        answer = self._next()
        if isinstance(answer, int):
            return self._refusal(answer)
        socket = web.WebSocketResponse(compress=True)
        await socket.prepare(request)
        with_words = False
        async for message in socket:
            if message.type != WSMsgType.TEXT:
                break
            head, body = message.data.split("\r\n\r\n", 1)
            if "Path:speech.config" in head:
                settings = json.loads(body)["context"]["synthesis"]["audio"]["metadataoptions"]
                with_words = settings["wordBoundaryEnabled"] == "true"
                continue
            call = _call(body)
            self.calls.append(call)
            if answer == "hang":
                await self._released.wait()
                break
            await self._answer(socket, request, str(answer), call, with_words=with_words)
            break
        await socket.close()
        return socket

    async def _answer(
        self,
        socket: web.WebSocketResponse,
        request: web.Request,
        answer: str,
        call: Call,
        *,
        with_words: bool,
    ) -> None:
        await socket.send_str(_text("turn.start"))
        if answer == "html":
            await socket.send_str("Content-Type:text/html\r\nPath:error\r\n\r\n<html></html>")
            return
        await socket.send_str(_text("response"))
        if answer == "empty":
            await socket.send_str(_text("turn.end"))
            return
        data = sound(answer if answer in FAULTS else "ok", call.text, "mp3", speed=_speed(call.rate))
        if with_words:
            for message in _boundaries(call):
                await socket.send_str(message)
        head = b"X-RequestId:1\r\nContent-Type:audio/mpeg\r\nPath:audio\r\n"
        for at in range(0, len(data), 720):
            if answer in ("cut", "drop") and at > len(data) // 2:
                if answer == "drop" and request.transport is not None:
                    request.transport.abort()
                return
            await socket.send_bytes(len(head).to_bytes(2, "big") + head + data[at : at + 720])
        end = b"X-RequestId:1\r\nPath:audio\r\n"
        await socket.send_bytes(len(end).to_bytes(2, "big") + end)
        await socket.send_str(_text("turn.end"))


def _text(path: str, body: str = "{}") -> str:
    return f"X-RequestId:1\r\nContent-Type:application/json; charset=utf-8\r\nPath:{path}\r\n\r\n{body}"


def _call(ssml: str) -> Call:
    found = re.search(r"<voice name='([^']+)'><prosody pitch='([^']+)' rate='([^']+)'", ssml)
    assert found is not None, ssml
    text = html.unescape(re.sub("<[^>]+>", "", ssml))
    return Call(text=text, voice=found[1], pitch=found[2], rate=found[3])


def _speed(rate: str) -> float:
    return 1 + int(rate.rstrip("%")) / 100


def _boundaries(call: Call) -> list[str]:
    """A message for each word; times in units of 100 ns from the start of the sound."""
    made = []
    for match in re.finditer(r"\S+", call.text):
        start_ms = match.start() * MS_PER_CHARACTER / _speed(call.rate)
        length_ms = len(match.group()) * MS_PER_CHARACTER / _speed(call.rate)
        word = html.escape(match.group(), quote=False)
        data: dict[str, Any] = {
            "Offset": round(start_ms * 10_000),
            "Duration": round(length_ms * 10_000),
            "text": {"Text": word, "Length": len(word), "BoundaryType": "WordBoundary"},
        }
        made.append(
            _text("audio.metadata", json.dumps({"Metadata": [{"Type": "WordBoundary", "Data": data}]}))
        )
    return made
