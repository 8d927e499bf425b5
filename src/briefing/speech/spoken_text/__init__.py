"""Written text → the words of a newsreader: what a speech engine gets.

In this order: characters without sound go, the house lexicon is put aside, addresses and marks are read, then
the rules of the language turn digits, units, money, dates and abbreviations into words. What no rule
understands stays as it is written.
"""

from __future__ import annotations

from types import MappingProxyType

from briefing.model import Lexicon
from briefing.speech.spoken_text import addresses, cleaning
from briefing.speech.spoken_text.lexicon import put_aside, put_back

_NO_LEXICON: Lexicon = MappingProxyType({})


def spoken_text(text: str, language: str, lexicon: Lexicon = _NO_LEXICON) -> str:
    """`text` as it is to be spoken in `language` (BCP 47; the region, if given, chooses between customs).

    `lexicon` maps what is written to what is said; it goes before everything else. Lines are read one
    by one. Never raises; takes time in proportion to the length of the text.
    """
    primary = language.replace("_", "-").split("-")[0].lower()
    text = cleaning.visible(text, primary)
    text, said = put_aside(text, lexicon)
    comma = "،" if primary in ("ar", "fa", "ur", "ckb", "ps") else ","
    lines = []
    for line in text.split("\n"):
        line = cleaning.clean(addresses.read(line, primary), comma)
        lines.append(_by_language(line, primary, language) if line else line)
    return put_back("\n".join(lines), said)


def _by_language(line: str, primary: str, tag: str) -> str:
    # Imported here: the rules of one language are not loaded for another.
    if primary == "en":
        from briefing.speech.spoken_text.english import read

        return read(line, tag)
    if primary == "ar":
        from briefing.speech.spoken_text.arabic import read as read_arabic

        return read_arabic(line, tag)
    from briefing.speech.spoken_text.elsewhere import read as read_elsewhere

    return read_elsewhere(line, primary)
