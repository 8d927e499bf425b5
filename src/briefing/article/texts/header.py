"""Drafts of a page → where its body begins, and the roles of the lines above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from briefing.article.lines import LineKind, Vocabulary, ends_sentence, is_name, matter, sentence_count
from briefing.article.texts.draft import Draft, Style
from briefing.article.texts.page_top import (
    LONGEST_MENU_WORDS,
    MENU_LINES,
    find_menus,
    find_points,
    find_rubrics,
    find_signing,
)
from briefing.article.texts.pull_quotes import is_wholly_marked
from briefing.article.words import fold, word_count
from briefing.model import BlockRole

_WORD = re.compile(r"[\w'’-]+")
_LONGEST_KICKER = 3
"""Words, where a kicker is a rubric and not a clause."""
_LONGEST_HEADLINE_SENTENCE = 14
"""Words of a first line that ends with a stop and is the headline all the same."""
_LONGEST_HEADLINE_SENTENCES = 12
"""… of two sentences."""
_LONGEST_CAPITALS = 30
_FEWEST_LINES = 5
"""Of a page that tells three things: each has a paragraph, and all but the first a title that is left."""
_OWN_ITEM = 0.15
"""Of an item's title, the share of matter that the other items may have."""
_LONGEST_OUTLET = 5
_PATH_LINES = 3
_LONGEST_OFFICE = 4
"""Words of "Economics correspondent", "BBC News, Leeds"."""
_PLACE_AND_NAME = re.compile(r"\w+(?: \w+)?: \w+ \w+(?: \w+)?")
"""How Arabic papers sign: "place: first name, last name"."""
_NAME_IN_PLACE = re.compile(r"(.+?) in ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)")
"""How British papers sign: "Ann Hill in Leeds"."""
_NAME_IN_CAPITALS = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]*[a-zß-ÿ] ){1,4}(?:[A-ZÀ-Þ'’-]{2,} ?){1,3}\.?")
"""How French papers sign: "Ouest-Éclair Anne LE GUEN"."""
_MOST_DECKS = 6
_LONGEST_PICTURE = 5
"""Words that describe a picture, below decks of twice as many."""


def body_start(page: list[Draft], style: Style) -> int:
    """Index of the first paragraph of the body; the number of lines when there is none.

    A notice in full sentences with a menu below it stands above the header: it becomes boilerplate.
    """
    below = next((i for i, draft in enumerate(page) if draft.role is BlockRole.HEADLINE), -1)
    prose = [i for i, draft in enumerate(page) if i > below and style.is_prose(draft)]
    plain = [i for i in prose if not page[i].bullet] or prose  # a list above the body sums it up: decks
    while len(plain) > 1 and _menu_follows(page, plain[0], plain[1]):
        page[plain.pop(0)].role = BlockRole.BOILERPLATE
    if not plain:
        return len(page)
    first = plain[0]
    if len(plain) == 1:
        return first
    second = plain[1]
    title_above = below >= 0 or any(
        draft.is_open and draft.kind in (LineKind.TITLE, LineKind.PROSE) for draft in page[:first]
    )
    longest = max(page[i].words for i in plain[1:3])  # below a headline there may be a deck first
    if not title_above and _is_headline_sentence(page[first], longest):
        return second
    if title_above and _is_deck(page, first, second):
        return second
    return first


def _menu_follows(page: Sequence[Draft], index: int, until: int) -> bool:
    menu = [d for d in page[index + 1 : until] if d.kind is LineKind.TITLE and d.words <= LONGEST_MENU_WORDS]
    titles_above = any(d.kind is LineKind.TITLE and d.words > LONGEST_MENU_WORDS for d in page[:index])
    return len(menu) > MENU_LINES and not titles_above


def _is_headline_sentence(draft: Draft, lead: int) -> bool:
    """A first line with a stop, of fewer words than the lead; with capitals throughout it may be long."""
    if draft.words >= lead or is_wholly_marked(draft.text):
        return False
    sentences = sentence_count(draft.text)
    if sentences == 1 and draft.words <= _LONGEST_HEADLINE_SENTENCE:
        return True
    long = [word for word in draft.text.split() if len(word) > 3 and word[0].isalpha()]
    has_capitals = len(long) >= 4 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)
    longest = _LONGEST_CAPITALS if has_capitals else _LONGEST_HEADLINE_SENTENCES
    return sentences <= 2 and draft.words <= longest


def _is_deck(page: Sequence[Draft], index: int, following: int) -> bool:
    """A deck may be a full sentence: then the byline or date stands below it, or the lead says it again."""
    draft = page[index]
    if sentence_count(draft.text) > 2 or draft.words > 50:
        return False
    # The paper's name or a place above the headline looks like a name as well.
    titles = (i for i, d in enumerate(page[:index]) if d.is_open and d.kind is LineKind.TITLE)
    headline = next((i for i in titles if page[i].words > _LONGEST_KICKER and not is_name(page[i].text)), 0)
    signed_above = any(_is_signing(d) for d in page[headline:index])
    signed_below = any(_is_signing(d) for d in page[index + 1 : following])
    if signed_above:
        return False
    if signed_below:
        return True
    words = set(_long_words(draft.text))
    again = words & set(_long_words(page[following].text))
    return sentence_count(draft.text) == 1 and len(words) >= 4 and len(again) >= 0.6 * len(words)


def _is_signing(draft: Draft) -> bool:
    return draft.is_open and (draft.kind in (LineKind.BYLINE, LineKind.DATELINE) or is_name(draft.text))


def _long_words(text: str) -> list[str]:
    return [word for word in fold(text).split() if len(word) >= 5]


def read_header(header: Sequence[Draft], body: Sequence[Draft], vocabulary: Vocabulary) -> None:
    """Give every line above the body its role."""
    for draft in header:
        if draft.is_open and draft.kind in _ROLES:
            draft.role = _ROLES[draft.kind]
    find_menus(header, vocabulary)
    find_rubrics(header, vocabulary)
    find_points(header, vocabulary)
    find_signing(header, vocabulary)
    headline = next((draft for draft in header if draft.role is BlockRole.HEADLINE), None)
    if headline is None:
        _find_outlet(header, vocabulary)
        titles = [draft for draft in header if draft.is_open]
        if not titles:
            return
        if _is_path(header, titles, vocabulary):
            titles.pop(0).role = BlockRole.BOILERPLATE
        if len(titles) > 1 and header[-1] is titles[-1] and _is_first_item(titles[-1], body, vocabulary):
            titles.pop().role = BlockRole.SUBHEADING
        has_kicker = len(titles) > 1 and _is_kicker(header, titles, body, vocabulary)
        headline = titles[1 if has_kicker else 0]
        headline.role = BlockRole.HEADLINE
    place = header.index(headline)
    above = [draft for draft in header[:place] if draft.is_open]
    for draft in above:  # right above the headline stands the kicker
        draft.role = BlockRole.KICKER if draft is above[-1] else BlockRole.BOILERPLATE
    for draft in header[place + 1 :]:
        if draft.is_open and _is_shouted_name(draft.text, vocabulary):
            draft.role = BlockRole.BYLINE
    _read_below_headline(header[place:])


_ROLES = {
    LineKind.BYLINE: BlockRole.BYLINE,
    LineKind.DATELINE: BlockRole.DATELINE,
    LineKind.CAPTION: BlockRole.CAPTION,
}


def _find_outlet(header: Sequence[Draft], vocabulary: Vocabulary) -> None:
    """The name of the paper on the first line, with other titles below it, is furniture."""
    titles = [draft for draft in header if draft.is_open]
    if len(titles) < 2 or titles[0] is not header[0] or titles[0].words > _LONGEST_OUTLET:
        return
    known = {fold(word) for word in vocabulary.words.outlets}
    named = is_name(titles[0].text) and titles[1].kind is not LineKind.LABEL
    if named and known & set(fold(titles[0].text).split()):
        titles[0].role = BlockRole.BOILERPLATE


def _is_path(header: Sequence[Draft], titles: Sequence[Draft], vocabulary: Vocabulary) -> bool:
    """Where it was, what it is about, and the headline below, with a deck: the first is the page's path."""
    if len(titles) < _PATH_LINES:
        return False
    first = header.index(titles[0])
    above = header[first : first + _PATH_LINES]
    short = all(draft.is_open and len(_WORD.findall(draft.text)) <= _LONGEST_KICKER for draft in above[:2])
    has_deck = len(titles) > _PATH_LINES or any(
        d.kind is LineKind.PROSE for d in header[first + _PATH_LINES :]
    )
    return (
        short
        and above[2].is_open
        and above[2].words > _LONGEST_KICKER
        and has_deck
        and (is_name(titles[0].text) or fold(titles[0].text) in vocabulary.menu)
    )


_TOLD = (LineKind.TITLE, LineKind.PROSE)


def _is_first_item(title: Draft, body: Sequence[Draft], vocabulary: Vocabulary) -> bool:
    """Whether the page tells several things, a title and a paragraph each, and this is the first one's title.

    A story with sections of one paragraph looks alike; but its headline's words come again below.
    """
    once = {draft.text: draft for draft in body if draft.kind in _TOLD and draft.is_open}
    once.pop(title.text, None)
    items = list(once.values())  # the page may be pasted twice
    if len(items) < _FEWEST_LINES or items[0].kind is not LineKind.PROSE:
        return False
    heads = [
        draft
        for draft, after in pairwise(items)
        if draft.kind is LineKind.TITLE and after.kind is LineKind.PROSE and after.words > draft.words
    ]
    if len(heads) < 2 or len(items) > 2.5 * len(heads) + 1 or items[1] is not heads[0]:
        return False
    first = set(matter(items[0].text, vocabulary))
    rest = {word for draft in items[1:] for word in matter(draft.text, vocabulary)}
    return _share(title, first, vocabulary) > 0 and _share(title, rest, vocabulary) <= _OWN_ITEM


def _is_shouted_name(text: str, vocabulary: Vocabulary) -> bool:
    """ "ANN HILL": all in capitals, a frequent first name first."""
    names = text.split()
    return text.isupper() and 2 <= len(names) <= 4 and fold(names[0]) in vocabulary.all_first_names


def _read_below_headline(lines: Sequence[Draft]) -> None:
    """Decks stand above the byline; what stands below it belongs to the reporter or to a picture.

    So does a title below the day and the buttons for sharing, right above the story, and a few words below
    longer decks.
    """
    is_signed = False
    decks = 0
    for above, draft in pairwise(lines):
        if draft.is_open:
            roles = {line.role for line in lines[: lines.index(draft)]} if draft is lines[-1] else set()
            below_buttons = {BlockRole.DATELINE, BlockRole.BOILERPLATE} <= roles
            is_short = draft is lines[-1] and above.role is BlockRole.DECK and 2 * draft.words <= above.words
            is_picture = below_buttons or (is_short and draft.words <= _LONGEST_PICTURE)
            is_caption = is_signed or (is_picture and not ends_sentence(draft.text))
            draft.role = _role_below_headline(draft, above, is_caption)
        decks += draft.role is BlockRole.DECK
        if draft.role is BlockRole.DECK and decks > _MOST_DECKS:
            draft.role = BlockRole.BOILERPLATE  # so many titles are links
        is_signed = is_signed or draft.role is BlockRole.BYLINE


def _role_below_headline(draft: Draft, above: Draft, is_signed: bool) -> BlockRole:
    if _NAME_IN_CAPITALS.fullmatch(draft.text):
        return BlockRole.BYLINE
    if draft.words <= 5 and (is_name(draft.text) or _is_name_and_place(draft.text)):
        return BlockRole.BYLINE
    if is_signed and draft.text.endswith("?"):
        return BlockRole.SUBHEADING  # the first question of an interview
    if draft.words == 1:  # the place, or a counter
        return BlockRole.DATELINE if draft.text.isalpha() and len(draft.text) > 3 else BlockRole.BOILERPLATE
    if above.role is BlockRole.BYLINE and draft.words <= _LONGEST_OFFICE:
        return BlockRole.BYLINE
    if _PLACE_AND_NAME.fullmatch(draft.text):
        return BlockRole.BYLINE
    if (placed := _NAME_IN_PLACE.fullmatch(draft.text)) and is_name(placed[1]):
        return BlockRole.BYLINE
    if is_wholly_marked(draft.text):
        return BlockRole.PULL_QUOTE
    return BlockRole.CAPTION if is_signed else BlockRole.DECK


def _is_name_and_place(text: str) -> bool:
    """ "Ann Hill, Northport"."""
    name, comma, place = text.partition(", ")
    return bool(comma) and is_name(name) and place.istitle() and place.isalpha()


def _is_kicker(
    header: Sequence[Draft], titles: Sequence[Draft], body: Sequence[Draft], vocabulary: Vocabulary
) -> bool:
    """Whether the first of the titles is a kicker and the second the headline.

    A kicker stands right above its headline. It is a rubric of a few words, or, in the newspapers of some
    languages, a clause that leads up to the headline and is often longer than it.
    """
    first, second = titles[0], titles[1]
    if header.index(second) - header.index(first) != 1:
        return False
    if first.kind is LineKind.LABEL or first.text.endswith((":", "...", "…")):
        return True
    if " | " in first.text and len(_WORD.findall(first.text)) <= _LONGEST_KICKER:
        return True
    if ends_sentence(second.text) and len(titles) == 2 and not second.text.endswith(("?", "؟", "!")):
        return False  # a headline has no full stop, a deck may have one
    if first.words > 1 and fold(first.text).split()[-1] in vocabulary.words.headline_endings:
        return False
    if first.words <= _LONGEST_KICKER and second.words > first.words:
        if first.text.split()[0].casefold() in vocabulary.function_words:
            return False  # "The last lighthouse" is no rubric
        rubric = first.words == 1 or first.text.isupper() or vocabulary.words.kicker_is_clause
        return rubric or len(titles) > 2 or not _is_told(first, body, vocabulary)
    if not vocabulary.words.kicker_is_clause or ends_sentence(first.text):
        return False
    return _clause_evidence(header, titles, body, vocabulary) >= 2


def _clause_evidence(
    header: Sequence[Draft], titles: Sequence[Draft], body: Sequence[Draft], vocabulary: Vocabulary
) -> int:
    """How much speaks for a clause as a kicker: length, how it begins, what stands below the second line."""
    first, second = titles[0], titles[1]
    evidence = 0
    if first.words >= 1.25 * second.words:
        evidence += 2
    elif second.words >= 1.25 * first.words:
        evidence -= 2
    if vocabulary.opens(fold(first.text), "kicker_openings"):
        evidence += 2
    evidence += _has_headline_build(second.text) - _has_headline_build(first.text)
    below = header[header.index(second) + 1 :]
    if below and not below[0].is_open and len(titles) > 2:
        evidence += 1  # the picture or the byline stands below the headline; decks follow it
    lead = {word for draft in body[:2] for word in matter(draft.text, vocabulary)}
    return evidence + (_share(second, lead, vocabulary) > _share(first, lead, vocabulary) + 0.25)


def _has_headline_build(text: str) -> bool:
    """Topic or speaker, colon, statement; or two halves with two dots between them."""
    return any(mark in text.strip(" .") for mark in (": ", ".. ", "... ", "… "))


def _share(draft: Draft, known: set[str], vocabulary: Vocabulary) -> float:
    words = matter(draft.text, vocabulary)
    return sum(word in known for word in words) / len(words) if words else 0.0


def _is_told(draft: Draft, body: Sequence[Draft], vocabulary: Vocabulary) -> bool:
    """Whether the body's beginning has all the words: a headline's come again, a rubric's do not."""
    known = {word for line in body[:4] for word in matter(line.text, vocabulary)}
    return _share(draft, known, vocabulary) == 1.0


def first_sentence(text: str, longest: int = 100) -> str:
    """A title for a text without headline: its first sentence, or whole words up to `longest` characters."""
    for end, letter in enumerate(text, 1):
        if letter in ".!?؟…" and (end == len(text) or text[end] == " ") and word_count(text[:end]) > 2:
            text = text[:end]
            break
    if len(text) <= longest:
        return text.rstrip(" .")
    return text[: longest + 1].rsplit(" ", 1)[0].rstrip(" ,،;؛:–—-") + "…"
