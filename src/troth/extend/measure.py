"""All an author of a measure imports.

A measure file holds `CARD`, `gather(tables, moment_us)` and `cases(batch, context)`, which
turns the gathered rows into `Case` values; how long a case took is counted on the calendar.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from troth.extend.record import Batch, Context, Table, Tables
from troth.model.card import MeasureCard
from troth.model.case import Case
from troth.model.example import Example, silent, speaks, unsure

__all__ = [
    "Batch",
    "Case",
    "Context",
    "Example",
    "MeasureCard",
    "Table",
    "Tables",
    "case_of",
    "silent",
    "speaks",
    "unsure",
]


def case_of(begun: Mapping[str, Any], ended: Mapping[str, Any] | None, **more: Any) -> Case:
    """The case that one row began and another ended, open where there is none; `more` are its fields.

    The rows have `record`, `version`, `customer`, `ts_us`, `precision`, `side` and `ours`. Where either
    is known by its day alone, so is how long it took.
    """
    days = "day" in (begun["precision"], ended["precision"] if ended else "")
    case = Case(
        id=begun["record"],
        subject=begun["customer"],
        start_us=begun["ts_us"],
        end_us=ended["ts_us"] if ended else None,
        record=begun["record"],
        version=begun["version"],
        side=begun["side"],
        ours=begun["ours"],
        end_record=ended["record"] if ended else None,
        end_version=ended["version"] if ended else None,
        precision="day" if days else begun["precision"] or "second",
    )
    return replace(case, **more)
