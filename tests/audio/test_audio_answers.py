"""An engine's answer is kept only where the mix will read it, and then as the same sound."""

from __future__ import annotations

from pathlib import Path

import pytest
from odd_sounds import table
from sound_files import RATE_HZ
from test_audio_odd import check

from briefing.mix.clips import sound
from briefing.model import Audio, Utterance, Voice
from briefing.speech.answer import WrongAnswerError, checked

TEXT = Utterance(text="The ferry leaves.", language="en", voice=Voice())


@pytest.mark.parametrize("name", table())
def test_an_odd_answer(tmp_path: Path, name: str) -> None:
    odd = table()[name]
    try:
        answer = checked(Audio(data=odd.make(), format="mp3", sample_rate_hz=1), TEXT)
    except WrongAnswerError as exc:
        assert "\n" not in str(exc)
        return
    assert odd.says is None
    assert answer.duration_ms == pytest.approx(1000 * odd.seconds, abs=1000 * odd.slack_s + 60)
    assert answer.audio.format in ("wav", "mp3")
    path = tmp_path / "clip"
    path.write_bytes(answer.audio.data)
    check(odd, sound(path).samples, RATE_HZ)


def test_what_engines_send_passes() -> None:
    """The rows that no engine's answer may fail at."""
    for name in (
        "8000 Hz", "22050 Hz", "24000 Hz", "48000 Hz", "u8 in 1", "i24 in 2", "f32 in 1", "f64 in 1",
        "i16 in 6",
        "streamed WAV, says 0", "streamed WAV, says ffffffff", "A-law, 8 kHz", "MP3 twice", "ID3v2.4",
        "MP3 24000 Hz, 2 channels, 64 kbit/s", "MP3 with an Info frame", "MP3 with all tags twice",
    ):  # fmt: skip
        checked(Audio(data=table()[name].make(), format="mp3", sample_rate_hz=1), TEXT)
