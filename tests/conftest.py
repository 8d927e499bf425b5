"""What tests of several areas share: the doubles in tests/engines and the stand-in of Google's service."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# tests/gtts cannot be imported as a package: the real `gtts` has its name.
sys.path.insert(0, str(Path(__file__).parent / "gtts"))

from google_standin import GoogleStandin

# The same examples on every machine and no limit in time; `--hypothesis-profile=default` looks for new ones.
settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleStandin]:
    """The real gTTS client speaks to this, over HTTP on the loopback."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with GoogleStandin() as standin:
        monkeypatch.setattr("gtts.tts._translate_url", standin.translate_url)
        yield standin
