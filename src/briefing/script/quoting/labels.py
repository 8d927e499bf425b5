"""Paragraphs that begin with a label ("Hill:", "Q:") → whose words follow, in interviews and marked lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.script.quoting.lexicon import Lexicon
from briefing.script.quoting.names import Cast
from briefing.script.quoting.passages import Passage
from briefing.script.quoting.subject import Range
from briefing.script.words import TokenKind, fold

_MAX_LABEL = 7
"""Words of a label: an office and a name."""


@dataclass(frozen=True, slots=True)
class Label:
    words: Range
    """Tokens before the colon."""
    after: int
    """Token at which what is said begins."""
    question: bool
    answer: bool


def label(passage: Passage, words: Lexicon) -> Label | None:
    """The label with which the passage begins."""
    found = passage.tokens
    if len(found) > 1 and found[0].text.endswith("."):  # "Q." is one token, as initials are
        question, answer = found[0].word in words.question_labels, found[0].word in words.answer_labels
        if question or answer:
            return Label((0, 1), 1, question, answer)
    for at in range(min(len(found), _MAX_LABEL + 1)):
        token = found[at]
        if at and (token.text == ":" or (token.text in "–—-." and at == 1)):
            only = found[0].word
            question = at == 1 and only in words.question_labels
            answer = at == 1 and only in words.answer_labels
            if token.text != ":" and not (question or answer):
                return None
            return Label((0, at), at + 1, question, answer)
        if token.kind is not TokenKind.WORD or words.is_cue(found, at):
            return None
        if words.capitals and not (token.capital or token.word in words.name_links):
            return None
    return None


def repeated(passages: Sequence[Passage], words: Lexicon) -> frozenset[str]:
    """Labels that stand before more than one paragraph: those of an interview, but for who asks in it.

    The full name may stand only before the first: labels count by their last word.
    """
    found = [(p, one) for p in passages if (one := label(p, words))]
    count = Counter(_last_word(p, one) for p, one in found)
    asking = Counter(
        _last_word(p, one) for p, one in found if p.block.text.rstrip("\"”’»' ").endswith(("?", "؟"))
    )
    return frozenset(
        p.text(one.words)
        for p, one in found
        if count[_last_word(p, one)] > 1 and 2 * asking[_last_word(p, one)] <= count[_last_word(p, one)]
    )


def _last_word(passage: Passage, one: Label) -> str:
    return passage.tokens[one.words[1] - 1].word


def interviewee(cast: Cast, passages: Sequence[Passage]) -> str | None:
    """Who answers where the labels only say "A": the one person whom the article is about."""
    persons = [m for m in cast.members if m.person]
    named = Counter(token.word for p in passages for token in p.tokens if token.kind is TokenKind.WORD)
    often = {m.name: named[fold(m.name.split()[-1])] for m in persons}
    most = [m for m in persons if often[m.name] == max(often.values())]
    if len(most) > 1:
        most = [m for m in most if m.office]  # whoever asks is named without one
    return most[0].name if len(most) == 1 else None
