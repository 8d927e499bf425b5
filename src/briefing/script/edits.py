"""Names of what may be done to an article's words between its spans and a spoken line; nothing else may."""

from __future__ import annotations

MARKS_DROPPED = "marks dropped"
"""Quotation marks are left out; never in a quote."""
CREDIT_DROPPED = "credit dropped"
"""An agency in brackets, with the place before it, is left out: "LONDON (Reuters) – "."""
CLAUSE_CUT = "clause cut"
"""An opening that only links, or a closing clause that only adds, is left out."""
FULL_STOP_ADDED = "full stop added"
"""A headline ends as a sentence does."""
NAME_FOR_PRONOUN = "name for pronoun: "
"""… followed by the name; its span stands last."""
TEMPLATE = "template: "
"""… followed by a name in languages/*.yaml (`phrases.templates`); the spans fill its slots, in order."""


def is_known(edit: str) -> bool:
    """Whether this is an edit that the check can verify."""
    if edit.startswith((NAME_FOR_PRONOUN, TEMPLATE)):
        return bool(edit.partition(": ")[2].strip())
    return edit in (MARKS_DROPPED, CREDIT_DROPPED, CLAUSE_CUT, FULL_STOP_ADDED)


def template_of(edits: tuple[str, ...]) -> str | None:
    """Name of the template that these edits name, if any."""
    return next((edit.removeprefix(TEMPLATE) for edit in edits if edit.startswith(TEMPLATE)), None)
