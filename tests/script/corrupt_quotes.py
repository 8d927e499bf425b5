"""Kinds of corruption: quotes, and who says them."""

from __future__ import annotations

from dataclasses import replace

from corruption_base import Corrupted, Honest, Kinds
from corruption_words import WORDS

from briefing.model import LineRole
from briefing.script import quotations
from briefing.sentences import sentences

KINDS = Kinds()

# ------------------------------------------------------------------------------------------------- quotes


@KINDS("quote: cut at a word, with its place")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.quotes:
        span = place.line.spans[0]
        words = honest.block(span)[span.start : span.end].split()
        if len(words) > 7:
            kept = " ".join(honest.block(span)[span.start : span.end].split()[: len(words) // 2])
            end = span.start + len(kept)
            if honest.block(span)[span.start : end] == kept:
                line = replace(place.line, text=kept, spans=(replace(span, end=end),))
                return honest.corrupted(place, line)
    return None


@KINDS("quote: a sentence of it left out, with its place")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.quotes:
        span = place.line.spans[0]
        text = honest.block(span)[span.start : span.end]
        found = sentences(text, honest.tag)
        if len(found) > 1:
            start, end = honest.chance.choice((found[0], found[-1]))
            kept = replace(span, start=span.start + start, end=span.start + end)
            line = replace(place.line, text=text[start:end], spans=(kept,))
            return honest.corrupted(place, line)
    return None


@KINDS("quote: its last mark left out, with its place")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.quotes:
        if place.line.text.endswith(("?", "!", "؟")):
            span = place.line.spans[0]
            line = replace(place.line, text=place.line.text[:-1], spans=(replace(span, end=span.end - 1),))
            return honest.corrupted(place, line)
    return None


@KINDS("quote: begun in mid-sentence, with its place")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.quotes:
        span = place.line.spans[0]
        text = honest.block(span)[span.start : span.end]
        at = text.find(" ", len(text) // 3) + 1
        if 0 < at < len(text) - 20:
            line = replace(
                place.line, text=" ".join(text[at:].split()), spans=(replace(span, start=span.start + at),)
            )
            return honest.corrupted(place, line)
    return None


@KINDS("quote: extended by the reporter's words, with its place")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.quotes:
        span = place.line.spans[0]
        after = honest.block(span)[span.end :]
        at = after.find(" ", 12)
        if at > 0:
            end = span.end + at
            text = " ".join(honest.block(span)[span.start : end].split())
            return honest.corrupted(place, replace(place.line, text=text, spans=(replace(span, end=end),)))
    return None


@KINDS("quote: extended by a word")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.quotes:
        return honest.corrupted(place, replace(place.line, text=f"{place.line.text.rstrip('.')} …"))
    return None


def _joined(honest: Honest, *, same_speaker: bool, lists_places: bool) -> Corrupted | None:
    known = {}
    for number, article in enumerate(honest.articles, 1):
        known |= {
            replace(q.span, article=number): q
            for q in quotations(article)
            if q.speaker and len(q.text.split()) > 3
        }
    for place in honest.quotes:
        first = place.line.spans[0]
        for span, other in known.items():
            overlaps = span.block == first.block and span.start < first.end and first.start < span.end
            if overlaps or span.article != first.article or other.speaker is None:
                continue
            if (other.speaker.name == place.line.speaker) is same_speaker:
                text = f"{place.line.text} {honest.text(span)}"
                spans = (first, span) if lists_places else (first,)
                return honest.corrupted(place, replace(place.line, text=text, spans=spans))
    return None


@KINDS("quote: joined with another of its speaker")
def _(honest: Honest) -> Corrupted | None:
    return _joined(honest, same_speaker=True, lists_places=True)


@KINDS("quote: joined with another of its speaker, one place")
def _(honest: Honest) -> Corrupted | None:
    return _joined(honest, same_speaker=True, lists_places=False)


@KINDS("quote: joined with one of another speaker")
def _(honest: Honest) -> Corrupted | None:
    return _joined(honest, same_speaker=False, lists_places=True)


@KINDS("quote: invented")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.quotes:
        line = replace(place.line, text=WORDS["invented"][honest.tag], spans=())
        return honest.corrupted(place, line)
    return None


@KINDS("quote: the reporter's sentence")
def _(honest: Honest) -> Corrupted | None:
    for place, told in zip(honest.quotes, honest.sentences, strict=False):
        line = replace(place.line, text=told.line.text, spans=told.line.spans)
        return honest.corrupted(place, line)
    return None


@KINDS("quote: edits listed")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.quotes:
        edit = honest.chance.choice(("clause cut", "marks dropped", "full stop added", "credit dropped"))
        return honest.corrupted(place, replace(place.line, edits=(edit,)))
    return None


@KINDS("quote: told by the presenter")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.quotes:
        return honest.corrupted(place, replace(place.line, role=LineRole.PRESENTER, speaker=None))
    return None


@KINDS("quote: told by the presenter without from")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.quotes:
        line = replace(place.line, role=LineRole.PRESENTER, speaker=None, spans=())
        if len(line.text.split()) > 4:
            return honest.corrupted(place, line)
    return None


# ----------------------------------------------------------------------------------------------- speakers


def _others(honest: Honest, name: str | None) -> list[str]:
    """Other people of the articles."""
    found = {q.speaker.name for article in honest.articles for q in quotations(article) if q.speaker}
    return sorted(found - {name, None} | {p.line.speaker for p in honest.quotes if p.line.speaker} - {name})


@KINDS("speaker: another in `speaker`")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.quotes:
        for other in _others(honest, place.line.speaker):
            return honest.corrupted(place, replace(place.line, speaker=other))
    return None


@KINDS("speaker: another in `speaker` and before it")
def _(honest: Honest) -> Corrupted | None:
    """The attribution has the other's name and its place: the quote itself is what is wrong."""
    for place in honest.quotes:
        before = honest.script.segments[place.segment].lines[place.at - 1]
        for number, article in enumerate(honest.articles, 1):
            for q in quotations(article):
                if (
                    q.speaker
                    and q.speaker.name != place.line.speaker
                    and place.at
                    and before.role is not LineRole.QUOTE
                ):
                    span = replace(q.speaker.name_span, article=number)
                    said = replace(
                        before, text=f"{honest.text(span)}:", spans=(span,), edits=("template: name",)
                    )
                    script = honest.with_line(place, replace(place.line, speaker=q.speaker.name))
                    spoiled = replace(honest, script=script).with_line(replace(place, at=place.at - 1), said)
                    return Corrupted(script=spoiled, segment=place.segment + 1, line=place.at + 1)
    return None


@KINDS("speaker: another in `speaker` and before it, without from")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.quotes:
        for other in _others(honest, place.line.speaker):
            before = honest.script.segments[place.segment].lines[place.at - 1]
            if place.at and before.role is not LineRole.QUOTE:
                said = replace(before, text=f"{other}:", spans=(), edits=())
                script = honest.with_line(place, replace(place.line, speaker=other, spans=()))
                spoiled = replace(honest, script=script).with_line(replace(place, at=place.at - 1), said)
                return Corrupted(script=spoiled, segment=place.segment + 1, line=place.at + 1)
    return None


@KINDS("speaker: of the same surname")
def _(honest: Honest) -> Corrupted | None:
    first = WORDS["first_names"][honest.tag]
    for place in honest.quotes:
        words = (place.line.speaker or "").split()
        if len(words) > 1 and words[0] != first:
            return honest.corrupted(place, replace(place.line, speaker=" ".join([first, *words[1:]])))
    return None


@KINDS("speaker: a letter of the name")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.quotes:
        name = place.line.speaker or ""
        if len(name) > 4:
            at = honest.chance.choice([n for n, c in enumerate(name) if c.isalpha() and n])
            other = "ب" if honest.tag == "ar" else "k"
            other = other if name[at] != other else "س"
            return honest.corrupted(place, replace(place.line, speaker=name[:at] + other + name[at + 1 :]))
    return None


@KINDS("speaker: none")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.quotes:
        return honest.corrupted(place, replace(place.line, speaker=None))
    return None


@KINDS("speakers: exchanged")
def _(honest: Honest) -> Corrupted | None:
    return _exchanged(honest, words_too=False)


@KINDS("quotes: exchanged")
def _(honest: Honest) -> Corrupted | None:
    return _exchanged(honest, words_too=True)


def _exchanged(honest: Honest, *, words_too: bool) -> Corrupted | None:
    """Two quotes of different speakers change their speakers; with `words_too`, all but their speakers."""
    quotes = honest.quotes
    for one in quotes:
        for other in quotes:
            if other.line.speaker != one.line.speaker:
                here, there = (other.line, one.line) if words_too else (one.line, other.line)
                first, second = (one, other) if words_too else (other, one)
                script = honest.with_line(one, replace(here, speaker=first.line.speaker))
                script = replace(honest, script=script).with_line(
                    other, replace(there, speaker=second.line.speaker)
                )
                return Corrupted(script=script, segment=one.segment + 1, line=one.at + 1)
    return None


@KINDS("attribution: another name")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.attributions:
        after = honest.script.segments[place.segment].lines[place.at + 1]
        for other in _others(honest, after.speaker):
            name = honest.text(place.line.spans[0])
            if name in place.line.text:
                text = place.line.text.replace(name, other)
                return honest.corrupted(place, replace(place.line, text=text))
    return None


@KINDS("attribution: another name, without from")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.attributions:
        after = honest.script.segments[place.segment].lines[place.at + 1]
        for other in _others(honest, after.speaker):
            if not set(other.split()) & set((after.speaker or "").split()):
                return honest.corrupted(place, replace(place.line, text=f"{other}:", spans=(), edits=()))
    return None


@KINDS("attribution: somebody unknown, without from")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.attributions:
        line = replace(place.line, text=f"{WORDS['unknown_people'][honest.tag]}:", spans=(), edits=())
        return honest.corrupted(place, line)
    return None


@KINDS("attribution: another verb")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.attributions:
        text = f"{place.line.text.rstrip(': ')} {WORDS['admitted'][honest.tag]}"
        return honest.corrupted(place, replace(place.line, text=text))
    return None


@KINDS("attribution: another verb, without from")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.attributions:
        text = f"{place.line.text.rstrip(': ')} {WORDS['admitted'][honest.tag]}"
        return honest.corrupted(place, replace(place.line, text=text, spans=(), edits=()))
    return None


@KINDS("attribution: the other gender")
def _(honest: Honest) -> Corrupted | None:
    pairs = {"_m": ("قال", "قالت"), "_f": ("قالت", "قال")}
    for place in honest.attributions:
        for ending, (was, becomes) in pairs.items():
            if place.line.edits[0].endswith(ending) and was in place.line.text.split()[0]:
                text = place.line.text.replace(was, becomes, 1)
                edits = (place.line.edits[0].removesuffix(ending) + {"_m": "_f", "_f": "_m"}[ending],)
                return honest.corrupted(place, replace(place.line, text=text, edits=edits))
    return None


@KINDS("attribution: another's office")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.attributions:
        if "office" not in place.line.edits[0]:
            continue
        after = honest.script.segments[place.segment].lines[place.at + 1]
        own = next(s for s in place.line.spans if honest.text(s) not in (after.speaker or ""))
        for number, article in enumerate(honest.articles, 1):
            for q in quotations(article):
                if q.speaker and q.speaker.office_span and q.speaker.name != after.speaker:
                    other = replace(q.speaker.office_span, article=number)
                    if honest.text(other) != honest.text(own) and number == own.article:
                        spans = tuple(other if s == own else s for s in place.line.spans)
                        text = place.line.text.replace(honest.text(own), honest.text(other))
                        return honest.corrupted(place, replace(place.line, text=text, spans=spans))
    return None


@KINDS("attribution: its quote is gone")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.quotes:
        lines = honest.script.segments[place.segment].lines
        follows = place.at + 1 < len(lines) and lines[place.at + 1].role is LineRole.QUOTE
        if place.at and any("template: a" in e for e in lines[place.at - 1].edits) and not follows:
            return replace(honest.corrupted(place), line=place.at)
    return None


@KINDS("attribution: gone")
def _(honest: Honest) -> Corrupted | None:
    for place in honest.attributions:
        before = honest.script.segments[place.segment].lines[place.at - 1] if place.at else None
        after = honest.script.segments[place.segment].lines[place.at + 1]
        names_them = before and (after.speaker or "").split()[-1] in before.text  # an interviewer's question
        if not names_them and (before is None or before.speaker != after.speaker):
            return honest.corrupted(place)
    return None
