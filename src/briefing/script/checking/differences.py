"""Two texts that should be the same → one short sentence on what is not."""

from __future__ import annotations

import difflib

_SHOWN = 5
"""Words of a difference that are shown; the CLI shows both lines whole."""


def describe(expected: str, found: str) -> str:
    """What kind of difference it is, and where: a figure, words added, left out, changed, or only a mark."""
    ours, theirs = expected.split(), found.split()
    changes = [
        (ours[a:b], theirs[c:d])
        for change, a, b, c, d in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
        if change != "equal"
    ]
    if not changes:
        return "only spaces differ"
    was, now = changes[0]
    more = f", and {len(changes) - 1} more" if len(changes) > 1 else ""
    if not was:
        return f"`{_some(now)}` was added{more}"
    if not now:
        return f"`{_some(was)}` is missing{more}"
    kind = (
        "the figure "
        if _figures(was) != _figures(now)
        else "the mark at "
        if _letters(was) == _letters(now)
        else ""
    )
    return f"{kind}`{_some(was)}` became `{_some(now)}`{more}"


def _some(words: list[str]) -> str:
    return " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")


def _figures(words: list[str]) -> str:
    return "".join(c for c in " ".join(words) if c.isdigit())


def _letters(words: list[str]) -> str:
    return "".join(c for c in " ".join(words) if c.isalnum())
