"""Quote line, or the line that announces one → whether the article has that person say just that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing.model import BlockRole, LineRole, Quotation, QuotationKind, Span
from briefing.script.checking.differences import describe
from briefing.script.checking.examined import Examined, Fault
from briefing.script.checking.lettering import squeezed
from briefing.script.edits import template_of
from briefing.script.templates import ATTRIBUTIONS, base
from briefing.script.words import has_words
from briefing.sentences import sentences


def quote_faults(examined: Examined) -> Iterator[Fault]:
    """A quote is one stretch of what its speaker says, letter by letter, and announced."""
    line = examined.line
    if line.edits:
        yield Fault(f"a quote is not edited ({', '.join(line.edits)})")
    if len(line.spans) > 1:
        joined = examined.joined(line.spans)
        yield Fault("a quote is one stretch of words; these are joined from several places", joined)
        return
    span = line.spans[0]
    expected = examined.text(span)
    if squeezed(line.text) != expected:
        yield Fault(f"the quote is not what was said: {describe(expected, line.text)}", expected)
    quotation = examined.quotation(span)
    if quotation is None:
        yield from _pull_quote(examined, span)
        return
    if quotation.kind is QuotationKind.NOT_SPEECH:
        yield Fault("these words stand in marks, but are not what somebody said", expected)
    speaker = quotation.speaker.name if quotation.speaker else ""
    if speaker != line.speaker:
        says = f"the article has {speaker} say it" if speaker else "the article does not say who said it"
        yield Fault(f"{line.speaker or 'nobody'} is not the speaker: {says}", speaker)
    if not _is_uncut(examined, span, quotation):
        yield Fault("the quote is cut inside a sentence", squeezed(quotation.text))
    if not _is_announced(examined):
        yield Fault(f"the listener is not told that {line.speaker} says this")


def stands_as_a_quote(examined: Examined) -> bool:
    """A quote whose `from` is missing may still be one of the article's, of the same speaker."""
    said = squeezed(examined.line.text)
    return any(
        q.speaker is not None and q.speaker.name == examined.line.speaker and said == squeezed(q.text)
        for found in examined.quoted.values()
        for q in found
    )


def attribution_faults(examined: Examined, name: str, values: Mapping[str, str]) -> Iterator[Fault]:
    """What the attribution `name` says (slot → text) is true of the one who speaks next."""
    quote = examined.after
    if quote is None or quote.role is not LineRole.QUOTE:
        yield Fault("this line announces a quote, and none follows")
        return
    speaker_name = quote.speaker or ""
    known = examined.speaker(quote)
    names = [speaker_name]
    if known and known.name == speaker_name:
        names.append(examined.of_speaker(known.name_span, quote))
    if not any(_is_part_of_name(values.get("name", ""), given) for given in names):
        yield Fault(f"this line names {values.get('name')}, and {speaker_name} speaks next", speaker_name)
        return
    if known is None:
        return
    offices = {squeezed(known.office or ""), examined.of_speaker(known.office_span, quote)}
    if "office" in values and values["office"] not in offices:
        yield Fault(f"`{values['office']}` is not the office of {speaker_name}", known.office or "")
    if name.endswith(("_m", "_f")) and not name.endswith(f"_{known.gender}"):
        yield Fault(f"the article does not show that {speaker_name} is spoken of as in `{name}`")


def _pull_quote(examined: Examined, span: Span) -> Iterator[Fault]:
    block, speaker = examined.block(span), examined.line.speaker or ""
    if block.role is not BlockRole.PULL_QUOTE or not block.speaker:
        yield Fault("this is not a quotation in the article", examined.text(span))
    elif block.speaker not in speaker:
        yield Fault(f"{speaker} is not the speaker: the article has {block.speaker}", block.speaker)


def _is_uncut(examined: Examined, span: Span, quotation: Quotation) -> bool:
    """The whole quotation but for a comma at its end, or whole sentences of it."""
    text = examined.block(span).text
    if not has_words(text[quotation.span.start : span.start] + text[span.end : quotation.span.end]):
        return True
    found = sentences(text[quotation.span.start : quotation.span.end], examined.tag)
    start, end = span.start - quotation.span.start, span.end - quotation.span.start
    return start in {s for s, _ in found} and end in {e for _, e in found}


def _is_announced(examined: Examined) -> bool:
    """The line before names the speaker, or is another quote of theirs, or is the editor's business."""
    before, speaker = examined.before, examined.line.speaker or ""
    if before is None:
        return False
    if before.role is LineRole.QUOTE:
        return before.speaker == speaker
    if base(template_of(before.edits) or "") in ATTRIBUTIONS:
        return True  # whether it names the right one is said of that line
    is_the_editors = not before.spans and not before.edits
    return is_the_editors or (bool(speaker) and speaker.split()[-1] in before.text.split())


def _is_part_of_name(part: str, name: str) -> bool:
    """The name, or its last words."""
    given, full = part.split(), name.split()
    return bool(given) and full[-len(given) :] == given
