"""What was to be said beside what was written down."""

import pytest

from briefing.listening import wording


def missing(wanted: str, heard: str) -> list[str]:
    words, found, _, _ = wording.compared(wanted, heard)
    return [word for word, is_found in zip(words, found, strict=True) if not is_found]


@pytest.mark.parametrize(
    ("wanted", "heard"),
    [
        ("The harbour reopens on Monday.", "the harbor re-opens on monday"),
        ("Ines Hofmann chairs it.", "Inez Hoffman chairs it"),
        ("O'Neill's boat came back", "O’Neills boat came back."),
        ("Café Zoë is open.", "Cafe Zoe is open"),
        ("أعلن المجلسُ إغلاقَ المدرسة", "اعلن المجلس اغلاق المدرسه"),
        ("هذه مستشفى كبيرة", "هذه مستشفي كبيره"),
        ("مؤتمر القائد", "موتمر القايد"),
    ],
)
def test_the_same_words_written_otherwise_are_the_same(wanted: str, heard: str) -> None:
    words, found, ends_early, extra = wording.compared(wanted, heard)
    assert all(found), [word for word, is_found in zip(words, found, strict=True) if not is_found]
    assert not ends_early
    assert extra < 0.15


def test_other_words_are_not_found() -> None:
    wanted = "The northern pier reopened after three months of repairs"
    assert len(missing(wanted, "Two farmers sold a bronze helmet")) >= 6


def test_words_that_are_missing_at_the_end() -> None:
    words, found, ends_early, _ = wording.compared("We had no warning at all this time", "we had no warning")
    assert words[4:] == ("at", "all", "this", "time")
    assert found == (True,) * 4 + (False,) * 4
    assert ends_early


def test_another_word_at_the_end_is_no_missing_one() -> None:
    assert not wording.compared("It lands near the old moorings", "it lands near the old emurings")[2]


def test_what_is_said_twice_is_half_too_much() -> None:
    line = "Every week would cost a crew the wages of one man"
    _, found, _, extra = wording.compared(line, f"{line} {line}")
    assert all(found)
    assert 0.45 < extra < 0.55


def test_nothing_heard_and_nothing_to_say() -> None:
    assert missing("Good evening", "") == ["Good", "evening"]
    assert wording.compared("", "hello") == ((), (), False, 1.0)
