"""A page of sixty quotations, a service that is busy every third time and dies, a program that is killed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from briefing import speech
from briefing.__main__ import main
from briefing.engines import gtts as gtts_engine
from faults.conftest import HURRIED

QUOTES = 60
_SERVICE = Path(__file__).with_name("service.py")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NAMES = ("Ines", "Omar", "Lena", "Paul", "Mara", "Jonas", "Edda", "Karim", "Silvia")
_FAMILIES = ("Hofmann", "Lind", "Okafor", "Brandt", "Salter", "Novak", "Petit")


def page() -> str:
    """An article with as many quotations as speakers, none like another."""
    paragraphs = [
        "Harbour town tells how it saved its pier",
        "The northern pier in Eastwick is open again, and everybody who helped has something to say of it.",
    ]
    for n in range(QUOTES):
        number = f"{_TENS[n // 9]}-{_ONES[n % 9]}"
        name = f"{_NAMES[n % 9]} {_FAMILIES[n // 9]}"
        paragraphs.append(f'"We carried {number} planks to the end of the pier," said {name}, a neighbour.')
    return "\n\n".join(paragraphs)


class Service:
    """service.py at one port, started as often as it dies."""

    def __init__(self, kind: str, log: Path) -> None:
        self.kind = kind
        self.port = 0
        self._log = log

    @contextmanager
    def running(self, *, die_after: int = 0) -> Iterator[None]:
        argv = [sys.executable, str(_SERVICE), self.kind, str(self.port), str(self._log), str(die_after)]
        with subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            self.port = int(process.stdout.readline())
            try:
                yield
            finally:
                process.kill()

    @property
    def answered(self) -> list[str]:
        """The texts that it has sent the sound of, in all its lives."""
        lines = self._log.read_text(encoding="utf-8").splitlines() if self._log.exists() else []
        return [json.loads(line) for line in lines]


@pytest.fixture(params=["openai", "gtts"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def service(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_proxy: None) -> Service:
    made = Service(kind, tmp_path / "answered.jsonl")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path / "clips"))
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setattr("briefing.pipeline.speech.speak", partial(speech.speak, patience=HURRIED))
    (tmp_path / "pier.txt").write_text(page(), encoding="utf-8")
    monkeypatch.setattr(gtts_engine.GttsEngine, "limits", gtts_engine.Limits(max_characters=100))

    def url(tld: str = "com", path: str = "") -> str:
        return f"http://127.0.0.1:{made.port}/{path}?tld={tld}"

    monkeypatch.setattr("gtts.tts._translate_url", url)
    return made


def command(service: Service) -> list[str]:
    options = f"{{base_url: 'http://127.0.0.1:{service.port}/v1', model: m, parallel: 2}}"
    voice = f"{{engine: openai, options: {options}}}" if service.kind == "openai" else "{engine: gtts}"
    Path("voice.yaml").write_text(f"presenter: {voice}", encoding="utf-8")
    return [
        "make",
        "pier.txt",
        "--voice",
        "./voice.yaml",
        "--minutes",
        "30",
        "--date",
        "2026-11-23",
        "--json",
    ]


def make(service: Service, capfd: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    capfd.readouterr()
    code = main(command(service))
    return code, *capfd.readouterr()


def test_a_service_that_dies_costs_nothing_twice(service: Service, capfd: pytest.CaptureFixture[str]) -> None:
    with service.running(die_after=25):
        code, _, err = make(service, capfd)
    assert code == 6
    found = re.search(r"(\d+) of (\d+) clips are kept: the next run asks for the other (\d+) only", err)
    assert found, err
    kept, clips, left = map(int, found.groups())
    assert kept + left == clips >= QUOTES
    assert kept == len(service.answered) == 25

    with service.running():
        code, out, err = make(service, capfd)
    assert code == 0, err
    made = json.loads(out)
    assert (made["clips"], made["spoken_now"]) == (clips, left)
    assert Path(made["mp3"]).stat().st_size > 500_000
    assert sum(text.startswith("We carried") for text in service.answered) == QUOTES
    assert max(Counter(service.answered).values()) == 1


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.parametrize("kind", ["openai"], indirect=True)
def test_a_program_that_is_killed_asks_again_for_what_was_on_its_way_only(
    service: Service, capfd: pytest.CaptureFixture[str]
) -> None:
    with service.running():
        argv = [sys.executable, "-m", "briefing", *command(service)]
        with subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
            while len(service.answered) < 23 and program.poll() is None:
                time.sleep(0.002)
            program.kill()
        assert len(service.answered) < QUOTES, "it was killed in the middle"
        code, out, err = make(service, capfd)
    assert code == 0, err
    assert json.loads(out)["spoken_now"] < json.loads(out)["clips"]
    twice = [text for text, times in Counter(service.answered).items() if times > 1]
    assert (
        len(twice) <= 2
    )  # `parallel: 2`: a service charges for what it has sent to a program that is no more
