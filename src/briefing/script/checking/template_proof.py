"""Line of a template → whether it has the template's words and the article's, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.language import language
from briefing.model import BlockRole, SegmentKind
from briefing.script.checking.attribution_proof import attribution_faults
from briefing.script.checking.differences import describe
from briefing.script.checking.examined import Examined, Fault
from briefing.script.checking.figures import values
from briefing.script.checking.lettering import same_letters
from briefing.script.checking.nearness import compared
from briefing.script.checking.own_words import own_faults
from briefing.script.checking.sentence_proof import is_whole_block
from briefing.script.edits import FULL_STOP_ADDED, TEMPLATE
from briefing.script.templates import ATTRIBUTIONS, base, date_in_words, fill, slots, wording

_SHOW_SLOTS = frozenset({"show", "date"})
"""Slots of a template that no article fills."""


def template_of_the_show(examined: Examined, name: str) -> str | None:
    """A template without words of an article; the show's name is the title of the opening."""
    template, phrases = wording(name, examined.tag), examined.phrases
    if template is None or phrases is None:
        return None
    show = next((s.title for s in examined.script.segments if s.kind is SegmentKind.OPENING), "")
    return fill(template, {"date": date_in_words(examined.script.date, phrases), "show": show})


def template_faults(examined: Examined, name: str) -> Iterator[Fault]:
    """The line is the template with the words of its spans, and nothing else."""
    line, template = examined.line, wording(name, examined.tag)
    if template is None:
        yield Fault(f"there is no template `{name}` in the language {examined.tag}")
        return
    slot_names = slots(template)
    if len(slot_names) != len(line.spans):
        yield Fault(f"the template `{name}` takes {len(slot_names)} spans ({', '.join(slot_names)})")
        return
    for edit in line.edits:
        if not edit.startswith(TEMPLATE) and edit != FULL_STOP_ADDED:
            yield Fault(f"`{edit}` is not made to a line of a template")
    said = {slot: examined.text(span) for slot, span in zip(slot_names, line.spans, strict=True)}
    expected = examined.with_full_stop(fill(template, said, examined.tag))
    if not same_letters(line.text, expected):
        differs = describe(expected, line.text)
        yield Fault(f"other words than the template and the article: {differs}", expected)
    if base(name) in ATTRIBUTIONS:
        yield from attribution_faults(examined, name, said)
    elif "title" in slot_names:
        block = examined.block(line.spans[0])
        if block.role is not BlockRole.SIDEBAR_HEADING:
            yield Fault("this is not the heading of a sidebar", block.text)
        elif not is_whole_block(examined, line.spans[0]):
            yield Fault("a heading is spoken whole", block.text)


def without_place_faults(examined: Examined, name: str | None) -> Iterator[Fault]:
    """A greeting or link as the language has it, or the editor's own words."""
    line = examined.line
    if any(not edit.startswith(TEMPLATE) for edit in line.edits):
        yield Fault("edits are listed, and the line has no `from` to compare it with")
        return
    template = wording(name, examined.tag) if name else None
    if name and template is None:
        yield Fault(f"there is no template `{name}` in the language {examined.tag}")
        return
    if name and template and not set(slots(template)) <= _SHOW_SLOTS:
        yield Fault(f"the template `{name}` takes words of the article, and the line has no `from`")
        return
    expected = template_of_the_show(examined, name) if name else None
    if expected is None or not same_letters(line.text, expected):
        if expected is not None:
            yield from _other_date(examined, expected)
        yield from own_faults(examined)


def _other_date(examined: Examined, expected: str) -> Iterator[Fault]:
    """A greeting may be reworded, and still gives the day of the script."""
    text, tag = examined.line.text, examined.tag
    given, right = _days_in(text, tag), _days_in(expected, tag)
    if given and (not given <= right or values(text, tag) - values(expected, tag)):
        yield Fault(f"another day than that of the script: {describe(expected, text)}", expected)


def _days_in(text: str, tag: str) -> set[str]:
    """Weekdays and months."""
    phrases = language(tag).phrases
    named = (*phrases.weekdays, *phrases.months) if phrases else ()
    return {word for day in named for word in compared(day)} & set(compared(text))
