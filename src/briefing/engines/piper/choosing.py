"""What a profile says of its voice → the model's file and piper's settings."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.engines.piper import known_voices, store
from briefing.errors import EngineMissingError, VoiceProfileError
from briefing.model import Voice

if TYPE_CHECKING:
    from piper import SynthesisConfig

OWN_RATE = 175
"""Words per minute that count as a voice's own pace: voices do not tell theirs. It is eSpeak's, so a profile
that changes its engine keeps about the pace it had."""
_NOISE = (0.0, 2.0)
_OPTIONS = ("noise_scale", "noise_w", "speaker")


def model_of(voice: str, language: str, folder: Path) -> Path:
    """The .onnx of a voice's name or path; of an empty name, the best that is installed for the language.

    Raises EngineMissingError for one that could be had, VoiceProfileError for one that there is not.
    """
    if voice.endswith(".onnx") or "/" in voice or "\\" in voice:
        return _file(voice)
    found = store.installed(folder)
    if voice:
        for one in found:
            if one.name == voice:
                return one.model
        raise _no_such(voice, [one.name for one in found], folder)
    fitting = [(fit, one) for one in found if (fit := store.speaks(one.language, language)) is not None]
    if fitting:
        return min(fitting, key=lambda pair: (pair[0], store.rank(pair[1].name), pair[1].name))[1].model
    raise _none_for(language, folder)


def settings_of(voice: Voice, config: Any) -> SynthesisConfig:
    """piper's settings. Raises VoiceProfileError for what this voice cannot do."""
    from piper import SynthesisConfig

    if voice.pitch not in (None, 50):
        raise VoiceProfileError("the engine `piper` cannot change the pitch", hint="Take `pitch` out.")
    for option in voice.options:
        if option not in _OPTIONS:
            near = difflib.get_close_matches(option, _OPTIONS, n=1, cutoff=0.0)[0]
            raise VoiceProfileError(
                f"the engine `piper` has no option `{option}`", hint=f"Did you mean `{near}`?"
            )
    slower = OWN_RATE / voice.rate if voice.rate else 1.0
    return SynthesisConfig(
        speaker_id=_speaker(voice.options.get("speaker"), config),
        length_scale=config.length_scale * slower,
        noise_scale=_noise("noise_scale", voice.options),
        noise_w_scale=_noise("noise_w", voice.options),
    )


def _file(voice: str) -> Path:
    model = Path(voice).expanduser()
    if not model.name.endswith(".onnx"):
        raise VoiceProfileError(
            f"{model} is no Piper voice", hint="Give a name, or the path of an .onnx file."
        )
    if not model.is_file():
        raise EngineMissingError(
            f"there is no Piper voice at {model}",
            hint="Give the path anew, or the name of an installed voice.",
        )
    return model


def _no_such(voice: str, here: list[str], folder: Path) -> EngineMissingError | VoiceProfileError:
    known = known_voices.names(folder)
    if voice in known:
        return EngineMissingError(
            f"the Piper voice {voice} is not installed", hint=f"Type: briefing voices get {voice}"
        )
    near = difflib.get_close_matches(voice, [*here, *known], n=1, cutoff=0.0)
    return VoiceProfileError(
        f"the engine `piper` has no voice `{voice}`",
        hint=f"Did you mean `{near[0]}`?" if near else "Type: briefing voices",
    )


def _none_for(language: str, folder: Path) -> EngineMissingError:
    suggested = known_voices.suggested(language, folder)
    if suggested is None:
        return EngineMissingError(
            f"no Piper voice for `{language}` is installed",
            why="none is known to be had",
            hint="Take `engine: espeak`, or a voice of your own: briefing voices get --from FILE",
        )
    return EngineMissingError(
        f"no Piper voice for `{language}` is installed", hint=f"Type: briefing voices get {suggested}"
    )


def _noise(option: str, options: Mapping[str, object]) -> float | None:
    value = options.get(option)
    if value is None:
        return None
    low, high = _NOISE
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise VoiceProfileError(
            f"the option `{option}` of the engine `piper` must be from {low:g} to {high:g}, not {value!r}"
        )
    return float(value)


def _speaker(value: object, config: Any) -> int | None:
    """By its number, or by its name in the voice's configuration."""
    if value is None:
        return None
    count, names = config.num_speakers, config.speaker_id_map or {}
    if count <= 1:
        raise VoiceProfileError(
            f"this Piper voice has one speaker, not `{value}`", hint="Take the option `speaker` out."
        )
    number = names.get(str(value), value)
    if isinstance(number, str) and number.isdecimal():
        number = int(number)
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < count:
        near = difflib.get_close_matches(str(value), names, n=1)
        hint = f"Did you mean `{near[0]}`?" if near else f"Give a number from 0 to {count - 1}."
        raise VoiceProfileError(f"this Piper voice has no speaker `{value}`", hint=hint)
    return number
