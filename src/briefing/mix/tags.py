"""What an episode is called and what is in it → an ID3v2.3 tag, the frames in a fixed order.

Version 2.3, because it is the one that every podcast player reads. Our own writer, because mutagen (with
which the tests read it) does not keep the chapters in their order.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import date

from briefing.model import Chapter

_UTF16 = b"\x01"
_MOST_CHAPTERS = 255
"""The table of contents counts them in one byte."""
_NO_OFFSET = 0xFFFFFFFF
"""Of a chapter: its time counts, not its bytes."""


def tag(
    *,
    title: str,
    artist: str,
    album: str,
    day: date,
    language: str,
    sources: Sequence[str],
    transcript: str,
    chapters: Sequence[Chapter],
) -> bytes:
    """`language` is a BCP 47 tag, `transcript` plain text."""
    code = iso_639_2(language)
    listed = list(chapters)[:_MOST_CHAPTERS]
    frames = [
        _text("TIT2", title),
        _text("TPE1", artist),
        _text("TALB", album),
        _text("TYER", f"{day:%Y}"),
        _text("TDAT", f"{day:%d%m}"),
        _text("TCON", "Podcast"),
        _text("TLAN", code),
        _long_text("COMM", code, "\n".join(sources)) if sources else b"",
        _long_text("USLT", code, transcript),
        _contents(len(listed)),
        *(_chapter(number, chapter) for number, chapter in enumerate(listed)),
    ]
    body = b"".join(frames)
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))  # seven bits a byte
    return b"ID3\x03\x00\x00" + size + body


def iso_639_2(language: str) -> str:
    """The three letters that ID3 wants for a BCP 47 tag; "und" (undetermined) where we do not know them."""
    primary = language.replace("_", "-").split("-")[0].lower()
    if len(primary) == 3 and primary.isascii() and primary.isalpha():
        return primary
    return _ISO_639_2.get(primary, "und")


def _frame(name: str, body: bytes) -> bytes:
    return name.encode("ascii") + struct.pack(">I", len(body)) + b"\0\0" + body


def _encoded(text: str) -> bytes:
    """UTF-16 with byte order mark; NUL would end the text early."""
    return b"\xff\xfe" + text.replace("\0", "").encode("utf-16-le", errors="replace")


def _text(name: str, text: str) -> bytes:
    return _frame(name, _UTF16 + _encoded(" ".join(text.split())))


def _long_text(name: str, language: str, text: str) -> bytes:
    """COMM and USLT: language, an empty description, the text."""
    return _frame(name, _UTF16 + language.encode("ascii") + _encoded("") + b"\0\0" + _encoded(text))


def _contents(count: int) -> bytes:
    """Top-level and ordered: Apple and Overcast ignore chapters that no such table lists."""
    names = b"".join(f"chp{number}".encode("ascii") + b"\0" for number in range(count))
    return _frame("CTOC", b"toc\0" + b"\x03" + bytes([count]) + names)


def _chapter(number: int, chapter: Chapter) -> bytes:
    times = struct.pack(">IIII", chapter.start_ms, chapter.end_ms, _NO_OFFSET, _NO_OFFSET)
    inner = _text("TIT2", chapter.title)
    if chapter.url and chapter.url.isascii():
        inner += _frame("WXXX", _UTF16 + _encoded("") + b"\0\0" + chapter.url.encode("ascii"))
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
