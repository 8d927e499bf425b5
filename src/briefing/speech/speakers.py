"""Voice profile + script → the profile with a voice for everybody who is quoted, the same as last time.

Whoever was given a voice keeps it: within an episode, in the next one, and when the list of voices is put in
another order. It is chosen anew only where it has left the list, or where an article now shows that the
speaker is a woman and the voice is listed for men (or the other way round).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, zip_longest

from briefing.model import LineRole, QuoteVoices, Script, Voice, VoiceProfile
from briefing.speech.casting import Cast, voice_of

Remembered = Mapping[str, Mapping[str, str]]
"""Voice profile → who is quoted → `voice_name` of the voice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """What is known of those who are quoted."""

    genders: Mapping[str, str] = field(default_factory=dict)
    """Name → "f" or "m", only where an article shows it."""
    remembered: Remembered = field(default_factory=dict)


NOBODY = People()


def voice_name(voice: Voice) -> str:
    """How the memory calls a voice: how fast it speaks may change, the voice stays the same."""
    options = json.dumps(dict(voice.options), sort_keys=True, ensure_ascii=False) if voice.options else ""
    pitch = "" if voice.pitch is None else str(voice.pitch)
    return "/".join((voice.engine, voice.voice, pitch, options)).rstrip("/")


def with_speakers(profile: VoiceProfile, script: Script, people: People) -> VoiceProfile:
    """The profile with everybody whom the script quotes among its `speakers`, as its `quotes` asks for it.

    Nobody is added who gets the common voice for quotations: the profile has no `cast`, or none that fits.
    """
    own = {_folded(name): voice for name, voice in profile.speakers.items()}
    names = tuple(_quoted(script))
    speakers = {name: own[_folded(name)] for name in names if _folded(name) in own}
    if profile.quotes == "presenter":
        return replace(profile, quote=profile.presenter, speakers={**profile.speakers, **speakers})
    if profile.quotes == "each":
        speakers |= _chosen(
            [name for name in names if name not in speakers],
            profile.cast,
            genders={_folded(name): gender for name, gender in people.genders.items()},
            remembered=_known(names, people.remembered.get(profile.name, {})),
            taken=list(speakers.values()),
        )
    return replace(profile, speakers={**profile.speakers, **speakers})


def to_remember(script: Script, cast: Cast) -> Remembered:
    """Who was read in a voice of a `cast`."""
    found: dict[str, dict[str, str]] = {}
    for speaker, profile, voice in _read(script, cast):
        if profile.quotes == "each" and voice in chain(*_lists(profile.cast)):
            found.setdefault(profile.name, {})[speaker] = voice_name(voice)
    return found


def read_by(script: Script, cast: Cast) -> Mapping[str, str]:
    """Everybody who is quoted, and the voice that reads them, without paths and addresses of this machine."""
    return {speaker: voice_name(_public(voice)) for speaker, _, voice in _read(script, cast)}


def _public(voice: Voice) -> Voice:
    told = {
        name: value
        for name, value in voice.options.items()
        if not isinstance(value, tuple) and not (isinstance(value, str) and re.search(r"[/\\]", value))
    }
    return replace(voice, voice=re.split(r"[/\\]", voice.voice)[-1], options=told)


def _read(script: Script, cast: Cast) -> Iterator[tuple[str, VoiceProfile, Voice]]:
    for segment in script.segments:
        for line in segment.lines:
            if line.role is LineRole.QUOTE and line.speaker:
                profile = cast.profile_for(line)
                yield line.speaker, profile, voice_of(line, profile)


def changes(before: Remembered, after: Remembered) -> Iterator[str]:
    """A line for everybody who is read in another voice than the one that was remembered."""
    for profile, speakers in after.items():
        known = {_folded(name): voice for name, voice in before.get(profile, {}).items()}
        for name, voice in speakers.items():
            was = known.get(_folded(name), voice)
            if was != voice:
                yield (
                    f"{name} is read by `{voice}` now: `{was}` is not in the cast of profile `{profile}` any "
                    f"more, or is not for somebody whom the article calls a woman or a man"
                )


def _quoted(script: Script) -> Iterator[str]:
    """Everybody once, in the order in which they are first heard."""
    lines = (line for segment in script.segments for line in segment.lines)
    yield from dict.fromkeys(line.speaker for line in lines if line.role is LineRole.QUOTE and line.speaker)


def _known(names: Sequence[str], remembered: Mapping[str, str]) -> dict[str, str]:
    """Folded name → voice, also where last week it was "Ines Hofmann" and now it is "Hofmann", or the other
    way round. Not where two people of that family name are known or quoted.
    """
    voices = {_folded(name): voice for name, voice in remembered.items()}
    namesakes: dict[str, set[str]] = {}
    for name in {*voices, *map(_folded, names)}:
        if " " in name:
            namesakes.setdefault(name.split()[-1], set()).add(name)
    for family, people in namesakes.items():
        whole = min(people)
        if len(people) == 1 and (voice := voices.get(whole) or voices.get(family)):
            voices.setdefault(family, voice)
            voices.setdefault(whole, voice)
    return voices


def _folded(name: str) -> str:
    """One name in two spellings: case, kinds of blanks, vowel marks and tatweel do not count."""
    plain = unicodedata.normalize("NFD", " ".join(name.split()).casefold())
    return "".join(
        c for c in plain if not (unicodedata.combining(c) and "\u064b" <= c <= "\u0670") and c != "ـ"
    )


# ------------------------------------------------------------------------------------------- the choice


def _lists(cast: QuoteVoices) -> tuple[tuple[Voice, ...], ...]:
    return cast.f, cast.m, cast.any


def _tiers(cast: QuoteVoices, gender: str | None) -> tuple[tuple[Voice, ...], ...]:
    """The voices that fit, those that fit best first."""
    if gender == "f":
        return cast.f, cast.any
    if gender == "m":
        return cast.m, cast.any
    # Where nothing shows a gender no voice claims one, as long as there are voices that do not.
    by_turns = chain.from_iterable(zip_longest(cast.f, cast.m))
    return cast.any, tuple(voice for voice in by_turns if voice is not None)


def _chosen(
    names: list[str],
    cast: QuoteVoices,
    *,
    genders: Mapping[str, str],
    remembered: Mapping[str, str],
    taken: list[Voice],
) -> dict[str, Voice]:
    """A voice for each name; `genders` and `remembered` by folded names. Nobody where no voice fits."""
    listed = {voice_name(voice): voice for voice in chain(*_lists(cast))}
    chosen: dict[str, Voice] = {}  # by folded name
    for name in map(_folded, names):
        voice = listed.get(remembered.get(name, ""))
        if voice and voice in chain(*_tiers(cast, genders.get(name))):
            chosen[name] = voice
    here = Counter(map(voice_name, chain(taken, chosen.values())))
    ever = Counter(remembered.values())
    for name in map(_folded, names):
        ranked = [
            (here[voice_name(voice)], tier, ever[voice_name(voice)], place)
            for tier, voices in enumerate(_tiers(cast, genders.get(name)))
            for place, voice in enumerate(voices)
        ]
        if name not in chosen and ranked:
            _, tier, _, place = min(ranked)
            chosen[name] = voice = _tiers(cast, genders.get(name))[tier][place]
            here[voice_name(voice)] += 1
    return {name: chosen[_folded(name)] for name in names if _folded(name) in chosen}
