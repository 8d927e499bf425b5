"""Article → its sidebars, or else the background of the story, as far as there is time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from briefing.model import Quotation
from briefing.script.words import words
from briefing.script.writing.material import (
    LONGEST_SENTENCE_S,
    Material,
    Sidebar,
    has_quote,
    has_words_of_another,
    is_understood,
    says_something,
)
from briefing.script.writing.said import Said, stems
from briefing.script.writing.sayable import Passage, folded, has_any, whole

ANNOUNCED_CHARACTERS = 20
"""Of the words that announce a sidebar or the background."""
_SHORTEST = 20
"""Characters of a sentence; less room is none."""
_MUCH_TOO_LONG = 1.5
"""Times the longest sentence; what is longer than that one is told only where there is little else."""
_GOES_ON = 3
"""Sentences of the background that may follow one another in a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A sidebar with its heading, or the background of the story without one."""

    heading: Passage | None
    items: tuple[Passage | Quotation, ...]


def sidebars(
    material: Material,
    left: int,
    said: Said,
    introduced: Collection[str],
    *,
    at_least_one: bool = False,
) -> tuple[Aside, ...]:
    """Each sidebar's heading and first sentences, within `left` characters; quotations are quoted.

    The first sentence may go beyond them if there must be `at_least_one`.
    """
    asides: list[Aside] = []
    for sidebar in material.sidebars:
        if asides and left <= 0:
            break
        share = left if len(material.sidebars) == 1 else left // 2
        share -= announcement(sidebar, material)
        items: list[Passage | Quotation] = []
        before: Passage | None = None
        for unit in _units(sidebar, material):
            length = len(unit.text)
            if length > share and (items or asides or not at_least_one):
                break
            is_told = (
                said.repeats(unit.text)
                if isinstance(unit, Quotation)
                else (
                    said.adds_little(unit.text)
                    or not is_understood(unit, before, items, material, said, introduced)
                )
            )
            if not is_told:
                items.append(unit)
                said.add(unit.text)
                share, left = share - length, left - length
            before = unit if isinstance(unit, Passage) else None
        if items:
            left -= announcement(sidebar, material)
            asides.append(_with_heading(sidebar, items, material, said))
    return tuple(asides)


def announcement(sidebar: Sidebar, material: Material) -> int:
    """Characters of the line that announces the sidebar."""
    heading = material.article.blocks[sidebar.heading - 1].text if sidebar.heading else ""
    return ANNOUNCED_CHARACTERS + len(heading)


def _units(sidebar: Sidebar, material: Material) -> list[Passage | Quotation]:
    """Its quotations, and the sentences that have none, in the order of the page."""
    quoted = [q for q in material.quotes if q.span.block in sidebar.blocks]
    plain = [p for p in sidebar.passages if not has_quote(p, material)]
    placed = [((q.span.block, q.span.start), q) for q in quoted] + [((p.block, p.start), p) for p in plain]
    return [unit for _, unit in sorted(placed, key=lambda pair: pair[0])]


def _with_heading(
    sidebar: Sidebar, items: Sequence[Passage | Quotation], material: Material, said: Said
) -> Aside:
    if sidebar.heading is None:
        return Aside(heading=None, items=tuple(items))
    heading = whole(sidebar.heading, material.article.blocks[sidebar.heading - 1].text)
    is_fresh = not said.has(heading.text)
    said.add(heading.text)
    return Aside(heading=heading if is_fresh else None, items=tuple(items))


def background(
    material: Material, left: int, said: Said, told: Sequence[Passage], introduced: Collection[str]
) -> tuple[Aside, ...]:
    """Sentences not `told` yet: with the story's matter, figures, or what follows; in their order."""
    body = material.body
    matter = frozenset().union(*(stems(p.text) for p in told))
    nothing = material.phrases.saying_nothing if material.phrases else ()
    coming = folded(material.phrases.coming) if material.phrases else frozenset()
    longest = LONGEST_SENTENCE_S * material.per_second

    def worth(at: int) -> float:
        own = stems(body[at].text)
        shared = len(own & matter) / (len(own) or 1)
        figures = any(c.isdigit() for c in body[at].text)
        follows = any((word,) in coming for word in words(body[at].text))
        quoted = has_words_of_another(body[at], material)
        again = any(name in body[at].text for name in introduced)  # named in full as if for the first time
        return (
            shared
            + 0.4 * figures
            + 0.4 * follows
            - 0.3 * at / (len(body) or 1)
            - quoted
            - 0.4 * again
            - has_any(words(body[at].text), nothing)
            - (len(body[at].text) > longest)
        )

    chosen: list[int] = []

    def is_fresh(at: int) -> bool:
        return (
            at not in chosen
            and body[at] not in told
            and len(body[at].text) <= min(left, _MUCH_TOO_LONG * longest)
            and says_something(body[at].text)
            and not has_quote(body[at], material)
            and not said.rewords(body[at].text)
        )

    for at in sorted(range(len(body)), key=worth, reverse=True):
        if left < _SHORTEST:
            break
        if not is_fresh(at) or not is_understood(
            body[at], material.before(body[at]), (), material, said, introduced
        ):
            continue
        for taken in range(at, min(at + _GOES_ON, len(body))):  # with the sentences that go on from it
            goes_on = not body[taken].begins_block and material.before(body[taken]) is not None
            if taken > at and not (goes_on and is_fresh(taken)):
                break
            chosen.append(taken)
            said.add(body[taken].text)
            left -= len(body[taken].text)
    if not chosen:
        return ()
    return (Aside(heading=None, items=tuple(body[at] for at in sorted(chosen))),)
