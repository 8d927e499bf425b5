"""NAME.yaml beside an installed voice ↔ where the voice came from, and under which terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefing import documents
from briefing.engines.piper.store import InstalledVoice
from briefing.errors import EngineError


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    name: str
    language: str
    source: str
    """Address or path of the model, or of the archive that it was in."""
    fetched: datetime
    licence: str = ""
    """As the model card has it; empty: it names none."""
    checked: bool = False
    """Size and MD5 were those of a catalogue."""
    size_bytes: int
    sha256: str
    """Of the model, as the two above."""
    md5: str


def receipt_of(voice: InstalledVoice) -> Receipt | None:
    """None where the voice came some other way, or its receipt cannot be read."""
    try:
        return documents.read(Receipt, voice.model.with_suffix(".yaml"), error=EngineError)
    except EngineError:
        return None
