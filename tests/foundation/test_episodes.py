"""episodes/: names of folders, edited files, finding an episode again."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from briefing import episodes
from briefing.errors import UsageError
from briefing.model import Article, Block, BlockRole, Source

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def pair(
    address: str = "a.txt", title: str = "Harbour reopens", data: bytes = b"x"
) -> tuple[Source, Article]:
    source = Source.of(data, address=address, media_type="text/plain", fetched_at=NOW)
    blocks = (
        Block(role=BlockRole.HEADLINE, text=title),
        Block(role=BlockRole.PARAGRAPH, text="It did: “yes”."),
    )
    return source, Article(title=title, language="en", blocks=blocks, origin=source.origin)


def save(root: Path, *pairs: tuple[Source, Article], keep_edited: bool = True) -> episodes.EpisodeFolder:
    folder = episodes.folder_for(root, DAY, [article for _, article in pairs])
    episodes.save_articles(folder, pairs, keep_edited=keep_edited)
    return folder


def test_an_article_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    one, two = pair(), pair("b.txt", "نشرة اليوم")
    folder = save(tmp_path, one, two)
    assert folder.slug == "2026-11-23-harbour-reopens"
    assert episodes.load_articles(folder) == (one[1], two[1])
    assert (folder.path / "source-2.txt").read_bytes() == b"x"
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]


def test_the_same_sources_on_the_same_day_are_the_same_episode_even_under_a_new_title(tmp_path: Path) -> None:
    first = save(tmp_path, pair())
    assert save(tmp_path, pair(title="Harbour open again", data=b"y")) == first
    assert save(tmp_path, pair("b.txt")).slug == "2026-11-23-harbour-reopens-2"
    assert len(episodes.all_in(tmp_path)) == 2


def test_standard_input_is_known_by_its_bytes(tmp_path: Path) -> None:
    assert save(tmp_path, pair("-", data=b"one")) == save(tmp_path, pair("-", data=b"one"))
    assert save(tmp_path, pair("-", data=b"one")) != save(tmp_path, pair("-", data=b"two"))


def test_two_runs_at_once_make_one_episode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = episodes.folder_for(tmp_path, DAY, [pair()[1]])
    rename = Path.rename

    def late(self: Path, target: Path) -> Path:
        monkeypatch.setattr(Path, "rename", rename)
        episodes.save_articles(folder, [other], keep_edited=True)
        return rename(self, target)

    for other, same in ((pair(data=b"first"), True), (pair("b.txt"), False)):
        monkeypatch.setattr(Path, "rename", late)
        if same:
            assert episodes.save_articles(folder, [pair()], keep_edited=True) == (pair()[1],)
            assert episodes.load_articles(folder) == (pair()[1],)
            shutil.rmtree(folder.path)
        else:
            with pytest.raises(OSError, match=r"not empty|exists"):
                episodes.save_articles(folder, [pair()], keep_edited=True)
            assert episodes.load_articles(folder) == (other[1],)
        assert not list(tmp_path.glob(".*"))


def test_an_edited_article_is_kept_until_it_is_asked_for_anew(tmp_path: Path) -> None:
    folder = save(tmp_path, pair())
    path = folder.article(1)
    path.write_text(path.read_text().replace("role: paragraph", "role: caption"))
    save(tmp_path, pair())
    assert episodes.load_articles(folder)[0].blocks[1].role is BlockRole.CAPTION
    save(tmp_path, pair(), keep_edited=False)
    assert episodes.load_articles(folder)[0].blocks[1].role is BlockRole.PARAGRAPH


def test_an_edited_script_is_told_from_our_own_and_kept_beside_the_new_one(tmp_path: Path) -> None:
    folder = save(tmp_path, pair())
    assert not episodes.is_edited(folder.script)
    episodes.save_script(folder, "title: a\n")
    assert not episodes.is_edited(folder.script)
    folder.script.write_text(folder.script.read_text().replace("title: a", "title: b"))
    assert episodes.is_edited(folder.script)
    episodes.save_script(folder, "title: c\n")
    assert "title: b" in (folder.path / "script.yaml~").read_text()
    assert not episodes.is_edited(folder.script)
    folder.script.write_text("title: without our line\n")
    assert episodes.is_edited(folder.script)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Harbour reopens: “at last”", "harbour-reopens-at-last"),
        ("../../etc/passwd", "etc-passwd"),
        ("التحالفُ يتوسّع", "التحالف-يتوسع"),
        ("???", "briefing"),
        ("Élan vital", "élan-vital"),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    assert episodes.slug(title) == slug


@pytest.mark.parametrize("title", ["word " * 80, "x" * 900, "تحالف" * 90])
def test_a_name_fits_into_a_file_system(tmp_path: Path, title: str) -> None:
    folder = save(tmp_path, pair(title=title))
    assert len(folder.slug.encode()) <= 255
    assert folder.path.is_dir()


def test_find_offers_the_nearest_name(tmp_path: Path) -> None:
    folder = save(tmp_path, pair())
    assert episodes.find(tmp_path, folder.slug) == folder
    assert episodes.find(tmp_path, str(folder.article(1))).slug == folder.slug
    assert episodes.find(tmp_path, "latest") == folder
    with pytest.raises(UsageError, match="Did you mean `2026-11-23-harbour-reopens`"):
        episodes.find(tmp_path, "2026-11-23-harbor")


def test_a_broken_show_says_file_and_line(tmp_path: Path) -> None:
    assert episodes.load_show(tmp_path).loudness == -16
    (tmp_path / "show.yaml").write_text("title: Pier\nloudnes: -14\n")
    with pytest.raises(
        UsageError, match=r"show\.yaml, line 2: unknown key `loudnes`. Did you mean `loudness`"
    ):
        episodes.load_show(tmp_path)
