"""Where the lines are, also in a file that was cut about after it was made."""

import numpy as np
import pytest

from briefing.listening.placing import Place, places
from briefing.listening.sound import RATE_HZ, Samples
from briefing.model import LineTime

LENGTHS_MS = (2000, 3100, 1500, 4200, 2600, 900)
PAUSE_MS = 400


def noise(ms: int) -> Samples:
    """A line: two words with a short rest between them, so that it is not one piece."""
    samples = np.random.default_rng(ms).normal(0, 0.1, ms * RATE_HZ // 1000).astype(np.float32)
    rest = len(samples) // 3
    samples[rest : rest + RATE_HZ // 5] = 0
    return samples


def rest(ms: int = PAUSE_MS) -> Samples:
    return np.zeros(ms * RATE_HZ // 1000, np.float32)


def times() -> tuple[LineTime, ...]:
    made, at = [], 0
    for number, length in enumerate(LENGTHS_MS, 1):
        made.append(LineTime(segment=1, line=number, start_ms=at, end_ms=at + length, speaker="", text=""))
        at += length + PAUSE_MS
    return tuple(made)


def joined(lines: list[Samples]) -> tuple[Samples, list[tuple[int, int]]]:
    """The programme, and where each line really is."""
    parts, spans, at = [], [], 0
    for line in lines:
        spans.append((at, at + len(line)))
        parts += [line, rest()]
        at += len(line) + len(rest())
    return np.concatenate(parts), spans


def assert_are(found: tuple[Place, ...], spans: list[tuple[int, int]]) -> None:
    for place, (start, end) in zip(found, spans, strict=True):
        assert start - RATE_HZ // 4 <= place.start <= start + RATE_HZ // 50
        assert end - RATE_HZ // 50 <= place.end <= end + RATE_HZ // 3


def test_the_file_as_it_was_made() -> None:
    samples, spans = joined([noise(ms) for ms in LENGTHS_MS])
    assert_are(places(times(), samples, is_unchanged=True), spans)
    assert_are(places(times(), samples, is_unchanged=False), spans)


@pytest.mark.parametrize("at", range(len(LENGTHS_MS)))
@pytest.mark.parametrize("kind", ["cut", "twice", "another"])
def test_lines_behind_a_spoiled_one_are_found_again(at: int, kind: str) -> None:
    lines = [noise(ms) for ms in LENGTHS_MS]
    spoiled = {
        "cut": lines[at][: len(lines[at]) * 7 // 10],
        "twice": np.concatenate([lines[at], lines[at]]),
        "another": noise(5300),
    }
    lines[at] = spoiled[kind]
    samples, spans = joined(lines)
    assert_are(places(times(), samples, is_unchanged=False), spans)


def test_a_line_that_was_silenced_moves_no_other() -> None:
    lines = [noise(ms) for ms in LENGTHS_MS]
    lines[2] = rest(LENGTHS_MS[2])
    samples, spans = joined(lines)
    assert_are(places(times(), samples, is_unchanged=False), spans)


def test_a_line_that_was_taken_out_has_no_sound() -> None:
    lines = [noise(ms) for ms in LENGTHS_MS]
    lines[1] = lines[1][:0]
    samples, spans = joined(lines)
    found = places(times(), samples, is_unchanged=False)
    assert_are(found[2:], spans[2:])
    assert not np.any(samples[found[1].start + RATE_HZ // 2 : found[1].end])


def test_silence_alone_and_no_lines() -> None:
    assert places((), rest(), is_unchanged=False) == ()
    assert len(places(times(), rest(10_000), is_unchanged=False)) == len(LENGTHS_MS)
