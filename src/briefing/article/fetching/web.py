"""http(s) URL → the bytes that stand there, fetched only from addresses that are open to everybody."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message

import httpx

from briefing import __version__
from briefing.article.fetching.media_type import MAX_BYTES, READABLE
from briefing.errors import ArticleError

_TOTAL_S = 30.0
_MAX_REDIRECTS = 5
_HEADERS = {
    "User-Agent": f"briefing/{__version__} (reads one article) python-httpx/{httpx.__version__}",
    "Accept": "text/html,application/xhtml+xml,text/markdown;q=0.9,text/plain;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}
_CODINGS = frozenset({"identity", "gzip", "x-gzip", "deflate"})
"""Content codings that are unpacked. Stacked ones ("gzip, gzip") are not: archive bombs are built so."""
_SAVE_IT = "Open the page in a browser, save it, and give the file."

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    data: bytes
    media_type: str | None
    """text/html, text/markdown or text/plain; None when the server did not say."""
    charset: str | None
    """From the Content-Type header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    url: str
    """As it was typed: what messages name, wherever redirects led."""
    allow_local: bool
    seconds: float
    until: float
    """On the monotonic clock."""

    def seconds_left(self) -> float:
        left = self.until - time.monotonic()
        if left <= 0:
            raise self.too_slow()
        return left

    def too_slow(self) -> ArticleError:
        why = f"no whole answer within {self.seconds:.0f} s"
        return ArticleError(f"cannot fetch {self.url}", why=why, hint="Try again.")


def download(url: str, *, allow_local: bool, seconds: float = _TOTAL_S) -> Download:
    """What stands at `url`, within `seconds` in all, after at most 5 redirects.

    Name resolution and a server that drips its headers know no time limit of their own, so the work runs in
    a thread that is left behind when the time is up.
    Raises ArticleError.
    """
    wish = _Wish(url=url, allow_local=allow_local, seconds=seconds, until=time.monotonic() + seconds)
    outcome: list[Download | BaseException] = []

    def work() -> None:
        try:
            outcome.append(_download(wish))
        except BaseException as exc:  # carried over to the caller's thread, whatever it is
            outcome.append(exc)

    thread = threading.Thread(target=work, name="briefing-download", daemon=True)
    thread.start()
    thread.join(seconds + 1)
    if not outcome:
        raise wish.too_slow()
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]


def _download(wish: _Wish) -> Download:
    target = _parsed(wish.url)
    with _client(allow_local=wish.allow_local) as client:
        for _ in range(_MAX_REDIRECTS + 1):
            with (
                _network_errors(target, wish),
                client.stream("GET", target, timeout=wish.seconds_left()) as response,
            ):
                if not response.has_redirect_location:
                    return _body(response, wish)
                location = response.headers["location"]
            target = _parsed(_joined(target, location, wish.url), redirected_from=wish.url)
    why = f"it redirects more than {_MAX_REDIRECTS} times"
    raise ArticleError(f"cannot fetch {wish.url}", why=why, hint=_SAVE_IT)


def _parsed(url: str, *, redirected_from: str | None = None) -> httpx.URL:
    try:
        target = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as exc:
        raise ArticleError(
            f"{url} is not a web address", why=str(exc), hint="It looks like https://…"
        ) from exc
    via = f"cannot fetch {url}"
    if redirected_from:
        via = f"{redirected_from} redirects to an address that is refused"
    if target.scheme not in ("http", "https"):
        raise ArticleError(via, why=f"only http and https are fetched, not {target.scheme or url}")
    if not target.host:
        raise ArticleError(via, why="it names no host", hint="A web address looks like https://…")
    if target.userinfo:
        raise ArticleError(
            via,
            why="a password in a web address would be kept in the episode's folder",
            hint="Give the address without what stands before the @.",
        )
    return target


def _joined(target: httpx.URL, location: str, url: str) -> str:
    try:
        return str(target.join(location))
    except (httpx.InvalidURL, ValueError) as exc:
        raise ArticleError(f"cannot fetch {url}", why=f"it redirects to {location!r}", hint=_SAVE_IT) from exc


# ------------------------------------------------------------------------------------- the connection


def _client(*, allow_local: bool) -> httpx.Client:
    """A client whose every connection is checked.

    Of the environment only SSL_CERT_FILE/SSL_CERT_DIR and the proxy variables are taken; ~/.netrc, which
    would send passwords along, is not.
    """
    tls = httpx.create_ssl_context(trust_env=True)

    def connect(proxy: str | None) -> httpx.BaseTransport:
        # No connection is kept: connections are told apart by IP address, and a second host behind the same
        # address would get the first one's certificate.
        once = httpx.Limits(max_keepalive_connections=0)
        return httpx.HTTPTransport(verify=tls, proxy=proxy, limits=once, trust_env=False)

    transport = _CheckedTransport(connect, allow_local=allow_local)
    return httpx.Client(transport=transport, headers=_HEADERS, follow_redirects=False, trust_env=False)


def _proxy_for(target: httpx.URL) -> str | None:
    """The proxy that the environment names for this host, as curl and pip understand it."""
    if urllib.request.proxy_bypass(target.host):
        return None
    proxies = urllib.request.getproxies()
    return proxies.get(target.scheme) or proxies.get("all")


class _CheckedTransport(httpx.BaseTransport):
    """Resolves the host itself, refuses what is not public, and connects to the very address it checked.

    So a name that resolves differently the second time (DNS rebinding) gains nothing. Through a proxy it is
    the proxy that resolves and connects: there the name is refused if it, or what it resolves to here, is not
    public, and a name that is not known here is left to the proxy.
    """

    def __init__(self, connect: Callable[[str | None], httpx.BaseTransport], *, allow_local: bool) -> None:
        """`connect` makes the transport for a proxy's URL, or for none."""
        self._connect = connect
        self._allow_local = allow_local
        self._transports: dict[str | None, httpx.BaseTransport] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.raw_host.decode("ascii")
        proxy = _proxy_for(request.url)
        try:
            found = _addresses(host, request.url.port or (443 if request.url.scheme == "https" else 80))
        except OSError:
            if proxy is None:
                raise
            return self._through(proxy).handle_request(request)
        allowed = [a for a in found if self._allow_local or is_public(a)]
        if not allowed:
            raise ArticleError(
                f"refused to fetch {request.url}",
                why=f"{host} is {found[0]}, an address of this machine or of a private network",
                hint="If that is meant, add --allow-local.",
            )
        if proxy is not None:
            return self._through(proxy).handle_request(request)
        return self._first_that_answers(request, host, allowed)

    def _first_that_answers(
        self, request: httpx.Request, host: str, addresses: list[Address]
    ) -> httpx.Response:
        for address in addresses:
            # The Host header holds the name already; the certificate is checked by sni_hostname.
            to_address = httpx.Request(
                method=request.method,
                url=request.url.copy_with(host=str(address)),
                headers=request.headers,
                extensions={**request.extensions, "sni_hostname": host},
            )
            try:
                return self._through(None).handle_request(to_address)
            except httpx.ConnectError as exc:
                if address == addresses[-1] or isinstance(_cause(exc), ssl.SSLError):
                    raise
        raise AssertionError("no address to connect to")

    def _through(self, proxy: str | None) -> httpx.BaseTransport:
        if proxy not in self._transports:
            try:
                self._transports[proxy] = self._connect(proxy)
            except (ImportError, ValueError) as exc:  # the proxy's URL may hold a password: it is not shown
                raise ArticleError(
                    "cannot use the proxy that the environment names",
                    why=str(exc).split(". ")[0],
                    hint="Set HTTPS_PROXY to an http:// proxy.",
                ) from exc
        return self._transports[proxy]

    def close(self) -> None:
        for transport in self._transports.values():
            transport.close()


def _addresses(host: str, port: int) -> list[Address]:
    """The host's addresses, those that the system prefers first. Raises OSError (socket.gaierror)."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = (ipaddress.ip_address(str(sockaddr[0])) for *_, sockaddr in found)
    return list(dict.fromkeys(addresses))


_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: how an IPv6-only network writes IPv4 addresses


def is_public(address: Address) -> bool:
    """Whether `address` is a unicast address that everybody reaches.

    By the IANA special-purpose registries as the ipaddress module has them; an IPv6 address that carries an
    IPv4 address (mapped, 6to4, NAT64) is judged by it.
    """
    if isinstance(address, ipaddress.IPv6Address):
        carried = address.ipv4_mapped or address.sixtofour
        if carried is None and address in _NAT64:
            carried = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if carried is not None:
            return is_public(carried)
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


# ------------------------------------------------------------------------------------- the answer


def _body(response: httpx.Response, wish: _Wish) -> Download:
    url = wish.url
    _check_status(response, url)
    content_type = Message()
    content_type["content-type"] = response.headers.get("content-type", "")
    declared = content_type.get_content_type() if response.headers.get("content-type") else None
    if declared is not None and declared not in READABLE:
        raise ArticleError(
            f"{url} is not an article in text, Markdown or HTML",
            why=f"the server sends {declared}",
            hint="Give the address of the page itself.",
        )
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in _CODINGS:
        raise ArticleError(
            f"cannot fetch {url}", why=f"the server sends it compressed as {coding}", hint=_SAVE_IT
        )
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > MAX_BYTES:
            why = f"it is longer than {MAX_BYTES // 1_000_000} MB"
            raise ArticleError(
                f"stopped fetching {url}", why=why, hint="Give the page of the article itself."
            )
        wish.seconds_left()
    return Download(
        data=bytes(data),
        media_type=READABLE[declared] if declared else None,
        charset=content_type.get_content_charset(),
    )


def _check_status(response: httpx.Response, url: str) -> None:
    status = response.status_code
    if status == 200:
        return
    said = f"the server answers {status} {response.reason_phrase}".rstrip()
    if status in (404, 410):
        raise ArticleError(f"there is no page at {url}", why=said, hint="Check the address.")
    if status in (401, 402, 403, 407, 451):
        raise ArticleError(f"the site does not show {url}", why=said, hint=_SAVE_IT)
    if status == 429 or status >= 500:
        raise ArticleError(f"the site cannot show {url} now", why=said, hint="Try again later.")
    raise ArticleError(f"cannot fetch {url}", why=said, hint=_SAVE_IT)


# ------------------------------------------------------------------------------------- what can go wrong


@contextmanager
def _network_errors(target: httpx.URL, wish: _Wish) -> Iterator[None]:
    """Whatever goes wrong on the way becomes one line about it."""
    try:
        yield
    except httpx.TimeoutException as exc:
        raise wish.too_slow() from exc
    except httpx.InvalidURL as exc:  # httpx reads the Location header even where it does not follow it
        why = "it redirects to what is not an http or https address"
        raise ArticleError(f"cannot fetch {wish.url}", why=why, hint=_SAVE_IT) from exc
    except (httpx.HTTPError, OSError, UnicodeError) as exc:
        cause = _cause(exc)
        if isinstance(cause, ssl.SSLError):
            why = f"the certificate or encryption of {target.host} is not accepted ({_reason(cause)})"
            hint = _SAVE_IT
        elif isinstance(cause, (socket.gaierror, UnicodeError)):
            why, hint = f"no host {target.host} is known", "Check the address and the network."
        elif isinstance(exc, httpx.ProxyError):
            why, hint = f"the proxy refuses ({exc})", "Check HTTPS_PROXY."
        elif isinstance(exc, httpx.ConnectError):
            why = f"{target.host} accepts no connection ({_reason(cause)})"
            hint = "Check the network and try again."
        else:
            why, hint = f"the connection broke off ({_reason(cause)})", "Try again."
        raise ArticleError(f"cannot fetch {wish.url}", why=why, hint=hint) from exc


def _cause(exc: BaseException) -> BaseException:
    """The error of the socket or of TLS that lies at the bottom."""
    seen: set[int] = set()
    while (deeper := exc.__cause__ or exc.__context__) is not None and id(deeper) not in seen:
        seen.add(id(deeper))
        exc = deeper
    return exc


def _reason(exc: BaseException) -> str:
    if isinstance(exc, ssl.SSLCertVerificationError):
        return exc.verify_message or str(exc)
    return (getattr(exc, "strerror", None) or str(exc) or type(exc).__name__).lower()
