"""Blocks with subheadings → the same; sections beside the story become sidebars, loose titles furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.article.lines import Vocabulary, ends_sentence, matter
from briefing.article.words import fold, word_count
from briefing.model import Block, BlockRole

_STORY_SHARE = 0.5
"""Of a page's words, those above the first heading: the story is told there if it is this much."""
_TOLD_BESIDE_SIDEBARS = 0.7
"""… and by this much, where some sections are the story's and others below them shall be none: a heading of
the same kind, of which nothing else tells that it is a sidebar's, is the story's, too."""
_LONGEST_SIDEBAR = 0.45
"""A sidebar's words against those of the story."""
_PARAGRAPHS = 3
_SHORTEST_PROSE = 12
"""Words of a paragraph that no line of a fact box has."""
_SAID = re.compile(r"[«“„\"][^»”“\"]{20,}")
"""Marks with more in them than a name or a term."""
_OWN_MATTER = 0.4
"""Share of a section's matter that the story above does not have. It says little by itself (sidebars of 13
pages: .46–.92; sections of a story, with less told above them: .85–1.0); place and length say more."""


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading and what stands below it: indices of blocks."""

    heading: int
    body: tuple[int, ...]


def settle_sections(blocks: Sequence[Block], vocabulary: Vocabulary) -> tuple[Block, ...]:
    """Tell sidebars from the story's own sections.

    A subheading divides the story: there are several, spread over it, and the story goes on below each.
    Sidebars stand behind the story, are short against it, and have matter of their own; or their heading
    says what they are ("At a glance"). Blocks that are repeats do not count.
    """
    settled = list(blocks)
    _settle_lists(settled)
    story, sections = _divide(settled)
    for section in _sidebars(settled, story, sections, vocabulary):
        settled[section.heading] = replace(settled[section.heading], role=BlockRole.SIDEBAR_HEADING)
        for index in section.body:
            settled[index] = replace(settled[index], role=BlockRole.SIDEBAR)
    return tuple(settled)


def _settle_lists(blocks: list[Block]) -> None:
    """Headings with no paragraph below: the facts of a box, or, at the end, titles of other articles."""
    running = [i for i, b in enumerate(blocks) if b.role in (BlockRole.SUBHEADING, BlockRole.PARAGRAPH)]
    start = 0
    while start < len(running):
        end = start
        while end < len(running) and blocks[running[end]].role is BlockRole.SUBHEADING:
            end += 1
        run = running[start:end]
        at_end = end == len(running)
        items = run[1:] if at_end else run[1:-1]
        facts = [i for i in items if _is_fact(blocks[i].text)]
        if len(items) >= 2 and 2 * len(facts) >= len(items):
            role, changed = (
                BlockRole.PARAGRAPH,
                run[1:] if at_end or _is_fact(blocks[run[-1]].text) else run[1:-1],
            )
        else:
            role, changed = BlockRole.BOILERPLATE, run if at_end else []
        for index in changed:
            blocks[index] = replace(blocks[index], role=role)
        start = end + 1


def _is_fact(text: str) -> bool:
    """ "Length: 340 metres": a line of a fact box."""
    return bool(re.search(r"\d|:\s", text))


def _divide(blocks: Sequence[Block]) -> tuple[list[int], list[_Section]]:
    """The paragraphs above the first heading, and the sections below.

    A list of facts amid the story ends with its last fact: the paragraph behind it is the story's again.
    """
    story: list[int] = []
    sections: list[tuple[int, list[int]]] = []
    closed: list[tuple[int, list[int]]] = []
    for index, block in enumerate(blocks):
        if block.role is BlockRole.SUBHEADING:
            sections.append((index, []))
        elif block.role is BlockRole.PARAGRAPH:
            is_over = sections and _is_list_of_facts(blocks, sections[-1][1]) and _is_prose(block.text)
            (sections[-1][1] if sections and not is_over else story).append(index)
            if is_over:
                closed.append(sections.pop())
    return story, [_Section(heading, tuple(body)) for heading, body in sorted(closed + sections)]


def _is_list_of_facts(blocks: Sequence[Block], body: Sequence[int]) -> bool:
    return len(body) > 1 and not any(ends_sentence(blocks[i].text) for i in body)


def _is_prose(text: str) -> bool:
    return ends_sentence(text) and word_count(text) >= _SHORTEST_PROSE


def _sidebars(
    blocks: Sequence[Block], story: Sequence[int], sections: Sequence[_Section], vocabulary: Vocabulary
) -> list[_Section]:
    def words_in(indices: Sequence[int]) -> int:
        return sum(word_count(blocks[i].text) for i in indices)

    told = words_in(story)
    total = told + sum(words_in(section.body) for section in sections)
    told_above = told >= _STORY_SHARE * total
    known = {word for i in story for word in matter(blocks[i].text, vocabulary)}
    found: list[_Section] = []
    unnamed: list[_Section] = []
    for section in reversed(sections):  # from the end: below a section of the story stands no sidebar
        words = words_in(section.body)
        named = vocabulary.opens(fold(blocks[section.heading].text), "sidebar_openings") is not None
        short = words <= _LONGEST_SIDEBAR * told and len(section.body) <= _PARAGRAPHS
        is_list = bool(section.body) and not any(ends_sentence(blocks[i].text) for i in section.body)
        if not section.body:
            continue
        goes_on = vocabulary.opens(fold(blocks[section.body[0]].text), "continuing_openings") is not None
        own = (
            told_above
            and short
            and not goes_on
            # Behind the story's last section stands a box; people are quoted in the story.
            and not (any(one not in unnamed for one in found) and _quotes(blocks, section))
            and _own_matter(blocks, section, known, vocabulary) >= _OWN_MATTER
        )
        if not ((named and 2 * words <= total) or own or is_list):
            if told < _TOLD_BESIDE_SIDEBARS * total:
                return [one for one in found if one not in unnamed]
            break
        found.append(section)
        if not (named or is_list):
            unnamed.append(section)
    return found


def _quotes(blocks: Sequence[Block], section: _Section) -> bool:
    return len(section.body) > 1 and any(_SAID.search(blocks[i].text) for i in section.body)


def _own_matter(blocks: Sequence[Block], section: _Section, known: set[str], vocabulary: Vocabulary) -> float:
    words = [w for i in (section.heading, *section.body) for w in matter(blocks[i].text, vocabulary)]
    return sum(word not in known for word in words) / len(words) if words else 0.0
