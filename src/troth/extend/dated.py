"""The day of records that name none: the one that `day` states in `troth.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any

from troth.text.moments import Moment, Times

STATED = "the day stated in troth.toml"


def stated_day(day: str | None, zone: tzinfo | None = None) -> Moment | None:
    """The stated day as a moment: its midnight in the file's zone; None where none is stated."""
    return Times(zone=zone).read(day) if day else None


def dated(
    day: Moment, extra: Sequence[Mapping[str, str]] | None, size: int
) -> dict[str, Sequence[Any]]:
    """The columns that date so many rows by one day; `extra` says of each what dated it."""
    at_us, precision, zone = day
    others = extra if extra is not None else [{}] * size
    return {
        "at_us": [at_us] * size,
        "precision": [precision] * size,
        "zone": [zone] * size,
        "extra": [{**(each or {}), "dated by": STATED} for each in others],
    }
