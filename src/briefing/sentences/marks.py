"""Text → its stretches in quotation marks: where each opens and closes, nested ones inside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# Opening mark → the marks that close it (Unicode 16, General Punctuation; CLDR 46 quotationStart/End).
PAIRS = {
    "«": "»",
    "‹": "›",
    "“": "”",
    "„": "“”",
    "‟": "”",
    "‘": "’",
    "‚": "‘’",
    "「": "」",
    "『": "』",
    '"': '"',
    "＂": "＂",
    "'": "'",
}
_CLOSERS = frozenset("".join(PAIRS.values()))
_APOSTROPHES = frozenset("'’")
_SINGLE = frozenset("'‘‚")
# Marks that some keyboards and right-to-left pages set the wrong way round: which one it is, is told by
# the letters beside it.
_TURNED = {"”": "“", "»": "«", "“": "”", "«": "»"}
_ELIDED = frozenset({
    "tis", "twas", "em", "cause", "til", "till", "bout", "round", "tween", "cuz", "n", "nuff", "neath",
    "cos", "fraid", "course", "ere", "gainst",
})  # fmt: skip
_CURLY = frozenset("“„")
"""Opening marks that a straight one may close."""
_DOUBLED = re.compile("(?<!')''(?!')|(?<!`)``(?!`)")
_AS_ONE = '"\x1f'
"""What two apostrophes (of typewriters and old agency copy) are read as: a mark and a blank."""
_BRACKETS = (("((", "))"), ("<<", ">>"))
"""Two signs that Arabic papers set for one mark of guillemets."""
_TATWEEL = "\u0640"
"""The stroke that stands for a letter's join where a preposition is written before a mark: بـ”…”."""
_LOOK_AHEAD = 1000
"""Code points in which a single quotation mark must find its partner; keeps broken text linear."""
_MAX_OPEN = 8
"""Deeper nesting is not quotation but broken text."""
_PARAGRAPH = 4000
"""Code points up to which all texts are remembered: every stage asks for the marks of the same paragraphs;
of giants the last few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One stretch in marks. All numbers are code points of the text; ends are exclusive."""

    outer_start: int
    """Of the opening mark."""
    start: int
    """Of the first word inside."""
    end: int
    """After the last word inside."""
    outer_end: int
    """After the closing mark; the end of the text where it never closes."""
    depth: int
    """0 for the outermost."""
    closed: bool


def marked(text: str) -> tuple[Marked, ...]:
    """All stretches in quotation marks, in the order in which they open.

    Apostrophes are told apart from single quotation marks. A mark that opens and never closes gives a stretch
    to the end of the text with `closed` false; a closing mark without its opening is passed over.
    """
    return _of_paragraph(text) if len(text) <= _PARAGRAPH else _of_giant(text)


@lru_cache(maxsize=8192)
def _of_paragraph(text: str) -> tuple[Marked, ...]:
    return _find(text)


@lru_cache(maxsize=4)
def _of_giant(text: str) -> tuple[Marked, ...]:
    return _find(text)


def _find(text: str) -> tuple[Marked, ...]:
    found: list[Marked] = []
    stack: list[tuple[int, str]] = []
    if "''" in text or "``" in text:
        text = _DOUBLED.sub(_AS_ONE, text)
    for opening, closing in _BRACKETS:
        if opening in text and closing in text:
            text = text.replace(opening, "«" + _AS_ONE[1]).replace(closing, "»" + _AS_ONE[1])
    for at, mark in enumerate(text):
        if mark not in PAIRS and mark not in _CLOSERS:
            continue
        before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
        if after == _AS_ONE[1]:
            after = text[at + 2 : at + 3] or " "
        if mark in _APOSTROPHES and _is_apostrophe(text, at, before, after, stack):
            continue
        level = _closes(stack, mark, before, after, text, at)
        if level is not None:
            opened, _ = stack[level]
            found.append(_stretch(text, opened, at, at + 1, depth=level, closed=True))
            del stack[level:]  # with what opened inside and never closed: no marks of speech
        elif _opens(mark, before, after) and len(stack) < _MAX_OPEN:
            stack.append((at, mark))
    if stack and stack[0][1] not in _SINGLE:  # the outermost that never closes
        found.append(_stretch(text, stack[0][0], len(text), len(text), depth=0, closed=False))
    return tuple(sorted((m for m in found if m.start < m.end), key=lambda m: (m.outer_start, m.depth)))


def outermost(text: str) -> tuple[Marked, ...]:
    """Those stretches of `marked` that lie in no other."""
    return tuple(m for m in marked(text) if m.depth == 0)


def _stretch(text: str, opened: int, end: int, outer_end: int, *, depth: int, closed: bool) -> Marked:
    if text[outer_end : outer_end + 1] == _AS_ONE[1]:
        outer_end += 1
    start = opened + 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Marked(outer_start=opened, start=start, end=end, outer_end=outer_end, depth=depth, closed=closed)


def _is_apostrophe(text: str, at: int, before: str, after: str, stack: list[tuple[int, str]]) -> bool:
    if before.isalnum() and after.isalnum():
        return True  # don't
    opened = any(mark in _SINGLE for _, mark in stack)
    if not before.isalnum() and (after.isdigit() or _next_word(text, at + 1) in _ELIDED):
        return True  # ’90s, 'em
    if before.isalnum() and not opened:
        return True  # workers' rights
    # A plural's apostrophe inside single marks: letters go on after it, and another mark closes later.
    if opened and before == "s" and after == " " and text[at + 2 : at + 3].islower():
        for later in range(at + 2, min(len(text), at + _LOOK_AHEAD)):
            if text[later] in "‘" or (text[later] == "'" and text[later - 1].isspace()):
                return False
            if text[later] in _APOSTROPHES and not text[later + 1 : later + 2].isalnum():
                return text[later - 1] in ".,!?…" or not text[later - 1].isspace()
    return False


def _next_word(text: str, at: int) -> str:
    end = at
    while end < len(text) and text[end].isalpha() and end - at < 8:
        end += 1
    return text[at:end].lower()


def _closes(
    stack: list[tuple[int, str]], mark: str, before: str, after: str, text: str, at: int
) -> int | None:
    """Index in `stack` of the mark that this one closes."""
    word_follows = after.isalnum() or after in PAIRS
    if mark in ('"', "＂", "'") and before.isspace() and word_follows:
        # "… word "Next": an opening, unless the stretch that is open began with a space too (" so set ").
        top = next((opened for opened, m in reversed(stack) if m == mark), None)
        if top is None or not text[top + 1 : top + 2].isspace():
            return None
    for level in range(len(stack) - 1, -1, -1):
        opener = stack[level][1]
        if mark in _closing(opener):
            return level
        turned = opener in ("”", "»") or opener == _TURNED.get(mark, "")
        if turned and mark == _TURNED.get(opener) and not before.isspace() and not after.isalnum():
            return level
        if mark == opener and mark in "”“" and not before.isspace() and not after.isalnum():
            return level  # ”Ja”: the same mark on both sides, as in Swedish and Finnish
    return len(stack) - 1 if stack and _closes_mixed(stack[-1][1], mark, before, after, text, at) else None


def _closes_mixed(opener: str, mark: str, before: str, after: str, text: str, at: int) -> bool:
    """ "…” and “…": one mark curly and the other straight, as editing by hand leaves them."""
    if before.isspace() or after.isalnum():
        return False
    if mark == "”":
        return opener == '"'
    if mark != '"' or opener not in _CURLY:
        return False
    following = next(
        (c for c in text[at + 1 : at + 1 + _LOOK_AHEAD] if c in PAIRS or c in _CLOSERS - _SINGLE), ""
    )
    return not following or following not in _closing(opener)


def _opens(mark: str, before: str, after: str) -> bool:
    if mark in ("”", "»"):  # turned: ”word“, »word«
        free = not before.isalnum() or before == _TATWEEL
        return free and before not in ".,!?…،؟" and after.isalnum()
    if mark not in PAIRS:
        return False
    if mark in ('"', "＂"):
        # Straight marks have no direction: before a space, right after a word, it is an inch or a stray end.
        return not (after.isspace() and not before.isspace())
    if mark in _SINGLE:
        return not before.isalnum() and not after.isspace()
    return True


def _closing(opener: str) -> str:
    return PAIRS.get(opener) or _TURNED[opener]
