"""Kinds of corruption: what the presenter says, its edits, headlines and titles, sidebars, greetings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from corruption_base import Corrupted, Honest, Kinds, Maker, Place
from corruption_words import CHANGES

from briefing.model import BlockRole, Line, LineRole, SegmentKind, Span
from briefing.script import quotations
from briefing.sentences import sentences
from briefing.sentences.marks import outermost

KINDS = Kinds()
_STOPS = {"ar": "."}


def spoken(honest: Honest, span: Span, *edits: str) -> Line:
    """A line that has the words of its span and is a sentence."""
    text = honest.text(span).rstrip(",،;: ")
    end = span.start + len(honest.block(span)[span.start : span.end].rstrip(",،;: "))
    is_whole = text.endswith((".", "!", "?", "؟", "”", "»", '"'))
    edits = edits if is_whole else (*edits, "full stop added")
    text = text if is_whole else f"{text}."
    return Line(text=text, role=LineRole.PRESENTER, spans=(replace(span, end=end),), edits=edits)


def all_sentences(honest: Honest) -> Iterator[Span]:
    """Of the running text of the first article, in a random order."""
    found = [
        Span(1, number, start, end)
        for number, block in enumerate(honest.articles[0].blocks, 1)
        if block.role is BlockRole.PARAGRAPH
        for start, end in sentences(block.text, honest.tag)
    ]
    yield from honest.chance.sample(found, len(found))


def story(honest: Honest) -> list[Place]:
    """The presenter's lines of the first article's headline segment."""
    segments = honest.script.segments
    return [
        p for p in honest.sentences
        if p.at and segments[p.segment].kind is SegmentKind.HEADLINE and segments[p.segment].article == 1
    ]  # fmt: skip


# -------------------------------------------------------------------------------- words and places together


@KINDS("sentence: begun behind its first words, with its place")
def _(honest: Honest) -> Corrupted | None:
    for place, span in zip(story(honest), all_sentences(honest), strict=False):
        words = honest.text(span).split()
        at = honest.block(span).find(" ", span.start + len(honest.text(span)) // 4) + 1
        if len(words) > 8 and span.start < at < span.end - 20:
            return honest.corrupted(place, spoken(honest, replace(span, start=at)))
    return None


@KINDS("sentence: ended before its last words, with its place")
def _(honest: Honest) -> Corrupted | None:
    for place, span in zip(story(honest), all_sentences(honest), strict=False):
        at = honest.block(span).find(" ", span.end - len(honest.text(span)) // 3)
        if len(honest.text(span).split()) > 8 and span.start < at < span.end:
            return honest.corrupted(place, spoken(honest, replace(span, end=at)))
    return None


def _cut_with(edit: str, *, opening: bool) -> Maker:
    """The edit is listed, and what is left out is none that it allows."""

    def make(honest: Honest) -> Corrupted | None:
        for place in story(honest):
            for span in all_sentences(honest):
                text = honest.block(span)
                marks = (" – ", " - ", ": ", ", ", "، ", " ") if opening else (", ", "، ", " ")
                middle = (span.start + span.end) // 2
                for mark in marks:
                    at = (
                        text.find(mark, span.start + 12, middle)
                        if opening
                        else text.rfind(mark, middle, span.end - 8)
                    )
                    if at < 0 or any(m.outer_start < at < m.outer_end for m in outermost(text)):
                        continue
                    kept = replace(span, start=at + len(mark)) if opening else replace(span, end=at)
                    left = text[span.start : at] if opening else text[at : span.end]
                    if span.start == 0 and edit == "credit dropped" and set(left + mark) & set("-–—(:"):
                        continue  # it may be a dateline, which may be dropped
                    if len(left.split()) >= 2 and len(honest.text(kept).split()) >= 4:
                        return honest.corrupted(place, spoken(honest, kept, edit))
        return None

    return make


KINDS["sentence: its opening cut as a clause"] = _cut_with("clause cut", opening=True)
KINDS["sentence: its opening dropped as a credit"] = _cut_with("credit dropped", opening=True)
KINDS["sentence: its end cut as a credit"] = _cut_with("credit dropped", opening=False)


@KINDS("sentence: its attribution cut")
def _(honest: Honest) -> Corrupted | None:
    """ "He denied that the pier will close" → "The pier will close"."""
    for place in story(honest):
        for span in all_sentences(honest):
            text = honest.block(span)[span.start : span.end]
            for that in (" that ", " أن ", " إن ", " que ", ", dass "):
                at = text.find(that)
                quoted = [
                    m for m in outermost(honest.block(span)) if m.outer_start < span.start + at < m.outer_end
                ]
                if 5 < at < len(text) - 25 and not quoted:
                    kept = replace(span, start=span.start + at + len(that))
                    edit = honest.chance.choice(("clause cut", "credit dropped"))
                    return honest.corrupted(place, spoken(honest, kept, edit))
    return None


@KINDS("sentence: its negation cut out, with its places")
def _(honest: Honest) -> Corrupted | None:
    for place in story(honest):
        for span in all_sentences(honest):
            shorter = CHANGES["negation dropped"](honest.text(span), honest.tag, honest.chance)
            text = honest.block(span)[span.start : span.end]
            if shorter is None or honest.text(span) != text:
                continue
            at = next(n for n, (a, b) in enumerate(zip(text, shorter + " ", strict=False)) if a != b)
            gone = len(text) - len(shorter)
            if 3 < at < len(text) - gone - 3 and text[:at] + text[at + gone :] == shorter:
                spans = (replace(span, end=span.start + at), replace(span, start=span.start + at + gone))
                line = Line(
                    text=" ".join(shorter.split()),
                    role=LineRole.PRESENTER,
                    spans=spans,
                    edits=("clause cut",),
                )
                return honest.corrupted(place, line)
    return None


@KINDS("sentence: a question told as a statement, with its place")
def _(honest: Honest) -> Corrupted | None:
    for place in story(honest):
        for span in all_sentences(honest):
            if honest.text(span).endswith(("?", "؟")):
                line = spoken(honest, replace(span, end=span.end - 1))
                return honest.corrupted(place, line)
    return None


def _joined(*, edits: tuple[str, ...], one_place: bool) -> Maker:
    def make(honest: Honest) -> Corrupted | None:
        for place in story(honest):
            two = list(all_sentences(honest))[:2]
            if len(two) == 2:
                one, other = two
                half, rest = honest.text(one).split(), honest.text(other).split()
                if one_place:
                    text = " ".join([*half[: len(half) // 2], *rest[len(rest) // 2 :]])
                    return honest.corrupted(place, replace(place.line, text=text, spans=(one,), edits=()))
                a = honest.block(one).find(" ", (one.start + one.end) // 2)
                b = honest.block(other).find(" ", (other.start + other.end) // 2) + 1
                if one.start < a < one.end and other.start < b < other.end:
                    spans = (replace(one, end=a), replace(other, start=b))
                    text = f"{honest.text(spans[0])} {honest.text(spans[1])}"
                    return honest.corrupted(place, replace(place.line, text=text, spans=spans, edits=edits))
        return None

    return make


KINDS["sentence: joined from two places"] = _joined(edits=(), one_place=False)
KINDS["sentence: joined from two places as a clause cut"] = _joined(edits=("clause cut",), one_place=False)
KINDS["sentence: joined from two places, one given"] = _joined(edits=(), one_place=True)


@KINDS("sentence: whole sentences joined in another order")
def _(honest: Honest) -> Corrupted | None:
    for place in story(honest):
        for one, other in zip(list(all_sentences(honest)), list(all_sentences(honest)), strict=True):
            if one.block != other.block:
                text = f"{honest.text(one)} {honest.text(other)}"
                return honest.corrupted(place, replace(place.line, text=text, spans=(one, other), edits=()))
    return None


@KINDS("sentence: its place shifted")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.sentences:
        span = place.line.spans[0]
        by = honest.chance.choice((-3, -1, 2, 5))
        shifted = replace(span, start=max(0, span.start + by), end=span.end + by)
        if 0 < shifted.start < shifted.end <= len(honest.block(span)):
            return honest.corrupted(place, replace(place.line, spans=(shifted,)))
    return None


@KINDS("sentence: its place and words shifted")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.sentences:
        span = place.line.spans[0]
        shifted = replace(span, start=span.start + 4)
        text = honest.text(shifted) + ("." if "full stop added" in place.line.edits else "")
        if len(text) > 20:
            return honest.corrupted(place, replace(place.line, spans=(shifted,), text=text))
    return None


@KINDS("sentence: place of another block")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.sentences:
        span = place.line.spans[0]
        for number, block in enumerate(honest.articles[0].blocks, 1):
            if (
                number != span.block
                and len(block.text) > span.end - span.start
                and block.role is BlockRole.PARAGRAPH
            ):
                other = replace(span, block=number, start=0, end=span.end - span.start)
                return honest.corrupted(place, replace(place.line, spans=(other,)))
    return None


@KINDS("sentence: of another article")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.sentences:
        span = place.line.spans[0]
        other = 1 if span.article > 1 else 2
        return honest.corrupted(place, replace(place.line, spans=(replace(span, article=other),)))
    return None


def _of_role(role: BlockRole) -> Maker:
    def make(honest: Honest) -> Corrupted | None:
        for number, block in enumerate(honest.articles[0].blocks, 1):
            if block.role is role and len(block.text.split()) > 2:
                for place in story(honest):
                    line = spoken(honest, Span(1, number, 0, len(block.text)))
                    return honest.corrupted(place, line)
        return None

    return make


KINDS["sentence: a caption"] = _of_role(BlockRole.CAPTION)
KINDS["sentence: a notice of the page"] = _of_role(BlockRole.BOILERPLATE)
KINDS["sentence: a pull quote as the presenter's"] = _of_role(BlockRole.PULL_QUOTE)
KINDS["sentence: of a sidebar, told as the story"] = _of_role(BlockRole.SIDEBAR)


@KINDS("sentence: somebody's words as the presenter's")
def _(honest: Honest) -> Corrupted | None:
    for place in story(honest):
        for q in honest.chance.sample(found := list(quotations(honest.articles[0])), len(found)):
            if q.kind.value == "speech" and len(q.text.split()) > 4:
                line = spoken(
                    honest, q.span, *honest.chance.choice(((), ("marks dropped",), ("clause cut",)))
                )
                return honest.corrupted(place, line)
    return None


@KINDS("sentence: given a speaker")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.sentences:
        for quote in honest.quotes:
            return honest.corrupted(place, replace(place.line, speaker=quote.line.speaker))
    return None


@KINDS("sentence: scare quotes added")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.sentences:
        words = place.line.text.split()
        at = honest.chance.randint(1, len(words) - 1)
        words[at] = f"«{words[at]}»" if honest.tag in ("ar", "fr") else f"“{words[at]}”"
        edits = honest.chance.choice((place.line.edits, (*place.line.edits, "marks dropped")))
        return honest.corrupted(place, replace(place.line, text=" ".join(words), edits=edits))
    return None


@KINDS("sentence: a name exchanged for another of the article")
def _(honest: Honest) -> Corrupted | None:
    names = sorted(
        {q.speaker.name for q in quotations(honest.articles[0]) if q.speaker and " " in q.speaker.name}
    )
    for place in honest.sentences:
        for one in names:
            for other in names:
                if one in place.line.text and other not in place.line.text:
                    text = place.line.text.replace(one, other)
                    return honest.corrupted(place, replace(place.line, text=text))
    return None
