"""How often a block of a page gets the role that a reader would give it, against labels made by reading.

    python benchmarks/structure.py FOLDER [--set first|second|third|fourth] [--wrong] [--page NAME]

The labels lie in structure/, a file per page: of each line of the story its role, its first four words, how
many words it has and a digest of them all: no text of the pages is kept. Two roles where a reader would take
either; "any" where none is right. What has no label is boilerplate. All labels were made by reading, before
the program saw the page; rules were then made from the errors of every set, so none is unseen today. What the
last sets gave when they were new is what to expect of a page nobody has seen (kicker, headline, deck, byline,
dateline, caption, paragraph, subheading): third .77, .99, .90, .84, .89, .87, .98, .92; fourth, after the
rules made from the third, .87, 1, 1, .92, .98, .98, .99, .98.

first: 60 pages of scrapinghub/article-extraction-benchmark (MIT), every third by its name and one per site.
second: 32 pages of other sites in it. FOLDER is a checkout of it: html/*.html.gz.
third, fourth: 37 and 22 pages in Arabic, English, French, German and Spanish from the tests of
flairNLP/fundus, goose3/goose3 (MIT, Apache 2.0), adbar/trafilatura and adbar/htmldate (Apache 2.0). FOLDER
holds the checkouts fundus, goose3, trafilatura and htmldate.

Floors in floors.yaml lie .01 below what was measured for roles with fewer than 100 lines, .003 below for the
others: there one line more or less is no news.

A line is found when blocks of its role hold half of its letters; that is recall. A block is right when
half of its letters are of lines with its role: precision. A block may hold several lines (a caption and
its credit) and a line several blocks. Whatever says an earlier line again may be a repeat.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import gate
import yaml
from lxml import html

from briefing.article import read
from briefing.errors import ArticleError
from briefing.model import Block, BlockRole, Source

LABELS = Path(__file__).with_name("structure")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
"""A letter where scripts have no spaces."""
_UNSEEN = frozenset({
    "script", "style", "noscript", "template", "svg", "head", "select", "option", "textarea", "iframe",
    "button",
})  # fmt: skip
_HEARD_ONLY = re.compile(r"\boff-screen\b")
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul", "picture", "video", "amp-img",
})  # fmt: skip
_FOUND = 0.5
_RIGHT = 0.5
_TELLING = 8
"""Letters from which a text found in another is no coincidence, wherever the words end."""
_ALIKE = 0.7
"""Share of runs of three words that two texts have in common when neither holds the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    roles: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Tally:
    right: int = 0
    wrong: int = 0
    found: int = 0
    missed: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def words_of_page(root: Any) -> list[str]:
    """Of all that a reader may see, in order."""
    parts: list[str] = []

    def walk(element: Any) -> None:
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            return
        if _HEARD_ONLY.search(element.get("class", "")):
            return
        edge = " " if element.tag in _BLOCKS else ""
        parts.append(edge + (element.text or ""))
        for child in element:
            walk(child)
            parts.append(child.tail or "")
        parts.append(edge)

    walk(root)
    return list(words("".join(parts)))


def digest(line: Sequence[str]) -> str:
    return hashlib.sha256(" ".join(line).encode()).hexdigest()[:8]


def lines(labels: Sequence[Sequence[Any]], page: list[str]) -> Iterator[Line]:
    """The labelled lines with their words, which the page itself gives back."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(page):
        places[word].append(place)
    seen: set[tuple[str, ...]] = set()
    for roles, start, length, wanted in labels:
        beginning = str(start).split()
        for place in places[beginning[0]]:
            found = tuple(page[place : place + length])
            if list(found[: len(beginning)]) == beginning and digest(found) == wanted:
                break
        else:
            raise SystemExit(f"the page has no line {start!r} of {length} words: is it another version?")
        named = tuple(roles.split(" or "))
        yield Line(roles=(*named, "repeat") if found in seen else named, words=found)
        seen.add(found)


def letters(text: Sequence[str]) -> int:
    return sum(map(len, text))


def shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many letters they have in common where one holds the other, or nearly; else none.

    Spaces are not compared: of two labels side by side only the style sheet knows whether there is one.
    """
    short, long = sorted((one, other), key=letters)
    if not short:
        return 0
    if f" {' '.join(short)} " in f" {' '.join(long)} ":
        return letters(short)
    if letters(short) >= _TELLING and "".join(short) in "".join(long):
        return letters(short)
    runs = [set(zip(text, text[1:], text[2:], strict=False)) for text in (short, long)]
    both = len(runs[0] & runs[1])
    return letters(short) if runs[0] and both >= _ALIKE * len(runs[0]) else 0


def judge(blocks: Sequence[Block], labelled: Sequence[Line], tallies: Mapping[str, Tally], page: str) -> None:
    texts = [words(block.text) for block in blocks]
    common = {(i, j): n for i, text in enumerate(texts) for j, line in enumerate(labelled)
              if (n := shared(text, line.words))}  # fmt: skip
    found: set[int] = set()
    for j, line in enumerate(labelled):
        held: Counter[str] = Counter()
        for i, block in enumerate(blocks):
            held[block.role.value] += common.get((i, j), 0)
        best_held = max(line.roles, key=lambda role: held[role])
        enough = sum(held[role] for role in set(line.roles)) >= _FOUND * letters(line.words)
        role = best_held if enough else None
        if role:
            found.add(j)
        if line.roles[0] == "any":
            continue
        tally = tallies[role or line.roles[0]]
        tally.found += role is not None
        tally.missed += role is None
        if role is None:
            instead = (
                ", ".join(sorted(r for r, n in held.items() if n >= _RIGHT * letters(line.words)))
                or "nothing"
            )
            tally.errors.append(f"{page}  missed   {instead:22}  {' '.join(line.words)[:90]}")
    for i, block in enumerate(blocks):
        role, size = block.role.value, letters(texts[i])
        if not size:
            continue
        by_role: Counter[str] = Counter()
        again = 0
        for j, line in enumerate(labelled):
            if n := common.get((i, j), 0):
                verdict = "right" if role in line.roles else "any" if "any" in line.roles else line.roles[0]
                by_role[verdict] += n
                again += n if verdict not in ("right", "any") and j in found else 0
        best = next((v for v in ("right", "any") if by_role[v] >= _RIGHT * size), None)
        if best is None:
            other = next((v for v, n in by_role.most_common(1) if n >= _RIGHT * size), "boilerplate")
            if other == role or (role == "repeat" and (again >= _RIGHT * size or other == "boilerplate")):
                best = "right"
            elif other != "boilerplate" and role == "boilerplate" and again >= _RIGHT * size:
                best = "any"  # the lines are found elsewhere; this says them again
            elif other == "boilerplate":
                tallies["boilerplate"].missed += 1
        if best == "any":
            continue
        tally = tallies[role]
        tally.right += best == "right"
        tally.wrong += best is None
        if role == "boilerplate" and best == "right":
            tally.found += 1
        if best is None:
            tally.errors.append(f"{page}  wrong, is {other:19}  {block.text[:90]}")


def understood(name: str, data: bytes) -> tuple[Block, ...]:
    when = datetime(2026, 1, 1, tzinfo=UTC)
    try:
        return read(
            Source.of(data, address=name, media_type="text/html", fetched_at=when, charset="utf-8")
        ).blocks
    except ArticleError as exc:
        print(f"{name}: {exc}")
        return ()


def main() -> None:
    options = gate.parser(__doc__)
    options.add_argument("folder", type=Path)
    sets = ["first", "second", "third", "fourth"]
    options.add_argument("--set", choices=sets, default="first", help="of pages")
    options.add_argument("--wrong", action="store_true", help="list every error")
    options.add_argument("--page", default="", metavar="NAME", help="only pages whose name begins so")
    chosen: argparse.Namespace = options.parse_args()
    tallies = {role.value: Tally() for role in BlockRole}
    folder = LABELS if chosen.set == "first" else LABELS / chosen.set
    pages = [path for path in sorted(folder.glob("*.yaml")) if path.stem.startswith(chosen.page)]
    sources = []
    for path in pages:
        labels = yaml.safe_load(path.read_text("utf-8"))
        named = labels["page"]
        source = chosen.folder / (named if "/" in named else f"html/{named}.html.gz")
        sources.append(source)
        data = gate.needs(source).read_bytes()
        data = gzip.decompress(data) if source.suffix == ".gz" else data
        root = html.document_fromstring(
            data.replace(b"\0", b""), parser=html.HTMLParser(encoding="utf-8", huge_tree=True)
        )
        labelled = list(lines(labels["blocks"], words_of_page(root)))
        judge(understood(path.stem, data), labelled, tallies, path.stem[:8])
    print(f"{f'{len(pages)} pages':18} {'precision':>9} {'recall':>7} {'F1':>7} {'blocks':>7} {'lines':>6}")
    for role, tally in tallies.items():
        if tally.right + tally.wrong + tally.found + tally.missed:
            print(
                f"{role:18} {tally.precision:9.3f} {tally.recall:7.3f} {tally.f1:7.3f}"
                f" {tally.right + tally.wrong:7} {tally.found + tally.missed:6}"
            )
    if chosen.wrong:
        for role, tally in tallies.items():
            print(f"\n{role}")
            print("\n".join(tally.errors))
    if not chosen.page:
        figures = {f"{role} F1": tally.f1 for role, tally in tallies.items() if tally.found + tally.missed}
        gate.compare("structure", figures, gate.digest([*sources, *pages]), chosen)


if __name__ == "__main__":
    main()
