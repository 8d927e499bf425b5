"""What is there: episodes, voices, engines, settings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.episodes import EpisodeFolder
from briefing.model import Episode
from briefing.screen.page import Page, count, length, table

if TYPE_CHECKING:
    from briefing.doctor import EngineState, Item
    from briefing.engines import Limits


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


def engines(found: Sequence[EngineState]) -> Page:
    return Page("\n".join(line for state in found for line in _engine(state)), found)


def _engine(state: EngineState) -> Iterable[str]:
    verdict = "works" if state.tried else "ready; nothing was sent to try it"
    yield f"{state.name:8} {verdict if state.works else f'not ready: {state.why}'}"
    about, limits = state.about, state.limits
    told = {
        "needs": about.needs,
        "sends": about.sends or ("nothing: all is done on this machine" if limits and limits.offline else ""),
        "limits": _limits(limits) if limits else "",
        "price": about.price,
        "terms": about.terms,
        "see": about.homepage,
    }
    yield from (f"         {name:7} {text}" for name, text in told.items() if text)


def _limits(limits: Limits) -> str:
    known = (
        f"{limits.max_characters:,} characters in a call" if limits.max_characters else "",
        f"{limits.max_bytes:,} bytes in a call" if limits.max_bytes else "",
        f"{count(limits.parallel, 'call')} at once",
        f"{limits.pause_s:g} s between two" if limits.pause_s else "",
    )
    return ", ".join(limit for limit in known if limit)


def examined(report: Sequence[Item]) -> Page:
    signs = {True: "✓", False: "✗", None: "–"}
    lines = [f"{signs[item.ok]} {item.name:14} {item.found}" for item in report]
    return Page("\n".join(lines), report)


def started(found: Iterable[tuple[Path, bool]]) -> Page:
    found = list(found)
    lines = [f"{'made' if made else 'is there already:'} {path}" for path, made in found]
    lines.append("Next: briefing make ARTICLE")
    return Page("\n".join(lines), {str(path): made for path, made in found})
