"""All an author of a lens over records imports.

A lens file holds `CARD`, `gather(tables, moment_us)`, `judge(batch, context)` and `EXAMPLES`.
`gather` says which rows are wanted, as one lazy Ibis table; it is the only part that runs on
an engine. `judge` looks at those rows and says what they mean; it is plain Python, has no
clock and no chance, and gives the same findings whatever the order of the rows. A lens may also
have `leave(batch, context)`: counts and ids of records, never words, names or handles, that a run
leaves for a page which shows more than what was found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from troth.calendar import Calendar, Calendars
from troth.model.card import LensCard, Proved
from troth.model.example import Example, silent, speaks, unsure
from troth.model.finding import Cite, Finding, Strength, Subject
from troth.model.origin import Span
from troth.model.units import DAY_US

if TYPE_CHECKING:
    import ibis
    import pyarrow

    Table: TypeAlias = ibis.Table
    Batch: TypeAlias = pyarrow.Table
else:
    Table = Batch = Any

__all__ = [
    "Batch",
    "Cite",
    "Context",
    "Example",
    "Finding",
    "LensCard",
    "Proved",
    "Span",
    "Strength",
    "Subject",
    "Table",
    "Tables",
    "silent",
    "speaks",
    "unsure",
]


class Tables(Protocol):
    """The evidence and the ledger as lazy tables, as of the moment of looking.

    `tables["message"]`, `tables["purchase"]` … hold the columns of `model.evidence`.
    `tables["person"]` maps `handle` to `person`, `account`, `side` and `staff`; `tables["account"]`
    the handle of an account to its id.
    `tables["promise"]` and `tables["saying"]` hold the ledger's promises and what was said,
    `tables["verified"]`, `tables["failure"]` and `tables["tried"]` how those came out that are
    tested: by side, case by broken case, and every decided case.
    `tables["counted"]` the cases of every measure by which sides are compared.
    `tables["uptime"]` the uptime that live promises speak of, `tables["notice"]` the notice of changes.
    `tables["rating"]` how accounts are rated, by us and by them, apart.
    `tables["decision"]` has a row for each live promise that a recorded decision breaks.
    `tables["repair"]` holds every break of a promise to a person and the steps taken since.
    """

    def __getitem__(self, name: str) -> Table: ...


@dataclass(frozen=True, slots=True)
class Context:
    """What `judge` may know besides its rows.

    `as_of_us` is the moment asked about; `moment_us` is as far as the records reach, never
    later. `coverage` says per system until when its records are complete. All in UTC
    microseconds. `options` are the lens' own settings from `troth.toml`.
    """

    as_of_us: int
    moment_us: int
    coverage: Mapping[str, int] = field(default_factory=dict)
    calendars: Calendars = field(default_factory=Calendars)
    options: Mapping[str, object] = field(default_factory=dict)

    def calendar(self, side: str | None = None, ours: str | None = None) -> Calendar:
        """The opening hours that hold for a side or a brand."""
        return self.calendars.of(side, ours)

    def too_old_for(self, wait_us: int) -> bool:
        """Whether the records end so long ago that a wait of this length may be over by now."""
        return self.as_of_us - self.moment_us > wait_us

    def records_end(self) -> str:
        """The day the records reach, in words: "2 April 2020"."""
        day = datetime.fromtimestamp(self.moment_us / 1e6, UTC)
        return f"{day.day} {day:%B %Y}"

    def ending(self) -> str:
        """What a sentence ends with where the records end a day or more before the day asked about."""
        if self.as_of_us - self.moment_us < DAY_US:
            return ""
        return f", when the records end on {self.records_end()}"
