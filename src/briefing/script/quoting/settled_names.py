"""Mentions whose names may be too long or too short → the same, cut or doubted as other mentions show it.

For languages without capitals: "Salem Omar opened-station" is cut after "Omar" when the article also says
just "Omar", or says "Salem Omar" where the name surely ends. What no mention confirms stays unsure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from briefing.model import Block, BlockRole
from briefing.script.quoting.lexicon import Lexicon
from briefing.script.quoting.names import Mention, initial, name_key, part_of, same_word
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
    ends = {
        key[at:end] for key in guessed for at in range(1, len(key)) for end in range(at + 1, len(key) + 1)
    }
    shown = _Shown(sure | (guessed & ends))
    whole = [_settle(m, shown, known) if m.person else m for m in found]
    names = {word for m in whole if m.person and not m.maybe for word in name_key(m.name)}
    kept = [m for m in whole if not m.maybe or set(name_key(m.name)) <= names]
    doubtful: set[Key] = set()
    persons = _Keyed(m for m in kept if m.person)
    for m in sorted((m for m in kept if m.person), key=lambda m: -len(name_key(m.name))):
        key = name_key(m.name)
        longer = persons.longer(key)
        if any(persons.sure[o] and o not in doubtful for o in longer):
            continue
        introduced = m.office and not fold(m.name).startswith(known.article)  # "a keeper called Stavros"
        word = fold(m.name)
        known_word = (introduced or word in known.given_names) and word not in known.office_links
        alone = len(m.name.split()) == 1 and not known_word
        if not m.begun or alone or any(persons.unbegun[o] for o in longer) or is_cut(m.name):
            doubtful.add(key)
    return [replace(m, sure=m.sure and name_key(m.name) not in doubtful) if m.person else m for m in kept]


class _Keyed:
    """Persons by the key of their name: a page may name a thousand, most of them again and again."""

    def __init__(self, persons: Iterable[Mention]) -> None:
        self.sure: dict[Key, bool] = {}
        self.unbegun: dict[Key, bool] = {}
        for m in persons:
            key = name_key(m.name)
            self.sure[key] = self.sure.get(key, False) or m.sure
            self.unbegun[key] = self.unbegun.get(key, False) or not m.begun
        self._with_initial: dict[str, set[Key]] = defaultdict(set)
        for key in self.sure:
            for word in key:
                self._with_initial[initial(word)].add(key)
        self._longer: dict[Key, tuple[Key, ...]] = {}

    def longer(self, key: Key) -> tuple[Key, ...]:
        """The keys of longer names that have all words of this one."""
        if key not in self._longer:
            likely = [self._with_initial[initial(word)] for word in key] or [set(self.sure)]
            self._longer[key] = tuple(
                other
                for other in set.intersection(*likely)
                if len(other) > len(key) and part_of(key, other, same_word)
            )
        return self._longer[key]


class _Shown:
    """Keys of the names whose ends are sure."""

    def __init__(self, keys: set[Key]) -> None:
        self.keys = keys
        self.lasts = {key[-1] for key in keys if key[1:]}
        self.later = {word for key in keys for word in key[1:]}
        self._by_last: dict[str, list[Key]] = defaultdict(list)
        for key in keys:
            self._by_last[initial(key[-1])].append(key)
        self._short: dict[Key, bool] = {}

    def has_short_form(self, key: Key) -> bool:
        """Whether the article also names the person by fewer words, the last one among them."""
        if key not in self._short:
            self._short[key] = any(
                len(other) < len(key) and same_word(other[-1], key[-1]) and part_of(other, key, same_word)
                for other in self._by_last[initial(key[-1])]
            )
        return self._short[key]

    def is_short_form(self, key: Key, first_name: bool) -> bool:
        """Whether it is the last word of a name that is sure, or another that is no frequent first name."""
        return len(key) == 1 and key[0] in (self.lasts if first_name else self.later)


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


def _settle(mention: Mention, shown: _Shown, known: Lexicon) -> Mention:
    text = mention.reach or mention.name
    ends = [m.end() for m in re.finditer(r"\S+", text)]
    words = text.split()
    for count in range(len(ends), 0, -1):
        key = name_key(text[: ends[count - 1]])
        if mention.sure and not (count < len(words) and words[count].startswith(_TO) and key in shown.keys):
            continue
        first_name = fold(words[0]) in known.given_names
        if key and (key in shown.keys or shown.has_short_form(key) or shown.is_short_form(key, first_name)):
            span = replace(mention.span, end=mention.span.start + ends[count - 1])
            return replace(mention, name=text[: ends[count - 1]], span=span, sure=True)
    return mention
