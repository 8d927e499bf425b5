"""An article's address → what may be told to everybody: a link on the web, in ASCII, without a password."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath
from urllib.parse import quote, urlsplit, urlunsplit

from briefing.mix.wording import one_line
from briefing.model import Origin

_LONGEST = 2000
"""Bytes; browsers and servers take about as many."""
_HOST = re.compile(r"[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]")
_MAY_STAND = "%/?:@!$&'()*+,;=~"
"""Beside letters, digits and "-._": RFC 3986, 3.3 and 3.4."""


def web_link(address: str) -> str | None:
    """None where the address is not one of the web, or too long for a link."""
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
        host = host if host.isascii() else host.encode("idna").decode("ascii")
        tail = [quote(part, _MAY_STAND) for part in (parts.path, parts.query, parts.fragment)]
    except ValueError:  # no such port, a half bracket, a name that cannot be, a half of a surrogate pair
        return None
    host = f"[{host}]" if ":" in host else host
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return None
    link = urlunsplit((parts.scheme, f"{host}:{port}" if port else host, *tail))
    return link if len(link) <= _LONGEST else None


def public_names(origins: Iterable[Origin]) -> tuple[str, ...]:
    """What may be told of where the articles come from: of a file no more than its name."""
    named = (web_link(origin.address) or one_line(PurePath(origin.address).name) for origin in origins)
    return tuple(dict.fromkeys(name for name in named if name and name != "-"))
