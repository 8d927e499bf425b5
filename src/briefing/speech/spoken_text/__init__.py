"""Written text → the words of a newsreader: what a speech engine gets.

In this order: characters without sound go, addresses and marks are read, then the rules of the language turn
digits, units, money, dates and abbreviations into words; at last the words of the house lexicon are put as it
says them. What no rule understands stays as it is written.
"""

from __future__ import annotations

from types import MappingProxyType

from briefing.model import Lexicon
from briefing.speech.spoken_text import addresses, cleaning
from briefing.speech.spoken_text.lexicon import Spoken, part_of, read_with, stretches

__all__ = ["Spoken", "part_of", "spoken", "spoken_text", "stretches"]

_NO_LEXICON: Lexicon = MappingProxyType({})


def spoken_text(text: str, language: str, lexicon: Lexicon = _NO_LEXICON) -> str:
    """`text` as it is to be spoken in `language` (BCP 47; the region, if given, chooses between customs).

    `lexicon` maps what is written to what is said; what it says no rule changes. Lines are read one
    by one. Never raises; takes time in proportion to the length of the text.
    """
    return spoken(text, language, lexicon).text


def spoken(text: str, language: str, lexicon: Lexicon = _NO_LEXICON) -> Spoken:
    """The same, with the places of the words whose sounds the lexicon fixes."""
    primary = language.replace("_", "-").split("-")[0].lower()
    text = cleaning.visible(text, primary)
    return read_with(lexicon, text, primary, lambda text: _read(text, primary, language))


def _read(text: str, primary: str, tag: str) -> str:
    comma = "،" if primary in ("ar", "fa", "ur", "ckb", "ps") else ","
    primes = ("min", "s") if primary in ("fr", "de", "es") else ("ft", "in")
    lines = []
    for line in text.split("\n"):
        line = cleaning.clean(addresses.read(line, primary), comma, primes)
        lines.append(_by_language(line, primary, tag) if line else line)
    return "\n".join(lines)


def _by_language(line: str, primary: str, tag: str) -> str:
    # Imported here: the rules of one language are not loaded for another.
    if primary == "en":
        from briefing.speech.spoken_text.english import read

        return read(line, tag)
    if primary == "ar":
        from briefing.speech.spoken_text.arabic import read as read_arabic

        return read_arabic(line, tag)
    if primary in ("fr", "de", "es"):
        from briefing.speech.spoken_text.european import read as read_european

        return read_european(line, tag)
    from briefing.speech.spoken_text.elsewhere import read as read_elsewhere

    return read_elsewhere(line, primary)
