"""Text and house lexicon → the text as it is said, with every word of the lexicon as the house says it.

The other rules read the text with the words of the lexicon in it, so that they know what stands beside a
number or behind "Dr."; what the lexicon says comes in afterwards. It is final: a word that the rules would
change themselves is kept from them by a made-up word of its kind. Entries are whole words, the longest first:

- One in small letters is found in any case ("quay": "Quay", "QUAY"), one with a capital as it is written only
  ("US" is not "us").
- An ending that the language adds to any name goes with it: "'s", in English the plural, in German the
  genitive. So do the words that Arabic writes together with the next one (و ف ب ك ل ال).
- Vowel marks may stand in the text; those that stand in the entry must. Blanks, apostrophes and hyphens match
  theirs of every kind. An address of the web is left whole, and so are amounts: "5" is not found in "5.5".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing.model import Lexicon, Pronounced, Pronunciation
from briefing.speech.spoken_text.cleaning import visible

_MARKS = "\u064b-\u065f\u0670"  # Arabic vowel marks
_MARK = re.compile(f"[{_MARKS}]")
_ARABIC_LETTER = re.compile(r"[\u0621-\u064a]")
_APOSTROPHES, _HYPHENS = "'‘’ʼ", "-‐‑"
_ADDRESS = re.compile(r"://|\w@\w|^www\.|\w\.[a-z]{2,}(?:$|[/:.?#])")
_EDGES = ".,;:!?()[]«»“”„\"'‘’،؛؟…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A text as it is to be spoken, and where the lexicon fixes its sounds."""

    text: str
    pronounced: tuple[Pronounced, ...] = ()


def read_with(lexicon: Lexicon, text: str, language: str, read: Callable[[str], str]) -> Spoken:
    """What `read` makes of `text`, with the words of `lexicon` as it says them. `language`: no region."""
    folded = _folded(text)
    entries = tuple(entry for entry in _entries(tuple(lexicon.items()), language) if entry.probe in folded)
    written = _places(text, entries, language) if entries else ()
    if not written:
        return Spoken(text=read(text))
    aside: set[str] = set()
    """Entries that a made-up word stands for."""
    lost: set[str] = set()
    """Those of them whose made-up word the rules have changed: they say it their way."""
    while True:
        made_up = _made_up(text, [p for p in written if p.entry.written in aside - lost], language)
        out = read(_replaced(text, made_up))
        heard = _places(out, entries, language)
        changed = _changed(written, heard)
        spoilt = {place.entry.written for word, place in made_up.items() if out.count(word) != 1}
        if changed <= aside and not spoilt:
            break
        aside |= changed
        lost |= spoilt
    found = [place for place in heard if place.entry.written not in aside]
    for word, place in made_up.items():
        start = out.index(word)
        found.append(replace(place, start=start, end=start + len(word)))
    return _said(out, sorted(found, key=lambda place: place.start))


def _changed(written: Sequence[_Place], heard: Sequence[_Place]) -> set[str]:
    """Entries that do not stand in the text that is heard as they stood in the one that is written."""
    changed = set()
    there = _forms(heard)
    for entry, forms in _forms(written).items():
        rest = iter(there.get(entry, ()))
        # Where only sounds are given, those that the rules have added are pronounced alike.
        is_there = all(form in rest for form in forms)
        if not is_there or (entry.said.say is not None and next(rest, None) is not None):
            changed.add(entry.written)
    return changed


# ------------------------------------------------------------------------------------------ the entries


@dataclass(frozen=True, slots=True)
class _Entry:
    written: str
    said: Pronunciation
    probe: str
    """Its longest word, folded: a text without it needs no closer look."""


@lru_cache(maxsize=16)
def _entries(items: tuple[tuple[str, Pronunciation | str], ...], language: str) -> tuple[_Entry, ...]:
    """The longest first; of two that are as long, the one that is particular about capitals."""
    found = []
    for key, value in items:
        given = Pronunciation(say=value) if isinstance(value, str) else value
        written = " ".join(visible(key, language).split())
        if written:
            say = " ".join(visible(given.say or "", language).split()) or None
            said = Pronunciation(say=say, ipa=given.ipa, espeak=given.espeak)
            found.append(_Entry(written, said, max(_folded(written).split() or [""], key=len)))
    return tuple(sorted(found, key=lambda entry: (-len(entry.written), entry.written.islower())))


def _folded(text: str) -> str:
    folded = _MARK.sub("", text.lower())
    if not folded.isascii():
        folded = re.sub(f"[{_APOSTROPHES}]", "'", folded)
        folded = re.sub(f"[{_HYPHENS}]", "-", folded)
        folded = folded.replace("لل", "لل ال")  # the alif that ل has swallowed must not hide an entry
    return folded


# ------------------------------------------------------------------------------------------- the search


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where an entry stands in a text."""

    start: int
    end: int
    entry: _Entry
    before: str
    """Words that Arabic writes together with it."""
    body: str
    after: str
    """The ending of its case or number."""


def _places(text: str, entries: tuple[_Entry, ...], language: str) -> tuple[_Place, ...]:
    found = []
    for match in _pattern(entries, language).finditer(text):
        number = int((match.lastgroup or "_0").split("_")[1])
        before, after = match[f"before_{number}"] or "", match[f"after_{number}"] or ""
        if not _is_in_address(match):
            place = _Place(
                start=match.start(),
                end=match.end(),
                entry=entries[number],
                before=before,
                body=text[match.start() + len(before) : match.end() - len(after)],
                after=after,
            )
            found.append(place)
    return tuple(found)


def _forms(places: Iterable[_Place]) -> dict[_Entry, list[tuple[str, str]]]:
    """Entry → what is written together with it, place by place."""
    forms: dict[_Entry, list[tuple[str, str]]] = {}
    for place in places:
        forms.setdefault(place.entry, []).append((_MARK.sub("", place.before), _ending(place.after)))
    return forms


@lru_cache(maxsize=64)
def _pattern(entries: tuple[_Entry, ...], language: str) -> re.Pattern[str]:
    branches: dict[str, list[str]] = {}  # by what they begin with, so that few are tried at each place
    for n, entry in enumerate(entries):
        first = entry.written[0].lower()
        alone = language != "ar" and not _ARABIC_LETTER.match(first)  # else a prefix may stand before it
        branches.setdefault(f"(?=(?i:{re.escape(first)}))" if alone else "", []).append(
            _branch(n, entry.written, language)
        )
    return re.compile("|".join(f"{first}(?:{'|'.join(found)})" for first, found in branches.items()))


def _branch(number: int, written: str, language: str) -> str:
    body = "".join(_letter(c) for c in written)
    if written == written.lower() != written.upper():
        body = f"(?i:{body})"
    before, after = "", ""
    if re.match(r"\w", written):
        before = rf"(?<![\w@{_MARKS}])"
        if written[0].isdecimal():
            before += r"(?<!\d[.,:/])(?<![$€£¥₹.])"
        if language == "en":
            before += rf"(?<!\w[{_APOSTROPHES}])"  # the Brien of O'Brien; but in French l'OTAN
    if re.search(r"\w$", written):
        after = rf"(?![\w{_MARKS}]|[{_APOSTROPHES}]\w)"
        if written[-1].isdecimal():
            after += r"(?![.,:/]\d|\s?[%‰°€£])"
    joined = ""
    if language == "ar" or _ARABIC_LETTER.match(written):
        joined, body = _with_prefixes(written, body)
    # The ending's group stands last and always takes part, so that `lastgroup` tells the entry.
    ending = f"(?P<after_{number}>{_endings(written, language)})"
    return f"(?:{before}(?P<before_{number}>{joined}){body}{ending}{after})"


def _letter(c: str) -> str:
    if c == " ":
        return r"\s+"
    if c in _APOSTROPHES:
        return f"[{_APOSTROPHES}]"
    if c in _HYPHENS:
        return f"[{_HYPHENS}]"
    return f"{re.escape(c)}[{_MARKS}]*" if _ARABIC_LETTER.match(c) else re.escape(c)


def _with_prefixes(written: str, body: str) -> tuple[str, str]:
    """(pattern of what may be written together with the word before it, pattern of the word)."""
    if not written.startswith("ال"):
        return f"{_LINK}(?:{_TO}ل{_NO_VOWEL}|(?:{_BY}|{_AS})?(?:ال{_NO_VOWEL})?|{_TO})", body
    rest = body[len(_letter("ا")) :]
    # ل swallows the alif of the article: للناتو is ل + الناتو.
    return f"{_LINK}(?:{_BY}|{_AS}|{_TO}(?=ل))?", f"(?:(?<=ل)|(?<=ل\u0650)|ا[{_MARKS}]*){rest}"


_LINK, _BY, _AS, _TO = "(?:[وف]\u064e?)?", "ب\u0650?", "ك\u064e?", "ل\u0650?"
"""And, so; by; as; to; each with its own vowel, if it has one: بَسَّام is no ب and سام."""
_NO_VOWEL = "\u0652?"


def _endings(written: str, language: str) -> str:
    if not re.search(r"[A-Za-z\u00c0-\u024f]$", written):
        return ""
    possessive = rf"[{_APOSTROPHES}][sS](?!\w)"
    hisses = re.search(r"(?:[sxz]|[cs]h)$", written.lower()) is not None
    if language not in ("en", "de") or (hisses and language == "de"):
        return f"(?:{possessive})?"
    plural = "es" if hisses else "s"
    return f"(?:{possessive}|{plural if written != written.lower() else f'(?i:{plural})'})?"


def _is_in_address(match: re.Match[str]) -> bool:
    text = match.string
    start, end = match.start(), match.end()
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    token = text[start:end].strip(_EDGES)
    return bool(_ADDRESS.search(token)) and len(match.group()) < len(token)


# ---------------------------------------------------------------------------------------- what is said

_DIGITS, _ARABIC_DIGITS = "bcdfghjklm", "ثخذزشصضطظغ"


def _made_up(text: str, places: Sequence[_Place], language: str) -> dict[str, _Place]:
    """A word for each place that the rules cannot know, but see as a name, a word or a definite noun."""
    root, arabic_root = "zxq", "ظغض"
    while root in text.lower():
        root += "x"
    while arabic_root in text:
        arabic_root += "ض"
    words = {}
    for n, place in enumerate(places):
        written = place.entry.written
        if language == "ar" or _ARABIC_LETTER.match(written):
            definite = written.startswith("ال") or place.before.endswith("ل")
            letters = "".join(_ARABIC_DIGITS[int(digit)] for digit in str(n))
            feminine = "ة" if written.endswith("ة") and not place.after else "ظ"
            word = f"{'ال' if definite else ''}{arabic_root}{letters}{feminine}"
        else:
            word = f"{root}{''.join(_DIGITS[int(digit)] for digit in str(n))}q"
            word = word.capitalize() if place.body != place.body.lower() else word
        words[word] = place
    return words


def _replaced(text: str, words: Mapping[str, _Place]) -> str:
    out, at = [], 0
    for word, place in words.items():
        out += [text[at : place.start], word]
        at = place.end
    return "".join([*out, text[at:]])


def _said(text: str, places: Sequence[_Place]) -> Spoken:
    """`text` with what the lexicon says at `places`."""
    out, at, length = [], 0, 0
    pronounced: list[Pronounced] = []
    for place in places:
        said = place.entry.said
        word, ipa, espeak = said.say or place.body, said.ipa, said.espeak
        bare = _MARK.sub("", place.before)
        if bare.endswith("ل") and (said.say or place.entry.written).startswith("ال"):
            # Only one article is said, and ل swallows its alif; the word's sounds would say it again.
            ipa = espeak = None
            if said.say:
                word = said.say[2 if bare.endswith(("ال", "لل")) else 1 :]
        out += [text[at : place.start], place.before, word, _ending(place.after)]
        at = place.end
        start = length + len(out[-4]) + len(place.before)
        if ipa or espeak:
            pronounced.append(Pronounced(start=start, end=start + len(word), ipa=ipa, espeak=espeak))
        length += sum(map(len, out[-4:]))
    return Spoken(text="".join([*out, text[at:]]), pronounced=tuple(pronounced))


def _ending(after: str) -> str:
    return f"'{after[1:].lower()}" if after[:1] and after[0] in _APOSTROPHES else after.lower()


def part_of(spoken: Spoken, start: int, end: int) -> Spoken:
    """Code points [start, end) of it, with the sounds that are fixed there."""
    within = (fixed for fixed in spoken.pronounced if start <= fixed.start and fixed.end <= end)
    return Spoken(
        text=spoken.text[start:end],
        pronounced=tuple(
            replace(fixed, start=fixed.start - start, end=fixed.end - start) for fixed in within
        ),
    )


def stretches(spoken: Spoken) -> Iterator[tuple[int, int]]:
    """[start, end) of every word with fixed sounds, its prefix and its ending: not to be cut in two."""
    for fixed in spoken.pronounced:
        start, end = fixed.start, fixed.end
        while start > 0 and not spoken.text[start - 1].isspace():
            start -= 1
        while end < len(spoken.text) and not spoken.text[end].isspace():
            end += 1
        yield start, end
