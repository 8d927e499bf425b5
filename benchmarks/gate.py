"""Figures of a benchmark, against the floors kept in floors.yaml: exit 1 where one has fallen.

Learned from trafilatura's tests/eval_gate.py: a floor belongs to one corpus, known by its digest; raising
floors is one flag, lowering one needs another.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

FLOORS = Path(__file__).with_name("floors.yaml")
_SLACK = 0.0005
"""Figures are kept with three decimals."""


def parser(description: str | None) -> argparse.ArgumentParser:
    """The options that every benchmark with floors has; its own are added to it."""
    options = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument(
        "--set-floors", action="store_true", help="keep today's figures where they are higher"
    )
    options.add_argument("--lower", action="store_true", help="with --set-floors: also where they are lower")
    return options


def needs(path: Path) -> Path:
    """The path, or the end with one line where the data set is not there."""
    if not path.exists():
        sys.exit(f"{path} is not there: give the folder of the data set that --help names")
    return path


def digest(files: Iterable[Path]) -> str:
    """What identifies a corpus: names and bytes of its files."""
    seen = hashlib.sha256()
    for path in sorted(files, key=lambda path: path.name):
        seen.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()[:12]


def compare(name: str, figures: Mapping[str, float], corpus: str, options: argparse.Namespace) -> None:
    """Print each figure beside its floor, and end with 1 where one lies below.

    `name` is the benchmark's own ("quotations"), `corpus` the digest of what it was measured on. Figures
    without a floor are only shown; floors of another corpus say nothing of this one.
    """
    kept: dict[str, Any] = yaml.safe_load(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    floors: dict[str, float] = kept.setdefault(name, {}).setdefault(corpus, {})
    if options.set_floors:
        for figure, value in figures.items():
            if options.lower or value > floors.get(figure, 0.0):
                floors[figure] = round(value, 3)
        partial = FLOORS.with_name(FLOORS.name + ".unfinished")
        partial.write_text(yaml.safe_dump(kept, sort_keys=True), "utf-8")
        partial.replace(FLOORS)
    print(f"\nfloors of {name} on corpus {corpus}:")
    fallen = []
    for figure, value in figures.items():
        floor = floors.get(figure)
        below = floor is not None and value < floor - _SLACK
        print(
            f"  {figure:32} {value:7.3f}   floor {'none' if floor is None else f'{floor:.3f}'}{' ✗' * below}"
        )
        fallen += [figure] if below else []
    if fallen:
        sys.exit(f"{name}: below the floor: {', '.join(fallen)}")
