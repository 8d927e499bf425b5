"""Recording → Episode: the clips in order, at one loudness, as one MP3 with transcript and chapters."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from briefing.episodes import EpisodeFolder
from briefing.errors import MixError, failing_as
from briefing.files import replacing
from briefing.model import Episode, Loudness, Origin, Recording, Show

if TYPE_CHECKING:
    from briefing.mix.assembly import Prepared, Spool, Timeline
    from briefing.mix.levels import Mastering, Survey

_MONO_BELOW_STEREO_LU = 3.0
"""A mono file is heard from two loudspeakers: as loud as a stereo file that measures 3 LU more."""
_LOUDEST_LUFS = -9.0
"""Most that a show may ask for: above it the limiter would be heard all the time."""
_SOFTEST_LUFS = -31.0


def warm_up() -> None:
    """Load numpy, soxr, LAME and pydub (0.15 s): worth doing in a thread while the lines are being spoken."""
    with suppress(ImportError):  # `mix` will say so
        from briefing.mix import codec, cues, levels, tags, transcript  # noqa: F401  (loading is the purpose)


def mix(
    recording: Recording,
    *,
    show: Show,
    folder: EpisodeFolder,
    guid: str,
    summary: str,
    origins: tuple[Origin, ...],
) -> Episode:
    """Join the clips and write episode.mp3, its transcripts and chapters.json into `folder`.

    All are made before the first takes its place. episode.mp3 is that first: a run that dies in between
    leaves one whose hash is not the one in episode.yaml, which the caller writes last.

    Raises MixError where a clip is broken or missing (it names the line) or a file cannot be written.
    """
    from briefing.mix import assembly, codec, cues, levels, tags, transcript

    script = recording.script
    target_lufs = _target_lufs(show)
    sources = _public(origins)
    with failing_as(MixError, "the episode cannot be written"), ExitStack() as files:
        folder.path.mkdir(parents=True, exist_ok=True)
        spool = assembly.Spool(files.enter_context(tempfile.TemporaryFile(dir=folder.path)))
        clips, timeline, survey, mastering, quiet = _mastered(recording, spool, target_lufs)

        peaks = survey.peaks * mastering.gain
        lines = cues.lines(script, timeline, peaks, presenter=show.title)
        said = cues.cues(script, timeline, peaks, lines)
        chapters = cues.chapters(script, timeline, origins)
        text = transcript.plain(script, lines, show=show.title, sources=sources)
        tag = tags.tag(
            title=script.title,
            artist=show.author or show.title,
            album=show.title,
            day=script.date,
            language=script.language,
            sources=sources,
            transcript=text,
            chapters=chapters,
        )
        # They take their places in the reverse of this order.
        paths = (
            folder.chapters, folder.transcript_txt, folder.transcript_json, folder.transcript_vtt,
            folder.sound_as(show.format),
        )  # fmt: skip
        outputs = [files.enter_context(replacing(path)) for path in paths]
        chapters_file, txt, timed, vtt, mp3 = outputs
        chapters_file.write(transcript.chapters_json(chapters).encode("utf-8", "replace"))
        txt.write(text.encode("utf-8", "replace"))
        timed.write(transcript.transcript_json(said, lines).encode("utf-8", "replace"))
        vtt.write(transcript.vtt(said).encode("utf-8", "replace"))
        mp3.write(tag)
        surveyor = levels.Surveyor()
        codec.encode(surveyor.watching(mastering.rendered(timeline.blocks(spool))), mp3)
        finished = surveyor.survey()
        for output in outputs:  # a full disk shows now, while all that stood there still stands
            output.flush()
            os.fsync(output.fileno())
        size_bytes, sha256 = _weighed(mp3)
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
            integrated_lufs=round(finished.lufs, 2),
            true_peak_dbtp=round(finished.true_peak_dbtp, 2),
            target_lufs=target_lufs,
            gain_db=round(mastering.gain_db, 2) + 0.0,  # a zero without a sign
            limited_ms=mastering.limited_ms,
        ),
        summary=summary,
        articles=origins,
        made_with=recording.made_with,
        read_by=recording.read_by,
        warnings=(
            *recording.warnings,
            *assembly.silent_lines(script, clips),
            *quiet,
            *levels.off_target(finished.lufs, target_lufs),
        ),
    )


def sound_file(recording: Recording, *, show: Show, path: Path) -> int:
    """The recording alone, as .wav or .mp3 by the suffix of `path`: no tags, nothing beside it.

    Gives back its length in ms. Raises MixError as `mix` does, and for any other suffix.
    """
    from briefing.mix import assembly, codec

    encode = {".mp3": codec.encode, ".wav": codec.encode_wav}.get(path.suffix.lower())
    if encode is None:
        raise MixError(f"{path} is neither .mp3 nor .wav", hint="Choose one of the two.")
    with failing_as(MixError, f"{path} cannot be written"), ExitStack() as files:
        spool = assembly.Spool(files.enter_context(tempfile.TemporaryFile()))
        _, timeline, _, mastering, _ = _mastered(recording, spool, _target_lufs(show))
        with replacing(path) as file:
            encode(mastering.rendered(timeline.blocks(spool)), file)
    return timeline.duration_ms


def _mastered(
    recording: Recording, spool: Spool, target_lufs: float
) -> tuple[tuple[Prepared, ...], Timeline, Survey, Mastering, tuple[str, ...]]:
    """Clips in the spool, their places, what was measured, what is to be done, and warnings."""
    from briefing.mix import assembly, levels

    clips = assembly.prepare(recording, spool)
    gains_db, quiet = levels.voice_gains(clips, target_lufs)
    timeline = assembly.lay_out(recording, clips, gains_db)
    survey = levels.survey(timeline.blocks(spool))
    return clips, timeline, survey, levels.master(survey, target_lufs), tuple(quiet)


def _weighed(file: BinaryIO) -> tuple[int, str]:
    """Size and SHA-256 of all that was written."""
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(2**20):
        digest.update(chunk)
    return file.tell(), digest.hexdigest()


def _target_lufs(show: Show) -> float:
    """Of the mono file."""
    if not _SOFTEST_LUFS <= show.loudness <= _LOUDEST_LUFS:
        raise MixError(
            f"show.yaml: `loudness` is {show.loudness:g} LUFS",
            why=f"it must be from {_SOFTEST_LUFS:g} to {_LOUDEST_LUFS:g}",
            hint="Podcast directories ask for -16.",
        )
    return show.loudness - _MONO_BELOW_STEREO_LU


def _public(origins: tuple[Origin, ...]) -> tuple[str, ...]:
    """What may be told to listeners: addresses on the web as they are, of a file no more than its name."""
    web = ("http://", "https://")
    named = (o.address if o.address.startswith(web) else PurePath(o.address).name for o in origins)
    return tuple(dict.fromkeys(name for name in named if name and name != "-"))
