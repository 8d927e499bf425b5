"""Two texts that should be the same → what is not: in a sentence, and as both texts with words marked."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

_SHOWN = 5
"""Words of a difference that are shown in a sentence."""
_OPEN, _CLOSE = "⟦", "⟧"
"""Around words that differ: the pair is mirrored where the text runs from right to left."""


def describe(expected: str, found: str) -> str:
    """What kind of difference it is, and where: a figure, words added, left out, changed, or only a mark."""
    changes = [(was, now) for was, now, is_same in _runs(expected.split(), found.split()) if not is_same]
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


def marked(expected: str, found: str) -> tuple[str, str]:
    """Both texts, word for word, with ⟦ ⟧ around what the other has not, or has otherwise."""
    ours: list[str] = []
    theirs: list[str] = []
    for was, now, is_same in _runs(expected.split(), found.split()):
        ours += was if is_same else [_around(was)]
        theirs += now if is_same else [_around(now)]
    return " ".join(ours), " ".join(theirs)


def _around(words: Sequence[str]) -> str:
    return f"{_OPEN}{' '.join(words)}{_CLOSE}"


def _runs(ours: list[str], theirs: list[str]) -> Iterator[tuple[list[str], list[str], bool]]:
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    for change, a, b, c, d in matcher.get_opcodes():
        yield ours[a:b], theirs[c:d], change == "equal"


def _some(words: list[str]) -> str:
    return " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")


def _figures(words: list[str]) -> str:
    return "".join(c for c in " ".join(words) if c.isdigit())


def _letters(words: list[str]) -> str:
    return "".join(c for c in " ".join(words) if c.isalnum())
