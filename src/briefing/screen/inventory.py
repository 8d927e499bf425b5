"""What is there: episodes, voices, engines, settings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.episodes import EpisodeFolder
from briefing.model import Episode, VoiceProfile
from briefing.screen.page import Page, length, table

if TYPE_CHECKING:
    from briefing.doctor import EngineState, Item
    from briefing.engines import VoiceInfo


def listed(root: Path, found: Sequence[tuple[EpisodeFolder, Episode | None]]) -> Page:
    rows = [
        (
            folder.slug,
            length(episode.duration_ms) if episode else "not spoken yet",
            f"{episode.size_bytes / 1e6:.1f} MB" if episode else "",
            episode.title if episode else "",
        )
        for folder, episode in found
    ]
    text = table(rows) if rows else f"No episodes in {root}. Type: briefing make ARTICLE"
    data = [
        {
            "episode": str(folder.path),
            "title": episode.title if episode else None,
            "duration_s": episode.duration_ms / 1000 if episode else None,
            "size_bytes": episode.size_bytes if episode else None,
        }
        for folder, episode in found
    ]
    return Page(text, data)


def profiles(found: Iterable[tuple[Path, VoiceProfile]]) -> Page:
    found = list(found)
    rows = [
        (
            p.name,
            ", ".join(f"{role} {v.engine} {v.voice}".strip() for role, v in _roles(p).items()),
            str(path),
        )
        for path, p in found
    ]
    data = [{"name": p.name, "file": str(path), **_roles(p)} for path, p in found]
    return Page(table(rows), data)


def _roles(profile: VoiceProfile) -> dict[str, Any]:
    roles = {"presenter": profile.presenter, "quote": profile.quote, "sidebar": profile.sidebar}
    return {role: voice for role, voice in roles.items() if voice}


def engine_voices(found: Iterable[VoiceInfo]) -> Page:
    found = list(found)
    rows = [(v.name, v.language, {"f": "female", "m": "male"}.get(v.gender or "", "")) for v in found]
    return Page(table(rows) if rows else "No such voices.", found)


def engines(found: Sequence[EngineState]) -> Page:
    lines = []
    for state in found:
        verdict = "works" if state.works else f"does not work: {state.why}"
        lines += [
            f"{state.name:8} {verdict}",
            *([f"         {state.limits.terms}"] if state.limits and state.limits.terms else []),
        ]
    return Page("\n".join(lines), found)


def examined(report: Sequence[Item]) -> Page:
    lines = [f"{'✓' if item.ok else '✗'} {item.name:12} {item.found}" for item in report]
    return Page("\n".join(lines), report)


def started(found: Iterable[tuple[Path, bool]]) -> Page:
    found = list(found)
    lines = [f"{'made' if made else 'is there already:'} {path}" for path, made in found]
    lines.append("Next: briefing make ARTICLE")
    return Page("\n".join(lines), {str(path): made for path, made in found})
