"""Quotations of an article → the few that are told: different speakers first."""

from __future__ import annotations

from collections.abc import Callable

from briefing.model import Article, BlockRole, Quotation
from briefing.script.writing.material import Budget, Material
from briefing.script.writing.said import Said, stems
from briefing.script.writing.standing import is_full_text, opens_well
from briefing.sentences.marks import outermost

_QUOTES_SHARE = 0.42
"""Of an article's time; while quotes are still wanted, so much more may be taken:"""
_MORE_SHARE = 0.3
_ATTRIBUTION_CHARACTERS = 35
"""Of the line that says who speaks."""
_BRIEF_S, _GOOD_S, _LONG_S = 4, 15, 25
"""A quote of 4 to 15 seconds is heard best; one of more than 25 is taken last."""


def choose_quotes(material: Material, budget: Budget, said: Said) -> tuple[Quotation, ...]:
    """The best of each speaker, then their second best while there is time; told in the article's order."""
    matter = frozenset().union(
        *(stems(b.text) for b in material.article.blocks if b.role is BlockRole.HEADLINE)
    )
    in_sidebars = [q for q in material.quotes if _role(q, material.article) is BlockRole.SIDEBAR]
    main = [q for q in material.quotes if q not in in_sidebars]

    def worth(quotation: Quotation) -> float:
        seconds = len(quotation.text) / budget.per_second
        length = 1.0 if _BRIEF_S <= seconds <= _GOOD_S else 0.6 if seconds <= _LONG_S else 0.0
        own = stems(quotation.text)
        shared = len(own & matter) / (len(own) or 1)
        order = main.index(quotation) / (len(main) or 1)
        return (
            length
            + shared
            + 0.8 * quotation.confidence
            + 0.9 * opens_well(quotation.text, material.phrases)
            - 0.3 * order
        )

    by_speaker: dict[str, list[Quotation]] = {}
    for quotation in main:
        by_speaker.setdefault(_speaker(quotation), []).append(quotation)
    ranked = [sorted(found, key=worth, reverse=True) for found in by_speaker.values()]
    rounds = [q for turn in range(max(map(len, ranked), default=0)) for q in _turn(ranked, turn, worth)]
    left = _QUOTES_SHARE * budget.characters
    chosen: list[Quotation] = []
    for quotation in rounds:
        text = quotation.text
        if len(chosen) >= budget.quotes_at_most or said.repeats(text):
            continue
        if not _is_understood(quotation, chosen, material):
            continue
        is_wanted = len(chosen) < budget.quotes_wanted
        if cost(quotation) <= left or (
            is_wanted and cost(quotation) <= left + _MORE_SHARE * budget.characters
        ):
            chosen.append(quotation)
            said.add(text)
            left -= cost(quotation)
    return tuple(sorted(chosen, key=lambda q: q.span))


def _is_understood(quotation: Quotation, chosen: list[Quotation], material: Material) -> bool:
    """“That lasts a week” needs what the speaker said right before it in the same paragraph."""
    if opens_well(quotation.text, material.phrases):
        return True
    span = quotation.span
    text = material.article.blocks[span.block - 1].text
    before = [m for m in outermost(text) if m.outer_end <= span.start and is_full_text(text[m.start : m.end])]
    if not before:
        return True
    return any(q.span.block == span.block and q.span.start == before[-1].start for q in chosen)


def _turn(ranked: list[list[Quotation]], turn: int, worth: Callable[[Quotation], float]) -> list[Quotation]:
    """Of every speaker who has so many the one at `turn`; the first round goes by appearance."""
    at_turn = [found[turn] for found in ranked if len(found) > turn]
    return at_turn if turn == 0 else sorted(at_turn, key=worth, reverse=True)


def cost(quotation: Quotation) -> int:
    return len(quotation.text) + _ATTRIBUTION_CHARACTERS


def _speaker(quotation: Quotation) -> str:
    return quotation.speaker.name if quotation.speaker else ""


def _role(quotation: Quotation, article: Article) -> BlockRole:
    return article.blocks[quotation.span.block - 1].role
