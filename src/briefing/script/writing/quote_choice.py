"""Quotations of an article → the few that are told: different speakers first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from briefing.model import BlockRole, Quotation
from briefing.script.writing.interview import question_of
from briefing.script.writing.material import Budget, Material
from briefing.script.writing.said import Said, stems
from briefing.script.writing.standing import is_brief, is_full_text, opens_well
from briefing.sentences.marks import outermost

_ATTRIBUTION_CHARACTERS = 30
"""Of the line that says who speaks."""
_BRIEF_S, _GOOD_S, _LONG_S = 4, 15, 25
"""A quote of 4 to 15 seconds is heard best; one of more than 25 is taken last."""


class QuoteChoice:
    """The best quotation of each speaker, then their second best, as long as there is room."""

    def __init__(self, material: Material, budget: Budget, said: Said) -> None:
        self._material, self._budget, self._said = material, budget, said
        self._matter = frozenset().union(
            *(stems(b.text) for b in material.article.blocks if b.role is BlockRole.HEADLINE)
        )
        self._asked = {
            q.span: asked
            for q in material.quotes
            if (asked := question_of(q, material.article, material.interview))
        }
        main = [q for q in material.quotes if material.role(q) is not BlockRole.SIDEBAR]
        self._order = {quotation.span: at / len(main) for at, quotation in enumerate(main)}
        by_speaker: dict[str, list[Quotation]] = {}
        for quotation in main:
            by_speaker.setdefault(quotation.speaker.name if quotation.speaker else "", []).append(quotation)
        ranked = [sorted(found, key=self._worth, reverse=True) for found in by_speaker.values()]
        turns = range(max(map(len, ranked), default=0))
        self._ranked = [q for turn in turns for q in _turn(ranked, turn, self._worth)]
        self.chosen: list[Quotation] = []

    def take(self, *, at_most: int, room: int, wanted: int = 0, room_if_wanted: int = 0) -> int:
        """Adds quotations up to `at_most` in all, in `room` characters; gives what they take.

        While there are fewer than `wanted` in all, `room_if_wanted` counts.
        """
        used = 0
        for quotation in self._ranked:
            if len(self.chosen) >= at_most:
                break
            is_wanted = len(self.chosen) < wanted
            limit = max(room, room_if_wanted) if is_wanted else room
            if is_brief(quotation.text) and not is_wanted:
                continue
            is_new = quotation not in self.chosen and not self._said.repeats(quotation.text)
            is_clear = self._is_understood(quotation, or_points_back=is_wanted)
            if is_new and used + self._cost(quotation) <= limit and is_clear:
                self.chosen.append(quotation)
                self._said.add(quotation.text)
                used += self._cost(quotation)
        return used

    @property
    def speakers(self) -> frozenset[str]:
        """Names of those who are heard."""
        return frozenset(q.speaker.name for q in self.chosen if q.speaker)

    def _worth(self, quotation: Quotation) -> float:
        seconds = len(quotation.text) / self._budget.per_second
        length = 1.0 if _BRIEF_S <= seconds <= _GOOD_S else 0.6 if seconds <= _LONG_S else 0.0
        own = stems(quotation.text)
        shared = len(own & self._matter) / (len(own) or 1)
        return (
            length
            + shared
            + 0.8 * quotation.confidence
            + 0.9 * self._opens_well(quotation)
            - 0.3 * self._order[quotation.span]
        )

    def _cost(self, quotation: Quotation) -> int:
        asked = self._asked.get(quotation.span)
        return cost(quotation) + (len(asked.text) if asked else 0)

    def _opens_well(self, quotation: Quotation) -> bool:
        """It points back to nothing, or to the question that is told before it."""
        return quotation.span in self._asked or opens_well(quotation.text, self._material.phrases)

    def _is_understood(self, quotation: Quotation, *, or_points_back: bool) -> bool:
        """“That lasts a week” needs what the speaker said right before it in the same paragraph.

        `or_points_back`: one that points back to the reporter's words is better than none.
        """
        if self._opens_well(quotation):
            return True
        span = quotation.span
        text = self._material.article.blocks[span.block - 1].text
        stretches = outermost(text)
        behind = bisect_right(stretches, span.start, key=lambda m: m.outer_end)
        before = next((m for m in reversed(stretches[:behind]) if is_full_text(text[m.start : m.end])), None)
        if before is None:
            return or_points_back
        return any(q.span.block == span.block and q.span.start == before.start for q in self.chosen)


def _turn(
    ranked: Sequence[list[Quotation]], turn: int, worth: Callable[[Quotation], float]
) -> list[Quotation]:
    """Of every speaker who has so many the one at `turn`; the first round goes by appearance, names first."""
    at_turn = [found[turn] for found in ranked if len(found) > turn]
    return sorted(at_turn, key=_is_nameless) if turn == 0 else sorted(at_turn, key=worth, reverse=True)


def _is_nameless(quotation: Quotation) -> bool:
    """ "A user", "one resident": nobody who answers for what they say."""
    return quotation.speaker is not None and quotation.speaker.name[:1].islower()


def cost(quotation: Quotation) -> int:
    """Characters that are heard, with who says it."""
    return len(quotation.text) + _ATTRIBUTION_CHARACTERS
