"""An episode in English and one in Arabic, spoken and mixed once; commands are typed in copies of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from briefing import episodes
from briefing.__main__ import main
from briefing.episodes import EpisodeFolder

ENGLISH = """\
Ferry to Saltby sails again

The ferry to Saltby left the north quay on Monday, for the first time since the storm in March.

“We have waited long enough for this boat,” said Ines Hofmann, the harbour master.

About 1,200 passengers had bought a ticket by noon.
"""
ARABIC = """\
عودة العبّارة إلى الجزيرة

أبحرت العبّارة من الرصيف الشمالي يوم الاثنين، للمرة الأولى منذ عاصفة مارس.

وقالت مديرة الميناء سلمى الحداد: «انتظرنا هذه السفينة طويلا، واليوم نفرح بها».
"""


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Desk:
    """A folder with the two episodes, which a test may spoil."""

    path: Path
    run: Callable[..., Ran]
    english: EpisodeFolder
    arabic: EpisodeFolder


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("looking")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        patch.setenv("BRIEFING_CACHE", str(place / "clips"))
        for name, text in (("en.txt", ENGLISH), ("ar.txt", ARABIC)):
            Path(name).write_text(text, "utf-8")
            assert main(["make", name, "--date", "2026-11-23", "--quiet"]) == 0
    return place / "episodes"


@pytest.fixture
def desk(
    tmp_path: Path, finished: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Desk:
    shutil.copytree(finished, tmp_path / "episodes")
    monkeypatch.chdir(tmp_path)
    for name in ("EPISODES", "VOICES", "VOICE"):
        monkeypatch.delenv(f"BRIEFING_{name}", raising=False)

    def run(*argv: str | Path) -> Ran:
        capfd.readouterr()
        code = main([str(arg) for arg in argv])
        out, err = capfd.readouterr()
        return Ran(code, out, err)

    english, arabic = sorted(episodes.all_in(Path("episodes")), key=lambda folder: "ferry" not in folder.slug)
    return Desk(tmp_path, run, english, arabic)
