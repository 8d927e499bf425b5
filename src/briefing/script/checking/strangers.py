"""An editor's own words and the articles → the names and numbers in them that no article has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from briefing.language import Phrases, language
from briefing.model import Article
from briefing.script.checking.figures import figures, values
from briefing.script.words import fold_name

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:[.'’‐‑-][^\W\d_][^\W_]*)*")
_ENDS_SENTENCE = re.compile(r"(?:^|[.!?:؟…])[\s\"“”«»'‘’(]*$")
_PROCLITICS = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك")
_SPACE = re.compile(r"\s*")


def strange_numbers(text: str, articles: Iterable[Article], tag: str, also: str = "") -> tuple[str, ...]:
    """`also`: a text that is known beside the articles."""
    known = frozenset(value for article in articles for value in _values_of(article)) | values(also, tag)
    return tuple(dict.fromkeys(f.text for f in figures(text, tag) if f.value not in known))


def strange_names(text: str, articles: Iterable[Article], tag: str, also: str = "") -> tuple[str, ...]:
    """`also`: a text that is known beside the articles."""
    known = frozenset(word for article in articles for word in _words_of(article))
    known |= {form for found in _WORD.finditer(also) for form in _forms(found.group(), tag)}
    found: dict[str, None] = {}
    for run in names(text, tag):
        strange = [at for at, word in enumerate(run) if not _is_known(word, known)]
        if strange and language(tag).quotes.capitals:
            found[_with_word_before(" ".join(run), text, tag)] = None
        elif strange:  # without capitals a name may run on into other words
            found[" ".join(run[: strange[-1] + 1])] = None
    return tuple(found)


def _with_word_before(name: str, text: str, tag: str) -> str:
    """With the word that has its capital because it begins the sentence: it may be a first name."""
    before = re.search(rf"(?:^|[.!?…]\s+)([^\W\d_][\w'’-]*) {re.escape(name)}(?!\w)", text)
    is_name = before and before[1][0].isupper() and fold_name(before[1]) not in _small_words(tag)
    return f"{before[1]} {name}" if before and is_name else name


def names(text: str, tag: str) -> Iterator[tuple[str, ...]]:
    """What looks like a name, weekday or month: by capitals, or without them by lists."""
    run: list[str] = []
    end = 0
    for found in _WORD.finditer(text):
        starts = _ENDS_SENTENCE.search(text[: found.start()]) is not None
        is_near = bool(run) and _SPACE.fullmatch(text, end, found.start()) is not None
        is_name = _is_name(found.group(), tag, starts, after_name=is_near)
        if run and not (is_near and is_name):
            yield from _run(run, tag)
            run = []
        if is_name:
            run.append(found.group())
            end = found.end()
    yield from _run(run, tag)


def _run(run: list[str], tag: str) -> Iterator[tuple[str, ...]]:
    known = language(tag)
    if known.quotes.nouns_have_capitals and len(run) == 1 and not _forms(run[0], tag) & _listed(tag):
        return  # a noun like any other
    # "Welcome" begins a sentence, "Welcome Ines" may be a name behind it.
    if run and len(run) > 1 and fold_name(run[0]) in _small_words(tag):
        run = run[1:]
    if run:
        yield tuple(run)


def _is_name(word: str, tag: str, starts: bool, *, after_name: bool) -> bool:
    if word in _days(tag):
        return True
    is_listed = bool(_forms(word, tag) & _listed(tag))
    if not language(tag).quotes.capitals and not word[0].isupper():
        return is_listed or (after_name and fold_name(word) not in _small_words(tag))
    if not word[0].isupper() or fold_name(word) in _small_words(tag) or word in ("I", "I'm", "I’m"):
        return False
    return not starts or is_listed or (len(word) > 1 and word.isupper())


@cache
def _days(tag: str) -> frozenset[str]:
    """Weekdays and months, as they are written: with a capital or without."""
    phrases = language(tag).phrases or Phrases()
    return frozenset((*phrases.weekdays, *phrases.months))


@cache
def _listed(tag: str) -> frozenset[str]:
    """First names, agencies, weekdays, months."""
    known = language(tag)
    quotes, other_months = known.quotes, (m for months in known.spoken.months for m in months)
    given = (*quotes.given_m, *quotes.given_f, *quotes.given_names, *known.page.agencies)
    people = {fold_name(entry) for entry in given if " " not in entry}
    days = {fold_name(entry) for entry in (*_days(tag), *other_months) if " " not in entry}
    return frozenset((people - {fold_name(word) for word in quotes.not_names}) | days)


@cache
def _small_words(tag: str) -> frozenset[str]:
    return frozenset(fold_name(word) for word in language(tag).page.function_words)


def _forms(word: str, tag: str) -> frozenset[str]:
    """The word, and without what Arabic writes together with it."""
    folded = fold_name(word)
    if not language(tag).quotes.article:
        return frozenset({folded})
    bare = (folded.removeprefix(p) for p in _PROCLITICS if folded.startswith(p) and len(folded) - len(p) > 1)
    return frozenset({folded, *bare})


def _is_known(word: str, known: frozenset[str]) -> bool:
    folded = fold_name(word)
    return (
        folded in known
        or any(folded.removeprefix(p) in known for p in _PROCLITICS if folded.startswith(p))
        or all(fold_name(part) in known for part in re.split(r"[‐‑-]", word))
    )


@lru_cache(maxsize=16)
def _words_of(article: Article) -> frozenset[str]:
    return frozenset(
        form
        for text in _texts(article)
        for found in _WORD.finditer(text)
        for word in (found.group(), *re.split(r"[‐‑-]", found.group()))
        for form in _forms(word, article.language)
    )


@lru_cache(maxsize=16)
def _values_of(article: Article) -> frozenset[float]:
    return frozenset(value for text in _texts(article) for value in values(text, article.language))


def _texts(article: Article) -> Iterator[str]:
    yield from (block.text for block in article.blocks)
    yield from (text for text in (article.title, article.byline, article.site) if text)
    if article.published:
        yield f"{article.published:%Y %m %d}"
