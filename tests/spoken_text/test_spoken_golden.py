"""Every row of LANGUAGE.tsv is spoken as the row says."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.speech.spoken_text import spoken_text

HERE = Path(__file__).parent
SHARED = Path(__file__).parents[3] / "shared" / "probes" / "arabic_numbers.tsv"


def rows(path: Path) -> list[tuple[str, str]]:
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    return [(line.split("\t")[0], line.split("\t")[1]) for line in lines]


@pytest.mark.parametrize(
    ("language", "written", "spoken"),
    [(path.stem, written, said) for path in sorted(HERE.glob("*.tsv")) for written, said in rows(path)],
)
def test_row(language: str, written: str, spoken: str) -> None:
    assert spoken_text(written, language) == spoken
    assert spoken_text(spoken, language) == spoken


def test_the_shared_arabic_numbers() -> None:
    if not SHARED.exists():
        pytest.skip("../shared is not beside the repository")
    wrong = [(w, spoken_text(w, "ar"), s) for w, s in rows(SHARED) if spoken_text(w, "ar") != s]
    assert not wrong
