"""Who took part in what: asked of many records at once, without reading what they say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from troth.store.index import Index
from troth.store.index_tables import NEWEST, unpack_id

Thread = tuple[str, str]
"""A system and the conversation in it."""
SIZE = 500
_ASKED = (
    "select l.system, r.thread, by_.handle, about_.handle from record r join lot l on l.n = r.lot"
    ' left join handle by_ on by_.n = r."by" left join handle about_ on about_.n = r.about'
    " where r.thread in ({}) and r.{}"
)
_NEAR = (
    f'select r.id, r.ts_us, l.kind, r."by" is ? from {{}} and r.{NEWEST}',
    "record r cross join lot l on l.n = r.lot where r.about = ?",
    'record r cross join lot l on l.n = r.lot where r."by" = ? and r."by" is not r.about',
    "party p cross join record r on r.n = p.n cross join lot l on l.n = r.lot where p.handle = ?",
)


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody took part in: how many records, of which kinds, since when.

    `written` are those by that person. Of nobody, all is empty and `first_us` None.
    """

    records: int
    kinds: frozenset[str]
    first_us: int | None
    written: frozenset[str]


def part_of(index: Index, handles: Iterable[str]) -> Part:
    """What these handles, of one person, did, had done for them or were sent."""
    con = index.connection()
    found: dict[str, tuple[int, str]] = {}
    written: set[str] = set()
    asked, *ways = _NEAR
    for handle in handles:
        number = con.execute("select n from handle where handle = ?", (handle,)).fetchone()
        for way in ways if number else ():
            for packed, at_us, kind, own in con.execute(asked.format(way), number * 2):
                id = unpack_id(packed)
                found[id] = at_us, kind
                if own:
                    written.add(id)
    kinds = frozenset(kind for _, kind in found.values())
    first = min((at_us for at_us, _ in found.values()), default=None)
    return Part(len(found), kinds, first, frozenset(written))


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
