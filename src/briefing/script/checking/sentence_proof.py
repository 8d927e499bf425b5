"""Line of the presenter → whether the article says it so, after the edits that the line lists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from briefing.model import BlockRole, QuotationKind, Span
from briefing.script.checking.differences import describe
from briefing.script.checking.examined import Examined, Fault
from briefing.script.checking.lettering import cut_is_safe, squeezed, without_marks
from briefing.script.edits import MARKS_DROPPED, NAME_FOR_PRONOUN
from briefing.script.words import has_words
from briefing.sentences import sentences

_WITHOUT_SENTENCES = frozenset({BlockRole.HEADLINE, BlockRole.SIDEBAR_HEADING, BlockRole.SUBHEADING})
"""Blocks that are spoken whole."""


def sentence_faults(examined: Examined) -> Iterator[Fault]:
    """The line is the text of its spans, which are whole sentences but for what the edits list."""
    line, spans = examined.line, list(examined.line.spans)
    pronoun = next((edit for edit in line.edits if edit.startswith(NAME_FOR_PRONOUN)), None)
    name_span = spans.pop() if pronoun and len(spans) > 1 else None
    yield from _cuts(examined, spans)
    yield from _words_of_another(examined, spans)
    expected = squeezed(" ".join(examined.text(span) for span in spans))
    if pronoun:
        name = pronoun.removeprefix(NAME_FOR_PRONOUN).strip()
        first, _, rest = expected.partition(" ")
        if (
            name_span is None
            or examined.text(name_span) != name
            or not _stands_for(examined, first, name, spans[0])
        ):
            yield Fault(f"it is not sure that the pronoun stands for {name}", expected)
        else:
            expected = f"{name} {rest}"
    expected, text = examined.with_full_stop(expected), squeezed(line.text)
    if MARKS_DROPPED in line.edits:
        expected, text = without_marks(expected), without_marks(text)
    if text != expected:
        yield Fault(f"the article says it otherwise: {describe(expected, text)}", expected)


def is_whole_block(examined: Examined, span: Span) -> bool:
    text = examined.block(span).text
    return not has_words(text[: span.start] + text[span.end :])


def _stands_for(examined: Examined, word: str, name: str, span: Span) -> bool:
    """`word` is a pronoun of the one who is quoted in its own sentence: so the pronoun is theirs."""
    gender = examined.phrases.pronouns.get(word.lower()) if examined.phrases else None
    return gender is not None and any(
        q.speaker is not None
        and q.speaker.name == name
        and q.speaker.gender in (gender, None)
        and q.span.block == span.block
        and span.start <= q.span.start < span.end
        for q in examined.quoted[span.article]
    )


def _words_of_another(examined: Examined, spans: list[Span]) -> Iterator[Fault]:
    """What stands wholly inside a quotation is its speaker's, not the presenter's."""
    for span in spans:
        block = examined.block(span)
        inside = [
            q
            for q in examined.quoted[span.article]
            if q.kind is not QuotationKind.NOT_SPEECH
            and q.span.block == span.block
            and q.span.start < span.end
            and span.start < q.span.end
            and not has_words(block.text[span.start : q.span.start] + block.text[q.span.end : span.end])
        ]
        if inside or block.role is BlockRole.PULL_QUOTE:
            speaker = next((q.speaker.name for q in inside if q.speaker), block.speaker or "somebody")
            yield Fault(f"these are the words of {speaker}: the line must be a quote")
            return


def _cuts(examined: Examined, spans: list[Span]) -> Iterator[Fault]:
    """The spans are of one sentence or whole sentences; what is missing may be left out and is listed."""
    first, last = spans[0], spans[-1]
    in_order = all(one.end <= other.start for one, other in pairwise(spans))
    if any(span.block != first.block for span in spans) or not in_order:
        yield Fault("this line joins words from several places", examined.joined(spans))
        return
    text, role = examined.block(first).text, examined.block(first).role
    tag = examined.articles[first.article - 1].language
    found = ((0, len(text)),) if role in _WITHOUT_SENTENCES else sentences(text, tag)
    covered = [(start, end) for start, end in found if start < last.end and first.start < end]
    if not covered or (len(spans) > 1 and len(covered) > 1):
        yield Fault("this line joins words from several sentences", examined.joined(spans))
        return
    start, end = covered[0][0], covered[-1][1]
    gaps = [
        ("opening", start, first.start),
        *(("middle", one.end, other.start) for one, other in pairwise(spans)),
        ("closing", last.end, end),
    ]
    for where, a, b in gaps:
        left_out = text[a:b]
        if has_words(left_out) and not cut_is_safe(left_out, where, examined.line.edits, examined.tag):
            yield Fault(
                f"`{squeezed(left_out)}` was left out of the sentence; that may change what it says",
                squeezed(text[start:end]),
            )
