"""`briefing voices` and what is under it, as typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny_voice import make

from commands.conftest import Run
from voices.catalogue_standin import CatalogueStandin

NAME = "en_US-tone-low"


@pytest.fixture
def piper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "piper"
    monkeypatch.setenv("BRIEFING_PIPER_VOICES", str(folder))
    return folder


@pytest.fixture
def server(tmp_path: Path, no_proxy: None) -> Iterator[CatalogueStandin]:
    with CatalogueStandin() as standin:
        standin.add(make(tmp_path / "original", NAME))
        standin.add(make(tmp_path / "original", "ar_JO-tone-medium"))
        yield standin


def test_what_is_here_and_what_can_be_had(run: Run, piper: Path) -> None:
    seen = run("voices")
    assert seen.code == 0
    headings = ["Profiles", "Installed", "To be had", "Over the network"]
    places = [seen.out.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "briefing voices get NAME" in seen.out
    assert max(map(len, seen.out.splitlines())) <= 200
    found = run("voices", "--json").json
    assert {"default", "gtts", "piper", "openai", "edge"} <= {p["name"] for p in found["profiles"]}
    assert {"en", "ar"} <= {v["language"].split("-")[0] for v in found["installed"]}
    assert "ar_JO-kareem-medium" in {v["name"] for v in found["to_be_had"]}
    assert "gtts" in {v["engine"] for v in found["online"]}


def test_an_engine_that_must_be_set_up_is_not_among_the_ready(
    run: Run, piper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("BRIEFING_SPEECH_KEY", raising=False)
    found = run("voices", "--json").json
    assert {"openai", "command"}.isdisjoint({v["engine"] for v in found["online"]})
    assert "OPENAI_API_KEY" in {v["engine"]: v["why"] for v in found["not_ready"]}["openai"]
    assert "Not ready" in run("voices").out
    folder = Path("voices")
    folder.mkdir(exist_ok=True)
    (folder / "own.yaml").write_text(
        'presenter: {engine: openai, options: {base_url: "http://127.0.0.1:9/v1"}}\n'
        "quote: {engine: command, options: {command: [no-such-program]}}\n"
    )
    found = run("voices", "--json").json
    assert "openai" in {v["engine"] for v in found["online"]}
    assert "`no-such-program` is not there" in {v["engine"]: v["why"] for v in found["not_ready"]}["command"]


def test_the_cast_of_a_profile(run: Run, piper: Path) -> None:
    folder = Path("voices")
    folder.mkdir(exist_ok=True)
    (folder / "ours.yaml").write_text(
        "presenter: {engine: espeak}\n"
        "cast: {f: [{engine: espeak, voice: +f2}, {engine: espeak, voice: +f4}], any: [{engine: espeak}]}\n"
        "speakers: {Ines Hofmann: {engine: espeak, voice: +f5}}\n"
    )
    (folder / "alone.yaml").write_text("quotes: presenter\n")
    seen = run("voices").out
    assert "presenter espeak, cast 2 f + 1 any, 1 named speaker" in seen
    assert "presenter espeak, quotes by the presenter" in seen
    ours = next(p for p in run("voices", "--json").json["profiles"] if p["name"] == "ours")
    assert [voice["voice"] for voice in ours["cast"]["f"]] == ["+f2", "+f4"]


def test_by_language(run: Run, piper: Path) -> None:
    make(piper, "ar_JO-tone-low")
    make(piper, NAME)
    found = run("voices", "--language", "ar", "--json").json
    assert {v["language"].split("-")[0] for v in found["installed"]} == {"ar"}
    assert {v["engine"] for v in found["installed"]} == {"espeak", "piper"}
    assert {v["name"] for v in found["to_be_had"]} == {"ar_JO-kareem-low", "ar_JO-kareem-medium"}
    assert "ar_JO-tone-low" in run("voices", "--language", "ar").out
    assert "nothing speaks tlh here" in " ".join(run("voices", "--language", "tlh").out.split())


def test_by_engine(run: Run, piper: Path) -> None:
    assert "briefing voices get NAME" in run("voices", "--engine", "piper").out
    make(piper, NAME)
    assert run("voices", "--engine", "piper", "--json").json == [{"name": NAME, "language": "en-US"}]
    wrong = run("voices", "--engine", "pipre")
    assert wrong.code == 3
    assert "Did you mean `piper`?" in wrong.err


def test_get_speak_remove(run: Run, piper: Path, server: CatalogueStandin) -> None:
    got = run("voices", "get", NAME, "--from", server.url)
    assert got.code == 0, got.err
    assert got.err.count("Licence: Public Domain") == 1  # before the model is fetched
    assert "size and hash as in the catalogue" in got.out
    assert "Licence: Public Domain" in got.out
    assert "presenter: {engine: piper, voice: en_US-tone-low}" in got.out
    assert run("say", "The pier.", "--voice", "piper", "--quiet").code == 0
    assert "Is there already" in run("voices", "get", NAME, "--from", server.url).out
    listed = run("voices", "--language", "en")
    assert "Public Domain" in listed.out
    assert run("voices", "get", NAME, "--from", server.url, "--json").json["licence"] == "Public Domain"
    assert "Removed en_US-tone-low: 4 files" in run("voices", "remove", NAME).out
    assert run("voices", "remove", NAME).code == 2


def test_the_catalogue_is_shown_and_kept(run: Run, piper: Path, server: CatalogueStandin) -> None:
    shown = run("voices", "get", "--from", server.url)
    assert {"ar_JO-tone-medium", NAME} <= set(shown.out.split())
    shown = run("voices", "get", "--from", server.url, "--language", "ar")
    assert NAME not in shown.out
    kept = run("voices", "--json").json
    assert {v["name"] for v in kept["to_be_had"]} == {"ar_JO-tone-medium", NAME}
    assert kept["catalogue"]["from"] == f"{server.url}/voices.json"


def test_a_licence_that_forbids_commerce_is_pointed_out(run: Run, piper: Path, tmp_path: Path) -> None:
    model = make(tmp_path / "original", NAME)
    (model.parent / "MODEL_CARD").write_text("* License: CC BY-NC-SA 4.0\n", encoding="utf-8")
    assert "not for commercial use" in run("voices", "get", "--from", model).out


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (["get", "../evil"], 2, "cannot be the name of a voice"),
        (["get", NAME, "--from", "http://example.org/"], 2, "only https"),
        (["get", NAME, "--from", "no such file"], 2, "there is no no such file"),
        (["remove", "nothing"], 2, "no Piper voice `nothing`"),
        (["gte"], 2, "gte"),
    ],
)
def test_mistakes_are_one_line(run: Run, piper: Path, typed: list[str], code: int, said: str) -> None:
    failed = run("voices", *typed)
    assert failed.code == code
    assert failed.err.count("\n") == 1
    assert said in failed.err


def test_a_name_there_is_not(run: Run, piper: Path, server: CatalogueStandin) -> None:
    failed = run("voices", "get", "en_US-tune-low", "--from", server.url, "--quiet")
    assert (failed.code, failed.out) == (2, "")
    assert f"Did you mean `{NAME}`?" in failed.err


def test_the_clip_store_is_shown_and_cleared(run: Run, piper: Path) -> None:
    assert run("voices", "cache").out.startswith("0 clips")
    run("say", "The pier.", "--quiet")
    found = run("voices", "cache", "--json").json
    assert found["clips"] == 1
    assert found["size_bytes"] > 10_000
    assert found["folder"].endswith("clips")
    assert found["bound_bytes"] > found["size_bytes"]
    assert run("voices", "cache", "--clear").code == 0
    assert run("voices", "cache", "--json").json["clips"] == 0
