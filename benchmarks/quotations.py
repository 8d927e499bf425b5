"""How well quotations and their speakers are found, measured on a data set of annotated articles.

    python benchmarks/quotations.py FOLDER [--wrong] [--every N] [--set-floors [--lower]]

FOLDER holds one part of a data set, as it was fetched:
  networkdynamics/PolNeAR, data/dev or data/train (polnear.py)
  uhh-lt/german-news-quotation-attribution-2024, data/dev or data/train (german_quotations.py)
Measured are stretches in quotation marks of five words or more, read from the raw text as `briefing read`
does. A stretch whose speaker the gold cannot tell counts for the finding of stretches, not for speakers.
Printed is how many are right, by confidence and by what the source is in the gold; `--wrong` lists the rest.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import gate
import german_quotations
import polnear
from samples import Sample, Stretch
from speaker_names import key, same_speaker

from briefing.article import read
from briefing.errors import ArticleError
from briefing.model import Article, Origin, Quotation, QuotationKind, Source
from briefing.script.quoting.quotes import SPOKEN_CONFIDENCE, quotations

_MARKS = ('"', "“", "”", "„", "«", "»", "‘", "’", "'", "`")
MIN_WORDS = 5
"""Of a stretch that is measured: shorter ones are terms, titles and scare quotes."""


@dataclass(slots=True)
class Table:
    gold: int = 0
    with_speaker: int = 0
    """Of them those of which the gold can tell who speaks."""
    found: int = 0
    """Stretches called speech."""
    hits: int = 0
    right: int = 0
    """Hits with the right speaker, where the gold can tell."""
    unjudged: int = 0
    """Hits where it cannot."""
    full: int = 0
    """Right ones under a name not shorter than the gold's."""
    spoken: int = 0
    spoken_right: int = 0
    spoken_unjudged: int = 0
    patterns: dict[str, Counter[str]] = field(default_factory=dict)
    sources: dict[str, Counter[str]] = field(default_factory=dict)
    """Of what would be spoken, by what the gold's source is."""
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0


def measure(sample: Sample, table: Table) -> None:
    origin = Origin(
        address="-", media_type="text/plain", sha256="", fetched_at=datetime(2026, 1, 5, tzinfo=UTC)
    )
    left: list[Quotation] = []
    try:
        article = read(Source(origin=origin, data=sample.text.encode()), language=sample.language)
    except ArticleError:  # a few words only
        pass
    else:
        start = time.perf_counter()
        found = quotations(article)
        table.seconds += time.perf_counter() - start
        got = [q for q in found if q.kind is QuotationKind.SPEECH and _is_marked(q, article)]
        left = [q for q in got if len(q.text.split()) >= MIN_WORDS]
    wanted = [s for s in sample.stretches if len(s.text.split()) >= MIN_WORDS]
    for stretch in wanted:
        match = next((q for q in left if _words(q.text) == _words(stretch.text)), None)
        if match is not None:
            left.remove(match)
        if stretch.speech or match is not None:
            _count(sample, stretch, match, table)
    for quotation in left:
        _count(sample, None, quotation, table)


def _is_marked(quotation: Quotation, article: Article) -> bool:
    """Whether it stands in marks: answers of an interview under their labels need none, and have no gold."""
    before = article.blocks[quotation.span.block - 1].text[: quotation.span.start].rstrip()
    return before.endswith(_MARKS)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _count(sample: Sample, stretch: Stretch | None, got: Quotation | None, table: Table) -> None:
    speech = stretch is not None and stretch.speech
    judged = speech and stretch is not None and bool(stretch.speakers)
    table.gold += speech
    table.with_speaker += judged
    spoken = got is not None and got.speaker is not None and got.confidence >= SPOKEN_CONFIDENCE
    name = got.speaker.name if got and got.speaker else None
    gold = next((s for s in stretch.speakers if name and same_speaker(s, name)), None) if stretch else None
    right = judged and gold is not None
    if got is None:
        verdict = "missed"
    elif not speech:
        verdict = "no speech"
    elif not judged:
        verdict = "unjudged"
    else:
        verdict = "right" if right else "nobody" if name is None else "wrong"
    if got is not None:
        table.found += 1
        table.hits += speech
        table.unjudged += verdict == "unjudged"
        table.right += right
        table.full += bool(right and gold and name and len(key(name)) >= len(key(gold)))
        table.spoken += spoken
        table.spoken_right += spoken and right
        table.spoken_unjudged += spoken and verdict == "unjudged"
    pattern = "missed" if got is None else f"{got.confidence:.2f}"
    table.patterns.setdefault(pattern, Counter())[verdict] += 1
    if spoken and stretch is not None:
        table.sources.setdefault(_kind(stretch), Counter())[verdict] += 1
    if verdict not in ("right", "unjudged"):
        text = (got.text if got else stretch.text if stretch else "")[:90]
        source = f"{stretch.source} = {', '.join(stretch.speakers)}" if stretch else None
        table.wrong.append(
            f"{verdict:9} {pattern:6} {sample.name[:40]:40} gold {source} | got {name} | {text}"
        )


def _kind(stretch: Stretch) -> str:
    source = (stretch.source or "").split(" | ")[0]
    if polnear.PRONOUN.match(source):
        return "pronoun"
    return "no source" if not source else "description" if source[0].islower() else "name"


def _f1(right: int, found: int, gold: int) -> float:
    return 2 * right / (found + gold) if found + gold else 0.0


def figures(table: Table) -> dict[str, float]:
    """What the floors are compared with."""
    return {
        "stretches_f1": _f1(table.hits, table.found, table.gold),
        "speakers_f1": _f1(table.right, table.found - table.unjudged, table.with_speaker),
        "spoken_precision": table.spoken_right / max(1, table.spoken - table.spoken_unjudged),
    }


def german(folder: Path, every: int) -> Iterator[Sample]:
    for name, text, found in list(german_quotations.samples(folder))[every // 2 :: every]:
        stretches = tuple(
            Stretch(text=words, speech=speech, source=source, speakers=names)
            for words, speech, source, names in found
        )
        yield Sample(name=name, text=text, language="de", stretches=stretches)


READERS: dict[str, Callable[[Path, int], Iterator[Sample]]] = {
    "corenlp/*.xml": polnear.samples,
    "*.pretty.json": german,
}
"""By a file that the data set's part has; the number is of `--every`."""


def main() -> None:
    parser = gate.parser(__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list what is wrong")
    parser.add_argument("--every", type=int, default=1, help="measure only every so many-th article")
    options = parser.parse_args()
    reader = next((r for name, r in READERS.items() if any(options.folder.glob(name))), None)
    if reader is None:
        sys.exit(f"{options.folder} has none of the files {', '.join(READERS)}: which data set is it?")
    table, count = Table(), 0
    for sample in reader(options.folder, options.every):
        measure(sample, table)
        count += 1
    if options.wrong:
        print("\n".join(table.wrong))
    for pattern, verdicts in sorted(table.patterns.items(), reverse=True):
        print(f"{pattern:7}", "  ".join(f"{verdict} {n}" for verdict, n in sorted(verdicts.items())))
    print("spoken, by what the source is in the gold:")
    for kind, verdicts in sorted(table.sources.items()):
        print(f"  {kind:12}", "  ".join(f"{verdict} {n}" for verdict, n in sorted(verdicts.items())))
    print(f"{count} articles, {table.gold} stretches, {table.with_speaker} with a speaker in the gold")
    print(f"found {table.found}, gold {table.hits}, right speaker {table.right} ({table.full} by full name)")
    print(f"to be spoken {table.spoken}, right {table.spoken_right}, not judged {table.spoken_unjudged}")
    print(f"{1000 * table.seconds / max(1, count):.0f} ms an article")
    corpus = gate.digest(path for path in options.folder.rglob("*") if path.is_file())
    name = "quotations" if options.every == 1 else f"quotations, every {options.every}"
    gate.compare(name, figures(table), corpus, options)


if __name__ == "__main__":
    main()
