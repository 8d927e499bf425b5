"""An episode of a few lines, spoken through the command; the table of faults that a test run ends with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from google_standin import GoogleStandin
from openai_standin import OpenaiStandin
from program_standin import ProgramStandin

from briefing import speech
from briefing.__main__ import main
from faults import benches
from faults.benches import Bench
from faults.cases import ENGINES, FAULTS, Case

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour.en.txt"
HURRIED = speech.Patience(first_wait_s=0.01, longest_wait_s=0.02, total_s=20, answer_s=5)


@dataclass(frozen=True)
class Spoke:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Speak = Callable[..., Spoke]
"""(bench, *texts, *options) → how `briefing speak` of an episode of these texts ended."""


@pytest.fixture(scope="session")
def written_episode(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an episode as `briefing script` leaves it."""
    root = tmp_path_factory.mktemp("episode")
    assert main(["script", str(EXAMPLE), "--episodes", str(root), "--quiet"]) == 0
    (folder,) = root.iterdir()
    return folder


@pytest.fixture
def speak(
    written_episode: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Speak:
    folder = tmp_path / "episodes" / written_episode.name
    shutil.copytree(written_episode, folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "clips"))
    for name in ("EPISODES", "VOICES", "VOICE", "MAX_COST", "MAX_REQUESTS", "CACHE_SIZE"):
        monkeypatch.delenv(f"BRIEFING_{name}", raising=False)
    real = speech.speak

    def speak(
        bench: Bench, *texts: str, options: tuple[str, ...] = (), patience: speech.Patience = HURRIED
    ) -> Spoke:
        monkeypatch.setattr("briefing.pipeline.speech.speak", partial(real, patience=patience))
        lines = [{"text": text, "role": "presenter"} for text in texts]
        script = {
            "briefing": 1, "title": "The pier is open", "language": "en", "date": "2026-11-23",
            "articles": ["article-1.yaml"],
            "segments": [{"kind": "headline", "title": "The pier", "lines": lines}],
        }  # fmt: skip
        (folder / "script.yaml").write_text(json.dumps(script), encoding="utf-8")  # YAML holds JSON
        (tmp_path / "voice.yaml").write_text(bench.profile, encoding="utf-8")
        capfd.readouterr()
        code = main(["speak", str(folder), "--voice", "./voice.yaml", "--json", *options])
        out, err = capfd.readouterr()
        return Spoke(code, out, err)

    return speak


# ---------------------------------------------------------------------------------------------- engines


@pytest.fixture
def gtts_bench(google: GoogleStandin, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return benches.gtts(google, monkeypatch)


@pytest.fixture
def openai_bench(openai: OpenaiStandin, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return benches.openai(openai, monkeypatch)


@pytest.fixture
def edge_bench(edge: Any, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return benches.edge(edge, monkeypatch)


@pytest.fixture
def command_bench(program: ProgramStandin) -> Bench:
    return benches.command(program)


@pytest.fixture
def espeak_bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return benches.espeak(tmp_path / "worker", monkeypatch)


@pytest.fixture
def piper_bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    return benches.piper(tmp_path / "voices", monkeypatch)


# ------------------------------------------------------------------------------------------------ table


class Table:
    """Fault × engine: how each ended."""

    def __init__(self) -> None:
        self.ends: dict[tuple[str, str], str] = {}
        self.reasons: dict[tuple[str, str], str] = {}

    def note(self, case: Case, end: str, line: str) -> None:
        self.ends[case.fault, case.engine] = end
        self.reasons[case.fault, case.engine] = line.removeprefix("briefing: ").strip()


_TABLE = pytest.StashKey[Table]()


@pytest.fixture(scope="session")
def table(request: pytest.FixtureRequest) -> Table:
    return request.config.stash.setdefault(_TABLE, Table())


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, exitstatus: int, config: pytest.Config
) -> None:
    """The table; with -v also the line that each cell ended with."""
    made = config.stash.get(_TABLE, None)
    if not made or not made.ends:
        return
    write = terminalreporter.write_line
    terminalreporter.section("faults × engines: what comes once | exit code of what stays; — cannot be")
    width = max(map(len, FAULTS)) + 2
    columns = [max(len(made.ends.get((fault, engine), "")) for fault in FAULTS) + 3 for engine in ENGINES]
    columns = [max(column, len(engine) + 3) for column, engine in zip(columns, ENGINES, strict=True)]
    write(" " * width + "".join(f"{e:{n}}" for e, n in zip(ENGINES, columns, strict=True)).rstrip())
    for fault in FAULTS:
        cells = (f"{made.ends.get((fault, e), '?'):{n}}" for e, n in zip(ENGINES, columns, strict=True))
        write(f"{fault:{width}}" + "".join(cells).rstrip())
    if config.option.verbose > 0:
        for (fault, engine), line in made.reasons.items():
            write(f"{fault}, {engine}: {line}")
