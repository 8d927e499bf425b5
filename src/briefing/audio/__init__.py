"""Sound files of any kind, from anybody → their samples; whatever a header says, memory follows the file."""

from __future__ import annotations


class BrokenSoundError(Exception):
    """Why a file's sound cannot be used, as a clause about "it"; the caller knows which file that is."""
