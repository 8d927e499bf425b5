"""Write a file whole or not at all; read one, and nothing that only has a file's name."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

UMASK = os.umask(0)
os.umask(UMASK)


_LONGEST_LOCK_S = 60

ABANDONED = ".unfinished"
"""Suffix of what is not yet whole; its name begins with "." and the id of the process that writes it."""


@contextmanager
def replacing(path: Path, *, durable: bool = True) -> Iterator[BinaryIO]:
    """A file to write to beside `path`; it takes the place of `path` when the block ends well.

    When the block raises (or the process dies) what stood at `path` is still there, whole; if `durable`, also
    when the power fails. Raises OSError (disk full, folder not writable).
    """
    fd, name = tempfile.mkstemp(prefix=f".{os.getpid()}-{path.name}-", suffix=ABANDONED, dir=path.parent)
    try:
        os.close(fd)
        with open(name, "w+b") as file:  # noqa: PTH123  (its `name` is then the path, not the descriptor)
            yield file
            if durable:
                file.flush()
                os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~UMASK)  # mkstemp makes 0600: a web server must be able to read it
        os.replace(name, path)  # noqa: PTH105  (the name says what matters)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108  (as above)
        raise


def replace(path: Path, data: bytes, *, durable: bool = True) -> None:
    """`path` holds `data`, or what it held before. Raises OSError."""
    with replacing(path, durable=durable) as file:
        file.write(data)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Nobody else who asks for it writes to `path` until the block ends; for a read with a write after it.

    The lock is a file beside it; that of a process that has died is not minded, nor one older than a minute.
    Raises OSError (folder not writable).
    """
    lock = path.with_name(f".{path.name}.lock")
    while True:
        try:
            with open(lock, "x", encoding="ascii") as file:  # noqa: PTH123  ("x" says it: only where there is none)
                file.write(str(os.getpid()))
            break
        except FileExistsError:
            if _is_left(lock):
                lock.unlink(missing_ok=True)
            time.sleep(0.02)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _is_left(lock: Path) -> bool:
    try:
        pid, age_s = lock.read_text(encoding="ascii"), time.time() - lock.stat().st_mtime
    except OSError:  # it has just gone
        return False
    return age_s > _LONGEST_LOCK_S or (pid.isdigit() and not _is_running(int(pid)))


def read(path: Path) -> bytes:
    """All of a file. Raises OSError, for a pipe or a device too: they may keep us waiting, or never end."""
    try:
        kind = path.stat().st_mode
    except ValueError as exc:  # a NUL in the name
        raise OSError(errno.EINVAL, str(exc), str(path)) from exc
    if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):  # of a folder the system says so itself
        raise OSError(errno.EINVAL, "it is no file but a pipe or a device", str(path))
    return path.read_bytes()


def remove_abandoned(folder: Path) -> None:
    """Remove what a killed process left unfinished in `folder`; what a running one writes stays."""
    for path in folder.glob(f".*-*{ABANDONED}"):
        pid = path.name[1:].split("-")[0]
        if not pid.isdigit() or _is_running(int(pid)):
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _is_running(pid: int) -> bool:
    if os.name == "nt":  # there os.kill(pid, 0) would send Ctrl-C
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it runs, under another user
        return True
    return True
