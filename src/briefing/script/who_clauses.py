"""Name in an article → the clause behind it that says who that is: "Ann Hill, who runs the ferry".

Neutral ground, as `dates`: what writes a script and what checks it both ask here. Only a clause that is
whole, and understood without the sentences around it, is ever given.
"""

from __future__ import annotations

import re
from functools import cache

from briefing.language import Language, language
from briefing.model import Article, BlockRole, Span
from briefing.script.words import words

_FEWEST_WORDS, _MOST_WORDS = 4, 16
"""Of the clause."""
_ROLES = (BlockRole.PARAGRAPH, BlockRole.DECK)
_CLAUSE = re.compile(r"(?:[^.!?؟,،;؛:()\[\]\"“”„«»…–—\n]|(?<=\d)[.,](?=\d))*")
_SENTENCE_ENDS = ".!?؟"
_VERB_SOON = 2
"""Words of the clause among which no verb of saying may stand: who says what, describes nobody."""


def who_clause(article: Article, name: str) -> Span | None:
    """The first such clause behind the whole `name`; its span is counted in article 1."""
    known = language(article.language)
    if known.phrases is None or not known.phrases.telling_who or " " not in name:
        return None
    opening = "|".join(re.escape(word) for word in known.phrases.telling_who)
    comma = r"\s*[,،]\s+" if known.quotes.capitals else r"(?:\s*[,،])?\s+"
    behind = re.compile(rf"{re.escape(name)}(?:,\s+\d{{1,3}})?{comma}(?=(?:{opening})\s)")
    for number, block in enumerate(article.blocks, 1):
        if block.role not in _ROLES:
            continue
        for found in behind.finditer(block.text):
            start = found.end()
            end = _end_of_clause(block.text, start, known)
            if end:
                return Span(1, number, start, end)
    return None


def _end_of_clause(text: str, start: int, known: Language) -> int:
    """Where the clause ends that begins at `start`; 0 where it is not whole, or is not understood alone."""
    rest = _CLAUSE.match(text, start)
    end = rest.end() if rest else start
    clause = text[start:end].rstrip()
    found = words(clause)
    if not _FEWEST_WORDS <= len(found) <= _MOST_WORDS or not _is_whole(text, end, known):
        return 0
    saying, leaning = _saying(known.tag), _leaning(known.tag)
    is_speech = any(word in saying for word in found[1 : 1 + _VERB_SOON])
    return 0 if is_speech or any(word in leaning for word in found[1:]) else start + len(clause)


def _is_whole(text: str, end: int, known: Language) -> bool:
    """The sentence ends there, or goes on with its own verb."""
    if text[end : end + 1] in _SENTENCE_ENDS:
        return text[end + 1 : end + 2] in ("", " ", "\n", '"', "”", "»")
    if text[end : end + 1] not in (",", "،"):
        return False
    after = words(text[end + 1 : end + 40])[:1]
    return bool(after) and after[0] in _saying(known.tag) | _past(known.tag)


@cache
def _saying(tag: str) -> frozenset[str]:
    quotes = language(tag).quotes
    listed = (*quotes.said, *quotes.said_f, *quotes.saying, *quotes.saying_f)
    return frozenset(word for entry in listed for word in words(entry)[:1] if " " not in entry)


@cache
def _past(tag: str) -> frozenset[str]:
    phrases = language(tag).phrases
    return frozenset(word for entry in (phrases.dates.past if phrases else ()) for word in words(entry))


@cache
def _leaning(tag: str) -> frozenset[str]:
    """Pronouns that mean somebody or something told before; dates that only the article's day explains."""
    known = language(tag)
    if known.phrases is None:
        return frozenset()
    listed = (*known.quotes.pronouns_other, *known.quotes.pronouns_m, *known.quotes.pronouns_f)
    dates = tuple(known.phrases.dates.relative)
    pointing = (*known.phrases.pointing, *listed, *known.quotes.pronouns_self, *known.phrases.weekdays)
    own = {word for entry in known.phrases.of_the_subject for word in words(entry)}
    found = {word for entry in (*pointing, *dates) if " " not in entry for word in words(entry)}
    return frozenset(found - own)
