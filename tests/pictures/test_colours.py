"""Colours of show.yaml are checked before any work is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.__main__ import main
from briefing.model import Colours
from briefing.pictures.colours import between, check, contrast, rgb


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [  # of the examples in W3C's Understanding success criterion 1.4.3
        ("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0), ("#123456", "#123456", 1.0),
    ],
)  # fmt: skip
def test_contrast(one: str, other: str, ratio: float) -> None:
    assert contrast(rgb(one), rgb(other)) == pytest.approx(ratio, abs=0.01)
    assert contrast(rgb(other), rgb(one)) == contrast(rgb(one), rgb(other))


def test_a_colour_is_read_with_and_without_its_sign() -> None:
    assert rgb("#FCA311") == rgb(" fca311 ") == (252, 163, 17)


@pytest.mark.parametrize("written", ["", "red", "#fff", "#12345g", "#1234567", "#١٢٣٤٥٦", "rgb(1,2,3)"])
def test_what_is_no_colour(written: str) -> None:
    with pytest.raises(ValueError, match="no colour"):
        rgb(written)


def test_between() -> None:
    assert between((0, 0, 0), (200, 100, 50), 0.5) == (100, 50, 25)
    assert between((9, 9, 9), (1, 2, 3), 0) == (9, 9, 9)


def test_the_usual_colours_can_be_read() -> None:
    check(Colours(), "nobody")
    assert contrast(rgb(Colours().accent), rgb(Colours().background)) > 4.5


@pytest.mark.parametrize(
    ("colours", "told"),
    [
        ("{text: red}", "colours: text: `red` is no colour: said by"),
        ('{background: "#777777", text: "#888888"}', "cannot be read well on background #777777"),
        ("{ink: red}", "unknown key `ink`"),
        ("\n  text: #ffffff\n", "line 3: `colours.text` is empty: write it in quotes"),
        ("#123456", "line 1"),
    ],
)
def test_a_show_with_colours_that_cannot_be(
    colours: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "show.yaml").write_text(f"title: A\ncolours: {colours}\n")
    code = main(["list", "--episodes", str(tmp_path)])
    said = capsys.readouterr().err
    if colours == "#123456":  # a comment: nothing is said of colours
        assert code == 0
        return
    assert (code, len(said.strip().splitlines())) == (2, 1), said
    assert told in said and "show.yaml" in said
