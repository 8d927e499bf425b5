"""Mentions whose names may be too long or too short → the same, cut or doubted as other mentions show it.

For languages without capitals: "Salem Omar opened-station" is cut after "Omar" when the article also says
just "Omar", or says "Salem Omar" where the name surely ends. What no mention confirms stays unsure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from briefing.model import Block, BlockRole
from briefing.script.quoting.lexicon import Lexicon
from briefing.script.quoting.names import Mention, name_key, part_of, same_word
from briefing.script.words import fold

_TO = "ل"
"""The preposition of an addressee, written together with it: "said Merrick to-BBC"."""
_AND = "و"
_TITLES = frozenset({BlockRole.HEADLINE, BlockRole.DECK, BlockRole.KICKER})
_LONGEST_LABEL = 3
"""Words of a speaker's name before the colon of a title."""
Key = tuple[str, ...]


def settled(
    mentions: Iterable[Mention],
    blocks: Iterable[Block],
    is_cut: Callable[[str], bool],
    known: Lexicon,
) -> list[Mention]:
    """In their order; those of bodies as they are. The labels of `blocks` are mentions as well.

    `is_cut`: whether a name, where it first stands, may have lost its beginning.
    """
    found = list(mentions)
    sure = {key for m in found if m.person and m.sure and m.begun and (key := name_key(m.name))}
    sure |= {key for block in blocks for label in _labels(block) if (key := name_key(label))}
    guessed = {key for m in found if m.person and not m.sure and len(key := name_key(m.name)) > 1}
    # Two guesses that end alike: "Amr al-Laithi Hegazi on-the-show", "al-Laithi Hegazi".
    echoes = {key for key in guessed if any(_ends_in(other, key) for other in guessed)}
    shown = frozenset(sure | echoes)
    whole = [_settle(m, shown, known) if m.person else m for m in found]
    names = {word for m in whole if m.person and not m.maybe for word in name_key(m.name)}
    kept = [m for m in whole if not m.maybe or set(name_key(m.name)) <= names]
    doubtful: set[Key] = set()
    for m in sorted((m for m in kept if m.person), key=lambda m: -len(name_key(m.name))):
        key = name_key(m.name)
        longer = [o for o in kept if o.person and len(name_key(o.name)) > len(key) and _is_part(m, o)]
        if any(o.sure and name_key(o.name) not in doubtful for o in longer):
            continue
        introduced = m.office and not fold(m.name).startswith(known.article)  # "a keeper called Stavros"
        word = fold(m.name)
        known_word = (introduced or word in known.given_names) and word not in known.office_links
        alone = len(m.name.split()) == 1 and not known_word
        if not m.begun or alone or any(not o.begun for o in longer) or is_cut(m.name):
            doubtful.add(key)
    return [replace(m, sure=m.sure and name_key(m.name) not in doubtful) if m.person else m for m in kept]


def _is_part(short: Mention, long: Mention) -> bool:
    return part_of(name_key(short.name), name_key(long.name), same_word)


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


def _settle(mention: Mention, shown: frozenset[Key], known: Lexicon) -> Mention:
    """`shown`: the keys of the names whose ends are sure."""
    text = mention.reach or mention.name
    ends = [m.end() for m in re.finditer(r"\S+", text)]
    words = text.split()
    for count in range(len(ends), 0, -1):
        key = name_key(text[: ends[count - 1]])
        if mention.sure and not (count < len(words) and words[count].startswith(_TO) and key in shown):
            continue
        first_name = fold(words[0]) in known.given_names
        if key and (key in shown or _has_short_form(key, shown) or _is_short_form(key, shown, first_name)):
            span = replace(mention.span, end=mention.span.start + ends[count - 1])
            return replace(mention, name=text[: ends[count - 1]], span=span, sure=True)
    return mention


def _is_short_form(key: Key, shown: frozenset[Key], first_name: bool) -> bool:
    """Whether it is the last word of a name that is sure, or another that is no frequent first name."""
    return len(key) == 1 and any(key[0] in other[-1 if first_name else 1 :] for other in shown if other[1:])


def _ends_in(long: Key, short: Key) -> bool:
    """Whether some first words of `long` end with all of `short`."""
    return any(long[at : at + len(short)] == short for at in range(1, len(long) - len(short) + 1))


def _has_short_form(key: Key, shown: frozenset[Key]) -> bool:
    """Whether the article also names the person by fewer words, the last one among them."""
    return any(
        len(other) < len(key) and same_word(other[-1], key[-1]) and part_of(other, key, same_word)
        for other in shown
    )
