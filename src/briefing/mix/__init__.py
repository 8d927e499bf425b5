"""Recording → Episode: the clips in order, at one loudness, in one file, with transcript and chapters."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

from briefing.episodes import EpisodeFolder
from briefing.errors import MixError, failing_as
from briefing.files import replacing
from briefing.model import Episode, Loudness, Music, Origin, Quality, Recording, Show, SoundFormat

if TYPE_CHECKING:
    from briefing.mix.bench import Bench

_LOUDEST_LUFS = -9.0
"""Most that a show may ask for: above it the limiter would be heard all the time."""
_SOFTEST_LUFS = -31.0


def check_format(form: SoundFormat) -> None:
    """Raises MixError where what it needs is not installed: to be known before anything is spoken."""
    if form is not SoundFormat.MP3:
        from briefing.mix import containers

        containers.check_installed(form)


def check_music(music: Music) -> None:
    """Raises MixError for a piece that is missing or no sound: to be known before anything is spoken."""
    if music != Music():
        from briefing.mix.music import stereo

        stereo(music)


class Ahead:
    """Prepares clips while others are still being spoken.

    It needs numpy, soxr, LAME and pydub (0.15 s to load): a thread of its own loads them. To be closed.
    """

    def __init__(self, show: Show, folder: EpisodeFolder) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="mix")
        self._bench: Future[Bench] = self._thread.submit(_bench, show, folder)

    def begin(self, clip: Path) -> None:
        """Returns at once. Raises MixError or OSError as soon as it is known that there can be no mix."""
        if self._bench.done() and (wrong := self._bench.exception()):
            raise wrong
        self._bench.add_done_callback(lambda bench: None if bench.exception() else bench.result().begin(clip))

    def bench(self) -> Bench:
        """Raises MixError for music that cannot be used, OSError."""
        return self._bench.result()

    def __enter__(self) -> Ahead:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown()
        if not self._bench.exception():
            self._bench.result().close()


def mix(
    recording: Recording,
    *,
    show: Show,
    folder: EpisodeFolder,
    guid: str,
    summary: str,
    origins: tuple[Origin, ...],
    links: Sequence[str | None] = (),
    cover: bytes | None = None,
    ahead: Ahead | None = None,
) -> Episode:
    """Join the clips and write the sound, its transcripts and chapters.json into `folder`.

    `links`: the address of each article, for the chapters; `cover`: JPEG, for the tag; `ahead`: what has
    prepared clips already. The sound is the one that takes its place first: a run that dies in between leaves
    one whose hash is not the one in episode.yaml, which the caller writes last.

    The finished sound is decoded and checked; what is wrong with it stands in the episode's `findings`.
    Raises MixError where a clip is broken or missing (it names the line) or a file cannot be written.
    """
    from briefing.mix import assembly, cues, finishing, inspection, levels, preparing, tags
    from briefing.mix.companions import companions
    from briefing.mix.links import public_names, web_link

    script = recording.script
    sources = public_names(origins)
    with failing_as(MixError, "the episode cannot be written"), ExitStack() as files:
        folder.path.mkdir(parents=True, exist_ok=True)
        bench = (ahead or files.enter_context(Ahead(show, folder))).bench()
        clips = bench.preparation.of(recording)
        gains_db, quiet = levels.voice_gains(clips, bench.voice_lufs, bench.grid)
        timeline = assembly.lay_out(recording, clips, gains_db, bench.grid, bench.score)
        survey = levels.survey(timeline, bench.spool)
        mastering = levels.master(survey, bench.target_lufs)

        peaks = timeline.voice_peaks() * mastering.gain
        lines = cues.lines(script, timeline, peaks, presenter=show.title)
        said = cues.cues(script, timeline, peaks, lines)
        addresses = [origin.address for origin in origins]
        chapters = cues.chapters(script, timeline, [web_link(link or "") for link in links or addresses])
        texts = companions(
            folder, script,
            show=show, summary=summary, sources=sources, lines=lines, cues=said, chapters=chapters,
        )  # fmt: skip
        labels = tags.Labels(
            title=script.title,
            artist=show.author or show.title,
            album=show.title,
            day=script.date,
            language=script.language,
            description=summary,
            sources=sources,
            transcript=texts[folder.transcript_txt],
            chapters=chapters,
            cover=cover,
        )
        outputs = []  # they take their places in the reverse of this order
        for path, content in texts.items():
            outputs.append(files.enter_context(replacing(path, durable=False)))  # see below
            outputs[-1].write(content.encode())
        sound = files.enter_context(replacing(folder.sound_as(show.format), durable=False))
        outputs.append(sound)
        mastering, measured = finishing.finish(timeline, bench, survey, mastering, labels, sound)
        in_tag = inspection.inspect_tag(Path(sound.name), bench.coding.sound, chapters)
        for output in outputs:  # a full disk shows now, while all that stood there still stands
            output.flush()
            os.fsync(output.fileno())
        size_bytes, sha256 = _weighed(sound)
    coded = replace(bench.coding.sound, samples=timeline.length)
    return Episode(
        slug=folder.slug,
        guid=guid,
        title=script.title,
        language=script.language,
        date=script.date,
        duration_ms=timeline.duration_ms,
        size_bytes=size_bytes,
        sha256=sha256,
        chapters=chapters,
        loudness=Loudness(
            integrated_lufs=round(measured.integrated_lufs, 2),
            true_peak_dbtp=round(measured.true_peak_dbtp, 2),
            target_lufs=bench.target_lufs,
            gain_db=round(mastering.gain_db, 2) + 0.0,  # a zero without a sign
            limited_ms=mastering.limited_ms,
            range_lu=round(measured.range_lu, 2),
            short_term_max_lufs=round(measured.short_term_max_lufs, 2),
        ),
        summary=summary,
        articles=origins,
        made_with=recording.made_with,
        read_by=recording.read_by,
        sound=coded,
        longest_pause_ms=recording.pauses.longest_ms,
        has_music=bench.score is not None,
        findings=inspection.inspect(
            measured, sound=coded, target_lufs=bench.target_lufs, cues=said, chapters=chapters, lines=lines,
            longest_pause_ms=recording.pauses.longest_ms, has_music=bench.score is not None,
        ) + in_tag,
        warnings=(*recording.warnings, *preparing.silent_lines(script, clips), *quiet),
    )  # fmt: skip


def sound_file(recording: Recording, *, show: Show, path: Path) -> int:
    """The recording alone, as .wav or .mp3 by the suffix of `path`: no tags, nothing beside it.

    Gives back its length in ms. Raises MixError as `mix` does, and for any other suffix.
    """
    from briefing.mix import assembly, codec, levels
    from briefing.mix.bench import bench as open_bench

    suffix = path.suffix.lower()
    if suffix not in (".mp3", ".wav"):
        raise MixError(f"{path} is neither .mp3 nor .wav", hint="Choose one of the two.")
    plain = replace(show, music=Music())
    with failing_as(MixError, f"{path} cannot be written"), ExitStack() as files:
        _check_loudness(show)
        bench = open_bench(plain, None, form=SoundFormat.MP3, quality=Quality.STANDARD)
        files.callback(bench.close)
        clips = bench.preparation.of(recording)
        gains_db, _ = levels.voice_gains(clips, bench.voice_lufs, bench.grid)
        timeline = assembly.lay_out(recording, clips, gains_db, bench.grid)
        mastering = levels.master(levels.survey(timeline, bench.spool), bench.target_lufs)
        with replacing(path) as file:
            blocks = mastering.rendered(timeline.blocks(bench.spool))
            if suffix == ".wav":
                codec.encode_wav(blocks, file, bench.grid)
            else:
                bench.coding.write(blocks, file, None)
    return timeline.duration_ms


def _bench(show: Show, folder: EpisodeFolder) -> Bench:
    from briefing.mix import companions, cues, finishing, inspection, levels  # noqa: F401  (loaded early)
    from briefing.mix.bench import bench

    _check_loudness(show)
    place = folder.path if folder.path.is_dir() else None
    return bench(show, place, form=show.format, quality=show.quality)


def _weighed(file: BinaryIO) -> tuple[int, str]:
    """Size and SHA-256 of all that was written."""
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(2**20):
        digest.update(chunk)
    return file.tell(), digest.hexdigest()


def _check_loudness(show: Show) -> None:
    if not _SOFTEST_LUFS <= show.loudness <= _LOUDEST_LUFS:
        raise MixError(
            f"show.yaml: `loudness` is {show.loudness:g} LUFS",
            why=f"it must be from {_SOFTEST_LUFS:g} to {_LOUDEST_LUFS:g}",
            hint="Podcast directories ask for -16.",
        )
