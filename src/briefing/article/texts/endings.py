"""Drafts of a page → the same; what stands behind the story's end is furniture: sender, comments."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from briefing.article.lines import LineKind, Vocabulary
from briefing.article.texts.draft import Draft
from briefing.article.words import fold
from briefing.model import BlockRole

_TOP = 6
"""Lines in which a release says that it is one."""
_LONGEST_HEADING = 8
"""Words of "About Tarn Water"."""
_TOLD = 0.5
"""Share of the words of all paragraphs above the readers' comments; a button with that name stands higher."""


def find_ending(page: Sequence[Draft], vocabulary: Vocabulary) -> None:
    """Give what stands behind the end, and is not of the story, its role: boilerplate.

    What was said above and comes again behind the end is left to those who mark repeats.
    """
    ends = (_end(page, vocabulary), _sender(page, vocabulary), _comments(page, vocabulary))
    end = min((found for found in ends if found is not None), default=len(page))
    said = {draft.text for draft in page[:end]}
    for draft in page[end:]:
        if draft.is_open and draft.text not in said:
            draft.role = BlockRole.BOILERPLATE


def _end(page: Sequence[Draft], vocabulary: Vocabulary) -> int | None:
    """Where the text says that it is over: "- ends -"."""
    for index, draft in enumerate(page):
        folded = fold(draft.text).strip()
        lines = {folded, folded.strip(" -–—*()[]")}
        if index and draft.role is BlockRole.BOILERPLATE and lines & vocabulary.end_lines:
            return index if _is_told(page, index) else None
    return None


def _sender(page: Sequence[Draft], vocabulary: Vocabulary) -> int | None:
    """Where a press release begins to tell of its sender: "About Tarn Water"."""
    top = (fold(draft.text).strip(" *:.-–—|") for draft in page[:_TOP])
    if not any(line.startswith(tuple(vocabulary.release_lines)) for line in top):
        return None
    return next(
        (
            index
            for index, (draft, after) in enumerate(pairwise(page))
            if draft.kind in (LineKind.TITLE, LineKind.LABEL)
            and draft.words <= min(_LONGEST_HEADING, after.words - 1)
            and vocabulary.opens(fold(draft.text), "release_openings")
            and _is_told(page, index)
        ),
        None,
    )


def _comments(page: Sequence[Draft], vocabulary: Vocabulary) -> int | None:
    """Where the readers speak."""
    total = sum({draft.text: draft.words for draft in page if draft.kind is LineKind.PROSE}.values())
    told = 0  # a page that was pasted twice tells all in its first half
    for index, draft in enumerate(page):
        told += draft.words if draft.kind is LineKind.PROSE else 0
        is_below = draft.role is BlockRole.BOILERPLATE and told >= _TOLD * total
        if is_below and vocabulary.comment_lines.fullmatch(fold(draft.text).strip(" :")):
            return index
    return None


def _is_told(page: Sequence[Draft], index: int) -> bool:
    """Whether a paragraph of the story stands above."""
    return any(draft.is_open and draft.kind is LineKind.PROSE for draft in page[:index])
