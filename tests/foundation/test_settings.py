"""Flags beat the environment, which beats show.yaml, which beats the defaults; each says where it is from."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import settings
from briefing.errors import UsageError


def test_each_layer_beats_the_next(tmp_path: Path) -> None:
    environ = {"BRIEFING_EPISODES": str(tmp_path)}
    assert settings.resolve(environ=environ).minutes == settings.Setting(2.0, "default")
    (tmp_path / "show.yaml").write_text("minutes: 3\n")
    assert settings.resolve(environ=environ).minutes == settings.Setting(3.0, str(tmp_path / "show.yaml"))
    environ["BRIEFING_MINUTES"] = "4"
    assert settings.resolve(environ=environ).minutes == settings.Setting(4.0, "BRIEFING_MINUTES")
    assert settings.resolve(environ=environ, minutes=5.0).minutes == settings.Setting(5.0, "--minutes")


@pytest.mark.parametrize("text", ["two", "-1", "0", "999", "nan"])
def test_what_cannot_be_is_refused_with_its_origin(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError, match="BRIEFING_MINUTES"):
        settings.resolve(environ={"BRIEFING_EPISODES": str(tmp_path), "BRIEFING_MINUTES": text})
