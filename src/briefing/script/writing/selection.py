"""Article → what of it is told: the lead and what is new, quotations of different speakers, the sidebar."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.language import Phrases
from briefing.model import Article, BlockRole, Quotation
from briefing.script.words import words
from briefing.script.writing.asides import FEWEST_WORDS, Aside, background, sidebars
from briefing.script.writing.material import (
    LONGEST_SENTENCE_S,
    Budget,
    Material,
    has_quote,
    is_understood,
    material_of,
    names_are_known,
)
from briefing.script.writing.quote_choice import choose_quotes, cost
from briefing.script.writing.said import Said, stems
from briefing.script.writing.sayable import Passage, begins_with, leans, passages, whole

_HEADLINE_SHARE, _SIDEBAR_SHARE = 0.33, 0.22
"""Of an article's time; the quotes have the rest."""
_SPARE_SHARE = 0.2
"""Of an article's time; if sidebars leave so much, more of the story is told before them."""
_MOST_SENTENCES = 3
"""After the lead."""
_KICKER_WORDS = 6
"""A kicker of so many words says something; a shorter one is a heading of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    headline: tuple[Passage, ...]
    """The headline itself first, if the article has one."""
    has_headline: bool
    quotes: tuple[Quotation, ...]
    asides: tuple[Aside, ...]


def select(article: Article, minutes: float, said: Said) -> Selection:
    """What to tell in `minutes`; `said` knows what was told before and learns what is chosen."""
    budget = Budget.of(article, minutes)
    material = material_of(article, budget)
    opening, lead = _opening(material, budget, said)
    quotes = choose_quotes(material, budget, said)
    new = _what_is_new(material, budget, said, lead, opening)
    used = sum(len(p.text) for p in (*opening, *new)) + sum(cost(q) for q in quotes)
    left = max(budget.characters - used, round(_SIDEBAR_SHARE * budget.characters))
    asides = sidebars(material, left, said)
    spare = left - sum(_length(item) for aside in asides for item in aside.items)
    if not asides or spare > _SPARE_SHARE * budget.characters:
        asides = (*background(material, spare, said, (*opening, *new)), *asides)
    return Selection(
        headline=(*opening, *new),
        has_headline=bool(opening) and article.blocks[opening[0].block - 1].role is BlockRole.HEADLINE,
        quotes=quotes,
        asides=asides,
    )


def _length(item: Passage | Quotation) -> int:
    return len(item.text) if isinstance(item, Passage) else cost(item)


# ------------------------------------------------------------------------------------------ headline segment


def _opening(material: Material, budget: Budget, said: Said) -> tuple[tuple[Passage, ...], Passage | None]:
    """Headline, deck if it says something else, lead."""
    blocks = list(enumerate(material.article.blocks, 1))
    told: list[Passage] = []
    headline = next(
        (whole(n, b.text) for n, b in blocks if b.role is BlockRole.HEADLINE and b.text.strip()), None
    )
    if headline:
        said.add(headline.text)
        told.append(headline)
    lead = _lead(material, said)
    if lead:
        said.add(lead.text)
    decks = [
        (block.role is BlockRole.KICKER, number, block.text)
        for number, block in blocks
        if block.role is BlockRole.DECK
        or (block.role is BlockRole.KICKER and len(block.text.split()) >= _KICKER_WORDS)
    ]
    left = _HEADLINE_SHARE * budget.characters - sum(len(p.text) for p in (headline, lead) if p)
    for _, number, text in sorted(decks):
        if len(text) <= left and _is_statement(text, material.phrases) and not said.adds_little(text):
            told += _deck(number, text, material)
            said.add(text)
            break  # one is enough
    if lead:
        told.append(lead)
    return tuple(told), lead


def _deck(number: int, text: str, material: Material) -> tuple[Passage, ...]:
    """A deck's sentences, or the whole of one that is no sentence."""
    found = tuple(passages(number, text, material.article.language, None, longest=len(text)))
    is_all = sum(len(p.text) for p in found) + len(found) >= len(" ".join(text.split()))
    if not is_all or len(found) < 2:
        return (whole(number, text),)
    return tuple(passage for passage in found if len(passage.text.split()) > 2)  # "An interview." goes


def _is_statement(text: str, phrases: Phrases | None) -> bool:
    """Not "Name: what they say in the newspaper's words", which sounds like a quote and is none; nor a clause
    that leads up to the headline ("During a visit to …")."""
    if ":" in text or len(text.split()) < 4:
        return False
    return phrases is None or not begins_with(words(text)[:3], phrases.particles)


def _lead(material: Material, said: Said) -> Passage | None:
    """The first sentence, or the next that is not the headline again and needs nothing before it."""
    fresh = [p for p in material.body if not said.has(p.text)]
    for passage in fresh[:6]:
        first = passage is material.body[0]
        if first and not leans(passage.text, material.phrases, opens=True):
            return passage
        if (
            not first
            and not leans(passage.text, material.phrases)
            and names_are_known(passage, material, said)
        ):
            return passage
    return fresh[0] if fresh else None


def _what_is_new(
    material: Material, budget: Budget, said: Said, lead: Passage | None, opening: tuple[Passage, ...]
) -> tuple[Passage, ...]:
    """One to three more sentences: near the top, with the headline's matter or figures, in their order."""
    if lead is None:
        return ()
    left = _HEADLINE_SHARE * budget.characters - sum(len(p.text) for p in opening)
    matter = frozenset().union(*(stems(p.text) for p in opening))
    speech = {q.span.block for q in material.quotes}
    blocks = list(dict.fromkeys(p.block for p in material.body))
    longest = LONGEST_SENTENCE_S * budget.per_second

    def worth(passage: Passage) -> float:
        own = stems(passage.text)
        shared = len(own & matter) / (len(own) or 1)
        figures = any(c.isdigit() for c in passage.text)
        depth = blocks.index(passage.block)
        return 1.5 * shared + 0.6 * figures + 2.0 / (1 + depth) - 0.5 * (passage.block in speech)

    chosen: list[Passage] = []
    for _ in range(_MOST_SENTENCES):
        open_to = [
            p
            for p in material.body
            if p not in chosen
            and len(p.text.split()) >= FEWEST_WORDS
            and (p.block, p.start) > (lead.block, lead.start)
            and len(p.text) <= longest
            and (len(p.text) <= left or (not chosen and not budget.is_tight))
            and not has_quote(p, material)
            and not said.adds_little(p.text)
            and is_understood(p, material.before(p), (lead, *chosen), material, said)
        ]
        if not open_to:
            break
        best = max(open_to, key=worth)
        chosen.append(best)
        said.add(best.text)
        left -= len(best.text)
    return tuple(sorted(chosen, key=lambda p: (p.block, p.start)))
