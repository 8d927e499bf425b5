"""Honest script → the same script as an editor may leave it: nothing in it is wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from random import Random

from corruption_words import WORDS

from briefing.language import language
from briefing.model import Line, LineRole, Script, Segment, SegmentKind

Edit = Callable[[Script, Random], Script | None]

OWN: Mapping[str, list[str]] = WORDS["own_lines"]
"""Lines of an editor's own that say nothing of an article."""


def edits(script: Script, *, seed: int) -> Iterator[tuple[str, Script]]:
    """The script as it was written, and one of every kind of edit that it has a place for."""
    yield "as written", script
    for kind, edit in EDITS.items():
        edited = edit(script, Random(f"{kind} {seed}"))
        if edited:
            yield kind, edited


def _tag(script: Script) -> str:
    return language(script.language).tag


def _with(script: Script, index: int, **changes: object) -> Script:
    segments = list(script.segments)
    segments[index] = replace(segments[index], **changes)  # type: ignore[arg-type]
    return replace(script, segments=tuple(segments))


def _every_line(change: Callable[[str], str]) -> Edit:
    def edit(script: Script, chance: Random) -> Script | None:
        segments = tuple(
            replace(s, lines=tuple(replace(line, text=change(line.text)) for line in s.lines))
            for s in script.segments
        )
        return replace(script, segments=segments) if segments != script.segments else None

    return edit


def _groups(segment: Segment) -> list[list[Line]]:
    """What belongs together: a line that announces with the quotes behind it."""
    groups: list[list[Line]] = []
    announces = False
    for line in segment.lines:
        if groups and (line.role is LineRole.QUOTE or announces):
            groups[-1].append(line)
        else:
            groups.append([line])
        announces = (
            line.role is not LineRole.QUOTE
            and any("template: " in e for e in line.edits)
            and bool(line.spans)
        )
    return groups


def _rearranged(change: Callable[[list[list[Line]], Random], list[list[Line]]]) -> Edit:
    def edit(script: Script, chance: Random) -> Script | None:
        told = [n for n, s in enumerate(script.segments) if s.article and len(_groups(s)) > 1]
        if not told:
            return None
        index = chance.choice(told)
        groups = change(_groups(script.segments[index]), chance)
        return _with(script, index, lines=tuple(line for group in groups for line in group))

    return edit


def _segment_removed(script: Script, chance: Random) -> Script | None:
    if len(script.segments) < 2:
        return None
    gone = chance.randrange(len(script.segments))
    return replace(script, segments=tuple(s for n, s in enumerate(script.segments) if n != gone))


def _segments_moved(script: Script, chance: Random) -> Script | None:
    moved = chance.sample(script.segments, len(script.segments))
    return replace(script, segments=tuple(moved)) if len(moved) > 1 else None


def _own_line(script: Script, chance: Random) -> Script | None:
    own = OWN.get(_tag(script))
    if not own:
        return None
    index = chance.randrange(len(script.segments))
    groups = _groups(script.segments[index])
    groups.insert(chance.randint(0, len(groups)), [Line(text=chance.choice(own), role=LineRole.PRESENTER)])
    return _with(script, index, lines=tuple(line for group in groups for line in group))


def _own_greeting(script: Script, chance: Random) -> Script | None:
    for index, segment in enumerate(script.segments):
        if segment.kind is SegmentKind.OPENING and _tag(script) in OWN:
            # An editor changes the words and does not care for what else the line has.
            first = replace(segment.lines[0], text=OWN[_tag(script)][0])
            return _with(script, index, lines=(first, *segment.lines[1:]))
    return None


def _own_title(script: Script, chance: Random) -> Script | None:
    titles = {
        "en": "The main story",
        "ar": "الخبر الأول",
        "fr": "À la une",
        "de": "Das Thema",
        "es": "La noticia",
    }
    title = titles.get(_tag(script))
    return _with(script, chance.randrange(len(script.segments)), title=title) if title else None


def _own_announcement(script: Script, chance: Random) -> Script | None:
    said = {
        "en": ("Now {}:", "Let us hear {}:", "And this is {}:"),
        "ar": ("والآن {}:", "نستمع إلى {}:", "والكلمة الآن إلى {}:", "وهذا ما جاء على لسان {}:"),
        "fr": ("Et maintenant {} :", "Écoutons {} :"),
        "de": ("Und nun {}:", "Hören wir {}:"),
        "es": ("Y ahora {}:", "Escuchemos a {}:"),
    }.get(_tag(script))
    places = [
        (index, at)
        for index, segment in enumerate(script.segments)
        for at, line in enumerate(segment.lines[1:])
        if line.speaker and not segment.lines[at].speaker
    ]
    if not said or not places:
        return None
    index, at = chance.choice(places)
    lines = list(script.segments[index].lines)
    lines[at] = Line(text=chance.choice(said).format(lines[at + 1].speaker), role=LineRole.PRESENTER)
    return _with(script, index, lines=tuple(lines))


def _place_removed(script: Script, chance: Random) -> Script | None:
    """A sentence of the article's that nobody has touched."""
    places = [
        (index, at)
        for index, segment in enumerate(script.segments)
        for at, line in enumerate(segment.lines)
        if line.spans and not line.edits and line.role is not LineRole.QUOTE
    ]
    if not places:
        return None
    index, at = chance.choice(places)
    lines = list(script.segments[index].lines)
    lines[at] = replace(lines[at], spans=())
    return _with(script, index, lines=tuple(lines))


def _title_shortened(script: Script, chance: Random) -> Script | None:
    """The beginning of a headline, up to where it goes on with a small word and nothing turns."""
    after = {"en": (" after ", " as ", " for ", " in "), "ar": (" بعد ", " في "), "de": (" nach ", " in ")}
    for index, segment in enumerate(script.segments):
        for mark in after.get(_tag(script), ()):
            beginning, found, rest = segment.title.partition(mark)
            is_turned = any(word in f" {rest} " for word in (" not ", " no ", " لا ", " لم ", " nicht "))
            if (
                segment.kind is SegmentKind.HEADLINE
                and found
                and len(beginning.split()) > 3
                and not is_turned
            ):
                return _with(script, index, title=beginning)
    return None


EDITS: Mapping[str, Edit] = {
    "straight marks": _every_line(lambda text: text.translate(str.maketrans("“”„’‘", '"""\'\''))),
    "curly apostrophes": _every_line(lambda text: text.replace("'", "’")),
    "decomposed letters": _every_line(lambda text: unicodedata.normalize("NFD", text)),
    "spaces": _every_line(lambda text: f" {text.replace(' ', '  ')}\n"),
    "direction marks": _every_line(lambda text: f"\u200f{text}\u200e"),
    "lines in another order": _rearranged(lambda groups, chance: chance.sample(groups, len(groups))),
    "a line removed": _rearranged(lambda groups, chance: chance.sample(groups, len(groups) - 1)),
    "half of the lines removed": _rearranged(lambda groups, chance: groups[: max(1, len(groups) // 2)]),
    "a line said twice": _rearranged(lambda groups, chance: [*groups, chance.choice(groups)]),
    "a segment removed": _segment_removed,
    "segments in another order": _segments_moved,
    "a line of the editor's": _own_line,
    "a greeting of the editor's": _own_greeting,
    "a title of the editor's": _own_title,
    "a title made shorter": _title_shortened,
    "an announcement of the editor's": _own_announcement,
    "the place of a sentence removed": _place_removed,
}
