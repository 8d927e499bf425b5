"""Voice profiles, voices that are here and voices that can be had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.model import VoiceProfile
from briefing.screen.page import Page, count, short, table

if TYPE_CHECKING:
    from briefing.engines import VoiceInfo
    from briefing.engines.piper.catalogue import Catalogue
    from briefing.engines.piper.getting import Got
    from briefing.speech.clip_store import Usage
    from briefing.voice_shelf import Here, Shelf, ToBeHad

_FEW = 16
"""So many voices of an engine are named one by one; of more the languages."""


def shelf(found: Shelf, language: str | None) -> Page:
    """All of it by headings; with a language only what speaks it."""
    parts: dict[str, Sequence[Sequence[str]]] = {
        "Profiles, for `briefing make ARTICLE --voice NAME`": _profiles(found.profiles),
        "Installed": _installed(found.here),
        "To be had": _to_be_had(found, language),
        "Over the network": [(one.engine, short(one.terms, 100)) for one in found.online],
        "Not ready": [(one.engine, one.why) for one in found.not_ready],
    }
    if not found.here:
        parts["Installed"] = [("nothing", f"speaks {language or 'without a network'} here")]
    text = "\n\n".join(f"{heading}\n{_indented(rows)}" for heading, rows in parts.items() if rows)
    more = "Voices of one engine: briefing voices --engine NAME"
    if language is None:
        more += "; of one language: briefing voices --language TAG"
    data = {
        "profiles": [
            {
                "name": p.name,
                "file": str(path),
                **_roles(p),
                "quotes": p.quotes,
                "cast": p.cast,
                "speakers": p.speakers,
                "fallback": p.fallback,
            }
            for path, p in found.profiles
        ],
        "installed": found.here,
        "to_be_had": found.to_be_had,
        "online": found.online,
        "not_ready": found.not_ready,
        "piper_folder": str(found.folder),
        "catalogue": {"from": found.catalogue_from, "date": found.catalogue_of},
    }
    return Page(f"{text}\n\n{more}", data)


def engine_voices(found: Iterable[VoiceInfo], engine: str) -> Page:
    found = list(found)
    rows = [(v.name, v.language, {"f": "female", "m": "male"}.get(v.gender or "", "")) for v in found]
    none = f"The engine `{engine}` lists none."
    if engine == "piper":
        none = "None is installed. Type: briefing voices get NAME"
    return Page(table(rows) if rows else none, found)


def licence(card: str) -> str:
    """One line of a model card."""
    from briefing.engines.piper.licence import licence_in

    return f"Licence: {licence_in(card) or 'the model card names none' if card else 'there is no model card'}"


def got(found: Got, *, is_engine_here: bool) -> Page:
    from briefing.engines.piper.licence import forbids_commerce

    receipt = found.receipt
    size = f"{receipt.size_bytes / 1e6:.1f} MB"
    verb = "Is there already" if found.was_there else "Installed"
    checked = (
        "size and hash as in the catalogue" if receipt.checked else "not in a catalogue: hash not checked"
    )
    lines = [
        f"{verb}: {receipt.name} ({receipt.language}, {size}), {checked}.",
        f"File:    {found.model}",
        licence(found.card),
    ]
    if forbids_commerce(receipt.licence):
        lines.append("         By these words it is not for commercial use.")
    if not is_engine_here:
        lines.append("Next:    pip install 'briefing[piper]'")
    lines.append(f"Use it:  presenter: {{engine: piper, voice: {receipt.name}}}   in voices/NAME.yaml")
    data = {"model": str(found.model), "was_there": found.was_there, **_plain(receipt)}
    return Page("\n".join(lines), data)


def catalogue(found: Catalogue, language: str | None) -> Page:
    """What the catalogue has, a line a voice."""
    from briefing.engines.piper.store import speaks

    voices = [
        voice
        for _, voice in sorted(found.voices.items())
        if language is None or speaks(voice.language, language) is not None
    ]
    rows = [
        (
            voice.name,
            voice.language,
            f"{voice.model.size_bytes / 1e6:.0f} MB",
            count(voice.speakers, "speaker") if voice.speakers > 1 else "",
        )
        for voice in voices
    ]
    text = table(rows) if rows else f"{found.address} has no voice for {language}."
    return Page(f"{text}\nNext: briefing voices get NAME" if rows else text, voices)


def removed(name: str, paths: Sequence[Path]) -> Page:
    return Page(f"Removed {name}: {count(len(paths), 'file')}.", [str(path) for path in paths])


def clips(folder: Path, usage: Usage, bound_bytes: int, *, cleared: bool) -> Page:
    size = f"{usage.size_bytes / 1e6:.1f} MB"
    what = (
        f"Removed {count(usage.clips, 'clip')}, {size}."
        if cleared
        else f"{count(usage.clips, 'clip')}, {size}."
    )
    lines = [
        what,
        f"Folder: {folder}  (BRIEFING_CACHE)",
        f"Bound:  {bound_bytes / 1e6:,.0f} MB; the least recently used go first  (BRIEFING_CACHE_SIZE)",
    ]
    data = {
        "folder": str(folder),
        "clips": usage.clips,
        "size_bytes": usage.size_bytes,
        "bound_bytes": bound_bytes,
        "cleared": cleared,
    }
    return Page("\n".join(lines), data)


def _profiles(found: Sequence[tuple[Path, VoiceProfile]]) -> list[tuple[str, ...]]:
    return [
        (
            p.name,
            ", ".join(
                [*(f"{role} {v.engine} {v.voice}".strip() for role, v in _roles(p).items()), *_cast(p)]
            ),
            str(path),
        )
        for path, p in found
    ]


def _roles(profile: VoiceProfile) -> dict[str, Any]:
    roles = {"presenter": profile.presenter, "quote": profile.quote, "sidebar": profile.sidebar}
    return {role: voice for role, voice in roles.items() if voice}


def _cast(profile: VoiceProfile) -> Iterable[str]:
    """How many voices the quoted share out among them, and who has one of their own."""
    lists = {"f": profile.cast.f, "m": profile.cast.m, "any": profile.cast.any}
    if profile.quotes == "presenter":
        yield "quotes by the presenter"
    elif profile.quotes == "each" and any(lists.values()):
        yield "cast " + " + ".join(f"{len(voices)} {who}" for who, voices in lists.items() if voices)
    if profile.speakers:
        yield count(len(profile.speakers), "named speaker")


def _installed(here: Sequence[Here]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for engine, number in Counter(voice.engine for voice in here).items():
        mine = [voice for voice in here if voice.engine == engine]
        if number > _FEW:
            tags = list(dict.fromkeys(voice.language for voice in mine))
            rows.append((engine, f"{count(number, 'voice')} in {count(len(tags), 'language')}:", "", "", ""))
            rows += [("", line, "", "", "") for line in _wrapped(tags)]
            continue
        for voice in mine:
            size = f"{voice.size_bytes / 1e6:.1f} MB" if voice.size_bytes else ""
            rows.append((engine, voice.name, voice.language, size, short(voice.licence, 60)))
    return rows


def _to_be_had(found: Shelf, language: str | None) -> list[tuple[str, ...]]:
    if not found.to_be_had:
        return []
    since = f"catalogue of {found.catalogue_of}" if found.catalogue_of else "by the list that ships"
    ways = "briefing voices get NAME"
    if language is not None or len(found.to_be_had) <= _FEW:
        rows = [("piper", voice.name, voice.language, _size(voice)) for voice in found.to_be_had]
        return [*rows, ("", f"{ways}   ({since})", "", "")]
    tags = Counter(voice.language.split("-")[0] for voice in found.to_be_had)
    summary = f"{count(len(found.to_be_had), 'voice')} in {count(len(tags), 'language')}, {since}:"
    return [("piper", summary), *(("", line) for line in _wrapped(list(tags))), ("", ways)]


def _size(voice: ToBeHad) -> str:
    return f"{voice.size_bytes / 1e6:.0f} MB" if voice.size_bytes else ""


def _wrapped(words: Sequence[str]) -> list[str]:
    import textwrap

    return textwrap.wrap(" ".join(words), 88, break_on_hyphens=False)


def _indented(rows: Sequence[Sequence[str]]) -> str:
    """A table whose wide single cells (running text) do not make the column wide."""
    running = [row for row in rows if not any(row[2:])]
    cells = [row for row in rows if any(row[2:])]
    lines: dict[int, str] = {}
    first = max(len(row[0]) for row in rows)
    for row in running:
        lines[id(row)] = f"{row[0]:{first}}  {row[1]}".rstrip()
    if cells:
        padded = [(f"{row[0]:{first}}", *row[1:]) for row in cells]
        lines.update(zip((id(row) for row in cells), table(padded).splitlines(), strict=True))
    return "\n".join(f"  {lines[id(row)]}" for row in rows)


def _plain(value: object) -> Any:
    from briefing import documents

    return documents.to_plain(value)
