"""The clip store: every field counts, damage is noticed, a crash leaves nothing half, old clips make room."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from briefing import files
from briefing.errors import EngineError, UsageError
from briefing.model import Audio, Pronounced, Utterance, Voice, WordTiming
from briefing.speech import clip_folder
from briefing.speech.clip_store import MAX_BYTES, ClipStore, Usage, default_folder, default_store, key_of
from engines.tone import tone

UTTERANCE = Utterance(text="The pier is open.", language="en", voice=Voice())
AUDIO = Audio(
    data=tone(400), format="wav", sample_rate_hz=8000, words=(WordTiming(start_ms=0, end_ms=90, text="The"),)
)
OTHER: dict[str, Any] = {
    "text": "The pier is open!",
    "language": "en-GB",
    "engine": "gtts",
    "voice": "+f2",
    "rate": 140,
    "pitch": 40,
    "options": {"wordgap": 1},
    "pronounced": (Pronounced(start=0, end=3, ipa="ðə"),),
}


def a_key(text: str) -> str:
    return key_of("tone", "1", replace(UTTERANCE, text=text))


def age(store: ClipStore, key: str, hours: float) -> None:
    then = time.time() - hours * 3600
    for path in (store.folder / key[:2]).glob(f"{key}*"):
        os.utime(path, (then, then))


@pytest.mark.parametrize("field", [f.name for f in fields(Utterance) if f.name != "voice"])
def test_every_field_of_the_utterance_is_in_the_key(field: str) -> None:
    other = replace(UTTERANCE, **{field: OTHER[field]})
    assert key_of("espeak", "1", other) != key_of("espeak", "1", UTTERANCE)


@pytest.mark.parametrize("field", [f.name for f in fields(Voice)])
def test_every_field_of_the_voice_is_in_the_key(field: str) -> None:
    other = replace(UTTERANCE, voice=replace(UTTERANCE.voice, **{field: OTHER[field]}))
    assert key_of("espeak", "1", other) != key_of("espeak", "1", UTTERANCE)


def test_engine_fingerprint_and_the_type_of_an_option_are_in_the_key() -> None:
    options = [{"x": 1}, {"x": True}, {"x": 1.0}, {"x": "1"}, {"y": 1}]
    keys = {key_of("espeak", "1", replace(UTTERANCE, voice=Voice(options=o))) for o in options}
    assert len(keys | {key_of("espeak", "2", UTTERANCE), key_of("gtts", "1", UTTERANCE)}) == len(options) + 2


def test_how_an_engine_is_asked_is_not_in_the_key() -> None:
    voices = [Voice(), Voice(options={"timeout": 5}), Voice(options={"parallel": 2, "timeout": 9})]
    assert len({key_of("openai", "1", replace(UTTERANCE, voice=voice)) for voice in voices}) == 1


def test_the_order_of_options_is_not_in_the_key() -> None:
    one, other = Voice(options={"a": 1, "b": 2}), Voice(options={"b": 2, "a": 1})
    assert key_of("e", "1", replace(UTTERANCE, voice=one)) == key_of(
        "e", "1", replace(UTTERANCE, voice=other)
    )


def test_what_was_put_is_got_by_another_store(tmp_path: Path) -> None:
    put = ClipStore(tmp_path).put(a_key("a"), AUDIO, 400)
    got = ClipStore(tmp_path).get(a_key("a"))
    assert got == put
    assert got.audio.read_bytes() == AUDIO.data
    assert (got.format, got.duration_ms, got.sample_rate_hz, got.words) == ("wav", 400, 8000, AUDIO.words)
    assert got.audio.parent.parent == tmp_path
    assert (tmp_path / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")
    assert ClipStore(tmp_path).get(a_key("b")) is None


@pytest.mark.parametrize("which", ["sound", "index"])
@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "changed", "folder"])
def test_a_damaged_clip_is_as_if_it_were_not_there(tmp_path: Path, which: str, damage: str) -> None:
    store = ClipStore(tmp_path)
    sound = store.put(a_key("a"), AUDIO, 400).audio
    path = sound if which == "sound" else sound.with_name(f"{a_key('a')}.json")
    data = path.read_bytes()
    path.unlink()
    if damage == "folder":
        path.mkdir()
    elif damage != "gone":
        half = data[: len(data) // 2]
        path.write_bytes(
            {"empty": b"", "cut": half, "changed": half + b"\x7f" + data[len(half) + 1 :]}[damage]
        )
    assert ClipStore(tmp_path).get(a_key("a")) is None
    if damage != "folder":
        ClipStore(tmp_path).put(a_key("a"), AUDIO, 400)
        assert ClipStore(tmp_path).get(a_key("a")) is not None


@pytest.mark.parametrize(
    "index",
    [
        "null",
        "[]",
        "7",
        '{"briefing": 1}',
        '{"briefing": 99, "audio": "x"}',
        '{"briefing": 1, "audio": "../../x.wav"}',
    ],
)
def test_an_index_that_is_not_ours_is_not_followed(tmp_path: Path, index: str) -> None:
    store = ClipStore(tmp_path)
    store.put(a_key("a"), AUDIO, 400)
    (tmp_path / a_key("a")[:2] / f"{a_key('a')}.json").write_text(index)
    assert store.get(a_key("a")) is None


def test_two_at_once_with_different_sound_leave_both_whole(tmp_path: Path) -> None:
    """An engine that never says the same twice: the loser's clip must not change under its run."""
    first, second = ClipStore(tmp_path), ClipStore(tmp_path)
    a = first.put(a_key("a"), AUDIO, 400)
    b = second.put(a_key("a"), replace(AUDIO, data=tone(500)), 500)
    assert a.audio.read_bytes() == tone(400)
    assert b.audio.read_bytes() == tone(500)
    assert ClipStore(tmp_path).get(a_key("a")) == b


def test_many_threads(tmp_path: Path) -> None:
    store = ClipStore(tmp_path)
    wrong = []

    def work(number: int) -> None:
        for turn in range(20):
            key = a_key(str(turn % 5))
            clip = store.get(key) or store.put(key, replace(AUDIO, data=tone(300 + turn % 5)), 300 + turn % 5)
            if clip.audio.read_bytes() != tone(300 + turn % 5):
                wrong.append((number, turn))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert not list(tmp_path.rglob("*.tmp"))


def test_a_process_killed_while_writing_leaves_whole_clips_only(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from briefing.model import Audio\n"
        "from briefing.speech.clip_store import ClipStore\n"
        "store = ClipStore(Path(sys.argv[1]))\n"
        "for n in range(10**6):\n"
        "    store.put(f'{n:064x}', Audio(data=b'%d' % n * 50_000, format='wav', sample_rate_hz=8000), n)\n"
        "    print(n, flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE)
    assert process.stdout
    for _ in range(25):
        last = int(process.stdout.readline())
    process.kill()
    rest = process.stdout.read().split()
    process.wait()
    process.stdout.close()
    last = int(rest[-1]) if rest else last
    store = ClipStore(tmp_path)
    for n in range(last + 1):
        clip = store.get(f"{n:064x}")
        assert clip is not None
        assert clip.audio.read_bytes() == b"%d" % n * 50_000


def test_the_least_recently_used_make_room(tmp_path: Path) -> None:
    old = ClipStore(tmp_path)
    keys = [a_key(str(n)) for n in range(6)]
    for n, key in enumerate(keys):
        old.put(key, AUDIO, 400)
        age(old, key, 10 - n)
    size = sum(path.stat().st_size for path in (tmp_path / keys[0][:2]).glob(f"{keys[0]}*"))
    store = ClipStore(tmp_path, max_bytes=3 * size + size // 2)
    assert store.get(keys[0])  # used just now, so it is not the oldest any more
    store.put(a_key("new"), AUDIO, 400)
    store.make_room()
    there = [n for n, key in enumerate(keys) if ClipStore(tmp_path).get(key)]
    assert there == [0, 5]


def test_clips_of_this_run_and_of_the_last_hour_stay(tmp_path: Path) -> None:
    other = ClipStore(tmp_path)
    other.put(a_key("of another run at this moment"), AUDIO, 400)
    store = ClipStore(tmp_path, max_bytes=1)
    store.put(a_key("mine"), AUDIO, 400)
    age(store, a_key("mine"), 5)
    store.make_room()
    assert store.get(a_key("mine"))
    assert store.get(a_key("of another run at this moment"))


def test_what_nothing_names_is_cleared_and_what_is_not_ours_is_not(tmp_path: Path) -> None:
    store = ClipStore(tmp_path)
    key = a_key("a")
    store.put(key, AUDIO, 400)
    folder = tmp_path / key[:2]
    orphan = folder / f"{a_key('gone')}.0123456789abcdef.wav"
    torn = folder / f".{2**22 + 1}-{key}.json-abcd{files.ABANDONED}"  # no process has that number
    foreign = folder / "holiday.wav"
    for path in (orphan, torn, foreign):
        path.write_bytes(b"x")
        os.utime(path, (1, 1))
    store.make_room()
    assert not orphan.exists()
    assert not torn.exists()
    assert foreign.exists()
    assert store.get(key)


def test_only_a_tagged_folder_is_cleared(tmp_path: Path) -> None:
    store = ClipStore(tmp_path, max_bytes=1)
    ClipStore(tmp_path).put(a_key("old"), AUDIO, 400)
    age(store, a_key("old"), 10)
    store.put(a_key("a"), AUDIO, 400)
    (tmp_path / "CACHEDIR.TAG").write_text("a file of somebody else")
    store.make_room()
    assert store.get(a_key("old"))


def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EngineError, match=r"a clip cannot be kept in .*file/clips: .*BRIEFING_CACHE"):
        ClipStore(tmp_path / "file" / "clips").put(a_key("a"), AUDIO, 400)


def test_disk_full_keeps_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = ClipStore(tmp_path)
    store.put(a_key("a"), AUDIO, 400)

    def full(descriptor: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EngineError, match="No space left on device"):
        store.put(a_key("b"), AUDIO, 400)
    assert store.get(a_key("a"))
    assert store.get(a_key("b")) is None
    assert not list(tmp_path.rglob("*.tmp"))


def test_where_it_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path))
    assert default_folder() == tmp_path
    monkeypatch.delenv("BRIEFING_CACHE")
    assert default_folder().parts[-2:] == ("briefing", "clips") or default_folder().name == "clips"


def test_the_index_is_plain_json(tmp_path: Path) -> None:
    clip = ClipStore(tmp_path).put(a_key("a"), AUDIO, 400)
    index = json.loads(clip.audio.with_name(f"{a_key('a')}.json").read_text())
    assert index["audio"] == clip.audio.name
    assert index["duration_ms"] == 400


# ------------------------------------------------------------------------------------- how much is there


def keep_one(store: ClipStore, text: str, hours: float = 0) -> str:
    store.put(a_key(text), AUDIO, 400)
    age(store, a_key(text), hours)
    return a_key(text)


def test_usage_counts_clips_and_bytes(tmp_path: Path) -> None:
    store = ClipStore(tmp_path / "clips")
    assert store.usage() == Usage(clips=0, size_bytes=0)
    keep_one(store, "a")
    keep_one(store, "b")
    assert store.usage().clips == 2
    files_of_clips = [path for path in store.folder.glob("??/*") if path.is_file()]
    assert store.usage().size_bytes == sum(path.stat().st_size for path in files_of_clips)


def test_clear_removes_every_clip_and_says_how_much(tmp_path: Path) -> None:
    store = ClipStore(tmp_path / "clips")
    assert store.clear() == Usage(clips=0, size_bytes=0)
    keep_one(store, "a", hours=5)
    keep_one(store, "b")
    before = store.usage()
    (store.folder / "ab").mkdir(exist_ok=True)
    assert ClipStore(store.folder).clear() == before
    assert store.usage().clips == 0
    assert [path.name for path in store.folder.iterdir() if path.is_dir()] == []
    assert store.get(a_key("a")) is None
    keep_one(store, "a")  # it goes on
    assert store.get(a_key("a"))


def test_clear_leaves_alone_what_is_not_ours(tmp_path: Path) -> None:
    store = ClipStore(tmp_path)
    keep_one(store, "a")
    (tmp_path / "aa").mkdir(exist_ok=True)
    foreign = [tmp_path / "notes.txt", tmp_path / "aa" / "holiday.wav"]
    for path in foreign:
        path.write_text("mine")
    store.clear()
    assert all(path.exists() for path in foreign)
    (tmp_path / "CACHEDIR.TAG").unlink()
    keep_one(ClipStore(tmp_path / "other"), "a")
    with pytest.raises(UsageError, match=r"is no clip store: it has no CACHEDIR.TAG of ours"):
        ClipStore(tmp_path).clear()


@pytest.fixture
def other_program() -> Iterator[int]:
    """The id of a program that runs."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process.pid
        process.kill()


def mark(store: ClipStore, pid: int, hours: float) -> Path:
    """As another program leaves it that began so long ago."""
    path = store.folder / f".{pid}-at-work{files.ABANDONED}"
    path.touch()
    os.utime(path, (time.time() - hours * 3600,) * 2)
    return path


def test_what_another_program_works_with_is_not_cleared(tmp_path: Path, other_program: int) -> None:
    store = ClipStore(tmp_path)
    before, since = keep_one(store, "before it began", hours=3), keep_one(store, "since", hours=1)
    mark(store, other_program, hours=2)
    assert ClipStore(tmp_path).clear().clips == 1
    assert store.get(before) is None
    assert store.get(since)


def test_what_another_program_works_with_makes_no_room(tmp_path: Path, other_program: int) -> None:
    """However long it works: an hour alone would not save its first clips."""
    store = ClipStore(tmp_path)
    before, since = keep_one(store, "before it began", hours=9), keep_one(store, "since", hours=4)
    mark(store, other_program, hours=5)
    mine = ClipStore(tmp_path, max_bytes=1)
    keep_one(mine, "mine")
    mine.make_room()
    assert store.get(before) is None
    assert store.get(since)
    assert store.get(a_key("mine"))


@pytest.mark.parametrize(("pid", "hours"), [(2**22 + 1, 1.0), (None, 30.0)], ids=["dead", "of another day"])
def test_a_program_that_is_gone_holds_nothing(
    tmp_path: Path, other_program: int, pid: int | None, hours: float
) -> None:
    store = ClipStore(tmp_path)
    keep_one(store, "a")
    mark(store, pid or other_program, hours)
    assert ClipStore(tmp_path).clear().clips == 1


def test_a_clip_used_since_it_was_seen_is_not_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at the folder and the removal another program takes it."""
    store = ClipStore(tmp_path, max_bytes=1)
    old = keep_one(ClipStore(tmp_path), "old", hours=5)
    keep_one(store, "new")

    def survey_and_wait(folder: Path) -> Any:
        found = clip_folder.survey(folder)
        assert ClipStore(tmp_path).get(old)
        return found

    monkeypatch.setattr("briefing.speech.clip_store.survey", survey_and_wait)
    store.make_room()
    assert ClipStore(tmp_path).get(old)


def test_a_store_that_is_cleared_at_every_moment_takes_clips_all_the_same(tmp_path: Path) -> None:
    store, done = ClipStore(tmp_path / "clips"), threading.Event()
    keep_one(store, "first")

    def clear() -> None:
        while not done.is_set():
            ClipStore(store.folder).clear()

    clearing = threading.Thread(target=clear)
    clearing.start()
    try:
        for n in range(100):
            store.put(a_key(str(n)), AUDIO, 400)  # raises where it cannot
    finally:
        done.set()
        clearing.join()


def test_what_a_clip_says_of_itself_is_kept(tmp_path: Path) -> None:
    put = ClipStore(tmp_path).put(a_key("a"), AUDIO, 400, is_second=True)
    assert put.is_second
    assert ClipStore(tmp_path).get(a_key("a")) == put
    ClipStore(tmp_path).drop(put)
    assert ClipStore(tmp_path).get(a_key("a")) is None
    assert not put.audio.exists()


@pytest.mark.parametrize(
    ("said", "size"),
    [("", MAX_BYTES), ("500 MB", 500_000_000), ("2GB", 2_000_000_000), ("1.5 gb", 1_500_000_000)],
)
def test_how_large_it_may_be(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str, size: int) -> None:
    monkeypatch.setenv("BRIEFING_CACHE", str(tmp_path))
    monkeypatch.setenv("BRIEFING_CACHE_SIZE", said)
    store = default_store()
    assert (store.folder, store.max_bytes) == (tmp_path, size)


@pytest.mark.parametrize("said", ["much", "500", "-1 GB", "GB", "1 GB or so"])
def test_what_is_no_size(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("BRIEFING_CACHE_SIZE", said)
    with pytest.raises(UsageError, match=r"is no size\. Write one such as 500 MB"):
        default_store()


def test_a_store_that_can_only_be_read_gives_its_clips(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = a_key("one")
    kept = ClipStore(tmp_path).put(key, AUDIO, 400)

    def refused(path: Path, *args: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr(os, "utime", refused)
    monkeypatch.setattr(Path, "touch", refused)
    assert ClipStore(tmp_path).get(key) == kept
