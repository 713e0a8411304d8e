"""What the last run's testing found of each promise, for pages: counts by side and week.

Derived and rebuilt by every run, like what is left for `check`; nobody's name, handle or words are
in it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

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
    tmp.mkdir(parents=True, exist_ok=True)
    fresh = tmp / f"measured-{os.getpid()}.json"
    held = {"form": FORM, "promises": {id: asdict(one) for id, one in found.items()}}
    with fresh.open("w", encoding="utf-8") as out:
        json.dump(held, out, ensure_ascii=False)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)


def read_measured(path: Path) -> Mapping[str, Measured]:
    """What was found, by promise; nothing where no run has written it in this form."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        if held["form"] != FORM:
            return {}
        return {id: _measured(one) for id, one in held["promises"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _measured(one: Mapping[str, Any]) -> Measured:
    return Measured(tuple(map(_side, one["sides"])), one["share"], one["tolerance"])


def _side(one: Mapping[str, Any]) -> MeasuredSide:
    weeks = tuple(Week(**week) for week in one["weeks"])
    steady = Consistency(**one["consistency"]) if one["consistency"] else None
    return MeasuredSide(**{**one, "weeks": weeks, "consistency": steady})
