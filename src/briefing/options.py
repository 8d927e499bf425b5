"""The arguments and options that several commands share; what was typed there → settings and request."""

from __future__ import annotations

import os
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing import __version__
from briefing.errors import UsageError

if TYPE_CHECKING:
    from briefing.runs import Request
    from briefing.settings import Settings

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
MaxCost = Annotated[
    float | None,
    typer.Option(
        metavar="AMOUNT",
        help="What the run may cost at the prices in show.yaml, retries included. [env: BRIEFING_MAX_COST]",
    ),
]
MaxRequests = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        help="What the run may ask its engines for, retries included. [env: BRIEFING_MAX_REQUESTS]",
    ),
]
FormatName = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="mp3|m4a|opus", help="Of the sound file. [env: BRIEFING_FORMAT; default: mp3]"
    ),
]
QualityName = Annotated[
    str | None,
    typer.Option(
        "--quality",
        metavar="standard|small|best",
        help="Of the sound file. [env: BRIEFING_QUALITY; default: standard]",
    ),
]
Minutes = Annotated[float | None, typer.Option(help="Wanted length. [env: BRIEFING_MINUTES; default: 2]")]

SelectWith = Annotated[
    str | None,
    typer.Option(
        metavar="NAME_OR_URL",
        help="A language model that chooses, by number only, what is told: openai, ollama, llama.cpp, "
        "lmstudio, an address such as http://127.0.0.1:8080/v1; rules: none. [env: BRIEFING_SELECT_WITH]",
    ),
]
SelectModel = Annotated[
    str | None, typer.Option(metavar="NAME", help="Which model there. [env: BRIEFING_SELECT_MODEL]")
]


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


def settings_of(
    episodes: Path | None = None,
    voice: str | None = None,
    minutes: float | None = None,
    select_with: str | None = None,
    select_model: str | None = None,
    max_cost: float | None = None,
    max_requests: int | None = None,
    *,
    form: str | None = None,
    quality: str | None = None,
) -> Settings:
    """What was typed, the environment and show.yaml. Raises UsageError."""
    from briefing import settings

    return settings.resolve(
        environ=os.environ, episodes_folder=episodes, voice=voice, minutes=minutes,
        select_with=select_with, select_model=select_model, max_cost=max_cost, max_requests=max_requests,
        form=form, quality=quality,
    )  # fmt: skip


def request_of(
    articles: list[str],
    day: datetime | None,
    language: str | None,
    *,
    fresh: bool = False,
    allow_local: bool = False,
) -> Request:
    """What was typed, with this moment. Raises UsageError."""
    from briefing.runs import Request

    if articles.count("-") > 1:
        raise UsageError("standard input can be read only once", hint="Give - once.")
    now = datetime.now().astimezone()
    return Request(
        addresses=tuple(articles),
        day=(day or now).date(),
        now=now,
        language=language,
        fresh=fresh,
        allow_local=allow_local,
        stdin=sys.stdin.buffer,
    )
