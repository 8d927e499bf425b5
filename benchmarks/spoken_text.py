"""How many rows of the tables of spoken text are right: ours, num2words, nemo_text_processing.

    python benchmarks/spoken_text.py [--nemo] [FILE.tsv ...]

A FILE has lines "written TAB spoken" and the language tag as its name (en.tsv); without one, the tables in
tests/spoken_text are read. num2words reads no sentences: each number as it stands is replaced by its words.
nemo_text_processing (English only) is not a dependency: `--nemo` needs it installed in the same Python
(pynini has wheels for Linux only). Ours must say the row to the letter; the others are forgiven capitals,
hyphens, punctuation, "and" inside numbers, "o" for "oh", and American spelling.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import gate

from briefing.speech.spoken_text import spoken_text

TABLES = Path(__file__).parents[1] / "tests" / "spoken_text"
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,])\d{1,15}(?:\.\d+)?")
_MARKS = re.compile(r"[^\w']+")
_AND = re.compile(
    r"\band (?=(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+t(?:een|y))\b)"
)
_ALIKE = (
    ("per cent", "percent"),
    (" o ", " oh "),
    ("meter", "metre"),
    ("liter", "litre"),
    (" an hour", " per hour"),
)
_ENOUGH = 100_000
"""Characters of one line, for the speed."""


def main() -> None:
    options = gate.parser(__doc__)
    options.add_argument("files", nargs="*", type=Path, help="tables; those of the tests if none is named")
    options.add_argument("--nemo", action="store_true", help="also nemo_text_processing, for English")
    chosen = options.parse_args()
    print(f"{'table':10} {'rows':>5} {'ours':>6} {'num2words':>10} {'nemo':>6}   characters/s")
    figures = []
    for file in chosen.files or sorted(TABLES.glob("*.tsv")):
        rows = _rows(gate.needs(file))
        tag = file.stem
        ours = sum(spoken_text(written, tag) == spoken for written, spoken in rows)
        others = {"num2words": _right(rows, _num2words(tag))}
        if chosen.nemo and tag == "en":
            others["nemo"] = _right(rows, _nemo())
        shown = [f"{others[name]:>{width}}" if name in others else " " * width for name, width in _COLUMNS]
        print(f"{tag:10} {len(rows):5} {ours:6} {' '.join(shown)}   {_speed(rows, tag):,.0f}")
        for name, right in others.items():
            ratio = f"{ours / right:.2f} times as many as" if right else "right, none of"
            print(f"{'':10} {ratio} {name}")
        figures.append((file, {f"{tag} right": ours / len(rows)}))
    for file, figure in figures:
        gate.compare("spoken_text", figure, gate.digest([file]), chosen)


_COLUMNS = (("num2words", 10), ("nemo", 6))


def _rows(file: Path) -> Sequence[tuple[str, str]]:
    lines = [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [(line.split("\t")[0], line.split("\t")[1]) for line in lines]


def _right(rows: Sequence[tuple[str, str]], say: Callable[[str], str]) -> int:
    return sum(_loosely(say(written)) == _loosely(spoken) for written, spoken in rows)


def _loosely(said: str) -> str:
    said = " ".join(_MARKS.sub(" ", said.lower()).split())
    said = f" {said} "
    for other, ours in _ALIKE:
        said = said.replace(other, ours)
    return _AND.sub("", said)


def _num2words(tag: str) -> Callable[[str], str]:
    from num2words import num2words

    language = tag.split("-")[0]

    def number(match: re.Match[str]) -> str:
        written = match.group().replace(",", "")
        try:
            return str(num2words(float(written) if "." in written else int(written), lang=language))
        except (NotImplementedError, OverflowError, ValueError):
            return match.group()

    return lambda text: _NUMBER.sub(number, text)


def _nemo() -> Callable[[str], str]:
    try:
        from nemo_text_processing.text_normalization.normalize import Normalizer
    except ImportError:
        sys.exit("nemo_text_processing is not installed: pip install nemo_text_processing==1.2.0")
    normalizer = Normalizer(input_case="cased", lang="en")
    return lambda text: str(normalizer.normalize(text))


def _speed(rows: Sequence[tuple[str, str]], tag: str) -> float:
    text = " ".join(written for written, _ in rows)
    text = (text * (_ENOUGH // len(text) + 1))[:_ENOUGH]
    began = time.perf_counter()
    spoken_text(text, tag)
    return len(text) / (time.perf_counter() - began)


if __name__ == "__main__":
    main()
