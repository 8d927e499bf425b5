"""episodes/cast.yaml: read by people, kept whole whatever writes to it at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from briefing import episodes
from briefing.errors import UsageError


def test_what_is_saved_is_read_again_and_added_to(tmp_path: Path) -> None:
    root = tmp_path / "episodes"
    assert episodes.load_cast(root) == {}
    episodes.save_cast(root, {"default": {"Ines Hofmann": "espeak/+f2", "سلمى الحايك": "espeak/+f4/35"}})
    episodes.save_cast(
        root, {"default": {"Omar: Lind": "espeak/+m3"}, "online": {"Ines Hofmann": "openai/nova"}}
    )
    assert episodes.load_cast(root) == {
        "default": {
            "Ines Hofmann": "espeak/+f2", "سلمى الحايك": "espeak/+f4/35", "Omar: Lind": "espeak/+m3",
        },
        "online": {"Ines Hofmann": "openai/nova"},
    }  # fmt: skip
    text = episodes.cast_file(root).read_text(encoding="utf-8")
    assert text.startswith("# Who was quoted") and "  Ines Hofmann: espeak/+f2\n" in text


def test_nothing_is_written_where_nothing_is_new(tmp_path: Path) -> None:
    episodes.save_cast(tmp_path, {})
    assert not episodes.cast_file(tmp_path).exists()
    mine = "# my own words\ndefault: {Ann: espeak/+f2, Ben: espeak/+m3}\n"
    episodes.cast_file(tmp_path).write_text(mine)
    episodes.save_cast(tmp_path, {"default": {"Ben": "espeak/+m3"}})
    assert episodes.cast_file(tmp_path).read_text() == mine


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("default: [Ann]\n", r"cast\.yaml, line 1: `default` must be `key: value` lines"),
        ("default:\n  Ann: x\n  Ann: y\n", r"cast\.yaml, line 3: `default.Ann` stands here twice"),
        ("Ann\n", r"cast\.yaml, line 1: the file must be"),
        ("default: {Ann: [", r"cast\.yaml, line \d is not valid YAML"),
    ],
)
def test_a_broken_file_is_one_line(tmp_path: Path, text: str, said: str) -> None:
    episodes.cast_file(tmp_path).write_text(text)
    with pytest.raises(UsageError, match=said):
        episodes.load_cast(tmp_path)
    with pytest.raises(UsageError):
        episodes.save_cast(tmp_path, {"default": {"Ben": "espeak/+m3"}})
    assert episodes.cast_file(tmp_path).read_text() == text


def test_programs_that_write_at_once_lose_nobody(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from briefing import episodes\n"
        "for n in range(15):\n"
        "    episodes.save_cast(Path(sys.argv[1]), {'default': {f'{sys.argv[2]} {n}': 'espeak/+f2'}})\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name]) for name in "ABC"]
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0]
    assert len(episodes.load_cast(tmp_path)["default"]) == 45
    assert [path.name for path in tmp_path.iterdir()] == ["cast.yaml"]


def test_a_killed_programs_lock_is_not_minded(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from briefing import files\n"
        "with files.locked(Path(sys.argv[1])): os._exit(9)\n"
    )
    path = episodes.cast_file(tmp_path)
    assert subprocess.run([sys.executable, "-c", code, str(path)], check=False).returncode == 9
    assert list(tmp_path.iterdir())
    episodes.save_cast(tmp_path, {"default": {"Ann": "espeak/+f2"}})
    assert [found.name for found in tmp_path.iterdir()] == ["cast.yaml"]
