"""Articles in, an episode out: the stages in order, each leaving its file in the episode's folder."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

from briefing import article, episodes, mix, script, speech, verdicts, voices
from briefing.episodes import EpisodeFolder
from briefing.errors import ArticleError, MixError, ScriptError, UsageError, failing_as
from briefing.model import Article, Script, Source
from briefing.pictures import artwork
from briefing.runs import Draft, Made, Places, Request, Watch, Written
from briefing.settings import Settings


def make(request: Request, settings: Settings, watch: Watch) -> Made:
    """All of it. Raises the error of the stage that failed; what was there before is still there."""
    return speak(write(request, settings, watch), settings, watch)


def write(request: Request, settings: Settings, watch: Watch) -> Written:
    """Sources → articles → script.yaml; what a person edited is kept, unless the request says `fresh`."""
    pairs = read(request, watch)
    folder = episodes.folder_for(settings.episodes.value, request.day, [read for _, read in pairs])
    if episodes.is_edited(folder.script) and not request.fresh:
        return opened(folder)
    with failing_as(ArticleError, "the articles cannot be saved"):
        articles = episodes.save_articles(folder, pairs, keep_edited=not request.fresh)
    text, notes, warnings = draft(articles, request, settings)
    with failing_as(ScriptError, "the script cannot be saved"):
        episodes.save_script(folder, script.dump(text))
    return Written(
        folder=folder, articles=articles, script=text, kept=False,
        findings=verdicts.of_script(folder, text, articles), notes=notes, warnings=warnings,
    )  # fmt: skip


def speak(written: Written, settings: Settings, watch: Watch, *, again: Places = ()) -> Made:
    """script.yaml → clips → sound, transcripts, chapters; only what is not in the clip store is spoken.

    `again`: lines that are spoken anew even so (segment and line, from 1).
    """
    folder, show = written.folder, settings.show
    guid = episodes.guid_of(folder)  # raises where episode.yaml is broken: before all the work
    mix.check_format(show.format)
    mix.check_music(show.music)
    if show.image:
        artwork.check(settings.episodes.value / show.image)
    episodes.remove_abandoned(folder, settings.episodes.value)
    with (
        failing_as(MixError, "the episode cannot be saved"),
        mix.Ahead(show, folder) as ahead,
        ThreadPoolExecutor(1, thread_name_prefix="cover") as beside,
    ):
        drawn = beside.submit(artwork.episode_cover, written.script, show)
        recording = speech.speak(
            written.script,
            profile=voices.load(settings.voice.value, settings.voices.value),
            profiles=partial(voices.load, folder=settings.voices.value),
            house=partial(voices.lexicon, folder=settings.voices.value),
            people=_people(written.articles, settings),
            store=speech.default_store(),
            ceiling=settings.ceiling,
            again=again,
            progress=lambda done, total: watch("speaking", done, total),
            ready=ahead.begin,
        )
        cover = drawn.result()
        of_show = beside.submit(artwork.show_cover, show, settings.episodes.value, written.script.language)
        episodes.save_cover(folder, cover.full)  # if it cannot be, the sound that is there stays
        watch("mixing", 0, 1)
        episode = mix.mix(
            replace(recording, warnings=(*written.warnings, *recording.warnings, *cover.warnings)),
            show=show, folder=folder, guid=guid, summary=script.summary(written.script),
            origins=tuple(read.origin for read in written.articles),
            links=tuple(_link(read) for read in written.articles), cover=cover.small, ahead=ahead,
        )  # fmt: skip
        episodes.save_cast(settings.episodes.value, recording.cast)
        episodes.save_record(folder, episode)
        of_show.result()
    watch("mixing", 1, 1)
    return Made(written=written, episode=episode, clips=len(recording.clips), spoken_now=recording.spoken_now)


def read(request: Request, watch: Watch) -> tuple[tuple[Source, Article], ...]:
    """Sources with the articles as understood; nothing is written."""
    pairs = []
    for number, address in enumerate(request.addresses):
        watch("reading", number, len(request.addresses))
        source = article.fetch(address, allow_local=request.allow_local, stdin=request.stdin, now=request.now)
        pairs.append((source, article.read(source, language=request.language)))
    watch("reading", len(pairs), len(pairs))
    return tuple(pairs)


def draft(articles: Sequence[Article], request: Request, settings: Settings, *, ask: bool = True) -> Draft:
    """Articles → script; nothing is written. Without `ask` no language model chooses, and nothing is sent."""
    chooser = script.Chooser(settings.endpoint) if settings.endpoint and ask else None
    text = script.write(
        articles, day=request.day, show=settings.show.title, minutes=settings.minutes.value, choose=chooser
    )
    return Draft(text, tuple(chooser.notes), tuple(chooser.warnings)) if chooser else Draft(text)


def opened(folder: EpisodeFolder) -> Written:
    """An episode as it stands in its folder, its script as a person may have left it."""
    if not folder.script.exists():
        raise UsageError(f"{folder.path} has no script yet", hint="Run `briefing make` again on its article.")
    text = script.load(folder.script)
    articles = episodes.load_articles(folder, text.articles)
    return Written(
        folder=folder, articles=articles, script=text,
        kept=episodes.is_edited(folder.script), findings=verdicts.of_script(folder, text, articles),
    )  # fmt: skip


def plan(text: Script, articles: Sequence[Article], settings: Settings) -> speech.Plan:
    """What speaking the script would take: lines, characters, requests, minutes."""
    return speech.plan(
        text, profile=voices.load(settings.voice.value, settings.voices.value), store=speech.default_store(),
        house=partial(voices.lexicon, folder=settings.voices.value), people=_people(articles, settings),
    )  # fmt: skip


def _link(read: Article) -> str | None:
    """Where listeners find the article."""
    addresses = (read.url, read.origin.address)
    return next((a for a in addresses if a and a.startswith(("http://", "https://"))), None)


def _people(articles: Sequence[Article], settings: Settings) -> speech.People:
    known = episodes.load_cast(settings.episodes.value)
    return speech.People(genders=script.genders(articles), remembered=known)
