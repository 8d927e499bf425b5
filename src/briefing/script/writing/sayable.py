"""Block → the sentences of it that may be spoken, each with what was left out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefing.language import Phrases, language
from briefing.model import Span, Speaker
from briefing.script.edits import CLAUSE_CUT, CREDIT_DROPPED
from briefing.script.words import words
from briefing.sentences import sentences
from briefing.sentences.marks import Marked, outermost

_SENTENCE_MARKS = ".!?…؟۔。！？؛"
_CLOSING_MARKS = "\"'”’»›)]」』"
_SHORT_OPENING = 4
"""Words of a phrase without a comma before the subject, with the subject."""
_SHORT = 9
"""Words of a sentence in which a pronoun at its end means nothing inside it: "Ann heard of it."."""
_FEWEST_LEFT = 5
"""Words of a sentence whose beginning was left out."""
_CUT_OFF = 12
"""Code points behind such a beginning without a comma: in “But, he said, it …” nothing can be left out."""
_LONGEST_DATE = 5
"""Words."""
_LONGEST_OPENING = 12
"""Words of a phrase before the subject of its sentence."""
_MOST_MARKED = 0.85
"""Share of a sentence that may stand in quotation marks."""
_ADDRESS = re.compile(r"https?://|\bwww\.\w|\S@\w+\.\w")
_LOOSE_END = " \n\t:;,،؛|–—-"
"""What a headline may end in, before its full stop."""
_TRAILING = (":", ",", "،", ";", "-", "–", "—")

_ELLIPSIS = re.compile(r"(?:[\w’'.-]+ ){1,3}([a-z’']+)[,.]")
"""A verb alone with its subject: "Hill did, …"."""
_MAY_OF_A_DATE = re.compile(r"\bMay(?= \d)|(?<=\d )May\b")
# Where and by whom, not what: "LONDON, Nov 23 (Reuters) - The", "القاهرة (رويترز) – ", "LONDON — The".
# In mixed case or Arabic a name before a dash is a dateline only with its agency in brackets.
_DATELINE = re.compile(
    r"\s*(?:[A-Z][A-Z .'’/-]{2,40}(?:,[^()\n!?;:\"“”–—-]{1,30})?(?:\s*\([^()\n]{2,30}\))?"
    r"\s*[–—-](?=\s*[\"“‘'A-Z0-9])"
    r"|[A-Z][A-Z .'’/-]{3,40}:(?=\s+[A-Z])"
    r"|[^\W\d_][^()\n.!?؟:؛;،«»“”\"]{1,40}\([^()\n]{2,30}\)\s*[–—:-])\s*"
)
# "الكويت - كونا - ", "القاهرة – رويترز: ": the agency is one that the language's list has.
_PLACE_DASH_AGENCY = re.compile(
    r"\s*[^\W\d_][^()\n.!?؟:،«»“”\"–—-]{1,40}[–—/-]\s*([^()\n!?؟:،«»“”\"–—-]{2,30}?)\s*[–—:-]\s+"
)
# "(Reuters) — ", and as a line of its own "Cuenca, 19 nov (EFE).-".
_AGENCY_ALONE = re.compile(r"\s*\(([^()\n]{2,30})\)\s*[–—:-]+\s*")
_PLACE_ALONE = re.compile(r"[A-ZÀ-Þ][\w'’-]*(?:[ /-][A-ZÀ-Þ][\w'’-]*){0,2}\.")
"""How regional papers begin: "Osterfeld. Es war …"."""
_DATELINE_ALONE = re.compile(r"[^()\n!?؟:«»“”\"]{2,45}\(([^()\n]{2,30})\)[\s.–—-]*")
_BULLET = re.compile(r"[–—•·▪-]+\s+")
# Arabic has no capitals, and sets place and outlet off with spaced dashes: "إربد - النهر - قضت",
# "عمان - انتشلت", "طرابلس - «البرق العربي»: قال". A second spaced dash further on means an aside.
_PLACE_AND_OUTLET = re.compile(
    r"\w+(?: \w+)?\s*[/–—-]\s+(?:«[^«»]{2,30}»|\"[^\"]{2,30}\")\s*:\s+"
    r"|\w+(?: \w+){0,4}\s*/\s*\w+\s*/\s+"
    r"|[^()\n.!?؟:«»\"]{2,45}\([^()\n]{2,30}\)\s*[–—-]{1,2}\s*"
    r"|(?:\w+(?: \w+){0,2}\s*[/–—-]\s+)?(?:\w+(?: \w+){0,2}|«[^«»]{2,30}»|\"[^\"]{2,30}\")"
    r"\s*[–—-]\s+(?!.*\s[–—-]\s)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence as it may be spoken: code points [start, end) of the block."""

    block: int
    """From 1."""
    start: int
    end: int
    text: str
    edits: tuple[str, ...] = ()
    begins_block: bool = True
    opener: int = 0
    """Code points of a beginning that is left out where the sentence before is not told: “However, ”."""
    stands_for: Speaker | None = None
    """Whom its first word, a pronoun, means."""

    @property
    def without_opener(self) -> str:
        """As it is told where the sentence before is not."""
        left = self.text[self.opener :].lstrip()
        return left[:1].upper() + left[1:]

    def span(self, article: int) -> Span:
        return Span(article, self.block, self.start, self.end)


def passages(number: int, text: str, tag: str, phrases: Phrases | None, *, longest: int) -> Iterator[Passage]:
    """The whole sentences of block `number`; above `longest` characters they lose clauses that only add.

    What is no sentence is passed over: broken marks, a line that ends in a colon or a comma.
    """
    found = _with_labels(sentences(text, tag), text, phrases)
    first = 1 if len(found) > 1 and _is_dateline(text[slice(*found[0])], tag) else 0
    for index, (start, end) in enumerate(found[first:]):
        edits: list[str] = []
        if bullet := _BULLET.match(text, start, end):
            start = bullet.end()
        if index == 0 and (kept := _without_dateline(text, start, end, tag)) != start:
            start = kept
            edits.append(CREDIT_DROPPED)
        if phrases and (kept := _without_opener(text, start, end, phrases)) != start:
            start = kept
            edits.append(CLAUSE_CUT)
        if phrases and end - start > longest:
            kept = _without_tails(text, start, end, phrases, longest)
            edits += [CLAUSE_CUT] if kept != end else []
            end = kept
        if _ADDRESS.search(text[start:end]):
            continue  # nobody can follow a link by ear
        if phrases and has_any(words(text[start:end]), phrases.of_the_page):
            continue
        if phrases and words(text[start : start + 30])[:1] in folded(phrases.tails_to_cut):
            continue  # a participle alone: the end of the sentence before
        if _is_whole(text[start:end]) and not is_first_person(text[start:end], phrases):
            yield Passage(
                block=number,
                start=start,
                end=end,
                text=" ".join(text[start:end].split()),
                edits=tuple(dict.fromkeys(edits)),
                begins_block=index == 0,
                opener=_opener_to_drop(text[start:end], phrases),
            )


def whole(number: int, text: str) -> Passage:
    """The whole block as one passage: a headline, a deck."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip(_LOOSE_END))
    return Passage(block=number, start=start, end=end, text=" ".join(text[start:end].split()))


def ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSING_MARKS + " ").endswith(tuple(_SENTENCE_MARKS))


def leans(text: str, phrases: Phrases | None, *, opens: bool = False) -> bool:
    """Whether the sentence needs the one before it: it begins with a pronoun, a connective, a verb alone.

    `opens`: it is the story's first, so that a verb before a particle has its subject further on.
    """
    if phrases is None:
        return False
    first = words(text)[:6]
    alone = _ELLIPSIS.match(text)
    if alone and words(alone[1]) in folded(phrases.ellipses):
        return True
    if not first or begins_with(first, phrases.leaning):
        return True
    if first[1:2] in folded(phrases.pointing) and not _names_after_comma(text):
        return True
    if not opens and len(words(text)) <= _SHORT and _ends_with(words(text), phrases.pointing):
        return True
    if not opens and (
        has_any(first, phrases.leaning_inside) or _ends_with(words(text), phrases.leaning_at_end)
    ):
        return True
    if _has_foreign_subject(text, phrases):
        return True
    # Arabic leaves the subject out: «وقال في…», «وأشار إلى…» have a particle where the subject would stand.
    particles = folded(phrases.particles)
    return not opens and (
        len(first) > 1
        and first[1:2] in particles
        and first[:1] not in particles
        and not first[0].startswith(("ال", "وال"))
    )


def is_first_person(text: str, phrases: Phrases | None) -> bool:
    """Somebody speaks of themselves without marks around it, as the answers of an interview do."""
    if phrases is None:
        return False
    stretches = outermost(text)
    starts, ends = [0, *(m.outer_end for m in stretches)], [*(m.outer_start for m in stretches), len(text)]
    outside = " ".join(text[start:end] for start, end in zip(starts, ends, strict=True))
    own = folded(phrases.first_person)
    return any((word,) in own for word in words(outside))


def begins_with(first: tuple[str, ...], entries: tuple[str, ...]) -> bool:
    """Whether the folded words `first` begin with one of `entries`."""
    return any(first[: len(entry)] == entry for entry in folded(entries))


def _names_after_comma(text: str) -> bool:
    """“In their first debate, Hill and Ode …”: the name comes later in the sentence."""
    opening, comma, rest = text.partition(", ")
    first = rest.split(" ", 1)[0]
    return bool(comma) and len(opening.split()) <= _LONGEST_OPENING and len(first) > 1 and first[0].isupper()


def _has_foreign_subject(text: str, phrases: Phrases) -> bool:
    """“During the visit, he was seen …”, “In 1956 she …”: a pronoun, and nobody named before it."""
    opening, comma, rest = text.partition(", ")
    is_opening = bool(comma) and len(opening.split()) <= _LONGEST_OPENING and not _has_capitals(opening)
    if is_opening and words(rest[:20])[:1] in folded(phrases.pointing):
        return True
    first = text.split()[:_SHORT_OPENING]
    begins_phrase = bool(first) and words(first[0]) in folded(phrases.dates.prepositions)
    pronouns = folded(tuple(phrases.pronouns))
    return (
        begins_phrase
        and not _has_capitals(" ".join(first))
        and any((word,) in pronouns for word in words(" ".join(first)))
    )


def _has_capitals(text: str) -> bool:
    """Behind the first word, which has one anyway."""
    return any(word[0].isupper() for word in text.split()[1:])


def has_any(found: tuple[str, ...], entries: tuple[str, ...]) -> bool:
    """One of `entries` stands in the folded words `found`."""
    return any(found[at : at + len(entry)] == entry for entry in folded(entries) for at in range(len(found)))


def _ends_with(found: tuple[str, ...], entries: tuple[str, ...]) -> bool:
    return any(found[-len(entry) :] == entry for entry in folded(entries))


@cache
def folded(entries: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """The folded words of each entry of a language's list."""
    return frozenset(words(entry) for entry in entries)


def turns(text: str, phrases: Phrases) -> bool:
    """Whether a clause negates, limits or attributes: it may not be left out."""
    found = words(_MAY_OF_A_DATE.sub("", text))
    return any(word.endswith("n't") for word in found) or any(
        found[i : i + len(entry)] == entry for entry in folded(phrases.turning) for i in range(len(found))
    )


def _with_labels(
    found: tuple[tuple[int, int], ...], text: str, phrases: Phrases | None
) -> tuple[tuple[int, int], ...]:
    """The sentences; a year or date by itself belongs to what happened then: “1978. The lamp is lit.”"""
    if len(found) < 2 or not _is_date_alone(text[slice(*found[0])], phrases):
        return found
    return ((found[0][0], found[1][1]), *found[2:])


def _is_date_alone(text: str, phrases: Phrases | None) -> bool:
    calendar = folded((*phrases.months, *phrases.weekdays)) if phrases else frozenset()
    found = words(text)
    told = [word.isdigit() or (word,) in calendar for word in found]
    return any(told) and len(found) <= _LONGEST_DATE and 2 * sum(told) >= len(found)


def _is_dateline(text: str, tag: str) -> bool:
    """A sentence that only says where, when and by whom: “Cuenca, 19 nov (EFE).”"""
    alone = _DATELINE_ALONE.fullmatch(text)
    if language(tag).quotes.inversion and _PLACE_ALONE.fullmatch(text):
        return True
    return alone is not None and words(alone[1]) in folded(language(tag).page.agencies)


def _without_dateline(text: str, start: int, end: int, tag: str) -> int:
    """Where the sentence begins after place and agency, if that is all that stands before it."""
    known = language(tag)
    found = _DATELINE.match(text, start, end)
    by_agency = _PLACE_DASH_AGENCY.match(text, start, end)
    if not found and by_agency and words(by_agency[1]) in folded(known.page.agencies):
        found = by_agency
    alone = _AGENCY_ALONE.match(text, start, end)
    if not found and alone and words(alone[1]) in folded(known.page.agencies):
        found = alone
    if not found and known.quotes.article:
        found = _PLACE_AND_OUTLET.match(text, start, end)
        segments = re.split(r"\s*[–—/-]\s+", found[0]) if found else []
        if known.phrases and any(begins_with(words(s)[:2], known.phrases.leaning) for s in segments):
            found = None  # "The minister – who is a doctor – opened"
    if not found or found.end() >= end or (known.phrases and turns(found[0], known.phrases)):
        return start
    if found[0].isupper() and text[found.end() : end].isupper():
        return start  # capitals throughout: they show no place
    return start if text[start].islower() else found.end()  # no place, where the language has capitals


def _without_opener(text: str, start: int, end: int, phrases: Phrases) -> int:
    """Where the sentence begins after an opener that only links, if the rest begins as a sentence does."""
    for entry in sorted(phrases.openers_to_cut, key=len, reverse=True):
        count = len(entry.split())
        found = re.match(rf"(?:\S+\s+){{{count - 1}}}[^\s,،]+\s*[,،]?\s*", text[start:end])
        if not found or words(found[0]) != words(entry):
            continue
        rest = text[start + found.end() : end]
        first = next((c for c in rest if c.isalpha()), "")
        if first and not first.islower() and len(rest.split()) >= 3 and not leans(rest, phrases):
            return start + found.end()
    return start


def _opener_to_drop(text: str, phrases: Phrases | None) -> int:
    """Code points of the beginning that means nothing by itself, if what is left begins as a sentence may."""
    for entry in sorted(phrases.openers_to_drop if phrases else (), key=len, reverse=True):
        found = re.match(rf"(?:[^\W\d_]+\s+){{{len(entry.split()) - 1}}}[^\W\d_]+,?\s", text)
        if found and phrases and words(found[0]) == words(entry):
            rest = text[found.end() :]
            is_plain = rest[:1].isalnum() and len(rest.split()) >= _FEWEST_LEFT and "," not in rest[:_CUT_OFF]
            return found.end() if is_plain and not leans(rest, phrases) else 0
    return 0


def _without_tails(text: str, start: int, end: int, phrases: Phrases, longest: int) -> int:
    """Where the sentence may end: before as few closing clauses that only add as bring it under `longest`."""
    adding = folded(phrases.tails_to_cut)
    quoted = [(m.outer_start, m.outer_end) for m in outermost(text)]
    best = end
    for comma in reversed(list(re.finditer(r"[,،؛;]\s*", text[start:end]))):
        at, after = start + comma.start(), start + comma.end()
        first = words(text[after : after + 30])[:1]
        if not first or first not in adding or any(a <= at < b for a, b in quoted):
            continue
        if at - start < longest // 4 or turns(text[at:end], phrases):
            break
        best = at
        if best - start <= longest:
            break
    return best


def _is_utterance(text: str, stretch: Marked) -> bool:
    """“Oh, really? Yes,” he says: a mark of its own before the closing one."""
    return stretch.end < len(text) and text[stretch.end - 1] in ",،?؟!.…"


def _is_whole(text: str) -> bool:
    """A sentence, with its marks in pairs, and not somebody's words without a word on who says them."""
    bare = text.strip()
    if sum(c.isalpha() for c in bare) < 3 or bare.endswith(_TRAILING):
        return False
    stretches = outermost(bare)
    if stretches and stretches[0].outer_start == 0 and _is_utterance(bare, stretches[0]):
        return False
    marked = sum(stretch.outer_end - stretch.outer_start for stretch in stretches)
    return (
        bare.count("(") == bare.count(")")
        and all(stretch.closed for stretch in stretches)
        and marked <= _MOST_MARKED * len(bare)
    )
