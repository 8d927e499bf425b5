"""The commands about a finished episode's sound: `briefing look`, `play` and `check --sound`."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.options import EpisodeName, EpisodesFolder, Json, Quiet, settings_of

if TYPE_CHECKING:
    from briefing.episodes import EpisodeFolder


def look(
    episode: EpisodeName,
    episodes: EpisodesFolder = None,
    show: Annotated[
        bool, typer.Option("--show/--no-show", help="The picture in the terminal too, where that can.")
    ] = True,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Its sound as a picture, sound.png beside it, and as a table: cues, loudness, peaks, pauses."""
    from briefing import episodes as shelf
    from briefing import looking, screen

    settings = settings_of(episodes)
    looked = looking.look(shelf.find(settings.episodes.value, episode), settings.show)
    page = screen.looked(looked)
    if json:
        typer.echo(screen.pretty_json(page.data))
    elif not quiet:
        if show and sys.stdout.isatty():
            columns = shutil.get_terminal_size().columns
            typer.echo(screen.inline(looked.png, os.environ, columns=columns), nl=False)
        typer.echo(page.text)


def play(
    episode: EpisodeName,
    start: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="CUE", help="A cue's number, a time such as 1:05, or words of a line."
        ),
    ] = None,
    episodes: EpisodesFolder = None,
    quiet: Quiet = False,
) -> None:
    """To be heard, by the system's player (mpv, ffplay, VLC, afplay …); Ctrl-C ends it."""
    from briefing import episodes as shelf
    from briefing import players, playing, screen, sounding

    folder = shelf.find(settings_of(episodes).episodes.value, episode)
    finished = sounding.finished(folder)
    moment = playing.moment(start, folder, finished.duration_ms) if start is not None else playing.Moment(0)
    player = players.installed(folder.sound)
    if not quiet:
        typer.echo(screen.playing(player.name, folder.sound, moment))
        sys.stdout.flush()  # before the player writes
    playing.play(player, folder, moment.ms)


def check(folder: EpisodeFolder, *, json: bool, quiet: bool) -> None:
    """What `briefing check EPISODE --sound` does."""
    from briefing import screen, sounding

    found = sounding.sounding(folder)
    wrong = sounding.findings(found)
    page = screen.inspected(found, wrong)
    if json:
        typer.echo(screen.pretty_json(page.data))
    elif not quiet:
        typer.echo(page.text)
    sounding.refuse_if_wrong(found, wrong)
