"""Names of what may be done to an article's words between its spans and a spoken line; nothing else may."""

from __future__ import annotations

MARKS_DROPPED = "marks dropped"
"""Quotation marks are left out; never in a quote."""
CREDIT_DROPPED = "credit dropped"
"""An agency in brackets, with the place before it, is left out: "LONDON (Reuters) – "."""
LABEL_DROPPED = "label dropped"
"""The "Q:" before a question of an interview is left out."""
CLAUSE_CUT = "clause cut"
"""An opening that only links, or a closing clause that only adds, is left out."""
FULL_STOP_ADDED = "full stop added"
"""A headline ends as a sentence does."""
NAME_FOR_PRONOUN = "name for pronoun: "
"""… followed by the name; its span stands last."""
DATE = "date: "
"""… followed by WRITTEN → SAID: a date that the article gives by its own day is said by the calendar.

One edit a date, in the order of the sentence; each replaces the first WRITTEN (whole words) behind the date
before it. Never in a quote. `dates.dated` says which words of a sentence that is, and what is said for them.
"""
TEMPLATE = "template: "
"""… followed by a name in languages/*.yaml (`phrases.templates`); the spans fill its slots, in order."""

_ARROW = " → "


def is_known(edit: str) -> bool:
    """Whether this is an edit that the check can verify."""
    if edit.startswith(DATE):
        return date_of(edit) is not None
    if edit.startswith((NAME_FOR_PRONOUN, TEMPLATE)):
        return bool(edit.partition(": ")[2].strip())
    return edit in (MARKS_DROPPED, CREDIT_DROPPED, LABEL_DROPPED, CLAUSE_CUT, FULL_STOP_ADDED)


def template_of(edits: tuple[str, ...]) -> str | None:
    """Name of the template that these edits name, if any."""
    return next((edit.removeprefix(TEMPLATE) for edit in edits if edit.startswith(TEMPLATE)), None)


def date_edit(written: str, said: str) -> str:
    return f"{DATE}{written}{_ARROW}{said}"


def date_of(edit: str) -> tuple[str, str] | None:
    """What is written and what is said for it; None where this is no edit of a date."""
    written, arrow, said = edit.removeprefix(DATE).partition(_ARROW)
    is_one = edit.startswith(DATE) and arrow and written.strip() and said.strip()
    return (written, said) if is_one else None
