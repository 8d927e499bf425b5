"""How much of an article's body we find on its page, and how much that is no body, against trafilatura.

    python benchmarks/extraction.py FOLDER [--worst N] [--part development|held-out]

FOLDER is a checkout of scrapinghub/article-extraction-benchmark (MIT): ground-truth.json, html/*.html.gz.

The measure is that of its evaluate.py (`string_shingle_matching`, `metrics_from_tp_fp_fns`): runs of four
words, counted with their repetitions; the true and false ones of a page are divided by their sum, so that
long pages weigh no more than short ones; precision and recall are means over pages, F1 is of these two means;
accuracy is the share of pages with exactly the same words.

What its ground truth calls the body: paragraphs, subheadings, items of lists, embedded posts and quotations
set apart. Not: headline, deck, byline, date, captions, related links, what is said of the author. We have a
role for each, so the body is taken from the roles: first everything that is not named in `OUTSIDE`, then
narrower readings. The pages of HELD_OUT, a third, were not looked at while the rules were written, but for
the four worst of them at the end.
"""

from __future__ import annotations

import gzip
import json
import re
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import gate

from briefing.article import read
from briefing.errors import ArticleError
from briefing.model import Article, BlockRole, Source

OUTSIDE = frozenset({
    BlockRole.BOILERPLATE, BlockRole.CAPTION, BlockRole.BYLINE, BlockRole.DATELINE, BlockRole.KICKER,
    BlockRole.HEADLINE, BlockRole.DECK, BlockRole.REPEAT,
})  # fmt: skip
"""Roles that are not of the body."""

_PARAGRAPHS = frozenset({BlockRole.PARAGRAPH})
_HEADED = _PARAGRAPHS | {BlockRole.SUBHEADING}
_SET_APART = frozenset({BlockRole.SIDEBAR, BlockRole.SIDEBAR_HEADING})
READINGS: Mapping[str, frozenset[BlockRole]] = {
    "ours: all of the body": frozenset(BlockRole) - OUTSIDE,
    "ours: paragraphs": _PARAGRAPHS,
    "ours: with subheadings": _HEADED,
    "ours: and pull quotes": _HEADED | {BlockRole.PULL_QUOTE},
    "ours: and sidebars": _HEADED | _SET_APART,
}
HELD_OUT = frozenset("258be")
"""First letters of the pages that are held out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Shares of one page's runs of words."""

    name: str
    found: float
    invented: float
    missed: float
    exact: bool

    @property
    def precision(self) -> float | None:
        return self._share(self.found + self.invented)

    @property
    def recall(self) -> float | None:
        return self._share(self.found + self.missed)

    def _share(self, whole: float) -> float | None:
        return self.found / whole if whole else None

    @property
    def f1(self) -> float:
        return 2 * self.found / (2 * self.found + self.invented + self.missed)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(run for i in range(max(1, len(words) - 3)) if (run := tuple(words[i : i + 4])))


def score(name: str, true: str, predicted: str) -> Scored:
    wanted, got = shingles(true), shingles(predicted)
    both, whole = (wanted & got).total(), (wanted | got).total() or 1
    return Scored(
        name=name,
        found=both / whole,
        invented=(got.total() - both) / whole,
        missed=(wanted.total() - both) / whole,
        exact=re.findall(r"\w+", true) == re.findall(r"\w+", predicted),
    )


def ours(name: str, html: str) -> Article | None:
    """None where we refuse the page: then nothing of it was found."""
    try:
        return read(
            Source.of(
                html.encode(),
                address=name,
                media_type="text/html",
                fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
                charset="utf-8",
            )
        )
    except ArticleError as exc:
        print(f"{name[:12]}: {exc}", file=sys.stderr)
        return None


def body(article: Article | None, roles: frozenset[BlockRole]) -> str:
    return "\n".join(b.text for b in article.blocks if b.role in roles) if article else ""


def totals(pages: Iterable[Scored]) -> dict[str, float]:
    pages = list(pages)
    precision = statistics.mean(p.precision for p in pages if p.precision is not None)
    recall = statistics.mean(p.recall for p in pages if p.recall is not None)
    return {
        "f1": 2 * precision * recall / (precision + recall),
        "precision": precision,
        "recall": recall,
        "accuracy": statistics.mean(p.exact for p in pages),
    }


def main() -> None:
    import trafilatura

    parser = gate.parser(__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list the N worst pages")
    parser.add_argument("--part", choices=["development", "held-out"], help="only these pages")
    parser.add_argument("--alone", action="store_true", help="without trafilatura's lines")
    options = parser.parse_args()

    others: Mapping[str, Callable[[str], str | None]] = {
        f"trafilatura {trafilatura.__version__}": lambda html: trafilatura.extract(
            html, include_comments=False
        ),
        "trafilatura, favor_precision": lambda html: trafilatura.extract(
            html, include_comments=False, favor_precision=True
        ),
    }
    truth = json.loads(gate.needs(options.folder / "ground-truth.json").read_text("utf-8"))
    scored: dict[str, list[Scored]] = {name: [] for name in (*READINGS, *(() if options.alone else others))}
    for page in sorted(truth):
        if options.part and (page[0] in HELD_OUT) is not (options.part == "held-out"):
            continue
        html = gzip.decompress((options.folder / "html" / f"{page}.html.gz").read_bytes()).decode()
        true = truth[page].get("articleBody", "")
        article = ours(page, html)
        for name in scored:
            text = body(article, READINGS[name]) if name in READINGS else others[name](html) or ""
            scored[name].append(score(page, true, text))
    first = next(iter(scored.values()))
    print(f"{f'{len(first)} pages':30} {'F1':>6} {'precision':>10} {'recall':>7} {'accuracy':>9}")
    for name, pages in scored.items():
        figures = totals(pages)
        print(
            f"{name:30} {figures['f1']:6.3f} {figures['precision']:10.3f} {figures['recall']:7.3f}"
            f" {figures['accuracy']:9.3f}"
        )
    if not options.part:
        corpus = gate.digest([options.folder / "ground-truth.json", *(options.folder / "html").glob("*.gz")])
        figures = {f"{name.removeprefix('ours: ')} F1": totals(scored[name])["f1"] for name in READINGS}
        figures["all of the body precision"] = totals(first)["precision"]
        figures["all of the body recall"] = totals(first)["recall"]
    for page in sorted(first, key=lambda p: p.f1)[: options.worst]:
        print(f"{page.name[:12]}  F1 {page.f1:.3f}  invented {page.invented:.3f}  missed {page.missed:.3f}")
    if not options.part:
        gate.compare("extraction", figures, corpus, options)


if __name__ == "__main__":
    main()
