"""Line that the editor wrote → what of it nearly is the article's, and is not so there."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model import QuotationKind
from briefing.script.checking.announcements import own_announcement_faults
from briefing.script.checking.differences import describe
from briefing.script.checking.examined import Examined, Fault
from briefing.script.checking.excerpts import joined_from_two, out_of_its_clause
from briefing.script.checking.lettering import plain, squeezed
from briefing.script.checking.nearness import compared, contained
from briefing.script.checking.quote_proof import names as is_named
from briefing.script.checking.rewordings import ENDS, near_copy
from briefing.script.checking.told import told, told_otherwise
from briefing.sentences import sentences
from briefing.sentences.marks import outermost

_SOMEBODYS = 0.8
"""Share of a sentence's words that stand in one quotation, from which they are its speaker's."""
_FEWEST_WORDS = 3
"""Of a sentence, or of words in marks, that are somebody's."""


def own_faults(examined: Examined) -> Iterator[Fault]:
    """An editor's own line is free, as long as it does not change what the article says."""
    yield from own_announcement_faults(examined)
    text = squeezed(examined.line.text)
    own = [text[start:end] for start, end in sentences(text, examined.tag)]
    there = {plain(one.text) for article in examined.told for one in told(article)}
    if not all(plain(sentence) in there for sentence in own):
        yield from _quoted(examined, text)
    for sentence in own:
        yield from _copied(examined, sentence)


def _copied(examined: Examined, text: str) -> Iterator[Fault]:
    for quotation in examined.quotations:
        speaker = quotation.speaker.name if quotation.speaker else "somebody"
        is_said = quotation.kind is not QuotationKind.NOT_SPEECH and len(compared(text)) >= _FEWEST_WORDS
        if is_said and contained(text, quotation.text) >= _SOMEBODYS and not is_named(text, speaker):
            yield Fault(f"these are the words of {speaker}: the line must be a quote", quotation.text, text)
            return
    people = tuple(sorted({q.speaker.name for q in examined.quotations if q.speaker}))
    candidates = (one for a in examined.told for one in told_otherwise(a, people, examined.script.date))
    near = near_copy(text, candidates, examined.tag, people)
    if near:
        yield Fault(f"nearly a sentence of the article, and not so there: {describe(near, text)}", near, text)
        return
    theirs = [one.text for article in examined.told for one in told(article)]
    if whole := out_of_its_clause(text, theirs, examined.tag):
        yield Fault("cut out of a sentence of the article that does not say it so", whole, text)
    elif pieces := joined_from_two(text, theirs, examined.tag):
        yield Fault("joined from two sentences of the article", " … ".join(pieces), text)


def _quoted(examined: Examined, text: str) -> Iterator[Fault]:
    """Words in marks must stand in the article; if they are somebody's, the line names no other."""
    for stretch in outermost(text):
        said = plain(text[stretch.start : stretch.end]).strip(ENDS)
        if len(said.split()) < _FEWEST_WORDS:
            continue
        if not any(said in plain(block.text) for article in examined.told for block in article.blocks):
            yield Fault(f"`{said}` stands in marks, and nobody says it in the article")
            continue
        speakers = [q.speaker.name for q in examined.quotations if q.speaker and said in plain(q.text)]
        if speakers and not any(is_named(text, name) for name in speakers):
            yield Fault(f"these are the words of {speakers[0]}, whom the line does not name", speakers[0])
