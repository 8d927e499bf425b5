"""What the system does to the program: closed and odd streams, signals, locales, missing packages."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefing import files

from .conftest import EXAMPLES

ENGLISH, ARABIC = EXAMPLES / "harbour.en.txt", EXAMPLES / "desalination.ar.txt"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX streams and signals")


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BRIEFING_", "LC_"))}
    return {**kept, "BRIEFING_CACHE": str(tmp_path / "clips"), **more}


def sh(tmp_path: Path, line: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """A line for the shell in an empty folder; `$briefing` is the program."""
    program = {"briefing": f"{sys.executable} -m briefing"}
    return subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=tmp_path, env={**(env or environment(tmp_path)), **program}, capture_output=True, check=False,
    )  # fmt: skip


def errors(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    return [line for line in done.stderr.decode().splitlines() if not line.endswith("…")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_output_that_cannot_be_written(tmp_path: Path) -> None:
    done = sh(tmp_path, "$briefing voices > /dev/full")
    assert done.returncode == 1
    assert len(errors(done)) == 1
    assert "No space left" in errors(done)[0]


def test_a_reader_that_has_gone(tmp_path: Path) -> None:
    done = sh(tmp_path, "$briefing voices --engine espeak | true")
    assert not errors(done)


def test_closed_streams(tmp_path: Path) -> None:
    done = sh(tmp_path, "$briefing make - <&-")
    assert done.returncode == 4
    assert errors(done) == ["briefing: standard input is empty. Give an article as text, Markdown or HTML."]
    assert sh(tmp_path, "$briefing voices >&-").returncode == 0
    assert sh(tmp_path, f"$briefing make {ENGLISH} --dry-run 2>&-").returncode == 0


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_letters_that_the_output_has_not(tmp_path: Path, encoding: str) -> None:
    env = environment(tmp_path, PYTHONIOENCODING=encoding)
    done = sh(tmp_path, f"$briefing read {ARABIC}", env)
    assert (done.returncode, errors(done)) == (0, [])
    done = sh(tmp_path, f"$briefing read {ARABIC} --json", env)
    assert json.loads(done.stdout)["title"] in ARABIC.read_text()


def test_an_environment_with_nothing_in_it(tmp_path: Path) -> None:
    done = sh(tmp_path, f"$briefing say Hello --out {tmp_path}/a.mp3", {"BRIEFING_CACHE": str(tmp_path)})
    assert (done.returncode, errors(done)) == (0, [])


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"pier\xff.txt")).write_bytes(ENGLISH.read_bytes())
    for _ in range(2):
        done = sh(tmp_path, "$briefing script pier*.txt")
        assert (done.returncode, errors(done)) == (0, [])
    assert len(list((tmp_path / "episodes").iterdir())) == 1


@pytest.mark.parametrize("stage", ["Reading", "Speaking", "Mixing"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_with_one_line_and_nothing_unfinished(
    tmp_path: Path, number: signal.Signals, stage: str
) -> None:
    for _ in range(5):
        process = subprocess.Popen(
            [sys.executable, "-m", "briefing", "make", str(ARABIC)],
            cwd=tmp_path,
            env=environment(tmp_path),
            start_new_session=True,
            # In the background of a shell without job control Ctrl-C is ignored, and children inherit that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stderr is not None
        while not process.stderr.readline().startswith(stage):
            assert process.poll() is None
        os.killpg(process.pid, number)
        _, err = process.communicate(timeout=60)
        if "Exception ignored in" not in err:
            break  # else Python lost the interrupt in a callback of its importer: once in a hundred times
    assert process.returncode == 128 + number
    assert [line for line in err.splitlines() if not line.endswith("…")] == [STOPPED]
    assert not list(tmp_path.rglob(f"*{files.ABANDONED}"))


STOPPED = "briefing: stopped. What is finished is kept; the same command goes on from there."


def test_a_package_that_is_missing(tmp_path: Path) -> None:
    code = "import sys; sys.modules['{}'] = None; from briefing.__main__ import main; sys.exit(main())"
    for package, line, exit_code in [
        ("soxr", f"make {ENGLISH}", 1),
        ("gtts", f"make {ENGLISH} --voice gtts", 7),
    ]:
        done = sh(tmp_path, f'{sys.executable} -c "{code.format(package)}" {line}')
        assert done.returncode == exit_code
        assert len(errors(done)) == 1
        assert package in errors(done)[0]
