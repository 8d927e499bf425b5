"""What a service or a program sent → what kind of sound it is, or what it said in the place of sound."""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

_MPEG_RATES_HZ = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
"""By the version bits of a frame's header. (ISO 11172-3 and 13818-3, 2.4.2.3)"""
_HOLDS_A_KEY = re.compile(r"(?i)(?:key|token|secret|password)$")
"""Ends of names in the environment."""
_SHORTEST_KEY = 8
"""Characters; a word such as "none" is no key."""
_MOST_SHOWN = 200
"""Characters of a foreign message that fit into a line of ours."""


def kind_of(data: bytes) -> tuple[str, int] | None:
    """("wav" or "mp3", samples a second) as the data say; None: neither."""
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        at = data.find(b"fmt ", 12, 4096)
        return "wav", int.from_bytes(data[at + 12 : at + 16], "little") if at > 0 else 0
    start = 0
    if data[:3] == b"ID3" and len(data) > 10:  # its length has seven bits to a byte
        size = sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
        start = 10 + size
    while (start := data.find(b"\xff", start, start + 4096)) >= 0 and start + 3 <= len(data):
        if rate_hz := _rate_of_frame(data[start : start + 3]):
            return "mp3", rate_hz
        if not data.startswith(b"ID3"):
            return None  # sound without a tag begins with a frame
        start += 1
    return None


def _rate_of_frame(head: bytes) -> int | None:
    version, layer, rate = head[1] >> 3 & 3, head[1] >> 1 & 3, head[2] >> 2 & 3
    if head[1] & 0xE0 != 0xE0 or layer != 1 or version not in _MPEG_RATES_HZ or rate == 3:
        return None
    return _MPEG_RATES_HZ[version][rate]


def said(data: bytes) -> str:
    """The message in a JSON, HTML or plain answer, in one line; empty where there is none to be read."""
    text = data[:20_000].decode("utf-8", errors="replace").strip()
    if "\0" in text or text.count("\ufffd") * 10 > len(text):  # no text: samples, a picture, an archive
        return ""
    if text.startswith(("{", "[", '"')):
        with suppress(ValueError):  # it only looks like JSON
            text = _message(json.loads(text)) or ""
    elif text.startswith("<"):
        title = re.search(r"<(title|h1)\b[^>]*>(.*?)</\1", text, flags=re.IGNORECASE | re.DOTALL)
        text = re.sub(r"<[^>]*>", " ", title[2]) if title else ""
    return one_line(text)


def one_line(text: str) -> str:
    """Without what a terminal might obey, without any key of ours, and no longer than fits."""
    for key in sorted(_keys(), key=len, reverse=True):
        text = text.replace(key, "(the key)")
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= _MOST_SHOWN else f"{line[: _MOST_SHOWN - 1].rstrip()}…"


def _keys() -> set[str]:
    """What the environment holds under names such as OPENAI_API_KEY: a foreign message may repeat it."""
    return {
        value.strip()
        for name, value in os.environ.items()
        if _HOLDS_A_KEY.search(name) and len(value.strip()) >= _SHORTEST_KEY
    }


def _message(found: Any) -> str | None:
    """OpenAI: {"error": {"message": …}}; FastAPI: {"detail": "…" or {"message": …} or [{"msg": …}]}."""
    if isinstance(found, str):
        return found
    if isinstance(found, list):
        return _message(found[0]) if found else None
    if isinstance(found, dict):
        for key in ("error", "detail", "message", "msg"):
            value = found.get(key)
            # {"error": "invalid_model", "message": "Unsupported model: x"}: the sentence says more.
            if key == "error" and isinstance(value, str) and isinstance(found.get("message"), str):
                continue
            if value and (message := _message(value)):
                return message
    return None


def retry_after_s(header: str | None) -> float | None:
    """Seconds, or a date. (RFC 9110, 10.2.3)"""
    header = (header or "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d+)?", header):
        return float(header)
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
