"""Editor's own line before a quote → whether it says nothing false of who speaks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from briefing.language import Phrases, language
from briefing.model import LineRole, Speaker
from briefing.script.checking.examined import Examined, Fault
from briefing.script.checking.nearness import contained, likeness
from briefing.script.checking.quote_proof import names
from briefing.script.checking.told import told
from briefing.script.templates import ATTRIBUTIONS, base, fill
from briefing.script.words import words

_NEARLY = 0.75
"""Share of words that a line shares with a template from which it is the template, changed …"""
_A_VERB = 2
"""Words."""
_LONG = 4
"""… if the template has so many beside the name: "Now Ines Hofmann:" is no changed "Again Ines Hofmann:"."""


def own_announcement_faults(examined: Examined) -> Iterator[Fault]:
    """Names the one who speaks next, with no office of another and no verb that says more than "said"."""
    quote, text = examined.after, examined.line.text
    if quote is None or quote.role is not LineRole.QUOTE or examined.line.role is LineRole.QUOTE:
        return
    speakers = {q.speaker.name: q.speaker for q in examined.quotations if q.speaker}
    name = quote.speaker or ""
    if not names(text, name):
        other = next((n for n in speakers if names(text, n)), "")
        says = f"names {other}" if other else "does not say who speaks"
        yield Fault(f"this line {says}, and {name} speaks next", name)
        return
    own = speakers.get(name)
    if own is None:
        return
    foreign = _foreign_offices(examined, own)
    if office := next((word for word in words(text) if word in foreign), ""):
        yield Fault(f"`{office}` is not the office of {name}", own.office or name, text)
        return
    if verb := _more_than_said(text, own, examined.tag):
        says = f"`{verb}` is not how the article or a template has {name} say it"
        yield Fault(says, min(_as_templates(own, examined.tag), key=len, default=name), text)
        return
    usual = max(_as_templates(own, examined.tag), key=lambda line: likeness(line, text), default="")
    is_long = len(words(usual)) - len(words(own.name)) >= _LONG
    is_near = is_long and likeness(usual, text) >= _NEARLY
    if is_near and contained(usual, text) < 1:
        yield Fault("other words than the template that announces a quote", usual)


def _foreign_offices(examined: Examined, own: Speaker) -> frozenset[str]:
    """Words for offices that the article nowhere has in a sentence with the speaker's name."""
    with_name = {
        word
        for article in examined.told
        for one in told(article)
        if names(one.text, own.name)
        for word in words(one.text)
    }
    return _offices(examined.tag) - with_name - set(words(own.office or "")) - set(words(own.name))


@cache
def _offices(tag: str) -> frozenset[str]:
    quotes = language(tag).quotes
    listed = [entry for entry in (*quotes.offices, *quotes.offices_f) if " " not in entry]
    with_article = (quotes.article + entry for entry in listed if quotes.article)
    return frozenset(word for entry in (*listed, *with_article) for word in words(entry))


def _more_than_said(text: str, speaker: Speaker, tag: str) -> str:
    """A verb of saying that no template has which may announce the speaker; or what else stands behind the
    name where nothing but a verb can: "Ines Hofmann admitted:"."""
    usual, found, last = _usual(tag, speaker.gender), words(text), words(speaker.name)[-1:]
    wrong = (_saying(tag) - usual) | _of_the_other_gender(tag, speaker.gender)
    if verb := next((word for word in found if word in wrong), ""):
        return verb
    text = f" {' '.join(found)} "
    if verb := next(
        (v for v in _of_several_words(tag) if f" {v} " in text and not set(v.split()) <= usual), ""
    ):
        return verb
    ends = [at + 1 for at in range(len(found)) if found[at : at + 1] == last]
    behind = found[ends[-1] :] if ends else ()
    small = {word for entry in language(tag).page.function_words for word in words(entry)}
    if 0 < len(behind) <= _A_VERB and behind[0] not in usual | small:
        return behind[0]
    return ""


@cache
def _usual(tag: str, gender: str | None) -> frozenset[str]:
    """Words of the templates that announce somebody of this gender."""
    templates = (language(tag).phrases or Phrases()).templates
    other = {"m": "_f", "f": "_m"}.get(gender or "", "_")
    return frozenset(
        word
        for name, template in templates.items()
        if base(name) in ATTRIBUTIONS and not name.endswith(other)
        for word in words(template)
    )


@cache
def _saying(tag: str) -> frozenset[str]:
    """Verbs of saying that say how, or why: "admitted", "claimed"."""
    known = language(tag)
    quotes = known.quotes
    verbs = (*quotes.said, *quotes.said_f, *quotes.saying, *quotes.saying_f)
    prefixes = ("", *quotes.prefixes)
    plain = {word for entry in (*known.check.neutral_verbs, *quotes.nominal) for word in words(entry)}
    forms = {word for verb in verbs if " " not in verb for word in words(verb)} - plain
    return frozenset(prefix + word for word in forms for prefix in prefixes)


@cache
def _of_several_words(tag: str) -> tuple[str, ...]:
    """Those of the verbs that are written in several words: German "gab zu"."""
    quotes = language(tag).quotes
    verbs = (*quotes.said, *quotes.said_f, *quotes.said_apart, *quotes.saying, *quotes.saying_f)
    neutral = {*language(tag).check.neutral_verbs, *quotes.nominal}
    return tuple(" ".join(words(verb)) for verb in verbs if " " in verb and verb not in neutral)


@cache
def _of_the_other_gender(tag: str, gender: str | None) -> frozenset[str]:
    """Verbs of saying in the form for the other gender, where the language has one."""
    quotes = language(tag).quotes
    men, women = (
        {word for verb in listed if " " not in verb for word in words(verb)}
        for listed in (quotes.said, quotes.said_f)
    )
    if not women or gender is None:
        return frozenset()
    forms = men - women if gender == "f" else women - men
    return frozenset(prefix + word for word in forms for prefix in ("", *quotes.prefixes))


def _as_templates(speaker: Speaker, tag: str) -> Iterator[str]:
    """All lines that may announce the speaker."""
    phrases = language(tag).phrases
    for name, template in (phrases.templates if phrases else {}).items():
        is_theirs = not name.endswith(("_m", "_f")) or name.endswith(f"_{speaker.gender}")
        if base(name) in ATTRIBUTIONS and is_theirs and ("{office}" not in template or speaker.office):
            for called in {speaker.name, speaker.name.split()[-1]}:
                yield fill(template, {"name": called, "office": speaker.office or ""}, tag)
