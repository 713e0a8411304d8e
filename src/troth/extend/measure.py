"""All an author of a measure imports.

A measure file holds `CARD`, `gather(tables, moment_us)` and `cases(batch, context)`, which
turns the gathered rows into `Case` values; how long a case took is counted on the calendar.
"""

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
    "silent",
    "speaks",
    "unsure",
]
