"""Article → every stretch in quotation marks, with what it is, who says it, and how surely.

Rules, no model. A quotation is spoken only when its confidence reaches SPOKEN_CONFIDENCE: the pattern by
which its speaker was found sets it (script/quoting/turns.py), and wherever two persons fit it stays below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from briefing.model import Article, Block, BlockRole, Quotation, QuotationKind, Span, Speaker
from briefing.script.quoting.attribution import Attributor, Judged
from briefing.script.quoting.cues import CueFinder
from briefing.script.quoting.introductions import Introductions
from briefing.script.quoting.labels import Label, interviewee, label, repeated
from briefing.script.quoting.lexicon import Lexicon, lexicon
from briefing.script.quoting.names import Cast, Member, Mention
from briefing.script.quoting.passages import NEVER_SPEECH, SPOKEN, Passage, is_title, passages
from briefing.script.quoting.settled_names import settled
from briefing.script.quoting.sources import Sources
from briefing.script.quoting.speech import MIN_WORDS
from briefing.script.quoting.spelling import Spelling
from briefing.script.quoting.subject import Subject, SubjectKind
from briefing.script.quoting.turns import (
    FRAGMENT,
    LABELLED,
    NOBODY,
    PRONOUN,
    SAME_SENTENCE,
    UNSURE,
    Attribution,
)
from briefing.script.words import fold_name, words
from briefing.sentences.marks import outermost

SPOKEN_CONFIDENCE = 0.75
"""From here on a quotation may be spoken: at least 95 of 100 such must have the right speaker."""

_NOT_SPEECH = 0.9
_BEHIND_NAME = re.compile(r"\s*[,،(|]|\s[–—-]\s")
_FOLLOWING = re.compile(r"(?<=[\w,;] )\S+")
_WORD_EDGE = re.compile(r"\b")
_LETTERS = re.compile(r"\w+")


@lru_cache(maxsize=8)  # a script is written and checked by the same quotations
def quotations(article: Article) -> tuple[Quotation, ...]:
    """All quotations of the article, in its order; `Span.article` is 1.

    Every stretch in quotation marks in paragraphs, sidebars, headings and decks is returned, the outermost
    where they are nested; pull-quote blocks and the answers of a labelled interview are returned whole.
    Captions, bylines, boilerplate and repeats have none.
    """
    known = lexicon(article.language)
    chosen = tuple(passages(article))
    spelling = Spelling.of(chosen) if known.capitals else None
    finders = {p.number: CueFinder(p.tokens, known, spelling) for p in chosen}
    mentions = chain(_mentions(chosen, finders, known), _credited(article, chosen))
    cast = Cast(
        mentions if known.capitals else _settled(mentions, article, chosen, finders, known),
        shared=frozenset(_shared_surnames(chosen, finders, known)),
        likely=known.likely_gender,
    )
    found = list(_spoken(chosen, finders, cast, known))
    sources = Sources(found)
    for number, block in enumerate(article.blocks, 1):
        if block.role in NEVER_SPEECH or (block.role in SPOKEN and is_title(block.text)):
            found.extend(_marked_names(number, block))
        elif block.role is BlockRole.PULL_QUOTE:
            found.append(_pull_quote(number, block, cast, sources))
    return tuple(sorted(found, key=lambda q: q.span))


# -------------------------------------------------------------------------------------------------- cast


def _settled(
    mentions: Iterator[Mention],
    article: Article,
    chosen: tuple[Passage, ...],
    finders: dict[int, CueFinder],
    known: Lexicon,
) -> list[Mention]:
    introductions = Introductions(chosen, finders)
    return settled(mentions, article.blocks, introductions.is_cut, known)


def _mentions(
    chosen: tuple[Passage, ...], finders: dict[int, CueFinder], known: Lexicon
) -> Iterator[Mention]:
    inside = _inside_sentences(chosen) if known.capitals else frozenset()
    for passage in chosen:
        finder = finders[passage.number]
        one = label(passage, known)
        if one and not one.question and not one.answer:
            subject = _label_subject(finder, one)
            if subject and subject.name and not subject.bare:
                yield _mention(passage, subject, subject.gender, known)
        for sentence in passage.sentences:
            for subject in finder.mentions(sentence):
                yield _mention(passage, subject, subject.gender, known)
            for cue in finder.cues(sentence):
                if cue.subject and cue.subject.kind is SubjectKind.PERSON:
                    said = _mention(passage, cue.subject, cue.subject.gender or cue.gender, known)
                    yield replace(said, human=True)
                elif cue.subject and cue.subject.kind is SubjectKind.THING and not known.capitals:
                    yield _mention(passage, cue.subject, cue.subject.gender, known)
            if not known.capitals:
                doer = finder.subject_phrases.of_sentence(*sentence)
                if doer and doer.name and not doer.bare and not doer.maybe:
                    yield _mention(passage, doer, doer.gender, known)
                for body in finder.subject_phrases.bodies(*sentence):
                    yield _mention(passage, body, body.gender, known)
            leading = finder.leading(*sentence)
            if leading and leading.name and known.capitals:
                # Any word has a capital at the start of a sentence, and any place may be a subject.
                name = passage.text(leading.name)
                known_name = leading.human or known.likely_gender(fold_name(name))
                if " " in name or (name in inside and known_name):
                    yield _mention(passage, leading, leading.gender, known)


def _inside_sentences(chosen: tuple[Passage, ...]) -> frozenset[str]:
    """Words that follow another word or a comma, each as well without what is hung on ("Hofmann's")."""
    return frozenset(
        word.group()[: end.start()]
        for passage in chosen
        for word in _FOLLOWING.finditer(passage.block.text)
        for end in _WORD_EDGE.finditer(word.group())
    )


def _credited(article: Article, chosen: tuple[Passage, ...]) -> Iterator[Mention]:
    """Full names under pull quotes, where the running text has them as well."""
    credits_ = (_credited_name(block) for block in article.blocks if block.role is BlockRole.PULL_QUOTE)
    names = [name for name in credits_ if len(name.split()) > 1]
    by_word: dict[str, list[Passage]] = {}
    if names:
        for passage in chosen:
            for word in set(_LETTERS.findall(passage.block.text)):
                by_word.setdefault(word, []).append(passage)
    for name in names:
        begins_with = _LETTERS.search(name)
        for passage in by_word.get(begins_with.group(), ()) if begins_with else ():
            at = passage.block.text.find(name)
            if at >= 0:
                yield Mention(name=name, span=Span(1, passage.number, at, at + len(name)))
                break


def _credited_name(block: Block) -> str:
    """Of "Ines Hofmann, harbour master" the name."""
    return _BEHIND_NAME.split(block.speaker or "")[0].strip()


def _mention(passage: Passage, subject: Subject, gender: str | None, known: Lexicon) -> Mention:
    place = subject.name or subject.phrase
    office = subject.office if subject.name else None
    span = passage.span(place)
    owner = known.owner_ending(passage.text(place)) if subject.name else ""
    if owner:
        span = replace(span, end=span.end - len(owner))  # "Ann Hill's"
    return Mention(
        name=passage.block.text[span.start : span.end],
        span=span,
        office=passage.text(office) if office else None,
        office_span=passage.span(office) if office else None,
        gender=gender,
        person=subject.name is not None,
        human=subject.human,
        begun=subject.begun,
        sure=subject.sure,
        maybe=subject.maybe,
        reach=passage.text((subject.name[0], subject.reach)) if subject.name and subject.reach else "",
        styles=_styles(passage, subject, known),
    )


def _styles(passage: Passage, subject: Subject, known: Lexicon) -> frozenset[str]:
    if subject.name is None or (known.capitals and not known.inversion):
        return frozenset()
    before = passage.tokens[subject.phrase[0] : subject.name[0]]
    if known.capitals:
        before = tuple(t for t in before if known.is_office(t.word) or t.word in known.spokes)
    return frozenset(stem for token in before for stem in known.stems(token.word))


def _shared_surnames(
    chosen: tuple[Passage, ...], finders: dict[int, CueFinder], known: Lexicon
) -> Iterator[str]:
    if known.capitals:
        for passage in chosen:
            for sentence in passage.sentences:
                yield from finders[passage.number].noun_phrases.shared_surnames(*sentence)


def _label_subject(finder: CueFinder, one: Label) -> Subject | None:
    first, last = one.words
    if finder.words.capitals:
        return finder.noun_phrases.read(first, last, last)
    return finder.subject_phrases.read(first, last)


# -------------------------------------------------------------------------------------------------- speech


def _spoken(
    chosen: tuple[Passage, ...], finders: dict[int, CueFinder], cast: Cast, known: Lexicon
) -> Iterator[Quotation]:
    attributor = Attributor(cast, known)
    labels = repeated(chosen, known)
    answering = interviewee(cast, chosen)
    goes_on = False
    all_judged: list[tuple[Passage, list[Judged]]] = []
    for passage in chosen:
        judged = attributor.passage(passage, finders[passage.number], goes_on=goes_on)
        goes_on = passage.opens_anew
        one = label(passage, known)
        if one is None:
            all_judged.append((passage, judged))
        else:
            yield from _labelled(passage, one, judged, attributor, finders[passage.number], labels, answering)
    _share_backwards(all_judged)
    for passage, judged in all_judged:
        yield from (_quotation(passage, j) for j in judged)


def _share_backwards(found: list[tuple[Passage, list[Judged]]]) -> None:
    """A quotation that goes on in the next paragraph may have its verb only there."""
    for (passage, judged), (_, following) in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if passage.opens_anew and judged and following and judged[-1].cue is None:
            member, sure = following[0].attribution.member, following[0].attribution.confidence
            if following[0].speech and member is not None and sure > judged[-1].attribution.confidence:
                judged[-1].speech = True
                judged[-1].attribution = Attribution(member, min(sure, SAME_SENTENCE))
        elif passage.opens_anew and judged and following and following[0].cue is not None:
            # Left open and begun anew is one speaker's; two verbs with two speakers: a mark was forgotten.
            member, sure = judged[-1].attribution.member, judged[-1].attribution.confidence
            if following[0].attribution.member is not member:
                judged[-1].attribution = Attribution(member, min(sure, UNSURE))


def _quotation(passage: Passage, judged: Judged) -> Quotation:
    marked = passage.quotes[judged.quote]
    speech = judged.speech or judged.fragment
    speaker = judged.attribution.member if speech else None
    confidence = judged.attribution.confidence if speech else _NOT_SPEECH
    if speech and speaker is None:
        confidence = min(confidence, NOBODY)
    elif judged.fragment:
        confidence = min(confidence, FRAGMENT)
    return Quotation(
        span=Span(1, passage.number, marked.start, marked.end),
        text=passage.inside(judged.quote),
        speaker=_speaker(speaker) if speaker else None,
        cue=passage.span(judged.cue) if judged.cue and speech else None,
        confidence=confidence,
        kind=QuotationKind.SPEECH if speech else QuotationKind.NOT_SPEECH,
    )


def _speaker(member: Member) -> Speaker:
    return Speaker(
        name=member.name,
        name_span=member.name_span,
        office=member.office,
        office_span=member.office_span,
        gender=member.gender,
    )


def _labelled(
    passage: Passage,
    one: Label,
    judged: list[Judged],
    attributor: Attributor,
    finder: CueFinder,
    labels: frozenset[str],
    answering: str | None,
) -> Iterator[Quotation]:
    """The passage's own quotations by its label, or, where it has none, all that follows the label."""
    if one.question:
        yield from (_quotation(passage, Judged(j.quote, False, j.attribution)) for j in judged)
        return
    text = passage.text(one.words)
    member, sure = _labelled_speaker(text, one, attributor.cast, finder, passage, labels, answering)
    if member is None:
        yield from (_quotation(passage, j) for j in judged)
        return
    attributor.floor.takes(member, spoke=True)
    after = passage.tokens[one.after :]
    if after and after[0].quote == 0:  # «Hill: “…”»
        for number, j in enumerate(judged):
            if number and passage.block.text[: passage.quotes[j.quote].outer_start].rstrip().endswith(":"):
                yield from (_quotation(passage, other) for other in judged[number:])
                return  # another label: «Hill: “…” Brandt: “…”»
            speech = len(words(passage.inside(j.quote))) >= MIN_WORDS
            yield _quotation(passage, Judged(j.quote, speech, Attribution(member, sure)))
        return
    if after and (one.answer or text in labels):
        span = Span(1, passage.number, after[0].start, after[-1].end)
        yield Quotation(
            span=span,
            text=passage.block.text[span.start : span.end],
            speaker=_speaker(member),
            cue=passage.span(one.words),
            confidence=sure,
            kind=QuotationKind.SPEECH,
        )
        return
    yield from (_quotation(passage, j) for j in judged)


def _labelled_speaker(
    text: str,
    one: Label,
    cast: Cast,
    finder: CueFinder,
    passage: Passage,
    labels: frozenset[str],
    answering: str | None,
) -> tuple[Member | None, float]:
    if one.answer:
        fitting = cast.find(answering, person=True) if answering else ()
        return (fitting[0], PRONOUN) if fitting else (None, NOBODY)
    subject = _label_subject(finder, one)
    name = passage.text(subject.name) if subject and subject.name else text
    fitting = cast.find(name, person=True)
    if len(fitting) == 1:
        return fitting[0], LABELLED
    if fitting:
        return fitting[0], UNSURE
    if text in labels:
        return Member(name=text, name_span=passage.span(one.words), key=(), person=True), PRONOUN
    return None, NOBODY


# ------------------------------------------------------------------------------------ other blocks


def _marked_names(number: int, block: Block) -> Iterator[Quotation]:
    for marked in outermost(block.text):
        yield Quotation(
            span=Span(1, number, marked.start, marked.end),
            text=block.text[marked.start : marked.end],
            speaker=None,
            cue=None,
            confidence=_NOT_SPEECH,
            kind=QuotationKind.NOT_SPEECH,
        )


def _pull_quote(number: int, block: Block, cast: Cast, sources: Sources) -> Quotation:
    """By its label; without one, by the quotation of the body whose words it has."""
    text = block.text
    marks = outermost(text)
    start, end = 0, len(text)
    if len(marks) == 1 and marks[0].closed and marks[0].end - marks[0].start > 0.5 * len(text.strip()):
        start, end = marks[0].start, marks[0].end
    speaker, sure = None, NOBODY
    if block.speaker:
        name = _credited_name(block)
        fitting = cast.find(name, person=True) or cast.find(name)
        if fitting:
            speaker, sure = _speaker(fitting[0]), LABELLED if len(fitting) == 1 else UNSURE
    if speaker is None:
        source = sources.source(text[start:end])
        if source and source.speaker:
            speaker, sure = source.speaker, source.confidence
    return Quotation(
        span=Span(1, number, start, end),
        text=text[start:end],
        speaker=speaker,
        cue=None,
        confidence=sure,
        kind=QuotationKind.PULL_QUOTE,
    )
