"""How long and when, as a person writes it."""

import pytest

from briefing.screen.page import clock, length


@pytest.mark.parametrize(
    ("ms", "as_length", "as_moment"),
    [
        (0, "0:00", "0:00.0"),
        (1_449, "0:01", "0:01.4"),
        (59_960, "1:00", "1:00.0"),
        (118_214, "1:58", "1:58.2"),
        (3_599_990, "1:00:00", "1:00:00.0"),
        (4_212_300, "1:10:12", "1:10:12.3"),
    ],
)
def test_times(ms: int, as_length: str, as_moment: str) -> None:
    assert (length(ms), clock(ms)) == (as_length, as_moment)
