"""An engine whose package is not installed: it cannot even be made."""

from __future__ import annotations

from briefing.errors import EngineMissingError
from engines.tone import ToneEngine


class MissingEngine(ToneEngine):
    def __init__(self) -> None:
        raise EngineMissingError("the engine `missing` is not installed", why="no module missing")
