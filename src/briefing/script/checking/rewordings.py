"""Text of an editor's own and what an article says → the sentence that the text is, but for a change."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from briefing.language import Phrases, language
from briefing.script.checking.figures import values
from briefing.script.checking.lettering import same_letters
from briefing.script.checking.nearness import compared, contained, likeness, related, shares, spelled_alike
from briefing.script.checking.strangers import names
from briefing.script.checking.told import Told
from briefing.script.words import words
from briefing.sentences import sentences
from briefing.sentences.marks import outermost

_COPY = 0.8
"""Share of common words from which a sentence is the article's, changed."""
_SAME_WORDS = 0.9
"""… in any order: who did it to whom."""
_MADE_OF = 0.7
"""Share of an editor's words that stand in one sentence of the article: a rewording, which may leave out and
link, but not turn what it says."""
_COVERED, _COVERED_WORDS = 0.75, 5
"""Share of a sentence of so many words that stands in the editor's: it is told with something added."""
_SHORT, _SHORT_MADE_OF = 5, 0.6
"""Of fewer words, so great a share, and as great a one of the article's sentence."""
_LONG = 8
_FEWEST_WORDS = 3
ENDS = ".!?…؟:;؛,، \"”»'’"
"""Marks around a sentence that do not change what it says."""


def near_copy(text: str, candidates: Iterable[Told], tag: str, people: Sequence[str] = ()) -> str:
    """The sentence of the candidates that `text` is, but for a change that may not be; else empty.

    `people`: names that the article has.
    """
    if len(compared(text)) < _FEWEST_WORDS:
        return ""
    told = {one.text: one for one in candidates}
    ranked = sorted(related(text, told), key=lambda one: likeness(text, one), reverse=True)
    if any(same_letters(text.strip(ENDS), one.strip(ENDS)) for one in ranked):
        return ""
    if any(_is_called_otherwise(text, one, people) for one in ranked):
        return ""
    for one in ranked:
        is_copy = likeness(text, one) >= _COPY or shares(text, one) >= _SAME_WORDS
        is_changed = is_copy or spelled_alike(text, one) or _is_reordered(text, one)
        if is_changed or _is_renamed(text, one, people, tag):
            return one
        is_quoted = bool(outermost(one))
        for part in _parts(one, tag):
            around = f"{one} {told[one].around}"
            if _is_reworded(text, part) and _is_turned(text, part, around, tag, is_quoted=is_quoted):
                return one
    return ""


def _is_reordered(text: str, sentence: str) -> bool:
    """All of a long text stands in the sentence, and not in that order."""
    ours, theirs = Counter(compared(text)), Counter(compared(sentence))
    return ours.total() >= _LONG and not ours - theirs and contained(text, sentence) < 1


def _is_called_otherwise(text: str, sentence: str, people: Sequence[str]) -> bool:
    """All the same, but for a full name that has become a last name, or the other way round."""
    is_same = _with_surnames(text, people) == _with_surnames(sentence, people)
    return is_same and compared(text) != compared(sentence) and _signs(text) == _signs(sentence)


def _signs(text: str) -> str:
    """Currency, per cent, minus: what is said and is no word."""
    return "".join(c for c in text if unicodedata.category(c)[0] == "S" or c in "%-−‰")


def _with_surnames(text: str, people: Sequence[str]) -> tuple[str, ...]:
    """The words, each full name cut to its last word where nobody else bears that."""
    found = compared(text)
    full = [parts for name in people if len(parts := compared(name)) > 1]
    for parts in full:
        if sum(other[-1] == parts[-1] for other in full) > 1:
            continue
        for at in range(len(found) - len(parts), -1, -1):
            if found[at : at + len(parts)] == parts:
                found = (*found[:at], *found[at + len(parts) - 1 :])
    return found


def _is_renamed(text: str, sentence: str, people: Sequence[str], tag: str) -> bool:
    """The words of the sentence, but for the name: somebody's whom it does not name."""
    ours, theirs = compared(text), compared(sentence)
    runs = [compared(name) for name in (*people, *(" ".join(run) for run in names(text, tag)))]
    strange = {word for run in runs if run and run[-1] in ours and run[-1] not in theirs for word in run}
    known = {word for name in people for word in compared(name)}
    known |= {word for run in names(sentence, tag) for word in compared(" ".join(run))}
    bare = [word for word in ours if word not in known | strange]
    is_same = bare == [word for word in theirs if word not in known | strange]
    return bool(strange & set(ours)) and is_same and len(bare) >= _FEWEST_WORDS


def _parts(sentence: str, tag: str) -> Iterator[str]:
    """What the reporter says without words in marks, and each sentence in marks: each turns only itself."""
    stretches = outermost(sentence)
    outside = sentence
    for stretch in reversed(stretches):
        outside = f"{outside[: stretch.outer_start]} {outside[stretch.outer_end :]}"
        inside = sentence[stretch.start : stretch.end]
        yield from (inside[start:end] for start, end in sentences(inside, tag))
    yield outside


def _is_reworded(text: str, part: str) -> bool:
    """The text is made of the words of the part, or has nearly all of them."""
    ours, theirs = len(compared(text)), len(compared(part))
    if ours < _SHORT:
        return min(contained(text, part), likeness(text, part)) >= _SHORT_MADE_OF
    has_all = theirs >= _COVERED_WORDS and ours <= 2 * theirs and contained(part, text) >= _COVERED
    return has_all or contained(text, part) >= _MADE_OF


def _is_turned(text: str, part: str, around: str, tag: str, *, is_quoted: bool) -> bool:
    """Other numbers or names than stand there, or not the same words that negate, limit or attribute."""
    if values(text, tag) - values(around, tag):
        return True
    there = set(compared(around))
    if any(word not in there for run in names(text, tag) for word in compared(" ".join(run))):
        return True
    ours, theirs = _turning(text, tag), _turning(part, tag)
    added, gone = ours - theirs, theirs - ours
    del added["say"]  # that somebody says it, may be added
    if is_quoted:
        del gone["say"]  # it belongs to the words in marks
    return bool(added or gone)


def _turning(text: str, tag: str) -> Counter[str]:
    """What negates or limits, how often; whoever says it, in whatever word, counts once."""
    known = language(tag)
    quotes, turning = known.quotes, (known.phrases or Phrases()).turning
    saying = _folded((*quotes.said, *quotes.said_f, *quotes.saying, *quotes.saying_f, *quotes.according))
    saying |= {prefix + word for prefix in quotes.prefixes for word in saying}
    denying = _folded(turning) - saying
    found = Counter(
        "not" if word.endswith("n't") else "say" if word in saying else word
        for word in words(text)
        if word in denying or word in saying or word.endswith("n't")
    )
    if found["say"]:
        found["say"] = 1
    return +found


@cache
def _folded(entries: tuple[str, ...]) -> frozenset[str]:
    """Those that are one word."""
    return frozenset(word for entry in entries for word in words(entry)[:1] if " " not in entry)
