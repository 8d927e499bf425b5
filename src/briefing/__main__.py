"""`briefing` and `python -m briefing`: run the command, turn an error into one line and its exit code."""

from __future__ import annotations

import atexit
import gc
import io
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType

from briefing.errors import BriefingError, UsageError

INTERRUPTED = 128 + signal.SIGINT  # as shells count
_OBJECTS_BEFORE_COLLECTING = 20_000
"""Python's own 700 makes it look for rubbish 190 times in a run that leaves next to none: 60 ms of 1.5 s."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs `argv` (default: the command line) and returns the exit code.

    A known error is one line on stderr; `--debug` anywhere on the line shows its traceback as well. An error
    that we do not know keeps its traceback: it is a fault of ours.
    """
    args = list(sys.argv[1:] if argv is None else argv)
    plain = args.index("--") if "--" in args else len(args)
    debug = "--debug" in args[:plain]
    args = [arg for i, arg in enumerate(args) if arg != "--debug" or i >= plain]
    _make_streams_usable()
    if argv is None:
        gc.set_threshold(_OBJECTS_BEFORE_COLLECTING, 10, 10)
    try:
        with _ended_by_signals():
            from briefing.cli import app

            code = app(args=args or ["--help"], prog_name="briefing", standalone_mode=False) or 0
    except KeyboardInterrupt:
        code = INTERRUPTED
    except SystemExit as exc:
        code = exc.code if isinstance(exc.code, int) else int(exc.code is not None)
    except Exception as exc:
        error = _known(exc)
        if debug:
            import traceback

            traceback.print_exc()
        print(f"briefing: {error}", file=sys.stderr)
        code = error.exit_code
    if code > 128:
        print(
            "briefing: stopped. What is finished is kept; the same command goes on from there.",
            file=sys.stderr,
        )
    _let_go_of_stdout()
    if argv is None and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is said and done, only Python has yet to end
        if code == INTERRUPTED:
            # A KeyboardInterrupt that passed through exec() of a text (dataclasses do that) makes Python end
            # by the signal, not with a code (run_eval_code_obj in pythonrun.c). All is closed by now.
            atexit._run_exitfuncs()  # os._exit leaves them out: the clip store's mark would stay
            sys.stderr.flush()
            os._exit(code)
    return int(code)


def _known(exc: Exception) -> BriefingError:
    """The error as one of ours; raises it again where it is none: then it is a fault of ours."""
    if isinstance(exc, BriefingError):
        return exc
    if hasattr(exc, "format_message"):  # of Click: typer 0.15 uses the package, later ones bring their own
        command = getattr(getattr(exc, "ctx", None), "command_path", "briefing")
        return UsageError(exc.format_message(), hint=f"Type: {command} --help")
    if isinstance(exc, OSError):  # what the system refused is no fault of ours
        where = f": {exc.filename}" if exc.filename else ""
        return BriefingError(f"{exc.strerror or exc}{where}", hint="`--debug` shows where it was needed.")
    if isinstance(exc, ModuleNotFoundError) and exc.name and not exc.name.startswith("briefing"):
        return BriefingError(f"the Python package `{exc.name}` is missing", hint="Install briefing anew.")
    raise exc


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """`kill` and a closed terminal end the program as Ctrl-C does: engines stop, nothing unfinished stays."""

    def end(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    named = [getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")]
    ours = [number for number in named if number and signal.getsignal(number) is signal.SIG_DFL]
    if threading.current_thread() is not threading.main_thread():
        ours = []
    for number in ours:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _make_streams_usable() -> None:
    """A stream that is closed becomes the null device; letters that the encoding lacks become escapes."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115  (for good)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _let_go_of_stdout() -> None:
    """What cannot be written now (full disk, reader gone) must not fail a second time when Python ends."""
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
