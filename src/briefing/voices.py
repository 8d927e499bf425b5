"""voices/NAME.yaml → VoiceProfile, voices/lexicon.LANGUAGE.yaml → Lexicon.

From the user's own folder, else from what ships.
"""

from __future__ import annotations

import contextlib
import dataclasses
import difflib
import os
import re
from pathlib import Path

from briefing import documents
from briefing.errors import VoiceProfileError
from briefing.model import Lexicon, Pronunciation, VoiceProfile

_PACKAGE = Path(__file__).parent
SHIPPED = next(
    folder
    # In the wheel the profiles lie inside the package; in a checkout they are the top-level voices/.
    for folder in (_PACKAGE / "shipped_voices", _PACKAGE.parents[1] / "voices")
    if folder.is_dir() or folder.parent != _PACKAGE
)

_LEXICON = "lexicon."
"""What the name of a file of words begins with; the rest of it is a language."""


def names(folder: Path) -> tuple[str, ...]:
    """The profiles that can be named, the user's and the shipped ones."""
    found = {path.stem for place in (folder, SHIPPED) for path in place.glob("*.yaml")}
    return tuple(sorted(name for name in found if not name.startswith(_LEXICON)))


def find(name: str, folder: Path) -> Path:
    """The file of profile `name`, which may also be a path to a YAML file. Raises VoiceProfileError."""
    if name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
        return Path(name)
    for place in () if name.startswith(_LEXICON) else (folder, SHIPPED):
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


def lexicon(language: str, folder: Path) -> Lexicon:
    """How the house says words in `language` (BCP 47), whatever the profile.

    What the user's folder says goes before what ships, lexicon.en-GB.yaml before lexicon.en.yaml. Raises
    VoiceProfileError with file and line.
    """
    primary, *rest = language.replace("_", "-").split("-")
    tags = [primary.lower()]
    for subtag in rest:
        tags.append(f"{tags[-1]}-{subtag}")
    words: dict[str, Pronunciation | str] = {}
    for place in (SHIPPED, folder):
        # Listed, not tried: on most systems en-gb is not en-GB.
        there = {path.name.lower(): path for path in sorted(place.glob(f"{_LEXICON}*.yaml"))}
        for tag in tags:
            if path := there.get(f"{_LEXICON}{tag}.yaml".lower()):
                words |= _words(path)
    return words


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Headed:
    """A lexicon under the key that it has in a profile."""

    lexicon: Lexicon = dataclasses.field(default_factory=dict)


def _words(path: Path) -> Lexicon:
    with contextlib.suppress(OSError):  # the reader says it better
        if re.search(rb"(?m)^lexicon:[ \t]*(?:#.*)?\r?$", path.read_bytes()):
            return documents.read(_Headed, path, error=VoiceProfileError).lexicon
    return documents.read_table(Pronunciation | str, path, error=VoiceProfileError)
