"""Who has ever written a word, and in which records, as the index knows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from troth.store.index_tables import NEWEST, unpack_id

if TYPE_CHECKING:
    from troth.store.index import Index

SIZE = 500
_FROM = (
    " from handle h join record r on {} join lot l on l.n = r.lot"
    " where h.handle in ({}) and l.kind in ('message', 'review', 'survey_answer')"
    f" and r.{NEWEST}"
)
_WAYS = (
    'r.about = h.n and r."by" = h.n',
    'r."by" = h.n and r."by" is not r.about',
)


def wrote(index: Index, handles: Iterable[str]) -> frozenset[str]:
    """Which of these handles wrote to us, reviewed us or answered a survey."""
    return frozenset(handle for (handle,) in _asked(index, handles, "distinct h.handle"))


def written(index: Index, handles: Iterable[str]) -> dict[str, str]:
    """What these handles wrote, each record with its writer."""
    rows = _asked(index, handles, "r.id, h.handle")
    return {unpack_id(id): handle for id, handle in rows}


def _asked(index: Index, handles: Iterable[str], columns: str) -> Iterator[tuple[Any, ...]]:
    listed = sorted(set(handles))
    for start in range(0, len(listed), SIZE):
        part = listed[start : start + SIZE]
        marks = ", ".join("?" * len(part))
        for way in _WAYS:
            sql = f"select {columns}{_FROM.format(way, marks)}"
            yield from index.connection().execute(sql, part)
