"""An episode as it stands → what the checks say of its script and of its sound, and whether it may go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing import article, episodes, script
from briefing.episodes import EpisodeFolder
from briefing.errors import ArticleError, MixError, ScriptError
from briefing.model import Article, Script, Source
from briefing.runs import Made, Written
from briefing.script import Finding


def of_script(folder: EpisodeFolder, text: Script, articles: Sequence[Article]) -> tuple[Finding, ...]:
    """Every line against the articles, and those against their sources where a person has edited them."""
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


def refuse_if_unfit(made: Made) -> None:
    """Raises MixError when something is wrong with the finished sound, which is there all the same."""
    if findings := made.episode.findings:
        more = f", and {len(findings) - 1} more" if len(findings) > 1 else ""
        raise MixError(
            "the sound is not fit to be published",
            why=f"{findings[0]}{more}",
            hint=f"Type: briefing check {made.written.folder.path} --sound",
        )
