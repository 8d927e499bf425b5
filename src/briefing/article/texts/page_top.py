"""Drafts above the body → those that show by themselves what they are: menus, rubrics, boxes, signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from briefing.article.lines import LineKind, Vocabulary, ends_sentence, is_name
from briefing.article.texts.draft import Draft
from briefing.article.words import fold
from briefing.model import BlockRole

_SIGNED = re.compile(
    r"(?:\w+(?: \w+){0,2}\s*[/–—-]\s*)?\w+(?: \w+){0,2}\s*(?P<sign>[:/–—-])\s*"
    r"(?P<last>\w+(?: \w+){0,3}|«[^«»]+»|\"[^\"]+\")"
)
"""Place or outlet, a sign, and who or what: "عمان - سامر علي", "الرياض: «الجريدة»", "بغداد / النهر"."""
_OUTLET_FROM = re.compile(r"(?:«[^«»]{2,30}»|\"[^\"]{2,30}\")\s*[–—-]?\s*(?:من )?\w+(?: \w+)?")
"""Outlet and place: «الجريدة» من الرياض."""
MENU_LINES = 3
"""Very short lines in a row from which on they are a menu."""
LONGEST_MENU_WORDS = 3
_LONGEST_SKIP_LINK = 4
"""Words."""


def find_rubrics(header: Sequence[Draft], vocabulary: Vocabulary) -> None:
    """What kind of piece it is ("Exclusive"), alone on a line, is a kicker above or below the headline."""
    titles = [draft for draft in header if draft.is_open]
    rubrics = [d for d in titles if fold(d.text).strip(" :|") in vocabulary.rubrics]
    if len(rubrics) < len(titles):
        for draft in rubrics[:1]:
            draft.role = BlockRole.KICKER


def find_points(header: Sequence[Draft], vocabulary: Vocabulary) -> None:
    """A list above the story, under a heading that says what it is ("Key points"), is a box."""
    in_list = False
    for draft in header:
        if draft.bullet and draft.is_open and in_list:
            draft.role = BlockRole.SIDEBAR
        elif in_list := draft.is_open and vocabulary.is_box_heading(draft.text):
            draft.role = BlockRole.SIDEBAR_HEADING


def find_signing(header: Sequence[Draft], vocabulary: Vocabulary) -> None:
    """Above the day or the body: a line that is only place and reporter or outlet, if other titles remain."""
    titles = [draft for draft in header if draft.is_open]
    inner = {id(draft) for draft in titles[1:-1]}
    above_day = [a for a, b in pairwise(header) if id(a) in inner and b.role is BlockRole.DATELINE]
    for draft in [*above_day, *titles[1:][-1:]]:
        if draft.kind is not LineKind.TITLE or any(letter.isupper() for letter in draft.text):
            continue  # names with capitals have rules of their own
        text = draft.text.strip()
        signed = _SIGNED.fullmatch(text)
        if _OUTLET_FROM.fullmatch(text):
            draft.role = BlockRole.BYLINE
        elif signed and not any(character.isdigit() for character in text):
            names = fold(signed["last"]).split()
            by_person = bool(names) and names[0] in vocabulary.given_names and 2 <= len(names) <= 4
            if signed["sign"] != ":" or by_person or signed["last"][0] in '«"':
                draft.role = BlockRole.BYLINE


def find_menus(header: Sequence[Draft], vocabulary: Vocabulary) -> None:
    """Sections and buttons, one a line, become boilerplate, unless nothing would be left for a headline."""
    has_headline = any(draft.role is BlockRole.HEADLINE for draft in header)
    titles = sum(draft.is_open and not is_name(draft.text) for draft in header)
    run: list[Draft] = []
    for draft in [*header, None]:
        if draft is not None and draft.words <= LONGEST_MENU_WORDS and not ends_sentence(draft.text):
            run.append(draft)
            continue
        lines = [line for line in run if line.is_open and not is_name(line.text)]
        if len(run) >= MENU_LINES and len(lines) >= 2 and (has_headline or titles > len(lines)):
            sections = sum(fold(line.text) in vocabulary.menu for line in run)
            may_be_kicker = sections < len(run)
            if not has_headline and draft and draft.is_open and lines[-1] is run[-1] and may_be_kicker:
                lines.pop()  # right above a longer line: it may be the kicker
            for line in lines:
                line.role = BlockRole.BOILERPLATE
            titles -= len(lines)
            if not has_headline and draft is not None:
                _find_skip_links(header[: header.index(run[0])], header[header.index(draft) :])
        run = []


def _find_skip_links(above: Sequence[Draft], below: Sequence[Draft]) -> None:
    """A few words above a menu ("Skip to content") are the page's, where a headline stands below it."""
    if any(d.is_open and d.kind is LineKind.TITLE and d.words > _LONGEST_SKIP_LINK for d in below):
        for draft in above:
            if draft.is_open and draft.words <= _LONGEST_SKIP_LINK:
                draft.role = BlockRole.BOILERPLATE
