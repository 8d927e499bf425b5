"""Requests on standard input → sound on standard output: eSpeak NG in a process of its own.

Run as `python -I -S worker.py LIBRARY DATA`; imports nothing but the standard library. eSpeak NG keeps its
state in C globals (not thread-safe), may crash on odd input, and gives equal bytes for equal requests only
when its globals are fresh: so it lives here, and the library is loaded and unloaded for every request
(espeak_Terminate + espeak_Initialize do not reset the phase of its noise source; measured 4 ms a request).

A message is its length (4 bytes, big-endian) and that many bytes of JSON; a reply to `speak` is followed by
`pcm_bytes` bytes of 16-bit little-endian mono samples. A reply with `last` is this process's last one: the
library could not be unloaded (musl, where dlclose does nothing), so the next request needs a new process.
"""

from __future__ import annotations

import _ctypes
import ctypes
import json
import os
import re
import signal
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO

# speak_lib.h of eSpeak NG 1.52
_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_CHARS_UTF8 = 1
_PHONEMES = 0x100
"""Text inside [[ ]] is phoneme mnemonics. Only given where we wrote the brackets ourselves."""
_BUFFER_MS = 2000
_PARAMETERS = {"rate": 1, "pitch": 3, "range": 4, "word_gap": 7}
_EVENT_END_OF_LIST, _EVENT_WORD = 0, 1
_DATA_PATH_BYTES = 160

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-(?:[A-Za-z]{2}|[A-Za-z]{4}|[0-9]{3,4}))*")
"""Language with script, region or year (BCP 47): what may fall back to its language."""
RENAMED_TAGS = {"iw": "he", "in": "id", "ji": "yi"}
"""Withdrawn ISO 639 codes that are still met (IANA language subtag registry); eSpeak knows the new ones."""


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int), ("unique_identifier", ctypes.c_uint), ("text_position", ctypes.c_int),
        ("length", ctypes.c_int), ("audio_position", ctypes.c_int), ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p), ("id", _Id),
    )  # fmt: skip


class _Voice(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p), ("languages", ctypes.POINTER(ctypes.c_char)),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte), ("age", ctypes.c_ubyte), ("variant", ctypes.c_ubyte),
        ("xx1", ctypes.c_ubyte), ("score", ctypes.c_int), ("spare", ctypes.c_void_p),
    )  # fmt: skip


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


class RefusedError(Exception):
    """`kind` tells the parent which error it is: library, language, voice, variant or speech."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class Espeak:
    """One fresh load of the library."""

    def __init__(self, library: str, data: str | None) -> None:
        try:
            self._lib = ctypes.CDLL(library)
        except OSError as exc:
            raise RefusedError("library", str(exc)) from exc
        self._declare()
        encoded = os.fsencode(data) if data else None
        if encoded and len(encoded) >= _DATA_PATH_BYTES:
            raise RefusedError("library", f"the path of its data is longer than {_DATA_PATH_BYTES} bytes")
        self.sample_rate_hz = int(self._lib.espeak_Initialize(_SYNCHRONOUS, _BUFFER_MS, encoded, _DONT_EXIT))
        if self.sample_rate_hz <= 0:
            raise RefusedError(
                "library", f"its data was not found or does not fit ({data or 'built-in path'})"
            )
        self._rewind_noise()
        self._pcm = bytearray()
        self._words: list[tuple[int, int]] = []
        self._callback = _Callback(self._receive)  # the C side keeps a bare pointer: this must stay alive
        self._lib.espeak_SetSynthCallback(self._callback)

    def _declare(self) -> None:
        c, lib = ctypes, self._lib
        lib.espeak_Initialize.argtypes = [c.c_int, c.c_int, c.c_char_p, c.c_int]
        lib.espeak_SetSynthCallback.argtypes = [_Callback]
        lib.espeak_SetVoiceByName.argtypes = [c.c_char_p]
        lib.espeak_SetVoiceByProperties.argtypes = [c.POINTER(_Voice)]
        lib.espeak_SetParameter.argtypes = [c.c_int, c.c_int, c.c_int]
        lib.espeak_GetCurrentVoice.restype = c.POINTER(_Voice)
        lib.espeak_ListVoices.argtypes = [c.POINTER(_Voice)]
        lib.espeak_ListVoices.restype = c.POINTER(c.POINTER(_Voice))
        lib.espeak_Info.argtypes, lib.espeak_Info.restype = [c.POINTER(c.c_char_p)], c.c_char_p
        lib.espeak_TextToPhonemes.argtypes = [c.POINTER(c.c_void_p), c.c_int, c.c_int]
        lib.espeak_TextToPhonemes.restype = c.c_char_p
        lib.espeak_Synth.argtypes = [
            c.c_char_p, c.c_size_t, c.c_uint, c.c_int, c.c_uint, c.c_uint, c.POINTER(c.c_uint), c.c_void_p,
        ]  # fmt: skip

    def _rewind_noise(self) -> None:
        """The same noise for the same words: breathy variants (+f2 and eleven more) take it from rand().

        The library seeds its own generator with the time, and unloading does not reset the C library's.
        """
        with suppress(AttributeError):  # eSpeak NG before 1.51 has none of its own
            self._lib.espeak_ng_SetRandSeed(ctypes.c_long(1))
        for name in ("ucrtbase", "msvcrt") if sys.platform == "win32" else (None,):
            ctypes.CDLL(name).srand(1)

    def _receive(self, samples: Any, count: int, events: Any) -> int:
        if samples and count > 0:
            self._pcm += ctypes.string_at(samples, count * 2)
        index = 0
        while events[index].type != _EVENT_END_OF_LIST:
            if events[index].type == _EVENT_WORD:
                self._words.append((events[index].text_position - 1, events[index].audio_position))
            index += 1
        return 0

    def close(self) -> bool:
        """Unloads the library; False when it stayed loaded."""
        self._lib.espeak_Terminate()
        handle, name = self._lib._handle, self._lib._name
        del self._lib
        if sys.platform == "win32":
            _ctypes.FreeLibrary(handle)
            return True
        _ctypes.dlclose(handle)
        try:
            ctypes.CDLL(name, mode=os.RTLD_NOLOAD)
        except OSError:
            return True
        return False

    # ------------------------------------------------------------------------------------------ voices

    def info(self) -> tuple[str, str]:
        """Version, and the folder of the data."""
        path = ctypes.c_char_p()
        version = self._lib.espeak_Info(ctypes.byref(path))
        return version.decode("utf-8", "replace").split(" ")[0], os.fsdecode(path.value or b"")

    def choose(self, base: str, language: str, variant: str) -> str:
        """The voice `base`, or else the one of `language`, with `variant`: its identifier for `select`."""
        name = (base or language).replace("_", "-")
        primary, dash, rest = name.partition("-")
        name = RENAMED_TAGS.get(primary.lower(), primary) + dash + rest
        variants = os.listdir(os.path.join(self.info()[1], "voices", "!v"))  # noqa: PTH118, PTH208  (starts faster)
        if variant and variant not in variants:
            raise RefusedError("variant", variant)
        if name in variants:  # without a language it crashes eSpeak NG 1.52
            raise RefusedError("voice", name)
        # As the command-line program: by name, then by language, where en-gb, zh, no and ar-EG are found.
        if not self._by_name(name):
            if base and not (_TAG.fullmatch(name) or name.lower() in self._tags()):
                raise RefusedError("voice", name)  # else a mistyped en-uss would become en
            if not self._by_language(name):
                raise RefusedError("voice" if base else "language", name)
        return f"{self._current()}+{variant}" if variant else self._current()

    def select(self, identifier: str) -> None:
        """A voice as `choose` named it; to be the only choice in the life of this load.

        Choosing twice changes the samples (measured), and choosing by identifier does not search 130 files.
        """
        if not self._by_name(identifier):
            raise RefusedError("voice", identifier)

    def _by_name(self, name: str) -> bool:
        return bool(self._lib.espeak_SetVoiceByName(name.encode("ascii", "replace")) == 0)

    def _by_language(self, tag: str) -> bool:
        text = ctypes.create_string_buffer(tag.lower().encode("ascii", "replace"))
        wanted = _Voice(languages=ctypes.cast(text, ctypes.POINTER(ctypes.c_char)))
        return bool(self._lib.espeak_SetVoiceByProperties(ctypes.byref(wanted)) == 0)

    def _current(self) -> str:
        return str((self._lib.espeak_GetCurrentVoice().contents.identifier or b"").decode("utf-8", "replace"))

    def languages(self) -> list[tuple[str, str]]:
        """(tag, name of its voice) of every language; a voice's own tag only."""
        return [(tags[0], name) for tags, name in self._voices()]

    def _tags(self) -> set[str]:
        return {tag.lower() for tags, _ in self._voices() for tag in tags}

    def _voices(self) -> Iterator[tuple[list[str], str]]:
        listed, index = self._lib.espeak_ListVoices(None), 0
        while listed[index]:
            voice = listed[index].contents
            at, tags = ctypes.cast(voice.languages, ctypes.c_void_p).value or 0, []
            while ctypes.string_at(at, 1) != b"\0":  # (priority byte, zero-ended tag) …, zero
                tag = ctypes.string_at(at + 1)
                tags.append(tag.decode("utf-8", "replace"))
                at += len(tag) + 2
            yield tags, voice.name.decode("utf-8", "replace")
            index += 1

    # ------------------------------------------------------------------------------------------ speech

    def speak(
        self, text: bytes, *, mnemonics: bool, parameters: dict[str, int]
    ) -> tuple[bytes, list[tuple[int, int]]]:
        """Samples, and (code point of the text, milliseconds) where each word begins."""
        for name, value in parameters.items():
            self._lib.espeak_SetParameter(_PARAMETERS[name], value, 0)
        flags = _CHARS_UTF8 | (_PHONEMES if mnemonics else 0)
        code = self._lib.espeak_Synth(text, len(text) + 1, 0, 1, 0, flags, None, None)
        if code != 0:
            raise RefusedError("speech", f"espeak_Synth gave {code}")
        return bytes(self._pcm), self._words

    def phonemes(self, text: bytes) -> str:
        """The text in IPA, a clause a line."""
        buffer = ctypes.create_string_buffer(text)
        at, clauses = ctypes.c_void_p(ctypes.addressof(buffer)), []
        while at.value:
            clauses.append(self._lib.espeak_TextToPhonemes(ctypes.byref(at), _CHARS_UTF8, 2).decode("utf-8"))
        return "\n".join(clause.strip() for clause in clauses if clause.strip())


_chosen: dict[tuple[str, str, str], str] = {}
"""What was asked for → identifier of the voice."""


@contextmanager
def _loaded(library: str, data: str | None, reply: dict[str, Any]) -> Iterator[Espeak]:
    espeak = Espeak(library, data)
    try:
        yield espeak
    finally:
        if not espeak.close():
            reply["last"] = True


def answer(request: dict[str, Any], library: str, data: str | None) -> tuple[dict[str, Any], bytes]:
    """The reply to one request, and its samples."""
    reply: dict[str, Any] = {}
    pcm = b""
    try:
        if request["do"] == "describe":
            with _loaded(library, data, reply) as espeak:
                reply["version"], reply["data"] = espeak.info()
                reply["languages"] = espeak.languages()
                return reply, b""
        wanted = (request["base"], request["language"], request["variant"])
        if wanted not in _chosen:
            with _loaded(library, data, reply) as espeak:
                _chosen[wanted] = espeak.choose(*wanted)
        voice = _chosen[wanted]
        with _loaded(library, data, reply) as espeak:
            espeak.select(voice)
            text = request["text"].encode("utf-8")
            if request["do"] == "phonemes":
                reply["phonemes"] = espeak.phonemes(text)
                return reply, b""
            pcm, reply["words"] = espeak.speak(
                text, mnemonics=request["mnemonics"], parameters=request["parameters"]
            )
            reply["sample_rate_hz"] = espeak.sample_rate_hz
    except RefusedError as refused:
        reply |= {"refused": refused.kind, "message": str(refused)}
    return reply, pcm


def _read(stream: BinaryIO) -> dict[str, Any] | None:
    head = stream.read(4)
    if len(head) < 4:
        return None
    (length,) = struct.unpack(">I", head)
    message: dict[str, Any] = json.loads(stream.read(length))
    return message


def main() -> None:
    """Answers until standard input ends, which it does when the parent goes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's affair
    library, data = sys.argv[1], sys.argv[2] or None
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever the library prints must not mix with the replies
    while (request := _read(requests)) is not None:
        reply, pcm = answer(request, library, data)
        reply["pcm_bytes"] = len(pcm)
        head = json.dumps(reply).encode("ascii")
        try:
            replies.write(struct.pack(">I", len(head)) + head + pcm)
            replies.flush()
        except BrokenPipeError:
            os._exit(0)
        if reply.get("last"):
            return


if __name__ == "__main__":
    main()
