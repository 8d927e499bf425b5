"""--max-requests and --max-cost: counted before anything is asked for, and kept to by every second try."""

from __future__ import annotations

from pathlib import Path

import pytest

from faults.benches import Bench
from faults.conftest import Speak

LINES = tuple(
    f"The northern pier has number {word} on it." for word in ("one", "two", "three", "four", "five")
)
CHARACTERS = sum(map(len, LINES))


def show(tmp_path: Path, text: str) -> None:
    (tmp_path / "episodes").mkdir(exist_ok=True)
    (tmp_path / "episodes" / "show.yaml").write_text(text, encoding="utf-8")


def test_what_the_plan_exceeds_is_refused_before_anything_is_asked(speak: Speak, openai_bench: Bench) -> None:
    spoke = speak(openai_bench, *LINES, options=("--max-requests", "4"))
    assert spoke.code == 2
    assert spoke.err == (
        "briefing: this would take 5 requests to openai, and --max-requests allows 4: nothing was asked for. "
        "Allow more, or shorten the script.\n"
    )
    assert openai_bench.asked == []
    assert speak(openai_bench, *LINES, options=("--max-requests", "5")).code == 0
    assert len(openai_bench.asked) == 5


def test_what_is_in_the_store_is_not_counted(speak: Speak, openai_bench: Bench) -> None:
    assert speak(openai_bench, *LINES).code == 0
    assert speak(openai_bench, *LINES, options=("--max-requests", "0")).code == 0
    changed = (*LINES[:4], "The northern pier has no number at all.")
    assert speak(openai_bench, *changed, options=("--max-requests", "0")).code == 2
    assert speak(openai_bench, *changed, options=("--max-requests", "1")).code == 0


def test_a_line_said_twice_is_one_request(speak: Speak, openai_bench: Bench) -> None:
    assert speak(openai_bench, LINES[0], LINES[1], LINES[0], options=("--max-requests", "2")).code == 0


def test_second_tries_count(speak: Speak, openai_bench: Bench) -> None:
    openai_bench.standin.answers = ["ok", 429, "ok", 429]
    spoke = speak(openai_bench, *LINES, options=("--max-requests", "5"))
    assert spoke.code == 6
    assert spoke.err == (
        "briefing: 5 requests were made, as many as --max-requests allows: some had to be made again. "
        "3 of 5 clips are kept: the next run asks for the other 2 only.\n"
    )
    assert len(openai_bench.asked) == 5
    assert speak(openai_bench, *LINES, options=("--max-requests", "2")).code == 0


def test_a_ceiling_is_no_failure_of_the_engine(speak: Speak, openai_bench: Bench, tmp_path: Path) -> None:
    """Else the fallback would speak the whole episode, for a limit that the user has set."""
    (tmp_path / "spare.yaml").write_text("presenter: {engine: espeak}", encoding="utf-8")
    openai_bench.profile += "\nfallback: ./spare.yaml"
    openai_bench.standin.answers = [429, 429]
    assert speak(openai_bench, *LINES, options=("--max-requests", "5")).code == 6


def test_an_offline_fallback_may_go_on(speak: Speak, openai_bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "spare.yaml").write_text("presenter: {engine: espeak}", encoding="utf-8")
    openai_bench.profile += "\nfallback: ./spare.yaml"
    openai_bench.standin.answers = ["ok", 403]
    spoke = speak(openai_bench, *LINES, options=("--max-requests", "5"))
    assert spoke.code == 0, spoke.err
    assert spoke.json["spoken_now"] == 1 + 5


def test_the_cost_is_counted_by_the_price_in_show_yaml(
    speak: Speak, openai_bench: Bench, tmp_path: Path
) -> None:
    show(tmp_path, "price: {openai: 1000}")  # of a million characters
    cost = CHARACTERS / 1000
    spoke = speak(openai_bench, *LINES, options=("--max-cost", f"{cost - 0.01}"))
    assert spoke.code == 2
    assert spoke.err == (
        f"briefing: this would cost {cost:.2f} for {CHARACTERS} characters, and --max-cost allows "
        f"{cost - 0.01:.2f}: nothing was asked for. Allow more, or shorten the script.\n"
    )
    assert openai_bench.asked == []
    assert speak(openai_bench, *LINES, options=("--max-cost", f"{cost}")).code == 0


def test_second_tries_cost_as_well(speak: Speak, openai_bench: Bench, tmp_path: Path) -> None:
    show(tmp_path, "price: {openai: 1000}")
    openai_bench.standin.answers = ["silence"]
    spoke = speak(openai_bench, *LINES, options=("--max-cost", f"{CHARACTERS / 1000}"))
    assert spoke.code == 6
    assert "the next request would bring the cost to " in spoke.err
    assert "4 of 5 clips are kept: the next run asks for the other 1 only." in spoke.err


def test_without_a_price_a_limit_in_money_cannot_be_kept(
    speak: Speak, openai_bench: Bench, tmp_path: Path
) -> None:
    openai_bench.profile = (
        "presenter: {engine: openai, options: {base_url: https://speech.example/v1, model: m}}"
    )
    spoke = speak(openai_bench, *LINES, options=("--max-cost", "1"))
    assert spoke.code == 2
    assert spoke.err == (
        "briefing: nobody has said what `openai` costs, so --max-cost cannot be kept: nothing was asked for. "
        "Write `price: {openai: AMOUNT}` into episodes/show.yaml: the price of a million characters, 0 where "
        "it is free.\n"
    )
    show(tmp_path, "price: {openai: 0}")
    assert speak(openai_bench, *LINES, options=("--max-cost", "0", "--dry-run")).code == 0


def test_what_takes_no_money_needs_no_price(
    speak: Speak, gtts_bench: Bench, espeak_bench: Bench, openai_bench: Bench
) -> None:
    assert speak(openai_bench, LINES[0], options=("--max-cost", "0")).code == 0  # a server of one's own
    assert speak(gtts_bench, LINES[0], options=("--max-cost", "0")).code == 0
    assert speak(espeak_bench, LINES[0], options=("--max-cost", "0")).code == 0


@pytest.mark.parametrize("where", ["environment", "show"])
def test_a_house_rule(
    speak: Speak, openai_bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    if where == "environment":
        monkeypatch.setenv("BRIEFING_MAX_REQUESTS", "2")
    else:
        show(tmp_path, "max_requests: 2")
    spoke = speak(openai_bench, *LINES)
    assert spoke.code == 2
    said_by = "BRIEFING_MAX_REQUESTS" if where == "environment" else "episodes/show.yaml"
    assert f"{said_by} allows 2" in spoke.err
    assert speak(openai_bench, *LINES, options=("--max-requests", "9")).code == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--max-requests", "-1"), "-1 is no limit: said by --max-requests"),
        (("--max-cost", "nan"), "nan is no limit"),
        (("--max-cost", "inf"), "inf is no limit"),
        (("--max-cost", "much"), "--max-cost"),
    ],
)
def test_what_is_no_limit(speak: Speak, openai_bench: Bench, options: tuple[str, ...], said: str) -> None:
    spoke = speak(openai_bench, *LINES, options=options)
    assert spoke.code == 2
    assert said in spoke.err


def test_the_dry_run_shows_both_and_refuses_as_the_run_would(
    speak: Speak, openai_bench: Bench, tmp_path: Path
) -> None:
    show(tmp_path, "price: {openai: 15}")
    spoke = speak(openai_bench, *LINES, options=("--dry-run", "--max-requests", "4"))
    assert spoke.code == 2
    assert spoke.json["requests"] == {"openai": 5}
    assert spoke.json["cost"] == {"openai": pytest.approx(CHARACTERS * 15 / 1e6)}
    assert "5 requests to openai, and --max-requests allows 4" in spoke.err
    assert speak(openai_bench, *LINES, options=("--dry-run", "--max-requests", "5")).code == 0
    assert openai_bench.asked == []


def test_make_keeps_the_script_that_is_too_long(
    openai_bench: Bench, speak: Speak, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from briefing.__main__ import main
    from faults.conftest import EXAMPLE

    speak(openai_bench, LINES[0])  # writes the profile
    openai_bench.forget()
    argv = ["make", str(EXAMPLE), "--voice", "./voice.yaml", "--max-requests", "1", "--date", "2026-11-20"]
    assert main(argv) == 2
    assert openai_bench.asked == []
    (folder,) = (tmp_path / "episodes").glob("2026-11-20-*")
    assert (folder / "script.yaml").exists()
    assert not (folder / "episode.mp3").exists()
