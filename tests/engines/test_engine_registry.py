"""Which engines there are, what is said of them, and what happens where one is missing or broken."""

from __future__ import annotations

import json
import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from openai_standin import OpenaiStandin
from program_standin import ProgramStandin

from briefing import doctor, engines
from briefing.__main__ import main
from briefing.engines import Limits
from briefing.errors import EngineMissingError, VoiceProfileError
from briefing.model import Voice, VoiceProfile
from engines.tone import ToneEngine


class PlainEngine(ToneEngine):
    """With the methods that every engine has, and no others."""


class BrokenEngine(ToneEngine):
    def __init__(self) -> None:
        raise RuntimeError("no such\ndevice")


class DumbEngine(ToneEngine):
    def speak(self, utterance: object) -> Any:
        raise OSError("the sound card is on fire")


@pytest.fixture
def others(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Engines of other packages, as their entry points tell; the names may be added to."""
    module = ModuleType("others_on_trial")
    for kind in (PlainEngine, BrokenEngine, DumbEngine):
        setattr(module, kind.__name__, kind)
    monkeypatch.setitem(sys.modules, "others_on_trial", module)
    wanted = {
        "plain": "others_on_trial:PlainEngine",
        "broken": "others_on_trial:BrokenEngine",
        "dumb": "others_on_trial:DumbEngine",
        "renamed": "others_on_trial:GoneEngine",
        "absent": "package_that_is_absent:Engine",
        "espeak": "others_on_trial:PlainEngine",
    }

    def points(*, group: str) -> list[EntryPoint]:
        assert group == "briefing.engines"
        return [EntryPoint(name=name, value=value, group=group) for name, value in wanted.items()]

    monkeypatch.setattr("importlib.metadata.entry_points", points)
    return [*wanted]


@pytest.fixture(autouse=True)
def clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "clips"))
    monkeypatch.setenv("BRIEFING_PIPER_VOICES", str(tmp_path / "piper"))
    for name in ("OPENAI_API_KEY", "BRIEFING_SPEECH_KEY", "BRIEFING_VOICE", "BRIEFING_VOICES"):
        monkeypatch.delenv(name, raising=False)


def states() -> dict[str, doctor.EngineState]:
    return {state.name: state for state in doctor.engine_states()}


# ----------------------------------------------------------------------------------------------- ours


def test_a_mistyped_name_is_told_the_nearest() -> None:
    with pytest.raises(VoiceProfileError, match=r"no engine `pipper`\. Did you mean `piper`\?"):
        engines.load("pipper")


@pytest.mark.parametrize(("name", "package"), [("piper", "piper-tts"), ("edge", "edge_tts")])
def test_a_missing_extra_names_its_own_pip_install(
    monkeypatch: pytest.MonkeyPatch, name: str, package: str
) -> None:
    if name == "edge":
        monkeypatch.setitem(sys.modules, "edge_tts", None)
        monkeypatch.delitem(sys.modules, "edge_tts.version", raising=False)
    else:
        from importlib.metadata import PackageNotFoundError

        def absent(_: str) -> str:
            raise PackageNotFoundError(package)

        monkeypatch.setattr("importlib.metadata.version", absent)
    with pytest.raises(EngineMissingError, match=rf"Type: pip install 'briefing\[{name}\]'") as caught:
        engines.load(name)
    assert caught.value.exit_code == 7
    state = states()[name]
    assert not state.works
    assert state.about.terms  # what a person wants to know before installing it
    assert state.about.sends


def test_what_needs_setting_up_says_so(openai: OpenaiStandin, program: ProgramStandin) -> None:
    found = states()
    assert [name for name in engines.ENGINES if found[name].tried and found[name].works] == ["espeak"]
    assert "set OPENAI_API_KEY" in found["openai"].why
    assert "`command: [" in found["command"].why
    assert "briefing voices get" in found["piper"].why
    assert not any(found[name].works for name in ("openai", "command", "piper"))
    here = engines.load("openai")
    assert engines.missing(here, Voice(engine="openai", options={"base_url": openai.url})) == ""
    here.close()
    assert openai.calls == []


def test_every_engine_says_what_it_needs_sends_and_allows() -> None:
    for name, state in states().items():
        assert state.about.needs, name
        assert state.about.sends, name
        assert state.about.terms, name


def test_the_command_prints_it_and_gives_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["engines"]) == 0
    text = capsys.readouterr().out
    assert "piper    not ready: no Piper voice is installed" in text
    assert "limits  100 characters in a call, 1 call at once, 0.3 s between two" in text
    assert main(["engines", "--json"]) == 0
    found = {state["name"]: state for state in json.loads(capsys.readouterr().out)}
    assert set(found) >= set(engines.ENGINES)
    assert found["gtts"]["limits"]["max_characters"] == 100
    assert (found["espeak"]["works"], found["espeak"]["tried"]) == (True, True)
    assert (found["gtts"]["works"], found["gtts"]["tried"]) == (True, False)
    assert found["openai"]["why"] in text


# ------------------------------------------------------------------------------------ other packages'


def test_an_engine_with_nothing_but_the_protocol(others: list[str]) -> None:
    assert set(engines.names()) == {*engines.ENGINES, *others}
    plain = engines.load("plain")
    assert isinstance(plain, PlainEngine)
    assert engines.missing(plain, Voice(engine="plain")) == ""
    assert engines.limits_of(plain, Voice(engine="plain")) == plain.limits
    assert [*engines.voices_of(plain, Voice(engine="plain"))] == [*plain.voices()]
    plain.limits = Limits(terms="It all goes to the moon.")
    assert engines.about(plain).sends == "It all goes to the moon."
    assert states()["plain"].works


def test_a_package_cannot_take_the_name_of_one_of_ours(others: list[str]) -> None:
    assert type(engines.load("espeak")).__module__ == "briefing.engines.espeak"
    assert engines.names().count("espeak") == 1


def test_a_broken_package_keeps_no_other_from_being_shown(
    others: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    found = states()
    assert found["broken"].why == "RuntimeError: no such device"
    assert "on fire" in found["dumb"].why
    assert "GoneEngine" in found["renamed"].why
    assert found["absent"].why.endswith("Type: pip install package_that_is_absent")
    assert found["espeak"].works
    assert main(["engines"]) == 0
    assert "broken   not ready: RuntimeError: no such device" in capsys.readouterr().out


# --------------------------------------------------------------------------------------------- doctor


def doctors(capsys: pytest.CaptureFixture[str], profile: str) -> tuple[int, dict[str, dict[str, Any]]]:
    Path("p.yaml").write_text(profile, encoding="utf-8")
    code = main(["doctor", "--voice", "./p.yaml", "--json"])
    return code, {item["name"]: item for item in json.loads(capsys.readouterr().out)}


def test_engines_that_nobody_asks_for_are_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    code, items = doctors(capsys, "presenter: {engine: espeak}")
    assert code == 0
    assert items["engine espeak"]["ok"] is True
    assert items["engine openai"]["ok"] is None


@pytest.mark.parametrize(
    ("profile", "name", "found"),
    [
        ("presenter: {engine: openai}", "openai", "set OPENAI_API_KEY"),
        ("speakers: {Ines Hofmann: {engine: openai}}", "openai", "set OPENAI_API_KEY"),
        ("cast: {f: [{engine: openai}]}", "openai", "set OPENAI_API_KEY"),
        ("quote: {engine: command, options: {command: [no-such-program]}}", "command", "is not there"),
        ("quote: {engine: command, options: {command: say}}", "command", "must be a list"),
        ("sidebar: {engine: piper}", "piper", "briefing voices get"),
        ("sidebar: {engine: pipper}", "pipper", "Did you mean `piper`?"),
        ("presenter: {engine: openai, options: {base_url: 'http://far.example/v1'}}", "openai", "encryption"),
    ],
)
def test_an_engine_that_the_profile_asks_for_must_work(
    capsys: pytest.CaptureFixture[str], profile: str, name: str, found: str
) -> None:
    code, items = doctors(capsys, profile)
    assert code == 1
    assert items[f"engine {name}"]["ok"] is False
    assert found in items[f"engine {name}"]["found"]


def test_what_is_set_up_is_ready(
    capsys: pytest.CaptureFixture[str], openai: OpenaiStandin, program: ProgramStandin
) -> None:
    command = json.dumps(list(program.command))
    code, items = doctors(
        capsys,
        f"presenter: {{engine: openai, options: {{base_url: '{openai.url}'}}}}\n"
        f"quote: {{engine: command, options: {{command: {command}}}}}\n",
    )
    assert code == 0
    assert items["engine openai"]["ok"] is items["engine command"]["ok"] is True
    assert openai.calls == program.calls == []


def test_the_voices_of_the_service_that_the_profile_names(openai: OpenaiStandin) -> None:
    profile = VoiceProfile(presenter=Voice(engine="openai", options={"base_url": openai.url}))
    assert {voice.name for voice in doctor.engine_voices("openai", None, profile)} == {
        "af_heart",
        "bm_george",
    }
    assert "nova" in {
        voice.name for voice in doctor.engine_voices("openai", "ar")
    }  # they speak every language
    assert "nova" in {voice.name for voice in doctor.engine_voices("openai", None, VoiceProfile())}
