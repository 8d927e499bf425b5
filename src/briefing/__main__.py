"""`briefing` and `python -m briefing`: run the command, turn an error into one line and its exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from briefing.errors import BriefingError

INTERRUPTED = 130  # 128 + SIGINT, as shells count


def main(argv: Sequence[str] | None = None) -> int:
    """Runs `argv` (default: the command line) and returns the exit code.

    A known error is one line on stderr; `--debug` anywhere on the line shows its traceback as well. An error
    that we do not know keeps its traceback: it is a fault of ours.
    """
    args = list(sys.argv[1:] if argv is None else argv)
    plain = args.index("--") if "--" in args else len(args)
    debug = "--debug" in args[:plain]
    args = [arg for i, arg in enumerate(args) if arg != "--debug" or i >= plain]
    from briefing.cli import app

    try:
        app(args=args, prog_name="briefing")
    except BriefingError as exc:
        if debug:
            import traceback

            traceback.print_exc()
        print(f"briefing: {exc}", file=sys.stderr)
        return exc.exit_code
    except KeyboardInterrupt:
        return _interrupted()
    except SystemExit as exc:
        if exc.code == INTERRUPTED:
            return _interrupted()
        return exc.code if isinstance(exc.code, int) else int(exc.code is not None)
    return 0


def _interrupted() -> int:
    print(
        "briefing: stopped. What is finished is kept; the same command goes on from there.", file=sys.stderr
    )
    return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
