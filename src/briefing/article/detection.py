"""Text → the language that it is in, as a BCP 47 primary subtag."""

from __future__ import annotations

import math
import re
from functools import cache

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
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")
_OFTEN_MET = frozenset({
    "cs", "da", "de", "en", "es", "fi", "fr", "hu", "id", "it", "nl", "no", "pl", "pt", "ro", "sv",
    "tr", "vi",
})  # fmt: skip
"""Of few Latin letters a detector often makes a rare language ("Hello": Breton, "Test": Kabyle). So these, in
which most web pages in that script are written (w3techs.com), go before the others."""
_CLEAR = 1.8
"""Logarithm of how many times likelier than the expected language another must be: six. Of 720 English
sentences, most from the tables of spoken text, none is then taken for another language (of three times
likelier: two), and of 450 French, German and Spanish ones two are taken for English."""


def detect(text: str) -> str:
    """The language of `text`; "und" when it has no words."""
    return certain(text) or _detected(text[:_SAMPLE])


def likely(text: str, expected: str) -> str:
    """The language of a sentence or less: `expected`, unless its letters or words clearly show another.

    So little is often nothing but names and numbers, in which a detector sees any language.
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    if letters == 0:
        return expected
    if _is_arabic_with_names(sample, letters):
        return "ar"
    if len(_LATIN_LETTER.findall(sample)) < letters / 2:
        return detect(sample)
    usual = expected.split("-")[0].lower() in _OFTEN_MET
    plain = certain(sample) if letters >= _FEW_LETTERS or not usual else None
    if plain:
        return plain
    if letters < _FEW_LETTERS and not usual:  # of another script, perhaps: its likelihood here says nothing
        return expected
    return _clearly_other(sample, letters, expected) or expected


def _is_arabic_with_names(sample: str, letters: int) -> bool:
    """Whether an Arabic sentence names much in Latin letters: it begins in its own, or has more of them."""
    arabic = len(_ARABIC_LETTER.findall(sample))
    if not arabic or _OTHER_ARABIC_SCRIPT.search(sample) or arabic < letters / 4:
        return False
    first = _LETTER.search(sample)
    begins = first is not None and _ARABIC_LETTER.match(first.group()) is not None
    return arabic + len(_LATIN_LETTER.findall(sample)) == letters and (begins or arabic > letters / 2)


def _clearly_other(sample: str, letters: int, expected: str) -> str | None:
    """What is far likelier than `expected` by the detector and by function words; one makes it e times so."""
    import py3langid

    # Divided by the root of the bytes, as the detector itself does for probabilities that hold at any length.
    scale = math.sqrt(len(sample.encode(errors="replace")))
    likelihood: dict[str, float] = {str(tag): float(score) / scale for tag, score in py3langid.rank(sample)}
    words = [word for word in folded_words(sample) if len(word) > 1]  # a letter is an initial or a unit
    for tag in known():
        frequent = _frequent(tag)
        likelihood[tag] += sum(word in frequent for word in words)
    home = likelihood.get(expected.split("-")[0].lower(), -math.inf)
    common = max(_OFTEN_MET, key=likelihood.__getitem__)
    rare = max(likelihood, key=likelihood.__getitem__)
    if letters >= _FEW_LETTERS and likelihood[rare] - max(home, likelihood[common]) > _CLEAR:
        return rare
    return common if likelihood[common] - home > _CLEAR else None


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
    frequent = _frequent(tag)
    words = folded_words(text)
    return sum(word in frequent for word in words) / len(words) if words else 0.0


@cache
def _frequent(tag: str) -> frozenset[str]:
    return frozenset(form for word in function_words(tag) for form in folded_words(word))


def _detected(sample: str) -> str:
    if not _LETTER.search(sample):
        return "und"
    import py3langid  # half a second to load; most texts do not need it

    tag, _ = py3langid.classify(sample)
    return str(tag)
