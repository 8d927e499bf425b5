"""What program.py answers and was asked, as the stand-ins of the other services tell it."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

_PROGRAM = Path(__file__).with_name("program.py")


@dataclass(frozen=True)
class Call:
    text: str
    voice: str
    language: str
    rate: str
    pitch: str
    output: str
    kind: str
    pid: int


class ProgramStandin:
    """`answers` holds what the next calls get, oldest first; `always` is for when it is empty.

    A number is the exit code, with a line on standard error. "ok"; "html" and "empty" instead of sound;
    "nothing": the program ends well and writes no file; those of `engines.sounds.FAULTS`; "cut": half of the
    sound and exit 0; "drop": half of it and exit 1; "die": a signal; "hang".
    """

    retry_after: str | None = None
    """A program has no way to say it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._write([], "ok")

    @property
    def command(self) -> tuple[str, ...]:
        """What a profile writes for `command`, without placeholders."""
        return sys.executable, str(_PROGRAM), str(self._folder)

    @property
    def answers(self) -> list[str | int]:
        """A copy: set it anew to change it."""
        return list(self._plan()["answers"])

    @answers.setter
    def answers(self, answers: list[str | int]) -> None:
        self._write(answers, self.always)

    @property
    def always(self) -> str | int:
        return self._plan()["always"]  # type: ignore[no-any-return]  # as it was written below

    @always.setter
    def always(self, answer: str | int) -> None:
        self._write(self.answers, answer)

    @property
    def calls(self) -> list[Call]:
        """A copy: `forget()` empties it."""
        file = self._folder / "calls.jsonl"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        return [Call(**json.loads(line)) for line in lines]

    @property
    def texts(self) -> list[str]:
        return [call.text for call in self.calls]

    def forget(self) -> None:
        (self._folder / "calls.jsonl").unlink(missing_ok=True)

    def _plan(self) -> dict[str, object]:
        return json.loads((self._folder / "answers.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]

    def _write(self, answers: list[str | int], always: str | int) -> None:
        plan = {"answers": answers, "always": always}
        (self._folder / "answers.json").write_text(json.dumps(plan), encoding="utf-8")
