"""The arguments and options that several commands share."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from briefing import __version__

Articles = Annotated[
    list[str],
    typer.Argument(metavar="ARTICLE...", help="A file (.txt .md .html), a URL, or - for standard input."),
]
EpisodeName = Annotated[
    str, typer.Argument(metavar="EPISODE", help="Its folder, its name in episodes/, or `latest`.")
]
EpisodesFolder = Annotated[
    Path | None,
    typer.Option("--episodes", help="Where episodes stand. [env: BRIEFING_EPISODES; default: episodes]"),
]
VoiceName = Annotated[
    str | None, typer.Option("--voice", help="Voice profile, see `briefing voices`. [env: BRIEFING_VOICE]")
]
Minutes = Annotated[float | None, typer.Option(help="Wanted length. [env: BRIEFING_MINUTES; default: 2]")]


def _language_tag(text: str) -> str:
    """As BCP 47 writes it; en_US is often met."""
    language, *rest = text.replace("_", "-").split("-")
    if not (
        re.fullmatch("[A-Za-z]{2,3}", language) and all(re.fullmatch("[A-Za-z0-9]{1,8}", s) for s in rest)
    ):
        raise typer.BadParameter(f"{text!r} is no language tag such as en, ar or pt-BR")
    return "-".join([language.lower(), *rest])


LanguageTag = Annotated[
    str | None,
    typer.Option(
        "--language",
        parser=_language_tag,
        metavar="TAG",
        help="Of the text, such as en or ar; else it is found out.",
    ),
]
Day = Annotated[
    datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Of the episode; default: today.")
]
AllowLocal = Annotated[
    bool, typer.Option("--allow-local", help="Fetch from private and loopback addresses too.")
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Write script.yaml anew even if you have edited it.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Write nothing; say what it would take.")]


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"briefing {__version__}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
]
