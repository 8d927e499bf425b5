"""The article as it was read and understood."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_RIGHT_TO_LEFT = {
    "acm", "afb", "apc", "ar", "arc", "arq", "ary", "arz", "azb", "ckb", "dv", "fa", "he", "iw", "ji", "ks",
    "nqo", "pnb", "prs", "ps", "sd", "skr", "syr", "ug", "ur", "yi",
}  # fmt: skip
"""Languages that are, unless their tag names a script that is not."""
_RIGHT_TO_LEFT_SCRIPTS = {"adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an article came from, and what identifies its bytes."""

    address: str
    """Path or URL as it was given; "-" for standard input."""
    media_type: str
    """text/html, text/plain or text/markdown."""
    sha256: str
    fetched_at: datetime
    charset: str | None = None
    """As the transport declared it (HTTP header); None when it said nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The bytes as they were read: the evidence."""

    origin: Origin
    data: bytes

    @classmethod
    def of(
        cls, data: bytes, *, address: str, media_type: str, fetched_at: datetime, charset: str | None = None
    ) -> Source:
        digest = hashlib.sha256(data).hexdigest()
        address = address.encode("utf-8", "backslashreplace").decode()  # a file name may be no text
        origin = Origin(
            address=address, media_type=media_type, sha256=digest, fetched_at=fetched_at, charset=charset
        )
        return cls(origin=origin, data=data)


class BlockRole(StrEnum):
    """What a block is on the page. Nothing is thrown away: what is never spoken has a role that says so."""

    KICKER = "kicker"
    """The short line above the headline."""
    HEADLINE = "headline"
    DECK = "deck"
    """The line or lines under the headline that sum the story up."""
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    """Of a picture, with its credit."""
    PARAGRAPH = "paragraph"
    SUBHEADING = "subheading"
    PULL_QUOTE = "pull_quote"
    SIDEBAR_HEADING = "sidebar_heading"
    SIDEBAR = "sidebar"
    BOILERPLATE = "boilerplate"
    """Navigation, related links, notices, cookie text."""
    REPEAT = "repeat"
    """Says again what an earlier block said: `repeats` names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    role: BlockRole
    text: str
    repeats: int | None = None
    """Number (from 1) of the earlier block that this one repeats (role `repeat`), or of the paragraph whose
    words a pull quote shows, wherever that stands; None for all other blocks."""
    speaker: str | None = None
    """Of a pull quote: the label as printed ("Hofmann:" without its colon), if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    title: str
    language: str
    """BCP 47 tag, e.g. "en", "ar"."""
    blocks: tuple[Block, ...]
    origin: Origin
    published: datetime | None = None
    byline: str | None = None
    site: str | None = None
    url: str | None = None
    """The address that the page itself gives as its own (canonical); None for texts."""

    @property
    def direction(self) -> str:
        """ "rtl" or "ltr": how its language is written."""
        return direction(self.language)


def direction(language: str) -> str:
    """ "rtl" or "ltr": how the language of a BCP 47 tag is written."""
    primary, *subtags = language.lower().replace("_", "-").split("-")
    script = next((tag for tag in subtags if len(tag) == 4 and tag.isalpha()), None)
    rtl = script in _RIGHT_TO_LEFT_SCRIPTS if script else primary in _RIGHT_TO_LEFT
    return "rtl" if rtl else "ltr"
