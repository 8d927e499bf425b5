"""Pages of this repository → the example scripts beside this file, as the program writes them today.

python docs/scripts/regenerate.py
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from briefing.article import fetch, read
from briefing.model import Show
from briefing.script import dump, write

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
PAGES = {
    "agency.en": ("docs/scripts/pages/agency.en.txt",),
    "bridge.en": ("examples/harbour-bridge.en.html",),
    "interview.en": ("docs/scripts/pages/interview.en.txt",),
    "live-blog.en": ("docs/scripts/pages/live-blog.en.html",),
    "printed.en": ("docs/scripts/pages/printed.en.txt",),
    "science.en": ("docs/scripts/pages/science.en.html",),
    "water.ar": ("examples/desalination.ar.txt",),
    "clinic.ar": ("examples/mountain-clinic.ar.html",),
    "flood.fr": ("tests/articles/crue.fr.txt",),
    "library.de": ("tests/articles/buecherei.de.txt",),
    "pier.es": ("tests/articles/puerto.es.txt",),
    "together.en": (
        "examples/harbour.en.txt",
        "docs/scripts/pages/harbour-second.en.txt",
        "docs/scripts/pages/printed.en.txt",
    ),
}
"""Name of a script → the pages it is made of."""


def scripts() -> Iterator[tuple[Path, str]]:
    """Each script's file and what the program writes into it."""
    for name, pages in PAGES.items():
        articles = [read(fetch(str(ROOT / page), now=NOW)) for page in pages]
        yield HERE / f"{name}.yaml", dump(write(articles, day=NOW.date(), show=Show().title))


if __name__ == "__main__":
    for path, text in scripts():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
