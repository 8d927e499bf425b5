"""Files and standard input: what comes back, and one clear line for whatever does not."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.article.fetching.fetch import fetch
from briefing.errors import ArticleError
from briefing.model import Source

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def fetched(address: str | Path, stdin: bytes | None = None) -> Source:
    return fetch(str(address), stdin=io.BytesIO(stdin) if stdin is not None else None, now=NOW)


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.html", b"Just words, and no tag in sight.", "text/html"),
        ("a.HTM", b"<p>Words", "text/html"),
        ("a.xhtml", b"<p>Words</p>", "text/html"),
        ("a.md", b"Words without a mark.", "text/markdown"),
        ("a.markdown", b"Words", "text/markdown"),
        ("a.txt", b"<p>this file says that it is text", "text/plain"),
        ("article", b"\xef\xbb\xbf\n<!-- saved --><!DOCTYPE html><title>x</title>", "text/html"),
        ("article", b"<?xml version='1.0'?>\n<html><body>x", "text/html"),
        ("article", "<!doctype html><p>é".encode("utf-16"), "text/html"),
        ("article", b"# Bridge opens\n\nIt opened.", "text/markdown"),
        ("article", b"Bridge opens\n\nIt opened at <b>six</b>.", "text/plain"),
        ("article.pdf", b"It is called so, but it is text.", "text/plain"),
    ],
)
def test_media_type(tmp_path: Path, name: str, data: bytes, media_type: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    source = fetched(path)
    assert source.origin.media_type == media_type
    assert source.data == data
    assert source.origin.address == str(path)
    assert source.origin.fetched_at == NOW
    assert source.origin.charset is None


def test_standard_input_is_sniffed() -> None:
    assert fetched("-", b"<html><p>Words").origin.media_type == "text/html"
    assert fetched("-", b"Plain words.").origin.media_type == "text/plain"
    assert fetched("-", b"Plain words.").origin.address == "-"


def test_text_in_utf_16_without_its_mark_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("The bridge opened on Monday.".encode("utf-16-le"))
    assert fetched(path).origin.media_type == "text/plain"


def test_a_stray_nul_does_not_make_a_page_binary(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<p>The bridge\x00 opened on Monday, after eleven weeks of repairs.</p>")
    assert fetched(path).origin.media_type == "text/html"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", "a PDF"),
        (b"PK\x03\x04\x14\x00", "office document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (bytes(range(256)) * 8, "binary data"),
        (b"From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\nx", "MHTML"),
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, data: bytes, kind: str) -> None:
    path = tmp_path / "article.html"
    path.write_bytes(data)
    with pytest.raises(ArticleError, match=kind):
        fetched(path)


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf\n"])
def test_empty(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(ArticleError, match="is empty"):
        fetched(path)
    with pytest.raises(ArticleError, match="standard input is empty"):
        fetched("-", data)


def test_missing_file_offers_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "harbour.en.txt").write_text("Words.")
    with pytest.raises(ArticleError, match=r"was not found. Did you mean .*harbour\.en\.txt\?"):
        fetched(tmp_path / "harbor.en.txt")
    with pytest.raises(ArticleError, match="There is no folder"):
        fetched(tmp_path / "nowhere" / "a.txt")


def test_site_without_its_scheme() -> None:
    with pytest.raises(ArticleError, match=r"type https://news\.example/story"):
        fetched("news.example/story")


def test_folder_names_an_article_in_it(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("Words.")
    with pytest.raises(ArticleError, match=r"is a folder: .*For instance: .*b\.md"):
        fetched(tmp_path)


def test_too_long(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"word " * 4_000_001)
    with pytest.raises(ArticleError, match="longer than 20 MB"):
        fetched(path)


def test_no_name_at_all() -> None:
    with pytest.raises(ArticleError, match="no article is named"):
        fetched(" ")


def test_nul_in_the_name() -> None:
    with pytest.raises(ArticleError, match="cannot read"):
        fetched("a\0b.txt")


@pytest.mark.parametrize("address", ["file:///etc/hosts", "ftp://news.example/a", "gopher://news.example"])
def test_other_schemes_are_refused(address: str) -> None:
    with pytest.raises(ArticleError, match="only http and https"):
        fetched(address)
