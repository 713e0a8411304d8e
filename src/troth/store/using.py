"""Who used what, as the index knows it: each event with its people, how often, and the last time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from troth.store.index_tables import NEWEST

if TYPE_CHECKING:
    from troth.store.index import Index

_USES = (
    'select b.event, h.handle, sum(coalesce(b."count", 1)), max(r.ts_us) from record r'
    ' join body b on b.n = r.n left join handle h on h.n = coalesce(r.about, r."by")'
    f" where r.lot in (select n from lot where kind = 'use') and r.{NEWEST}"
    " and b.event is not null group by b.event, h.handle"
)


@dataclass(frozen=True, slots=True)
class Uses:
    """One person's use of one event: how often in all, and when last."""

    event: str
    handle: str | None
    times: float
    last_us: int


def uses(index: Index) -> Iterator[Uses]:
    """Every event with everybody who met it; looks at every record of use."""
    for event, handle, times, last_us in index.connection().execute(_USES):
        yield Uses(event, handle, float(times), int(last_us))
