"""How cases went, system by system, as the last run counted them, for the page of journeys.

A step, a passing or a way that fewer than `LEAST` cases went is counted and not named, so that the
file cannot tell of anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from troth.ledger.derived import derive, derived

NAME = "travelled.json"
FORM = 1
LEAST = 5
"""Fewer cases than this name no step, no passing and no way."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval; `value` is None where nothing can be said, `n` of how many."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    method: str


@dataclass(frozen=True, slots=True)
class Station:
    """One step: in how many cases, how often, how many ended there, how late in a case (0 to 1)."""

    step: str
    cases: int
    times: int
    ended: int
    place: float


@dataclass(frozen=True, slots=True)
class Passing:
    """One step straight after another: how often, in the middle after so many hours."""

    source: str
    target: str
    times: int
    hours: float


@dataclass(frozen=True, slots=True)
class Way:
    """The whole row of steps of a case, and how many cases went it."""

    steps: tuple[str, ...]
    cases: int


@dataclass(frozen=True, slots=True)
class FirstContact:
    """For how many needs one contact was enough within some days (Kaplan–Meier), and what is too
    early to say. `naive` is the share so far, which is too high."""

    days: int
    share: Estimate
    needs: int
    undecided: int
    naive: float | None


@dataclass(frozen=True, slots=True)
class Journey:
    """The cases of one system that began in the year before its records end.

    `passed` counts all passings, `kinds` all different ways. Of what is None the records hold nothing.
    `minutes` are the customer's own a case; for `unmeasured` of her `contacts` in all nobody knows any.
    """

    system: str
    cases: int
    events: int
    since_us: int
    until_us: int
    stations: tuple[Station, ...]
    passings: tuple[Passing, ...]
    passed: int
    ways: tuple[Way, ...]
    kinds: int
    again: Estimate
    handed: Estimate | None
    back_and_forth: int | None
    broken: Estimate | None
    closed_days: Estimate | None
    contacts: int
    contacts_a_case: Estimate | None
    minutes: Estimate | None
    unmeasured: int
    switched: Estimate | None
    first_contact: tuple[FirstContact, ...]


def write_travelled(path: Path, found: Iterable[Journey], tmp: Path) -> None:
    """Write the file whole or not at all."""
    derive(path, FORM, {"journeys": [asdict(one) for one in found]}, tmp)


def read_travelled(path: Path) -> tuple[Journey, ...] | None:
    """The journeys, the system with most cases first; None where no run has left any."""
    return derived(path, FORM, lambda held: tuple(map(_journey, held["journeys"])))


def _journey(one: Mapping[str, Any]) -> Journey:
    maybe = ("again", "handed", "broken", "closed_days", "contacts_a_case", "minutes", "switched")
    first = (
        FirstContact(**{**each, "share": Estimate(**each["share"])})
        for each in one["first_contact"]
    )
    return Journey(
        **{
            **one,
            **{name: None if one[name] is None else Estimate(**one[name]) for name in maybe},
            "stations": tuple(Station(**each) for each in one["stations"]),
            "passings": tuple(Passing(**each) for each in one["passings"]),
            "ways": tuple(Way(tuple(each["steps"]), each["cases"]) for each in one["ways"]),
            "first_contact": tuple(first),
        }
    )
