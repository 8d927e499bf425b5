"""Two programs over one clip store, one of them killed at any moment: no broken clip is ever used."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing import files
from briefing.engines import Limits
from briefing.model import Audio, Utterance, Voice, VoiceProfile
from briefing.speech import ClipStore, speak
from engines.tone import ToneEngine, tone
from faults import speaker

_SPEAKER = Path(speaker.__file__)


def started(store: Path, first: int, episodes: int) -> subprocess.Popen[str]:
    argv = [sys.executable, str(_SPEAKER), str(store), str(first), str(episodes)]
    return subprocess.Popen(argv, stdout=subprocess.PIPE, text=True)


def assert_whole(store: ClipStore) -> None:
    """Whatever the store gives is a tone, to the byte; damage would be given out as nothing."""
    for index in store.folder.glob("??/*.json"):
        clip = store.get(index.stem)
        if clip:
            assert clip.audio.read_bytes() == tone(clip.duration_ms)


@pytest.mark.parametrize("seed", [1, 2])
def test_one_of_two_programs_is_killed_again_and_again(tmp_path: Path, seed: int) -> None:
    moments = random.Random(seed)
    folder = tmp_path / "clips"
    with started(folder, first=0, episodes=12) as steady:
        assert steady.stdout
        assert steady.stdout.readline() == "whole\n"
        for turn in range(4):
            with started(folder, first=7 * turn, episodes=99) as killed:
                assert killed.stdout
                assert killed.stdout.readline() == "whole\n"  # it has begun, and is in the middle of the next
                time.sleep(moments.uniform(0.0, 0.12))
                killed.kill()
                assert set(killed.stdout.read().split()) <= {"whole"}
        assert set(steady.stdout.read().split()) == {"whole"}
    assert steady.returncode == 0

    # Another that is not disturbed finds nothing in its way, and clears up what the killed ones left.
    with started(folder, first=0, episodes=1) as last:
        assert last.communicate()[0] == "whole\n"
    assert list(folder.rglob(f"*{files.ABANDONED}")) == []
    assert ClipStore(folder).usage().clips == speaker.LINES  # its own; there is no room for more
    assert_whole(ClipStore(folder))


def test_clips_that_are_removed_under_a_running_program_are_asked_for_again(tmp_path: Path) -> None:
    """Somebody clears the folder by hand, as the file manager does it: without a look at who uses it."""

    class Removing(ToneEngine):
        def answer(self, utterance: Utterance) -> Audio:
            if len(self.texts) == 10:
                shutil.rmtree(store.folder)
            return super().answer(utterance)

    engine = Removing(Limits(parallel=1))
    store = ClipStore(tmp_path / "clips")
    profile = VoiceProfile(name="p", presenter=Voice(engine="tone"))
    recording = speak(speaker.script(0), profile=profile, store=store, engines=lambda name: engine)
    assert all(clip.audio.is_file() for clip in recording.clips)
    assert len(engine.texts) == speaker.LINES + 9
