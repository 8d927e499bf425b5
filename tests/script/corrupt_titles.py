"""Kinds of corruption: edits, dates, headlines and titles, sidebars, greetings, the editor's own lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from corrupt_lines import all_sentences, spoken, story
from corruption_base import Corrupted, Honest, Kinds, Maker, Place
from corruption_words import CHANGES, WORDS

from briefing.language import language
from briefing.model import BlockRole, Line, LineRole, SegmentKind
from briefing.script import quotations
from briefing.script.edits import date_of
from briefing.sentences.marks import outermost

KINDS = Kinds()

# --------------------------------------------------------------------------------------------------- edits


def _claimed(edit: str) -> Maker:
    """The line is honest, and the edit was not made."""

    def make(honest: Honest) -> Corrupted | None:
        for place in honest.sentences:
            if edit not in place.line.edits and not outermost(place.line.text):
                return honest.corrupted(place, replace(place.line, edits=(*place.line.edits, edit)))
        return None

    return make


for _edit in (
    "clause cut", "marks dropped", "credit dropped", "full stop added", "name for pronoun: Ines Hofmann",
    "date: Monday → on Monday, 23 November", "date:", "template: attribution", "template: accusation",
    "shortened", "Clause cut",
):  # fmt: skip
    KINDS[f"edit made up: {_edit}"] = _claimed(_edit)


@KINDS("edit: a name for a pronoun that is somebody else's")
def _(honest: Honest) -> Corrupted | None:
    known = language(honest.tag)
    pronouns = known.phrases.pronouns if known.phrases else {}
    for place in story(honest):
        for span in all_sentences(honest):
            first, _, rest = honest.text(span).partition(" ")
            if first.lower() not in {*pronouns, "he", "she", "it", "they", "قال", "وقال"}:
                continue
            blocks = honest.articles[0].blocks
            near = " ".join(block.text for block in blocks[max(0, span.block - 2) : span.block])
            for q in quotations(honest.articles[0]):
                # Whom the pronoun may mean is named in its paragraph or the one above.
                if q.speaker and q.speaker.name.split()[-1] not in near:
                    name = honest.text(q.speaker.name_span)
                    line = Line(
                        text=f"{name} {rest}", role=LineRole.PRESENTER, spans=(span, q.speaker.name_span),
                        edits=(f"name for pronoun: {name}",),
                    )  # fmt: skip
                    return honest.corrupted(place, line)
    return None


def _dated(honest: Honest) -> Iterator[tuple[Place, str, str, str]]:
    for place in honest.places(lambda p: any(date_of(e) for e in p.line.edits)):
        for edit in place.line.edits:
            if found := date_of(edit):
                yield place, edit, *found


@KINDS("date: another day, consistently")
def _(honest: Honest) -> Corrupted | None:
    return _said_otherwise(honest, "digit")


@KINDS("date: another weekday, consistently")
def _(honest: Honest) -> Corrupted | None:
    return _said_otherwise(honest, "weekday")


def _said_otherwise(honest: Honest, change: str) -> Corrupted | None:
    """Line and edit give the same wrong date."""
    for place, edit, _, said in _dated(honest):
        changed = CHANGES[change](said, honest.tag, honest.chance)
        if changed:
            edits = tuple(e.replace(said, changed) if e == edit else e for e in place.line.edits)
            line = replace(place.line, text=place.line.text.replace(said, changed), edits=edits)
            return honest.corrupted(place, line)
    return None


@KINDS("date: not listed")
def _(honest: Honest) -> Corrupted | None:
    for place, edit, _, _ in _dated(honest):
        edits = tuple(e for e in place.line.edits if e != edit)
        return honest.corrupted(place, replace(place.line, edits=edits))
    return None


@KINDS("date: listed and not made")
def _(honest: Honest) -> Corrupted | None:
    for place, _, written, said in _dated(honest):
        return honest.corrupted(place, replace(place.line, text=place.line.text.replace(said, written)))
    return None


# ----------------------------------------------------------------------------- headlines, titles, segments


def _titled(change: str) -> Maker:
    def make(honest: Honest) -> Corrupted | None:
        told = (SegmentKind.HEADLINE, SegmentKind.SIDEBAR)
        for index, segment in enumerate(honest.script.segments):
            title = (
                CHANGES[change](segment.title, honest.tag, honest.chance) if segment.kind in told else None
            )
            if title and len(title.split()) > 4:
                return Corrupted(
                    script=honest.with_segment(index, title=title), segment=index + 1, line=0
                )  # fmt: skip
        return None

    return make


def _script_titled(change: str) -> Maker:
    def make(honest: Honest) -> Corrupted | None:
        title = CHANGES[change](honest.script.title, honest.tag, honest.chance)
        if title and len(title.split()) > 4:
            return Corrupted(script=replace(honest.script, title=title), segment=0, line=0)
        return None

    return make


for _change in (
    "digit",
    "number word",
    "negation added",
    "negation dropped",
    "opposite",
    "weekday",
    "unit",
    "words exchanged",
):
    KINDS[f"title of a segment: {_change}"] = _titled(_change)
    KINDS[f"title of the script: {_change}"] = _script_titled(_change)


@KINDS("headline: another word")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.sentences:
        if honest.role(place.line.spans[0]) is BlockRole.HEADLINE:
            text = CHANGES["words exchanged"](place.line.text, honest.tag, honest.chance)
            if text:
                return honest.corrupted(place, replace(place.line, text=text))
    return None


@KINDS("headline: cut, with its place")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.sentences:
        span = place.line.spans[0]
        if honest.role(span) is BlockRole.HEADLINE and len(honest.text(span).split()) > 4:
            end = honest.block(span).rfind(" ")
            line = spoken(honest, replace(span, end=end), "clause cut")
            return honest.corrupted(place, line)
    return None


@KINDS("segment: in another language")
def _(honest: Honest) -> Corrupted | None:
    for index, segment in enumerate(honest.script.segments):
        if segment.article:
            other = "en" if honest.tag != "en" else "fr"
            return Corrupted(script=honest.with_segment(index, language=other), segment=index + 1, line=0)
    return None


@KINDS("sidebar: told as the story")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.sentences:
        segment = honest.script.segments[place.segment]
        role = honest.role(place.line.spans[0])
        if role is BlockRole.SIDEBAR and segment.kind is SegmentKind.SIDEBAR:
            return honest.corrupted(place, replace(place.line, role=LineRole.PRESENTER))
    return None


@KINDS("greeting: another day")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.places(lambda p: any(e.startswith("template: opening") for e in p.line.edits)):
        change = honest.chance.choice(("weekday", "digit", "month"))
        text = CHANGES[change](place.line.text, honest.tag, honest.chance)
        if text:
            return honest.corrupted(place, replace(place.line, text=text))
    return None


@KINDS("greeting: the day of the script is another")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.places(lambda p: any(e.startswith("template: opening") for e in p.line.edits)):
        script = replace(honest.script, date=honest.script.date + timedelta(days=honest.chance.randint(1, 9)))
        return Corrupted(script=script, segment=place.segment + 1, line=place.at + 1)
    return None


# --------------------------------------------------------------------------------------- the editor's own


def _own(texts: dict[str, str]) -> Maker:
    def make(honest: Honest) -> Corrupted | None:
        for place in story(honest):
            for quote in honest.quotes:
                said, name = quote.line.text, quote.line.speaker or ""
                if honest.tag in texts and len(said.split()) > 5:
                    text = texts[honest.tag].format(said=said, name=name, half=" ".join(said.split()[:3]))
                    return honest.corrupted(place, Line(text=text, role=LineRole.PRESENTER))
        return None

    return make


KINDS["own: words in marks that nobody says"] = _own(WORDS["quoting"])
KINDS["own: somebody's words of another"] = _own(WORDS["quoting_of_another"])


@KINDS("own: template of the article without from")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.attributions:
        return honest.corrupted(place, replace(place.line, spans=()))
    return None


@KINDS("own: edits without from")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.sentences:
        return honest.corrupted(place, replace(place.line, spans=(), edits=("clause cut",)))
    return None
