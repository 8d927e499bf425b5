"""The tree of errors: one exit code a stage, one line a message."""

from __future__ import annotations

import inspect

import pytest

from briefing import errors
from briefing.errors import BriefingError, EngineBusyError, EngineError, MixError, failing_as


def classes() -> list[type[BriefingError]]:
    return [c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, BriefingError)]


def test_every_class_has_its_own_code() -> None:
    codes: dict[int, list[str]] = {}
    for cls in classes():
        if cls is not EngineBusyError:  # busy is an engine's error that lasted
            codes.setdefault(cls.exit_code, []).append(cls.__name__)
    assert all(len(names) == 1 for names in codes.values()), codes
    assert EngineBusyError.exit_code == EngineError.exit_code
    assert set(codes) == set(range(1, 10))


def test_the_docstring_draws_the_tree_as_it_is() -> None:
    for cls in classes():
        assert f"{cls.__name__} {cls.exit_code}" in (errors.__doc__ or "")


def test_a_message_is_one_line() -> None:
    error = BriefingError("no\narticle", why="it is\n\nempty.", hint="Type: x")
    assert str(error) == "no article: it is empty. Type: x"


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        ("\x1b[2J", r"\x1b[2J"),
        ("\0", r"\x00"),
        ("\x9b31m", r"\x9b31m"),
        ("\u202e", r"\u202e"),
        ("ًرأي", "ًرأي"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_instead(held: str, shown: str) -> None:
    assert str(BriefingError("cannot read x", why=f"there is no file a{held}b")).endswith(f" a{shown}b")


def test_disk_full_becomes_the_error_of_the_stage() -> None:
    with (
        pytest.raises(MixError, match="cannot be saved: No space left on device"),
        failing_as(MixError, "the episode cannot be saved"),
    ):
        raise OSError(28, "No space left on device")
