"""Script and its articles → findings: what a line says that the article does not.

Works on any script, written by the program or by hand, from nothing but the script and the articles. A line
is rebuilt from its spans by the edits that it lists; what is not the same is an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from briefing.model import Article, LineRole, Script, SegmentKind
from briefing.script.checking.differences import describe
from briefing.script.checking.examined import Examined, Fault
from briefing.script.checking.lettering import squeezed
from briefing.script.checking.quote_proof import attribution_faults, quote_faults, stands_as_a_quote
from briefing.script.checking.sentence_proof import is_whole_block, sentence_faults
from briefing.script.edits import is_known, template_of
from briefing.script.quoting.quotes import quotations
from briefing.script.templates import ATTRIBUTIONS, base, date_in_words, fill, slots, wording


class FindingKind(StrEnum):
    ERROR = "error"
    """The article does not say this, or not so."""
    EDITOR = "editor"
    """The editor's own words: nothing to compare them with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    kind: FindingKind
    segment: int
    """From 1."""
    line: int
    """In its segment, from 1."""
    text: str
    """The line as it stands in the script."""
    message: str
    expected: str = ""
    """What the article says there; empty where there is nothing to set against the line."""
    found: str = ""
    """What the script says instead."""

    @property
    def is_error(self) -> bool:
        return self.kind is FindingKind.ERROR


def check(script: Script, articles: Sequence[Article]) -> tuple[Finding, ...]:
    """Every line against the articles (in the order of their numbers); no finding: all is proven."""
    quoted = {number: quotations(article) for number, article in enumerate(articles, 1)}
    findings: list[Finding] = []
    for index, segment in enumerate(script.segments):
        for at in range(len(segment.lines)):
            examined = Examined(script=script, segment=segment, at=at, articles=articles, quoted=quoted)
            findings += [_finding(FindingKind.ERROR, index, examined, fault) for fault in _faults(examined)]
            if _is_the_editors(examined):
                fault = Fault("the editor's own words")
                findings.append(_finding(FindingKind.EDITOR, index, examined, fault))
    return tuple(findings)


def _finding(kind: FindingKind, index: int, examined: Examined, fault: Fault) -> Finding:
    return Finding(
        kind=kind,
        segment=index + 1,
        line=examined.at + 1,
        text=examined.line.text,
        message=fault.message,
        expected=fault.expected,
        found=examined.line.text if fault.expected else "",
    )


def _faults(examined: Examined) -> Iterator[Fault]:
    line = examined.line
    for edit in line.edits:
        if not is_known(edit):
            yield Fault(f"`{edit}` is not an edit that may be made")
    if line.speaker and line.role is not LineRole.QUOTE:
        yield Fault("only a quote has a speaker, and this line is none")
    outside = [why for span in line.spans if (why := examined.outside(span))]
    name = template_of(line.edits)
    if outside:
        yield from map(Fault, outside)
    elif line.role is LineRole.QUOTE:
        if line.spans:
            yield from quote_faults(examined)
        elif not stands_as_a_quote(examined):
            yield Fault("nobody says this in the article; a quote needs its `from`")
    elif line.spans:
        yield from _template_faults(examined, name) if name else sentence_faults(examined)


def _is_the_editors(examined: Examined) -> bool:
    """A line without a place in an article, and not a greeting or link as the language has it."""
    line, name = examined.line, template_of(examined.line.edits)
    if line.spans:
        return False
    if line.role is LineRole.QUOTE:
        return stands_as_a_quote(examined)
    return name is None or line.text != _template_of_the_show(examined, name)


def _template_of_the_show(examined: Examined, name: str) -> str | None:
    """A template without words of an article; the show's name is the title of the opening."""
    template, phrases = wording(name, examined.tag), examined.phrases
    if template is None or phrases is None:
        return None
    show = next((s.title for s in examined.script.segments if s.kind is SegmentKind.OPENING), "")
    return fill(template, {"date": date_in_words(examined.script.date, phrases), "show": show})


def _template_faults(examined: Examined, name: str) -> Iterator[Fault]:
    """The line is the template with the words of its spans, and nothing else."""
    line, template = examined.line, wording(name, examined.tag)
    if template is None:
        yield Fault(f"there is no template `{name}` in the language {examined.tag}")
        return
    names = slots(template)
    if len(names) != len(line.spans):
        yield Fault(f"the template `{name}` takes {len(names)} spans ({', '.join(names)})")
        return
    values = {slot: examined.text(span) for slot, span in zip(names, line.spans, strict=True)}
    expected = examined.with_full_stop(fill(template, values))
    if squeezed(line.text) != expected:
        differs = describe(expected, line.text)
        yield Fault(f"other words than the template and the article: {differs}", expected)
    if base(name) in ATTRIBUTIONS:
        yield from attribution_faults(examined, name, values)
    elif "title" in names and not is_whole_block(examined, line.spans[0]):
        yield Fault("a heading is spoken whole", examined.block(line.spans[0]).text)
