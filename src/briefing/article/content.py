"""What reading a page or a text gives: blocks with roles, and what the source says of itself."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from briefing.model import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContent:
    """An article before its repeats are marked and its language is settled."""

    title: str | None
    language: str | None
    """As the source declares it (BCP 47); None when it says nothing."""
    blocks: tuple[Block, ...]
    published: datetime | None
    byline: str | None
    site: str | None
    url: str | None = None
    """The address that a page gives as its own."""


# Soft hyphen, zero width space, word joiner, BOM, bidi marks: they are layout. The zero width
# (non-)joiners U+200C/D stay: they are spelling in Persian, Urdu and Indic scripts.
_INVISIBLE = re.compile(r"[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
# Arabic vowel signs keep the order in which they were typed (NFC would put a vowel before its shadda);
# only a letter followed by a separate madda or hamza becomes the one letter that it is.
_COMPOSABLE = re.compile(r"[\u0621-\u064a][\u0653-\u0655]|[^\u0600-\u06ff]+")


def tidy(text: str) -> str:
    """The text of a block: single spaces, no layout characters, letters composed (NFC); the rest verbatim.

    Spans count code points of what this returns.
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
        if not unicodedata.is_normalized("NFC", text):
            text = _COMPOSABLE.sub(lambda run: unicodedata.normalize("NFC", run.group()), text)
    return " ".join(_CONTROL.sub("", text).split())
