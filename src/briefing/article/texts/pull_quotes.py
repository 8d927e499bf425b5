"""Drafts of a page → the same, pull quotes found: a label with its sentence, or marks around a whole line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
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
_MARKED = re.compile(r"""«[^«»]+»|“[^“”]+”|"[^"]+"|„[^„“”]+[“”]|‘[^‘]+?’(?!\w)|(?<!\w)'[^']+'(?!\w)""")
_SHORTEST_UNMARKED, _LONGEST_UNMARKED = 5, 30
"""Words of a pull quote without marks; shorter lines are headings that take up a word of somebody's."""
_SHORTEST_PARAGRAPH = 12
_NEAR = 2
"""Lines above and below a pull quote or a heading in which its words stand."""
_LONGEST_MARKED_HEADING = 7
_LONGEST_SPOKEN_HEADING = 12
_SHORTEST_OWN_WORDS = 7
_RUN = 3
_LONGEST_SIGNATURE = 10
"""Words of name and office."""
_DASH = re.compile(r"^[—–―-]+\s*")


def find_pull_quotes(page: list[Draft], vocabulary: Vocabulary) -> list[Draft]:
    """Give pull quotes their role and speaker; the line that names the speaker becomes boilerplate."""
    names = _Names(page)
    first_prose = next((i for i, draft in enumerate(page) if _is_prose(draft)), len(page))
    titles = {
        draft.text for draft in page[:first_prose]
    }  # pasted twice, a headline stands in the body as well
    page = [
        part
        for index, draft in enumerate(page)
        for part in (
            _split_signed(draft)
            or _split_labelled(draft, index > first_prose and draft.text not in titles, names, vocabulary)
            or [draft]
        )
    ]
    top = {draft.text: draft for draft in page[:first_prose]}
    for index, (draft, after) in enumerate(pairwise(page)):
        if not draft.is_open or not after.is_open:
            continue
        if draft.kind is LineKind.LABEL:
            if (
                _is_quote(after)
                and not after.bullet
                and _follows_title(page, index)
                and names.is_label(draft.text, vocabulary)
            ):
                draft.role, after.role = BlockRole.BOILERPLATE, BlockRole.PULL_QUOTE
                after.speaker = _name_part(draft.text.rstrip(" :："))
        elif (
            _WHOLLY_MARKED.match(draft.text)
            and draft.words <= LONGEST
            and not (index > first_prose and _is_title_again(draft, top))
        ):
            above = page[index - 1] if index > first_prose else None
            if above is not None and (speaker := _signing_name(above, names)):
                draft.role, above.role = BlockRole.PULL_QUOTE, BlockRole.BOILERPLATE
                draft.speaker = speaker
            elif (speaker := signature(after.text)) and (
                _DASH.match(after.text) or not _may_be_headline(page, index, first_prose)
            ):
                draft.role, after.role = BlockRole.PULL_QUOTE, BlockRole.BOILERPLATE
                draft.speaker = speaker
            elif (
                names.is_said_again(draft.text)
                and not _may_be_headline(page, index, first_prose)
                and not _heads_what_is_said(page, index)
            ):
                draft.role = BlockRole.PULL_QUOTE
    _find_unmarked(page[first_prose:], top, names)
    return page


def _is_title_again(draft: Draft, top: Mapping[str, Draft]) -> bool:
    """Whether a line of the body is the headline or deck once more."""
    return draft.text in top and top[draft.text].role is not BlockRole.PULL_QUOTE


def _may_be_headline(page: Sequence[Draft], index: int, first_prose: int) -> bool:
    """Whether it is one of the first two titles of the page: what somebody says is often the headline."""
    above = [draft for draft in page[:index] if draft.is_open and draft.kind in _TITLES]
    return index < first_prose and len(above) < 2


_TITLES = (LineKind.TITLE, LineKind.LABEL, LineKind.PROSE)


def _find_unmarked(body: Sequence[Draft], top: Mapping[str, Draft], names: _Names) -> None:
    """Below the first paragraph: titles with words that somebody says in a paragraph, in large type there.

    The name that signs stands in the line above or below, alone or with an office.
    """
    for index, draft in enumerate(body):
        if draft.role is BlockRole.PULL_QUOTE and draft.speaker is None and is_wholly_marked(draft.text):
            pulled = True
        else:
            is_title = draft.is_open and draft.kind in (LineKind.TITLE, LineKind.PROSE)
            marked = is_wholly_marked(draft.text)
            pulled = (
                is_title
                and (_SHORTEST_UNMARKED <= draft.words <= _LONGEST_UNMARKED or marked)
                and (
                    names.is_spoken(draft.text)
                    or names.is_nearly_spoken(draft.text)
                    or (marked and draft.words <= LONGEST and index > 0)
                    or _is_taken_from_beside(body, index)
                )
            )
        if not pulled or _is_title_again(draft, top):
            continue
        above = body[index - 1] if index else None
        below = body[index + 1] if index + 1 < len(body) else None
        # Names above and below: this one stands above, for the quotation over it would have taken it already.
        for line in (above, below):
            speaker = _signing_name(line, names, fewest=1 if line is above else 2) if line else None
            if line is not None and speaker:
                draft.role, draft.speaker, line.role = BlockRole.PULL_QUOTE, speaker, BlockRole.BOILERPLATE
                break
        else:
            spoken = names.is_spoken(draft.text) or _is_taken_from_beside(body, index)
            if spoken and not _heads_what_is_said(body, index):
                draft.role = BlockRole.PULL_QUOTE


def _is_taken_from_beside(body: Sequence[Draft], index: int) -> bool:
    """Whether a title's words stand in the paragraphs beside it: a columnist's own words in large type."""
    draft = body[index]
    if draft.kind is not LineKind.TITLE or draft.words < _SHORTEST_OWN_WORDS:
        return False
    words = f" {' '.join(folded_words(draft.text))} "
    beside = [*body[max(0, index - _NEAR) : index], *body[index + 1 : index + 1 + _NEAR]]
    return any(words in f" {' '.join(folded_words(d.text))} " for d in beside if d.words > draft.words + 5)


def _heads_what_is_said(body: Sequence[Draft], index: int) -> bool:
    """A few words, not signed, that somebody says right below them are the heading there."""
    words = " ".join(folded_words(body[index].text))
    marked = is_wholly_marked(body[index].text)
    if len(words.split()) > (_LONGEST_MARKED_HEADING if marked else _LONGEST_SPOKEN_HEADING):
        return False
    below = body[index + 1 : index + 1 + (_NEAR if marked else 1)]
    return any(words in " ".join(folded_words(draft.text)) for draft in below)


def _signing_name(line: Draft, names: _Names, fewest: int = 2) -> str | None:
    """The name in a line that holds nothing but it, and perhaps an office, and that the page mentions."""
    if (
        not line.is_open
        or line.kind not in (LineKind.TITLE, LineKind.BYLINE)
        or line.words > _LONGEST_SIGNATURE
    ):
        return None
    dash = _DASH.match(line.text)
    name = _name_part(line.text[dash.end() :] if dash else line.text)
    has_case = any(c.isupper() for c in name)
    if has_case and not (is_name(name) or name.isupper() or (fewest == 1 and name.istitle())):
        return None
    return name if fewest <= word_count(name) <= 4 and names.mentions(name) else None


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


def _runs(text: str) -> set[int]:
    words = folded_words(text)
    return {hash(tuple(words[i : i + _RUN])) for i in range(len(words) - _RUN + 1)}


class _Names:
    """What the rest of the page says: labels are names that it mentions, pull quotes are taken from it.

    Answers a limited number of questions, each of which searches the whole page, so that time stays linear.
    """

    def __init__(self, page: list[Draft]) -> None:
        self._answers_left = 500
        others = [draft for draft in page if draft.kind is not LineKind.LABEL]
        self._folded = "\n".join(fold(draft.text) for draft in others)
        # A page may be pasted twice: the same line again is no second place.
        lines = dict.fromkeys(" ".join(folded_words(draft.text)) for draft in others if draft.words > 3)
        self._words = "".join(f" {line} \n" for line in lines)
        paragraphs = [draft.text for draft in others if draft.words > _SHORTEST_PARAGRAPH]
        self._running = "".join(f" {' '.join(folded_words(text))} \n" for text in paragraphs)
        spoken = [part for text in paragraphs for part in _MARKED.findall(text) if part != text]
        self._spoken = "".join(f" {' '.join(folded_words(part))} \n" for part in spoken)

    def is_label(self, text: str, vocabulary: Vocabulary) -> bool:
        """Whether a line that ends with a colon names a person or an office of this page."""
        folded = fold(text).rstrip(" :：")
        if vocabulary.opens(folded, "sidebar_openings") or vocabulary.opens(folded, "related_openings"):
            return False
        if vocabulary.says(folded):
            return False  # "And the minister said:" leads to speech within the story
        label = _name_part(text.rstrip(" :："))
        folded = fold(label)
        words = matter(label, vocabulary)
        if not words or folded.split()[0] in vocabulary.function_words or not self._may_ask():
            return False  # "In the kitchen:" is a heading
        if any(letter.isupper() for letter in label):
            return folded in self._folded or is_name(label) or (label.isupper() and words[-1] in self._folded)
        return any(word.removeprefix("ال") in self._folded for word in words)

    def is_said_again(self, text: str) -> bool:
        """Whether a paragraph of the page has these words as well, amid others."""
        words = " ".join(folded_words(text))
        return len(words) > 20 and self._may_ask() and self._words.count(f" {words} ") >= 2

    def is_spoken(self, text: str) -> bool:
        """Whether these words stand inside quotation marks of a paragraph."""
        words = " ".join(folded_words(text))
        return len(words) > 15 and self._may_ask() and f" {words} " in self._spoken

    def is_nearly_spoken(self, text: str) -> bool:
        """Whether half of the runs of three words stand inside marks: pull quotes are shortened."""
        runs = _runs(text)
        return len(runs) > 1 and 2 * sum(run in self._spoken_runs for run in runs) >= len(runs)

    @cached_property
    def _spoken_runs(self) -> frozenset[int]:
        return frozenset(run for line in self._spoken.split("\n") for run in _runs(line))

    def mentions(self, name: str) -> bool:
        """Whether a paragraph names this person."""
        return self._may_ask() and f" {' '.join(folded_words(name))} " in self._running

    def _may_ask(self) -> bool:
        self._answers_left -= 1
        return self._answers_left >= 0
