"""`briefing check` as a person sees it: both texts, what differs in them, exit code 5; the same as JSON."""

from __future__ import annotations

from pathlib import Path

from briefing.episodes import EpisodeFolder

from .conftest import Run

DAY = ("--date", "2026-11-23")
ENGLISH = """Footbridge at Wenlow opens again

The footbridge at Wenlow opened again on Saturday after repairs that took 14 weeks and cost 2.4 million.

"Nobody has to walk round by the mill any more," said Edith Crane, the head of the parish council.

The council did not say who will pay for the lamps on the bridge, which have been dark since the spring.
"""
ARABIC = """جسر المشاة في الوادي يفتح من جديد

فتح جسر المشاة في الوادي أبوابه يوم السبت بعد إصلاحات استمرت 14 أسبوعا وبلغت كلفتها 2.4 مليون دينار.

وقالت رئيسة البلدية سعاد الكيلاني «لن يضطر أحد بعد اليوم إلى الدوران حول الطاحونة القديمة».

ولم تذكر البلدية من سيدفع ثمن المصابيح على الجسر، وهي مطفأة منذ الربيع الماضي.
"""


def made(run: Run, text: str) -> EpisodeFolder:
    Path("page.txt").write_text(text, "utf-8")
    written = run("script", "page.txt", *DAY, "--json")
    assert written.code == 0, written.err
    return EpisodeFolder(Path(written.json["episode"]))


def change(path: Path, was: str, now: str) -> None:
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, now), "utf-8")


def test_both_texts_are_shown_with_the_words_that_differ(run: Run) -> None:
    folder = made(run, ENGLISH)
    assert run("check", folder.path).code == 0
    change(folder.script, "took 14 weeks", "took 41 weeks")
    ran = run("check", folder.path)
    assert ran.code == 5
    article, script = (line for line in ran.out.splitlines() if "⟦" in line)
    assert article.split()[0] == "article"
    assert "took ⟦14⟧ weeks" in article
    assert script.split()[0] == "script"
    assert "took ⟦41⟧ weeks" in script


def test_text_from_right_to_left_keeps_its_direction(run: Run) -> None:
    folder = made(run, ARABIC)
    change(folder.script, "14 أسبوعا", "41 أسبوعا")
    ran = run("check", folder.path)
    assert ran.code == 5
    article, script = (line for line in ran.out.splitlines() if "⟦" in line)
    assert "⟦14⟧" in article
    assert "⟦41⟧" in script
    assert all(line.count("\u2068") == line.count("\u2069") == 1 for line in (article, script))


def test_json_has_all_of_a_finding(run: Run) -> None:
    folder = made(run, ENGLISH)
    change(folder.script, "did not say", "did say")
    text = folder.script.read_text("utf-8").rstrip("\n")
    folder.script.write_text(
        f"{text}\n  - text: Ida Moss has 12 lamps to sell.\n    role: presenter\n", "utf-8"
    )
    ran = run("check", folder.path, "--json")
    assert ran.code == 5
    error, own = ran.json["findings"]
    assert error["kind"] == "error"
    assert error["segment"] >= 1
    assert error["line"] >= 1
    assert "did not say" in error["expected"]
    assert "did say" in error["found"]
    assert (own["kind"], own["numbers"]) == ("editor", ["12"])
    assert "expected" not in own or not own["expected"]


def test_a_corrected_article_is_named(run: Run) -> None:
    folder = made(run, ENGLISH)
    assert "edited by hand" not in run("check", folder.path).out
    change(folder.article(1), "14 weeks", "41 weeks")
    ran = run("check", folder.path)
    assert ran.code == 5  # the script says what the article said before
    assert "article-1.yaml was edited by hand" in ran.out
    assert run("check", folder.path, "--json").json["articles_edited"] == ["article-1.yaml"]


def test_an_article_may_get_other_roles_and_no_other_words(run: Run) -> None:
    folder = made(run, ENGLISH)
    change(folder.article(1), "14 weeks", "41 weeks")
    change(folder.script, "14 weeks", "41 weeks")
    ran = run("check", folder.path)
    assert ran.code == 5  # both say the same, and the source does not
    assert "was changed by hand" in ran.out
    change(folder.article(1), "41 weeks", "14 weeks")
    change(folder.script, "41 weeks", "14 weeks")
    folder.article(1).write_text("# looked at\n" + folder.article(1).read_text("utf-8"), "utf-8")
    assert run("check", folder.path).code == 0
