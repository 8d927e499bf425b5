"""Quote line → whether the article has that person say just that, and whether the listener is told who."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model import BlockRole, LineRole, Quotation, QuotationKind, SegmentKind, Span
from briefing.script.checking.differences import describe
from briefing.script.checking.examined import Examined, Fault
from briefing.script.checking.lettering import is_idle_end, same_letters, squeezed
from briefing.script.checking.nearness import nearest
from briefing.script.edits import template_of
from briefing.script.templates import ATTRIBUTIONS, base
from briefing.script.words import fold_name, has_words, words

_CLOSING = "»›”“’'\" "
"""Marks that may stand around the words of a pull quote."""


def quote_faults(examined: Examined) -> Iterator[Fault]:
    """A quote is one stretch of what its speaker says, letter by letter, whole, and announced."""
    line = examined.line
    if line.edits:
        yield Fault(f"a quote is not edited ({', '.join(line.edits)})")
    if len(line.spans) > 1:
        joined = examined.joined(line.spans)
        yield Fault("a quote is one stretch of words; these are joined from several places", joined)
        return
    span = line.spans[0]
    expected = examined.text(span)
    if not same_letters(line.text, expected):
        yield Fault(f"the quote is not what was said: {describe(expected, line.text)}", expected)
    quotation = examined.quotation(span)
    if quotation is None:
        yield from _pull_quote(examined, span)
        return
    if quotation.kind is QuotationKind.NOT_SPEECH:
        yield Fault("these words stand in marks, but are not what somebody said", expected)
    speaker = quotation.speaker.name if quotation.speaker else ""
    if not same_letters(speaker, line.speaker or ""):
        says = f"the article has {speaker} say it" if speaker else "the article does not say who said it"
        yield Fault(f"{line.speaker or 'nobody'} is not the speaker: {says}", speaker, line.speaker or "")
    if not _is_whole(examined, span, quotation):
        yield Fault("the quote is cut: a quote is spoken whole", squeezed(quotation.text))
    yield from _place_faults(examined, span)
    yield from announcement_faults(examined)


def quote_without_place_faults(examined: Examined) -> Iterator[Fault]:
    """A quote whose `from` is missing may still be one of the article's, of the same speaker."""
    line = examined.line
    same = [q for q in examined.quotations if same_letters(_trimmed(q), line.text)]
    speakers = list(dict.fromkeys(q.speaker.name for q in same if q.speaker))
    if any(same_letters(name, line.speaker or "") for name in speakers):
        yield from announcement_faults(examined)
    elif speakers:
        says = f"the article has {speakers[0]} say it"
        yield Fault(f"{line.speaker or 'nobody'} is not the speaker: {says}", speakers[0], line.speaker or "")
    else:
        near = nearest(line.text, (_trimmed(q) for q in examined.quotations))
        differs = f": {describe(near, line.text)}" if near else ""
        yield Fault(f"nobody says this in the article; a quote needs its `from`{differs}", near)


def stands_as_a_quote(examined: Examined) -> bool:
    """Whether a quote without `from` is, to the letter, one of its speaker."""
    line = examined.line
    return any(
        q.speaker is not None
        and same_letters(q.speaker.name, line.speaker or "")
        and same_letters(_trimmed(q), line.text)
        for q in examined.quotations
    )


def announcement_faults(examined: Examined) -> Iterator[Fault]:
    """The line before names the speaker, or is another quote of theirs."""
    before, speaker = examined.before, examined.line.speaker or ""
    if before is not None and before.role is LineRole.QUOTE and before.speaker == speaker:
        return
    if before is not None and base(template_of(before.edits) or "") in ATTRIBUTIONS and before.spans:
        known = examined.speaker(examined.line)
        called = (speaker, examined.of_speaker(known.name_span, examined.line) if known else "")
        if not any(names(before.text, name) for name in called):
            yield Fault(f"the listener is told that somebody else says this than {speaker or 'somebody'}")
        return  # what else is said of the speaker is looked at in that line
    if before is None or before.role is LineRole.QUOTE or not names(before.text, speaker):
        yield Fault(f"the listener is not told that {speaker or 'somebody'} says this")


def names(text: str, speaker: str) -> bool:
    """Whether the text has the last word of the name: what a person is called by."""
    last = [fold_name(word) for word in words(speaker)][-1:]
    return bool(last) and last[0] in {fold_name(word) for word in words(text)}


def _trimmed(quotation: Quotation) -> str:
    """As it is spoken: without a comma of the reporter's."""
    text = squeezed(quotation.text)
    end = next((i for i in range(len(text)) if is_idle_end(text[i:])), len(text))
    return text[:end]


def _pull_quote(examined: Examined, span: Span) -> Iterator[Fault]:
    block, speaker = examined.block(span), examined.line.speaker or ""
    if block.role is not BlockRole.PULL_QUOTE or not block.speaker:
        yield Fault("this is not a quotation in the article", examined.text(span))
        return
    full = {q.speaker.name for q in examined.quotations if q.speaker and names(q.speaker.name, block.speaker)}
    if speaker not in full | {block.speaker}:
        yield Fault(f"{speaker} is not the speaker: the article has {block.speaker}", block.speaker, speaker)
    if has_words(block.text[: span.start]) or not is_idle_end(block.text[span.end :].strip(_CLOSING)):
        yield Fault("the quote is cut: a quote is spoken whole", squeezed(block.text))
    yield from announcement_faults(examined)


def _is_whole(examined: Examined, span: Span, quotation: Quotation) -> bool:
    """The whole quotation but for a comma at its end."""
    text = examined.block(span).text
    before, after = text[quotation.span.start : span.start], text[span.end : quotation.span.end]
    return not before.strip() and is_idle_end(after)


def _place_faults(examined: Examined, span: Span) -> Iterator[Fault]:
    if examined.block(span).role is BlockRole.SIDEBAR and examined.segment.kind is not SegmentKind.SIDEBAR:
        yield Fault("this stands in a sidebar of the page, and is told as if of the story")
