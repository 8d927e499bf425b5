"""Blocks of samples → M4A (AAC) or Opus files by PyAV, with tags, chapters and cover.

The same samples and labels give the same bytes: no time of making, no name of an encoder's build, and a fixed
serial number for the Ogg stream.
"""

from __future__ import annotations

import base64
import struct
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

import numpy as np

from briefing.errors import MixError
from briefing.mix.beside import beside
from briefing.mix.grid import Samples
from briefing.mix.tags import Labels, cleaned, iso_639_2, media_type
from briefing.mix.wording import clock
from briefing.model import SoundFile, SoundFormat

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.container import OutputContainer

_ENCODERS: dict[SoundFormat, Literal["aac", "libopus"]] = {
    SoundFormat.M4A: "aac",
    SoundFormat.OPUS: "libopus",
}
_CONTAINERS = {SoundFormat.M4A: "ipod", SoundFormat.OPUS: "ogg"}
_SAMPLES = {SoundFormat.M4A: "fltp", SoundFormat.OPUS: "flt"}
"""What the encoder takes: floats, channel after channel or sample after sample."""
_FRONT_COVER = 3


def check_installed(form: SoundFormat) -> None:
    """Raises MixError where PyAV or mutagen is missing, or PyAV lacks the encoder."""
    try:
        import av
        import mutagen  # noqa: F401  (whether it is there)
    except ImportError as exc:
        raise MixError(
            f"the format `{form}` cannot be written",
            why=f"it needs the package {exc.name}" if exc.name else str(exc),
            hint="Type: pip install 'briefing[formats]', or leave the format at mp3.",
        ) from exc
    if _ENCODERS[form] not in av.codecs_available:
        raise MixError(
            f"the format `{form}` cannot be written",
            why=f"this PyAV was built without {_ENCODERS[form]}",
            hint="Type: pip install --force-reinstall --only-binary av av",
        )


def write(blocks: Iterable[Samples], file: BinaryIO, sound: SoundFile, labels: Labels | None) -> None:
    """`file` is empty, can be read and sought in, and has a name; the encoder runs beside `blocks`.

    All of it in a thread: PyAV calls `file`, and would swallow a Ctrl-C that comes meanwhile.
    Raises MixError, OSError.
    """
    stop = threading.Event()
    with ThreadPoolExecutor(1, thread_name_prefix="coding") as thread:
        done = thread.submit(_write, _until(stop, blocks), file, sound, cleaned(labels) if labels else None)
        try:
            done.result()
        except BaseException:
            stop.set()
            raise


class _StoppedError(Exception):
    """Ctrl-C, seen in the thread that codes."""


def _until(stop: threading.Event, blocks: Iterable[Samples]) -> Iterator[Samples]:
    for block in blocks:
        if stop.is_set():
            raise _StoppedError
        yield block


def _write(blocks: Iterable[Samples], file: BinaryIO, sound: SoundFile, labels: Labels | None) -> None:
    import av

    # Bit-exact: no time of making, no name of a build; then Ogg's serial number is fixed as well.
    options = {"fflags": "+bitexact"}
    if sound.format is SoundFormat.M4A:
        # A player that streams the file has the chapters before the sound; and its length is written in
        # samples: milliseconds, the default, would make it end up to 22 samples early or late.
        options |= {"movflags": "+faststart", "movie_timescale": str(sound.sample_rate_hz)}

    def open_again(name: str, flags: int, options: object) -> BinaryIO:
        """`faststart` reads what it has written."""
        file.flush()
        return Path(name).open("rb")

    container_format = _CONTAINERS[sound.format]
    try:
        with av.open(file, "w", format=container_format, options=options, io_open=open_again) as container:
            if labels and sound.format is SoundFormat.M4A:
                _set_chapters(container, labels)
            if labels and sound.format is SoundFormat.OPUS:
                container.metadata.update(_vorbis_comments(labels))
            _encode(blocks, container, sound, iso_639_2(labels.language) if labels else "und")
    except av.error.FFmpegError as exc:
        first = exc.__context__ or exc  # closing fails after a failed write, and says less
        if isinstance(first, OSError) or not isinstance(first, av.error.FFmpegError):
            raise first from None
        why = " ".join(str(first).split())
        raise MixError(f"the {sound.format} file cannot be coded", why=why) from exc
    if labels and sound.format is SoundFormat.M4A:
        _tag_m4a(file, labels)
    file.seek(0, 2)


def _encode(blocks: Iterable[Samples], container: OutputContainer, sound: SoundFile, language: str) -> None:
    from av.codec.context import Flags

    stream = container.add_stream(
        _ENCODERS[sound.format], rate=sound.sample_rate_hz, layout=_layout(sound.channels)
    )
    stream.codec_context.bit_rate = sound.bitrate_kbits * 1000
    if sound.format is SoundFormat.OPUS:  # else eSpeak takes 126 kbit/s where 80 were asked for
        stream.codec_context.options = {"vbr": "constrained"}
    stream.codec_context.flags |= Flags.bitexact.value
    stream.metadata["language"] = language

    def code(frame: AudioFrame | None) -> None:
        container.mux(stream.encode(frame))

    for _ in beside(code, _frames(blocks, sound)):
        pass
    code(None)


def _frames(blocks: Iterable[Samples], sound: SoundFile) -> Iterable[AudioFrame]:
    from av import AudioFrame

    samples_as, position = _SAMPLES[sound.format], 0
    for block in blocks:
        samples = block if samples_as == "fltp" else block.T.reshape(1, -1)
        frame = AudioFrame.from_ndarray(
            np.ascontiguousarray(samples), format=samples_as, layout=_layout(sound.channels)
        )
        frame.sample_rate = sound.sample_rate_hz
        frame.pts, frame.time_base = position, Fraction(1, sound.sample_rate_hz)
        position += block.shape[1]
        yield frame


def _layout(channels: int) -> str:
    return "stereo" if channels == 2 else "mono"


def _set_chapters(container: OutputContainer, labels: Labels) -> None:
    container.set_chapters(
        [
            {
                "id": number,
                "start": chapter.start_ms,
                "end": chapter.end_ms,
                "time_base": Fraction(1, 1000),
                "metadata": {"title": chapter.title},
            }
            for number, chapter in enumerate(labels.chapters)
        ]
    )


def _tag_m4a(file: BinaryIO, labels: Labels) -> None:
    """The atoms of iTunes, by mutagen: FFmpeg's own writer has none for a cover."""
    from mutagen import MutagenError
    from mutagen.mp4 import MP4, AtomDataType, MP4Cover

    file.seek(0)
    tagged = MP4(file)
    tagged["\xa9nam"] = labels.title
    tagged["\xa9ART"] = labels.artist
    tagged["\xa9alb"] = labels.album
    tagged["\xa9day"] = labels.day.isoformat()
    tagged["\xa9gen"] = "Podcast"
    tagged["pcst"] = True
    if labels.description:
        tagged["desc"] = labels.description
    if labels.sources:
        tagged["\xa9cmt"] = "\n".join(labels.sources)
    if labels.transcript:
        tagged["\xa9lyr"] = labels.transcript
    if labels.cover:
        kind = AtomDataType.PNG if media_type(labels.cover) == "image/png" else AtomDataType.JPEG
        tagged["covr"] = [MP4Cover(labels.cover, kind)]
    file.seek(0)
    try:
        tagged.save(file)
    except MutagenError as exc:  # which is what it makes of a full disk
        raise MixError("the tags of the m4a file cannot be written", why=str(exc)) from exc


def _vorbis_comments(labels: Labels) -> dict[str, str]:
    """Chapters as players read them there (Xiph wiki, "Chapter Extension"); the cover as FLAC has it.

    One description: FFmpeg writes what it calls `comment` under the same name.
    """
    told = {
        "TITLE": labels.title,
        "ARTIST": labels.artist,
        "ALBUM": labels.album,
        "DATE": labels.day.isoformat(),
        "GENRE": "Podcast",
        "DESCRIPTION": "\n".join(part for part in (labels.description, *labels.sources) if part),
        "LYRICS": labels.transcript,
    }
    for number, chapter in enumerate(labels.chapters, 1):
        name = f"CHAPTER{number:03}"
        told |= {
            name: clock(chapter.start_ms),
            f"{name}NAME": chapter.title,
            f"{name}URL": chapter.url or "",
        }
    if labels.cover:
        told["METADATA_BLOCK_PICTURE"] = base64.b64encode(_flac_picture(labels.cover)).decode("ascii")
    return {name: text for name, text in told.items() if text}


def _flac_picture(image: bytes) -> bytes:
    """RFC 9639, 8.8: kind, media type, no description, sizes and colours not told, the file."""
    kind = media_type(image).encode("ascii")
    head = struct.pack(">II", _FRONT_COVER, len(kind)) + kind
    return head + struct.pack(">IIIIII", 0, 0, 0, 0, 0, len(image)) + image
