"""Drafts of a page → the same, pull quotes found: a label with its sentence, or marks around a whole line."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from briefing.article.lines import LineKind, Vocabulary, is_name, matter
from briefing.article.texts.draft import Draft
from briefing.article.words import fold, folded_words, word_count
from briefing.model import BlockRole

LONGEST = 45
"""Words. What follows a label and is longer is the answer in an interview: body text."""
_WHOLLY_MARKED = re.compile(r"""^(?:«[^«»]+»|“[^“”]+”|"[^"]+"|„[^„“”]+[“”]|‘[^‘]+’)[.!?]?$""")
_SIGNED = re.compile(r"""^(«[^«»]+»|“[^“”]+”|"[^"]+"|„[^„“”]+[“”])\s*[—–-]\s*(\S.{1,80})$""")
_LABELLED = re.compile(r"""^([^:：«»“”"]{2,50})[:：]\s*(«[^«»]+»|“[^“”]+”|"[^"]+")[.!?]?$""")
_DASH = re.compile(r"^[—–―-]+\s*")


def find_pull_quotes(page: list[Draft], vocabulary: Vocabulary) -> list[Draft]:
    """Give pull quotes their role and speaker; the line that names the speaker becomes boilerplate."""
    names = _Names(page)
    first_prose = next((i for i, draft in enumerate(page) if _is_prose(draft)), len(page))
    page = [
        part
        for index, draft in enumerate(page)
        for part in (
            _split_signed(draft) or _split_labelled(draft, index > first_prose, names, vocabulary) or [draft]
        )
    ]
    for index, (draft, after) in enumerate(pairwise(page)):
        if not draft.is_open or not after.is_open:
            continue
        if draft.kind is LineKind.LABEL:
            if _is_quote(after) and _follows_title(page, index) and names.is_label(draft.text, vocabulary):
                draft.role, after.role = BlockRole.BOILERPLATE, BlockRole.PULL_QUOTE
                after.speaker = draft.text.rstrip(" :：")
        elif _WHOLLY_MARKED.match(draft.text) and draft.words <= LONGEST:
            if speaker := signature(after.text):
                draft.role, after.role = BlockRole.PULL_QUOTE, BlockRole.BOILERPLATE
                draft.speaker = speaker
            elif names.is_said_again(draft.text):
                draft.role = BlockRole.PULL_QUOTE
    return page


def mark_said_again(candidates: list[Draft], page: list[Draft]) -> None:
    """Candidates whose words stand in a paragraph of the page as well are pull quotes."""
    names = _Names(page)
    for draft in candidates:
        if draft.is_open and draft.words <= LONGEST and names.is_said_again(draft.text):
            draft.role = BlockRole.PULL_QUOTE


def is_wholly_marked(text: str) -> bool:
    """Whether quotation marks stand around the whole line."""
    return _WHOLLY_MARKED.match(text) is not None


def _split_signed(draft: Draft) -> list[Draft]:
    """“…” — Name, on one line, is a pull quote and its signature."""
    signed = _SIGNED.match(draft.text) if draft.is_open and draft.words <= LONGEST else None
    if not signed or word_count(signed[2]) > 10:
        return []
    quote, signature = signed[1], signed[2]
    return [
        replace(
            draft,
            text=quote,
            words=word_count(quote),
            role=BlockRole.PULL_QUOTE,
            speaker=_name_part(signature),
        ),
        replace(draft, text=signature, words=word_count(signature), role=BlockRole.BOILERPLATE),
    ]


def _split_labelled(draft: Draft, in_body: bool, names: _Names, vocabulary: Vocabulary) -> list[Draft]:
    """Name: “…”, on one line between paragraphs; above the body this is how headlines and decks are built."""
    labelled = _LABELLED.match(draft.text) if in_body and draft.is_open and draft.words <= LONGEST else None
    if not labelled or not names.is_label(labelled[1], vocabulary):
        return []
    label, quote = labelled[1], labelled[2]
    return [
        replace(draft, text=f"{label}:", words=word_count(label), role=BlockRole.BOILERPLATE),
        replace(draft, text=quote, words=word_count(quote), role=BlockRole.PULL_QUOTE, speaker=label.strip()),
    ]


def _is_prose(draft: Draft) -> bool:
    return draft.kind is LineKind.PROSE and draft.words >= 12


def _is_quote(draft: Draft) -> bool:
    return draft.kind in (LineKind.TITLE, LineKind.PROSE) and 2 <= draft.words <= LONGEST


def _follows_title(page: list[Draft], index: int) -> bool:
    """A label above everything else is a kicker: its headline follows."""
    return any(draft.role is not BlockRole.BOILERPLATE and draft.words > 1 for draft in page[:index])


def signature(text: str) -> str | None:
    """Who signs: the name in the line below a quotation ("— Ines Hofmann, harbour master")."""
    dash = _DASH.match(text)
    rest = text[dash.end() :] if dash else text
    name = _name_part(rest)
    if word_count(rest) > 10 or not name:
        return None
    return name if dash or is_name(name) else None


def _name_part(text: str) -> str:
    return re.split(r"[,،(]|\s[-–—]\s", text, maxsplit=1)[0].strip(" .")


class _Names:
    """What the rest of the page says: labels are names that it mentions, pull quotes are taken from it.

    Answers a limited number of questions, each of which searches the whole page, so that time stays linear.
    """

    def __init__(self, page: list[Draft]) -> None:
        self._answers_left = 500
        others = [draft for draft in page if draft.kind is not LineKind.LABEL]
        self._folded = "\n".join(fold(draft.text) for draft in others)
        self._words = " ".join(" ".join(folded_words(draft.text)) for draft in others if draft.words > 3)

    def is_label(self, text: str, vocabulary: Vocabulary) -> bool:
        """Whether a line that ends with a colon names a person or an office of this page."""
        folded = fold(text).rstrip(" :：")
        if vocabulary.opens(folded, "sidebar_openings") or vocabulary.opens(folded, "related_openings"):
            return False
        if vocabulary.says(folded):
            return False  # "And the minister said:" leads to speech within the story
        label = text.rstrip(" :：")
        words = matter(label, vocabulary)
        if not words or not self._may_ask():
            return False
        if any(letter.isupper() for letter in label):
            return folded in self._folded or is_name(label) or (label.isupper() and words[-1] in self._folded)
        return any(word.removeprefix("ال") in self._folded for word in words)

    def is_said_again(self, text: str) -> bool:
        """Whether the page has these words twice: once here, and once more in a paragraph."""
        words = " ".join(folded_words(text))
        return len(words) > 20 and self._may_ask() and self._words.count(words) >= 2

    def _may_ask(self) -> bool:
        self._answers_left -= 1
        return self._answers_left >= 0
