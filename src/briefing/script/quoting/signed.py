"""A paragraph that is a quotation with a name behind a dash (“…” — Ines Hill, Leeds) → that name."""

from __future__ import annotations

from briefing.script.quoting.lexicon import Lexicon
from briefing.script.quoting.passages import Passage
from briefing.script.quoting.subject import Range
from briefing.script.words import TokenKind

_DASHES = "–—―-"
_LONGEST_NAME = 5
"""Words."""
_LONGEST_CREDIT = 14
"""Tokens of a name with age, trade and place."""


def signature(passage: Passage, at: int, words: Lexicon) -> Range | None:
    """The tokens of the name that signs the stretch in marks at token `at`; None where none does."""
    tokens = passage.tokens
    if not 2 < len(tokens) - (at + 1) <= _LONGEST_CREDIT or tokens[at + 1].text not in _DASHES:
        return None
    if any(t.kind is TokenKind.WORD for t in tokens[:at]):
        return None
    behind = tokens[at + 1 :]
    stop = next((i for i, t in enumerate(behind) if i and t.kind is not TokenKind.WORD), len(behind))
    name = behind[1:stop]
    closed = stop == len(behind) or behind[stop].text in ",.("
    named = all(t.capital or t.word in words.name_links for t in name)
    spoken = any(words.is_cue(tokens, i) for i in range(at + 1, len(tokens)))  # "“…” – Hill said"
    if not closed or not named or spoken or not 2 <= len(name) <= _LONGEST_NAME:
        return None
    return at + 2, at + 1 + stop
