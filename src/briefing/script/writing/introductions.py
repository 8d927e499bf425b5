"""Speaker of a quotation → the line that says who speaks: name and office at first, less when heard again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from briefing.language import language
from briefing.model import Article, Line, LineRole, Quotation, Span, Speaker
from briefing.script.edits import TEMPLATE
from briefing.script.templates import fill, slots, variants, wording
from briefing.script.who_clauses import who_clause
from briefing.script.words import words
from briefing.script.writing.material import AFTER_NAMES
from briefing.script.writing.sayable import folded
from briefing.sentences.marks import outermost

_LONGEST_OFFICE = 90
"""Characters; more is no office any more, or cannot be followed by ear."""


@dataclass(slots=True, kw_only=True)
class Introductions:
    """Of one article; remembers who has been introduced, and in which words."""

    article: Article
    number: int
    """Of the article in the script."""
    _introduced: set[str] = field(default_factory=set)
    _used: Counter[str] = field(default_factory=Counter)
    _last: Quotation | None = None
    """The quotation right before."""

    def of(self, quotation: Quotation, role: LineRole, *, asked: bool = False) -> list[Line]:
        """The line before the quotation; none where the same speaker goes on in the same paragraph.

        `asked`: a question is heard right before, so that the name alone is enough.
        """
        speaker, last, self._last = quotation.speaker, self._last, quotation
        assert speaker is not None
        goes_on = (
            last is not None
            and last.speaker == speaker
            and last.span.block == quotation.span.block
            and last.span.end <= quotation.span.start
        )
        return [] if goes_on else [self._introduction(speaker, role, asked=asked)]

    def interrupted(self) -> None:
        """Something else is heard before the next quotation."""
        self._last = None

    def _introduction(self, speaker: Speaker, role: LineRole, *, asked: bool) -> Line:
        name = self._numbered(speaker.name_span)
        again = speaker.name in self._introduced
        self._introduced.add(speaker.name)
        choice, spans = "attribution", {"name": name}
        if again:
            choice, spans = "name" if asked else "again", {"name": self._short_name(name)}
        elif speaker.office_span and self._is_sayable_office(speaker.office_span, speaker.name_span):
            stands_before = self._stands_before(speaker)
            if stands_before or not self._is_bare(speaker.office_span):
                spans["office"] = self._numbered(speaker.office_span)
                choice = "attribution_office_first" if stands_before else "attribution_office_after"
        elif described := who_clause(self.article, speaker.name):
            spans["office"] = self._numbered(described)
            choice = "attribution_office_after"
        used = self._variant(choice, speaker.gender)
        template = wording(used, self.article.language) or ""
        return Line(
            text=self._filled(template, spans),
            role=role,
            spans=tuple(spans[slot] for slot in slots(template)),
            edits=(f"{TEMPLATE}{used}",),
        )

    def _variant(self, choice: str, gender: str | None) -> str:
        """The name of the template: the first one once, then the others in turn."""
        tag = self.article.language
        names = (variants(choice, tag, gender) if gender else ()) or variants(choice, tag) or ("name",)
        kind = "again" if choice == "again" else "attribution"
        used = self._used[kind]
        self._used[kind] += 1
        return names[1 + (used - 1) % (len(names) - 1)] if used and len(names) > 1 else names[0]

    def _filled(self, template: str, spans: Mapping[str, Span]) -> str:
        return fill(template, {slot: self._text(span) for slot, span in spans.items()}, self.article.language)

    def _is_sayable_office(self, office: Span, name: Span) -> bool:
        """A few words beside the name, without marks: nothing of a quotation has come into it."""
        text = self._text(office)
        overlaps = office.block == name.block and office.start < name.end and name.start < office.end
        is_cut_off = words(text)[-1:] in self._unfinished
        return (
            not overlaps
            and len(text) <= _LONGEST_OFFICE
            and not outermost(text)
            and ":" not in text
            and not is_cut_off
        )

    @property
    def _unfinished(self) -> frozenset[tuple[str, ...]]:
        """Words in which no office ends: "and", "of"."""
        quotes = language(self.article.language).quotes
        return folded((*quotes.conjunctions, *quotes.joining, *quotes.prepositions, *quotes.articles))

    def _is_bare(self, office: Span) -> bool:
        """“leader”, of “its leader”: one small word with no article, which cannot follow a name."""
        text = self._text(office)
        return language(self.article.language).quotes.capitals and " " not in text and text[0].islower()

    def _stands_before(self, speaker: Speaker) -> bool:
        """The article itself writes the office right before the name, and it can begin a line."""
        office, name = speaker.office_span, speaker.name_span
        arabic = bool(language(self.article.language).quotes.article)
        if office is not None and arabic and len(self._text(office).split()) == 1:
            return True  # "the deputy Dr …": a title comes between
        if office is None or office.block != name.block or office.end > name.start:
            return False
        text = self.article.blocks[name.block - 1].text
        words_between = text[office.end : name.start].strip(" ،")
        has_article = self._text(office).lower().startswith(("a ", "an ", "the "))
        return not words_between and not (has_article and text[office.start].islower())

    def _short_name(self, span: Span) -> Span:
        """The last part of the name, where the article itself calls the speaker so."""
        text = self._text(span)
        parts = text.split()
        links = folded(language(self.article.language).quotes.name_links)
        first = len(parts) - 1
        while first > 0 and words(parts[first - 1]) in links:
            first -= 1
        short = " ".join(parts[first:])
        is_used = any(short in block.text.replace(text, "") for block in self.article.blocks)
        is_shared = any(name != text and name.endswith(f" {short}") for name in self._introduced)
        if first <= 0 or not is_used or is_shared or short.strip(".").lower() in AFTER_NAMES:
            return span
        return replace(span, start=span.end - len(short))

    def _text(self, span: Span) -> str:
        return " ".join(self.article.blocks[span.block - 1].text[span.start : span.end].split())

    def _numbered(self, span: Span) -> Span:
        return replace(span, article=self.number)
