"""docs/scripts: what the program writes today is what stands there, and it is proven."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from briefing.article import fetch, read
from briefing.script import check, loads

FOLDER = Path(__file__).parents[2] / "docs" / "scripts"
COMMAND = "python docs/scripts/regenerate.py"


def regenerate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("regenerate", FOLDER / "regenerate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


EXAMPLES = regenerate()


def test_the_examples_are_what_the_program_writes() -> None:
    stale = [
        path.name for path, text in EXAMPLES.scripts() if not path.exists() or path.read_text("utf-8") != text
    ]
    assert not stale, f"run `{COMMAND}`, and read what changed: {', '.join(stale)}"


def test_each_example_is_in_the_index() -> None:
    written = {path.stem for path in FOLDER.glob("*.yaml")}
    assert written == set(EXAMPLES.PAGES)
    index = (FOLDER / "README.md").read_text("utf-8")
    assert [name for name in EXAMPLES.PAGES if f"({name}.yaml)" not in index] == []


@pytest.mark.parametrize("name", EXAMPLES.PAGES)
def test_each_example_is_proven(name: str) -> None:
    path = FOLDER / f"{name}.yaml"
    articles = [read(fetch(str(EXAMPLES.ROOT / page), now=EXAMPLES.NOW)) for page in EXAMPLES.PAGES[name]]
    assert check(loads(path.read_text("utf-8"), name=path.name), articles) == ()
