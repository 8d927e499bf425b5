"""Paths of a Piper voice → the voice, ready to speak, or a line that says what is wrong with its files."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.engines.piper.model_file import with_lengths
from briefing.engines.piper.store import config_of
from briefing.errors import EngineError, EngineMissingError

if TYPE_CHECKING:
    from piper import PiperVoice

_INPUTS = {"input", "input_lengths", "scales"}
"""What every model takes that piper's training writes; with several speakers `sid` as well."""
_FATAL = 4
"""onnxruntime says on its own on standard error what less than this is; it raises an error as well."""

# piper warns of every phoneme that a voice does not know; without a handler Python prints that to the screen.
logging.getLogger("piper").addHandler(logging.NullHandler())


def load(model: Path, *, threads: int) -> PiperVoice:
    """The voice, for any number of threads at once; one call computes with `threads` of the processor's.

    Raises EngineError where the files are not a voice, EngineMissingError where they are not there.
    """
    import onnxruntime

    from piper import PiperVoice

    config = read_config(model)
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = threads
    settings.inter_op_num_threads = 1
    settings.log_severity_level = _FATAL
    try:
        session = onnxruntime.InferenceSession(
            with_lengths(model.read_bytes()), sess_options=settings, providers=["CPUExecutionProvider"]
        )
    except OSError as exc:
        raise EngineError(f"cannot read {model}", why=exc.strerror or str(exc)) from exc
    except Exception as exc:  # onnxruntime's errors have no class of their own above Exception
        raise broken(model, _first_line(exc)) from exc
    inputs = {given.name for given in session.get_inputs()}
    wanted = _INPUTS | ({"sid"} if config.num_speakers > 1 else set())
    if inputs != wanted:
        named = ", ".join(sorted(inputs))
        raise broken(model, f"a Piper voice takes {', '.join(sorted(wanted))}; this model takes {named}")
    # download_dir: where piper would put what its Chinese voices need; by default the folder one stands in.
    return PiperVoice(session=session, config=config, download_dir=model.parent)


def read_config(model: Path) -> Any:
    """piper's own reading of NAME.onnx.json, checked. Raises as `load` does."""
    from piper import PiperConfig

    path = config_of(model)
    try:
        found = json.loads(path.read_bytes())
        config = PiperConfig.from_dict(found)
    except FileNotFoundError as exc:
        missing = path if model.exists() else model
        raise EngineMissingError(
            f"the Piper voice {model.stem} is not whole",
            why=f"there is no file {missing}",
            hint="A voice is two files, NAME.onnx and NAME.onnx.json, in one folder.",
        ) from exc
    except OSError as exc:
        raise EngineError(f"cannot read {path}", why=exc.strerror or str(exc)) from exc
    except KeyError as exc:
        raise broken(path, f"it has no `{exc.args[0]}`") from exc
    except (ValueError, TypeError, AttributeError) as exc:
        raise broken(path, _first_line(exc)) from exc
    _check(config, path)
    return config


def _check(config: Any, path: Path) -> None:
    rate, speakers = config.sample_rate, config.num_speakers
    if not isinstance(rate, int) or not 8_000 <= rate <= 192_000:
        raise broken(path, f"a sample rate of {rate!r} cannot be")
    if not isinstance(speakers, int) or speakers < 1:
        raise broken(path, f"`num_speakers: {speakers!r}` cannot be")
    ids = config.phoneme_id_map
    if not isinstance(ids, dict) or not {"_", "^", "$"} <= ids.keys():
        raise broken(path, "`phoneme_id_map` lacks the signs _ ^ $")


def broken(path: Path, why: str) -> EngineError:
    return EngineError(
        f"{path} is not a Piper voice",
        why=why,
        hint="Get it anew: briefing voices get NAME, or see `briefing voices`.",
    )


def _first_line(exc: BaseException) -> str:
    line = str(exc).strip().splitlines()
    return line[0][:200] if line else type(exc).__name__
