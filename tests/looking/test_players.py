"""`briefing play`: which player is started, with what, from where, and how it ends."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import numpy as np
import pytest
import soundfile

from briefing import players, sounding
from briefing.errors import UsageError
from briefing.model import Cue
from briefing.playing import moment

from .conftest import Desk

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the players here are scripts with #! in front")


class Players:
    """Programs of the test's own, the only ones in PATH; each notes what it is given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()

    def add(self, name: str, then: str = "") -> None:
        """`then`: Python that it runs after that; `argv` is what it was given."""
        path = self.folder / name
        path.write_text(
            f"#!{sys.executable}\nimport json, os, shutil, sys, time\nargv = sys.argv[1:]\n"
            f"with open({str(self.folder / 'given.json')!r}, 'w') as file:\n"
            f"    json.dump([{name!r}, *argv, os.getpid()], file)\n{then}\n",
            "utf-8",
        )
        path.chmod(0o755)

    @property
    def given(self) -> list[str]:
        found: list[str] = json.loads((self.folder / "given.json").read_text("utf-8"))[:-1]
        return found

    def wait_for_start(self) -> int:
        """The player's process id."""
        for _ in range(500):
            try:
                return int(json.loads((self.folder / "given.json").read_text("utf-8"))[-1])
            except (OSError, ValueError):
                time.sleep(0.02)
        raise AssertionError("no player was started")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Players:
    monkeypatch.setenv("PATH", str(tmp_path / "players"))
    return Players(tmp_path / "players")


@pytest.mark.parametrize(
    ("player", "start"),
    [
        ("mpv", "--start={}"),
        ("ffplay", "{}"),
        ("cvlc", "--start-time={}"),
        ("vlc", "--start-time={}"),
        ("mplayer", "{}"),
    ],
)
def test_a_player_is_told_where_to_start(desk: Desk, shelf: Players, player: str, start: str) -> None:
    shelf.add(player)
    third = sounding.read_cues(desk.english)[2]
    ran = desk.run("play", desk.english.path, "--from", "3")
    assert ran.code == 0, ran.err
    assert shelf.given[0] == player
    assert start.format(f"{third.start_ms / 1000:.3f}") in shelf.given
    assert shelf.given[-1] == str(desk.english.sound.absolute())
    assert third.text[:20] in ran.out
    assert "cue 3" in ran.out


@pytest.mark.parametrize("player", ["afplay", "pw-play", "paplay", "aplay"])
def test_one_that_cannot_gets_a_sound_that_starts_there(desk: Desk, shelf: Players, player: str) -> None:
    shelf.add(player, f"shutil.copy(argv[-1], {str(shelf.folder / 'heard.wav')!r})")
    assert desk.run("play", desk.english.path, "--from", "0:02.5").code == 0
    whole, rate_hz = soundfile.read(desk.english.sound)
    heard, heard_rate_hz = soundfile.read(shelf.folder / "heard.wav")
    wanted = whole[round(2.5 * rate_hz) :]
    assert (heard_rate_hz, heard.shape) == (rate_hz, wanted.shape)
    assert np.abs(heard - wanted).max() < 1 / 30_000
    assert not Path(shelf.given[-1]).exists()  # nothing is left behind


def test_a_sound_that_only_pyav_reads_is_cut_too(desk: Desk, shelf: Players) -> None:
    av = pytest.importorskip("av", reason="PyAV is not installed")
    samples, rate_hz = soundfile.read(desk.english.sound, dtype="float32", always_2d=True)
    desk.english.sound.unlink()
    with av.open(str(desk.english.path / "episode.m4a"), "w") as container:
        stream = container.add_stream("aac", rate=rate_hz, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples.T), format="fltp", layout="mono")
        frame.sample_rate = rate_hz
        container.mux([*stream.encode(frame), *stream.encode(None)])
    shelf.add("aplay", f"shutil.copy(argv[-1], {str(shelf.folder / 'heard.wav')!r})")
    ran = desk.run("play", desk.english.path, "--from", "0:01")
    assert (ran.code, ran.err) == (0, "")
    heard, _ = soundfile.read(shelf.folder / "heard.wav")
    wanted = samples[rate_hz:, 0]
    assert abs(len(heard) - len(wanted)) < 0.06 * rate_hz  # AAC begins and ends with padding
    steps = len(wanted) // 8_820 * 8_820
    levels = [np.abs(one[:steps]).reshape(-1, 8_820).mean(axis=1) for one in (wanted, heard)]
    assert np.corrcoef(levels)[0, 1] > 0.95


def test_the_better_player_is_taken(desk: Desk, shelf: Players) -> None:
    for name in ("aplay", "cvlc", "ffplay"):
        shelf.add(name)
    assert desk.run("play", desk.arabic.path, "--quiet").out == ""
    assert shelf.given[0] == "ffplay"


def test_without_a_player_one_line_says_so(desk: Desk, shelf: Players) -> None:
    ran = desk.run("play", desk.english.path)
    assert ran.code == 2
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert "mpv" in ran.err
    assert str(desk.english.sound) in ran.err


def test_without_a_sound_one_line_says_so(desk: Desk, shelf: Players) -> None:
    shelf.add("mpv")
    desk.english.sound.unlink()
    ran = desk.run("play", desk.english.path)
    assert ran.code == 2
    assert ran.err == (
        f"briefing: {desk.english.path} has no episode.mp3 yet. Type: briefing speak {desk.english.path}\n"
    )


def test_a_player_that_fails_is_named(desk: Desk, shelf: Players) -> None:
    shelf.add("mpv", "sys.exit(3)")
    ran = desk.run("play", desk.english.path)
    assert ran.code == 1
    assert "mpv did not play episode.mp3" in ran.err
    assert "3" in ran.err


def test_one_that_fails_on_a_cut_is_told_of_the_episode(desk: Desk, shelf: Players) -> None:
    shelf.add("aplay", "sys.exit(3)")
    ran = desk.run("play", desk.english.path, "--from", "2")
    assert ran.code == 1
    assert "aplay did not play episode.mp3" in ran.err
    assert f"Open {desk.english.sound} with" in ran.err


@pytest.mark.parametrize(("player", "code"), [("mpv", 4), ("ffplay", 123), ("mplayer", 130)])
def test_a_player_that_takes_ctrl_c_itself(desk: Desk, shelf: Players, player: str, code: int) -> None:
    shelf.add(player, f"sys.exit({code})")
    ran = desk.run("play", desk.english.path)
    assert ran.code == 130
    assert "did not play" not in ran.err


def test_a_player_that_cannot_be_started_is_named(desk: Desk, shelf: Players) -> None:
    shelf.add("mpv")
    (shelf.folder / "mpv").write_text("#!/nowhere/at/all\n", "utf-8")
    ran = desk.run("play", desk.english.path)
    assert ran.code == 1
    assert "mpv cannot be started" in ran.err


@pytest.mark.parametrize("stubborn", [False, True])
@pytest.mark.parametrize("to_all", [True, False])
def test_ctrl_c_ends_it(desk: Desk, shelf: Players, *, stubborn: bool, to_all: bool) -> None:
    """A terminal's Ctrl-C reaches the player too; `kill -INT` only us. A player may not listen to either."""
    does = "signal.SIG_IGN" if stubborn else "signal.SIG_DFL"
    shelf.add(
        "mpv",
        f"import signal\nfor s in (signal.SIGINT, signal.SIGTERM): signal.signal(s, {does})\ntime.sleep(60)",
    )
    code = (  # the pause for a stubborn player is cut short; else all is as in the program
        "import sys, signal, briefing.players as p; p._PATIENCE_S = 0.1\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from briefing.__main__ import main\nsys.argv[0] = 'briefing'\nsys.exit(main())"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, "play", str(desk.english.path)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    player = shelf.wait_for_start()
    time.sleep(0.1)  # Python's own start of the stand-in
    (os.killpg if to_all else os.kill)(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    with pytest.raises(ProcessLookupError):
        os.kill(player, 0)


@pytest.mark.parametrize("player", players.PLAYERS[:5], ids=lambda one: one.name)
def test_the_real_ones_understand_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, player: players.Player
) -> None:
    if not shutil.which(player.name):
        pytest.skip(f"{player.name} is not installed")
    if player.name in ("vlc", "cvlc") and os.geteuid() == 0:
        pytest.skip("VLC does not run as root")
    (tmp_path / "mpv.conf").write_text("ao=null\n", "ascii")
    monkeypatch.setenv("MPV_HOME", str(tmp_path))
    for name in ("SDL_AUDIODRIVER", "SDL_VIDEODRIVER"):
        monkeypatch.setenv(name, "dummy")
    end_s = soundfile.info(desk.english.sound).duration
    players.play(player, desk.english.sound, start_s=end_s - 0.3)


# ------------------------------------------------------------------------------------------- --from


def test_every_line_is_found_by_its_own_words(desk: Desk) -> None:
    for folder in (desk.english, desk.arabic):
        cues = sounding.read_cues(folder)
        for number, cue in enumerate(cues, 1):
            found = moment(cue.text, folder, 10**6)
            assert (found.number, found.ms) == (number, cue.start_ms)


@pytest.mark.parametrize(
    "written",
    [
        "ACROSS the ford, said Ina",
        "across the ford said ina",
        "the  ford",
        "“Across the ford”",
        "ford, said İna".replace("İ", "I"),
    ],
)
def test_words_are_found_as_they_are_remembered(desk: Desk, written: str) -> None:
    write_vtt(desk, "They came from the hills.", "Across the ford, said Ína.", "The ford is deep.")
    assert moment(written, desk.english, 10**6).number == 2


def test_arabic_is_found_without_its_vowel_signs(desk: Desk) -> None:
    write_vtt(desk, "وَصَلَتِ السَّفِينَةُ.", "أبحـــرت العبّارةُ صباحاً.")
    assert moment("ابحرت العبارة", desk.english, 10**6).number == 2
    assert moment(unicodedata.normalize("NFD", "أبحرت العبّارة"), desk.english, 10**6).number == 2


def test_a_word_is_found_where_it_begins_and_across_cues(desk: Desk) -> None:
    write_vtt(desk, "An island.", "The land is dry.", "It will rain.", "Land again.")
    assert moment("land", desk.english, 10**6).number == 2
    assert moment("dry. It will", desk.english, 10**6).number == 2
    assert moment("rain land", desk.english, 10**6).number == 3


@pytest.mark.parametrize(
    ("written", "ms"),
    [("0:00", 0), ("1:05", 65_000), ("01:05.25", 65_250), ("1:00:00", 3_600_000), ("75:00,5", 4_500_500)],
)
def test_a_time_is_a_time(desk: Desk, written: str, ms: int) -> None:
    found = moment(written, desk.english, 10**8)
    assert (found.ms, found.number) == (ms, None)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("0", "no cue 0: they are 1 to "),
        ("77", "no cue 77: they are 1 to "),
        ("9" * 5000, "99: they are 1 to "),
        ("9" * 5000 + ":00", "no cue says “999"),
        ("9:59", "episode.mp3 has ended by 9:59"),
        ("a unicorn", "no cue says “a unicorn”"),
        ("!?", "no cue says “!?”"),
        ("", "no cue says “”"),
        ("1:75", "no cue says “1:75”"),
    ],
)
def test_what_cannot_be_found_is_one_line(desk: Desk, shelf: Players, written: str, told: str) -> None:
    shelf.add("mpv")
    ran = desk.run("play", desk.english.path, "--from", written)
    assert ran.code == 2
    assert told in ran.err
    assert f"briefing look {desk.english.path}" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_number_in_other_digits(desk: Desk) -> None:
    assert moment("٢", desk.english, 10**6).number == 2


def write_vtt(desk: Desk, *texts: str) -> tuple[Cue, ...]:
    blocks = [f"00:0{n}.000 --> 00:0{n + 1}.000\n<v Ina>{text}</v>\n" for n, text in enumerate(texts)]
    desk.english.transcript_vtt.write_text("\n".join(["WEBVTT\n", *blocks]), "utf-8")
    return sounding.read_cues(desk.english)


def test_without_cues_one_line_says_so(desk: Desk) -> None:
    desk.english.transcript_vtt.unlink()
    with pytest.raises(Exception, match=r"the cues cannot be read from .*transcript\.vtt") as caught:
        moment("1", desk.english, 10**6)
    assert not isinstance(caught.value, UsageError)
