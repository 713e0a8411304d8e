"""Runs: one look at the evidence, sealed in one transaction, so that it is there whole or not.

A run says how far it read: the generation of the manifest and the last entry. A finding is seen
in a run; what it says is kept once, however many runs say the same. A run that was asked about
another moment (`--as-of`, `--known-at`) is kept, but is never the latest and never changes when
a finding was first or last seen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa

from troth.ledger import manifest, tables
from troth.ledger.codec import dump, finding_from_text, finding_to_text, load
from troth.ledger.entries import last_entry
from troth.ledger.promises import open_promise
from troth.ledger.rereading import attach_again
from troth.ledger.sayings import add_sayings, mark_recognised
from troth.ledger.writing import insert_new, pick
from troth.model.finding import Finding
from troth.model.identity import digest
from troth.model.saying import Saying

_R, _S, _W = tables.run.c, tables.sighting.c, tables.wording.c


@dataclass(frozen=True, slots=True)
class Run:
    """One look: when, how far it read, with which lenses in which versions, and what it counted.

    `as_of_us` and `known_at_us` are set where another moment than now was asked about.
    """

    id: str
    at_us: int
    generation: int
    last_entry: int
    as_of_us: int | None = None
    known_at_us: int | None = None
    lenses: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def looks_back(self) -> bool:
        """Whether it was asked about another moment than now."""
        return self.as_of_us is not None or self.known_at_us is not None


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far there is to read: the newest generation and entry, and the lenses of today."""

    generation: int
    last_entry: int
    lenses: Mapping[str, str] = field(default_factory=dict)


def horizon(con: sa.Connection, lenses: Mapping[str, str] | None = None) -> Horizon:
    """How far a run begun now would read."""
    return Horizon(manifest.generation(con), last_entry(con), dict(lenses or {}))


def stale(con: sa.Connection, horizon: Horizon) -> bool:
    """Whether there is something that the latest run has not read or not asked."""
    last = latest(con)
    if last is None:
        return True
    behind = last.generation < horizon.generation or last.last_entry < horizon.last_entry
    return behind or any(
        last.lenses.get(name) != version for name, version in horizon.lenses.items()
    )


def seal(
    con: sa.Connection,
    run: Run,
    findings: Iterable[Finding],
    sayings: Iterable[Saying] = (),
    recognised: Mapping[tuple[str, str], int] | None = None,
) -> Run:
    """Keep a run, its findings, and what was newly recognised; open what opens at once.

    `recognised` says for each (recogniser, version) through which generation it has read. All
    of it lies in the caller's transaction. A run without an id is given one.
    """
    number = (con.execute(sa.select(sa.func.max(_R.number))).scalar() or 0) + 1
    run = replace(run, id=run.id or digest("r", str(number), str(run.at_us)))
    con.execute(tables.run.insert(), _run_row(number, run))
    recognise(con, sayings, recognised or {}, at_us=run.at_us)
    seen, told = [], {}
    for finding in findings:
        text = finding_to_text(finding)
        wording = hashlib.sha256(text.encode()).hexdigest()
        told[wording] = text
        seen.append(_sighting_row(number, finding, wording))
    insert_new(con, tables.wording, [{"digest": d, "body": text} for d, text in told.items()])
    insert_new(con, tables.sighting, seen)
    return run


def recognise(
    con: sa.Connection,
    sayings: Iterable[Saying],
    marks: Mapping[tuple[str, str], int],
    *,
    at_us: int,
) -> list[str]:
    """Keep what was newly recognised; gives the ids of the promises that opened at once."""
    held = list(sayings)
    known = attach_again(con, held)
    add_sayings(con, held)
    mark_recognised(con, marks, at_us=at_us)
    return [
        open_promise(con, saying)
        for saying in held
        if saying.opens_at_once and saying.id not in known
    ]


def latest(con: sa.Connection) -> Run | None:
    """The newest sealed run that asked about now."""
    row = con.execute(_about_now().order_by(_R.number.desc()).limit(1)).first()
    return None if row is None else _run(row)


def runs(con: sa.Connection, *, limit: int | None = None) -> list[Run]:
    """The sealed runs, newest first, those that look back among them."""
    query = sa.select(tables.run).order_by(_R.number.desc()).limit(limit)
    return [_run(row) for row in con.execute(query)]


def run(con: sa.Connection, id: str) -> Run | None:
    """One run by its id."""
    row = con.execute(sa.select(tables.run).where(_R.id == id)).first()
    return None if row is None else _run(row)


def before(con: sa.Connection, id: str) -> Run | None:
    """The run about now that came before this one, to compare with."""
    number = sa.select(_R.number).where(_R.id == id).scalar_subquery()
    query = _about_now().where(_R.number < number).order_by(_R.number.desc()).limit(1)
    row = con.execute(query).first()
    return None if row is None else _run(row)


def read_less(con: sa.Connection, generation: int) -> Run | None:
    """The newest run about now that had read less than this generation."""
    return _newest(con, _R.generation < generation)


def sealed_before(con: sa.Connection, at_us: int) -> Run | None:
    """The newest run about now that was sealed before a moment."""
    return _newest(con, _R.at_us < at_us)


def _newest(con: sa.Connection, where: sa.ColumnElement[bool]) -> Run | None:
    row = con.execute(_about_now().where(where).order_by(_R.number.desc()).limit(1)).first()
    return None if row is None else _run(row)


def findings(
    con: sa.Connection, run_id: str, *, about: Iterable[str] | None = None
) -> list[Finding]:
    """What a run found, by finding id; with `about`, only of these subjects."""
    query = (
        sa.select(_W.body)
        .select_from(tables.sighting.join(tables.run).join(tables.wording))
        .where(_R.id == run_id)
        .order_by(_S.finding)
    )
    if about is not None:
        query = query.where(_S.subject.in_([*about]))
    return [finding_from_text(body) for body in con.execute(query).scalars()]


def finding(con: sa.Connection, id: str) -> Finding | None:
    """A finding as it was seen last, also one that is gone by now."""
    query = (
        sa.select(_W.body)
        .select_from(tables.sighting.join(tables.wording))
        .where(_S.finding == id)
        .order_by(_S.run.desc())
        .limit(1)
    )
    body = con.execute(query).scalar()
    return None if body is None else finding_from_text(body)


@dataclass(frozen=True, slots=True)
class Seen:
    """When a finding was seen first and last, in UTC microseconds."""

    first_us: int
    last_us: int


def seen(con: sa.Connection, ids: Iterable[str]) -> dict[str, Seen]:
    """When each finding was seen first and last; those never seen about now are left out."""
    times = {row.number: row.at_us for row in con.execute(_about_now())}
    found: dict[str, Seen] = {}
    for row in pick(con, [_S.finding, _S.run], _S.finding, set(ids)):
        if (at := times.get(row.run)) is not None:
            held = found.get(row.finding, Seen(at, at))
            found[row.finding] = Seen(min(at, held.first_us), max(at, held.last_us))
    return found


def first_seen(con: sa.Connection, finding_id: str) -> int | None:
    """When a finding was seen first."""
    found = seen(con, [finding_id]).get(finding_id)
    return found.first_us if found else None


def last_seen(con: sa.Connection, finding_id: str) -> int | None:
    """When a finding was seen last."""
    found = seen(con, [finding_id]).get(finding_id)
    return found.last_us if found else None


def lease(con: sa.Connection, name: str, holder: str, until_us: int, *, now_us: int) -> bool:
    """Take or prolong a lease; False while somebody else's has not run out.

    Given back by taking it until now.
    """
    table = tables.lease
    held = con.execute(sa.select(table).where(table.c.name == name)).first()
    if held is not None and held.holder != holder and held.until_us > now_us:
        return False
    values = {"name": name, "holder": holder, "until_us": until_us}
    if held is None:
        con.execute(table.insert(), values)
    else:
        con.execute(table.update().where(table.c.name == name).values(values))
    return True


def leased(con: sa.Connection, name: str, *, now_us: int) -> str | None:
    """Who holds a lease at this moment; None where nobody does."""
    table = tables.lease.c
    query = sa.select(table.holder).where(table.name == name, table.until_us > now_us)
    holder: str | None = con.execute(query).scalar()
    return holder


def _about_now() -> sa.Select[Any]:
    return sa.select(tables.run).where(_R.as_of_us.is_(None), _R.known_at_us.is_(None))


def _run_row(number: int, run: Run) -> dict[str, Any]:
    return {
        "number": number,
        "id": run.id,
        "at_us": run.at_us,
        "generation": run.generation,
        "last_entry": run.last_entry,
        "as_of_us": run.as_of_us,
        "known_at_us": run.known_at_us,
        "body": dump({"lenses": run.lenses, "counts": run.counts}),
    }


def _run(row: Any) -> Run:
    return Run(
        id=row.id,
        at_us=row.at_us,
        generation=row.generation,
        last_entry=row.last_entry,
        as_of_us=row.as_of_us,
        known_at_us=row.known_at_us,
        **load(row.body),
    )


def _sighting_row(number: int, finding: Finding, wording: str) -> dict[str, Any]:
    return {
        "run": number,
        "finding": finding.id,
        "lens": finding.lens,
        "subject": finding.subject.id,
        "wording": wording,
    }
