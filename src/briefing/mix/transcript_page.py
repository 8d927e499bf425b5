"""Timed lines → transcript.html: a page to be read by people, and by the podcast players that read HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from briefing.mix.links import web_link
from briefing.mix.wording import base_direction, clock, label, one_line
from briefing.model import Chapter, LineTime, Script, direction

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.1rem/1.6 system-ui, "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", sans-serif;
  max-width: 40rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { line-height: 1.3; }
h2 { margin-top: 2.5rem; line-height: 1.3; }
audio { width: 100%; margin: 1rem 0; }
cite, time, a.play { unicode-bidi: isolate; }
cite { font-style: normal; font-weight: bold; }
cite.again { display: none; }
time { font-size: .8rem; opacity: .7; }
p { margin: 0 0 1rem; }
nav ol, footer ul { padding-inline-start: 1.2rem; }
a.play { text-decoration: none; }
"""


def html(
    script: Script,
    lines: Sequence[LineTime],
    chapters: Sequence[Chapter],
    *,
    show: str,
    sources: Sequence[str],
    sound: str,
) -> str:
    """A page of its own: it opens as a file, loads nothing but `sound` (a name beside it) and runs no script.

    Speaker, time and words of each line stand as the podcast namespace has them, so that players find them:
    `cite`, `time` and `p` one after another in the body, the last two without attributes. Before the document
    type stands a comment because one common reader takes for HTML only what begins with it or with the root.
    No word of our own, so that it is right in every language.
    """
    title = label(script.title) or label(show) or script.date.isoformat()
    return "\n".join(
        [
            "<!-- transcript -->",
            "<!DOCTYPE html>",
            f'<html lang="{_language(script.language)}" dir="{direction(script.language)}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_text(title)}</title>",
            f"<style>{_STYLE}</style>",
            "</head>",
            "<body>",
            f"<h1>{_text(one_line(script.title) or title)}</h1>",
            f'<div>{_text(one_line(show))} · <bdi dir="ltr">{script.date.isoformat()}</bdi></div>',
            f'<audio controls preload="none" src="{escape(sound)}"></audio>',
            *(_contents(chapters) if len(chapters) > 1 else ()),
            *_body(script, lines, chapters, sound),
            *_sources(sources),
            "</body>",
            "</html>",
            "",
        ]
    )


def _contents(chapters: Sequence[Chapter]) -> Iterator[str]:
    yield "<nav><ol>"
    for number, chapter in enumerate(chapters, 1):
        yield f'<li><a href="#chapter-{number}"><bdi>{_text(label(chapter.title))}</bdi></a></li>'
    yield "</ol></nav>"


def _body(
    script: Script, lines: Sequence[LineTime], chapters: Sequence[Chapter], sound: str
) -> Iterator[str]:
    shown, before = 0, ""
    for line in lines:
        while shown < len(chapters) and chapters[shown].start_ms <= line.start_ms:
            shown, before = shown + 1, ""
            yield _heading(shown, chapters[shown - 1], script.language)
        speaker = one_line(line.speaker)
        again = ' class="again"' if speaker == before else ""
        before = speaker
        here = f"{escape(sound)}#t={line.start_ms / 1000:.3f}"
        time = clock(line.start_ms)[:-4]  # with hours: two numbers alone are hours and minutes in HTML
        text = one_line(line.text)
        own = _own(text, script.segments[line.segment - 1].language, script.language)
        yield (
            f"<cite{again}>{_text(speaker)}:</cite>\n"
            f'<a class="play" href="{here}" aria-label="{time}">▶</a>\n'
            f"<time>{time}</time>\n"
            f"<p{own}>{_text(text)}</p>"
        )
    for number, chapter in enumerate(chapters[shown:], shown + 1):
        yield _heading(number, chapter, script.language)


def _heading(number: int, chapter: Chapter, language: str) -> str:
    text = label(chapter.title)
    title = _text(text)
    if link := web_link(chapter.url or ""):
        title = f'<a href="{escape(link)}" rel="noreferrer">{title}</a>'
    return f'<h2 id="chapter-{number}"{_own(text, None, language)}>{title}</h2>'


def _own(text: str, language: str | None, of_page: str) -> str:
    """The attributes of an element whose language, or direction, is not the page's."""
    base = base_direction(text, language or of_page)
    other = f' lang="{_language(language)}"' if language and language != of_page else ""
    return f'{other} dir="{base}"' if other or base != direction(of_page) else ""


def _sources(sources: Sequence[str]) -> Iterator[str]:
    if not sources:
        return
    yield "<footer><ul>"
    for source in map(one_line, sources):
        text = f"<bdi>{_text(source)}</bdi>"
        if link := web_link(source):
            text = f'<a href="{escape(link)}" rel="noreferrer">{text}</a>'
        yield f"<li>{text}</li>"
    yield "</ul></footer>"


def _text(text: str) -> str:
    """Quotation marks stay: not every reader of transcripts knows all names of characters."""
    return escape(text, quote=False)


def _language(language: str) -> str:
    return escape(one_line(language).replace("_", "-").replace(" ", ""))
