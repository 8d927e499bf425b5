"""Article → its sentences, sidebars and quotations, as far as they may be spoken."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from briefing.language import Phrases, language
from briefing.model import Article, BlockRole, Quotation, QuotationKind
from briefing.script.edits import CLAUSE_CUT
from briefing.script.persons import meant
from briefing.script.quoting.quotes import SPOKEN_CONFIDENCE, quotations
from briefing.script.words import fold_name, has_words, words
from briefing.script.writing.interview import asks, start_of_interview
from briefing.script.writing.said import Said
from briefing.script.writing.sayable import Passage, ends_sentence, folded, leans, passages
from briefing.script.writing.standing import is_full, spoken_end, stands_alone

LONGEST_SENTENCE_S = 24
"""A lead that takes longer loses closing clauses; another sentence that takes longer is left out."""
LONGEST_QUOTE_S = 45
FEWEST_WORDS = 6
"""Of a sentence by itself: "Not all agreed." says nothing."""
_FEWEST_LETTERS, _LONGEST_WORD = 15, 12
"""Of a sentence in a script that sets no spaces: more letters to a space than any language with words has."""
AFTER_NAMES = frozenset(("jr", "sr", "ii", "iii", "iv"))
"""Nobody is called by these alone."""
_FEW_BLOCKS = 3
_MOST_QUOTED = 0.5
"""Share of a sentence that may be somebody's words, with the reporter's own around them."""
_LONGEST_FRAGMENT = 12
"""Words."""
_MARK = 2
"""Code points of an opening mark and a space."""
_FULL_MINUTES = 1.4
"""From here on an article is told in full: four quotes, and never without a sentence after its lead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much of an article may be told, in characters of its language."""

    characters: int
    per_second: float
    quotes_wanted: int
    quotes_at_most: int
    is_tight: bool
    """Several articles share the time: what does not fit is left out."""

    @classmethod
    def of(cls, article: Article, minutes: float, *, spoken_for: int = 0) -> Budget:
        """Its share of the programme is `minutes`, less the characters that are `spoken_for`."""
        per_second = _rate(article)
        return cls(
            characters=max(0, round(minutes * 60 * per_second) - spoken_for),
            per_second=per_second,
            quotes_wanted=4 if minutes >= _FULL_MINUTES else 2 if minutes >= 0.5 else 1,
            quotes_at_most=max(1, round(2.5 * minutes)),
            is_tight=minutes < _FULL_MINUTES,
        )


@dataclass(slots=True, kw_only=True)
class Sidebar:
    heading: int | None
    """Number of its block; None where the page gives the sidebar no heading."""
    blocks: list[int] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Material:
    """What of an article may be spoken."""

    article: Article
    phrases: Phrases | None
    per_second: float
    """Characters that are read in a second."""
    body: list[Passage] = field(default_factory=list)
    sidebars: list[Sidebar] = field(default_factory=list)
    quotes: list[Quotation] = field(default_factory=list)
    """Those that may be spoken as such, in the order of the article."""
    speech: list[Quotation] = field(default_factory=list)
    """All that somebody says, those as well of whom we are not sure who speaks."""
    names: list[str] = field(default_factory=list)
    """Full names of the speakers."""
    interview: int = 0
    """Number of the block from which questions and answers alternate; behind the last if there are none."""
    by_block: dict[int, list[Quotation]] = field(default_factory=dict)
    """What may be spoken or is said, by the number of its block."""

    @property
    def has_paragraphs(self) -> bool:
        """Whether it has more than a few blocks: in one long block, all sentences but the first go on."""
        at = 0
        for _ in range(_FEW_BLOCKS):
            if at < len(self.body):
                at = bisect_right(self.body, self.body[at].block, key=lambda passage: passage.block)
        return at < len(self.body)

    def role(self, quotation: Quotation) -> BlockRole:
        return self.article.blocks[quotation.span.block - 1].role

    def before(self, passage: Passage) -> Passage | None:
        """The passage right before it, in the same paragraph or at the end of the one above."""
        place = (passage.block, passage.start)
        at = bisect_left(self.body, place, key=lambda passage: (passage.block, passage.start))
        earlier = self.body[at - 1] if at else None
        return earlier if earlier and self._is_next(earlier, passage) else None

    def _is_next(self, earlier: Passage, passage: Passage) -> bool:
        """Nothing stands between the two that is not told, such as a quotation."""
        text = self.article.blocks[earlier.block - 1].text
        if earlier.block == passage.block:
            return not has_words(text[earlier.end : passage.start])
        above = self.article.blocks[passage.block - 1].text[: passage.start]
        return passage.block - earlier.block == 1 and not has_words(text[earlier.end :] + above)


def material_of(article: Article, budget: Budget) -> Material:
    """What of the article may be spoken, by anyone, within the limits of `budget`."""
    phrases = language(article.language).phrases
    longest = round(LONGEST_SENTENCE_S * budget.per_second)
    found_quotes = quotations(article)
    material = Material(
        article=article,
        phrases=phrases,
        per_second=budget.per_second,
        quotes=list(_speakable(article, found_quotes, phrases, budget)),
        speech=[q for q in found_quotes if q.kind is QuotationKind.SPEECH and is_full(q)],
        names=list(dict.fromkeys(q.speaker.name for q in found_quotes if q.speaker)),
    )
    for q in sorted({*material.quotes, *material.speech}, key=lambda q: q.span):
        material.by_block.setdefault(q.span.block, []).append(q)
    marked: dict[int, list[Quotation]] = {}
    for q in found_quotes:
        marked.setdefault(q.span.block, []).append(q)
    interview = start_of_interview(article)
    material.interview = interview
    is_punctuated = _is_punctuated(article)
    for number, block in enumerate(article.blocks, 1):
        if block.role is BlockRole.SIDEBAR_HEADING:
            material.sidebars.append(Sidebar(heading=number))
        if block.role not in (BlockRole.PARAGRAPH, BlockRole.SIDEBAR):
            continue
        found = [
            _with_person(passage, article, found_quotes)
            for passage in passages(number, block.text, article.language, phrases, longest=longest)
            if not _is_of_another(passage, block.text, marked.get(number, ()))
        ]
        if block.role is BlockRole.SIDEBAR:
            if not material.sidebars:
                material.sidebars.append(Sidebar(heading=None))
            material.sidebars[-1].blocks.append(number)
            material.sidebars[-1].passages.extend(found)
        elif number < interview:
            material.body.extend(p for p in found if not is_punctuated or _is_no_fragment(p))
    return material


def _is_punctuated(article: Article) -> bool:
    """Most paragraphs end as sentences do: a short one that does not is a list's item, or a caption."""
    ends = [ends_sentence(b.text) for b in article.blocks if b.role is BlockRole.PARAGRAPH]
    return sum(ends) > len(ends) / 2


def _is_no_fragment(passage: Passage) -> bool:
    is_long = len(passage.text.split()) > _LONGEST_FRAGMENT
    return is_long or ends_sentence(passage.text) or CLAUSE_CUT in passage.edits


def _with_person(passage: Passage, article: Article, found: Sequence[Quotation]) -> Passage:
    """With whom a pronoun at its beginning means, if that is sure."""
    speaker = meant(article, found, passage.block, passage.start)
    return replace(passage, stands_for=speaker) if speaker else passage


def _is_of_another(passage: Passage, text: str, found: Sequence[Quotation]) -> bool:
    """It stands wholly inside one of the block's quotations, which may go over several sentences."""
    return any(
        q.kind is not QuotationKind.NOT_SPEECH
        and not has_words(text[passage.start : q.span.start] + text[q.span.end : passage.end])
        for q in _overlapping(found, passage)
    )


def _overlapping(found: Sequence[Quotation], passage: Passage) -> Sequence[Quotation]:
    """Those of a block's quotations, in order and without overlap, that have a part of the passage."""
    first = bisect_right(found, passage.start, key=lambda q: q.span.end)
    return found[first : bisect_left(found, passage.end, key=lambda q: q.span.start)]


def _speakable(
    article: Article, found: Sequence[Quotation], phrases: Phrases | None, budget: Budget
) -> Iterable[Quotation]:
    """Complete speech of a speaker we are sure of; a pull quote where its speaker says nothing else."""
    sure = [q for q in found if q.speaker is not None and q.confidence >= SPOKEN_CONFIDENCE]
    speech = [
        q
        for q in sure
        if q.kind is QuotationKind.SPEECH
        and article.blocks[q.span.block - 1].role in (BlockRole.PARAGRAPH, BlockRole.SIDEBAR)
        and q.span.end - q.span.start <= LONGEST_QUOTE_S * budget.per_second
        and stands_alone(q, article.blocks[q.span.block - 1].text, phrases)
    ]
    heard = {q.speaker.name for q in speech if q.speaker}
    pulled = [
        q
        for q in sure
        if q.kind is QuotationKind.PULL_QUOTE
        and q.speaker is not None
        and q.speaker.name not in heard
        and stands_alone(q, article.blocks[q.span.block - 1].text, phrases)
    ]
    return sorted([*speech, *pulled], key=lambda q: q.span)


def _rate(article: Article) -> float:
    """Characters per second at which this article is read; wide characters (CJK) take three times as long."""
    phrases = language(article.language).phrases
    sample = "".join(block.text for block in article.blocks[:20])[:2000]
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in sample)
    if len(sample) and wide > len(sample) / 3:
        return 5.0
    return phrases.characters_per_second if phrases else Phrases().characters_per_second


def says_something(text: str) -> bool:
    """It is as long as a sentence that says something; scripts without spaces are counted by letters."""
    spaced = len(text.split())
    return spaced >= FEWEST_WORDS or len(text) >= max(_FEWEST_LETTERS, _LONGEST_WORD * spaced)


def is_understood(
    passage: Passage,
    before: Passage | None,
    told: Sequence[Passage | Quotation],
    material: Material,
    said: Said,
    introduced: Collection[str] = (),
) -> bool:
    """It leans on nothing, or on the very sentence that is spoken before it; its people have been named.

    `introduced`: names of those who were announced as speakers before.
    """
    follows = before is not None and before in told
    if not (follows and not passage.begins_block) and _goes_on_speaking(passage, material, introduced):
        return False
    if follows:
        return names_are_known(passage, material, said, introduced)
    if not passage.begins_block and material.has_paragraphs:
        return False  # what goes on within a paragraph may lean on it in ways that no list of words shows
    if _only_answers(passage, material):
        return False
    opens = any(bar.passages and bar.passages[0] is passage for bar in material.sidebars)
    text = passage.without_opener
    if passage.stands_for:
        text = f"{passage.stands_for.name} {text.partition(' ')[2]}"
    if leans(text, material.phrases, opens=opens):
        return False
    return not _sums_up(passage.text, material, said) and names_are_known(passage, material, said, introduced)


def _sums_up(text: str, material: Material, said: Said) -> bool:
    """“The change has few friends”: a noun stands for what was told elsewhere, and nothing says which."""
    if material.phrases is None or not material.phrases.summing:
        return False
    quotes, found = language(material.article.language).quotes, (*words(text), "")
    nouns, article = folded(material.phrases.summing), folded(quotes.definite_articles)
    going_on = folded((*quotes.relatives, *quotes.that, *material.phrases.completing))
    return any(
        (noun,) in nouns
        and (bool(quotes.article) or (at > 0 and (found[at - 1],) in article))
        and (after,) not in going_on
        and not (quotes.article and after.startswith(quotes.article))
        and not said.has_heard_of(noun)
        for at, (noun, after) in enumerate(pairwise(found))
    )


def _only_answers(passage: Passage, material: Material) -> bool:
    """“On roads, but not on pavements.” behind “Where can I ride?”: no clause of its own."""
    above = material.article.blocks[passage.block - 2] if passage.block > 1 else None
    asked = (BlockRole.PARAGRAPH, BlockRole.SUBHEADING)
    if above is None or not passage.begins_block or above.role not in asked or not asks(above.text):
        return False
    quotes = language(material.article.language).quotes
    finite = folded(quotes.finite) | folded(quotes.said) | folded(quotes.said_f)
    return bool(quotes.finite) and not any((word,) in finite for word in words(passage.text))


def _goes_on_speaking(passage: Passage, material: Material, introduced: Collection[str]) -> bool:
    """“Hill added that …”, and Hill has not been heard."""
    going_on = folded(material.phrases.going_on) if material.phrases else frozenset()
    if not any((word,) in going_on for word in words(passage.text)[:6]):
        return False
    return not any(_is_short_mention(passage.text, name) or name in passage.text for name in introduced)


def names_are_known(
    passage: Passage, material: Material, said: Said, introduced: Collection[str] = ()
) -> bool:
    """Nobody is called by a part of their name before the whole of it was spoken."""
    return not any(
        name not in introduced and _is_short_mention(passage.text, name) and not said.mentions(name)
        for name in material.names
    )


def _is_short_mention(text: str, name: str) -> bool:
    """The text has the last part of the name without the whole: who that is, has been said elsewhere."""
    full = [fold_name(word) for word in words(name) if fold_name(word) not in AFTER_NAMES]
    found = [fold_name(word) for word in words(text)]
    return len(full) > 1 and full[-1] in found and f" {' '.join(full)} " not in f" {' '.join(found)} "


def has_quote(passage: Passage, material: Material) -> bool:
    """Somebody's words are the most of it, begin it, or go on behind it: the presenter cannot say them."""
    found = _overlapping(material.by_block.get(passage.block, ()), passage)
    inside = sum(q.span.end - q.span.start for q in found)
    return bool(found) and (
        found[0].span.start - passage.start <= _MARK
        or found[-1].span.end > passage.end
        or inside > _MOST_QUOTED * (passage.end - passage.start)
    )


def has_words_of_another(passage: Passage, material: Material) -> bool:
    """It has somebody's words inside the reporter's."""
    return bool(_overlapping(material.by_block.get(passage.block, ()), passage))


def spoken_stretch(quotation: Quotation, article: Article) -> tuple[int, int]:
    """[start, end) of the words that are spoken of a quotation."""
    text = article.blocks[quotation.span.block - 1].text
    return quotation.span.start, spoken_end(text, quotation.span.start, quotation.span.end)
