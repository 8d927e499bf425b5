"""Text and house lexicon → text in which every word of the lexicon is as the house says it.

What the lexicon says is final: it is put aside under a stand-in character while the other rules run, so that
no rule changes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from briefing.model import Lexicon

_FIRST_STAND_IN = 0xE000  # private use area; spoken text never carries such characters of its own
_LAST_STAND_IN = 0xF8FF
_ARABIC = re.compile(r"[\u0621-\u064a]")
# One-letter words that Arabic writes together with the word behind them: and, so; by, as, for.
_ARABIC_PREFIX = "[وف]?[بكل]?"


def put_aside(text: str, lexicon: Lexicon) -> tuple[str, tuple[str, ...]]:
    """`text` with stand-ins for the words of `lexicon`, the longest first, and what they stand for."""
    entries = tuple(
        (written, said if isinstance(said, str) else said.say or written)
        for written, said in lexicon.items()
        if written.strip()
    )
    if not entries:
        return text, ()
    pattern, said_for = _compiled(entries)
    said: list[str] = []

    def stand_in(match: re.Match[str]) -> str:
        if _FIRST_STAND_IN + len(said) > _LAST_STAND_IN:
            return match.group()
        groups = match.groupdict()
        word = groups.get("word") or groups["other"]
        said.append(_joined(groups.get("prefix") or "", said_for[_key(word)]))
        return chr(_FIRST_STAND_IN + len(said) - 1)

    return pattern.sub(stand_in, text), tuple(said)


def put_back(text: str, said: tuple[str, ...]) -> str:
    """`text` with what the stand-ins stand for."""
    if not said:
        return text
    return text.translate({_FIRST_STAND_IN + i: words for i, words in enumerate(said)})


def _key(word: str) -> str:
    return " ".join(word.split())


def _joined(prefix: str, said: str) -> str:
    if prefix.endswith("ل") and said.startswith("ال"):
        return prefix + said[1:]  # ل + ال is written لل
    return prefix + said


@lru_cache(maxsize=8)
def _compiled(entries: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    said_for: dict[str, str] = {}
    arabic: list[str] = []
    others: list[str] = []
    with_to = tuple(
        (f"لل{written[2:]}", _joined("ل", said)) for written, said in entries if written.startswith("ال")
    )
    for written, said in sorted(entries + with_to, key=lambda entry: -len(entry[0])):
        key = _key(written)
        said_for.setdefault(key, said)
        before = r"(?<!\w)" if re.match(r"\w", key) else ""
        body = r"\s+".join(re.escape(part) for part in key.split(" "))
        after = r"(?!\w)" if re.search(r"\w$", key) else ""
        (arabic if _ARABIC.match(key) else others).append(before * (not _ARABIC.match(key)) + body + after)
    branches = []
    if arabic:
        branches.append(rf"(?<!\w)(?P<prefix>{_ARABIC_PREFIX})(?P<word>{'|'.join(arabic)})")
    if others:
        branches.append(rf"(?P<other>{'|'.join(others)})")
    return re.compile("|".join(branches)), said_for
