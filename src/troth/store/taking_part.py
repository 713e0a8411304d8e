"""Who took part in conversations: asked of many at once, without reading what was said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from troth.store.index import Index
from troth.store.index_tables import NEWEST

Thread = tuple[str, str]
"""A system and the conversation in it."""
SIZE = 500
_ASKED = (
    "select l.system, r.thread, by_.handle, about_.handle from record r join lot l on l.n = r.lot"
    ' left join handle by_ on by_.n = r."by" left join handle about_ on about_.n = r.about'
    " where r.thread in ({}) and r.{}"
)


def people_of(
    index: Index, threads: Iterable[Thread], past: Collection[Thread]
) -> dict[Thread, set[str]]:
    """By conversation, the handles of those who wrote or were served in it.

    Of those in `past`, also in older versions and in what was deleted since.
    """
    found: dict[Thread, set[str]] = {thread: set() for thread in threads}
    for wanted, which in ((found, NEWEST), (past, "old_us is not null")):
        for thread, handles in _asked(index, {name for _, name in wanted}, which):
            if thread in wanted:
                found[thread].update(handle for handle in handles if handle)
    return found


def _asked(
    index: Index, names: Collection[str], which: str
) -> Iterator[tuple[Thread, tuple[str | None, str | None]]]:
    listed = sorted(names)
    for start in range(0, len(listed), SIZE):
        part = listed[start : start + SIZE]
        sql = _ASKED.format(", ".join("?" * len(part)), which)
        for system, thread, by, about in index.connection().execute(sql, part):
            yield (system, thread), (by, about)
