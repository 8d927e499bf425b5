"""A request body → the bytes of the answer, over HTTP that trusts the other side with nothing."""

from __future__ import annotations

import ssl
import threading
import time
import urllib.request
from urllib.parse import urlsplit

import httpx

from briefing import __version__
from briefing.script.choosing.answer import RefusedError
from briefing.script.choosing.endpoint import Endpoint

MAX_BYTES = 256 * 1024
"""Of an answer: some hundred numbers and what a server says around them."""
_STATUS = {
    401: "it does not accept the key",
    403: "it does not accept the key",
    404: "there is no chat completion at that address, or no such model",
    413: "it takes no request of this size",
    429: "it is busy",
}


def ask(to: Endpoint, body: bytes, *, seconds: float) -> bytes:
    """The body of the answer, within `seconds` in all. Raises RefusedError.

    A server that drips its headers knows no time limit of its own, so the work runs in a thread that is left
    behind when the time is up.
    """
    until = time.monotonic() + seconds
    outcome: list[bytes | BaseException] = []

    def work() -> None:
        try:
            outcome.append(_ask(to, body, until))
        except BaseException as exc:  # carried over to the caller's thread, whatever it is
            outcome.append(exc)

    thread = threading.Thread(target=work, name="briefing-choosing", daemon=True)
    thread.start()
    thread.join(seconds + 1)
    if not outcome:
        raise _too_slow()
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]


def _ask(to: Endpoint, body: bytes, until: float) -> bytes:
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": f"briefing/{__version__} python-httpx/{httpx.__version__}",
        **({"Authorization": f"Bearer {to.key}"} if to.key else {}),
    }
    url = f"{to.url}/chat/completions"
    try:
        with (
            # ~/.netrc is not read (it would send passwords along), and no redirect is followed (nor would it
            # get the key).
            httpx.Client(
                trust_env=False, proxy=_proxy(to), verify=httpx.create_ssl_context(trust_env=True)
            ) as client,
            client.stream("POST", url, content=body, headers=headers, timeout=_left(until)) as response,
        ):
            return _body(response, until)
    except httpx.TimeoutException as exc:
        raise _too_slow() from exc
    except ssl.SSLError as exc:
        raise RefusedError("its certificate or encryption is not accepted") from exc
    except httpx.ConnectError as exc:
        raise RefusedError("it accepts no connection") from exc
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, ImportError) as exc:
        raise RefusedError("the connection broke off") from exc


def _body(response: httpx.Response, until: float) -> bytes:
    status = response.status_code
    if status != 200:
        why = _STATUS.get(status, "it redirects to another address" if 300 <= status < 400 else "")
        raise RefusedError(f"it answers {status}" + (f", {why}" if why else ""))
    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/json":
        raise RefusedError("its answer is no JSON")
    if response.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise RefusedError("its answer is compressed")
    data = bytearray()
    for chunk in response.iter_raw():
        data += chunk
        if len(data) > MAX_BYTES:
            raise RefusedError("its answer is far too long")
        _left(until)
    return bytes(data)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise _too_slow()
    return left


def _too_slow() -> RefusedError:
    return RefusedError("no whole answer came in time")


def _proxy(to: Endpoint) -> str | None:
    """The proxy that the environment names for this host; none to a service on this machine."""
    parts = urlsplit(to.url)
    if to.is_local or urllib.request.proxy_bypass(parts.hostname or ""):
        return None
    proxies = urllib.request.getproxies()
    return proxies.get(parts.scheme) or proxies.get("all")
