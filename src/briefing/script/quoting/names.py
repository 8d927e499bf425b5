"""Mentions of persons and bodies in an article → its cast: who they are, under their fullest names."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from briefing.model import Span
from briefing.script.words import fold_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where the article names somebody."""

    name: str
    span: Span
    office: str | None = None
    office_span: Span | None = None
    gender: str | None = None
    sure: bool = True
    """Whether it can be told where the name ends."""
    begun: bool = True
    """False where the name may begin before."""
    maybe: bool = False
    """One word that may be no name at all."""
    person: bool = True
    """False: a body, or somebody known by a description only ("a witness")."""
    human: bool = False
    """Whether more than capitals shows that it is a person: a verb of saying, "his wife" before the name."""
    reach: str = ""
    """The name with all the words behind it that may belong to it; empty where it is sure."""
    styles: frozenset[str] = frozenset()
    """Folded words before the name, title and office: "his highness" points back to "highness"."""


@dataclass(slots=True, kw_only=True, eq=False)
class Member:
    """One of the cast; what is learnt of them on the way through the article is added."""

    name: str
    name_span: Span
    key: tuple[str, ...]
    person: bool
    office: str | None = None
    office_span: Span | None = None
    gender: str | None = None
    likely: str | None = None
    """Gender that the first name suggests: rules a person out, and is no evidence for more."""
    sure: bool = True
    """Whether the article shows where the name ends."""
    human: bool = False
    """Whether more than capitals shows that it is a person: an office, a first name, that they spoke."""
    styles: frozenset[str] = frozenset()
    places: set[tuple[int, int]] = field(default_factory=set)
    """(block, start) of every mention."""


_JOINED = frozenset(["عبد", "ابو", "ابي", "ابن", "ام"])
_LEFT_OUT = frozenset(["بن", "ابن", "bin", "ibn", "jr", "sr"])
_AROUND = '.,،:"“”‘’()'
"""Signs around a word of a name: Robert “Bob” Hill."""
_MIN_FUZZY = 5
"""Letters from which two spellings of one name may differ in one letter; shorter ones are other names (Anna /
Anne, سالم / سليم)."""


@lru_cache(maxsize=16384)
def name_key(name: str) -> tuple[str, ...]:
    """The words of a name for comparison: folded, without article, "Abd al-…" as one word."""
    words = [w for w in re.split(r"[\s\u00a0]+", name.strip()) if w]
    key: list[str] = []
    glued = ""
    for raw in words:
        word = glued + fold_name(raw.strip(_AROUND))
        glued = ""
        if word in _JOINED:
            glued = word
        elif word and word not in _LEFT_OUT:
            key.append(_bare(word))
    if glued:
        key.append(glued)
    return tuple(key)


def _bare(word: str) -> str:
    for article in ("ال", "al-", "el-"):
        if word.startswith(article) and len(word) > len(article) + 2:
            return word[len(article) :]
    return re.sub("^عبدال", "عبد", word)


_HARD_G = frozenset("غجقك")
"""How Arabic papers write a foreign G: Guterres is غوتيريش and جوتيريش."""


def _single(word: str) -> str:
    """Without doubled letters: ميللر is ميلر."""
    return re.sub(r"([^\W\d_])\1", r"\1", word) if not word.isascii() else word


def initial(word: str) -> str:
    """What the first letters of two words have in common that `same_word` may hold for one."""
    return "غ" if word[0] in _HARD_G else word[0]


@lru_cache(maxsize=65536)
def same_word(one: str, other: str) -> bool:
    """Whether two folded words may be two spellings of one name."""
    if one == other or _single(one) == _single(other):
        return True
    if min(len(one), len(other)) < _MIN_FUZZY or abs(len(one) - len(other)) > 1:
        return False
    if one[0] != other[0]:
        return {one[0], other[0]} <= _HARD_G and one[1:] == other[1:]
    if one[:-1] == other or other[:-1] == one or (one[:-1] == other[:-1] and (one + other).isascii()):
        return one[-1] == other[-1]  # an ending more or another ending may be the other gender, or a plural
    # One letter put in, left out or exchanged.
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(b.size for b in blocks) >= max(len(one), len(other)) - 1


class Cast:
    """Everybody whom the article names, by any part of their name."""

    def __init__(
        self,
        mentions: Iterable[Mention],
        *,
        shared: frozenset[str] = frozenset(),
        likely: Callable[[str], str | None] = lambda _: None,
    ) -> None:
        """`shared`: folded surnames that two bear ("Ann and Tom Hill"); `likely`: gender by first name."""
        self.members: list[Member] = []
        self.shared = shared
        self._likely = likely
        # A live report names hundreds: nobody is looked for from end to end.
        self._place: dict[Member, int] = {}
        self._by_key: dict[tuple[str, ...], list[Member]] = {}
        self._by_word: dict[str, list[Member]] = {}
        self._by_spelling: dict[str, list[Member]] = {}
        self._by_office: dict[str, list[Member]] = {}
        self._found: dict[tuple[tuple[str, ...], bool], tuple[Member, ...]] = {}
        ordered = sorted(mentions, key=lambda m: (not m.person, not m.sure, -len(name_key(m.name)), m.span))
        for mention in ordered:
            self._add(mention)

    def _add(self, mention: Mention) -> None:
        key = name_key(mention.name)
        if not key:
            return
        fitting = self.find(mention.name, person=mention.person)
        if len(fitting) > 1 and mention.office is None:
            return  # a name that two bear
        member = fitting[0] if len(fitting) == 1 else None
        if member is not None and _clash(member.gender or member.likely, mention.gender):
            member = None
        if member is None:
            member = Member(
                name=mention.name,
                name_span=mention.span,
                key=key,
                person=mention.person,
                sure=mention.sure,
            )
            member.likely = self._likely(key[0]) if mention.person and len(key) > 1 else None
            self._enter(member)
        elif len(key) == len(member.key) and mention.span < member.name_span:
            member.name, member.name_span = mention.name, mention.span
        if mention.office and (member.office_span is None or _later(member.office_span, mention.office_span)):
            member.office, member.office_span = mention.office, mention.office_span
            for word in _office_words(mention.office):
                self._by_office.setdefault(word, []).append(member)
        member.gender = member.gender or mention.gender
        member.styles |= mention.styles
        member.human = member.human or bool(member.office or member.gender or member.likely or mention.human)
        member.places.add((mention.span.block, mention.span.start))

    def _enter(self, member: Member) -> None:
        self._place[member] = len(self.members)
        self.members.append(member)
        self._by_key.setdefault(member.key, []).append(member)
        for word in dict.fromkeys(member.key):
            self._by_word.setdefault(word, []).append(member)
            if member.person:
                for spelling in _spellings(word):
                    self._by_spelling.setdefault(spelling, []).append(member)
        self._found.clear()

    def find(self, name: str, *, person: bool | None = None) -> tuple[Member, ...]:
        """All who may be meant by `name`, full or short; spelled alike before spelled nearly alike."""
        key = name_key(name)
        if not key:
            return ()
        known = (key, bool(person))
        if person is not None and known in self._found:
            return self._found[known]
        exact = tuple(m for m in self._by_key.get(key, ()) if person is None or m.person == person)
        found = exact
        if not found and (person is None or person):
            found = tuple(m for m in self._with_all(key) if part_of(key, m.key, operator.eq))
            found = found or tuple(m for m in self._spelt_like(key) if part_of(key, m.key, same_word))
        if person is not None:
            self._found[known] = found
        return found

    def _with_all(self, key: tuple[str, ...]) -> Sequence[Member]:
        """Persons who have all words of `key` in their names, in the order of the cast."""
        rarest = min((self._by_word.get(word, []) for word in key), key=len)
        return [m for m in rarest if m.person]

    def _spelt_like(self, key: tuple[str, ...]) -> Sequence[Member]:
        """Persons who may have all words of `key`, in this or another spelling, in the order of the cast."""
        near = [
            {m for spelling in _spellings(word) for m in self._by_spelling.get(spelling, ())} for word in key
        ]
        return sorted(set.intersection(*near), key=self._place.__getitem__)

    def with_word(self, word: str) -> tuple[Member, ...]:
        """Persons who have `word` in their names, spelled alike."""
        key = name_key(word)
        return tuple(m for m in self._by_word.get(key[-1], ()) if m.person) if key else ()

    def by_office(self, words: frozenset[str]) -> tuple[Member, ...]:
        """Persons whose office has all of `words`."""
        pool = min((self._by_office.get(word, []) for word in words), key=len) if words else self.members
        fitting = {m for m in pool if m.person and m.office and words <= _office_words(m.office)}
        return tuple(sorted(fitting, key=self._place.__getitem__))


def _spellings(word: str) -> Iterator[str]:
    """The word, and what is left of it without one of its letters: words that `same_word` takes for one share
    one of these."""
    yield word
    if len(word) >= _MIN_FUZZY:
        yield from {word[:at] + word[at + 1 :] for at in range(len(word))}


@lru_cache(maxsize=4096)
def _office_words(office: str) -> frozenset[str]:
    return frozenset(fold_name(w.strip(",.،")) for w in office.split())


def _clash(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _later(one: Span, other: Span | None) -> bool:
    return other is not None and other < one


def part_of(short: tuple[str, ...], full: tuple[str, ...], same: Callable[[str, str], bool]) -> bool:
    """Whether the words of `short` stand in `full`, in that order."""
    rest = iter(full)
    return len(short) <= len(full) and all(any(same(word, other) for other in rest) for word in short)
