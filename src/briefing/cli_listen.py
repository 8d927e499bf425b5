"""The command `briefing listen`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from briefing.options import EpisodeName, EpisodesFolder, Json, Quiet, VoiceName, settings_of

_MODEL = "BRIEFING_WHISPER_MODEL"


def listen(
    episode: EpisodeName,
    episodes: EpisodesFolder = None,
    voice: VoiceName = None,
    model: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="A Whisper model for faster-whisper: hears any language, writes down what it hears. "
            f"[env: {_MODEL}]",
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Speak the flagged lines once more, then listen again.")
    ] = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """The MP3 against the script, by ear: exit 5 and the lines that seem to say something else."""
    from briefing import episodes as shelf
    from briefing import hearing, screen

    settings = settings_of(episodes, voice)
    folder = shelf.find(settings.episodes.value, episode)
    chosen = model or (Path(os.environ[_MODEL]) if os.environ.get(_MODEL) else None)
    with screen.Progress(shown=not (json or quiet)) as watch:
        heard = hearing.listen(folder, settings, watch, model=chosen, again=again)
    page = screen.listened(heard)
    if json:
        typer.echo(screen.pretty_json(page.data))
    elif not quiet:
        typer.echo(page.text)
    hearing.refuse_if_flagged(heard)
