"""What was measured of a finished sound, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model import Loudness
from briefing.screen.page import Page, count, length

if TYPE_CHECKING:
    from briefing.sounding import Sounding


def loudness(measured: Loudness) -> str:
    """-19.0 LUFS, range 2.1 LU, loudest 3 s -17.2 LUFS, peak -2.4 dBTP"""
    parts = [f"{measured.integrated_lufs:.1f} LUFS"]
    if measured.range_lu is not None:
        parts.append(f"range {measured.range_lu:.1f} LU")
    if measured.short_term_max_lufs is not None:
        parts.append(f"loudest 3 s {measured.short_term_max_lufs:.1f} LUFS")
    return ", ".join([*parts, f"peak {measured.true_peak_dbtp:.1f} dBTP"])


def inspected(found: Sounding, wrong: tuple[str, ...]) -> Page:
    measured, asked = found.measured, found.episode.loudness
    now = Loudness(
        integrated_lufs=round(measured.integrated_lufs, 2),
        true_peak_dbtp=round(measured.true_peak_dbtp, 2),
        target_lufs=asked.target_lufs,
        gain_db=asked.gain_db,
        limited_ms=asked.limited_ms,
        range_lu=round(measured.range_lu, 2),
        short_term_max_lufs=round(measured.short_term_max_lufs, 2),
    )
    places = f"{count(len(found.cues), 'cue')}, {count(len(found.episode.chapters), 'chapter')}"
    lines = [
        f"{found.folder.sound}  {length(measured.duration_ms)}, {loudness(now)}",
        *(f"✗ {finding}" for finding in wrong),
        f"{places}: {count(len(wrong), 'thing')} wrong." if wrong else f"{places}: all as it should be.",
    ]
    data = {
        "episode": str(found.folder.path),
        "file": str(found.folder.sound),
        "unchanged": found.is_unchanged,
        "duration_s": measured.samples / measured.sample_rate_hz,
        "sample_rate_hz": measured.sample_rate_hz,
        "channels": measured.channels,
        "samples": measured.samples,
        "loudness": now,
        "clipped": measured.clipped,
        "cues": len(found.cues),
        "chapters": found.episode.chapters,
        "findings": wrong,
    }
    return Page("\n".join(lines), data)
