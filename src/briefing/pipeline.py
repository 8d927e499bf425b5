"""Articles in, an episode out: the stages in order, each leaving its file in the episode's folder."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from briefing import article, episodes, mix, script, speech, voices
from briefing.episodes import EpisodeFolder
from briefing.errors import ArticleError, MixError, ScriptError, UsageError, failing_as
from briefing.model import Article, Script, Source
from briefing.runs import Draft, Made, Places, Request, Watch, Written
from briefing.script import Finding
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
        folder=folder, articles=articles, script=text, kept=False, findings=_checked(folder, text, articles),
        notes=notes, warnings=warnings,
    )  # fmt: skip


def speak(written: Written, settings: Settings, watch: Watch, *, again: Places = ()) -> Made:
    """script.yaml → clips → MP3, transcript, chapters; only what is not in the clip store is spoken.

    `again`: lines that are spoken anew even so (segment and line, from 1).
    """
    guid = episodes.guid_of(written.folder)  # raises where episode.yaml is broken: before all the work
    threading.Thread(target=mix.warm_up, daemon=True).start()  # its imports, while the engine speaks
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
    )
    recording = replace(recording, warnings=(*written.warnings, *recording.warnings))
    watch("mixing", 0, 1)
    with failing_as(MixError, "the episode cannot be saved"):
        episode = mix.mix(
            recording, show=settings.show, folder=written.folder, guid=guid,
            summary=script.summary(written.script), origins=tuple(read.origin for read in written.articles),
        )  # fmt: skip
        episodes.save_cast(settings.episodes.value, recording.cast)
        episodes.save_record(written.folder, episode)
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
        kept=episodes.is_edited(folder.script), findings=_checked(folder, text, articles),
    )  # fmt: skip


def _checked(folder: EpisodeFolder, text: Script, articles: Sequence[Article]) -> tuple[Finding, ...]:
    altered = frozenset(
        (number, block)
        for number, (name, given) in enumerate(zip(text.articles, articles, strict=True), 1)
        if episodes.is_edited(folder.path / name)
        for block in _altered(episodes.source_of(folder, name, given), given)
    )
    return script.check(text, articles, altered=altered)


def _altered(source: Source | None, given: Article) -> Iterator[int]:
    """Blocks of an article edited by hand, from 1, whose words its source does not have. Roles may differ."""
    if source is None:
        return
    try:
        blocks = article.read(source, language=given.language).blocks
    except ArticleError:  # the program that read it could; what this one cannot read proves nothing
        return
    said = "".join("".join(block.text.split()) for block in blocks)
    yield from (n for n, block in enumerate(given.blocks, 1) if "".join(block.text.split()) not in said)


def refuse_if_wrong(written: Written) -> None:
    """Raises ScriptError when a line is not so in the articles."""
    if wrong := len({(f.segment, f.line) for f in written.findings if f.is_error}):
        lines = "1 line is" if wrong == 1 else f"{wrong} lines are"
        raise ScriptError(
            f"{lines} not so in the articles",
            why=str(written.folder.script),
            hint="Mend the script, or write it anew with `briefing script ARTICLE --fresh`.",
        )


def plan(text: Script, articles: Sequence[Article], settings: Settings) -> speech.Plan:
    """What speaking the script would take: lines, characters, requests, minutes."""
    return speech.plan(
        text, profile=voices.load(settings.voice.value, settings.voices.value), store=speech.default_store(),
        house=partial(voices.lexicon, folder=settings.voices.value), people=_people(articles, settings),
    )  # fmt: skip


def _people(articles: Sequence[Article], settings: Settings) -> speech.People:
    known = episodes.load_cast(settings.episodes.value)
    return speech.People(genders=script.genders(articles), remembered=known)
