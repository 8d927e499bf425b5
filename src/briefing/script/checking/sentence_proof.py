"""Line of the presenter → whether the article says it so, after the edits that the line lists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from briefing.model import BlockRole, LineRole, QuotationKind, SegmentKind, Span
from briefing.script.checking.cuts import credit_before_opener, edit_of_cut
from briefing.script.checking.dates import with_dates
from briefing.script.checking.differences import describe
from briefing.script.checking.examined import Examined, Fault
from briefing.script.checking.lettering import cuts_marks, is_balanced, marks_dropped, same_letters, squeezed
from briefing.script.checking.pronoun_proof import stands_for
from briefing.script.edits import CLAUSE_CUT, CREDIT_DROPPED, LABEL_DROPPED, MARKS_DROPPED, NAME_FOR_PRONOUN
from briefing.script.words import has_words
from briefing.sentences import sentences

_WITHOUT_SENTENCES = frozenset({BlockRole.HEADLINE, BlockRole.SIDEBAR_HEADING, BlockRole.SUBHEADING})
"""Blocks that are spoken whole."""
_ENDS = frozenset("?؟!…")
"""Marks that make another sentence of it when they are gone."""


def sentence_faults(examined: Examined) -> Iterator[Fault]:
    """The line is the text of its spans, which are whole sentences but for what the edits list."""
    line, spans = examined.line, list(examined.line.spans)
    pronoun = next((edit for edit in line.edits if edit.startswith(NAME_FOR_PRONOUN)), None)
    name_span = spans.pop() if pronoun and len(spans) > 1 else None
    yield from _cuts(examined, spans)
    yield from _words_of_another(examined, spans)
    yield from _out_of_its_box(examined, spans)
    expected = squeezed(" ".join(examined.text(span) for span in spans))
    expected, faults = with_dates(examined, expected, spans[0].article)
    yield from faults
    if pronoun:
        name = pronoun.removeprefix(NAME_FOR_PRONOUN).strip()
        first, _, rest = expected.partition(" ")
        if (
            name_span is None
            or examined.text(name_span) != name
            or not stands_for(examined, first, name, spans[0])
        ):
            yield Fault(f"it is not sure that the pronoun stands for {name}", expected)
        else:
            expected = f"{name} {rest}"
    if CLAUSE_CUT in line.edits and _is_cut_before(examined, spans[0]):
        expected = expected[:1].upper() + expected[1:]
    expected, text = examined.with_full_stop(expected), squeezed(line.text)
    if MARKS_DROPPED in line.edits:
        if marks_dropped(expected, text):
            return
        if same_letters(text, expected):
            yield Fault(f"`{MARKS_DROPPED}` is listed, and no marks were dropped", expected)
    if not same_letters(text, expected):
        yield Fault(f"the article says it otherwise: {describe(expected, text)}", expected)


def _is_cut_before(examined: Examined, span: Span) -> bool:
    """The span begins inside a sentence: what is left of it begins with a capital."""
    text, tag = examined.block(span).text, examined.articles[span.article - 1].language
    starts = [start for start, end in sentences(text, tag) if start <= span.start < end]
    return bool(starts) and has_words(text[starts[-1] : span.start])


def is_whole_block(examined: Examined, span: Span) -> bool:
    text = examined.block(span).text
    return not has_words(text[: span.start] + text[span.end :])


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
            yield Fault(f"these are the words of {speaker}: the line must be a quote", examined.text(span))
            return


def _out_of_its_box(examined: Examined, spans: list[Span]) -> Iterator[Fault]:
    """What stands beside the story is not told as the story."""
    if any(examined.block(span).role is BlockRole.SIDEBAR for span in spans):
        if examined.segment.kind is not SegmentKind.SIDEBAR:
            yield Fault("this stands in a sidebar of the page, and is told as if of the story")
        elif examined.line.role is LineRole.PRESENTER:
            yield Fault(f"this stands in a sidebar of the page: its role is {LineRole.SIDEBAR.value}")
        yield from _of_another_box(examined, spans[0])
    elif examined.line.role is LineRole.SIDEBAR and examined.segment.kind is not SegmentKind.SIDEBAR:
        yield Fault("this is of the story, and is told as if of a sidebar")


def _of_another_box(examined: Examined, span: Span) -> Iterator[Fault]:
    """A segment that announces a sidebar by its heading tells that one."""
    blocks = examined.articles[span.article - 1].blocks
    above = [n for n in range(1, span.block) if blocks[n - 1].role is BlockRole.SIDEBAR_HEADING][-1:]
    announced = [
        given.block
        for line in examined.segment.lines
        for given in line.spans
        if not examined.outside(given) and examined.block(given).role is BlockRole.SIDEBAR_HEADING
    ]
    if announced and above and above[0] not in announced:
        heading = squeezed(blocks[above[0] - 1].text)
        yield Fault(f"this is of another sidebar than the one that is announced: {heading}")


def _cuts(examined: Examined, spans: list[Span]) -> Iterator[Fault]:
    """The spans are of one sentence or whole sentences; what is missing may be left out and is listed."""
    first, last = spans[0], spans[-1]
    in_order = all(one.end <= other.start for one, other in pairwise(spans))
    if any((span.article, span.block) != (first.article, first.block) for span in spans) or not in_order:
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
    used, is_sound = set[str](), True
    for where, a, b in gaps:
        left_out = text[a:b]
        edits = _edits_of_gap(left_out, where, examined.line.edits, tag)
        is_sound = is_sound and edits is not None
        if edits is None:
            yield Fault(
                f"`{squeezed(left_out)}` was left out of the sentence; that may change what it says",
                squeezed(text[start:end]),
            )
        used |= edits or set()
    kept = slice(first.start, last.end)
    if cuts_marks(text, kept) or (CLAUSE_CUT in used and not is_balanced(text[kept])):
        yield Fault("the sentence is cut inside marks or brackets", squeezed(text[start:end]))
    for edit in (CLAUSE_CUT, CREDIT_DROPPED, LABEL_DROPPED):
        if is_sound and edit in examined.line.edits and edit not in used:
            yield Fault(f"`{edit}` is listed, and nothing such was left out", squeezed(text[start:end]))


def _edits_of_gap(left_out: str, where: str, edits: tuple[str, ...], tag: str) -> set[str] | None:
    """The listed edits by which the stretch may be missing; None where it may not."""
    if not has_words(left_out):
        is_other = where == "closing" and (_ENDS & set(left_out) or ".." in left_out)
        return None if is_other else set()
    edit = edit_of_cut(left_out, where, edits, tag)
    if edit:
        return {edit}
    both = {CREDIT_DROPPED, CLAUSE_CUT}
    return both if where == "opening" and both <= set(edits) and credit_before_opener(left_out, tag) else None
