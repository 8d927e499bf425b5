"""Kinds of corruption: own lines of pieces of the article, moved quotes, signs that turn a text around."""

from __future__ import annotations

import re
from dataclasses import replace

from corrupt_lines import all_sentences, story
from corruption_base import Corrupted, Honest, Kinds

from briefing.model import Line, LineRole, SegmentKind
from briefing.script import quotations
from briefing.sentences.marks import outermost

KINDS = Kinds()
_THAT = re.compile(r"(?<=\s)(?:that|أن|إن|que|dass)\s+(?=\S+ \S+ \S+ \S+)")
_LONG = 10
"""Words of a sentence whose half is surely no whole one."""


@KINDS("own: a clause without what governs it")
def _(honest: Honest) -> Corrupted | None:
    """ "He denied that the pier will close" → "The pier will close", as an editor's own."""
    for place in story(honest):
        for span in all_sentences(honest):
            text = honest.text(span)
            that = _THAT.search(text)
            if that is None or outermost(text) or re.search("[,،;؛:?؟]", text[that.end() :]):
                continue
            clause = text[that.end() :]
            if any(
                clause.strip(" .") in honest.block(other) for other in all_sentences(honest) if other != span
            ):
                continue  # the article says it somewhere else as well
            return honest.corrupted(
                place, Line(text=clause[:1].upper() + clause[1:], role=LineRole.PRESENTER)
            )
    return None


@KINDS("own: joined from two sentences")
def _(honest: Honest) -> Corrupted | None:
    for place in story(honest):
        long = [s for s in all_sentences(honest) if len(honest.text(s).split()) >= _LONG]
        long = [s for s in long if not outermost(honest.text(s))]
        if len(long) > 1:
            one, other = (honest.text(span).split() for span in long[:2])
            text = " ".join((*one[: len(one) // 2], *other[len(other) // 2 :]))
            return honest.corrupted(place, Line(text=text, role=LineRole.PRESENTER))
    return None


@KINDS("own: a sentence with the name of another")
def _(honest: Honest) -> Corrupted | None:
    names = sorted({q.speaker.name for q in quotations(honest.articles[0]) if q.speaker})
    for place in story(honest):
        for span in all_sentences(honest):
            text = honest.text(span)
            for one in names:
                for other in names:
                    if one in text and other.split()[-1] not in text and not outermost(text):
                        return honest.corrupted(
                            place, Line(text=text.replace(one, other), role=LineRole.PRESENTER)
                        )
    return None


@KINDS("quotes: each in the place of the other")
def _(honest: Honest) -> Corrupted | None:
    """Both are honest, and each stands behind the name of the other's speaker."""
    quotes = honest.quotes
    for one in quotes:
        for other in quotes:
            if other.line.speaker != one.line.speaker:
                script = honest.with_line(one, other.line)
                script = replace(honest, script=script).with_line(other, one.line)
                return Corrupted(script=script, segment=one.segment + 1, line=one.at + 1)
    return None


@KINDS("sentence: shown in another order than it is spoken")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.sentences:
        words = place.line.text.split()
        at = honest.chance.randrange(len(words))
        words[at] = f"\u202e{words[at]}\u202c"
        return honest.corrupted(place, replace(place.line, text=" ".join(words)))
    return None


@KINDS("title of a segment: a word left out of its middle")
def _(honest: Honest) -> Corrupted | None:
    for index, segment in enumerate(honest.script.segments):
        words = segment.title.split()
        if segment.kind is SegmentKind.HEADLINE and len(words) > 4:
            gone = max(range(1, len(words) - 1), key=lambda at: len(words[at]))  # no small word
            title = " ".join(word for at, word in enumerate(words) if at != gone)
            return Corrupted(script=honest.with_segment(index, title=title), segment=index + 1, line=0)
    return None
