"""A line's sound → its words as Whisper writes them down, in any language: faster-whisper and a folder.

The folder holds a model in CTranslate2's format (model.bin, config.json, tokenizer.json, vocabulary). Nothing
is fetched: what is missing there is an error.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from briefing.errors import EngineMissingError, UsageError
from briefing.listening import wording
from briefing.listening.recogniser import Hearing
from briefing.listening.sound import Samples
from briefing.model import Said

_NEEDED = ("config.json", "model.bin", "tokenizer.json")
"""Without the last, faster-whisper would ask a server for it."""
_BEAM = 5
"""What the model's own program uses."""

Reading = Callable[[str, str], str]
"""Written text and language → spoken text."""


class Transcriber:
    """A recogniser of all languages that its model knows."""

    def __init__(self, folder: Path, read: Reading) -> None:
        """`read` brings what was written down into the form of what was to be said: “3.5bn” into words.

        Raises UsageError where the folder holds no model, EngineMissingError where the package is missing.
        """
        missing = [name for name in _NEEDED if not (folder / name).is_file()]
        if missing:
            raise UsageError(
                f"{folder} holds no Whisper model",
                why=f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not in it",
                hint="It must be a model for faster-whisper (CTranslate2), in a folder of its own.",
            )
        try:
            from faster_whisper import WhisperModel
        except ImportError as exc:
            raise EngineMissingError(
                "faster-whisper is not installed", why=str(exc), hint="Type: pip install 'briefing[listen]'"
            ) from exc
        try:
            self._model = WhisperModel(str(folder), device="cpu", compute_type="int8", local_files_only=True)
        except (RuntimeError, ValueError, OSError) as exc:
            why = " ".join(str(exc).split())
            raise UsageError(f"the Whisper model in {folder} cannot be loaded", why=why) from exc
        self._read = read
        self.name = f"faster-whisper {folder.name}"

    def knows(self, language: str) -> bool:
        return _primary(language) in self._model.supported_languages

    def hear(self, sound_of_line: Samples, said: Said) -> Hearing:
        language = said.utterance.language
        segments, _ = self._model.transcribe(
            sound_of_line,
            language=_primary(language),
            beam_size=_BEAM,
            temperature=0.0,  # and no second try at a higher one: the same sound gives the same words
            condition_on_previous_text=False,
            without_timestamps=True,
        )
        text = " ".join(segment.text.strip() for segment in segments)
        words, found, ends_early, extra = wording.compared(said.utterance.text, self._read(text, language))
        return Hearing(words=words, found=found, ends_early=ends_early, extra=extra, text=text)


def _primary(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()
