"""Article → what of it is told: the lead and what is new, quotations of different speakers, the sidebar."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice

from briefing.language import Phrases
from briefing.model import Article, BlockRole, Quotation
from briefing.script.words import words
from briefing.script.writing.asides import (
    ANNOUNCED_CHARACTERS,
    Aside,
    announcement,
    background,
    sidebars,
)
from briefing.script.writing.candidates import Choose, narrowed
from briefing.script.writing.material import Budget, Material, has_quote, material_of, names_are_known
from briefing.script.writing.quote_choice import QuoteChoice, cost
from briefing.script.writing.said import Said
from briefing.script.writing.sayable import Passage, begins_with, leans, passages, whole
from briefing.script.writing.story import Story

_HEADLINE_SHARE, _QUOTES_SHARE, _SIDEBAR_SHARE = 0.33, 0.42, 0.22
"""Of an article's time; what one of them leaves goes to the others."""
_WANTED_SHARE = 0.72
"""Of an article's time: so much the quotes may take while fewer than wanted are chosen."""
_MORE_SHARE = 0.15
"""Of an article's time; beside the page's own sidebar so much more of the story is told before the quotes."""
_WORTH_A_SEGMENT = 0.08
"""Of an article's time; a background of less is not announced."""
_MOST_OVER = 0.03
"""Of an article's time; by so much the last sentence may go beyond it."""
_OTHER_VOICES = 2
"""Quotations of another page on the same story."""
_FARTHEST_LEAD = 6
"""Sentences from the top among which the lead is."""
_KICKER_WORDS = 6
"""A kicker of so many words says something; a shorter one is a heading of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    headline: tuple[Passage, ...]
    """The headline itself first, if the article has one."""
    has_headline: bool
    quotes: tuple[Quotation, ...]
    asides: tuple[Aside, ...]


def select(
    article: Article, minutes: float, said: Said, *, spoken_for: int = 0, choose: Choose | None = None
) -> Selection:
    """What to tell in `minutes`; `said` knows what was told before and learns what is chosen.

    `spoken_for`: characters that greeting and farewell take of that time. `choose`: whoever picks among what
    the rules allow, before they order it and cut it to length.
    """
    budget = Budget.of(article, minutes, spoken_for=spoken_for)
    material = material_of(article, budget)
    opening, lead = _opening(material, budget, said)
    if choose is not None:
        material = narrowed(material, budget, said, opening, choose)
    left = budget.characters - sum(len(p.text) for p in opening)
    whole_time = min(budget.characters, _all_there_is(material))
    beside = _reserved(material, whole_time, left)
    choice = QuoteChoice(material, budget, said)
    left -= choice.take(
        at_most=budget.quotes_at_most,
        wanted=budget.quotes_wanted,
        room=min(round(_QUOTES_SHARE * whole_time), left - beside),
        room_if_wanted=min(round(_WANTED_SHARE * whole_time), left - beside),
    )
    story = Story(material, budget, said, opening, lead)
    room = round(_HEADLINE_SHARE * whole_time) - sum(len(p.text) for p in opening)
    left -= story.go_on(min(room, left - beside), for_one=left - beside)
    nothing_yet = not (opening or choice.chosen)
    asides = sidebars(material, left, said, choice.speakers, at_least_one=nothing_yet or not budget.is_tight)
    left -= sum(map(_length, asides))
    left += round(_MOST_OVER * budget.characters)
    if material.interview <= len(article.blocks):
        left -= story.go_on(left)
    if asides:
        left -= story.go_on(min(round(_MORE_SHARE * budget.characters), left))
    spare = left if not asides or left > _WORTH_A_SEGMENT * budget.characters else 0
    more = background(material, spare - ANNOUNCED_CHARACTERS, said, story.told, choice.speakers)
    left -= sum(map(_length, more))
    left -= choice.take(at_most=2 * budget.quotes_at_most, room=left)
    story.go_on(left)
    return Selection(
        headline=story.told,
        has_headline=bool(opening) and article.blocks[opening[0].block - 1].role is BlockRole.HEADLINE,
        quotes=tuple(sorted(choice.chosen, key=lambda q: q.span)),
        asides=(*more, *asides),
    )


def other_voices(article: Article, minutes: float, said: Said, heard: Collection[str]) -> Selection:
    """Of another page on a story that was told: quotations of speakers who were not `heard`, in `minutes`."""
    budget = Budget.of(article, minutes)
    material = material_of(article, budget)
    known = {name.casefold() for name in heard}
    material.quotes[:] = [q for q in material.quotes if q.speaker and q.speaker.name.casefold() not in known]
    choice = QuoteChoice(material, budget, said)
    choice.take(at_most=_OTHER_VOICES, room=budget.characters)
    quotes = tuple(sorted(choice.chosen, key=lambda q: q.span))
    return Selection(headline=(), has_headline=False, quotes=quotes, asides=())


def _all_there_is(material: Material) -> int:
    """Characters of the article that could be told."""
    beside = (p for bar in material.sidebars for p in bar.passages)
    sentences = (p for p in (*material.body, *beside) if not has_quote(p, material))
    return sum(len(p.text) for p in sentences) + sum(cost(q) for q in material.quotes)


def _reserved(material: Material, whole_time: int, left: int) -> int:
    """Characters kept for the page's own sidebar: its heading and its first sentence, if that is no giant."""
    first = next((bar for bar in material.sidebars if bar.passages), None)
    if first is None:
        return 0
    need = announcement(first, material) + len(first.passages[0].text)
    return need if need <= max(_SIDEBAR_SHARE * whole_time, left // 2) else 0


def _length(aside: Aside) -> int:
    """Characters, with the line that announces it."""
    heading = len(aside.heading.text) if aside.heading else 0
    items = sum(len(item.text) if isinstance(item, Passage) else cost(item) for item in aside.items)
    return ANNOUNCED_CHARACTERS + heading + items


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
    all_fits = _all_there_is(material) <= budget.characters
    share = 1.0 if all_fits else _HEADLINE_SHARE
    left = share * budget.characters - sum(len(p.text) for p in (headline, lead) if p)
    for _, number, text in sorted(decks):
        is_clear = not leans(text, material.phrases) or any(p.block == number - 1 for p in told)
        if (
            len(text) <= left
            and is_clear
            and _is_statement(text, material.phrases)
            and not said.adds_little(text)
            and not said.echoes(text)
        ):
            told += _deck(number, text, material)
            said.add(text)
            left -= len(text)
            if not all_fits:
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
    fresh = list(islice((p for p in material.body if not said.has(p.text)), _FARTHEST_LEAD))
    for passage in fresh:
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
