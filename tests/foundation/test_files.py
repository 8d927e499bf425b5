"""A file is written whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing import files


def test_what_was_there_stays_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    files.replace(path, b"old")
    with pytest.raises(RuntimeError), files.replacing(path) as file:
        file.write(b"half")
        raise RuntimeError
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_others_may_read_what_the_umask_lets_them(tmp_path: Path) -> None:
    files.replace(tmp_path / "a.txt", b"x")
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o666 & ~files.UMASK


def test_what_a_killed_process_left_is_removed_and_what_a_running_one_writes_stays(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / f".{dead.pid}-a.mp3-x{files.ABANDONED}").write_bytes(b"half")
    (tmp_path / f".{dead.pid}-y{files.ABANDONED}").mkdir()
    mine = tmp_path / f".{os.getpid()}-b.mp3-x{files.ABANDONED}"
    mine.write_bytes(b"half")
    (tmp_path / "c.mp3").write_bytes(b"whole")
    files.remove_abandoned(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([mine.name, "c.mp3"])


@pytest.mark.parametrize("name", ["pipe", "endless", "a\0b", "none"])
def test_what_is_no_file_is_not_read(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "endless").symlink_to("/dev/zero")
    with pytest.raises(OSError, match=r"pipe or a device|null byte|No such file"):
        files.read(tmp_path / name)


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"whole")
    (tmp_path / "link").symlink_to("a.txt")
    assert files.read(tmp_path / "a.txt") == files.read(tmp_path / "link") == b"whole"
    with pytest.raises(IsADirectoryError):
        files.read(tmp_path)
