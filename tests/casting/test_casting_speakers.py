"""Everybody who is quoted has a voice, keeps it, and shares it only when there are no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import EngineError
from briefing.model import (
    Audio,
    Line,
    LineRole,
    QuoteVoices,
    Recording,
    Script,
    Segment,
    SegmentKind,
    Utterance,
    Voice,
    VoiceProfile,
)
from briefing.speech import ClipStore, People, speak
from engines.tone import ToneEngine


def voice(name: str, engine: str = "tone") -> Voice:
    return Voice(engine=engine, voice=name)


PROFILE = VoiceProfile(
    name="house",
    presenter=voice("anchor"),
    quote=voice("common"),
    cast=QuoteVoices(
        f=(voice("alto"), voice("soprano")), m=(voice("bass"), voice("tenor")), any=(voice("reader"),)
    ),
)


def script(*speakers: str) -> Script:
    """One quotation of each, in that order, behind a line of the presenter's."""
    lines = [Line(text="The pier is open again.", role=LineRole.PRESENTER)]
    lines += [
        Line(text=f"Quotation number {n} is this.", role=LineRole.QUOTE, speaker=name)
        for n, name in enumerate(speakers)
    ]
    return Script(
        title="The pier",
        language="en",
        date=date(2026, 11, 23),
        articles=("article-1.yaml",),
        segments=(Segment(kind=SegmentKind.QUOTES, title="A", lines=tuple(lines)),),
    )


@pytest.fixture
def store(tmp_path: Path) -> ClipStore:
    return ClipStore(tmp_path / "clips")


def heard(recording: Recording) -> list[str]:
    """The voices of the clips, in order: "anchor", "alto" …"""
    return [clip.voice.split("/")[-1] for clip in recording.clips]


def record(
    store: ClipStore,
    text: Script,
    profile: VoiceProfile = PROFILE,
    genders: dict[str, str] | None = None,
    remembered: dict[str, dict[str, str]] | None = None,
    **how,
) -> Recording:
    return speak(
        text,
        profile=profile,
        store=store,
        people=People(genders=genders or {}, remembered=remembered or {}),
        engines=how.pop("engines", lambda _: ToneEngine()),
        **how,
    )


def test_a_speaker_keeps_one_voice_and_two_have_two(store: ClipStore) -> None:
    made = record(store, script("Ann Ode", "Ben Eyo", "Ann Ode"), genders={"Ann Ode": "f", "Ben Eyo": "m"})
    assert heard(made) == ["anchor", "alto", "bass", "alto"]
    assert made.cast == {"house": {"Ann Ode": "tone/alto", "Ben Eyo": "tone/bass"}}
    assert made.warnings == ()


def test_a_gender_counts_only_where_it_is_shown(store: ClipStore) -> None:
    """Nobody knows of Kim and Lou: first the voice for everybody, then whatever is left."""
    made = record(store, script("Kim", "Ann", "Lou", "Max"), genders={"Ann": "f", "Max": "m"})
    assert heard(made)[1:] == ["reader", "alto", "bass", "tenor"]


def test_a_voice_for_men_never_reads_a_woman(store: ClipStore) -> None:
    names = [f"Woman {n}" for n in range(5)]
    made = record(store, script(*names), genders=dict.fromkeys(names, "f"))
    assert heard(made)[1:] == ["alto", "soprano", "reader", "alto", "soprano"]
    men_only = replace(PROFILE, cast=QuoteVoices(m=(voice("bass"),)))
    made = record(store, script("Ann"), men_only, genders={"Ann": "f"})
    assert (heard(made)[1:], made.cast) == (["common"], {})


def test_without_a_cast_the_quote_voice_reads_all_as_ever(store: ClipStore) -> None:
    made = record(store, script("Ann", "Ben"), replace(PROFILE, cast=QuoteVoices()))
    assert (heard(made)[1:], made.cast) == (["common", "common"], {})


@pytest.mark.parametrize(("quotes", "voices"), [("presenter", "anchor"), ("one", "common")])
def test_one_voice_for_all_if_the_profile_says_so(store: ClipStore, quotes: str, voices: str) -> None:
    made = record(store, script("Ann", "Ben"), replace(PROFILE, quotes=quotes), genders={"Ann": "f"})
    assert (heard(made)[1:], made.cast) == ([voices, voices], {})


@pytest.mark.parametrize("quotes", ["each", "one", "presenter"])
def test_a_named_speaker_has_the_voice_that_the_profile_names(store: ClipStore, quotes: str) -> None:
    profile = replace(PROFILE, quotes=quotes, speakers={"ines  hofmann": voice("hers")})
    made = record(store, script("Ines Hofmann"), profile, remembered={"house": {"Ines Hofmann": "tone/alto"}})
    assert heard(made)[1:] == ["hers"]


def test_a_named_speakers_voice_is_not_given_to_another(store: ClipStore) -> None:
    profile = replace(PROFILE, speakers={"Ann": voice("alto")})
    made = record(store, script("Ann", "Eve"), profile, genders={"Eve": "f"})
    assert heard(made)[1:] == ["alto", "soprano"]


# ----------------------------------------------------------------------------------- across episodes


def test_next_week_the_voice_is_the_same(store: ClipStore) -> None:
    first = record(store, script("Ann", "Eve"), genders={"Ann": "f", "Eve": "f"})
    later = record(store, script("Zoe", "Eve"), genders={"Zoe": "f"}, remembered=dict(first.cast))
    # Eve keeps hers though no gender is shown this time, and Zoe, who is heard first, takes another.
    assert heard(later)[1:] == ["alto", "soprano"]
    assert later.warnings == ()


def test_a_list_in_another_order_or_at_another_speed_changes_no_voice(store: ClipStore) -> None:
    made = record(store, script("Ann"), genders={"Ann": "f"})
    turned = QuoteVoices(f=tuple(replace(v, rate=190) for v in reversed(PROFILE.cast.f)))
    again = record(store, script("Ann"), replace(PROFILE, cast=turned), remembered=dict(made.cast))
    assert heard(again)[1:] == ["alto"]
    assert again.cast == made.cast


def test_a_voice_that_has_left_the_list_is_chosen_anew_and_said(store: ClipStore) -> None:
    made = record(
        store,
        script("Ann"),
        genders={"Ann": "f"},
        remembered={"house": {"Ann": "tone/gone", "Ben": "tone/x"}},
    )
    assert made.cast == {"house": {"Ann": "tone/alto"}}
    assert "Ann is read by `tone/alto` now" in made.warnings[0]


def test_a_gender_that_comes_to_light_changes_only_a_voice_that_contradicts_it(store: ClipStore) -> None:
    remembered = {"house": {"Kim": "tone/bass", "Lou": "tone/reader"}}
    made = record(store, script("Kim", "Lou"), genders={"Kim": "f", "Lou": "f"}, remembered=remembered)
    assert heard(made)[1:] == ["alto", "reader"]
    assert len(made.warnings) == 1 and made.warnings[0].startswith("Kim is read by `tone/alto` now")
    made = record(store, script("Kim"), remembered=remembered)
    assert heard(made)[1:] == ["bass"]


def test_a_new_speaker_takes_the_voice_that_fewest_have(store: ClipStore) -> None:
    remembered = {"house": {"Old One": "tone/alto", "Old Two": "tone/alto", "Old Three": "tone/soprano"}}
    made = record(store, script("Ann"), genders={"Ann": "f"}, remembered=remembered)
    assert heard(made)[1:] == ["soprano"]


def test_a_memory_is_each_profiles_own(store: ClipStore) -> None:
    made = record(store, script("Ann"), genders={"Ann": "f"}, remembered={"other": {"Ann": "tone/soprano"}})
    assert heard(made)[1:] == ["alto"]


@pytest.mark.parametrize(
    ("known", "now", "keeps"),
    [
        ("Ines Hofmann", ["Hofmann"], True),
        ("Hofmann", ["Ines Hofmann"], True),
        ("ليلى منصور", ["منصور"], True),
        ("Ines Hofmann", ["Hofmann", "Otto Hofmann"], False),
        ("Ines Hofmann", ["Ines"], False),
        ("Ines Hofmann", ["Ines Maria"], False),
    ],
)
def test_a_family_name_alone_is_the_one_whom_it_can_only_be(
    store: ClipStore, known: str, now: list[str], keeps: bool
) -> None:
    made = record(store, script(*now), remembered={"house": {known: "tone/tenor"}})
    assert (heard(made)[1] == "tenor") is keeps


def test_the_record_says_who_was_read_by_which_voice(store: ClipStore) -> None:
    named = replace(PROFILE, speakers={"Bo": voice("own")})
    made = record(store, script("Ann", "Bo", "Ann"), named)
    assert made.read_by == {"Ann": "tone/reader", "Bo": "tone/own"}
    assert record(store, script("Ann"), replace(PROFILE, quotes="one")).read_by == {"Ann": "tone/common"}
    at_home = Voice(
        engine="tone",
        voice="/home/me/bass.onnx",
        options={"speaker": 3, "url": "http://host/", "run": ("a", "b")},
    )
    one = replace(PROFILE, quotes="one", quote=at_home)
    assert record(store, script("Ann"), one).read_by == {"Ann": 'tone/bass.onnx//{"speaker": 3}'}


def test_a_name_in_another_spelling_is_the_same_person(store: ClipStore) -> None:
    remembered = {"house": {"INES\u00a0HOFMANN": "tone/soprano", "سَلمى الحايك": "tone/tenor"}}
    made = record(store, script("Ines Hofmann", "سلمى الحايك"), remembered=remembered)
    assert heard(made)[1:] == ["soprano", "tenor"]


NAMES = st.lists(st.sampled_from([f"Speaker {n}" for n in range(9)]), min_size=1, max_size=8)
GENDERS = st.dictionaries(st.sampled_from([f"Speaker {n}" for n in range(9)]), st.sampled_from("fm"))


@given(weeks=st.lists(NAMES, min_size=2, max_size=4), genders=GENDERS)
def test_whoever_has_a_voice_keeps_it_and_a_rerun_changes_nothing(
    weeks: list[list[str]], genders: dict[str, str]
) -> None:
    from briefing.speech.casting import Cast, voice_of
    from briefing.speech.speakers import to_remember, with_speakers

    memory: dict[str, str] = {}
    for names in weeks:
        text = script(*names)
        people = People(genders=genders, remembered={"house": memory})
        profile = with_speakers(PROFILE, text, people)
        used = {line.speaker: voice_of(line, profile).voice for line in text.segments[0].lines[1:]}
        for name, chosen in used.items():
            assert memory.get(name, f"tone/{chosen}") == f"tone/{chosen}"
            assert chosen not in {"f": ("bass", "tenor"), "m": ("alto", "soprano")}.get(
                genders.get(name, ""), ()
            )
        memory |= to_remember(text, Cast((profile,)))["house"]
        again = with_speakers(PROFILE, text, People(genders=genders, remembered={"house": memory}))
        assert again == profile
        new = [name for name in used if genders.get(name) is None]
        if not set(memory) - set(used) and len(used) <= 5 and len(new) == len(used):
            assert len(set(used.values())) == len(used)


# ----------------------------------------------------------------------------------------- fallback


class Broken(ToneEngine):
    def answer(self, utterance: Utterance) -> Audio:
        raise EngineError("the engine is broken")


def test_a_fallback_has_a_cast_and_a_memory_of_its_own(store: ClipStore) -> None:
    cast = QuoteVoices(f=(voice("alto", "broken"),), m=(voice("bass", "broken"),))
    profile = replace(PROFILE, name="online", cast=cast, fallback="house")
    engines = {"tone": ToneEngine(), "broken": Broken()}
    made = record(
        store,
        script("Ann", "Ben"),
        profile,
        genders={"Ann": "f", "Ben": "m"},
        remembered={"online": {"Ann": "broken/alto"}, "house": {"Ann": "tone/soprano"}},
        engines=engines.__getitem__,
        profiles=lambda name: {"house": PROFILE}[name],
    )
    assert heard(made) == ["anchor", "soprano", "bass"]
    assert made.cast == {"house": {"Ann": "tone/soprano", "Ben": "tone/bass"}}
