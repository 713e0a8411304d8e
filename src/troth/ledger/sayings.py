"""Sayings as the ledger keeps them: a span of a record, never the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from troth.ledger import tables
from troth.ledger.writing import among, chunks, insert_or_replace, pick
from troth.model.identity import digest
from troth.model.origin import Span
from troth.model.saying import Saying, Voice

if TYPE_CHECKING:
    from troth.store.index import Index

_S = tables.saying.c


def promise_id(saying: str) -> str:
    """The id of the promise that a saying makes, or would make."""
    return digest("p", "promise", saying)


def add_sayings(con: sa.Connection, sayings: Iterable[Saying]) -> None:
    """Keep what recognisers read; the newest reading of the same span stands."""
    rows = {saying.id: _row(saying) for saying in sayings}
    insert_or_replace(con, tables.saying, list(rows.values()))


def sayings(
    con: sa.Connection,
    *,
    voice: Voice | None = None,
    records: Iterable[str] | None = None,
    to: Iterable[str] | None = None,
    until_us: int | None = None,
    index: Index | None = None,
) -> list[Saying]:
    """What was said, by time: in one voice, in some records, to some handles, until a moment.

    Only what the newest version of each recogniser reads. With an index, sayings in a version
    of a record that is no longer the newest are left out.
    """
    query = sa.select(tables.saying).order_by(_S.at_us, _S.id)
    if voice is not None:
        query = query.where(_S.voice == voice)
    if until_us is not None:
        query = query.where(_S.at_us <= until_us)
    if to is not None:
        query = query.where(_S.to.in_([*to]))
    current = recognisers(con)
    found = [
        _saying(row)
        for row in _in_records(con, query, records)
        if current.get(row.recogniser, row.recogniser_version) == row.recogniser_version
    ]
    return found if index is None else _newest(found, index)


def sayings_by_id(con: sa.Connection, ids: Iterable[str]) -> dict[str, Saying]:
    """Sayings by id, also those that no recogniser of today would read."""
    return {row.id: _saying(row) for row in pick(con, [*_S], _S.id, set(ids))}


def saying_of_promise(con: sa.Connection, promise: str) -> Saying | None:
    """The saying that makes, or would make, the promise with this id."""
    row = con.execute(sa.select(tables.saying).where(_S.promise == promise)).first()
    return None if row is None else _saying(row)


def recognisers(con: sa.Connection) -> dict[str, str]:
    """The version of each recogniser that read last."""
    table = tables.recognised
    rows = con.execute(sa.select(table).order_by(table.c.at_us, table.c.generation))
    return {row.recogniser: row.version for row in rows}


def recognised(con: sa.Connection, recogniser: str, version: str) -> int:
    """Through which generation this version of a recogniser has read; 0 where it has not."""
    table = tables.recognised.c
    query = sa.select(table.generation).where(
        table.recogniser == recogniser, table.version == version
    )
    return con.execute(query).scalar() or 0


def mark_recognised(
    con: sa.Connection, marks: Mapping[tuple[str, str], int], *, at_us: int
) -> None:
    """(Recogniser, version) has read all evidence through this generation."""
    rows = [
        {"recogniser": name, "version": version, "generation": generation, "at_us": at_us}
        for (name, version), generation in marks.items()
    ]
    insert_or_replace(con, tables.recognised, rows)


def _in_records(
    con: sa.Connection, query: sa.Select[Any], records: Iterable[str] | None
) -> list[Any]:
    if records is None:
        return [*con.execute(query)]
    rows = [
        row
        for part in chunks(records)
        for row in con.execute(query.where(among(con, _S.record, part)))
    ]
    return sorted(rows, key=lambda row: (row.at_us, row.id))


def _newest(found: list[Saying], index: Index) -> list[Saying]:
    records = index.records({saying.record for saying in found})
    return [
        saying
        for saying in found
        if (record := records.get(saying.record))
        and record.version == saying.version
        and record.gone_us is None
    ]


def _row(saying: Saying) -> dict[str, Any]:
    due, condition = saying.due, saying.condition
    return {
        "id": saying.id,
        "promise": promise_id(saying.id),
        "record": saying.record,
        "version": saying.version,
        "start": saying.span.start,
        "end": saying.span.end,
        "voice": saying.voice,
        "kind": saying.kind,
        "firmness": saying.firmness,
        "recogniser": saying.recogniser,
        "recogniser_version": saying.recogniser_version,
        "at_us": saying.at_us,
        "due_start": due.start if due else None,
        "due_end": due.end if due else None,
        "due_us": saying.due_us,
        "condition_start": condition.start if condition else None,
        "condition_end": condition.end if condition else None,
        "to": saying.to,
        "by": saying.by,
        "ours": saying.ours,
        "side": saying.side,
    }


def _saying(row: Any) -> Saying:
    return Saying(
        record=row.record,
        version=row.version,
        span=Span(row.start, row.end),
        voice=row.voice,
        kind=row.kind,
        firmness=row.firmness,
        recogniser=row.recogniser,
        recogniser_version=row.recogniser_version,
        at_us=row.at_us,
        due=None if row.due_start is None else Span(row.due_start, row.due_end),
        due_us=row.due_us,
        condition=(
            None if row.condition_start is None else Span(row.condition_start, row.condition_end)
        ),
        to=row.to,
        by=row.by,
        ours=row.ours,
        side=row.side,
    )
