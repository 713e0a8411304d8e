"""Who did something of a kind within a stretch of time, and who has a contract that runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from troth.store.index import Index
from troth.store.index_tables import NEWEST


class Period(NamedTuple):
    """One contract or subscription: whose it is, by handle of person or account, and its terms."""

    about: str | None
    account: str | None
    plan: str | None
    status: str | None
    start_us: int | None
    end_us: int | None


def who_did(index: Index, kind: str, since_us: int, until_us: int) -> frozenset[str]:
    """The handles that have a record of this kind in that time; of messages, that wrote one to us."""
    of_message = kind == "message"
    whose = 'r."by"' if of_message else 'coalesce(r."by", r.about)'
    theirs = " and b.direction = 'in' and not coalesce(b.automatic, 0)" if of_message else ""
    sql = (
        f"select distinct h.handle from record r join lot l on l.n = r.lot"
        f" join body b on b.n = r.n join handle h on h.n = {whose}"
        f" where r.{NEWEST} and l.kind = ? and r.ts_us between ? and ?{theirs}"
    )
    rows = index.connection().execute(sql, (kind, since_us, until_us))
    return frozenset(handle for (handle,) in rows)


def periods(index: Index) -> Iterator[Period]:
    """Every contract and subscription, as it is known last."""
    sql = (
        "select a.handle, k.handle, b.plan, b.status, b.start_us, b.end_us from record r"
        " join lot l on l.n = r.lot join body b on b.n = r.n"
        ' left join handle a on a.n = coalesce(r.about, r."by")'
        " left join handle k on k.n = b.account"
        f" where r.{NEWEST} and l.kind = 'period'"
    )
    for row in index.connection().execute(sql):
        yield Period(*row)
