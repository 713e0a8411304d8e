"""What the last run's testing found of each promise, for pages: counts by side and week.

Derived and rebuilt by every run, like what is left for `check`; nobody's name, handle or words are
in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from troth.ledger.derived import derive, derived
from troth.model.week import Consistency, Week

NAME = "measured.json"
FORM = 1


@dataclass(frozen=True, slots=True)
class MeasuredSide:
    """One side of a promise: how it stands there, its counts, and its weeks."""

    side: str | None
    status: str
    says: str
    kept: int
    broken: int
    waiting: int
    n: int
    rate: float | None
    low: float | None
    high: float | None
    method: str
    weeks: tuple[Week, ...] = ()
    consistency: Consistency | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """One promise as it was tested, the worst side first; the share it had to reach."""

    sides: tuple[MeasuredSide, ...]
    share: float | None = None
    tolerance: str | None = None


def write_measured(path: Path, found: Mapping[str, Measured], tmp: Path) -> None:
    """Write the file whole or not at all."""
    derive(path, FORM, {"promises": {id: asdict(one) for id, one in found.items()}}, tmp)


def read_measured(path: Path) -> Mapping[str, Measured]:
    """What was found, by promise; nothing where no run has written it in this form."""
    return derived(path, FORM, lambda held: _promises(held["promises"])) or {}


def _promises(held: Mapping[str, Any]) -> dict[str, Measured]:
    return {id: _measured(one) for id, one in held.items()}


def _measured(one: Mapping[str, Any]) -> Measured:
    return Measured(tuple(map(_side, one["sides"])), one["share"], one["tolerance"])


def _side(one: Mapping[str, Any]) -> MeasuredSide:
    weeks = tuple(Week(**week) for week in one["weeks"])
    steady = Consistency(**one["consistency"]) if one["consistency"] else None
    return MeasuredSide(**{**one, "weeks": weeks, "consistency": steady})
