"""What was done and written around a stretch of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from troth.model.units import HOUR_US
from troth.store.index import Index
from troth.store.index_tables import NEWEST, unpack_id

SPANS = 200
"""So many stretches of time in one question: SQLite reads no deeper expressions than a thousand."""


class Done(NamedTuple):
    """How often one handle did something in one hour, counted from 1970 in UTC."""

    handle: str
    hour: int
    n: int
    ours: str | None
    side: str | None
    account: str | None
    event: str | None


class Written(NamedTuple):
    """A message and one handle it was from or to."""

    id: str
    version: str
    at_us: int
    handle: str
    out: bool
    automatic: bool
    ours: str | None
    text: str


def done(index: Index, since_us: int, until_us: int) -> Iterator[Done]:
    """What customers used, bought and wrote to us, by the hour; days without an hour are left out."""
    rows = (
        'select r.about a, r."by" y, l.kind, r.ts_us, l.ours, l.side, b.account, b.event'
        " from record r join lot l on l.n = r.lot join body b on b.n = r.n"
        f" where r.{NEWEST} and r.ts_us between ? and ?"
        " and l.kind in ('use', 'purchase', 'message') and coalesce(l.precision, '') <> 'day'"
        " and (l.kind <> 'message' or (b.direction = 'in' and not coalesce(b.automatic, 0)))"
    )
    whose = "case when x.kind = 'message' then x.y else coalesce(x.y, x.a) end"
    sql = (
        f"select h.handle, x.ts_us / {HOUR_US}, count(*), x.ours, x.side, k.handle, x.event"
        f" from ({rows}) x join handle h on h.n = {whose}"
        " left join handle k on k.n = x.account group by h.n, 2, 4, 5, 6, 7"
    )
    for row in index.connection().execute(sql, (since_us, until_us)):
        yield Done(*row)


def written(
    index: Index, spans: Sequence[tuple[int, int]], hints: Sequence[str] = ()
) -> Iterator[Written]:
    """Messages in stretches of time, a row for each handle in them; with `hints` only those of
    ours that hold one of these words."""
    if not spans or not index.counts().get("message"):
        return
    if len(spans) > SPANS:
        yield from written(index, spans[SPANS:], hints)
        spans = spans[:SPANS]
    text = "coalesce(b.subject, '') || char(10) || coalesce(b.text, '')"
    within = " or ".join("r.ts_us between ? and ?" for _ in spans)
    told = " or ".join(f"instr(lower({text}), ?)" for _ in hints)
    rows = (
        f"select r.n, r.id, r.version, r.ts_us, r.about a, r.\"by\" y, b.direction = 'out' o,"
        f" coalesce(b.automatic, 0) m, l.ours, {text} t"
        " from record r join lot l on l.n = r.lot join body b on b.n = r.n"
        f" where r.{NEWEST} and l.kind = 'message' and ({within})"
        " and b.direction in ('in', 'out')"
        + (f" and b.direction = 'out' and ({told})" * bool(hints))
    )
    ways = (
        f"select x.*, h.handle from ({rows}) x join handle h on h.n = iif(x.o, x.a, x.y)",
        f"select x.*, h.handle from ({rows}) x join party p on p.n = x.n"
        " join handle h on h.n = p.handle where x.o",
    )
    for sql in ways:
        for row in index.connection().execute(
            sql, (*[at for span in spans for at in span], *hints)
        ):
            yield _written(row)


def events(index: Index) -> frozenset[str]:
    """What every use is called."""
    sql = "select distinct event from body where event is not null"
    return frozenset(str(event) for (event,) in index.connection().execute(sql))


def has_written(index: Index) -> bool:
    """Whether any message of ours is among the records."""
    if not index.counts().get("message"):
        return False
    sql = (
        "select 1 from record r join lot l on l.n = r.lot join body b on b.n = r.n"
        f" where r.{NEWEST} and l.kind = 'message' and b.direction = 'out' limit 1"
    )
    return index.connection().execute(sql).fetchone() is not None


def _written(row: Sequence[object]) -> Written:
    _, id, version, at_us, _, _, out, automatic, ours, text, handle = row
    held = version.hex() if isinstance(version, bytes) else str(version)
    return Written(
        unpack_id(id),  # type: ignore[arg-type]
        held,
        int(str(at_us)),
        str(handle),
        bool(out),
        bool(automatic),
        None if ours is None else str(ours),
        str(text),
    )
