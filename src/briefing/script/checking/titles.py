"""Titles of the script and of its segments → whether the article has them, as a player will show them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from briefing.language import Phrases, language
from briefing.model import Article, BlockRole, Script, Segment, SegmentKind
from briefing.script.checking.cuts import edit_of_cut
from briefing.script.checking.differences import describe
from briefing.script.checking.examined import Fault
from briefing.script.checking.figures import values
from briefing.script.checking.lettering import plain
from briefing.script.checking.nearness import compared, likeness, related, shares
from briefing.script.checking.rewordings import near_copy
from briefing.script.checking.told import Told, told
from briefing.script.edits import CLAUSE_CUT, CREDIT_DROPPED, template_of
from briefing.script.words import has_words

_HEADINGS = frozenset(
    {BlockRole.HEADLINE, BlockRole.SIDEBAR_HEADING, BlockRole.SUBHEADING, BlockRole.DECK, BlockRole.KICKER}
)
_NEARLY = 0.6
"""Share of common words from which a title is a heading of the article, changed."""
_ENDS = ".!?…؟ :;,،؛|–—-"


def title_fault(script: Script, segment: Segment | None, articles: Sequence[Article]) -> Fault | None:
    """What is wrong with the title of a segment, or with that of the script."""
    title = segment.title if segment else script.title
    tag = (segment and segment.language) or script.language
    about = articles
    if segment and segment.article and segment.article <= len(articles):
        about = articles[segment.article - 1 : segment.article]
    if is_given(title, script, segment, about):
        return None
    shown = plain(title).strip(_ENDS)
    if any(plain(heading).strip(_ENDS) == shown for heading in _headings(articles)):
        return Fault("this is the title of another article")
    headings = [*_headings(about), *(_beginnings(title, script) if title.endswith("…") else ())]
    if any(_is_shortened(title, heading, tag) for heading in headings):
        return None
    near = max(related(title, headings), key=lambda one: likeness(title, one), default="")
    is_like = bool(near) and (likeness(title, near) >= _NEARLY or shares(title, near) >= _NEARLY)
    if not is_like:
        near = near_copy(title, map(Told, _sentences(about)), tag)
    if near:
        return Fault(f"the title is nearly the article's, and not so there: {describe(near, title)}", near)
    return None


def is_given(title: str, script: Script, segment: Segment | None, articles: Sequence[Article]) -> bool:
    """Whether a title is the article's own or the language's: nothing to look at."""
    tag = (segment and segment.language) or script.language
    named = (language(tag).phrases or Phrases()).titles.values()
    shown = plain(title).strip(_ENDS)
    given = {plain(text).strip(_ENDS) for text in (*named, *_headings(articles))}
    if shown in given or (segment and title.isdigit() and int(title) == segment.article):
        return True
    if segment and segment.kind in (SegmentKind.OPENING, SegmentKind.CLOSING) and shown:
        is_greeted = any(template_of(line.edits) and title in line.text for line in segment.lines)
        return is_greeted or not near_copy(title, map(Told, _sentences(articles)), tag)  # the show's name
    # A sentence, or "The beginning of a sentence, cut at a word…"
    is_cut = title.endswith("…")
    return any(_begins(plain(text), shown, tag, is_cut=is_cut) for text in _sentences(articles))


def _begins(sentence: str, shown: str, tag: str, *, is_cut: bool) -> bool:
    """Whether the sentence begins so, behind what may be left out of it; or is so."""
    before, found, after = sentence.partition(shown)
    return (
        bool(found)
        and (is_cut or not has_words(after))
        and (not before or edit_of_cut(before, "opening", (CLAUSE_CUT, CREDIT_DROPPED), tag) is not None)
    )


def _beginnings(title: str, script: Script) -> Iterator[str]:
    """As many words of each line as the title has."""
    count = len(title.split())
    for segment in script.segments:
        yield from (" ".join(line.text.split()[:count]) + "…" for line in segment.lines if line.spans)


def _headings(articles: Sequence[Article]) -> Iterator[str]:
    for article in articles:
        yield " ".join(article.title.split())
        yield from (" ".join(b.text.split()) for b in article.blocks if b.role in _HEADINGS)


def _sentences(articles: Sequence[Article]) -> Iterator[str]:
    yield from (one.text for article in articles for one in told(article))


def _is_shortened(title: str, heading: str, tag: str) -> bool:
    """Beginning, end or a "the" is left out; none is new, and none that turns the sense is gone."""
    ours, theirs = list(compared(title)), list(compared(heading))
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if sum(block.size for block in blocks) < len(ours) or values(title, tag) - values(heading, tag):
        return False
    between = {word for one, other in pairwise(blocks) for word in theirs[one.b + one.size : other.b]}
    return _turning_in(theirs, tag) <= _turning_in(ours, tag) and between <= _articles(tag)


def _turning_in(found: Sequence[str], tag: str) -> set[tuple[str, ...]]:
    """The entries of the language that negate, limit or attribute, of one word or several."""
    listed = {compared(entry) for entry in (language(tag).phrases or Phrases()).turning}
    longest = max(map(len, listed), default=0)
    runs = (tuple(found[a:b]) for a in range(len(found)) for b in range(a + 1, a + longest + 1))
    return listed & set(runs)


@cache
def _articles(tag: str) -> frozenset[str]:
    return frozenset(word for entry in language(tag).quotes.articles for word in compared(entry))
