"""Ways in which bytes of a page go wrong: on disks, in transit, in content management systems, on purpose."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Mutation = Callable[[Random, bytes], bytes]

_TAG = re.compile(rb"<[^<>]{1,200}>")
_MARKS = "“”«»„‘’\"'‹›「」…—()[]:;."
_STRANGE = [
    "\u200f", "\u202b", "\u2067", "\u202e", "\u200d", "\ufeff", "\ufffd", "\u0301", "\u0640", "\u00ad",
    "\u2028", "\u0085", "\u3000", "\U0001f3f4\u200d\u2620\ufe0f", "\U0001f469\u200d\U0001f467", "\ue000",
    "\x00", "\x0b", "\x1b", "\x7f", "\U0010fffd", "\u1680", "\ufdfa", "\u0130", "\u1e9e", "\ufb01",
]  # fmt: skip
_ENTITIES = [
    b"&nbsp;", b"&amp;amp;", b"&#0;", b"&#x110000;", b"&#xD800;", b"&quot", b"&bogus;", b"&#8220;",
    b"&lt;p&gt;", b"&#128;", b"&NotEqualTilde;", b"&;", b"&#;", b"&#x;",
]  # fmt: skip
_PIECES = [
    b"</p>", b"</div></div></article>", b"<p", b"<!--", b"-->", b"<![CDATA[", b"<script>", b"</script>",
    b"<table><tr><td>", b"<blockquote>", b"<aside>", b"<h1>", b"<h2></h2>", b"<figure><figcaption>",
    b"<svg><title>", b"<template>", b"<noscript>", b"<select><option>", b"<textarea>", b"<plaintext>",
    b"<base href='x'>", b"<meta charset=utf-7>", b"<html lang='xx-\xff'>", b"<p lang=ar dir=rtl>",
    b"<br>" * 40, b"<math><mi>", b"<frameset>", b"<?php echo 1 ?>",
    b'<script type="application/ld+json">{"@type":"NewsArticle","headline":["x"],"datePublished":7}</script>',
    b'<script type="application/ld+json">[[[{"@graph":null}]]]</script>',
    b'<time datetime="9999-99-99T99">never</time>', b'<meta property="og:title" content="">',
    b"<a href='javascript:'>", b"<p style='display:none'>", b"<style>p{}</style>",
]  # fmt: skip
_CHARSETS = [
    "utf-16",
    "utf-16-le",
    "utf-32",
    "cp1256",
    "cp1252",
    "latin-1",
    "iso8859-6",
    "gb18030",
    "utf-7",
    "cp037",
]


def flip(draw: Random, data: bytes) -> bytes:
    flipped = bytearray(data)
    for _ in range(draw.choice([1, 3, 20, 200])):
        flipped[draw.randrange(len(flipped))] ^= 1 << draw.randrange(8)
    return bytes(flipped)


def replace_bytes(draw: Random, data: bytes) -> bytes:
    start = draw.randrange(len(data))
    return data[:start] + draw.randbytes(draw.choice([1, 8, 500])) + data[start + draw.randrange(500) :]


def truncate(draw: Random, data: bytes) -> bytes:
    return (
        data[: draw.randrange(1, len(data))] if draw.random() < 0.7 else data[draw.randrange(len(data) - 1) :]
    )


def splice(draw: Random, data: bytes) -> bytes:
    start, end = sorted(draw.randrange(len(data)) for _ in range(2))
    to = draw.randrange(len(data))
    return data[:to] + data[start:end] + data[to:]


def cut_out(draw: Random, data: bytes) -> bytes:
    start, end = sorted(draw.randrange(len(data)) for _ in range(2))
    return data[:start] + data[end:] or b"x"


def repeat_piece(draw: Random, data: bytes) -> bytes:
    start = draw.randrange(len(data))
    piece = data[start : start + draw.randrange(1, 300)]
    return data[:start] + piece * draw.choice([2, 5, 40]) + data[start:]


def tags_deleted(draw: Random, data: bytes) -> bytes:
    share = draw.choice([0.05, 0.3, 1.0])
    return _TAG.sub(lambda tag: b"" if draw.random() < share else tag.group(), data) or b"x"


def tags_doubled(draw: Random, data: bytes) -> bytes:
    share = draw.choice([0.05, 0.3])
    return _TAG.sub(lambda tag: tag.group() * (draw.choice([2, 9]) if draw.random() < share else 1), data)


def tags_swapped(draw: Random, data: bytes) -> bytes:
    tags = _TAG.findall(data) or [b"<p>"]
    return _TAG.sub(lambda tag: draw.choice(tags) if draw.random() < 0.2 else tag.group(), data)


def pieces_put_in(draw: Random, data: bytes) -> bytes:
    return _put_in(draw, data, _PIECES)


def entities_put_in(draw: Random, data: bytes) -> bytes:
    return _put_in(draw, data, _ENTITIES)


def marks_put_in(draw: Random, data: bytes) -> bytes:
    return _put_in(draw, data, [mark.encode() for mark in _MARKS])


def strange_letters_put_in(draw: Random, data: bytes) -> bytes:
    return _put_in(draw, data, [letter.encode("utf-8", "surrogatepass") for letter in _STRANGE])


def _put_in(draw: Random, data: bytes, pieces: list[bytes]) -> bytes:
    for _ in range(draw.choice([1, 4, 40])):
        at = draw.randrange(len(data))
        data = data[:at] + draw.choice(pieces) + data[at:]
    return data


def nested(draw: Random, data: bytes) -> bytes:
    tag = draw.choice([b"div", b"span", b"ul", b"blockquote", b"table", b"b", b"section", b"font", b"x-y"])
    at = draw.randrange(len(data))
    return data[:at] + b"<%s>" % tag * draw.choice([10, 300, 3000]) + data[at:]


def giant_attribute(draw: Random, data: bytes) -> bytes:
    value = draw.choice([b"a ", b"'", b"&quot;", b"\xd9\x85", b"-", b"headline "]) * draw.choice(
        [100, 20_000]
    )
    return data.replace(b"<p", b'<p class="' + value + b'" ', draw.choice([1, 3]))


def encoded_anew(draw: Random, data: bytes) -> bytes:
    return data.decode("utf-8", "replace").encode(draw.choice(_CHARSETS), "replace") or b"x"


def encoded_twice(draw: Random, data: bytes) -> bytes:
    return data.decode(draw.choice(["cp1252", "latin-1", "cp1256"]), "replace").encode("utf-8")


def lines_changed(draw: Random, data: bytes) -> bytes:
    to = draw.choice([b"", b" ", b"\r\n", b"\r", b"\n\n\n", b"\t\n", b"\\n", b"\x0c"])
    return data.replace(b"\n", to) or b"x"


def case_changed(draw: Random, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    return (text.upper() if draw.random() < 0.6 else text.lower()).encode()


def words_shuffled(draw: Random, data: bytes) -> bytes:
    words = data.split(b" ")
    start = draw.randrange(len(words))
    piece = words[start : start + 80]
    draw.shuffle(piece)
    return b" ".join(words[:start] + piece + words[start + 80 :]) or b"x"


def stops_deleted(draw: Random, data: bytes) -> bytes:
    return data.replace(draw.choice([b".", b",", "”".encode(), "»".encode(), b'"', b" "]), b"") or b"x"


MUTATIONS: list[Mutation] = [
    flip, replace_bytes, truncate, splice, cut_out, repeat_piece, tags_deleted, tags_doubled, tags_swapped,
    pieces_put_in, entities_put_in, marks_put_in, strange_letters_put_in, nested, giant_attribute,
    encoded_anew, encoded_twice, lines_changed, case_changed, words_shuffled, stops_deleted,
]  # fmt: skip
