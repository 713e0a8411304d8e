"""How long customers stayed and how often they renewed, as counts, for the page of renewals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from troth.ledger.derived import derive, derived

NAME = "stays.json"
FORM = 1


@dataclass(frozen=True, slots=True)
class Stayed:
    """So many stays that were followed for so many days and then had ended, or had not."""

    days: int
    ended: bool
    count: int


@dataclass(frozen=True, slots=True)
class Stays:
    """Every stay that is known. A stay is one customer's periods without a gap of over a month.

    `term` is what is renewed, "month" or "year". `cohorts` holds, for those who began in the same
    month, how many were there after 0, 1, 2 … renewals, as far as all of them can be followed.
    `undated` periods have no start, or ended on a day that nobody wrote down.
    """

    customers: int
    stays: int
    ended: int
    undated: int
    term: str
    until_us: int
    followed: tuple[Stayed, ...]
    cohorts: tuple[tuple[int, ...], ...]


def write_stays(path: Path, found: Stays, tmp: Path) -> None:
    """Write the file whole or not at all."""
    derive(path, FORM, {"stays": asdict(found)}, tmp)


def read_stays(path: Path) -> Stays | None:
    """What was counted; None where no run has left anything."""
    return derived(path, FORM, lambda held: _stays(held["stays"]))


def _stays(one: Mapping[str, Any]) -> Stays:
    followed = tuple(Stayed(**each) for each in one["followed"])
    return Stays(**{**one, "followed": followed, "cohorts": tuple(map(tuple, one["cohorts"]))})
