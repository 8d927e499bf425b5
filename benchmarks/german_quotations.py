"""uhh-lt/german-news-quotation-attribution-2024, one part → articles, stretches in marks, who says them.

The data set names the speaker as the sentence does; it has no coreference. A surname is made full by the
longest run of capitals in the article that ends with it; a pronoun and a description name nobody who can be
compared with a person, so that such stretches count for the finding of stretches and not for speakers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_MARKED = re.compile(r"„([^„“”]*)[“”]|»([^»«]*)«|«([^»«]*)»|“([^“”]*)”|\"([^\"]*)\"")
_INSIDE = 0.5
"""Share of a stretch that must lie in an annotated quotation."""
_PRONOUN = re.compile(
    r"(?:er|sie|es|ich|wir|man|ihm|ihr|ihnen|diese[rs]?|die|der|das|welche[rs]?|jener?|letzterer?)$", re.I
)


def samples(folder: Path) -> Iterator[tuple[str, str, list[tuple[str, bool, str | None, tuple[str, ...]]]]]:
    """(name, text, stretches) of each article; a stretch is (text, is speech, source as written, names)."""
    for path in sorted(folder.glob("*.json")):
        article: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
        text: str = article["originalText"]
        yield (
            article["documentName"],
            text,
            [_stretch(text, *span, article["annotations"]) for span in _spans(text)],
        )


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for line in re.finditer(r"[^\n]+", text):
        for match in _MARKED.finditer(text, line.start(), line.end()):
            yield match.span(match.lastindex or 0)


def _stretch(
    text: str, start: int, end: int, annotations: list[Mapping[str, Any]]
) -> tuple[str, bool, str | None, tuple[str, ...]]:
    def shared(annotation: Mapping[str, Any]) -> int:
        spans = annotation["quote"]["spans"]
        return sum(max(0, min(end, s["charEnd"]) - max(start, s["charBegin"])) for s in spans)

    best = max(annotations, key=lambda a: (shared(a), a["type"] == "Direct"), default=None)
    speech = best is not None and shared(best) > _INSIDE * (end - start)
    source = best["speaker"]["text"] if best is not None and speech else None
    return text[start:end].strip(), speech, source or None, _names(text, source) if source else ()


_RUN = r"(?:[A-ZÄÖÜ][\w.\-’']+(?: (?:von|van|de|zu|der))* ?)"


def _names(text: str, source: str) -> tuple[str, ...]:
    """What the speaker may be called: the source, its parts, the fullest name with its last word, and names
    that the article gives to that office ("Minister Hill", "Hill, the minister")."""
    if _PRONOUN.match(source.strip()):
        return ()
    parts = [part.strip() for part in re.sub(r"\(.*?\)", "", source).split(",") if part.strip()]
    found = [source, *parts]
    for part in parts:
        last = part.split()[-1]
        if not last[:1].isupper():
            continue
        run = re.compile(rf"({_RUN}{{0,3}}\b{re.escape(last)})\b")
        found.append(max((m[1] for m in run.finditer(text)), key=len, default=part))
        found += [m[1].strip(" .") for m in re.finditer(rf"\b{re.escape(last)} ({_RUN}{{1,4}})", text)]
        office = rf"({_RUN}{{2,3}}), (?:der|die|ein|eine)?[^,.]{{0,40}}\b{re.escape(last)}\b"
        found += [m[1].strip() for m in re.finditer(office, text)]
    return tuple(dict.fromkeys(found))
