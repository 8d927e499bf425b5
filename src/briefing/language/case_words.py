"""Words that tell in which case a number stands, in a language whose number words show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWords:
    """Verbs are given as "he did" → "he does", without vowel marks; the other forms are made from these."""

    subject_verbs: Mapping[str, str] = field(default_factory=dict)
    """Behind them comes who does or suffers it: verbs without an object, and passives written as such."""
    passive_verbs: Mapping[str, str] = field(default_factory=dict)
    """Passives that are written as the active is: subject only where nobody has been named who does it."""
    transitive_verbs: Mapping[str, str] = field(default_factory=dict)
    """Of what people do to things and places: people that are counted behind them do it."""
    visiting: tuple[str, ...] = ()
    """Of these, those whose object is a place or an event, which may stand before who comes."""
    measure_verbs: Mapping[str, str] = field(default_factory=dict)
    """To reach, exceed, comprise, last: the number behind them is their object."""
    being: Mapping[str, str] = field(default_factory=dict)
    """To be, to become, to remain: a subject right behind, an object behind the subject."""
    existing: tuple[str, ...] = ()
    """There is, he has, among them: the subject follows."""
    among: tuple[str, ...] = ()
    """Of them, in it: the subject follows if nothing is being done to it."""
    emphasis: tuple[str, ...] = ()
    """That: the subject stands in the accusative."""
    openers: tuple[str, ...] = ()
    """A clause begins behind them."""
    relatives: tuple[str, ...] = ()
    """Who, which: the verb behind them has its subject before."""
    measures: tuple[str, ...] = ()
    """Age, number, price, length: what the number says of them is the predicate."""
    prepositions: tuple[str, ...] = ()
    """Genitive right behind; a phrase that begins with them may stand between verb and subject."""
    places: tuple[str, ...] = ()
    """Of these, those with which a sentence may begin that says what there is somewhere."""
    adverbs: tuple[str, ...] = ()
    """One word that may stand between verb and subject."""
    spans: tuple[str, ...] = ()
    """Units of time and length, singular: how long, how far, and so no subject."""
    passing: tuple[str, ...] = ()
    """Of the subject verbs, those whose subject is time."""
    bodies: tuple[str, ...] = ()
    """Nouns for states, firms, vehicles and others that act as persons do."""
    people: tuple[str, ...] = ()
    """Nouns for persons, singular."""
