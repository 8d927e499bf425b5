"""The command engine with a real program in a real process."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from program_standin import ProgramStandin

from briefing import documents, engines
from briefing.engines.command import CommandEngine, asked
from briefing.errors import EngineBusyError, EngineError, EngineMissingError, VoiceProfileError
from briefing.model import Utterance, Voice, VoiceProfile
from briefing.speech.answer import WrongAnswerError, checked
from engines.sounds import sound

TEXT = "The pier is “open”; $HOME `id` & no 'shell' reads that: سعيد."
ENGINE = CommandEngine()


def voice(
    *command: str, name: str = "", rate: int | None = None, pitch: int | None = None, **options: object
) -> Voice:
    said: dict[str, object] = {"command": command, **options}
    return Voice(engine="command", voice=name, rate=rate, pitch=pitch, options=said)  # type: ignore[arg-type]  # any value


def utterance(spoken_by: Voice, text: str = TEXT, language: str = "en") -> Utterance:
    return Utterance(text=text, language=language, voice=spoken_by)


# ------------------------------------------------------------------------------- text in, sound out


def test_text_on_standard_input_sound_on_standard_output(program: ProgramStandin) -> None:
    asked_for = utterance(voice(*program.command))
    answer = ENGINE.speak(asked_for)
    assert program.texts == [TEXT]
    assert answer.data == sound("ok", TEXT)
    assert (answer.format, answer.sample_rate_hz) == ("wav", 16_000)
    assert checked(answer, asked_for)


def test_mp3_is_known_by_its_data(program: ProgramStandin) -> None:
    answer = ENGINE.speak(utterance(voice(*program.command, "--kind", "mp3")))
    assert (answer.format, answer.sample_rate_hz) == ("mp3", 24_000)


def test_placeholders_and_a_file_for_the_sound(program: ProgramStandin) -> None:
    spoken_by = voice(
        *program.command, "--voice", "{voice}/{language}", "--rate={rate}", "--pitch", "{pitch}", "--output",
        "{output}", name="hofmann", rate=140, pitch=60,
    )  # fmt: skip
    answer = ENGINE.speak(utterance(spoken_by, language="de-AT"))
    (call,) = program.calls
    assert (call.voice, call.rate, call.pitch) == ("hofmann/de-AT", "140", "60")
    assert answer.data == sound("ok", TEXT)
    assert not Path(call.output).parent.exists()


def test_what_a_voice_leaves_out_is_the_usual(program: ProgramStandin) -> None:
    ENGINE.speak(
        utterance(voice(*program.command, "--rate", "{rate}", "--pitch", "{pitch}", "--voice", "{{voice}}"))
    )
    (call,) = program.calls
    assert (call.rate, call.pitch, call.voice) == ("165", "50", "{voice}")


ECHO = (sys.executable, "-c", "import sys; open(sys.argv[1], 'wb').write('|'.join(sys.argv[2:]).encode())")


@pytest.mark.parametrize("text", ["-h", "--help me", "a'b\"c; rm -rf {output} $(id)", "{rate} {{voice}}", ""])
def test_text_as_an_argument_is_one_argument_and_never_an_option(tmp_path: Path, text: str) -> None:
    kept = tmp_path / "kept"
    with pytest.raises(EngineError, match="made no sound"):
        ENGINE.speak(utterance(voice(*ECHO, str(kept), "{text}", "end"), text))
    assert kept.read_text() == f"{text}|end" or kept.read_text() == f" {text}|end"
    assert not kept.read_text().startswith("-")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_no_text_is_changed_on_standard_input(program: ProgramStandin, text: str) -> None:
    program.forget()
    ENGINE.speak(utterance(voice(*program.command), text))
    assert program.texts == [text]


def test_a_program_that_reads_nothing_and_says_much(tmp_path: Path) -> None:
    script = tmp_path / "p.py"
    script.write_text("import sys\nsys.stderr.write('x' * 300_000 + '\\nthe end\\n')\nsys.exit(3)")
    with pytest.raises(EngineError, match=r"failed: exit code 3, the end$"):
        ENGINE.speak(utterance(voice(sys.executable, str(script)), "word " * 900))


def test_as_many_at_once_as_the_voice_says(program: ProgramStandin) -> None:
    assert engines.limits_of(ENGINE, voice(*program.command)).parallel == 1
    assert engines.limits_of(ENGINE, voice(*program.command, parallel=3)).parallel == 3
    texts = [f"{TEXT} {number}" for number in range(6)]
    with ThreadPoolExecutor(3) as threads:
        answers = list(
            threads.map(lambda text: ENGINE.speak(utterance(voice(*program.command), text)).data, texts)
        )
    assert answers == [sound("ok", text) for text in texts]


# ------------------------------------------------------------------------------------ what is asked


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({}, r"is told no program\. Write a list, such as `command: \["),
        ({"comand": ("a",)}, r"no option `comand`\. Did you mean `command`\?"),
        (
            {"command": "say -o '{output}' x"},
            r'must be a list: no shell reads it\. Write `command: \[say, -o, "{output}", x\]`',
        ),
        ({"command": "say 'unclosed"}, r"must be a list: no shell reads it\. Write a list"),
        ({"command": ()}, "`command` is empty"),
        ({"command": ("",)}, "`command` is empty"),
        ({"command": ("say", "{out}")}, r"has {out}, which stands for nothing\. Did you mean {output}\?"),
        ({"command": ("say", "{voice}")}, r"has {voice}, and the profile names none"),
        ({"command": ("say",), "timeout": "soon"}, r"`timeout` .* from 1 to 3600, not soon"),
        ({"command": ("say",), "parallel": 0}, r"`parallel` .* from 1 to 64, not 0"),
    ],
)
def test_options_that_cannot_be(options: dict[str, object], line: str) -> None:
    with pytest.raises(VoiceProfileError, match=line):
        ENGINE.fingerprint(utterance(Voice(engine="command", options=options)))  # type: ignore[arg-type]  # any value


def test_a_profile_as_it_is_written(program: ProgramStandin) -> None:
    quoted = ", ".join(f'"{part}"' for part in program.command)
    text = f"presenter: {{engine: command, options: {{command: [{quoted}, --rate, 7], timeout: 9}}}}"
    profile = documents.load(VoiceProfile, text, name="p.yaml", error=VoiceProfileError)
    ENGINE.speak(utterance(profile.presenter))
    assert program.calls[0].rate == "7"


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    for name in ("no-such-program-here", str(tmp_path / "gone"), "~/no-such-program-here"):
        with pytest.raises(EngineMissingError, match=f"the program `{name}` is not there") as caught:
            ENGINE.fingerprint(utterance(voice(name)))
        assert caught.value.exit_code == 7
        assert "is not there" in engines.missing(ENGINE, voice(name))
    plain = tmp_path / "no-program"
    plain.write_text("text")
    plain.chmod(0o755)
    with pytest.raises(EngineMissingError, match="cannot be started"):
        ENGINE.speak(utterance(voice(str(plain))))
    assert "no program is named" in engines.missing(ENGINE, Voice(engine="command"))


def test_a_batch_file_never_gets_the_text_as_an_argument(tmp_path: Path) -> None:
    batch = tmp_path / "speak.cmd"
    batch.write_text("#!/bin/sh\n")
    batch.chmod(0o755)
    with pytest.raises(VoiceProfileError, match="must not get the text as an argument"):
        ENGINE.fingerprint(utterance(voice(str(batch), "{text}")))
    assert asked.asked_of(voice(str(batch))).program() == str(batch)


def test_the_fingerprint_follows_the_program_and_the_files_it_is_given(tmp_path: Path) -> None:
    script = tmp_path / "speak.py"
    script.write_text("one")
    first = ENGINE.fingerprint(utterance(voice(sys.executable, str(script))))
    assert first == ENGINE.fingerprint(utterance(voice(sys.executable, str(script)), "Other words"))
    assert first.startswith(Path(sys.executable).name)
    assert str(tmp_path) not in first
    script.write_text("another")
    assert ENGINE.fingerprint(utterance(voice(sys.executable, str(script)))) != first
    assert ENGINE.fingerprint(utterance(voice(sys.executable, str(script), "-x"))) != first
    assert ENGINE.fingerprint(utterance(voice(sys.executable, "\0"))) != first


# ------------------------------------------------------------------------------------------ failures


def failing(program: ProgramStandin, answer: str | int, *arguments: str, **options: object) -> EngineError:
    program.answers = [answer]
    with pytest.raises(EngineError) as caught:
        ENGINE.speak(utterance(voice(*program.command, *arguments, **options)))
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (3, "failed: exit code 3, stand-in says no: 3"),
        ("die", "failed: it was ended by SIGABRT"),
        ("drop", "failed: exit code 1"),
        (
            "empty",
            "made no sound. It must write WAV or MP3 to standard output, or to a file: put {output} among",
        ),
        ("html", "made something that is neither WAV nor MP3: Log in. It must write"),
    ],
)
def test_a_program_that_fails(program: ProgramStandin, answer: str | int, said: str) -> None:
    if answer == "die" and sys.platform == "win32":
        pytest.skip("Windows has no signals")
    error = failing(program, answer)
    assert said in str(error)
    assert not isinstance(error, EngineBusyError)


def test_exit_code_75_asks_to_try_again(program: ProgramStandin) -> None:
    assert isinstance(failing(program, 75), EngineBusyError)


def test_a_file_that_is_not_written(program: ProgramStandin) -> None:
    error = failing(program, "nothing", "--output", "{output}")
    assert "made no sound. It must write a WAV or MP3 file to {output}." in str(error)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("cut", "cut off"),
        ("tiny", "cut off"),
        ("too short", "cut off"),
        ("too long", "far too long"),
        ("silence", "silence"),
        ("wrong rate", "4000 samples"),
    ],
)
def test_sound_that_is_not_that_of_the_text_is_found_by_the_check(
    program: ProgramStandin, answer: str, said: str
) -> None:
    program.answers = [answer]
    asked_for = utterance(voice(*program.command))
    with pytest.raises(WrongAnswerError, match=said):
        checked(ENGINE.speak(asked_for), asked_for)


def test_a_program_that_hangs_is_ended_with_what_it_has_started(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("taskkill ends the children on Windows; os.kill cannot look for them there")
    child = tmp_path / "child"
    script = tmp_path / "p.py"
    script.write_text(
        "import subprocess, sys\n"
        "started = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"open({str(child)!r}, 'w').write(str(started.pid))\n"
        "started.wait()\n"
    )
    with pytest.raises(EngineError, match=r"does not answer: it was ended after 1 s\. Give it longer"):
        ENGINE.speak(utterance(voice(sys.executable, str(script), timeout=1)))
    pid = int(child.read_text())
    ended = threading.Event()
    for _ in range(100):  # its parent is gone: the system needs a moment to see it off
        if not _is_running(pid):
            ended.set()
            break
        time.sleep(0.02)
    assert ended.is_set()


def _is_running(pid: int) -> bool:
    """Not ended, and no zombie that nobody asks for."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat")
        return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_a_program_that_writes_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.engines.command.running.MOST_BYTES", 100_000)
    script = "import sys\nwhile True: sys.stdout.buffer.write(b'x' * 65536)"
    with pytest.raises(EngineError, match="does not stop: more than 0 MB came"):
        ENGINE.speak(utterance(voice(sys.executable, "-c", script)))


def test_a_file_that_grows_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.engines.command.MOST_BYTES", 100_000)
    script = "import sys\nopen(sys.argv[1], 'wb').write(bytes(100_001))"
    with pytest.raises(EngineError, match="does not stop"):
        ENGINE.speak(utterance(voice(sys.executable, "-c", script, "{output}")))


def test_a_folder_in_the_place_of_the_file() -> None:
    script = "import os, sys\nos.mkdir(sys.argv[1])"
    with pytest.raises(EngineError, match=r"cannot read what `python[^`]*` has written"):
        ENGINE.speak(utterance(voice(sys.executable, "-c", script, "{output}")))


def test_what_a_program_leaves_running_is_not_waited_for(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("os.kill cannot look for it on Windows")
    child = tmp_path / "child"
    script = tmp_path / "p.py"
    script.write_text(
        "import subprocess, sys\n"
        "sleep = [sys.executable, '-c', 'import time; time.sleep(600)']\n"
        "left = subprocess.Popen(sleep, start_new_session=True)\n"
        f"open({str(child)!r}, 'w').write(str(left.pid))\n"
        f"sys.stdout.buffer.write(open({str(tmp_path / 'sound')!r}, 'rb').read())\n"
    )
    (tmp_path / "sound").write_bytes(sound("ok", TEXT))
    try:
        assert ENGINE.speak(utterance(voice(sys.executable, str(script)))).data == sound("ok", TEXT)
    finally:
        os.kill(int(child.read_text()), signal.SIGKILL)


def test_no_key_is_shown_and_no_noise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-kestrel-0815")
    for script in (
        "import os, sys\nsys.exit('unset: ' + os.environ['OPENAI_API_KEY'])",
        "import os\nprint('unset: ' + os.environ['OPENAI_API_KEY'])",
    ):
        with pytest.raises(EngineError, match=r"unset: \(the key\)"):
            ENGINE.speak(utterance(voice(sys.executable, "-c", script)))
    samples = "import sys\nsys.stdout.buffer.write(bytes([65, 0, 200, 255]) * 5000)"
    with pytest.raises(EngineError, match=r"neither WAV nor MP3\. It must write"):
        ENGINE.speak(utterance(voice(sys.executable, "-c", samples)))


def test_closing_the_engine_ends_what_still_runs(program: ProgramStandin) -> None:
    program.always = "hang"
    engine = CommandEngine()
    with ThreadPoolExecutor(1) as threads:
        speaking = threads.submit(engine.speak, utterance(voice(*program.command)))
        while not program.calls:
            time.sleep(0.01)
        engine.close()
        assert isinstance(speaking.exception(), EngineError)
    assert not _is_running(program.calls[0].pid)
