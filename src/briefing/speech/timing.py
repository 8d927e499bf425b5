"""A line as it is written, and the words that engines have said of it → when each written word is heard.

An engine times the words that it was given: digits in words, abbreviations written out. A listener reads the
line as it is written, so "$3.5bn" is heard from "three" to "dollars". Nothing is estimated: where it cannot
be told which of several written words was said when, they stay together as one stretch.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from briefing.model import Clip, Script, TimedText, WordTiming
from briefing.speech.casting import Cast, Piece
from briefing.speech.clip_store import StoredClip
from briefing.speech.spoken_text import spoken_text

_TOKEN = re.compile(r"\S+")
_TATWEEL = "\u0640"
_LOST_WORDS = 12
"""How many written words may go by before one is recognised again; else the rest is one stretch."""
_SPOKEN_FOR_ONE = 16
"""Most words that one written word is said in ("$1,234,567.89" is twelve)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenPart:
    """What one clip of the line says."""

    text: str
    """As the engine was given it."""
    words: tuple[WordTiming, ...]
    """Empty where the engine knows no times."""
    duration_ms: int


@dataclass(slots=True)
class _Stretch:
    """Code points [start, end) of the line, and letters [first, last) of what is said."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Word:
    clip: int
    first: int
    """Its first letter among all that is said."""
    start_ms: int
    end_ms: int


def clips_of(
    script: Script, pieces: Iterable[Piece], stored: Mapping[str, StoredClip], cast: Cast
) -> tuple[Clip, ...]:
    """The pieces, in the script's order, with their sound and its times. `stored`: by the pieces' keys."""
    made: list[Clip] = []
    for (segment, number), group in groupby(pieces, key=lambda piece: (piece.segment, piece.line)):
        parts = [(piece, stored[piece.key]) for piece in group]
        line = script.segments[segment].lines[number]
        language = parts[0][0].utterance.language
        lexicon = cast.lexicon_for(cast.profile_for(line), language)
        said = [
            SpokenPart(text=piece.utterance.text, words=clip.words, duration_ms=clip.duration_ms)
            for piece, clip in parts
        ]
        times = timed(line.text, said, partial(spoken_text, language=language, lexicon=lexicon))
        made += [_clip(piece, clip, found) for (piece, clip), found in zip(parts, times, strict=True)]
    return tuple(made)


def _clip(piece: Piece, stored: StoredClip, times: tuple[TimedText, ...]) -> Clip:
    return Clip(
        segment=piece.segment,
        line=piece.line,
        part=piece.part,
        audio=stored.audio,
        format=stored.format,
        duration_ms=stored.duration_ms,
        engine=piece.engine,
        voice=piece.voice,
        timed=times,
    )


def timed(
    written: str, said: Sequence[SpokenPart], aloud: Callable[[str], str]
) -> tuple[tuple[TimedText, ...], ...]:
    """For each clip what of the line is heard in it, and when.

    `aloud` gives the spoken form of a written word that stands alone.
    """
    letters, words = _letters_of(said)
    heard: list[list[TimedText]] = [[] for _ in said]
    begins = [word.first for word in words]
    for stretch in _aligned(written, letters, begins, aloud):
        spoken = words[bisect_left(begins, stretch.first) : bisect_left(begins, stretch.last)]
        here = [word for word in spoken if word.clip == spoken[0].clip]
        heard[here[0].clip].append(
            TimedText(start=stretch.start, end=stretch.end, start_ms=here[0].start_ms, end_ms=here[-1].end_ms)
        )
    return tuple(
        tuple(found) if clip.words else _as_one(found, clip) for found, clip in zip(heard, said, strict=True)
    )


def _as_one(found: Sequence[TimedText], clip: SpokenPart) -> tuple[TimedText, ...]:
    if not found:
        return ()
    return (TimedText(start=found[0].start, end=found[-1].end, start_ms=0, end_ms=clip.duration_ms),)


def _letters_of(said: Sequence[SpokenPart]) -> tuple[str, tuple[_Word, ...]]:
    """All that is said, letters and digits only, and where its words begin."""
    letters, words = "", []
    for number, clip in enumerate(said):
        untimed = (WordTiming(start_ms=0, end_ms=0, text=text) for text in clip.text.split())
        for word in clip.words or untimed:
            if plain := _letters(word.text):
                words.append(_Word(number, len(letters), word.start_ms, word.end_ms))
                letters += plain
    return letters, tuple(words)


def _letters(text: str) -> str:
    """What two ways to write a word have in common: no case, marks, points or hyphens."""
    if text.isascii():
        return "".join(c for c in text.lower() if c.isalnum())
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if c.isalnum() and c != _TATWEEL)


def _aligned(
    written: str, letters: str, begins: Sequence[int], aloud: Callable[[str], str]
) -> Iterator[_Stretch]:
    """Stretches in order, each with something that is said; together the whole line and all that is said."""
    matcher = _Matcher(written, letters, begins, aloud)
    waiting: _Stretch | None = None
    for stretch in matcher.stretches():
        if waiting is None:
            waiting = stretch
        elif waiting.first == waiting.last or stretch.first == stretch.last:
            # A dash, a footnote's mark: it is seen with the word before it, at the start with the next one.
            waiting = _Stretch(waiting.start, stretch.end, waiting.first, stretch.last)
        else:
            yield waiting
            waiting = stretch
    if waiting is not None and waiting.first < waiting.last:
        yield waiting


class _Matcher:
    """Goes through the written and the spoken words side by side."""

    def __init__(
        self, written: str, letters: str, begins: Sequence[int], aloud: Callable[[str], str]
    ) -> None:
        self._tokens = [(match.start(), match.end(), match.group()) for match in _TOKEN.finditer(written)]
        self._plain = [_letters(token) for _, _, token in self._tokens]
        self._letters = letters
        self._begins = begins
        self._edges = frozenset((*begins, len(letters)))
        self._aloud = aloud
        self._spoken: dict[str, str] = {}

    def stretches(self) -> Iterator[_Stretch]:
        token, at = 0, 0
        while token < len(self._tokens):
            end = self._match(token, at)
            following = token + 1
            if end is None or (following == len(self._tokens) and end < len(self._letters)):
                following, end = self._found_again(token, at)
            yield _Stretch(self._tokens[token][0], self._tokens[following - 1][1], at, end)
            token, at = following, end

    def _match(self, token: int, at: int) -> int | None:
        """Where the word ends in what is said, if it is said at `at`, as written or as it is said alone."""
        for plain in self._ways(token):
            if self._letters.startswith(plain, at) and at + len(plain) in self._edges:
                return at + len(plain)
        return None

    def _ways(self, token: int) -> Iterable[str]:
        if plain := self._plain[token]:
            yield plain
        text = self._tokens[token][2]
        if text not in self._spoken:
            self._spoken[text] = _letters(self._aloud(text))
        yield self._spoken[text]

    def _found_again(self, token: int, at: int) -> tuple[int, int]:
        """(next token, place in what is said) where two words in a row are as expected; else both ends."""
        begin = bisect_left(self._begins, at)
        for gone in range(1, _LOST_WORDS + 1):
            candidate = token + gone
            if candidate >= len(self._tokens):
                break
            for place in self._begins[begin : begin + gone * _SPOKEN_FOR_ONE]:
                end = self._match(candidate, place)
                if end is not None and end > place and self._goes_on(candidate + 1, end):
                    return candidate, place
        return len(self._tokens), len(self._letters)

    def _goes_on(self, token: int, at: int) -> bool:
        if token == len(self._tokens):
            return at == len(self._letters)
        end = self._match(token, at)
        return end is not None and (end > at or self._goes_on(token + 1, at))
