"""Arabic as it is written → the same letters with their vowel marks, by text2tashkeel's rawi-ensemble.

The model (4.9 MB, in the wheel, offline; WikiNews-2024: 3.4 % of the marks wrong) predicts marks from
bare letters. What the author wrote stays: no letter changes but a bare alif at the beginning of a word, which
may get its hamza, and marks that the author set are stronger than those of the model.
"""

from __future__ import annotations

import importlib.metadata
import os
import re
import threading
import unicodedata
from collections.abc import Callable
from functools import cache

from briefing.engines.espeak import arabic_readings
from briefing.engines.espeak.arabic_letters import DAGGER, MARKS, SHADDA, SUKUN, VOWELS
from briefing.errors import EngineMissingError

MODEL = "rawi-ensemble"

_MARK_OF = {vowel: mark for mark, vowel in VOWELS.items()}
_HAMZA = "\u0653\u0654\u0655"
"""Combining madda, hamza above, hamza below: what NFD takes off آ أ إ ؤ ئ."""
_SENTENCE_END = re.compile(r"(?<=[.؟!?؛\n])(?=\s)|(?<=\n)")
_LONGEST_SENTENCE = 600
"""Code points; the model was trained on sentences, and its time grows with length."""
_INVISIBLE = re.compile(r"[\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Tatweel, soft hyphen, zero-width and bidi marks."""
_PRESENTATION = re.compile(r"[\ufb50-\ufdff\ufe70-\ufefc]+")
_MODEL_CHARS = frozenset("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي ،؛؟«».:!-()\"'0123456789")

_lock = threading.Lock()


def version() -> str:
    """Of package and model, without loading them."""
    try:
        return f"text2tashkeel {importlib.metadata.version('text2tashkeel')} {MODEL}"
    except importlib.metadata.PackageNotFoundError as exc:
        raise _not_installed() from exc


def _not_installed() -> EngineMissingError:
    return EngineMissingError(
        "Arabic cannot be read without its vowels",
        why="the package text2tashkeel, which adds them, is not installed",
        hint="Type: pip install text2tashkeel",
    )


@cache
def _model() -> Callable[[str], str]:
    # One thread: sentences are short (21k characters/s with one, 23k with two), and it starts twice as fast.
    # The package reads the number from the environment only.
    os.environ.setdefault("TT_ORT_THREADS", "1")
    try:
        from text2tashkeel import Diacritizer
    except ImportError as exc:
        raise _not_installed() from exc
    diacritizer = Diacritizer(MODEL)
    _ = diacritizer.backend  # loads the model now, under our lock
    predict: Callable[[str], str] = diacritizer.diacritize
    return predict


def diacritize(text: str) -> str:
    """`text` with vowel marks, shadda before vowel; whatever is not Arabic is left as it is.

    Raises EngineMissingError where text2tashkeel is not installed.
    """
    clean = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    clean = _PRESENTATION.sub(lambda match: unicodedata.normalize("NFKC", match.group()), clean)
    clean = arabic_readings.marked(clean)
    return "".join(arabic_readings.any_of_them(_sentence(part)) for part in _parts(clean))


def _parts(text: str) -> list[str]:
    parts = []
    for sentence in _SENTENCE_END.split(text):
        while len(sentence) > _LONGEST_SENTENCE:
            cut = sentence.rfind(" ", 1, _LONGEST_SENTENCE)
            cut = cut if cut > 0 else _LONGEST_SENTENCE
            parts.append(sentence[:cut])
            sentence = sentence[cut:]
        parts.append(sentence)
    return parts


def _sentence(text: str) -> str:
    letters = _split(text)
    if not any("ء" <= base <= "ي" for base, _ in letters):
        return text
    with _lock:
        predict = _model()
    # The model drops symbols and takes foreign letters apart; a stand-in keeps one place a letter.
    bare = "".join(base if base in _MODEL_CHARS else "-" for base, _ in letters)
    # Trained on whole sentences: without its full stop the last word of a headline is often misread.
    stop = "" if bare.rstrip()[-1] in ".؟?!؛:،," else "."
    predicted = _split(unicodedata.normalize("NFD", predict(bare + stop)), marks=MARKS + _HAMZA)
    predicted = predicted[: len(predicted) - len(stop)]
    if len(predicted) != len(letters):
        return text
    out = ""
    for start, end in _words(letters):
        out += _word(letters[start:end], [marks for _, marks in predicted[start:end]])
    return out


def _split(text: str, marks: str = MARKS) -> list[tuple[str, str]]:
    """(letter, its marks)."""
    found: list[tuple[str, str]] = []
    for char in text:
        if char in marks and found:
            found[-1] = (found[-1][0], found[-1][1] + char)
        else:
            found.append((char, ""))
    return found


def _words(letters: list[tuple[str, str]]) -> list[tuple[int, int]]:
    """Runs of Arabic letters, and what stands between them."""
    arabic = ["ء" <= base <= "ي" for base, _ in letters]
    bounds = [0, *(index for index in range(1, len(letters)) if arabic[index] != arabic[index - 1])]
    return list(zip(bounds, [*bounds[1:], len(letters)], strict=True))


def _word(letters: list[tuple[str, str]], predicted: list[str]) -> str:
    bases = "".join(base for base, _ in letters)
    if not "ء" <= bases[0] <= "ي":
        return "".join(base + marks for base, marks in letters)
    restored = _restorable(bases, predicted)
    said = [_strip_hamza(marks) for marks in predicted]
    if restored is not None:
        composed = unicodedata.normalize("NFC", "ا" + "".join(c for c in predicted[restored] if c in _HAMZA))
        bases = bases[:restored] + composed + bases[restored + 1 :]
    letters = _tanwin_before_alif(letters)
    _open_clusters(bases, said)
    for index, (base, own) in enumerate(letters):
        if base == "إ":
            said[index] = said[index].translate({ord(_MARK_OF[v]): _MARK_OF["i"] for v in ("a", "u")})
        elif base == "أ" and index == 0 and _MARK_OF["i"] in said[index]:
            said[index] = said[index].replace(_MARK_OF["i"], _MARK_OF["a"])
        if own:
            if index in (0, 1) and _MARK_OF["u"] in own and _MARK_OF["a"] in said[index]:
                _make_passive(bases, said, index)
            said[index] = _overlaid(own, said[index])
    return "".join(base + _ordered(marks) for base, marks in zip(bases, said, strict=True))


def _tanwin_before_alif(letters: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The author's -an, which many set on the silent alif, on the letter that it belongs to."""
    tanwin = _MARK_OF["an"]
    if len(letters) < 2 or letters[-1] != ("ا", tanwin):
        return letters
    base, own = letters[-2]
    return [*letters[:-2], (base, own + tanwin), ("ا", "")]


def _open_clusters(bases: str, said: list[str]) -> None:
    """Three consonants in a row are no Arabic syllable (Ryding, 2.5): a closed letter before a doubled one,
    where the model stands between two readings, gets the vowel that such a stem has: yuṣaffir.
    """
    for index in range(1, len(bases) - 1):
        closed = SUKUN in said[index] and SHADDA not in said[index]
        if closed and SHADDA in said[index + 1] and bases[index] != "ل":  # not the article's
            said[index] = _MARK_OF["a"]


def _strip_hamza(marks: str) -> str:
    return "".join(char for char in marks if char not in _HAMZA)


def _restorable(bases: str, predicted: list[str]) -> int | None:
    """The place of a bare alif that gets the hamza which the model proposes: at the beginning of the word or
    after a proclitic that the model itself reads as one. Never deeper, where the model spoils names.
    """
    match = re.match("(?:[وف]?[بك]?ال|[وف]?لل|[وف]?[بلك]|[وف])?ا(?!ل..)", bases)
    if match is None:
        return None
    index = match.end() - 1
    proposed = any(char in _HAMZA for char in predicted[index])
    if not proposed:
        return None
    if index and bases[index - 1] in "بل" and not bases[:index].endswith("ال") and bases[:index] != "لل":
        return index if _MARK_OF["i"] in predicted[index - 1] and len(bases) > index + 1 else None
    if index and bases[index - 1] == "ك":
        return None  # kāna, not kaʾanna
    return index


def _overlaid(own: str, predicted: str) -> str:
    """The author's marks, and of the model's what does not contradict them."""
    if own == SHADDA:
        return predicted if SHADDA in predicted else SHADDA + predicted.replace(SUKUN, "")
    vowel = own.replace(SHADDA, "")
    if SHADDA in own or SUKUN in own or DAGGER in own:
        return own
    return own + SHADDA if SHADDA in predicted and vowel in predicted else own


def _make_passive(bases: str, said: list[str], index: int) -> None:
    """The author's u on the first letter of a verb that the model reads as active: qutila, yuʿqadu."""
    if index and bases[0] not in "وف":
        return
    stem = len(bases) - index
    if stem < 3 or bases[-2] in "اويىآ" or bases[-1] in "ةا":
        return
    imperfect = bases[index] in "يتن" and stem >= 4
    if not imperfect and stem > 4:
        return
    wanted = _MARK_OF["a" if imperfect else "i"]
    kept = SHADDA if SHADDA in said[-2] else ""
    said[len(bases) - 2] = kept + wanted


def _ordered(marks: str) -> str:
    """Shadda first."""
    return (SHADDA if SHADDA in marks else "") + marks.replace(SHADDA, "")
