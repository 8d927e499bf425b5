"""Articles → Script, its file script.yaml, and the check of every line against the articles."""

from __future__ import annotations

from briefing.script.checking.evidence import Finding, FindingKind, check
from briefing.script.choosing.chooser import Chooser
from briefing.script.document import dump, load, loads
from briefing.script.genders import genders
from briefing.script.quoting.quotes import quotations
from briefing.script.writing.wording import summary, write

__all__ = [
    "Chooser",
    "Finding",
    "FindingKind",
    "check",
    "dump",
    "genders",
    "load",
    "loads",
    "quotations",
    "summary",
    "write",
]
