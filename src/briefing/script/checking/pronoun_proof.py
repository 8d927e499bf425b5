"""Name that a line has for the article's pronoun → whether it is sure that this person is meant.

Beside `persons`, which whoever writes a script asks as well, the sentence before is looked at a second time
and by less: whom it names, and whether it has anybody else of whom the pronoun might be said.
"""

from __future__ import annotations

from briefing.language import Phrases, language
from briefing.model import Quotation, Span, Speaker
from briefing.script.checking.examined import Examined
from briefing.script.checking.quote_proof import names as is_named
from briefing.script.checking.strangers import names
from briefing.script.persons import meant
from briefing.script.quoting.quotes import SPOKEN_CONFIDENCE
from briefing.script.words import words
from briefing.sentences import sentences


def stands_for(examined: Examined, pronoun: str, name: str, span: Span) -> bool:
    """`pronoun`, which begins the sentence at `span`, is of who is quoted there, or of the subject before."""
    article, quoted = examined.articles[span.article - 1], examined.quoted[span.article]
    phrases = language(article.language).phrases or Phrases()
    gender = phrases.pronouns.get(pronoun.lower())
    if not gender or any(examined.text(span).lower().startswith(f"{entry} ") for entry in phrases.impersonal):
        return False
    if any(_is_sure(q, name, gender) and _lies_in(q, span) for q in quoted):
        return True
    speaker = meant(article, quoted, span.block, span.start)
    return speaker is not None and speaker.name == name and _is_alone(examined, speaker, gender, span)


def _is_sure(quotation: Quotation, name: str, gender: str) -> bool:
    who = quotation.speaker
    is_theirs = who is not None and who.name == name and who.gender == gender
    return is_theirs and quotation.confidence >= SPOKEN_CONFIDENCE


def _lies_in(quotation: Quotation, span: Span) -> bool:
    return quotation.span.block == span.block and span.start <= quotation.span.start < span.end


def _is_alone(examined: Examined, speaker: Speaker, gender: str, span: Span) -> bool:
    """The sentence before names the speaker, and nobody else who speaks or bears two names."""
    article = examined.articles[span.article - 1]
    before = article.blocks[span.block - 1].text[: span.start]
    if not before.strip() and span.block > 1:
        before = article.blocks[span.block - 2].text
    found = sentences(before, article.language)
    if not found or speaker.gender != gender:
        return False
    sentence = before[slice(*found[-1])]
    others = {q.speaker.name for q in examined.quoted[span.article] if q.speaker} - {speaker.name}
    own = {*words(speaker.name), *words(speaker.office or "")}
    strange = (run for run in names(sentence, article.language) if not own & set(words(" ".join(run))))
    return (
        is_named(sentence, speaker.name)
        and not any(is_named(sentence, other) for other in others)
        and not any(len(run) > 1 for run in strange)
    )
