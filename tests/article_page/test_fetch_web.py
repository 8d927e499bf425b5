"""URLs, over real HTTP on the loopback interface; names are resolved by the test, never by the network."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from briefing.article.fetching import web
from briefing.article.fetching.fetch import fetch
from briefing.errors import ArticleError
from briefing.model import Source

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PAGE = b"<!doctype html><html><body><h1>Bridge opens</h1></body></html>"

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A server whose pages are functions; it remembers what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[dict[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append({"path": self.path, **{k.lower(): v for k, v in self.headers.items()}})
                site.pages.get(self.path, status(404))(self)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


def page(data: bytes = PAGE, content_type: str | None = "text/html; charset=utf-8", **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        if content_type is not None:
            handler.send_header("Content-Type", content_type)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def status(code: int, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


def fetched(url: str, *, allow_local: bool = True) -> Source:
    return fetch(url, allow_local=allow_local, now=NOW)


def refusal(url: str, *, allow_local: bool = True) -> str:
    with pytest.raises(ArticleError) as caught:
        fetched(url, allow_local=allow_local)
    message = str(caught.value)
    assert "\n" not in message
    return message


def resolve_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Every name resolves to these addresses; returns the list of names that were asked for."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def getaddrinfo(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        try:
            ipaddress.ip_address(name)
        except ValueError:
            asked.append(name)
            return [entry for address in addresses for entry in real(address, port, *args, **kwargs)]
        return real(host, port, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_page_and_what_the_header_says(site: Site) -> None:
    site.pages["/a"] = page("<p>é".encode("cp1252"), 'text/html; charset="Windows-1252"')
    source = fetched(site.url("/a"))
    assert source.data == b"<p>\xe9"
    assert source.origin.media_type == "text/html"
    assert source.origin.charset == "windows-1252"
    assert source.origin.address == site.url("/a")
    assert site.asked[0]["user-agent"].startswith("briefing/")
    assert site.asked[0]["host"] == f"127.0.0.1:{site.port}"


@pytest.mark.parametrize(
    ("path", "content_type", "data", "media_type"),
    [
        ("/a.md", "text/plain", b"# Bridge opens", "text/markdown"),
        ("/a", "text/markdown", b"Words", "text/markdown"),
        ("/a", "text/plain", b"# One of those lines", "text/plain"),
        ("/a", "text/plain", PAGE, "text/html"),
        ("/a", None, PAGE, "text/html"),
        ("/a", "application/xhtml+xml", PAGE, "text/html"),
    ],
)
def test_media_type(site: Site, path: str, content_type: str | None, data: bytes, media_type: str) -> None:
    site.pages[path] = page(data, content_type)
    assert fetched(site.url(path)).origin.media_type == media_type


def test_gzip_is_unpacked(site: Site) -> None:
    site.pages["/"] = page(gzip.compress(PAGE), Content_Encoding="gzip")
    assert fetched(site.url()).data == PAGE


def test_redirects_are_followed_five_times(site: Site) -> None:
    for i in range(1, 7):
        site.pages[f"/{i}"] = status((301, 302, 303, 307, 308, 302)[i - 1], Location=f"/{i + 1}")
    site.pages["/7"] = page()
    assert fetched(site.url("/2")).data == PAGE
    assert "redirects more than 5 times" in refusal(site.url("/1"))


def test_cookies_live_as_long_as_the_redirects(site: Site) -> None:
    site.pages["/a"] = status(302, Location="/b", Set_Cookie="seen=1; Path=/")
    site.pages["/b"] = page()
    fetched(site.url("/a"))
    assert site.asked[1]["cookie"] == "seen=1"


@pytest.mark.parametrize(
    ("code", "line"),
    [(404, "there is no page"), (410, "there is no page"), (403, "does not show"), (429, "Try again later"),
     (503, "Try again later"), (204, "the server answers 204"), (304, "the server answers 304")],
)  # fmt: skip
def test_statuses(site: Site, code: int, line: str) -> None:
    site.pages["/a"] = status(code)
    message = refusal(site.url("/a"))
    assert line in message
    assert str(code) in message


def test_not_a_page(site: Site) -> None:
    site.pages["/a.pdf"] = page(b"%PDF-1.4", "application/pdf")
    assert "application/pdf" in refusal(site.url("/a.pdf"))
    site.pages["/b"] = page(b"%PDF-1.4", "text/html")
    assert "it is a PDF" in refusal(site.url("/b"))
    site.pages["/c"] = page(b"")
    assert "is empty" in refusal(site.url("/c"))


def test_packed_twice_is_refused(site: Site) -> None:
    bomb = gzip.compress(gzip.compress(b"0" * 10_000_000))
    site.pages["/"] = page(bomb, Content_Encoding="gzip, gzip")
    assert "compressed as gzip, gzip" in refusal(site.url())


def test_too_long_is_stopped_while_it_comes(site: Site) -> None:
    site.pages["/"] = page(gzip.compress(b"0" * 30_000_000), Content_Encoding="gzip")
    assert "longer than 20 MB" in refusal(site.url())


def test_server_that_drips_its_headers(site: Site) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        for letter in b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" * 20:
            handler.wfile.write(bytes([letter]))
            time.sleep(0.05)

    site.pages["/"] = drip
    with pytest.raises(ArticleError, match="no whole answer within 0 s"):
        web.download(site.url(), allow_local=True, seconds=0.3)


def test_connection_that_breaks_off(site: Site) -> None:
    def drop(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"<p>Half")

    site.pages["/"] = drop
    assert "broke off" in refusal(site.url())


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert "accepts no connection" in refusal(f"http://127.0.0.1:{port}/")


def test_no_tls_where_tls_is_wanted(site: Site) -> None:
    assert "encryption of 127.0.0.1 is not accepted" in refusal(site.url().replace("http:", "https:"))


def test_unknown_host(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "no host news.example is known" in refusal("http://news.example/")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/", "http://2130706433/",
        "http://0x7f.1/", "http://127.1/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::]/",
        "http://10.0.0.1/", "http://192.168.1.1/", "http://172.16.0.1/", "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/", "http://224.0.0.1/", "http://[fe80::1]/", "http://[fc00::1]/", "http://[ff02::1]/",
        "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[fec0::1]/", "http://255.255.255.255/",
        "http://240.0.0.1/", "http://[2001:db8::1]/", "http://192.0.2.1/",
    ],
)  # fmt: skip
def test_addresses_that_are_refused(url: str) -> None:
    assert "--allow-local" in refusal(url, allow_local=False)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07::1", "64:ff9b::5db8:d70e"])
def test_addresses_that_are_public(address: str) -> None:
    assert web.is_public(ipaddress.ip_address(address))


def test_a_name_for_this_machine_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_to(monkeypatch, "127.0.0.1")
    assert "news.example is 127.0.0.1" in refusal(site.url("/", "news.example"), allow_local=False)
    assert site.asked == []


def test_a_redirect_to_this_machine_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/a"] = status(302, Location=f"http://inside.example:{site.port}/b")
    site.pages["/b"] = page()
    resolve_to(monkeypatch, "127.0.0.1")
    monkeypatch.setattr(
        web, "is_public", lambda _: len(site.asked) == 0
    )  # the first address passes for public
    assert "inside.example is 127.0.0.1" in refusal(site.url("/a", "news.example"), allow_local=False)
    assert [ask["path"] for ask in site.asked] == ["/a"]


def test_redirects_to_other_schemes_are_refused(site: Site) -> None:
    for n, location in enumerate(["file:///etc/passwd", "ftp://news.example/", "javascript:alert(1)"]):
        site.pages[f"/{n}"] = status(302, Location=location)
        assert "http" in refusal(site.url(f"/{n}"))
    assert [ask["path"] for ask in site.asked] == ["/0", "/1", "/2"]


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second resolution (DNS rebinding) would find the loopback address."""
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, content=PAGE)

    asked = resolve_to(monkeypatch, "10.0.0.1", "93.184.215.14")
    transport = web._CheckedTransport(lambda _: httpx.MockTransport(answer), allow_local=False)
    with httpx.Client(transport=transport) as client:
        client.get("https://news.example/story")
    assert asked == ["news.example"]
    assert sent[0].url == "https://93.184.215.14/story"
    assert sent[0].headers["host"] == "news.example"
    assert sent[0].extensions["sni_hostname"] == "news.example"


def test_the_next_address_is_tried_when_one_does_not_answer(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/"] = page()
    resolve_to(monkeypatch, "::1", "127.0.0.1")  # the server listens on IPv4 only
    assert fetched(site.url("/", "news.example")).data == PAGE
    assert site.asked[0]["host"] == f"news.example:{site.port}"


def test_arabic_host_and_path(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/%D8%AE%D8%A8%D8%B1"] = page()
    asked = resolve_to(monkeypatch, "127.0.0.1")
    assert fetched(site.url("/خبر", "أخبار.example")).data == PAGE
    assert asked[0].startswith("xn--")


def test_password_in_the_address_is_refused() -> None:
    assert "before the @" in refusal("http://reader:secret@news.example/")


@pytest.mark.parametrize(
    "url", ["http://", "https:///story", "http://exa mple.org/", "http://[::1/", "http://a:99999999/"]
)
def test_what_is_no_address(url: str) -> None:
    refusal(url)


def test_through_a_proxy_the_name_is_checked_and_sent(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["http://news.example/a"] = page()
    monkeypatch.setenv("http_proxy", site.url().rstrip("/"))
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    resolve_to(monkeypatch, "93.184.215.14")
    assert fetched("http://news.example/a", allow_local=False).data == PAGE
    assert site.asked[0]["path"] == "http://news.example/a"

    resolve_to(monkeypatch, "127.0.0.1")
    assert "--allow-local" in refusal("http://news.example/a", allow_local=False)


def test_a_proxy_that_cannot_be_used_is_not_shown(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "gopher://reader:secret@proxy.example:70")
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("NO_PROXY", "")
    resolve_to(monkeypatch, "93.184.215.14")
    message = refusal("http://news.example/a")
    assert "proxy that the environment names" in message
    assert "secret" not in message
