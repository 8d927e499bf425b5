"""What the program knows → what a person reads, and the same as plain data for `--json`."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from briefing import documents
from briefing.episodes import EpisodeFolder, is_edited
from briefing.model import Article, Episode, Quotation, QuotationKind, Show, VoiceProfile

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from briefing.doctor import EngineState, Item
    from briefing.engines import VoiceInfo
    from briefing.runs import Draft, Made, Written
    from briefing.script import Finding
    from briefing.speech import Plan, Shown

_STAGES = {"reading": "Reading", "speaking": "Speaking", "mixing": "Mixing"}


@dataclass(frozen=True, slots=True)
class Page:
    text: str
    data: Any
    """The same for `--json`."""


def silent(stage: str, done: int, total: int) -> None:
    """A watcher that shows nothing."""


class Progress:
    """Bars on a terminal, a line a stage elsewhere, both on standard error."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._bars: Bars | None = None
        self._tasks: dict[str, TaskID] = {}
        self._seen: set[str] = set()

    def __enter__(self) -> Progress:
        if self._shown and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            columns = TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn()
            self._bars = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bars.start()
        return self

    def __call__(self, stage: str, done: int, total: int) -> None:
        name = _STAGES.get(stage, stage)
        if self._bars:
            if stage not in self._tasks:
                self._tasks[stage] = self._bars.add_task(name, total=total)
            self._bars.update(self._tasks[stage], completed=done, total=total)
        elif self._shown and stage not in self._seen:
            print(f"{name} …", file=sys.stderr, flush=True)
        self._seen.add(stage)

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars:
            self._bars.stop()


def pretty_json(data: object) -> str:
    return json.dumps(documents.to_plain(data), ensure_ascii=_needs_ascii(), indent=2)


def compact_json(data: object) -> str:
    """One line: JSON Lines, for texts that come one a line."""
    return json.dumps(documents.to_plain(data), ensure_ascii=_needs_ascii())


def _needs_ascii() -> bool:
    """Whether standard output lacks letters: then JSON's own escapes stand for them."""
    return "utf" not in (sys.stdout.encoding or "").lower()


# ------------------------------------------------------------------------------------------ made, written


def made(done: Made) -> Page:
    episode, folder = done.episode, done.written.folder
    loudness = episode.loudness
    lines = [
        *_written_lines(done.written),
        f"{folder.mp3}  {_length(episode.duration_ms)}, {episode.size_bytes / 1e6:.1f} MB, "
        f"{loudness.integrated_lufs:.1f} LUFS, peak {loudness.true_peak_dbtp:.1f} dBTP",
        f"{_count(done.spoken_now, 'clip')} spoken now, {done.clips - done.spoken_now} from the clip store.",
        *(f"Note: {warning}" for warning in episode.warnings),
        f"Next: edit {folder.script} and type: briefing speak {folder.path}",
    ]
    data = {
        "episode": str(folder.path),
        "mp3": str(folder.mp3),
        "duration_s": episode.duration_ms / 1000,
        "size_bytes": episode.size_bytes,
        "clips": done.clips,
        "spoken_now": done.spoken_now,
        "script_kept": done.written.kept,
        "loudness": episode.loudness,
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
        count = _count(len(wrong), "line")
        lines.append(f"Note: {count} not so in the article. Type: briefing check {done.folder.path}")
    return [*done.notes, *lines]


def chosen(drafted: Draft) -> str:
    """Whom the choice was left to and what came of it, in lines; nothing where the rules chose."""
    lines = [*drafted.notes, *(f"Note: {warning}" for warning in drafted.warnings)]
    return "".join(f"{line}\n" for line in lines)


def planned(plan: Plan, show: Show) -> Page:
    cost = {
        engine: characters / 1e6 * show.price[engine]
        for engine, characters in plan.characters_to_send.items()
        if engine in show.price
    }
    requests = ", ".join(f"{_count(n, 'request')} to {engine}" for engine, n in plan.requests.items())
    size = f"{_count(plan.lines, 'line')}, {_count(plan.characters, 'character')}"
    lines = [
        f"{size}, about {_length(plan.duration_ms)}.",
        f"{plan.clips_cached} clips are in the clip store; still to make: {requests or 'nothing'}.",
        *(f"Cost of {engine} at the price in show.yaml: {amount:.2f}." for engine, amount in cost.items()),
        "Nothing was written (--dry-run).",
    ]
    data = {
        "lines": plan.lines,
        "characters": plan.characters,
        "clips_cached": plan.clips_cached,
        "requests": plan.requests,
        "minutes": round(plan.duration_ms / 60000, 2),
        "cost": cost,
    }
    return Page("\n".join(lines), data)


# ------------------------------------------------------------------------------------- article and script


def understood(article: Article, quotations: Sequence[Quotation]) -> tuple[str, dict[str, Any]]:
    """An article's blocks and quotations: as text, and as `read --json` gives them."""
    lines = [f"{article.title}  [{article.language}]"]
    for number, block in enumerate(article.blocks, 1):
        of = f" of {block.repeats}" if block.repeats else ""
        lines.append(f"{number:4} {block.role.value + of:16} {_short(block.text)}")
    speech = [q for q in quotations if q.kind is not QuotationKind.NOT_SPEECH]
    lines.append(f"{_count(len(speech), 'quotation')}:")
    for q in speech:
        name = q.speaker.name if q.speaker else "?"
        lines.append(f"{q.span.block:4} {q.confidence:.2f}  {name}: {_short(q.text)}")
    data = {
        "title": article.title,
        "language": article.language,
        "direction": article.direction,
        "published": article.published.isoformat() if article.published else None,
        "byline": article.byline,
        "site": article.site,
        "url": article.url,
        "blocks": [
            {"role": b.role.value, "text": b.text, "repeats": b.repeats, "speaker": b.speaker, "block": n}
            for n, b in enumerate(article.blocks, 1)
        ],
        "quotations": [
            {
                "block": q.span.block,
                "start": q.span.start,
                "end": q.span.end,
                "text": q.text,
                "speaker": q.speaker.name if q.speaker else None,
                "confidence": round(q.confidence, 3),
                "kind": q.kind.value,
            }
            for q in quotations
        ],
    }
    return "\n".join(lines), data


def checked(done: Written) -> Page:
    errors = [f for f in done.findings if f.is_error]
    own = [f for f in done.findings if not f.is_error]
    count = sum(len(segment.lines) for segment in done.script.segments)
    lines = []
    for finding in errors:
        lines += [f"✗ {_where(finding)}: {finding.message}", *_both_texts(finding)]
    lines += [f"• {_where(finding)}: {finding.message}: {finding.text}" for finding in own]
    edited = [p.name for p in map(done.folder.article, range(1, len(done.articles) + 1)) if is_edited(p)]
    roles = "its roles are taken as they stand, its words must be those of the source"
    lines += [f"Note: {name} was edited by hand; {roles}." for name in edited]
    wrong = len({(finding.segment, finding.line) for finding in errors})
    verdict = f"{wrong} not as in the articles" if wrong else "all as in the articles"
    lines.append(f"{_count(count, 'line')}: {verdict}, {len(own)} of the editor's own.")
    return Page("\n".join(lines), {"lines": count, "findings": done.findings, "articles_edited": edited})


def _where(finding: Finding) -> str:
    if not finding.segment:
        return "title"
    return f"segment {finding.segment}, " + (f"line {finding.line}" if finding.line else "title")


def _both_texts(finding: Finding) -> list[str]:
    """What the article has and what the script says, one under the other, ⟦ ⟧ around what differs."""
    from briefing.script.checking.differences import marked

    if not finding.expected:
        return [f"    script   {_isolated(finding.text)}"]
    article, script = marked(finding.expected, finding.found)
    return [f"    article  {_isolated(article)}", f"    script   {_isolated(script)}"]


def _isolated(text: str) -> str:
    """Text from right to left keeps its own direction beside a label (Unicode: FSI … PDI)."""
    is_rtl = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    return f"\u2068{text}\u2069" if is_rtl else text


def shown(text: Shown) -> str:
    return text.spoken if text.phonemes is None else f"{text.spoken}\n{text.phonemes}"


def said(file: Path, duration_ms: int) -> Page:
    return Page(f"{file}  {_length(duration_ms)}", {"file": str(file), "duration_s": duration_ms / 1000})


# ------------------------------------------------------------------------------------------ what is there


def listed(root: Path, found: Sequence[tuple[EpisodeFolder, Episode | None]]) -> Page:
    rows = [
        (
            folder.slug,
            _length(episode.duration_ms) if episode else "not spoken yet",
            f"{episode.size_bytes / 1e6:.1f} MB" if episode else "",
            episode.title if episode else "",
        )
        for folder, episode in found
    ]
    text = _table(rows) if rows else f"No episodes in {root}. Type: briefing make ARTICLE"
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
    return Page(_table(rows), data)


def _roles(profile: VoiceProfile) -> dict[str, Any]:
    roles = {"presenter": profile.presenter, "quote": profile.quote, "sidebar": profile.sidebar}
    return {role: voice for role, voice in roles.items() if voice}


def engine_voices(found: Iterable[VoiceInfo]) -> Page:
    found = list(found)
    rows = [(v.name, v.language, {"f": "female", "m": "male"}.get(v.gender or "", "")) for v in found]
    return Page(_table(rows) if rows else "No such voices.", found)


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


# ------------------------------------------------------------------------------------------------ wording


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(f"{cell:{w}}" for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _length(ms: int) -> str:
    minutes, seconds = divmod(round(ms / 1000), 60)
    return f"{minutes}:{seconds:02}"


def _short(text: str, width: int = 90) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
