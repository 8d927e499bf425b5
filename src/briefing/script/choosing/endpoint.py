"""What a person typed for --select-with → the service that is asked, without a way for its key to get out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from briefing.errors import UsageError
from briefing.hosts import is_loopback

KNOWN = {
    "openai": "https://api.openai.com/v1",
    "ollama": "http://127.0.0.1:11434/v1",
    "llama.cpp": "http://127.0.0.1:8080/v1",
    "lmstudio": "http://127.0.0.1:1234/v1",
}
"""Name → address of the service, as its own documentation has it."""
OWN_KEY, OPENAI_KEY = "BRIEFING_SELECT_KEY", "OPENAI_API_KEY"
_OPENAI_HOST = "api.openai.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    url: str
    """Without the path of a single function: …/v1."""
    model: str
    key: str = field(default="", repr=False)
    key_from: str = ""
    """The environment variable that holds the key; empty without one."""

    @property
    def host(self) -> str:
        """As it is shown: with its port."""
        return urlsplit(self.url).netloc

    @property
    def is_local(self) -> bool:
        """Nothing leaves this machine."""
        return is_loopback(urlsplit(self.url).hostname or "")


def endpoint(asked: str, model: str, environ: Mapping[str, str]) -> Endpoint:
    """The service that `asked` names or gives as a URL.

    Its key comes from BRIEFING_SELECT_KEY; the one in OPENAI_API_KEY is sent to OpenAI and to nobody else.
    Raises UsageError.
    """
    url = KNOWN.get(asked, asked).rstrip("/")
    parts = _checked(url, asked)
    named = [OWN_KEY, *([OPENAI_KEY] if parts.hostname == _OPENAI_HOST else [])]
    key_from = next((name for name in named if environ.get(name, "").strip()), "")
    key = environ.get(key_from, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise UsageError(f"what {key_from} holds is no key", hint=f"Set {key_from} anew or unset it.")
    if not model.strip() or not model.isprintable():
        raise UsageError(f"{model!r} names no model", hint="Type --select-model NAME.")
    return Endpoint(url=url, model=model.strip(), key=key, key_from=key_from)


def _checked(url: str, asked: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as exc:
        raise UsageError(f"cannot ask {asked}", why=str(exc), hint=_WHAT_IT_IS) from exc
    if parts.username is not None or parts.password is not None:  # it is not repeated: it may be a secret
        raise UsageError(
            "the address for --select-with has a name or a password in it",
            why="it would be shown and kept",
            hint=f"Set {OWN_KEY} and give the address without what stands before the @.",
        )
    if parts.scheme not in ("http", "https") or not host or not url.isprintable() or " " in url:
        raise UsageError(f"{asked} is no service that can choose", hint=_WHAT_IT_IS)
    if parts.query or parts.fragment:
        raise UsageError(
            f"the address {parts.scheme}://{parts.netloc}{parts.path} goes on with ? or #", hint=_WHAT_IT_IS
        )
    if parts.scheme == "http" and not is_loopback(host):
        raise UsageError(
            f"{asked} would be asked without encryption",
            why="plain http is for services on this machine",
            hint="Use https://, or a tunnel to 127.0.0.1.",
        )
    return parts


_WHAT_IT_IS = f"Give {', '.join(KNOWN)}, or an address such as http://127.0.0.1:8080/v1."
