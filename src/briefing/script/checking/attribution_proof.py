"""Line that announces a quote → whether the article names the speaker so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing.model import LineRole
from briefing.script.checking.examined import Examined, Fault
from briefing.script.checking.lettering import same_letters, squeezed
from briefing.script.who_clauses import who_clause


def attribution_faults(examined: Examined, name: str, values: Mapping[str, str]) -> Iterator[Fault]:
    """What the attribution `name` says (slot → text) is true of the one who speaks next."""
    quote = examined.after
    if quote is None or quote.role is not LineRole.QUOTE:
        yield Fault("this line announces a quote, and none follows")
        return
    speaker_name = quote.speaker or ""
    known = examined.speaker(quote)
    given = [speaker_name]
    if known and same_letters(known.name, speaker_name):
        given.append(examined.of_speaker(known.name_span, quote))
    if not any(_is_part_of_name(values.get("name", ""), full) for full in given):
        named = values.get("name", "")
        yield Fault(f"this line names {named}, and {speaker_name} speaks next", speaker_name, named)
        return
    called = values.get("name", "")
    alike = [n for n in examined.heard if n not in given and n != called and _is_part_of_name(called, n)]
    if alike and called not in given and "office" not in values:
        yield Fault(f"`{called}` may be {speaker_name} or {alike[0]}", speaker_name, called)
    if known is None:
        return
    described = who_clause(examined.articles[quote.spans[0].article - 1], known.name)
    offices = {
        squeezed(known.office or ""),
        examined.of_speaker(known.office_span, quote),
        examined.of_speaker(described, quote),
    }
    if "office" in values and values["office"] not in offices:
        office = values["office"]
        yield Fault(f"`{office}` is not the office of {speaker_name}", known.office or "", office)
    if name.endswith(("_m", "_f")) and not name.endswith(f"_{known.gender}"):
        yield Fault(f"the article does not show that {speaker_name} is spoken of as in `{name}`")


def _is_part_of_name(part: str, name: str) -> bool:
    """The name, or its last words."""
    given, full = part.split(), name.split()
    return bool(given) and full[-len(given) :] == given
