"""What we know of a language, as data: languages/TAG.yaml → Language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from briefing import documents
from briefing.errors import BriefingError
from briefing.language.case_words import CaseWords
from briefing.language.check_words import CheckWords
from briefing.language.date_words import DateWords, RelativeDate
from briefing.language.page_words import PageWords
from briefing.language.phrases import Phrases
from briefing.language.quote_words import QuoteWords
from briefing.language.sentence_words import SentenceWords
from briefing.language.spoken_words import CountedNoun, SpokenWords

__all__ = [
    "CaseWords",
    "CheckWords",
    "CountedNoun",
    "DateWords",
    "Language",
    "PageWords",
    "Phrases",
    "QuoteWords",
    "RelativeDate",
    "SentenceWords",
    "SpokenWords",
    "function_words",
    "known",
    "language",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    tag: str
    """BCP 47 primary subtag."""
    name: str
    """In English."""
    rtl: bool = False
    sentences: SentenceWords = field(default_factory=SentenceWords)
    page: PageWords = field(default_factory=PageWords)
    quotes: QuoteWords = field(default_factory=QuoteWords)
    phrases: Phrases | None = None
    """None: we have no words of our own in this language, only the article's."""
    spoken: SpokenWords = field(default_factory=SpokenWords)
    check: CheckWords = field(default_factory=CheckWords)


def known() -> tuple[str, ...]:
    """Tags of the languages that have a file."""
    folder = resources.files("briefing") / "languages"
    return tuple(sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml")))


@cache
def language(tag: str) -> Language:
    """What we know of `tag` ("ar-EG" is read as "ar"); a language without a file is known by its tag only."""
    primary = tag.replace("_", "-").split("-")[0].lower()
    if primary not in known():
        return Language(tag=primary, name=primary, rtl=primary in _RTL)
    path = resources.files("briefing") / "languages" / f"{primary}.yaml"
    return documents.load(Language, path.read_bytes(), name=f"languages/{primary}.yaml", error=BriefingError)


@cache
def function_words(tag: str) -> tuple[str, ...]:
    """`page.function_words` of a language that has a file, and nothing else of it.

    Whoever asks which language a text is in asks all of them; a whole file takes fifty times as long to read.
    """
    text = (resources.files("briefing") / "languages" / f"{tag}.yaml").read_text("utf-8")
    found = _FUNCTION_WORDS.search(text)
    return tuple(word.strip(" \n\"'") for word in found[1].split(",")) if found else ()


_FUNCTION_WORDS = re.compile(r"^  function_words: \[([^\]]*)\]", re.MULTILINE)

# Languages written right to left: CLDR 46, scripts Arab, Hebr, Thaa, Syrc of the default locale.
_RTL = frozenset({
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "lrc", "mzn", "nqo", "ps", "sd", "syr", "ug",
    "ur", "yi",
})  # fmt: skip
