"""voices/NAME.yaml → VoiceProfile: from the user's own folder, else from those that ship."""

from __future__ import annotations

import dataclasses
import difflib
import os
from pathlib import Path

from briefing import documents
from briefing.errors import VoiceProfileError
from briefing.model import VoiceProfile

_PACKAGE = Path(__file__).parent
SHIPPED = next(
    folder
    # In the wheel the profiles lie inside the package; in a checkout they are the top-level voices/.
    for folder in (_PACKAGE / "shipped_voices", _PACKAGE.parents[1] / "voices")
    if folder.is_dir() or folder.parent != _PACKAGE
)


def names(folder: Path) -> tuple[str, ...]:
    """The profiles that can be named, the user's and the shipped ones."""
    found = {path.stem for place in (folder, SHIPPED) for path in place.glob("*.yaml")}
    return tuple(sorted(found))


def find(name: str, folder: Path) -> Path:
    """The file of profile `name`, which may also be a path to a YAML file. Raises VoiceProfileError."""
    if name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
        return Path(name)
    for place in (folder, SHIPPED):
        path = place / f"{name}.yaml"
        if os.path.isfile(path):  # noqa: PTH113  (Path.is_file raises for a name that is too long)
            return path
    near = difflib.get_close_matches(name, names(folder), n=1, cutoff=0.0)
    hint = f"Did you mean `{near[0]}`?" if near else f"Put {name}.yaml into {folder}."
    raise VoiceProfileError(f"there is no voice profile `{name}`", hint=hint)


def load(name: str, folder: Path) -> VoiceProfile:
    """The profile `name` of `folder` or of those that ship.

    Raises VoiceProfileError: no such profile, broken YAML, a wrong key or value (with file and line).
    """
    path = find(name, folder)
    profile = documents.read(VoiceProfile, path, error=VoiceProfileError)
    return profile if profile.name else dataclasses.replace(profile, name=path.stem)
