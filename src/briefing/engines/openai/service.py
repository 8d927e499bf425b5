"""A request → the whole body of the answer, over HTTP that trusts the other side with nothing."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx

from briefing import __version__
from briefing.engines.answers import one_line, retry_after_s, said
from briefing.engines.openai.asked import Asked
from briefing.errors import EngineBusyError, EngineError

MAX_BYTES = 128 * 1024 * 1024
"""Of an answer: 4,096 characters are 6 minutes, 35 MB of WAV at 48 kHz."""
_HEAD_BYTES = 20_000
"""Read of an answer that refuses."""
_BUSY = {408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529}
"""Answers after which another try may help; those from 520 on are Cloudflare's and others' ways to say so."""


class Connections:
    """One client per address, made when it is first needed: connections are used again."""

    def __init__(self) -> None:
        self._clients: dict[str, httpx.Client] = {}
        self._making = threading.Lock()

    def client(self, to: Asked) -> httpx.Client:
        with self._making:
            if to.url not in self._clients:
                # ~/.netrc is not read (it would send passwords along), and no redirect is followed (nor would
                # it get the key).
                self._clients[to.url] = httpx.Client(
                    trust_env=False, proxy=_proxy(to), verify=httpx.create_ssl_context(trust_env=True)
                )
            return self._clients[to.url]

    def close(self) -> None:
        with self._making:
            while self._clients:
                self._clients.popitem()[1].close()


def speech(connections: Connections, to: Asked, text: str, key: str) -> bytes:
    """The sound of `text`, whole. Raises EngineBusyError, EngineError."""
    body = json.dumps(to.body(text)).encode()
    until = time.monotonic() + to.timeout_s
    headers = {"Content-Type": "application/json", **_headers(key)}
    with (
        _failures(to),
        connections.client(to).stream(
            "POST", f"{to.url}/audio/speech", content=body, headers=headers, timeout=to.timeout_s
        ) as response,
    ):
        if response.status_code != 200:
            raise _refusal(response, to, until, has_key=bool(key))
        data = _body(response, to, until, MAX_BYTES)
        kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
    first = data[:200].lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    if kind in ("text/html", "application/json", "text/plain") or first in (b"<", b"{"):
        what = "a web page" if kind == "text/html" or first == b"<" else "a message"
        raise EngineError(
            f"{to.host} answered with {what} in the place of sound",
            why=said(data),
            hint="See whether `base_url` is the address of its speech service, up to /v1.",
        )
    return data


def voices(connections: Connections, to: Asked, key: str) -> object:
    """What GET /audio/voices gives, as JSON; None where the service has no such list. Raises EngineError."""
    until = time.monotonic() + to.timeout_s
    with (
        _failures(to),
        connections.client(to).stream(
            "GET", f"{to.url}/audio/voices", headers=_headers(key), timeout=to.timeout_s
        ) as response,
    ):
        if response.status_code != 200:
            return None
        data = _body(response, to, until, 4 * 1024 * 1024)
    try:
        found: object = json.loads(data)
    except ValueError:
        return None
    return found


def _headers(key: str) -> dict[str, str]:
    return {
        "Accept-Encoding": "identity",
        "User-Agent": f"briefing/{__version__} python-httpx/{httpx.__version__}",
        **({"Authorization": f"Bearer {key}"} if key else {}),
    }


@contextmanager
def _failures(to: Asked) -> Iterator[None]:
    """What httpx raises, as what a person can do about it."""
    offline = "Is its server running?" if to.is_local else "Check the network and `base_url`."
    what = f"{to.host} cannot be reached"
    try:
        yield
    except httpx.TimeoutException as exc:
        raise _too_slow(to) from exc
    except httpx.ConnectError as exc:
        if isinstance(_root(exc), ssl.SSLError):
            raise EngineError(
                what, why="its certificate or encryption is not accepted", hint=offline
            ) from exc
        unknown = isinstance(_root(exc), socket.gaierror)
        why = f"the name {urlsplit(to.url).hostname} is not found" if unknown else "it takes no connection"
        raise EngineBusyError(what, why=why, hint=offline) from exc
    except httpx.TransportError as exc:  # among them RemoteProtocolError: cut in the middle of the sound
        raise EngineBusyError(what, why="the connection was lost", hint=offline) from exc
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ValueError, ImportError) as exc:
        raise EngineError(what, why=one_line(str(exc)), hint=offline) from exc


def _root(exc: BaseException) -> BaseException:
    while (below := exc.__cause__ or exc.__context__) is not None:
        exc = below
    return exc


def _body(response: httpx.Response, to: Asked, until: float, most: int) -> bytes:
    if response.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise EngineError(f"{to.host} sends what was not asked for", why="its answer is compressed")
    data = bytearray()
    for chunk in response.iter_raw():
        data += chunk
        if len(data) > most:
            raise EngineError(f"{to.host} does not stop", why=f"more than {most // 1024**2} MB came")
        if time.monotonic() > until:
            raise _too_slow(to)
    return bytes(data)


def _too_slow(to: Asked) -> EngineBusyError:
    return EngineBusyError(
        f"{to.host} does not answer",
        why=f"no whole answer came in {to.timeout_s:g} s",
        hint="Give it longer in the voice's options: `timeout: 120`, or ask for less at once: `parallel: 1`.",
    )


def _refusal(response: httpx.Response, to: Asked, until: float, *, has_key: bool) -> EngineError:
    status = response.status_code
    if 300 <= status < 400:
        return EngineError(
            f"{to.host} sends us to another address",
            why="the key and the text go nowhere else",
            hint="Write the address of the service itself in `base_url`.",
        )
    head = bytearray()
    for chunk in response.iter_raw():
        head += chunk
        if len(head) > _HEAD_BYTES or time.monotonic() > until:
            break
    message = said(bytes(head)).removeprefix(str(status)).strip()  # "403 Forbidden"
    why = f"{status} {message or response.reason_phrase}".strip()
    if status in (401, 403):
        return _no_entry(to, why, has_key=has_key)
    if status == 429 and b"insufficient_quota" in head:  # waiting brings no credit
        return EngineError(f"{to.host} refuses", why=why, hint="Its account has to be filled up first.")
    if status in _BUSY:
        return EngineBusyError(
            f"{to.host} is busy" if status == 429 else f"{to.host} has a fault of its own",
            why=why,
            hint="Run it again later.",
            retry_after_s=retry_after_s(response.headers.get("Retry-After")),
        )
    hint = ""
    if status in (404, 405):
        hint = f"Is there a speech service at {to.url}, and has it the model `{to.model}`?"
    return EngineError(f"{to.host} refuses", why=why, hint=hint)


def _no_entry(to: Asked, why: str, *, has_key: bool) -> EngineError:
    name = to.key_from
    if has_key:
        return EngineError(f"{to.host} does not accept the key in {name}", why=why, hint=f"Set {name} anew.")
    return EngineError(f"{to.host} wants a key", why=why, hint=f"Set {name} in the environment.")


def _proxy(to: Asked) -> str | None:
    """The proxy that the environment names for this host; none to a service on this machine."""
    parts = urlsplit(to.url)
    if to.is_local or urllib.request.proxy_bypass(parts.hostname or ""):
        return None
    proxies = urllib.request.getproxies()
    return proxies.get(parts.scheme) or proxies.get("all")
