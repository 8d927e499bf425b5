"""A stretch in marks and what stands around it → whether somebody says it there."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from briefing.script.quoting.lexicon import Lexicon
from briefing.script.words import words as words_of

MIN_WORDS = 3
"""Shorter stretches are names, terms and fragments."""
_NEAR = 7
"""Words of a clause in which its verb stands."""
_MARKS = ".,;:!?…'’‘"
_MIN_FRAGMENT = 5
"""Words from which a part of a sentence is told as somebody's own words, not as a term or scare quotes."""
_LONG = 10
"""Words from which an Arabic stretch that finishes the reporter's clause is more than a fragment."""


_MINE = ("تي", "نا", "تني")
"""Arabic "my", "our", "me" at the end of a word."""


class Tie(Enum):
    """How a stretch hangs on its verb of saying."""

    DIRECT = "direct"
    """Right behind verb, "that", colon or comma."""
    BEFORE = "before"
    """The verb follows: “…”, she said."""
    GOES_ON = "goes on"
    """The second part of a quotation that the verb splits."""
    LOOSE = "loose"
    """Words of the reporter's own clause stand between."""
    WHOLE = "whole"
    """The stretch is the whole sentence, no verb of saying in it."""
    NONE = "none"
    """Within a sentence that has no verb of saying."""


def is_speech(text: str, tie: Tie, before: Sequence[str], words: Lexicon) -> bool:
    """`before` are the folded words outside the marks before the stretch in its sentence, nearest last."""
    found = words_of(text, words.tag)
    if len(found) < MIN_WORDS:
        return False
    if not words.known:
        return len(found) > MIN_WORDS
    if _is_name(before, words) and tie in (Tie.LOOSE, Tie.NONE, Tie.BEFORE):
        return False
    if words.capitals:
        reported = bool(before) and before[-1] in words.that
        return _english(text, found, tie, words, reported=reported)
    return _arabic(found, tie, before, words)


def is_fragment(text: str, before: Sequence[str], words: Lexicon) -> bool:
    """Whether somebody's own words stand in the marks, though no sentence of theirs.

    Only where names are told by capitals: elsewhere titles and terms in marks cannot be told from them.
    """
    found = words_of(text, words.tag)
    if not words.capitals or len(found) < _MIN_FRAGMENT:
        return False
    return not (_is_name(before, words) or _is_title(text, found, words))


def _is_name(before: Sequence[str], words: Lexicon) -> bool:
    """ "the film «…»", "so-called «…»"."""
    return bool(before) and any(
        stem in words.name_nouns
        for stem in (before[-1], words.without_prefix(before[-1]), *words.stems(before[-1]))
    )


def _is_title(text: str, found: tuple[str, ...], words: Lexicon) -> bool:
    capital = next((c.isupper() for c in text if c.isalpha()), False)
    ended = text.endswith(("!", "?"))
    return capital and _title_case(text) and not ended and not _is_clause(text, found, words)


def _english(text: str, found: tuple[str, ...], tie: Tie, words: Lexicon, *, reported: bool) -> bool:
    capital = next((c.isupper() for c in text if c.isalpha()), False)
    ended = text.rstrip(" ”’\"'").endswith((".", "!", "?", "…", ",", "—", "–"))
    clause = _is_clause(text, found, words)
    first_person = any(w in words.first_person for w in found)
    if _is_title(text, found, words):
        return False
    if tie is Tie.GOES_ON:
        return True
    if tie is Tie.BEFORE:
        return capital or clause or (ended and len(found) > MIN_WORDS)
    if tie is Tie.WHOLE:
        return capital or clause
    verb_first = words.verb_second or (words.drops_subject and not reported)
    if tie is Tie.DIRECT and verb_first and found[0] in words.finite and len(found) > MIN_WORDS:
        return True  # behind "according to Hill" the verb comes first
    if tie is Tie.DIRECT:
        nobody = words.inversion and len(found) > 1 and found[1] in words.impersonal  # "il faut"
        if found[0] in words.pronouns_m | words.pronouns_f and not first_person and not nobody:
            return capital
        return capital or clause or (len(found) > 5 and any(w in words.finite for w in found[1:5]))
    if tie is Tie.LOOSE:
        if found[0] in words.dependent and not capital:
            return False
        return (capital and ended and (clause or len(found) > 4)) or (clause and first_person)
    return capital and text.endswith((".", "!", "?")) and clause and len(found) > MIN_WORDS


def _is_clause(text: str, found: tuple[str, ...], words: Lexicon) -> bool:
    """Begins with a subject and has a finite verb near it."""
    inverted = found[1:2] if found[0] in words.linking else found[:1]
    first = inverted if words.inversion else found[:2]
    starts = any(w in words.clause_subjects for w in first)
    contracted = "'" in found[0] and found[0] in words.clause_subjects
    return starts and (
        contracted
        or any(w in words.finite for w in found[:_NEAR])
        or any(w.strip(_MARKS).endswith(words.finite_endings) for w in text.lower().split()[:_NEAR])
    )


def _title_case(text: str) -> bool:
    long_words = [w for w in text.split() if len(w) > 3 and w[0].isalpha()]
    return len(long_words) > 1 and all(w[0].isupper() for w in long_words)


def _arabic(found: tuple[str, ...], tie: Tie, before: Sequence[str], words: Lexicon) -> bool:
    first_person = any(_first_person(w, words) for w in found)
    clause = found[0] in words.clause_subjects or words.without_prefix(found[0]) in words.clause_subjects
    if _third_person(found, before, words) and not first_person:
        return False
    if tie is Tie.LOOSE:
        if before and before[-1] in words.prepositions and not clause:
            return False  # "called for «the inclusion of …»": a noun phrase
        if _is_predicate(found, before, words):
            return False
        if clause and first_person:
            return True
        return len(found) >= _LONG or (len(found) > 4 and (clause or first_person))
    reported = bool(before) and before[-1] in words.that | words.that_person | {":"}
    if tie is Tie.DIRECT and found[0] in words.nominal and before and not reported and not first_person:
        return False  # "stressing «the need for …»": no sentence
    if tie is Tie.NONE:
        return len(found) > 4 and first_person and clause
    if tie is Tie.WHOLE:
        return len(found) > MIN_WORDS
    return len(found) > MIN_WORDS or clause or first_person or (bool(before) and before[-1] == ":")


def _is_predicate(found: tuple[str, ...], before: Sequence[str], words: Lexicon) -> bool:
    """ "that the union «does not seek …»": the subject stands outside the marks."""
    that = max((i for i, w in enumerate(before) if w in words.that), default=None)
    if that is None:
        # "by a regulation «that leaves no room …»": a relative clause of the noun before it.
        return found[0] in words.negations and bool(before) and before[-1] not in words.that_person
    if that == len(before) - 1:
        return False
    if len(found) < _LONG and before[-1] not in words.clause_subjects:
        return not any(_first_person(w, words) for w in found)
    negated = found[0] in ("لا", "لم", "لن", "ليس", "ليست", "قد", "سوف")
    return negated or (found[0][0] in "يت" and found[0] not in words.clause_subjects)


def _first_person(word: str, words: Lexicon) -> bool:
    definite = word.startswith(words.article)
    return (
        word in words.first_person
        or words.without_prefix(word) in words.first_person
        or (len(word) > 4 and word.endswith(_MINE) and not word.endswith("انا") and not definite)
        or (len(word) > 4 and word.startswith("سن") and not word.startswith(("سنو", "سنت", "سند", "سني")))
    )


def _third_person(found: tuple[str, ...], before: Sequence[str], words: Lexicon) -> bool:
    """The reporter's own words inside the marks: they speak of the speaker as of another.

    Either a participle of saying goes on inside ("…, repeating that …"), or "that he" outside is followed by
    a verb or a preposition in the third person.
    """
    if words.capitals or not found:
        return False
    for at in range(1, len(found) - 1):
        participle = found[at] in words.saying or found[at] in words.saying_f
        if participle and any(w in words.that or w in words.that_person for w in found[at + 1 : at + 3]):
            return True
    if not before or before[-1] not in words.that_person:
        return False
    if any(w in words.describing or words.without_prefix(w) in words.describing for w in before[-6:-1]):
        return True
    start = found[1:] if found[0] in ("لا", "لم", "لن", "ليس", "ليست", "قد", "سوف", "ما") else found
    if not start:
        return False
    head = start[0].removeprefix("س") if len(start[0]) > 4 else start[0]
    if head in words.impersonal or (found[0] == "ليس" and found[1:2] and found[1] in words.prepositions):
        return False
    if head in words.third_person or start[0] in words.third_person or found[0] in ("ليس", "ليست"):
        return True
    # Behind "that he" a sentence of its own begins with "if", "whenever", "in"; all else goes on with "he".
    bare = words.without_prefix(found[0])
    own = words.openers | words.asking | words.clause_subjects | words.subordinate
    return found[0] in ("لا", "لم", "لن", "قد", "سوف") or not ({found[0], bare} & own)
