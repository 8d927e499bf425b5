"""Drafts of a page → where its body begins, and the roles of the lines above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from briefing.article.lines import LineKind, Vocabulary, ends_sentence, is_name, matter, sentence_count
from briefing.article.texts.draft import Draft, Style
from briefing.article.texts.pull_quotes import is_wholly_marked
from briefing.article.words import fold, word_count
from briefing.model import BlockRole

_LONGEST_KICKER = 3
"""Words, where a kicker is a rubric and not a clause."""
_LONGEST_HEADLINE_SENTENCE = 14
"""Words of a first line that ends with a stop and is the headline all the same."""
_LONGEST_OFFICE = 4
"""Words of "Economics correspondent", "BBC News, Leeds"."""
_PLACE_AND_NAME = re.compile(r"\w+(?: \w+)?: \w+ \w+(?: \w+)?")
"""How Arabic papers sign: "place: first name, last name"."""
_NAME_IN_PLACE = re.compile(r"(.+?) in ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)")
"""How British papers sign: "Ann Hill in Leeds"."""
_SIGNED = re.compile(
    r"(?:\w+(?: \w+){0,2}\s*[/–—-]\s*)?\w+(?: \w+){0,2}\s*(?P<sign>[:/–—-])\s*"
    r"(?P<last>\w+(?: \w+){0,3}|«[^«»]+»|\"[^\"]+\")"
)
"""Place or outlet, a sign, and who or what: "عمان - سامر علي", "الرياض: «الجريدة»", "بغداد / النهر"."""
_OUTLET_FROM = re.compile(r"(?:«[^«»]{2,30}»|\"[^\"]{2,30}\")\s*[–—-]?\s*(?:من )?\w+(?: \w+)?")
"""Outlet and place: «الجريدة» من الرياض."""
_MOST_DECKS = 6
_MENU_LINES = 3
"""Very short lines in a row from which on they are a menu."""
_LONGEST_MENU_WORDS = 3
_LONGEST_SKIP_LINK = 4
"""Words."""


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
    if not title_above and _is_headline_sentence(page[first]):
        return second
    if title_above and _is_deck(page, first, second):
        return second
    return first


def _menu_follows(page: Sequence[Draft], index: int, until: int) -> bool:
    menu = [d for d in page[index + 1 : until] if d.kind is LineKind.TITLE and d.words <= _LONGEST_MENU_WORDS]
    titles_above = any(d.kind is LineKind.TITLE and d.words > _LONGEST_MENU_WORDS for d in page[:index])
    return len(menu) > _MENU_LINES and not titles_above


def _is_headline_sentence(draft: Draft) -> bool:
    return draft.words <= _LONGEST_HEADLINE_SENTENCE and sentence_count(draft.text) == 1


def _is_deck(page: Sequence[Draft], index: int, following: int) -> bool:
    """A deck may be a full sentence: then the byline or date stands below it, or the lead says it again."""
    draft = page[index]
    if sentence_count(draft.text) > 2 or draft.words > 50:
        return False
    signed_above = any(_is_signing(d) for d in page[:index])
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
    _find_menus(header, vocabulary)
    _find_signing(header, vocabulary)
    headline = next((draft for draft in header if draft.role is BlockRole.HEADLINE), None)
    if headline is None:
        titles = [draft for draft in header if draft.is_open]
        if not titles:
            return
        has_kicker = len(titles) > 1 and _is_kicker(header, titles, body, vocabulary)
        headline = titles[1 if has_kicker else 0]
        headline.role = BlockRole.HEADLINE
    place = header.index(headline)
    above = [draft for draft in header[:place] if draft.is_open]
    for draft in above:  # right above the headline stands the kicker
        draft.role = BlockRole.KICKER if draft is above[-1] else BlockRole.BOILERPLATE
    _read_below_headline(header[place:])


_ROLES = {
    LineKind.BYLINE: BlockRole.BYLINE,
    LineKind.DATELINE: BlockRole.DATELINE,
    LineKind.CAPTION: BlockRole.CAPTION,
}


def _read_below_headline(lines: Sequence[Draft]) -> None:
    """Decks stand above the byline; what stands below it belongs to the reporter or to a picture."""
    is_signed = False
    decks = 0
    for above, draft in pairwise(lines):
        if draft.is_open:
            draft.role = _role_below_headline(draft, above, is_signed)
        decks += draft.role is BlockRole.DECK
        if draft.role is BlockRole.DECK and decks > _MOST_DECKS:
            draft.role = BlockRole.BOILERPLATE  # so many titles are links
        is_signed = is_signed or draft.role is BlockRole.BYLINE


def _role_below_headline(draft: Draft, above: Draft, is_signed: bool) -> BlockRole:
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


def _find_signing(header: Sequence[Draft], vocabulary: Vocabulary) -> None:
    """The last line above the body where it is only place and reporter or outlet, and other titles remain."""
    titles = [draft for draft in header if draft.is_open]
    if (
        len(titles) < 2
        or titles[-1].kind is not LineKind.TITLE
        or any(letter.isupper() for letter in titles[-1].text)
    ):
        return  # names with capitals have rules of their own
    if _OUTLET_FROM.fullmatch(titles[-1].text.strip()):
        titles[-1].role = BlockRole.BYLINE
        return
    signed = _SIGNED.fullmatch(titles[-1].text.strip())
    if not signed or any(character.isdigit() for character in titles[-1].text):
        return
    names = fold(signed["last"]).split()
    by_person = bool(names) and names[0] in vocabulary.given_names and 2 <= len(names) <= 4
    if signed["sign"] != ":" or by_person or signed["last"][0] in '«"':
        titles[-1].role = BlockRole.BYLINE


def _find_menus(header: Sequence[Draft], vocabulary: Vocabulary) -> None:
    """Sections and buttons, one a line, become boilerplate, unless nothing would be left for a headline."""
    has_headline = any(draft.role is BlockRole.HEADLINE for draft in header)
    titles = sum(draft.is_open and not is_name(draft.text) for draft in header)
    run: list[Draft] = []
    for draft in [*header, None]:
        if draft is not None and draft.words <= _LONGEST_MENU_WORDS and not ends_sentence(draft.text):
            run.append(draft)
            continue
        lines = [line for line in run if line.is_open and not is_name(line.text)]
        if len(run) >= _MENU_LINES and len(lines) >= 2 and (has_headline or titles > len(lines)):
            sections = sum(fold(line.text) in vocabulary.menu for line in run)
            may_be_kicker = sections < len(run)
            if not has_headline and draft and draft.is_open and lines[-1] is run[-1] and may_be_kicker:
                lines.pop()  # right above a longer line: it may be the kicker
            for line in lines:
                line.role = BlockRole.BOILERPLATE
            titles -= len(lines)
            if not has_headline and draft is not None:
                _find_skip_links(header[: header.index(run[0])], header[header.index(draft) :])
        run = []


def _find_skip_links(above: Sequence[Draft], below: Sequence[Draft]) -> None:
    """A few words above a menu ("Skip to content") are the page's, where a headline stands below it."""
    if any(d.is_open and d.kind is LineKind.TITLE and d.words > _LONGEST_SKIP_LINK for d in below):
        for draft in above:
            if draft.is_open and draft.words <= _LONGEST_SKIP_LINK:
                draft.role = BlockRole.BOILERPLATE


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
