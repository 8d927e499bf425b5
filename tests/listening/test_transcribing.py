"""The real faster-whisper, on a model of random numbers: what it hears is nonsense, and counts as such."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import tiny_whisper

from briefing.errors import UsageError
from briefing.listening.transcribing import Transcriber
from briefing.model import Said, Utterance, Voice


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_whisper.make(tmp_path_factory.mktemp("models") / "tiny")


def said(text: str, language: str) -> Said:
    utterance = Utterance(text=text, language=language, voice=Voice())
    return Said(segment=1, line=1, written=text, utterance=utterance, estimated_ms=2000)


def test_the_library_hears_and_what_it_writes_is_read_as_spoken(model: Path) -> None:
    read: list[tuple[str, str]] = []

    def reading(text: str, language: str) -> str:
        read.append((text, language))
        return text

    transcriber = Transcriber(model, reading)
    assert transcriber.name == "faster-whisper tiny"
    assert transcriber.knows("en-GB")
    assert not transcriber.knows("ar")
    noise = np.random.default_rng(1).normal(0, 0.1, 32_000).astype(np.float32)
    hearing = transcriber.hear(noise, said("The northern pier is open again.", "en-GB"))
    assert hearing.error_rate > 0.5
    assert hearing.text
    assert read == [(hearing.text, "en-GB")]


def test_a_folder_without_a_model_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(UsageError, match=r"model\.bin, tokenizer\.json are not in it"):
        Transcriber(tmp_path, lambda text, language: text)


def test_a_broken_model_is_one_line(model: Path, tmp_path: Path) -> None:
    for name in ("config.json", "tokenizer.json", "vocabulary.json"):
        (tmp_path / name).write_bytes((model / name).read_bytes())
    (tmp_path / "model.bin").write_bytes(b"no model at all")
    with pytest.raises(UsageError, match="cannot be loaded"):
        Transcriber(tmp_path, lambda text, language: text)
