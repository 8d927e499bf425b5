"""What an episode is called and what is in it → an ID3v2.3 tag, the frames in a fixed order.

Version 2.3, because every podcast player reads it, and Apple's drops chapters with long titles from a tag of
version 2.4. Our own writer, because mutagen (with which the tests read it) does not keep the chapters in
their order. CHAP and CTOC are those of C. Newell's "ID3v2 Chapter Frame Addendum" 1.0.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from briefing.mix.links import web_link
from briefing.mix.wording import label, one_line
from briefing.model import Chapter

_UTF16 = b"\x01"
_MOST_CHAPTERS = 255
"""The table of contents counts them in one byte."""
_NO_OFFSET = 0xFFFFFFFF
"""Of a chapter: its time counts, not its bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """All that a sound file says of itself, as it comes: every writer of files cleans what it takes."""

    title: str
    artist: str
    album: str
    day: date
    language: str
    """BCP 47."""
    description: str = ""
    """What the episode is about, in a sentence or two."""
    sources: tuple[str, ...] = ()
    """The articles: addresses on the web, or names of files."""
    transcript: str = ""
    """Plain text."""
    chapters: tuple[Chapter, ...] = ()
    """In order."""
    cover: bytes | None = None
    """JPEG or PNG, small: a player reads the whole tag before the first sound."""


def cleaned(labels: Labels) -> Labels:
    """Every text fit to be shown, names short enough, links such as may be published."""
    title = label(labels.title) or label(labels.album) or labels.day.isoformat()
    return replace(
        labels,
        title=title,
        artist=label(labels.artist),
        album=label(labels.album),
        description=one_line(labels.description),
        sources=tuple(one_line(source) for source in labels.sources),
        transcript="\n".join(one_line(row) for row in labels.transcript.split("\n")),
        chapters=tuple(
            replace(
                chapter,
                title=label(chapter.title) or title,
                url=web_link(chapter.url) if chapter.url else None,
            )
            for chapter in labels.chapters
        ),
    )


def tag(labels: Labels) -> bytes:
    labels = cleaned(labels)
    code = iso_639_2(labels.language)
    listed = _countable(labels.chapters)
    frames = [
        _text("TIT2", labels.title),
        _text("TPE1", labels.artist),
        _text("TALB", labels.album),
        _text("TYER", f"{labels.day.year:04}"),
        _text("TDAT", f"{labels.day:%d%m}"),
        _text("TIT3", labels.description) if labels.description else b"",
        _text("TCON", "Podcast"),
        _text("TLAN", code),
        _contents(len(listed), labels.title) if listed else b"",
        *(_chapter(number, chapter) for number, chapter in enumerate(listed)),
        _long_text("COMM", code, "\n".join(labels.sources)) if labels.sources else b"",
        _long_text("USLT", code, labels.transcript) if labels.transcript else b"",
        _picture(labels.cover) if labels.cover else b"",
    ]
    body = b"".join(frames)
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))  # seven bits a byte
    return b"ID3\x03\x00\x00" + size + body


def chapter_times(path: Path) -> tuple[tuple[int, int], ...]:
    """Start and end in ms of the chapters in the tag at the head of a file, if it is one that `tag` wrote.

    Raises OSError.
    """
    with path.open("rb") as file:
        head = file.read(10)
        if head[:4] != b"ID3\x03":
            return ()
        body = file.read(
            sum((byte & 0x7F) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True))
        )
    times, at = [], 0
    while at + 10 <= len(body):
        name, size = struct.unpack_from(">4sI", body, at)
        frame = body[at + 10 : at + 10 + size]
        if name == b"CHAP" and len(times_at := frame.partition(b"\0")[2]) >= 8:
            times.append(struct.unpack_from(">II", times_at))
        at += 10 + size
    return tuple(times)


def told_times(chapters: tuple[Chapter, ...]) -> tuple[tuple[int, int], ...]:
    """What `chapter_times` is of a file with these chapters."""
    return tuple((chapter.start_ms, chapter.end_ms) for chapter in _countable(chapters))


def iso_639_2(language: str) -> str:
    """The three letters that ID3 wants for a BCP 47 tag; "und" (undetermined) where we do not know them."""
    primary = language.replace("_", "-").split("-")[0].lower()
    if len(primary) == 3 and primary.isascii() and primary.isalpha():
        return primary
    return _ISO_639_2.get(primary, "und")


def media_type(image: bytes) -> str:
    return "image/png" if image.startswith(b"\x89PNG") else "image/jpeg"


def _frame(name: str, body: bytes) -> bytes:
    return name.encode("ascii") + struct.pack(">I", len(body)) + b"\0\0" + body


def _encoded(text: str) -> bytes:
    """UTF-16 with byte order mark, without the NUL that may follow it."""
    return b"\xff\xfe" + text.encode("utf-16-le")


def _text(name: str, text: str) -> bytes:
    return _frame(name, _UTF16 + _encoded(text))


def _long_text(name: str, language: str, text: str) -> bytes:
    """COMM and USLT: language, an empty description, the text."""
    return _frame(name, _UTF16 + language.encode("ascii") + _encoded("") + b"\0\0" + _encoded(text))


def _picture(image: bytes) -> bytes:
    """APIC: kind of file, "front cover", an empty description, the file."""
    return _frame("APIC", b"\0" + media_type(image).encode("ascii") + b"\0\x03\0" + image)


def _countable(chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    """The last of those that can be listed goes on to the end."""
    listed = chapters[:_MOST_CHAPTERS]
    return (*listed[:-1], replace(listed[-1], end_ms=chapters[-1].end_ms)) if listed else ()


def _contents(count: int, title: str) -> bytes:
    """Top-level and ordered: Apple and Overcast ignore chapters that no such table lists.

    Apple Podcasts was seen to pass over a table that had no title (atldotnet, issue 23).
    """
    names = b"".join(f"chp{number}".encode("ascii") + b"\0" for number in range(count))
    return _frame("CTOC", b"toc\0" + b"\x03" + bytes([count]) + names + _text("TIT2", title))


def _chapter(number: int, chapter: Chapter) -> bytes:
    times = struct.pack(">IIII", chapter.start_ms, chapter.end_ms, _NO_OFFSET, _NO_OFFSET)
    inner = _text("TIT2", chapter.title)
    if chapter.url:
        inner += _frame("WXXX", b"\0\0" + chapter.url.encode("ascii"))  # with an empty description
    return _frame("CHAP", f"chp{number}".encode("ascii") + b"\0" + times + inner)


_CODES = """
af:afr am:amh ar:ara as:asm az:aze be:bel bg:bul bn:ben bo:bod bs:bos ca:cat cs:ces cy:cym da:dan de:deu
dv:div el:ell en:eng eo:epo es:spa et:est eu:eus fa:fas fi:fin fr:fra ga:gle gl:glg gu:guj ha:hau he:heb
hi:hin hr:hrv hu:hun hy:hye id:ind ig:ibo is:isl it:ita iw:heb ja:jpn jv:jav ka:kat kk:kaz km:khm kn:kan
ko:kor ku:kur ky:kir la:lat lb:ltz lo:lao lt:lit lv:lav mg:mlg mi:mri mk:mkd ml:mal mn:mon mr:mar ms:msa
mt:mlt my:mya nb:nob ne:nep nl:nld nn:nno no:nor om:orm or:ori pa:pan pl:pol ps:pus pt:por ro:ron ru:rus
rw:kin sd:snd si:sin sk:slk sl:slv sm:smo sn:sna so:som sq:sqi sr:srp st:sot su:sun sv:swe sw:swa ta:tam
te:tel tg:tgk th:tha ti:tir tk:tuk tl:tgl tr:tur tt:tat ug:uig uk:ukr ur:urd uz:uzb vi:vie xh:xho yi:yid
yo:yor zh:zho zu:zul
"""
"""ISO 639-1 to 639-2/T, of the languages that news is likely to be written in."""
_ISO_639_2 = dict(pair.split(":") for pair in _CODES.split())
