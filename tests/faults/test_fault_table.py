"""Each engine and each way of failing, through the commands: how it ends, what it says, what is kept."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from engines.sounds import MS_PER_CHARACTER
from faults.benches import Bench
from faults.cases import CASES, Case
from faults.conftest import HURRIED, Speak, Table

LINES = ("The pier is open.", "The repairs are done.", "The gulls are back.")
OTHERS = (LINES[0], "Nobody expected it.", "The first boat left.")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_fault(case: Case, request: pytest.FixtureRequest, speak: Speak, table: Table) -> None:
    """Once: a second try mends it where that helps. For good: one line, and nothing that is made is lost."""
    if case.cannot_be:
        table.note(case, "—", case.cannot_be)
        return
    bench: Bench = request.getfixturevalue(f"{case.engine}_bench")

    if case.is_heard:
        with bench.failing(case.answer):
            heard = speak(bench, *LINES)
        assert heard.code == 0, heard.err
        usual_s = sum(map(len, LINES)) * MS_PER_CHARACTER / 1000
        assert usual_s < heard.json["duration_s"] < usual_s + 1.5  # with the pauses
        table.note(case, "heard right", "")
        return
    with bench.failing(case.answer, times=1, retry_after=case.retry_after and "0"):
        once = speak(bench, *LINES)
    mended = once.code == 0
    if mended:
        assert len(bench.asked) >= len(LINES)
    else:
        assert_one_line(once.err, once.code, case)
    assert mended == case.is_retried, once.err

    texts = OTHERS if mended else LINES
    kept = 1 if mended else kept_of(once.err)
    bench.forget()
    with bench.failing(case.answer, retry_after=case.retry_after):
        # Waiting for one that never answers is tried once only, for the sake of the test.
        patience = replace(HURRIED, total_s=0.5) if case.answer == "hang" else HURRIED
        failed = speak(bench, *texts, patience=patience)
    assert_one_line(failed.err, failed.code, case)
    assert failed.code == case.exit_code
    assert re.search(case.says, failed.err), failed.err
    if case.exit_code == 7:  # without the voice nobody knows which clips would be its own
        assert "clip" not in failed.err
    elif kept:
        assert f"{kept} of 3 clips are kept: the next run asks for the other {3 - kept} only." in failed.err
    else:
        assert "No clip is finished: the next run asks for all 3." in failed.err

    bench.forget()
    healed = speak(bench, *texts, patience=replace(HURRIED, answer_s=30))  # a busy machine is no fault
    assert healed.code == 0, healed.err
    assert healed.json["spoken_now"] == len(bench.asked) == 3 - kept
    table.note(case, f"{'retried, ok | ' if mended else ''}{failed.code}", failed.err)


def kept_of(line: str) -> int:
    found = re.search(r"(\d) of 3 clips are kept", line)
    return int(found[1]) if found else 0


def assert_one_line(err: str, code: int, case: Case) -> None:
    assert code in (6, 7)
    assert len([line for line in err.splitlines() if line]) == 1, err
    assert err.startswith("briefing: ")
