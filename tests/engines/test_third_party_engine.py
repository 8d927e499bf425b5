"""The example of docs/example-engine, installed as a package by pip: found, listed, and heard."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import wave
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "docs" / "example-engine"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Of a program that sees the package: it lies in a folder of its own, this Python stays as it is."""
    for needed in ("pip", "hatchling"):
        if importlib.util.find_spec(needed) is None:
            pytest.skip(f"{needed} is not installed: pip install 'briefing[test]'")
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-index",
         "--no-deps", "--no-build-isolation", "--target", folder, EXAMPLE],
        check=True,
        capture_output=True,
    )  # fmt: skip
    assert [found.name for found in folder.glob("*.dist-info")] == ["briefing_beeps-1.0.dist-info"]
    return {**os.environ, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"}


def briefing(environment: dict[str, str], folder: Path, *argv: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "briefing", *argv],
        cwd=folder,
        env={**environment, "BRIEFING_CACHE": str(folder / "clips")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_is_found_and_listed(environment: dict[str, str], tmp_path: Path) -> None:
    found = {
        state["name"]: state for state in json.loads(briefing(environment, tmp_path, "engines", "--json"))
    }
    assert found["beeps"]["works"] is found["beeps"]["tried"] is True
    assert "an example" in found["beeps"]["about"]["terms"]
    voices = json.loads(briefing(environment, tmp_path, "voices", "--engine", "beeps", "--json"))
    assert [voice["name"] for voice in voices] == ["low", "high"]


def test_it_is_heard(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "beeps.yaml").write_text("presenter: {engine: beeps, voice: high}", encoding="utf-8")
    text = "The northern pier is open again."
    briefing(environment, tmp_path, "say", text, "--voice", "./beeps.yaml", "--out", "said.wav")
    with wave.open(str(tmp_path / "said.wav")) as said:
        length_s = said.getnframes() / said.getframerate()
    assert length_s == pytest.approx(0.07 * len(text), abs=0.2)  # 70 ms a letter, the edges trimmed
