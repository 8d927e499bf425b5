"""Whom a pronoun at the beginning of a sentence means, if that is sure."""

from __future__ import annotations

import pytest
from script_articles import DAY, article, lines

from briefing.script import check, quotations, write
from briefing.script.persons import meant

QUOTED = "“The crews have waited long enough for this,” said Mrs Ines Hofmann, the harbour master."
MAYOR = "“The town will pay for the rest of it,” said Mr Daniel Oyelaran, the mayor."


@pytest.mark.parametrize(
    ("before", "sentence", "name"),
    [
        ("Hofmann was born in Eastwick.", "She learned to sail at six.", "Ines Hofmann"),
        (QUOTED, "She learned to sail at six.", "Ines Hofmann"),
        ("Hofmann was born in Eastwick.", "He learned to sail at six.", None),
        ("Hofmann was born in Eastwick.", "They learned to sail at six.", None),
        ("Hofmann met her sister in Eastwick.", "She learned to sail at six.", None),
        ("Hofmann met Oyelaran in Eastwick.", "She learned to sail at six.", None),
        ("Hofmann met Ada Quill in Eastwick.", "She learned to sail at six.", None),
        ("The boats lay idle in the harbour.", "She learned to sail at six.", None),
        ("In the winter of the great storm, people spoke of Hofmann.", "She learned to sail at six.", None),
    ],
)
def test_a_pronoun_means_the_subject_before_it_or_nobody(
    before: str, sentence: str, name: str | None
) -> None:
    page = article(("paragraph", QUOTED), ("paragraph", MAYOR), ("paragraph", f"{before} {sentence}"))
    found = meant(page, quotations(page), 3, len(before) + 1)
    assert (found.name if found else None) == name


PAGE = article(
    ("headline", "Harbour master of Eastwick retires"),
    ("paragraph", "The harbour of Eastwick has lost the person who ran it for thirty years of storms."),
    ("paragraph", QUOTED),
    ("paragraph", MAYOR),
    ("paragraph", "Hofmann was born above the chandlery on the quay in a year without a summer."),
    ("paragraph", "She learned to sail at six and took her first job on a herring boat at fifteen."),
)


def test_the_name_is_said_where_its_sentence_is_not() -> None:
    for minutes in (0.7, 1, 2):
        script = write([PAGE], day=DAY, show="", minutes=minutes)
        assert check(script, [PAGE]) == ()
        assert not any(line.text.startswith("She ") for line in lines(script))
    named = next(line for line in lines(script) if "herring boat" in line.text)
    assert named.text.startswith("Ines Hofmann learned to sail")
    assert named.edits == ("name for pronoun: Ines Hofmann",)
    assert len(named.spans) == 2
