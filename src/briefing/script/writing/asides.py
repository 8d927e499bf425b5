"""Article → its sidebars, or else the background of the story, as far as there is time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model import Quotation
from briefing.script.writing.material import Material, Sidebar, has_quote, is_understood
from briefing.script.writing.said import Said
from briefing.script.writing.sayable import Passage, whole

FEWEST_WORDS = 6
"""Of a sentence by itself: "Not all agreed." says nothing."""
_MOST_SENTENCES = 4
"""Of the background."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A sidebar with its heading, or the background of the story without one."""

    heading: Passage | None
    items: tuple[Passage | Quotation, ...]


def sidebars(material: Material, left: int, said: Said) -> tuple[Aside, ...]:
    """Each sidebar's heading and first sentences, within `left` characters; quotations are quoted."""
    asides: list[Aside] = []
    for sidebar in material.sidebars:
        if asides and left <= 0:
            break
        share = left if len(material.sidebars) == 1 else left // 2
        items: list[Passage | Quotation] = []
        before: Passage | None = None
        for unit in _units(sidebar, material):
            length = len(unit.text)
            if items and length > share:
                break
            is_told = (
                said.repeats(unit.text)
                if isinstance(unit, Quotation)
                else (said.adds_little(unit.text) or not is_understood(unit, before, items, material, said))
            )
            if not is_told:
                items.append(unit)
                said.add(unit.text)
                share, left = share - length, left - length
            before = unit if isinstance(unit, Passage) else None
        if items:
            asides.append(_with_heading(sidebar, items, material, said))
    return tuple(asides)


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


def background(material: Material, left: int, said: Said, told: Sequence[Passage]) -> tuple[Aside, ...]:
    """Without a sidebar: sentences not used yet, with figures or from the later part, in their order."""
    body = material.body

    def worth(at: int) -> float:
        return any(c.isdigit() for c in body[at].text) + at / (len(body) or 1)

    chosen: list[int] = []

    def is_fresh(at: int) -> bool:
        return (
            at not in chosen
            and body[at] not in told
            and len(body[at].text) <= left
            and len(body[at].text.split()) >= FEWEST_WORDS
            and not has_quote(body[at], material)
            and not said.adds_little(body[at].text)
        )

    for at in sorted(range(len(body)), key=worth, reverse=True):
        if len(chosen) >= _MOST_SENTENCES:
            break
        if not is_fresh(at) or not is_understood(body[at], material.before(body[at]), (), material, said):
            continue
        for taken in (at, at + 1):  # with the sentence that goes on from it
            if taken == at or (taken < len(body) and material.before(body[taken]) and is_fresh(taken)):
                chosen.append(taken)
                said.add(body[taken].text)
                left -= len(body[taken].text)
    if not chosen:
        return ()
    return (Aside(heading=None, items=tuple(body[at] for at in sorted(chosen))),)
