"""Bytes and the name that they came under → text/html, text/markdown or text/plain, or a refusal."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from briefing.errors import ArticleError

MAX_BYTES = 20_000_000
"""Longest article that is read: no page of news comes near it (the largest of 439 pages tried has 3.5 MB)."""

HTML, MARKDOWN, PLAIN = "text/html", "text/markdown", "text/plain"

READABLE = {
    "text/html": HTML,
    "application/xhtml+xml": HTML,
    "text/markdown": MARKDOWN,
    "text/x-markdown": MARKDOWN,
    "text/plain": PLAIN,
}
"""Media types that a server may declare → how we read them."""

_SUFFIXES = {
    ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".xht": HTML,
    ".md": MARKDOWN, ".markdown": MARKDOWN,
    ".txt": PLAIN, ".text": PLAIN,
}  # fmt: skip

_OTHER_FORMATS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"ID3", "an MP3"),
    (b"OggS", "an Ogg sound"),
    (b"RIFF", "a sound, film or picture"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xfd7zXZ", "xz-compressed"),
    (b"\x7fELF", "a program"),
    (b"bplist00", "a Safari web archive"),
)
"""First bytes (the files(1) magic of each format) → what to call it."""

_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_SAMPLE_BYTES = 8192
_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\r\f\x1b") + b"\x7f"
_MAX_CONTROL_SHARE = 0.05
"""Text has none; a page with a stray NUL is still a page."""

_HTML_START = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|title|meta|link|style|script|article|main|div|p|h[1-6]|section|header|nav|aside|figure|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN_LINE = re.compile(rb"^(#{1,6} \S|\[[^\]\n]+\]\([^)\n]+\)|---\s*$|> \S|!\[)", re.MULTILINE)
_MHTML = re.compile(
    rb"\A(From|Subject|MIME-Version|Snapshot-Content-Location):.*?^Content-Type: multipart/", re.M | re.S
)


def media_type_of(data: bytes, *, address: str, declared: str | None) -> str:
    """How to read `data`: by the declared media type, else by the name's ending, else by its first bytes."""
    suffix = _SUFFIXES.get(
        PurePosixPath(urlsplit(address).path if "://" in address else address).suffix.lower()
    )
    looks_like_html = _HTML_START.match(_without_bom(data)[:4096]) is not None
    if declared == PLAIN:  # how servers send .md, and pages that they do not know
        return HTML if looks_like_html else (suffix if suffix == MARKDOWN else PLAIN)
    if declared or suffix:
        return declared or suffix or PLAIN
    if looks_like_html:
        return HTML
    return MARKDOWN if _MARKDOWN_LINE.match(_without_bom(data)[:4096].lstrip()) else PLAIN


def refuse_what_is_no_text(data: bytes, *, name: str) -> None:
    """Raise ArticleError when `data` is a picture, a PDF, an archive … and not text in some encoding."""
    kind = next((kind for start, kind in _OTHER_FORMATS if data.startswith(start)), None)
    if kind is None and _MHTML.match(data[:4096]):
        kind = "a web archive (MHTML)"
    if kind is None and _is_binary(data[:_SAMPLE_BYTES]):
        kind = "binary data"
    if kind:
        raise ArticleError(
            f"{name} is not an article in text, Markdown or HTML",
            why=f"it is {kind}",
            hint="Save the page as HTML, or its text as .txt.",
        )


def _is_binary(sample: bytes) -> bool:
    if sample.startswith(_UTF16_BOMS):
        return False
    zeros_even, zeros_odd = sample[::2].count(0), sample[1::2].count(0)
    if min(zeros_even, zeros_odd) == 0 and max(zeros_even, zeros_odd) > len(sample) * 0.2:
        return False  # UTF-16 of mostly Latin text, without its mark
    control = len(sample) - len(sample.translate(None, _CONTROL))
    return control > len(sample) * _MAX_CONTROL_SHARE


def _without_bom(data: bytes) -> bytes:
    for mark in (b"\xef\xbb\xbf", *_UTF16_BOMS):
        data = data.removeprefix(mark)
    return data.replace(b"\x00", b"")
