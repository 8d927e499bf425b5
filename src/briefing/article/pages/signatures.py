"""A line near the headline → byline or dateline, by its words and by whom the metadata name."""

from __future__ import annotations

import re

from briefing.article.lines import (
    LineKind,
    Vocabulary,
    byline_name,
    ends_sentence,
    is_dateline,
    is_name,
    kind_of,
    published,
)
from briefing.article.words import fold, folded_words, word_count
from briefing.model import BlockRole

_PARTS = re.compile(r"\s*[|•·∙●]\s*|\s+[/–—-]+\s+|^[-–—]\s+|／")
_AUTHORS = re.compile(r",|;|\||/|،|&|\band\b|\bund\b|\bet\b|\by\b| و(?=\S)")
_LONGEST_SIGNATURE = 25
"""Words; authors, their offices, two dates and a clock."""
_MOST_AROUND_NAME = 12
"""Words beside the author's name: "Text: … · 24 September 2018, 09:15"."""
_LONGEST_AUTHOR = 6
_LONGEST_DATED = 14
_LONGEST_CREDITS = 60
_SENTENCE = 5
_LOWER = 0.3
"""Share of small words among this many and more, from which they are no names."""
_TWO_CAPITALS = re.compile(r"(?<!\w)(?!\d)[^\W_a-z]\w+ (?!\d)[^\W_a-z]\w+")
_DAY_IN_ANY_LANGUAGE = re.compile(
    r"\b[^\W\d_]{3,}\.? \d{1,2},? (?:19|20)\d\d\b"
    r"|\b\d{1,2}\.? (?:de )?[^\W\d_]{3,}\.? (?:de )?(?:19|20)\d\d\b"
)


class Signatures:
    def __init__(self, words: Vocabulary, byline: str | None, site: str | None) -> None:
        """As the metadata give them: `byline` is the author, "By Ann Hill and Tom Reed", `site` the paper."""
        self._words = words
        self._site = " ".join(folded_words(site or ""))
        opening = words.opens(fold(byline or ""), "byline_openings")
        rest = (byline or "")[opening.end() :] if opening else byline or ""
        names = [" ".join(folded_words(part)) for part in (rest, *_AUTHORS.split(rest))]
        self._authors = tuple(
            dict.fromkeys(name for name in names if len(name) >= 4 and word_count(name) <= _LONGEST_AUTHOR)
        )

    def names(self, text: str) -> list[str]:
        """Who signs, by a byline: without "by", office and date."""
        return [part.strip() for part in _AUTHORS.split(byline_name(text, self._words))]

    def role(self, text: str) -> BlockRole | None:
        """BYLINE or DATELINE, None for what is neither. A line that is both is a byline."""
        if word_count(text) > _LONGEST_SIGNATURE:
            return None
        if " ".join(folded_words(text)) in self._authors or self._is_by_site(text):
            return BlockRole.BYLINE
        if text.count(":") == 1 and self.is_credit_label(text.partition(":")[0]):
            return None  # "Image: Ann Hill"
        parts = [part for part in _PARTS.split(text) if any(map(str.isalnum, part))]
        found = [self._part(part) for part in parts]
        if BlockRole.BYLINE in found:
            return BlockRole.BYLINE if word_count(text) <= _MOST_AROUND_NAME + _LONGEST_AUTHOR else None
        told = [role for role, part in zip(found, parts, strict=True) if role or not self._is_trifle(part)]
        if told and all(role is BlockRole.DATELINE for role in told):
            return BlockRole.DATELINE
        if self._credits_everybody(text):
            return BlockRole.BYLINE
        return self._dated(text)

    def _is_by_site(self, text: str) -> bool:
        """ "By The Harbour Post"."""
        opening = self._words.opens(fold(text), "byline_openings")
        return bool(
            opening and self._site and " ".join(folded_words(fold(text)[opening.end() :])) == self._site
        )

    def _credits_everybody(self, text: str) -> bool:
        """ "Text: Ann Hill, Photos: Tom Reed"."""
        parts = [part.partition(":") for part in re.split(r"[,;|]", text)]
        return word_count(text) <= _MOST_AROUND_NAME and all(
            word_count(label) <= 2 and label.strip()[:1].isalpha() and is_name(name.strip())
            for label, _, name in parts
        )

    def lists_names(self, text: str) -> bool:
        """ "Ann Hill", "Ann Hill in Marl and Tom Reed in Rome": beside a date this is who wrote."""
        parts = [part.strip() for part in _AUTHORS.split(text)]
        if any(word in self._words.menu for word in folded_words(text)):
            return False  # "Share Discuss"
        return word_count(text) <= _MOST_AROUND_NAME and all(
            _is_placed_name(part) or self._begins_with_given_name(part) for part in parts
        )

    def credits_writers(self, text: str) -> bool:
        """ "Reporting by Ann Hill in Marl and Tom Reed; editing by Eve Wood": no sentence, though as long."""
        opening = self._words.opens(fold(text), "byline_openings")
        if opening is None or " " not in opening.group() or word_count(text) > _LONGEST_CREDITS:
            return False
        first = _AUTHORS.split(text[opening.end() :].strip(" :"))[0].strip()
        return len(fold(text)) == len(text) and _is_placed_name(first) and not ends_sentence(first)

    def _begins_with_given_name(self, text: str) -> bool:
        """In scripts without capitals a first name that we know must do."""
        words = folded_words(text)
        return 2 <= len(words) <= 4 and text.upper() == text.lower() and words[0] in self._words.given_names

    def _dated(self, text: str) -> BlockRole | None:
        """A short line with a day in it, in words that we do not know: with a name, or without."""
        day = _DAY_IN_ANY_LANGUAGE.search(text)
        if day is None or word_count(text) > _LONGEST_DATED or ends_sentence(text):
            return None
        rest = f"{text[: day.start()]} | {text[day.end() :]}"
        words = [word for word in re.findall(r"[^\W\d_]+", rest) if len(word) > 1]
        if len(words) >= _SENTENCE and sum(word[0].islower() for word in words) >= _LOWER * len(words):
            return None  # "Boats in the harbour of Marl, 24 April 2026": what a picture shows
        return BlockRole.BYLINE if _TWO_CAPITALS.search(rest) else BlockRole.DATELINE

    def names_author(self, text: str) -> bool:
        """Whether it is the author's name, and hardly more."""
        line = " ".join(folded_words(text))
        return any(
            name in line and word_count(line) <= word_count(name) + _LONGEST_AUTHOR for name in self._authors
        )

    def is_opening(self, text: str) -> bool:
        """Whether it is "By", and the name stands elsewhere."""
        opening = self._words.opens(fold(text), "byline_openings")
        return opening is not None and not fold(text)[opening.end() :].strip(" :") and word_count(text) == 1

    def is_bare(self, text: str) -> bool:
        """Whether it begins with the name, or "by"."""
        return any(self._begins_with_author(part) for part in (text, *_PARTS.split(text)))

    def _begins_with_author(self, text: str) -> bool:
        line = " ".join(folded_words(text))
        opened = self._words.opens(fold(text), "byline_openings") is not None
        return opened or any(line.startswith(name) for name in self._authors)

    def has_author(self, text: str) -> bool:
        line = f" {' '.join(folded_words(text))} "
        return any(f" {name} " in line for name in self._authors)

    def is_credit(self, text: str) -> bool:
        """ "© Reuters / pool", alone or behind what the picture shows: an agency, and no year."""
        shown, sign, owner = text.rpartition("©")
        if not sign or word_count(owner) > 6 or any(map(str.isdigit, owner)) or word_count(shown) > 60:
            return False
        parts = re.split(r"[/,|]|\s[–-]\s", fold(owner))
        return any(part.strip(" .)") in self._words.agencies for part in parts)

    def is_credit_label(self, text: str) -> bool:
        """ "Photo:"."""
        return bool(self._words.credits.fullmatch(fold(text).rstrip(" :：")))

    def is_when(self, text: str) -> bool:
        """A date, or how long ago: "2 days ago"."""
        tokens = re.findall(r"\d+|[^\W\d_]+", fold(text))
        telling = [token for token in tokens if not token.isdigit()]
        ago = bool(telling) and len(telling) < len(tokens) and set(telling) <= self._words.date_words
        return ago or is_dateline(text, self._words)

    def _part(self, text: str) -> BlockRole | None:
        line = " ".join(folded_words(text))
        if any(f" {name} " in f" {line} " for name in self._authors):
            return BlockRole.BYLINE if word_count(line) <= _MOST_AROUND_NAME else None
        if self._is_signed_and_dated(text):
            return BlockRole.BYLINE
        if word_count(text) <= 14 and self.is_when(text):
            return BlockRole.DATELINE
        return BlockRole.BYLINE if kind_of(text, self._words) is LineKind.BYLINE else None

    def _is_signed_and_dated(self, text: str) -> bool:
        """ "Posted on October 27, 2015 by Admin": a day, and somebody behind "by"."""
        dated = published(text, self._words) is not None or _DAY_IN_ANY_LANGUAGE.search(text)
        if word_count(text) > _MOST_AROUND_NAME or not dated:
            return False
        folded = fold(text)
        for space in re.finditer(r"(?:^|\s)(?=\w)", folded):
            opening = self._words.openings["byline_openings"].match(folded, space.end())
            if opening and folded[opening.end() :].strip() and len(folded) == len(text):
                rest = text[opening.end() :].lstrip(" :：")
                if rest[:1].isupper() or (rest[:1].isalpha() and not rest[:1].islower()):
                    return True
        return False

    def _is_trifle(self, text: str) -> bool:
        """What stands beside a date: how long reading takes, a clock, how many comments there are."""
        return kind_of(text, self._words) is LineKind.FURNITURE


def _is_placed_name(text: str) -> bool:
    """A name, behind which a place may stand."""
    words = text.split()
    name, rest = next(
        ((words[:n], words[n:]) for n in (2, 3) if len(words) > n and words[n][0].islower()), (words, [])
    )
    placed = not rest or (len(rest[0]) <= 3 and len(rest) <= 3 and rest[-1][:1].isupper())
    return is_name(" ".join(name)) and len(name) <= 3 and placed


def upper_case_name(text: str) -> bool:
    """Two to four words in capitals: how agencies set a byline."""
    words = re.sub(r"['’.-]", "", text).split()
    return 2 <= len(words) <= 4 and all(word.isalpha() and word.isupper() for word in words)
