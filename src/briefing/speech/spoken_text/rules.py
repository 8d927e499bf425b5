"""A line and a table of rules → the line with every rule applied, in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Rule(Generic[S]):
    """What is found, and what is said instead of it."""

    needs: str
    """Characters of which one must stand in the line, or the rule is not tried: most rules most of the time.
    Empty: it is always tried."""
    pattern: re.Pattern[str]
    say: Callable[[re.Match[str], S], str]
    """Of a match and the style; gives the match itself back for what it does not understand."""


def any_of(words: Iterable[str]) -> str:
    """Alternatives of a regular expression, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def applied(line: str, rules: Sequence[Rule[S]], style: S) -> str:
    """`line` after all `rules`; each sees what those before it have left."""
    characters = set(line)
    for rule in rules:
        if rule.needs and characters.isdisjoint(rule.needs):
            continue
        said = rule.pattern.sub(_saying(rule, style), line)
        if said != line:
            line, characters = said, set(said)
    return line


def _saying(rule: Rule[S], style: S) -> Callable[[re.Match[str]], str]:
    return lambda match: rule.say(match, style)
