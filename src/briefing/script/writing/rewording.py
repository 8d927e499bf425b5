"""Chosen sentence → the words of its line, with what was done as edits: dates, a name, a full stop."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from briefing.language import Phrases, language
from briefing.model import Article
from briefing.script.dates import Dated, dated
from briefing.script.edits import CLAUSE_CUT, FULL_STOP_ADDED, NAME_FOR_PRONOUN, date_edit
from briefing.script.words import has_words
from briefing.script.writing.sayable import Passage, ends_sentence


@dataclass(slots=True, kw_only=True)
class Rewording:
    """Of one article; remembers which days the listener has heard the date of."""

    article: Article
    day: date
    """Of the script."""
    heard: set[date] = field(default_factory=set)

    def of(self, passage: Passage, previous: Passage | None) -> tuple[str, tuple[str, ...]]:
        """The text of the line, and the edits that lead from the article's words to it.

        `previous`: the sentence that is heard right before it, if there is one.
        """
        text, edits = passage.text, list(passage.edits)
        if is_cut := self.drops_opener(passage, previous):
            text = text[passage.opener :].lstrip()
            edits += [] if CLAUSE_CUT in edits else [CLAUSE_CUT]
        for found in reversed(chosen := self._dates(text)):
            text = text[: found.start] + found.said + text[found.end :]
        edits += [date_edit(found.written, found.said) for found in chosen]
        if passage.stands_for and not self._goes_on(passage, previous):
            text = f"{passage.stands_for.name} {text.partition(' ')[2]}"
            edits.append(f"{NAME_FOR_PRONOUN}{passage.stands_for.name}")
        if is_cut:
            text = text[:1].upper() + text[1:]
        if not ends_sentence(text):
            text += self._full_stop()
            edits.append(FULL_STOP_ADDED)
        return text, tuple(edits)

    def drops_opener(self, passage: Passage, previous: Passage | None) -> bool:
        """It begins with “However”, and what that turns against is not heard right before."""
        return bool(passage.opener) and not self._is_next(passage, previous)

    def _is_next(self, passage: Passage, previous: Passage | None) -> bool:
        """Nothing stands between the two, which may be in paragraphs that follow each other."""
        if previous is None or self._goes_on(passage, previous):
            return previous is not None
        blocks = self.article.blocks
        is_above = previous.block == passage.block - 1
        between = blocks[previous.block - 1].text[previous.end :] if is_above else ""
        return is_above and not has_words(between + blocks[passage.block - 1].text[: passage.start])

    def _goes_on(self, passage: Passage, previous: Passage | None) -> bool:
        """The article has the one right behind the other, so that the pronoun is understood."""
        if previous is None or previous.block != passage.block or previous.end > passage.start:
            return False
        return not has_words(self.article.blocks[passage.block - 1].text[previous.end : passage.start])

    def _dates(self, text: str) -> list[Dated]:
        """The dates to be said by the calendar; a weekday only while its date has not been heard."""
        if self.article.published is None:
            return []
        chosen: list[Dated] = []
        for found in dated(
            text, self.article.language, published=self.article.published.date(), day=self.day
        ):
            if not (found.is_weekday and found.on in self.heard) and _is_first(found, text, chosen):
                chosen.append(found)
                self.heard.add(found.on)
        return chosen

    def _full_stop(self) -> str:
        phrases = language(self.article.language).phrases or Phrases()
        return phrases.full_stop


def _is_first(found: Dated, text: str, chosen: list[Dated]) -> bool:
    """The edit means the first place behind the date before it that has the same words."""
    written = re.compile(rf"(?<!\w){re.escape(found.written)}(?!\w)")
    first = written.search(text, chosen[-1].end if chosen else 0)
    return first is not None and first.start() == found.start
