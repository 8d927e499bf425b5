"""What a verb of saying has as its subject, as tokens of a block; shared by the two ways of finding it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

Range = tuple[int, int]
"""[first, last) indexes of tokens."""


class SubjectKind(Enum):
    PERSON = "person"
    """Has a name, or what looks like one."""
    THING = "thing"
    """A body or a description: "the ministry", "a witness"."""
    PRONOUN = "pronoun"
    OTHER = "other"
    """"it", "they", two people at once: nobody that we can name."""
    SELF = "self"
    """The reporter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    kind: SubjectKind
    phrase: Range
    """All of it, office and name."""
    name: Range | None = None
    office: Range | None = None
    gender: str | None = None
    bare: bool = False
    """A name that only its place beside the verb shows to be one."""
    human: bool = False
    """Whether it stands beside a word for a person: "his wife, Nia"."""
    maybe: bool = False
    """One word that is a name only if the article has it elsewhere."""
    reach: int = 0
    """Token up to which words may belong to the name, where `sure` is false."""
    begun: bool = True
    """False where the name may begin before, in words of no list (names without capitals)."""
    sure: bool = True
    """False where it cannot be told where the name or the office ends (names without capitals)."""
