"""Words before a name (French, German, Spanish) → those of them that say what the person is."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.script.quoting.lexicon import Lexicon
from briefing.script.quoting.subject import Range
from briefing.script.words import Token


def told_office(tokens: Sequence[Token], words: Lexicon, first: int, name: int) -> Range | None:
    """Of tokens [first, name) the office, with its article; None where they say something else.

    "trois fois Ines Hill", "die Mannschaft von Trainer Tom Hill", "das wollte Ministerin Ines Hill": a clause
    may have begun before the name, and another noun may be what the phrase is about.
    """
    verbs = words.finite | words.auxiliaries | words.passive
    ended = [at for at in range(first, name) if tokens[at].word in verbs or words.is_cue(tuple(tokens), at)]
    ended = [at for at in ended if not _has_office(tokens, words, at, at + 1)]
    first = ended[-1] + 1 if ended else first
    if words.nouns_have_capitals:
        return _among_nouns(tokens, words, first, name)
    placing = words.prepositions - words.articles
    while first < name and tokens[first].word in placing:  # "a la agencia la bióloga Ines Hill"
        articles = (at for at in range(first + 2, name) if tokens[at].word in words.articles)
        first = next(articles, first + 1)
    behind = [at for at in range(first + 1, name) if tokens[at].word in placing | words.genitive]
    if (
        behind
        and not _has_office(tokens, words, first, behind[0])
        and not _is_role(tokens, words, first, behind[0])
    ):
        first = behind[-1] + 1
        return (first, name) if _has_office(tokens, words, first, name) else None
    begins = first < name and tokens[first].word in words.articles
    return (first, name) if begins or _has_office(tokens, words, first, name) else None


def _among_nouns(tokens: Sequence[Token], words: Lexicon, first: int, name: int) -> Range | None:
    """German: from the office back over adjectives to the article, which must be that of a subject."""
    head = next((at for at in range(first, name) if _has_office(tokens, words, at, at + 1)), None)
    behind = tokens[name - 1] if name > first else None
    if head is None or behind is None or not (behind.is_noun or behind.capital or behind.text[-1] == "."):
        return None
    start = head
    while start > first and _is_adjective(tokens[start - 1], words):
        start -= 1
    if start == first:
        return start, name
    before = tokens[start - 1]
    if before.word in words.oblique:
        return None  # "warf dem Minister Tom Hill vor", "an den König"
    if before.word in words.articles and before.word not in words.neuter:
        return start - 1, name
    if start == head and (before.is_noun or before.capital) and before.word not in words.determiners:
        return _with_owner(tokens, words, first, start - 1), name  # "Bayerns Umweltminister"
    return head, name


def _with_owner(tokens: Sequence[Token], words: Lexicon, first: int, owner: int) -> int:
    article = owner > first and tokens[owner - 1].word in words.articles - words.oblique - words.neuter
    if tokens[owner].word in words.neuter | words.pronouns_m | words.pronouns_f | words.pronouns_other:
        return owner + 1
    return owner - 1 if article else owner


def _is_adjective(token: Token, words: Lexicon) -> bool:
    other = words.articles | words.determiners | words.prepositions | words.conjunctions
    small = token.text[:1].islower() or token.text[:1].isdigit()
    return small and token.word not in other and token.word.endswith(("e", "er", "en", "es"))


def _has_office(tokens: Sequence[Token], words: Lexicon, first: int, last: int) -> bool:
    return any(words.is_office(t.word) or t.word in words.titles | words.spokes for t in tokens[first:last])


def _is_role(tokens: Sequence[Token], words: Lexicon, first: int, last: int) -> bool:
    """ "la tenancière": a noun for what somebody does that no list has."""
    return any(t.word.endswith(words.role_endings or ("\0",)) for t in tokens[first + 1 : last])
