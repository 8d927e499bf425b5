"""Text → the same text with one word changed so that it says something else; None where it has none such."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import yaml

Change = Callable[[str, str, Random], str | None]
"""Text, language, chance → the changed text."""

WORDS: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
_SWAPS: Mapping[str, Mapping[str, Sequence[Sequence[str]]]] = WORDS["swaps"]
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def _swapped(kind: str) -> Change:
    def change(text: str, tag: str, chance: Random) -> str | None:
        places = [
            (found, [other for other in group if other != word])
            for group in _SWAPS[kind].get(tag, ())
            for word in group
            for found in re.finditer(
                rf"(?<!\w){re.escape(word)}(?!\w)" if word[0].isalpha() else re.escape(word), text
            )
        ]
        if not places:
            return None
        found, others = chance.choice(places)
        return text[: found.start()] + chance.choice(others) + text[found.end() :]

    return change


def _digit(text: str, tag: str, chance: Random) -> str | None:
    places = [at for at, letter in enumerate(text) if letter.isdigit()]
    if not places:
        return None
    at = chance.choice(places)
    other = chance.choice([d for d in "123456789" if d != text[at].translate(_WESTERN)])
    return text[:at] + (other.translate(_EASTERN) if text[at] in "٠١٢٣٤٥٦٧٨٩" else other) + text[at + 1 :]


def _digits_of_another_script(text: str, tag: str, chance: Random) -> str | None:
    """Another number, in Arabic-Indic digits where it was in ours, and the other way round."""
    changed = _digit(text, tag, chance)
    if changed is None:
        return None
    return changed.translate(_WESTERN if set(changed) & set("٠١٢٣٤٥٦٧٨٩") else _EASTERN)


def _decimal_point(text: str, tag: str, chance: Random) -> str | None:
    """1,200 → 12,00; 2.4 → 24."""
    found = list(re.finditer(r"(\d)[.,](\d)", text))
    if not found:
        return None
    at = chance.choice(found)
    return text[: at.start()] + at[1] + at[2] + text[at.end() :]


def _year(text: str, tag: str, chance: Random) -> str | None:
    found = list(re.finditer(r"\b(?:1[89]|20)\d\d\b", text))
    if not found:
        return None
    at = chance.choice(found)
    return text[: at.start()] + str(int(at.group()) + chance.choice((-10, -1, 1, 2))) + text[at.end() :]


def _negation_dropped(text: str, tag: str, chance: Random) -> str | None:
    found = [
        match
        for word in WORDS["negations"][tag]
        for match in re.finditer(rf"(?<!\w){word}(?!\w)\s*", text, re.IGNORECASE)
    ]
    found += re.finditer(r"n[’']t\b", text)
    if not found:
        return None
    at = chance.choice(found)
    return (text[: at.start()] + text[at.end() :]).strip()


def _negation_added(text: str, tag: str, chance: Random) -> str | None:
    words = text.split()
    if len(words) < 5:
        return None
    words.insert(chance.randint(1, len(words) - 2), WORDS["negation"][tag])
    return " ".join(words)


def _word_dropped(text: str, tag: str, chance: Random) -> str | None:
    words = text.split()
    places = [at for at in range(1, len(words) - 1) if words[at].isalpha()]
    if len(words) < 6 or not places:
        return None
    del words[chance.choice(places)]
    return " ".join(words)


def _word_doubled(text: str, tag: str, chance: Random) -> str | None:
    words = text.split()
    if len(words) < 5:
        return None
    at = chance.randint(1, len(words) - 2)
    return " ".join([*words[:at], "really" if tag == "en" else words[at], *words[at:]])


def _words_exchanged(text: str, tag: str, chance: Random) -> str | None:
    """Two words change places: who did it to whom."""
    words = text.split()
    plain = [at for at, word in enumerate(words) if word.isalpha()]
    pairs = [(a, b) for a in plain for b in plain if b > a + 1 and words[a].lower() != words[b].lower()]
    if not pairs:
        return None
    a, b = chance.choice(pairs)
    words[a], words[b] = words[b], words[a]
    return " ".join(words)


def _letter(text: str, tag: str, chance: Random) -> str | None:
    """One letter of a word with a capital, or of any long word where there are none."""
    found = [
        m for m in re.finditer(r"[^\W\d_]{4,}", text) if m.start() and (m.group()[0].isupper() or tag == "ar")
    ]
    if not found:
        return None
    word = chance.choice(found)
    at = chance.randint(word.start() + 1, word.end() - 1)
    other = chance.choice([c for c in ("aeiourstn" if tag != "ar" else "بتسرنمل") if c != text[at]])
    return text[:at] + other + text[at + 1 :]


def _ellipsis(text: str, tag: str, chance: Random) -> str | None:
    words = text.split()
    if len(words) < 7:
        return None
    at = chance.randint(2, len(words) - 4)
    return " ".join([*words[:at], "…", *words[at + chance.randint(0, 2) :]])


def _comma_moved(text: str, tag: str, chance: Random) -> str | None:
    words, comma = text.split(), "،" if tag == "ar" else ","
    places = [at for at in range(1, len(words) - 2) if words[at][-1].isalnum()]
    if not places:
        return None
    at = chance.choice(places)
    moved = [word.rstrip(comma) if n != len(words) - 1 else word for n, word in enumerate(words)]
    moved[at] += comma
    return " ".join(moved) if moved != words else None


def _shortened(text: str, tag: str, chance: Random) -> str | None:
    words = text.split()
    if len(words) < 8:
        return None
    return " ".join(words[: chance.randint(4, len(words) - 2)]).rstrip(",،;:") + "."


def _statement(text: str, tag: str, chance: Random) -> str | None:
    """A question becomes a statement."""
    return f"{text[:-1]}." if text.endswith(("?", "؟")) else None


CHANGES: Mapping[str, Change] = {
    **{kind: _swapped(kind) for kind in _SWAPS},
    "digit": _digit,
    "digits of another script": _digits_of_another_script,
    "decimal point": _decimal_point,
    "year": _year,
    "negation dropped": _negation_dropped,
    "negation added": _negation_added,
    "word dropped": _word_dropped,
    "word added": _word_doubled,
    "words exchanged": _words_exchanged,
    "letter": _letter,
    "ellipsis": _ellipsis,
    "comma moved": _comma_moved,
    "shortened": _shortened,
    "question": _statement,
}
"""Kind → how it is done."""
