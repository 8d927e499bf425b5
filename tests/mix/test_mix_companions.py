"""All that stands beside the sound, made by the whole mix: one truth in every file."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import srt as srt_reader
from mix_tones import Said, recording
from mutagen.mp3 import MP3
from test_mix_transcript import HOSTILE, is_fit, parsed
from test_mix_transcript_page import parsed as page_of
from test_mix_transcript_page import words

from briefing.episodes import EpisodeFolder, line_times
from briefing.mix import mix
from briefing.model import Origin, Show

ADDRESS = "https://example.org/ferry"


def origin(address):
    return Origin(
        address=address,
        media_type="text/html",
        sha256="0" * 64,
        fetched_at=datetime(2026, 11, 24, tzinfo=UTC),
    )


def mixed(made, path, *, title="The ferry is back", language="en", **more):
    folder = EpisodeFolder(path)
    script = replace(made.script, title=title, language=language)
    values = {"show": Show(title="The Morning Pier"), "origins": (origin(ADDRESS),), **more}
    return folder, mix(replace(made, script=script), folder=folder, guid="guid", summary="A ferry.", **values)


def news(path):
    """Long enough for a chapter of its own each."""
    return recording(
        path,
        ("headline", "الميناء WHO", [
            Said(seconds=6, text="WHO قالت إن الميناء مفتوح."), Said(seconds=5, text="نعم."),
        ]),
        ("quotes", "Voices", [Said(seconds=11, text="We are glad. So are they.", speaker="Ada Lund")]),
    )  # fmt: skip


def test_every_file_tells_the_same(tmp_path):
    folder, episode = mixed(news(tmp_path / "c"), tmp_path / "e", title="WHO في الميناء", language="ar")
    chapters = json.loads(folder.chapters.read_bytes())
    tag = MP3(folder.sound)
    in_tag = [tag[f"CHAP:{name}"] for name in tag["CTOC:toc"].child_element_ids]
    page = page_of(folder.transcript_html.read_text(encoding="utf-8"))
    titles = [chapter.title for chapter in episode.chapters]
    assert titles == ["الميناء WHO", "Voices"]
    assert [str(chapter.sub_frames["TIT2"]) for chapter in in_tag] == titles
    assert [chapter["title"] for chapter in chapters["chapters"]] == titles
    assert [words(heading) for heading in page.iter("h2")] == titles
    times = [(chapter.start_ms, chapter.end_ms) for chapter in episode.chapters]
    assert [(chapter.start_time, chapter.end_time) for chapter in in_tag] == times
    assert [(one["startTime"] * 1000, one["endTime"] * 1000) for one in chapters["chapters"]] == times
    assert times[0][0] == 0
    assert times[-1][1] == episode.duration_ms
    assert (chapters["fileName"], chapters["podcastName"]) == ("episode.mp3", "The Morning Pier")

    cues = parsed(folder.transcript_vtt.read_text(encoding="utf-8"))
    lines = line_times(folder)
    assert [text.lstrip("\u200f") for *_, text in cues] == [line.text for line in lines]
    assert cues[0][3].startswith("\u200fWHO")
    assert [(start, end) for start, end, *_ in cues] == [(line.start_ms, line.end_ms) for line in lines]
    cards = list(srt_reader.parse(folder.transcript_srt.read_text(encoding="utf-8")))
    assert [round(card.start.total_seconds() * 1000) for card in cards] == [start for start, *_ in cues]
    assert [words(paragraph) for paragraph in page.iter("p")] == [line.text for line in lines]
    text = folder.transcript_txt.read_text(encoding="utf-8")
    assert tag["USLT::ara"].text == text.rstrip("\n") + "\n"
    assert all(line.text in text for line in lines)


@pytest.mark.parametrize(
    ("links", "origins", "urls"),
    [
        ((), (ADDRESS,), [ADDRESS] * 2),
        (("https://a:b@example.org/own",), (ADDRESS,), ["https://example.org/own"] * 2),
        ((None,), (ADDRESS,), [None] * 2),
        ((), ("/home/ada/private.html",), [None] * 2),
        (("/home/ada/private.html",), ("-",), [None] * 2),
    ],
)
def test_chapters_link_to_their_article(tmp_path, links, origins, urls):
    folder, episode = mixed(
        news(tmp_path / "c"), tmp_path / "e", links=links, origins=tuple(map(origin, origins))
    )
    chapters = json.loads(folder.chapters.read_bytes())["chapters"]
    tag = MP3(folder.sound)
    assert [chapter.url for chapter in episode.chapters] == urls
    assert [chapter.get("url") for chapter in chapters] == urls
    in_tag = [tag[f"CHAP:{name}"].sub_frames for name in tag["CTOC:toc"].child_element_ids]
    assert [frames["WXXX:"].url if "WXXX:" in frames else None for frames in in_tag] == urls
    assert all(b"/home/ada" not in path.read_bytes() for path in folder.path.iterdir())


def test_an_episode_of_nothing_but_hostile_words(tmp_path):
    texts = [text for text in HOSTILE if not re.search("[\ud800-\udfff]", text)]  # no file can hold those
    said = [Said(seconds=0.1, text=text, speaker=text if n % 2 else None) for n, text in enumerate(texts)]
    made = recording(
        tmp_path / "c", *(("headline", text, [one] * 2) for text, one in zip(texts, said, strict=True))
    )
    folder, _ = mixed(
        made, tmp_path / "e", title=HOSTILE[10], show=Show(title=HOSTILE[9], author=HOSTILE[1]),
        origins=(origin("https://example.org/\x00<x>"), origin("\ud83c\n.txt")),
    )  # fmt: skip
    cues = parsed(folder.transcript_vtt.read_text(encoding="utf-8"))
    assert len(cues) >= len(line_times(folder)) == 2 * len(texts)
    assert len(list(srt_reader.parse(folder.transcript_srt.read_text(encoding="utf-8")))) == len(cues)
    page = page_of(folder.transcript_html.read_text(encoding="utf-8"))
    assert len(list(page.iter("p"))) == 2 * len(texts)
    assert "script" not in {element.tag for element in page.iter() if isinstance(element.tag, str)}
    for path in (folder.transcript_vtt, folder.transcript_srt, folder.transcript_txt, folder.transcript_html):
        assert is_fit(path.read_text(encoding="utf-8"))
    assert MP3(folder.sound)["CTOC:toc"].child_element_ids
