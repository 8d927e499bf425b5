"""Bytes → text, whatever was declared; what is not text is refused."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from briefing.article.fetching.media_type import refuse_what_is_no_text
from briefing.errors import ArticleError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}encoding=["']([\w.-]+)""", re.I
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE_BYTES = 200_000
"""Enough letters to judge an encoding by; detection is slow."""

# What browsers read under these names (WHATWG Encoding, section 4.2): "latin-1" holds Windows' marks.
_AS_BROWSERS = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "iso-8859-9": "cp1254", "shift_jis": "cp932",
}  # fmt: skip


def decode(data: bytes, *, declared: str | None = None, name: str = "the article") -> str:
    """The text of `data`. `declared` is a charset that the transport or the page names; it may be wrong.

    A byte order mark decides; then UTF-8, if the bytes are valid UTF-8 (bytes of another encoding
    hardly ever are); then what was declared, if it gives plausible words; then what the bytes look like.
    Raises ArticleError when the bytes are no text.
    """
    refuse_what_is_no_text(data, name=name)
    for text in _readings(data, declared):
        if text is not None:
            _refuse_controls(text, name)
            return text
    raise ArticleError(
        f"{name} is not text that can be read",
        why="its bytes fit no known encoding",
        hint="Save it as UTF-8.",
    )


def declared_in_html(data: bytes) -> str | None:
    """The charset that the page names in its first kilobytes, if any (HTML standard, section 13.2.3.2)."""
    found = _META.search(data[:4096])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def _readings(data: bytes, declared: str | None) -> Iterator[str | None]:
    """Texts that the bytes may be, the likeliest first; None where a guess fits no bytes or no language."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            yield data.decode(encoding, "replace").removeprefix("\ufeff")
    escapes = declared is not None and declared.lower().startswith(("iso-2022", "hz")) and b"\x1b" in data
    if not escapes:
        yield _utf16_without_mark(data)
        yield _strictly(data, "utf-8")
        yield _utf8_cut_short(data)
    if declared and (text := _strictly(data, _AS_BROWSERS.get(declared.strip().lower(), declared.strip()))):
        yield text if _is_plausible(text) else None
    yield _detected(data)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _utf16_without_mark(data: bytes) -> str | None:
    """Every other byte of UTF-16 text is one and the same high byte, 0 for Latin and 6 for Arabic."""
    sample = data[:4000]
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if (
            len(high) >= 16
            and high.count(0) >= 0.1 * len(high)
            and high.count(0) + high.count(6) >= 0.8 * len(high)
        ):
            return _strictly(data[: len(data) // 2 * 2], encoding)
    return None


def _utf8_cut_short(data: bytes) -> str | None:
    """UTF-8 with a few broken letters (cut in the middle, or one pasted byte): the rest must not be lost."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(data) - len(text)  # continuation bytes: one or more for each letter beyond ASCII
    return text if broken and whole > 20 * broken else None


def _is_plausible(text: str) -> bool:
    """Whether the words look like a language: no controls, no mixed scripts, not accents throughout."""
    letters = words = mixed = high_latin = 0
    for word in _WORD.findall(text[:_SAMPLE_BYTES]):
        words += 1
        letters += len(word)
        high_latin += sum("\xc0" <= letter <= "\u024f" for letter in word)
        mixed += word.isascii() is False and len({_script(letter) for letter in word}) > 1
    if not words:
        return True
    controls = len(_CONTROLS.findall(text[:_SAMPLE_BYTES]))
    return controls <= 0.001 * letters and mixed <= 0.03 * words and high_latin <= 0.4 * letters


def _script(letter: str) -> int:
    """Latin 0, Arabic 6; otherwise the block of 256 code points (Greek and Cyrillic have one each)."""
    point = ord(letter)
    if point < 0x250:
        return 0
    if 0x600 <= point < 0x780:
        return 6
    return point >> 8


def _detected(data: bytes) -> str | None:
    """What the bytes look like."""
    sample = data[:_SAMPLE_BYTES]
    for encoding in ("cp1256", "iso8859_6"):
        text = _strictly(sample, encoding)
        if text and _is_arabic(text):
            return data.decode(encoding, "replace")
    text = _strictly(data, "cp1252")
    if text and _is_plausible(text) and _is_western(text):
        return text
    from charset_normalizer import from_bytes  # slow to load, seldom needed

    best = from_bytes(sample).best()
    return data.decode(best.encoding, "replace") if best is not None else None


def _is_arabic(text: str) -> bool:
    """Alef and lam are a quarter of the letters of any Arabic text; a wrong reading has no such two."""
    beyond = [c for c in text if c > "\x7f" and c.isalpha()]
    arabic = [c for c in beyond if "\u0621" <= c <= "\u064a"]
    alef_lam = sum(c in "ال" for c in arabic)
    return len(arabic) >= 20 and len(arabic) >= 0.9 * len(beyond) and alef_lam >= 0.15 * len(arabic)


def _is_western(text: str) -> bool:
    """Mostly ASCII letters, and beyond them only such as western European languages use."""
    beyond = [c for c in text if c > "\x7f"]
    usual = sum(
        c in "àâäáãåæçéèêëíîïñóôöòõøœúùûüýÿßÀÂÄÁÅÆÇÉÈÊÍÎÓÔÖØÚÜŒ«»“”‘’–—…€£°·¿¡§®©•\xa0„‚ªº½" for c in beyond
    )
    return len(beyond) <= 0.3 * len(text) and usual >= 0.9 * len(beyond)


def _refuse_controls(text: str, name: str) -> None:
    sample = text[:_SAMPLE_BYTES]
    if len(_CONTROLS.findall(sample)) > 0.01 * len(sample) or sample.count("\ufffd") > 0.02 * len(sample):
        raise ArticleError(
            f"{name} is not text",
            why="its bytes are binary",
            hint="Give a text, Markdown or HTML file, or a URL.",
        )
