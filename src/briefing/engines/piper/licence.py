"""A voice's MODEL_CARD → what it says of the licence."""

from __future__ import annotations

import re

_LINE = re.compile(r"(?im)^[\s*#>|_-]*(?:\w+ )?licen[cs]es?\b[*_\s]*[:=|][*_\s]*(\S.*?)[\s|]*$")
_HEADING = re.compile(r"(?im)^#+\s*licen[cs]es?\s*\n+\s*(\S[^\n]*)")
_NOT_FOR_MONEY = re.compile(r"(?i)\bNC\b|non-?commercial|research (?:purposes|use) only")


def licence_in(card: str) -> str:
    """The licence as the card has it, several one after the other; empty where it names none."""
    found = [*_LINE.findall(card), *_HEADING.findall(card)]
    return "; ".join(dict.fromkeys(found))


def forbids_commerce(licence: str) -> bool:
    """Whether the words of the licence say so; one that is only an address must be read there."""
    return _NOT_FOR_MONEY.search(licence) is not None
