"""Mail and web addresses in a line → their names in words of the language ("at", "dot", "slash")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from briefing.language import language

# Endings under which a name is taken for a web address without "www." or "https://". Country endings are left
# out but for those behind "co." and the like: "it", "in" and "is" begin sentences whose space was forgotten.
# A language file names those of its own countries (`web_endings`).
_ENDINGS = r"com|org|net|int|edu|gov|info|aero|museum|uk|eu|io|tv|fm|ai|(?:com?|org|gov|ac)\.[a-z]{2}"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})"
_ADDRESS = (
    rf"(?P<mail>(?<![\w.@+-])[A-Za-z0-9][\w.+-]{{0,63}}@{_LABEL}(?:\.{_LABEL}){{1,6}})"
    rf"|(?P<scheme>(?:https?|ftp)://)(?P<host>{_LABEL}(?:\.{_LABEL}){{1,6}})(?::\d+)?(?P<path>/[^\s<>\"«»“”]*)?"
    rf"|(?<![\w.@/-])(?P<bare>www(?:\.{_LABEL}){{2,6}}|{_LABEL}(?:\.{_LABEL}){{0,4}}\.(?:{_ENDINGS}OWN)(?![\w-]))"
    r"(?P<more>/[^\s<>\"«»“”]*)?"
)
_WORDS_ONLY = re.compile(r"(?:/[A-Za-z]{2,}(?:[-_][A-Za-z]+){0,3}){1,2}/?")
_HANDLE = re.compile(r"(?<![\w@])@(?:(?P<name>[A-Za-z]\w*)|(?=[\u0621-\u064a]))")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SIGN = re.compile(r"[.@/_+-]")


def read(line: str, tag: str) -> str:
    """`line` with addresses in words.

    Of a web address the host is said, and the path only if it is one or two plain words: nobody can listen to
    the rest, and the transcript keeps it.
    """
    if "." not in line and "@" not in line:
        return line
    spoken = language(tag).spoken
    words = spoken.symbols
    if "@" not in words:
        return line
    line = _addresses(spoken.web_endings).sub(lambda m: _said(m, words), line)
    return _HANDLE.sub(lambda m: _handle(m.group("name") or "", words), line)


@cache
def _addresses(own: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_ADDRESS.replace("OWN", "".join(f"|{ending}" for ending in own)))


def _handle(name: str, words: Mapping[str, str]) -> str:
    """@BBCNews, @jane_doe: the words of the name apart."""
    return f"{words['@']} " + _HUMPS.sub(" ", name).replace("_", f" {words.get('_', '')} ")


def _said(match: re.Match[str], words: Mapping[str, str]) -> str:
    mail = match.group("mail")
    if mail:
        tail = mail[len(mail.rstrip(".-")) :]
        return _spelled(mail.rstrip(".-"), words) + tail
    host = match.group("host") or match.group("bare")
    path = match.group("path") or match.group("more") or ""
    bare_path = path.rstrip(".,;:!?)]}'،؛؟")
    tail = path[len(bare_path) :]
    said = _spelled(host, words)
    if _WORDS_ONLY.fullmatch(bare_path):
        said += " " + _spelled(bare_path.rstrip("/"), words).strip()
    return said + tail


def _spelled(address: str, words: Mapping[str, str]) -> str:
    said = _SIGN.sub(lambda m: f" {words.get(m.group(), '')} ", address)
    return " ".join(said.split())
