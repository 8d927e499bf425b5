"""What a run may take at most, in requests and money: counted before the first call, kept to by every try."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.errors import EngineError, UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """None: as many, as much as it takes."""

    requests: int | None = None
    cost: float | None = None
    """In the unit of `price`, which is the user's own."""
    price: Mapping[str, float] = field(default_factory=dict)
    """Engine → price of a million characters."""
    requests_said_by: str = "--max-requests"
    cost_said_by: str = "--max-cost"
    price_said_in: str = "episodes/show.yaml"


NO_CEILING = Ceiling()


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What is still to be asked for; nothing that is in the clip store."""

    requests: Mapping[str, int]
    """Engine → calls; an engine with none is not named."""
    characters: Mapping[str, int]
    """Engine → characters of those calls: what a paid engine charges for."""
    free: frozenset[str] = frozenset()
    """Engines among them that take no money."""


class CeilingError(EngineError):
    """The run has taken as much as it may: no fault of an engine, so no other voice is taken for it."""


def cost_of(characters: Mapping[str, int], price: Mapping[str, float]) -> dict[str, float]:
    """Engine → what sending the characters costs; engines without a price are left out."""
    return {engine: count / 1e6 * price[engine] for engine, count in characters.items() if engine in price}


def refuse_beyond(ceiling: Ceiling, need: Need) -> None:
    """Raises UsageError where the plan alone takes more, or where nobody has said what an engine costs."""
    calls = sum(need.requests.values())
    if ceiling.requests is not None and calls > ceiling.requests:
        raise UsageError(
            f"this would take {_of_each(need.requests)}, "
            f"and {ceiling.requests_said_by} allows {ceiling.requests}",
            why="nothing was asked for",
            hint="Allow more, or shorten the script.",
        )
    if ceiling.cost is None:
        return
    unpriced = sorted(set(need.characters) - need.free - set(ceiling.price))
    if unpriced:
        prices = ", ".join(f"{engine}: AMOUNT" for engine in unpriced)
        raise UsageError(
            f"nobody has said what `{unpriced[0]}` costs, so {ceiling.cost_said_by} cannot be kept",
            why="nothing was asked for",
            hint=f"Write `price: {{{prices}}}` into {ceiling.price_said_in}: "
            "the price of a million characters, 0 where it is free.",
        )
    cost = sum(cost_of(need.characters, ceiling.price).values())
    if cost > ceiling.cost:
        raise UsageError(
            f"this would cost {amount(cost)} for {sum(need.characters.values()):,} characters, "
            f"and {ceiling.cost_said_by} allows {amount(ceiling.cost)}",
            why="nothing was asked for",
            hint="Allow more, or shorten the script.",
        )


class Meter:
    """What a run has taken so far; safe for several threads.

    Every try counts, in requests and in money: a service that answers wrongly, or whose answer is lost on the
    way, may charge for it all the same.
    """

    def __init__(self, ceiling: Ceiling = NO_CEILING) -> None:
        self._ceiling = ceiling
        self._lock = threading.Lock()
        self.requests = 0
        """Calls of engines that are not offline."""
        self.cost = 0.0

    def admit(self, need: Need) -> None:
        """Before the first call raises UsageError; later, when a fallback takes over, CeilingError."""
        if not self.requests:
            refuse_beyond(self._ceiling, need)

    def take(self, engine: str, characters: int) -> None:
        """Just before a call to an engine that is not offline. Raises CeilingError and counts nothing."""
        ceiling = self._ceiling
        with self._lock:
            cost = self.cost + characters / 1e6 * ceiling.price.get(engine, 0.0)
            if ceiling.requests is not None and self.requests >= ceiling.requests:
                raise CeilingError(
                    f"{_count(self.requests)} were made, as many as {ceiling.requests_said_by} allows",
                    why="some had to be made again" if self.requests > 1 else "",
                )
            if ceiling.cost is not None and cost > ceiling.cost + 1e-9:
                raise CeilingError(
                    f"the next request would bring the cost to {amount(cost)}, "
                    f"and {ceiling.cost_said_by} allows {amount(ceiling.cost)}",
                    why="some had to be made again",
                )
            self.requests += 1
            self.cost = cost


def amount(cost: float) -> str:
    """Two places, more where the amount is small."""
    return f"{cost:.2f}" if cost >= 0.1 or not cost else f"{cost:.2g}"


def _of_each(requests: Mapping[str, int]) -> str:
    return ", ".join(f"{_count(count)} to {engine}" for engine, count in requests.items())


def _count(requests: int) -> str:
    return "1 request" if requests == 1 else f"{requests} requests"
