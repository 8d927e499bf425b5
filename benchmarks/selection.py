"""How much of what people find worth telling is told, against the beginning of the article.

    python benchmarks/selection.py FOLDER

FOLDER is EASC-UTF-8 of the Essex Arabic Summaries Corpus: Articles/TopicN/*.txt, and for each five extracts
by people, MTurk/TopicN/*. A script is written of each article that is as long as the mean of its extracts.
ROUGE-1 (share of words, F1, mean over the five) of its lines is set against that of the article's first
sentences of the same length: no method without a model does better than those on news.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import gate

from briefing.article import read
from briefing.errors import BriefingError
from briefing.language import Phrases, language
from briefing.model import Article, Source
from briefing.script import write
from briefing.script.words import words

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    options = gate.parser(__doc__)
    options.add_argument("folder", type=Path, help="EASC-UTF-8")
    chosen = options.parse_args()
    told, baseline, lengths = [], [], []
    files = sorted(gate.needs(chosen.folder / "Articles").glob("*/*.[tT][xX][tT]"))
    for file in files:
        extracts = [_text(f) for f in sorted((chosen.folder / "MTurk" / file.parent.name).iterdir())]
        source = Source.of(file.read_bytes(), address=file.name, media_type="text/plain", fetched_at=NOW)
        try:
            article = read(source, language="ar")
            lines = _told(article, _mean([len(extract) for extract in extracts]))
        except BriefingError:
            continue  # too short for an article
        everything = words(" ".join(block.text for block in article.blocks))
        told.append(_rouge(lines, extracts))
        baseline.append(_rouge(everything[: len(lines)], extracts))
        lengths.append(len(lines) / _mean([len(words(extract)) for extract in extracts]))
    print(f"{len(told)} of {len(files)} articles")
    print(f"first sentences of the same length  {_mean(baseline):.3f}")
    print(f"length, extracts are 1              {_mean(lengths):.3f}")
    gate.compare("selection", {"ROUGE-1 F1": _mean(told)}, gate.digest(files), chosen)


def _told(article: Article, characters: float) -> tuple[str, ...]:
    phrases = language(article.language).phrases or Phrases()
    minutes = max(0.1, characters / phrases.characters_per_second / 60)
    script = write([article], day=date(2026, 1, 1), show="", minutes=minutes)
    lines = (line.text for segment in script.segments for line in segment.lines if line.spans)
    return words(" ".join(lines))


def _rouge(found: Sequence[str], references: Sequence[str]) -> float:
    scores = []
    for reference in references:
        wanted = Counter(words(reference))
        shared = sum((Counter(found) & wanted).values())
        scores.append(2 * shared / ((len(found) + sum(wanted.values())) or 1))
    return _mean(scores)


def _mean(figures: Sequence[float]) -> float:
    return sum(figures) / (len(figures) or 1)


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8", "replace")


if __name__ == "__main__":
    main()
