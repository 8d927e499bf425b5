"""Material → numbered sentences and quotations to choose from; a choice of them → the material that is left.

Whoever chooses, chooses numbers: the words come from the article, and only what the rules would let be spoken
by itself is numbered. So no choice, however it came about, can make a script say what is not so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.model import BlockRole, Quotation
from briefing.script.writing.material import (
    LONGEST_SENTENCE_S,
    Budget,
    Material,
    has_quote,
    is_understood,
    says_something,
)
from briefing.script.writing.quote_choice import cost
from briefing.script.writing.said import Said
from briefing.script.writing.sayable import Passage
from briefing.script.writing.standing import opens_well

_MOST_SENTENCES, _MOST_QUOTES = 80, 40
"""Numbered, from the top of the article: what is sent stays small however long the page is."""
_FARTHEST = 400
"""Sentences from the top among which those are looked for."""
_SHORT_SENTENCE_S, _SHORT_QUOTE_S = 4, 8
"""Seconds; so many would fit into the time, and nobody may choose more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    text: str
    seconds: float
    """About how long it takes to say."""
    speaker: str | None = None
    """Of a quotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """What may be chosen from one article, by number: s1, s2 … sentences, q1, q2 … quotations."""

    language: str
    opening: tuple[str, ...]
    """Headline, deck and lead: told in any case."""
    seconds: float
    """Time for all that is chosen."""
    sentences: Mapping[str, Candidate]
    quotes: Mapping[str, Candidate]

    @property
    def sentences_at_most(self) -> int:
        return min(len(self.sentences), max(4, round(self.seconds / _SHORT_SENTENCE_S)))

    @property
    def quotes_at_most(self) -> int:
        return min(len(self.quotes), max(2, round(self.seconds / _SHORT_QUOTE_S)))


Choose = Callable[[Candidates], frozenset[str] | None]
"""Gives the numbers of what is to be told, or None where the rules shall choose."""


def narrowed(
    material: Material, budget: Budget, said: Said, opening: Sequence[Passage], choose: Choose
) -> Material:
    """The material without the sentences and quotations that were not chosen; all of it where none were."""
    sentences, quotes = _sentences(material, budget, said, opening), _quotes(material, said)
    offered = Candidates(
        language=material.article.language,
        opening=tuple(passage.text for passage in opening),
        seconds=max(0, budget.characters - sum(len(p.text) for p in opening)) / budget.per_second,
        sentences={
            number: Candidate(text=p.text, seconds=len(p.text) / budget.per_second)
            for number, p in sentences.items()
        },
        quotes={
            number: Candidate(
                text=q.text,
                seconds=cost(q) / budget.per_second,
                speaker=q.speaker.name if q.speaker else None,
            )
            for number, q in quotes.items()
        },
    )
    numbers = choose(offered) if len(sentences) + len(quotes) > 1 else None
    if not numbers:
        return material
    kept = {sentences[n] for n in numbers & sentences.keys()}.union(opening)
    heard = {quotes[n] for n in numbers & quotes.keys()}
    return replace(
        material,
        body=[p for p in material.body if p in kept],
        quotes=[q for q in material.quotes if q in heard or material.role(q) is BlockRole.SIDEBAR],
    )


def _sentences(
    material: Material, budget: Budget, said: Said, opening: Sequence[Passage]
) -> dict[str, Passage]:
    """Sentences that are understood right behind headline and lead, and add something to them."""
    longest = LONGEST_SENTENCE_S * budget.per_second
    found: dict[str, Passage] = {}
    for passage in material.body[:_FARTHEST]:
        if len(found) >= _MOST_SENTENCES:
            break
        if (
            passage not in opening
            and says_something(passage.text)
            and len(passage.text) <= longest
            and not has_quote(passage, material)
            and not said.adds_little(passage.text)
            and is_understood(passage, None, (), material, said)
        ):
            found[f"s{len(found) + 1}"] = passage
    return found


def _quotes(material: Material, said: Said) -> dict[str, Quotation]:
    """Quotations outside of sidebars that need nothing before them."""
    fit = [
        q
        for q in material.quotes
        if material.role(q) is not BlockRole.SIDEBAR
        and opens_well(q.text, material.phrases)
        and not said.repeats(q.text)
    ]
    return {f"q{number}": q for number, q in enumerate(fit[:_MOST_QUOTES], 1)}
