"""A speech program for tests: text on standard input, sound on standard output or to a file.

    program.py FOLDER [--voice NAME] [--rate N] [--pitch N] [--language TAG] [--output FILE] [--kind wav|mp3]

What it answers, and what it was asked, stands in FOLDER (see program_standin.py). It runs alone, as any
other program would.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from engines.sounds import FAULTS, sound


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--voice", default="")
    parser.add_argument("--rate", default="")
    parser.add_argument("--pitch", default="")
    parser.add_argument("--language", default="")
    parser.add_argument("--output", type=Path)
    parser.add_argument("--kind", default="wav", choices=["wav", "mp3"])
    asked = parser.parse_args()
    data = sys.stdin.buffer.read()
    text = data.decode("utf-8")
    call = {"text": text, **{key: str(value) for key, value in vars(asked).items() if key != "folder"}}
    answer = _next(asked.folder, {**call, "pid": os.getpid()})
    if isinstance(answer, int):
        sys.stderr.write(f"a line before\nstand-in says no: {answer}\n\n")
        return answer
    if answer == "hang":
        time.sleep(600)
    if answer == "die":
        os.abort()
    if answer == "html":
        made = b"<!doctype html><title>Log in</title>"
    elif answer == "empty":
        made = b""
    else:
        made = sound(answer if answer in FAULTS else "ok", text, asked.kind)
    if answer in ("cut", "drop"):
        made = made[: len(made) // 2]
    if answer == "nothing":
        return 0
    if asked.output:
        asked.output.write_bytes(made)
    else:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
    return 1 if answer == "drop" else 0


def _next(folder: Path, call: dict[str, object]) -> str | int:
    """Takes the next answer and leaves the call; one program at a time."""
    lock = folder / "lock"
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
            break
        except FileExistsError:
            time.sleep(0.002)
    try:
        with (folder / "calls.jsonl").open("a", encoding="utf-8") as calls:
            calls.write(json.dumps(call) + "\n")
        plan = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
        if not plan["answers"]:
            return plan["always"]  # type: ignore[no-any-return]  # as the stand-in wrote it
        answer, *plan["answers"] = plan["answers"]
        (folder / "answers.json").write_text(json.dumps(plan), encoding="utf-8")
        return answer  # type: ignore[no-any-return]  # as the stand-in wrote it
    finally:
        lock.unlink()


if __name__ == "__main__":
    sys.exit(main())
