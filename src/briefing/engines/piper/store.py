"""The folder of Piper voices that are installed here, and which of them a profile means."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(
    r"(?P<family>[a-z]{2,3})(?:_(?P<region>[A-Za-z0-9]{2,4}))?-(?P<speaker>\w+)-(?P<quality>\w+)"
)
"""As piper names its voices: en_US-lessac-medium."""
_QUALITIES = ("high", "medium", "low", "x_low")
"""Best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledVoice:
    name: str
    language: str
    """BCP 47; "und" where neither its name nor its configuration tells."""
    model: Path

    @property
    def config(self) -> Path:
        return config_of(self.model)

    @property
    def size_bytes(self) -> int:
        return self.model.stat().st_size


def default_folder() -> Path:
    """$BRIEFING_PIPER_VOICES, else `briefing/piper` in the user's data folder."""
    if chosen := os.environ.get("BRIEFING_PIPER_VOICES"):
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("briefing", appauthor=False) / "piper"


def config_of(model: Path) -> Path:
    """Where piper looks for a model's configuration."""
    return model.with_name(f"{model.name}.json")


def installed(folder: Path) -> tuple[InstalledVoice, ...]:
    """Voices that are whole (model and configuration), best first within a language."""
    found = (
        InstalledVoice(name=model.stem, language=_language(model), model=model)
        for model in folder.glob("*.onnx")
        if not model.name.startswith(".") and config_of(model).is_file() and model.is_file()
    )
    return tuple(sorted(found, key=lambda voice: (voice.language, rank(voice.name), voice.name)))


def language_of(name: str) -> str | None:
    """en_US-lessac-medium → en-US; None where it is not named as piper names its voices."""
    parts = _NAME.fullmatch(name)
    if not parts:
        return None
    return f"{parts['family']}-{parts['region'].upper()}" if parts["region"] else parts["family"]


def rank(name: str) -> int:
    """0 for the best quality; what has no quality in its name comes between the good and the small ones."""
    parts = _NAME.fullmatch(name)
    quality = parts["quality"] if parts else ""
    return _QUALITIES.index(quality) if quality in _QUALITIES else _QUALITIES.index("low")


def speaks(voice_language: str, wanted: str) -> int | None:
    """How well a voice of one language fits a tag: 0 the same region, 1 another one, None not at all."""
    have, want = (tag.replace("_", "-").lower().split("-") for tag in (voice_language, wanted))
    norwegian = {"nb", "nn", "no"}
    if have[0] != want[0] and not {have[0], want[0]} <= norwegian:
        return None
    return 0 if have[1:2] == want[1:2] or not want[1:] else 1


def _language(model: Path) -> str:
    if (by_name := language_of(model.stem)) is not None:
        return by_name
    try:
        config = json.loads(config_of(model).read_bytes())
        code = config.get("language", {}).get("code") or config["espeak"]["voice"]
    except (OSError, ValueError, LookupError, AttributeError, TypeError):
        return "und"
    tag = str(code).replace("_", "-")
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", tag) else "und"


def is_name(name: str) -> bool:
    """Whether it can be the name of a voice's files: letters of any script, digits, "_", "-", "+"."""
    return len(name) <= 100 and re.fullmatch(r"\w[\w+-]*", name) is not None
