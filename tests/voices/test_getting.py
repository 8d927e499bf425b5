"""`briefing voices get`: real HTTP on the loopback, from a server that plays the tricks that servers play."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tiny_voice import make

from briefing import files
from briefing.engines.piper import catalogue, getting, receipts, store
from briefing.engines.piper.download import Patience
from briefing.errors import BriefingError, EngineBusyError, EngineError, UsageError
from voices import catalogue_standin as play
from voices.catalogue_standin import CatalogueStandin

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
NAME = "en_US-tone-low"
IMPATIENT = Patience(tries=3, first_wait_s=0.0, longest_wait_s=0.0, connect_s=2, silence_s=0.3)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("original"), NAME)


@pytest.fixture
def server(original: Path, no_proxy: None) -> Iterator[CatalogueStandin]:
    with CatalogueStandin() as standin:
        standin.add(original)
        yield standin


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "installed"


def get(name: str | None, source: str | None, folder: Path) -> getting.Got:
    return getting.get(name, source, folder=folder, now=NOW, patience=IMPATIENT)


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


WHOLE = {f"{NAME}.onnx", f"{NAME}.onnx.json", f"{NAME}.MODEL_CARD", f"{NAME}.yaml"}


# ------------------------------------------------------------------------------------------------ all is well


@pytest.mark.parametrize("typed", ["{url}", "{url}/", "{url}/voices.json", "{url}/voices.json?download=true"])
def test_a_voice_of_a_catalogue(server: CatalogueStandin, folder: Path, original: Path, typed: str) -> None:
    got = get(NAME, typed.format(url=server.url), folder)
    assert names_in(folder) == {*WHOLE, "catalogue.json"}
    assert got.model.read_bytes() == original.read_bytes()
    (voice,) = store.installed(folder)
    receipt = receipts.receipt_of(voice)
    assert receipt == got.receipt
    assert (receipt.language, receipt.licence, receipt.checked) == ("en-US", "Public Domain", True)
    assert (receipt.fetched, receipt.size_bytes) == (NOW, original.stat().st_size)
    assert receipt.source.endswith(f"/main/en/en_US/tone/low/{NAME}.onnx")
    kept = catalogue.kept(folder)
    assert kept is not None
    assert set(kept.voices) == {NAME}


def test_what_is_there_is_not_fetched_again(server: CatalogueStandin, folder: Path) -> None:
    get(NAME, server.url, folder)
    server.asked.clear()
    again = get(NAME, server.url, folder)
    assert again.was_there
    assert server.asked_for(".onnx") == []
    assert names_in(folder) == {*WHOLE, "catalogue.json"}


def test_a_changed_voice_is_fetched_anew(server: CatalogueStandin, folder: Path, tmp_path: Path) -> None:
    get(NAME, server.url, folder)
    server.add(make(tmp_path / "newer", NAME, sample_rate_hz=22_050))
    newer = get(NAME, server.url, folder)
    assert not newer.was_there
    assert (
        json.loads(store.config_of(newer.model).read_text(encoding="utf-8"))["audio"]["sample_rate"] == 22_050
    )


def test_a_damaged_voice_is_fetched_anew(server: CatalogueStandin, folder: Path, original: Path) -> None:
    model = get(NAME, server.url, folder).model
    model.write_bytes(b"x" * model.stat().st_size)
    assert get(NAME, server.url, folder).model.read_bytes() == original.read_bytes()


def test_an_older_name_finds_the_voice(server: CatalogueStandin, original: Path, folder: Path) -> None:
    server.add(original, aliases=["en-us-tone-low"])
    assert get("en-us-tone-low", server.url, folder).model.name == f"{NAME}.onnx"


def test_letters_of_any_script(server: CatalogueStandin, tmp_path: Path, folder: Path) -> None:
    server.files = {path.replace("%C3%A3", "ã"): data for path, data in server.files.items()}
    model = make(tmp_path / "pt", "pt_PT-tugão-medium")
    server.add(model)
    server.files = {path.replace("ã", "%C3%A3"): data for path, data in server.files.items()}
    assert get("pt_PT-tugão-medium", server.url, folder).receipt.language == "pt-PT"


# --------------------------------------------------------------------------------------- trouble on the way


@pytest.mark.parametrize(
    "plays",
    [
        [play.cut],
        [play.cut, play.cut, play.cut, play.cut],  # each of them brings something
        [play.cut, play.without_ranges],
        [play.failing(503)],
        [play.failing(429, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT")],
        [play.failing(429, Retry_After="0"), play.cut, play.failing(500)],
        [play.cut_at_once, play.cut_at_once],
        [play.hang],
        [play.hang_in_the_middle],
        [play.without_length],
        [play.cut, play.other_rest],  # what was resumed turns out to be wrong: once from the start
    ],
)
def test_what_helps_is_tried_again(
    server: CatalogueStandin, folder: Path, original: Path, plays: list[play.Play]
) -> None:
    server.play(".onnx", *plays)
    assert get(NAME, server.url, folder).model.read_bytes() == original.read_bytes()
    assert names_in(folder) == {*WHOLE, "catalogue.json"}


@pytest.mark.parametrize("has_etags", [True, False])
def test_a_download_goes_on_where_it_was(
    server: CatalogueStandin, folder: Path, original: Path, has_etags: bool
) -> None:
    server.has_etags = has_etags
    server.play(".onnx", play.cut, *[play.failing(503)] * 3)
    with pytest.raises(EngineBusyError, match=r"503.*goes on behind the") as caught:
        get(NAME, server.url, folder)
    assert "\n" not in str(caught.value)
    assert store.installed(folder) == ()
    get(NAME, server.url, folder)
    half = original.stat().st_size // 2
    assert server.asked_for(".onnx") == [None, *[f"bytes={half}-"] * 4]


def test_a_file_that_changed_meanwhile_is_begun_anew(
    server: CatalogueStandin, folder: Path, tmp_path: Path
) -> None:
    server.play(".onnx", play.cut, *[play.failing(503)] * 3)
    with pytest.raises(EngineBusyError):
        get(NAME, server.url, folder)
    newer = make(tmp_path / "newer", NAME, sample_rate_hz=22_050, speakers=2)
    server.add(newer)
    assert get(NAME, server.url, folder).model.read_bytes() == newer.read_bytes()


def test_a_killed_download_goes_on(server: CatalogueStandin, folder: Path, original: Path) -> None:
    server.play(".onnx", play.hang_in_the_middle)
    code = f"from briefing.__main__ import main; main(['voices', 'get', '{NAME}', '--from', '{server.url}'])"
    environ = {**os.environ, "BRIEFING_PIPER_VOICES": str(folder)}
    part = folder / f".getting-{NAME}" / f"{NAME}.onnx"
    process = subprocess.Popen([sys.executable, "-c", code], env=environ, stderr=subprocess.DEVNULL)
    try:
        while process.poll() is None and not (part.exists() and part.stat().st_size):
            time.sleep(0.01)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert store.installed(folder) == ()
    got = get(NAME, server.url, folder)
    assert got.model.read_bytes() == original.read_bytes()
    assert server.asked_for(".onnx") == [None, f"bytes={original.stat().st_size // 2}-"]


@pytest.mark.parametrize(
    ("plays", "said"),
    [
        ([play.other_bytes], "not what the catalogue says: its MD5"),
        ([play.longer], "it has .* bytes, not "),
        ([play.endless], "more than .* bytes come"),
        ([play.web_page], "it has .* bytes, not "),
        ([play.failing(403)], "403"),
        ([play.failing(401)], "401"),
        ([play.failing(404)], "404"),
        ([play.failing(503)] * 3, "503.*tried 3 times"),
        ([play.cut_at_once] * 3, "tried 3 times in vain"),
        ([play.hang] * 3, "127.0.0.1 does not answer; tried 3 times"),
        ([play.packed], "packed"),
        ([play.redirect("http://example.org/voice.onnx")], "refused to fetch http://example.org"),
        ([play.redirect("ftp://127.0.0.1/voice.onnx")], "refused"),
        ([play.redirect("en_US-tone-low.onnx")] * 9, "redirects more than 5 times"),
    ],
)
def test_what_does_not_help_is_one_line_and_leaves_no_voice(
    server: CatalogueStandin, folder: Path, plays: list[play.Play], said: str
) -> None:
    server.play(".onnx", *plays)
    with pytest.raises(BriefingError, match=said) as caught:
        get(NAME, server.url, folder)
    assert "\n" not in str(caught.value)
    assert store.installed(folder) == ()
    assert get(NAME, server.url, folder).model.exists()  # nothing stands in the way of the next one


def test_wrong_bytes_are_removed(server: CatalogueStandin, folder: Path) -> None:
    server.play(".onnx", play.other_bytes)
    with pytest.raises(EngineError, match="what came was removed"):
        get(NAME, server.url, folder)
    assert not list(folder.rglob("*.onnx"))


def test_a_redirect_that_is_allowed(server: CatalogueStandin, folder: Path) -> None:
    (path,) = [path for path in server.files if path.endswith(".onnx")]
    server.files["/elsewhere/blob"] = server.files[path]
    server.play(".onnx", play.cut)
    server.plays[path] = [play.redirect("/elsewhere/blob")] * 3
    server.plays["/elsewhere/blob"] = [play.cut]
    get(NAME, server.url, folder)
    assert server.asked_for("blob")[1] is not None


def test_nobody_is_there(folder: Path, no_proxy: None) -> None:
    with CatalogueStandin() as standin:
        url = standin.url
    with pytest.raises(EngineBusyError, match=r"accepts no connection.*Check the network"):
        get(NAME, url, folder)


def test_the_disk_is_full(server: CatalogueStandin, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(folder.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=10))
    with pytest.raises(EngineError, match=r"no room in .*0 MB are free.*BRIEFING_PIPER_VOICES"):
        get(NAME, server.url, folder)


def test_the_disk_becomes_full(server: CatalogueStandin, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    staging = tmp_path / "full" / f".getting-{NAME}"
    staging.mkdir(parents=True)
    (staging / f"{NAME}.onnx").symlink_to("/dev/full")
    with pytest.raises(EngineError, match=r"cannot write into .*[Nn]o space"):
        get(NAME, server.url, tmp_path / "full")


def test_the_folder_cannot_be_made(server: CatalogueStandin, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EngineError, match="cannot put a voice into"):
        get(NAME, server.url, tmp_path / "file" / "voices")


def test_two_at_once(server: CatalogueStandin, folder: Path) -> None:
    with getting._alone(folder, NAME), pytest.raises(EngineError, match="another `briefing voices get`"):
        get(NAME, server.url, folder)
    assert get(NAME, server.url, folder).model.exists()


# ------------------------------------------------------------------------------------- names and catalogues


@pytest.mark.parametrize(
    "name", ["../evil", "a/b", "..", ".hidden", "a\\b", "a b", "", "a\x00b", "C:x", "x" * 200]
)
def test_names_that_are_paths_are_refused(server: CatalogueStandin, folder: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be the name of a voice"):
        get(name, server.url, folder)
    assert server.asked == []


def test_a_name_there_is_not(server: CatalogueStandin, folder: Path) -> None:
    with pytest.raises(UsageError, match=f"no Piper voice `en_US-tune-low`. Did you mean `{NAME}`"):
        get("en_US-tune-low", server.url, folder)
    assert names_in(folder) == {"catalogue.json"}


@pytest.mark.parametrize(
    "path",
    ["../../evil.onnx", "/etc/evil.onnx", "a//evil.onnx", "a\\evil.onnx", "x:evil.onnx", "a?b/evil.onnx"],
)
def test_paths_that_lead_elsewhere_are_left_out(server: CatalogueStandin, folder: Path, path: str) -> None:
    entry = server.listed()[NAME]
    evil = {"evil": {**entry, "files": {**entry["files"], path: entry["files"].popitem()[1]}}}
    server.list({**server.listed(), **evil})
    found = getting.fetch_catalogue(server.url, folder=folder, now=NOW, patience=IMPATIENT)
    assert set(found.voices) == {NAME}


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b"<html>", b'{"a": 1}', b'{"en_US-tone-low": {"files": {}}}', b"\xff\xfe"]
)
def test_what_is_no_catalogue(server: CatalogueStandin, folder: Path, data: bytes) -> None:
    server.files["/main/voices.json"] = data
    with pytest.raises(EngineError, match="is no catalogue of Piper voices"):
        get(NAME, server.url, folder)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("http://example.org/voices.json", "only https"),
        ("http://127.0.0.1.example.org/", "only https"),
        ("ftp://example.org/voices.json", "only https"),
        ("file:///etc/passwd", "only https"),
        ("https://me:secret@example.org/", "password"),
        ("http://me:secret@127.0.0.1:9/x.onnx", "password"),
        ("http://[::1/", "no web address"),
        ("nowhere.onnx", "there is no nowhere.onnx"),
    ],
)
def test_sources_that_are_refused(folder: Path, source: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        get(NAME, source, folder)
    assert "secret" not in str(caught.value)


# ---------------------------------------------------------------------------------------------- without one


def test_a_model_by_its_own_address(server: CatalogueStandin, folder: Path, original: Path) -> None:
    url = f"{server.url}/en/en_US/tone/low/{NAME}.onnx?download=true"
    got = get(None, url, folder)
    assert got.model == folder / f"{NAME}.onnx"
    assert (got.receipt.checked, got.receipt.licence) == (False, "Public Domain")
    assert got.model.read_bytes() == original.read_bytes()


def test_a_folder_at_an_address_without_a_catalogue(server: CatalogueStandin, folder: Path) -> None:
    del server.files["/main/voices.json"]
    got = get(NAME, f"{server.url}/en/en_US/tone/low/", folder)
    assert (got.receipt.checked, got.receipt.licence) == (False, "Public Domain")
    with pytest.raises(EngineError, match=r"there is no .*/main/en_US-other-low.onnx.json"):
        get("en_US-other-low", server.url, folder)
    with pytest.raises(EngineError, match=r"there is no .*/voices.json"):
        get(NAME, f"{server.url}/voices.json", folder)


def test_a_model_without_a_card(server: CatalogueStandin, folder: Path) -> None:
    del server.files["/main/en/en_US/tone/low/MODEL_CARD"]
    got = get("mine", f"{server.url}/en/en_US/tone/low/{NAME}.onnx", folder)
    assert names_in(folder) == {"mine.onnx", "mine.onnx.json", "mine.yaml"}
    assert (got.card, got.receipt.language) == ("", "en-US")


@pytest.mark.parametrize("kind", ["file", "folder", "zip", "zip at an address", "catalogue", "mirror"])
def test_from_this_machine(
    kind: str, server: CatalogueStandin, folder: Path, original: Path, tmp_path: Path
) -> None:
    mirror = tmp_path / "mirror"
    for path, data in server.files.items():
        place = mirror / path.removeprefix("/main/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    archive = tmp_path / "voice.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in original.parent.iterdir():
            packed.write(path, f"some folder/{path.name}")
        packed.writestr("../../evil.onnx.json", "{}")
        packed.writestr("some folder/script.sh", "rm -rf /")
    server.files["/main/voice.zip"] = archive.read_bytes()
    source = {
        "file": original,
        "folder": original.parent,
        "zip": archive,
        "zip at an address": f"{server.url}/voice.zip",
        "catalogue": mirror / "voices.json",
        "mirror": mirror,
    }[kind]
    got = get(NAME, str(source), folder)
    assert got.model.read_bytes() == original.read_bytes()
    assert names_in(folder) == WHOLE
    assert got.receipt.licence == "Public Domain"
    assert str(folder) not in got.receipt.source
    assert not list(tmp_path.rglob("evil*"))
    assert original.exists()


def test_a_mirror_with_other_bytes(server: CatalogueStandin, folder: Path, tmp_path: Path) -> None:
    mirror = tmp_path / "mirror"
    for path, data in server.files.items():
        place = mirror / path.removeprefix("/main/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data + b" " if path.endswith(".onnx") else data)
    with pytest.raises(EngineError, match="not what the catalogue says"):
        get(NAME, str(mirror), folder)
    assert store.installed(folder) == ()


def test_a_model_without_its_configuration(folder: Path, original: Path, tmp_path: Path) -> None:
    alone = Path(shutil.copy(original, tmp_path / "alone.onnx"))
    with pytest.raises(EngineError, match=r"there is no .*alone.onnx.json.*NAME.onnx.json"):
        get(None, str(alone), folder)
    assert store.installed(folder) == ()


@pytest.mark.parametrize(
    ("model", "config", "said"),
    [
        (b"<html>", None, "is no ONNX model"),
        (b"", None, "is no ONNX model"),
        (None, b"{", "is no configuration of a Piper voice"),
        (None, b'{"model": "bert"}', "no configuration of a Piper voice: it has no `audio`"),
    ],
)
def test_files_that_are_no_voice(
    folder: Path, original: Path, tmp_path: Path, model: bytes | None, config: bytes | None, said: str
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(original.parent, copy)
    if model is not None:
        (copy / original.name).write_bytes(model)
    if config is not None:
        (copy / f"{original.name}.json").write_bytes(config)
    with pytest.raises(EngineError, match=said):
        get(None, str(copy), folder)
    assert store.installed(folder) == ()


def test_a_folder_with_several_voices(folder: Path, tmp_path: Path) -> None:
    several = tmp_path / "several"
    make(several, "en_US-tone-low")
    make(several, "ar_JO-tone-low")
    with pytest.raises(UsageError, match="holds 2 voices: ar_JO-tone-low, en_US-tone-low"):
        get(None, str(several), folder)
    assert get("ar_JO-tone-low", str(several), folder).receipt.language == "ar-JO"


def test_no_zip(folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "voice.zip"
    broken.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(EngineError, match="no zip file"):
        get(NAME, str(broken), folder)


def test_a_zip_that_is_damaged_inside(folder: Path, original: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(original, original.name)
    data = bytearray(whole.read_bytes())
    for at in range(len(data) // 2, len(data) // 2 + 64):
        data[at] ^= 0x5A
    broken = tmp_path / "broken.zip"
    broken.write_bytes(data)
    with pytest.raises(EngineError, match="no zip file that can be opened"):
        get(NAME, str(broken), folder)


def test_a_key_in_an_address_is_neither_shown_nor_kept(server: CatalogueStandin, folder: Path) -> None:
    got = get(None, f"{server.url}/en/en_US/tone/low/{NAME}.onnx?token=kestrel", folder)
    assert "kestrel" not in (folder / f"{NAME}.yaml").read_text()
    assert got.receipt.source.endswith(".onnx")
    with pytest.raises(EngineError) as caught:
        get(None, f"{server.url}/nowhere/x.onnx?token=kestrel", folder)
    assert "there is no" in str(caught.value)
    assert "kestrel" not in str(caught.value)


# ----------------------------------------------------------------------------------------------------- remove


def test_remove(server: CatalogueStandin, folder: Path) -> None:
    get(NAME, server.url, folder)
    files.replace(folder / "other.yaml", b"not ours")
    gone = getting.remove(NAME, folder)
    assert {path.name for path in gone} == WHOLE
    assert names_in(folder) == {"other.yaml", "catalogue.json"}
    with pytest.raises(UsageError, match="is installed in"):
        getting.remove(NAME, folder)
