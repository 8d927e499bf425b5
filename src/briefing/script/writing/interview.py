"""Article → where its questions and answers begin, and the question that an answer answers."""

from __future__ import annotations

import re
from itertools import pairwise

from briefing.language import language
from briefing.model import Article, BlockRole, Quotation
from briefing.script.edits import LABEL_DROPPED
from briefing.script.words import has_words, words
from briefing.script.writing.sayable import Passage, folded, is_first_person

_LONGEST_QUESTION = 200
"""Characters; a longer one is told by nobody before a short answer."""
_ASKING = (BlockRole.PARAGRAPH, BlockRole.SUBHEADING)
_LABEL = re.compile(r"\s*([^\W\d_]{1,12})\s*[:.–—-]\s+")
_NAME = re.compile(r"[^:.!?؟\n]{2,60}:\s")


def start_of_interview(article: Article) -> int:
    """Number of the block from which questions and answers alternate: there the reporter is not the speaker.

    Two paragraphs that ask, and labels, or somebody who answers of themselves: one alone is the reporter's
    own question.
    """
    phrases = language(article.language).phrases
    asked = [
        number
        for number, (block, after) in enumerate(pairwise(article.blocks), 1)
        if block.role in _ASKING
        and after.role is BlockRole.PARAGRAPH
        and asks(block.text)
        and not asks(after.text)
    ]
    answers = [article.blocks[number].text for number in asked]
    is_labelled = any(_label(article.blocks[number - 1].text, article.language) for number in asked)
    is_sure = phrases is None or is_labelled or any(is_first_person(text, phrases) for text in answers)
    return asked[0] if len(asked) > 1 and is_sure else len(article.blocks) + 1


def asks(text: str) -> bool:
    return text.rstrip("\"”’»' ").endswith(("?", "؟", "？"))


def question_of(quotation: Quotation, article: Article, interview: int) -> Passage | None:
    """What the interviewer asks right before the answer that the quotation begins, without its label.

    `interview`: the block with which it begins.
    """
    number = quotation.span.block
    above = article.blocks[number - 2] if number > 1 else None
    if above is None or above.role not in _ASKING or not asks(above.text):
        return None
    before = article.blocks[number - 1].text[: quotation.span.start]
    begins_answer = not has_words(before) or before.rstrip().endswith((":", "."))
    if not begins_answer or number - 1 < interview:
        return None
    label = _label(above.text, article.language)
    start, end = len(label), len(above.text.rstrip())
    if end - start > _LONGEST_QUESTION or (not label and _NAME.match(above.text)):
        return None
    edits = (LABEL_DROPPED,) if label else ()
    text = " ".join(above.text[start:end].split())
    return Passage(block=number - 1, start=start, end=end, text=text, edits=edits)


def _label(text: str, tag: str) -> str:
    """ "Q: ", "Question – " at the beginning of the text; else empty."""
    found = _LABEL.match(text)
    return found[0] if found and words(found[1]) in folded(language(tag).quotes.question_labels) else ""
