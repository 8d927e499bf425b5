"""The commands under `briefing voices`: what there is, get, remove, and the clip store."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.options import Json, LanguageTag, Quiet, VoiceName, settings_of

if TYPE_CHECKING:
    from briefing.screen import Page

app = typer.Typer(
    help="The voices there are and those that can be had; get, remove, and the store of clips.",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

From = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="FILE_OR_URL",
        help="An .onnx file, a folder or a zip with one, or a catalogue (voices.json), here or at an https "
        "address. Default: piper's own catalogue.",
    ),
]


@app.callback(invoke_without_command=True)
def voices(
    ctx: typer.Context,
    engine: Annotated[str | None, typer.Option("--engine", help="The voices of this engine.")] = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="TAG", help="What speaks this language, such as ar.")
    ] = None,
    voice: VoiceName = None,
    json: Json = False,
) -> None:
    """The voice profiles, the voices that are installed and those that can be had."""
    from briefing import doctor, screen, voice_shelf

    if ctx.invoked_subcommand is not None:
        return
    settings = settings_of(None, voice)
    if engine is not None:
        found = doctor.engine_voices(engine, language, doctor.profile(settings))
        _print(screen.engine_voices(found, engine), json=json)
        return
    profiles = doctor.profiles(settings.voices.value)
    _print(screen.shelf(voice_shelf.survey(profiles, language), language), json=json)


@app.command()
def get(
    name: Annotated[
        str | None, typer.Argument(help="Such as en_US-lessac-medium; without one the catalogue is shown.")
    ] = None,
    from_: From = None,
    language: LanguageTag = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """A Piper voice from the catalogue or from elsewhere, checked, with its licence."""
    from briefing import screen, voice_shelf
    from briefing.engines.piper import getting, sources, store

    folder, now = store.default_folder(), datetime.now().astimezone()
    if name is None and sources.catalogue_address(from_) is not None:
        found = getting.fetch_catalogue(from_, folder=folder, now=now)
        _print(screen.catalogue(found, language), json=json, quiet=quiet)
        return

    with screen.Progress(shown=not (json or quiet)) as progress:

        def watch(what: str, done: int, total: int) -> None:
            if what.endswith((".onnx", "archive")):  # the others are a few kB
                progress(f"Getting {what}, MB", round(done / 1e6), round(total / 1e6))

        def show(card: str) -> None:
            if not (json or quiet):
                typer.echo(screen.licence(card), err=True)

        done = getting.get(name, from_, folder=folder, now=now, watch=watch, show_card=show)
    _print(screen.got(done, is_engine_here=voice_shelf.is_here("piper")), json=json, quiet=quiet)


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="Of an installed Piper voice.")],
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Remove a Piper voice."""
    from briefing import screen
    from briefing.engines.piper import getting, store

    _print(screen.removed(name, getting.remove(name, store.default_folder())), json=json, quiet=quiet)


@app.command()
def cache(
    clear: Annotated[
        bool, typer.Option("--clear", help="Remove the clips; they can be spoken again.")
    ] = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """How much the spoken clips take, and where; --clear removes them."""
    from briefing import screen
    from briefing.speech.clip_store import default_store

    store = default_store()
    usage = store.clear() if clear else store.usage()
    _print(screen.clips(store.folder, usage, store.max_bytes, cleared=clear), json=json, quiet=quiet)


def _print(page: Page, *, json: bool, quiet: bool = False) -> None:
    from briefing import screen

    if json:
        typer.echo(screen.pretty_json(page.data))
    elif not quiet:
        typer.echo(page.text)
