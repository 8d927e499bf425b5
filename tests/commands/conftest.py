"""Commands are run through `main()`, in a folder of their own, with a clip store of their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from briefing.__main__ import main

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """run("make", "a.txt") in an empty folder, as a person would type it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "clips"))
    for name in ("EPISODES", "VOICES", "VOICE", "MINUTES", "SELECT_WITH", "SELECT_MODEL", "SELECT_KEY",
        "FORMAT", "QUALITY",
    ):  # fmt: skip
        monkeypatch.delenv(f"BRIEFING_{name}", raising=False)

    def run_it(*argv: str | Path) -> Ran:
        capfd.readouterr()
        code = main([str(arg) for arg in argv])
        out, err = capfd.readouterr()
        return Ran(code, out, err)

    return run_it
