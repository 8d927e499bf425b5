"""Names of speakers in gold and answer → whether they are one."""

from __future__ import annotations

import re

from briefing.script.quoting.lexicon import lexicon

_SMALL = frozenset(("the", "a", "an", "of", "for", "in", "at", "and", "on", "to", "from", "with"))
_BEHIND = frozenset(("jr", "sr", "iii", "ii"))


def key(name: str) -> list[str]:
    found = [w.strip(".,()'’\"“”").lower().replace("’", "'") for w in name.split()]
    words = [re.sub(r"['’]s?$", "", w) for w in found if w and w not in _SMALL | _BEHIND]
    titles = lexicon("en").titles | lexicon("en").offices
    while len(words) > 1 and words[0] in titles:
        del words[0]
    return words


def same_speaker(gold: str, got: str) -> bool:
    """Whether two names are one: one has all words of the other, or the last words and the initials agree."""
    one, other = key(gold), key(got)
    if not one or not other:
        return gold.lower() == got.lower()
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    return one[-1] == other[-1] and one[0][0] == other[0][0]
