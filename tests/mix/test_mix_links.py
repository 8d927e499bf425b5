"""What becomes of an address before everybody sees it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.mix.links import public_names, web_link
from briefing.model import Origin


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org/a?b=c&d=%20#e", "https://example.org/a?b=c&d=%20#e"),
        (" HTTP://Example.ORG:8080 ", "http://example.org:8080"),
        ("http://127.0.0.1:9/x", "http://127.0.0.1:9/x"),
        ("http://[2001:DB8::1]/x", "http://[2001:db8::1]/x"),
        ("https://desk:secret@example.org/a", "https://example.org/a"),
        ("https://bücher.example/straße?q=ä", "https://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%A4"),
        ("https://example.org/خبر", "https://example.org/%D8%AE%D8%A8%D8%B1"),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E"),
        ("https://example.org/a b\\c|d", "https://example.org/a%20b%5Cc%7Cd"),
        ("https://example.org/\x01\x7f", "https://example.org/%01%7F"),
        ("https://example.org/?a=[1]", "https://example.org/?a=%5B1%5D"),
    ],
)  # fmt: skip
def test_addresses_of_the_web_become_links(address, link):
    assert web_link(address) == link


@pytest.mark.parametrize(
    "address",
    [
        "", "-", "article.txt", "/home/ada/article.txt", "C:\\news\\a.html", "//example.org/a", "https://",
        "http:///a",
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://example.org/a",
        "https:example.org",
        "https://exa mple.org/", "https://<b>/", "https://example.org:port/", "https://[::1/", "https://a..b.é/",
        "https://example.org:99999/", "https://example.org/\ud83c", "https://\ud83c.org/",
        "https://example.org/" + "x" * 3000, "https://" + "é" * 80 + ".example/",
    ],
)  # fmt: skip
def test_anything_else_is_no_link(address):
    assert web_link(address) is None


@given(st.text(max_size=60), st.sampled_from(["", "https://", "https://example.org/", "https://u:p@"]))
def test_a_link_is_ascii_that_needs_no_quotes_and_stays_as_it_is(text, start):
    link = web_link(start + text)
    if link is not None:
        assert link.isascii()
        assert not set(link) & set(' "<>\\^`{|}\n\r\t')
        assert link.startswith(("http://", "https://"))
        assert web_link(link) == link


def test_of_a_file_nobody_learns_more_than_its_name():
    origins = [
        Origin(
            address=address, media_type="text/html", sha256="", fetched_at=datetime(2026, 1, 1, tzinfo=UTC)
        )
        for address in [
            "/home/ada/secret/pier.html",
            "-",
            "https://a:b@example.org/x",
            "pier.html",
            "nul\n\x00.txt",
        ]
    ]
    assert public_names(origins) == ("pier.html", "https://example.org/x", "nul .txt")
