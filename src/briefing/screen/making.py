"""What was made, and what making it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Show, SoundFormat
from briefing.screen.page import Page, count, length
from briefing.screen.sound import loudness

if TYPE_CHECKING:
    from briefing.runs import Draft, Made, Written
    from briefing.saying import Said
    from briefing.speech import Plan, Shown


def made(done: Made) -> Page:
    episode, folder = done.episode, done.written.folder
    lines = [
        *_written_lines(done.written),
        f"{folder.sound}  {length(episode.duration_ms)}, {episode.size_bytes / 1e6:.1f} MB, "
        f"{loudness(episode.loudness)}",
        *(f"✗ {finding}" for finding in episode.findings),
        f"{count(done.spoken_now, 'clip')} spoken now, {done.clips - done.spoken_now} from the clip store.",
        *(f"Note: {warning}" for warning in episode.warnings),
        f"Next: edit {folder.script} and type: briefing speak {folder.path}",
    ]
    data = {
        "episode": str(folder.path),
        "file": str(folder.sound),
        **({"mp3": str(folder.sound)} if episode.sound.format is SoundFormat.MP3 else {}),
        "duration_s": episode.duration_ms / 1000,
        "size_bytes": episode.size_bytes,
        "clips": done.clips,
        "spoken_now": done.spoken_now,
        "script_kept": done.written.kept,
        "loudness": episode.loudness,
        "sound_findings": episode.findings,
        "findings": done.written.findings,
        "notes": done.written.notes,
        "warnings": episode.warnings,
    }
    return Page("\n".join(lines), data)


def written(done: Written) -> Page:
    lines = [
        *_written_lines(done),
        *(f"Note: {warning}" for warning in done.warnings),
        str(done.folder.script),
        f"Next: edit it if you like, then type: briefing speak {done.folder.path}",
    ]
    data = {
        "episode": str(done.folder.path),
        "script": str(done.folder.script),
        "script_kept": done.kept,
        "findings": done.findings,
        "notes": done.notes,
        "warnings": done.warnings,
    }
    return Page("\n".join(lines), data)


def _written_lines(done: Written) -> list[str]:
    lines = []
    if done.kept:
        lines.append(
            f"{done.folder.script} was edited by hand: kept. `briefing make --fresh` writes it anew."
        )
    wrong = [finding for finding in done.findings if finding.is_error]
    if wrong:
        lines.append(
            f"Note: {count(len(wrong), 'line')} not so in the article. "
            f"Type: briefing check {done.folder.path}"
        )
    return [*done.notes, *lines]


def chosen(drafted: Draft) -> str:
    """Whom the choice was left to and what came of it, in lines; nothing where the rules chose."""
    lines = [*drafted.notes, *(f"Note: {warning}" for warning in drafted.warnings)]
    return "".join(f"{line}\n" for line in lines)


def planned(plan: Plan, show: Show) -> Page:
    from briefing.speech import amount, cost_of

    cost = cost_of(plan.need.characters, show.price)
    requests = ", ".join(f"{count(n, 'request')} to {engine}" for engine, n in plan.need.requests.items())
    size = f"{count(plan.lines, 'line')}, {count(plan.characters, 'character')}"
    lines = [
        f"{size}, about {length(plan.duration_ms)}.",
        f"{plan.clips_cached} clips are in the clip store; still to make: {requests or 'nothing'}.",
        *(f"Cost of {engine} at the price in show.yaml: {amount(paid)}." for engine, paid in cost.items()),
        "Nothing was written (--dry-run).",
    ]
    data = {
        "lines": plan.lines,
        "characters": plan.characters,
        "clips_cached": plan.clips_cached,
        "requests": plan.need.requests,
        "minutes": round(plan.duration_ms / 60000, 2),
        "cost": cost,
    }
    return Page("\n".join(lines), data)


def shown(text: Shown) -> str:
    return text.spoken if text.phonemes is None else f"{text.spoken}\n{text.phonemes}"


def said(done: Said) -> Page:
    lines = [
        f"{done.file}  {length(done.duration_ms)}",
        *(f"Note: {warning}" for warning in done.warnings),
    ]
    data = {
        "file": str(done.file),
        "duration_s": done.duration_ms / 1000,
        "warnings": done.warnings,
    }
    return Page("\n".join(lines), data)
