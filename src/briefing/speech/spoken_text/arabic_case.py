"""What stands before a number in its sentence → the case in which the number is said.

Without parsing: the verb, preposition or particle that governs the number is looked for among the few words
before it, in the lists of languages/ar.yaml. Who does something stands right behind the verb, or behind a
phrase that begins with a preposition; what follows a verb and its subject is the object. Where nothing is
certain the answer is OBLIQUE, as newsreaders do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from briefing.speech.spoken_text.arabic_nouns import WORDS, bare, is_feminine, is_plural, singular_of
from briefing.speech.spoken_text.arabic_numbers import Case, is_number_word

_CASE = WORDS.case
_REACH = 120
"""Code points before the number that are looked at."""
_NEAR = 8
"""Words between verb and number at most."""
_CLAUSE_END = re.compile(r"[.!?؟;؛:…\n]")
_TOKEN = re.compile(r"[\u0621-\u0652\u0670]+|\d[\d.,]*|[،,]|[A-Za-z]+")
_WORD = re.compile(r"[^\W\d_]")
_COMMAS = frozenset("،,")
_LETTERS = "[\u0621-\u0652\u0670]+"
_DESCRIBED = (
    rf"(?: (?!ف[يى] ){_LETTERS}(?:ي|ة|ين|[^و]ا)(?!\w)){{0,2}}"
    rf"(?: من(?: ال{_LETTERS}){{1,2}}| على الأقل| فقط)?"
)
"""Adjectives or adverbs behind what is counted, and of whom it is a part: سوري, عربية, يوميا, من السكان."""
_PHRASE_END = re.compile(rf"{_DESCRIBED}(?: ?و ?\d[\d.,]*(?: {_LETTERS}){{1,2}}{_DESCRIBED})*[. ]*")


def _forms(verbs: Mapping[str, str]) -> dict[str, bool]:
    """He did, she did, he does, she does, will do → whether it is feminine."""
    forms: dict[str, bool] = {}
    for did, does in verbs.items():
        she_did = bare(did[:-1] if did.endswith(("ى", "ا")) else did) + "ت"
        did, does = bare(did), bare(does)
        she_does = "ت" + does[1:]
        forms |= {did: False, she_did: True, does: False, f"س{does}": False}
        forms.setdefault(she_does, True)
        forms.setdefault(f"س{she_does}", True)
    return forms


def _set(words: Sequence[str]) -> frozenset[str]:
    return frozenset(bare(word) for word in words)


_SUBJECT = _forms(_CASE.subject_verbs)
_PASSIVE = _forms(_CASE.passive_verbs)
_TRANSITIVE = _forms(_CASE.transitive_verbs)
_MEASURING = _forms(_CASE.measure_verbs)
_BEING = _forms(_CASE.being)
_VISITING = _forms({did: _CASE.transitive_verbs.get(did, did) for did in _CASE.visiting})
_PASSING = _forms({did: _CASE.subject_verbs.get(did, did) for did in _CASE.passing})
_VERBS = (_SUBJECT, _PASSIVE, _TRANSITIVE, _MEASURING, _BEING)
_EXISTING, _AMONG, _EMPHASIS = _set(_CASE.existing), _set(_CASE.among), _set(_CASE.emphasis)
_OPENERS, _RELATIVES = _set(_CASE.openers), _set(_CASE.relatives)
_PREPOSITIONS, _ADVERBS = _set(_CASE.prepositions), _set(_CASE.adverbs)
_PLACES = _set(_CASE.places)
_MEASURES = _set(_CASE.measures)
_BODIES = _set(_CASE.bodies)
_SPANS, _PEOPLE = _set(_CASE.spans), _set(_CASE.people)
_ITS = re.compile("(?:ه|ها|هم|هن|هما|نا|ي|ك)$")
_INSEPARABLE = re.compile("^[وف]?(?:[بك]ال|لل)")
_SHE_DID = re.compile(r"[وف]?[\u0621-\u064a]{2,}[^ايو]ت$")


class _Clause:
    """The words before a number, back to the beginning of its clause."""

    def __init__(self, words: Sequence[str], *, whole: bool) -> None:
        self.words = words
        self.whole = whole
        """Whether the beginning is in sight."""

    def __len__(self) -> int:
        return len(self.words)

    def at(self, i: int) -> str:
        return self.words[i] if -len(self.words) <= i < len(self.words) else ""

    def until(self, i: int) -> _Clause:
        return _Clause(self.words[:i], whole=self.whole)

    def form(self, i: int, forms: Mapping[str, bool]) -> str:
        """The word at `i` as it stands in `forms`, without "and"; "" if it does not."""
        word = self.at(i)
        if word in forms:
            return word
        return word[1:] if word[:1] in ("و", "ف") and word[1:] in forms else ""

    def has(self, i: int, words: frozenset[str]) -> bool:
        word = self.at(i)
        return word in words or (word[:1] in ("و", "ف") and word[1:] in words)

    def opens(self, i: int) -> bool:
        """Whether a clause begins at the word `i`: nobody has been named who could do what the verb says."""
        i %= len(self.words)
        if i == 0:
            return self.whole
        word = self.words[i]
        if word[:1] in ("و", "ف") and any(word not in forms and word[1:] in forms for forms in _VERBS):
            return True
        return self.words[i - 1] in _COMMAS or self.words[i - 1] == "و" or self.has(i - 1, _OPENERS)


def of_number(before: str, prefix: str | None, noun: str | None, rest: str) -> Case:
    """Case of a number with its `prefix` behind the text `before`.

    `noun` is what is counted ("%" for a share), `rest` the text behind it.
    """
    prefix = prefix or ""
    if prefix.lstrip("وف")[:1] in ("ب", "ك", "ل"):
        return Case.OBLIQUE
    clause = _clause(before)
    joined_by_and = prefix[:1] in ("و", "ف") or clause.at(-1) in ("و", "أو", "او")
    if not len(clause):
        return _at_beginning(clause, noun, rest)
    if joined_by_and:
        return _coordinated(clause, noun, rest)
    return _governed(clause, noun, rest)


def _at_beginning(clause: _Clause, noun: str | None, rest: str) -> Case:
    """Of the first words: nominative where a sentence follows, and not only more of the same phrase."""
    goes_on = _WORD.search(rest) and not _PHRASE_END.fullmatch(rest.removeprefix(f" {noun}"))
    return Case.NOMINATIVE if clause.whole and goes_on else Case.OBLIQUE


def of_noun(before: str, prefix: str | None, rest: str) -> Case:
    """Case of a definite noun behind the text `before`, and so of the number that follows it."""
    if prefix and prefix.lstrip("وف")[:1] in ("ب", "ك", "ل"):
        return Case.OBLIQUE
    clause = _clause(before)
    if not len(clause):
        return Case.NOMINATIVE if clause.whole and _WORD.search(rest) else Case.OBLIQUE
    if clause.has(-1, _EXISTING) or clause.form(-1, _SUBJECT):
        return Case.NOMINATIVE
    starts = clause.form(-1, _PASSIVE) or clause.form(-1, _BEING)
    return Case.NOMINATIVE if starts and clause.opens(-1) else Case.OBLIQUE


def _clause(before: str) -> _Clause:
    near = before[-_REACH:]
    whole = len(near) == len(before)
    ends = [m.end() for m in _CLAUSE_END.finditer(near)]
    if ends:
        near, whole = near[ends[-1] :], True
    words = [bare(word) for word in _TOKEN.findall(near)]
    return _Clause(words if whole else words[1:], whole=whole)


def _governed(clause: _Clause, noun: str | None, rest: str) -> Case:
    last = clause.at(-1)
    if last in _COMMAS:
        return _behind_comma(clause, rest)
    if clause.has(-1, _PREPOSITIONS):
        return Case.OBLIQUE
    if clause.has(-1, _EMPHASIS):
        return Case.ACCUSATIVE
    if clause.has(-1, _EXISTING):
        return Case.ACCUSATIVE if clause.has(-2, _EMPHASIS) else Case.NOMINATIVE
    if clause.has(-1, _AMONG) and _stands_free(clause):
        return Case.NOMINATIVE
    if clause.form(-1, _BEING):
        return Case.NOMINATIVE if clause.opens(-1) else Case.ACCUSATIVE
    if _is_its_measure(last):
        verb = clause.form(-2, _MEASURING) or clause.form(-2, _BEING)
        if verb:
            return Case.ACCUSATIVE
        return Case.OBLIQUE if clause.has(-2, _PREPOSITIONS) else Case.NOMINATIVE
    does = clause.form(-1, _TRANSITIVE) and clause.opens(-1) and is_people(noun)
    if clause.form(-1, _MEASURING) and not does:
        return Case.ACCUSATIVE
    if any(clause.form(-1, forms) for forms in _VERBS):
        return _behind_verb(clause, noun)
    if len(clause) == 1 and clause.whole and _SHE_DID.fullmatch(last) and noun and is_feminine(noun):
        return Case.OBLIQUE if _is_span(noun) else Case.NOMINATIVE  # a verb we do not know
    if not _is_span(noun) and any(_ITS.sub("", last) in forms for forms in (_TRANSITIVE, _PASSIVE)):
        return Case.NOMINATIVE if _ITS.search(last) else Case.OBLIQUE  # who saw it
    return _behind_phrase(clause, noun)


def _behind_comma(clause: _Clause, rest: str) -> Case:
    """(As the minister said,) 30 …; (40 were hurt,) 12 of them …"""
    first = re.match(r"\s*([\u0621-\u0652]+)", rest)
    if first and (bare(first[1]) in _AMONG or bare(first[1]) in _EXISTING):
        return Case.NOMINATIVE
    begins = clause.whole and (clause.has(0, _PREPOSITIONS) or clause.has(0, _OPENERS))
    return (
        Case.NOMINATIVE if begins and clause.words.index(clause.at(-1)) == len(clause) - 1 else Case.OBLIQUE
    )


def _stands_free(clause: _Clause) -> bool:
    """Whether "of them" follows a noun or nothing, and not a verb of which the number may be the object."""
    if len(clause) == 1:
        return clause.whole
    word = clause.at(-2)
    return (
        word in _COMMAS
        or word.isdigit()
        or word.endswith(("ا", "ون", "ين"))
        or is_plural(word)
        or is_number_word(word)
        or bool(clause.form(-2, _SUBJECT))
    )


def _is_its_measure(word: str) -> bool:
    """His age, its price, and the same behind "and"."""
    stem = _ITS.sub("", word)
    stems = {stem, f"{stem.removesuffix('ت')}ة", stem.removeprefix("و"), f"{stem[1:].removesuffix('ت')}ة"}
    return stem != word and not stems.isdisjoint(_MEASURES)


def _behind_verb(clause: _Clause, noun: str | None) -> Case:
    """Subject or object of the verb right before."""
    subject = clause.form(-1, _SUBJECT)
    if subject:
        return Case.ACCUSATIVE if _is_span(noun) and subject not in _PASSING else Case.NOMINATIVE
    if _is_span(noun) and clause.form(-1, _PASSING):
        return Case.NOMINATIVE
    if not clause.opens(-1) or _is_span(noun):
        return Case.ACCUSATIVE
    passive = clause.form(-1, _PASSIVE)
    verb = passive or clause.form(-1, _TRANSITIVE)
    she = _PASSIVE[verb] if passive else _TRANSITIVE[verb]
    people = is_people(noun) or (verb not in _VISITING and _acts(noun))
    if people and she and not (noun and is_feminine(noun)):
        return Case.ACCUSATIVE  # she arrested 25 men
    return Case.NOMINATIVE if passive or people else Case.ACCUSATIVE


def _behind_phrase(clause: _Clause, noun: str | None) -> Case:
    """The verb stands further ahead: what is between it and the number tells which the number is."""
    last = clause.at(-1)
    if _is_span(noun) and _is_measure_of(clause):
        return Case.NOMINATIVE  # the width of the road: its first word may be a verb as well
    for i in range(len(clause) - 2, max(-1, len(clause) - 2 - _NEAR), -1):
        word = clause.at(i)
        if word in _COMMAS or word[:1].isdigit() or is_number_word(word):
            break
        between = clause.words[i + 1 :]
        if clause.form(i, _BEING) and _is_phrase(between, noun):
            return Case.NOMINATIVE
        if clause.form(i, _MEASURING) or clause.form(i, _BEING):
            return Case.ACCUSATIVE if last.startswith("ال") or last in _ADVERBS else Case.OBLIQUE
        acts = clause.form(i, _SUBJECT) or (clause.opens(i) and clause.form(i, _PASSIVE))
        acts_on = clause.opens(i) and clause.form(i, _TRANSITIVE)
        if (acts or acts_on) and _is_phrase(between, noun):
            passes = not _is_span(noun) or clause.form(i, _PASSING)
            return Case.NOMINATIVE if passes else Case.ACCUSATIVE
        if acts_on and len(between) <= 3 and _is_object_first(acts_on, between[0], noun):
            return Case.NOMINATIVE
        if acts or acts_on or clause.form(i, _PASSIVE) or clause.form(i, _TRANSITIVE):
            return Case.ACCUSATIVE if last.startswith("ال") else Case.OBLIQUE
    if _is_somewhere(clause):
        return Case.NOMINATIVE
    if last.startswith("ال") and _SHE_DID.fullmatch(clause.at(-2)):
        return Case.ACCUSATIVE
    if _is_measure_of(clause):
        return Case.NOMINATIVE
    return Case.OBLIQUE


def _is_measure_of(clause: _Clause) -> bool:
    """The price of a ticket (is) 20 …, at the beginning of a sentence."""
    if not clause.whole or not 2 <= len(clause) <= 4:
        return False
    first = clause.at(0)
    measure = first in _MEASURES or first.removeprefix("و") in _MEASURES
    return measure and not any(clause.has(i, _PREPOSITIONS) for i in range(1, len(clause)))


def _is_somewhere(clause: _Clause) -> bool:
    """In the town (there are) 25 mosques; among the dead 12 children."""
    commas = [i for i, word in enumerate(clause.words) if word in _COMMAS]
    begin = commas[-1] + 1 if commas else 0
    phrase = clause.words[begin:]
    if not (commas or clause.whole) or not 2 <= len(phrase) <= 4 or not phrase[-1].startswith("ال"):
        return False
    return phrase[0] in _PLACES or phrase[0].removeprefix("و") in _PLACES


def _is_phrase(between: Sequence[str], noun: str | None) -> bool:
    """Whether all that stands between is "in the town", "yesterday", "to Beirut"."""
    first, last = between[0], between[-1]
    if len(between) == 1:
        return first in _ADVERBS or bool(_INSEPARABLE.match(first))
    if first in _ADVERBS:
        return _is_phrase(between[1:], noun)
    if first not in _PREPOSITIONS and not _INSEPARABLE.match(first) and first[:1] not in ("ب", "ل"):
        return False
    ends = last.startswith("ال") or last in _ADVERBS or last.endswith(("ي", "ية"))
    return ends or (len(between) == 2 and first in ("الى", "من") and is_people(noun))


def _is_object_first(verb: str, word: str, noun: str | None) -> bool:
    """Whether a place or event follows the verb at once, and then who came: غادر المدينة 20 ألف نازح.

    The verb agrees with its subject: where it does not agree with the place, people have come.
    """
    if not word.startswith("ال") or not is_people(noun) or is_people(word.removeprefix("ال")):
        return False
    she, place_is_she = _TRANSITIVE[verb], is_feminine(word) or is_plural(word)
    if she == place_is_she:
        return verb in _VISITING and not she
    return not she or (noun is not None and is_feminine(noun))


def is_people(noun: str | None) -> bool:
    """Whether persons are counted; a share ("%") may be one of persons."""
    if not noun:
        return False
    plain = bare(noun)
    one = bare(singular_of(plain) or plain)
    return plain == "%" or one in _PEOPLE or one.removesuffix("ا") in _PEOPLE or plain.endswith(("ين", "ون"))


def _acts(noun: str | None) -> bool:
    """Whether states, firms or vehicles are counted."""
    plain = bare(noun or "")
    return bare(singular_of(plain) or plain).removesuffix("ا") in _BODIES


def _is_span(noun: str | None) -> bool:
    if not noun:
        return False
    plain = bare(noun)
    one = bare(singular_of(plain) or plain)
    return one in _SPANS or one.removesuffix("ا") in _SPANS


def _coordinated(clause: _Clause, noun: str | None, rest: str) -> Case:
    """Behind "and": the case of the number before, or of the noun right behind a verb."""
    words = clause.words
    if words[-1] in ("و", "او") or words[-1] in _COMMAS:
        words = words[:-1]
    if not words:
        return Case.NOMINATIVE
    for i in range(len(words) - 1, max(-1, len(words) - 1 - _NEAR), -1):
        word = words[i]
        if word[:1].isdigit() or is_number_word(word.removeprefix("و")):
            return _case_of_earlier(clause, i, noun, rest)
        if is_number_word(word[1:]) and word[0] in "بلك":
            return Case.OBLIQUE
        if clause.form(i, _SUBJECT) or (clause.form(i, _PASSIVE) and clause.opens(i)):
            between = words[i + 1 :]
            direct = between and between[0] not in _PREPOSITIONS and between[0][:2] not in ("ال", "بـ")
            return Case.NOMINATIVE if direct and len(between) <= 3 else Case.OBLIQUE
        if any(clause.form(i, forms) for forms in _VERBS):
            return Case.OBLIQUE
    return Case.OBLIQUE


def _case_of_earlier(clause: _Clause, i: int, noun: str | None, rest: str) -> Case:
    """The case of the number that ends at the word `i`, in figures or already in words."""
    words = clause.words
    start = i
    while start and (words[start - 1][:1].isdigit() or is_number_word(words[start - 1].removeprefix("و"))):
        start -= 1
    said = words[start : i + 1]
    if any(word.removeprefix("و").endswith(("ون", "تان", "فان", "نان")) or "اثنا" in word for word in said):
        return Case.NOMINATIVE
    if any(word.endswith("ين") and word.removeprefix("و") != "ملايين" for word in said):
        return Case.OBLIQUE
    lead = words[start - 1] if start else ""
    if lead in ("ب", "ل", "ك", "وب", "ول", "فب", "فل"):
        return Case.OBLIQUE
    earlier = clause.until(start)
    if not len(earlier):
        return _at_beginning(clause, noun, rest)
    if lead in ("و", "او"):
        return _coordinated(earlier, noun, rest)
    return _governed(earlier, noun, "")
