"""Flag, environment, show.yaml, default → the settings of a run, each with the place it came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from briefing import episodes, files, voices
from briefing.errors import UsageError, failing_as
from briefing.model import Music, Quality, Show, SoundFormat
from briefing.pictures import colours

if TYPE_CHECKING:
    from briefing.script.choosing.endpoint import Endpoint
    from briefing.speech import Ceiling

T = TypeVar("T")
Choice = TypeVar("Choice", bound=StrEnum)

_PACKAGE = Path(__file__).parent
_SOUNDS = next(
    folder
    # In the wheel they lie inside the package; in a checkout they are the top-level sounds/.
    for folder in (_PACKAGE / "shipped_sounds", _PACKAGE.parents[1] / "sounds")
    if folder.is_dir() or folder.parent != _PACKAGE
)
"""Our own music."""

_PLAIN = Show()
"""Where show.yaml says no more than this, it is called a default."""
BY_RULES = "rules"
"""Typed for --select-with to ask no model, where show.yaml names one."""
DEFAULT_MODEL = "default"
"""Servers that have one model loaded take any name."""


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    value: T
    came_from: str
    """The flag, the environment variable or the file that said so, or "default"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    episodes: Setting[Path]
    """Folder of the episodes and of show.yaml."""
    voices: Setting[Path]
    """Folder of the user's own voice profiles."""
    voice: Setting[str]
    """Name of the voice profile."""
    minutes: Setting[float]
    """Wanted length of an episode."""
    format: Setting[SoundFormat]
    """Of the sound file; the show has it as well."""
    quality: Setting[Quality]
    select_with: Setting[str | None]
    """Name or address of the language model's service that chooses what is told; None: the rules choose."""
    select_model: Setting[str]
    endpoint: Endpoint | None
    """That service, with its key."""
    max_cost: Setting[float | None]
    """What one run may cost, in the unit of show.yaml's prices."""
    max_requests: Setting[int | None]
    show: Show

    @property
    def ceiling(self) -> Ceiling:
        """What one run may take of the speech engines."""
        from briefing.speech import Ceiling

        return Ceiling(
            requests=self.max_requests.value,
            requests_said_by=self.max_requests.came_from,
            cost=self.max_cost.value,
            cost_said_by=self.max_cost.came_from,
            price=self.show.price,
            price_said_in=str(episodes.show_file(self.episodes.value)),
        )


def resolve(
    *,
    environ: Mapping[str, str],
    episodes_folder: Path | None = None,
    voice: str | None = None,
    minutes: float | None = None,
    select_with: str | None = None,
    select_model: str | None = None,
    max_cost: float | None = None,
    max_requests: int | None = None,
    form: str | None = None,
    quality: str | None = None,
) -> Settings:
    """Flags beat the environment, which beats show.yaml, which beats the defaults.

    Raises UsageError for a value that cannot be, and for a broken show.yaml.
    """
    root = _first(
        ("--episodes", episodes_folder), _env(environ, "BRIEFING_EPISODES", Path), default=Path("episodes")
    )
    show = episodes.load_show(root.value)
    said_by_show = str(episodes.show_file(root.value))
    colours.check(show.colours, said_by_show)
    form_wanted = _one_of(
        ("--format", form),
        _env(environ, "BRIEFING_FORMAT", str),
        (said_by_show, show.format if show.format != _PLAIN.format else None),
        default=_PLAIN.format,
    )
    quality_wanted = _one_of(
        ("--quality", quality),
        _env(environ, "BRIEFING_QUALITY", str),
        (said_by_show, show.quality if show.quality != _PLAIN.quality else None),
        default=_PLAIN.quality,
    )
    show = replace(
        show,
        music=_placed(show.music, root.value),
        format=form_wanted.value,
        quality=quality_wanted.value,
    )
    length = _first(
        ("--minutes", minutes),
        _env(environ, "BRIEFING_MINUTES", float),
        (said_by_show, show.minutes),
        default=2.0,
    )
    if not 0.5 <= length.value <= 30:
        raise UsageError(
            f"an episode of {length.value:g} minutes is not possible",
            why=f"said by {length.came_from}",
            hint="Choose 0.5 to 30.",
        )
    chooser: Setting[str | None] = _first(
        ("--select-with", select_with),
        _env(environ, "BRIEFING_SELECT_WITH", str),
        (said_by_show, show.select_with),
        default=None,
    )
    model = _first(
        ("--select-model", select_model),
        _env(environ, "BRIEFING_SELECT_MODEL", str),
        (said_by_show, show.select_model),
        default=DEFAULT_MODEL,
    )
    cost: Setting[float | None] = _first(
        ("--max-cost", max_cost),
        _env(environ, "BRIEFING_MAX_COST", float),
        (said_by_show, show.max_cost),
        default=None,
    )
    requests: Setting[int | None] = _first(
        ("--max-requests", max_requests),
        _env(environ, "BRIEFING_MAX_REQUESTS", int),
        (said_by_show, show.max_requests),
        default=None,
    )
    for limit in (cost, requests):
        if limit.value is not None and not 0 <= limit.value < float("inf"):
            raise UsageError(
                f"{limit.value:g} is no limit", why=f"said by {limit.came_from}", hint="Choose 0 or more."
            )
    return Settings(
        episodes=root,
        voices=_first(_env(environ, "BRIEFING_VOICES", Path), default=Path("voices")),
        voice=_first(
            ("--voice", voice),
            _env(environ, "BRIEFING_VOICE", str),
            (said_by_show, show.voice),
            default="default",
        ),
        minutes=length,
        format=form_wanted,
        quality=quality_wanted,
        select_with=chooser,
        select_model=model,
        endpoint=_endpoint(chooser, model, environ),
        max_cost=cost,
        max_requests=requests,
        show=show,
    )


def _endpoint(
    chooser: Setting[str | None], model: Setting[str], environ: Mapping[str, str]
) -> Endpoint | None:
    if chooser.value in (None, BY_RULES):
        return None
    from briefing.script.choosing.endpoint import endpoint

    return endpoint(chooser.value, model.value, environ)


def _placed(music: Music, root: Path) -> Music:
    """With absolute paths; those of show.yaml begin in its folder."""
    paths = {field.name: getattr(music, field.name) for field in fields(music)}
    return Music(**{name: str((root / path).absolute()) for name, path in paths.items() if path})


def start(folder: Path) -> tuple[tuple[Path, bool], ...]:
    """Files to start from, with whether each was made now: what is there stays. Raises UsageError."""
    wanted = {
        episodes.show_file(folder / "episodes"): _SHOW.encode(),
        folder / "voices" / "default.yaml": voices.find("default", voices.SHIPPED).read_bytes(),
    }
    sounds = folder / "episodes" / "sounds"
    wanted |= {sounds / path.name: path.read_bytes() for path in sorted(_SOUNDS.glob("*.mp3"))}
    made = []
    with failing_as(UsageError, f"cannot write into {folder}"):
        for path, data in wanted.items():
            made.append((path, not path.exists()))
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                files.replace(path, data)
    return tuple(made)


_SHOW = """\
# What the podcast is called, and how long and how loud an episode is. Every line may be left out.
title: Briefing              # said in the opening of every episode
author:                      # artist in the MP3's tags
language:                    # such as en: of a text too short to tell, in `briefing say`
description:
category: News/Daily News
loudness: -16                # LUFS, as heard in stereo
format: mp3                  # or m4a, opus (pip install 'briefing[formats]')
quality: standard            # or small, best
voice: default               # voices/default.yaml
minutes: 2
# music:                     # sound files, their paths from this file on; see docs/sound.md
#   intro: sounds/signature.mp3
#   outro: sounds/signature.mp3
#   bed: sounds/bed.mp3      # under all that is said; `sting:` is heard between two segments
# image: artwork.jpg         # the show's own, square, 1400 to 3000 pixels; else one is made
# colours: {background: "#14213d", text: "#ffffff", accent: "#fca311"}   # of covers and pictures
# select_with: ollama        # a language model chooses what is told; see docs/select.md
# select_model: qwen3:8b
# price: {my-engine: 15.0}   # of a million characters, for --dry-run and --max-cost
# max_cost: 2.50             # of one run, in the same unit
# max_requests: 500
"""


def _first(*candidates: tuple[str, T | None], default: T) -> Setting[T]:
    for came_from, value in candidates:
        if value is not None:
            return Setting(value, came_from)
    return Setting(default, "default")


def _one_of(*candidates: tuple[str, str | None], default: Choice) -> Setting[Choice]:
    """The first that is said. Raises UsageError where there is no such choice."""
    said: Setting[str] = _first(*candidates, default=default)
    kind = type(default)
    for choice in kind:
        if said.value.strip().lower() == choice:
            return Setting(choice, said.came_from)
    names = [str(choice) for choice in kind]
    raise UsageError(
        f"`{said.value}` cannot be chosen",
        why=f"said by {said.came_from}",
        hint=f"Choose {', '.join(names[:-1])} or {names[-1]}.",
    )


def _env(environ: Mapping[str, str], name: str, kind: Callable[[str], T]) -> tuple[str, T | None]:
    text = environ.get(name, "").strip()
    if not text:
        return name, None
    try:
        return name, kind(text)
    except ValueError as exc:
        raise UsageError(
            f"{name}={text} cannot be used", why=str(exc), hint=f"Set {name} anew or unset it."
        ) from exc
