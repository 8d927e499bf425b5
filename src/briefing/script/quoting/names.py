"""Mentions of persons and bodies in an article → its cast: who they are, under their fullest names."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

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
    maybe: bool = False
    """One word that may be no name at all."""
    person: bool = True
    """False: a body, or somebody known by a description only ("a witness")."""


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
    places: set[tuple[int, int]] = field(default_factory=set)
    """(block, start) of every mention."""


_JOINED = frozenset(["عبد", "ابو", "ابي", "ابن", "ام"])
_LEFT_OUT = frozenset(["بن", "ابن", "bin", "ibn", "jr", "sr"])
_MIN_FUZZY = 5
"""Letters from which two spellings of one name may differ in one letter; shorter ones are other names (Anna /
Anne, سالم / سليم)."""


def name_key(name: str) -> tuple[str, ...]:
    """The words of a name for comparison: folded, without article, "Abd al-…" as one word."""
    words = [w for w in re.split(r"[\s\u00a0]+", name.strip()) if w]
    key: list[str] = []
    glued = ""
    for raw in words:
        word = glued + fold_name(raw.strip(".,،:"))
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


def same_word(one: str, other: str) -> bool:
    """Whether two folded words may be two spellings of one name."""
    if one == other:
        return True
    if min(len(one), len(other)) < _MIN_FUZZY or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
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
        self._by_word: dict[str, list[Member]] = {}
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
            self.members.append(member)
            for word in key:
                self._by_word.setdefault(word, []).append(member)
            self._found.clear()
        elif len(key) == len(member.key) and mention.span < member.name_span:
            member.name, member.name_span = mention.name, mention.span
        if mention.office and (member.office_span is None or _later(member.office_span, mention.office_span)):
            member.office, member.office_span = mention.office, mention.office_span
        member.gender = member.gender or mention.gender
        member.places.add((mention.span.block, mention.span.start))

    def find(self, name: str, *, person: bool | None = None) -> tuple[Member, ...]:
        """All who may be meant by `name`, full or short; spelled alike before spelled nearly alike."""
        key = name_key(name)
        if not key:
            return ()
        known = (key, bool(person))
        if person is not None and known in self._found:
            return self._found[known]
        pool = [m for m in self.members if person is None or m.person == person]
        exact = tuple(m for m in pool if m.key == key)
        found = exact or tuple(
            m for m in self._with_word(key[-1], person) if part_of(key, m.key, operator.eq)
        )
        if not found and (person is None or person):
            found = tuple(m for m in pool if m.person and part_of(key, m.key, same_word))
        if person is not None:
            self._found[known] = found
        return found

    def _with_word(self, word: str, person: bool | None) -> Sequence[Member]:
        return [m for m in self._by_word.get(word, ()) if m.person and person in (None, True)]

    def with_word(self, word: str) -> tuple[Member, ...]:
        """Persons who have `word` in their names, spelled alike."""
        key = name_key(word)
        return tuple(m for m in self._by_word.get(key[-1], ()) if m.person) if key else ()

    def by_office(self, words: frozenset[str]) -> tuple[Member, ...]:
        """Persons whose office has all of `words`."""
        return tuple(
            m
            for m in self.members
            if m.person and m.office and words <= {fold_name(w.strip(",.،")) for w in m.office.split()}
        )


def _clash(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _later(one: Span, other: Span | None) -> bool:
    return other is not None and other < one


def part_of(short: tuple[str, ...], full: tuple[str, ...], same: Callable[[str, str], bool]) -> bool:
    """Whether the words of `short` stand in `full`, in that order."""
    rest = iter(full)
    return len(short) <= len(full) and all(any(same(word, other) for other in rest) for word in short)
