"""Old records and those who are known by nothing else: two questions to the index."""

from __future__ import annotations

from collections.abc import Iterable

from troth.store.index import Index
from troth.store.index_tables import NEWEST, pack_id, unpack_id

AGE = {
    "period": "coalesce(b.end_us, 9223372036854775807)",
    "incident": "coalesce(b.end_us, r.ts_us)",
    "change": "coalesce(b.effect_us, r.ts_us)",
}
"""What makes a record old is when it happened; of what lasts, when it ended. A period without an
end is running."""
SIZE = 500


_LATEST = (
    f"(r.{NEWEST} or (not exists (select 1 from record k where k.id = r.id and k.{NEWEST})"
    " and r.old_us = (select max(k.old_us) from record k where k.id = r.id)))"
)
"""The version that holds, and of what was deleted in its system the one that held last."""


def older(index: Index, kind: str, before_us: int, *, limit: int | None = None) -> list[str]:
    """The records of a kind that were over before this moment, as they are known now.

    What was deleted in its system is still held, and grows old as well.
    """
    over = f" and {AGE[kind]} < ?" if kind in AGE else ""
    body = " join body b on b.n = r.n" if over else ""
    sql = (
        f"select distinct r.id from record r{body} where r.ts_us < ?{over}"
        f" and r.lot in (select n from lot where kind = ?) and {_LATEST} limit ?"
    )
    values = (before_us, *([before_us] if over else []), kind, -1 if limit is None else limit)
    return [unpack_id(id) for (id,) in index.connection().execute(sql, values)]


def left_without(index: Index, handles: Iterable[str], dropped: Iterable[str]) -> set[str]:
    """Those of the handles that no record but the dropped ones is by, about or to.

    An earlier version, and what was deleted in its system, is still held and counts.
    """
    con = index.connection()
    con.execute("create temp table if not exists dropped (id primary key) without rowid")
    con.execute("begin")
    try:
        marks = ((pack_id(id),) for id in dropped)
        con.executemany("insert or ignore into temp.dropped values (?)", marks)
        wanted = list(dict.fromkeys(handles))
        found = {one for (one,) in con.execute(_PAST)}
        for start in range(0, len(wanted), SIZE):
            part = wanted[start : start + SIZE]
            sql = f"select handle from handle h where h.handle in ({', '.join('?' * len(part))})"
            found.update(one for (one,) in con.execute(f"{sql} and ({_HELD})", part))
    finally:
        con.execute("rollback")
    return {one for one in wanted if one not in found}


_LEFT = f"r.{NEWEST} and r.id not in temp.dropped"
_HELD = (
    f"exists (select 1 from record r where r.about = h.n and {_LEFT})"
    f' or exists (select 1 from record r where r."by" = h.n and r."by" is not r.about and {_LEFT})'
    " or exists (select 1 from party p join record r on r.n = p.n"
    f" where p.handle = h.n and {_LEFT})"
)
_OLD = "r.old_us is not null and r.id not in temp.dropped"
_PAST = (
    f"select h.handle from record r join handle h on h.n = r.about where {_OLD}"
    f' union select h.handle from record r join handle h on h.n = r."by" where {_OLD}'
    " union select h.handle from party p join record r on r.n = p.n"
    f" join handle h on h.n = p.handle where {_OLD}"
)
"""One look over all earlier versions: no list of theirs is kept by person."""
