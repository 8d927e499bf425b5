"""What was measured and heard of a line → a flag, or none.

The limits were set on the lines of some episodes, and counted on those of others (benchmarks/listening.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from briefing.listening.acoustics import Measures
from briefing.listening.recogniser import Hearing
from briefing.model import Said

_SILENT = 0.12
"""Of the time that the text needs: less speech than that is none."""
_REPEATED = 0.85
"""Whole lines had up to .48, those said twice .95 and more."""
_NOT_HEARD = 0.34
"""Share of the words, with a recogniser that writes down what it hears."""
_POOR_FIT = 1.2
"""See `_fit`: of 187 whole lines in ten voices five had less, other lines in their place up to 1.4."""
_POOR_FIT_OF_FEW = -0.5
_FEW_MS = 900
"""A name alone fits by chance, or not."""
_EXTRA = 0.42
"""Whole lines had up to .39 in the worst of voices, those said twice at least .48."""
_USUAL_EXTRA = 0.15
_OF_EXTRA = 3.0
_TOO_SHORT = 0.8
"""Of the pace of the other lines. eSpeak's whole lines had at least .84."""
_LONG_ENOUGH = 0.97
"""With all of its time a line has not lost its end, whatever the recogniser made of it."""
_TOO_SHORT_UNHEARD = 0.72
"""Where nobody listened to the words."""
_ENDS_LOUD_DB = -3.0
_RATHER_SHORT = 0.905
"""Too little by itself, but not where the sound ends as loud as it was before."""
_OF_FEW = 0.8
"""For a name alone both are less by this: its pace depends on its sounds."""
_TOO_LONG = 1.7
_SURROUNDING_MS = 150
"""What every line takes besides its syllables."""
_FEWEST = 5
"""Lines that must be without a flag before they say anything of the pace."""


class Reason(StrEnum):
    SILENT = "silence"
    TWICE = "said twice"
    OTHER_WORDS = "other words"
    MORE_WORDS = "more than its words"
    END_MISSING = "end missing"
    TOO_SHORT = "too short"
    TOO_LONG = "too long"
    NOT_SPOKEN = "not spoken"
    """The script has it, the episode was made before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    reason: Reason
    detail: str
    """What was found, as the rest of a sentence on the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """All that is known of a line before it is judged."""

    said: Said
    measures: Measures
    hearing: Hearing | None
    """None: nobody here knows the language."""

    @property
    def pace(self) -> float:
        return self.measures.spoken_ms / (self.said.estimated_ms + _SURROUNDING_MS)


def judged(lines: Sequence[Observed]) -> list[Flag | None]:
    """One flag a line at most: the gravest. How fast the voices are is told by the lines without one."""
    flags = [_by_itself(line) for line in lines]
    for engine in {line.said.utterance.voice.engine for line in lines}:
        at = [number for number, line in enumerate(lines) if line.said.utterance.voice.engine == engine]
        sound = [lines[number].pace for number in at if flags[number] is None]
        if len(sound) < _FEWEST:
            continue
        usual = median(sound)
        for number in at:
            flag, share = flags[number], lines[number].pace / usual
            if flag is None or (flag.reason is Reason.END_MISSING and share > _LONG_ENOUGH):
                flags[number] = _by_length(lines[number], share)
    return flags


def _by_itself(line: Observed) -> Flag | None:
    hearing = line.hearing
    if line.measures.spoken_ms < _SILENT * line.said.estimated_ms:
        return Flag(reason=Reason.SILENT, detail="nothing is heard, or next to nothing")
    if line.measures.repetition >= _REPEATED and not _says_itself_twice(line.said):
        return Flag(reason=Reason.TWICE, detail="the second half of the sound is the first once more")
    if hearing is None:
        return None
    least_fit = _POOR_FIT_OF_FEW if line.measures.spoken_ms < _FEW_MS else _POOR_FIT
    is_poor = hearing.fit is not None and _fit(hearing.fit, hearing.extra) < least_fit
    if is_poor or (hearing.error_rate > _NOT_HEARD and not hearing.ends_early):
        return Flag(reason=Reason.OTHER_WORDS, detail="what is heard is something else")
    if hearing.ends_early:
        return Flag(reason=Reason.END_MISSING, detail=f"these words are not heard: “{_end(hearing)}”")
    if hearing.extra > _EXTRA:
        return Flag(
            reason=Reason.MORE_WORDS, detail=f"{hearing.extra:.0%} of the speech belongs to none of its words"
        )
    return None


def _fit(fit: float, extra: float) -> float:
    """How well the words fit, less what they leave unexplained: other words fit where they may leave much."""
    return fit - _OF_EXTRA * max(0.0, extra - _USUAL_EXTRA)


def _by_length(line: Observed, share: float) -> Flag | None:
    leniency = _OF_FEW if line.said.estimated_ms < _FEW_MS else 1.0
    too_short = leniency * (_TOO_SHORT_UNHEARD if line.hearing is None else _TOO_SHORT)
    is_torn = share < leniency * _RATHER_SHORT and line.measures.end_db > _ENDS_LOUD_DB
    if share < too_short or is_torn:
        torn = " and breaks off" if is_torn else ""
        return Flag(
            reason=Reason.TOO_SHORT, detail=f"it takes {share:.0%} of what the others need for as much{torn}"
        )
    if share > _TOO_LONG:
        return Flag(
            reason=Reason.TOO_LONG, detail=f"it takes {share:.0%} of what the others need for as much"
        )
    return None


def _end(hearing: Hearing) -> str:
    """The words behind the last one that is heard."""
    heard = [number for number, is_found in enumerate(hearing.found) if is_found]
    return " ".join(hearing.words[heard[-1] + 1 if heard else 0 :])


def _says_itself_twice(said: Said) -> bool:
    """“Never, never.”"""
    words = [word.strip(".,;:!?").casefold() for word in said.utterance.text.split()]
    half = len(words) // 2
    return half > 0 and words[:half] == words[-half:]
