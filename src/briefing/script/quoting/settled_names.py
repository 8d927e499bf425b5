"""Mentions whose names may have run on into the sentence → the same, cut where another mention shows it.

For languages without capitals: "Salem Omar opened-station" is cut after "Omar" when the article also says
just "Omar", or says "Salem Omar" where the name surely ends. What no mention confirms stays unsure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefing.model import Block, BlockRole
from briefing.script.quoting.names import Mention, name_key, part_of, same_word

_TO = "ل"
"""The preposition of an addressee, written together with it: "said Merrick to-BBC"."""
_AND = "و"
_TITLES = frozenset({BlockRole.HEADLINE, BlockRole.DECK, BlockRole.KICKER})
_LONGEST_LABEL = 3
"""Words of a speaker's name before the colon of a title."""
Key = tuple[str, ...]


def settled(mentions: Iterable[Mention], blocks: Iterable[Block]) -> list[Mention]:
    """In their order; those of bodies as they are. The labels of `blocks` are mentions as well."""
    found = list(mentions)
    sure = {name_key(m.name) for m in found if m.person and m.sure}
    sure |= {key for block in blocks for label in _labels(block) if (key := name_key(label))}
    guessed = {key for m in found if m.person and not m.sure and len(key := name_key(m.name)) > 1}
    # Two guesses that end alike: "Amr al-Laithi Hegazi on-the-show", "al-Laithi Hegazi".
    echoes = {key for key in guessed if any(_ends_in(other, key) for other in guessed)}
    shown = frozenset(sure | echoes)
    whole = [_settle(m, shown) if m.person else m for m in found]
    names = {word for m in whole if m.person and not m.maybe for word in name_key(m.name)}
    return [m for m in whole if not m.maybe or set(name_key(m.name)) <= names]


def _labels(block: Block) -> Iterator[str]:
    """Who speaks in a pull quote or in a title: "al-Marri: the pier is safe", "… and al-Marri: we wait"."""
    if block.speaker:
        yield block.speaker
    if block.role in _TITLES:
        for half in block.text.split(".."):
            label, colon, _ = half.partition(":")
            if colon and len(label.split()) <= _LONGEST_LABEL:
                yield label.strip()
                yield label.strip().removeprefix(_AND)


def _settle(mention: Mention, shown: frozenset[Key]) -> Mention:
    """`shown`: the keys of the names whose ends are sure."""
    text = mention.reach or mention.name
    ends = [m.end() for m in re.finditer(r"\S+", text)]
    words = text.split()
    for count in range(len(ends), 0, -1):
        key = name_key(text[: ends[count - 1]])
        if mention.sure and not (count < len(words) and words[count].startswith(_TO) and key in shown):
            continue
        if key and (key in shown or _has_short_form(key, shown) or _is_short_form(key, shown)):
            span = replace(mention.span, end=mention.span.start + ends[count - 1])
            return replace(mention, name=text[: ends[count - 1]], span=span, sure=True)
    return mention


def _is_short_form(key: Key, shown: frozenset[Key]) -> bool:
    """Whether it is the last word of a name that is sure."""
    return len(key) == 1 and any(len(other) > 1 and other[-1:] == key for other in shown)


def _ends_in(long: Key, short: Key) -> bool:
    """Whether some first words of `long` end with all of `short`."""
    return any(long[at : at + len(short)] == short for at in range(1, len(long) - len(short) + 1))


def _has_short_form(key: Key, shown: frozenset[Key]) -> bool:
    """Whether the article also names the person by fewer words, the last one among them."""
    return any(
        len(other) < len(key) and same_word(other[-1], key[-1]) and part_of(other, key, same_word)
        for other in shown
    )
