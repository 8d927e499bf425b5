"""The commands: parse, one call, print. The only user of typer, with options.py."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing import cli_listen, cli_sound, cli_voices
from briefing.options import (
    AllowLocal,
    Articles,
    Day,
    DryRun,
    EpisodeName,
    EpisodesFolder,
    FormatName,
    Fresh,
    Json,
    LanguageTag,
    MaxCost,
    MaxRequests,
    Minutes,
    QualityName,
    Quiet,
    SelectModel,
    SelectWith,
    Version,
    VoiceName,
    request_of,
    settings_of,
)

if TYPE_CHECKING:
    from briefing.episodes import EpisodeFolder
    from briefing.screen import Page
    from briefing.settings import Settings
    from briefing.speech import Plan

app = typer.Typer(
    name="briefing",
    help="A news article goes in, a spoken news briefing that is ready to publish comes out.",
    epilog="`--debug` on any command shows where an error came from. Start with: briefing make ARTICLE",
    add_completion=False,
    rich_markup_mode=None,  # rich is not imported for --help
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.add_typer(cli_voices.app, name="voices")
app.command()(cli_listen.listen)
app.command()(cli_sound.look)
app.command()(cli_sound.play)


@app.callback()
def _main(version: Version = False) -> None:
    pass


# ------------------------------------------------------------------------------------------- article → MP3


@app.command()
def make(
    articles: Articles,
    episodes: EpisodesFolder = None,
    voice: VoiceName = None,
    minutes: Minutes = None,
    language: LanguageTag = None,
    date: Day = None,
    form: FormatName = None,
    quality: QualityName = None,
    select_with: SelectWith = None,
    select_model: SelectModel = None,
    max_cost: MaxCost = None,
    max_requests: MaxRequests = None,
    fresh: Fresh = False,
    allow_local: AllowLocal = False,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """All of it: one episode from one or more articles."""
    from briefing import pipeline, screen, verdicts

    settings = settings_of(
        episodes, voice, minutes, select_with, select_model, max_cost, max_requests,
        form=form, quality=quality,
    )  # fmt: skip
    request = request_of(articles, date, language, fresh=fresh, allow_local=allow_local)
    with screen.Progress(shown=not (json or quiet)) as watch:
        if dry_run:
            understood = [read for _, read in pipeline.read(request, watch)]
            text = pipeline.draft(understood, request, settings, ask=False).script
            _print_plan(pipeline.plan(text, understood, settings), settings, json=json, quiet=quiet)
            return
        done = pipeline.make(request, settings, watch)
    _print(screen.made(done), json=json, quiet=quiet)
    verdicts.refuse_if_unfit(done)


@app.command()
def read(
    articles: Articles, language: LanguageTag = None, allow_local: AllowLocal = False, json: Json = False
) -> None:
    """What we understood: blocks with their roles, quotations with their speakers."""
    from briefing import pipeline, screen
    from briefing.script import quotations

    request = request_of(articles, None, language, allow_local=allow_local)
    understood = [read for _, read in pipeline.read(request, screen.silent)]
    pages = [screen.understood(article, quotations(article)) for article in understood]
    if json:
        _print_json([data for _, data in pages] if len(pages) > 1 else pages[0][1])
    else:
        typer.echo("\n\n".join(text for text, _ in pages))


@app.command()
def script(
    articles: Articles,
    episodes: EpisodesFolder = None,
    minutes: Minutes = None,
    language: LanguageTag = None,
    date: Day = None,
    select_with: SelectWith = None,
    select_model: SelectModel = None,
    fresh: Fresh = False,
    allow_local: AllowLocal = False,
    show: Annotated[bool, typer.Option("--print", help="Print the script and write nothing.")] = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Only as far as script.yaml, to be edited; `briefing speak` goes on from there."""
    from briefing import pipeline, screen
    from briefing.script import dump

    settings = settings_of(episodes, None, minutes, select_with, select_model)
    request = request_of(articles, date, language, fresh=fresh, allow_local=allow_local)
    if show:
        understood = [read for _, read in pipeline.read(request, screen.silent)]
        drafted = pipeline.draft(understood, request, settings)
        if not quiet:
            typer.echo(screen.chosen(drafted), err=True, nl=False)
        typer.echo(screen.pretty_json(drafted.script) if json else dump(drafted.script), nl=json)
        return
    with screen.Progress(shown=not (json or quiet)) as watch:
        written = pipeline.write(request, settings, watch)
    _print(screen.written(written), json=json, quiet=quiet)


@app.command()
def check(
    episode: EpisodeName,
    episodes: EpisodesFolder = None,
    sound: Annotated[
        bool,
        typer.Option("--sound", help="Check the finished sound instead: exit 8 and what is wrong with it."),
    ] = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Every line against the articles: exit 5 and the difference if something is not so."""
    from briefing import pipeline, screen, verdicts

    folder = _episode(episode, settings_of(episodes).episodes.value)
    if sound:
        cli_sound.check(folder, json=json, quiet=quiet)
        return
    opened = pipeline.opened(folder)
    _print(screen.checked(opened), json=json, quiet=quiet)
    verdicts.refuse_if_wrong(opened)


@app.command()
def speak(
    episode: EpisodeName,
    episodes: EpisodesFolder = None,
    voice: VoiceName = None,
    form: FormatName = None,
    quality: QualityName = None,
    max_cost: MaxCost = None,
    max_requests: MaxRequests = None,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """script.yaml → MP3; only changed lines are spoken again."""
    from briefing import pipeline, screen, verdicts

    settings = settings_of(
        episodes, voice, max_cost=max_cost, max_requests=max_requests, form=form, quality=quality
    )
    opened = pipeline.opened(_episode(episode, settings.episodes.value))
    if dry_run:
        _print_plan(pipeline.plan(opened.script, opened.articles, settings), settings, json=json, quiet=quiet)
        return
    with screen.Progress(shown=not (json or quiet)) as watch:
        done = pipeline.speak(opened, settings, watch)
    _print(screen.made(done), json=json, quiet=quiet)
    verdicts.refuse_if_unfit(done)


@app.command()
def say(
    text: Annotated[str, typer.Argument(help="What to say, or - for standard input, a line a text.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The sound file, .wav or .mp3.")] = Path("say.mp3"),
    voice: VoiceName = None,
    language: LanguageTag = None,
    show: Annotated[
        bool, typer.Option("--show", help="Print what the engine would get; make no sound.")
    ] = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """A text to a sound file; --show prints what the engine gets."""
    from briefing import saying, screen

    settings = settings_of(None, voice)
    texts = sys.stdin.read().splitlines() if text == "-" else [text]
    if show:
        for shown in saying.shown(texts, language, settings):
            typer.echo(screen.compact_json(shown) if json else screen.shown(shown))
    else:
        _print(screen.said(saying.say(texts, language, out, settings)), json=json, quiet=quiet)


# ------------------------------------------------------------------------------------------ what is there


@app.command("list")
def list_(episodes: EpisodesFolder = None, json: Json = False) -> None:
    """The episodes there are."""
    from briefing import episodes as shelf
    from briefing import screen

    root = settings_of(episodes).episodes.value
    folders = shelf.all_in(root)
    _print(screen.listed(root, [(folder, shelf.load_record(folder)) for folder in folders]), json=json)


@app.command()
def engines(json: Json = False) -> None:
    """The speech engines: whether each works here, its limits, what leaves the machine."""
    from briefing import doctor, screen

    _print(screen.engines(doctor.engine_states()), json=json)


@app.command()
def doctor(episodes: EpisodesFolder = None, voice: VoiceName = None, json: Json = False) -> None:
    """Whether everything works here, and where each setting came from."""
    from briefing import doctor as examine
    from briefing import screen

    report = examine.examine(settings_of(episodes, voice), os.environ)
    _print(screen.examined(report), json=json)
    raise typer.Exit(1 if any(item.ok is False for item in report) else 0)


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="Where.")] = Path(), json: Json = False) -> None:
    """episodes/show.yaml, voices/default.yaml and two pieces of music to start from; what is there stays."""
    from briefing import screen, settings

    _print(screen.started(settings.start(folder)), json=json)


# ------------------------------------------------------------------------------------------------ helpers


def _episode(name: str, root: Path) -> EpisodeFolder:
    from briefing import episodes

    return episodes.find(root, name)


def _print_plan(plan: Plan, settings: Settings, *, json: bool, quiet: bool) -> None:
    from briefing import screen, speech

    _print(screen.planned(plan, settings.show), json=json, quiet=quiet)
    speech.refuse_beyond(settings.ceiling, plan.need)


def _print(page: Page, *, json: bool, quiet: bool = False) -> None:
    if json:
        _print_json(page.data)
    elif not quiet:
        typer.echo(page.text)


def _print_json(data: object) -> None:
    from briefing import screen

    typer.echo(screen.pretty_json(data))
