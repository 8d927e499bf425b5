"""How much of what is wrong in a script the check finds, and how often it finds something where nothing is.

    python benchmarks/check.py [FOLDER] [--minutes M] [--missed]

FOLDER holds articles (.txt, .md, .html, .html.gz, in any depth); without it tests/articles is read. Of each
a script is made, spoiled in every way that tests/script/corruptions.py knows, and edited as an editor may
(tests/script/honest_edits.py). A corruption is found when an error stands at its line.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "script"), str(Path(__file__).parent)]

import gate  # noqa: E402
from corruptions import corruptions  # noqa: E402
from honest_edits import edits  # noqa: E402

from briefing.article import read  # noqa: E402
from briefing.errors import BriefingError  # noqa: E402
from briefing.language import language  # noqa: E402
from briefing.model import Article, Source  # noqa: E402
from briefing.script import check, write  # noqa: E402

_TYPES = {".txt": "text/plain", ".md": "text/markdown", ".html": "text/html"}
_READ = datetime(2026, 11, 24, tzinfo=UTC)
DAY = date(2026, 11, 24)


@dataclass(slots=True)
class Tally:
    tried: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(kind, language) → scripts."""
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    honest: Counter[str] = field(default_factory=Counter)
    """Language → scripts."""
    alarms: Counter[str] = field(default_factory=Counter)
    """… of them with an error."""
    unlike: list[str] = field(default_factory=list)
    """What should be otherwise, a line each."""

    def add(self, article: Article, name: str, minutes: float) -> None:
        tag = language(article.language).tag
        script = write((article,), day=DAY, show="The Morning Pier", minutes=minutes)
        for kind, edited in edits(script, seed=1):
            errors = [f for f in check(edited, (article,)) if f.is_error]
            self.honest[tag] += 1
            self.alarms[tag] += bool(errors)
            self.unlike += [f"alarm: {kind}, {name}: {f.message} | {f.text}" for f in errors[:1]]
        for spoiled in corruptions(script, (article,), seed=1):
            findings = check(spoiled.script, (article,))
            is_found = any(
                f.is_error and (f.segment, f.line) == (spoiled.segment, spoiled.line) for f in findings
            )
            self.tried[spoiled.kind, tag] += 1
            self.found[spoiled.kind, tag] += is_found
            if not is_found:
                self.unlike.append(
                    f"missed: {spoiled.kind}, {name}, segment {spoiled.segment}, line {spoiled.line}"
                )


def articles(folder: Path) -> Iterator[tuple[Path, Article]]:
    """What can be read in the folder, in a language whose words the corruptions have."""
    for path in files(folder):
        data = path.read_bytes()
        name = path.name.lower().removesuffix(".gz")
        source = Source.of(
            gzip.decompress(data) if path.suffix == ".gz" else data,
            address=path.name, media_type=_TYPES[Path(name).suffix], fetched_at=_READ,
        )  # fmt: skip
        try:
            found = read(source)
        except BriefingError:
            continue
        if language(found.language).phrases is not None:
            yield path, found


def files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if Path(p.name.lower().removesuffix(".gz")).suffix in _TYPES)


def table(tally: Tally) -> Iterator[str]:
    tags = sorted(tally.honest)
    yield f"{'corruption':62}" + "".join(f"{tag:>12}" for tag in tags)
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for kind in dict.fromkeys(kind for kind, _ in tally.tried):
        cells = []
        for tag in tags:
            found, tried = tally.found[kind, tag], tally.tried[kind, tag]
            totals[tag][0] += found
            totals[tag][1] += tried
            cells.append(f"{found}/{tried}" if tried else "–")
        yield f"{kind:62}" + "".join(f"{cell:>12}" for cell in cells)
    yield f"{'all found':62}" + "".join(f"{'/'.join(map(str, totals[tag])):>12}" for tag in tags)
    alarms = (f"{tally.alarms[tag]}/{tally.honest[tag]}" for tag in tags)
    yield f"{'honest scripts with an alarm':62}" + "".join(f"{cell:>12}" for cell in alarms)


def main() -> None:
    options = gate.parser(__doc__)
    options.add_argument("folder", type=Path, nargs="?", default=ROOT / "tests" / "articles")
    options.add_argument("--minutes", type=float, default=4.0, help="length of the scripts")
    options.add_argument("--missed", action="store_true", help="show what was missed, and the alarms")
    chosen: argparse.Namespace = options.parse_args()
    tally = Tally()
    for path, article in articles(chosen.folder):
        try:
            tally.add(article, path.name, chosen.minutes)
        except BriefingError as exc:
            print(f"{path.name}: {exc}", file=sys.stderr)
    print("\n".join(table(tally)))
    if chosen.missed:
        print("\n".join(tally.unlike))
    if not tally.honest:
        sys.exit(f"{chosen.folder}: there is no article to measure")
    figures = {}
    for tag in sorted(tally.honest):
        tried = sum(n for (_, t), n in tally.tried.items() if t == tag)
        figures[f"found {tag}"] = sum(n for (_, t), n in tally.found.items() if t == tag) / (tried or 1)
        figures[f"honest without alarm {tag}"] = 1 - tally.alarms[tag] / tally.honest[tag]
    gate.compare("check", figures, gate.digest(files(chosen.folder)), chosen)


if __name__ == "__main__":
    main()
