"""Script and its articles → findings: what a line says that the article does not.

Works on any script, written by the program or by hand, from nothing but the script and the articles. A line
is rebuilt from its spans by the edits that it lists; what is not the same is an error.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from briefing.language import language
from briefing.model import Article, LineRole, Script, Segment, SegmentKind
from briefing.script.checking.examined import Examined, Fault
from briefing.script.checking.lettering import same_letters
from briefing.script.checking.quote_proof import (
    quote_faults,
    quote_without_place_faults,
    stands_as_a_quote,
)
from briefing.script.checking.sentence_proof import sentence_faults
from briefing.script.checking.strangers import strange_names, strange_numbers
from briefing.script.checking.template_proof import (
    template_faults,
    template_of_the_show,
    without_place_faults,
)
from briefing.script.checking.titles import is_given, title_fault
from briefing.script.edits import DATE, is_known, template_of
from briefing.script.quoting.quotes import quotations
from briefing.script.templates import date_in_words


class FindingKind(StrEnum):
    ERROR = "error"
    """The article does not say this, or not so."""
    EDITOR = "editor"
    """The editor's own words: nothing to compare them with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    kind: FindingKind
    segment: int
    """From 1; 0 for the title of the script."""
    line: int
    """In its segment, from 1; 0 for the segment's title and language."""
    text: str
    """The line as it stands in the script."""
    message: str
    expected: str = ""
    """What the article says there; empty where there is nothing to set against the line."""
    found: str = ""
    """What the script says instead."""
    names: tuple[str, ...] = ()
    """Of an editor's own line: those that no article has."""
    numbers: tuple[str, ...] = ()

    @property
    def is_error(self) -> bool:
        return self.kind is FindingKind.ERROR


def check(
    script: Script, articles: Sequence[Article], *, altered: Collection[tuple[int, int]] = ()
) -> tuple[Finding, ...]:
    """Every line against the articles (in the order of their numbers); no finding: all is proven.

    `altered`: numbers of article and block whose text is no longer what its source says.
    """
    quoted = {number: quotations(article) for number, article in enumerate(articles, 1)}
    findings = list(_of_title(script, None, 0, articles))
    for index, segment in enumerate(script.segments, 1):
        findings += _of_title(script, segment, index, articles)
        findings += _of_language(script, segment, index, articles)
        for at in range(len(segment.lines)):
            examined = Examined(
                script=script, segment=segment, at=at, articles=articles, quoted=quoted, altered=altered
            )
            faults = list(_faults(examined))
            findings += [_error(index, at + 1, examined.line.text, fault) for fault in faults]
            if not faults and _is_the_editors(examined):
                told, day = tuple(examined.told), _day(script, segment)
                findings.append(_own(index, at + 1, examined.line.text, told, examined.tag, day))
    return tuple(findings)


def _error(segment: int, line: int, text: str, fault: Fault) -> Finding:
    return Finding(
        kind=FindingKind.ERROR, segment=segment, line=line, text=text, message=fault.message,
        expected=fault.expected, found=(fault.found or text) if fault.expected else "",
    )  # fmt: skip


def _own(
    segment: int, line: int, text: str, articles: Sequence[Article], tag: str, also: str = ""
) -> Finding:
    people, numbers = strange_names(text, articles, tag, also), strange_numbers(text, articles, tag, also)
    strangers = ", ".join((*people, *numbers))
    return Finding(
        kind=FindingKind.EDITOR, segment=segment, line=line, text=text, names=people, numbers=numbers,
        message="the editor's own words" + (f"; not in the article: {strangers}" if strangers else ""),
    )  # fmt: skip


def _day(script: Script, segment: Segment) -> str:
    """The day of the script, which a greeting may give."""
    phrases = language(segment.language or script.language).phrases
    is_greeting = segment.kind in (SegmentKind.OPENING, SegmentKind.CLOSING)
    return date_in_words(script.date, phrases) if phrases and is_greeting else ""


# ------------------------------------------------------------------------------------ titles and languages


def _of_title(
    script: Script, segment: Segment | None, number: int, articles: Sequence[Article]
) -> Iterator[Finding]:
    title = segment.title if segment else script.title
    fault = title_fault(script, segment, articles)
    if fault:
        yield _error(number, 0, title, fault)
    elif not is_given(title, script, segment, articles):
        yield _own(number, 0, title, articles, (segment and segment.language) or script.language)


def _of_language(
    script: Script, segment: Segment, number: int, articles: Sequence[Article]
) -> Iterator[Finding]:
    """An article is spoken in its own language."""
    if segment.article is None or not segment.article <= len(articles):
        return
    given, wanted = segment.language or script.language, articles[segment.article - 1].language
    if language(given).tag != language(wanted).tag:
        fault = Fault(f"this segment is in `{given}`, and article {segment.article} in `{wanted}`")
        yield _error(number, 0, segment.title, fault)


# --------------------------------------------------------------------------------------------------- lines


def _faults(examined: Examined) -> Iterator[Fault]:
    line = examined.line
    for edit in line.edits:
        if not is_known(edit):
            yield Fault(f"`{edit}` is not an edit that may be made")
    once = [edit for edit in line.edits if not edit.startswith(DATE)]  # one day may be written twice
    if len(set(once)) < len(once):
        yield Fault("an edit is listed twice")
    if line.speaker and line.role is not LineRole.QUOTE:
        yield Fault("only a quote has a speaker, and this line is none")
    outside = [why for span in line.spans if (why := examined.outside(span))]
    name = template_of(line.edits)
    if outside:
        yield from map(Fault, outside)
    elif line.role is LineRole.QUOTE:
        yield from quote_faults(examined) if line.spans else quote_without_place_faults(examined)
    elif line.spans:
        yield from template_faults(examined, name) if name else sentence_faults(examined)
    else:
        yield from without_place_faults(examined, name)


def _is_the_editors(examined: Examined) -> bool:
    """A line without a place in an article, and not a greeting or link as the language has it."""
    line, name = examined.line, template_of(examined.line.edits)
    if line.spans:
        return False
    if line.role is LineRole.QUOTE:
        return stands_as_a_quote(examined)
    return name is None or not same_letters(line.text, template_of_the_show(examined, name) or "")
