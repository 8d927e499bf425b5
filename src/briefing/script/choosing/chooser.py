"""Candidates → what a language model chose of them, or None where its answer cannot be used, and why."""

from __future__ import annotations

from briefing.script.choosing.answer import RefusedError, chosen
from briefing.script.choosing.endpoint import Endpoint
from briefing.script.choosing.request import body
from briefing.script.writing.candidates import Candidates

_SECONDS = 60.0
"""For one answer; a model on a laptop takes half of it for a page."""


class Chooser:
    """A `Choose` that remembers what to tell the person."""

    def __init__(self, to: Endpoint, *, seconds: float = _SECONDS) -> None:
        self._to = to
        self._seconds = seconds
        self.notes: list[str] = []
        """What was sent where and used."""
        self.warnings: list[str] = []
        """Why the rules chose instead."""

    def __call__(self, offered: Candidates) -> frozenset[str] | None:
        from briefing.script.choosing.service import ask  # httpx loads when there is something to ask

        who = f"{self._to.model} at {self._to.host}"
        sent = f"{len(offered.sentences)} sentences and {len(offered.quotes)} quotes"
        try:
            found = chosen(ask(self._to, body(offered, self._to), seconds=self._seconds), offered)
        except RefusedError as exc:
            self.warnings.append(f"The choice of {who} is not used: {exc}. The rules chose instead.")
            return None
        self.notes.append(f"Chosen by {who}: {len(found)} of {sent} that were sent there.")
        return found
