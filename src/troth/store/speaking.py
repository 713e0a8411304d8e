"""Who has ever written a word, as the index knows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from troth.store.index_tables import NEWEST

if TYPE_CHECKING:
    from troth.store.index import Index

SIZE = 500
_SPOKE = (
    "select distinct h.handle from handle h join record r on {} join lot l on l.n = r.lot"
    " where h.handle in ({}) and l.kind in ('message', 'review', 'survey_answer')"
    f" and r.{NEWEST}"
)
_WAYS = (
    'r.about = h.n and r."by" = h.n',
    'r."by" = h.n and r."by" is not r.about',
)


def wrote(index: Index, handles: Iterable[str]) -> frozenset[str]:
    """Which of these handles wrote to us, reviewed us or answered a survey."""
    found: set[str] = set()
    listed = sorted(set(handles))
    for start in range(0, len(listed), SIZE):
        part = listed[start : start + SIZE]
        marks = ", ".join("?" * len(part))
        for way in _WAYS:
            rows = index.connection().execute(_SPOKE.format(way, marks), part)
            found.update(handle for (handle,) in rows)
    return frozenset(found)
