"""Text → the language that it is in, as a BCP 47 primary subtag."""

from __future__ import annotations

import re

from briefing.article.words import folded_words
from briefing.language import function_words, known

_SAMPLE = 6000
"""Characters; more do not change the answer for a news article."""
_CERTAIN_SHARE = {"en": 0.22, "de": 0.3}
"""Of the words, frequent function words. English news has .35–.45, Arabic .2–.3 (prefixes are written
together with their words); the languages nearest to English in our lists stay below .1."""
_CERTAIN_LEAD = 3.0
_SURE_SHARE = 0.36
"""Of the others, with a smaller lead: French and Spanish share words with one another (.4–.5 against .15–.3),
and with languages that have no list (Portuguese, Galician and Catalan have .25–.33 of the Spanish one)."""
_SURE_LEAD = 0.1
_FEW_LETTERS = 40
_ARABIC_LETTER = re.compile("[\u0621-\u064a]")
_OTHER_ARABIC_SCRIPT = re.compile("[\u0671-\u06d3\u06d5]")
"""Letters that Persian, Urdu, Pashto, Kurdish and others add to the Arabic ones."""
_LETTER = re.compile(r"[^\W\d_]")


def detect(text: str) -> str:
    """The language of `text`; "und" when it has no words."""
    return certain(text) or _detected(text[:_SAMPLE])


def certain(text: str) -> str | None:
    """The language where letters and function words leave no doubt; quick, loads nothing."""
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    arabic = len(_ARABIC_LETTER.findall(sample))
    other = len(_OTHER_ARABIC_SCRIPT.findall(sample))
    if arabic > 0.6 * letters and other <= 0.002 * arabic:
        return "ar"
    # Arabic is known by its letters; its words need not be loaded to find that these are not.
    shares = sorted(((_share(sample, tag), tag) for tag in known() if tag != "ar"), reverse=True)
    best, tag = shares[0]
    second = shares[1][0] if len(shares) > 1 else 0.0
    if letters < _FEW_LETTERS:  # a detector only guesses at so little
        return tag if best > second else None
    apart = best >= _CERTAIN_SHARE.get(tag, 1.0) and best >= _CERTAIN_LEAD * second
    return tag if apart or (best >= _SURE_SHARE and best - second >= _SURE_LEAD) else None


def _share(text: str, tag: str) -> float:
    frequent = {form for word in function_words(tag) for form in folded_words(word)}
    words = folded_words(text)
    return sum(word in frequent for word in words) / len(words) if words else 0.0


def _detected(sample: str) -> str:
    if not _LETTER.search(sample):
        return "und"
    import py3langid  # half a second to load; most texts do not need it

    tag, _ = py3langid.classify(sample)
    return str(tag)
