"""Speakers of Arabic quotations where a third of the words that we know is taken away.

A page that nobody has seen has names, offices and verbs of saying that no list of ours has. To know what we
do then, the golden Arabic pairs are read with a share of each of these lists forgotten, chosen by a digest of
the word: what would be spoken must still have the right speaker, while fewer quotations are spoken.

    python benchmarks/arabic_quotations.py tests/quotes [--share 0.3] [--seeds 3] [-v]
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

import yaml
from gate import compare, digest, parser

from briefing.language import language
from briefing.model import BlockRole
from briefing.script.quoting import lexicon as lexicons
from briefing.script.quoting.quotes import quotations

sys.path.append(str(Path(__file__).parents[1] / "tests" / "quotes"))
import golden

LISTS = {
    "given names": ("given_names", "given_m", "given_f"),
    "offices": ("offices", "offices_f", "kin", "anaphors"),
    "verbs": ("said", "said_f", "said_others", "saying", "saying_f", "plain_said", "with_that"),
}
"""Fields of the language's `quotes`, by what is forgotten; a word is forgotten in all of them."""
KEPT = frozenset({"قال", "قالت", "يقول", "تقول"})
"""Verbs that every page has, as those of going on: no new page lacks them."""


@dataclass
class Count:
    spoken: int = 0
    right: int = 0
    speech: int = 0

    @property
    def precision(self) -> float:
        return self.right / max(1, self.spoken)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.speech)


def main() -> None:
    options = parser(__doc__)
    options.add_argument("folder", type=Path, help="NAME.txt and NAME.gold.yaml, as in tests/quotes")
    options.add_argument("--share", type=float, default=0.3, help="of each list that is forgotten")
    options.add_argument("--seeds", type=int, default=3, help="how many choices of words")
    options.add_argument("-v", "--verbose", action="store_true", help="print what has a wrong speaker")
    given = options.parse_args()
    pairs = [(p, yaml.safe_load(p.read_text("utf-8"))) for p in sorted(given.folder.glob("*.gold.yaml"))]
    pairs = [
        (p.with_name(p.name.replace(".gold.yaml", ".txt")), g) for p, g in pairs if g["language"] == "ar"
    ]
    tries: dict[str, tuple[str, ...]] = {"nothing": (), **{k: (k,) for k in LISTS}, "all": tuple(LISTS)}
    figures = {}
    print(f"{len(pairs)} pairs\nforgotten     spoken  right  precision  recall")
    for name, kinds in tries.items():
        found = Count()
        for seed in range(given.seeds if kinds else 1):
            with forgotten(tuple(f for k in kinds for f in LISTS[k]), given.share, seed):
                for path, gold in pairs:
                    _add(found, path, gold, given.verbose)
        print(f"{name:12} {found.spoken:7} {found.right:6}  {found.precision:9.3f}  {found.recall:6.3f}")
        figures[f"{name} precision"] = found.precision
        figures[f"{name} recall"] = found.recall
    corpus = digest(p for path, _ in pairs for p in (path, path.with_name(path.stem + ".gold.yaml")))
    compare("arabic_quotations", figures, corpus, given)


@contextmanager
def forgotten(names: tuple[str, ...], share: float, seed: int) -> Iterator[None]:
    """Arabic with `share` of the words of the fields `names` taken away."""
    known = language("ar")
    kept = KEPT | frozenset(known.quotes.going_on)
    thinned = {
        n: tuple(w for w in getattr(known.quotes, n) if w in kept or not _falls(w, share, seed))
        for n in names
    }
    arabic = replace(known, quotes=replace(known.quotes, **thinned))
    with mock.patch.object(lexicons, "language", lambda tag: arabic if tag == "ar" else language(tag)):
        _clear()
        yield
    _clear()


def _clear() -> None:
    for function in (lexicons.lexicon, lexicons._cue_words, quotations):
        function.cache_clear()


def _falls(word: str, share: float, seed: int) -> bool:
    chosen = hashlib.sha256(f"{seed} {word}".encode()).digest()
    return int.from_bytes(chosen[:4]) < share * 2**32


def _add(found: Count, path: Path, gold: dict[str, Any], verbose: bool) -> None:
    article = golden.article(path.read_text("utf-8"), "ar")
    titles = {n for n, b in enumerate(article.blocks, 1) if b.role is BlockRole.HEADLINE}
    got = [q for q in quotations(article) if q.span.block not in titles]
    for wanted in gold["quotes"]:
        speech = wanted["kind"] == "speech" and not wanted.get("unsure", False)
        found.speech += speech
        quote = next((q for q in got if q.text.strip() == wanted["text"].strip()), None)
        if quote is None:
            continue
        got.remove(quote)
        if not golden.is_spoken(quote):
            continue
        right = speech and quote.speaker is not None and quote.speaker.name == wanted["speaker"]
        found.spoken += 1
        found.right += right
        if verbose and not right:
            name = quote.speaker.name if quote.speaker else None
            print(f"  {path.stem}: {quote.text[:50]} | {wanted.get('speaker')} | {name} {quote.confidence}")
    found.spoken += sum(map(golden.is_spoken, got))


if __name__ == "__main__":
    main()
