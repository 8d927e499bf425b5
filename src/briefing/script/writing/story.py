"""Headline and lead → the sentences that go on from them: what is new first, then what follows."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.script.writing.material import (
    LONGEST_SENTENCE_S,
    Budget,
    Material,
    has_quote,
    has_words_of_another,
    is_understood,
    says_something,
)
from briefing.script.writing.said import Said, stems
from briefing.script.writing.sayable import Passage

_FARTHEST = 150
"""Sentences behind the lead among which is chosen: more than ten minutes."""
_HARD_TO_FOLLOW_S = 18
"""A sentence that takes longer is heard rather than followed."""
_NEWS = 3
"""Sentences after the lead that must add something; later ones must only not be one of them again."""


class Story:
    """The headline segment while it grows."""

    def __init__(
        self,
        material: Material,
        budget: Budget,
        said: Said,
        opening: Sequence[Passage],
        lead: Passage | None,
    ) -> None:
        self._material, self._said, self._opening, self._lead = material, said, opening, lead
        self._chosen: list[Passage] = []
        self._matter = frozenset().union(*(stems(p.text) for p in opening))
        self._speech = {q.span.block for q in material.quotes}
        longest = LONGEST_SENTENCE_S * budget.per_second
        self._hard_to_follow = _HARD_TO_FOLLOW_S * budget.per_second
        behind = [p for p in material.body if lead and (p.block, p.start) > (lead.block, lead.start)]
        self._open = [
            p
            for p in behind[:_FARTHEST]
            if says_something(p.text) and len(p.text) <= longest and not has_quote(p, material)
        ]
        self._depth = {block: at for at, block in enumerate(dict.fromkeys(p.block for p in material.body))}

    @property
    def told(self) -> tuple[Passage, ...]:
        """Headline, deck, lead, and what goes on from them in the order of the article."""
        return (*self._opening, *sorted(self._chosen, key=lambda p: (p.block, p.start)))

    def go_on(self, room: int, *, for_one: int = 0) -> int:
        """Adds sentences in `room` characters, the best first; gives what they take.

        If it is the first behind the lead, one that is longer may be chosen in `for_one` characters.
        """
        used = 0
        while True:
            open_to = [
                p
                for p in self._open
                if (used + len(p.text) <= room or (len(p.text) <= for_one and not self._chosen))
                and self._fits(p)
            ]
            if not open_to:
                return used
            best = max(open_to, key=self._worth)
            self._open.remove(best)
            self._chosen.append(best)
            self._said.add(best.text)
            used += len(best.text)

    def _fits(self, passage: Passage) -> bool:
        is_news = len(self._chosen) < _NEWS
        is_old = self._said.adds_little(passage.text) if is_news else self._said.rewords(passage.text)
        if is_old:
            return False
        told = (*self._chosen, self._lead) if self._lead else self._chosen
        return is_understood(passage, self._material.before(passage), told, self._material, self._said)

    def _worth(self, passage: Passage) -> float:
        """Near the top, with the headline's matter or figures; not what somebody says, or where they do."""
        own = stems(passage.text)
        shared = len(own & self._matter) / (len(own) or 1)
        figures = any(c.isdigit() for c in passage.text)
        depth = self._depth[passage.block]
        speech = 0.5 * (passage.block in self._speech) + has_words_of_another(passage, self._material)
        is_long = len(passage.text) > self._hard_to_follow
        return 1.5 * shared + 0.6 * figures + 2.0 / (1 + depth) - speech - 0.3 * is_long
