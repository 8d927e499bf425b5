"""An episode's lines, cues and chapters → the text files that stand beside its sound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from briefing.episodes import EpisodeFolder
from briefing.mix import subrip, transcript, transcript_page
from briefing.model import Chapter, Cue, LineTime, Script, Show


def companions(
    folder: EpisodeFolder,
    script: Script,
    *,
    show: Show,
    summary: str,
    sources: Sequence[str],
    lines: Sequence[LineTime],
    cues: Sequence[Cue],
    chapters: Sequence[Chapter],
) -> Mapping[Path, str]:
    """Where each is to stand, and what is in it."""
    sound = folder.sound_as(show.format).name
    return {
        folder.chapters: transcript.chapters_json(
            chapters,
            title=script.title,
            author=show.author or show.title,
            show=show.title,
            description=summary,
            sound=sound,
        ),
        folder.transcript_html: transcript_page.html(
            script, lines, chapters, show=show.title, sources=sources, sound=sound
        ),
        folder.transcript_txt: transcript.plain(script, lines, show=show.title, sources=sources),
        folder.transcript_srt: subrip.srt(cues, script.language),
        folder.transcript_json: transcript.transcript_json(cues, lines),
        folder.transcript_vtt: transcript.vtt(cues, script.language),
    }
