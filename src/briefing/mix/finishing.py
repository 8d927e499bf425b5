"""Timeline → the finished file: at its loudness, under its ceiling, and measured once more as it is heard."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from briefing.mix import levels, limiter, measuring
from briefing.mix.assembly import Timeline
from briefing.mix.bench import Bench
from briefing.mix.inspection import HIGHEST_DBTP
from briefing.mix.levels import Mastering, Survey
from briefing.mix.loudness import SILENCE_LUFS
from briefing.mix.measuring import Measured
from briefing.mix.tags import Labels

_TRIES = 4
_CLOSE_LU = 0.15
_SAFE_DB = 0.1
"""Meters differ by as much, each oversampling in its own way."""


def finish(
    timeline: Timeline, bench: Bench, survey: Survey, mastering: Mastering, labels: Labels, file: BinaryIO
) -> tuple[Mastering, Measured]:
    """Write the programme to `file` (one with a name); gives what was done to it and what it decodes to.

    The coder moves level and peaks a little (the limiter's ceiling allows for most of it): where they are
    then not what was wanted, it is coded once more, that much lower or softer. Raises MixError, OSError.
    """
    aim_lufs, ceiling_dbtp = bench.target_lufs, limiter.CEILING_DBTP
    for left in reversed(range(_TRIES)):
        file.seek(0)
        file.truncate()
        bench.coding.write(mastering.rendered(timeline.blocks(bench.spool)), file, labels)
        file.flush()
        measured = measuring.measure(Path(file.name))
        over_db = measured.true_peak_dbtp - (HIGHEST_DBTP - _SAFE_DB)
        off_lu = bench.target_lufs - measured.integrated_lufs
        can_move = measured.integrated_lufs > SILENCE_LUFS and not mastering.at_its_end
        if not left or not (over_db > 0 or (can_move and abs(off_lu) > _CLOSE_LU)):
            break
        ceiling_dbtp -= over_db + _SAFE_DB if over_db > 0 else 0.0
        aim_lufs += off_lu if can_move else 0.0
        mastering = levels.master(survey, aim_lufs, ceiling_dbtp=ceiling_dbtp)
    return mastering, measured
